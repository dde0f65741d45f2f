//! Justified rows: all reach both margins, each as high as its covers make it.

use super::rows::{Block, by_rows, is_of_one_shape, lie, place_row_at, sum_aspects};
use super::{Arranged, Book, GUTTER, Room, plain};
use crate::domain::{CanvasRect, maths};

/// Rows of a justified block differ in height by no more than this; those of pictures that lie, or of books of unlike
/// shapes, by a little more, so that one may be as wide as two.
const MOST_UNEVEN: (f32, f32, f32) = (1.22, 1.6, 2.2);
/// Rows whose heights differ by less look as if they were meant to be equal.
const ALIKE: f32 = 1.12;
/// A block that would be narrower than this share of the frame reaches no margin: even rows have wider gaps.
const LEAST_JUSTIFIED: f32 = 0.88;
/// Gaps between pictures that lie are no wider than so many of the usual ones: wider ones look as if some had dropped out.
const WIDEST_OF_PICTURES: f32 = 2.5;
/// Pictures that lie may be narrower together: other arrangements would show them smaller still.
const LEAST_OF_LYING: f32 = 0.8;

/// Rows that all reach both margins, each as high as its covers make it.
pub(super) fn justified(books: &[Book], room: Room) -> Option<Arranged> {
    let frame = room.rect;
    let lies = lie(books);
    // Books of a clearly lower row would look as if they were less worth seeing.
    let most = match (lies, is_of_one_shape(books)) {
        (true, _) => MOST_UNEVEN.2,
        (false, true) => MOST_UNEVEN.0,
        (false, false) => MOST_UNEVEN.1,
    };
    let target = |step: u8| f32::from(step) / 24.0 * frame.height;
    let found = (1..=24_u8).filter_map(|step| justified_split(books, frame, (target(step), most)));
    let (split, _) = found.max_by(|a, b| a.1.total_cmp(&b.1))?;
    // All rows as wide as makes them fill the height together, with one gap everywhere.
    let n_rows = split.len() as f32;
    let inverse = |row: &[Book]| 1.0 / sum_aspects(row).max(0.01);
    let gaps: f32 = by_rows(books, &split).map(|row| (row.len() as f32 - 1.0) * GUTTER * inverse(row)).sum();
    let per_width: f32 = by_rows(books, &split).map(inverse).sum();
    let width = ((frame.height - (n_rows - 1.0) * GUTTER + gaps) / per_width).min(frame.width);
    let least = if lies { LEAST_OF_LYING } else { LEAST_JUSTIFIED };
    if width < frame.width * least {
        return None;
    }
    let mut heights = row_heights(books, &split, width);
    // Rows of as many books that differ by a little are alike: of one height, in columns.
    let lowest = heights.iter().copied().fold(f32::MAX, f32::min);
    let n_each = split.first().copied().filter(|n| split.len() > 1 && split.iter().all(|it| it == n));
    let alike = n_each.filter(|_| heights.iter().all(|it| *it < lowest * ALIKE));
    if alike.is_some() {
        heights.fill(lowest);
    }
    let high = heights.iter().sum::<f32>() + (n_rows - 1.0) * GUTTER;
    // Rows that nearly reach the margins do, a little farther apart; of pictures, when it is very little.
    let widest =
        (GUTTER + frame.width - width) / split.iter().map(|it| it.saturating_sub(1)).min().unwrap_or(1).max(1) as f32;
    let wide = if lies && widest > GUTTER * WIDEST_OF_PICTURES { width } else { frame.width };
    let has_columns = is_of_one_shape(books);
    let block = alike.map(|full| Block { width: wide, gap: GUTTER, full, of_shorter: None, has_columns });
    let x = frame.x + (frame.width - wide).max(0.0) / 2.0;
    let (mut y, mut placed) = (frame.y + room.down(frame.height - high), Vec::new());
    for (row, height) in by_rows(books, &split).zip(heights) {
        let place = CanvasRect { x, y, width: wide, height: height.max(1.0) };
        match &block {
            Some(it) => it.place_row(row, place, &mut placed),
            // From margin to margin, whatever the gap.
            None => {
                let covers = sum_aspects(row) * place.height;
                let gap = (wide - covers) / row.len().saturating_sub(1).max(1) as f32;
                place_row_at(row, place, gap, &mut placed);
            }
        }
        y += height + GUTTER;
    }
    Some(plain(placed))
}

fn row_heights(books: &[Book], split: &[usize], width: f32) -> Vec<f32> {
    let height = |row: &[Book]| (width - (row.len() as f32 - 1.0) * GUTTER) / sum_aspects(row).max(0.01);
    by_rows(books, split).map(height).collect()
}

/// The split whose rows come nearest to a height, with how well it fills the frame.
fn justified_split(books: &[Book], frame: CanvasRect, (target, most): (f32, f32)) -> Option<(Vec<usize>, f32)> {
    let n = books.len();
    // Least cost of the first k books in rows, and where the last of these rows begins.
    let mut best = vec![(f32::INFINITY, 0_usize); n + 1];
    *best.first_mut()? = (0.0, 0);
    for end in 1..=n {
        for start in 0..end {
            let row = row_heights(books.get(start..end)?, &[end - start], frame.width);
            let cost = best.get(start)?.0 + maths::powi(maths::ln(row.first()? / target.max(1.0)), 2);
            if cost < best.get(end)?.0 {
                *best.get_mut(end)? = (cost, start);
            }
        }
    }
    let (mut split, mut end) = (Vec::new(), n);
    while end > 0 {
        let start = best.get(end)?.1;
        split.push(end - start);
        end = start;
    }
    split.reverse();
    let heights = row_heights(books, &split, frame.width);
    let (low, high) = heights.iter().fold((f32::MAX, 0.0_f32), |(low, high), it| (low.min(*it), high.max(*it)));
    let total = heights.iter().sum::<f32>() + GUTTER * heights.len().saturating_sub(1) as f32;
    let fill = (total / frame.height).min(frame.height / total.max(1.0));
    (high <= low * most).then_some((split, fill))
}
