//! Russian typography: spaces that hold, dashes, quotation marks. Words are never changed.

use crate::domain::Lang;

const NBSP: char = '\u{a0}';

/// The text with ordinary spaces in place of non-breaking ones.
pub fn plain_spaces(text: &str) -> String {
    text.replace([NBSP, '\u{202f}'], " ")
}

/// Binds what must not be torn apart: initials, "№ 5", "251 с.", "Т. 2", a dash to the word before it.
pub(super) fn bind(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut bound = String::with_capacity(text.len());
    for (i, word) in words.iter().enumerate() {
        bound.push_str(word);
        if let Some(next) = words.get(i + 1) {
            bound.push(if holds(word, next) { NBSP } else { ' ' });
        }
    }
    bound
}

fn holds(word: &str, next: &str) -> bool {
    let is_initial = |it: &str| {
        let mut letters = it.chars();
        letters.next().is_some_and(char::is_uppercase) && it.ends_with('.') && it.chars().count() <= 3
    };
    let starts_upper = |it: &str| it.starts_with(char::is_uppercase);
    let is_number = |it: &str| it.starts_with(|it: char| it.is_ascii_digit());
    let is_label = matches!(word, "№" | "Т." | "С." | "Кн." | "Ч." | "Вып." | "вып.");
    let is_unit = matches!(next.trim_end_matches([',', '.', ';', ':']), "с" | "г" | "гг" | "т" | "л" | "см");
    let is_until = matches!(next, "до" | "по");
    let is_dash = matches!(next, "—" | "–" | ":" | ";" | "/" | "=");
    (is_initial(word) && starts_upper(next))
        || (is_label && is_number(next))
        || (is_number(word) && (is_unit || is_until))
        || is_dash
}

/// Prepositions, conjunctions and particles of one or two letters stay with the next word.
fn is_short_word(word: &str) -> bool {
    let letters = word.trim_start_matches(['(', '«', '„', '"']);
    let n = letters.chars().count();
    (1..=2).contains(&n) && letters.chars().all(char::is_alphabetic)
}

/// Quotation marks, dashes and holding spaces as Russian books have them; English keeps its quotation marks.
pub fn polish(text: &str, lang: Lang) -> String {
    let quoted = if lang == Lang::Ru { quotes(text) } else { text.to_owned() };
    let dashed = quoted.replace(" - ", " — ").replace(" -- ", " — ");
    dashed.split('\n').map(bind_line).collect::<Vec<_>>().join("\n")
}

fn bind_line(line: &str) -> String {
    let line = bind(line);
    let words: Vec<&str> = line.split(' ').collect();
    let mut bound = String::with_capacity(line.len());
    for (i, word) in words.iter().enumerate() {
        bound.push_str(word);
        if i + 1 < words.len() {
            let last = word.rsplit(NBSP).next().unwrap_or_default();
            bound.push(if is_short_word(last) { NBSP } else { ' ' });
        }
    }
    bound
}

/// Straight quotation marks become «ёлочки» by what stands before them.
fn quotes(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len());
    let mut before = ' ';
    for letter in text.chars() {
        let opens = before.is_whitespace() || "([{—–-«".contains(before);
        quoted.push(match letter {
            '"' if opens => '«',
            '"' => '»',
            other => other,
        });
        before = letter;
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_numbers_and_dashes_hold() {
        assert_eq!(
            bind("Певзнер М. М. Вулканизм – 251 с."),
            "Певзнер М.\u{a0}М. Вулканизм\u{a0}– 251\u{a0}с.".replace("М. В", "М.\u{a0}В")
        );
        assert_eq!(bind("№ 5 и Т. 2"), "№\u{a0}5 и Т.\u{a0}2");
    }

    #[test]
    fn straight_quotes_become_guillemets_and_hyphens_dashes() {
        let polished = plain_spaces(&polish("Книга \"Записки врача\" - о жизни", Lang::Ru));
        assert_eq!(polished, "Книга «Записки врача» — о жизни");
    }

    #[test]
    fn polishing_twice_is_polishing_once_and_keeps_every_word() {
        for text in ["Чехов А. П. \"Рассказы\" - в 2 т.", "", "а", "  два  пробела ", "№ 5\nи — \"\""]
        {
            let once = polish(text, Lang::Ru);
            assert_eq!(polish(&once, Lang::Ru), once);
            let letters = |it: &str| it.chars().filter(|it| it.is_alphanumeric()).collect::<String>();
            assert_eq!(letters(&once), letters(text));
        }
    }
}
