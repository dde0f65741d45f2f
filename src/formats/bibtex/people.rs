//! Who made what an entry tells of: authors, and the others with what they did in the words of a reference.
//!
//! What a chapter inherits from its book is kept apart from what the chapter says of itself: it belongs to the book.

use super::entries::Entry;
use super::latex::text as plain;
use super::{is_russian, original};
use crate::domain::PersonRole;
use crate::formats::references::{Reference, named};
use crate::formats::text::tidy;

/// What stands before the name of a field that was inherited from the book of a chapter.
pub(super) const OF_HOST: &str = "host ";

/// Fields that tell who made the book: a chapter leaves them to its book.
pub(super) fn is_of_the_book(field: &str) -> bool {
    FIELDS.iter().any(|it| it.0 == field)
        || matches!(field, "editortype" | "editoratype" | "credits" | "origlanguage" | "volumes" | "titleaddon")
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
    ("introduction", PersonRole::Author, ("вступ. ст.", "introd. by")),
    ("foreword", PersonRole::Author, ("предисл.", "foreword by")),
    ("afterword", PersonRole::Author, ("послесл.", "afterword by")),
    ("serieseditor", PersonRole::Author, ("ред. серии", "series ed. by")),
];

/// Puts the people of an entry into its record, those of its book into the host.
pub(super) fn add(entry: &Entry, reference: &mut Reference) {
    for name in names(entry.get(&["author"])) {
        match body(&name) {
            Some(body) => reference.record.bodies.push(body),
            None => reference.add_person(&in_order(&plain(&name)), PersonRole::Author),
        }
    }
    let is_chapter = matches!(entry.kind.as_str(), "incollection" | "inproceedings" | "conference" | "inreference");
    add_others(entry, "", reference, |field| !(is_chapter && field.starts_with("editor")));
    let mut host = Reference::default();
    // The author of the book is named only where the chapter is somebody else's.
    if entry.get(&["bookauthor"]) != entry.get(&["author"]) {
        for name in names(entry.get(&["bookauthor"])) {
            host.record.contributors.extend(named(&in_order(&plain(&name)), PersonRole::Other(String::new())));
        }
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
        to.record.contributors.push(crate::domain::Person {
            family: words,
            role: PersonRole::Other(String::new()),
            ..crate::domain::Person::default()
        });
    }
    for (name, role, deeds) in FIELDS.iter().filter(|it| wanted(it.0)) {
        for person in names(field(name)) {
            match body(&person) {
                Some(body) => to.record.bodies.push(body),
                None => {
                    let role = role_of(entry, prefix, name, role, *deeds);
                    to.record.contributors.extend(named(&in_order(&plain(&person)), role));
                }
            }
        }
    }
}

/// The role in a field: an editor may be a compiler, a translator translates from a language.
fn role_of(entry: &Entry, prefix: &str, field: &str, role: &PersonRole, deeds: (&str, &str)) -> PersonRole {
    let kind = entry.get(&[format!("{prefix}{field}type").as_str()]);
    match (role, kind.trim()) {
        (PersonRole::Editor, "compiler") => PersonRole::Compiler,
        (PersonRole::Editor, "geneditor") if is_russian(entry) => PersonRole::Other("общ. ред.".into()),
        (PersonRole::Editor, "gecompiler") if is_russian(entry) => PersonRole::Other("общ. ред. и сост.".into()),
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
