//! Covers that overlap or are bent: fan, arc, cascade, stack; and books along the years.

use super::rows::{best_split, by_rows, evenness, row_height, rows, splits, sum_aspects};
use super::{Arranged, Book, GUTTER, Room, plain};
use crate::domain::{CanvasPoint, CanvasRect, CanvasSize, Placement, maths};

/// What the next book of a fan leaves of the width of the one before.
const STEP: f32 = 0.87;
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
/// Room for the years of a row of a timeline: nearer to their own books than to those of the next row.
const YEARS: f32 = 78.0;
/// Width of a year, with the room beside it.
const OF_A_YEAR: f32 = 90.0;
/// Books of a timeline stand no farther apart than this, in widths of one: so few reach both ends of the line.
const WIDEST_PITCH: f32 = 3.2;
/// They are not far apart so many widths from each other.
const AT_EASE: f32 = 1.8;
/// Most room between two rows of a timeline.
const MOST_BETWEEN: f32 = 70.0;
/// The same beside words, as a share of the height of its books: rows begin and end where the words do.
const BESIDE_WORDS: f32 = 0.35;
/// Most lines of a timeline.
const MOST_LINES: usize = 4;
/// Room between years and the row that is not theirs: over those that stand above a row, under those below one.
const APART: (f32, f32) = (34.0, 22.0);
/// Fewer books than this stand on one.
pub(in crate::compose) const OF_TWO_LINES: usize = 5;
/// Rows so full that their years touch are worth so much of others.
const WITHOUT_YEARS: f32 = 0.1;
/// A frame in which books would be lower than this is none for a timeline.
const LEAST_OF_TIME: f32 = 24.0;

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

/// Cards in a hand, each over the one before it, so that only right edges are hidden.
pub(super) fn fan(books: &[Book], frame: CanvasRect) -> Arranged {
    let n = books.len();
    let middle = (n as f32 - 1.0) / 2.0;
    let turn = FAN_TURN.min(0.13 * (n as f32 - 1.0)) / (n as f32 - 1.0);
    let lefts = steps(books, STEP);
    let total = lefts.last().copied().unwrap_or(0.0) + books.last().map_or(0.0, |it| it.aspect);
    let place = |(i, (book, left)): (usize, (&Book, &f32))| {
        let angle = (i as f32 - middle) * turn;
        let x = left + book.aspect / 2.0 - total / 2.0;
        let drop = total * 0.5 / (FAN_TURN * 0.5) * (1.0 - maths::cos(angle));
        Placement { center: CanvasPoint { x, y: drop }, size: CanvasSize::new(book.aspect, 1.0), rotation: angle }
    };
    plain(fitted(books.iter().zip(&lefts).enumerate().map(place).collect(), frame))
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

/// Rows in the order of years, each on a line with the years under it, or under one in every other variant; `None` when
/// a year is not known.
pub(super) fn timeline(books: &[Book], within: Room, seed: u64) -> Option<Arranged> {
    let frame = within.rect;
    let years: Option<Vec<u16>> = books.iter().map(|it| it.year).collect();
    let years = years.filter(|it| it.len() > 2 && it.iter().min() != it.iter().max())?;
    let mut by_year: Vec<usize> = (0..books.len()).collect();
    by_year.sort_by_key(|it| years.get(*it));
    let sorted: Vec<Book> = by_year.iter().filter_map(|it| books.get(*it)).copied().collect();
    // Years are to be nearer to their own covers than to those of another row.
    let apart = if seed % 2 == 1 { APART.0 } else { APART.1 };
    let room_of = |n_rows: usize| if n_rows > 1 { YEARS + apart } else { YEARS };
    let all = |n_rows: usize| n_rows as f32 * room_of(n_rows) - if n_rows > 1 { apart } else { 0.0 };
    let (split, height) = rows_of_time(&sorted, frame, all)?;
    // Over the first row, or under the last one, no other row has to be kept apart.
    let spare = if split.len() > 1 { apart } else { 0.0 };
    let frame =
        CanvasRect { y: if seed % 2 == 1 { frame.y - spare } else { frame.y }, height: frame.height + spare, ..frame };
    let (n_rows, room) = (split.len() as f32, room_of(split.len()));
    let height = height.min(frame.height / n_rows - room);
    if height < LEAST_OF_TIME {
        return None;
    }
    // Rows far apart would not be one line of time.
    let most_between = if within.is_column { height * BESIDE_WORDS } else { MOST_BETWEEN };
    let free = frame.height - n_rows * (height + room);
    let between = if n_rows > 1.0 { (free / (n_rows - 1.0)).clamp(0.0, most_between) } else { 0.0 };
    let pitch = height + room + between;
    let top = frame.y + within.down(free - between * (n_rows - 1.0));
    let mut found = Arranged { order: (0..books.len()).collect(), ..Arranged::default() };
    let mut covers = vec![Placement::default(); books.len()];
    let (mut rest, mut axes) = (by_year.iter(), Vec::new());
    let columns = columns_of(&sorted, &split, height, frame);
    for (i, row) in by_rows(&sorted, &split).enumerate() {
        let row_top = top + pitch * i as f32;
        let below = row_top + room;
        let (covers_top, line, label) = match seed % 2 {
            0 => (row_top, row_top + height + 14.0, row_top + height + 32.0),
            _ => (below, below - 14.0, below - YEARS + 34.0),
        };
        let inside = CanvasRect::new(frame.x, covers_top, frame.width, height);
        let places = match columns {
            Some((pitch, left)) => in_columns(row, CanvasRect { x: left, ..inside }, pitch).collect(),
            None => rows(row, inside.into()),
        };
        let (mut begin, mut end) = (f32::MAX, frame.x);
        let is_full = Some(row.len()) == split.iter().copied().max();
        let mut last = None;
        for place in places {
            (begin, end) = (begin.min(place.rect().x), place.rect().right());
            let index = *rest.next()?;
            let rect = place.rect();
            *covers.get_mut(index)? = place;
            // Under the line, whichever side the years are on: above it a tick would touch their digits.
            found.lines.push(CanvasRect::new(rect.x, line, 3.0, 8.0));
            // Where the years of books side by side would touch, the first of one year names it.
            let year = years.get(index).copied();
            let is_said = std::mem::replace(&mut last, year) == year && rect.width < OF_A_YEAR;
            if !is_said {
                found.years.push((index, CanvasRect::new(rect.x, label, rect.width.max(OF_A_YEAR), 30.0)));
            }
        }
        axes.push((is_full, CanvasRect::new(begin, line, end - begin, 2.0)));
    }
    found.lines.extend(as_long(&axes));
    found.covers = covers;
    Some(found)
}

/// Lines of time, those of full rows from one end to the other of all of them.
fn as_long(axes: &[(bool, CanvasRect)]) -> impl Iterator<Item = CanvasRect> {
    let full = axes.iter().filter(|it| it.0).map(|it| (it.1.x, it.1.right()));
    let (from, to) = full.fold((f32::MAX, f32::MIN), |all, it| (all.0.min(it.0), all.1.max(it.1)));
    axes.iter().map(move |(is_full, it)| if *is_full { CanvasRect { x: from, width: to - from, ..*it } } else { *it })
}

/// Books in the order of years split over lines of time, and their height: among splits that show covers about equally
/// large the one that fills the frame better, with more lines, is taken; `years` is the room of those of so many lines.
fn rows_of_time(books: &[Book], frame: CanvasRect, years: impl Fn(usize) -> f32) -> Option<(Vec<usize>, f32)> {
    let set = |split: Vec<usize>| {
        let n = split.len() as f32;
        // The years are what parts one row from the next.
        let room = CanvasSize::new(frame.width, frame.height - years(split.len()) + GUTTER * (n - 1.0));
        let height = row_height(books, &split, room).max(1.0);
        (split, height)
    };
    // Small books far apart on lines of their own are no larger for it than on one.
    let filled = |(split, height): &(Vec<usize>, f32)| {
        let pitch = |row: &[Book]| {
            let (n, mean) = (row.len().max(2) as f32, sum_aspects(row) * height / row.len().max(1) as f32);
            (frame.width - mean) / (n - 1.0) / mean.max(1.0)
        };
        let nearest = by_rows(books, split).map(pitch).fold(f32::MAX, f32::min);
        maths::powi((AT_EASE / nearest.max(0.1)).min(1.0), 2)
    };
    // Years side by side are not to touch.
    let has_years = |(split, height): &(Vec<usize>, f32)| {
        let n = split.iter().copied().max().unwrap_or(1) as f32;
        n < 2.0
            || (frame.width - OF_A_YEAR.max(sum_aspects(books) * height / books.len() as f32)) / (n - 1.0) >= OF_A_YEAR
    };
    let worth = |it: &(Vec<usize>, f32)| {
        let of_years = if has_years(it) { 1.0 } else { WITHOUT_YEARS };
        it.1 * it.1 * evenness(&it.0) * (it.0.len() as f32).sqrt() * filled(it) * of_years
    };
    let most = if books.len() < OF_TWO_LINES { 1 } else { MOST_LINES };
    splits(books.len()).take(most).map(set).max_by(|a, b| worth(a).total_cmp(&worth(b)))
}

/// Distance of the left edges of books in rows under one another, and where the first column begins; `None` when the
/// books are too unlike for columns.
fn columns_of(books: &[Book], split: &[usize], height: f32, frame: CanvasRect) -> Option<(f32, f32)> {
    let widest = books.iter().map(|it| it.aspect * height).fold(1.0, f32::max);
    let n = split.iter().copied().max().unwrap_or(1).max(2);
    let last = |row: &[Book]| row.last().map_or(0.0, |it| it.aspect * height);
    let ends = by_rows(books, split).filter(|it| it.len() == n).map(last).fold(0.0, f32::max);
    let n_gaps = n as f32 - 1.0;
    let pitch = ((frame.width - ends) / n_gaps).min(widest * WIDEST_PITCH);
    let left = frame.x + (frame.width - pitch * n_gaps - ends).max(0.0) / 2.0;
    (pitch >= widest + GUTTER * 0.6).then_some((pitch, left))
}

/// Books of one height whose left edges are a pitch apart.
fn in_columns(row: &[Book], frame: CanvasRect, pitch: f32) -> impl Iterator<Item = Placement> {
    row.iter().enumerate().map(move |(i, book)| {
        let (x, width) = (frame.x + pitch * i as f32, book.aspect * frame.height);
        Placement::upright(CanvasRect::new(x, frame.y, width, frame.height))
    })
}
