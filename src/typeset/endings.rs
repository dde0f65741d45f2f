//! Ends of lines for which a heading is rather set a little smaller.

use super::block::{Attempt, Paragraph};
use super::breaks::SHORT_WORD_COST;
use super::lines::Line;

/// A first or last line shorter than this share of the widest is lone.
const LONE: (f32, f32) = (0.4, 0.55);

/// How many lines there are, when there are more than two and the first or the last is a lone word beside longer ones.
pub(super) fn ends_lone(attempt: &Attempt) -> Option<usize> {
    let [broken] = attempt.broken.as_slice() else { return None };
    let widest = broken.lines.iter().map(|it| it.width).fold(0.0, f32::max);
    let (first, last) = (broken.lines.first()?, broken.lines.last()?);
    let is_lone = first.width < widest * LONE.0 || last.width < widest * LONE.1;
    (broken.lines.len() > 2 && is_lone).then_some(broken.lines.len())
}

/// How many lines there are, when there are more than two and one of them ends in a word that belongs to the next.
pub(super) fn ends_badly((paragraphs, attempt): &(Vec<Paragraph>, Attempt)) -> Option<usize> {
    let ([paragraph], [broken]) = (paragraphs.as_slice(), attempt.broken.as_slice()) else { return None };
    let cost = |line: &Line| paragraph.breaks.iter().find(|it| it.end == line.end).map_or(0.0, |it| it.cost);
    let (_, inner) = broken.lines.split_last()?;
    (inner.len() > 1 && inner.iter().any(|it| cost(it) >= SHORT_WORD_COST)).then_some(broken.lines.len())
}

#[cfg(test)]
mod tests {
    use super::super::block::tests::spec;
    use crate::typeset::{Fit, TextSpec, Typesetter};

    #[test]
    fn no_heading_of_three_lines_ends_or_begins_with_a_lone_word() {
        let mut typesetter = Typesetter::new();
        let words: Vec<&str> = "Переливание консервированной крови на войне и в тылу Записки уездного врача о людях, \
                                которые ехали к нему за сорок вёрст Международный день медицинской сестры"
            .split(' ')
            .collect();
        let texts: Vec<String> = (3..=7).flat_map(|n| words.windows(n).map(|it| it.join(" "))).collect();
        for (text, step) in texts.iter().flat_map(|it| (0..24_u8).map(move |step| (it, step))) {
            let heading = TextSpec { is_running: false, ..spec(text) };
            let width = 200.0 + 12.0 * f32::from(step);
            let fit = Fit { width, height: f32::MAX, max_size: 50.0, min_size: 8.0, max_lines: 20 };
            let set = typesetter.set(&heading, fit);
            let widths: Vec<f32> = set.lines.iter().map(|it| it.width).collect();
            let widest = widths.iter().copied().fold(0.0, f32::max);
            let (n_lines, last) = (widths.len(), widths.last().copied().unwrap_or_default());
            let is_lone = last < widest * 0.54 || widths[0] < widest * 0.39;
            assert!(n_lines < 3 || !is_lone, "{text} {step}: {widths:?}");
        }
    }
}
