//! Where carets stand in a text that is set.
//!
//! Setting a text changes its spaces, breaks its lines and adds hyphens, but keeps its visible characters and their
//! order. So a place in the text is told by how many visible characters are before it, and at a gap between words by
//! the character it leans on.

use super::block::TextBlock;

/// Visible characters that are set as one, and where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct InkCell {
    /// Visible characters of the block before them.
    pub before: u32,
    /// How many they are.
    pub n: u32,
    /// Their left edge, from the left end of the line.
    pub x: f32,
    /// Their width.
    pub width: f32,
}

/// A place between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caret {
    /// Visible characters before it.
    pub ink: u32,
    /// Which of its neighbours it stands at, when they are apart.
    pub lean: Lean,
}

/// The neighbour a caret stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lean {
    /// The character before: after the last letter of a word.
    Back,
    /// The character after: before the first letter of a word.
    On,
}

/// Visible characters in a text.
pub fn n_ink(text: &str) -> u32 {
    text.chars().filter(|it| !it.is_whitespace()).count() as u32
}

impl Caret {
    /// The place in a text of so many characters before it.
    pub fn in_text(text: &str, n_chars: usize) -> Self {
        let at = text.char_indices().nth(n_chars).map_or(text.len(), |it| it.0);
        let before = text.get(..at).unwrap_or_default();
        let lean = if before.ends_with(|it: char| !it.is_whitespace()) { Lean::Back } else { Lean::On };
        Self { ink: n_ink(before), lean }
    }

    /// How many characters of a text are before it.
    pub fn n_chars(self, text: &str) -> usize {
        let mut ink = 0;
        for (n, letter) in text.chars().enumerate() {
            let is_ink = !letter.is_whitespace();
            if ink == self.ink && (is_ink || self.lean == Lean::Back) {
                return n;
            }
            ink += u32::from(is_ink);
        }
        text.chars().count()
    }
}

impl TextBlock {
    /// The line a caret stands in and its distance from the left edge of the block; `None` in an empty block.
    pub fn caret(&self, caret: Caret) -> Option<(usize, f32)> {
        let cells =
            || self.lines.iter().enumerate().flat_map(|(i, line)| line.cells.iter().map(move |it| (i, line, it)));
        let after = || cells().find(|(_, _, it)| it.before + it.n > caret.ink);
        let behind = || cells().rfind(|(_, _, it)| it.before < caret.ink);
        let found = match caret.lean {
            Lean::On => after().or_else(behind),
            Lean::Back => behind().or_else(after),
        };
        let (index, line, cell) = found?;
        let share = caret.ink.saturating_sub(cell.before).min(cell.n) as f32 / cell.n.max(1) as f32;
        Some((index, line.x + cell.x + cell.width * share))
    }

    /// The place nearest to a point of a line, `x` from the left edge of the block.
    pub fn caret_in_line(&self, line: usize, x: f32) -> Caret {
        let Some(line) = self.lines.get(line.min(self.lines.len().saturating_sub(1))) else {
            return Caret { ink: 0, lean: Lean::On };
        };
        let edges = line.cells.iter().flat_map(|cell| {
            (0..=cell.n).map(move |i| {
                let lean = if i == 0 { Lean::On } else { Lean::Back };
                let at = line.x + cell.x + cell.width * i as f32 / cell.n.max(1) as f32;
                (Caret { ink: cell.before + i, lean }, (at - x).abs())
            })
        });
        edges.min_by(|a, b| a.1.total_cmp(&b.1)).map_or(Caret { ink: 0, lean: Lean::On }, |it| it.0)
    }

    /// The line nearest to a height, from the top of the block.
    pub fn line_at(&self, y: f32) -> usize {
        // The middle of small letters lies about a third of the size above the baseline.
        let distance = |baseline: f32| (baseline - self.size / 3.0 - y).abs();
        let lines = self.lines.iter().enumerate();
        lines.min_by(|a, b| distance(a.1.baseline).total_cmp(&distance(b.1.baseline))).map_or(0, |it| it.0)
    }

    /// What lies between two carets: line, left and right edge from the left edge of the block.
    pub fn between(&self, from: u32, to: u32) -> impl Iterator<Item = (usize, f32, f32)> {
        self.lines.iter().enumerate().filter_map(move |(index, line)| {
            let mut cells = line.cells.iter().filter(|it| it.before + it.n > from && it.before < to);
            let first = cells.next()?;
            let last = cells.next_back().unwrap_or(first);
            Some((index, line.x + first.x, line.x + last.x + last.width))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Capitals, Fit, TextSpec, Typesetter};
    use super::*;
    use crate::domain::{Face, TextAlign};

    const TEXT: &str = "Книга, с которой  началась\n\nсовременная биология";

    fn set(text: &str, width: f32) -> TextBlock {
        let spec = TextSpec {
            text,
            face: Face::PtSerif,
            stretches: &[],
            tracking: 0.0,
            leading: 1.4,
            capitals: Capitals::Level,
            align: TextAlign::Center,
            is_running: true,
            is_numeral: false,
            is_listed: false,
            hang: 0.0,
        };
        let fit = Fit { width, height: 900.0, max_size: 40.0, min_size: 40.0, max_lines: 30 };
        Typesetter::new().set(&spec, fit)
    }

    #[test]
    fn every_place_of_a_text_has_a_caret_and_the_caret_leads_back_to_it() {
        for width in [190.0, 300.0, 900.0] {
            let block = set(TEXT, width);
            for n in 0..=TEXT.chars().count() {
                let caret = Caret::in_text(TEXT, n);
                let (line, x) = block.caret(caret).unwrap();
                let back = block.caret_in_line(line, x);
                assert_eq!(back.ink, caret.ink, "{n} at {width}");
                assert_eq!(Caret::in_text(TEXT, back.n_chars(TEXT)).ink, caret.ink, "{n} at {width}");
            }
        }
    }

    #[test]
    fn at_a_broken_line_a_caret_stands_where_it_leans() {
        let block = set("слово слово", 160.0);
        assert_eq!(block.lines.len(), 2);
        assert_eq!(block.caret(Caret { ink: 5, lean: Lean::Back }).unwrap().0, 0);
        assert_eq!(block.caret(Caret { ink: 5, lean: Lean::On }).unwrap().0, 1);
        assert_eq!(
            (Caret::in_text("слово слово", 5).lean, Caret::in_text("слово слово", 6).lean),
            (Lean::Back, Lean::On)
        );
    }

    #[test]
    fn carets_go_from_left_to_right_and_stay_in_the_block() {
        let block = set("Чехов", 400.0);
        let places: Vec<f32> =
            (0..=5).filter_map(|it| Some(block.caret(Caret { ink: it, lean: Lean::Back })?.1)).collect();
        assert!(places.len() == 6 && places.windows(2).all(|it| it[0] < it[1]), "{places:?}");
        assert!(places[0] >= 0.0 && places[5] <= 400.0);
    }

    #[test]
    fn what_is_selected_covers_its_letters_in_every_line() {
        let block = set(TEXT, 190.0);
        let all: Vec<_> = block.between(0, n_ink(TEXT)).collect();
        assert_eq!(all.len(), block.lines.len());
        assert!(all.iter().all(|it| it.1 < it.2));
        assert_eq!(block.between(3, 3).count(), 0);
    }

    #[test]
    fn an_empty_text_has_no_caret() {
        assert_eq!(set(" ", 100.0).caret(Caret { ink: 0, lean: Lean::On }), None);
    }
}
