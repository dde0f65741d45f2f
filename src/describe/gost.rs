//! GOST R 7.0.100-2018 and GOST R 7.0.5-2008.
//!
//! Areas are joined by a point, a space, a dash and a space; no point is doubled where an area ends in one.
//! Statements of responsibility are those of the record; names are never inflected.

use crate::domain::{BookRecord, Host, Lang, Person, PersonRole, RecordKind, isbn_hyphenated};

use super::names::{direct, inverted, responsibility_of, short_responsibility_of};
use super::options::{DescribeOptions, OptionalElement, Places, Style};
use super::places;
use super::units::{Units, has_cyrillic, units};

/// What a printed book contains, where its record says nothing of it.
const PRINTED_TEXT: &str = "Текст : непосредственный";

/// A description in English says in an exhibition in English what a book contains in English too.
pub(super) fn content_told_in(lang: Lang, description: String) -> String {
    if lang == Lang::Ru {
        return description;
    }
    let bound = |it: &str| it.replacen(' ', "\u{a0}", 1);
    let in_english = description.replace(&bound(PRINTED_TEXT), &bound("Text : unmediated"));
    if has_cyrillic(&in_english) { description } else { in_english }
}

/// What the areas are made for.
#[derive(Clone, Copy)]
struct Way {
    style: Style,
    options: DescribeOptions,
}

/// The description of a record, heading first.
pub(super) fn gost(record: &BookRecord, style: Style, options: DescribeOptions) -> String {
    let way = Way { style, options };
    let body = match &record.host {
        Some(host) if is_inside(record) => way.article(record, host),
        _ => way.book(record),
    };
    match heading(record, style) {
        Some(heading) if heading.ends_with('.') => format!("{heading} {body}"),
        Some(heading) => format!("{heading}. {body}"),
        None => body,
    }
}

fn is_inside(record: &BookRecord) -> bool {
    let has_host = record.host.as_ref().is_some_and(|it| !it.title.is_empty());
    has_host && matches!(record.kind, RecordKind::Article)
}

/// Joins areas so that each ends in exactly one point.
pub(super) fn join_areas(areas: &[String], separator: &str) -> String {
    let mut text = join_open(areas, separator);
    if !text.is_empty() && !text.ends_with('.') {
        text.push('.');
    }
    text
}

/// Joins areas; what follows the last of them is not decided here.
fn join_open(areas: &[String], separator: &str) -> String {
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
    text
}

/// One to three authors stand before the title; four and more only after the slash (GOST 7.80-2000, 5.2).
/// A document that is known by its number is headed by that.
fn heading(record: &BookRecord, style: Style) -> Option<String> {
    if !record.heading.is_empty() {
        return Some(record.heading.clone());
    }
    let authors = record.authors.as_slice();
    let first = authors.first().filter(|_| authors.len() <= 3)?;
    Some(match style {
        Style::Gost7_0_100 => inverted(first, ", "),
        _ => authors.iter().map(|it| inverted(it, " ")).collect::<Vec<_>>().join(", "),
    })
}

/// The statement as written; only when the record has none is it made of the authors.
/// The short reference does not repeat names that stand in the heading (GOST R 7.0.5-2008, 4.10.2).
fn responsibility(record: &BookRecord, style: Style) -> String {
    let others_are = units(record).others;
    let authors = match style {
        Style::Gost7_0_100 => responsibility_of(&record.authors, others_are),
        _ => short_responsibility_of(&record.authors, others_are),
    };
    let has_heading = (1..=3).contains(&record.authors.len()) && record.heading.is_empty();
    let written = record.responsibility.trim();
    let with_others = |authors: &str| {
        let parts = std::iter::once(authors.to_owned()).chain(others(&record.contributors, units(record)));
        parts.filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ; ")
    };
    match style {
        Style::Gost7_0_100 if written.is_empty() => with_others(&authors),
        Style::Gost7_0_100 => written.to_owned(),
        _ if written.is_empty() && has_heading => with_others(""),
        _ if written.is_empty() => with_others(&authors),
        _ if has_heading => without_heading(written, &authors),
        _ => written.to_owned(),
    }
}

/// What others did, with their names as they are recorded: "пер. с фр., коммент. С. Н. Зенкина".
fn others(people: &[Person], units: Units) -> Vec<String> {
    let [translated, edited, compiled, illustrated] = units.deeds;
    let mut deeds: Vec<(&str, Vec<String>)> = Vec::new();
    let mut were_authors = false;
    for person in people {
        let deed = match &person.role {
            PersonRole::Translator => translated,
            PersonRole::Editor => edited,
            PersonRole::Compiler => compiled,
            PersonRole::Illustrator => illustrated,
            // The words of a record are used where they are made to stand before a name.
            PersonRole::Other(words) if words.is_empty() || stands_before_a_name(words) => words,
            PersonRole::Author | PersonRole::Other(_) => continue,
        };
        // Without a deed it is an author of the book, or a statement as it is written: only authors are listed.
        let is_author = deed.is_empty() && !(person.initials.is_empty() && person.given.is_empty());
        match deeds.iter_mut().find(|it| it.0 == deed && (!deed.is_empty() || is_author && were_authors)) {
            Some(it) => it.1.push(direct(person)),
            None => deeds.push((deed, vec![direct(person)])),
        }
        were_authors = is_author;
    }
    told_together(deeds, units)
}

/// Whether words of a record are made to stand before a name: "пер. с фр.", "trans. by", "trad. de l’italien par".
fn stands_before_a_name(words: &str) -> bool {
    words.ends_with('.') || [" by", " par", " de", " von"].iter().any(|it| words.ends_with(it))
}

/// Those who did several things are named once, after all of them.
fn told_together(deeds: Vec<(&str, Vec<String>)>, units: Units) -> Vec<String> {
    let mut parts: Vec<(Vec<&str>, String)> = Vec::new();
    for (deed, names) in deeds {
        // Of four and more the first is named (GOST R 7.0.5-2008, 4.10.2).
        let names = match names.as_slice() {
            [first, _, _, _, ..] => format!("{first} {}", units.others),
            names => names.join(", "),
        };
        match parts.iter_mut().find(|it| it.1 == names && !deed.is_empty()) {
            Some(part) => part.0.push(deed),
            None => parts.push((vec![deed], names)),
        }
    }
    let joined = |deeds: &[&str]| match deeds {
        [first @ .., second, last] => {
            // "ed. and trans. by": who follows after the last.
            let short = |it: &str| it.trim_end_matches(" by").to_owned();
            let before: String = first.iter().map(|it| format!("{}, ", short(it))).collect();
            format!("{before}{} {} {last}", short(second), units.and)
        }
        deeds => deeds.concat(),
    };
    parts.into_iter().map(|(deeds, names)| format!("{} {names}", joined(&deeds)).trim_start().to_owned()).collect()
}

/// The written statement without its first part when that only names the authors of the heading.
fn without_heading(written: &str, authors: &str) -> String {
    let packed = |it: &str| it.chars().filter(|it| it.is_alphanumeric()).collect::<String>().to_lowercase();
    let (first, rest) = written.split_once(" ; ").unwrap_or((written, ""));
    if packed(first) == packed(authors) { rest.to_owned() } else { written.to_owned() }
}

/// A point before what is told next, unless there is one.
fn push_after_point(text: &mut String, next: &str) {
    if !next.is_empty() {
        text.push_str(if text.ends_with('.') { " " } else { ". " });
        text.push_str(next);
    }
}

/// A bare number of pages gets its unit.
fn extent(pages: &str, units: Units) -> String {
    let is_bare = !pages.is_empty() && pages.chars().all(|it| it.is_ascii_digit());
    let is_range = pages.contains(['-', '–']) && pages.chars().all(|it| it.is_ascii_digit() || "-–".contains(it));
    match (is_bare, is_range) {
        (true, _) => format!("{pages} {}", units.pages),
        (_, true) => format!("{} {}", units.page, pages.replace("--", "–").replace('-', "–")),
        _ => pages.to_owned(),
    }
}

/// The number as the book has it; one without hyphens gets them.
fn isbn(record: &BookRecord) -> Option<String> {
    let number = record.isbn.first()?;
    let is_plain = number.chars().all(char::is_alphanumeric);
    Some(isbn_hyphenated(number).filter(|_| is_plain).unwrap_or_else(|| number.clone()))
}

/// The numbers a document is known by all over the world.
fn numbers(record: &BookRecord) -> impl Iterator<Item = String> {
    let doi = Some(record.doi.trim()).filter(|it| !it.is_empty()).map(|it| format!("DOI {it}"));
    isbn(record).map(|it| format!("ISBN {it}")).into_iter().chain(doi)
}

/// The address of what is read on a screen; a printed book has none.
fn address(record: &BookRecord) -> Option<String> {
    let url = record.urls.first().filter(|_| record.is_electronic())?;
    let day = record.accessed.trim();
    Some(if day.is_empty() { format!("URL: {url}") } else { format!("URL: {url} ({} {day})", units(record).seen) })
}

/// Whether a host is named by a number of its own, as journals are; a volume of a collection has its unit with it.
fn is_journal(host: &Host) -> bool {
    let has_number = !host.issue.is_empty() || !host.date.is_empty() || !host.issn.is_empty();
    has_number || host.volume.starts_with(|it: char| it.is_ascii_digit())
}

fn issue(host: &Host, units: Units) -> String {
    let is_bare = |it: &str| it.starts_with(|it: char| it.is_ascii_digit());
    let volume = if is_bare(&host.volume) { format!("{} {}", units.volume, host.volume) } else { host.volume.clone() };
    let is_number = is_bare(&host.issue) && host.issue.chars().all(|it| it.is_ascii_digit() || "/–-,() ".contains(it));
    let number = if is_number { format!("{} {}", units.number, host.issue) } else { host.issue.clone() };
    let text = [volume, number].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ");
    capitalised(&text)
}

/// An area begins with a capital letter: "Изд. 2-е", "No. 43".
fn capitalised(area: &str) -> String {
    let mut letters = area.chars();
    letters.next().map(|it| it.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// "С. 12–19": a range between numbers takes the short dash, one the record wrote with a long one keeps it.
fn host_pages(host: &Host, units: Units) -> String {
    let pages = host.pages.trim().trim_start_matches("С.").trim_start_matches("с.").trim().replace('-', "–");
    if pages.is_empty() { String::new() } else { format!("{} {pages}", units.page) }
}

impl Way {
    fn is_full(self) -> bool {
        self.style == Style::Gost7_0_100
    }

    fn push_title(self, text: &mut String, title: &str, subtitle: &str) {
        text.push_str(title);
        if !subtitle.is_empty() {
            text.push_str(self.options.colon());
            text.push_str(&self.colons(subtitle));
        }
    }

    /// Several pieces of other title information are kept apart by " : " in the record.
    fn colons(self, text: &str) -> String {
        text.replace(" : ", self.options.colon())
    }

    /// Title with what belongs to it, then the slash and who is responsible.
    fn title_area(self, record: &BookRecord) -> String {
        let mut text = String::new();
        match (&record.host, record.kind) {
            (Some(set), RecordKind::Part) if !set.title.is_empty() && set.title != record.title => {
                self.push_title(&mut text, &set.title, &set.subtitle);
                push_after_point(&mut text, &record.volume);
                push_after_point(&mut text, &record.title);
                self.push_title(&mut text, "", &record.subtitle);
            }
            _ => {
                text.push_str(&record.title);
                for parallel in &record.parallel_titles {
                    text.push_str(" = ");
                    text.push_str(parallel);
                }
                // A volume without a title of its own still tells how many there are.
                let of_set = record.host.as_ref().filter(|_| record.kind == RecordKind::Part);
                self.push_title(&mut text, "", of_set.map_or("", |it| &it.subtitle));
                self.push_title(&mut text, "", &record.subtitle);
                if !self.volume_is_late(record) {
                    push_after_point(&mut text, &record.volume);
                }
            }
        }
        let responsibility = responsibility(record, self.style);
        if !responsibility.is_empty() {
            text.push_str(" / ");
            text.push_str(&responsibility);
        }
        text
    }

    /// The short reference names a volume without a title of its own after the year.
    fn volume_is_late(self, record: &BookRecord) -> bool {
        let is_number = record.volume.starts_with(['Т', 'Ч', 'К', 'В', 'т', 'ч', 'к', 'в'])
            && record.volume.split_whitespace().count() == 2;
        let names_set = record.host.as_ref().is_some_and(|it| !it.title.is_empty() && it.title != record.title);
        !self.is_full() && is_number && !names_set && !record.year.is_empty()
    }

    /// Place : publisher, year.
    fn imprint(self, place: &str, publisher: &str, year: &str) -> String {
        let place = match self.options.places {
            Places::Full => places::in_full(place),
            Places::Short => places::shortened(place),
            Places::AsWritten => place.to_owned(),
        };
        let publisher =
            if publisher.is_empty() && self.is_full() && !place.is_empty() { "[б. и.]" } else { publisher };
        let mut text = place;
        if !publisher.is_empty() {
            text.push_str(if text.is_empty() { "" } else { self.options.colon() });
            text.push_str(&self.colons(publisher));
        }
        if !year.is_empty() {
            text.push_str(if text.is_empty() { "" } else { ", " });
            text.push_str(year);
        }
        text
    }

    fn book(self, record: &BookRecord) -> String {
        let host = record.host.clone().unwrap_or_default();
        let or_host = |own: &str, of_host: &str| if own.is_empty() { of_host.to_owned() } else { own.to_owned() };
        let (place, publisher) = (or_host(&record.place, &host.place), or_host(&record.publisher, &host.publisher));
        let year = or_host(&record.year, &host.year);
        // A patent has no imprint but the day of its publication, which is told.
        let is_told = place.is_empty() && publisher.is_empty() && !year.is_empty() && record.specific.contains(&year);
        let late = if self.volume_is_late(record) { record.volume.clone() } else { String::new() };
        let mut areas = vec![
            self.title_area(record),
            capitalised(&record.edition),
            record.specific.clone(),
            if is_told { String::new() } else { self.imprint(&place, &publisher, &year) },
            late,
            self.physical(record),
        ];
        if self.options.has(OptionalElement::Series) {
            areas.extend(record.series.iter().map(|it| format!("({it})")));
        }
        if self.options.has(OptionalElement::Notes) {
            areas.extend(record.notes.iter().cloned());
        }
        if self.options.has(OptionalElement::Isbn) {
            areas.extend(numbers(record));
        }
        areas.extend(address(record));
        areas.extend(self.content_type(record));
        join_areas(&areas, self.options.separator())
    }

    /// «256 с. : ил. ; 21 см + 1 CD», as far as it is wanted.
    fn physical(self, record: &BookRecord) -> String {
        let mut text = extent(&record.pages, units(record));
        if self.options.has(OptionalElement::Illustrations) && !record.illustrations.is_empty() && !text.is_empty() {
            text.push_str(self.options.colon());
            text.push_str(&record.illustrations);
        }
        if self.options.has(OptionalElement::Size) && !record.dimensions.is_empty() && !text.is_empty() {
            text.push_str(" ; ");
            text.push_str(&record.dimensions);
            if !record.accompanying.is_empty() {
                text.push_str(" + ");
                text.push_str(&record.accompanying);
            }
        }
        text
    }

    fn content_type(self, record: &BookRecord) -> Option<String> {
        let own = if record.content_type.is_empty() { PRINTED_TEXT } else { &record.content_type };
        self.options.has(OptionalElement::ContentType).then(|| own.to_owned())
    }

    fn article(self, record: &BookRecord, host: &Host) -> String {
        let own = [Some(self.title_area(record)), self.content_type(record)];
        let own = join_open(&own.into_iter().flatten().collect::<Vec<_>>(), self.options.separator());
        let units = units(record);
        let mut areas = vec![self.host_title(host, units), capitalised(&host.edition)];
        if host.publisher.is_empty() && is_journal(host) {
            // A journal has no imprint in a reference; a collection has.
            areas.extend([host.year.clone(), host.date.clone()]);
        } else {
            areas.push(self.imprint(&host.place, &host.publisher, &host.year));
        }
        areas.extend([issue(host, units), host_pages(host, units)]);
        if self.options.has(OptionalElement::Series) {
            areas.extend(record.series.iter().map(|it| format!("({it})")));
        }
        if self.options.has(OptionalElement::Isbn) {
            areas.extend(numbers(record));
        }
        if self.options.has(OptionalElement::Notes) {
            areas.extend(record.notes.iter().cloned());
        }
        areas.extend(address(record));
        format!("{own} // {}", join_areas(&areas, self.options.separator()))
    }

    fn host_title(self, host: &Host, units: Units) -> String {
        let mut text = String::new();
        self.push_title(&mut text, &host.title, &host.subtitle);
        let made = others(&host.contributors, units).join(" ; ");
        let responsibility = if host.responsibility.is_empty() { &made } else { &host.responsibility };
        if !responsibility.is_empty() {
            text.push_str(" / ");
            text.push_str(responsibility);
        }
        text
    }
}
