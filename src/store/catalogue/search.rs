//! Full-text search over folded text.

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use super::index::stem;
use super::query::{Query, Term};
use super::{COLUMNS, Catalogue, CatalogueError, Stored, TABLES, stored};

/// Forms of one word looked for at most.
const MOST_FORMS: usize = 40;
/// Shorter words are looked for as they are.
const MIN_STEMMED: usize = 3;

/// What a search found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// How many records match.
    pub total: usize,
    /// The best of them, best first; in import order for a query without words.
    pub records: Vec<Stored>,
}

/// Conditions on the records themselves, with the values they ask for.
#[derive(Default)]
struct Filter {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Filter {
    fn new(query: &Query) -> Self {
        let mut filter = Self::default();
        if let Some((first, last)) = query.years {
            filter.add("record.year BETWEEN ? AND ?", [i64::from(first).into(), i64::from(last).into()]);
        }
        match query.added.as_deref() {
            Some("last") => filter.add("record.import = (SELECT max(id) FROM import)", []),
            Some(day) => filter.add(
                "record.import IN (SELECT id FROM import WHERE at >= unixepoch(?))",
                [Value::from(day.to_owned())],
            ),
            None => {}
        }
        if query.without_cover {
            filter.add("NOT EXISTS (SELECT 1 FROM cover WHERE cover.record = record.id)", []);
        }
        if query.not_shown {
            filter.add("NOT EXISTS (SELECT 1 FROM shown WHERE shown.key = record.key)", []);
        }
        filter
    }

    fn add<const N: usize>(&mut self, condition: &str, values: [Value; N]) {
        self.conditions.push(condition.to_owned());
        self.values.extend(values);
    }

    fn text(&self) -> String {
        if self.conditions.is_empty() { "1".to_owned() } else { self.conditions.join(" AND ") }
    }
}

impl Catalogue {
    /// Finds records: words in any form or as beginnings, phrases in quotation marks, an ISBN with or without
    /// hyphens, `автор:`, `год:1941-1945`, `без:обложки` and their like in Russian and English.
    pub fn search(&self, query: &str, limit: usize) -> Result<Found, CatalogueError> {
        let query = Query::parse(query);
        let mut found = Found::default();
        if query.is_void {
            return Ok(found);
        }
        let filter = Filter::new(&query);
        let expression = self.expression(&query)?;
        let matching = (!expression.is_empty()).then(|| Value::from(expression));
        found.total = self.total(matching.clone(), &filter)?;
        let rest = filter.text();
        let sql = if matching.is_some() {
            let best = format!(
                "SELECT search.rowid AS id, bm25(search, 10.0, 6.0, 3.0, 3.0, 1.0) AS rank FROM search {} \
                 WHERE search MATCH ? AND {rest} ORDER BY 2, 1 LIMIT ?",
                if filter.conditions.is_empty() { "" } else { "JOIN record ON record.id = search.rowid" }
            );
            format!(
                "SELECT {COLUMNS} FROM ({best}) AS best JOIN record ON record.id = best.id \
                 LEFT JOIN cover ON cover.record = record.id ORDER BY best.rank, best.id"
            )
        } else {
            format!("SELECT {COLUMNS} FROM {TABLES} WHERE {rest} ORDER BY record.id LIMIT ?")
        };
        let limit = Value::from(i64::try_from(limit).unwrap_or(i64::MAX));
        let values = matching.into_iter().chain(filter.values).chain([limit]);
        let mut statement = self.database.prepare_cached(&sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        while let Some(row) = rows.next()? {
            found.records.push(stored(row)?);
        }
        Ok(found)
    }

    fn total(&self, matching: Option<Value>, filter: &Filter) -> Result<usize, CatalogueError> {
        let rest = filter.text();
        let sql = match (&matching, filter.conditions.is_empty()) {
            (None, true) => return self.count(),
            (None, false) => format!("SELECT count(*) FROM record WHERE {rest}"),
            (Some(_), true) => "SELECT count(*) FROM search WHERE search MATCH ?".to_owned(),
            (Some(_), false) => format!(
                "SELECT count(*) FROM search JOIN record ON record.id = search.rowid WHERE search MATCH ? AND {rest}"
            ),
        };
        let values = matching.into_iter().chain(filter.values.iter().cloned());
        let total: i64 = self.database.prepare_cached(&sql)?.query_row(params_from_iter(values), |it| it.get(0))?;
        Ok(total as usize)
    }

    /// The query in the language of FTS5: every word quoted, so that nothing in it is an operator.
    fn expression(&self, query: &Query) -> Result<String, CatalogueError> {
        let mut terms = Vec::new();
        for term in &query.terms {
            let (column, text) = match term {
                Term::Word(column, word) => (column.name(), self.forms(word)?),
                Term::Phrase(column, words) => (column.name(), format!("\"{}\" *", words.join(" "))),
            };
            terms.push(if column.is_empty() { text } else { format!("{column} : {text}") });
        }
        Ok(terms.join(" AND "))
    }

    /// A word, what begins with it, and its other forms that the catalogue knows.
    fn forms(&self, word: &str) -> Result<String, CatalogueError> {
        let mut forms = vec![format!("\"{word}\" *")];
        if word.chars().count() >= MIN_STEMMED && !word.bytes().any(|it| it.is_ascii_digit()) {
            let mut known = self.database.prepare_cached("SELECT word FROM word WHERE stem = ?1 LIMIT ?2")?;
            let mut rows = known.query(rusqlite::params![stem(word), MOST_FORMS as i64])?;
            while let Some(row) = rows.next()? {
                let form: String = row.get(0)?;
                if !form.starts_with(word) {
                    forms.push(format!("\"{form}\""));
                }
            }
        }
        Ok(if forms.len() == 1 { forms.concat() } else { format!("({})", forms.join(" OR ")) })
    }
}
