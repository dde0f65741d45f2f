//! Blocks of a template from top to bottom: texts take the room they need, covers what is left.

use crate::domain::{Arrangement, Block, CanvasRect, Insets, Placement, Rgb, Role, TextBlockSpec, TextVoice};
use crate::typeset::Typesetter;

use super::Scope;
use super::arrange::OF_TWO_LINES;
use super::entries::EntryMark;
use super::layout::{ElementKey, Placed, PlacedKind};
use super::texts::Inks;

/// Margin of a slide at 1080 wide.
pub(super) const MARGIN: f32 = 72.0;
/// Covers of an opener get at least this share of the frame; louder voices shrink for it.
const LEAST_COVERS: f32 = 0.47;
/// Lines of time, which have years besides their covers, get this; a single line, as wide as it can be, needs no more
/// than others.
const LEAST_TIMELINES: f32 = 0.6;
/// Covers get this where a band takes a share of the slide, and where columns do, which may show books as well; many
/// books, in two rows or more, get the second.
const LEAST_OVER_BAND: (f32, f32) = (0.3, 0.37);
const LEAST_BESIDE: (f32, f32) = (0.22, 0.3);
/// Covers are to get more height for what makes them larger by this, in area.
const GAIN: f32 = 1.1;
/// A text that takes what is left gets at least this share.
const LEAST_TEXT: f32 = 0.12;
/// It gets this share rather than become small.
const ROOMY_TEXT: f32 = 0.22;
/// A text below this share of its own size is small.
const SMALL_TEXT: f32 = 0.85;

/// Canvas units of a slide for one unit of a template, which is made for slides 1080 wide and 900 high or more.
pub(super) fn unit_of(scope: Scope<'_>) -> f32 {
    (scope.format.size.width / 1080.0).min(scope.format.size.height / 900.0)
}

/// The share of the frame that the covers of so many books are to have.
fn least_covers(blocks: &[(f32, Block)], n_books: usize) -> f32 {
    let has = |wanted: fn(&Block) -> bool| blocks.iter().any(|it| wanted(&it.1));
    let of = |(few, many): (f32, f32)| if n_books >= CROWD { many } else { few };
    if has(|it| matches!(it, Block::Columns { share: Some(_), .. })) {
        of(LEAST_BESIDE)
    } else if has(|it| matches!(it, Block::Band(..))) {
        of(LEAST_OVER_BAND)
    } else if n_books >= OF_TWO_LINES
        && has(|it| matches!(it, Block::Collage(kinds) if kinds.contains(&Arrangement::Timeline)))
    {
        LEAST_TIMELINES
    } else {
        LEAST_COVERS
    }
}

/// Where the room of a slide did not fit what it was given to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Strain {
    /// Whether a filling text or a list got too little.
    pub(super) is_cramped: bool,
    /// Whether covers got less than their share of the height.
    pub(super) has_low_covers: bool,
    /// Whether photographs end a little inside the margins.
    pub(super) nearly_reaches: bool,
    /// How far words end below the covers beside them that are to end with them.
    pub(super) overhang: f32,
    /// What the covers of the collage are worth less for being far apart: 0 when they are not.
    pub(super) torn: f32,
    /// Most height that a collage had and did not use, or that was left at the foot of blocks.
    pub(super) slack: f32,
    /// How the books of the collage stand.
    pub(super) kind: Option<Arrangement>,
    /// Among how many looks of theirs the seed chose.
    pub(super) n_looks: u64,
}

/// How a stack of blocks is filled.
#[derive(Clone, Copy, Debug)]
pub(super) struct Manner {
    /// Multiplies the sizes of loud voices.
    pub(super) scale: f32,
    /// Chooses among the looks of the books.
    pub(super) seed: u64,
    /// Whether columns with a share of the slide stand the other way round.
    pub(super) is_mirrored: bool,
    /// How the books stand already: room that words take must not make them another picture.
    pub(super) kept: Option<Arrangement>,
    /// Whether a title that grows may take more lines: there is nothing else the room is for.
    pub(super) title_may_wrap: bool,
}

pub(super) struct Stack<'a, 't> {
    pub(super) scope: Scope<'a>,
    pub(super) typesetter: &'t mut Typesetter,
    pub(super) unit: f32,
    /// The slide within its margins.
    pub(super) whole: CanvasRect,
    /// How it is filled.
    pub(super) manner: Manner,
    /// Colours on the ground that is being filled.
    pub(super) inks: Inks,
    /// Whether persons are kept out of collages.
    pub(super) shows_person: bool,
    /// Whether a sheet of their own is being filled with blocks.
    pub(super) is_on_sheet: bool,
    pub(super) n_ornaments: u8,
    /// Lines that titles of the list being placed may take beyond the usual.
    pub(super) more_lines: usize,
    /// Where the room did not fit.
    pub(super) strain: Strain,
    pub(super) elements: Vec<Placed>,
}

/// So many books stand in two rows or more.
pub(super) const CROWD: usize = 8;
/// From so many books on, covers need the height more than the title does.
pub(super) const MANY_BOOKS: usize = 4;
/// Largest share of the slide's height a title above many covers takes.
pub(super) const MOST_TITLE: f32 = 0.185;

/// Height of a block: known, or a part of what is left.
#[derive(Clone, Copy)]
pub(super) enum Height {
    Absent,
    Fixed(f32),
    Flexible,
}

/// The room above each block that is shown: none above the first. What comes next to a stamp keeps as far from it as
/// what would have come first, for a stamp is turned.
fn gaps(blocks: &[(f32, Block)], shown: &[bool]) -> Vec<f32> {
    let (mut is_first, mut is_under_stamp, mut kept) = (true, false, 0.0_f32);
    let mut gap = |((above, block), is_shown): (&(f32, Block), &bool)| {
        if !is_shown {
            kept = if is_under_stamp { kept.max(*above) } else { 0.0 };
            return 0.0;
        }
        let gap = if is_first { 0.0 } else { above.max(kept) };
        (is_first, is_under_stamp, kept) = (false, matches!(block, Block::Stamp(_)), 0.0);
        gap
    };
    blocks.iter().zip(shown).map(&mut gap).collect()
}

impl Stack<'_, '_> {
    /// Fills the frame with blocks from top to bottom.
    pub(super) fn fill(&mut self, blocks: &[(f32, Block)], frame: CanvasRect, depth: usize) {
        let mut heights: Vec<Height> = blocks.iter().map(|(_, it)| self.height(it, frame)).collect();
        // A line parts what is above it from what is below: with nothing on one side there is none.
        let is_shown =
            |it: &(&(f32, Block), &mut Height)| !matches!(it.0.1, Block::Fill) && !matches!(it.1, Height::Absent);
        let first = blocks.iter().zip(&mut heights).find(is_shown);
        if let Some(((_, Block::Rule), height)) = first {
            *height = Height::Absent;
        }
        let last = blocks.iter().zip(&mut heights).rev().find(is_shown);
        if let Some(((_, Block::Rule), height)) = last {
            *height = Height::Absent;
        }
        let heights = self.share_out(blocks, &heights, frame, depth);
        let shown: Vec<bool> = heights.iter().map(Option::is_some).collect();
        let (heights, settled) = self.settled(blocks, heights, (frame, depth));
        let mut y = frame.y;
        for (i, (((_, block), height), above)) in blocks.iter().zip(heights).zip(gaps(blocks, &shown)).enumerate() {
            let Some(height) = height else { continue };
            y += above * self.unit + settled.before(i);
            let place = CanvasRect::new(frame.x, y, frame.width, height);
            match block {
                Block::Cover => self.place_cover(place, blocks.len() > 1),
                _ => self.place(block, place, depth),
            }
            y += height + settled.after(i);
        }
    }

    /// Gives every block its height: first what is fixed, then texts that fill, then covers, then nothing.
    fn share_out(
        &mut self,
        blocks: &[(f32, Block)],
        heights: &[Height],
        frame: CanvasRect,
        depth: usize,
    ) -> Vec<Option<f32>> {
        let shown: Vec<bool> = heights.iter().map(|it| !matches!(it, Height::Absent)).collect();
        let spaces = gaps(blocks, &shown).iter().sum::<f32>() * self.unit;
        let sum = |heights: &[Height]| -> f32 {
            heights.iter().map(|it| if let Height::Fixed(height) = it { *height } else { 0.0 }).sum()
        };
        let heights = Self::squeezed(blocks, heights, frame.height - spaces - sum(heights));
        let left = frame.height - spaces - sum(&heights);
        let heights = self.yielding(blocks, heights, left);
        let rest = left.max(0.0);
        self.strain.is_cramped |= left < -0.5;
        let least_covers = least_covers(blocks, self.books().count());
        let is_air = |block: &Block| matches!(block, Block::Fill);
        let is_solid = |it: &(&(f32, Block), &Height)| matches!(it.1, Height::Flexible) && !is_air(&it.0.1);
        let n_solid = blocks.iter().zip(&heights).filter(is_solid).count();
        let share = rest / n_solid.max(1) as f32;
        let mut given: Vec<Option<f32>> = Vec::new();
        for ((_, block), height) in blocks.iter().zip(&heights) {
            given.push(match height {
                Height::Absent => None,
                Height::Fixed(height) => Some(*height),
                Height::Flexible if is_air(block) => Some(0.0),
                Height::Flexible => Some(self.filling(block, frame, share, (depth, least_covers))),
            });
        }
        let left = frame.height - spaces - given.iter().flatten().sum::<f32>();
        self.spend(blocks, &mut given, (frame, depth), left.max(0.0));
        given
    }

    /// Columns with a share of the slide give up to a quarter of it when there is too little room.
    fn squeezed(blocks: &[(f32, Block)], heights: &[Height], left: f32) -> Vec<Height> {
        let is_shared = |block: &Block| matches!(block, Block::Columns { share: Some(_), .. });
        let total: f32 = blocks
            .iter()
            .zip(heights)
            .map(
                |(it, height)| {
                    if let (true, Height::Fixed(height)) = (is_shared(&it.1), height) { *height } else { 0.0 }
                },
            )
            .sum();
        let by = (1.0 + left.min(0.0) / total.max(1.0)).max(0.75);
        let squeeze = |(it, height): (&(f32, Block), &Height)| match height {
            Height::Fixed(height) if is_shared(&it.1) => Height::Fixed(height * by),
            other => *other,
        };
        blocks.iter().zip(heights).map(squeeze).collect()
    }

    /// Height of a block that may take up to its share: texts take no more than they need.
    fn filling(&mut self, block: &Block, frame: CanvasRect, share: f32, (depth, least_covers): (usize, f32)) -> f32 {
        let least = match block {
            Block::Collage(_) => least_covers,
            Block::Text(_) | Block::List | Block::Index | Block::Answers => LEAST_TEXT,
            _ => 0.0,
        };
        let is_low = depth == 0 && share < frame.height * least;
        match block {
            Block::Collage(kinds) => {
                // Covers that are as wide as they can be gain nothing by more height.
                let area = |height: f32| self.collage_area(kinds, CanvasRect { height, ..frame });
                self.strain.has_low_covers |= is_low && area(frame.height * least) > area(share) * GAIN;
                self.strain.nearly_reaches |= depth == 0 && self.nearly_reach_margins(kinds, frame, share);
            }
            _ => self.strain.is_cramped |= is_low,
        }
        if let (Block::Cover, Some(exhibit)) = (block, self.scope.lead_exhibit()) {
            // What stands under a cover stands close to it.
            return if self.is_on_sheet { share } else { share.min(frame.width / exhibit.aspect().max(0.1)) };
        }
        if let (Block::Portrait, Some(person)) = (block, self.person()) {
            return share.min(self.portrait_height(person.aspect(), frame.width));
        }
        let Block::Text(spec) = block else { return share };
        let Some((look, height)) = self.text(block, spec, frame.width, share) else { return 0.0 };
        if depth == 0 && share < frame.height * ROOMY_TEXT {
            let free = self.text(block, spec, frame.width, f32::INFINITY);
            self.strain.is_cramped |= free.is_some_and(|it| look.block.size < it.0.block.size * SMALL_TEXT);
        }
        height.min(share)
    }

    pub(super) fn height(&mut self, block: &Block, frame: CanvasRect) -> Height {
        match block {
            Block::Text(spec) if spec.fills => match self.words(spec).is_empty() {
                true => Height::Absent,
                false => Height::Flexible,
            },
            Block::Text(spec) | Block::Tag(spec) | Block::Badge(spec) => {
                match self.heading(block, spec, frame.size().width) {
                    Some((_, height)) => Height::Fixed(height),
                    None => Height::Absent,
                }
            }
            Block::Rule => Height::Fixed(2.0 * self.unit),
            Block::Dash => Height::Fixed(8.0 * self.unit),
            Block::Stamp(spec) => match self.words(spec).trim().is_empty() {
                true => Height::Absent,
                false => Height::Fixed(96.0 * self.unit),
            },
            Block::Cover if self.scope.lead_exhibit().is_none() => Height::Absent,
            Block::Portrait if self.person().is_none() => Height::Absent,
            Block::Collage(_) | Block::List | Block::Index if self.books().next().is_none() => Height::Absent,
            Block::Answers if self.answers().is_empty() => Height::Absent,
            Block::Code(text, size) => match self.link(text) {
                Some(_) => Height::Fixed(frame.width.min(size * self.unit)),
                None => Height::Absent,
            },
            Block::Logo(height) => {
                self.logo_size(*height, frame.width).map_or(Height::Absent, |it| Height::Fixed(it.height))
            }
            Block::Band(_, blocks) if !self.is_loud(blocks) => Height::Absent,
            Block::Band(_, blocks) => self.panel_height(blocks, frame, Insets { top: self.pad(), ..Insets::default() }),
            Block::Sheet(_, blocks) => self.panel_height(blocks, frame, Insets::all(self.pad())),
            Block::Fill
            | Block::Cover
            | Block::Portrait
            | Block::Collage(_)
            | Block::List
            | Block::Index
            | Block::Answers => Height::Flexible,
            Block::Columns { share: Some(share), .. } => {
                let share = *share;
                let whole = self.scope.format.size.height - self.scope.format.safe.top - self.scope.format.safe.bottom;
                match (whole * share).min(self.useful(block, frame)) {
                    height if height > 0.0 => Height::Fixed(height),
                    _ => Height::Absent,
                }
            }
            Block::Columns { gap, cells, .. } => self.columns_height(*gap, cells, frame),
        }
    }

    /// Height of blocks one under the other; air counts for nothing.
    pub(super) fn sum_of_heights(&mut self, blocks: &[(f32, Block)], frame: CanvasRect) -> Height {
        let (mut sum, mut is_absent, mut shown) = (0.0, true, Vec::new());
        for (_, block) in blocks {
            let height = self.height(block, frame);
            shown.push(!matches!(height, Height::Absent));
            match height {
                Height::Flexible if !matches!(block, Block::Fill) => return Height::Flexible,
                Height::Absent | Height::Flexible => {}
                Height::Fixed(own) => {
                    sum += own;
                    is_absent = false;
                }
            }
        }
        let spaces = gaps(blocks, &shown).iter().sum::<f32>() * self.unit;
        if is_absent { Height::Absent } else { Height::Fixed(sum + spaces) }
    }

    /// Whether there is more in blocks than small print, which alone needs no colour behind it.
    fn is_loud(&self, blocks: &[(f32, Block)]) -> bool {
        blocks.iter().any(|(_, block)| match block {
            Block::Text(spec) => spec.voice != TextVoice::Small && !self.words(spec).trim().is_empty(),
            Block::Code(text, _) => self.link(text).is_some(),
            Block::Columns { cells, .. } => cells.iter().any(|it| self.is_loud(&it.1)),
            Block::Fill | Block::Rule | Block::Dash | Block::Badge(_) | Block::Tag(_) | Block::Logo(_) => false,
            _ => true,
        })
    }

    fn panel_height(&mut self, blocks: &[(f32, Block)], frame: CanvasRect, pads: Insets) -> Height {
        match self.sum_of_heights(blocks, frame.shrink(pads)) {
            Height::Fixed(height) => Height::Fixed(height + pads.top + pads.bottom),
            other => other,
        }
    }

    /// Whether a frame reaches the left and the right margin of the slide, or is as near to it as what is on a panel:
    /// on a side where it does not, words stand beside it.
    pub(super) fn at_margins(&self, frame: CanvasRect) -> (bool, bool) {
        let near = self.pad() + self.unit;
        (frame.x <= self.whole.x + near, frame.right() >= self.whole.right() - near)
    }

    /// Distance of what stands on a panel from its edges.
    pub(super) fn pad(&self) -> f32 {
        40.0 * self.unit
    }

    /// The frame with its sides moved to the edges of the slide, and its top or foot where they are at a margin.
    fn to_edges(&self, frame: CanvasRect) -> CanvasRect {
        let (size, safe) = (self.scope.format.size, self.scope.format.safe);
        let near = |safe: f32| safe.max(MARGIN * self.unit) + 1.0;
        let whole = self.up_to_edging();
        let top = if frame.y <= near(safe.top) { whole.y } else { frame.y };
        let foot = if frame.bottom() >= size.height - near(safe.bottom) { whole.bottom() } else { frame.bottom() };
        CanvasRect { y: top, height: foot - top, ..whole }
    }

    /// The slide without what its decoration holds along the edges.
    pub(super) fn up_to_edging(&self) -> CanvasRect {
        let (size, edging, by) = (self.scope.format.size, self.scope.theme.edging(), self.unit);
        let edging = Insets {
            left: edging.left * by,
            top: edging.top * by,
            right: edging.right * by,
            bottom: edging.bottom * by,
        };
        CanvasRect::new(0.0, 0.0, size.width, size.height).shrink(edging)
    }

    /// What the collage, the list and the figures count: all but the person who has a place of their own.
    pub(super) fn books(&self) -> impl Iterator<Item = &'_ std::sync::Arc<crate::domain::Exhibit>> {
        let shown = self.scope.exhibition.exhibits_of(&self.scope.slide.exhibits);
        shown.filter(move |it| !(self.shows_person && it.is_person()))
    }

    fn place(&mut self, block: &Block, frame: CanvasRect, depth: usize) {
        match block {
            Block::Text(spec) | Block::Tag(spec) | Block::Badge(spec) => self.place_measured(block, spec, frame),
            Block::Rule => self.ornament(frame, self.inks.ink),
            Block::Dash => self.ornament(CanvasRect { width: 84.0 * self.unit, ..frame }, self.inks.accent),
            Block::Fill => {}
            Block::Cover => self.place_cover(frame, false),
            Block::Portrait => self.place_portrait(frame),
            Block::Answers => self.place_answers(frame, None),
            Block::Code(text, size) => self.place_code(text, size * self.unit, frame),
            Block::Stamp(spec) => self.place_stamp(spec, frame),
            Block::Logo(height) => self.place_logo(*height, frame),
            Block::Band(panel, blocks) => {
                let ground = self.to_edges(frame);
                self.place_panel(*panel, blocks, (ground, frame), depth);
            }
            Block::Sheet(panel, blocks) => self.place_panel(*panel, blocks, (frame, frame), depth),
            Block::Collage(arrangements) => self.place_collage(arrangements, frame),
            Block::List => self.place_list(frame, EntryMark::Number),
            Block::Index => self.place_list(frame, EntryMark::COVER),
            Block::Columns { gap, cells, share } => self.place_columns((*gap, cells), share.is_some(), frame, depth),
        }
    }

    pub(super) fn push(&mut self, role: Role, placement: Placement, kind: PlacedKind) {
        self.elements.push(Placed { key: ElementKey::Role(role), placement, kind, is_moved: false });
    }

    pub(super) fn ornament(&mut self, rect: CanvasRect, colour: Rgb) {
        let role = self.next_ornament();
        self.push(role, Placement::upright(rect), PlacedKind::Shape { colour, radius: 0.0 });
    }

    pub(super) fn words(&self, spec: &TextBlockSpec) -> String {
        self.scope.words(spec.role, &spec.text)
    }
}
