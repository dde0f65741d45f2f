//! What a person does to the catalogue by hand: correct a record, add one, take an import back.
//!
//! A correction stands beside what was imported and survives the next import of the same record.

use rusqlite::{OptionalExtension as _, Transaction, TransactionBehavior, params};

use super::index::Index;
use super::index::place;
use super::search::all_in;
use super::{Catalogue, CatalogueError, Put, SourceRef, indexed, parsed};
use crate::domain::{BookRecord, RecordId};

/// What taking an import back changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Undone {
    /// The files that had been imported.
    pub files: String,
    /// Records taken out.
    pub removed: usize,
    /// Records that are as they were before.
    pub restored: usize,
}

fn json(record: &BookRecord) -> Result<String, CatalogueError> {
    Ok(serde_json::to_string(record).map_err(|it| rusqlite::Error::ToSqlConversionFailure(it.into()))?)
}

impl Catalogue {
    /// Sets a person's version of a record; the imported one stays underneath.
    pub fn correct(&mut self, id: RecordId, record: &BookRecord) -> Result<(), CatalogueError> {
        let data = json(record)?;
        let transaction = self.writing()?;
        let before = indexed(&transaction, id)?;
        let update = "UPDATE record SET own = nullif(?2, data) WHERE id = ?1";
        transaction.execute(update, params![id.0, data])?;
        let mut index = Index::default();
        index.replace(&transaction, id.0, (&before, record))?;
        index.finish(&transaction)?;
        Ok(transaction.commit()?)
    }

    /// Drops a person's version; gives the imported one.
    pub fn revert(&mut self, id: RecordId) -> Result<Option<BookRecord>, CatalogueError> {
        let query = "SELECT data FROM record WHERE id = ?1";
        let data: Option<String> = self.database.query_row(query, [id.0], |it| it.get(0)).optional()?;
        let Some(record) = data.map(|it| parsed(id, &it)).transpose()? else { return Ok(None) };
        self.correct(id, &record)?;
        Ok(Some(record))
    }

    /// Adds a record written by hand; one that is the same as another is that other.
    pub fn add(&mut self, record: &BookRecord) -> Result<(RecordId, Put), CatalogueError> {
        let mut import = self.import()?;
        let put = import.put(record, b"", &SourceRef::default())?;
        import.commit()?;
        Ok(put)
    }

    /// Takes the last import back: what it brought goes, what it replaced returns. `None` when there is none.
    pub fn undo_import(&mut self) -> Result<Option<Undone>, CatalogueError> {
        let transaction = self.writing()?;
        let last: Option<i64> = transaction.query_row("SELECT max(id) FROM import", [], |it| it.get(0))?;
        let Some(last) = last else { return Ok(None) };
        let files = transaction.query_row("SELECT files FROM import WHERE id = ?1", [last], |it| it.get(0))?;
        let removed = remove_new(&transaction, last)?;
        let restored = restore_replaced(&transaction, last)?;
        transaction.execute("DELETE FROM import WHERE id = ?1", [last])?;
        transaction.commit()?;
        Ok(Some(Undone { files, removed, restored }))
    }

    /// Remembers that records were shown in a publication, by their keys.
    pub fn mark_shown(&mut self, keys: &[&str]) -> Result<(), CatalogueError> {
        let transaction = self.writing()?;
        for key in keys {
            transaction.prepare_cached("INSERT OR IGNORE INTO shown (key) VALUES (?1)")?.execute([key])?;
        }
        Ok(transaction.commit()?)
    }

    fn writing(&mut self) -> Result<Transaction<'_>, CatalogueError> {
        Ok(self.database.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }
}

fn remove_new(transaction: &Transaction<'_>, import: i64) -> Result<usize, CatalogueError> {
    let new = "record.import = ?1 AND NOT EXISTS \
               (SELECT 1 FROM replaced WHERE replaced.import = ?1 AND replaced.record = record.id)";
    let mut ids = transaction.prepare(&format!("SELECT id FROM record WHERE {new} ORDER BY id"))?;
    let ids = ids.query_map([import], |it| it.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    let mut index = Index::default();
    for ids in ids.chunk_by(|a, b| place(*a).0 == place(*b).0) {
        let Some(block) = ids.first().map(|it| place(*it).0) else { continue };
        if all_in(transaction, block)?.count() == ids.len() {
            Index::drop_block(transaction, block)?;
            continue;
        }
        for id in ids {
            index.drop(transaction, *id, &indexed(transaction, RecordId(*id))?)?;
        }
    }
    index.finish(transaction)?;
    Ok(transaction.execute(&format!("DELETE FROM record WHERE {new}"), [import])?)
}

fn restore_replaced(transaction: &Transaction<'_>, import: i64) -> Result<usize, CatalogueError> {
    let mut rows = transaction.prepare(
        "SELECT record.id, record.data, replaced.data FROM record JOIN replaced ON replaced.record = record.id \
         WHERE replaced.import = ?1 AND record.own IS NULL",
    )?;
    let mut rows = rows.query([import])?;
    let mut index = Index::default();
    while let Some(row) = rows.next()? {
        let (id, after, before): (i64, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (after, before) = (parsed(RecordId(id), &after)?, parsed(RecordId(id), &before)?);
        index.replace(transaction, id, (&after, &before))?;
    }
    index.finish(transaction)?;
    Ok(transaction.execute(
        "UPDATE record SET (data, raw, difference, source, number, import) = \
            (SELECT data, raw, difference, source, number, before FROM replaced \
             WHERE replaced.import = ?1 AND replaced.record = record.id) \
         WHERE id IN (SELECT record FROM replaced WHERE import = ?1)",
        [import],
    )?)
}
