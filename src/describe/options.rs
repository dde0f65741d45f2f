//! What an institution fixes once for all its descriptions.

/// A style of description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// GOST R 7.0.100-2018: the full description of a library.
    Gost7_0_100,
    /// GOST R 7.0.5-2008: the short reference, for captions.
    Gost7_0_5,
    /// APA, 7th edition.
    Apa,
    /// Author, title, year.
    Plain,
}

impl Style {
    /// All styles with their names on the command line.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Gost7_0_100, "gost-7.0.100"),
        (Self::Gost7_0_5, "gost-7.0.5"),
        (Self::Apa, "apa"),
        (Self::Plain, "plain"),
    ];
}

/// The dash between areas; the standard prints the short one, many libraries the long one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// –
    En,
    /// —
    Em,
    /// A point alone, as GOST R 7.0.5 allows.
    None,
}

impl Dash {
    /// All dashes with their names on the command line.
    pub const ALL: [(Self, &'static str); 3] = [(Self::En, "en"), (Self::Em, "em"), (Self::None, "none")];
}

/// How places of publication are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Places {
    /// «Москва», as GOST R 7.0.100 has it.
    Full,
    /// «М.», as GOST R 7.0.5 has it.
    Short,
    /// As in the record.
    AsWritten,
}

impl Places {
    /// All ways with their names on the command line.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Full, "full"), (Self::Short, "short"), (Self::AsWritten, "as-written")];
}

/// The space before a colon; GOST R 7.0.5 allows both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colon {
    /// «Заглавие : сведения»
    Spaced,
    /// «Заглавие: сведения»
    Tight,
}

impl Colon {
    /// Both with their names on the command line.
    pub const ALL: [(Self, &'static str); 2] = [(Self::Spaced, "spaced"), (Self::Tight, "tight")];
}

/// An element that a description may have or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionalElement {
    /// «Текст : непосредственный»
    ContentType,
    /// ISBN
    Isbn,
    /// Series, in brackets.
    Series,
    /// «: ил.» after the pages.
    Illustrations,
    /// «; 21 см» after the pages.
    Size,
    /// Notes.
    Notes,
}

impl OptionalElement {
    /// All of them with their names on the command line.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::ContentType, "content-type"),
        (Self::Isbn, "isbn"),
        (Self::Series, "series"),
        (Self::Illustrations, "illustrations"),
        (Self::Size, "size"),
        (Self::Notes, "notes"),
    ];

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of optional elements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OptionalElements(u8);

impl OptionalElements {
    /// These elements.
    pub fn of(elements: &[OptionalElement]) -> Self {
        Self(elements.iter().fold(0, |set, it| set | it.bit()))
    }

    /// Whether an element is given.
    pub fn has(self, element: OptionalElement) -> bool {
        self.0 & element.bit() != 0
    }

    /// The set with one element more.
    pub fn with(self, element: OptionalElement) -> Self {
        Self(self.0 | element.bit())
    }

    /// The set with one element less.
    pub fn without(self, element: OptionalElement) -> Self {
        Self(self.0 & !element.bit())
    }
}

/// What an institution fixes once for all its descriptions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DescribeOptions {
    /// Between areas.
    pub dash: Dash,
    /// Places of publication.
    pub places: Places,
    /// Before a colon.
    pub colon: Colon,
    /// OptionalElements given beyond those every description has.
    pub elements: OptionalElements,
}

impl DescribeOptions {
    /// What is usual for a style: the full description has most, the short one the least.
    pub fn usual(style: Style) -> Self {
        let full =
            OptionalElements::of(&[OptionalElement::ContentType, OptionalElement::Isbn, OptionalElement::Series]);
        match style {
            Style::Gost7_0_100 => Self { dash: Dash::En, places: Places::Full, colon: Colon::Spaced, elements: full },
            _ => Self {
                dash: Dash::None,
                places: Places::Short,
                colon: Colon::Spaced,
                elements: OptionalElements::default(),
            },
        }
    }

    pub(super) fn has(self, element: OptionalElement) -> bool {
        self.elements.has(element)
    }

    pub(super) fn separator(self) -> &'static str {
        match self.dash {
            Dash::En => " – ",
            Dash::Em => " — ",
            Dash::None => " ",
        }
    }

    pub(super) fn colon(self) -> &'static str {
        match self.colon {
            Colon::Spaced => " : ",
            Colon::Tight => ": ",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_come_and_go_one_by_one() {
        let some = OptionalElements::of(&[OptionalElement::Isbn, OptionalElement::Notes]);
        for (element, _) in OptionalElement::ALL {
            assert!(some.with(element).has(element));
            assert!(!some.without(element).has(element));
        }
        assert!(some.has(OptionalElement::Isbn) && !some.has(OptionalElement::Series));
    }
}
