//! What a record is found by: its folded words with the columns they stand in, its marks whole, its years.
//!
//! A term is bytes. A word is its own UTF-8, which begins with a letter or digit, so above `0x30`; every other kind of
//! term begins with a byte of its own below that. Terms are compared as bytes.

use crate::domain::{BookRecord, fold_words, isbn13};

/// Longest word kept, in bytes; what is longer is cut for the index and for the query alike.
const LONGEST_WORD: usize = 60;
/// Longest mark kept, in bytes.
const LONGEST_MARK: usize = 100;

/// The columns a word stands in, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store::catalogue) struct Columns(pub(in crate::store::catalogue) u8);

impl Columns {
    /// The first word of the title.
    pub(in crate::store::catalogue) const LEAD: Self = Self(1);
    /// Titles and what is added to them.
    pub(in crate::store::catalogue) const TITLE: Self = Self(2);
    /// Persons and bodies.
    pub(in crate::store::catalogue) const AUTHOR: Self = Self(4);
    /// Subject headings and keywords.
    pub(in crate::store::catalogue) const SUBJECT: Self = Self(8);
    /// Shelf mark, UDC, BBK, numbers.
    pub(in crate::store::catalogue) const MARK: Self = Self(16);
    /// Imprint, series, annotation.
    pub(in crate::store::catalogue) const OTHER: Self = Self(32);
    /// All of them.
    pub(in crate::store::catalogue) const ANY: Self = Self(63);
    /// Whether a column of these is among others.
    pub(in crate::store::catalogue) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// Number of columns, and so of bits in a mask.
pub(super) const N_COLUMNS: usize = 6;

/// The kinds of marks that can be asked for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::store::catalogue) enum Mark {
    Udc,
    Bbk,
    /// Found by any of its parts ("84(2Рос) Б 90" by "б 90").
    Shelf,
    Inventory,
    Isbn,
    Control,
}

impl Mark {
    const fn byte(self) -> u8 {
        match self {
            Self::Udc => b'u',
            Self::Bbk => b'b',
            Self::Shelf => b's',
            Self::Inventory => b'i',
            Self::Isbn => b'n',
            Self::Control => b'c',
        }
    }
}

/// The term every record has.
pub(in crate::store::catalogue) const ALL: &[u8] = &[1];
const YEAR: u8 = 2;
const TWO_LETTERS: u8 = 3;
const THREE_LETTERS: u8 = 4;
const MARK: u8 = 5;
/// Words are from here on.
const WORDS: u8 = 0x30;

/// Terms of words with the same beginning, kept beside the words: a short beginning is one look-up.
pub(super) const BEGINNINGS: [(u8, usize); 2] = [(TWO_LETTERS, 2), (THREE_LETTERS, 3)];

/// Whether a term is a word.
pub(super) fn is_word(term: &[u8]) -> bool {
    term.first().is_some_and(|it| *it >= WORDS)
}

/// The year as a term; years sort by time.
pub(in crate::store::catalogue) fn year(year: u16) -> [u8; 3] {
    let [high, low] = year.to_be_bytes();
    [YEAR, high, low]
}

/// A word as a term.
pub(in crate::store::catalogue) fn word(folded: &str) -> &[u8] {
    cut(folded, LONGEST_WORD).as_bytes()
}

/// A mark as a term, its words folded and one space apart; what begins with it are the marks that begin so.
pub(in crate::store::catalogue) fn mark(kind: Mark, folded: &str) -> Vec<u8> {
    let mut term = vec![MARK, kind.byte()];
    term.extend(cut(folded, LONGEST_MARK).as_bytes());
    term
}

/// The first `letters` letters of a word; `None` for a word shorter than that.
pub(super) fn beginning(word: &[u8], letters: usize) -> Option<&[u8]> {
    let mut seen = 0;
    for (at, byte) in word.iter().enumerate() {
        let is_inner = byte & 0xc0 == 0x80;
        if !is_inner && seen == letters {
            return word.get(..at);
        }
        seen += usize::from(!is_inner);
    }
    (seen == letters).then_some(word)
}

/// What finds every word that begins so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store::catalogue) enum Beginning {
    /// One term.
    Term(Vec<u8>),
    /// All terms that begin with these bytes.
    Range(Vec<u8>),
}

/// How words with this beginning are looked for.
pub(in crate::store::catalogue) fn beginning_with(folded: &str) -> Beginning {
    let text = cut(folded, LONGEST_WORD);
    let kept = |kind: u8| [&[kind], text.as_bytes()].concat();
    match text.chars().count() {
        1 => Beginning::Range(kept(TWO_LETTERS)),
        2 => Beginning::Term(kept(TWO_LETTERS)),
        3 => Beginning::Term(kept(THREE_LETTERS)),
        _ => Beginning::Range(text.as_bytes().to_vec()),
    }
}

fn cut(text: &str, most: usize) -> &str {
    text.get(..text.floor_char_boundary(most)).unwrap_or(text)
}

/// Takes a record apart; keeps its buffer between records.
#[derive(Debug, Default)]
pub(super) struct Terms {
    words: String,
}

impl Terms {
    /// Calls `each` with every term of a record and the columns of that place; a term may come several times.
    pub(super) fn each(&mut self, record: &BookRecord, each: &mut dyn FnMut(&[u8], Columns)) {
        each(ALL, Columns::OTHER);
        if let Some(number) = record.year_number() {
            each(&year(number), Columns::OTHER);
        }
        for (column, text) in texts(record) {
            self.fold(text);
            let mut column = column;
            for it in self.words.split(' ').filter(|it| !it.is_empty()) {
                each(word(it), column);
                // Only the first word leads.
                column = if column == Columns::LEAD { Columns::TITLE } else { column };
            }
        }
        for (kind, text) in marks(record) {
            self.mark(kind, text, each);
        }
        for number in record.isbn.iter().filter_map(|it| isbn13(it)) {
            each(&mark(Mark::Isbn, &number), Columns::MARK);
            each(number.as_bytes(), Columns::MARK);
        }
    }

    fn mark(&mut self, kind: Mark, text: &str, each: &mut dyn FnMut(&[u8], Columns)) {
        self.fold(text);
        if self.words.is_empty() {
            return;
        }
        each(&mark(kind, &self.words), Columns::MARK);
        for (space, _) in self.words.match_indices(' ').filter(|_| kind == Mark::Shelf) {
            each(&mark(kind, self.words.get(space + 1..).unwrap_or_default()), Columns::MARK);
        }
        for it in self.words.split(' ') {
            each(word(it), Columns::MARK);
        }
    }

    fn fold(&mut self, text: &str) {
        self.words.clear();
        fold_words(text, &mut self.words);
    }
}

/// The texts a record is found by, in the order phrases are looked for, with their columns.
pub(in crate::store::catalogue) fn texts(record: &BookRecord) -> impl Iterator<Item = (Columns, &str)> {
    let titles = [record.subtitle.as_str(), &record.volume].into_iter();
    let titles = titles.chain(record.parallel_titles.iter().map(String::as_str));
    let titles = titles.chain(record.host.iter().map(|it| it.title.as_str()));
    let people = record.authors.iter().chain(&record.contributors);
    let people = people.flat_map(|it| [it.family.as_str(), &it.initials, &it.given]);
    let authors = std::iter::once(record.responsibility.as_str()).chain(people);
    let authors = authors.chain(record.bodies.iter().map(String::as_str));
    let subjects = record.subjects.iter().chain(&record.keywords).map(String::as_str);
    let other = [record.place.as_str(), &record.publisher, &record.year, &record.annotation].into_iter();
    let other = other.chain(record.series.iter().map(String::as_str));
    let lead = std::iter::once((Columns::LEAD, record.title.as_str()));
    lead.chain(titles.map(|it| (Columns::TITLE, it)))
        .chain(authors.map(|it| (Columns::AUTHOR, it)))
        .chain(subjects.map(|it| (Columns::SUBJECT, it)))
        .chain(other.map(|it| (Columns::OTHER, it)))
        .filter(|it| !it.1.is_empty())
}

/// The marks of a record but its ISBN.
pub(in crate::store::catalogue) fn marks(record: &BookRecord) -> impl Iterator<Item = (Mark, &str)> {
    let one = [(Mark::Shelf, record.shelfmark.as_str()), (Mark::Control, &record.control_number)].into_iter();
    one.chain(record.udc.iter().map(|it| (Mark::Udc, it.as_str())))
        .chain(record.bbk.iter().map(|it| (Mark::Bbk, it.as_str())))
        .chain(record.inventory.iter().map(|it| (Mark::Inventory, it.as_str())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_counted_in_letters() {
        assert_eq!(beginning("дом".as_bytes(), 2), Some("до".as_bytes()));
        assert_eq!(beginning("дом".as_bytes(), 3), Some("дом".as_bytes()));
        assert_eq!(beginning("до".as_bytes(), 3), None);
        assert_eq!(beginning(b"x", 2), None);
    }

    #[test]
    fn only_the_first_word_of_the_title_leads() {
        let record =
            BookRecord { title: "Война и мир".to_owned(), year: "1869".to_owned(), ..BookRecord::default() };
        let mut terms = Vec::new();
        Terms::default().each(&record, &mut |term, columns| terms.push((term.to_vec(), columns)));
        assert!(terms.contains(&("война".into(), Columns::LEAD)));
        assert!(terms.contains(&("мир".into(), Columns::TITLE)));
        assert!(terms.contains(&(year(1869).to_vec(), Columns::OTHER)));
    }
}
