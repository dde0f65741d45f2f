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
