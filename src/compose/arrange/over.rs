//! Covers that overlap or are bent: fan, arc, cascade, stack.

use super::rows::{best_split, by_rows, rows};
use super::{Arranged, Book, GUTTER, plain};
use crate::domain::{CanvasPoint, CanvasRect, CanvasSize, Placement, maths};

/// What the next book of a fan leaves of the width of the one before; where books gain nothing by that, these.
const STEP: f32 = 0.87;
const OPEN_STEPS: [f32; 5] = [0.97, 0.95, 0.93, 0.91, 0.89];
/// Three are large: that a title ends just before the next book would be noticed.
const STEP_OF_THREE: f32 = 0.9;
const AS_LARGE: f32 = 0.998;
/// The same in a cascade, whose books are upright: the margin of a cover is hidden, not the end of its title.
const CASCADE_STEP: f32 = 0.94;
/// Least step of a cascade, as a share of the height of its books.
const LEAST_DOWN: f32 = 0.12;
/// Books of a cascade lower than this share of its frame are a few small steps in a large room.
const LEAST_STAIR: f32 = 0.42;
/// Turn of a whole fan, in radians: 26°.
const FAN_TURN: f32 = 0.46;
/// What the next book of a stack leaves of the height of the one above.
const STACK_STEP: f32 = 0.72;
/// Fewer books than this in a row make no arc.
const SHORTEST_ARC: usize = 4;
/// Piles are no deeper than this.
const DEEPEST: usize = 4;

/// Scales and moves places so that together they fill the frame as far as they go.
fn fitted(mut covers: Vec<Placement>, frame: CanvasRect) -> Vec<Placement> {
    let found = union(covers.iter().map(|it| it.bounds()));
    let by = (frame.width / found.width.max(1.0)).min(frame.height / found.height.max(1.0));
    let (from, to) = (found.center(), frame.center());
    for it in &mut covers {
        it.center = CanvasPoint { x: to.x + (it.center.x - from.x) * by, y: to.y + (it.center.y - from.y) * by };
        it.size = CanvasSize::new(it.size.width * by, it.size.height * by);
    }
    covers
}

fn union(rects: impl Iterator<Item = CanvasRect>) -> CanvasRect {
    let join = |a: CanvasRect, b: CanvasRect| {
        let (x, y) = (a.x.min(b.x), a.y.min(b.y));
        CanvasRect::new(x, y, a.right().max(b.right()) - x, a.bottom().max(b.bottom()) - y)
    };
    rects.reduce(join).unwrap_or_default()
}

/// Left edges of books of height 1, each leaving a share of the width of the one before in sight.
fn steps(books: &[Book], step: f32) -> Vec<f32> {
    let mut x = 0.0;
    let place = |book: &Book| {
        let left = x;
        x += book.aspect * step;
        left
    };
    books.iter().map(place).collect()
}

/// Cards in a hand, each over the one before it, so that only right edges are hidden; no more of them than it takes for
/// the books to be as large as they can.
pub(super) fn fan(books: &[Book], frame: CanvasRect) -> Arranged {
    let height = |it: &[Placement]| it.first().map_or(0.0, |it| it.size.height);
    let least = if books.len() > 3 { STEP } else { STEP_OF_THREE };
    let close = hand(books, frame, least);
    let open = OPEN_STEPS.into_iter().filter(|it| *it > least).map(|step| hand(books, frame, step));
    let as_large = { open }.find(|it| height(it) >= height(&close) * AS_LARGE);
    plain(as_large.unwrap_or(close))
}

/// A fan whose next book leaves so much of the width of the one before.
fn hand(books: &[Book], frame: CanvasRect, step: f32) -> Vec<Placement> {
    let n = books.len();
    let middle = (n as f32 - 1.0) / 2.0;
    let turn = FAN_TURN.min(0.13 * (n as f32 - 1.0)) / (n as f32 - 1.0);
    let lefts = steps(books, step);
    let total = lefts.last().copied().unwrap_or(0.0) + books.last().map_or(0.0, |it| it.aspect);
    let place = |(i, (book, left)): (usize, (&Book, &f32))| {
        let angle = (i as f32 - middle) * turn;
        let x = left + book.aspect / 2.0 - total / 2.0;
        let drop = total * 0.5 / (FAN_TURN * 0.5) * (1.0 - maths::cos(angle));
        Placement { center: CanvasPoint { x, y: drop }, size: CanvasSize::new(book.aspect, 1.0), rotation: angle }
    };
    fitted(books.iter().zip(&lefts).enumerate().map(place).collect(), frame)
}

/// Steps down to the right, each over the one before it; `None` when the steps are so low that they look like a slip,
/// or the books too small for their room.
pub(super) fn cascade(books: &[Book], frame: CanvasRect) -> Option<Arranged> {
    let n_steps = books.len().saturating_sub(1).max(1) as f32;
    let lefts = steps(books, CASCADE_STEP);
    let total = lefts.last().copied().unwrap_or(0.0) + books.last().map_or(0.0, |it| it.aspect);
    let height = (frame.width / total.max(0.01)).min(frame.height * 0.9);
    let free = frame.width - total * height;
    let more = (free / n_steps).min(height * 0.24);
    let down = ((frame.height - height) / n_steps).min(height * 0.42);
    let top = frame.y + (frame.height - height - down * n_steps).max(0.0) / 2.0;
    let aside = (free - more * n_steps).max(0.0) / 2.0;
    let place = |(i, (book, left)): (usize, (&Book, &f32))| {
        let (x, y) = (frame.x + aside + left * height + more * i as f32, top + down * i as f32);
        Placement::upright(CanvasRect::new(x, y, book.aspect * height, height))
    };
    (down >= height * LEAST_DOWN && height >= frame.height * LEAST_STAIR)
        .then(|| plain(books.iter().zip(&lefts).enumerate().map(place).collect()))
}

/// Rows bent upwards in the middle; `None` when the bend would make books touch.
pub(super) fn arc(books: &[Book], frame: CanvasRect) -> Option<Arranged> {
    let radius = frame.width * 3.2;
    let center = frame.center();
    let (split, _) = best_split(books, frame);
    if split.iter().any(|it| *it < SHORTEST_ARC) {
        return None;
    }
    let bend = |it: Placement| {
        let angle = (it.center.x - center.x) / radius;
        let y = it.center.y + radius * (1.0 - maths::cos(angle));
        Placement { center: CanvasPoint { x: center.x + radius * maths::sin(angle), y }, rotation: angle, ..it }
    };
    let bent = plain(fitted(rows(books, frame.into()).into_iter().map(bend).collect(), frame));
    bent.visible().iter().all(|it| *it >= 1.0).then_some(bent)
}

/// Width of a pile, in widths of its books: the lowest stands so far aside of the highest.
const ASIDE: f32 = 1.22;
/// Piles that stand on less of the width leave one side of the slide empty.
const LEAST_PILED: f32 = 0.85;

/// Piles side by side: in each the next book lies lower, over the foot of the one above.
///
/// `None` when the books do not divide into piles equally high that take the width.
pub(super) fn stack(books: &[Book], frame: CanvasRect, seed: u64) -> Option<Arranged> {
    let widest = books.iter().map(|it| it.aspect).fold(0.1, f32::max);
    let height_at = |n_piles: usize| {
        let deep = books.len().div_ceil(n_piles) as f32;
        let by_height = frame.height / (1.0 + STACK_STEP * (deep - 1.0));
        let by_width = (frame.width - (n_piles as f32 - 1.0) * GUTTER) / n_piles as f32 / (widest * ASIDE);
        by_height.min(by_width).max(1.0)
    };
    let deep = |n_piles: &usize| books.len() / n_piles;
    let even = (2..books.len()).filter(|it| books.len().is_multiple_of(*it) && (2..=DEEPEST).contains(&deep(it)));
    let n_piles = even.max_by(|a, b| height_at(*a).total_cmp(&height_at(*b)))?;
    let height = height_at(n_piles);
    let room = widest * ASIDE * height;
    let free = frame.width - room * n_piles as f32;
    let gap = (free / (n_piles as f32 - 1.0)).min(room * 0.5);
    if room * n_piles as f32 + gap * (n_piles as f32 - 1.0) < frame.width * LEAST_PILED {
        return None;
    }
    let left = frame.x + (frame.width - room * n_piles as f32 - gap * (n_piles as f32 - 1.0)).max(0.0) / 2.0;
    let split: Vec<usize> =
        (0..n_piles).map(|it| books.len() / n_piles + usize::from(it < books.len() % n_piles)).collect();
    let mut placed = Vec::new();
    for (pile, row) in by_rows(books, &split).enumerate() {
        let high = height * (1.0 + STACK_STEP * (row.len() as f32 - 1.0));
        let top = frame.y + (frame.height - high).max(0.0) * 0.5;
        for (i, book) in row.iter().enumerate() {
            // All piles lean the same way: to either side at random they would look like a slip.
            let free = room - book.aspect * height;
            let aside = free * i as f32 / row.len().saturating_sub(1).max(1) as f32;
            let lean = if seed.is_multiple_of(2) { aside } else { free - aside };
            let x = left + pile as f32 * (room + gap) + lean;
            let y = top + height * STACK_STEP * i as f32;
            placed.push(Placement::upright(CanvasRect::new(x, y, book.aspect * height, height)));
        }
    }
    Some(plain(placed))
}
