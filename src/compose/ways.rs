//! Ways a template may be laid out: each is composed, the one that shows most of the books is taken.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::domain::{Arrangement, Block, CellWidth, Purpose, Role, Shape, TextBlockSpec, TextVoice, maths};
use crate::typeset::Typesetter;

use super::Scope;
use super::fields::MOST_ANSWERS;
use super::filled::{Filled, LOSING_NOTHING, title_lines, titles};
use super::findings::LayoutFinding;
use super::layout::{ElementKey, Layout, Placed, PlacedKind};
use super::stack::{CROWD, Manner};

const SHRINK_STEP: f32 = 0.93;
const LEAST_SCALE: f32 = 0.5;
const GROW_STEP: f32 = 1.07;
/// Words grow by at most so many steps: to 1.6 times their size.
const MOST_STEPS: u8 = 7;
/// Where more than this share of the slide's height is left, by covers or at the foot, words grow.
const LOOSE: f32 = 0.04;
/// Words that leave more than this share of the height leave a slide, or a column of it, half empty; their title grows
/// to the first of these that has room.
const EMPTY: f32 = 0.2;
const WRAPPED: [f32; 3] = [1.9, 1.6, 1.35];
/// Another way to put things must be better by this to be taken.
const CLEARLY: f32 = 1.12;
/// The same for the other ways of a square slide; of one with a portrait.
const UPRIGHT: f32 = 1.05;
const FOR_PORTRAITS: f32 = 0.4;
/// The usual way is still offered when it is as good as this share of the best; beside a portrait, where words may be
/// few, as the second; with many books, which it would make small, as the third.
const TOLERABLY: [f32; 3] = [0.66, 0.78, 0.92];
/// On a wide slide columns of covers are wider by these as well, if that makes them larger.
const WIDENED: [f32; 2] = [1.25, 1.6];
/// Words are this much smaller as well, if covers gain more by it than the words lose.
const SMALLER: [f32; 5] = [0.93, 0.86, 0.74, 0.64, 0.58];
/// Where words are those of a person or offer a service, only by so many of these.
const OF_WORDS: usize = 2;
/// Above photographs by all of them, above books by so many.
const ABOVE_BOOKS: usize = 4;

/// Lays the template of a slide out, without what a person changed by hand in places.
pub(super) fn lay_out(scope: Scope<'_>, typesetter: &mut Typesetter) -> Layout {
    let Scope { slide, template, theme, format, .. } = scope;
    // Where no collage has looks of its own, every other variant has its columns the other way round.
    let is_mirrored = slide.seed % 2 == 1 && !has_block(&template.tall, |it| matches!(it, Block::Collage(_)));
    // Among upright layouts the loud one and the one full of covers are looks of their own.
    let is_upright = format.shape() == Shape::Upright;
    let mut stacks = stacks(scope);
    let mut all: Vec<Way> = Vec::with_capacity(stacks.len());
    let mut index = 0;
    while let Some(blocks) = stacks.get(index) {
        // One without words that the usual way says would not be taken.
        let lacks_words = all.first().zip(stacks.first()).is_some_and(|(way, usual)| way.says_more(usual, blocks));
        if lacks_words {
            stacks.remove(index);
            continue;
        }
        let way = Way::of(scope, typesetter, (blocks, is_mirrored));
        // Books torn apart by large words are no look.
        let waits = is_upright && way.filled.strain.torn <= 0.0;
        all.push(if waits { way } else { way.giving_way(scope, typesetter, blocks) });
        index += 1;
    }
    let taken = chosen(scope, &all);
    let way = all.swap_remove(taken);
    let way = match stacks.get(taken) {
        Some(blocks) if is_upright => way.giving_way(scope, typesetter, blocks),
        _ => way,
    };
    let (elements, findings) = (way.filled.elements, faults(scope));
    Layout { format: format.clone(), theme: theme.clone(), elements, hidden: Vec::new(), findings }
}

/// What is wrong before anything is laid out.
fn faults(scope: Scope<'_>) -> Vec<LayoutFinding> {
    let Scope { exhibition, post, slide, template, theme, .. } = scope;
    let mut findings = Vec::new();
    if !template.suits(slide.exhibits.len()) {
        findings.push(LayoutFinding::WrongCount { count: slide.exhibits.len(), takes: template.books });
    }
    let is_poll = has_block(&template.tall, |it| matches!(it, Block::Answers));
    let is_for_quotation = |it: &&TextBlockSpec| it.role == Role::Quotation && it.text == "{quote}";
    if texts_of(scope).iter().any(is_for_quotation) && !scope.has_quotation() {
        findings.push(LayoutFinding::NoQuotation);
    }
    if is_poll && !scope.has_answers() {
        findings.push(LayoutFinding::NoAnswers);
    }
    if is_poll && scope.n_unsaid() > 0 {
        findings.push(LayoutFinding::ManyAnswers { count: (MOST_ANSWERS + scope.n_unsaid(), MOST_ANSWERS) });
    }
    if slide.template != template.id {
        findings.push(LayoutFinding::Unknown { id: slide.template.0.clone(), instead: template.name.clone() });
    }
    for spec in texts_of(scope) {
        let unknown = scope.unknown_fields(spec.role, &spec.text);
        findings.extend(unknown.into_iter().map(|it| LayoutFinding::UnknownField(ElementKey::Role(spec.role), it)));
    }
    let wanted = exhibition.theme_of(post);
    if *wanted != theme.id {
        findings.push(LayoutFinding::Unknown { id: wanted.0.clone(), instead: theme.name.clone() });
    }
    findings
}

/// Blocks one under the other, as a template has them or nearly so.
type Blocks<'a> = Cow<'a, [(f32, Block)]>;

/// What a slide may be laid out from, the usual first.
fn stacks(scope: Scope<'_>) -> Vec<Blocks<'_>> {
    let Scope { slide, template, format, .. } = scope;
    let wide = template.wide.as_deref().unwrap_or(&template.tall);
    let is_own = template.of_pictures || template.purpose == Purpose::Text;
    let has_portrait = has_block(&template.tall, |it| matches!(it, Block::Portrait));
    let is_of_one = has_portrait && scope.exhibition.exhibits_of(&slide.exhibits).all(|it| it.is_person());
    // One book is its own picture: the loud title above it, what it is beside it.
    let has_choice = slide.exhibits.len() > 1 || template.purpose == Purpose::Card;
    let (usual, others): (&[(f32, Block)], Vec<Blocks<'_>>) = match format.shape() {
        Shape::Upright => (&template.tall, template.also.iter().filter(|_| has_choice).map(Cow::from).collect()),
        // Photographs lie: beside words they would be small. Words are as large as their square has them.
        Shape::Square if let Some(square) = template.square.as_ref().filter(|_| is_own) => {
            (square, vec![Cow::from(&template.tall), Cow::from(wide)])
        }
        Shape::Square => (wide, template.square.iter().chain([&template.tall]).map(Cow::from).collect()),
        // A portrait without books has all words beside it.
        Shape::Wide if let Some(square) = template.square.as_ref().filter(|_| is_of_one) => {
            return vec![Cow::Owned(with_air(square))];
        }
        Shape::Wide => {
            // One book is as large as it can be already, and photographs would leave no room for their title.
            let may_widen = slide.exhibits.len() > 1 && !template.of_pictures;
            let widened = |blocks: &[(f32, Block)], by: f32| widened(blocks, by).filter(|_| may_widen);
            let beside = template.beside.iter().chain(&template.square).take(1);
            let beside = beside.flat_map(|it| [1.0].iter().chain(&WIDENED).map(|by| widened(it, *by)));
            let others = WIDENED.map(|by| widened(wide, by)).into_iter().chain(beside);
            (wide, others.flatten().map(Cow::Owned).collect())
        }
    };
    std::iter::once(Cow::Borrowed(usual)).chain(others).collect()
}

/// The same blocks with air above and below words in quotation marks that end a column: what nothing else needs is there.
fn with_air(blocks: &[(f32, Block)]) -> Vec<(f32, Block)> {
    let mut blocks = blocks.to_vec();
    for (_, block) in &mut blocks {
        let cells = if let Block::Columns { cells, .. } = block { cells.as_mut_slice() } else { &mut [] };
        for (_, column) in cells {
            let is_said = |it: &(f32, Block)| matches!(&it.1, Block::Text(it) if it.voice == TextVoice::Quotation);
            if column.len() > 1 && column.last().is_some_and(is_said) {
                column.insert(column.len() - 1, (0.0, Block::Fill));
                column.push((0.0, Block::Fill));
            }
        }
    }
    blocks
}

/// The same blocks with wider columns of covers; `None` when there are none.
///
/// No shelf stands there: its boards would begin beside the words and run off the slide.
fn widened(blocks: &[(f32, Block)], by: f32) -> Option<Vec<(f32, Block)>> {
    let mut has_some = false;
    let mut widen = |(above, block): &(f32, Block)| {
        let mut block = block.clone();
        let cells = if let Block::Columns { cells, .. } = &mut block { cells.as_mut_slice() } else { &mut [] };
        for (width, blocks) in cells {
            let kinds =
                blocks.iter_mut().find_map(|it| if let Block::Collage(kinds) = &mut it.1 { Some(kinds) } else { None });
            if let (CellWidth::Share(share), Some(kinds)) = (width, kinds) {
                *share *= by;
                kinds.retain(|it| *it != Arrangement::Shelf);
                has_some |= !kinds.is_empty();
            }
        }
        (*above, block)
    };
    let blocks = blocks.iter().map(&mut widen).collect();
    has_some.then_some(blocks)
}

/// The best of all ways to lay a slide out, the first of which is the usual one: which it is.
fn chosen(scope: Scope<'_>, ways: &[Way]) -> usize {
    let Scope { slide, template, format, .. } = scope;
    let has_portrait = has_block(&template.tall, |it| matches!(it, Block::Portrait));
    let shape = format.shape();
    // In a square a portrait needs the width of a slide: in a third column it is a stamp.
    let clearly = match (shape, has_portrait) {
        (Shape::Square, true) => FOR_PORTRAITS,
        (Shape::Square, false) => UPRIGHT,
        (Shape::Upright | Shape::Wide, _) => CLEARLY,
    };
    let worth = |it: usize| ways.get(it).map_or(0.0, |it| it.worth);
    let n_faults = |it: usize| ways.get(it).map_or(0, |it| it.filled.n_faults());
    let says_all = |it: &usize| matches!((ways.first(), ways.get(*it)), (Some(usual), Some(it)) if it.says_all(usual));
    let better = |best: usize, it: usize| {
        let by = match (best, shape) {
            (0, _) => clearly,
            (_, Shape::Square) => UPRIGHT,
            (_, Shape::Upright | Shape::Wide) => CLEARLY,
        };
        // No gain makes up for words that are cut.
        match n_faults(it).cmp(&n_faults(best)) {
            Ordering::Less => it,
            Ordering::Equal if worth(it) > worth(best) * by => it,
            _ => best,
        }
    };
    // Larger covers are no gain where a person gets a smaller portrait or fewer words in a line for them.
    let is_for_covers = |it: &usize| match (ways.first(), ways.get(*it)) {
        (Some(usual), Some(it)) => shape == Shape::Wide && has_portrait && it.takes_from(usual),
        _ => false,
    };
    let best = (1..ways.len()).filter(says_all).filter(|it| !is_for_covers(it)).fold(0, better);
    // Every other variant keeps to the usual way where it is not much worse.
    let [few, beside, many] = TOLERABLY;
    let tolerably = match (slide.exhibits.len() > CROWD, has_portrait) {
        (true, _) => many,
        (false, true) => beside,
        (false, false) => few,
    };
    // A card has another way where it would be half empty, not for a change.
    let has_looks = template.purpose != Purpose::Card && shape == Shape::Upright;
    let is_whole = n_faults(0) <= n_faults(best);
    // After as many looks of the best one as there are, those of the usual one: a variant differs from the one before.
    let turn = slide.seed / ways.first().map_or(1, |it| it.n_looks.max(1));
    let is_tolerable = turn % 2 == 1 && has_looks && is_whole && worth(0) >= worth(best) * tolerably;
    if is_tolerable { 0 } else { best }
}

/// A composed slide and how good it is.
struct Way {
    filled: Filled,
    /// How it was filled.
    manner: Manner,
    /// Whether there was no room for larger words.
    is_full: bool,
    /// How many looks its books have.
    n_looks: u64,
    /// The share of the slide that covers take, times the scale of loud voices, less what texts lost and titles broken
    /// within words.
    worth: f32,
}

impl Way {
    /// Composes a stack of blocks: loud voices shrink until the covers have enough, and grow while they lose nothing.
    fn of(scope: Scope<'_>, typesetter: &mut Typesetter, (blocks, is_mirrored): (&[(f32, Block)], bool)) -> Self {
        let height = scope.format.size.height;
        // All variants choose among the looks there are at one scale, that of the first.
        let mut manner = Manner { scale: 1.0, seed: 0, is_mirrored, kept: None, title_may_wrap: false };
        let mut filled = |manner: Manner| Filled::of(scope, &mut *typesetter, blocks, manner);
        let mut found = shrunk(&mut filled, &mut manner);
        if let (Some(kind), 1..) = (found.strain.kind, scope.slide.seed) {
            manner.seed = scope.slide.seed;
            let chosen = filled(manner).strain;
            manner.kept = chosen.kind.or(Some(kind));
            found = shrunk(&mut filled, &mut manner);
            found.strain.n_looks = chosen.n_looks;
            manner.kept = None;
        }
        let is_full = found.strain.slack <= height * LOOSE;
        let n_looks = found.strain.n_looks;
        let scale = manner.scale;
        let worth = |it: &Filled| it.worth(scope, scale);
        if is_full {
            return Self { worth: worth(&found), filled: found, manner, is_full, n_looks };
        }
        let kept = found.strain.kind;
        let larger = |steps: u8| filled(Manner { scale: scale * maths::powi(GROW_STEP, steps), kept, ..manner });
        let mut found = largest(larger, &found).unwrap_or(found);
        if found.strain.slack > height * EMPTY {
            found = over_more_lines(found, |scale| filled(Manner { scale, kept, title_may_wrap: true, ..manner }));
        }
        Self { worth: worth(&found), filled: found, manner, is_full, n_looks }
    }

    /// The same with smaller words where covers gain clearly more by them: a title that takes a line less then makes
    /// room for a row. What readers choose from is not less than its pictures.
    fn giving_way(self, scope: Scope<'_>, typesetter: &mut Typesetter, blocks: &[(f32, Block)]) -> Self {
        let has = |wanted: fn(&Block) -> bool| has_block(blocks, wanted);
        let has_collage = has(|it| matches!(it, Block::Collage(_))) && !has(|it| matches!(it, Block::Answers));
        // Words that have grown on a wide slide stand beside covers, not above them, as all words beside photographs do.
        let is_apart = (!self.is_full || scope.template.of_pictures) && scope.format.shape() == Shape::Wide;
        if is_apart || !has_collage || scope.slide.exhibits.len() < 2 {
            return self;
        }
        let (n_faults, usual, kind) = (self.filled.n_faults(), self.manner, self.filled.strain.kind);
        // A fan under large words is a look of its own, and so is each way books stand on an upright slide.
        let (is_full, is_upright) = (self.is_full, scope.format.shape() == Shape::Upright);
        let is_kept = |it: &Filled| is_full && !is_upright || it.strain.kind == kind;
        let calls = has(|it| matches!(it, Block::Code(..))) && scope.template.purpose == Purpose::Opener;
        let is_said = calls || has(|it| matches!(it, Block::Portrait));
        let smaller = match (is_said, scope.template.of_pictures) {
            (true, _) => &SMALLER[..OF_WORDS],
            (false, false) => &SMALLER[..ABOVE_BOOKS],
            (false, true) => &SMALLER[..],
        };
        let scales = smaller.iter().map(|by| usual.scale * by).filter(|it| *it > LEAST_SCALE);
        scales.fold(self, |best, scale| {
            let manner = Manner { scale, kept: kind.filter(|_| is_upright), ..usual };
            let filled = Filled::of(scope, typesetter, blocks, manner);
            let worth = filled.worth(scope, scale);
            let is_whole = !filled.strain.is_cramped && !filled.strain.nearly_reaches;
            let is_sound = is_whole && filled.n_faults() <= n_faults && is_kept(&filled);
            let is_better = is_sound && worth > best.worth * CLEARLY;
            if is_better { Self { filled, manner, worth, ..best } } else { best }
        })
    }

    /// Whether every text of another way is here too: an annotation has no place on a card for books without.
    /// The numerals and notes of lists are ornaments, which another way may count otherwise.
    fn says_all(&self, other: &Self) -> bool {
        let is_ornament = |it: &Placed| matches!(it.key, ElementKey::Role(Role::Ornament(_)));
        let is_text = |it: &&Placed| matches!(it.kind, PlacedKind::Text(_)) && !is_ornament(it);
        let said = |wanted: &Placed| self.filled.elements.iter().any(|it| it.key == wanted.key);
        other.filled.elements.iter().filter(is_text).all(said)
    }

    /// Whether it says something that one of its texts has, of these blocks, and none of the others.
    fn says_more(&self, own: &[(f32, Block)], others: &[(f32, Block)]) -> bool {
        let is_said = |it: &Role| self.filled.elements.iter().any(|placed| placed.key == ElementKey::Role(*it));
        let others: Vec<Role> = texts(others).into_iter().map(|it| it.role).collect();
        texts(own).into_iter().map(|it| &it.role).filter(|it| !others.contains(it)).any(is_said)
    }

    /// Whether a text but the address takes more lines than in another way, or the portrait is clearly smaller.
    fn takes_from(&self, other: &Self) -> bool {
        let n_lines = |it: &Placed| if let PlacedKind::Text(look) = &it.kind { look.block.lines.len() } else { 0 };
        let usual = &other.filled.elements;
        let is_address = |it: &Placed| it.key == ElementKey::Role(Role::Footer);
        let has_more = |it: &Placed| {
            !is_address(it) && usual.iter().any(|usual| usual.key == it.key && n_lines(it) > n_lines(usual))
        };
        let is_smaller = self.filled.portrait() < other.filled.portrait() * LOSING_NOTHING;
        is_smaller || self.filled.elements.iter().any(has_more)
    }
}

/// Filled with words as large as leave the covers enough.
fn shrunk(filled: &mut impl FnMut(Manner) -> Filled, manner: &mut Manner) -> Filled {
    let mut found = filled(*manner);
    let is_sound = |it: &Filled| !(it.strain.is_cramped || it.strain.has_low_covers || it.strain.nearly_reaches);
    while !is_sound(&found) && manner.scale > LEAST_SCALE {
        manner.scale *= SHRINK_STEP;
        found = filled(*manner);
    }
    // Words a little too high to end with the covers beside them are a little smaller.
    if found.strain.overhang > 0.0 {
        let smaller = Manner { scale: manner.scale * SHRINK_STEP, ..*manner };
        let other = filled(smaller);
        if is_sound(&other) && other.strain.overhang <= 0.0 {
            *manner = smaller;
            return other;
        }
    }
    found
}

/// A slide that words leave half empty has its title over two lines, where that makes it clearly larger; over three
/// where it has nothing but words.
fn over_more_lines(usual: Filled, filled: impl FnMut(f32) -> Filled) -> Filled {
    let size = |it: &Filled| titles(&it.elements).map(|it| it.size).fold(0.0, f32::max);
    let n_lines = title_lines(&usual.elements);
    let most = if usual.covers() > 0.0 { 1 } else { 2 };
    if !(1..=most).contains(&n_lines) {
        return usual;
    }
    let least = size(&usual) * CLEARLY;
    let is_better = |it: &Filled| {
        let is_sound = !it.strain.is_cramped && it.n_faults() <= usual.n_faults();
        let has_covers = it.covers() >= usual.covers() * LOSING_NOTHING;
        is_sound && has_covers && size(it) > least && title_lines(&it.elements) == n_lines + 1
    };
    WRAPPED.into_iter().map(filled).find(is_better).unwrap_or(usual)
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

/// All texts, at whatever depth.
fn texts(blocks: &[(f32, Block)]) -> Vec<&TextBlockSpec> {
    let mut found = Vec::new();
    for (_, block) in blocks {
        match block {
            Block::Text(spec) | Block::Tag(spec) | Block::Badge(spec) | Block::Stamp(spec) => found.push(spec),
            Block::Columns { cells, .. } => found.extend(cells.iter().flat_map(|it| texts(&it.1))),
            Block::Band(_, blocks) | Block::Sheet(_, blocks) => found.extend(texts(blocks)),
            _ => {}
        }
    }
    found
}

/// All texts of the usual way of a slide.
fn texts_of(scope: Scope<'_>) -> Vec<&TextBlockSpec> {
    let wide = scope.template.wide.as_deref();
    texts(wide.filter(|_| scope.format.shape() != Shape::Upright).unwrap_or(&scope.template.tall))
}

/// Whether there is such a block, at whatever depth.
pub(super) fn has_block(blocks: &[(f32, Block)], is_wanted: fn(&Block) -> bool) -> bool {
    blocks.iter().any(|(_, block)| match block {
        Block::Columns { cells, .. } => cells.iter().any(|it| has_block(&it.1, is_wanted)),
        Block::Band(_, blocks) | Block::Sheet(_, blocks) => has_block(blocks, is_wanted),
        block => is_wanted(block),
    })
}
