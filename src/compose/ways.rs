//! Ways a template may be laid out: each is composed, the one that shows most of the books is taken.

use crate::domain::{Arrangement, Block, CanvasRect, ExhibitId, Format, Insets, Purpose, Role, maths};
use crate::typeset::Typesetter;

use super::Scope;
use super::layout::{ElementKey, Layout, LayoutFinding, Placed, PlacedKind};
use super::stack::{CROWD, MARGIN, Stack, Strain, unit_of};
use super::texts::Inks;

const SHRINK_STEP: f32 = 0.93;
const LEAST_SCALE: f32 = 0.5;
const GROW_STEP: f32 = 1.07;
/// Words grow by at most so many steps: to 1.6 times their size.
const MOST_STEPS: u8 = 7;
/// Where more than this share of the slide's height is left, by covers or at the foot, words grow.
const LOOSE: f32 = 0.04;
/// As much of covers as before, but for what rounding takes.
const LOSING_NOTHING: f32 = 0.985;
/// Another way to put things must be better by this to be taken.
const CLEARLY: f32 = 1.12;
/// The same for the other ways of a square slide; of one with a portrait.
const UPRIGHT: f32 = 1.05;
const FOR_PORTRAITS: f32 = 0.4;
/// The usual way is still offered when it is as good as this share of the best; beside a portrait, where words may be
/// few, as the second; with many books, which it would make small, as the third.
const TOLERABLY: [f32; 3] = [0.55, 0.78, 0.92];
/// Formats of proportions between these are square: they may be filled like high ones as well.
const SQUARE: (f32, f32) = (0.95, 1.2);
/// Height left empty counts up to this share of it.
const MOST_EMPTY: f32 = 0.5;
/// Beside many books and in squares a portrait counts for so much of a cover as large: it is to leave room for them.
const OF_PORTRAIT: f32 = 0.5;
/// What a slide without covers is worth, less what it leaves empty.
const NO_COVERS: f32 = 0.01;
/// Covers on more of the slide than this make it no better.
const MOST_COVERS: f32 = 0.5;

/// Lays the template of a slide out, without what a person changed by hand in places.
pub(super) fn lay_out(scope: Scope<'_>, typesetter: &mut Typesetter) -> Layout {
    let Scope { slide, template, theme, format, .. } = scope;
    let mut findings = Vec::new();
    if !template.suits(slide.exhibits.len()) {
        findings.push(LayoutFinding::WrongCount { count: slide.exhibits.len(), takes: template.books });
    }
    if has_block(&template.tall, |it| matches!(it, Block::Answers)) && !scope.has_answers() {
        findings.push(LayoutFinding::NoAnswers);
    }
    let is_wide = format.size.aspect() > SQUARE.0;
    let is_square = is_square(format);
    let usual = template.wide.as_deref().filter(|_| is_wide).unwrap_or(&template.tall);
    // Where no collage has looks of its own, every other variant has its columns the other way round.
    let is_mirrored = slide.seed % 2 == 1 && !has_block(&template.tall, |it| matches!(it, Block::Collage(_)));
    let mut ways = vec![one_way(scope, typesetter, usual, is_mirrored)];
    // One book is its own picture: the loud title above it, what it is beside it.
    let has_choice = slide.exhibits.len() > 1 || template.purpose == Purpose::Card;
    let others = template.also.iter().filter(|_| !is_wide && has_choice);
    let upright = template.square.iter().chain([&template.tall]).filter(|_| is_square);
    ways.extend(others.chain(upright).map(|it| one_way(scope, typesetter, it, is_mirrored)));
    // A portrait needs the width of a slide: in a third column it is a stamp.
    let has_portrait = has_block(&template.tall, |it| matches!(it, Block::Portrait));
    let clearly = match (is_wide, has_portrait) {
        (true, true) => FOR_PORTRAITS,
        (true, false) => UPRIGHT,
        (false, _) => CLEARLY,
    };
    let worth = |it: usize| ways.get(it).map_or(0.0, |it| it.worth);
    let says_all = |it: &usize| matches!((ways.first(), ways.get(*it)), (Some(usual), Some(it)) if it.says_all(usual));
    let better = |best: usize, it: usize| {
        let by = match (best, is_square) {
            (0, _) => clearly,
            (_, true) => UPRIGHT,
            (_, false) => CLEARLY,
        };
        if worth(it) > worth(best) * by { it } else { best }
    };
    let best = (1..ways.len()).filter(says_all).fold(0, better);
    // Every other variant keeps to the usual way where it is not much worse.
    let [few, beside, many] = TOLERABLY;
    let tolerably = match (slide.exhibits.len() > CROWD, has_portrait) {
        (true, _) => many,
        (false, true) => beside,
        (false, false) => few,
    };
    // A card has another way where it would be half empty, not for a change.
    let has_looks = template.purpose != Purpose::Card && !is_wide;
    let is_tolerable = slide.seed % 2 == 1 && has_looks && worth(0) >= worth(best) * tolerably;
    let elements = ways.swap_remove(if is_tolerable { 0 } else { best }).elements;
    Layout { format: format.clone(), theme: theme.clone(), elements, hidden: Vec::new(), findings }
}

fn is_square(format: &Format) -> bool {
    format.size.aspect() > SQUARE.0 && format.size.aspect() < SQUARE.1
}

/// A composed slide and how good it is.
struct Way {
    elements: Vec<Placed>,
    /// The share of the slide that covers take, times the scale of loud voices, less what texts lost and titles broken
    /// within words.
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

/// Composes a stack of blocks: loud voices shrink until the covers have enough, and grow while they lose nothing.
fn one_way(scope: Scope<'_>, typesetter: &mut Typesetter, blocks: &[(f32, Block)], is_mirrored: bool) -> Way {
    let format = scope.format;
    let mut filled =
        |scale: f32, kept: Option<Arrangement>| Filled::of(scope, &mut *typesetter, blocks, (scale, is_mirrored, kept));
    let mut scale = 1.0;
    let mut found = filled(scale, None);
    while (found.strain.is_cramped || found.strain.has_low_covers) && scale > LEAST_SCALE {
        scale *= SHRINK_STEP;
        found = filled(scale, None);
    }
    if found.strain.slack > format.size.height * LOOSE {
        let larger = |steps: u8| filled(scale * maths::power(GROW_STEP, steps), found.strain.kind);
        found = largest(larger, &found).unwrap_or(found);
    }
    let is_close = is_square(format) || scope.slide.exhibits.len() > CROWD;
    let portrait = if is_close { OF_PORTRAIT } else { 1.0 };
    let shown = found.covers() - found.portrait() * (1.0 - portrait);
    let share = (shown / (format.size.width * format.size.height)).min(MOST_COVERS);
    // A square shows at once what is left empty, and a slide without covers has nothing else to go by.
    let has_covers = shown > 0.0;
    let empty =
        if is_square(format) || !has_covers { (found.strain.slack / format.size.height).min(MOST_EMPTY) } else { 0.0 };
    let n_faults = found.n_cut() + found.n_split();
    let fill = if has_covers { share * scale } else { NO_COVERS };
    Way { worth: fill * (1.0 - empty) - 0.1 * n_faults as f32, elements: found.elements }
}

/// The most steps by which words grow while the slide keeps what it shows. Few slides can grow a little: the first
/// step tells whether they can at all, the last whether there is room for all of them, and halving finds the rest.
///
/// A text that cannot take a step is set as it was at first, so each result must keep what the best one has as well.
fn largest(mut larger: impl FnMut(u8) -> Filled, smallest: &Filled) -> Option<Filled> {
    let mut grown = |steps: u8, best: &Filled| Some(larger(steps)).filter(|it| it.keeps(smallest) && it.keeps(best));
    let mut best = grown(1, smallest)?;
    if let Some(all) = grown(MOST_STEPS, &best) {
        return Some(all);
    }
    let (mut held, mut broken) = (1, MOST_STEPS);
    while broken - held > 1 {
        let between = held.midpoint(broken);
        match grown(between, &best) {
            Some(it) => (best, held) = (it, between),
            None => broken = between,
        }
    }
    Some(best)
}

/// A stack of blocks filled at one scale of loud voices.
struct Filled {
    elements: Vec<Placed>,
    strain: Strain,
    /// Whose portrait has a place of its own.
    person: Option<ExhibitId>,
}

impl Filled {
    fn of(
        scope: Scope<'_>,
        typesetter: &mut Typesetter,
        blocks: &[(f32, Block)],
        (scale, is_mirrored, kept): (f32, bool, Option<Arrangement>),
    ) -> Self {
        let (format, unit) = (scope.format, unit_of(scope));
        let slide = CanvasRect::new(0.0, 0.0, format.size.width, format.size.height);
        let margin = Insets { left: (MARGIN + scope.theme.binding()) * unit, ..Insets::all(MARGIN * unit) };
        let mut stack = Stack {
            scope,
            typesetter,
            unit,
            whole: slide.shrink(format.safe.max(margin)),
            scale,
            kept,
            inks: Inks::of(scope.theme),
            shows_person: has_block(blocks, |it| matches!(it, Block::Portrait)),
            is_mirrored,
            is_on_sheet: false,
            n_ornaments: 0,
            strain: Strain::default(),
            elements: Vec::new(),
        };
        stack.fill(blocks, stack.whole, 0);
        let person = stack.person().filter(|_| stack.shows_person).map(|it| it.id);
        let Stack { elements, strain, .. } = stack;
        Self { elements, strain, person }
    }

    /// Area of the covers.
    fn covers(&self) -> f32 {
        let is_cover = |it: &&Placed| matches!(it.kind, PlacedKind::Cover { .. } | PlacedKind::Plaque(_));
        let sizes = self.elements.iter().filter(is_cover).map(|it| it.placement.size);
        sizes.map(|it| it.width * it.height).sum()
    }

    /// Area of the portrait among them.
    fn portrait(&self) -> f32 {
        let is_portrait = |it: &&Placed| self.person.is_some_and(|id| it.key == ElementKey::Role(Role::Cover(id)));
        let sizes = self.elements.iter().filter(is_portrait).map(|it| it.placement.size);
        sizes.map(|it| it.width * it.height).sum()
    }

    fn n_cut(&self) -> usize {
        let is_cut = |it: &&Placed| matches!(&it.kind, PlacedKind::Text(look) if look.block.is_cut);
        self.elements.iter().filter(is_cut).count()
    }

    /// Lines of the title that break a word.
    fn n_split(&self) -> usize {
        let titles = self.elements.iter().filter(|it| it.key == ElementKey::Role(Role::Title));
        let lines =
            titles.filter_map(|it| if let PlacedKind::Text(look) = &it.kind { Some(&look.block.lines) } else { None });
        lines.flatten().filter(|it| it.is_split).count()
    }

    /// Whether larger words leave everything else as it was: as much of covers, the same lines, no text smaller.
    fn keeps(&self, smaller: &Self) -> bool {
        let is_same = |(one, other): (&Placed, &Placed)| {
            let is_as_large = match (&one.kind, &other.kind) {
                (PlacedKind::Text(look), PlacedKind::Text(usual)) => {
                    let may_wrap = one.key == ElementKey::Role(Role::Body);
                    (may_wrap || look.block.lines.len() == usual.block.lines.len())
                        && look.block.size >= usual.block.size * LOSING_NOTHING
                }
                _ => true,
            };
            one.key == other.key && is_as_large
        };
        !self.strain.is_cramped
            && self.n_cut() <= smaller.n_cut()
            && self.covers() >= smaller.covers() * LOSING_NOTHING
            && self.elements.len() == smaller.elements.len()
            && self.elements.iter().zip(&smaller.elements).all(is_same)
    }
}

/// Whether there is such a block, at whatever depth.
pub(super) fn has_block(blocks: &[(f32, Block)], is_wanted: fn(&Block) -> bool) -> bool {
    blocks.iter().any(|(_, block)| match block {
        Block::Columns { cells, .. } => cells.iter().any(|it| has_block(&it.1, is_wanted)),
        Block::Band(_, blocks) | Block::Sheet(_, blocks) => has_block(blocks, is_wanted),
        block => is_wanted(block),
    })
}
