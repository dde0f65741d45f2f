//! What is counted and dated in an entry: volumes, issues, editions, years, meetings.

use super::entries::Entry;
use super::is_russian;
use super::latex::text as plain;
use super::people;
use crate::formats::encoding::is_cyrillic;
use crate::formats::text::tidy;

/// "Сочинения : в 6 т. Т. 2. Наука логики": the title of a volume that has one of its own.
pub(super) fn in_a_set(entry: &Entry, volume: &str) -> String {
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
pub(super) fn numbered(series: String, number: &str) -> Option<String> {
    let number = if number.is_empty() { String::new() } else { format!(" ; {number}") };
    (!series.is_empty()).then(|| series + &number)
}

/// "Eighth Logic Colloquium, Oxford, 1963": the meeting that a book is of.
pub(super) fn event(entry: &Entry, prefix: &str) -> String {
    let get = |name: &str| tidy(&plain(entry.get(&[format!("{prefix}{name}").as_str()])));
    let title = get("eventtitle");
    let day = if title.is_empty() { String::new() } else { year(&get("eventdate")) };
    let day = day.get(..4).unwrap_or(&day).to_owned();
    let place = if title.is_empty() { String::new() } else { get("venue") };
    [title, place, day].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The number of an issue, with its name where it has one: "Winter, no. 4", "no. 55/56: On Reading".
pub(super) fn issue_of_journal(entry: &Entry) -> String {
    let get = |name: &str| tidy(&plain(entry.get(&[name])));
    let is_number = |it: &str| it.starts_with(|it: char| it.is_ascii_digit());
    let (number, issue) = (get("number"), get("issue"));
    let (name, number) = match (number.is_empty(), is_number(&issue)) {
        (true, true) => (String::new(), issue),
        (_, true) => (String::new(), number),
        (_, false) => (issue, number),
    };
    let is_plain = name.is_empty() && entry.get(&["issuetitle"]).is_empty();
    if is_plain || number.is_empty() {
        return if number.is_empty() { name } else { number };
    }
    let unit = match entry.get(&["langid", "language"]).trim() {
        "french" => "no",
        "german" | "ngerman" => "Nr.",
        _ if is_russian(entry) => "№",
        _ => "no.",
    };
    let number = if is_number(&number) { format!("{unit} {number}") } else { number };
    titled([name, number].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", "), entry)
}

/// A number with the title of the issue.
pub(super) fn titled(number: String, entry: &Entry) -> String {
    let title = tidy(&plain(entry.get(&["issuetitle"])));
    if number.is_empty() || title.is_empty() { number } else { format!("{number}: {title}") }
}

/// "в 2 т.", unless the title tells.
pub(super) fn volumes(entry: &Entry, prefix: &str, title: &str) -> Option<String> {
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
        if is_russian(entry) { ("в", ["т.", "ч.", "кн."]) } else { ("in", ["vols.", "parts", "books"]) };
    let parts = [of("volumes", units[0]), of("parts", units[1]), of("books", units[2])];
    let told = parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ");
    (!told.is_empty()).then(|| format!("{before} {told}"))
}

/// "Т. 2", "Vol. 2", "Bd. 2": a bare number gets its unit.
pub(super) fn volume(entry: &Entry) -> String {
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
    let is_russian = is_russian(entry);
    let issue = if entry.kind == "periodical" {
        String::new()
    } else {
        of("issue", if is_russian { "Вып." } else { "No." })
    };
    let parts = [of("volume", units[0]), of("part", units[1]), tidy(&plain(entry.get(&["book"]))), issue];
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(". ")
}

/// "1955/1981" is a span, "1942-03-12" a day.
pub(super) fn year(date: &str) -> String {
    let years: Vec<&str> = date.split('/').map(str::trim).collect();
    let of_day = |it: &&str| {
        it.get(..4).filter(|year| it.get(4..5) == Some("-") && year.parse::<u16>().is_ok()).map(str::to_owned)
    };
    let short: Vec<String> = years.iter().map(|it| of_day(it).unwrap_or_else(|| (*it).to_owned())).collect();
    // "2006/1" is the first issue of a year; "1978/" still goes on; "2000?" is a guess.
    if short.last().is_some_and(|it| !it.is_empty() && it.len() < 3) {
        return date.to_owned();
    }
    let text = match short.as_slice() {
        [first, last] if last.is_empty() && !first.is_empty() => format!("{first}–"),
        _ => short.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join("–"),
    };
    if text.ends_with('?') { format!("[{text}]") } else { text }
}

/// A bare number is an edition in the language of the title.
pub(super) fn edition(edition: &str, entry: &Entry, title: &str) -> String {
    let is_number = !edition.is_empty() && edition.chars().all(|it| it.is_ascii_digit());
    if !is_number {
        return edition.to_owned();
    }
    match entry.get(&["langid", "language"]).trim() {
        "german" | "ngerman" => return format!("{edition}. Aufl."),
        "french" => return format!("{edition}e éd."),
        _ if title.contains(is_cyrillic) => return format!("{edition}-е изд."),
        _ => {}
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

    #[test]
    fn editions_and_years_are_written_out() {
        let of = |language: &str| Entry { fields: vec![("langid".into(), language.into())], ..Entry::default() };
        let edition = |number: &str, language: &str, title: &str| edition(number, &of(language), title);
        assert_eq!(edition("2", "", "Мир"), "2-е изд.");
        assert_eq!([edition("2", "english", "World"), edition("12", "", "World")], ["2nd ed.", "12th ed."]);
        assert_eq!([edition("5", "german", "Welt"), edition("2", "french", "Monde")], ["5. Aufl.", "2e éd."]);
        assert_eq!(year("2006/1"), "2006/1");
        assert_eq!((year("1955/1981"), year("1942-03-12")), ("1955–1981".to_owned(), "1942".to_owned()));
    }
}
