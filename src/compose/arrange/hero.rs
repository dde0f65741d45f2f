//! A large first cover with the others beside it or under it.

use super::rows::{NEARLY, WIDEST_IN_COLUMN, by_rows, place_row, place_row_at, splits, sum_aspects};
use super::{Book, GUTTER, Room};
use crate::domain::{CanvasRect, Placement, maths};

/// Covers smaller than this share of the large one look like crumbs.
const CRUMB: f32 = 0.26;
/// The same for pictures in a row under a lying one, which they are to be seen with.
const CRUMB_BELOW: f32 = 0.36;

/// Room beside the large book, as a share of its width: more and they do not belong together.
const WIDEST_HERO_GAP: f32 = 0.4;

/// Gaps in the group of a large book and others, as a multiple of the usual one.
const WIDEST_IN_GROUP: f32 = 2.2;

/// A picture that lies at least so much stands above the others, not beside them.
const LYING: f32 = 1.15;

/// A wide first picture, the others in a row under it that is as wide.
fn hero_above(lead: Book, others: &[Book], room: Room) -> Option<Vec<Placement>> {
    let frame = room.rect;
    let (aspects, gaps) = (sum_aspects(others).max(0.01), (others.len() as f32 - 1.0) * GUTTER);
    let width = ((frame.height - GUTTER + gaps / aspects) / (1.0 / lead.aspect + 1.0 / aspects)).min(frame.width);
    let (high, low) = (width / lead.aspect, (width - gaps) / aspects);
    if low < high * CRUMB_BELOW || low > high {
        return None;
    }
    let x = frame.x + (frame.width - width) / 2.0;
    let y = frame.y + room.down(frame.height - high - GUTTER - low);
    let mut placed = vec![Placement::upright(CanvasRect::new(x, y, width, high))];
    place_row(others, CanvasRect::new(x, y + high + GUTTER, width, low), &mut placed);
    Some(placed)
}

/// A large first book, the others beside it, or under it where it lies and they have more room there.
pub(super) fn hero(books: &[Book], room: Room) -> Option<Vec<Placement>> {
    let (lead, others) = books.split_first()?;
    let above = if lead.aspect > LYING { hero_above(*lead, others, room) } else { None };
    let beside = if lead.aspect > LYING && others.len() > 2 { None } else { hero_beside(*lead, others, room) };
    let area = |it: &Vec<Placement>| it.iter().map(|it| it.size.width * it.size.height).sum::<f32>();
    [above, beside].into_iter().flatten().max_by(|a, b| area(a).total_cmp(&area(b)))
}

/// A large first book, the others in even rows to its right that are together as high.
fn hero_beside(lead: Book, others: &[Book], room: Room) -> Option<Vec<Placement>> {
    let frame = room.rect;
    let small = |height: f32, n_rows: f32| (height - (n_rows - 1.0) * GUTTER) / n_rows;
    // The height at which the large book and the widest row fill the width.
    let height_of = |split: &Vec<usize>| {
        let n_rows = split.len() as f32;
        let by_width = |row: &[Book]| {
            let aspects = sum_aspects(row);
            let free = frame.width - row.len() as f32 * GUTTER + aspects * (n_rows - 1.0) * GUTTER / n_rows;
            free / (lead.aspect + aspects / n_rows).max(0.01)
        };
        by_rows(others, split).map(by_width).fold(frame.height, f32::min)
    };
    let area = |height: f32, n_rows: f32| {
        lead.aspect * maths::powi(height, 2) + sum_aspects(others) * maths::powi(small(height, n_rows).max(0.0), 2)
    };
    let even = splits(others.len()).filter(|it| it.iter().all(|n| Some(n) == it.first()));
    let found =
        even.map(|it| (height_of(&it), it)).filter(|(height, it)| small(*height, it.len() as f32) >= height * CRUMB);
    let (height, split) = found.max_by(|a, b| area(a.0, a.1.len() as f32).total_cmp(&area(b.0, b.1.len() as f32)))?;
    let n_rows = split.len() as f32;
    let top = frame.y + room.down(frame.height - height);
    let left = CanvasRect::new(frame.x, top, lead.aspect * height, height);
    let mut placed = vec![Placement::upright(left)];
    let high = small(height, n_rows);
    // Between the large book and the others there is as much room as between them.
    let gap_of = |row: &[Book]| (frame.right() - left.right() - sum_aspects(row) * high) / row.len().max(1) as f32;
    let gap = by_rows(others, &split).map(gap_of).fold(f32::MAX, f32::min);
    if gap > left.width * WIDEST_HERO_GAP {
        return None;
    }
    // It reaches the other margin, or holds together in the middle.
    let together = GUTTER * WIDEST_IN_COLUMN;
    let most = by_rows(others, &split).map(<[Book]>::len).max().unwrap_or(1) as f32;
    let is_near = (gap - together) * most < frame.width * NEARLY;
    let near = if gap <= GUTTER * WIDEST_IN_GROUP || is_near { gap } else { together };
    let widest =
        by_rows(others, &split).map(|row| sum_aspects(row) * high + near * row.len() as f32).fold(0.0, f32::max);
    let aside = if room.is_column { 0.0 } else { (frame.width - left.width - widest).max(0.0) / 2.0 };
    for it in &mut placed {
        it.center.x += aside;
    }
    let x = left.right() + near + aside;
    let end = left.right() + widest + aside;
    for (i, row) in by_rows(others, &split).enumerate() {
        let y = top + (high + GUTTER) * i as f32;
        // From one end of the widest row to the other; a book alone ends where the widest does.
        let (free, n_gaps) = (end - x - sum_aspects(row) * high, row.len().saturating_sub(1) as f32);
        let (x, gap) = if n_gaps > 0.0 { (x, free / n_gaps) } else { (x + free, 0.0) };
        place_row_at(row, CanvasRect::new(x, y, end - x, high), gap, &mut placed);
    }
    Some(placed)
}
