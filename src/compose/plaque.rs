//! Generated covers for books without a picture: cloth or paper of their time, author, title, place and year.

use crate::describe;
use crate::domain::{CanvasRect, CanvasSize, Exhibit, Face, Rgb, TextAlign};
use crate::typeset::{Fit, TextSpec, Typesetter};

use super::arrange::unit;
use super::layout::{Plaque, PlaqueItem, PlaqueKind};

/// How a generated cover is made up.
#[derive(Clone, Copy)]
enum Style {
    /// Kraft paper with a frame: brochures up to 1954.
    Framed,
    /// A coloured band with the title on it: brochures up to 1954.
    Banded,
    /// Cloth with a pale label: 1955–1984 and books without a year.
    Labelled,
    /// A white field with a strong strip: since 1985.
    Strip,
}

struct Scheme {
    style: Style,
    ground: Rgb,
    mark: Rgb,
    ink: Rgb,
    face: Face,
    author_face: Face,
}

const KRAFT: [Rgb; 3] = [Rgb::new(0xcf, 0xb8, 0x8a), Rgb::new(0xb9, 0xb2, 0xa2), Rgb::new(0xe3, 0xd5, 0xb4)];
const PRINT: [Rgb; 3] = [Rgb::new(0x8e, 0x2a, 0x22), Rgb::new(0x2b, 0x3d, 0x5c), Rgb::new(0x3b, 0x2a, 0x1a)];
const CLOTH: [Rgb; 5] = [
    Rgb::new(0x3c, 0x55, 0x46),
    Rgb::new(0x7d, 0x26, 0x28),
    Rgb::new(0x2a, 0x40, 0x66),
    Rgb::new(0x5b, 0x46, 0x6b),
    Rgb::new(0x6b, 0x4a, 0x2f),
];
const STRIP: [Rgb; 5] = [
    Rgb::new(0xd6, 0x4a, 0x26),
    Rgb::new(0x1f, 0x5f, 0x8b),
    Rgb::new(0x2c, 0x7a, 0x5b),
    Rgb::new(0xc2, 0x8a, 0x12),
    Rgb::new(0x6d, 0x3b, 0x87),
];
const LABEL: Rgb = Rgb::new(0xef, 0xe7, 0xd2);
const DARK: Rgb = Rgb::new(0x26, 0x22, 0x1c);
const PAPER: Rgb = Rgb::new(0xf7, 0xf4, 0xec);

/// The generated cover of an exhibit, at this size.
pub(super) fn plaque(exhibit: &Exhibit, size: CanvasSize, typesetter: &mut Typesetter) -> Plaque {
    let scheme = scheme(exhibit);
    let author = exhibit.record().map(describe::short_authors).unwrap_or_default();
    let foot = exhibit.record().map(|it| foot(&it.place, &it.year)).unwrap_or_default();
    let mut sheet = Sheet { size, scheme: &scheme, typesetter, items: Vec::new() };
    sheet.draw(&author, &exhibit.title(), &foot);
    let items = sheet.items;
    Plaque { exhibit: exhibit.id, ground: scheme.ground, items }
}

fn foot(place: &str, year: &str) -> String {
    let parts: Vec<&str> = [place, year].into_iter().filter(|it| !it.is_empty()).collect();
    parts.join(" · ")
}

fn scheme(exhibit: &Exhibit) -> Scheme {
    let hash = exhibit
        .title()
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    let pick = |from: &[Rgb], i: u64| {
        let index = (unit(hash, i) * from.len() as f32) as usize;
        from.get(index.min(from.len().saturating_sub(1))).copied().unwrap_or(DARK)
    };
    let year = exhibit.record().and_then(crate::domain::BookRecord::year_number);
    match year {
        Some(year) if year <= 1954 && unit(hash, 9) < 0.5 => Scheme {
            style: Style::Framed,
            ground: pick(&KRAFT, 1),
            mark: pick(&PRINT, 2),
            ink: DARK,
            face: Face::PtSerifBold,
            author_face: Face::PtSerif,
        },
        Some(year) if year <= 1954 => Scheme {
            style: Style::Banded,
            ground: pick(&KRAFT, 1),
            mark: pick(&PRINT, 2),
            ink: DARK,
            face: Face::OswaldSemiBold,
            author_face: Face::PtSerif,
        },
        Some(year) if year >= 1985 => Scheme {
            style: Style::Strip,
            ground: PAPER,
            mark: pick(&STRIP, 3),
            ink: DARK,
            face: Face::GolosBold,
            author_face: Face::Golos,
        },
        _ => Scheme {
            style: Style::Labelled,
            ground: pick(&CLOTH, 4),
            mark: LABEL,
            ink: DARK,
            face: Face::PtSerifBold,
            author_face: Face::PtSerif,
        },
    }
}

struct Sheet<'a> {
    size: CanvasSize,
    scheme: &'a Scheme,
    typesetter: &'a mut Typesetter,
    items: Vec<PlaqueItem>,
}

impl Sheet<'_> {
    fn draw(&mut self, author: &str, title: &str, foot: &str) {
        match self.scheme.style {
            Style::Framed => self.framed(author, title, foot),
            Style::Banded => self.banded(author, title, foot),
            Style::Labelled => self.labelled(author, title, foot),
            Style::Strip => self.strip(author, title, foot),
        }
    }

    /// A rectangle in fractions of the cover.
    fn part(&self, x: f32, y: f32, width: f32, height: f32) -> CanvasRect {
        let CanvasSize { width: w, height: h } = self.size;
        CanvasRect::new(x * w, y * h, width * w, height * h)
    }

    fn push(&mut self, rect: CanvasRect, kind: PlaqueKind) {
        self.items.push(PlaqueItem { rect, kind });
    }

    /// A text as large as it fits between two sizes, in fractions of the width; stands in the middle of its box.
    fn text(&mut self, words: &str, face: Face, rect: CanvasRect, sizes: (f32, f32), align: TextAlign, colour: Rgb) {
        let spec =
            TextSpec { text: words, face, tracking: 0.0, leading: 1.18, capitals: false, align, is_running: false };
        let (max_size, min_size) = (sizes.0 * self.size.width, sizes.1 * self.size.width);
        let fit = Fit { width: rect.width, height: rect.height, max_size, min_size, max_lines: 9 };
        let block = self.typesetter.set(&spec, fit);
        if !block.lines.is_empty() {
            self.push(rect, PlaqueKind::Text(block, colour));
        }
    }

    fn framed(&mut self, author: &str, title: &str, foot: &str) {
        let Scheme { mark, ink, face, author_face, .. } = *self.scheme;
        let w = self.size.width;
        let outer = CanvasRect::new(w * 0.06, w * 0.06, w * 0.88, self.size.height - w * 0.12);
        let inner = outer.shrink(crate::domain::Insets::all(w * 0.025));
        self.push(outer, PlaqueKind::Frame(mark, w * 0.014));
        self.push(inner, PlaqueKind::Frame(mark, w * 0.005));
        self.text(author, author_face, self.part(0.15, 0.1, 0.7, 0.13), (0.072, 0.045), TextAlign::Center, ink);
        self.text(title, face, self.part(0.14, 0.26, 0.72, 0.46), (0.125, 0.058), TextAlign::Center, mark);
        self.text(foot, author_face, self.part(0.15, 0.84, 0.7, 0.08), (0.058, 0.04), TextAlign::Center, ink);
    }

    fn banded(&mut self, author: &str, title: &str, foot: &str) {
        let Scheme { mark, ink, face, author_face, .. } = *self.scheme;
        self.push(self.part(0.0, 0.24, 1.0, 0.42), PlaqueKind::Fill(mark));
        self.text(author, author_face, self.part(0.1, 0.08, 0.8, 0.13), (0.076, 0.045), TextAlign::Center, ink);
        self.text(title, face, self.part(0.1, 0.28, 0.8, 0.34), (0.13, 0.058), TextAlign::Center, PAPER);
        self.text(foot, author_face, self.part(0.1, 0.85, 0.8, 0.08), (0.06, 0.04), TextAlign::Center, ink);
    }

    fn labelled(&mut self, author: &str, title: &str, foot: &str) {
        let Scheme { ground, mark, ink, face, author_face, .. } = *self.scheme;
        let label = self.part(0.13, 0.18, 0.74, 0.42);
        self.push(self.part(0.0, 0.0, 0.075, 1.0), PlaqueKind::Fill(ground.mix(Rgb::new(0, 0, 0), 0.22)));
        self.push(label, PlaqueKind::Fill(mark));
        let inset = crate::domain::Insets::all(self.size.width * 0.022);
        self.push(label.shrink(inset), PlaqueKind::Frame(ground, self.size.width * 0.006));
        self.text(author, author_face, self.part(0.18, 0.205, 0.64, 0.08), (0.062, 0.042), TextAlign::Center, ink);
        self.text(title, face, self.part(0.18, 0.29, 0.64, 0.28), (0.11, 0.05), TextAlign::Center, ink);
        self.text(foot, author_face, self.part(0.13, 0.86, 0.74, 0.08), (0.056, 0.04), TextAlign::Center, mark);
    }

    fn strip(&mut self, author: &str, title: &str, foot: &str) {
        let Scheme { mark, ink, face, author_face, .. } = *self.scheme;
        self.push(self.part(0.0, 0.0, 1.0, 0.2), PlaqueKind::Fill(mark));
        self.text(author, author_face, self.part(0.09, 0.045, 0.82, 0.11), (0.075, 0.045), TextAlign::Left, PAPER);
        self.text(title, face, self.part(0.09, 0.25, 0.82, 0.5), (0.125, 0.055), TextAlign::Left, ink);
        self.push(self.part(0.09, 0.83, 0.16, 0.012), PlaqueKind::Fill(mark));
        self.text(foot, author_face, self.part(0.09, 0.86, 0.82, 0.08), (0.056, 0.04), TextAlign::Left, ink);
    }
}
