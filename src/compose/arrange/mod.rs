//! Where covers of mixed proportions stand together.
//!
//! Laws, held by `tests/compose_laws.rs`: every cover is whole and keeps its proportion, stands inside the
//! frame and shows at least [`Arrangement::least_visible`] of its face; the order is the curator's, row by
//! row — or by year where the arrangement is a timeline, or pile by pile where it is a stack. What is hidden
//! in an overlap is the right edge or the foot: titles stay in sight.

mod grid;
mod hero;
mod justified;
mod mosaic;
mod over;
mod rows;
mod shelf;
mod timeline;

pub(super) use timeline::OF_TWO_LINES;

use crate::domain::{Arrangement, CanvasPoint, CanvasRect, CanvasSize, Placement, maths};

/// Distance between covers, in units of a slide 1080 wide.
const GUTTER: f32 = 34.0;
/// Arrangements that fill a frame less than the first share of the best one are not offered, unless there would be fewer
/// looks than so many: then those down to the next share are.
const WORTHY: [(f32, usize); 8] =
    [(0.84, 3), (0.76, 3), (0.68, 3), (0.62, 3), (0.54, 3), (0.62, 2), (0.5, 2), (0.36, 2)];
/// Below this share of the best one a look is there only for the sake of a choice.
const LAST_RESORT: f32 = 0.6;
/// Beside words a choice is worth less room: the first so many.
const IN_COLUMN: usize = 3;
/// Kinds lower than this share of the highest one are a strip across an empty slide.
const STRIP: f32 = 0.6;
/// The same of three: few are large even so.
const STRIP_OF_THREE: f32 = 0.58;
/// As many books as a fan holds are wide enough to be told apart on a telephone when they are so wide: kinds that show
/// them narrower, and narrower than such a share of what another does, are not offered from margin to margin.
const A_FAN: usize = 8;
const NARROW: (f32, f32) = (0.93, 129.0);
/// Of two kinds that show as much of books the one that comes nearer to both margins is better, so much.
const REACHING: f32 = 1.0;
/// Covers farther apart than this share of their width are torn from each other: what they are worth is less by as much
/// as the gap is wider.
const OPEN: f32 = 0.5;
/// The same of two in a row; of books on a line of time, which holds them together.
const OPEN_OF_TWO: f32 = 1.0;
const OPEN_ON_LINE: f32 = 0.62;
/// Of kinds that look alike one comes first when it fills the frame so much better.
const CLEARLY_BETTER: f32 = 1.05;
/// What stands in free height has so much of it above: the eye takes that for the middle.
pub(super) const OPTICAL_MIDDLE: f32 = 0.42;
/// Beside words covers begin where the words do, unless more than this share of the height would be empty under them.
const HIGH: f32 = 0.165;

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
            // Its books are as high as they are; those of a stack are larger than they show.
            Self::Shelf | Self::Stack => 1.25,
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
    /// Places of the years of a timeline: the index of the first book of each, row by row, and where.
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

    /// Width of a cover, the mean of all.
    fn width(&self) -> f32 {
        self.covers.iter().map(|it| it.size.width).sum::<f32>() / self.covers.len().max(1) as f32
    }

    /// How near covers come to where they should end: beside words at the foot of the column, else at both margins.
    fn reach(&self, room: Room) -> f32 {
        let (extent, whole) = (self.extent(), room.rect);
        if room.is_column {
            return (extent.height / whole.height).clamp(0.1, 1.0).sqrt();
        }
        // Boards reach both margins, whatever stands on them.
        let by = if self.boards.is_empty() { REACHING } else { REACHING / 2.0 };
        maths::pow((extent.width / whole.width).clamp(0.1, 1.0), by)
    }

    /// What covers of a kind are worth that are so far apart that they are torn from each other, beside those that are not.
    pub(super) fn together(&self, kind: Arrangement) -> f32 {
        let open = match kind {
            Arrangement::Timeline => OPEN_ON_LINE,
            // Piles are held together by what lies in them.
            Arrangement::Stack => f32::INFINITY,
            _ => OPEN,
        };
        let bounds: Vec<CanvasRect> = self.covers.iter().map(|it| it.bounds()).collect();
        let is_beside = |one: &CanvasRect, it: &CanvasRect| it.y < one.center().y && it.bottom() > one.center().y;
        let apart = |one: &CanvasRect| {
            let row = bounds.iter().filter(|it| is_beside(one, it));
            // Two in a row each keep to a margin.
            let open = if row.clone().count() == 2 { open.max(OPEN_OF_TWO) } else { open };
            let gaps =
                row.filter(|it| it.x > one.x).map(|it| (it.x - one.right()) * 2.0 / (one.width + it.width).max(1.0));
            gaps.reduce(f32::min).map(|it| it / open)
        };
        let widest = bounds.iter().filter_map(apart).fold(0.0, f32::max);
        (1.0 / widest.max(0.01)).min(1.0)
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
        Arrangement::Grid => (n > 1).then(|| grid::grid(books, room))?,
        Arrangement::Justified => (n > 2).then(|| justified::justified(books, room))?,
        Arrangement::Mosaic => (2..=mosaic::MOST).contains(&n).then(|| mosaic::mosaic(books, room, seed))?.map(plain),
        Arrangement::Shelf => (n > 1).then(|| shelf::shelf(books, frame)),
        Arrangement::Hero => (3..=8).contains(&n).then(|| hero::hero(books, room))?.map(plain),
        Arrangement::Fan => (3..=A_FAN).contains(&n).then(|| over::fan(books, room.bled())),
        Arrangement::Arc => (3..=20).contains(&n).then(|| over::arc(books, frame))?,
        Arrangement::Cascade => (3..=5).contains(&n).then(|| over::cascade(books, frame))?,
        Arrangement::Stack => (10..=20).contains(&n).then(|| over::stack(books, frame, seed))?,
        Arrangement::Timeline => timeline::timeline(books, room, seed),
    }
}

/// An arrangement of books in a room and how good it is.
struct Judged {
    kind: Arrangement,
    arranged: Arranged,
    worth: f32,
}

impl Judged {
    fn new(kind: Arrangement, books: &[Book], room: Room, seed: u64) -> Option<Self> {
        let arranged = arrange(kind, books, room, seed)?;
        let worth =
            arranged.coverage(room.rect) * kind.allowance() * arranged.reach(room) * arranged.together(kind).sqrt();
        Some(Self { kind, arranged, worth })
    }
}

/// What a seed chose.
pub(super) struct Chosen {
    pub(super) kind: Arrangement,
    pub(super) arranged: Arranged,
    /// Among how many looks.
    pub(super) n_looks: u64,
}

fn worth(found: &[Judged], index: usize) -> f32 {
    found.get(index).map_or(0.0, |it| it.worth)
}

/// Looks that are worth so much, in their order: kinds that look alike are one.
fn looks_of(found: &[Judged], least: f32) -> Vec<Arrangement> {
    let mut looks = Vec::new();
    for alike in found.iter().filter(|it| it.worth >= least).map(|it| it.kind.alike()) {
        if !looks.contains(&alike) {
            looks.push(alike);
        }
    }
    looks
}

/// One of these arrangements: the seed chooses among those that fill the frame nearly as well as the best.
///
/// Kinds that look alike share one turn, so that seeds one after another give pictures that differ.
pub(super) fn choose(kinds: &[Arrangement], books: &[Book], room: Room, seed: u64) -> Option<Chosen> {
    let mut found: Vec<Judged> = kinds.iter().filter_map(|it| Judged::new(*it, books, room, seed)).collect();
    let highest = found.iter().map(|it| it.arranged.extent().height).fold(0.0, f32::max);
    let strip = if books.len() == 3 { STRIP_OF_THREE } else { STRIP };
    found.retain(|it| it.arranged.extent().height >= highest * strip);
    if books.len() <= A_FAN && !room.is_column {
        let widest = found.iter().map(|it| it.arranged.width()).fold(0.0, f32::max);
        found.retain(|it| it.arranged.width() >= NARROW.1.min(widest * NARROW.0));
    }
    // Books half hidden are larger than any side by side: they are one of the looks, not the measure of the others.
    let measures = found.iter().filter(|it| it.kind != Arrangement::Stack);
    let best = measures.map(|it| it.worth).fold(0.0, f32::max);
    // A choice is worth some room on the slide.
    let shares = if room.is_column { &WORTHY[..IN_COLUMN] } else { &WORTHY[..] };
    let enough = shares.iter().find(|(share, n)| looks_of(&found, best * share).len() >= *n);
    let least = enough.or(shares.last()).map_or(1.0, |it| it.0);
    // A look that is a makeshift is not the first to be seen.
    if least < LAST_RESORT
        && let Some(first) =
            (0..found.len()).reduce(|best, it| if worth(&found, it) > worth(&found, best) { it } else { best })
    {
        found.get_mut(..=first).unwrap_or_default().rotate_right(1);
    }
    let looks = looks_of(&found, best * least);
    let n = looks.len().max(1) as u64;
    let Some(look) = looks.get((seed % n) as usize) else {
        let arranged = arrange(Arrangement::Rows, books, room, seed)?;
        return Some(Chosen { kind: Arrangement::Rows, arranged, n_looks: 1 });
    };
    found.retain(|it| it.worth >= best * least && it.kind.alike() == *look);
    // Rows of covers that differ in shape have gaps that differ: the kind that fills the frame clearly better is first.
    let first = found.first().map_or(0.0, |it| it.worth);
    if found.iter().any(|it| it.worth > first * CLEARLY_BETTER) {
        found.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    }
    let chosen = (seed / n % found.len().max(1) as u64) as usize;
    let it = (chosen < found.len()).then(|| found.swap_remove(chosen))?;
    Some(Chosen { kind: it.kind, arranged: it.arranged, n_looks: n })
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

#[cfg(test)]
mod tests {
    use super::*;

    /// In a low room six books in a row are stamps beside what they are in a fan: a fan they are, whatever the seed.
    #[test]
    fn a_row_of_stamps_is_no_look_of_books_that_make_a_fan() {
        let book = |aspect| Book { aspect, height_mm: None, year: None };
        let books = [0.668, 0.668, 0.668, 0.636, 0.668, 0.668].map(book);
        let rect = CanvasRect::new(72.0, 929.0, 936.0, 268.0);
        let room = Room { rect, is_column: false, bleed: 52.0 };
        let kinds = [Arrangement::Fan, Arrangement::Rows, Arrangement::Drift, Arrangement::Grid];
        for seed in 0..12 {
            let chosen = choose(&kinds, &books, room, seed);
            assert_eq!(chosen.map(|it| it.kind), Some(Arrangement::Fan), "{seed}");
        }
        let low = Room { rect: CanvasRect { height: 210.0, ..rect }, ..room };
        let kinds = (0..12).filter_map(|seed| Some(choose(&kinds, &books, low, seed)?.kind));
        assert!(kinds.filter(|it| *it == Arrangement::Rows).count() > 0, "where a fan is no wider there are rows");
    }

    /// Beside words books begin where the words do; where they would hang far above the foot they stand in the middle.
    #[test]
    fn books_beside_words_do_not_hang_from_the_top() {
        let books = [Book { aspect: 0.7, height_mm: None, year: None }; 2];
        for (height, is_down) in [(440.0, false), (480.0, false), (520.0, true), (560.0, true)] {
            let rect = CanvasRect::new(500.0, 72.0, 600.0, height);
            let room = Room { rect, is_column: true, bleed: 0.0 };
            let arranged = arrange(Arrangement::Rows, &books, room, 0).unwrap_or_default();
            let edges = arranged.covers.iter().map(|it| (it.bounds().y, it.bounds().bottom()));
            let (top, foot) = edges.fold((f32::MAX, 0.0_f32), |all, it| (all.0.min(it.0), all.1.max(it.1)));
            let (above, below) = (top - rect.y, rect.bottom() - foot);
            let is_in_the_middle = above > below * 0.6 && above <= below;
            assert!(if is_down { is_in_the_middle } else { above < 1.0 }, "{height}: {above} above, {below} below");
        }
    }
}
