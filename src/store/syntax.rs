//! What is wrong with the writing of our own files, in the words of who wrote them.

use std::fmt;

use ron::Error as Ron;

use crate::domain::{ColourError, Lang};

/// A fault in the text of an exhibition, a template or a theme.
#[derive(Clone, Debug, PartialEq)]
pub struct SyntaxFault(Ron);

impl fmt::Display for SyntaxFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl SyntaxFault {
    /// Line and column, counted from 1, and what is wrong there.
    pub(super) fn of(error: ron::error::SpannedError) -> ((usize, usize), Self) {
        ((error.span.start.line, error.span.start.col), Self(error.code))
    }

    /// What is wrong, and what is expected.
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match &self.0 {
            Ron::Eof => "текст кончился раньше времени".to_owned(),
            Ron::TrailingCharacters => "после конца записи стоит лишнее".to_owned(),
            Ron::UnclosedBlockComment => "примечание /* не закрыто".to_owned(),
            Ron::UnexpectedChar(it) => format!("неожиданный знак «{it}»"),
            Ron::NoSuchStructField { expected, found, .. } => {
                format!("поля «{found}» нет{}", listed("; есть", expected))
            }
            Ron::MissingStructField { field, .. } => format!("нет поля «{field}»"),
            Ron::DuplicateStructField { field, .. } => format!("поле «{field}» записано дважды"),
            Ron::NoSuchEnumVariant { expected, found, .. } => {
                format!("слова «{found}» здесь нет{}", listed("; есть", expected))
            }
            Ron::InvalidValueForType { expected, found } => {
                format!("ожидается {}, а стоит {}", in_russian(expected), in_russian(found))
            }
            Ron::Message(words) if ColourError::found_in(words).is_some() => {
                format!("цвет пишут «#rrggbb», а стоит {}", ColourError::found_in(words).unwrap_or_default())
            }
            Ron::ExpectedDifferentLength { expected, found } => format!("ожидается {expected}, а частей {found}"),
            Ron::IntegerOutOfBounds => "число вне пределов".to_owned(),
            Ron::InvalidEscape(_) => "неизвестный знак после обратной черты".to_owned(),
            Ron::ExceededRecursionLimit => "слишком глубокая вложенность".to_owned(),
            other => {
                expected(other).map_or_else(|| format!("запись нарушена ({other})"), |it| format!("ожидается {it}"))
            }
        }
    }
}

/// What should stand in the place of the fault.
fn expected(fault: &Ron) -> Option<&'static str> {
    Some(match fault {
        Ron::ExpectedArray => "открывающая скобка [",
        Ron::ExpectedArrayEnd => "закрывающая скобка ]",
        Ron::ExpectedBoolean => "true или false",
        Ron::ExpectedComma => "запятая",
        Ron::ExpectedFloat | Ron::ExpectedInteger | Ron::InvalidIntegerDigit { .. } => "число",
        Ron::ExpectedOption => "Some(…) или None",
        Ron::ExpectedOptionEnd | Ron::ExpectedStructLikeEnd => "закрывающая скобка )",
        Ron::ExpectedMap => "открывающая скобка {",
        Ron::ExpectedMapColon => "двоеточие",
        Ron::ExpectedMapEnd => "закрывающая скобка }",
        Ron::ExpectedStructLike | Ron::ExpectedNamedStructLike(_) => "открывающая скобка (",
        Ron::ExpectedString | Ron::ExpectedChar => "текст в кавычках",
        Ron::ExpectedStringEnd => "закрывающая кавычка",
        Ron::ExpectedIdentifier | Ron::InvalidIdentifier(_) => "имя",
        _ => return None,
    })
}

/// Kinds of values as the reader calls them, before what was found.
const KINDS: [(&str, &str); 12] = [
    ("a string", "текст в кавычках"),
    ("a boolean", "true или false"),
    ("an integer", "целое число"),
    ("a floating point number", "число"),
    ("a sequence", "список [ ]"),
    ("a map", "список { }"),
    ("string", "текст"),
    ("boolean", "слово"),
    ("integer", "целое число"),
    ("floating point", "число"),
    ("sequence", "список"),
    ("map", "список"),
];

fn in_russian(words: &str) -> String {
    let number = ["u8", "u16", "u32", "u64", "usize", "i32", "i64"].contains(&words).then(|| "целое число".to_owned());
    let float = ["f32", "f64"].contains(&words).then(|| "число".to_owned());
    let known = || KINDS.iter().find_map(|(en, ru)| words.strip_prefix(en).map(|rest| format!("{ru}{rest}")));
    number.or(float).or_else(known).unwrap_or_else(|| words.to_owned())
}

fn listed(before: &str, words: &[&str]) -> String {
    if words.is_empty() { String::new() } else { format!("{before}: {}", words.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_told_in_russian_with_their_place() {
        let (at, fault) = SyntaxFault::of(ron::from_str::<Vec<u8>>("[1, 2").unwrap_err());
        assert_eq!((at, fault.text(Lang::Ru)), ((1, 5), "ожидается запятая".to_owned()));
        let missing = SyntaxFault(Ron::MissingStructField { field: "height", outer: None });
        assert_eq!(missing.text(Lang::Ru), "нет поля «height»");
        let unknown = Ron::NoSuchStructField { expected: &["x", "width"], found: "wdth".to_owned(), outer: None };
        assert_eq!(SyntaxFault(unknown).text(Lang::Ru), "поля «wdth» нет; есть: x, width");
    }
}
