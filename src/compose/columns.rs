//! Columns side by side: how wide each is, how high they are together.

use super::stack::{Height, Stack};
use crate::domain::{Block, CanvasRect, CellWidth};

/// A column of a cover alone gives up what it leaves empty when that is more than this share of it.
const EMPTY_COLUMN: f32 = 0.2;

impl Stack<'_, '_> {
    pub(super) fn columns_height(
        &mut self,
        gap: f32,
        cells: &[(CellWidth, Vec<(f32, Block)>)],
        frame: CanvasRect,
    ) -> Height {
        let mut highest = 0.0_f32;
        let mut is_absent = true;
        for (rect, blocks) in self.columns(gap, cells, frame) {
            match self.sum_of_heights(blocks, rect) {
                Height::Absent => {}
                Height::Flexible => return Height::Flexible,
                Height::Fixed(height) => {
                    highest = highest.max(height);
                    is_absent = false;
                }
            }
        }
        if is_absent { Height::Absent } else { Height::Fixed(highest) }
    }

    /// Columns of the frame, those with nothing to show left out: automatic ones as wide as their widest text, the rest shared.
    pub(super) fn columns<'b>(
        &mut self,
        gap: f32,
        cells: &'b [(CellWidth, Vec<(f32, Block)>)],
        frame: CanvasRect,
    ) -> Vec<(CanvasRect, &'b [(f32, Block)])> {
        let gap = gap * self.unit;
        let cells: Vec<&(CellWidth, Vec<(f32, Block)>)> =
            cells.iter().filter(|it| !matches!(self.sum_of_heights(&it.1, frame), Height::Absent)).collect();
        let widths: Vec<Option<f32>> = cells
            .iter()
            .map(|(width, blocks)| match width {
                CellWidth::Auto => Some(self.natural_width(blocks, frame.width * 0.6)),
                CellWidth::Share(_) => None,
            })
            .collect();
        let n_gaps = cells.len().saturating_sub(1) as f32;
        let rest = (frame.width - gap * n_gaps - widths.iter().flatten().sum::<f32>()).max(0.0);
        let share = |it: &CellWidth| if let CellWidth::Share(share) = it { *share } else { 0.0 };
        let wished = rest / cells.iter().map(|it| share(&it.0)).sum::<f32>().max(0.001);
        let narrow = |(width, blocks): &(CellWidth, Vec<(f32, Block)>)| {
            let most = share(width) * wished * (1.0 - EMPTY_COLUMN);
            self.width_of_cover(blocks, frame).filter(|it| *it < most)
        };
        let widths: Vec<Option<f32>> =
            cells.iter().zip(widths).map(|(it, width)| width.or_else(|| narrow(it))).collect();
        let rest = (frame.width - gap * n_gaps - widths.iter().flatten().sum::<f32>()).max(0.0);
        let shared = cells.iter().zip(&widths).filter(|it| it.1.is_none());
        let shares: f32 = shared.map(|it| share(&it.0.0)).sum::<f32>().max(0.001);
        let mut x = frame.x;
        let mut columns = Vec::new();
        for ((cell, blocks), width) in cells.iter().zip(widths) {
            let width = width.unwrap_or(rest * share(cell) / shares);
            columns.push((CanvasRect::new(x, frame.y, width, frame.height), blocks.as_slice()));
            x += width + gap;
        }
        columns
    }

    fn natural_width(&mut self, blocks: &[(f32, Block)], most: f32) -> f32 {
        let mut widest = 0.0_f32;
        for (_, block) in blocks {
            if let Block::Text(spec) | Block::Tag(spec) | Block::Badge(spec) = block
                && let Some((look, _)) = self.text(block, spec, most, f32::MAX)
            {
                widest = widest.max(look.block.ink_width() + 2.0 * look.pad + 1.0);
            }
            if let Block::Code(text, size) = block
                && self.link(text).is_some()
            {
                widest = widest.max(size * self.unit);
            }
            match block {
                Block::Stamp(_) => widest = widest.max(300.0 * self.unit),
                Block::Logo(height) => {
                    widest = widest.max(self.logo_size(*height, most).map_or(0.0, |it| it.width));
                }
                _ => {}
            }
        }
        widest
    }

    /// The part of a column beside a logo that puts its blocks at the middle of the row.
    pub(super) fn middle(&mut self, blocks: &[(f32, Block)], column: CanvasRect) -> CanvasRect {
        let Height::Fixed(height) = self.sum_of_heights(blocks, column) else { return column };
        let above = ((column.height - height) / 2.0).max(0.0);
        CanvasRect { y: column.y + above, height: column.height - above, ..column }
    }
}
