//! How the generated cover of a book looks, as far as a person has said.

use serde::{Deserialize, Serialize};

use super::{Lang, Rgb};

/// How a generated cover is made up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlaqueStyle {
    /// Rag paper, centred type between double rules: books up to 1917.
    Antique,
    /// Kraft paper with a frame: brochures of 1918–1954.
    Framed,
    /// A coloured band with the title on it: brochures of 1918–1954.
    Banded,
    /// Cloth with a pale label: 1955–1964 and books without a year.
    Labelled,
    /// Flat blocks of colour and a grotesque: 1965–1984.
    Blocks,
    /// One colour, the series named between rules: a book of a series, 1955–1991.
    Series,
    /// A white field with a strong strip: since 1985.
    Strip,
}

/// Colours of cloth bindings with their names in Russian and English.
pub const CLOTHS: [(Rgb, [&str; 2]); 5] = [
    (Rgb::new(0x3c, 0x55, 0x46), ["Зелёный", "Green"]),
    (Rgb::new(0x7d, 0x26, 0x28), ["Бордовый", "Maroon"]),
    (Rgb::new(0x2a, 0x40, 0x66), ["Синий", "Blue"]),
    (Rgb::new(0x5b, 0x46, 0x6b), ["Лиловый", "Purple"]),
    (Rgb::new(0x6b, 0x4a, 0x2f), ["Коричневый", "Brown"]),
];

impl PlaqueStyle {
    /// All styles with their names in Russian and English.
    pub const ALL: [(Self, [&'static str; 2]); 7] = [
        (Self::Antique, ["Старинная книга", "Old book"]),
        (Self::Framed, ["Брошюра в рамке", "Framed brochure"]),
        (Self::Banded, ["Брошюра с полосой", "Brochure with a band"]),
        (Self::Labelled, ["Ткань с ярлыком", "Cloth with a label"]),
        (Self::Blocks, ["Цветные блоки", "Blocks of colour"]),
        (Self::Series, ["Книга серии", "Book of a series"]),
        (Self::Strip, ["Современная", "Modern"]),
    ];

    /// Its name to read.
    pub fn name(self, lang: Lang) -> &'static str {
        let [ru, en] = Self::ALL.into_iter().find(|it| it.0 == self).map_or(["", ""], |it| it.1);
        lang.pick(ru, en)
    }
}

/// What a person has said about a generated cover; the rest follows the book.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PlaqueLook {
    /// The make-up; `None` means that of its year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<PlaqueStyle>,
    /// Colour of the binding; `None` means one of those usual for the make-up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub colour: Option<Rgb>,
}
