//! Pictures that tile a block: it is cut across and down again and again, with one gap everywhere.
//!
//! Each picture stands wholly left of any that follows it, or wholly above that one; none is cropped. As pictures keep
//! their proportions, the width of a part is its height by a factor and a rest that gaps make: a block has one height
//! for each width.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::{Book, Room};
use crate::domain::{CanvasRect, CanvasSize, Placement, maths};

/// Gap between the pictures, which are one thing; it may grow to the second for the block to fill its room.
const GAP: (f32, f32) = (18.0, 28.0);
/// A block of more pictures can be cut in too many ways to try them.
pub(super) const MOST: usize = 20;
/// Of parts whose proportions differ by less than e to the power of one by this the most even one is kept; of parts of
/// more pictures than so many, by the second.
const PROPORTIONS: (f32, f32) = (4.0, 1.5);
const SMALL: usize = 5;
/// The largest picture may be so many times the smallest: it leads. More costs by this power.
const EVEN: f32 = 5.0;
const UNEVEN: f32 = 0.35;
/// A picture narrower or lower than this is a crumb.
const CRUMB: f32 = 84.0;
/// A block that does not reach both margins is worth so much of one that does.
const MISSED: f32 = 0.56;
/// A low block leaves the slide empty under it: its share of the height of the room counts by this power.
const LOW: f32 = 0.65;
/// So many of the best blocks without crumbs are looked through.
const LOOKED_THROUGH: usize = 24;
/// Gaps on both sides of a line that miss each other by less than so many of them look like a mistake; by less than the
/// second, a slip.
const NEARLY_MET: f32 = 2.0;
const A_HAIR: f32 = 0.5;
/// Gaps meet that miss each other by no more than this, in units.
const ONE_LINE: f32 = 0.4;
/// A block with gaps that nearly meet is worth so much of one without; less where they slip. One whose gaps meet only
/// since all are wider comes before that, and after the others.
const MISALIGNED: f32 = 0.76;
const TORN: f32 = 0.7;
const MET: f32 = 0.71;
/// What is lower or narrower than this is hardly seen on a telephone: its share of this counts by the second, a power.
const SEEN: (f32, f32) = (150.0, 0.5);
/// One whose largest picture is not the first is worth so much.
const LED_LATER: f32 = 0.93;
/// A block that looks otherwise is another look where it is worth this share of the best.
const OTHER: f32 = 0.86;

/// What a part consists of.
#[derive(Clone)]
enum Cut {
    Picture,
    /// Side by side, of one height.
    Beside(Rc<Part>, Rc<Part>),
    /// One over the other, of one width.
    Above(Rc<Part>, Rc<Part>),
}

/// Pictures that follow one another in the series, cut in one way.
#[derive(Clone)]
struct Part {
    cut: Cut,
    /// Width = `factor` × height + `rest` × gap.
    factor: f32,
    rest: f32,
    /// Areas of the smallest and the largest picture where the part is 1 high, but for the gaps.
    least: f32,
    most: f32,
}

/// Where a part stands, and the gap in it.
#[derive(Clone, Copy)]
struct Place {
    x: f32,
    y: f32,
    height: f32,
    gap: f32,
}

impl Part {
    fn picture(aspect: f32) -> Self {
        Self { cut: Cut::Picture, factor: aspect, rest: 0.0, least: aspect, most: aspect }
    }

    fn beside(left: &Rc<Self>, right: &Rc<Self>) -> Self {
        Self {
            cut: Cut::Beside(left.clone(), right.clone()),
            factor: left.factor + right.factor,
            rest: left.rest + right.rest + 1.0,
            least: left.least.min(right.least),
            most: left.most.max(right.most),
        }
    }

    fn above(upper: &Rc<Self>, lower: &Rc<Self>) -> Self {
        let factor = 1.0 / (1.0 / upper.factor + 1.0 / lower.factor);
        let (over, under) = (factor / upper.factor, factor / lower.factor);
        Self {
            cut: Cut::Above(upper.clone(), lower.clone()),
            factor,
            rest: upper.rest * over + lower.rest * under - factor,
            least: (upper.least * over * over).min(lower.least * under * under),
            most: (upper.most * over * over).max(lower.most * under * under),
        }
    }

    fn width(&self, height: f32, gap: f32) -> f32 {
        self.factor * height + self.rest * gap
    }

    fn height(&self, width: f32, gap: f32) -> f32 {
        (width - self.rest * gap) / self.factor
    }

    /// As large as a frame lets it be, and the gap with which it is so: one that fills the frame, where there is one.
    fn size_in(&self, frame: CanvasSize) -> (CanvasSize, f32) {
        let filling = (frame.width - self.factor * frame.height) / self.rest;
        if (GAP.0..=GAP.1).contains(&filling) {
            return (frame, filling);
        }
        let height = self.height(frame.width, GAP.0).min(frame.height);
        (CanvasSize::new(self.width(height, GAP.0), height), GAP.0)
    }

    fn evenness(&self) -> f32 {
        maths::pow((EVEN * self.least / self.most).min(1.0), UNEVEN)
    }

    /// How well it fills a room, with pictures of nearly one size.
    fn worth(&self, room: Room) -> f32 {
        let (CanvasSize { width, height }, gap) = self.size_in(room.rect.size());
        // Words and lines stand at both margins: a block between them is in line with nothing.
        let reach = if width > room.rect.width - 1.0 { 1.0 } else { MISSED };
        let high = maths::pow((height / room.rect.height).min(1.0), LOW);
        // Gaps are no pictures.
        width * height * reach * high * (GAP.0 / gap).sqrt().sqrt() * self.evenness()
    }

    /// The pictures in their order.
    fn place(&self, at: Place, placed: &mut Vec<Placement>) {
        let Place { x, y, height, gap } = at;
        let width = self.width(height, gap);
        match &self.cut {
            Cut::Picture => placed.push(Placement::upright(CanvasRect::new(x, y, width, height))),
            Cut::Beside(left, right) => {
                left.place(at, placed);
                right.place(Place { x: x + left.width(height, gap) + gap, ..at }, placed);
            }
            Cut::Above(upper, lower) => {
                let over = upper.height(width, gap);
                upper.place(Place { height: over, ..at }, placed);
                lower.place(Place { y: y + over + gap, height: lower.height(width, gap), ..at }, placed);
            }
        }
    }

    /// The pictures in a room, and what they are worth by how the gaps between them meet; `None` when some would be crumbs.
    /// Gaps that would miss each other by a hair meet where all of them a little wider do.
    fn placed(&self, room: Room) -> Option<(Vec<Placement>, f32)> {
        let (size, gap) = self.size_in(room.rect.size());
        let usual = self.stood(room, size, gap);
        let wider = |by: u8| {
            let gap = gap + f32::from(by) / 2.0;
            let size = CanvasSize { height: self.height(size.width, gap), ..size };
            (self.stood(room, size, gap), gap)
        };
        let is_torn = nearly_meet(&usual, gap, A_HAIR);
        let tries = if is_torn { u8::MAX } else { 0 };
        let mut all = (1..=tries).map(wider).take_while(|it| it.1 <= GAP.1);
        let (placed, aligned) = match all.find(|it| !nearly_meet(&it.0, it.1, A_HAIR)) {
            Some((placed, _)) => (placed, MET),
            None if is_torn => (usual, TORN),
            None if nearly_meet(&usual, gap, NEARLY_MET) => (usual, MISALIGNED),
            None => (usual, 1.0),
        };
        let is_crumb = |it: &Placement| it.size.width.min(it.size.height) < CRUMB;
        (!placed.iter().any(is_crumb)).then_some((placed, aligned))
    }

    /// The pictures as a block of a size in the middle of a room.
    fn stood(&self, room: Room, size: CanvasSize, gap: f32) -> Vec<Placement> {
        let x = room.rect.x + (room.rect.width - size.width) / 2.0;
        let y = room.rect.y + room.down(room.rect.height - size.height);
        let mut placed = Vec::new();
        self.place(Place { x, y, height: size.height, gap }, &mut placed);
        placed
    }
}

/// Whether a gap that ends at a line and one that begins at its other side, across or down, miss each other by less than
/// so many of them.
fn nearly_meet(placed: &[Placement], gap: f32, nearly: f32) -> bool {
    let rects: Vec<CanvasRect> = placed.iter().map(|it| it.rect()).collect();
    let misses = |one: f32, other: f32| (ONE_LINE..gap * nearly).contains(&(one - other).abs());
    let touches = |end: f32, start: f32| (start - end - gap).abs() < 0.5;
    let left = rects.iter().map(|it| it.x).fold(f32::MAX, f32::min);
    let top = rects.iter().map(|it| it.y).fold(f32::MAX, f32::min);
    let are_near = |a: &CanvasRect, b: &CanvasRect| {
        let down = touches(a.bottom(), b.y) && a.x > left + gap && b.x > left + gap && misses(a.x, b.x);
        let across = touches(a.right(), b.x) && a.y > top + gap && b.y > top + gap && misses(a.y, b.y);
        down || across
    };
    rects.iter().any(|a| rects.iter().any(|b| are_near(a, b)))
}

/// Parts that pictures from one place of the series to another can be, by where they begin and end.
type Parts = BTreeMap<(usize, usize), Vec<Rc<Part>>>;

/// All ways to join two parts to one of these pictures.
fn joined(parts: &Parts, start: usize, end: usize) -> impl Iterator<Item = Part> {
    let of = |start: usize, end: usize| parts.get(&(start, end)).map_or(&[][..], Vec::as_slice);
    let pairs = (start + 1..end).flat_map(move |at| {
        let after = of(at, end);
        of(start, at).iter().flat_map(move |first| after.iter().map(move |second| (first, second)))
    });
    pairs.flat_map(|(first, second)| [Part::beside(first, second), Part::above(first, second)])
}

/// The most even part of each proportion.
fn kept(found: impl Iterator<Item = Part>, proportions: f32) -> Vec<Rc<Part>> {
    let mut best: BTreeMap<i32, Part> = BTreeMap::new();
    for part in found {
        let proportion = (maths::ln(part.factor) * proportions).floor() as i32;
        let is_better = best.get(&proportion).is_none_or(|it| part.least * it.most > it.least * part.most);
        if is_better {
            best.insert(proportion, part);
        }
    }
    best.into_values().map(Rc::new).collect()
}

/// Pictures as the block that fills a room best, or nearly so; `None` when some would be crumbs.
pub(super) fn mosaic(pictures: &[Book], room: Room, seed: u64) -> Option<Vec<Placement>> {
    let n = pictures.len();
    let mut parts: Parts = Parts::new();
    for (i, it) in pictures.iter().enumerate() {
        parts.insert((i, i + 1), vec![Rc::new(Part::picture(it.aspect))]);
    }
    for (len, start) in (2..n).flat_map(|len| (0..=n - len).map(move |start| (len, start))) {
        let proportions = if len > SMALL { PROPORTIONS.1 } else { PROPORTIONS.0 };
        let found = kept(joined(&parts, start, start + len), proportions);
        parts.insert((start, start + len), found);
    }
    let mut whole: Vec<(f32, Part)> = joined(&parts, 0, n).map(|it| (it.worth(room), it)).collect();
    whole.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut blocks: Vec<Block> =
        whole.iter().filter_map(|it| Block::of(&it.1, it.0, room)).take(LOOKED_THROUGH).collect();
    blocks.sort_by(|a, b| b.worth.total_cmp(&a.worth));
    let mut looks = looks(blocks);
    let chosen = turn(seed) % looks.len().max(1) as u64;
    (chosen < looks.len() as u64).then(|| looks.swap_remove(chosen as usize).placed)
}

/// Seeds one after another, and every second or third one, go through all the looks.
fn turn(seed: u64) -> u64 {
    seed.wrapping_add(seed / 4)
}

/// A block as it stands in its room.
struct Block {
    placed: Vec<Placement>,
    worth: f32,
    /// Cut across first.
    is_across: bool,
    /// The largest picture.
    leader: usize,
}

impl Block {
    /// `None` when some pictures would be crumbs.
    fn of(part: &Part, worth: f32, room: Room) -> Option<Self> {
        let (placed, aligned) = part.placed(room)?;
        let area = |i: usize| placed.get(i).map_or(0.0, |it| it.size.width * it.size.height);
        let leader = (0..placed.len()).reduce(|best, i| if area(i) > area(best) { i } else { best })?;
        let least = placed.iter().map(|it| it.size.width.min(it.size.height)).fold(SEEN.0, f32::min);
        let worth = worth * aligned * maths::pow(least / SEEN.0, SEEN.1) * if leader == 0 { 1.0 } else { LED_LATER };
        Some(Self { placed, worth, is_across: matches!(part.cut, Cut::Above(..)), leader })
    }
}

/// Of blocks from the best on those that are nearly as good and look otherwise: cut the other way first, or led by
/// another picture.
fn looks(blocks: Vec<Block>) -> Vec<Block> {
    let most = blocks.first().map_or(0.0, |it| it.worth);
    let mut looks: Vec<Block> = Vec::new();
    for block in blocks.into_iter().take_while(|it| it.worth >= most * OTHER) {
        if !looks.iter().any(|it| it.is_across == block.is_across && it.leader == block.leader) {
            looks.push(block);
        }
    }
    looks
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Grown by half a gap on each side, the pictures are as large together as their block: no hole, one gap.
        #[test]
        fn pictures_tile_their_block_in_order(
            aspects in prop::collection::vec(0.5_f32..2.2, 2..=12), width in 400_f32..1200.0, height in 300_f32..1200.0,
            seed in 0_u64..12,
        ) {
            let pictures: Vec<Book> = aspects.iter().map(|it| Book { aspect: *it, height_mm: None, year: None }).collect();
            let placed = mosaic(&pictures, CanvasRect::new(10.0, 20.0, width, height).into(), seed).unwrap_or_default();
            let rects: Vec<CanvasRect> = placed.iter().map(|it| it.rect()).collect();
            // The narrowest gap there is between any two of them.
            let between = |a: &CanvasRect, b: &CanvasRect| (b.x - a.right()).max(b.y - a.bottom());
            let pairs = rects.iter().enumerate().flat_map(|(i, a)| rects.iter().skip(i + 1).map(move |b| (a, b)));
            let gap = pairs.map(|(a, b)| between(a, b)).fold(f32::MAX, f32::min);
            prop_assert!(rects.is_empty() || (GAP.0 - 0.1..GAP.1 + 0.1).contains(&gap), "{gap}: {rects:?}");
            let area = |it: CanvasRect| (it.width + gap) * (it.height + gap);
            let end = rects.iter().fold((0.0_f32, 0.0_f32), |end, it| (end.0.max(it.right()), end.1.max(it.bottom())));
            if let Some(first) = rects.first() {
                let block = CanvasRect { width: end.0 - first.x, height: end.1 - first.y, ..*first };
                let share = rects.iter().copied().map(area).sum::<f32>() / area(block);
                prop_assert!((share - 1.0).abs() < 0.002, "{share}: {rects:?}");
            }
            for (i, it) in rects.iter().enumerate() {
                let is_before = |later: &CanvasRect| it.right() < later.x || it.bottom() < later.y;
                prop_assert!(rects.iter().skip(i + 1).all(is_before), "{i} of {rects:?}");
            }
        }
    }

    /// Photographs of the two usual shapes fill most of a room that is neither a strip nor a column, to both margins.
    #[test]
    fn photographs_fill_their_room() {
        let room = CanvasRect::new(0.0, 0.0, 936.0, 620.0);
        for n in 3..=12 {
            let aspects = (0..n).map(|i| if i % 3 == 1 { 0.75 } else { 1.5 });
            let pictures: Vec<Book> = aspects.map(|aspect| Book { aspect, height_mm: None, year: None }).collect();
            let placed = mosaic(&pictures, room.into(), 0).unwrap_or_default();
            let shown = placed.iter().map(|it| it.size.width * it.size.height).sum::<f32>();
            assert!(shown > room.width * room.height * 0.6, "{n}: {}", shown / room.width / room.height);
            let from = placed.iter().map(|it| it.rect().x).fold(f32::MAX, f32::min);
            let to = placed.iter().map(|it| it.rect().right()).fold(0.0, f32::max);
            assert!(n < 5 || from < 1.0 && to > room.width - 1.0, "{n}: from {from} to {to}");
        }
    }

    /// Five photographs as three over two would have gaps that miss each other by a hair: where they fill the room
    /// another way as well they stand so.
    #[test]
    fn gaps_meet_or_miss_each_other_clearly() {
        let aspects = [1.5, 0.77, 1.33, 1.78, 1.0];
        let pictures = aspects.map(|aspect| Book { aspect, height_mm: None, year: None });
        for height in (600_u16..720).step_by(15) {
            let room = CanvasRect::new(0.0, 0.0, 936.0, f32::from(height));
            let placed = mosaic(&pictures, room.into(), 0).unwrap();
            let rects: Vec<CanvasRect> = placed.iter().map(|it| it.rect()).collect();
            let inner = |it: &&CanvasRect| it.x > 1.0;
            let is_over = |a: &CanvasRect, b: &CanvasRect| (b.y - a.bottom()).abs() < GAP.1 + 1.0;
            for a in rects.iter().filter(inner) {
                let near = rects.iter().filter(inner).filter(|b| is_over(a, b)).map(|b| (a.x - b.x).abs());
                assert!(!near.into_iter().any(|it| (1.0..30.0).contains(&it)), "{height}: {rects:?}");
            }
        }
    }
}
