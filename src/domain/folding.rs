//! Text as it is compared: е for ё, no case, no accents.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Cyrillic letters and their Latin ones, after GOST 7.79-2000, system B, without signs.
const LATIN: [(char, &str); 40] = [
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('д', "d"),
    ('е', "e"),
    ('ё', "yo"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('й', "j"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "x"),
    ('ц', "cz"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shh"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "yu"),
    ('я', "ya"),
    ('і', "i"),
    ('ѣ', "e"),
    ('ѳ', "f"),
    ('ә', "a"),
    ('ө', "o"),
    ('ү', "u"),
    ('ң', "n"),
];

/// Small letters without accents, е for ё; й stays itself.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        push_folded(letter, &mut folded);
    }
    folded
}

/// Folds one letter onto what is folded already. Catalogues are ASCII and Cyrillic almost whole, so those letters
/// are not looked up.
fn push_folded(letter: char, folded: &mut String) {
    match letter {
        '\0'..='\x7f' => folded.push(letter.to_ascii_lowercase()),
        'ё' | 'Ё' => folded.push('е'),
        'а'..='я' => folded.push(letter),
        'А'..='Я' => folded.push(char::from_u32(letter as u32 + 0x20).unwrap_or(letter)),
        // A breve of its own makes an и an й; every other mark is dropped.
        '\u{306}' if folded.ends_with('и') => {
            folded.pop();
            folded.push('й');
        }
        it if is_combining_mark(it) => {}
        it => {
            let plain = it.to_lowercase().nfd().filter(|it| !is_combining_mark(*it));
            folded.extend(plain);
        }
    }
}

/// The words of a text, folded, in order.
pub fn words(text: &str) -> Vec<String> {
    folded_words(text).split(' ').filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

/// Letters, digits and marks; the two usual alphabets are not looked up.
fn is_of_word(letter: char) -> bool {
    match letter {
        '\0'..='\x7f' => letter.is_ascii_alphanumeric(),
        'А'..='я' | 'ё' | 'Ё' => true,
        '«' | '»' | '\u{2010}'..='\u{201f}' | '№' | '\u{a0}' => false,
        it => it.is_alphanumeric() || is_combining_mark(it),
    }
}

/// The words of a text, folded, one space between them and none elsewhere.
pub fn folded_words(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_words(text, &mut folded);
    folded
}

/// [`folded_words`] into an empty buffer.
pub fn fold_words(text: &str, folded: &mut String) {
    let known = &*KNOWN;
    for letter in text.chars() {
        match known.get(letter as usize).copied().unwrap_or(LetterFolding::Odd) {
            LetterFolding::Letter(it) => folded.push(it),
            LetterFolding::Odd if is_of_word(letter) => push_folded(letter, folded),
            LetterFolding::Odd | LetterFolding::Gap => {
                if !folded.is_empty() && !folded.ends_with(' ') {
                    folded.push(' ');
                }
            }
        }
    }
    if folded.ends_with(' ') {
        folded.pop();
    }
}

/// What becomes of a letter.
#[derive(Clone, Copy)]
enum LetterFolding {
    Letter(char),
    /// It stands between words.
    Gap,
    /// It becomes several letters or none, or changes the one before.
    Odd,
}

/// The foldings of all letters up to the end of the Cyrillic ones, so that texts of catalogues are looked up alone.
static KNOWN: LazyLock<Vec<LetterFolding>> = LazyLock::new(|| {
    let folding = |letter: char| {
        let mut folded = String::new();
        push_folded(letter, &mut folded);
        let mut letters = folded.chars();
        match (letters.next(), letters.next()) {
            _ if !is_of_word(letter) => LetterFolding::Gap,
            (Some(it), None) if !is_combining_mark(letter) => LetterFolding::Letter(it),
            _ => LetterFolding::Odd,
        }
    };
    ('\0'..'\u{530}').map(folding).collect()
});

/// Small Cyrillic letters in Latin ones; everything else as it is.
pub fn latin(text: &str) -> String {
    let mut latin = String::with_capacity(text.len());
    for letter in text.chars() {
        match LATIN.iter().find(|it| it.0 == letter) {
            Some((_, it)) => latin.push_str(it),
            None => latin.push(letter),
        }
    }
    latin
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_keeps_letters_and_drops_accents() {
        assert_eq!(folded("Ёлка, Йод, Café, МЕДИЦИ\u{301}НА"), "елка, йод, cafe, медицина");
        assert_eq!(folded("и\u{306}ЙЎ"), "ййу");
    }

    #[test]
    fn words_stand_apart_by_one_space() {
        assert_eq!(folded_words(" «Ёж, и — ДОКТОР»: е\u{301}ж "), "еж и доктор еж");
        assert_eq!(words("616.1-089"), ["616", "1", "089"]);
    }
}
