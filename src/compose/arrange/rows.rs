//! Covers in even rows, upright or drifting, and what other arrangements in rows share with them.

use super::{Book, GUTTER, Room, unit};
use crate::domain::{CanvasRect, CanvasSize, Insets, Placement, maths};

/// Largest turn of a drifting cover, in radians: 3.5°.
const DRIFT: f32 = 0.061;
/// Turned corners may reach so far out of the place of a cover.
const CORNER_ROOM: f32 = 10.0;

/// Ways to split books over rows as evenly as can be, the fuller rows first.
pub(super) fn splits(n: usize) -> impl Iterator<Item = Vec<usize>> {
    (1..=n.min(5)).map(move |n_rows| (0..n_rows).map(|row| n / n_rows + usize::from(row < n % n_rows)).collect())
}

pub(super) fn by_rows<'a>(books: &'a [Book], split: &'a [usize]) -> impl Iterator<Item = &'a [Book]> {
    let mut rest = books;
    split.iter().map(move |n| {
        let (row, tail) = rest.split_at((*n).min(rest.len()));
        rest = tail;
        row
    })
}

pub(super) fn sum_aspects(row: &[Book]) -> f32 {
    row.iter().map(|it| it.aspect).sum()
}

/// Whether these are pictures that lie, not books that stand.
pub(super) fn lie(books: &[Book]) -> bool {
    sum_aspects(books) > books.len() as f32
}

/// The height all covers can have when split like this.
pub(super) fn row_height(books: &[Book], split: &[usize], frame: CanvasSize) -> f32 {
    let n_rows = split.len() as f32;
    let by_height = (frame.height - (n_rows - 1.0) * GUTTER) / n_rows;
    let by_width = |row: &[Book]| (frame.width - (row.len() as f32 - 1.0) * GUTTER) / sum_aspects(row).max(0.01);
    by_rows(books, split).map(by_width).fold(by_height, f32::min)
}

/// Rows of so many books and more may differ by one.
const LONG_ENOUGH: usize = 4;

/// What a split is worth beside one whose rows are of one length.
pub(super) fn evenness(split: &[usize]) -> f32 {
    let (most, least) = (split.iter().copied().max().unwrap_or(1), split.iter().copied().min().unwrap_or(1));
    match most - least {
        0 => 1.0,
        _ if least >= LONG_ENOUGH => 0.86,
        _ if least * 2 > most => 0.72,
        // One under two looks forgotten, but three in a row may be small.
        _ if split.len() == 2 => 0.45,
        _ => 0.3,
    }
}

/// A few books one under another in the middle of a frame far wider than they are.
fn is_thread(books: &[Book], split: &[usize], width: f32, height: f32) -> bool {
    let widest = books.iter().map(|it| it.aspect * height).fold(0.0, f32::max);
    split.len() > 2 && split.len() == books.len() && widest < width * OF_THREAD
}

/// More books in a row are stamps on a string: such a row is worth so much of two.
const LONGEST_ROW: usize = 8;
const LONG: f32 = 0.6;

/// Books in a thread take less than this share of its width; it is worth so much of a row that fills it.
const OF_THREAD: f32 = 0.45;
const THREAD: f32 = 0.5;

/// The split that shows most cover area; uneven rows must be clearly better to win.
pub(super) fn best_split(books: &[Book], room: impl Into<Room>) -> (Vec<usize>, f32) {
    let room = room.into();
    let frame = room.rect.size();
    let worth = |split: &Vec<usize>| {
        let height = row_height(books, split, frame).max(1.0);
        let thread = if is_thread(books, split, frame.width, height) { THREAD } else { 1.0 };
        let long = if split.iter().any(|it| *it > LONGEST_ROW) { LONG } else { 1.0 };
        height * height * evenness(split) * thread * long * reach(books, split, room, height)
    };
    let best = splits(books.len()).map(in_turn).max_by(|a, b| worth(a).total_cmp(&worth(b))).unwrap_or_default();
    let height = row_height(books, &best, frame).max(1.0);
    (best, height)
}

/// Rows longer by one among three and more, in turn with the shorter ones: two short rows over one another would look
/// as if books were missing.
fn in_turn(split: Vec<usize>) -> Vec<usize> {
    let Some((least, most)) = split.iter().copied().min().zip(split.iter().copied().max()) else { return split };
    let n_long = split.iter().filter(|it| **it > least).count();
    let is_long = |row: usize| match (split.len(), n_long) {
        (3, 1) => row == 1,
        (3, 2) => row != 1,
        (4, 2) | (5, 3) => row.is_multiple_of(2),
        (5, 1) => row == 2,
        (5, 2) => row % 2 == 1,
        (5, 4) => row != 2,
        _ => row < n_long,
    };
    (0..split.len()).map(|row| if is_long(row) { most } else { least }).collect()
}

/// The share of the width that rows over one another take: a block far from both margins is in line with nothing.
fn reach(books: &[Book], split: &[usize], room: Room, height: f32) -> f32 {
    let between = between_rows(split.len(), room, height, BETWEEN);
    let share = Block::of(books, split, (room, height), between).map_or(1.0, |it| it.width / room.rect.width.max(1.0));
    match room.is_column {
        // Beside words they stand at the margin of the slide in any case, but not in a thread.
        true => (share / ENOUGH_OF_COLUMN).min(1.0).sqrt(),
        false => maths::pow(share, 0.45),
    }
}

/// Covers on so much of the width of their column leave no hole between them and the words.
const ENOUGH_OF_COLUMN: f32 = 0.75;

/// Rows are so far apart at most, in gutters.
const BETWEEN: f32 = 1.8;
/// Rows beside words are so far apart at most, in gutters, where they end with their frame then: nearly in line with the
/// words would look like a slip.
const TO_THE_FOOT: f32 = 2.7;

/// The gap between so many rows of books so high: at most so many gutters, but for rows that then end with their frame.
pub(super) fn between_rows(n_rows: usize, room: Room, height: f32, most: f32) -> f32 {
    let n = n_rows as f32;
    let even = if n_rows > 1 { (room.rect.height - n * height) / (n - 1.0) } else { 0.0 };
    if room.is_column && even <= GUTTER * TO_THE_FOOT { even } else { even.min(GUTTER * most) }
}

/// Equal heights in rows; full rows reach both margins, shorter ones keep the same pitch.
pub(super) fn rows(books: &[Book], room: Room) -> Vec<Placement> {
    let frame = room.rect;
    let (split, height) = best_split(books, room);
    let n_rows = split.len() as f32;
    let free = frame.height - n_rows * height;
    let between = between_rows(split.len(), room, height, BETWEEN);
    let mut y = frame.y + room.down(free - between * (n_rows - 1.0));
    let mut placed = Vec::new();
    let block = Block::of(books, &split, (room, height), between);
    for row in by_rows(books, &split) {
        let place = CanvasRect::new(frame.x, y, frame.width, height);
        match &block {
            Some(it) => it.place_row(row, place, &mut placed),
            None => place_row(row, place, &mut placed),
        }
        y += height + between;
    }
    placed
}

/// Rows over one another: gaps far wider than the one between the rows would tear the block apart.
pub(super) struct Block {
    /// The width of full rows.
    pub(super) width: f32,
    /// The gap of full rows, which shorter ones keep.
    pub(super) gap: f32,
    /// Books of a full row.
    pub(super) full: usize,
    /// The width of the books of the broadest shorter row, where there are some: such rows stand in columns as well.
    pub(super) of_shorter: Option<f32>,
    /// Whether the books are so much of one shape that full rows are columns.
    pub(super) has_columns: bool,
}

impl Block {
    fn of(books: &[Book], split: &[usize], (room, height): (Room, f32), between: f32) -> Option<Self> {
        let width = room.rect.width;
        let full = split.iter().copied().max().filter(|_| split.len() > 1)?;
        let (full_rows, shorter): (Vec<&[Book]>, Vec<&[Book]>) = by_rows(books, split).partition(|it| it.len() == full);
        let broadest = |rows: &[&[Book]]| rows.iter().map(|it| sum_aspects(it) * height).fold(0.0, f32::max);
        let of_shorter = (shorter.len() > 1).then(|| broadest(&shorter));
        let (n, broadest) = (full as f32, broadest(&full_rows));
        let even = if full > 1 { (width - broadest) / (n - 1.0) } else { 0.0 };
        let gap = block_gap((even, between), (n - 1.0, width), widest_gap(broadest / n, height), room.is_column);
        let widest = broadest + gap * (n - 1.0);
        let has_columns = full > 1 && is_of_one_shape(books);
        Some(Self { width: widest.min(width), gap, full, of_shorter, has_columns })
    }

    /// The first cover of a full row is at the left edge of the block, the last at its right one, the others as far apart
    /// between them; a shorter row stands in the middle.
    pub(super) fn place_row(&self, row: &[Book], frame: CanvasRect, placed: &mut Vec<Placement>) {
        let covers = sum_aspects(row) * frame.height;
        let n_gaps = row.len().saturating_sub(1) as f32;
        let n = n_gaps.max(1.0);
        // Covers of unlike shapes far narrower together than the widest row stand in the middle, not torn apart.
        let is_near = self.has_columns || (self.width - covers) / n < self.gap.max(GUTTER) * MOST_STRETCHED;
        let is_full = row.len() == self.full && self.full > 1 && is_near;
        // A shorter row of broader books may have no room for the gap of the others.
        let own = self.gap.min((frame.width - covers) / n);
        let of_shorter = self.of_shorter.filter(|_| self.has_columns && !is_full);
        let wide = match of_shorter {
            _ if is_full => self.width,
            Some(broadest) => (broadest.max(covers) + own * n_gaps).min(frame.width),
            None => covers + own * n_gaps,
        };
        let is_thread = self.full == 1;
        let left = frame.x + if is_thread { 0.0 } else { (frame.width - wide) / 2.0 };
        let gap = if n_gaps > 0.0 { (wide - covers) / n_gaps } else { 0.0 };
        if is_full && self.has_columns || of_shorter.is_some() {
            return in_columns(row, CanvasRect { x: left, width: wide, ..frame }, placed);
        }
        place_row_at(row, CanvasRect { x: left, ..frame }, gap, placed);
    }
}

/// Books of a full row under those of another: the first at the left edge, the last at the right one, the others each on
/// the same axis, though their widths differ a little.
fn in_columns(row: &[Book], frame: CanvasRect, placed: &mut Vec<Placement>) {
    let n_gaps = row.len().saturating_sub(1).max(1) as f32;
    for (i, book) in row.iter().enumerate() {
        let width = book.aspect * frame.height;
        let x = frame.x + (frame.width - width) * i as f32 / n_gaps;
        placed.push(Placement::upright(CanvasRect::new(x, frame.y, width, frame.height)));
    }
}

/// Books whose proportions differ by less than this can stand in columns.
const OF_ONE_SHAPE: f32 = 1.3;

pub(super) fn is_of_one_shape(books: &[Book]) -> bool {
    let shapes = books.iter().map(|it| it.aspect);
    let (low, high) = (shapes.clone().fold(f32::MAX, f32::min), shapes.fold(0.0, f32::max));
    high < low * OF_ONE_SHAPE
}

/// Widest gap by which rows reach both margins, as a share of the mean width of their covers: a gap wider than that
/// reads as a hole. Then a row stands together in the middle, with the other gap.
const WIDEST_IN_ROW: f32 = 1.0;
pub(super) const TOGETHER: f32 = 0.45;
/// The same of pictures that lie, as a share of their height: scattered ones look as if some had dropped out.
const WIDEST_OF_LYING: f32 = 0.4;

/// Widest gap between covers so wide on average and so high.
pub(super) fn widest_gap(cover: f32, height: f32) -> f32 {
    if cover > height { height * WIDEST_OF_LYING } else { cover * WIDEST_IN_ROW }
}

/// Small covers in rows over one another reach both margins by a gap so many times as wide as that between the rows.
const WIDEST_IN_BLOCK: f32 = 2.0;
/// The same beside words, as a multiple of the gap between rows: books are nearer to each other than to the words.
pub(super) const WIDEST_IN_COLUMN: f32 = 1.25;

/// The gap between columns: as wide as reaches both margins, else as wide as the one between rows, so that the block
/// is one thing.
///
/// A block that would nearly reach both margins is not left so.
pub(super) fn block_gap((even, between): (f32, f32), (n_gaps, width): (f32, f32), most: f32, is_column: bool) -> f32 {
    let down = between.max(GUTTER);
    let widest = if is_column { down * WIDEST_IN_COLUMN } else { (down * WIDEST_IN_BLOCK).max(most) };
    let near = down * WIDEST_IN_COLUMN;
    let is_near = !is_column && (even - near) * n_gaps < width * NEARLY;
    if even <= widest || is_near { even } else { near }
}

/// A gap as wide as it may be; a little wider when the row then reaches both margins it would nearly reach.
pub(super) fn reaching(even: f32, widest: f32, n_gaps: f32, width: f32) -> f32 {
    let is_near = (even - widest) * n_gaps < width * NEARLY && even < widest * MOST_STRETCHED;
    if is_near { even } else { even.min(widest) }
}

/// A row that leaves less than this share of its width free is meant to reach the margins.
pub(super) const NEARLY: f32 = 0.11;
/// Its gaps grow by no more than this to reach them.
const MOST_STRETCHED: f32 = 1.3;

/// The gap of a row in so much width, of books so high.
fn row_gap(row: &[Book], (width, height): (f32, f32)) -> f32 {
    let covers = sum_aspects(row) * height;
    let n_gaps = row.len().saturating_sub(1) as f32;
    let even = if n_gaps > 0.0 { (width - covers) / n_gaps } else { 0.0 };
    let mean = covers / row.len().max(1) as f32;
    let widest = widest_gap(mean, height) * if row.len() > 2 { 1.0 } else { TOGETHER };
    let reached = reaching(even, widest.max(GUTTER), n_gaps, width);
    if reached < even { (mean * TOGETHER).min(widest).max(GUTTER).min(even) } else { even }
}

pub(super) fn place_row(row: &[Book], frame: CanvasRect, placed: &mut Vec<Placement>) {
    let covers = sum_aspects(row) * frame.height;
    let n_gaps = row.len().saturating_sub(1) as f32;
    let gap = row_gap(row, (frame.width, frame.height));
    // One book stands on the axis of the text.
    let aside = if row.len() > 1 { (frame.width - covers - gap * n_gaps).max(0.0) / 2.0 } else { 0.0 };
    place_row_at(row, CanvasRect { x: frame.x + aside, ..frame }, gap, placed);
}

/// Books of one height from the left edge of a frame on, so far apart.
pub(super) fn place_row_at(row: &[Book], frame: CanvasRect, gap: f32, placed: &mut Vec<Placement>) {
    let mut x = frame.x;
    for book in row {
        let width = book.aspect * frame.height;
        placed.push(Placement::upright(CanvasRect::new(x, frame.y, width, frame.height)));
        x += width + gap;
    }
}

pub(super) fn drift(books: &[Book], room: Room, seed: u64) -> Vec<Placement> {
    // Turned covers need room at their corners.
    let inner = Room { rect: room.rect.shrink(Insets::all(CORNER_ROOM)), ..room };
    let mut placed = rows(books, inner);
    let (sin, cos) = maths::sin_cos(DRIFT);
    let by = |it: &Placement| {
        let CanvasSize { width, height } = it.size;
        let (wide, high) = (width * cos + height * sin, height * cos + width * sin);
        ((width + 2.0 * CORNER_ROOM) / wide).min((height + 2.0 * CORNER_ROOM) / high)
    };
    let by = placed.iter().map(by).fold(1.0, f32::min);
    for (i, placement) in placed.iter_mut().enumerate() {
        // A small turn looks like a mistake: each is at least half of the largest.
        let turn = unit(seed, i as u64) * 2.0 - 1.0;
        placement.rotation = f32::midpoint(turn, turn.signum()) * DRIFT;
        placement.size = scaled(placement.size, by);
    }
    to_margins(&mut placed, room.rect);
    placed
}

/// Covers that nearly reach from margin to margin do.
fn to_margins(placed: &mut [Placement], frame: CanvasRect) {
    let edges = placed.iter().map(|it| it.bounds()).map(|it| (it.x, it.right()));
    let (from, to) = edges.fold((f32::MAX, f32::MIN), |(from, to), it| (from.min(it.0), to.max(it.1)));
    let wide = to - from;
    if wide < frame.width * (1.0 - NEARLY) || wide > frame.width {
        return;
    }
    for it in placed {
        let own = it.bounds().width;
        let along = (it.center.x - own / 2.0 - from) / (wide - own).max(1.0);
        it.center.x = frame.x + own / 2.0 + along.clamp(0.0, 1.0) * (frame.width - own);
    }
}

fn scaled(size: CanvasSize, by: f32) -> CanvasSize {
    CanvasSize::new(size.width * by, size.height * by)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_longer_by_one_take_turns_with_shorter_ones() {
        assert_eq!(in_turn(vec![4, 3, 3]), [3, 4, 3]);
        assert_eq!(in_turn(vec![3, 3, 2]), [3, 2, 3]);
        assert_eq!(in_turn(vec![3, 3, 3, 2, 2]), [3, 2, 3, 2, 3]);
        assert_eq!(in_turn(vec![4, 4]), [4, 4]);
        assert_eq!(in_turn(vec![5, 4]), [5, 4]);
        assert_eq!(in_turn(Vec::new()), [] as [usize; 0]);
    }
}
