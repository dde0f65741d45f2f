//! A stack of blocks filled in one manner, and how good the slide is that comes of it.

use crate::domain::{Arrangement, Block, CanvasRect, ExhibitId, Insets, Role, Shape};
use crate::typeset::{TextBlock, Typesetter};

use super::Scope;
use super::layout::{ElementKey, Placed, PlacedKind};
use super::stack::{CROWD, MARGIN, Manner, Stack, Strain, unit_of};
use super::texts::Inks;
use super::ways::has_block;

/// As much of covers as before, but for what rounding takes.
pub(super) const LOSING_NOTHING: f32 = 0.985;
/// Height left empty counts up to this share of it.
const MOST_EMPTY: f32 = 0.5;
/// Beside many books and in squares a portrait counts for so much of a cover as large: it is to leave room for them.
const OF_PORTRAIT: f32 = 0.5;
/// Covers that leave so much of the width between the margins miss them; they are worth so much of what they would be.
const NEARLY: (f32, f32) = (8.0, 120.0);
const NEAR_MISS: f32 = 0.88;
/// More covers than a few that stand as far from one margin as from the other, but for so much, and near to none of them.
const ISLAND: f32 = 0.85;
const EVEN: f32 = 12.0;
const FEW: usize = 3;
/// Covers beside words on a wide slide that end above them, or begin below them, by such a share of the height hang; they
/// are worth so much.
const HANGING: (f32, f32) = (0.03, 0.16);
const HUNG: f32 = 0.9;
/// What a slide without covers is worth, less what it leaves empty.
const NO_COVERS: f32 = 0.01;
/// Covers on more of the slide than this make it no better.
const MOST_COVERS: f32 = 0.5;

/// A stack of blocks filled at one scale of loud voices.
pub(super) struct Filled {
    pub(super) elements: Vec<Placed>,
    pub(super) strain: Strain,
    /// Whose portrait has a place of its own.
    person: Option<ExhibitId>,
}

impl Filled {
    pub(super) fn of(scope: Scope<'_>, typesetter: &mut Typesetter, blocks: &[(f32, Block)], manner: Manner) -> Self {
        let (format, unit) = (scope.format, unit_of(scope));
        let slide = CanvasRect::new(0.0, 0.0, format.size.width, format.size.height);
        let margin = Insets { left: (MARGIN + scope.theme.binding()) * unit, ..Insets::all(MARGIN * unit) };
        let mut stack = Stack {
            scope,
            typesetter,
            unit,
            whole: slide.shrink(format.safe.max(margin)),
            manner,
            inks: Inks::of(scope.theme),
            shows_person: has_block(blocks, |it| matches!(it, Block::Portrait)),
            is_on_sheet: false,
            n_ornaments: 0,
            more_lines: 0,
            strain: Strain::default(),
            elements: Vec::new(),
        };
        stack.fill(blocks, stack.whole, 0);
        let person = stack.person().filter(|_| stack.shows_person).map(|it| it.id);
        let Stack { elements, strain, .. } = stack;
        Self { elements, strain, person }
    }

    /// How good it is at such a scale of loud voices.
    pub(super) fn worth(&self, scope: Scope<'_>, scale: f32) -> f32 {
        let format = scope.format;
        let is_square = format.shape() == Shape::Square;
        let is_close = is_square || scope.slide.exhibits.len() > CROWD;
        let portrait = if is_close { OF_PORTRAIT } else { 1.0 };
        let shown = self.covers() - self.portrait() * (1.0 - portrait);
        let share = (shown / (format.size.width * format.size.height)).min(MOST_COVERS);
        // A square shows at once what is left empty, and a slide without covers has nothing else to go by.
        let has_covers = shown > 0.0;
        let is_seen = is_square || !has_covers;
        let empty = if is_seen { (self.strain.slack / format.size.height).min(MOST_EMPTY) } else { 0.0 };
        // Of photographs the pictures speak, not the words.
        let words = if scope.template.of_pictures { scale.sqrt() } else { scale };
        let fill = if has_covers {
            share * words * self.in_line(scope) * self.on_foot(scope) * (1.0 - self.strain.torn)
        } else {
            NO_COVERS
        };
        fill * (1.0 - empty) - 0.1 * self.n_faults() as f32
    }

    /// What covers lose that end a little before the margins, or far from both: they are in line with nothing.
    fn in_line(&self, scope: Scope<'_>) -> f32 {
        let unit = unit_of(scope);
        let bounds = self.placed_covers().map(|it| it.placement.bounds());
        let (left, right) = bounds.fold((f32::MAX, 0.0_f32), |all, it| (all.0.min(it.x), all.1.max(it.right())));
        let before = (left - (MARGIN + scope.theme.binding()) * unit) / unit;
        let after = (scope.format.size.width - right) / unit - MARGIN;
        let (free, is_even) = (before + after, (before - after).abs() < EVEN);
        match (NEARLY.0..NEARLY.1).contains(&free) {
            true if before < NEARLY.1 / 2.0 => NEAR_MISS,
            false if is_even && free >= NEARLY.1 && self.placed_covers().count() > FEW => ISLAND,
            _ => 1.0,
        }
    }

    /// What covers lose that end a little above the words beside them, or begin a little below them.
    fn on_foot(&self, scope: Scope<'_>) -> f32 {
        let bounds = || self.placed_covers().map(|it| it.placement.bounds());
        let left = bounds().map(|it| it.x).fold(f32::MAX, f32::min);
        let beside = self.elements.iter().map(|it| it.placement.bounds()).filter(|it| it.right() <= left);
        let reach = |all: (f32, f32), it: CanvasRect| (all.0.min(it.y), all.1.max(it.bottom()));
        let (words, covers) = (beside.fold((f32::MAX, 0.0), reach), bounds().fold((f32::MAX, 0.0), reach));
        let apart = (words.1 - covers.1).max(covers.0 - words.0) / scope.format.size.height;
        // Under the covers of a timeline are its years.
        let may_hang = scope.format.shape() == Shape::Wide && self.strain.kind != Some(Arrangement::Timeline);
        let hangs = may_hang && (HANGING.0..HANGING.1).contains(&apart);
        if hangs { HUNG } else { 1.0 }
    }

    /// Texts cut and titles broken within words.
    pub(super) fn n_faults(&self) -> usize {
        self.n_cut() + self.n_split()
    }

    fn placed_covers(&self) -> impl Iterator<Item = &Placed> {
        self.elements.iter().filter(|it| it.is_cover())
    }

    /// Area of the covers.
    pub(super) fn covers(&self) -> f32 {
        let sizes = self.placed_covers().map(|it| it.placement.size);
        sizes.map(|it| it.width * it.height).sum()
    }

    /// Area of the portrait among them.
    pub(super) fn portrait(&self) -> f32 {
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
        titles(&self.elements).flat_map(|it| &it.lines).filter(|it| it.is_split).count()
    }

    /// Whether larger words leave everything else as it was: as much of covers, the same lines, no text smaller. What is
    /// read may take lines more, on a slide without books whatever it says under its title.
    pub(super) fn keeps(&self, smaller: &Self) -> bool {
        let has_books = self.covers() > self.portrait();
        let may_wrap = |key: ElementKey| match key {
            ElementKey::Role(Role::Body) => true,
            ElementKey::Role(Role::Lead | Role::Quotation) => !has_books,
            _ => false,
        };
        let is_same = |(one, other): (&Placed, &Placed)| {
            let is_as_large = match (&one.kind, &other.kind) {
                (PlacedKind::Text(look), PlacedKind::Text(usual)) => {
                    (may_wrap(one.key) || look.block.lines.len() == usual.block.lines.len())
                        && look.block.size >= usual.block.size * LOSING_NOTHING
                }
                _ => true,
            };
            one.key == other.key && is_as_large
        };
        !self.strain.is_cramped
            && !self.strain.nearly_reaches
            && self.strain.overhang <= 0.0
            && self.n_cut() <= smaller.n_cut()
            && self.covers() >= smaller.covers() * LOSING_NOTHING
            && self.elements.len() == smaller.elements.len()
            && self.elements.iter().zip(&smaller.elements).all(is_same)
    }
}

/// The title of a slide, as it is set.
pub(super) fn titles(elements: &[Placed]) -> impl Iterator<Item = &TextBlock> {
    let titles = elements.iter().filter(|it| it.key == ElementKey::Role(Role::Title));
    titles.filter_map(|it| if let PlacedKind::Text(look) = &it.kind { Some(&look.block) } else { None })
}

pub(super) fn title_lines(elements: &[Placed]) -> usize {
    titles(elements).map(|it| it.lines.len()).sum()
}
