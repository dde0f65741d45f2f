//! Covers of one shape in columns.

use super::rows::{TOGETHER, best_split, between_rows, block_gap, place_row_at, reaching, sum_aspects, widest_gap};
use super::{Arranged, Book, GUTTER, Room, plain};
use crate::domain::{CanvasRect, Placement, maths};

/// Proportions in a grid differ by no more than this.
const SAME_SHAPE: f32 = 1.15;
/// Rows are so far apart at most, in gutters.
const BETWEEN: f32 = 1.6;
/// Books in columns are no lower than this share of what they would be in rows of 3, 4 and 3.
const LEAST_OF_GRID: f32 = 0.87;

/// Books of one shape in columns; a last row that lacks one stands in the middle. `None` where rows show them larger.
pub(super) fn grid(books: &[Book], room: Room) -> Option<Arranged> {
    let frame = room.rect;
    let (low, high) =
        books.iter().fold((f32::MAX, 0.0_f32), |(low, high), it| (low.min(it.aspect), high.max(it.aspect)));
    if high > low * SAME_SHAPE {
        return None;
    }
    let n = books.len();
    let height_at = |columns: usize| {
        let n_rows = n.div_ceil(columns) as f32;
        let by_width = (frame.width - (columns as f32 - 1.0) * GUTTER) / columns as f32 / high.max(0.05);
        by_width.min((frame.height - (n_rows - 1.0) * GUTTER) / n_rows).max(1.0)
    };
    // A last row that lacks more than one looks forgotten, a full one settled.
    let lacking = |columns: usize| n.div_ceil(columns) * columns - n;
    let even = |free: f32, n: usize| if n > 1 { free / (n as f32 - 1.0) } else { 0.0 };
    // The gaps across and down, and the width of all.
    let block = |columns: usize| {
        let (height, n_rows) = (height_at(columns), n.div_ceil(columns));
        let across = even(frame.width - columns as f32 * height * high, columns);
        let between = between_rows(n_rows, room, height, BETWEEN);
        let gap = match n_rows {
            1 => reaching(across, GUTTER + height * high * TOGETHER, columns as f32 - 1.0, frame.width),
            _ => block_gap(
                (across, between),
                (columns as f32 - 1.0, frame.width),
                widest_gap(height * high, height),
                room.is_column,
            ),
        };
        (gap, between, columns as f32 * (height * high + gap) - gap)
    };
    let reach = |columns: usize| {
        if room.is_column { 1.0 } else { maths::pow((block(columns).2 / frame.width).clamp(0.0, 1.0), 0.15) }
    };
    let worth =
        |columns: &usize| height_at(*columns) * reach(*columns) * if lacking(*columns) == 0 { 1.0 } else { 0.8 };
    let is_settled = |columns: &usize| lacking(*columns) == 0 || (lacking(*columns) == 1 && *columns > 2);
    let columns = (1..=n.min(7)).filter(is_settled).max_by(|a, b| worth(a).total_cmp(&worth(b)))?;
    let (height, n_rows) = (height_at(columns), n.div_ceil(columns));
    if height < best_split(books, room).1 * LEAST_OF_GRID {
        return None;
    }
    let (gap, between, wide) = block(columns);
    if n_rows == 1 {
        return Some(plain(in_one_row(books, room, height, (gap, high))));
    }
    let top = frame.y + room.down(frame.height - n_rows as f32 * (height + between) + between);
    let left = frame.x + if columns > 1 { (frame.width - wide).max(0.0) / 2.0 } else { 0.0 };
    let place = |(i, book): (usize, &Book)| {
        let (column, row) = ((i % columns) as f32, i / columns);
        let aside = if row + 1 == n_rows { lacking(columns) as f32 / 2.0 } else { 0.0 };
        let (x, y) = (left + (column + aside) * (height * high + gap), top + row as f32 * (height + between));
        // A narrower book keeps to its side: the edges of the block are straight on the left and on the right.
        let spare = (high - book.aspect) * height * if columns > 1 { column / (columns as f32 - 1.0) } else { 0.0 };
        Placement::upright(CanvasRect::new(x + spare, y, book.aspect * height, height))
    };
    Some(plain(books.iter().enumerate().map(place).collect()))
}

/// One row of as high books: no columns are to be kept, the gaps are equal. They take the room of equally broad ones.
fn in_one_row(books: &[Book], room: Room, height: f32, (gap, broadest): (f32, f32)) -> Vec<Placement> {
    let (frame, n_gaps) = (room.rect, books.len() as f32 - 1.0);
    let wide = books.len() as f32 * (height * broadest + gap) - gap;
    let left = frame.x + (frame.width - wide).max(0.0) / 2.0;
    let covers = sum_aspects(books) * height;
    let (mut placed, gap) = (Vec::new(), (wide - covers) / n_gaps.max(1.0));
    place_row_at(
        books,
        CanvasRect::new(left, frame.y + room.down(frame.height - height), wide, height),
        gap,
        &mut placed,
    );
    placed
}
