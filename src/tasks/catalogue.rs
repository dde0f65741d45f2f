//! Looking into the catalogue.

use std::path::Path;

use serde::Serialize;

use super::TaskError;
use crate::describe::{DescribeOptions, Style, describe, plain_spaces};
use crate::domain::Person;
use crate::progress::Progress;
use crate::store::{Catalogue, SourceRef, Stored, catalogue_path};

/// A record as the command line prints it.
#[derive(Clone, Debug, Serialize)]
pub struct FoundRecord {
    /// Its id in the catalogue.
    pub id: i64,
    /// Title proper.
    pub title: String,
    /// Other title information.
    pub subtitle: String,
    /// Headings of persons: "Булгаков, М. А.".
    pub authors: Vec<String>,
    /// Statement of responsibility.
    pub responsibility: String,
    /// Place of publication.
    pub place: String,
    /// Publisher.
    pub publisher: String,
    /// Year.
    pub year: String,
    /// Extent.
    pub pages: String,
    /// ISBN as printed.
    pub isbn: Vec<String>,
    /// Series.
    pub series: Vec<String>,
    /// Annotation.
    pub annotation: String,
    /// Shelf mark.
    pub shelfmark: String,
    /// File of the cover.
    pub cover: Option<String>,
    /// Where it was read.
    pub source: SourceRef,
}

/// What a search found.
#[derive(Clone, Debug, Serialize)]
pub struct SearchReport {
    /// How many records match.
    pub total: usize,
    /// The first of them.
    pub records: Vec<FoundRecord>,
}

/// A record described.
#[derive(Clone, Debug, Serialize)]
pub struct DescribedRecord {
    /// Its id in the catalogue.
    pub id: i64,
    /// The description.
    pub description: String,
}

/// Records described.
#[derive(Clone, Debug, Serialize)]
pub struct DescribeReport {
    /// In the order found.
    pub records: Vec<DescribedRecord>,
}

/// Opens the catalogue; the user's own is made when it is not there yet.
pub fn open_catalogue(path: &Path) -> Result<Catalogue, TaskError> {
    Ok(if path == catalogue_path() { Catalogue::open(path)? } else { Catalogue::open_existing(path)? })
}

/// Brings a catalogue of an earlier version of the program up to date; nothing to do when it is, or is not there.
pub fn renew_catalogue(path: &Path, progress: &Progress) -> Result<(), TaskError> {
    Ok(Catalogue::renew(path, progress)?)
}

/// Finds records.
pub fn search(path: &Path, query: &str, limit: usize) -> Result<SearchReport, TaskError> {
    let catalogue = open_catalogue(path)?;
    let found = catalogue.search(query, limit)?;
    let records = found.records.into_iter().map(|it| report(&catalogue, it)).collect();
    Ok(SearchReport { total: found.total, records })
}

fn report(catalogue: &Catalogue, stored: Stored) -> FoundRecord {
    let record = stored.record;
    let cover = stored.cover.and_then(|it| catalogue.covers().path(&it.cover.file));
    FoundRecord {
        id: stored.id.0,
        authors: record.authors.iter().map(heading).collect(),
        cover: cover.map(|it| it.display().to_string()),
        source: stored.source,
        title: record.title,
        subtitle: record.subtitle,
        responsibility: record.responsibility,
        place: record.place,
        publisher: record.publisher,
        year: record.year,
        pages: record.pages,
        isbn: record.isbn,
        series: record.series,
        annotation: record.annotation,
        shelfmark: record.shelfmark,
    }
}

fn heading(person: &Person) -> String {
    let given = if person.initials.is_empty() { &person.given } else { &person.initials };
    if given.is_empty() { person.family.clone() } else { format!("{}, {given}", person.family) }
}

/// Describes the records a query finds.
pub fn describe_records(
    path: &Path,
    query: &str,
    style: Style,
    options: &DescribeOptions,
) -> Result<DescribeReport, TaskError> {
    let catalogue = open_catalogue(path)?;
    let found = catalogue.search(query, usize::MAX)?;
    let described = |it: &Stored| {
        let description = plain_spaces(&describe(&it.record, style, options));
        DescribedRecord { id: it.id.0, description }
    };
    Ok(DescribeReport { records: found.records.iter().map(described).collect() })
}
