//! The inverted index: which records hold which word, in which column.
//!
//! Records are taken in blocks of 65 536 by their id; a block has pages of terms in ascending order, with the
//! documents of each term. Short beginnings of words are terms too, and beside each word are kept the places it stands
//! at, for phrases. New records fill blocks in turn, so that what an import costs does not depend on what is there; a
//! changed record costs the pages of its own words.
//!
//! The index holds words as they are; a query is widened to their other forms, so nothing is found by a stem that only
//! looks alike. Changes wait in memory until [`Index::finish`].

mod gathering;
mod merge;
mod page;
mod postings;
mod reader;
mod terms;

use std::collections::{BTreeMap, HashSet};
use std::hash::BuildHasher as _;

use hashbrown::DefaultHashBuilder;
use rusqlite::{Connection, params};
use rust_stemmers::{Algorithm, Stemmer};

use self::gathering::{Gathering, MOST_WAITING, Posting, Run};
use self::merge::Merge;
use self::terms::{BEGINNINGS, N_COLUMNS, Place, Terms, beginning, is_word};
use super::CatalogueError;
use super::bits::{BLOCK, Bits};
use crate::domain::{BookRecord, RecordId};
use crate::progress::Progress;

/// The words of a column from this number on all have this number.
pub(super) const LAST_NUMBER: u16 = Place::LAST;

pub(super) use self::postings::{List, chunk, number, push_number};
pub(super) use self::reader::{Lookup, Reader};
pub(super) use self::terms::{
    ALL, Beginning, Columns, Mark, beginning_with, is_whole, isbns, mark, marks, places, texts, word, year,
};

/// So many words are remembered as written already; the vocabulary of a library is smaller.
const MAX_KNOWN: usize = 1 << 21;
/// Shorter words have no forms worth finding, in bytes.
const MIN_STEMMED: usize = 4;

/// The block of a record and its place there.
pub(super) fn place(id: i64) -> (i64, u16) {
    (id / BLOCK as i64, (id % BLOCK as i64) as u16)
}

/// The record at a place of a block.
pub(super) fn id_at(block: i64, document: u16) -> i64 {
    block * BLOCK as i64 + i64::from(document)
}

/// Writes the index.
#[derive(Debug, Default)]
pub(super) struct Index {
    terms: Terms,
    blocks: BTreeMap<i64, Waiting>,
    /// Changes that wait, in all blocks.
    waiting: usize,
    hasher: DefaultHashBuilder,
    known: HashSet<u64>,
}

/// The changes that wait for one block.
#[derive(Debug, Default)]
struct Waiting {
    documents: Bits,
    last: u16,
    is_unordered: bool,
    gathering: Gathering,
}

impl Index {
    /// Puts a record that is not in the index.
    pub(super) fn put(&mut self, database: &Connection, id: i64, record: &BookRecord) -> rusqlite::Result<()> {
        self.change(database, id, None, Some(record))
    }

    /// Takes a record out, whose text was `record`.
    pub(super) fn drop(&mut self, database: &Connection, id: i64, record: &BookRecord) -> rusqlite::Result<()> {
        self.change(database, id, Some(record), None)
    }

    /// Puts a record in the place of what it was before.
    pub(super) fn replace(
        &mut self,
        database: &Connection,
        id: i64,
        (before, after): (&BookRecord, &BookRecord),
    ) -> rusqlite::Result<()> {
        self.change(database, id, Some(before), Some(after))
    }

    fn change(
        &mut self,
        database: &Connection,
        id: i64,
        before: Option<&BookRecord>,
        after: Option<&BookRecord>,
    ) -> rusqlite::Result<()> {
        let (block, document) = place(id);
        let is_waiting = self.blocks.get(&block).is_some_and(|it| it.documents.contains(document));
        if is_waiting || self.waiting >= MOST_WAITING {
            self.finish(database)?;
        }
        let Waiting { documents, last, is_unordered, gathering } = self.blocks.entry(block).or_default();
        *is_unordered |= document < *last;
        *last = document;
        documents.insert(document);
        self.waiting -= gathering.len();
        gathering.begin(document);
        if let Some(record) = before {
            self.terms.each(record, &mut |term, _| gathering.add(term, Place::NOWHERE));
        }
        if let Some(record) = after {
            self.terms.each(record, &mut |term, it| gathering.add(term, it));
        }
        self.waiting += gathering.len();
        Ok(())
    }

    /// Writes all changes that wait.
    pub(super) fn finish(&mut self, database: &Connection) -> rusqlite::Result<()> {
        self.waiting = 0;
        for (block, waiting) in std::mem::take(&mut self.blocks) {
            let run = waiting.gathering.finish(waiting.is_unordered);
            write(database, block, &run)?;
            self.note_words(database, &run)?;
        }
        Ok(())
    }

    /// Takes out a whole block; it must hold no other records than those that go.
    pub(super) fn drop_block(database: &Connection, block: i64) -> rusqlite::Result<()> {
        database.prepare_cached("DELETE FROM posting WHERE block = ?1")?.execute([block])?;
        Ok(())
    }

    /// Indexes every record of a catalogue whose index is empty, a step of progress each.
    pub(super) fn refill(&mut self, database: &Connection, progress: &Progress) -> Result<(), CatalogueError> {
        let n_records: i64 = database.query_row("SELECT count(*) FROM record", [], |it| it.get(0))?;
        progress.begin(usize::try_from(n_records).unwrap_or_default());
        let mut all = database.prepare("SELECT id, coalesce(own, data) FROM record ORDER BY id")?;
        let mut rows = all.query([])?;
        while let Some(row) = rows.next()? {
            let (id, data): (i64, String) = (row.get(0)?, row.get(1)?);
            let record: BookRecord =
                serde_json::from_str(&data).map_err(|error| CatalogueError::Record(RecordId(id), error))?;
            self.put(database, id, &record)?;
            progress.step();
        }
        Ok(self.finish(database)?)
    }

    fn note_words(&mut self, database: &Connection, run: &Run) -> rusqlite::Result<()> {
        let mut insert = database.prepare_cached("INSERT OR IGNORE INTO word (stem, word) VALUES (?1, ?2)")?;
        for (term, _) in run.terms().skip_while(|it| !is_word(it.0)) {
            let hash = self.hasher.hash_one(term);
            if term.len() < MIN_STEMMED || term.iter().any(u8::is_ascii_digit) || self.known.contains(&hash) {
                continue;
            }
            let Ok(word) = std::str::from_utf8(term) else { continue };
            insert.execute(params![stem(word), word])?;
            if self.known.len() < MAX_KNOWN {
                self.known.insert(hash);
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

/// Writes a run into the pages of a block.
fn write(database: &Connection, block: i64, run: &Run) -> rusqlite::Result<()> {
    let mut merge = Merge::new(database, block);
    let is_before = |term: &[u8]| term.first() < BEGINNINGS.first().map(|it| &it.0);
    for (term, postings) in run.terms().take_while(|it| is_before(it.0)) {
        merge.push(term, postings)?;
    }
    for (kind, letters) in BEGINNINGS {
        push_beginnings(run, (kind, letters), &mut merge)?;
    }
    for (term, postings) in run.terms().skip_while(|it| is_before(it.0)).take_while(|it| !is_word(it.0)) {
        merge.push(term, postings)?;
    }
    for (word, postings) in run.terms().skip_while(|it| !is_word(it.0)) {
        merge.push(&places(word), postings)?;
    }
    for (word, postings) in run.terms().skip_while(|it| !is_word(it.0)) {
        merge.push(word, postings)?;
    }
    merge.close()
}

/// The changes of all words that begin alike, under the term of that beginning.
fn push_beginnings(run: &Run, (kind, letters): (u8, usize), merge: &mut Merge<'_>) -> rusqlite::Result<()> {
    let mut union = Union::default();
    let mut current = Vec::new();
    for (word, postings) in run.terms().skip_while(|it| !is_word(it.0)) {
        let Some(beginning) = beginning(word, letters) else { continue };
        if current.get(1..) != Some(beginning) {
            if !current.is_empty() {
                merge.push(&current, &union.take())?;
            }
            current.clear();
            current.push(kind);
            current.extend(beginning);
        }
        union.add(postings);
    }
    if current.is_empty() { Ok(()) } else { merge.push(&current, &union.take()) }
}

/// Postings of several terms taken together: the columns of each document.
#[derive(Debug)]
struct Union {
    columns: Vec<u8>,
    documents: Bits,
}

impl Default for Union {
    fn default() -> Self {
        Self { columns: vec![0; BLOCK], documents: Bits::default() }
    }
}

impl Union {
    fn add(&mut self, postings: &[Posting]) {
        for posting in postings {
            self.documents.insert(posting.document());
            if let Some(it) = self.columns.get_mut(usize::from(posting.document())) {
                *it |= posting.place().column().0;
            }
        }
    }

    fn take(&mut self) -> Vec<Posting> {
        let mut taken = Vec::new();
        let columns = &mut self.columns;
        self.documents.each(&mut |document| {
            let mask = columns.get_mut(usize::from(document)).map_or(0, std::mem::take);
            let bits = (0..N_COLUMNS).map(|it| Columns(1 << it)).filter(|it| it.0 & mask != 0);
            let length = taken.len();
            taken.extend(bits.map(|it| Posting::new(document, Place::new(it, 0))));
            if taken.len() == length {
                taken.push(Posting::new(document, Place::NOWHERE));
            }
        });
        self.documents.clear();
        taken
    }
}

#[cfg(test)]
mod tests;
