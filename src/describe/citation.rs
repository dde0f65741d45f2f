//! Bibliographic descriptions: GOST R 7.0.100-2018, GOST R 7.0.5-2008, APA 7, plain.
//!
//! Areas are joined by a point, a space, a dash and a space; no point is doubled where an area ends in one.

use crate::domain::{BookRecord, Exhibit, ExhibitSubject, Host, RecordKind};

use super::names::{inverted, responsibility_of};
use super::{places, typography};

/// A style of description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// GOST R 7.0.100-2018: the full description of a library.
    Gost7_0_100,
    /// GOST R 7.0.5-2008: the short reference, for captions.
    Gost7_0_5,
    /// APA, 7th edition.
    Apa,
    /// Author, title, year.
    Plain,
}

impl Style {
    /// All styles with their names on the command line.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Gost7_0_100, "gost-7.0.100"),
        (Self::Gost7_0_5, "gost-7.0.5"),
        (Self::Apa, "apa"),
        (Self::Plain, "plain"),
    ];

    /// The style of this name on the command line.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.1 == slug).map(|it| it.0)
    }
}

/// The dash between areas; the standard prints the short one, many libraries the long one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// –
    En,
    /// —
    Em,
    /// A point alone, as GOST R 7.0.5 allows.
    None,
}

/// What an institution fixes once for all its descriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DescribeOptions {
    /// Between areas.
    pub dash: Dash,
    /// Whether "Текст : непосредственный" is given.
    pub content_type: bool,
    /// Whether the ISBN is given.
    pub isbn: bool,
    /// Whether the series is given.
    pub series: bool,
}

impl DescribeOptions {
    /// What is usual for a style: all of it in the full description, the least in the short one.
    pub fn usual(style: Style) -> Self {
        let is_full = style == Style::Gost7_0_100;
        let dash = if is_full { Dash::En } else { Dash::None };
        Self { dash, content_type: is_full, isbn: is_full, series: is_full }
    }

    fn separator(self) -> &'static str {
        match self.dash {
            Dash::En => " – ",
            Dash::Em => " — ",
            Dash::None => " ",
        }
    }
}

/// Describes a record.
pub fn describe(record: &BookRecord, style: Style, options: &DescribeOptions) -> String {
    let text = match style {
        Style::Gost7_0_100 | Style::Gost7_0_5 => gost(record, style, *options),
        Style::Apa => apa(record),
        Style::Plain => plain(record),
    };
    typography::bind(&text)
}

/// Describes an exhibit; what a person wrote by hand wins.
pub fn exhibit_description(exhibit: &Exhibit, style: Style, options: &DescribeOptions) -> String {
    if let Some(own) = &exhibit.description {
        return own.clone();
    }
    match &exhibit.subject {
        ExhibitSubject::Record(record) => describe(record, style, options),
        ExhibitSubject::Person { name, about } if !about.is_empty() => format!("{name} ({about})"),
        ExhibitSubject::Person { name, .. } => name.clone(),
        ExhibitSubject::Picture { title } => title.clone(),
    }
}

/// Joins areas so that each but the last ends in exactly one point.
fn join_areas(areas: &[String], separator: &str) -> String {
    let mut text = String::new();
    for area in areas.iter().map(|it| it.trim()).filter(|it| !it.is_empty()) {
        if !text.is_empty() {
            if !text.ends_with(['.', '?', '!', '…']) || separator == " " && !text.ends_with('.') {
                text.push('.');
            }
            text.push_str(separator);
        }
        text.push_str(area);
    }
    if !text.is_empty() && !text.ends_with('.') {
        text.push('.');
    }
    text
}

fn gost(record: &BookRecord, style: Style, options: DescribeOptions) -> String {
    let heading = heading(record, style);
    let body = match (record.kind, &record.host) {
        (RecordKind::Article, Some(host)) => article(record, host, style, options),
        _ => book(record, style, options),
    };
    match heading {
        Some(heading) if heading.ends_with('.') => format!("{heading} {body}"),
        Some(heading) => format!("{heading}. {body}"),
        None => body,
    }
}

/// One to three authors stand before the title; four and more only after the slash (GOST 7.80-2000, 5.2).
fn heading(record: &BookRecord, style: Style) -> Option<String> {
    let authors = record.authors.as_slice();
    let first = authors.first().filter(|_| authors.len() <= 3)?;
    Some(match style {
        Style::Gost7_0_100 => inverted(first, ", "),
        _ => authors.iter().map(|it| inverted(it, " ")).collect::<Vec<_>>().join(", "),
    })
}

/// Title with what belongs to it, then the slash and who is responsible.
fn title_area(record: &BookRecord, style: Style) -> String {
    let mut text = String::new();
    match (&record.host, record.kind) {
        (Some(set), RecordKind::Part) if !set.title.is_empty() && set.title != record.title => {
            push_title(&mut text, &set.title, &set.subtitle);
            text.push_str(if text.ends_with('.') { " " } else { ". " });
            let parts = [record.volume.as_str(), record.title.as_str()];
            text.push_str(&parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(". "));
            push_title(&mut text, "", &record.subtitle);
        }
        _ => {
            push_title(&mut text, &record.title, "");
            for parallel in &record.parallel_titles {
                text.push_str(" = ");
                text.push_str(parallel);
            }
            push_title(&mut text, "", &record.subtitle);
            if !record.volume.is_empty() {
                text.push_str(if text.ends_with('.') { " " } else { ". " });
                text.push_str(&record.volume);
            }
        }
    }
    let responsibility = responsibility(record, style);
    if !responsibility.is_empty() {
        text.push_str(" / ");
        text.push_str(&responsibility);
    }
    text
}

fn push_title(text: &mut String, title: &str, subtitle: &str) {
    text.push_str(title);
    if !subtitle.is_empty() {
        text.push_str(" : ");
        text.push_str(subtitle);
    }
}

/// The statement as written; only when the record has none is it made of the authors.
/// The short reference does not repeat names that stand in the heading (GOST R 7.0.5-2008, 4.10.2).
fn responsibility(record: &BookRecord, style: Style) -> String {
    let authors = responsibility_of(&record.authors);
    let has_heading = (1..=3).contains(&record.authors.len());
    let written = record.responsibility.trim();
    match style {
        Style::Gost7_0_100 if written.is_empty() => authors,
        Style::Gost7_0_100 => written.to_owned(),
        _ if written.is_empty() && has_heading => String::new(),
        _ if written.is_empty() => authors,
        _ if has_heading => without_heading(written, &authors),
        _ => written.to_owned(),
    }
}

/// The written statement without its first part when that only names the authors of the heading.
fn without_heading(written: &str, authors: &str) -> String {
    let packed = |it: &str| it.chars().filter(|it| !it.is_whitespace()).collect::<String>().to_lowercase();
    let (first, rest) = written.split_once(" ; ").unwrap_or((written, ""));
    if packed(first) == packed(authors) { rest.to_owned() } else { written.to_owned() }
}

fn place(style: Style, place: &str) -> String {
    if style == Style::Gost7_0_100 { places::in_full(place) } else { places::shortened(place) }
}

/// Place : publisher, year.
fn imprint(style: Style, place_name: &str, publisher: &str, year: &str) -> String {
    let place = place(style, place_name);
    let publisher = match (publisher, style) {
        ("", Style::Gost7_0_100) if !place.is_empty() => "[б. и.]",
        _ => publisher,
    };
    let mut text = place;
    if !publisher.is_empty() {
        text.push_str(if text.is_empty() { "" } else { " : " });
        text.push_str(publisher);
    }
    if !year.is_empty() {
        text.push_str(if text.is_empty() { "" } else { ", " });
        text.push_str(year);
    }
    text
}

fn book(record: &BookRecord, style: Style, options: DescribeOptions) -> String {
    let host = record.host.clone().unwrap_or_default();
    let or_host = |own: &str, of_host: &str| if own.is_empty() { of_host.to_owned() } else { own.to_owned() };
    let (place, publisher) = (or_host(&record.place, &host.place), or_host(&record.publisher, &host.publisher));
    let year = or_host(&record.year, &host.year);
    let mut areas = vec![
        title_area(record, style),
        record.edition.clone(),
        imprint(style, &place, &publisher, &year),
        extent(&record.pages),
    ];
    if options.series {
        areas.extend(record.series.iter().map(|it| format!("({it})")));
    }
    if options.isbn {
        areas.extend(record.isbn.first().map(|it| format!("ISBN {it}")));
    }
    if options.content_type {
        let usual = "Текст : непосредственный";
        areas.push(if record.content_type.is_empty() { usual.to_owned() } else { record.content_type.clone() });
    }
    join_areas(&areas, options.separator())
}

/// A bare number of pages gets its unit.
fn extent(pages: &str) -> String {
    let is_bare = !pages.is_empty() && pages.chars().all(|it| it.is_ascii_digit());
    if is_bare { format!("{pages} с.") } else { pages.to_owned() }
}

fn article(record: &BookRecord, host: &Host, style: Style, options: DescribeOptions) -> String {
    let mut own = vec![title_area(record, style)];
    if options.content_type {
        own.push("Текст : непосредственный".to_owned());
    }
    let own = join_areas(&own, options.separator());
    let own =
        own.trim_end_matches('.').to_owned() + if own.ends_with("др.].") || own.ends_with("?.") { "." } else { "" };
    let areas = [host_title(host), host_imprint(host, style), host.year.clone(), issue(host), host_pages(host)];
    format!("{own} // {}", join_areas(&areas, options.separator()))
}

fn host_title(host: &Host) -> String {
    let mut text = String::new();
    push_title(&mut text, &host.title, &host.subtitle);
    if !host.responsibility.is_empty() {
        text.push_str(" / ");
        text.push_str(&host.responsibility);
    }
    text
}

/// A journal has no imprint in a reference; a collection has.
fn host_imprint(host: &Host, style: Style) -> String {
    if host.publisher.is_empty() { String::new() } else { imprint(style, &host.place, &host.publisher, "") }
}

fn issue(host: &Host) -> String {
    let volume = if host.volume.is_empty() { String::new() } else { format!("Т. {}", host.volume) };
    let is_number = host.issue.starts_with(|it: char| it.is_ascii_digit())
        && host.issue.chars().all(|it| it.is_ascii_digit() || "/–-,() ".contains(it));
    let number = if is_number { format!("№ {}", host.issue) } else { host.issue.clone() };
    [volume, number].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

fn host_pages(host: &Host) -> String {
    let pages = host.pages.trim().trim_start_matches("С.").trim_start_matches("с.").trim().replace('-', "–");
    if pages.is_empty() { String::new() } else { format!("С. {pages}") }
}

fn apa(record: &BookRecord) -> String {
    let names: Vec<String> = record.authors.iter().take(20).map(|it| inverted(it, ", ")).collect();
    let authors = match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{}, & {last}", others.join(", ")),
    };
    let year = record.year_number().map_or_else(|| "n.d.".to_owned(), |it| it.to_string());
    let mut title = record.title.clone();
    if !record.subtitle.is_empty() {
        title = format!("{title}: {}", record.subtitle);
    }
    let (head, title) = if authors.is_empty() { (title, String::new()) } else { (authors, title) };
    let head = head.trim_end_matches('.');
    let mut areas = vec![format!("{head}. ({year})"), title];
    match (&record.host, record.kind) {
        (Some(host), RecordKind::Article) => {
            let issue = if host.issue.is_empty() { String::new() } else { format!("({})", host.issue) };
            let parts = [host.title.clone(), format!("{}{issue}", host.volume), host.pages.replace('-', "–")];
            areas.push(parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", "));
        }
        _ => areas.push(record.publisher.clone()),
    }
    join_areas(&areas, " ")
}

fn plain(record: &BookRecord) -> String {
    let author = super::short_authors(record);
    let year = record.year.clone();
    join_areas(&[author, record.title.clone(), year], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Person;

    fn author(name: &str) -> Person {
        let (family, initials) = name.split_once(' ').unwrap_or((name, ""));
        Person { family: family.into(), initials: initials.into(), ..Person::default() }
    }

    fn record(authors: &[&str], title: &str, subtitle: &str) -> BookRecord {
        BookRecord {
            title: title.into(),
            subtitle: subtitle.into(),
            authors: authors.iter().map(|it| author(it)).collect(),
            place: "Москва".into(),
            publisher: "Наука".into(),
            year: "2021".into(),
            pages: "256".into(),
            ..BookRecord::default()
        }
    }

    #[track_caller]
    fn check(record: &BookRecord, style: Style, expected: &str) {
        let described = describe(record, style, &DescribeOptions::usual(style));
        assert_eq!(typography::plain_spaces(&described), expected);
    }

    #[test]
    fn the_full_description_of_one_to_five_authors() {
        check(
            &BookRecord {
                isbn: vec!["978-5-02-040000-1".into()],
                ..record(&["Лебедев А. Б.", "Зуев В. Г."], "Основы поиска", "учебное пособие")
            },
            Style::Gost7_0_100,
            "Лебедев, А. Б. Основы поиска : учебное пособие / А. Б. Лебедев, В. Г. Зуев. – Москва : Наука, 2021. – 256 с. – ISBN 978-5-02-040000-1. – Текст : непосредственный.",
        );
        check(
            &record(&["А А.", "Б Б.", "В В.", "Г Г."], "Книга", ""),
            Style::Gost7_0_100,
            "Книга / А. А, Б. Б, В. В, Г. Г. – Москва : Наука, 2021. – 256 с. – Текст : непосредственный.",
        );
        check(
            &record(&["А А.", "Б Б.", "В В.", "Г Г.", "Д Д."], "Книга", ""),
            Style::Gost7_0_100,
            "Книга / А. А, Б. Б, В. В [и др.]. – Москва : Наука, 2021. – 256 с. – Текст : непосредственный.",
        );
    }

    #[test]
    fn no_point_is_doubled_and_a_question_takes_none() {
        check(
            &BookRecord {
                edition: "2-е изд., испр. и доп.".into(), ..record(&[], "Кто виноват?", "")
            },
            Style::Gost7_0_100,
            "Кто виноват? – 2-е изд., испр. и доп. – Москва : Наука, 2021. – 256 с. – Текст : непосредственный.",
        );
    }

    #[test]
    fn the_statement_of_the_record_is_used_as_written() {
        let written = "З. М. Акулова ; под ред. А. С. Павловского [и др.]";
        let record = BookRecord {
            responsibility: written.into(),
            place: "М.".into(),
            ..record(&["Акулова З. М."], "Гигиена", "")
        };
        check(
            &record,
            Style::Gost7_0_100,
            "Акулова, З. М. Гигиена / З. М. Акулова ; под ред. А. С. Павловского [и др.]. – Москва : Наука, 2021. – 256 с. – Текст : непосредственный.",
        );
        check(
            &record,
            Style::Gost7_0_5,
            "Акулова З. М. Гигиена / под ред. А. С. Павловского [и др.]. М. : Наука, 2021. 256 с.",
        );
    }

    #[test]
    fn an_article_stands_in_its_journal() {
        let host = Host {
            title: "Госпитальное дело".into(),
            year: "1942".into(),
            issue: "5/6".into(),
            pages: "12-19".into(),
            ..Host::default()
        };
        let record = BookRecord {
            kind: RecordKind::Article,
            title: "Лечение ран".into(),
            authors: vec![author("Вишневский А. В.")],
            host: Some(host),
            ..BookRecord::default()
        };
        check(&record, Style::Gost7_0_5, "Вишневский А. В. Лечение ран // Госпитальное дело. 1942. № 5/6. С. 12–19.");
        check(
            &record,
            Style::Gost7_0_100,
            "Вишневский, А. В. Лечение ран / А. В. Вишневский. – Текст : непосредственный // Госпитальное дело. – 1942. – № 5/6. – С. 12–19.",
        );
    }

    #[test]
    fn a_part_names_its_set_first() {
        let set = Host { title: "Хирургия".into(), subtitle: "в 2 т.".into(), ..Host::default() };
        let record = BookRecord {
            kind: RecordKind::Part,
            volume: "Т. 1".into(),
            host: Some(set),
            ..record(&["Юдин С. С."], "Раны", "")
        };
        check(&record, Style::Gost7_0_5, "Юдин С. С. Хирургия : в 2 т. Т. 1. Раны. М. : Наука, 2021. 256 с.");
    }

    #[test]
    fn apa_names_the_year_after_the_author() {
        let mut record = record(&["Stoker B."], "Dracula", "");
        record.publisher = "Constable".into();
        check(&record, Style::Apa, "Stoker, B. (2021). Dracula. Constable.");
    }
}
