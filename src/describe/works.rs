//! Which books a person wrote and which are about them, in words.
//!
//! Only what records say is said: who is named as an author wrote the book, and a book is about whom its title, heading
//! or annotation names. Where one book is neither, nothing is said.

use crate::domain::{BookRecord, Lang, Person, folded};

/// What a stem gets in the cases of one person.
const CASES: [&str; 23] = [
    "", "а", "я", "у", "ю", "е", "о", "ы", "и", "й", "ь", "ом", "ем", "ым", "им", "ой", "ей", "ый", "ий", "ая", "ую",
    "ого", "ому",
];
/// Endings that a surname loses or changes in other cases.
const ENDINGS: [char; 8] = ['а', 'я', 'й', 'ь', 'о', 'ы', 'и', 'е'];
/// Shorter stems begin too many other words.
const LEAST_STEM: usize = 3;
/// Ends of patronymics.
const PATRONYMICS: [&str; 6] = ["вич", "вна", "ична", "инична", "улы", "кызы"];

/// Books by a person and about them: "2 книги автора · 3 о жизни и трудах".
///
/// Empty when not all of them are the one or the other, without books, and without a name.
pub fn works<'a>(name: &str, books: impl Iterator<Item = &'a BookRecord>, lang: Lang) -> String {
    let Some(named) = Named::of(name) else { return String::new() };
    let (mut by, mut about) = (0, 0);
    for book in books {
        if book.authors.iter().any(|it| named.is(it)) {
            by += 1;
        } else if named.is_subject_of(book) {
            about += 1;
        } else {
            return String::new();
        }
    }
    let books = |n: usize| format!("{n} {}", lang.plural(n, ["книга", "книги", "книг"], ["book", "books"]));
    match (by, about) {
        (0, 0) => String::new(),
        (n, 0) => lang.pick(format!("{} автора", books(n)), format!("{} by the author", books(n))),
        (0, n) => lang.pick(format!("{} о жизни и трудах", books(n)), format!("{} on life and work", books(n))),
        (n, m) => lang.pick(
            format!("{} автора · {m} о жизни и трудах", books(n)),
            format!("{} by the author · {m} on life and work", books(n)),
        ),
    }
}

/// A name taken apart: the surname, and the first letters of the other words.
struct Named {
    family: String,
    initials: Vec<char>,
}

impl Named {
    /// «Николай Иванович Пирогов», «Пирогов Н. И.» and "Pirogov, N." are one.
    fn of(name: &str) -> Option<Self> {
        let name_folded = folded(name);
        let words: Vec<&str> = name_folded.split([' ', '.', ',', '\u{a0}']).filter(|it| !it.is_empty()).collect();
        let is_patronymic = |it: &&str| PATRONYMICS.iter().any(|end| it.len() > end.len() && it.ends_with(end));
        let is_word = |it: &&str| it.chars().count() > 1;
        let n_words = words.iter().copied().filter(is_word).count();
        let is_first = name.contains(',') || n_words == 1 || words.last().is_some_and(is_patronymic);
        let mut wholes = words.iter().copied().filter(is_word);
        let family = if is_first { wholes.next() } else { wholes.next_back() }?;
        let others = words.iter().filter(|it| **it != family);
        Some(Self { family: family.to_owned(), initials: others.filter_map(|it| it.chars().next()).collect() })
    }

    /// Is this the same person, as far as the two say?
    fn is(&self, other: &Person) -> bool {
        let given = if other.given.is_empty() { &other.initials } else { &other.given };
        let first = folded(given).chars().find(|it| it.is_alphabetic());
        let is_first = match (first, self.initials.first()) {
            (Some(first), Some(own)) => first == *own,
            _ => true,
        };
        folded(&other.family) == self.family && is_first
    }

    fn is_subject_of(&self, book: &BookRecord) -> bool {
        let mut stem = self.family.as_str();
        for _ in 0..2 {
            stem = stem.strip_suffix(ENDINGS).filter(|it| it.chars().count() >= LEAST_STEM).unwrap_or(stem);
        }
        let said = [&book.title, &book.subtitle, &book.annotation, &book.heading].into_iter().chain(&book.subjects);
        // «Дальние страны» are not of Даль, and «дали» are no name.
        let is_name = |word: &str| {
            let is_case = |it: &str| it.strip_prefix(stem).is_some_and(|end| CASES.contains(&end));
            word.starts_with(char::is_uppercase) && is_case(&folded(word))
        };
        let names = |text: &String| text.split(|it: char| !it.is_alphabetic() && it != '-').any(is_name);
        stem.chars().count() >= LEAST_STEM && { said }.any(names)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(author: (&str, &str), title: &str) -> BookRecord {
        let author = Person { family: author.0.into(), initials: author.1.into(), ..Person::default() };
        let authors = if author.family.is_empty() { Vec::new() } else { vec![author] };
        BookRecord { title: title.into(), authors, ..BookRecord::default() }
    }

    #[test]
    fn books_by_a_person_and_about_them_are_told_apart() {
        let own = book(("Пирогов", "Н. И."), "Начала военно-полевой хирургии");
        let about = book(("Порудоминский", "В. И."), "Жизнь Пирогова");
        let brother = book(("Пирогов", "А. С."), "Повести");
        let other = book(("", ""), "Атлас");
        let said = |books: &[&BookRecord]| works("Николай Иванович Пирогов", books.iter().copied(), Lang::Ru);
        assert_eq!(said(&[&own, &about, &own]), "2 книги автора · 1 о жизни и трудах");
        assert_eq!(said(&[&about; 5]), "5 книг о жизни и трудах");
        assert_eq!(said(&[&own]), "1 книга автора");
        assert_eq!(said(&[&own, &about, &other]), "", "an atlas is neither");
        assert_eq!(said(&[&brother]), "");
        assert_eq!(said(&[]), "");
    }

    #[test]
    fn a_name_is_the_same_in_any_order() {
        let own = [book(("Достоевский", "Ф. М."), "Идиот")];
        let about = [book(("Бахтин", "М. М."), "Проблемы поэтики Достоевского")];
        for name in
            ["Фёдор Михайлович Достоевский", "Достоевский Федор Михайлович", "Достоевский Ф. М.", "Ф. М. Достоевский"]
        {
            assert_eq!(works(name, own.iter(), Lang::Ru), "1 книга автора", "{name}");
            assert_eq!(works(name, about.iter(), Lang::Ru), "1 книга о жизни и трудах", "{name}");
        }
        for title in ["Дальние страны", "Синие дали"] {
            assert_eq!(works("Владимир Иванович Даль", [book(("", ""), title)].iter(), Lang::Ru), "");
        }
        let about = [book(("", ""), "В гостях у Даля")];
        assert_eq!(works("Владимир Иванович Даль", about.iter(), Lang::Ru), "1 книга о жизни и трудах");
        assert_eq!(works("", own.iter(), Lang::Ru), "");
        assert_eq!(works("Ли", own.iter(), Lang::En), "");
    }
}
