//! Numbers of a library inside file names that say more than the number.

/// A number found in a name, and how sure it is that it is one of the library's.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Inside {
    pub(super) number: String,
    pub(super) confidence: f32,
}

/// Words that say a number of the library follows.
const MARKS: [&str; 13] = [
    "inv",
    "inventory",
    "barcode",
    "id",
    "mfn",
    "no",
    "инв",
    "инвентарный",
    "номер",
    "шифр",
    "запись",
    "штрихкод",
    "шк",
];
/// Words about the picture, not the book.
const DECORATIONS: [&str; 14] = [
    "cover",
    "covers",
    "front",
    "copy",
    "book",
    "обложка",
    "обл",
    "титул",
    "копия",
    "книга",
    "лицо",
    "edited",
    "crop",
    "final",
];
/// What cameras, telephones and scanners begin names with: the number behind is their own count.
const DEVICES: [&str; 19] = [
    "img",
    "imag",
    "image",
    "dsc",
    "dscn",
    "dscf",
    "pict",
    "pxl",
    "mvimg",
    "wp",
    "p",
    "photo",
    "scan",
    "screenshot",
    "whatsapp",
    "скан",
    "фото",
    "снимок",
    "изображение",
];
/// A bare number inside a name must have so many signs; shorter ones are years, parts and pages.
const LEAST: usize = 5;

/// Numbers in a folded name, the surest first.
pub(super) fn inside(stem: &str) -> Vec<Inside> {
    let is_gap =
        |it: char| it.is_whitespace() || matches!(it, '_' | ',' | ';' | '(' | ')' | '[' | ']' | '№' | '#' | '.');
    let words: Vec<&str> = stem.split(is_gap).filter(|it| !it.is_empty()).collect();
    let is_device =
        words.first().is_some_and(|it| DEVICES.contains(&it.trim_end_matches(|c: char| c.is_ascii_digit())));
    let mut found = Vec::new();
    for (i, word) in words.iter().enumerate().filter(|it| it.1.contains(|c: char| c.is_ascii_digit())) {
        let before = i.checked_sub(1).and_then(|it| words.get(it)).copied().unwrap_or_default();
        let is_marked = MARKS.contains(&before);
        let (marked, number) = stuck(word);
        let length = number.chars().filter(|it| it.is_alphanumeric()).count();
        let others = words.iter().enumerate().filter(|it| it.0 != i && !is_beside(it.1)).count();
        let confidence = match () {
            () if is_marked || marked => 0.9,
            () if length < LEAST || is_day(number) => continue,
            () if is_device => 0.6,
            () if others == 0 => 0.85,
            () => 0.8,
        };
        found.push(Inside { number: number.to_owned(), confidence });
    }
    found.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    found
}

/// "inv100245", "инв-5": a mark stuck to its number.
fn stuck(word: &str) -> (bool, &str) {
    let letters = word.find(|it: char| !it.is_alphabetic()).unwrap_or(0);
    let (mark, rest) = word.split_at(letters);
    let number = rest.trim_start_matches(['-', '=', ':']);
    if MARKS.contains(&mark) && !number.is_empty() { (true, number) } else { (false, word) }
}

fn is_beside(word: &str) -> bool {
    DECORATIONS.contains(&word) || MARKS.contains(&word) || word.chars().count() == 1
}

/// "20240501", "2024-05-01": a day, not a number.
fn is_day(word: &str) -> bool {
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    digits.len() == 8 && (digits.starts_with("19") || digits.starts_with("20"))
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn numbers_are_found_beside_words_and_days_and_counts_are_not() {
        let surest = |stem: &str| inside(stem).into_iter().next().map(|it| (it.number, it.confidence));
        assert_eq!(surest("inv_01-0000035"), Some(("01-0000035".into(), 0.9)));
        assert_eq!(surest("инв.100245"), Some(("100245".into(), 0.9)));
        assert_eq!(surest("инв-41 обложка"), Some(("41".into(), 0.9)));
        assert_eq!(surest("100245 (2)"), Some(("100245".into(), 0.85)));
        assert_eq!(surest("гигиена_100245"), Some(("100245".into(), 0.8)));
        assert_eq!(surest("img_100245"), Some(("100245".into(), 0.6)));
        assert_eq!(surest("гигиена 1942"), None);
        assert_eq!(surest("гигиена 2024-05-01"), None);
    }
}
