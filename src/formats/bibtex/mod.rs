//! BibTeX and BibLaTeX → records.
//!
//! Entries inherit from `crossref` and `xdata`, so a file is read whole; it is small. What an entry inherits is
//! never more than one entry says: chains end after a few steps.

mod entries;
mod latex;

use std::collections::HashMap;
use std::ops::ControlFlow;

use entries::{Entry, Parsed};
use latex::text as plain;

use super::Numbered;
use super::references::Reference;
use super::text::tidy;
use crate::domain::{BookRecord, Host, PersonRole, RecordKind};

/// Chains of inheritance are cut here: a longer one goes in a circle.
const MAX_CHAIN: usize = 4;

/// Whether text begins as such a file does.
pub(super) fn is_it(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('%'));
    let opens = |it: &str| it.strip_prefix('@').is_some_and(|it| it.is_empty() || it.contains(['{', '(']));
    lines.next().is_some_and(opens)
}

/// Reads all entries.
pub(super) fn read(text: &str, out: &mut Numbered<'_, '_>) {
    let parsed = entries::entries(text.trim_start_matches('\u{feff}'));
    let by_key: HashMap<String, Entry> = parsed
        .iter()
        .filter_map(|it| if let Parsed::Entry(it) = it { Some((it.key.to_lowercase(), it.clone())) } else { None })
        .collect();
    for it in parsed {
        let taken = match it {
            Parsed::Damaged { offset } => {
                let reason = out.lang.pick("запись не закрыта или повреждена", "the entry is damaged or does not end");
                out.skipped(offset as u64, reason)
            }
            Parsed::Entry(entry) if matches!(entry.kind.as_str(), "xdata" | "set") => ControlFlow::Continue(()),
            Parsed::Entry(entry) => take(&inherited(entry, &by_key, 0), out),
        };
        if taken.is_break() {
            return;
        }
    }
}

fn take(entry: &Entry, out: &mut Numbered<'_, '_>) -> ControlFlow<()> {
    let record = record(entry);
    if record.title.is_empty() {
        let reason = out.lang.pick("в записи нет заглавия (title)", "the entry has no title");
        return out.skipped(entry.offset as u64, reason);
    }
    out.record(entry.offset as u64, entry.raw.clone().into_bytes(), record, Vec::new())
}

/// The entry with what it takes over from the entries it names.
fn inherited(mut entry: Entry, by_key: &HashMap<String, Entry>, chain: usize) -> Entry {
    if chain >= MAX_CHAIN {
        return entry;
    }
    let named = |names: &str| -> Vec<Entry> {
        let keys = names.split(',').map(|it| it.trim().to_lowercase());
        keys.filter_map(|it| by_key.get(&it).cloned()).map(|it| inherited(it, by_key, chain + 1)).collect()
    };
    let (data, parents) = (named(entry.get(&["xdata"])), named(entry.get(&["crossref"])));
    let is_volume = matches!(entry.kind.as_str(), "book" | "collection" | "proceedings" | "reference");
    let mut add = |name: &str, value: &str| {
        if !entry.fields.iter().any(|it| it.0 == name) {
            entry.fields.push((name.to_owned(), value.to_owned()));
        }
    };
    for (name, value) in data.iter().flat_map(|it| &it.fields) {
        add(name, value);
    }
    for (name, value) in parents.iter().flat_map(|it| &it.fields) {
        match name.as_str() {
            // A volume takes the title of its set, a chapter the title of its book.
            "title" if is_volume => add("maintitle", value),
            "subtitle" if is_volume => add("mainsubtitle", value),
            "title" => add("booktitle", value),
            "subtitle" => add("booksubtitle", value),
            "author" => add("bookauthor", value),
            "crossref" | "xdata" | "ids" | "label" | "shorttitle" | "pages" => {}
            _ => add(name, value),
        }
    }
    entry
}

fn kind(entry: &Entry) -> RecordKind {
    match entry.kind.as_str() {
        "article" | "suppperiodical" | "inbook" | "incollection" | "inproceedings" | "conference" | "inreference"
        | "bookinbook" | "suppbook" | "suppcollection" => RecordKind::Article,
        "periodical" => RecordKind::Serial,
        _ if !entry.get(&["maintitle"]).is_empty() => RecordKind::Part,
        _ => RecordKind::Book,
    }
}

fn record(entry: &Entry) -> BookRecord {
    let get = |names: &[&str]| tidy(&plain(entry.get(names)));
    let kind = kind(entry);
    let mut reference = Reference::default();
    let record = &mut reference.record;
    record.kind = kind;
    record.title = get(if kind == RecordKind::Part { &["title", "maintitle"] } else { &["title"] });
    record.subtitle = get(&["subtitle", "titleaddon"]);
    record.place = get(&["location", "address"]);
    record.publisher = get(&["publisher", "institution", "school", "organization"]);
    record.year = year(&get(&["year", "date"]));
    record.edition = edition(&get(&["edition"]), &record.title);
    record.annotation = get(&["abstract", "annotation"]);
    record.keywords = get(&["keywords"]).split([',', ';']).map(tidy).filter(|it| !it.is_empty()).collect();
    record.languages.extend(Some(get(&["language", "langid"])).filter(|it| !it.is_empty()));
    record.urls.extend(Some(entry.get(&["url"]).trim().to_owned()).filter(|it| !it.is_empty()));
    record.notes.extend(Some(get(&["note"])).filter(|it| !it.is_empty()));
    record.host = host(entry);
    reference.inside = match kind {
        RecordKind::Part => get(&["maintitle"]),
        _ if kind == RecordKind::Article => get(&["journaltitle", "journal", "booktitle", "maintitle"]),
        _ => get(&["series"]),
    };
    reference.volume = get(&["volume"]);
    if kind == RecordKind::Part {
        let volume = std::mem::take(&mut reference.volume);
        let is_number = !volume.is_empty() && volume.chars().all(|it| it.is_ascii_digit());
        reference.record.volume = if is_number { format!("Т. {volume}") } else { volume };
    }
    reference.issue = get(&["number", "issue"]);
    if kind == RecordKind::Book && !reference.inside.is_empty() && reference.volume.is_empty() {
        reference.volume = std::mem::take(&mut reference.issue);
    }
    reference.pages = get(if kind == RecordKind::Article { &["pages"] } else { &["pagetotal", "numpages", "pages"] });
    reference.number = get(&["isbn", "issn"]);
    add_people(entry, &mut reference);
    reference.finish()
}

fn host(entry: &Entry) -> Option<Host> {
    let subtitle = tidy(&plain(entry.get(&["booksubtitle", "mainsubtitle", "journalsubtitle"])));
    (!subtitle.is_empty()).then(|| Host { subtitle, ..Host::default() })
}

fn add_people(entry: &Entry, reference: &mut Reference) {
    let roles = [
        ("author", PersonRole::Author),
        ("editor", PersonRole::Editor),
        ("translator", PersonRole::Translator),
        ("compiler", PersonRole::Compiler),
        ("illustrator", PersonRole::Illustrator),
    ];
    for (field, role) in roles {
        for name in names(entry.get(&[field])) {
            match body(&name) {
                Some(body) => reference.record.bodies.push(body),
                None => reference.add_person(&in_order(&plain(&name)), role.clone()),
            }
        }
    }
}

/// Names between `and`s outside braces.
fn names(list: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut depth = 0_i32;
    let mut name: Vec<&str> = Vec::new();
    for word in list.split_whitespace() {
        if depth == 0 && word == "and" {
            names.push(std::mem::take(&mut name).join(" "));
            continue;
        }
        depth += word.matches('{').count() as i32 - word.matches('}').count() as i32;
        name.push(word);
    }
    names.push(name.join(" "));
    names.retain(|it| !it.is_empty());
    names
}

/// A name that stands in braces as a whole is a body, not a person.
fn body(name: &str) -> Option<String> {
    let inner = name.trim().strip_prefix('{')?.strip_suffix('}')?;
    (!inner.contains(['{', '}']) && inner.contains(' ')).then(|| tidy(&plain(inner)))
}

/// "Имре Лакатос", "Ludwig van Beethoven", "King, Jr., Martin" → family, given names.
fn in_order(name: &str) -> String {
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    match parts.as_slice() {
        [_, _] => name.to_owned(),
        [family, suffix, given] => format!("{family} {suffix}, {given}"),
        _ => {
            let words: Vec<&str> = name.split_whitespace().collect();
            let starts_small = |it: &&str| it.starts_with(char::is_lowercase);
            let ends_in_initials = words.last().is_some_and(|it| it.ends_with('.') && it.chars().count() <= 4);
            if words.len() < 2 || ends_in_initials {
                return name.to_owned();
            }
            let particle = words.iter().skip(1).position(starts_small).map(|it| it + 1);
            let family = particle.unwrap_or(words.len() - 1);
            let (given, family) = words.split_at(family);
            format!("{}, {}", family.join(" "), given.join(" "))
        }
    }
}

/// "1955/1981" is a span, "1942-03-12" a day.
fn year(date: &str) -> String {
    let years: Vec<&str> = date.split('/').map(str::trim).collect();
    let of_day = |it: &&str| {
        it.get(..4).filter(|year| it.get(4..5) == Some("-") && year.parse::<u16>().is_ok()).map(str::to_owned)
    };
    let short: Vec<String> = years.iter().map(|it| of_day(it).unwrap_or_else(|| (*it).to_owned())).collect();
    short.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("–")
}

/// A bare number is an edition in the language of the title.
fn edition(edition: &str, title: &str) -> String {
    let is_number = !edition.is_empty() && edition.chars().all(|it| it.is_ascii_digit());
    if !is_number {
        return edition.to_owned();
    }
    if title.chars().any(|it| ('а'..='я').contains(&it)) {
        return format!("{edition}-е изд.");
    }
    let suffix =
        match (edition.ends_with("11") || edition.ends_with("12") || edition.ends_with("13"), edition.chars().last()) {
            (false, Some('1')) => "st",
            (false, Some('2')) => "nd",
            (false, Some('3')) => "rd",
            _ => "th",
        };
    format!("{edition}{suffix} ed.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;
    use crate::formats::ReadItem;
    use crate::formats::tests::read_all;

    fn records(text: &str) -> Vec<BookRecord> {
        let items = read_all(text.as_bytes(), Lang::En).unwrap().0;
        items.into_iter().map(|it| if let ReadItem::Record(it) = it { it.record } else { panic!("{it:?}") }).collect()
    }

    #[test]
    fn a_chapter_takes_over_from_its_book() {
        let text = "@XDATA{m, location = {М.}, langid = {russian}}\n\
            @incollection{a, author = {Барт, Ролан}, title = {Нулевая степень письма}, crossref = {B}, pages = {306--349}}\n\
            @collection{b, title = {Семиотика}, editor = {Ю. С. Степанов}, publisher = {Радуга}, year = 1983, xdata = {m}, pagetotal = 640}";
        let records = records(text);
        let [chapter, book] = records.as_slice() else { panic!("{records:?}") };
        let host = chapter.host.clone().unwrap_or_default();
        assert_eq!((host.title.as_str(), host.place.as_str(), host.pages.as_str()), ("Семиотика", "М.", "306–349"));
        assert_eq!((book.pages.as_str(), book.place.as_str()), ("640 с.", "М."));
        assert_eq!(book.contributors.first().map(|it| it.family.as_str()), Some("Степанов"));
    }

    #[test]
    fn a_volume_without_a_title_is_a_part_of_its_set() {
        let records =
            records("@mvbook{s, title = {Лекции}, year = 1956}\n@book{a, crossref = {s}, volume = 2, pagetotal = 96}");
        let volume = records.last().unwrap();
        assert_eq!((volume.kind, volume.title.as_str(), volume.volume.as_str()), (RecordKind::Part, "Лекции", "Т. 2"));
    }

    #[test]
    fn an_entry_that_inherits_from_itself_ends() {
        assert_eq!(records("@book{a, title = {X}, crossref = {a}}").len(), 1);
    }

    #[test]
    fn names_are_people_or_bodies() {
        let all = records(
            "@book{a, title={X}, author={Ludwig van Beethoven and {Academy of Sciences} and King, Jr., Martin and others}}",
        );
        let record = all.first().unwrap();
        let families: Vec<&str> = record.authors.iter().map(|it| it.family.as_str()).collect();
        assert_eq!(families, ["van Beethoven", "King Jr."]);
        assert_eq!(record.bodies, ["Academy of Sciences"]);
    }

    #[test]
    fn editions_and_years_are_written_out() {
        assert_eq!(edition("2", "Мир"), "2-е изд.");
        assert_eq!((edition("2", "World"), edition("12", "World")), ("2nd ed.".to_owned(), "12th ed.".to_owned()));
        assert_eq!((year("1955/1981"), year("1942-03-12")), ("1955–1981".to_owned(), "1942".to_owned()));
    }
}
