//! A run of changed terms into the pages of a block. Only the pages it touches are read and written.

use rusqlite::{Connection, OptionalExtension as _, params};

use super::gathering::Posting;
use super::page::{Entries, PageWriter};
use super::postings::{Kept, changed};

/// Takes terms in ascending order.
#[derive(Debug)]
pub(super) struct Merge<'a> {
    database: &'a Connection,
    block: i64,
    /// What is not yet passed of the page that was read, entry by entry, the last one first.
    ahead: Vec<(Vec<u8>, Vec<u8>)>,
    /// The first term of the page after that one.
    until: Option<Vec<u8>>,
    is_open: bool,
    writer: PageWriter,
    value: Vec<u8>,
}

impl<'a> Merge<'a> {
    pub(super) fn new(database: &'a Connection, block: i64) -> Self {
        let (writer, value) = (PageWriter::default(), Vec::new());
        Self { database, block, ahead: Vec::new(), until: None, is_open: false, writer, value }
    }

    /// Changes the documents of the next term.
    pub(super) fn push(&mut self, term: &[u8], changes: &[Posting]) -> rusqlite::Result<()> {
        if !self.is_open || self.until.as_ref().is_some_and(|it| term >= it.as_slice()) {
            self.close()?;
            self.open(term)?;
        }
        while let Some((before, value)) = self.ahead.pop_if(|it| it.0.as_slice() < term) {
            self.write(&before, &value)?;
        }
        let mut value = std::mem::take(&mut self.value);
        value.clear();
        let kept = Kept::under(term);
        match self.ahead.pop_if(|it| it.0 == term) {
            Some((_, before)) => kept.encode(&changed(&kept.decode(&before), changes), &mut value),
            None => kept.encode(changes, &mut value),
        }
        if !value.is_empty() {
            self.write(term, &value)?;
        }
        self.value = value;
        Ok(())
    }

    /// Ends the page under way.
    pub(super) fn close(&mut self) -> rusqlite::Result<()> {
        while let Some((term, value)) = self.ahead.pop() {
            self.write(&term, &value)?;
        }
        if let Some((first, page)) = self.writer.take() {
            self.store(&first, &page)?;
        }
        self.is_open = false;
        Ok(())
    }

    /// Takes up the page a term belongs to; the first page when it precedes all.
    fn open(&mut self, term: &[u8]) -> rusqlite::Result<()> {
        self.is_open = true;
        self.until = None;
        let mut find = self.database.prepare_cached(
            "SELECT id, first, page FROM posting WHERE block = ?1 AND first <= ?2 ORDER BY first DESC LIMIT 1",
        )?;
        let mut least = self
            .database
            .prepare_cached("SELECT id, first, page FROM posting WHERE block = ?1 ORDER BY first LIMIT 1")?;
        let row = |it: &rusqlite::Row<'_>| Ok((it.get(0)?, it.get(1)?, it.get(2)?));
        let found: Option<(i64, Vec<u8>, Vec<u8>)> = match find.query_row(params![self.block, term], row).optional()? {
            None => least.query_row([self.block], row).optional()?,
            found => found,
        };
        let Some((id, first, page)) = found else { return Ok(()) };
        self.database.prepare_cached("DELETE FROM posting WHERE id = ?1")?.execute([id])?;
        let after = "SELECT first FROM posting WHERE block = ?1 AND first > ?2 ORDER BY first LIMIT 1";
        let mut after = self.database.prepare_cached(after)?;
        self.until = after.query_row(params![self.block, first], |it| it.get(0)).optional()?;
        let mut entries = Entries::new(&page);
        while let Some(value) = entries.next_value() {
            self.ahead.push((entries.term().to_vec(), value.to_vec()));
        }
        self.ahead.reverse();
        Ok(())
    }

    fn write(&mut self, term: &[u8], value: &[u8]) -> rusqlite::Result<()> {
        match self.writer.push(term, value) {
            Some((first, page)) => self.store(&first, &page),
            None => Ok(()),
        }
    }

    fn store(&self, first: &[u8], page: &[u8]) -> rusqlite::Result<()> {
        let insert = "INSERT INTO posting (block, first, page) VALUES (?1, ?2, ?3)";
        self.database.prepare_cached(insert)?.execute(params![self.block, first, page])?;
        Ok(())
    }
}
