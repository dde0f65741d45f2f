//! Pages of the index: terms in ascending order, each with its postings, packed into a few kilobytes.
//!
//! An entry is: bytes shared with the term before, further bytes of the term, length of the value, value.

use super::postings::{chunk, number, push_number};

/// A page is closed when it has grown to so many bytes; a longer value has a page of its own.
const FULL: usize = 4_000;

/// A page being read, one entry at a time.
#[derive(Debug, Default)]
pub(in crate::store::catalogue) struct Entries<'a> {
    rest: &'a [u8],
    term: Vec<u8>,
}

impl<'a> Entries<'a> {
    pub(in crate::store::catalogue) fn new(page: &'a [u8]) -> Self {
        Self { rest: page, term: Vec::new() }
    }

    /// The term of the entry taken last.
    pub(in crate::store::catalogue) fn term(&self) -> &[u8] {
        &self.term
    }

    /// The value of the next entry; `None` at the end, and where the page is damaged.
    pub(in crate::store::catalogue) fn next_value(&mut self) -> Option<&'a [u8]> {
        let shared = number(&mut self.rest)? as usize;
        let length = number(&mut self.rest)? as usize;
        let tail = chunk(&mut self.rest, length)?;
        self.term.truncate(shared);
        self.term.extend(tail);
        let length = number(&mut self.rest)? as usize;
        chunk(&mut self.rest, length)
    }
}

/// A page being written.
#[derive(Debug, Default)]
pub(super) struct PageWriter {
    bytes: Vec<u8>,
    first: Vec<u8>,
    last: Vec<u8>,
}

impl PageWriter {
    /// Adds an entry; terms ascend. Gives the page before it, with its first term, when that is full.
    pub(super) fn push(&mut self, term: &[u8], value: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
        let is_full = !self.bytes.is_empty() && self.bytes.len() + value.len() > FULL;
        let full = is_full.then(|| self.take()).flatten();
        if self.bytes.is_empty() {
            self.first = term.to_vec();
            self.last.clear();
        }
        let shared = term.iter().zip(&self.last).take_while(|it| it.0 == it.1).count();
        let tail = term.get(shared..).unwrap_or_default();
        push_number(shared as u32, &mut self.bytes);
        push_number(tail.len() as u32, &mut self.bytes);
        self.bytes.extend(tail);
        push_number(value.len() as u32, &mut self.bytes);
        self.bytes.extend(value);
        self.last.truncate(shared);
        self.last.extend(tail);
        full
    }

    /// What is left: its first term and its bytes.
    pub(super) fn take(&mut self) -> Option<(Vec<u8>, Vec<u8>)> {
        let page = (std::mem::take(&mut self.first), std::mem::take(&mut self.bytes));
        (!page.1.is_empty()).then_some(page)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_reads_back_in_order(
            terms in prop::collection::btree_map("[абв1x]{1,12}", prop::collection::vec(any::<u8>(), 0..900), 0..60),
        ) {
            let mut writer = PageWriter::default();
            let mut pages: Vec<_> = terms.iter().filter_map(|it| writer.push(it.0.as_bytes(), it.1)).collect();
            pages.extend(writer.take());
            let mut read = Vec::new();
            for (first, page) in &pages {
                let mut entries = Entries::new(page);
                let from = read.len();
                while let Some(value) = entries.next_value() {
                    read.push((String::from_utf8(entries.term().to_vec()).unwrap(), value.to_vec()));
                }
                prop_assert_eq!(read[from].0.as_bytes(), first.as_slice());
                prop_assert!(page.len() <= FULL + 1_000);
            }
            prop_assert_eq!(read, terms.into_iter().collect::<Vec<_>>());
        }
    }
}
