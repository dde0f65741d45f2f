//! Phrases: words that follow one another in a text, the last of them perhaps unfinished.
//!
//! The index keeps the places of every word, so a phrase is followed from word to word there. Only where the index
//! cannot tell, because a word or a text is longer than it keeps, the record itself is read.

use rusqlite::Connection;

use super::bits::{BLOCK, Bits};
use super::index::{Beginning, Columns, LAST_NUMBER, List, Reader, id_at, is_whole, isbns, marks, places, texts, word};
use super::{CatalogueError, indexed};
use crate::domain::{BookRecord, RecordId, folded_words};

/// So few candidates are read themselves: the places of a frequent word in all the others take longer.
const FEW: usize = 16;

/// A phrase looked for in some columns.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    pub(super) columns: Columns,
    pub(super) words: Vec<String>,
}

impl Phrase {
    /// Leaves those of these documents that have it; all have each of its words somewhere in its columns.
    pub(super) fn narrow(&self, database: &Connection, block: i64, among: &mut Bits) -> Result<(), CatalogueError> {
        let is_exact = self.words.iter().all(|it| is_whole(it));
        if among.is_empty() || is_exact && self.words.len() == 1 {
            return Ok(());
        }
        if among.count() <= FEW {
            return self.narrow_reading(database, block, among);
        }
        let (mut said, mut doubtful) = self.follow(&mut Reader::new(database, block)?, among)?;
        if is_exact {
            doubtful.remove(&said);
        } else {
            doubtful.add(&said);
            said.clear();
        }
        self.narrow_reading(database, block, &mut doubtful)?;
        said.add(&doubtful);
        *among = said;
        Ok(())
    }

    /// The documents where the words follow one another, and those too long to tell.
    fn follow(&self, reader: &mut Reader<'_>, among: &Bits) -> rusqlite::Result<(Bits, Bits)> {
        let mut trail = Trail::new(self.columns, among);
        let Some((last, whole)) = self.words.split_last() else { return Ok((among.clone(), Bits::default())) };
        for it in whole {
            reader.beginning(&Beginning::Term(places(word(it))), &mut |it| trail.take(it))?;
            trail.step();
        }
        reader.beginning(&Beginning::Range(places(word(last))), &mut |it| trail.take(it))?;
        Ok((trail.ends(), trail.doubtful))
    }

    fn narrow_reading(&self, database: &Connection, block: i64, among: &mut Bits) -> Result<(), CatalogueError> {
        let mut documents = Vec::new();
        among.each(&mut |it| documents.push(it));
        among.clear();
        for document in documents {
            if self.is_in(&indexed(database, RecordId(id_at(block, document)))?) {
                among.insert(document);
            }
        }
        Ok(())
    }

    /// Whether a text of these columns says it.
    fn is_in(&self, record: &BookRecord) -> bool {
        let marks = marks(record).any(|it| self.is_said(Columns::MARK, &[it.1]));
        let isbns = || isbns(record).any(|it| self.is_said(Columns::MARK, &[&it]));
        // The title is one text in two columns.
        let column = |it| if it == Columns::LEAD { Columns(Columns::LEAD.0 | Columns::TITLE.0) } else { it };
        marks || isbns() || texts(record).any(|(it, parts)| self.is_said(column(it), &parts))
    }

    fn is_said(&self, column: Columns, parts: &[&str]) -> bool {
        let Some((last, whole)) = self.words.split_last() else { return true };
        let text = || folded_words(&parts.join(" "));
        self.columns.meets(column)
            && text().split(' ').collect::<Vec<_>>().windows(self.words.len()).any(|it| {
                let Some((end, before)) = it.split_last() else { return false };
                before == whole && end.starts_with(last.as_str())
            })
    }
}

/// A word at a place of a document: `column << 29 | document << 13 | number`, so that the next word is one more.
type Step = u32;

const DOCUMENT: u32 = 13;

/// Follows a phrase through the places of its words.
struct Trail<'a> {
    columns: Columns,
    among: &'a Bits,
    /// Where the word before stands, ascending; `None` before the first.
    before: Option<Vec<Step>>,
    /// For each document, a bit for each number at which the word before stands, 64 apart.
    hints: Vec<u64>,
    here: Vec<Step>,
    /// Documents with words the index has no numbers for.
    doubtful: Bits,
}

impl<'a> Trail<'a> {
    fn new(columns: Columns, among: &'a Bits) -> Self {
        let (hints, here, doubtful) = (vec![0; BLOCK], Vec::new(), Bits::default());
        Self { columns, among, before: None, hints, here, doubtful }
    }

    /// Takes places of the next word; keeps those that go on from the word before.
    fn take(&mut self, list: List<'_>) {
        if !self.columns.meets(list.column) {
            return;
        }
        let column = list.column.0.trailing_zeros() << 29;
        list.each_place(&mut |document, number| {
            if !self.among.contains(document) {
                return;
            }
            if number == LAST_NUMBER {
                self.doubtful.insert(document);
                return;
            }
            let step = column | u32::from(document) << DOCUMENT | u32::from(number);
            if self.goes_on(document, number, step) {
                self.here.push(step);
            }
        });
    }

    fn goes_on(&self, document: u16, number: u16, step: Step) -> bool {
        let Some(before) = &self.before else { return true };
        let hints = self.hints.get(usize::from(document)).copied().unwrap_or(0);
        number > 0 && hints >> ((number - 1) & 63) & 1 == 1 && before.binary_search(&(step - 1)).is_ok()
    }

    /// Goes on to the next word.
    fn step(&mut self) {
        let here = std::mem::take(&mut self.here);
        let document = |step: Step| (step >> DOCUMENT) as u16;
        for it in self.before.take().unwrap_or_default() {
            self.hints.get_mut(usize::from(document(it))).into_iter().for_each(|it| *it = 0);
        }
        for it in &here {
            let hint = 1 << (it & 63);
            self.hints.get_mut(usize::from(document(*it))).into_iter().for_each(|it| *it |= hint);
        }
        self.before = Some(here);
    }

    /// The documents where the last word was reached.
    fn ends(&self) -> Bits {
        Bits::of(self.here.iter().map(|it| (it >> DOCUMENT) as u16))
    }
}
