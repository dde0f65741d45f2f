//! Where covers of mixed proportions stand together.
//!
//! Laws, held by `tests/compose_laws.rs`: every cover is whole and keeps its proportion, stands inside the
//! frame, follows the curator's order row by row, and overlaps no other — but in a fan, where each shows at
//! least half of its face.

use super::template::Arrangement;
use crate::domain::{CanvasPoint, CanvasRect, CanvasSize, Placement};

/// Distance between covers, in canvas units.
const GUTTER: f32 = 34.0;
/// Books on a shelf stand this close.
const SHELF_GAP: f32 = 14.0;
/// Height of a shelf board with its shadow.
const BOARD: f32 = 16.0;
/// Height taken for a book whose record has none, in millimetres.
const USUAL_HEIGHT_MM: f32 = 210.0;
/// A fan fills at least this share of the height it is given.
const LEAST_FAN: f32 = 0.58;
/// Largest turn of a drifting cover, in radians: 2.4°.
const DRIFT: f32 = 0.042;

/// A book to place: its proportion and its height when known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Book {
    /// Width divided by height.
    pub aspect: f32,
    /// Height in millimetres.
    pub height_mm: Option<f32>,
}

/// Places of covers, in the order given, and boards under them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arranged {
    /// One place a book.
    pub covers: Vec<Placement>,
    /// Boards of shelves.
    pub boards: Vec<CanvasRect>,
    /// Order of drawing, back to front, as indices into `covers`.
    pub order: Vec<usize>,
}

/// Arranges books in a frame; `None` when this arrangement does not suit so many books.
pub fn arrange(kind: Arrangement, books: &[Book], frame: CanvasRect, seed: u64) -> Option<Arranged> {
    if books.is_empty() || frame.width < 40.0 || frame.height < 40.0 {
        return None;
    }
    match kind {
        Arrangement::Rows => Some(plain(rows(books, frame, 0))),
        Arrangement::Drift => Some(plain(drift(books, frame, seed))),
        Arrangement::Shelf => (books.len() > 1).then(|| shelf(books, frame)),
        Arrangement::Fan => fan(books, frame).filter(|_| (3..=7).contains(&books.len())),
        Arrangement::Hero => (3..=11).contains(&books.len()).then(|| hero(books, frame))?.map(plain),
    }
}

fn plain(covers: Vec<Placement>) -> Arranged {
    let order = (0..covers.len()).collect();
    Arranged { covers, boards: Vec::new(), order }
}

/// Ways to split books over rows as evenly as can be, the fuller rows first.
fn splits(n: usize) -> impl Iterator<Item = Vec<usize>> {
    (1..=n.min(5)).map(move |n_rows| (0..n_rows).map(|row| n / n_rows + usize::from(row < n % n_rows)).collect())
}

fn by_rows<'a>(books: &'a [Book], split: &'a [usize]) -> impl Iterator<Item = &'a [Book]> {
    let mut rest = books;
    split.iter().map(move |n| {
        let (row, tail) = rest.split_at((*n).min(rest.len()));
        rest = tail;
        row
    })
}

fn sum_aspects(row: &[Book]) -> f32 {
    row.iter().map(|it| it.aspect).sum()
}

/// The height all covers can have when split like this.
fn row_height(books: &[Book], split: &[usize], frame: CanvasSize) -> f32 {
    let n_rows = split.len() as f32;
    let by_height = (frame.height - (n_rows - 1.0) * GUTTER) / n_rows;
    let by_width = |row: &[Book]| (frame.width - (row.len() as f32 - 1.0) * GUTTER) / sum_aspects(row).max(0.01);
    by_rows(books, split).map(by_width).fold(by_height, f32::min)
}

/// The split that shows most cover area; uneven rows must be clearly better to win.
fn best_split(books: &[Book], frame: CanvasSize) -> (Vec<usize>, f32) {
    let worth = |split: &Vec<usize>| {
        let height = row_height(books, split, frame).max(1.0);
        let is_even = split.iter().all(|it| Some(it) == split.first());
        height * height * if is_even { 1.0 } else { 0.72 }
    };
    let best = splits(books.len()).max_by(|a, b| worth(a).total_cmp(&worth(b))).unwrap_or_default();
    let height = row_height(books, &best, frame).max(1.0);
    (best, height)
}

/// Equal heights in rows; full rows reach both margins, shorter ones keep the same pitch.
fn rows(books: &[Book], frame: CanvasRect, _seed: u64) -> Vec<Placement> {
    let (split, height) = best_split(books, frame.size());
    let n_rows = split.len() as f32;
    let free = frame.height - n_rows * height;
    let between = if n_rows > 1.0 { (free / (n_rows - 1.0)).min(GUTTER * 1.8) } else { 0.0 };
    let mut y = frame.y + (free - between * (n_rows - 1.0)).max(0.0) * 0.42;
    let mut placed = Vec::new();
    for row in by_rows(books, &split) {
        place_row(row, CanvasRect::new(frame.x, y, frame.width, height), &mut placed);
        y += height + between;
    }
    placed
}

fn place_row(row: &[Book], frame: CanvasRect, placed: &mut Vec<Placement>) {
    let covers = sum_aspects(row) * frame.height;
    let n_gaps = row.len().saturating_sub(1) as f32;
    let even = if n_gaps > 0.0 { (frame.width - covers) / n_gaps } else { 0.0 };
    // A gap wider than a cover reads as a hole: then the row stands together in the middle.
    let widest = covers / row.len().max(1) as f32 * if row.len() > 2 { 1.15 } else { 0.5 };
    let gap = even.min(widest.max(GUTTER));
    let mut x = frame.x + (frame.width - covers - gap * n_gaps).max(0.0) / 2.0;
    for book in row {
        let width = book.aspect * frame.height;
        placed.push(Placement::upright(CanvasRect::new(x, frame.y, width, frame.height)));
        x += width + gap;
    }
}

fn drift(books: &[Book], frame: CanvasRect, seed: u64) -> Vec<Placement> {
    // Turned covers need room at their corners.
    let inner = frame.shrink(crate::domain::Insets::all(14.0));
    let mut placed = rows(books, inner, seed);
    for (i, placement) in placed.iter_mut().enumerate() {
        let turn = unit(seed, i as u64) * 2.0 - 1.0;
        placement.rotation = turn * DRIFT;
        placement.size = scaled(placement.size, 0.94);
    }
    placed
}

fn scaled(size: CanvasSize, by: f32) -> CanvasSize {
    CanvasSize::new(size.width * by, size.height * by)
}

/// A number in 0…1 that depends on nothing but its arguments (splitmix64, public domain, 2015).
pub(super) fn unit(seed: u64, i: u64) -> f32 {
    let mut z = seed.wrapping_add(i.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32
}

/// Rows on boards, books standing on their lower edges with true relative heights.
fn shelf(books: &[Book], frame: CanvasRect) -> Arranged {
    let tallest = books.iter().map(height_mm).fold(1.0, f32::max);
    let relative = |it: &Book| height_mm(it) / tallest;
    let fit = |split: &Vec<usize>| {
        let n_rows = split.len() as f32;
        let by_height = (frame.height - n_rows * BOARD - (n_rows - 1.0) * GUTTER * 0.7) / n_rows;
        let by_width = |row: &[Book]| {
            let widths: f32 = row.iter().map(|it| relative(it) * it.aspect).sum();
            (frame.width - (row.len() as f32 - 1.0) * SHELF_GAP) / widths.max(0.01)
        };
        by_rows(books, split).map(by_width).fold(by_height, f32::min).max(1.0)
    };
    // Large books are good; shelves that fill the frame are good too.
    let worth = |split: &Vec<usize>| {
        let height = fit(split);
        let filled = (split.len() as f32 * height / frame.height).min(1.0);
        height * (0.5 + 0.5 * filled)
    };
    let split = splits(books.len()).max_by(|a, b| worth(a).total_cmp(&worth(b))).unwrap_or_default();
    let height = fit(&split);
    let pitch = frame.height / split.len().max(1) as f32;
    let mut arranged = Arranged::default();
    for (i, row) in by_rows(books, &split).enumerate() {
        let base = frame.y + pitch * (i as f32 + 1.0) - BOARD;
        let widths: f32 = row.iter().map(|it| relative(it) * it.aspect * height).sum();
        let n_gaps = row.len().saturating_sub(1) as f32;
        let gap = if n_gaps > 0.0 {
            ((frame.width - widths) / n_gaps).clamp(0.0, (widths / row.len().max(1) as f32 * 0.42).max(SHELF_GAP))
        } else {
            0.0
        };
        let mut x = frame.x + (frame.width - widths - gap * n_gaps).max(0.0) / 2.0;
        for book in row {
            let size = CanvasSize::new(relative(book) * book.aspect * height, relative(book) * height);
            let rect = CanvasRect::new(x, base - size.height, size.width, size.height);
            arranged.covers.push(Placement::upright(rect));
            x += size.width + gap;
        }
        arranged.boards.push(CanvasRect::new(frame.x, base, frame.width, BOARD));
    }
    arranged.order = (0..books.len()).collect();
    arranged
}

fn height_mm(book: &Book) -> f32 {
    book.height_mm.unwrap_or(USUAL_HEIGHT_MM).clamp(110.0, 360.0)
}

/// Cards in a hand: the middle one in front, each turned about a point far below.
fn fan(books: &[Book], frame: CanvasRect) -> Option<Arranged> {
    let n = books.len();
    let middle = (n as f32 - 1.0) / 2.0;
    let step = (0.62 / n as f32).min(0.17);
    let at = |height: f32| -> Vec<Placement> {
        let radius = height * 2.2;
        let place = |(i, book): (usize, &Book)| {
            let angle = (i as f32 - middle) * step;
            // Narrow books would hide each other: they are spread a little more.
            let spread = (i as f32 - middle) * height * 0.1;
            let center = CanvasPoint { x: radius * angle.sin() + spread, y: radius * (1.0 - angle.cos()) };
            Placement { center, size: CanvasSize::new(height * book.aspect.min(0.82), height), rotation: angle }
        };
        let whole = |mut it: Placement, book: &Book| {
            it.size = CanvasSize::new(it.size.width, it.size.width / book.aspect.max(0.05));
            it
        };
        books.iter().enumerate().map(|it| whole(place(it), it.1)).collect()
    };
    let bounds = |places: &[Placement]| union(places.iter().map(|it| it.bounds()));
    let probe = bounds(&at(100.0));
    let height = 100.0 * (frame.width / probe.width.max(1.0)).min(frame.height / probe.height.max(1.0));
    let mut covers = at(height);
    let found = bounds(&covers);
    let (dx, dy) = (frame.center().x - found.center().x, frame.center().y - found.center().y);
    for placement in &mut covers {
        placement.center = CanvasPoint { x: placement.center.x + dx, y: placement.center.y + dy };
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| (*b as f32 - middle).abs().total_cmp(&(*a as f32 - middle).abs()).then(a.cmp(b)));
    // A flat fan in a high frame leaves more air than books.
    (found.height >= frame.height * LEAST_FAN).then_some(Arranged { covers, boards: Vec::new(), order })
}

fn union(rects: impl Iterator<Item = CanvasRect>) -> CanvasRect {
    let join = |a: CanvasRect, b: CanvasRect| {
        let (x, y) = (a.x.min(b.x), a.y.min(b.y));
        CanvasRect::new(x, y, a.right().max(b.right()) - x, a.bottom().max(b.bottom()) - y)
    };
    rects.reduce(join).unwrap_or_default()
}

/// The first book as high as the frame, the others in a grid to its right.
fn hero(books: &[Book], frame: CanvasRect) -> Option<Vec<Placement>> {
    let (lead, others) = books.split_first()?;
    let size = CanvasSize::new(frame.width * 0.56, frame.height).fit(lead.aspect);
    let left = CanvasRect::new(frame.x, frame.y, size.width, size.height);
    let rest = CanvasRect::new(left.right() + GUTTER, frame.y, frame.right() - left.right() - GUTTER, size.height);
    let (split, height) = best_split(others, rest.size());
    let is_even = split.iter().all(|it| Some(it) == split.first());
    // Small books beside a large one look like crumbs.
    if !is_even || height < size.height * 0.2 {
        return None;
    }
    let top = frame.y + (frame.height - size.height).max(0.0) / 2.0;
    let mut placed = vec![Placement::upright(CanvasRect { y: top, ..left })];
    let n_rows = split.len() as f32;
    let between = if n_rows > 1.0 { (size.height - n_rows * height) / (n_rows - 1.0) } else { 0.0 };
    let mut y = if n_rows > 1.0 { top } else { top + size.height - height };
    for row in by_rows(others, &split) {
        place_row_right(row, CanvasRect::new(rest.x, y, rest.width, height), &mut placed);
        y += height + between;
    }
    Some(placed)
}

fn place_row_right(row: &[Book], frame: CanvasRect, placed: &mut Vec<Placement>) {
    let covers = sum_aspects(row) * frame.height;
    let n_gaps = row.len().saturating_sub(1) as f32;
    let gap = if n_gaps > 0.0 { (frame.width - covers) / n_gaps } else { 0.0 };
    let mut x = if n_gaps > 0.0 { frame.x } else { frame.x + (frame.width - covers) / 2.0 };
    for book in row {
        let width = book.aspect * frame.height;
        placed.push(Placement::upright(CanvasRect::new(x, frame.y, width, frame.height)));
        x += width + gap;
    }
}
