//! Records into the catalogue, one file or several in one transaction.

use std::collections::{HashMap, HashSet};

use rusqlite::{CachedStatement, OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::index::Index;
use super::{Catalogue, CatalogueError, SourceRef, StoredCover, indexed, link};
use crate::domain::{BookRecord, Cover, RecordId, folded, isbn13};
use crate::store::media::Media;

/// What became of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Put {
    /// It was not known.
    New,
    /// It was known and differs, or comes from another file now.
    Updated,
    /// It is the same.
    Unchanged,
}

/// An import under way; dropped without [`Import::commit`], it has never been.
#[derive(Debug)]
pub struct Import<'a> {
    transaction: Transaction<'a>,
    covers: Media,
    occurrences: Occurrences,
    index: Index,
    /// Its row in the table of imports; taken out again when nothing was new.
    id: i64,
    is_empty: bool,
}

impl Catalogue {
    /// Begins an import.
    pub fn import(&mut self) -> Result<Import<'_>, CatalogueError> {
        let transaction = self.database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute("INSERT INTO import (at, files) VALUES (unixepoch(), '')", [])?;
        let id = transaction.last_insert_rowid();
        let (covers, occurrences, index) = (self.covers.clone(), Occurrences::default(), Index::default());
        Ok(Import { transaction, covers, occurrences, index, id, is_empty: true })
    }
}

impl Import<'_> {
    /// Begins the next file: equal records within one file are different copies, in another they are the same.
    pub fn begin_file(&mut self) {
        self.occurrences = Occurrences::default();
    }

    /// Puts a record; gives the id it has here.
    pub fn put(
        &mut self,
        record: &BookRecord,
        raw: &[u8],
        source: &SourceRef,
    ) -> Result<(RecordId, Put), CatalogueError> {
        let key = self.key(record);
        let data = serde_json::to_string(record).map_err(|it| rusqlite::Error::ToSqlConversionFailure(it.into()))?;
        let find = "SELECT id, data = ?2 AND source = ?3 AND number = ?4, own IS NOT NULL FROM record WHERE key = ?1";
        let number = source.number as i64;
        let known: Option<(i64, bool, bool)> = self
            .cached(find)?
            .query_row(params![key, data, source.path, number], |it| Ok((it.get(0)?, it.get(1)?, it.get(2)?)))
            .optional()?;
        match known {
            Some((id, true, _)) => Ok((RecordId(id), Put::Unchanged)),
            Some((id, false, is_corrected)) => {
                self.is_empty = false;
                self.keep_replaced(id)?;
                let before = if is_corrected { None } else { Some(indexed(&self.transaction, RecordId(id))?) };
                let update =
                    "UPDATE record SET data = ?2, raw = ?3, source = ?4, number = ?5, import = ?6 WHERE id = ?1";
                self.cached(update)?.execute(params![id, data, raw, source.path, number, self.id])?;
                // What a person corrected stays corrected, and is found by it.
                if let Some(before) = before {
                    self.index.replace(&self.transaction, id, (&before, record))?;
                }
                Ok((RecordId(id), Put::Updated))
            }
            None => {
                self.is_empty = false;
                let insert = "INSERT INTO record (key, data, raw, source, number, import) \
                              VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
                self.cached(insert)?.execute(params![key, data, raw, source.path, number, self.id])?;
                let id = self.transaction.last_insert_rowid();
                self.index.put(&self.transaction, id, record)?;
                Ok((RecordId(id), Put::New))
            }
        }
    }

    /// What a record was before this import, for taking the import back.
    fn keep_replaced(&self, id: i64) -> Result<(), CatalogueError> {
        let keep = "INSERT OR IGNORE INTO replaced (import, record, data, raw, source, number, before) \
                    SELECT ?2, id, data, raw, source, number, import FROM record WHERE id = ?1 AND import IS NOT ?2";
        self.cached(keep)?.execute(params![id, self.id])?;
        Ok(())
    }

    /// Links a picture that came inside a record as its cover, unless the record has one already.
    pub fn illustrate(
        &self,
        id: RecordId,
        bytes: &[u8],
        extension: &str,
        found: StoredCover,
    ) -> Result<(), CatalogueError> {
        let mut has = self.cached("SELECT 1 FROM cover WHERE record = ?1")?;
        if has.exists([id.0])? {
            return Ok(());
        }
        let file = self.covers.put(bytes, extension)?;
        let cover = Cover { file, ..found.cover };
        link(&self.transaction, id, &StoredCover { cover, ..found })
    }

    /// Names the files of the import, for the list of imports.
    pub fn name_files(&self, files: &str) -> Result<(), CatalogueError> {
        self.cached("UPDATE import SET files = ?2 WHERE id = ?1")?.execute(params![self.id, files])?;
        Ok(())
    }

    /// Makes the import last.
    pub fn commit(mut self) -> Result<(), CatalogueError> {
        self.index.finish(&self.transaction)?;
        if self.is_empty {
            self.cached("DELETE FROM import WHERE id = ?1")?.execute([self.id])?;
        }
        Ok(self.transaction.commit()?)
    }

    fn cached(&self, query: &str) -> Result<CachedStatement<'_>, CatalogueError> {
        Ok(self.transaction.prepare_cached(query)?)
    }

    /// The identity of a record: its number at its library, else what it is, with a count among its likes.
    fn key(&mut self, record: &BookRecord) -> String {
        let stem = stem(record);
        let digest = blake3::hash(stem.as_bytes());
        let short = digest.as_bytes().iter().take(8).fold(0_u64, |sum, it| sum << 8 | u64::from(*it));
        let occurrence = self.occurrences.next(short);
        if occurrence == 1 { stem } else { format!("{stem}#{occurrence}") }
    }
}

/// How often each kind of record came in a file. Most come once, and there may be millions.
#[derive(Debug, Default)]
struct Occurrences {
    seen: HashSet<u64>,
    repeated: HashMap<u64, u32>,
}

impl Occurrences {
    /// The number of this occurrence, from 1.
    fn next(&mut self, what: u64) -> u32 {
        if self.seen.insert(what) {
            return 1;
        }
        let count = self.repeated.entry(what).or_insert(1);
        *count += 1;
        *count
    }
}

fn stem(record: &BookRecord) -> String {
    let control = record.control_number.trim();
    if !control.is_empty() && !record.source_org.is_empty() {
        return format!("{}/{control}", record.source_org);
    }
    let isbn = record.isbn.iter().find_map(|it| isbn13(it)).unwrap_or_default();
    let author = record.authors.first().map(|it| it.family.as_str()).unwrap_or_default();
    let (volume, year) = (record.volume.as_str(), record.year.as_str());
    let what = folded(&[record.title.as_str(), volume, author, year].join("\n"));
    let digest = blake3::hash(what.as_bytes()).to_hex();
    format!("{control}/{isbn}/{}", digest.get(..16).unwrap_or_default())
}
