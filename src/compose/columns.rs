//! Columns side by side: how wide each is, how high they are together.

use std::ops::Range;

use super::arrange::OPTICAL_MIDDLE;
use super::layout::{ElementKey, Ground, Placed, PlacedKind, TextLook};
use super::stack::{Height, Stack};
use crate::domain::{Block, CanvasRect, CellWidth, Role, Shape};

/// A column of a cover alone gives up what it leaves empty when that is more than this share of it.
const EMPTY_COLUMN: f32 = 0.2;
/// The same of a portrait, whose name stands close to it.
const EMPTY_BY_PORTRAIT: f32 = 0.06;

/// A column as wide as its words takes no more than this share of the frame, and all of them leave this to the others.
const MOST_OF_WORDS: f32 = 0.6;
const LEAST_SHARED: f32 = 0.2;

/// The same of the height of columns side by side.
const EMPTY_AT_FOOT: f32 = 0.06;
/// Columns that take so much of an upright slide are the slide.
const MOST_OF_SLIDE: f32 = 0.6;

/// Covers that end so near to the foot of their column are meant to end with the words beside them: as shares of its
/// height, at the foot of the slide and above something else.
const NEAR_FOOT: (f32, f32) = (0.08, 0.12);
/// A logo this near to the top of its row, in units, stands there.
const NEAR_TOP: f32 = 8.0;

/// A column as a template has it.
type Cell = (CellWidth, Vec<(f32, Block)>);
/// A column with its blocks.
type Column<'b> = (CanvasRect, &'b [(f32, Block)]);

/// Whether one of the columns is a badge alone: words lower than it stand in line with it.
fn has_badge(cells: &[Cell]) -> bool {
    cells.iter().any(|it| matches!(it.1.as_slice(), [(_, Block::Badge(_))]))
}

/// Whether a column is a badge or a tag alone: side by side they stand on one level.
fn is_box(blocks: &[(f32, Block)]) -> bool {
    matches!(blocks, [(_, Block::Badge(_) | Block::Tag(_))])
}

/// Whether a column is one picture or several, or a sheet with them, and nothing else.
fn is_pictures(blocks: &[(f32, Block)]) -> bool {
    matches!(blocks, [(_, Block::Cover | Block::Collage(_) | Block::Portrait | Block::Sheet(..))])
}

/// Whether blocks end where their frame does only because there is air among them.
fn has_air(blocks: &[(f32, Block)]) -> bool {
    blocks.iter().any(|it| matches!(it.1, Block::Fill))
}

/// A text as it was placed.
#[derive(Clone, Copy)]
struct Words {
    /// Its last baseline, from the top of the slide.
    baseline: f32,
    n_lines: usize,
    is_boxed: bool,
    is_figure: bool,
    is_address: bool,
}

impl Words {
    fn of(placed: &Placed) -> Option<Self> {
        let PlacedKind::Text(look) = &placed.kind else { return None };
        // A stamp is turned: it stands on no line.
        if placed.placement.rotation != 0.0 {
            return None;
        }
        let rect = placed.placement.rect();
        let baseline = rect.y + look.top(rect.height) + look.block.lines.last()?.baseline;
        let is_of = |role: Role| placed.key == ElementKey::Role(role);
        let (is_figure, is_address) = (is_of(Role::Figure) || is_of(Role::FigureWord), is_of(Role::Footer));
        let (n_lines, is_boxed) = (look.block.lines.len(), look.ground != Ground::Bare);
        Some(Self { baseline, n_lines, is_boxed, is_figure, is_address })
    }
}

impl Stack<'_, '_> {
    /// Fills columns, each from its top; those with a share of the slide can stand the other way round.
    pub(super) fn place_columns(
        &mut self,
        (gap, cells): (f32, &[Cell]),
        has_share: bool,
        frame: CanvasRect,
        depth: usize,
    ) {
        let has_logo = self.has_logo(cells);
        let is_in_line = has_logo || has_badge(cells);
        let has_code = cells.iter().any(|it| matches!(it.1.as_slice(), [(_, Block::Code(..))]));
        let is_mirrored = self.manner.is_mirrored && has_share;
        let mut columns = self.columns(gap, cells, frame);
        let boxes = columns.iter().filter(|it| is_in_line && is_box(it.1));
        let highest = boxes.map(|it| self.sum_of_heights(it.1, it.0)).fold(0.0, |highest: f32, it| match it {
            Height::Fixed(height) => highest.max(height),
            _ => highest,
        });
        let has_answers = columns.iter().any(|it| matches!(it.1, [(_, Block::Answers)]));
        let as_high = self.reach_covers(&mut columns);
        let foot = self.foot_of_covers(&columns);
        let has_sheet = columns.iter().any(|it| self.ends_with_sheet(*it));
        let stands_by_pictures = columns.iter().any(|it| is_pictures(it.1));
        let mut ends = Vec::new();
        let start = self.elements.len();
        for (rect, blocks) in columns {
            let rect = match foot.filter(|_| has_air(blocks)) {
                Some(foot) => CanvasRect { height: foot - rect.y, ..rect },
                None => rect,
            };
            let rect = if stands_by_pictures { self.down_to_baseline(blocks, rect) } else { rect };
            let x = if is_mirrored { frame.x + frame.right() - rect.right() } else { rect.x };
            let rect = CanvasRect { x, ..rect };
            let rect = match (is_in_line, is_box(blocks)) {
                (true, true) if !has_logo => self.middle(blocks, CanvasRect { height: highest, ..rect }),
                (true, _) => self.middle(blocks, rect),
                (false, _) if has_code => self.middle(blocks, rect),
                (false, _) => rect,
            };
            match blocks {
                [(_, Block::Answers)] => self.place_answers(rect, as_high),
                _ => self.fill(blocks, rect, depth + 1),
            }
            ends.push(self.elements.len());
        }
        if has_sheet {
            self.stand_on_foot(start);
        }
        match (has_answers, has_share) {
            (true, _) => self.level(start, &ends),
            (false, false) => {
                self.share_baseline(start, &ends);
                if has_badge(cells) {
                    self.lift_onto_foot(start, frame);
                }
            }
            (false, true) if self.are_the_slide(frame) => self.center_columns(start, frame),
            (false, true) => {}
        }
    }

    /// Answers are as high as the covers beside them, and reach up to them; how high that is.
    fn reach_covers(&mut self, columns: &mut [Column<'_>]) -> Option<f32> {
        let [(answers, [(_, Block::Answers)]), (beside, [(_, Block::Collage(kinds))])] = columns else { return None };
        let covers = self.covers_beside(*answers, (*beside, kinds))?;
        let free = beside.width - covers.width;
        answers.width += free;
        *beside = CanvasRect { x: beside.x + free, width: covers.width, ..*beside };
        Some(covers.height)
    }

    /// Where covers end that stand beside words with air among them, when that is a little above the foot of the columns:
    /// words end there too, for to end a little lower looks like a slip. Words that have grown too high for that have
    /// grown too much.
    fn foot_of_covers(&mut self, columns: &[Column<'_>]) -> Option<f32> {
        let (room, kinds) = columns.iter().find_map(|it| match it.1 {
            [(_, Block::Collage(kinds))] => Some((it.0, kinds)),
            _ => None,
        })?;
        // Laying a collage out is dear: not where no words would end with it.
        let mut words = columns.iter().filter(|it| has_air(it.1)).peekable();
        words.peek()?;
        let near = if room.bottom() < self.whole.bottom() - self.unit { NEAR_FOOT.1 } else { NEAR_FOOT.0 };
        let used = self.collage_extent(kinds, room)?.height;
        if !(room.height * (1.0 - near)..room.height - 1.0).contains(&used) {
            return None;
        }
        let height_of = |it: &Column<'_>| match self.sum_of_heights(it.1, it.0) {
            Height::Fixed(height) => height,
            _ => 0.0,
        };
        let highest = words.map(height_of).reduce(f32::max)?;
        let over = (highest - used).max(0.0);
        self.strain.overhang = self.strain.overhang.max(over);
        (over <= 0.0).then_some(room.y + used)
    }

    /// The room of words that end beside pictures: pictures end at its foot, and so does the last line, which letters go
    /// below.
    fn down_to_baseline(&mut self, blocks: &[(f32, Block)], rect: CanvasRect) -> CanvasRect {
        let Some((_, block @ Block::Text(spec))) = blocks.last().filter(|_| has_air(blocks)) else { return rect };
        let below = |look: &TextLook| look.block.height - look.block.lines.last().map_or(0.0, |it| it.baseline);
        let down = self.heading(block, spec, rect.width).map_or(0.0, |it| below(&it.0));
        CanvasRect { height: rect.height + down.max(0.0), ..rect }
    }

    /// A badge on the line of an address hangs below it: beside covers, which end with the frame, both are lifted.
    fn lift_onto_foot(&mut self, start: usize, frame: CanvasRect) {
        if self.at_margins(frame) == (true, true) {
            return;
        }
        let placed = self.elements.get_mut(start..).unwrap_or_default();
        let foot = placed.iter().map(|it| it.placement.bounds().bottom()).fold(frame.bottom(), f32::max);
        for it in placed {
            it.placement.center.y -= foot - frame.bottom();
        }
    }

    /// Whether columns with a share of the slide are all there is on it, but for what heads it and an address: those of
    /// squares are never, which hold more.
    fn are_the_slide(&self, frame: CanvasRect) -> bool {
        match self.scope.format.shape() {
            Shape::Wide => true,
            Shape::Upright => frame.height > self.whole.height * MOST_OF_SLIDE,
            Shape::Square => false,
        }
    }

    /// Columns that are the slide and all end far above the foot of their frame stand in its middle: what is left empty
    /// below them would look as if something were missing.
    fn center_columns(&mut self, start: usize, frame: CanvasRect) {
        let placed = self.elements.get_mut(start..).unwrap_or_default();
        let foot = placed.iter().map(|it| it.placement.bounds().bottom()).fold(frame.y, f32::max);
        let free = frame.bottom() - foot;
        if free > frame.height * EMPTY_AT_FOOT {
            for it in placed {
                it.placement.center.y += free * OPTICAL_MIDDLE;
            }
        }
    }

    /// A line beside other words stands on their baseline: a date beside a heading, a mark beside an address, a figure
    /// with its word beside a lead. Beside several lines only a figure does, or a mark beside those of an address, beside
    /// the last.
    fn share_baseline(&mut self, start: usize, ends: &[usize]) {
        let parts = std::iter::once(start).chain(ends.iter().copied()).zip(ends.iter().copied());
        let lines: Vec<(Range<usize>, Words)> = parts
            .filter_map(|(from, to)| match self.elements.get(from..to)? {
                [it] => Some((from..to, Words::of(it)?)),
                // What a figure counts stands beside it, on its line.
                [.., it] if it.key == ElementKey::Role(Role::FigureWord) => Some((from..to, Words::of(it)?)),
                _ => None,
            })
            .collect();
        let Some((first, beside)) = lines.iter().find(|it| !it.1.is_boxed).cloned() else { return };
        let is_beside_lines = |it: &Words| beside.n_lines > 1 && !it.is_figure && !beside.is_address;
        // Beside several lines, single ones stand on the baseline of the first of them.
        let single = lines.iter().find(|it| !it.1.is_boxed && it.1.n_lines == 1).cloned();
        for (part, words) in lines {
            let reference = if is_beside_lines(&words) { single.clone() } else { Some((first.clone(), beside)) };
            let Some((first, beside)) = reference else { continue };
            let is_moved = part != first && words.n_lines == 1;
            let down = beside.baseline - words.baseline;
            // A figure higher than the line beside it would reach into what is above: the line comes down to it.
            let (part, down) = if words.is_figure && down < 0.0 { (first.clone(), -down) } else { (part, down) };
            if is_moved {
                for it in self.elements.get_mut(part).unwrap_or_default() {
                    it.placement.center.y += down;
                }
            }
        }
    }

    /// Whether a column is words with a sheet of colour under them.
    fn ends_with_sheet(&mut self, (rect, blocks): Column<'_>) -> bool {
        let last = blocks.last().filter(|_| blocks.len() > 1);
        last.is_some_and(|it| matches!(it.1, Block::Sheet(..)) && !matches!(self.height(&it.1, rect), Height::Absent))
    }

    /// Covers beside a sheet of colour end with it, however far below the first words they begin.
    fn stand_on_foot(&mut self, start: usize) {
        let placed = self.elements.get_mut(start..).unwrap_or_default();
        let foot_of = |it: &Placed| it.placement.bounds().bottom();
        let (mut foot, mut of_covers) = (0.0_f32, 0.0_f32);
        for it in placed.iter() {
            foot = foot.max(foot_of(it));
            of_covers = if it.is_cover() { of_covers.max(foot_of(it)) } else { of_covers };
        }
        for it in placed.iter_mut().filter(|it| it.is_cover()) {
            it.placement.center.y += foot - of_covers;
        }
    }

    /// Columns placed one after another get their middles at the height of the highest one's.
    fn level(&mut self, start: usize, ends: &[usize]) {
        let parts: Vec<_> = std::iter::once(start).chain(ends.iter().copied()).zip(ends.iter().copied()).collect();
        let extent = |it: &[Placed]| {
            let edges = it.iter().map(|it| it.placement.bounds()).map(|it| (it.y, it.bottom()));
            edges.fold((f32::MAX, f32::MIN), |all, it| (all.0.min(it.0), all.1.max(it.1)))
        };
        let of = |(from, to): &(usize, usize)| self.elements.get(*from..*to).filter(|it| !it.is_empty()).map(extent);
        let extents: Vec<Option<(f32, f32)>> = parts.iter().map(of).collect();
        let highest = extents.iter().flatten().copied().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)));
        let Some(middle) = highest.map(|it| f32::midpoint(it.0, it.1)) else { return };
        for ((from, to), extent) in parts.into_iter().zip(extents) {
            let down = extent.map_or(0.0, |it| middle - f32::midpoint(it.0, it.1));
            for it in self.elements.get_mut(from..to).unwrap_or_default() {
                it.placement.center.y += down;
            }
        }
    }

    pub(super) fn columns_height(&mut self, gap: f32, cells: &[Cell], frame: CanvasRect) -> Height {
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
    pub(super) fn columns<'b>(&mut self, gap: f32, cells: &'b [Cell], frame: CanvasRect) -> Vec<Column<'b>> {
        let gap = gap * self.unit;
        let is_shown = |it: &Cell| !matches!(self.sum_of_heights(&it.1, frame), Height::Absent);
        let shown: Vec<bool> = cells.iter().map(is_shown).collect();
        let is_shared = |it: &Cell| matches!(it.0, CellWidth::Share(_));
        // What stands at the right stays there when the column before it has nothing to show.
        let is_first_gone = cells.iter().zip(&shown).take_while(|it| !it.1).any(|it| is_shared(it.0));
        let cells: Vec<&Cell> = cells.iter().zip(shown).filter(|it| it.1).map(|it| it.0).collect();
        let keeps_right = is_first_gone && !cells.iter().any(|it| is_shared(it));
        let n_gaps = cells.len().saturating_sub(1) as f32;
        // What is not as wide as its words keeps a part of the frame, whatever they are.
        let kept = if cells.iter().any(|it| is_shared(it)) { frame.width * LEAST_SHARED } else { 0.0 };
        let mut free = frame.width - gap * n_gaps - kept;
        let mut width_of = |(width, blocks): &Cell| match width {
            CellWidth::Auto => {
                let width = self.natural_width(blocks, (frame.width * MOST_OF_WORDS).min(free).max(1.0));
                free -= width;
                Some(width)
            }
            CellWidth::Share(_) => None,
        };
        let widths: Vec<Option<f32>> = cells.iter().map(|it| width_of(it)).collect();
        let rest = (frame.width - gap * n_gaps - widths.iter().flatten().sum::<f32>()).max(0.0);
        let share = |it: &CellWidth| if let CellWidth::Share(share) = it { *share } else { 0.0 };
        let wished = rest / cells.iter().map(|it| share(&it.0)).sum::<f32>().max(0.001);
        let mut narrow = |(width, blocks): &Cell| {
            let empty = match blocks.as_slice() {
                [(_, Block::Portrait)] => EMPTY_BY_PORTRAIT,
                // Words below it are in line with it.
                [(_, Block::Cover), _, ..] => 0.0,
                _ => EMPTY_COLUMN,
            };
            let width = share(width) * wished;
            self.width_of_cover(blocks, CanvasRect { width, ..frame }).filter(|it| *it < width * (1.0 - empty))
        };
        let widths: Vec<Option<f32>> =
            cells.iter().zip(widths).map(|(it, width)| width.or_else(|| narrow(it))).collect();
        let rest = (frame.width - gap * n_gaps - widths.iter().flatten().sum::<f32>()).max(0.0);
        let shared = cells.iter().zip(&widths).filter(|it| it.1.is_none());
        let shares: f32 = shared.map(|it| share(&it.0.0)).sum::<f32>().max(0.001);
        let mut x = frame.x + if keeps_right { rest } else { 0.0 };
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
                Block::Columns { gap, cells, .. } => {
                    let widths: Vec<f32> = cells.iter().map(|it| self.natural_width(&it.1, most)).collect();
                    let n_gaps = widths.iter().filter(|it| **it > 0.0).count().saturating_sub(1) as f32;
                    widest = widest.max(widths.iter().sum::<f32>() + n_gaps * gap * self.unit);
                }
                Block::Logo(height) => {
                    widest = widest.max(self.logo_size(*height, most).map_or(0.0, |it| it.width));
                }
                _ => {}
            }
        }
        widest
    }

    /// The part of a column beside a logo that puts its blocks at the middle of the row; a logo that would be a little
    /// below the top line of the slide stands on it.
    pub(super) fn middle(&mut self, blocks: &[(f32, Block)], column: CanvasRect) -> CanvasRect {
        let Height::Fixed(height) = self.sum_of_heights(blocks, column) else { return column };
        let above = ((column.height - height) / 2.0).max(0.0);
        let is_logo = matches!(blocks, [(_, Block::Logo(_))]);
        if is_logo && above < NEAR_TOP * self.unit {
            return column;
        }
        CanvasRect { y: column.y + above, height: column.height - above, ..column }
    }
}
