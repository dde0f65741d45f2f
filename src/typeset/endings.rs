//! Ends of lines for which a heading is rather set a little smaller.

use super::block::{Attempt, Paragraph};
use super::breaks::SHORT_WORD_COST;
use super::lines::Line;

/// A last line shorter than this share of the widest is lone.
const LONE: f32 = 0.55;

/// How many lines there are, when there are more than two and the last is a lone word under longer ones.
pub(super) fn ends_lone(attempt: &Attempt) -> Option<usize> {
    let [broken] = attempt.broken.as_slice() else { return None };
    let widest = broken.lines.iter().map(|it| it.width).fold(0.0, f32::max);
    let last = broken.lines.last()?;
    (broken.lines.len() > 2 && last.width < widest * LONE).then_some(broken.lines.len())
}

/// How many lines there are, when there are more than two and one of them ends in a word that belongs to the next.
pub(super) fn ends_badly((paragraphs, attempt): &(Vec<Paragraph>, Attempt)) -> Option<usize> {
    let ([paragraph], [broken]) = (paragraphs.as_slice(), attempt.broken.as_slice()) else { return None };
    let cost = |line: &Line| paragraph.breaks.iter().find(|it| it.end == line.end).map_or(0.0, |it| it.cost);
    let (_, inner) = broken.lines.split_last()?;
    (inner.len() > 1 && inner.iter().any(|it| cost(it) >= SHORT_WORD_COST)).then_some(broken.lines.len())
}
