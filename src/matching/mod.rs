//! Which record a cover scan belongs to, by its file name; each match with its reason.
//!
//! The order of belief: the record's own link, a mapping file, ISBN, control number, inventory number, shelf
//! mark, similarity of title and author. What two records claim equally is left to a person, and a number too
//! short to mean anything alone is never enough. Nothing is read here: names and records come in, verdicts
//! go out.

mod mapping;
mod numbers;
mod titles;

use std::collections::BTreeMap;

use crate::domain::{BookRecord, Lang, RecordId, folded, isbn13};

pub use mapping::{Mapping, parse_mapping};
use titles::Titles;

/// Why a file is believed to be the cover of a record.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The record names the file (IRBIS 951, RUSMARC 856, a column of the table).
    Link,
    /// A mapping file says so.
    Mapping,
    /// The name holds the ISBN.
    Isbn(String),
    /// The name is the control number.
    ControlNumber(String),
    /// The name is an inventory number.
    Inventory(String),
    /// The name is the shelf mark.
    Shelfmark(String),
    /// The name is like the title.
    Title,
}

impl Reason {
    /// The reason in words.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Link => lang.pick("ссылка в записи", "link in the record").to_owned(),
            Self::Mapping => lang.pick("файл соответствий", "mapping file").to_owned(),
            Self::Isbn(number) => format!("ISBN {number}"),
            Self::ControlNumber(number) => lang.pick("номер записи ", "control number ").to_owned() + number,
            Self::Inventory(number) => lang.pick("инвентарный номер ", "inventory number ").to_owned() + number,
            Self::Shelfmark(mark) => lang.pick("шифр ", "shelf mark ").to_owned() + mark,
            Self::Title => lang.pick("похоже на заглавие", "similar to the title").to_owned(),
        }
    }
}

/// One belief.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The record.
    pub record: RecordId,
    /// Why.
    pub reason: Reason,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// What is made of a file name.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// One record, surely enough.
    Matched(Match),
    /// Several, or one not surely enough; the likeliest first, at most five.
    Ambiguous(Vec<Match>),
    /// None.
    Unmatched,
}

/// Least confidence at which a match needs no person.
const SURE: f32 = 0.75;
/// Least distance to the second best.
const MARGIN: f32 = 0.12;
/// Numbers shorter than this may be anything.
const SHORT_NUMBER: usize = 4;
/// Most candidates shown.
const MAX_CANDIDATES: usize = 5;

type Numbers = BTreeMap<String, Vec<RecordId>>;

/// Everything records are recognised by.
#[derive(Clone, Debug, Default)]
pub struct Matcher {
    links: Numbers,
    isbn: Numbers,
    control: Numbers,
    inventory: Numbers,
    shelfmarks: Numbers,
    ids: Numbers,
    titles: Titles,
    mapping: Mapping,
}

impl Matcher {
    /// A matcher that knows no records yet.
    pub fn new(mapping: Mapping) -> Self {
        Self { mapping, ..Self::default() }
    }

    /// Adds a record.
    pub fn add(&mut self, id: RecordId, record: &BookRecord) {
        fn note(numbers: &mut Numbers, key: String, id: RecordId) {
            let known = numbers.entry(key).or_default();
            if !known.contains(&id) {
                known.push(id);
            }
        }
        for link in &record.cover_links {
            note(&mut self.links, file_key(link), id);
        }
        for isbn in record.isbn.iter().filter_map(|it| isbn13(it)) {
            note(&mut self.isbn, isbn, id);
        }
        for number in record.inventory.iter().filter(|it| !it.trim().is_empty()) {
            note(&mut self.inventory, number_key(number), id);
        }
        if !record.control_number.trim().is_empty() {
            note(&mut self.control, number_key(&record.control_number), id);
        }
        if !record.shelfmark.trim().is_empty() {
            note(&mut self.shelfmarks, number_key(&record.shelfmark), id);
        }
        note(&mut self.ids, id.0.to_string(), id);
        self.titles.add(id, record);
    }

    /// To be called once after the last record and before the first file.
    pub fn finish(&mut self) {
        self.titles.finish();
    }

    /// What is made of a file name; folders before it are ignored.
    pub fn verdict(&self, name: &str) -> Verdict {
        let file = file_key(name);
        let stem = file.rsplit_once('.').map_or(file.as_str(), |it| it.0);
        let sure = self.by_link(&file, stem).or_else(|| self.by_isbn(stem)).or_else(|| self.by_number(stem));
        decide(sure.unwrap_or_else(|| self.by_words(stem)))
    }

    /// By a number among other words and by title: one speaks for the other, or a person decides.
    fn by_words(&self, stem: &str) -> Vec<Match> {
        let likes = self.titles.like(stem).into_iter();
        let titled: Vec<Match> =
            likes.map(|(record, confidence)| Match { record, reason: Reason::Title, confidence }).collect();
        let mut found = self.by_number_inside(stem);
        for it in &mut found {
            let title = titled.iter().find(|title| title.record == it.record).map_or(0.0, |title| title.confidence);
            it.confidence = 1.0 - (1.0 - it.confidence) * (1.0 - title);
        }
        found.into_iter().chain(titled).collect()
    }

    fn by_link(&self, file: &str, stem: &str) -> Option<Vec<Match>> {
        let linked = self.links.get(file).or_else(|| self.links.get(stem));
        if let Some(records) = linked {
            return Some(all(records, &Reason::Link, 1.0));
        }
        let key = self.mapping.key_of(file)?;
        let number = number_key(key);
        let isbn = isbn13(key).and_then(|it| self.isbn.get(&it));
        let tables = [&self.control, &self.inventory, &self.ids];
        let records = isbn.or_else(|| tables.into_iter().find_map(|it| it.get(&number)))?;
        Some(all(records, &Reason::Mapping, 1.0))
    }

    fn by_isbn(&self, stem: &str) -> Option<Vec<Match>> {
        let number = isbn_in(stem)?;
        Some(all(self.isbn.get(&number)?, &Reason::Isbn(number.clone()), 0.98))
    }

    fn by_number(&self, stem: &str) -> Option<Vec<Match>> {
        let short = |it: &str| if it.chars().count() < SHORT_NUMBER { 0.6 } else { 0.9 };
        let whole = number_key(stem);
        self.numbered(&whole, stem, short(&whole))
    }

    fn by_number_inside(&self, stem: &str) -> Vec<Match> {
        let mut inside = numbers::inside(stem).into_iter();
        let found = inside.find_map(|it| self.numbered(&number_key(&it.number), &it.number, it.confidence));
        found.unwrap_or_default()
    }

    /// Records with a number, however it is meant there.
    fn numbered(&self, key: &str, shown: &str, confidence: f32) -> Option<Vec<Match>> {
        let tables: [(&Numbers, fn(String) -> Reason); 3] = [
            (&self.control, Reason::ControlNumber),
            (&self.inventory, Reason::Inventory),
            (&self.shelfmarks, Reason::Shelfmark),
        ];
        let of = |(table, reason): (&Numbers, fn(String) -> Reason)| {
            let records = table.get(key).map(Vec::as_slice).unwrap_or_default();
            all(records, &reason(shown.to_owned()), confidence)
        };
        let found: Vec<Match> = tables.into_iter().flat_map(of).collect();
        (!key.is_empty() && !found.is_empty()).then_some(found)
    }
}

fn all(records: &[RecordId], reason: &Reason, confidence: f32) -> Vec<Match> {
    records.iter().map(|it| Match { record: *it, reason: reason.clone(), confidence }).collect()
}

fn decide(mut candidates: Vec<Match>) -> Verdict {
    candidates.sort_by(|a, b| b.confidence.total_cmp(&a.confidence).then(a.record.cmp(&b.record)));
    let mut seen = std::collections::BTreeSet::new();
    candidates.retain(|it| seen.insert(it.record));
    candidates.truncate(MAX_CANDIDATES);
    match candidates.as_slice() {
        [] => Verdict::Unmatched,
        [best] if best.confidence >= SURE => Verdict::Matched(best.clone()),
        [best, second, ..] if best.confidence >= SURE && best.confidence - second.confidence >= MARGIN => {
            Verdict::Matched(best.clone())
        }
        _ => Verdict::Ambiguous(candidates),
    }
}

/// The last part of a path, folded.
fn file_key(path: &str) -> String {
    let name = path.trim().rsplit(['/', '\\']).next().unwrap_or_default();
    folded(name)
}

/// Letters and digits only, folded: `ЧЗ 575/Д20` is `чз575д20`.
fn number_key(text: &str) -> String {
    folded(text).chars().filter(|it| it.is_alphanumeric()).collect()
}

/// An ISBN anywhere in a name: `isbn_978-5-02-013850-6_front`.
fn isbn_in(stem: &str) -> Option<String> {
    let is_part = |it: char| it.is_ascii_digit() || matches!(it, '-' | 'x' | 'х');
    stem.split(|it: char| !is_part(it)).find_map(isbn13)
}

#[cfg(test)]
mod tests;
