//! Records into the catalogue, one file or several in one transaction.

use std::collections::HashMap;

use rusqlite::{CachedStatement, OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::{Catalogue, CatalogueError, SourceRef, StoredCover, link};
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
    occurrences: HashMap<u128, u32>,
}

impl Catalogue {
    /// Begins an import.
    pub fn import(&mut self) -> Result<Import<'_>, CatalogueError> {
        let transaction = self.database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        Ok(Import { transaction, covers: self.covers.clone(), occurrences: HashMap::new() })
    }
}

impl Import<'_> {
    /// Begins the next file: equal records within one file are different copies, in another they are the same.
    pub fn begin_file(&mut self) {
        self.occurrences.clear();
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
        let mut find = self.cached("SELECT id, data = ?2 AND source = ?3, number FROM record WHERE key = ?1")?;
        let number = source.number as i64;
        let known: Option<(i64, bool, i64)> = find
            .query_row(params![key, data, source.path], |it| Ok((it.get(0)?, it.get(1)?, it.get(2)?)))
            .optional()?;
        match known {
            Some((id, true, at)) if at == number => Ok((RecordId(id), Put::Unchanged)),
            Some((id, _, _)) => {
                self.cached("UPDATE record SET data = ?2, raw = ?3, source = ?4, number = ?5 WHERE id = ?1")?
                    .execute(params![id, data, raw, source.path, number])?;
                self.cached("DELETE FROM search WHERE rowid = ?1")?.execute([id])?;
                self.index(id, record)?;
                Ok((RecordId(id), Put::Updated))
            }
            None => {
                self.cached("INSERT INTO record (key, data, raw, source, number) VALUES (?1, ?2, ?3, ?4, ?5)")?
                    .execute(params![key, data, raw, source.path, number])?;
                let id = self.transaction.last_insert_rowid();
                self.index(id, record)?;
                Ok((RecordId(id), Put::New))
            }
        }
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

    /// Makes the import last.
    pub fn commit(self) -> Result<(), CatalogueError> {
        Ok(self.transaction.commit()?)
    }

    fn cached(&self, query: &str) -> Result<CachedStatement<'_>, CatalogueError> {
        Ok(self.transaction.prepare_cached(query)?)
    }

    fn index(&self, id: i64, record: &BookRecord) -> Result<(), CatalogueError> {
        let [title, author, other] = indexed(record);
        self.cached("INSERT INTO search (rowid, title, author, other) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![id, title, author, other])?;
        Ok(())
    }

    /// The identity of a record: its number at its library, else what it is, with a count among its likes.
    fn key(&mut self, record: &BookRecord) -> String {
        let stem = stem(record);
        let digest = blake3::hash(stem.as_bytes());
        let short = digest.as_bytes().iter().take(16).fold(0_u128, |sum, it| sum << 8 | u128::from(*it));
        let occurrence = self.occurrences.entry(short).or_insert(0);
        *occurrence += 1;
        if *occurrence == 1 { stem } else { format!("{stem}#{occurrence}") }
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

/// The text a record is found by: title, names, everything else.
fn indexed(record: &BookRecord) -> [String; 3] {
    let mut title = vec![record.title.as_str(), &record.subtitle, &record.volume];
    title.extend(record.parallel_titles.iter().map(String::as_str));
    title.extend(record.host.iter().map(|it| it.title.as_str()));
    let mut author = vec![record.responsibility.as_str()];
    for it in record.authors.iter().chain(&record.contributors) {
        author.extend([it.family.as_str(), &it.initials, &it.given]);
    }
    author.extend(record.bodies.iter().map(String::as_str));
    let mut other = vec![record.place.as_str(), &record.publisher, &record.year, &record.shelfmark];
    other.extend([record.control_number.as_str(), &record.annotation]);
    let lists = [&record.subjects, &record.keywords, &record.udc, &record.bbk, &record.inventory, &record.series];
    other.extend(lists.into_iter().flatten().map(String::as_str));
    let numbers: Vec<String> = record.isbn.iter().filter_map(|it| isbn13(it)).collect();
    other.extend(numbers.iter().map(String::as_str));
    [title, author, other].map(|it| folded(&it.join("\n")))
}
