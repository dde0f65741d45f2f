//! Records into the catalogue, one file or several in one transaction.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use rusqlite::{CachedStatement, OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::bits::Bits;
use super::difference::difference;
use super::index::{Index, place};
use super::{Catalogue, CatalogueError, SourceRef, StoredCover, indexed, link, schema};
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
        schema::hold_few_pages(&transaction)?;
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
        let data = serde_json::to_string(record).map_err(|it| rusqlite::Error::ToSqlConversionFailure(it.into()))?;
        let (key, known) = self.known(stem(record), (&data, source))?;
        let put = match known {
            Some(Known { id, is_same: true, .. }) => (RecordId(id), Put::Unchanged),
            Some(known) => {
                self.update(&known, (record, &data, raw), source)?;
                (RecordId(known.id), Put::Updated)
            }
            None => {
                let id = self.insert(&key, (record, &data, raw), source)?;
                (RecordId(id), Put::New)
            }
        };
        self.occurrences.note(put.0.0);
        Ok(put)
    }

    /// The identity of a record, its stem with a count among its likes in this file, and what is known under it.
    fn known(&mut self, stem: String, content: (&str, &SourceRef)) -> Result<(String, Option<Known>), CatalogueError> {
        let known = self.find(&stem, content)?;
        let Some(occurrence) = known.as_ref().and_then(|it| self.occurrences.next(it.id)) else {
            return Ok((stem, known));
        };
        let key = format!("{stem}#{occurrence}");
        let known = self.find(&key, content)?;
        Ok((key, known))
    }

    fn find(&self, key: &str, (data, source): (&str, &SourceRef)) -> Result<Option<Known>, CatalogueError> {
        let find = "SELECT id, data = ?2 AND source = ?3 AND number = ?4, own IS NOT NULL FROM record WHERE key = ?1";
        let number = source.number as i64;
        let known = self.cached(find)?.query_row(params![key, data, source.path, number], |it| {
            Ok(Known { id: it.get(0)?, is_same: it.get(1)?, is_corrected: it.get(2)? })
        });
        Ok(known.optional()?)
    }

    fn insert(
        &mut self,
        key: &str,
        (record, data, raw): Content<'_>,
        source: &SourceRef,
    ) -> Result<i64, CatalogueError> {
        self.is_empty = false;
        let (raw, is_difference) = packed(raw, data);
        let insert = "INSERT INTO record (key, data, raw, difference, source, number, import) \
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let number = source.number as i64;
        self.cached(insert)?.execute(params![key, data, raw, is_difference, source.path, number, self.id])?;
        let id = self.transaction.last_insert_rowid();
        self.index.put(&self.transaction, id, record)?;
        Ok(id)
    }

    fn update(
        &mut self,
        known: &Known,
        (record, data, raw): Content<'_>,
        source: &SourceRef,
    ) -> Result<(), CatalogueError> {
        self.is_empty = false;
        let id = known.id;
        self.keep_replaced(id)?;
        let before = if known.is_corrected { None } else { Some(indexed(&self.transaction, RecordId(id))?) };
        let (raw, is_difference) = packed(raw, data);
        let update = "UPDATE record SET data = ?2, raw = ?3, difference = ?4, source = ?5, number = ?6, import = ?7 \
                      WHERE id = ?1";
        let number = source.number as i64;
        self.cached(update)?.execute(params![id, data, raw, is_difference, source.path, number, self.id])?;
        // What a person corrected stays corrected, and is found by it.
        if let Some(before) = before {
            self.index.replace(&self.transaction, id, (&before, record))?;
        }
        Ok(())
    }

    /// What a record was before this import, for taking the import back.
    fn keep_replaced(&self, id: i64) -> Result<(), CatalogueError> {
        let keep = "INSERT OR IGNORE INTO replaced (import, record, data, raw, difference, source, number, before) \
                    SELECT ?2, id, data, raw, difference, source, number, import FROM record \
                    WHERE id = ?1 AND import IS NOT ?2";
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
        schema::hold_many_pages(&self.transaction)?;
        Ok(self.transaction.commit()?)
    }

    fn cached(&self, query: &str) -> Result<CachedStatement<'_>, CatalogueError> {
        Ok(self.transaction.prepare_cached(query)?)
    }
}

/// A record that is in the catalogue.
#[derive(Debug)]
struct Known {
    id: i64,
    /// Whether it was read from the same place and says the same.
    is_same: bool,
    is_corrected: bool,
}

/// A record, the same as it is stored, and what it was read from.
type Content<'a> = (&'a BookRecord, &'a str, &'a [u8]);

/// What was read as it is stored, and whether that is its difference from the record.
fn packed<'a>(raw: &'a [u8], data: &str) -> (Cow<'a, [u8]>, bool) {
    match difference(raw, data.as_bytes()) {
        Some(it) => (Cow::Owned(it), true),
        None => (Cow::Borrowed(raw), false),
    }
}

/// The records a file has given so far, and how often the likes of one came. Most come once, and there may be millions.
#[derive(Debug, Default)]
struct Occurrences {
    seen: BTreeMap<i64, Bits>,
    repeated: HashMap<i64, u32>,
}

impl Occurrences {
    /// The number, from 2, of the next record that is like this one; `None` when the file has not given this one yet.
    fn next(&mut self, id: i64) -> Option<u32> {
        let (block, document) = place(id);
        self.seen.get(&block).filter(|it| it.contains(document))?;
        let count = self.repeated.entry(id).or_insert(1);
        *count += 1;
        Some(*count)
    }

    fn note(&mut self, id: i64) {
        let (block, document) = place(id);
        self.seen.entry(block).or_default().insert(document);
    }
}

/// What a record is, wherever it comes from: its number at its library, else its author, title and year.
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
