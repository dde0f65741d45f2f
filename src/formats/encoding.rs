//! Character sets: found out from the bytes, because declarations lie.

use std::borrow::Cow;

use super::{FileFormat, marc8};

/// A character set of catalogue exports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// Windows Cyrillic.
    Cp1251,
    /// KOI8-R.
    Koi8R,
    /// DOS Cyrillic.
    Cp866,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// Windows Western European.
    Cp1252,
    /// MARC-8: ANSEL with escape sequences.
    Marc8,
}

impl Encoding {
    /// All character sets with their names on the command line.
    pub const ALL: [(Self, &'static str); 8] = [
        (Self::Utf8, "utf-8"),
        (Self::Cp1251, "cp1251"),
        (Self::Koi8R, "koi8-r"),
        (Self::Cp866, "cp866"),
        (Self::Utf16Le, "utf-16le"),
        (Self::Utf16Be, "utf-16be"),
        (Self::Cp1252, "cp1252"),
        (Self::Marc8, "marc-8"),
    ];

    /// Name in reports.
    pub fn slug(self) -> &'static str {
        Self::ALL.into_iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    /// The character set of this name; common spellings are taken.
    pub fn from_slug(slug: &str) -> Option<Self> {
        let packed: String = slug.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        let packed = match packed.as_str() {
            "windows1251" | "win1251" | "1251" | "ansi" => "cp1251",
            "dos" | "oem" | "ibm866" | "866" => "cp866",
            "koi8" => "koi8r",
            "latin1" | "iso88591" | "windows1252" | "win1252" | "1252" => "cp1252",
            other => other,
        };
        Self::ALL.into_iter().find(|it| it.1.replace('-', "") == packed).map(|it| it.0)
    }

    /// The text of some bytes, and whether some of them meant nothing.
    pub(super) fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        let table = match self {
            Self::Marc8 if !bytes.is_ascii() || bytes.contains(&0x1b) => return marc8::decode(bytes),
            Self::Utf8 | Self::Marc8 => encoding_rs::UTF_8,
            Self::Cp1251 => encoding_rs::WINDOWS_1251,
            Self::Koi8R => encoding_rs::KOI8_R,
            Self::Cp866 => encoding_rs::IBM866,
            Self::Cp1252 => encoding_rs::WINDOWS_1252,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
        };
        table.decode_without_bom_handling(bytes)
    }
}

/// UTF-16 by its byte order mark, or by every other byte of ASCII being zero.
pub(super) fn byte_order(sample: &[u8]) -> Option<Encoding> {
    let is_ascii = |a: u8, b: u8| a == 0 && (9..127).contains(&b);
    match sample {
        [0xff, 0xfe, ..] => Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => Some(Encoding::Utf16Be),
        [a, b, c, d, ..] if is_ascii(*b, *a) && is_ascii(*d, *c) => Some(Encoding::Utf16Le),
        [a, b, c, d, ..] if is_ascii(*a, *b) && is_ascii(*c, *d) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// The character set a file that begins like this is most likely in.
pub(super) fn detect(sample: &[u8], format: FileFormat) -> Encoding {
    if format == FileFormat::Xlsx {
        return Encoding::Utf8;
    }
    if let Some(wide) = byte_order(sample) {
        return wide;
    }
    if is_mostly_utf8(sample) {
        return Encoding::Utf8;
    }
    if format == FileFormat::Iso2709 && looks_like_marc8(sample) {
        return Encoding::Marc8;
    }
    let candidates = [Encoding::Cp866, Encoding::Koi8R, Encoding::Cp1251];
    let scored = candidates.into_iter().map(|it| (it, cyrillic_score(it, sample)));
    let western = (Encoding::Cp1252, western_score(sample));
    scored.chain([western]).max_by_key(|it| it.1).map_or(Encoding::Cp1251, |it| it.0)
}

/// Bytes above ASCII form UTF-8 sequences, give or take a few that were cut.
fn is_mostly_utf8(sample: &[u8]) -> bool {
    let mut good = 0_usize;
    let mut bad = 0_usize;
    for chunk in sample.utf8_chunks() {
        good += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        bad += chunk.invalid().iter().filter(|it| !it.is_ascii()).count();
    }
    bad == 0 || good > bad * 8
}

/// ANSEL puts a mark before the plain letter it belongs to; Cyrillic tables put letters beside each other.
fn looks_like_marc8(sample: &[u8]) -> bool {
    let pairs = sample.windows(2).filter_map(|it| if let [a, b] = it { Some((*a, *b)) } else { None });
    let escapes = sample
        .windows(2)
        .filter(|it| matches!(it, [0x1b, b'(' | b'$' | b')' | b'N' | b'Q' | b'b' | b'p' | b'g' | b's']))
        .count();
    let marks = pairs.clone().filter(|(a, b)| (0xe0..=0xfe).contains(a) && b.is_ascii_alphabetic()).count();
    let runs = pairs.filter(|(a, b)| *a >= 0x80 && *b >= 0x80).count();
    escapes > 0 || marks > runs
}

/// How Russian the bytes read in this table: common letter pairs count, impossible ones count against it.
fn cyrillic_score(encoding: Encoding, sample: &[u8]) -> i64 {
    let (text, _) = encoding.decode(sample);
    let mut score = 0;
    let mut before = ' ';
    for letter in text.chars() {
        score += match letter {
            // A word of two alphabets is a word in the wrong table.
            'а'..='я' | 'А'..='Я' if before.is_ascii_alphabetic() => -4,
            'a'..='z' if is_cyrillic(before) => -4,
            'а' | 'е' | 'и' | 'о' | 'н' | 'т' | 'с' | 'р' | 'в' | 'л' => 3,
            'а'..='я' | 'ё' => 1,
            'А'..='Я' | 'Ё' if before.is_lowercase() => -4,
            'А'..='Я' | 'Ё' | '«' | '»' | '№' | '–' | '—' => 0,
            '\u{2500}'..='\u{25ff}' | '\u{80}'..='\u{9f}' | '\u{fffd}' => -6,
            it if it.is_ascii() => 0,
            _ => -1,
        };
        before = letter;
    }
    score
}

pub(super) fn is_cyrillic(letter: char) -> bool {
    ('\u{400}'..='\u{4ff}').contains(&letter)
}

/// How Western the bytes read in Windows-1252: a lone accented letter among plain ones counts.
fn western_score(sample: &[u8]) -> i64 {
    let (text, _) = Encoding::Cp1252.decode(sample);
    let mut score = 0;
    let mut before = ' ';
    for letter in text.chars() {
        score += match letter {
            'à'..='ö' | 'ø'..='ÿ' if before.is_ascii_alphabetic() => 3,
            'À'..='ÿ' if before.is_alphabetic() && !before.is_ascii() => -3,
            '\u{80}'..='\u{9f}' => -6,
            _ => 0,
        };
        before = letter;
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "#200: ^AПереливание крови на фронте^Eруководство для врачей^FА. А. Богомолец";

    #[test]
    fn the_four_character_sets_of_russian_exports_are_told_apart() {
        let tables = [
            (Encoding::Utf8, encoding_rs::UTF_8),
            (Encoding::Cp1251, encoding_rs::WINDOWS_1251),
            (Encoding::Koi8R, encoding_rs::KOI8_R),
            (Encoding::Cp866, encoding_rs::IBM866),
        ];
        for (encoding, table) in tables {
            let (bytes, _, _) = table.encode(TEXT);
            assert_eq!(detect(&bytes, FileFormat::IrbisText), encoding);
            assert_eq!(encoding.decode(&bytes).0, TEXT);
        }
    }

    #[test]
    fn a_cut_letter_does_not_make_utf8_something_else() {
        let mut bytes = TEXT.repeat(3).into_bytes();
        bytes.remove(10);
        assert_eq!(detect(&bytes, FileFormat::Iso2709), Encoding::Utf8);
    }

    #[test]
    fn names_are_taken_in_common_spellings() {
        for (name, encoding) in
            [("UTF8", Encoding::Utf8), ("windows-1251", Encoding::Cp1251), ("KOI8-R", Encoding::Koi8R)]
        {
            assert_eq!(Encoding::from_slug(name), Some(encoding));
        }
        assert_eq!(Encoding::from_slug("latin9"), None);
    }

    #[test]
    fn western_letters_are_not_taken_for_russian_ones() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252
            .encode("@book{a, title = {Les Misérables : édition complète}, author = {Müller}}");
        assert_eq!(detect(&bytes, FileFormat::Bibtex), Encoding::Cp1252);
        assert_eq!(byte_order(b"a\0b\0"), Some(Encoding::Utf16Le));
    }
}
