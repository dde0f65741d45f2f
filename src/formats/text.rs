//! What every reader does with text: tidy it, take numbers out of it, take names apart.

use crate::domain::{Person, PersonRole};

/// Trims spaces and drops the marks around words that sorting passes over.
pub(super) fn tidy(text: &str) -> String {
    let is_mark = |it: char| matches!(it, '\u{88}' | '\u{89}' | '\u{98}' | '\u{9c}' | '\u{fe20}');
    let is_odd = |it: char| is_mark(it) || it.is_control() || it.is_whitespace() && it != ' ';
    let text = text.trim();
    // Nearly all text is tidy as it is.
    if !text.contains("  ") && (is_plain(text) || !text.chars().any(is_odd)) {
        return text.to_owned();
    }
    let kept: String = text.chars().filter(|it| !is_mark(*it) && (!it.is_control() || *it == '\n')).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether no letter can be a mark, a control or an odd space, by the bytes such letters begin with.
fn is_plain(text: &str) -> bool {
    let may_begin_odd = |it: u8| it < 0x20 || it == 0x7f || matches!(it, 0xc2 | 0xe1..=0xe3 | 0xef);
    // All bytes are looked at: many at a time are quicker than as few as possible.
    !text.bytes().fold(false, |is_odd, it| is_odd | may_begin_odd(it))
}

/// Takes the number out of an ISBN field: "978-5-02-0 (в пер.)" gives the number alone.
pub(super) fn isbn_number(text: &str) -> String {
    let text = text.trim().trim_start_matches("ISBN").trim_start();
    let is_part = |it: char| {
        it.is_ascii_digit() || matches!(it, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | 'X' | 'x' | 'Х' | 'х' | ' ')
    };
    let end = text.find(|it: char| !is_part(it)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default().trim().to_owned()
}

/// Statements joined as a description joins them.
pub(super) fn joined(parts: impl IntoIterator<Item = String>, separator: &str) -> String {
    parts.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(separator)
}

/// "Дарвин Ч.", "Дарвин, Чарльз", "Чарльз Дарвин", "Agatha Christie".
pub(super) fn person(name: &str, role: PersonRole) -> Person {
    let is_initial = |it: &str| it.ends_with('.') && it.chars().count() <= 7;
    if let Some((family, given)) = name.split_once(',') {
        let given = given.trim();
        let (initials, given) = if given.split_whitespace().all(is_initial) { (given, "") } else { ("", given) };
        return Person {
            family: family.trim().into(),
            initials: initials.into(),
            given: given.into(),
            role,
            ..Person::default()
        };
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let (family, initials, given) = match words.as_slice() {
        [] => (String::new(), String::new(), String::new()),
        [one] => ((*one).to_owned(), String::new(), String::new()),
        [family, rest @ ..] if rest.iter().all(|it| is_initial(it)) => {
            ((*family).to_owned(), rest.join(" "), String::new())
        }
        [rest @ .., family] if rest.iter().all(|it| is_initial(it)) => {
            ((*family).to_owned(), rest.join(" "), String::new())
        }
        [rest @ .., family] if name.is_ascii() => ((*family).to_owned(), String::new(), rest.join(" ")),
        [family, rest @ ..] => ((*family).to_owned(), String::new(), rest.join(" ")),
    };
    Person { family, initials, given, role, ..Person::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isbn_loses_what_is_not_its_number() {
        assert_eq!(isbn_number("5-238-00141-Х (в пер.)"), "5-238-00141-Х");
        assert_eq!(isbn_number("1555535291 (cloth : alk. paper)"), "1555535291");
        assert_eq!(isbn_number("(в пер.)"), "");
    }

    #[test]
    fn marks_for_sorting_are_dropped() {
        assert_eq!(tidy("\u{88}L'\u{89}altra  faccia "), "L'altra faccia");
    }

    #[test]
    fn names_are_taken_apart_in_every_order() {
        let check = |name: &str, family: &str, rest: &str| {
            let person = person(name, PersonRole::Author);
            assert_eq!(
                (person.family.as_str(), format!("{}{}", person.initials, person.given).as_str()),
                (family, rest),
                "{name}"
            );
        };
        check("Agatha Christie", "Christie", "Agatha");
        check("Дарвин, Чарльз", "Дарвин", "Чарльз");
        check("Дарвин Ч.", "Дарвин", "Ч.");
        check("Ч. Дарвин", "Дарвин", "Ч.");
    }
}
