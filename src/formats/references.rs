//! What RIS and BibTeX share: kinds of works, and where a chapter or an article appeared.

use super::text::{isbn_number, person, tidy};
use crate::domain::{BookRecord, Host, Person, PersonRole, RecordKind};

/// A reference as its manager sees it, before it is a record.
#[derive(Debug, Default)]
pub(super) struct Reference {
    pub(super) record: BookRecord,
    /// Journal, collection or series the work is in.
    pub(super) inside: String,
    pub(super) volume: String,
    pub(super) issue: String,
    /// Pages taken up, or the number of all pages of a book.
    pub(super) pages: String,
    pub(super) number: String,
    /// Who made the book a chapter is in.
    pub(super) of_host: Vec<Person>,
}

impl Reference {
    pub(super) fn add_person(&mut self, name: &str, role: PersonRole) {
        let Some(person) = named(name, role) else { return };
        if person.role == PersonRole::Author {
            self.record.authors.push(person);
        } else {
            self.record.contributors.push(person);
        }
    }

    /// The record: what a book, an article or a journal needs is put where it belongs.
    pub(super) fn finish(mut self) -> BookRecord {
        let is_isbn = crate::domain::isbn13(&self.number).is_some();
        match self.record.kind {
            RecordKind::Article | RecordKind::Issue | RecordKind::Part => self.put_inside(is_isbn),
            RecordKind::Book | RecordKind::Serial => {
                self.record.pages = self.pages;
                if !self.inside.is_empty() {
                    let number = if self.volume.is_empty() { String::new() } else { format!(" ; {}", self.volume) };
                    self.record.series.push(format!("{}{number}", self.inside));
                } else if !self.volume.is_empty() {
                    self.record.volume = self.volume;
                }
                if is_isbn || self.record.kind == RecordKind::Book {
                    self.record.isbn.extend(numbers(&self.number));
                } else {
                    self.record.issn.extend(numbers(&self.number));
                }
            }
        }
        self.record
    }

    fn put_inside(&mut self, is_isbn: bool) {
        let record = &mut self.record;
        if is_isbn {
            record.isbn.extend(numbers(&self.number));
        }
        if record.kind == RecordKind::Article && self.inside.is_empty() {
            record.kind = RecordKind::Book;
            return;
        }
        if record.kind == RecordKind::Part {
            record.pages = std::mem::take(&mut self.pages);
            record.isbn.extend(numbers(&std::mem::take(&mut self.number)).into_iter().filter(|_| !is_isbn));
        }
        record.host = Some(Host {
            title: std::mem::take(&mut self.inside),
            place: record.place.clone(),
            publisher: record.publisher.clone(),
            year: record.year.clone(),
            volume: std::mem::take(&mut self.volume),
            issue: std::mem::take(&mut self.issue),
            pages: self.pages.replace("--", "–"),
            issn: if is_isbn { String::new() } else { self.number.trim().to_owned() },
            contributors: std::mem::take(&mut self.of_host),
            ..record.host.take().unwrap_or_default()
        });
    }
}

/// A person as named; "and others" is none.
pub(super) fn named(name: &str, role: PersonRole) -> Option<Person> {
    let name = tidy(name);
    (!name.is_empty() && !is_others(&name)).then(|| person(&name, role))
}

fn numbers(text: &str) -> Vec<String> {
    text.split([',', ';']).map(isbn_number).filter(|it| !it.is_empty()).collect()
}

/// "and others", "и др." stand for people, they are none.
fn is_others(name: &str) -> bool {
    matches!(name.to_lowercase().trim_matches(['[', ']', '.', ' ']), "others" | "et al" | "и др" | "и другие")
}
