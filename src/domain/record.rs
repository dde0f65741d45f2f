//! One bibliographic description, parsed and normalised once.
//!
//! The elements follow the areas of ISBD; text is as the cataloguer wrote it, without the punctuation that
//! only separates areas. An empty string or list means the record does not have the element.
//! Not here: the MARC fields as read (`formats`), sentences made of the elements (`describe`).

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::AgeMark;

/// Words that only count the parts of a set.
const DESIGNATIONS: [&str; 14] =
    ["т", "том", "ч", "часть", "кн", "книга", "вып", "выпуск", "сб", "vol", "volume", "bd", "part", "no"];

/// What is described.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RecordKind {
    /// A book in one volume.
    #[default]
    Book,
    /// A volume of a set; [`BookRecord::host`] is the set.
    Part,
    /// An article or chapter; [`BookRecord::host`] is where it appeared.
    Article,
    /// One issue of a journal; [`BookRecord::host`] is the journal.
    Issue,
    /// A journal or newspaper as a whole.
    Serial,
}

/// What a person did for the book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PersonRole {
    /// Wrote it.
    #[default]
    Author,
    /// Edited it.
    Editor,
    /// Compiled it.
    Compiler,
    /// Translated it.
    Translator,
    /// Illustrated it.
    Illustrator,
    /// Anything else, in the words of the record.
    Other(String),
}

/// A person named in a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Person {
    /// Surname, or the whole name where it has no parts ("Филарет").
    pub family: String,
    /// Initials with points and single spaces ("М. М."); empty when the record has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub initials: String,
    /// Given names in full ("Мария Михайловна"); empty when the record has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub given: String,
    /// Years of life as written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub dates: String,
    /// What they did.
    pub role: PersonRole,
}

/// The larger thing a part, article or issue belongs to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Host {
    /// Title of the set, journal or collection.
    pub title: String,
    /// Other title information of the host ("в 2 т.").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    /// Responsibility of the host, as written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub responsibility: String,
    /// Who made the host, where the record names them and has no statement.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Person>,
    /// Edition of the host ("Изд. 4-е").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub edition: String,
    /// Place of publication of the host.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Publisher of the host.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub publisher: String,
    /// Year of the issue or of the host.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub year: String,
    /// Volume of a journal ("21"), without "Т.".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub volume: String,
    /// Issue of a journal or newspaper as written ("№ 14 (17 янв.)", "5/6").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub issue: String,
    /// Month or day of the issue as written ("янв.", "6 июня").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// Pages taken up in the host ("12–19"), without "С.".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub pages: String,
    /// ISSN of the host.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub issn: String,
}

/// A bibliographic description of one book, part, article, issue or journal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BookRecord {
    /// What is described.
    pub kind: RecordKind,
    /// What stands before the title of a document that is known by its number («ГОСТ 7.32–2017»,
    /// «Пат. 2187888 Рос. Федерация»).
    #[serde(skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// Title proper; for a part without a title of its own, the title of the set.
    pub title: String,
    /// Titles in other languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parallel_titles: Vec<String>,
    /// Other title information; several joined by " : ".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub subtitle: String,
    /// Designation of the part ("Т. 2", "Кн. 3").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub volume: String,
    /// Statement of responsibility as written, statements joined by " ; ".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub responsibility: String,
    /// Authors, in the order of the record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<Person>,
    /// Editors, compilers, translators and others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contributors: Vec<Person>,
    /// Corporate bodies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bodies: Vec<String>,
    /// Edition ("2-е изд., перераб. и доп.").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub edition: String,
    /// What only documents of its kind have: what a standard replaces, the way of a patent, the numbers of a serial.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub specific: String,
    /// Place of publication; several joined by " ; ".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Publisher; several joined by " : ".
    #[serde(skip_serializing_if = "String::is_empty")]
    pub publisher: String,
    /// Year as written ("2015", `[1914]`, "1941–1945").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub year: String,
    /// Extent with its unit ("251 с.").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub pages: String,
    /// Illustrations ("ил.").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub illustrations: String,
    /// Height of the book as written ("21 см").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub dimensions: String,
    /// Accompanying material ("1 CD").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub accompanying: String,
    /// Series with number ("Труды института ; вып. 608"), one entry a series.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub series: Vec<String>,
    /// Notes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// ISBNs as in the record, without additions such as "(в пер.)"; wrong ones are kept.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub isbn: Vec<String>,
    /// Digital identifier ("10.1000/182"), without an address before it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub doi: String,
    /// ISSNs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issn: Vec<String>,
    /// Annotation.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub annotation: String,
    /// Subject headings.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<String>,
    /// Keywords.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// UDC numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub udc: Vec<String>,
    /// BBK (LBC) numbers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bbk: Vec<String>,
    /// Languages of the text, as coded in the record.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// Shelf mark.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub shelfmark: String,
    /// Inventory numbers and barcodes of the copies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inventory: Vec<String>,
    /// Control number in the system the record comes from.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub control_number: String,
    /// Organisation or system that gave the control number.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub source_org: String,
    /// File names or addresses of the cover as the record gives them (IRBIS 951, RUSMARC 856 with second
    /// indicator 1, MARC 21 856 "Cover image", a table's cover column).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cover_links: Vec<String>,
    /// Addresses of the electronic copy.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub urls: Vec<String>,
    /// Day on which the electronic copy was looked at, as written ("15.09.2026").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub accessed: String,
    /// Age mark, when the record has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_mark: Option<AgeMark>,
    /// Content and media type ("Текст : непосредственный"), when the record has one.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub content_type: String,
    /// The set, journal or collection this belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<Host>,
}

impl BookRecord {
    /// Whether it is read on a screen, by its content type.
    pub fn is_electronic(&self) -> bool {
        self.content_type.to_lowercase().contains("электрон") || self.content_type.to_lowercase().contains("electronic")
    }

    /// The title a reader knows the book by: a part that has only a designation ("Вып. 13") is named after its set.
    pub fn shown_title(&self) -> Cow<'_, str> {
        let first = self.title.split([' ', '.']).next().unwrap_or_default().to_lowercase();
        let is_designation = DESIGNATIONS.contains(&first.as_str()) && self.title.chars().any(|it| it.is_ascii_digit());
        match &self.host {
            Some(set) if is_designation && self.kind == RecordKind::Part && !set.title.is_empty() => {
                Cow::Owned(format!("{}. {}", set.title.trim_end_matches('.'), self.title.trim_end_matches('.')))
            }
            _ => Cow::Borrowed(&self.title),
        }
    }

    /// Height of the book in millimetres, when the record gives it in centimetres ("21 см", "20x14 см").
    pub fn height_mm(&self) -> Option<f32> {
        let text = self.dimensions.replace(',', ".");
        let digits = |it: &str| it.trim().parse::<f32>().ok();
        let mut numbers = text.split(|it: char| !it.is_ascii_digit() && it != '.').filter_map(digits);
        let first = numbers.next()?;
        let height = numbers.next().map_or(first, |second| first.max(second));
        (9.0..=80.0).contains(&height).then_some(height * 10.0)
    }

    /// The first run of four digits of the year; `None` when there is none.
    pub fn year_number(&self) -> Option<u16> {
        let source = if self.year.is_empty() { &self.host.as_ref()?.year } else { &self.year };
        let runs = source.split(|it: char| !it.is_ascii_digit());
        runs.filter(|it| it.len() == 4).find_map(|it| it.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_height(dimensions: &str, expected: Option<f32>) {
        let record = BookRecord { dimensions: dimensions.to_owned(), ..BookRecord::default() };
        assert_eq!(record.height_mm(), expected);
    }

    #[test]
    fn height_is_the_larger_number_in_centimetres() {
        check_height("21 см", Some(210.0));
        check_height("14x20 см", Some(200.0));
        check_height("20,5 см", Some(205.0));
        check_height("", None);
        check_height("1/8", None);
    }

    #[test]
    fn a_part_without_a_title_of_its_own_is_named_after_its_set() {
        let set = Host { title: "Задачи и этюды".to_owned(), ..Host::default() };
        let part = |title: &str| BookRecord {
            kind: RecordKind::Part,
            title: title.to_owned(),
            host: Some(set.clone()),
            ..BookRecord::default()
        };
        assert_eq!(part("Вып. 13.").shown_title(), "Задачи и этюды. Вып. 13");
        assert_eq!(part("Том короля Артура").shown_title(), "Том короля Артура");
    }

    #[test]
    fn the_year_is_read_out_of_brackets_and_ranges() {
        let record = |year: &str| BookRecord { year: year.to_owned(), ..BookRecord::default() };
        assert_eq!(record("[1914]").year_number(), Some(1914));
        assert_eq!(record("c2002").year_number(), Some(2002));
        assert_eq!(record("б. г.").year_number(), None);
    }
}
