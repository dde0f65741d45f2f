//! Where covers of mixed proportions stand together.
//!
//! Laws, held by `tests/compose_laws.rs`: every cover is whole and keeps its proportion, stands inside the
//! frame and shows at least [`Arrangement::least_visible`] of its face; the order is the curator's, row by
//! row — or by year where the arrangement is a timeline, or pile by pile where it is a stack. What is hidden
//! in an overlap is the right edge or the foot: titles stay in sight.

mod hero;
mod over;
mod rows;
mod shelf;

pub(super) use over::OF_TWO_LINES;

use crate::domain::{Arrangement, CanvasPoint, CanvasRect, CanvasSize, Placement, maths};

/// Distance between covers, in units of a slide 1080 wide.
const GUTTER: f32 = 34.0;
/// Arrangements that fill a frame less than this share of the best one are not offered.
const WORTHY: f32 = 0.84;
/// Unless there would be too few looks to choose from: then those down to the next of these shares are.
const TOLERABLE: [f32; 4] = [0.76, 0.68, 0.6, 0.5];
/// Kinds lower than this share of the highest one are a strip across an empty slide: of books, and of pictures that lie.
const STRIP: (f32, f32) = (0.48, 0.6);
/// Of kinds that look alike one comes first when it fills the frame so much better.
const CLEARLY_BETTER: f32 = 1.05;
/// What stands in free height has so much of it above: the eye takes that for the middle.
pub(super) const OPTICAL_MIDDLE: f32 = 0.42;
/// Beside words covers begin where the words do, unless more than this share of the height would be empty under them.
const HIGH: f32 = 0.25;
/// Looks that make a choice.
const FEW_LOOKS: usize = 3;

impl Arrangement {
    /// The share of each cover that is not hidden by another one, at least.
    pub fn least_visible(self) -> f32 {
        match self {
            Self::Fan | Self::Cascade => 0.8,
            Self::Stack => 0.68,
            _ => 0.995,
        }
    }

    /// The kind it can hardly be told from when books are of one shape.
    fn alike(self) -> Self {
        if matches!(self, Self::Grid | Self::Justified) { Self::Rows } else { self }
    }

    /// What it may lack in covered area beside even rows: books that overlap or follow a leader are one picture.
    fn allowance(self) -> f32 {
        match self {
            Self::Hero | Self::Cascade => 1.12,
            Self::Fan | Self::Arc => 1.06,
            _ => 1.0,
        }
    }
}

/// A book to place: its proportion, and what the record says of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Book {
    /// Width divided by height.
    pub aspect: f32,
    /// Height in millimetres.
    pub height_mm: Option<f32>,
    /// Year of publication.
    pub year: Option<u16>,
}

/// Where books are arranged.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room {
    /// The rectangle to fill.
    pub rect: CanvasRect,
    /// Whether words stand beside it: then books stand together, at its top, rather than far apart.
    pub is_column: bool,
    /// How far beyond it, on the left and on the right, books that are turned may reach.
    pub bleed: f32,
}

impl From<CanvasRect> for Room {
    /// Room from margin to margin.
    fn from(rect: CanvasRect) -> Self {
        Self { rect, is_column: false, bleed: 0.0 }
    }
}

impl Room {
    fn bled(self) -> CanvasRect {
        let CanvasRect { x, width, .. } = self.rect;
        CanvasRect { x: x - self.bleed, width: width + 2.0 * self.bleed, ..self.rect }
    }

    /// How far down things begin that leave so much of the height free.
    pub(super) fn down(self, free: f32) -> f32 {
        let is_high = free < self.rect.height * HIGH;
        if self.is_column && is_high { 0.0 } else { free.max(0.0) * OPTICAL_MIDDLE }
    }
}

/// Places of covers, in the order given, with what belongs to them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arranged {
    /// One place a book.
    pub covers: Vec<Placement>,
    /// Boards of shelves.
    pub boards: Vec<CanvasRect>,
    /// Thin lines of a timeline.
    pub lines: Vec<CanvasRect>,
    /// Places of the years of a timeline: the index of the book, and where.
    pub years: Vec<(usize, CanvasRect)>,
    /// Order of drawing, back to front, as indices into `covers`.
    pub order: Vec<usize>,
}

impl Arranged {
    /// Share of the frame that is covered by books.
    pub fn coverage(&self, frame: CanvasRect) -> f32 {
        sampled(frame, |it| self.covers.iter().any(|cover| cover.contains(it)))
    }

    /// From edge to edge of all covers, across and down.
    pub(super) fn extent(&self) -> CanvasSize {
        let reach = |edges: &dyn Fn(CanvasRect) -> (f32, f32)| {
            let all = self.covers.iter().map(|it| edges(it.bounds()));
            let (from, to) = all.fold((f32::MAX, f32::MIN), |(from, to), it| (from.min(it.0), to.max(it.1)));
            (to - from).max(0.0)
        };
        CanvasSize::new(reach(&|it| (it.x, it.right())), reach(&|it| (it.y, it.bottom())))
    }

    /// Share of each cover that no later one hides, in the order of `covers`.
    pub fn visible(&self) -> Vec<f32> {
        let above = |index: usize| {
            let at = self.order.iter().position(|it| *it == index).map_or(0, |it| it + 1);
            self.order.iter().skip(at).filter_map(|it| self.covers.get(*it)).copied().collect::<Vec<_>>()
        };
        let share = |(index, cover): (usize, &Placement)| {
            let above = above(index);
            let (sin, cos) = maths::sin_cos(cover.rotation);
            let upright = Placement { rotation: 0.0, ..*cover };
            sampled(upright.rect(), |it| {
                let (dx, dy) = (it.x - cover.center.x, it.y - cover.center.y);
                let turned =
                    CanvasPoint { x: cover.center.x + dx * cos - dy * sin, y: cover.center.y + dx * sin + dy * cos };
                !above.iter().any(|it| it.contains(turned))
            })
        };
        self.covers.iter().enumerate().map(share).collect()
    }
}

/// Share of a rectangle where something is so, from 24 × 24 samples.
fn sampled(rect: CanvasRect, is_so: impl Fn(CanvasPoint) -> bool) -> f32 {
    const SIDE: u16 = 24;
    let at = |i: u16| (f32::from(i) + 0.5) / f32::from(SIDE);
    let points = (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| (at(column), at(row))));
    let hits = points.filter(|(x, y)| is_so(CanvasPoint { x: rect.x + x * rect.width, y: rect.y + y * rect.height }));
    hits.count() as f32 / f32::from(SIDE * SIDE)
}

/// Arranges books in a frame; `None` when this arrangement does not suit these books.
///
/// Lengths are those of a slide 1080 wide.
pub fn arrange(kind: Arrangement, books: &[Book], room: impl Into<Room>, seed: u64) -> Option<Arranged> {
    let room = room.into();
    let frame = room.rect;
    if books.is_empty() || frame.width < 40.0 || frame.height < 40.0 {
        return None;
    }
    let n = books.len();
    match kind {
        Arrangement::Rows => Some(plain(rows::rows(books, room))),
        Arrangement::Drift => Some(plain(rows::drift(books, room, seed))),
        Arrangement::Grid => (n > 1).then(|| rows::grid(books, room))?,
        Arrangement::Justified => (n > 2).then(|| rows::justified(books, room))?,
        Arrangement::Shelf => (n > 1).then(|| shelf::shelf(books, frame)),
        Arrangement::Hero => (3..=8).contains(&n).then(|| hero::hero(books, room))?.map(plain),
        Arrangement::Fan => (3..=8).contains(&n).then(|| over::fan(books, room.bled())),
        Arrangement::Arc => (3..=20).contains(&n).then(|| over::arc(books, frame))?,
        Arrangement::Cascade => (2..=5).contains(&n).then(|| over::cascade(books, frame))?,
        Arrangement::Stack => (10..=20).contains(&n).then(|| over::stack(books, frame, seed))?,
        Arrangement::Timeline => over::timeline(books, frame, seed),
    }
}

/// One of these arrangements: the seed chooses among those that fill the frame nearly as well as the best.
///
/// Kinds that look alike share one turn, so that seeds one after another give pictures that differ.
pub(super) fn choose(kinds: &[Arrangement], books: &[Book], room: Room, seed: u64) -> Option<(Arrangement, Arranged)> {
    let judged = |kind: &Arrangement| {
        let arranged = arrange(*kind, books, room, seed)?;
        // A column beside words is to be filled from top to foot.
        let high =
            if room.is_column { (arranged.extent().height / room.rect.height).clamp(0.1, 1.0).sqrt() } else { 1.0 };
        let worth = arranged.coverage(room.rect) * kind.allowance() * high;
        Some((kind.alike(), (*kind, arranged), worth))
    };
    let mut found: Vec<(Arrangement, (Arrangement, Arranged), f32)> = kinds.iter().filter_map(judged).collect();
    let highest = found.iter().map(|it| it.1.1.extent().height).fold(0.0, f32::max);
    let strip = if rows::lie(books) { STRIP.1 } else { STRIP.0 };
    found.retain(|it| it.1.1.extent().height >= highest * strip);
    // Books half hidden are larger than any side by side: they are one of the looks, not the measure of the others.
    let is_measure = |it: &&(Arrangement, (Arrangement, Arranged), f32)| it.0 != Arrangement::Stack;
    let best = found.iter().filter(is_measure).map(|it| it.2).fold(0.0, f32::max);
    let looks_from = |least: f32| {
        let mut looks: Vec<Arrangement> = Vec::new();
        for (alike, ..) in found.iter().filter(|it| it.2 >= best * least) {
            if !looks.contains(alike) {
                looks.push(*alike);
            }
        }
        looks
    };
    // A choice is worth some room on the slide.
    let tolerable = if room.is_column { &TOLERABLE[..2] } else { &TOLERABLE[..] };
    let last = tolerable.last().copied().unwrap_or(WORTHY);
    let mut shares = std::iter::once(WORTHY).chain(tolerable.iter().copied());
    let least = shares.find(|it| looks_from(*it).len() >= FEW_LOOKS).unwrap_or(last);
    let looks = looks_from(least);
    let worthy: Vec<_> = found.into_iter().filter(|it| it.2 >= best * least).collect();
    let n = looks.len().max(1) as u64;
    let Some(look) = looks.get((seed % n) as usize) else {
        return Some((Arrangement::Rows, arrange(Arrangement::Rows, books, room, seed)?));
    };
    let mut those: Vec<_> = worthy.into_iter().filter(|it| it.0 == *look).collect();
    // Rows of covers that differ in shape have gaps that differ: the kind that fills the frame clearly better is first.
    let first = those.first().map_or(0.0, |it| it.2);
    if those.iter().any(|it| it.2 > first * CLEARLY_BETTER) {
        those.sort_by(|a, b| b.2.total_cmp(&a.2));
    }
    let mut those: Vec<(Arrangement, Arranged)> = those.into_iter().map(|it| it.1).collect();
    let chosen = (seed / n % those.len().max(1) as u64) as usize;
    (chosen < those.len()).then(|| those.swap_remove(chosen))
}

fn plain(covers: Vec<Placement>) -> Arranged {
    let order = (0..covers.len()).collect();
    Arranged { covers, order, ..Arranged::default() }
}

/// A number in 0…1 that depends on nothing but its arguments (splitmix64, public domain, 2015).
pub(super) fn unit(seed: u64, i: u64) -> f32 {
    let mut z = seed.wrapping_add(i.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32
}
