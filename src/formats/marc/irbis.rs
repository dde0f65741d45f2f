//! IRBIS64 → record. The container says UNIMARC, the letters are its own.
//!
//! Staff names (907) and housekeeping (905, 919, 999, 69x) are never read.

use super::rusmarc::person;
use super::{Field, MarcRecord};
use crate::domain::{AgeMark, BookRecord, Host, Person, PersonRole, RecordKind};
use crate::formats::text::{isbn_number, joined, tidy};

/// The description of an IRBIS record.
pub(super) fn record(marc: &MarcRecord) -> BookRecord {
    let title = marc.field(200).cloned().unwrap_or_default();
    let sheet = marc.control(920);
    let (kind, host) = kind_and_host(marc, &sheet);
    let imprint = marc.field(210).cloned().unwrap_or_default();
    let set_title = host.as_ref().filter(|_| kind == RecordKind::Part).map(|it| it.title.clone()).unwrap_or_default();
    let own_title = tidy(title.get('a'));
    BookRecord {
        kind,
        title: if own_title.is_empty() { set_title } else { own_title },
        parallel_titles: marc.list(510, 'd').iter().map(|it| tidy(it)).collect(),
        subtitle: joined(title.all('e').map(tidy), " : "),
        volume: tidy(title.get('v')),
        responsibility: joined(title.all('f').chain(title.all('g')).map(tidy), " ; "),
        authors: people(marc, true),
        contributors: people(marc, false),
        bodies: [710, 711].into_iter().flat_map(|it| marc.list(it, 'a')).map(|it| tidy(&it)).collect(),
        edition: joined([tidy(&marc.get(205, 'a')), tidy(&marc.get(205, 'b'))], ", "),
        place: joined([imprint.get('a'), imprint.get('x'), imprint.get('y')].map(tidy), " ; "),
        publisher: joined(imprint.all('c').map(tidy), " : "),
        year: tidy(imprint.get('d')),
        pages: extent(marc),
        illustrations: tidy(&marc.get(215, 'c')),
        series: marc
            .all(225)
            .map(|it| joined([tidy(it.get('a')), tidy(it.get('v'))], " ; "))
            .filter(|it| !it.is_empty())
            .collect(),
        notes: marc.firsts(300),
        isbn: marc.all(10).map(|it| isbn_number(it.get('a'))).filter(|it| !it.is_empty()).collect(),
        issn: marc.list(11, 'a'),
        annotation: tidy(&joined(marc.firsts(331), " ")),
        subjects: [606, 607, 600]
            .into_iter()
            .flat_map(|it| marc.all(it))
            .map(subject)
            .filter(|it| !it.is_empty())
            .collect(),
        keywords: marc.firsts(610),
        udc: marc.firsts(675),
        bbk: marc.firsts(621),
        languages: marc.firsts(101),
        shelfmark: shelfmark(marc),
        inventory: marc.list(910, 'b').into_iter().chain(marc.list(910, 'h')).collect(),
        control_number: marc.control(903),
        cover_links: marc
            .all(951)
            .map(|it| tidy(if it.get('a').is_empty() { it.get('i') } else { it.get('a') }))
            .filter(|it| is_picture(it))
            .collect(),
        urls: marc.list(951, 'i').into_iter().filter(|it| !is_picture(it)).collect(),
        age_mark: marc.firsts(300).iter().chain(&marc.firsts(333)).find_map(|it| AgeMark::find(it)),
        host,
        ..BookRecord::default()
    }
}

fn is_picture(name: &str) -> bool {
    let lower = name.to_lowercase();
    [".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp"].iter().any(|it| lower.ends_with(it))
}

/// The worksheet decides: SPEC is a volume of a set (461), ASP an article (463), NJ… a journal issue.
fn kind_and_host(marc: &MarcRecord, sheet: &str) -> (RecordKind, Option<Host>) {
    match sheet.to_uppercase().as_str() {
        "ASP" => (RecordKind::Article, marc.field(463).map(journal)),
        "SPEC" => (RecordKind::Part, marc.field(461).map(set)),
        "NJ" | "NJP" | "NJK" => (RecordKind::Issue, marc.field(463).map(journal)),
        "OJ" | "J" => (RecordKind::Serial, None),
        _ => match (marc.field(461), marc.field(463)) {
            (Some(field), _) => (RecordKind::Part, Some(set(field))),
            (None, Some(field)) => (RecordKind::Article, Some(journal(field))),
            (None, None) => (RecordKind::Book, None),
        },
    }
}

/// Field 461: `^c` title with its subtitle, `^f` responsibility, `^g` publisher, `^d` place, `^h` year.
fn set(field: &Field) -> Host {
    let whole = tidy(field.get('c'));
    let (title, subtitle) = whole.split_once(" : ").unwrap_or((whole.as_str(), ""));
    Host {
        title: title.to_owned(),
        subtitle: joined([subtitle.to_owned(), tidy(field.get('e'))], " : "),
        responsibility: tidy(field.get('f')),
        place: tidy(field.get('d')),
        publisher: tidy(field.get('g')),
        year: tidy(field.get('h')),
        ..Host::default()
    }
}

/// Field 463: `^c` journal, `^j` year, `^h` issue, `^s` pages, `^v` volume.
fn journal(field: &Field) -> Host {
    Host {
        title: tidy(field.get('c')),
        year: tidy(field.get('j')),
        issue: tidy(field.get('h')),
        pages: tidy(field.get('s')),
        volume: tidy(field.get('v')).trim_start_matches("Т.").trim().to_owned(),
        place: tidy(field.get('d')),
        ..Host::default()
    }
}

/// Persons of 700–702, and of the part (961) where the record has no others.
fn people(marc: &MarcRecord, authors: bool) -> Vec<Person> {
    let own = || [700, 701, 702].into_iter().flat_map(|tag| marc.all(tag)).map(person);
    let of_part = || marc.all(961).map(|field| Person { role: PersonRole::Author, ..person(field) });
    let has_own = own().any(|it| it.role == PersonRole::Author);
    let all: Vec<Person> = if has_own { own().collect() } else { own().chain(of_part()).collect() };
    all.into_iter().filter(|it| (it.role == PersonRole::Author) == authors && !it.family.is_empty()).collect()
}

/// Subfield `^a` of 215 is a bare number, `^1` its unit.
fn extent(marc: &MarcRecord) -> String {
    let Some(field) = marc.field(215) else { return String::new() };
    let number = tidy(field.get('a'));
    let unit = tidy(field.get('1'));
    let is_bare = !number.is_empty() && number.chars().all(|it| it.is_ascii_digit() || ",[] IVXLC".contains(it));
    match (is_bare, unit.as_str()) {
        (false, _) => number,
        (true, "") => format!("{number} с."),
        (true, unit) => format!("{number} {unit}"),
    }
}

fn subject(field: &Field) -> String {
    let parts = field.subfields.iter().filter(|it| it.0.is_alphabetic()).map(|it| tidy(&it.1));
    joined(parts, " — ")
}

/// The library's own mark: systematic index and author sign.
fn shelfmark(marc: &MarcRecord) -> String {
    let index = joined([marc.control(906)], "");
    let sign = marc.control(908);
    let index = if index.is_empty() { marc.firsts(675).into_iter().next().unwrap_or_default() } else { index };
    joined([index, sign], "/")
}
