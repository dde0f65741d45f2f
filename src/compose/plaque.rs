//! Generated covers for books without a picture: cloth or paper of their time, author, title, place and year.

use crate::describe;
use crate::domain::{
    BookRecord, CLOTHS, CanvasRect, CanvasSize, Exhibit, Face, LEAST_CONTRAST, Lang, PlaqueStyle as Style, Rgb,
    TextAlign,
};
use crate::typeset::{Capitals, Fit, TextSpec, Typesetter};

use super::arrange::unit;
use super::layout::{Plaque, PlaqueItem, PlaqueKind};

struct Scheme {
    style: Style,
    ground: Rgb,
    mark: Rgb,
    /// Text on the ground.
    ink: Rgb,
    /// Text on what has the colour of the mark.
    on_mark: Rgb,
    face: Face,
    author_face: Face,
}

const KRAFT: [Rgb; 3] = [Rgb::new(0xcf, 0xb8, 0x8a), Rgb::new(0xb9, 0xb2, 0xa2), Rgb::new(0xe3, 0xd5, 0xb4)];
const PRINT: [Rgb; 3] = [Rgb::new(0x8e, 0x2a, 0x22), Rgb::new(0x2b, 0x3d, 0x5c), Rgb::new(0x3b, 0x2a, 0x1a)];
const STRIP: [Rgb; 5] = [
    Rgb::new(0xc4, 0x41, 0x1f),
    Rgb::new(0x1f, 0x5f, 0x8b),
    Rgb::new(0x2c, 0x7a, 0x5b),
    Rgb::new(0xc2, 0x8a, 0x12),
    Rgb::new(0x6d, 0x3b, 0x87),
];
const RAG: [Rgb; 3] = [Rgb::new(0xec, 0xe1, 0xc8), Rgb::new(0xe4, 0xd9, 0xc4), Rgb::new(0xdf, 0xd8, 0xc0)];
/// Ground and block of the flat covers: pairs that stand apart without shouting.
const BLOCKS: [(Rgb, Rgb); 5] = [
    (Rgb::new(0xe9, 0xe2, 0xd0), Rgb::new(0xb9, 0x44, 0x25)),
    (Rgb::new(0xdc, 0xe3, 0xe0), Rgb::new(0x1f, 0x5a, 0x6e)),
    (Rgb::new(0xee, 0xe4, 0xc8), Rgb::new(0x4d, 0x6b, 0x3a)),
    (Rgb::new(0xe6, 0xe0, 0xe4), Rgb::new(0x6a, 0x3f, 0x6b)),
    (Rgb::new(0xf0, 0xe6, 0xcf), Rgb::new(0x2d, 0x3f, 0x73)),
];
const LABEL: Rgb = Rgb::new(0xef, 0xe7, 0xd2);
const DARK: Rgb = Rgb::new(0x26, 0x22, 0x1c);
const PAPER: Rgb = Rgb::new(0xf7, 0xf4, 0xec);

/// The generated cover of an exhibit, at this size.
pub(super) fn plaque(exhibit: &Exhibit, size: CanvasSize, typesetter: &mut Typesetter) -> Plaque {
    let scheme = scheme(exhibit);
    let author = exhibit.record().map(describe::short_authors).unwrap_or_default();
    let foot = exhibit.record().map(|it| foot(&it.place, &it.year)).unwrap_or_default();
    let series = exhibit.record().and_then(|it| it.series.first()).map(|it| series_name(it)).unwrap_or_default();
    let mut sheet = Sheet { size, scheme: &scheme, typesetter, series, items: Vec::new() };
    // A preposition alone in a line of a title looks lost.
    let title = exhibit.title();
    sheet.draw(&author, &describe::polish(&title, language_of(&title)), &foot);
    let items = sheet.items;
    Plaque { exhibit: exhibit.id, ground: scheme.ground, items }
}

/// The series without its number: "Труды института ; вып. 608".
fn series_name(series: &str) -> String {
    series.split(" ; ").next().unwrap_or_default().trim().to_owned()
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
    let record = exhibit.record();
    let of_its_time =
        style_of(record.and_then(BookRecord::year_number), record.is_some_and(|it| !it.series.is_empty()), hash);
    let style = exhibit.plaque.style.unwrap_or(of_its_time);
    let (ground, mark) = match style {
        Style::Antique => (pick(&RAG, 1), DARK),
        Style::Framed | Style::Banded => (pick(&KRAFT, 1), pick(&PRINT, 2)),
        Style::Strip => (PAPER, pick(&STRIP, 3)),
        Style::Labelled | Style::Series => (pick(&CLOTHS.map(|it| it.0), 4), LABEL),
        Style::Blocks => {
            let index = (unit(hash, 5) * BLOCKS.len() as f32) as usize;
            BLOCKS.get(index).copied().unwrap_or((PAPER, DARK))
        }
    };
    let (face, author_face) = match style {
        Style::Antique => (Face::Playfair, Face::PtSerif),
        Style::Framed | Style::Labelled => (Face::PtSerifBold, Face::PtSerif),
        Style::Banded => (Face::OswaldSemiBold, Face::PtSerif),
        Style::Blocks | Style::Strip => (Face::GolosBold, Face::Golos),
        Style::Series => (Face::PtSerifBold, Face::Golos),
    };
    let (ground, mark) = exhibit.plaque.colour.map_or((ground, mark), |it| bound_in(style, it, (ground, mark)));
    let (ink, on_mark) = (first_read(ground, [DARK, PAPER]), first_read(mark, [PAPER, DARK]));
    Scheme { style, ground, mark, ink, on_mark, face, author_face }
}

/// The first of the colours that can be read on a ground; on grounds that are neither dark nor light black or white.
fn first_read(ground: Rgb, colours: [Rgb; 2]) -> Rgb {
    { colours }.into_iter().find(|it| it.contrast(ground) >= LEAST_CONTRAST).unwrap_or_else(|| ground.opposite())
}

/// Ground and mark of a cover whose binding has a colour; what is printed stands out from it.
fn bound_in(style: Style, binding: Rgb, (ground, mark): (Rgb, Rgb)) -> (Rgb, Rgb) {
    match style {
        Style::Strip | Style::Blocks => (ground, binding),
        // The label stays pale; on a pale cloth it is white with a dark edge.
        Style::Labelled if binding.contrast(mark) < 1.3 => (binding, PAPER),
        Style::Labelled => (binding, mark),
        Style::Antique | Style::Framed | Style::Banded | Style::Series if mark.contrast(binding) >= LEAST_CONTRAST => {
            (binding, mark)
        }
        Style::Antique | Style::Framed | Style::Banded | Style::Series => (binding, first_read(binding, [LABEL, DARK])),
    }
}

/// What books looked like in their year.
fn style_of(year: Option<u16>, has_series: bool, hash: u64) -> Style {
    match year {
        Some(..=1917) => Style::Antique,
        Some(..=1954) if unit(hash, 9) < 0.5 => Style::Framed,
        Some(..=1954) => Style::Banded,
        Some(..=1991) if has_series => Style::Series,
        Some(1965..=1984) => Style::Blocks,
        Some(1985..) => Style::Strip,
        _ => Style::Labelled,
    }
}

struct Sheet<'a> {
    size: CanvasSize,
    scheme: &'a Scheme,
    typesetter: &'a mut Typesetter,
    /// Name of the series, when the book is of one.
    series: String,
    items: Vec<PlaqueItem>,
}

impl Sheet<'_> {
    fn draw(&mut self, author: &str, title: &str, foot: &str) {
        match self.scheme.style {
            Style::Antique => self.antique(author, title, foot),
            Style::Blocks => self.blocks(author, title, foot),
            Style::Series => self.of_series(author, title, foot),
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
        let spec = TextSpec {
            text: words,
            face,
            stretches: &[],
            tracking: 0.0,
            leading: 1.18,
            capitals: Capitals::No,
            align,
            is_running: false,
            is_numeral: false,
            is_listed: false,
            hang: 0.0,
        };
        let (max_size, min_size) = (sizes.0 * self.size.width, sizes.1 * self.size.width);
        let fit = Fit { width: rect.width, height: rect.height, max_size, min_size, max_lines: 9 };
        let block = self.typesetter.set(&spec, fit);
        if !block.lines.is_empty() {
            self.push(rect, PlaqueKind::Text(block, colour));
        }
    }

    fn antique(&mut self, author: &str, title: &str, foot: &str) {
        let Scheme { mark, ink, face, author_face, .. } = *self.scheme;
        for y in [0.075, 0.087, 0.9, 0.912] {
            let is_thick = y == 0.075 || y == 0.912;
            self.push(self.part(0.1, y, 0.8, if is_thick { 0.006 } else { 0.0022 }), PlaqueKind::Fill(mark));
        }
        self.text(author, author_face, self.part(0.12, 0.12, 0.76, 0.12), (0.07, 0.045), TextAlign::Center, ink);
        self.text(title, face, self.part(0.11, 0.26, 0.78, 0.42), (0.13, 0.055), TextAlign::Center, ink);
        self.push(self.part(0.42, 0.745, 0.16, 0.003), PlaqueKind::Fill(mark));
        self.text(foot, author_face, self.part(0.12, 0.79, 0.76, 0.08), (0.058, 0.04), TextAlign::Center, ink);
    }

    fn blocks(&mut self, author: &str, title: &str, foot: &str) {
        let Scheme { ground, mark, ink, on_mark, face, author_face, .. } = *self.scheme;
        let light = ground.mix(mark, 0.35);
        self.push(self.part(0.0, 0.5, 1.0, 0.5), PlaqueKind::Fill(mark));
        self.push(self.part(0.62, 0.5, 0.38, 0.253), PlaqueKind::Fill(light));
        self.push(self.part(0.62, 0.753, 0.38, 0.247), PlaqueKind::Fill(mark.mix(Rgb::new(0, 0, 0), 0.18)));
        self.text(author, author_face, self.part(0.09, 0.06, 0.82, 0.08), (0.072, 0.045), TextAlign::Left, ink);
        self.text(
            title,
            face,
            self.part(0.09, 0.155, 0.75, 0.315),
            (0.125, 0.052),
            TextAlign::Left,
            mark.shade_readable_on(&[ground], ink),
        );
        self.text(foot, author_face, self.part(0.09, 0.88, 0.5, 0.08), (0.054, 0.036), TextAlign::Left, on_mark);
    }

    fn of_series(&mut self, author: &str, title: &str, foot: &str) {
        let Scheme { ground, mark, face, author_face, .. } = *self.scheme;
        let series = std::mem::take(&mut self.series);
        for y in [0.07, 0.175, 0.865] {
            self.push(self.part(0.09, y, 0.82, 0.004), PlaqueKind::Fill(mark));
        }
        // The field in the middle goes away from the letters, not towards them.
        let away = if mark.luminance() > ground.luminance() { Rgb::new(0, 0, 0) } else { Rgb::new(255, 255, 255) };
        self.push(self.part(0.09, 0.2, 0.82, 0.6), PlaqueKind::Fill(ground.mix(away, 0.16)));
        self.text(&series, author_face, self.part(0.1, 0.085, 0.8, 0.08), (0.052, 0.034), TextAlign::Center, mark);
        self.text(author, author_face, self.part(0.15, 0.23, 0.7, 0.1), (0.066, 0.042), TextAlign::Center, mark);
        self.text(title, face, self.part(0.14, 0.34, 0.72, 0.4), (0.12, 0.05), TextAlign::Center, mark);
        self.text(foot, author_face, self.part(0.1, 0.885, 0.8, 0.06), (0.054, 0.036), TextAlign::Center, mark);
    }

    fn framed(&mut self, author: &str, title: &str, foot: &str) {
        let Scheme { ground, ink, face, author_face, .. } = *self.scheme;
        let mark = self.scheme.mark.shade_readable_on(&[ground], ink);
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
        let Scheme { mark, ink, on_mark, face, author_face, .. } = *self.scheme;
        self.push(self.part(0.0, 0.24, 1.0, 0.42), PlaqueKind::Fill(mark));
        self.text(author, author_face, self.part(0.1, 0.08, 0.8, 0.13), (0.076, 0.045), TextAlign::Center, ink);
        self.text(title, face, self.part(0.11, 0.28, 0.78, 0.34), (0.13, 0.058), TextAlign::Center, on_mark);
        self.text(foot, author_face, self.part(0.1, 0.85, 0.8, 0.08), (0.06, 0.04), TextAlign::Center, ink);
    }

    fn labelled(&mut self, author: &str, title: &str, foot: &str) {
        let Scheme { ground, mark, ink, on_mark, face, author_face, .. } = *self.scheme;
        let label = self.part(0.13, 0.18, 0.74, 0.42);
        self.push(self.part(0.0, 0.0, 0.075, 1.0), PlaqueKind::Fill(ground.mix(Rgb::new(0, 0, 0), 0.22)));
        self.push(label, PlaqueKind::Fill(mark));
        let inset = crate::domain::Insets::all(self.size.width * 0.022);
        self.push(label.shrink(inset), PlaqueKind::Frame(ground, self.size.width * 0.006));
        self.text(author, author_face, self.part(0.18, 0.205, 0.64, 0.08), (0.062, 0.042), TextAlign::Center, on_mark);
        self.text(title, face, self.part(0.18, 0.29, 0.64, 0.28), (0.11, 0.05), TextAlign::Center, on_mark);
        self.text(
            foot,
            author_face,
            self.part(0.13, 0.86, 0.74, 0.08),
            (0.056, 0.04),
            TextAlign::Center,
            mark.shade_readable_on(&[ground], ink),
        );
    }

    fn strip(&mut self, author: &str, title: &str, foot: &str) {
        let Scheme { mark, ink, on_mark, face, author_face, .. } = *self.scheme;
        self.push(self.part(0.0, 0.0, 1.0, 0.2), PlaqueKind::Fill(mark));
        self.text(author, author_face, self.part(0.09, 0.045, 0.8, 0.11), (0.075, 0.045), TextAlign::Left, on_mark);
        self.text(title, face, self.part(0.09, 0.25, 0.75, 0.5), (0.125, 0.055), TextAlign::Left, ink);
        self.push(self.part(0.09, 0.83, 0.16, 0.012), PlaqueKind::Fill(mark));
        self.text(foot, author_face, self.part(0.09, 0.86, 0.82, 0.08), (0.056, 0.04), TextAlign::Left, ink);
    }
}

/// The rules a title is set by: those of its own letters, whatever the exhibition speaks.
fn language_of(title: &str) -> Lang {
    let is_cyrillic = |it: char| ('\u{400}'..='\u{52f}').contains(&it);
    if title.chars().any(is_cyrillic) { Lang::Ru } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ExhibitId;

    fn book(year: &str, series: &[&str], title: &str) -> Exhibit {
        let record = BookRecord {
            title: title.to_owned(),
            year: year.to_owned(),
            place: "Москва".to_owned(),
            series: series.iter().map(|it| (*it).to_owned()).collect(),
            ..BookRecord::default()
        };
        Exhibit::of_record(ExhibitId(1), record)
    }

    #[test]
    fn every_time_has_its_covers_and_one_book_always_the_same() {
        let (size, mut typesetter) = (CanvasSize { width: 400.0, height: 600.0 }, Typesetter::new());
        let mut seen = std::collections::BTreeSet::new();
        for (year, series) in
            [("1771", &[][..]), ("1942", &[]), ("1958", &[]), ("1972", &[]), ("1972", &["Эврика ; 5"]), ("2021", &[])]
        {
            let exhibit = book(year, series, "Записки врача");
            let first = plaque(&exhibit, size, &mut typesetter);
            assert_eq!(format!("{first:?}"), format!("{:?}", plaque(&exhibit, size, &mut typesetter)));
            seen.insert(format!("{:?}", first.items.iter().map(|it| it.rect).collect::<Vec<_>>()));
        }
        assert_eq!(seen.len(), 6);
    }

    #[test]
    fn letters_stand_out_on_every_binding() {
        let (size, mut typesetter) = (CanvasSize { width: 400.0, height: 600.0 }, Typesetter::new());
        let shades = [0x00, 0x55, 0xaa, 0xff];
        let colours = shades.into_iter().flat_map(|r| shades.map(|g| shades.map(|b| Rgb::new(r, g, b)))).flatten();
        // Of titles alone depend the colours that nobody chose.
        let looks = colours.map(|it| (Some(it), String::new())).chain((0..60).map(|it| (None, it.to_string())));
        for ((colour, number), (style, _)) in looks.flat_map(|it| Style::ALL.map(|style| (it.clone(), style))) {
            let mut exhibit = book("1958", &["Эврика"], &format!("Записки врача {number}"));
            exhibit.plaque = crate::domain::PlaqueLook { style: Some(style), colour };
            let plaque = plaque(&exhibit, size, &mut typesetter);
            for (i, item) in plaque.items.iter().enumerate() {
                let PlaqueKind::Text(_, ink) = &item.kind else { continue };
                let middle = (item.rect.x + item.rect.width / 2.0, item.rect.y + item.rect.height / 2.0);
                let is_under = |rect: &CanvasRect| {
                    (rect.x..rect.x + rect.width).contains(&middle.0)
                        && (rect.y..rect.y + rect.height).contains(&middle.1)
                };
                let mut fills = plaque.items.iter().take(i).rev().filter(|it| is_under(&it.rect));
                let under = fills.find_map(|it| if let PlaqueKind::Fill(it) = it.kind { Some(it) } else { None });
                let ground = under.unwrap_or(plaque.ground);
                assert!(ink.contrast(ground) >= LEAST_CONTRAST, "{style:?} {colour:?}: {ink:?} on {ground:?}");
            }
        }
    }

    #[test]
    fn a_title_of_two_hundred_letters_stays_on_its_cover() {
        let (size, mut typesetter) = (CanvasSize { width: 400.0, height: 600.0 }, Typesetter::new());
        let long = "Обстоятельное описание всех важнейших происшествий и достопамятных перемен ".repeat(3);
        for year in ["1804", "1942", "1943", "1958", "1972", "2021", ""] {
            let plaque = plaque(&book(year, &[], &long), size, &mut typesetter);
            for item in &plaque.items {
                if let PlaqueKind::Text(block, _) = &item.kind {
                    assert!(block.height <= item.rect.height + 0.5, "{year}: {} in {}", block.height, item.rect.height);
                }
            }
        }
    }
}
