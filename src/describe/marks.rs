//! Quotation marks: drawn ones in place of straight ones, and marks within marks.

use crate::domain::Lang;

/// Whether a mark opens is told by what is before it: “ does so in English and closes in Russian.
fn opens_after(before: char, lang: Lang) -> bool {
    before.is_whitespace() || lang.pick("([{—–-«„", "([{—–-“‘").contains(before)
}

/// The text with the quotation marks and apostrophes that books in its language have; inches and feet stay.
pub(super) fn drawn_marks(text: &str, lang: Lang) -> String {
    if lang == Lang::Ru { russian(text) } else { english(text) }
}

/// Straight quotation marks become «ёлочки» by what stands before them, those inside others „лапки“.
fn russian(text: &str) -> String {
    let mut drawn = String::with_capacity(text.len());
    let (mut before, mut depth) = (' ', 0_usize);
    for letter in text.chars() {
        let mark = match letter {
            '"' if opens_after(before, Lang::Ru) && depth == 0 => '«',
            '"' if opens_after(before, Lang::Ru) => '„',
            '"' if depth == 0 && before.is_ascii_digit() => '"',
            '"' if depth > 1 => '“',
            '"' => '»',
            other => other,
        };
        match mark {
            '«' | '„' => depth += 1,
            '»' | '“' => depth = depth.saturating_sub(1),
            _ => {}
        }
        drawn.push(mark);
        before = letter;
    }
    drawn
}

fn english(text: &str) -> String {
    let mut drawn = String::with_capacity(text.len());
    let (mut before, mut is_open) = (' ', false);
    for letter in text.chars() {
        let mark = match letter {
            '"' if opens_after(before, Lang::En) => '“',
            '"' if !is_open && before.is_ascii_digit() => '"',
            '"' => '”',
            '\'' if opens_after(before, Lang::En) => '‘',
            '\'' if before.is_ascii_digit() => '\'',
            '\'' => '’',
            other => other,
        };
        is_open = mark == '“' || is_open && mark != '”';
        drawn.push(mark);
        before = letter;
    }
    drawn
}

/// A title in quotation marks, those inside it of the second order of its language.
pub(super) fn quoted(title: &str, lang: Lang) -> String {
    let (open, close) = lang.pick(('„', '“'), ('‘', '’'));
    let is_mark = |it: char| matches!(it, '«' | '»' | '„' | '“' | '”' | '"');
    let (mut inside, mut before) = (String::with_capacity(title.len()), ' ');
    for letter in title.chars() {
        inside.push(match is_mark(letter) {
            true if opens_after(before, lang) => open,
            true => close,
            false => letter,
        });
        before = letter;
    }
    lang.quoted(&inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_within_marks_are_of_the_second_order_and_inches_stay() {
        assert_eq!(drawn_marks("\"Читай \"Войну и мир\"!\"", Lang::Ru), "«Читай „Войну и мир“!»");
        assert_eq!(drawn_marks("Экран 24\" и \"Степь\"", Lang::Ru), "Экран 24\" и «Степь»");
        assert_eq!(drawn_marks("\"Hamlet\" isn't 6' tall: 'so'", Lang::En), "“Hamlet” isn’t 6' tall: ‘so’");
    }

    #[test]
    fn marks_in_a_quoted_title_are_those_of_the_second_order() {
        let marked = ["Роман «Молодая гвардия»", "Роман \"Молодая гвардия\"", "Роман „Молодая гвардия“"];
        for title in marked {
            assert_eq!(quoted(title, Lang::Ru), "«Роман „Молодая гвардия“»");
        }
        assert_eq!(quoted("“Emma” and others", Lang::En), "“‘Emma’ and others”");
    }
}
