//! Looking terms up in the pages of a block.

use rusqlite::{CachedStatement, Connection, params};

use super::page::Entries;
use super::postings::{List, lists};
use super::terms::Beginning;

/// Pages from the one a term belongs to.
const FROM: &str = "SELECT page FROM posting WHERE block = ?1 AND first >= \
     coalesce((SELECT max(first) FROM posting WHERE block = ?1 AND first <= ?2), x'') ORDER BY first";

/// Reads one block.
pub(in crate::store::catalogue) struct Reader<'a> {
    pages: CachedStatement<'a>,
    block: i64,
}

impl<'a> Reader<'a> {
    pub(in crate::store::catalogue) fn new(database: &'a Connection, block: i64) -> rusqlite::Result<Self> {
        Ok(Self { pages: database.prepare_cached(FROM)?, block })
    }

    /// Calls `each` with the columns of one term.
    pub(in crate::store::catalogue) fn term(
        &mut self,
        term: &[u8],
        each: &mut dyn FnMut(List<'_>),
    ) -> rusqlite::Result<()> {
        self.between(term, &|it| it == term, each)
    }

    /// Calls `each` with the columns of every term that begins so.
    pub(in crate::store::catalogue) fn beginning(
        &mut self,
        beginning: &Beginning,
        each: &mut dyn FnMut(List<'_>),
    ) -> rusqlite::Result<()> {
        match beginning {
            Beginning::Term(term) => self.term(term, each),
            Beginning::Range(from) => self.between(from, &|it| it.starts_with(from), each),
        }
    }

    /// Calls `each` with the columns of the terms from `from` on, as long as they are among those meant.
    pub(in crate::store::catalogue) fn between(
        &mut self,
        from: &[u8],
        is_meant: &dyn Fn(&[u8]) -> bool,
        each: &mut dyn FnMut(List<'_>),
    ) -> rusqlite::Result<()> {
        let mut rows = self.pages.query(params![self.block, from])?;
        while let Some(row) = rows.next()? {
            let mut entries = Entries::new(row.get_ref(0)?.as_blob().unwrap_or_default());
            while let Some(value) = entries.next_value() {
                if entries.term() < from {
                    continue;
                }
                if !is_meant(entries.term()) {
                    return Ok(());
                }
                lists(value).for_each(&mut *each);
            }
        }
        Ok(())
    }
}
