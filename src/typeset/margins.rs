//! Optical margins: lines stand in line by their ink, with quotation marks and points outside the edge.
//!
//! What stands outside never reaches farther than the text allows (`TextSpec::hang`), and letters move as one line.

use super::faces::ink;
use super::shape::{Cluster, Shaped};

/// Marks that open a line and stand before its margin whole.
const OPENING: [char; 5] = ['«', '„', '“', '"', '‹'];
/// Marks that end a line, with the share of their width that stands past its margin.
const CLOSING: [(char, f32); 7] = [('.', 0.7), (',', 0.7), ('-', 0.6), ('‑', 0.6), ('»', 0.5), ('”', 0.7), ('…', 0.3)];

/// How far a line reaches past both ends of its measure, in ems.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Overhang {
    pub(super) left: f32,
    pub(super) right: f32,
}

impl Overhang {
    /// That of a line of these clusters, `most` at each end; `hyphen` follows when the line has one.
    pub(super) fn of(shaped: &Shaped, clusters: &[Cluster], hyphen: Option<&Cluster>, most: f32) -> Self {
        if most <= 0.0 {
            return Self::default();
        }
        // A mark by itself is a picture: it stands on the margin.
        let mark = |it| if clusters.len() > 1 { mark(shaped, it) } else { None };
        let left = clusters.first().map_or(0.0, |it| before(mark(it), it));
        let right = match hyphen {
            Some(it) => after(Some('-'), it),
            None => clusters.last().map_or(0.0, |it| after(mark(it), it)),
        };
        Self { left: left.clamp(0.0, most), right: right.clamp(0.0, most) }
    }
}

fn mark(shaped: &Shaped, cluster: &Cluster) -> Option<char> {
    shaped.text.get(cluster.start..)?.chars().next()
}

fn before(mark: Option<char>, cluster: &Cluster) -> f32 {
    if mark.is_some_and(|it| OPENING.contains(&it)) {
        return cluster.advance;
    }
    let Some(first) = cluster.glyphs.first() else { return 0.0 };
    ink(first.face, first.id).map_or(0.0, |it| first.x + it.0)
}

fn after(mark: Option<char>, cluster: &Cluster) -> f32 {
    let share = CLOSING.iter().find(|it| Some(it.0) == mark).map(|it| it.1);
    if let Some(share) = share {
        return cluster.advance * share;
    }
    let Some(last) = cluster.glyphs.last() else { return 0.0 };
    ink(last.face, last.id).map_or(0.0, |it| cluster.advance - last.x - it.1)
}

#[cfg(test)]
mod tests {
    use crate::domain::{Face, TextAlign};
    use crate::typeset::faces::metrics;
    use crate::typeset::{Capitals, Fit, TextBlock, TextSpec, Typesetter};

    const MOST: f32 = 40.0;

    fn usual(text: &str) -> TextSpec<'_> {
        TextSpec {
            text,
            face: Face::PtSerif,
            stretches: &[],
            tracking: 0.0,
            leading: 1.3,
            capitals: Capitals::No,
            align: TextAlign::Left,
            is_running: true,
            is_numeral: false,
            is_listed: false,
            hang: 0.0,
        }
    }

    fn set(text: &str, align: TextAlign, width: f32, hang: f32) -> TextBlock {
        let spec = TextSpec { align, hang, ..usual(text) };
        let fit = Fit { width, height: 900.0, max_size: 40.0, min_size: 40.0, max_lines: 20 };
        Typesetter::new().set(&spec, fit)
    }

    /// Where the ink of a line begins and ends.
    fn ink(block: &TextBlock, line: usize) -> (f32, f32) {
        let line = &block.lines[line];
        let (first, last) = (line.glyphs[0], line.glyphs[line.glyphs.len() - 1]);
        let at = |glyph: crate::typeset::PlacedGlyph| {
            let (left, right) = super::ink(glyph.face, glyph.id).unwrap();
            let x = line.x + glyph.x;
            (x + left * block.size, x + right * block.size)
        };
        (at(first).0, at(last).1)
    }

    #[test]
    fn a_line_begins_at_the_edge_with_its_ink() {
        for text in ["12 мая", "Новинки", "Книги", "«"] {
            assert!(ink(&set(text, TextAlign::Left, 900.0, MOST), 0).0.abs() < 0.1, "{text}");
            assert!(ink(&set(text, TextAlign::Left, 900.0, 0.0), 0).0 > 0.1, "{text}");
            let right = ink(&set(text, TextAlign::Right, 900.0, MOST), 0).1;
            assert!((right - 900.0).abs() < 0.1, "{text} {right}");
        }
    }

    /// Years that were set smaller for their room begin and end with it.
    #[test]
    fn a_number_too_wide_for_its_room_fills_it_with_its_ink() {
        for (face, width) in [(Face::PtSerif, 300.0), (Face::Golos, 417.0), (Face::Cormorant, 351.0)] {
            let spec = TextSpec { face, is_running: false, is_numeral: true, hang: MOST, ..usual("2021–2024") };
            let fit = Fit { width, height: 900.0, max_size: 200.0, min_size: 20.0, max_lines: 1 };
            let set = Typesetter::new().set(&spec, fit);
            let (left, right) = ink(&set, 0);
            assert!(left.abs() < 0.1 && (right - width).abs() < 0.1, "{face:?}: {left} {right}");
            // In a low room its height is what it is set smaller for.
            let low = Typesetter::new().set(&spec, Fit { height: 40.0, ..fit });
            let digits = metrics(face).cap_height * low.size;
            assert!(digits <= 40.6 && ink(&low, 0).1 < width, "{face:?}: {digits}");
        }
    }

    #[test]
    fn quotation_marks_stand_outside_and_no_farther_than_they_may() {
        let word = ink(&set("Витрина", TextAlign::Left, 900.0, MOST), 0).0;
        let quoted = set("«Витрина»", TextAlign::Left, 900.0, MOST);
        let second = quoted.lines[0].x + quoted.lines[0].glyphs[1].x;
        assert!(second.abs() < 0.1 && word.abs() < 0.1, "{second}");
        let little = set("«Витрина»", TextAlign::Left, 900.0, 12.0);
        assert!((little.lines[0].x + 12.0).abs() < 0.1, "{}", little.lines[0].x);
        assert_eq!(set("«Витрина»", TextAlign::Center, 900.0, MOST), set("«Витрина»", TextAlign::Center, 900.0, 0.0));
    }

    #[test]
    fn hyphens_and_points_of_justified_lines_stand_past_the_edge() {
        let text = "Книга, с которой началась современная биология: наблюдения за породами, видами и ископаемыми. ";
        let text = &text.repeat(3);
        let mut n_past = 0;
        for width in (900..1100_u16).step_by(10).map(f32::from) {
            let block = set(text, TextAlign::Justify, width, MOST);
            let plain = set(text, TextAlign::Justify, width, 0.0);
            assert!(plain.lines.iter().all(|it| it.x + it.width < width + 0.5));
            // What cannot be justified is ragged as a whole.
            let is_even = plain.lines.iter().rev().skip(1).all(|it| it.width > width - 0.5);
            for i in (0..block.lines.len() - 1).filter(|_| is_even) {
                let (left, right) = ink(&block, i);
                assert!(left < 0.1 && right > width - 1.0 && right < width + MOST, "{left} {right}");
                n_past += usize::from(right > width + 3.0);
            }
        }
        assert!(n_past > 0);
    }
}
