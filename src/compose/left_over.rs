//! What is left of a stack's height when every block has what it needs: covers grow, then air does.

use crate::domain::{Block, CanvasRect, Exhibit};

use super::stack::{Height, Stack};

/// Columns grow by at most this share of the slide when there is room left.
const MOST_GROWTH: f32 = 0.17;

impl Stack<'_, '_> {
    /// What is left goes to columns with a share first, so that covers grow, then to air.
    pub(super) fn spend(
        &mut self,
        blocks: &[(f32, Block)],
        given: &mut [Option<f32>],
        (frame, depth): (CanvasRect, usize),
        mut left: f32,
    ) {
        let whole = self.scope.format.size.height - self.scope.format.safe.top - self.scope.format.safe.bottom;
        let spare = self.spare(blocks, given, frame);
        left += spare.map_or(0.0, |it| it.1);
        for ((_, block), height) in blocks.iter().zip(given.iter_mut()) {
            if let (Block::Columns { share: Some(_), .. }, Some(height)) = (block, height) {
                let useful = self.useful(block, frame) - *height;
                let more = left.min(whole * MOST_GROWTH).min(useful).max(0.0);
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
        let n_airs = blocks.iter().filter(|it| matches!(it.1, Block::Fill)).count();
        // What is left at the foot is room for words to grow into; air above and below something is meant, but for that
        // in a column beside others.
        if n_airs < 2 || depth > 0 {
            self.strain.slack = self.strain.slack.max(left);
        }
        for ((_, block), height) in blocks.iter().zip(given.iter_mut()) {
            if let (Block::Fill, Some(height)) = (block, height) {
                *height = left / n_airs.max(1) as f32;
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
