//! BibTeX and BibLaTeX → records.
//!
//! Entries inherit from `crossref` and `xdata`, so a file is read whole; it is small. What an entry inherits is
//! never more than one entry says: chains end after a few steps.

mod documents;
mod entries;
mod latex;
mod numbers;
mod people;

use std::collections::HashMap;
use std::ops::ControlFlow;

use entries::{Entry, Parsed};
use latex::text as plain;
use numbers::{edition, event, in_a_set, issue_of_journal, numbered, titled, volume, volumes, year};

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
    // An abstract of a thesis, or a page of a site, takes over everything as it is.
    let is_chapter = kind_of(&entry.kind) == RecordKind::Article;
    let is_volume = matches!(entry.kind.as_str(), "book" | "collection" | "proceedings" | "reference");
    let of_volume = parents.iter().any(|it| !it.get(&["maintitle"]).is_empty());
    let (kind, own_title) = (entry.kind.clone(), entry.get(&["title"]).to_owned());
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
            // A volume takes the title of its set, a chapter the title of its book; another edition takes none.
            "title" if is_volume && value == own_title.as_str() => {}
            // A part of a volume is called as the volume is, in the set of that.
            "title" if is_volume && own_title.is_empty() && of_volume => add("title", value),
            "title" if is_volume => add("maintitle", value),
            "subtitle" if is_volume => add("mainsubtitle", value),
            "title" if is_chapter => add("booktitle", value),
            "subtitle" if is_chapter => add("booksubtitle", value),
            "author" if is_chapter => {
                add("bookauthor", value);
                // A chapter of one author's book is by that author, unless it names its own.
                if matches!(kind.as_str(), "inbook" | "bookinbook" | "suppbook") {
                    add("author", value);
                }
            }
            name if is_chapter && people::is_of_the_book(name) => add(&format!("{}{name}", people::OF_HOST), value),
            "crossref" | "xdata" | "ids" | "label" | "shorttitle" | "pages" => {}
            _ => add(name, value),
        }
    }
    entry
}

fn kind(entry: &Entry) -> RecordKind {
    match kind_of(&entry.kind) {
        RecordKind::Book if !entry.get(&["maintitle"]).is_empty() => RecordKind::Part,
        kind => kind,
    }
}

fn kind_of(name: &str) -> RecordKind {
    match name {
        "article" | "suppperiodical" | "inbook" | "incollection" | "inproceedings" | "conference" | "inreference"
        | "bookinbook" | "suppbook" | "suppcollection" => RecordKind::Article,
        "periodical" => RecordKind::Serial,
        _ => RecordKind::Book,
    }
}

fn record(entry: &Entry) -> BookRecord {
    let get = |names: &[&str]| tidy(&plain(entry.get(names)));
    let kind = kind(entry);
    let mut reference = Reference::default();
    let record = &mut reference.record;
    record.kind = kind;
    record.title = get(if kind == RecordKind::Part { &["title", "subtitle", "maintitle"] } else { &["title"] });
    record.subtitle = subtitle(entry, kind);
    record.place = get(&["location", "address"]).replace(" and ", ", ");
    record.publisher = get(&["publisher", "institution", "school", "organization"]);
    record.year = year(&get(&["year", "date"]));
    record.edition = edition(&get(&["edition"]), entry, &record.title);
    record.doi = documents::doi(entry);
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
    put_numbers(entry, &mut reference);
    reference.pages = get(if kind == RecordKind::Article { &["pages"] } else { &["pagetotal", "numpages", "pages"] })
        .replace(" - ", "-");
    reference.number = get(&["isbn", "issn"]);
    people::add(entry, &mut reference);
    documents::add(entry, &mut reference.record);
    reference.finish()
}

/// Puts volume, issue and series where a work of its kind has them.
fn put_numbers(entry: &Entry, reference: &mut Reference) {
    let get = |names: &[&str]| tidy(&plain(entry.get(names)));
    let is_journal = entry.kind == "article" || !entry.get(&["journaltitle", "journal"]).is_empty();
    reference.issue = get(&["number", "issue"]);
    match reference.record.kind {
        RecordKind::Serial => {
            let volume = volume(entry);
            reference.record.volume = [volume, issue_of_journal(entry)]
                .into_iter()
                .filter(|it| !it.is_empty())
                .collect::<Vec<_>>()
                .join(", ");
        }
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
            reference.issue = issue_of_journal(entry);
            if reference.issue.is_empty() {
                reference.volume = titled(std::mem::take(&mut reference.volume), entry);
            }
            reference.record.publisher.clear();
        }
        _ if !reference.inside.is_empty() => {
            let number = std::mem::take(&mut reference.issue);
            reference.record.series.extend(numbered(std::mem::take(&mut reference.inside), &number));
            reference.volume = volume(entry);
        }
        _ => reference.volume = volume(entry),
    }
}

/// Other title information: the subtitle, the number of volumes, and what a translation without a translator is.
fn subtitle(entry: &Entry, kind: RecordKind) -> String {
    let get = |name: &str| tidy(&plain(entry.get(&[name])));
    // The subtitle of a volume without a title is its title.
    let is_title = kind == RecordKind::Part && entry.get(&["title"]).is_empty();
    let own = if is_title { String::new() } else { get("subtitle") };
    let mut parts = vec![own, documents::kind_of_thesis(entry), get("titleaddon"), event(entry, "")];
    if kind == RecordKind::Book && entry.get(&["volume"]).is_empty() {
        parts.extend(volumes(entry, "", entry.get(&["title"])));
    }
    // Where those who translated the book are told, the chapter does not tell it once more.
    if entry.get(&["translator", "host translator"]).is_empty() && is_russian(entry) {
        parts.extend(original(entry, ""));
    }
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" : ")
}

fn is_english(entry: &Entry) -> bool {
    let language = entry.get(&["langid", "language"]).trim().to_lowercase();
    language.is_empty() || ["english", "american", "british", "usenglish", "ukenglish"].contains(&language.as_str())
}

fn is_russian(entry: &Entry) -> bool {
    entry.get(&["langid", "language"]).starts_with("russian")
}

/// "пер. с фр." of a Russian translation, "trans. from the French by" of an English one.
fn original(entry: &Entry, prefix: &str) -> Option<String> {
    const LANGUAGES: [(&str, [&str; 3]); 15] = [
        ("english", ["англ.", "English", "l’anglais"]),
        ("french", ["фр.", "French", "le français"]),
        ("german", ["нем.", "German", "l’allemand"]),
        ("italian", ["ит.", "Italian", "l’italien"]),
        ("spanish", ["исп.", "Spanish", "l’espagnol"]),
        ("portuguese", ["порт.", "Portuguese", "le portugais"]),
        ("russian", ["рус.", "Russian", "le russe"]),
        ("latin", ["лат.", "Latin", "le latin"]),
        ("greek", ["греч.", "Greek", "le grec"]),
        ("danish", ["дат.", "Danish", "le danois"]),
        ("swedish", ["швед.", "Swedish", "le suédois"]),
        ("polish", ["пол.", "Polish", "le polonais"]),
        ("czech", ["чеш.", "Czech", "le tchèque"]),
        ("dutch", ["гол.", "Dutch", "le néerlandais"]),
        ("hungarian", ["венг.", "Hungarian", "le hongrois"]),
    ];
    let from = entry.get(&[format!("{prefix}origlanguage").as_str()]);
    let known = |name: &str| LANGUAGES.iter().find(|it| it.0 == name.trim()).map(|it| it.1);
    let known: Vec<_> = from.split(" and ").map(known).collect::<Option<_>>()?;
    let names = |of: fn(&[&str; 3]) -> String, and: &str| known.iter().map(of).collect::<Vec<_>>().join(and);
    if is_russian(entry) {
        return Some(format!("пер. с {}", names(|it| it[0].to_owned(), " и ")));
    }
    match entry.get(&["langid", "language"]).trim() {
        "english" | "american" | "british" => {
            Some(format!("trans. from {} by", names(|it| format!("the {}", it[1]), " and ")))
        }
        "french" => {
            let from = |it: &[&str; 3]| format!("de {}", it[2]).replace("de le ", "du ");
            Some(format!("trad. {} par", names(from, " et ")))
        }
        _ => None,
    }
}

fn host(entry: &Entry, kind: RecordKind, edition: &mut String) -> Host {
    let mut parts = vec![tidy(&plain(entry.get(&["booksubtitle", "mainsubtitle", "journalsubtitle"])))];
    if kind == RecordKind::Part {
        parts.extend(volumes(entry, "", entry.get(&["maintitle"])));
    } else {
        parts.extend([tidy(&plain(entry.get(&["host titleaddon"]))), event(entry, people::OF_HOST)]);
        if entry.get(&["maintitle"]).is_empty() || entry.get(&["booktitle"]).is_empty() {
            parts.extend(volumes(entry, people::OF_HOST, entry.get(&["booktitle"])));
        }
        if entry.get(&["host translator"]).is_empty() && is_russian(entry) {
            parts.extend(original(entry, people::OF_HOST));
        }
    }
    let subtitle = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" : ");
    let edition = if kind == RecordKind::Article { std::mem::take(edition) } else { String::new() };
    let date = if kind == RecordKind::Article { documents::day_of_issue(entry) } else { String::new() };
    Host { subtitle, edition, date, ..Host::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;
    use crate::formats::ReadItem;
    use crate::formats::tests::read_all;

    pub(super) fn records(text: &str) -> Vec<BookRecord> {
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
    fn an_abstract_takes_over_its_thesis_and_a_part_of_a_volume_its_set() {
        let all = records(
            "@thesis{t, title = {Раны}, author = {П. Р. Лунин}, type = {phdthesis}, science = {мед. наук}, langid = {russian}}\n\
             @thesis{a, crossref = {t}, type = {phdautoref}}\n\
             @mvbook{s, title = {Сочинения}, volumes = 4, langid = {russian}}\n@book{v, title = {Логика}, volume = 2, crossref = {s}}\n\
             @book{p, subtitle = {первое издание}, part = 1, crossref = {v}}",
        );
        let [_, summary, _, _, part] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!((summary.title.as_str(), summary.subtitle.as_str()), ("Раны", "автореф. дис. … канд. мед. наук"));
        let set = part.host.as_ref().unwrap();
        assert_eq!(
            (part.title.as_str(), part.volume.as_str(), part.subtitle.as_str()),
            ("Логика", "Т. 2. Ч. 1", "первое издание")
        );
        assert_eq!((set.title.as_str(), set.subtitle.as_str()), ("Сочинения", "в 4 т."));
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
        let whole =
            records("@book{a, title={X}, editor={С. М. {Кравчинского (Степняка)} and others}, langid={russian}}");
        let editor = &whole.first().unwrap().contributors[0];
        assert_eq!((editor.family.as_str(), editor.initials.as_str()), ("Кравчинского (Степняка) [и др.]", "С. М."));
        assert_eq!(families, ["Beethoven", "King Jr."]);
        assert_eq!(record.authors.first().map(|it| it.given.as_str()), Some("Ludwig van"));
        assert_eq!(record.bodies, ["Academy of Sciences"]);
    }
}
