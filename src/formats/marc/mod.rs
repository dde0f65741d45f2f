//! The MARC family: several containers, one record, four dialects.
//!
//! Here the record as read: fields with indicators and subfields, text decoded, nothing interpreted.

mod dialect;
mod irbis;
pub(super) mod irbis_text;
pub(super) mod iso2709;
mod marc21;
mod rusmarc;
pub(super) mod text;
pub(super) mod xml;

use super::Dialect;
use super::text::isbn_number;
use crate::domain::{BookRecord, Lang};

/// One field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Field {
    /// Tag without leading zeros: IRBIS writes `10` where MARC writes `010`.
    pub(super) tag: u32,
    pub(super) indicators: [char; 2],
    /// Text before the first subfield, or all of it.
    pub(super) value: String,
    /// Codes in lower case, in the order of the record.
    pub(super) subfields: Vec<(char, String)>,
}

impl Field {
    /// The first subfield with this code; empty when there is none.
    pub(super) fn get(&self, code: char) -> &str {
        self.subfields.iter().find(|it| it.0 == code).map_or("", |it| it.1.as_str())
    }

    /// All subfields with this code.
    pub(super) fn all(&self, code: char) -> impl Iterator<Item = &str> {
        self.subfields.iter().filter(move |it| it.0 == code).map(|it| it.1.as_str())
    }

    /// The first subfield, else the field's own text.
    pub(super) fn first(&self) -> &str {
        if self.value.is_empty() { self.subfields.first().map_or("", |it| it.1.as_str()) } else { &self.value }
    }
}

/// Leader and fields.
#[derive(Clone, Debug, Default)]
pub(super) struct MarcRecord {
    /// 24 characters; empty when the format has none.
    pub(super) leader: String,
    pub(super) fields: Vec<Field>,
}

impl MarcRecord {
    pub(super) fn all(&self, tag: u32) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |it| it.tag == tag)
    }

    pub(super) fn field(&self, tag: u32) -> Option<&Field> {
        self.all(tag).next()
    }

    pub(super) fn has(&self, tag: u32) -> bool {
        self.field(tag).is_some()
    }

    /// First subfield with this code in the first field that has it.
    pub(super) fn get(&self, tag: u32, code: char) -> String {
        self.all(tag).map(|it| it.get(code)).find(|it| !it.is_empty()).unwrap_or_default().to_owned()
    }

    /// Every subfield with this code, in all fields of the tag.
    pub(super) fn list(&self, tag: u32, code: char) -> Vec<String> {
        self.all(tag).flat_map(|it| it.all(code)).filter(|it| !it.is_empty()).map(str::to_owned).collect()
    }

    /// The whole text of every field of the tag: its own or its first subfield.
    pub(super) fn firsts(&self, tag: u32) -> Vec<String> {
        self.all(tag).map(|it| it.first().trim().to_owned()).filter(|it| !it.is_empty()).collect()
    }

    /// The value of a control field.
    pub(super) fn control(&self, tag: u32) -> String {
        self.field(tag).map_or_else(String::new, |it| it.first().trim().to_owned())
    }
}

/// ISBN of a subfield, without what is in brackets.
pub(super) fn isbns(marc: &MarcRecord, tag: u32) -> Vec<String> {
    let numbers = marc.all(tag).map(|it| isbn_number(it.get('a')));
    numbers.filter(|it| !it.is_empty()).collect()
}

/// The digital identifier in a field of such numbers: one that says so (`$2 doi`) or looks like one.
pub(super) fn doi(marc: &MarcRecord, tag: u32) -> String {
    let is_doi = |it: &&Field| it.get('2').eq_ignore_ascii_case("doi") || it.get('a').trim().starts_with("10.");
    let field = marc.all(tag).find(is_doi);
    let number = field.map(|it| it.get('a').trim()).unwrap_or_default();
    number.find("10.").and_then(|at| number.get(at..)).unwrap_or_default().to_owned()
}

/// The cover inside a record, as a picture file: IRBIS keeps it in 953, `^a` its type and `^b` its bytes, those that
/// are no letters written as `%` and two hexadecimal digits.
fn picture(marc: &MarcRecord, dialect: Dialect) -> Option<Vec<u8>> {
    let is_picture =
        |it: &&Field| matches!(it.get('a').to_lowercase().as_str(), "jpg" | "jpeg" | "gif" | "bmp" | "png");
    let field = marc.all(953).find(is_picture).filter(|_| dialect == Dialect::Irbis)?;
    let mut bytes = Vec::new();
    let mut rest = field.get('b').as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|it| u8::from_str_radix(std::str::from_utf8(it).ok()?, 16).ok());
        let (byte, taken) = if *first == b'%' { code.map_or((*first, 1), |it| (it, 3)) } else { (*first, 1) };
        bytes.push(byte);
        rest = rest.get(taken..).unwrap_or_default();
    }
    (!bytes.is_empty()).then_some(bytes)
}

/// What a record of a file in this dialect says, or why it says nothing.
fn meaning(marc: &MarcRecord, dialect: Dialect, lang: Lang) -> Result<BookRecord, &'static str> {
    if !dialect::has_title(marc) {
        return Err(dialect::untitled(marc, lang));
    }
    // A file may mix dialects; a record that has only the other title field is read as the other.
    let mut record = match dialect {
        Dialect::Marc21 if marc.has(245) || !marc.has(200) => marc21::record(marc),
        Dialect::Irbis => irbis::record(marc),
        _ if marc.has(200) || !marc.has(245) => rusmarc::record(marc),
        _ => marc21::record(marc),
    };
    // A volume may have a number alone; it is named after its set.
    if record.title.is_empty() {
        record.title = record.host.as_ref().map(|it| it.title.clone()).unwrap_or_default();
    }
    if record.title.is_empty() { Err(dialect::untitled(marc, lang)) } else { Ok(record) }
}
