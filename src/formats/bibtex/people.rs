//! Who made what an entry tells of: authors, and the others with what they did in the words of a reference.
//!
//! What a chapter inherits from its book is kept apart from what the chapter says of itself: it belongs to the book.

use super::entries::Entry;
use super::latex::text as plain;
use super::{is_russian, original};
use crate::domain::{Person, PersonRole};
use crate::formats::references::{Reference, named};
use crate::formats::text::tidy;

/// What stands before the name of a field that was inherited from the book of a chapter.
pub(super) const OF_HOST: &str = "host ";

/// Fields that tell who made the book: a chapter leaves them to its book.
pub(super) fn is_of_the_book(field: &str) -> bool {
    FIELDS.iter().any(|it| it.0 == field)
        || matches!(field, "editortype" | "editoratype" | "credits" | "origlanguage" | "titleaddon")
        || matches!(field, "volumes" | "parts" | "books" | "eventtitle" | "eventdate" | "venue")
}

/// Field, what its people did in Russian and in English.
const FIELDS: [(&str, PersonRole, (&str, &str)); 11] = [
    ("compiler", PersonRole::Compiler, ("", "")),
    ("editor", PersonRole::Editor, ("", "")),
    ("editora", PersonRole::Editor, ("", "")),
    ("translator", PersonRole::Translator, ("", "")),
    ("illustrator", PersonRole::Illustrator, ("", "")),
    ("annotator", PersonRole::Author, ("примеч.", "annot. by")),
    ("commentator", PersonRole::Author, ("коммент.", "comment. by")),
    ("introduction", PersonRole::Author, ("вступ. ст.", "with an introd. by")),
    ("foreword", PersonRole::Author, ("предисл.", "with a forew. by")),
    ("afterword", PersonRole::Author, ("послесл.", "with an afterw. by")),
    ("serieseditor", PersonRole::Author, ("ред. серии", "series ed. by")),
];

/// Puts the people of an entry into its record, those of its book into the host.
pub(super) fn add(entry: &Entry, reference: &mut Reference) {
    for name in names(entry.get(&["author"])) {
        match body(&name) {
            Some(body) => reference.record.bodies.push(body),
            None => reference.record.authors.extend(person(&name, PersonRole::Author)),
        }
    }
    let is_chapter = matches!(
        entry.kind.as_str(),
        "inbook" | "bookinbook" | "suppbook" | "incollection" | "inproceedings" | "conference" | "inreference"
    );
    add_others(entry, "", reference, |field| !(is_chapter && field.starts_with("editor")));
    let mut host = Reference::default();
    // The author of the book is named only where the chapter is somebody else's.
    let of_book = names(entry.get(&["bookauthor"])).into_iter();
    let of_book: Vec<Person> = of_book.filter_map(|it| person(&it, PersonRole::Other(String::new()))).collect();
    let families = |people: &[Person]| people.iter().map(|it| it.family.clone()).collect::<Vec<_>>();
    if families(&of_book) != families(&reference.record.authors) {
        host.record.contributors.extend(of_book);
    }
    if is_chapter {
        add_others(entry, "", &mut host, |field| field.starts_with("editor"));
    }
    let is_edited = host.record.contributors.iter().any(|it| it.role != PersonRole::Other(String::new()));
    if !is_edited {
        add_others(entry, OF_HOST, &mut host, |_| true);
    }
    reference.record.bodies.append(&mut host.record.bodies);
    reference.of_host = host.record.contributors;
}

fn add_others(entry: &Entry, prefix: &str, to: &mut Reference, wanted: impl Fn(&str) -> bool) {
    let field = |name: &str| entry.get(&[format!("{prefix}{name}").as_str()]);
    let words = tidy(&plain(field("credits")));
    if !words.is_empty() && wanted("credits") {
        to.record.contributors.push(Person {
            family: words,
            role: PersonRole::Other(String::new()),
            ..Person::default()
        });
    }
    for (name, role, deeds) in FIELDS.iter().filter(|it| wanted(it.0)) {
        for deed in roles_of(entry, prefix, name, role, *deeds) {
            add_named(&names(field(name)), &deed, entry, to);
        }
    }
}

/// Adds the people of a list; "and others" goes with the last of them, to stand in the statement as a book has it.
fn add_named(list: &[String], role: &PersonRole, entry: &Entry, to: &mut Reference) {
    for name in list {
        let others = if is_russian(entry) { " [и др.]" } else { " [et al.]" };
        match (body(name), to.record.contributors.last_mut()) {
            // What stands in braces is told as it is: "В. Белов при участии С. Юдина".
            (Some(family), _) => {
                to.record.contributors.push(Person { family, role: role.clone(), ..Person::default() });
            }
            (None, Some(last)) if name == "others" && last.role == *role => last.family.push_str(others),
            (None, _) => to.record.contributors.extend(person(name, role.clone())),
        }
    }
}

/// The roles in a field: an editor may be a compiler, or both.
fn roles_of(entry: &Entry, prefix: &str, field: &str, role: &PersonRole, deeds: (&str, &str)) -> Vec<PersonRole> {
    let kind = entry.get(&[format!("{prefix}{field}type").as_str()]);
    if *role == PersonRole::Editor && kind.trim() == "gecompiler" && is_russian(entry) {
        return vec![PersonRole::Compiler, PersonRole::Other("общ. ред.".into())];
    }
    vec![role_of(entry, prefix, kind.trim(), role, deeds)]
}

/// An editor may be a compiler, a translator translates from a language.
fn role_of(entry: &Entry, prefix: &str, kind: &str, role: &PersonRole, deeds: (&str, &str)) -> PersonRole {
    match (role, kind) {
        (PersonRole::Editor, "compiler") => PersonRole::Compiler,
        (PersonRole::Editor, "geneditor") if is_russian(entry) => PersonRole::Other("общ. ред.".into()),
        (PersonRole::Editor, "editorcollaborator") if is_russian(entry) => PersonRole::Other("при ред. уч.".into()),
        (PersonRole::Translator, _) => {
            original(entry, prefix).map_or_else(|| PersonRole::Translator, PersonRole::Other)
        }
        (PersonRole::Author, _) => PersonRole::Other(if is_russian(entry) { deeds.0 } else { deeds.1 }.into()),
        _ => role.clone(),
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

/// A person; words in braces are one word: "С. М. {Кравчинского (Степняка)}". "and others" is none.
fn person(name: &str, role: PersonRole) -> Option<Person> {
    // Stands for a space that parts no words.
    const BOND: char = '\u{e000}';
    let mut depth = 0_i32;
    let bound = name.chars().map(|it| {
        depth += i32::from(it == '{') - i32::from(it == '}');
        if it == ' ' && depth > 0 { BOND } else { it }
    });
    let bound: String = bound.collect();
    let mut person = named(&in_order(&plain(&bound)), role)?;
    for part in [&mut person.family, &mut person.given, &mut person.initials] {
        *part = part.replace(BOND, " ");
    }
    Some(person)
}

/// A name that stands in braces as a whole is a body, not a person.
fn body(name: &str) -> Option<String> {
    let inner = name.trim().strip_prefix('{')?.strip_suffix('}')?;
    (!inner.contains(['{', '}']) && inner.contains(' ')).then(|| tidy(&plain(inner)))
}

/// "Имре Лакатос", "Ludwig van Beethoven", "van Dalen, D.", "King, Jr., Martin" → family, given names.
fn in_order(name: &str) -> String {
    let parts: Vec<&str> = name.split(',').map(str::trim).collect();
    match parts.as_slice() {
        [family, given] => match family.rsplit_once(' ') {
            Some((particle, family)) if particle.split(' ').all(|it| it.starts_with(char::is_lowercase)) => {
                format!("{family}, {given} {particle}")
            }
            _ => name.to_owned(),
        },
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
            // A particle follows the given names: "Бовуар, Симона де".
            let n_particles = family.iter().take_while(|it| starts_small(it)).count().min(family.len() - 1);
            let (particles, family) = family.split_at(n_particles);
            format!("{}, {}", family.join(" "), [given, particles].concat().join(" "))
        }
    }
}
