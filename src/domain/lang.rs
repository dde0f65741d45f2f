//! The two languages of the interface and of exhibitions, and their plurals.

use serde::{Deserialize, Serialize};

/// A language of the interface, or of the words an exhibition adds of itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// Russian.
    #[default]
    Ru,
    /// English.
    En,
}

impl Lang {
    /// Both, with their names in themselves.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Ru, "Русский"), (Self::En, "English")];

    /// Words in the quotation marks of the language.
    pub fn quoted(self, words: &str) -> String {
        self.pick(format!("«{words}»"), format!("“{words}”"))
    }

    /// The one of two texts that is in this language.
    pub fn pick<T>(self, ru: T, en: T) -> T {
        match self {
            Self::Ru => ru,
            Self::En => en,
        }
    }

    /// The form of a word that goes with a number: Russian for 1, 2 and 5, English for 1 and 2.
    pub fn plural<'a>(self, n: usize, ru: [&'a str; 3], en: [&'a str; 2]) -> &'a str {
        let [one, few, many] = ru;
        let [singular, plural] = en;
        match self {
            Self::En => {
                if n == 1 {
                    singular
                } else {
                    plural
                }
            }
            Self::Ru => match (n % 10, n % 100) {
                (1, last) if last != 11 => one,
                (2..=4, last) if !(12..=14).contains(&last) => few,
                _ => many,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn russian_numbers_take_three_forms() {
        let form = |n| Lang::Ru.plural(n, ["книга", "книги", "книг"], ["book", "books"]);
        for n in [1, 21, 101] {
            assert_eq!(form(n), "книга", "{n}");
        }
        for n in [2, 3, 22] {
            assert_eq!(form(n), "книги", "{n}");
        }
        for n in [0, 5, 11, 12, 25, 111, 112] {
            assert_eq!(form(n), "книг", "{n}");
        }
    }

    #[test]
    fn english_numbers_take_two() {
        let form = |n| Lang::En.plural(n, ["", "", ""], ["book", "books"]);
        assert_eq!([form(0), form(1), form(21)], ["books", "book", "books"]);
    }
}
