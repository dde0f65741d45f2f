//! A record being written: its lists as texts, put back where they were changed.

use std::collections::BTreeMap;

use crate::domain::{BookRecord, ExhibitId, Host, Person, RecordId, RecordKind};
use crate::tasks::Stored;

/// A list of a record that is written in one field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ListField {
    Isbn,
    Issn,
    Series,
    ParallelTitles,
    Notes,
    Subjects,
    Keywords,
    Udc,
    Bbk,
    Inventory,
    Urls,
}

impl ListField {
    fn of(self, record: &mut BookRecord) -> &mut Vec<String> {
        match self {
            Self::Isbn => &mut record.isbn,
            Self::Issn => &mut record.issn,
            Self::Series => &mut record.series,
            Self::ParallelTitles => &mut record.parallel_titles,
            Self::Notes => &mut record.notes,
            Self::Subjects => &mut record.subjects,
            Self::Keywords => &mut record.keywords,
            Self::Udc => &mut record.udc,
            Self::Bbk => &mut record.bbk,
            Self::Inventory => &mut record.inventory,
            Self::Urls => &mut record.urls,
        }
    }

    /// What stands between entries: numbers are divided by commas, what may hold commas and semicolons by lines.
    fn mark(self) -> char {
        match self {
            Self::Isbn | Self::Issn | Self::Inventory => ',',
            _ => '\n',
        }
    }

    fn joined(self, entries: &[String]) -> String {
        let between = if self.mark() == ',' { ", " } else { "\n" };
        entries.join(between)
    }
}

/// A record being written.
#[derive(Clone, Debug, Default)]
pub(super) struct RecordDraft {
    pub(super) id: Option<RecordId>,
    /// The book of the open exhibition whose copy of a record it is.
    pub(super) exhibit: Option<ExhibitId>,
    pub(super) record: BookRecord,
    /// One a line: "Зимин, А. А.".
    pub(super) authors: String,
    /// The lists that were looked at, as they are typed.
    lists: BTreeMap<ListField, String>,
    /// The larger thing, kept while another kind is tried.
    pub(super) host: Host,
    pub(super) is_corrected: bool,
}

impl RecordDraft {
    /// A record of the catalogue.
    pub(super) fn of(stored: &Stored) -> Self {
        Self { id: Some(stored.id), is_corrected: stored.is_corrected, ..Self::written(&stored.record) }
    }

    /// The copy of a record that a book of the exhibition has.
    pub(super) fn of_exhibit(exhibit: ExhibitId, record: &BookRecord) -> Self {
        Self { exhibit: Some(exhibit), ..Self::written(record) }
    }

    fn written(record: &BookRecord) -> Self {
        let name = |it: &Person| {
            let given = if it.given.is_empty() { &it.initials } else { &it.given };
            if given.is_empty() { it.family.clone() } else { format!("{}, {given}", it.family) }
        };
        let record = record.clone();
        Self {
            authors: record.authors.iter().map(name).collect::<Vec<_>>().join("\n"),
            host: record.host.clone().unwrap_or_default(),
            record,
            ..Self::default()
        }
    }

    /// The text of a list.
    pub(super) fn list(&mut self, field: ListField) -> &mut String {
        let record = &mut self.record;
        self.lists.entry(field).or_insert_with(|| field.joined(field.of(record)))
    }

    /// Whether it is part of something larger.
    pub(super) fn has_host(&self) -> bool {
        !matches!(self.record.kind, RecordKind::Book | RecordKind::Serial)
    }

    /// The record with its lists put back; what was not touched keeps all that is known of it.
    pub(super) fn finished(&self) -> BookRecord {
        let mut record = self.record.clone();
        let known: Vec<Person> = std::mem::take(&mut record.authors);
        record.authors = entries(&self.authors, '\n').map(|it| author(&it, &known)).collect();
        for (field, text) in &self.lists {
            let list = field.of(&mut record);
            if field.joined(list) != *text {
                *list = entries(text, field.mark()).collect();
            }
        }
        if self.has_host() {
            record.host = (self.host != Host::default()).then(|| self.host.clone());
        } else if self.record.host.as_ref() != Some(&self.host) {
            record.host = None;
        }
        record
    }
}

fn entries(text: &str, mark: char) -> impl Iterator<Item = String> {
    text.split(mark).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty())
}

fn author(line: &str, known: &[Person]) -> Person {
    let (family, given) = line.split_once(',').unwrap_or((line, ""));
    let (family, given) = (family.trim().to_owned(), given.trim().to_owned());
    let is_same = |it: &&Person| it.family == family && (it.given == given || it.initials == given);
    if let Some(same) = known.iter().find(is_same) {
        return same.clone();
    }
    let is_short = given.contains('.');
    let (initials, given) = if is_short { (given, String::new()) } else { (String::new(), given) };
    Person { family, initials, given, ..Person::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(record: BookRecord) -> RecordDraft {
        RecordDraft { host: record.host.clone().unwrap_or_default(), record, ..RecordDraft::default() }
    }

    #[test]
    fn what_is_not_touched_stays_as_it_is() {
        let record = BookRecord {
            title: "Хирургия".to_owned(),
            series: vec!["Труды института ; вып. 608".to_owned()],
            subjects: vec!["Раны, лечение; история".to_owned()],
            isbn: vec!["978-5-17-982222-0".to_owned()],
            host: Some(Host { title: "Собрание".to_owned(), ..Host::default() }),
            ..BookRecord::default()
        };
        let mut same = draft(record.clone());
        assert_eq!(same.list(ListField::Series), "Труды института ; вып. 608");
        assert_eq!(same.finished(), record);
        same.list(ListField::Isbn).push_str(", 5-17-000001-X");
        assert_eq!(same.finished().isbn, ["978-5-17-982222-0", "5-17-000001-X"]);
        assert_eq!(same.finished().subjects, record.subjects);
    }

    #[test]
    fn an_article_says_where_it_appeared_and_a_book_does_not() {
        let mut article = draft(BookRecord { kind: RecordKind::Article, ..BookRecord::default() });
        article.host.title = "Врач".to_owned();
        assert_eq!(article.finished().host.map(|it| it.title).as_deref(), Some("Врач"));
        article.record.kind = RecordKind::Book;
        assert_eq!(article.finished().host, None);
    }
}
