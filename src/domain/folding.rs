//! Text as it is compared: е for ё, no case, no accents.

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
    for letter in text.nfc().flat_map(char::to_lowercase) {
        match letter {
            'ё' => folded.push('е'),
            'й' => folded.push('й'),
            it if it.is_ascii() => folded.push(it),
            it => folded.extend(std::iter::once(it).nfd().filter(|it| !is_combining_mark(*it))),
        }
    }
    folded
}

/// The words of a text, folded, in order.
pub fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    folded.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}

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
        assert_eq!(folded("и\u{306}"), "й");
    }
}
