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

/// Ends of Russian family names that given names do not have, but for those below.
const FAMILY_ENDS: [&str; 24] = [
    "ов", "ев", "ёв", "ин", "ын", "ова", "ева", "ёва", "ина", "ына", "ский", "цкий", "ой", "ская", "цкая", "ный",
    "ная", "ко", "ук", "юк", "чик", "ых", "их", "ян",
];
/// Given names with such ends.
const GIVEN: &str = "августин аделина алевтина алина альбина ангелина антонина арина бенджамин валентин валентина \
    вениамин галина демьян дина екатерина зина ирина карина каролина катарина квентин кевин константин \
    кристина лев лина лукьян люк марина марко мартин мартын нина остин полина регина робин сабина \
    севастьян северин фаина эвелина эдвин эрвин юджин яков ян";

fn may_be_family(word: &str) -> bool {
    let word = word.to_lowercase();
    FAMILY_ENDS.iter().any(|it| word.ends_with(it)) && GIVEN.split(' ').all(|it| it != word)
}

fn is_patronymic(word: &str) -> bool {
    ["вич", "ьич", "мич", "вна", "чна", "шна"].iter().any(|it| word.ends_with(it))
}

/// Does the family name stand last? It does where names are not Russian; Russian lists put it first, unless the
/// words themselves say otherwise: "Антон Павлович Чехов", "Антон Чехов".
fn is_family_last(words: &[&str]) -> bool {
    let is_cyrillic = |it: char| matches!(it, '\u{400}'..='\u{52f}');
    match words {
        _ if !words.iter().any(|it| it.contains(is_cyrillic)) => true,
        [_, middle, last] => is_patronymic(middle) && !is_patronymic(last),
        [first, last] => may_be_family(last) && !may_be_family(first),
        _ => false,
    }
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
        [rest @ .., family] if is_family_last(&words) => ((*family).to_owned(), String::new(), rest.join(" ")),
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
        check("Charlotte Brontë", "Brontë", "Charlotte");
        check("Антон Павлович Чехов", "Чехов", "Антон Павлович");
        check("Чехов Антон Павлович", "Чехов", "Антон Павлович");
        check("Чехов Антон", "Чехов", "Антон");
        check("Чарльз Дарвин", "Дарвин", "Чарльз");
        check("Константин Симонов", "Симонов", "Константин");
        check("Симонов Константин", "Симонов", "Константин");
        check("Лев Толстой", "Толстой", "Лев");
        check("Дарвин, Чарльз", "Дарвин", "Чарльз");
        check("Дарвин Ч.", "Дарвин", "Ч.");
        check("Ч. Дарвин", "Дарвин", "Ч.");
    }
}
