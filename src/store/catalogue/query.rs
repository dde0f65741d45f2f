//! What a person types into the search field: words, phrases in quotation marks, `автор:чехов год:1941-1945`.

use super::index::{Columns, Mark};
use crate::domain::{folded_words, isbn13, words};

/// Titles, their first word among them.
pub(super) const TITLES: Columns = Columns(Columns::LEAD.0 | Columns::TITLE.0);
const SHELF: &[Mark] = &[Mark::Shelf, Mark::Udc, Mark::Bbk];
const NUMBER: &[Mark] = &[Mark::Control, Mark::Inventory];

/// Something every record found must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A word in any of its forms, or one that begins so.
    Word(Columns, String),
    /// These words in this order, the last one perhaps unfinished.
    Phrase(Columns, Vec<String>),
    /// A mark that begins so, its words folded.
    Mark(&'static [Mark], String),
}

/// A query taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) terms: Vec<Term>,
    /// First and last year.
    pub(super) years: Option<(u16, u16)>,
    /// Imported on this day or later, as `2026-11-20`; "last" is the last import.
    pub(super) added: Option<String>,
    pub(super) without_cover: bool,
    pub(super) not_shown: bool,
    /// There were words, but nothing in them can be looked for.
    pub(super) is_void: bool,
}

/// What a word before a colon asks for.
#[derive(Clone, Copy)]
enum Field {
    In(Columns),
    Marked(&'static [Mark]),
    Year,
    Added,
    Without,
    Not,
}

const FIELDS: [(&str, Field); 34] = [
    ("автор", Field::In(Columns::AUTHOR)),
    ("author", Field::In(Columns::AUTHOR)),
    ("заглавие", Field::In(TITLES)),
    ("название", Field::In(TITLES)),
    ("title", Field::In(TITLES)),
    ("тема", Field::In(Columns::SUBJECT)),
    ("рубрика", Field::In(Columns::SUBJECT)),
    ("предмет", Field::In(Columns::SUBJECT)),
    ("subject", Field::In(Columns::SUBJECT)),
    ("topic", Field::In(Columns::SUBJECT)),
    ("удк", Field::Marked(&[Mark::Udc])),
    ("udc", Field::Marked(&[Mark::Udc])),
    ("ббк", Field::Marked(&[Mark::Bbk])),
    ("bbk", Field::Marked(&[Mark::Bbk])),
    ("шифр", Field::Marked(SHELF)),
    ("shelf", Field::Marked(SHELF)),
    ("mark", Field::Marked(SHELF)),
    ("инв", Field::Marked(&[Mark::Inventory])),
    ("inv", Field::Marked(&[Mark::Inventory])),
    ("isbn", Field::Marked(&[Mark::Isbn])),
    ("номер", Field::Marked(NUMBER)),
    ("number", Field::Marked(NUMBER)),
    ("год", Field::Year),
    ("годы", Field::Year),
    ("year", Field::Year),
    ("years", Field::Year),
    ("добавлено", Field::Added),
    ("added", Field::Added),
    ("без", Field::Without),
    ("no", Field::Without),
    ("without", Field::Without),
    ("не", Field::Not),
    ("not", Field::Not),
    ("нет", Field::Without),
];

impl Query {
    /// Takes a query apart; what is no field is words.
    pub(super) fn parse(text: &str) -> Self {
        let mut query = Self::default();
        if let Some(number) = isbn13(text.trim()).filter(|_| text.chars().all(|it| !it.is_alphabetic() || it == 'X')) {
            query.terms.push(Term::Mark(&[Mark::Isbn], number));
            return query;
        }
        for part in parts(text) {
            query.take(&part);
        }
        query.is_void = query == Self::default() && !text.trim().is_empty();
        query
    }

    fn take(&mut self, part: &str) {
        let split = part.split_once(':').filter(|it| !it.1.trim().is_empty());
        let field = split.and_then(|it| {
            let name = it.0.trim().to_lowercase();
            FIELDS.iter().find(|field| field.0 == name).map(|field| (field.1, it.1))
        });
        let is_taken = match field {
            Some((Field::In(column), value)) => self.take_words(column, value),
            Some((Field::Marked(kinds), value)) => self.take_mark(kinds, value),
            Some((Field::Year, value)) => self.take_years(value),
            Some((Field::Added, value)) => self.take_day(value),
            Some((Field::Without, value)) => self.take_flag(value, &["облож", "cover"], true),
            Some((Field::Not, value)) => self.take_flag(value, &["показ", "shown"], false),
            None => false,
        };
        if !is_taken {
            self.take_words(Columns::ANY, part);
        }
    }

    fn take_words(&mut self, column: Columns, text: &str) -> bool {
        let is_quoted = text.starts_with(['"', '«', '“']) && text.chars().count() > 2;
        if is_quoted {
            return self.take_phrase(column, text);
        }
        if let Some(number) = isbn13(text) {
            self.terms.push(Term::Mark(&[Mark::Isbn], number));
            return true;
        }
        self.terms.extend(words(text).into_iter().map(|it| Term::Word(column, it)));
        true
    }

    fn take_phrase(&mut self, column: Columns, text: &str) -> bool {
        let words = words(text);
        let has_words = !words.is_empty();
        if has_words {
            self.terms.push(Term::Phrase(column, words));
        }
        has_words
    }

    fn take_mark(&mut self, kinds: &'static [Mark], text: &str) -> bool {
        let number = isbn13(text).filter(|_| kinds.contains(&Mark::Isbn));
        let text = number.unwrap_or_else(|| folded_words(text));
        let has_text = !text.is_empty();
        if has_text {
            self.terms.push(Term::Mark(kinds, text));
        }
        has_text
    }

    /// "1942", "1941-1945", "1941–", "-1917".
    fn take_years(&mut self, text: &str) -> bool {
        let (first, last) = text.split_once(['-', '–', '—']).unwrap_or((text, text));
        let year = |it: &str, open: u16| if it.trim().is_empty() { Some(open) } else { it.trim().parse().ok() };
        self.years = year(first, 0).zip(year(last, u16::MAX)).or(self.years);
        year(first, 0).is_some() && year(last, 0).is_some()
    }

    fn take_day(&mut self, text: &str) -> bool {
        let lower = text.to_lowercase();
        let is_last = lower.starts_with("послед") || lower == "last";
        let day: Vec<&str> = text.split(['.', '-']).collect();
        let day = match day.as_slice() {
            _ if is_last => "last".to_owned(),
            [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
            [year, month, day] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
            _ => return false,
        };
        self.added = Some(day);
        true
    }

    fn take_flag(&mut self, value: &str, stems: &[&str], is_cover: bool) -> bool {
        let lower = value.to_lowercase();
        let is_it = stems.iter().any(|it| lower.starts_with(it));
        if is_cover {
            self.without_cover |= is_it;
        } else {
            self.not_shown |= is_it;
        }
        is_it
    }
}

/// Parts between spaces; what stands in quotation marks stays together.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut is_quoted = false;
    for letter in text.chars() {
        if matches!(letter, '"' | '«' | '»' | '“' | '”') {
            is_quoted = match letter {
                '«' | '“' => true,
                '»' | '”' => false,
                _ => !is_quoted,
            };
        }
        match parts.last_mut() {
            Some(last) if !letter.is_whitespace() || is_quoted => last.push(letter),
            _ => parts.push(String::new()),
        }
    }
    parts.retain(|it| !it.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(column: Columns, word: &str) -> Term {
        Term::Word(column, word.to_owned())
    }

    #[test]
    fn fields_are_known_in_both_languages_and_everything_else_is_words() {
        let query = Query::parse("автор:Чехов Палата год:1892-1900 без:обложки не:показано удк:616.1 Т.2: конец");
        assert_eq!(query.years, Some((1892, 1900)));
        assert!(query.without_cover && query.not_shown && !query.is_void);
        assert_eq!(
            query.terms,
            [
                word(Columns::AUTHOR, "чехов"),
                word(Columns::ANY, "палата"),
                Term::Mark(&[Mark::Udc], "616 1".to_owned()),
                word(Columns::ANY, "т"),
                word(Columns::ANY, "2"),
                word(Columns::ANY, "конец"),
            ]
        );
        assert_eq!(
            Query::parse("author:Chekhov year:1892"),
            Query { terms: vec![word(Columns::AUTHOR, "chekhov")], years: Some((1892, 1892)), ..Query::default() }
        );
    }

    #[test]
    fn quotation_marks_keep_words_together() {
        let phrase = |words: &[&str]| Term::Phrase(Columns::ANY, words.iter().map(|it| (*it).to_owned()).collect());
        assert_eq!(Query::parse("\"война и мир\"").terms, [phrase(&["война", "и", "мир"])]);
        assert_eq!(
            Query::parse("«Отцы и дети» роман").terms,
            [phrase(&["отцы", "и", "дети"]), word(Columns::ANY, "роман")]
        );
        assert!(Query::parse("\"").is_void);
    }

    #[test]
    fn days_and_years_may_be_open() {
        assert_eq!(Query::parse("год:1941-").years, Some((1941, u16::MAX)));
        assert_eq!(Query::parse("добавлено:20.11.2026").added.as_deref(), Some("2026-11-20"));
        assert_eq!(Query::parse("added:last").added.as_deref(), Some("last"));
        assert_eq!(Query::parse("год:скоро").years, None);
    }
}
