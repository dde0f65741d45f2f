//! Age marks of Russian law (436-FZ of 2010-12-29).

use serde::{Deserialize, Serialize};

/// The youngest reader a book is meant for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum AgeMark {
    /// 0+
    Zero,
    /// 6+
    Six,
    /// 12+
    Twelve,
    /// 16+
    Sixteen,
    /// 18+
    Eighteen,
}

impl AgeMark {
    /// All marks, from the youngest.
    pub const ALL: [Self; 5] = [Self::Zero, Self::Six, Self::Twelve, Self::Sixteen, Self::Eighteen];

    /// As printed.
    pub fn text(self) -> &'static str {
        match self {
            Self::Zero => "0+",
            Self::Six => "6+",
            Self::Twelve => "12+",
            Self::Sixteen => "16+",
            Self::Eighteen => "18+",
        }
    }

    /// The mark written in a text, such as "12+" or "(16 +)"; `None` when there is none or more than one.
    pub fn find(text: &str) -> Option<Self> {
        let packed: String = text.chars().filter(|it| !it.is_whitespace()).collect();
        let ends = packed.match_indices('+').map(|(at, _)| packed.get(..at).unwrap_or_default());
        let mut found = ends.filter_map(|before| {
            let start = before
                .rfind(|it: char| !it.is_ascii_digit())
                .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
            let digits = before.get(start..)?;
            Self::ALL.into_iter().find(|it| it.text().trim_end_matches('+') == digits)
        });
        let first = found.next()?;
        found.all(|it| it == first).then_some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_in_a_note() {
        assert_eq!(AgeMark::find("12+"), Some(AgeMark::Twelve));
        assert_eq!(AgeMark::find("Для детей (6 +)"), Some(AgeMark::Six));
        assert_eq!(AgeMark::find("C++ для всех"), None);
        assert_eq!(AgeMark::find("от 12+ до 18+"), None);
        assert_eq!(AgeMark::find("Книга 112+"), None);
    }
}
