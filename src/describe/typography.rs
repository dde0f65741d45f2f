//! Typography: spaces that hold, dashes, ranges. Words are never changed.

use super::marks::drawn_marks;
use crate::domain::Lang;

const NBSP: char = '\u{a0}';

/// The text with ordinary spaces in place of non-breaking ones.
pub fn plain_spaces(text: &str) -> String {
    text.replace([NBSP, '\u{202f}'], " ")
}

/// Where initials stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// After the surname where there is one before them, as in headings: "Чехов А. П. Степь".
    Headings,
    /// Before the surname: "А. П. Чехов".
    Sentences,
}

/// Binds what must not be torn apart: initials and their surname, "№ 5", "251 с.", "Т. 2", a dash to the word before
/// it.
pub(super) fn bind(text: &str, names: Names) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut bound = String::with_capacity(text.len());
    let mut follow_surname = false;
    for (i, word) in words.iter().enumerate() {
        bound.push_str(word);
        let before = i.checked_sub(1).and_then(|it| words.get(it)).copied().unwrap_or_default();
        if is_initial(word) && !is_initial(before) {
            follow_surname = names == Names::Headings && is_surname(before);
        }
        if let Some(next) = words.get(i + 1) {
            let holds = match (is_initial(word), is_initial(next)) {
                (true, true) => true,
                (true, false) => !follow_surname && next.starts_with(char::is_uppercase) || holds(word, next),
                (false, true) => names == Names::Headings && is_surname(word) || holds(word, next),
                (false, false) => holds(word, next),
            };
            bound.push(if holds { NBSP } else { ' ' });
        }
    }
    bound
}

fn is_initial(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.ends_with('.') && word.chars().count() <= 3
}

fn is_surname(word: &str) -> bool {
    let is_letter = |it: char| it.is_alphabetic() || "-’'".contains(it);
    word.starts_with(char::is_uppercase) && word.chars().count() > 1 && word.chars().all(is_letter)
}

fn holds(word: &str, next: &str) -> bool {
    let is_number = |it: &str| it.starts_with(|it: char| it.is_ascii_digit());
    let is_label = matches!(word, "№" | "Т." | "С." | "Кн." | "Ч." | "Вып." | "вып.");
    let is_unit = matches!(next.trim_end_matches([',', '.', ';', ':']), "с" | "г" | "гг" | "т" | "л" | "см");
    let is_until = matches!(next, "до" | "по");
    let is_dash = matches!(next, "—" | "–" | ":" | ";" | "/" | "=");
    // «т. е.», «и т. д.»; the thousands of «1 000 000».
    let is_short = matches!(word, "т." | "н." | "до") && is_abbreviation(next);
    let digits = |it: &str| it.chars().all(|it| it.is_ascii_digit()).then_some(it.len());
    let is_thousand = digits(word).is_some_and(|it| (1..=3).contains(&it))
        && digits(next.trim_end_matches([',', '.', ';', ':'])) == Some(3);
    (is_label && is_number(next)) || (is_number(word) && (is_unit || is_until)) || is_dash || is_short || is_thousand
}

/// «д.», «е.», «п.», «э.»: a letter with a point.
fn is_abbreviation(word: &str) -> bool {
    let letters = word.trim_end_matches([',', ';', ':', ')']).strip_suffix('.');
    letters.is_some_and(|it| it.chars().count() == 1 && it.chars().all(char::is_lowercase))
}

/// Prepositions, conjunctions and particles of one or two letters stay with the next word.
fn is_short_word(word: &str) -> bool {
    let letters = word.trim_start_matches(['(', '«', '„', '"']);
    let n = letters.chars().count();
    (1..=2).contains(&n) && letters.chars().all(char::is_alphabetic)
}

/// Quotation marks, dashes and holding spaces as Russian and English books have them; soft hyphens are taken out.
pub fn polish(text: &str, lang: Lang) -> String {
    // Where a word may be split is decided when it is set.
    let text = text.replace(['\u{ad}', '\u{feff}'], "");
    let dashed = drawn_marks(&text, lang).replace(" - ", " — ").replace(" -- ", " — ");
    dashed.split('\n').map(bind_line).collect::<Vec<_>>().join("\n")
}

fn bind_line(line: &str) -> String {
    let line = bind(&line.split(' ').map(ranged).collect::<Vec<_>>().join(" "), Names::Sentences);
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

/// Years from one to another with the dash of a range in place of a hyphen: "1941–1945".
fn ranged(word: &str) -> String {
    let is_year = |it: &str| it.len() == 4 && it.chars().all(|it| it.is_ascii_digit());
    let core = word.trim_matches(|it: char| !it.is_ascii_digit());
    let years = core.split_once('-').filter(|(from, to)| is_year(from) && is_year(to) && from < to);
    years.map_or_else(|| word.to_owned(), |(from, to)| word.replace(core, &format!("{from}–{to}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_numbers_and_dashes_hold() {
        let heading = bind("Певзнер М. М. Вулканизм / под ред. А. С. Иванова. – 251 с.", Names::Headings);
        assert_eq!(heading.replace(NBSP, "_"), "Певзнер_М._М. Вулканизм_/ под ред. А._С._Иванова._– 251_с.",);
        let sentence = bind("Памяти А. С. Пушкина", Names::Sentences);
        assert_eq!(sentence.replace(NBSP, "_"), "Памяти А._С._Пушкина");
        assert_eq!(bind("№ 5 и Т. 2", Names::Headings).replace(NBSP, "_"), "№_5 и Т._2");
    }

    #[test]
    fn straight_quotes_become_guillemets_and_hyphens_dashes() {
        let polished = plain_spaces(&polish("Книга \"Записки врача\" - о жизни", Lang::Ru));
        assert_eq!(polished, "Книга «Записки врача» — о жизни");
    }

    #[test]
    fn years_have_a_dash_and_thousands_hold_together() {
        let polished = polish("Письма 1941-1945 гг., 1 000 000 книг, и т. д.", Lang::Ru);
        assert_eq!(polished.replace(NBSP, "_"), "Письма 1941–1945_гг., 1_000_000 книг, и_т._д.");
        // A telephone, a hyphen in a word and a number of something else are left alone.
        for text in ["12-34-56", "2020-19", "5-10", "кое-кто"] {
            assert_eq!(polish(text, Lang::Ru), text);
        }
        assert_eq!(polish("энцикло\u{ad}педия", Lang::Ru), "энциклопедия");
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
