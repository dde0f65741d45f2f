//! Names of authors in the two orders Russian descriptions use.

use super::units::units;
use crate::domain::{BookRecord, Lang, Person};

/// GOST R 7.0.100-2018 names all authors up to this many, else the first three.
const ALL_NAMED: usize = 4;
const NAMED_OF_MANY: usize = 3;

/// Initials of a person: as recorded, else the first letters of the given names.
fn initials(person: &Person) -> String {
    let source = if person.initials.is_empty() { &person.given } else { &person.initials };
    // "Дж." and "Ю" stay, "Мария" becomes "М".
    let letter = |part: &str| {
        let is_short = part.chars().count() <= 2 && !person.initials.is_empty();
        let kept: String = if is_short { part.to_owned() } else { part.chars().take(1).collect() };
        kept + "."
    };
    let mut text = String::new();
    for name in source.split(['.', ' ', '\u{a0}']) {
        // A particle is a word of the name: "Бовуар С. де".
        if name.starts_with(char::is_lowercase) && name.chars().count() > 1 && !name.contains('-') {
            text.push(' ');
            text.push_str(name);
            continue;
        }
        for (i, part) in name.split('-').enumerate().filter(|it| !it.1.is_empty()) {
            // "Ганс-Георг" is "Г.-Г.".
            text.push_str(if i > 0 { "-" } else { " " });
            text.push_str(&letter(part));
        }
    }
    text.trim_start_matches([' ', '-']).to_owned()
}

/// "Певзнер М. М."; with a separator of ", " it is the heading of GOST R 7.0.100.
pub(super) fn inverted(person: &Person, separator: &str) -> String {
    let initials = initials(person);
    if initials.is_empty() { person.family.clone() } else { format!("{}{separator}{initials}", person.family) }
}

/// "М. М. Певзнер".
pub(super) fn direct(person: &Person) -> String {
    let initials = initials(person);
    if initials.is_empty() { person.family.clone() } else { format!("{initials} {}", person.family) }
}

/// Authors after the slash: all of up to four, else three and "[и др.]".
pub(super) fn responsibility_of(authors: &[Person], and_others: &str) -> String {
    let named = if authors.len() > ALL_NAMED { NAMED_OF_MANY } else { authors.len() };
    first_of(authors, named, and_others)
}

/// Authors after the slash in a short reference: all of up to three, else one and "[и др.]"
/// (GOST R 7.0.5-2008, 4.10.2).
pub(super) fn short_responsibility_of(authors: &[Person], and_others: &str) -> String {
    let named = if authors.len() >= ALL_NAMED { 1 } else { authors.len() };
    first_of(authors, named, and_others)
}

fn first_of(authors: &[Person], named: usize, and_others: &str) -> String {
    let names: Vec<String> = authors.iter().take(named).map(direct).collect();
    let others = if named < authors.len() { format!(" {and_others}") } else { String::new() };
    names.join(", ") + &others
}

/// Authors for a picture or a list: "Певзнер М. М.", "Белов В. В., Смирнов А. Е.", "Белов В. В. и др."; those who are
/// not named in the language of the book.
pub fn short_authors(record: &BookRecord) -> String {
    let names: Vec<String> = record.authors.iter().map(|it| inverted(it, " ")).collect();
    match names.as_slice() {
        [] => String::new(),
        [first, _, _, _, ..] => format!("{first} {}", units(record).others.trim_matches(['[', ']'])),
        _ => names.join(", "),
    }
}

/// Authors in the order they are read: "М. М. Певзнер".
pub fn direct_authors(record: &BookRecord) -> String {
    responsibility_of(&record.authors, units(record).others)
}

/// Authors on a slide of an exhibition in this language: an English one says "et al." of Russian books too.
pub(super) fn told_in(lang: Lang, authors: &str) -> String {
    match lang {
        Lang::Ru => authors.to_owned(),
        Lang::En => authors.replace(" и др.", " et al.").replace("[и др.]", "[et al.]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(family: &str, initials: &str, given: &str) -> Person {
        Person { family: family.into(), initials: initials.into(), given: given.into(), ..Person::default() }
    }

    #[test]
    fn initials_are_spaced_whatever_the_record_has() {
        assert_eq!(direct(&person("Акулова", "З.М.", "")), "З. М. Акулова");
        assert_eq!(direct(&person("Певзнер", "", "Мария Михайловна")), "М. М. Певзнер");
        assert_eq!(direct(&person("Конрад", "Дж.", "")), "Дж. Конрад");
        assert_eq!(direct(&person("Гадамер", "", "Ганс-Георг")), "Г.-Г. Гадамер");
        assert_eq!(inverted(&person("Бовуар", "", "Симона де"), " "), "Бовуар С. де");
        assert_eq!(inverted(&person("Лапланш", "Ж.-Л. А.", ""), " "), "Лапланш Ж.-Л. А.");
        assert_eq!(inverted(&person("Филарет", "", ""), ", "), "Филарет");
    }

    #[test]
    fn those_who_are_not_named_are_so_in_the_language_of_the_book_and_of_the_exhibition() {
        let record = |title: &str| BookRecord {
            title: title.into(),
            authors: ["A", "B", "C", "D", "E"].map(|it| person(it, "", "")).into(),
            ..BookRecord::default()
        };
        let (english, russian) = (record("Rivers"), record("Реки"));
        assert_eq!(short_authors(&english), "A et al.");
        assert_eq!(direct_authors(&english), "A, B, C [et al.]");
        assert_eq!(told_in(Lang::Ru, &short_authors(&russian)), "A и др.");
        assert_eq!(told_in(Lang::En, &short_authors(&russian)), "A et al.");
        assert_eq!(told_in(Lang::En, &direct_authors(&russian)), "A, B, C [et al.]");
    }
}
