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

    /// Calls `each` with the columns of the terms wanted: whether it is one of the words, or only begins so.
    /// Forms of a word are neighbours, so mostly one page is read for all of them.
    pub(in crate::store::catalogue) fn look_up(
        &mut self,
        mut wanted: Lookup<'_>,
        each: &mut dyn FnMut(bool, List<'_>),
    ) -> rusqlite::Result<()> {
        while let Some(from) = wanted.first() {
            let mut rows = self.pages.query(params![self.block, from])?;
            loop {
                let Some(row) = rows.next()? else { return Ok(()) };
                let mut entries = Entries::new(row.get_ref(0)?.as_blob().unwrap_or_default());
                while let Some(value) = entries.next_value() {
                    if let Some(is_word) = wanted.take(entries.term()) {
                        lists(value).for_each(|it| each(is_word, it));
                    }
                }
                if !wanted.is_within(entries.term().max(from)) {
                    break;
                }
            }
            wanted.pass(from);
        }
        Ok(())
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

/// Terms looked for in one go.
pub(in crate::store::catalogue) struct Lookup<'a> {
    /// Those still to come, ascending.
    words: &'a [Vec<u8>],
    /// And all that begin so, until they are past.
    beginning: Option<&'a [u8]>,
}

impl<'a> Lookup<'a> {
    /// Words, ascending, and whatever begins so.
    pub(in crate::store::catalogue) fn new(words: &'a [Vec<u8>], beginning: Option<&'a [u8]>) -> Self {
        Self { words, beginning }
    }

    /// Where to look next.
    fn first(&self) -> Option<&'a [u8]> {
        self.words.first().map(Vec::as_slice).into_iter().chain(self.beginning).min()
    }

    /// Goes on to a term. Is it wanted, and is it one of the words?
    fn take(&mut self, term: &[u8]) -> Option<bool> {
        let past = self.words.iter().take_while(|it| it.as_slice() < term).count();
        self.words = self.words.get(past..).unwrap_or_default();
        let is_begun = self.beginning.is_some_and(|it| term.starts_with(it));
        if !is_begun && self.beginning.is_some_and(|it| it < term) {
            self.beginning = None;
        }
        let is_word = self.words.first().is_some_and(|it| it == term);
        (is_word || is_begun).then_some(is_word)
    }

    /// Can the page after this term begin with more of what is wanted?
    fn is_within(&self, term: &[u8]) -> bool {
        self.beginning.is_some_and(|it| it <= term)
    }

    /// Goes on beyond a term.
    fn pass(&mut self, term: &[u8]) {
        let past = self.words.iter().take_while(|it| it.as_slice() <= term).count();
        self.words = self.words.get(past..).unwrap_or_default();
    }
}
