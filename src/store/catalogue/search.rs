//! Full-text search over folded text.

use super::{COLUMNS, Catalogue, CatalogueError, Stored, TABLES, stored};
use crate::domain::{isbn13, words};

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// How many records match.
    pub total: usize,
    /// The best of them, best first; in import order for an empty query.
    pub records: Vec<Stored>,
}

impl Catalogue {
    /// Finds records with all words of a query, the last ones as beginnings; an ISBN with or without hyphens.
    pub fn search(&self, query: &str, limit: usize) -> Result<Found, CatalogueError> {
        let expression = expression(query);
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let mut found = Found::default();
        let (sql, total) = if expression.is_empty() {
            if !query.trim().is_empty() {
                return Ok(found);
            }
            (format!("SELECT {COLUMNS} FROM {TABLES} WHERE ?1 = '' ORDER BY record.id LIMIT ?2"), self.count()?)
        } else {
            let count = "SELECT count(*) FROM search WHERE search MATCH ?1";
            let total: i64 = self.database.prepare_cached(count)?.query_row([&expression], |it| it.get(0))?;
            let best = "SELECT rowid AS id, bm25(search, 10.0, 6.0, 1.0) AS rank FROM search \
                        WHERE search MATCH ?1 ORDER BY 2, 1 LIMIT ?2";
            let sql = format!(
                "SELECT {COLUMNS} FROM ({best}) AS best JOIN record ON record.id = best.id \
                 LEFT JOIN cover ON cover.record = record.id ORDER BY best.rank, best.id"
            );
            (sql, total as usize)
        };
        found.total = total;
        let mut statement = self.database.prepare_cached(&sql)?;
        let mut rows = statement.query(rusqlite::params![expression, limit])?;
        while let Some(row) = rows.next()? {
            found.records.push(stored(row)?);
        }
        Ok(found)
    }
}

/// The query in the language of FTS5: every word quoted, so that nothing in it is an operator.
fn expression(query: &str) -> String {
    let mut terms = Vec::new();
    if let Some(whole) = isbn13(query.trim()) {
        return format!("\"{whole}\"");
    }
    for part in query.split_whitespace() {
        match isbn13(part) {
            Some(number) => terms.push(format!("\"{number}\"")),
            None => terms.extend(words(part).iter().map(|it| format!("\"{it}\"*"))),
        }
    }
    terms.join(" ")
}
