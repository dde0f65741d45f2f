//! BibTeX and BibLaTeX → records.
//!
//! Entries inherit from `crossref` and `xdata`, so a file is read whole; it is small. What an entry inherits is
//! never more than one entry says: chains end after a few steps.

mod entries;
mod latex;
mod people;

use std::collections::HashMap;
use std::ops::ControlFlow;

use entries::{Entry, Parsed};
use latex::text as plain;

use super::encoding::is_cyrillic;
use super::references::Reference;
use super::text::tidy;
use super::{Encoding, Numbered};
use crate::domain::{BookRecord, Host, RecordKind};

/// Chains of inheritance are cut here: a longer one goes in a circle.
const MAX_CHAIN: usize = 4;

/// Whether text begins as such a file does.
pub(super) fn is_it(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|it| !it.is_empty() && !it.starts_with('%'));
    let opens = |it: &str| it.strip_prefix('@').is_some_and(|it| it.is_empty() || it.contains(['{', '(']));
    lines.next().is_some_and(opens)
}

/// Reads all entries.
pub(super) fn read(bytes: &[u8], encoding: Encoding, out: &mut Numbered<'_, '_>) {
    let text = encoding.decode(bytes).0;
    let mut parsed = entries::entries(text.trim_start_matches('\u{feff}'));
    place_in_file(&mut parsed, text.trim_start_matches('\u{feff}'), bytes, encoding);
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

/// Turns places in the text into places in the file: where a letter is one byte there, it may be more in the text.
fn place_in_file(parsed: &mut [Parsed], text: &str, bytes: &[u8], encoding: Encoding) {
    let (mut at, mut place) = (0, if bytes.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 });
    for it in parsed {
        let offset = match it {
            Parsed::Damaged { offset } => offset,
            Parsed::Entry(entry) => &mut entry.offset,
        };
        let between = text.get(at..*offset).unwrap_or_default();
        place += if encoding == Encoding::Utf8 { between.len() } else { between.chars().count() };
        at = *offset;
        *offset = place.min(bytes.len());
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
    let kind = entry.kind.clone();
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
            "author" if !is_volume => {
                add("bookauthor", value);
                // A chapter of one author's book is by that author, unless it names its own.
                if matches!(kind.as_str(), "inbook" | "bookinbook" | "suppbook") {
                    add("author", value);
                }
            }
            name if !is_volume && people::is_of_the_book(name) => add(&format!("{}{name}", people::OF_HOST), value),
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
    record.subtitle = subtitle(entry, kind);
    record.place = get(&["location", "address"]).replace(" and ", ", ");
    record.publisher = get(&["publisher", "institution", "school", "organization"]);
    record.year = year(&get(&["year", "date"]));
    record.edition = edition(&get(&["edition"]), &record.title);
    record.annotation = get(&["abstract", "annotation"]);
    record.keywords = get(&["keywords"]).split([',', ';']).map(tidy).filter(|it| !it.is_empty()).collect();
    record.languages.extend(Some(get(&["language", "langid"])).filter(|it| !it.is_empty()));
    record.urls.extend(Some(entry.get(&["url"]).trim().to_owned()).filter(|it| !it.is_empty()));
    record.notes.extend(Some(get(&["note"])).filter(|it| !it.is_empty()));
    record.host = Some(host(entry, kind, &mut record.edition)).filter(|it| *it != Host::default());
    reference.inside = match kind {
        RecordKind::Part => get(&["maintitle"]),
        _ if kind == RecordKind::Article => get(&["journaltitle", "journal", "booktitle", "maintitle"]),
        _ => get(&["series"]),
    };
    let is_journal = entry.kind == "article" || !entry.get(&["journaltitle", "journal"]).is_empty();
    reference.issue = get(&["number", "issue"]);
    match kind {
        RecordKind::Part => {
            reference.record.volume = volume(entry);
            let number = std::mem::take(&mut reference.issue);
            reference.record.series.extend(numbered(get(&["series"]), &number));
        }
        RecordKind::Article if !is_journal => {
            let volume = volume(entry);
            if entry.get(&["maintitle"]).is_empty() || entry.get(&["booktitle"]).is_empty() {
                reference.volume = volume;
            } else {
                reference.inside = in_a_set(entry, &volume);
            }
            let number = std::mem::take(&mut reference.issue);
            reference.record.series.extend(numbered(get(&["series"]), &number));
        }
        RecordKind::Article => {
            // A reference to a journal has its place at most, never its publisher.
            reference.volume = get(&["volume"]);
            reference.record.publisher.clear();
        }
        _ if !reference.inside.is_empty() => {
            let number = std::mem::take(&mut reference.issue);
            reference.record.series.extend(numbered(std::mem::take(&mut reference.inside), &number));
            reference.volume = get(&["volume"]);
        }
        _ => reference.volume = get(&["volume"]),
    }
    reference.pages = get(if kind == RecordKind::Article { &["pages"] } else { &["pagetotal", "numpages", "pages"] });
    reference.number = get(&["isbn", "issn"]);
    people::add(entry, &mut reference);
    reference.finish()
}

/// "Сочинения : в 6 т. Т. 2. Наука логики": the title of a volume that has one of its own.
fn in_a_set(entry: &Entry, volume: &str) -> String {
    let get = |name: &str| tidy(&plain(entry.get(&[name])));
    let mut text = get("maintitle");
    if let Some(part) = volumes(entry, people::OF_HOST, entry.get(&["maintitle"])) {
        text += " : ";
        text += &part;
    }
    for part in [volume, &get("booktitle")].into_iter().filter(|it| !it.is_empty()) {
        text += if text.ends_with('.') { " " } else { ". " };
        text += part;
    }
    text
}

/// A series with the number in it.
fn numbered(series: String, number: &str) -> Option<String> {
    let number = if number.is_empty() { String::new() } else { format!(" ; {number}") };
    (!series.is_empty()).then(|| series + &number)
}

/// Other title information: the subtitle, the number of volumes, and what a translation without a translator is.
fn subtitle(entry: &Entry, kind: RecordKind) -> String {
    let mut parts = vec![tidy(&plain(entry.get(&["subtitle"]))), tidy(&plain(entry.get(&["titleaddon"])))];
    if kind == RecordKind::Book && entry.get(&["volume"]).is_empty() {
        parts.extend(volumes(entry, "", entry.get(&["title"])));
    }
    if entry.get(&["translator"]).is_empty() && is_russian(entry) {
        parts.extend(original(entry, ""));
    }
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" : ")
}

/// "в 2 т.", unless the title tells.
fn volumes(entry: &Entry, prefix: &str, title: &str) -> Option<String> {
    let title = title.to_lowercase();
    if title.contains(" т.") || title.contains("томах") || title.contains("vol") {
        return None;
    }
    let of = |field: &str, unit: &str| {
        let number = tidy(&plain(entry.get(&[format!("{prefix}{field}").as_str()])));
        let is_number = !number.is_empty() && number.chars().all(|it| it.is_ascii_digit());
        if is_number { format!("{number} {unit}") } else { number }
    };
    let (before, units) =
        if is_russian(entry) { ("в", ["т.", "ч.", "кн."]) } else { ("in", ["vol.", "parts", "books"]) };
    let parts = [of("volumes", units[0]), of("parts", units[1]), of("books", units[2])];
    let told = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ");
    (!told.is_empty()).then(|| format!("{before} {told}"))
}

fn is_russian(entry: &Entry) -> bool {
    entry.get(&["langid", "language"]).starts_with("russian")
}

/// "пер. с фр." of a Russian translation, "trans. from the French by" of an English one.
fn original(entry: &Entry, prefix: &str) -> Option<String> {
    const LANGUAGES: [(&str, &str, &str); 14] = [
        ("english", "англ.", "English"),
        ("french", "фр.", "French"),
        ("german", "нем.", "German"),
        ("italian", "ит.", "Italian"),
        ("spanish", "исп.", "Spanish"),
        ("portuguese", "порт.", "Portuguese"),
        ("latin", "лат.", "Latin"),
        ("greek", "греч.", "Greek"),
        ("danish", "дат.", "Danish"),
        ("swedish", "швед.", "Swedish"),
        ("polish", "пол.", "Polish"),
        ("czech", "чеш.", "Czech"),
        ("dutch", "гол.", "Dutch"),
        ("hungarian", "венг.", "Hungarian"),
    ];
    let from = entry.get(&[format!("{prefix}origlanguage").as_str()]);
    let known = |name: &str| LANGUAGES.iter().find(|it| it.0 == name.trim());
    let known: Vec<_> = from.split(" and ").map(known).collect::<Option<_>>()?;
    let english = matches!(entry.get(&["langid", "language"]).trim(), "english" | "american" | "british");
    if is_russian(entry) {
        return Some(format!("пер. с {}", known.iter().map(|it| it.1).collect::<Vec<_>>().join(" и ")));
    }
    let names = known.iter().map(|it| format!("the {}", it.2)).collect::<Vec<_>>().join(" and ");
    english.then(|| format!("trans. from {names} by"))
}

fn host(entry: &Entry, kind: RecordKind, edition: &mut String) -> Host {
    let mut parts = vec![tidy(&plain(entry.get(&["booksubtitle", "mainsubtitle", "journalsubtitle"])))];
    if kind == RecordKind::Part {
        parts.extend(volumes(entry, "", entry.get(&["maintitle"])));
    } else {
        parts.push(tidy(&plain(entry.get(&["host titleaddon"]))));
        if entry.get(&["maintitle"]).is_empty() {
            parts.extend(volumes(entry, people::OF_HOST, entry.get(&["booktitle"])));
        }
        if entry.get(&["host translator"]).is_empty() && is_russian(entry) {
            parts.extend(original(entry, people::OF_HOST));
        }
    }
    let subtitle = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" : ");
    let edition = if kind == RecordKind::Article { std::mem::take(edition) } else { String::new() };
    Host { subtitle, edition, ..Host::default() }
}

/// "Т. 2", "Vol. 2", "Bd. 2": a bare number gets its unit.
fn volume(entry: &Entry) -> String {
    let units = match entry.get(&["langid", "language"]).trim() {
        it if it.starts_with("russian") => ["Т.", "Ч."],
        "german" | "ngerman" => ["Bd.", "T."],
        "french" => ["T.", "Part."],
        it if it.is_empty() && entry.get(&["title", "maintitle"]).contains(is_cyrillic) => ["Т.", "Ч."],
        _ => ["Vol.", "Part"],
    };
    let of = |field: &str, unit: &str| {
        let number = tidy(&plain(entry.get(&[field])));
        let is_number =
            !number.is_empty() && number.chars().all(|it| it.is_ascii_digit() || "IVXLCivxlc-–".contains(it));
        if is_number { format!("{unit} {number}") } else { number }
    };
    let parts = [of("volume", units[0]), of("part", units[1]), tidy(&plain(entry.get(&["book"])))];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(". ")
}

/// "1955/1981" is a span, "1942-03-12" a day.
fn year(date: &str) -> String {
    let years: Vec<&str> = date.split('/').map(str::trim).collect();
    let of_day = |it: &&str| {
        it.get(..4).filter(|year| it.get(4..5) == Some("-") && year.parse::<u16>().is_ok()).map(str::to_owned)
    };
    let short: Vec<String> = years.iter().map(|it| of_day(it).unwrap_or_else(|| (*it).to_owned())).collect();
    // "1978/" still goes on; "2000?" is a guess.
    let text = match short.as_slice() {
        [first, last] if last.is_empty() && !first.is_empty() => format!("{first}–"),
        _ => short.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("–"),
    };
    if text.ends_with('?') { format!("[{text}]") } else { text }
}

/// A bare number is an edition in the language of the title.
fn edition(edition: &str, title: &str) -> String {
    let is_number = !edition.is_empty() && edition.chars().all(|it| it.is_ascii_digit());
    if !is_number {
        return edition.to_owned();
    }
    if title.contains(is_cyrillic) {
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
        assert_eq!((book.pages.as_str(), book.place.as_str()), ("640", "М."));
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
    fn what_a_chapter_inherits_belongs_to_its_book() {
        let text = "@inbook{a, title = {Глава}, crossref = {b}, translator = {А. Ким}, pages = {7--9}}\n\
            @book{b, author = {Ж. Леру}, title = {Книга}, subtitle = {избранное}, translator = {Б. Лон and А. Ким}, commentator = {Б. Лон and А. Ким},\n\
            volumes = 2, series = {Опыты}, number = 4, origlanguage = {french}, langid = {russian}, date = {1978/}}";
        let records = records(text);
        let [chapter, _] = records.as_slice() else { panic!("{records:?}") };
        let families = |people: &[crate::domain::Person]| people.iter().map(|it| it.family.clone()).collect::<Vec<_>>();
        let host = chapter.host.clone().unwrap_or_default();
        assert_eq!(families(&chapter.authors), ["Леру"]);
        assert_eq!(families(&chapter.contributors), ["Ким"]);
        assert_eq!(families(&host.contributors), ["Лон", "Ким", "Лон", "Ким"]);
        assert_eq!((host.subtitle.as_str(), host.year.as_str()), ("избранное : в 2 т.", "1978–"));
        assert_eq!(chapter.series, ["Опыты ; 4"]);
    }

    #[test]
    fn places_are_those_of_the_file_whatever_its_letters() {
        let text = "@book{a, title = {Заметки врача}}\n@book{b, title = {}}\n";
        for encode in [encoding_rs::UTF_8, encoding_rs::WINDOWS_1251] {
            let (bytes, _, _) = encode.encode(text);
            let items = read_all(&bytes, Lang::En).unwrap().0;
            let [_, ReadItem::Skipped { offset, .. }] = items.as_slice() else { panic!("{items:?}") };
            assert!(bytes[*offset as usize..].starts_with(b"@book{b"), "{offset}");
        }
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
