//! MARC-8: ANSEL (ANSI/NISO Z39.47) with its Cyrillic sets (ISO-IR 37 and 144) by escape sequences.
//!
//! Marks stand before their letter and are moved after it. East Asian sets are shown as U+FFFD.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

/// Marks 0xE0…0xFE of ANSEL.
const MARKS: [(u8, char); 30] = [
    (0xe0, '\u{309}'),
    (0xe1, '\u{300}'),
    (0xe2, '\u{301}'),
    (0xe3, '\u{302}'),
    (0xe4, '\u{303}'),
    (0xe5, '\u{304}'),
    (0xe6, '\u{306}'),
    (0xe7, '\u{307}'),
    (0xe8, '\u{308}'),
    (0xe9, '\u{30c}'),
    (0xea, '\u{30a}'),
    (0xeb, '\u{361}'),
    (0xec, '\u{fe21}'),
    (0xed, '\u{315}'),
    (0xee, '\u{30b}'),
    (0xef, '\u{310}'),
    (0xf0, '\u{327}'),
    (0xf1, '\u{328}'),
    (0xf2, '\u{323}'),
    (0xf3, '\u{324}'),
    (0xf4, '\u{325}'),
    (0xf5, '\u{333}'),
    (0xf6, '\u{332}'),
    (0xf7, '\u{326}'),
    (0xf8, '\u{31c}'),
    (0xf9, '\u{32e}'),
    (0xfa, '\u{fe22}'),
    (0xfb, '\u{fe23}'),
    (0xfe, '\u{313}'),
    (0xfd, '\u{338}'),
];

/// Letters and signs 0xA1…0xC8 of ANSEL.
const LETTERS: [(u8, char); 34] = [
    (0xa1, 'Ł'),
    (0xa2, 'Ø'),
    (0xa3, 'Đ'),
    (0xa4, 'Þ'),
    (0xa5, 'Æ'),
    (0xa6, 'Œ'),
    (0xa7, 'ʹ'),
    (0xa8, '·'),
    (0xa9, '♭'),
    (0xaa, '®'),
    (0xab, '±'),
    (0xac, 'Ơ'),
    (0xad, 'Ư'),
    (0xae, 'ʼ'),
    (0xb0, 'ʻ'),
    (0xb1, 'ł'),
    (0xb2, 'ø'),
    (0xb3, 'đ'),
    (0xb4, 'þ'),
    (0xb5, 'æ'),
    (0xb6, 'œ'),
    (0xb7, 'ʺ'),
    (0xb8, 'ı'),
    (0xb9, '£'),
    (0xba, 'ð'),
    (0xbc, 'ơ'),
    (0xbd, 'ư'),
    (0xc0, '°'),
    (0xc1, 'ℓ'),
    (0xc2, '℗'),
    (0xc3, '©'),
    (0xc4, '♯'),
    (0xc5, '¿'),
    (0xc6, '¡'),
];

/// Lower case of ISO-IR 37 from 0x40, upper case from 0x60.
const CYRILLIC: &str = "юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";
/// ISO-IR 144 from 0x40.
const CYRILLIC_EXTENDED: &str = "ґђѓєёѕіїјљњћќўџ\u{fffd}ѫѳѵѣ\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd}ҐЂЃЄЁЅІЇЈЉЊЋЌЎЏ\u{fffd}ѪѲѴѢ";

#[derive(Clone, Copy, PartialEq)]
enum Set {
    Ascii,
    Ansel,
    Cyrillic,
    CyrillicExtended,
    Unknown,
}

/// The text of MARC-8 bytes, and whether some of them meant nothing.
pub(super) fn decode(bytes: &[u8]) -> (Cow<'static, str>, bool) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut had_errors = false;
    let (mut low, mut high) = (Set::Ascii, Set::Ansel);
    let mut rest = bytes;
    while let Some((byte, tail)) = rest.split_first() {
        rest = tail;
        if *byte == 0x1b {
            rest = escape(tail, &mut low, &mut high);
            continue;
        }
        let set = if *byte < 0x80 { low } else { high };
        if set == Set::Ansel
            && let Some(mark) = MARKS.iter().find(|it| it.0 == *byte)
        {
            marks.push(mark.1);
            continue;
        }
        let letter = letter(set, *byte);
        had_errors |= letter == '\u{fffd}';
        text.push(letter);
        text.extend(marks.drain(..));
    }
    (Cow::Owned(text.nfc().collect()), had_errors)
}

fn letter(set: Set, byte: u8) -> char {
    let position = usize::from(byte & 0x7f);
    let from = |table: &str| position.checked_sub(0x40).and_then(|it| table.chars().nth(it));
    let found = match set {
        _ if position < 0x40 && set != Set::Ansel => Some(char::from(byte & 0x7f)),
        Set::Ascii => Some(char::from(byte)),
        Set::Ansel if matches!(byte, 0x88 | 0x89 | 0x8d | 0x8e) => return '\u{98}',
        Set::Ansel => LETTERS.iter().find(|it| it.0 == byte).map(|it| it.1),
        Set::Cyrillic => from(CYRILLIC),
        Set::CyrillicExtended => from(CYRILLIC_EXTENDED),
        Set::Unknown => None,
    };
    found.unwrap_or('\u{fffd}')
}

/// Switches sets; gives what follows the escape sequence.
fn escape<'a>(rest: &'a [u8], low: &mut Set, high: &mut Set) -> &'a [u8] {
    let set_of = |byte: u8| match byte {
        b'B' | b's' => Set::Ascii,
        b'E' => Set::Ansel,
        b'N' => Set::Cyrillic,
        b'Q' => Set::CyrillicExtended,
        _ => Set::Unknown,
    };
    match rest {
        [b'(' | b',', b'!', byte, tail @ ..] | [b'(' | b',', byte, tail @ ..] => {
            *low = set_of(*byte);
            tail
        }
        [b')' | b'-', b'!', byte, tail @ ..] | [b')' | b'-', byte, tail @ ..] => {
            *high = set_of(*byte);
            tail
        }
        [b'$', b'1', tail @ ..] | [b'$', b',' | b')' | b'-', b'1', tail @ ..] | [b'g' | b'b' | b'p', tail @ ..] => {
            *low = Set::Unknown;
            tail
        }
        [b's', tail @ ..] => {
            *low = Set::Ascii;
            tail
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_move_after_their_letter() {
        assert_eq!(decode(b"re\xe9sxenja \xe2e").0, "res\u{30c}xenja é".nfc().collect::<String>());
        assert_eq!(decode(b"\xa1\xf0c").0, "Łç");
    }

    #[test]
    fn cyrillic_comes_by_escape() {
        assert_eq!(decode(b"A\x1b(NoTKRYTIE\x1b(B.").0, "AОткрытие.");
        assert_eq!(CYRILLIC.chars().count(), 64);
    }
}
