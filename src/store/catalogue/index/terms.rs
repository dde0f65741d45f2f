//! What a record is found by: its folded words with the columns they stand in, its marks whole, its years.
//!
//! A term is bytes. A word is its own UTF-8, which begins with a letter or digit, so above `0x30`; every other kind of
//! term begins with a byte of its own below that. Terms are compared as bytes.

use crate::domain::{BookRecord, Person, fold_words, isbn13};

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

/// Where a word stands in a record: `number << 3 | column`. The column is the place of its bit.
///
/// The words of a text have numbers that follow one another; between two texts of a column one number is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(u16);

impl Place {
    /// Said of a document that does not have a term any more.
    pub(super) const NOWHERE: Self = Self(7);
    /// The words of a column from this number on all have this number.
    pub(super) const LAST: u16 = u16::MAX >> 3;

    pub(super) const fn new(column: Columns, number: u16) -> Self {
        let number = if number < Self::LAST { number } else { Self::LAST };
        Self(number << 3 | column.0.trailing_zeros() as u16)
    }

    pub(super) const fn from_bits(bits: u16) -> Self {
        Self(bits)
    }

    pub(super) const fn bits(self) -> u16 {
        self.0
    }

    /// The column; none of [`Columns::ANY`] for nowhere.
    pub(super) const fn column(self) -> Columns {
        Columns(1 << (self.0 & 7))
    }

    /// The column where the text begins: the first word of a title is of one text with the rest of it.
    pub(super) const fn text_column(self) -> Columns {
        match self.column() {
            Columns::LEAD => Columns::TITLE,
            column => column,
        }
    }

    pub(super) const fn number(self) -> u16 {
        self.0 >> 3
    }
}

/// The next number in each column; the first word of a title is counted with the rest.
#[derive(Debug, Default)]
struct Numbers([u16; N_COLUMNS]);

impl Numbers {
    /// The place of the next word.
    fn next(&mut self, column: Columns) -> Place {
        let Some(number) = self.of(column) else { return Place::NOWHERE };
        let place = Place::new(column, *number);
        *number = number.saturating_add(1);
        place
    }

    /// The text is at its end.
    fn end(&mut self, column: Columns) {
        if let Some(number) = self.of(column) {
            *number = number.saturating_add(1);
        }
    }

    fn of(&mut self, column: Columns) -> Option<&mut u16> {
        self.0.get_mut(Place::new(column, 0).text_column().0.trailing_zeros() as usize)
    }
}

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
const PLACES: u8 = 6;
/// Words are from here on.
const WORDS: u8 = 0x30;

/// Terms of words with the same beginning, kept beside the words: a short beginning is one look-up.
pub(super) const BEGINNINGS: [(u8, usize); 2] = [(TWO_LETTERS, 2), (THREE_LETTERS, 3)];

/// Whether a term is a word.
pub(super) fn is_word(term: &[u8]) -> bool {
    term.first().is_some_and(|it| *it >= WORDS)
}

/// Whether what is kept of a term is not only its documents, but every place it stands at.
pub(super) fn has_places(term: &[u8]) -> bool {
    term.first() == Some(&PLACES)
}

/// The term for the places of a word; what begins with it are the places of the words that begin so.
pub(in crate::store::catalogue) fn places(word: &[u8]) -> Vec<u8> {
    [&[PLACES], word].concat()
}

/// Whether the index tells a word, or all that begin with it, from every other: longer ones are cut.
pub(in crate::store::catalogue) fn is_whole(folded: &str) -> bool {
    // A letter has at most four bytes, so what is cut is longer than that.
    folded.len() + 3 < LONGEST_WORD
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
    /// Calls `each` with every term of a record and where it stands; a term may come several times, and the places of
    /// a word in a column ascend.
    pub(super) fn each(&mut self, record: &BookRecord, each: &mut dyn FnMut(&[u8], Place)) {
        let whole = |column| Place::new(column, 0);
        let mut numbers = Numbers::default();
        each(ALL, whole(Columns::OTHER));
        if let Some(number) = record.year_number() {
            each(&year(number), whole(Columns::OTHER));
        }
        for (column, [text, more]) in texts(record) {
            self.fold(text, more);
            let mut at = column;
            for it in self.words.split(' ').filter(|it| !it.is_empty()) {
                each(word(it), numbers.next(at));
                // Only the first word leads.
                at = if at == Columns::LEAD { Columns::TITLE } else { at };
            }
            numbers.end(column);
        }
        for (kind, text) in marks(record) {
            self.mark((kind, text), &mut numbers, each);
        }
        for number in isbns(record) {
            each(&mark(Mark::Isbn, &number), whole(Columns::MARK));
            each(number.as_bytes(), numbers.next(Columns::MARK));
            numbers.end(Columns::MARK);
        }
    }

    fn mark(&mut self, (kind, text): (Mark, &str), numbers: &mut Numbers, each: &mut dyn FnMut(&[u8], Place)) {
        self.fold(text, "");
        if self.words.is_empty() {
            return;
        }
        let whole = Place::new(Columns::MARK, 0);
        each(&mark(kind, &self.words), whole);
        for (space, _) in self.words.match_indices(' ').filter(|_| kind == Mark::Shelf) {
            each(&mark(kind, self.words.get(space + 1..).unwrap_or_default()), whole);
        }
        for it in self.words.split(' ') {
            each(word(it), numbers.next(Columns::MARK));
        }
        numbers.end(Columns::MARK);
    }

    fn fold(&mut self, text: &str, more: &str) {
        self.words.clear();
        fold_words(text, &mut self.words);
        if !more.is_empty() {
            self.words.push(' ');
            fold_words(more, &mut self.words);
        }
    }
}

/// The texts a record is found by, with their columns; one in two parts is read as one. A person is found by the
/// surname before and after the other names.
pub(in crate::store::catalogue) fn texts(record: &BookRecord) -> impl Iterator<Item = (Columns, [&str; 2])> {
    let titles = [record.subtitle.as_str(), &record.volume].into_iter();
    let titles = titles.chain(record.parallel_titles.iter().map(String::as_str));
    let titles = titles.chain(record.host.iter().map(|it| it.title.as_str()));
    let bodies = std::iter::once(record.responsibility.as_str()).chain(record.bodies.iter().map(String::as_str));
    let people = record.authors.iter().chain(&record.contributors).flat_map(names);
    let subjects = record.subjects.iter().chain(&record.keywords).map(String::as_str);
    let other = [record.place.as_str(), &record.publisher, &record.year, &record.annotation].into_iter();
    let other = other.chain(record.series.iter().map(String::as_str));
    let lead = std::iter::once((Columns::LEAD, record.title.as_str()));
    lead.chain(titles.map(|it| (Columns::TITLE, it)))
        .chain(bodies.map(|it| (Columns::AUTHOR, it)))
        .chain(subjects.map(|it| (Columns::SUBJECT, it)))
        .chain(other.map(|it| (Columns::OTHER, it)))
        .map(|it| (it.0, [it.1, ""]))
        .chain(people.map(|it| (Columns::AUTHOR, it)))
        .filter(|it| it.1 != ["", ""])
}

/// The name of a person as it may be written.
fn names(person: &Person) -> impl Iterator<Item = [&str; 2]> {
    let (family, initials, given) = (person.family.as_str(), person.initials.as_str(), person.given.as_str());
    let short = (!initials.is_empty()).then_some([initials, family]);
    let long = [[family, given], [given, family]].into_iter().filter(|_| !given.is_empty());
    std::iter::once([family, initials]).chain(short).chain(long)
}

/// The valid ISBNs of a record as 13 digits.
pub(in crate::store::catalogue) fn isbns(record: &BookRecord) -> impl Iterator<Item = String> {
    record.isbn.iter().filter_map(|it| isbn13(it))
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
        Terms::default().each(&record, &mut |term, place| terms.push((term.to_vec(), place)));
        assert!(terms.contains(&("война".into(), Place::new(Columns::LEAD, 0))));
        assert!(terms.contains(&("мир".into(), Place::new(Columns::TITLE, 2))));
        assert!(terms.contains(&(year(1869).to_vec(), Place::new(Columns::OTHER, 0))));
    }
}
