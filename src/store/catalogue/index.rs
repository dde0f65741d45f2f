//! What a record is found by: folded words in five columns, and the words that share a stem.
//!
//! The index holds the words as they are; a query is widened to their other forms, so nothing is found by a stem
//! that only looks alike.

use std::collections::HashSet;

use rusqlite::{Connection, params};
use rust_stemmers::{Algorithm, Stemmer};

use super::CatalogueError;
use crate::domain::{BookRecord, RecordId, folded_words, isbn13};

/// So many words are remembered as written already; the vocabulary of a library is smaller.
const MAX_KNOWN: usize = 1 << 20;
/// Shorter words have no forms worth finding.
const MIN_STEMMED: usize = 4;

/// Writes the index.
pub(super) struct Index<'a> {
    database: &'a Connection,
    known: HashSet<String>,
}

impl std::fmt::Debug for Index<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Index({} words)", self.known.len())
    }
}

impl<'a> Index<'a> {
    pub(super) fn new(database: &'a Connection) -> Self {
        Self { database, known: HashSet::new() }
    }

    /// With the words that were written already.
    pub(super) fn knowing(database: &'a Connection, known: HashSet<String>) -> Self {
        Self { database, known }
    }

    pub(super) fn into_known(self) -> HashSet<String> {
        self.known
    }

    /// Puts a record that is not in the index.
    pub(super) fn put(&mut self, id: i64, record: &BookRecord) -> Result<(), CatalogueError> {
        let columns = indexed(record);
        for column in &columns {
            self.note_words(column)?;
        }
        let [title, author, subject, mark, other] = columns;
        let insert = "INSERT INTO search (rowid, title, author, subject, mark, other) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        self.database.prepare_cached(insert)?.execute(params![id, title, author, subject, mark, other])?;
        Ok(())
    }

    /// Takes a record out.
    pub(super) fn drop(&self, id: i64) -> Result<(), CatalogueError> {
        self.database.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([id])?;
        Ok(())
    }

    /// Indexes every record of a catalogue whose index is empty.
    pub(super) fn refill(&mut self) -> Result<(), CatalogueError> {
        let mut all = self.database.prepare("SELECT id, coalesce(own, data) FROM record")?;
        let mut year = self.database.prepare("UPDATE record SET year = ?2 WHERE id = ?1")?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            let (id, data): (i64, String) = (row.get(0)?, row.get(1)?);
            let record: BookRecord =
                serde_json::from_str(&data).map_err(|error| CatalogueError::Record(RecordId(id), error))?;
            year.execute(params![id, record.year_number()])?;
            self.put(id, &record)?;
        }
        Ok(())
    }

    fn note_words(&mut self, column: &str) -> Result<(), CatalogueError> {
        for word in column.split(' ') {
            if word.len() < MIN_STEMMED || self.known.contains(word) || word.bytes().any(|it| it.is_ascii_digit()) {
                continue;
            }
            let insert = "INSERT OR IGNORE INTO word (stem, word) VALUES (?1, ?2)";
            self.database.prepare_cached(insert)?.execute(params![stem(word), word])?;
            if self.known.len() < MAX_KNOWN {
                self.known.insert(word.to_owned());
            }
        }
        Ok(())
    }
}

/// The stem of a folded word, Russian or English by its letters.
pub(super) fn stem(word: &str) -> String {
    let algorithm = if word.is_ascii() { Algorithm::English } else { Algorithm::Russian };
    Stemmer::create(algorithm).stem(word).into_owned()
}

/// The text a record is found by: title, names, subjects, marks and numbers, everything else.
fn indexed(record: &BookRecord) -> [String; 5] {
    let mut title = vec![record.title.as_str(), &record.subtitle, &record.volume];
    title.extend(record.parallel_titles.iter().map(String::as_str));
    title.extend(record.host.iter().map(|it| it.title.as_str()));
    let mut author = vec![record.responsibility.as_str()];
    for it in record.authors.iter().chain(&record.contributors) {
        author.extend([it.family.as_str(), &it.initials, &it.given]);
    }
    author.extend(record.bodies.iter().map(String::as_str));
    let subject = record.subjects.iter().chain(&record.keywords).map(String::as_str).collect();
    let numbers: Vec<String> = record.isbn.iter().filter_map(|it| isbn13(it)).collect();
    let mut mark = vec![record.shelfmark.as_str(), &record.control_number];
    mark.extend([&record.udc, &record.bbk, &record.inventory, &numbers].into_iter().flatten().map(String::as_str));
    let mut other = vec![record.place.as_str(), &record.publisher, &record.year, &record.annotation];
    other.extend(record.series.iter().map(String::as_str));
    [title, author, subject, mark, other].map(|it: Vec<&str>| folded_words(&it.join("\n")))
}
