//! Blocks of a template from top to bottom: texts take the room they need, covers what is left.

use crate::domain::{
    Block, CanvasRect, CellWidth, ExhibitSubject, Insets, Placement, Purpose, Rgb, Role, TextBlockSpec,
};
use crate::typeset::Typesetter;

use super::Scope;
use super::layout::{ElementKey, Layout, LayoutFinding, Placed, PlacedKind};
use super::lists::EntryMark;
use super::texts::Inks;

/// Margin of a slide at 1080 wide.
const MARGIN: f32 = 72.0;
/// Covers of an opener get at least this share of the frame; louder voices shrink for it.
const LEAST_COVERS: f32 = 0.43;
/// The same where columns or a band take a share of the slide.
const LEAST_BESIDE: f32 = 0.22;
/// A text that takes what is left gets at least this share.
const LEAST_TEXT: f32 = 0.12;
/// Columns grow by at most this share of the slide when there is room left.
const MOST_GROWTH: f32 = 0.1;
const SHRINK_STEP: f32 = 0.93;
const LEAST_SCALE: f32 = 0.5;
/// Another way to put things must be better by this to be taken.
const CLEARLY: f32 = 1.12;
/// The same for the high way of a square slide with a portrait.
const FOR_PORTRAITS: f32 = 0.7;
/// The usual way is still offered when it is as good as this share of the best.
const TOLERABLY: f32 = 0.66;
/// Formats up to this proportion may be filled like high ones as well.
const MOST_SQUARE: f32 = 1.2;
/// Covers on more of the slide than this make it no better.
const MOST_COVERS: f32 = 0.5;

/// Canvas units of a slide for one unit of a template, which is made for slides 1080 wide and 900 high or more.
pub(super) fn unit_of(scope: Scope<'_>) -> f32 {
    (scope.format.size.width / 1080.0).min(scope.format.size.height / 900.0)
}

/// Lays the template of a slide out, without what a person changed by hand in places.
pub(super) fn lay_out(scope: Scope<'_>, typesetter: &mut Typesetter) -> Layout {
    let Scope { slide, template, theme, format, .. } = scope;
    let mut findings = Vec::new();
    if !template.suits(slide.exhibits.len()) {
        findings.push(LayoutFinding::WrongCount { count: slide.exhibits.len(), takes: template.books });
    }
    let is_wide = format.size.aspect() > 0.95;
    let usual = template.wide.as_deref().filter(|_| is_wide).unwrap_or(&template.tall);
    let mut ways = vec![one_way(scope, typesetter, usual)];
    // One book is its own picture: the loud title above it, what it is beside it.
    let has_choice = slide.exhibits.len() > 1 || template.purpose == Purpose::Card;
    let others = template.also.iter().filter(|_| !is_wide && has_choice);
    let upright = [&template.tall].into_iter().filter(|_| is_wide && format.size.aspect() < MOST_SQUARE);
    ways.extend(others.chain(upright).map(|it| one_way(scope, typesetter, it)));
    // A portrait needs the width of a slide: in a third column it is a stamp.
    let clearly = if is_wide && shows_person(&template.tall) { FOR_PORTRAITS } else { CLEARLY };
    let best = |a: usize, b: usize| match (ways.get(a), ways.get(b)) {
        (Some(first), Some(other)) if other.worth > first.worth * clearly && other.says_all(first) => b,
        _ => a,
    };
    let best = (0..ways.len()).reduce(best).unwrap_or(0);
    // Every other variant keeps to the usual way where it is not much worse.
    let worth = |it: usize| ways.get(it).map_or(0.0, |it| it.worth);
    let is_tolerable = slide.seed % 2 == 1 && !is_wide && worth(0) >= worth(best) * TOLERABLY;
    let elements = ways.swap_remove(if is_tolerable { 0 } else { best }).elements;
    for it in &elements {
        note_text(it, &mut findings);
    }
    Layout { format: format.clone(), theme: theme.clone(), elements, hidden: Vec::new(), findings }
}

/// A composed slide and how good it is.
struct Way {
    elements: Vec<Placed>,
    /// The share of the slide that covers take, times the scale of loud voices, less what texts lost.
    worth: f32,
}

impl Way {
    /// Whether every text of another way is here too: an annotation has no place on a card for books without.
    /// The numerals and notes of lists are ornaments, which another way may count otherwise.
    fn says_all(&self, other: &Self) -> bool {
        let is_ornament = |it: &Placed| matches!(it.key, ElementKey::Role(Role::Ornament(_)));
        let is_text = |it: &&Placed| matches!(it.kind, PlacedKind::Text(_)) && !is_ornament(it);
        other.elements.iter().filter(is_text).all(|wanted| self.elements.iter().any(|it| it.key == wanted.key))
    }
}

/// Composes a stack of blocks; loud voices shrink until the covers have enough.
fn one_way(scope: Scope<'_>, typesetter: &mut Typesetter, blocks: &[(f32, Block)]) -> Way {
    let format = scope.format;
    let unit = unit_of(scope);
    let whole = CanvasRect::new(0.0, 0.0, format.size.width, format.size.height);
    let margin = Insets { left: (MARGIN + scope.theme.binding()) * unit, ..Insets::all(MARGIN * unit) };
    let frame = whole.shrink(format.safe.max(margin));
    let mut scale = 1.0;
    let elements = loop {
        let mut stack = Stack {
            scope,
            typesetter: &mut *typesetter,
            unit,
            scale,
            inks: Inks::of(scope.theme),
            shows_person: shows_person(blocks),
            is_on_sheet: false,
            n_ornaments: 0,
            cramped: false,
            elements: Vec::new(),
        };
        stack.fill(blocks, frame, 0);
        if !stack.cramped || scale <= LEAST_SCALE {
            break stack.elements;
        }
        scale *= SHRINK_STEP;
    };
    let is_cover = |it: &&Placed| matches!(it.kind, PlacedKind::Cover { .. } | PlacedKind::Plaque(_));
    let area: f32 = elements.iter().filter(is_cover).map(|it| it.placement.size.width * it.placement.size.height).sum();
    let is_cut = |it: &&Placed| matches!(&it.kind, PlacedKind::Text(look) if look.block.is_cut);
    let n_cut = elements.iter().filter(is_cut).count() as f32;
    let share = (area / (whole.width * whole.height)).min(MOST_COVERS);
    Way { worth: share * scale - 0.1 * n_cut, elements }
}

/// The share of the frame that covers are to have: less beside columns or a band that show books as well.
fn least_covers(blocks: &[(f32, Block)]) -> f32 {
    let has = |wanted: fn(&Block) -> bool| blocks.iter().any(|it| wanted(&it.1));
    if has(|it| matches!(it, Block::Columns { share: Some(_), .. } | Block::Band(..))) {
        LEAST_BESIDE
    } else {
        LEAST_COVERS
    }
}

/// Whether a person has a place of their own, outside the collage.
fn shows_person(blocks: &[(f32, Block)]) -> bool {
    blocks.iter().any(|(_, block)| match block {
        Block::Portrait => true,
        Block::Columns { cells, .. } => cells.iter().any(|it| shows_person(&it.1)),
        Block::Band(_, blocks) | Block::Sheet(_, blocks) => shows_person(blocks),
        _ => false,
    })
}

/// Whether one of the columns is a badge alone: words lower than it stand in line with it.
fn has_badge(cells: &[(CellWidth, Vec<(f32, Block)>)]) -> bool {
    cells.iter().any(|it| matches!(it.1.as_slice(), [(_, Block::Badge(_))]))
}

fn note_text(placed: &Placed, findings: &mut Vec<LayoutFinding>) {
    if let (ElementKey::Role(role), PlacedKind::Text(look)) = (placed.key, &placed.kind) {
        if look.block.is_cut {
            findings.push(LayoutFinding::TextCut(role));
        }
        if !look.block.missing.is_empty() {
            findings.push(LayoutFinding::MissingGlyphs(role, look.block.missing.clone()));
        }
    }
}

pub(super) struct Stack<'a, 't> {
    pub(super) scope: Scope<'a>,
    pub(super) typesetter: &'t mut Typesetter,
    pub(super) unit: f32,
    /// Multiplies the sizes of loud voices.
    pub(super) scale: f32,
    /// Colours on the ground that is being filled.
    pub(super) inks: Inks,
    /// Whether persons are kept out of collages.
    pub(super) shows_person: bool,
    /// Whether a sheet of their own is being filled with blocks.
    pub(super) is_on_sheet: bool,
    pub(super) n_ornaments: u8,
    /// Whether covers or a filling text got too little room.
    pub(super) cramped: bool,
    pub(super) elements: Vec<Placed>,
}

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

impl Stack<'_, '_> {
    /// Fills the frame with blocks from top to bottom.
    pub(super) fn fill(&mut self, blocks: &[(f32, Block)], frame: CanvasRect, depth: usize) {
        let heights: Vec<Height> = blocks.iter().map(|(_, it)| self.height(it, frame)).collect();
        let heights = self.share_out(blocks, &heights, frame, depth);
        let mut y = frame.y;
        let mut is_first = true;
        for ((above, block), height) in blocks.iter().zip(heights) {
            let Some(height) = height else { continue };
            y += if is_first { 0.0 } else { above * self.unit };
            is_first = false;
            self.place(block, CanvasRect::new(frame.x, y, frame.width, height), depth);
            y += height;
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
        let is_shown = |it: &(&(f32, Block), &Height)| !matches!(it.1, Height::Absent);
        let spaces: f32 = blocks.iter().zip(heights).filter(is_shown).skip(1).map(|it| it.0.0 * self.unit).sum();
        let sum = |heights: &[Height]| -> f32 {
            heights.iter().map(|it| if let Height::Fixed(height) = it { *height } else { 0.0 }).sum()
        };
        let heights = Self::squeezed(blocks, heights, frame.height - spaces - sum(heights));
        let left = frame.height - spaces - sum(&heights);
        let rest = left.max(0.0);
        self.cramped |= left < -0.5;
        let least_covers = least_covers(blocks);
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
        self.spend(blocks, &mut given, frame, left.max(0.0));
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

    /// The height beyond which columns only get emptier: that of a cover as wide as its column; a list beside it ends
    /// where it ends.
    fn useful(&mut self, block: &Block, frame: CanvasRect) -> f32 {
        let Block::Columns { gap, cells, .. } = block else { return f32::INFINITY };
        let (mut highest, mut has_cover, mut has_list) = (0.0_f32, false, false);
        for (rect, blocks) in self.columns(*gap, cells, frame) {
            let aspect = match blocks {
                [(_, Block::Cover)] => self.scope.lead_exhibit().map(crate::domain::Exhibit::aspect),
                _ => None,
            };
            has_cover |= aspect.is_some();
            highest = highest.max(match (aspect, self.sum_of_heights(blocks, rect)) {
                (Some(aspect), _) => rect.width / aspect.max(0.1),
                (None, Height::Absent) => 0.0,
                (None, Height::Fixed(height)) => height,
                (None, Height::Flexible) => match blocks {
                    [(_, Block::List)] => self.roomy_list(),
                    _ => f32::INFINITY,
                },
            });
            has_list |= matches!(blocks, [(_, Block::List)]);
        }
        if has_list && !has_cover { f32::INFINITY } else { highest }
    }

    /// Height of a block that may take up to its share: texts take no more than they need.
    fn filling(&mut self, block: &Block, frame: CanvasRect, share: f32, (depth, least_covers): (usize, f32)) -> f32 {
        let least = match block {
            Block::Collage(_) => least_covers,
            Block::Text(_) | Block::List | Block::Index | Block::Answers => LEAST_TEXT,
            _ => 0.0,
        };
        self.cramped |= depth == 0 && share < frame.height * least;
        match block {
            Block::Text(spec) => self.text(block, spec, frame.width, share).map_or(0.0, |it| it.1.min(share)),
            _ => share,
        }
    }

    /// What is left goes to columns with a share first, so that covers grow, then to air.
    fn spend(&mut self, blocks: &[(f32, Block)], given: &mut [Option<f32>], frame: CanvasRect, mut left: f32) {
        let whole = self.scope.format.size.height - self.scope.format.safe.top - self.scope.format.safe.bottom;
        for ((_, block), height) in blocks.iter().zip(given.iter_mut()) {
            if let (Block::Columns { share: Some(_), .. }, Some(height)) = (block, height) {
                let useful = self.useful(block, frame) - *height;
                let more = left.min(whole * MOST_GROWTH).min(useful).max(0.0);
                *height += more;
                left -= more;
            }
        }
        let n_airs = blocks.iter().filter(|it| matches!(it.1, Block::Fill)).count();
        for ((_, block), height) in blocks.iter().zip(given.iter_mut()) {
            if let (Block::Fill, Some(height)) = (block, height) {
                *height = left / n_airs.max(1) as f32;
            }
        }
    }

    fn height(&mut self, block: &Block, frame: CanvasRect) -> Height {
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
                Height::Fixed((whole * share).min(self.useful(block, frame)))
            }
            Block::Columns { gap, cells, .. } => self.columns_height(*gap, cells, frame),
        }
    }

    /// Height of blocks one under the other; air counts for nothing.
    pub(super) fn sum_of_heights(&mut self, blocks: &[(f32, Block)], frame: CanvasRect) -> Height {
        let (mut sum, mut is_first, mut is_absent) = (0.0, true, true);
        for (above, block) in blocks {
            match self.height(block, frame) {
                Height::Absent => continue,
                Height::Flexible if !matches!(block, Block::Fill) => return Height::Flexible,
                Height::Flexible => {}
                Height::Fixed(own) => {
                    sum += own + if is_first { 0.0 } else { above * self.unit };
                    is_absent = false;
                }
            }
            is_first = false;
        }
        if is_absent { Height::Absent } else { Height::Fixed(sum) }
    }

    fn panel_height(&mut self, blocks: &[(f32, Block)], frame: CanvasRect, pads: Insets) -> Height {
        match self.sum_of_heights(blocks, frame.shrink(pads)) {
            Height::Fixed(height) => Height::Fixed(height + pads.top + pads.bottom),
            other => other,
        }
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
        let is_person = |it: &crate::domain::Exhibit| matches!(it.subject, ExhibitSubject::Person { .. });
        let shown = self.scope.exhibition.exhibits_of(&self.scope.slide.exhibits);
        shown.filter(move |it| !(self.shows_person && is_person(it)))
    }

    fn place(&mut self, block: &Block, frame: CanvasRect, depth: usize) {
        match block {
            Block::Text(spec) | Block::Tag(spec) | Block::Badge(spec) => {
                self.place_text(block, spec, frame);
            }
            Block::Rule => self.ornament(frame, self.inks.ink),
            Block::Dash => self.ornament(CanvasRect { width: 84.0 * self.unit, ..frame }, self.inks.accent),
            Block::Fill => {}
            Block::Cover => self.place_cover(frame),
            Block::Portrait => self.place_portrait(frame),
            Block::Answers => self.place_answers(frame),
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
            Block::Index => self.place_list(frame, EntryMark::Cover),
            Block::Columns { gap, cells, .. } => {
                let is_in_line = self.has_logo(cells) || has_badge(cells);
                for (rect, blocks) in self.columns(*gap, cells, frame) {
                    let is_badge = matches!(blocks, [(_, Block::Badge(_))]);
                    let rect = if is_in_line && !is_badge { self.middle(blocks, rect) } else { rect };
                    self.fill(blocks, rect, depth + 1);
                }
            }
        }
    }

    pub(super) fn push(&mut self, role: Role, placement: Placement, kind: PlacedKind) {
        self.elements.push(Placed { key: ElementKey::Role(role), placement, kind, is_moved: false });
    }

    pub(super) fn ornament(&mut self, rect: CanvasRect, colour: Rgb) {
        let role = Role::Ornament(self.n_ornaments);
        self.n_ornaments += 1;
        self.push(role, Placement::upright(rect), PlacedKind::Shape { colour, radius: 0.0 });
    }

    pub(super) fn words(&self, spec: &TextBlockSpec) -> String {
        self.scope.words(spec.role, &spec.text)
    }
}
