//! What is left of a stack's height when every block has what it needs: covers grow, then air does.

use crate::domain::{Block, CanvasRect, Exhibit, Role};

use super::arrange::OPTICAL_MIDDLE;
use super::stack::{Height, Stack};

/// Columns grow by at most this share of the slide when there is room left.
const MOST_GROWTH: f32 = 0.17;

/// Air above and below words, together, that is too low to be seen as such.
const LOW_AIR: f32 = 100.0;

/// More air than this share of the height is a hole beside words alone.
const MUCH_AIR: f32 = 0.2;

/// The same below a cover with words beside it.
const MUCH_AT_FOOT: f32 = 0.12;

/// Where air is: that with nothing between is one.
fn airs(blocks: &[(f32, Block)], given: &[Option<f32>]) -> Vec<usize> {
    let shown = blocks.iter().zip(given).enumerate().filter(|it| it.1.1.is_some());
    let mut was_air = false;
    let is_air = |(index, ((_, block), _)): (usize, (&(f32, Block), _))| {
        let is_first = matches!(block, Block::Fill) && !was_air;
        was_air = matches!(block, Block::Fill);
        is_first.then_some(index)
    };
    shown.filter_map(is_air).collect()
}

/// Whether nothing is shown after this block.
fn is_last(blocks: &[(f32, Block)], given: &[Option<f32>], index: usize) -> bool {
    let mut after = blocks.iter().zip(given).skip(index + 1);
    after.all(|it| it.1.is_none() || matches!(it.0.1, Block::Fill))
}

/// The columns with a cover that nothing is shown after.
fn last_cover(blocks: &[(f32, Block)], given: &[Option<f32>]) -> Option<usize> {
    let has_cover = |it: &Block| match it {
        Block::Columns { cells, .. } => cells.iter().any(|it| matches!(it.1.as_slice(), [(_, Block::Cover)])),
        _ => false,
    };
    let found = blocks.iter().zip(given).position(|it| it.1.is_some() && has_cover(&it.0.1))?;
    is_last(blocks, given, found).then_some(found)
}

/// What a slide shows besides its head, and the room above and below them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Settled {
    first: usize,
    last: usize,
    above: f32,
    below: f32,
}

impl Settled {
    /// Room before a block.
    pub(super) fn before(self, block: usize) -> f32 {
        if block == self.first { self.above } else { 0.0 }
    }

    /// Room after a block.
    pub(super) fn after(self, block: usize) -> f32 {
        if block == self.last { self.below } else { 0.0 }
    }
}

impl Stack<'_, '_> {
    /// On a slide with nothing but words that leave much of it empty they stand in the middle of what is left: pushed to
    /// one end they look as if something were missing at the other. So does a cover with its words beside it.
    pub(super) fn settled(
        &self,
        blocks: &[(f32, Block)],
        mut heights: Vec<Option<f32>>,
        (frame, depth): (CanvasRect, usize),
    ) -> (Vec<Option<f32>>, Settled) {
        let is_alone = depth == 0 && self.scope.slide.exhibits.is_empty() && self.answers().is_empty();
        let airs = airs(blocks, &heights);
        let [air] = airs.as_slice() else { return (heights, Settled::default()) };
        let free = heights.get(*air).copied().flatten().unwrap_or(0.0);
        let is_title = |it: &(f32, Block)| matches!(&it.1, Block::Text(spec) if spec.role == Role::Title);
        let is_shown = |it: &usize| heights.get(*it).is_some_and(Option::is_some);
        let first = blocks.iter().position(is_title).filter(is_shown);
        let first = first.filter(|_| is_alone && free > frame.height * MUCH_AIR);
        let beside = || last_cover(blocks, &heights).filter(|_| depth == 0 && free > frame.height * MUCH_AT_FOOT);
        let Some(first) = first.or_else(beside) else { return (heights, Settled::default()) };
        let is_word = |it: &usize| {
            let is_text = matches!(blocks.get(*it), Some((_, Block::Text(_))));
            is_text || !is_shown(it)
        };
        let last = (first + 1..blocks.len()).take_while(is_word).filter(is_shown).last().unwrap_or(first);
        let above = free * OPTICAL_MIDDLE;
        if let Some(height) = heights.get_mut(*air) {
            *height = Some(0.0);
        }
        (heights, Settled { first, last, above, below: free - above })
    }

    /// What is left goes to columns with a share first, so that covers grow, then to air.
    pub(super) fn spend(
        &mut self,
        blocks: &[(f32, Block)],
        given: &mut [Option<f32>],
        (frame, depth): (CanvasRect, usize),
        mut left: f32,
    ) {
        let whole = self.scope.format.size.height - self.scope.format.safe.top - self.scope.format.safe.bottom;
        // Without books there is nothing else the room is for.
        let most = if self.books().next().is_none() { 1.0 } else { MOST_GROWTH };
        let spare = self.spare(blocks, given, frame);
        left += spare.map_or(0.0, |it| it.1);
        for ((_, block), height) in blocks.iter().zip(given.iter_mut()) {
            if let (Block::Columns { share: Some(_), .. }, Some(height)) = (block, height) {
                let useful = self.useful(block, frame) - *height;
                let more = left.min(whole * most).min(useful).max(0.0);
                *height += more;
                left -= more;
            }
        }
        if let Some((index, spare)) = spare
            && let Some(Some(height)) = given.get_mut(index)
        {
            *height -= spare - left;
            left = 0.0;
        }
        let airs = airs(blocks, given);
        // What is left at the foot is room for words to grow into; air above and below something is meant, but for that
        // in a column beside others.
        if airs.len() < 2 || depth > 0 {
            self.strain.slack = self.strain.slack.max(left);
        }
        let is_column = self.at_margins(frame) != (true, true);
        let airs = match airs.as_slice() {
            // Words that would end a little above the foot of what is beside them end there.
            [above, below]
                if is_column && *above > 0 && is_last(blocks, given, *below) && left < LOW_AIR * self.unit =>
            {
                airs.get(..1).unwrap_or_default()
            }
            all => all,
        };
        for index in airs {
            if let Some(Some(height)) = given.get_mut(*index) {
                *height = left / airs.len() as f32;
            }
        }
    }

    /// The collage beside columns with a share of the slide, and the height it has and does not use.
    fn spare(&self, blocks: &[(f32, Block)], given: &[Option<f32>], frame: CanvasRect) -> Option<(usize, f32)> {
        // Laying a collage out is the dearest part of a slide: not where nobody wants what it leaves.
        blocks.iter().find(|it| matches!(it.1, Block::Columns { share: Some(_), .. }))?;
        blocks.iter().zip(given).enumerate().find_map(|(index, (block, height))| {
            let (Block::Collage(kinds), Some(height)) = (&block.1, height) else { return None };
            let used = self.collage_extent(kinds, CanvasRect { height: *height, ..frame })?.height;
            Some((index, (height - used).max(0.0)))
        })
    }

    /// The height beyond which columns only get emptier: that of a cover as wide as its column; a list beside it ends
    /// where it ends.
    pub(super) fn useful(&mut self, block: &Block, frame: CanvasRect) -> f32 {
        let Block::Columns { gap, cells, .. } = block else { return f32::INFINITY };
        let (mut highest, mut has_cover, mut has_list) = (0.0_f32, false, false);
        for (rect, blocks) in self.columns(*gap, cells, frame) {
            let aspect = match blocks {
                [(_, Block::Cover)] => self.scope.lead_exhibit().map(Exhibit::aspect),
                [(_, Block::Portrait)] => self.person().map(Exhibit::aspect),
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
}
