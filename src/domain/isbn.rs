//! ISBN: digits, check, hyphens (ISO 2108; the users' manual of the International ISBN Agency).
//!
//! Printed numbers are often wrong and are still what a book is known by, so nothing here refuses one.

/// Ranges by prefix; see the head of the file for where they come from.
const RANGES: &str = include_str!("../../assets/isbn.txt");

/// What is wrong with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IsbnFault {
    /// Neither 10 nor 13 digits.
    Length(usize),
    /// 13 digits that do not begin with 978 or 979.
    Prefix,
    /// 979-0 is a number of printed music, an ISMN.
    Music,
    /// The last digit should be another.
    CheckDigit {
        /// What it should be.
        expected: char,
    },
}

/// Digits of a number without hyphens; text after them is passed over. A Cyrillic Х is an X.
fn digits(text: &str) -> String {
    let mut digits = String::new();
    for letter in text.trim().chars() {
        match letter {
            '0'..='9' => digits.push(letter),
            'X' | 'x' | 'Х' | 'х' if digits.len() == 9 => digits.push('X'),
            '-' | ' ' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{a0}' => {}
            _ => break,
        }
    }
    digits
}

/// The 13 digits of an ISBN of 10 or 13 with any hyphens, text after it ignored; `None` when it is not one.
///
/// A wrong check digit is accepted.
pub fn isbn13(text: &str) -> Option<String> {
    let digits = digits(text);
    match digits.len() {
        13 if (digits.starts_with("978") || digits.starts_with("979")) && !digits.starts_with("9790") => Some(digits),
        10 => {
            let stem = format!("978{}", digits.get(..9)?);
            let check = check13(&stem);
            Some(format!("{stem}{check}"))
        }
        _ => None,
    }
}

/// The check digit after 12 digits: weights 1 and 3, modulo 10.
fn check13(stem: &str) -> char {
    let weighed = stem.bytes().zip([1, 3].into_iter().cycle()).map(|(it, weight)| u32::from(it - b'0') * weight);
    char::from_digit((10 - weighed.sum::<u32>() % 10) % 10, 10).unwrap_or('0')
}

/// The check digit after 9 digits: weights 10 to 2, modulo 11; 10 is X.
fn check10(stem: &str) -> char {
    let weighed = stem.bytes().zip((2..=10).rev()).map(|(it, weight)| u32::from(it - b'0') * weight);
    match (11 - weighed.sum::<u32>() % 11) % 11 {
        10 => 'X',
        it => char::from_digit(it, 10).unwrap_or('0'),
    }
}

/// What is wrong with a number; `None` when nothing is.
pub fn isbn_fault(text: &str) -> Option<IsbnFault> {
    let digits = digits(text);
    let (stem, last) = digits.split_at_checked(digits.len().checked_sub(1)?)?;
    let expected = match digits.len() {
        10 => check10(stem),
        13 if digits.starts_with("9790") => return Some(IsbnFault::Music),
        13 if digits.starts_with("978") || digits.starts_with("979") => check13(stem),
        13 => return Some(IsbnFault::Prefix),
        other => return Some(IsbnFault::Length(other)),
    };
    (!last.starts_with(expected)).then_some(IsbnFault::CheckDigit { expected })
}

/// The number with hyphens between its elements, 10 digits or 13 as given; `None` where the ranges do not say.
pub fn isbn_hyphenated(text: &str) -> Option<String> {
    let digits = digits(text);
    let (prefix, rest) = match digits.len() {
        13 => (digits.get(..3)?, digits.get(3..12)?),
        10 => ("978", digits.get(..9)?),
        _ => return None,
    };
    let group = element(prefix, rest)?;
    let after_group = rest.get(group.len()..)?;
    let registrant = element(&format!("{prefix}-{group}"), after_group)?;
    let title = after_group.get(registrant.len()..)?;
    let check = digits.get(digits.len() - 1..)?;
    let start = if digits.len() == 13 { format!("{prefix}-") } else { String::new() };
    Some(format!("{start}{group}-{registrant}-{title}-{check}"))
}

/// The digits at the front of `rest` that form the next element after a prefix.
fn element<'a>(prefix: &str, rest: &'a str) -> Option<&'a str> {
    let ranges = RANGES.lines().find_map(|it| it.strip_prefix(prefix)?.strip_prefix(' '))?;
    ranges.split(',').find_map(|range| {
        let (low, high) = range.split_once('-')?;
        let digits = rest.get(..low.len())?;
        (low <= digits && digits <= high).then_some(digits)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_isbn_of_ten_becomes_one_of_thirteen() {
        assert_eq!(isbn13("5-02-013850-9").as_deref(), Some("9785020138506"));
        assert_eq!(isbn13("978-5-389-09730-8 (в пер.)").as_deref(), Some("9785389097308"));
        assert_eq!(isbn13("080442957Х").as_deref(), Some("9780804429573"));
        assert_eq!(isbn13("0306406152").as_deref(), Some("9780306406157"));
        assert_eq!(isbn13("12345"), None);
        assert_eq!(isbn13("979-0-2600-0043-8"), None);
    }

    #[test]
    fn a_wrong_number_is_told_apart_from_a_right_one() {
        for right in ["978-5-02-039170-3", "5-238-00141-Х", "5—250—02658—3", "979-10-90636-07-1", "0-306-40615-2"]
        {
            assert_eq!(isbn_fault(right), None, "{right}");
        }
        assert_eq!(isbn_fault("978-5-02-039170-4"), Some(IsbnFault::CheckDigit { expected: '3' }));
        assert_eq!(isbn_fault("978-901821-16-9"), Some(IsbnFault::Length(12)));
        assert_eq!(isbn_fault("9790260000438"), Some(IsbnFault::Music));
        assert_eq!(isbn_fault("4607012345678"), Some(IsbnFault::Prefix));
    }

    /// Numbers and hyphens as printed in books.
    #[test]
    fn hyphens_stand_where_the_agency_puts_them() {
        for (plain, hyphenated) in [
            ("9785020391703", "978-5-02-039170-3"),
            ("5711001779", "5-7110-0177-9"),
            ("9785991616621", "978-5-9916-1662-1"),
            ("9785901202500", "978-5-901202-50-0"),
            ("9785446100118", "978-5-4461-0011-8"),
            ("0306406152", "0-306-40615-2"),
            ("9791090636071", "979-10-90636-07-1"),
            ("523800141Х", "5-238-00141-X"),
        ] {
            assert_eq!(isbn_hyphenated(plain).as_deref(), Some(hyphenated));
        }
        assert_eq!(isbn_hyphenated("123"), None);
    }
}
