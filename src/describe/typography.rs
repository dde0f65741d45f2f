//! Russian typography: spaces that hold, dashes, quotation marks. Words are never changed.

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
    (is_label && is_number(next)) || (is_number(word) && (is_unit || is_until)) || is_dash
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
    let line = bind(line, Names::Sentences);
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
