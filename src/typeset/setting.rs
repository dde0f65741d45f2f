//! Broken lines into placed glyphs: aligned, justified, cut where there is no more room.

use super::block::{
    Capitals, Fit, Paragraph, PlacedGlyph, SetLine, TextBlock, TextSpec, block_height, descent, paragraph_gap,
};
use super::carets::InkCell;
use super::faces::{depth, metrics};
use super::lines::{Broken, Line};
use super::margins::Overhang;
use super::shape::{Cluster, Shaped};
use crate::domain::TextAlign;

/// Spaces of justified lines grow to at most this many times their width.
const MAX_SPACE_STRETCH: f32 = 2.6;

/// What stands on capitals, less the room that is over them anyway, in ems.
const RISE: f32 = 0.14;

/// How the lines of one text are placed.
pub(super) struct Setting<'a> {
    pub(super) spec: &'a TextSpec<'a>,
    pub(super) fit: Fit,
    pub(super) hyphen: &'a Shaped,
    pub(super) ellipsis: &'a Shaped,
    pub(super) size: f32,
}

impl Setting<'_> {
    /// A number that was set smaller for its room is as wide as that from ink to ink: what stands over it ends there too.
    pub(super) fn filling_its_room(self, paragraphs: &[Paragraph], broken: &[Broken]) -> Self {
        let ([paragraph], [Broken { lines, .. }]) = (paragraphs, broken) else { return self };
        let [line] = lines.as_slice() else { return self };
        let is_number = self.spec.is_numeral && !self.spec.text.contains(char::is_alphabetic);
        if !is_number || self.size >= self.fit.max_size {
            return self;
        }
        let overhang = self.overhang(&paragraph.shaped, *line);
        let wide = self.fit.width / (line.width - overhang.left - overhang.right).max(0.1);
        let high = (self.fit.height + 0.5) / (metrics(self.spec.face).cap_height + descent(self.spec)).max(0.1);
        let size = wide.min(high).min(self.fit.max_size);
        Self { size: size.max(self.size), ..self }
    }

    pub(super) fn place(&self, paragraphs: &[Paragraph], broken: &[Broken]) -> TextBlock {
        let gap = paragraph_gap(self.spec) * self.size;
        let n_lines: Vec<usize> = broken.iter().map(|it| it.lines.len()).collect();
        let room = self.room(&n_lines, gap);
        let total: usize = n_lines.iter().sum();
        let mut block =
            TextBlock { size: self.size, width: self.fit.width, is_cut: total > room, ..TextBlock::default() };
        let (mut ink, mut above) = (0, self.rise(paragraphs, broken));
        for (paragraph, broken) in paragraphs.iter().zip(broken) {
            above += if block.lines.is_empty() || block.lines.len() >= room { 0.0 } else { gap };
            let new: Vec<char> =
                paragraph.shaped.missing.iter().filter(|it| !block.missing.contains(it)).copied().collect();
            block.missing.extend(new);
            let justified = self.spec.align == TextAlign::Justify;
            for (i, line) in broken.lines.iter().enumerate().take(room - block.lines.len().min(room)) {
                let baseline = self.baseline(block.lines.len()) + above;
                let is_cut_here = block.is_cut && block.lines.len() + 1 == room;
                let stretch = justified && i + 1 < broken.lines.len();
                let mut set = if is_cut_here {
                    self.cut_line(&paragraph.shaped, *line)
                } else {
                    self.line(&paragraph.shaped, *line, stretch)
                };
                set.baseline = baseline;
                set.cells.iter_mut().for_each(|it| it.before += ink);
                block.lines.push(set);
            }
            ink += paragraph.shaped.n_ink;
        }
        block.height = block_height(self.spec, self.size, block.lines.len()) + above;
        if self.spec.is_numeral {
            block.height += block.lines.last().map_or(0.0, |it| self.below(it));
        }
        block
    }

    /// Room over the capitals of the first line for what stands on them: Ё and Й reach beyond.
    fn rise(&self, paragraphs: &[Paragraph], broken: &[Broken]) -> f32 {
        let first = paragraphs.first().zip(broken.first().and_then(|it| it.lines.first()));
        let Some((paragraph, line)) = first.filter(|_| self.spec.capitals == Capitals::Apart) else { return 0.0 };
        let shaped = &paragraph.shaped;
        let start = |it: usize| shaped.clusters.get(it).map_or(shaped.text.len(), |it| it.start);
        let words = shaped.text.get(start(line.start)..start(line.end)).unwrap_or_default();
        if words.contains(['Ё', 'Й']) { RISE * self.size } else { 0.0 }
    }

    /// How far a line really reaches below its baseline: what names a numeral stands close under it.
    fn below(&self, line: &SetLine) -> f32 {
        line.glyphs.iter().map(|it| depth(it.face, it.id) * self.size + it.y).fold(0.0, f32::max)
    }

    /// How many lines of paragraphs of so many the box has room for, beside the gaps between those it shows; at least one.
    fn room(&self, n_lines: &[usize], gap: f32) -> usize {
        let heights = metrics(self.spec.face);
        let first = (heights.cap_height + descent(self.spec)) * self.size;
        let beside = |n_gaps: usize| {
            let more = (self.fit.height + 0.5 - first - gap * n_gaps as f32) / (self.spec.leading * self.size);
            (more.max(0.0) as usize).saturating_add(1).min(self.fit.max_lines.max(1))
        };
        let mut before = 0;
        for (n_gaps, n) in n_lines.iter().enumerate() {
            let most = beside(n_gaps);
            if before + n > most {
                return most.max(before).max(1);
            }
            before += n;
        }
        beside(n_lines.len().saturating_sub(1))
    }

    fn baseline(&self, line: usize) -> f32 {
        (metrics(self.spec.face).cap_height + self.spec.leading * line as f32) * self.size
    }

    fn line(&self, shaped: &Shaped, line: Line, stretch: bool) -> SetLine {
        let clusters = shaped.clusters.get(line.start..line.end).unwrap_or_default();
        let overhang = self.overhang(shaped, line);
        let extra = if stretch { self.per_space(clusters, line, overhang) } else { 0.0 };
        let mut pen = Pen::new(self.size, self.spec.tracking);
        for cluster in clusters {
            pen.write(cluster);
            pen.x += if cluster.is_space { extra } else { 0.0 };
        }
        if line.hyphen {
            self.hyphen.clusters.iter().for_each(|it| pen.put(it));
        }
        SetLine { is_split: line.hyphen || is_torn(shaped, line), ..self.aligned(pen, overhang) }
    }

    fn overhang(&self, shaped: &Shaped, line: Line) -> Overhang {
        let clusters = shaped.clusters.get(line.start..line.end).unwrap_or_default();
        let hyphen = self.hyphen.clusters.first().filter(|_| line.hyphen);
        Overhang::of(shaped, clusters, hyphen, self.spec.hang / self.size)
    }

    /// One line that cannot be stretched leaves its paragraph ragged: both in one look like a mistake.
    pub(super) fn can_be_justified(&self, shaped: &Shaped, broken: &Broken) -> bool {
        let inner = broken.lines.split_last().map_or(&[] as &[Line], |it| it.1);
        inner.iter().all(|line| {
            let clusters = shaped.clusters.get(line.start..line.end).unwrap_or_default();
            let space = clusters.iter().find(|it| it.is_space).map_or(0.25, |it| it.advance);
            self.per_space(clusters, *line, self.overhang(shaped, *line)) <= space * (MAX_SPACE_STRETCH - 1.0)
        })
    }

    /// What each space of a line gets for the line to be full.
    fn per_space(&self, clusters: &[Cluster], line: Line, overhang: Overhang) -> f32 {
        let n_spaces = clusters.iter().filter(|it| it.is_space).count();
        let free = (self.fit.width / self.size + overhang.left + overhang.right - line.width).max(0.0);
        if n_spaces > 0 { free / n_spaces as f32 } else { f32::from(u8::from(free > 0.5)) * 100.0 }
    }

    /// The line with its end replaced by an ellipsis, at a word where possible.
    fn cut_line(&self, shaped: &Shaped, line: Line) -> SetLine {
        let room = self.fit.width / self.size - self.ellipsis.clusters.first().map_or(1.0, |it| it.advance);
        let tracking = self.spec.tracking;
        let fits = |end: &usize| {
            let clusters = shaped.clusters.get(line.start..*end).unwrap_or_default();
            clusters.iter().map(|it| it.advance + tracking).sum::<f32>() <= room
        };
        let is_word_end = |end: &usize| shaped.clusters.get(*end).is_none_or(|it| it.is_space);
        let all = || (line.start..=line.end).rev().filter(fits);
        let end = all().filter(|it| *it > line.start).find(is_word_end).or_else(|| all().next()).unwrap_or(line.start);
        let mut pen = Pen::new(self.size, tracking);
        let shown = shaped.clusters.get(line.start..end).unwrap_or_default();
        let is_stop =
            |start: usize| shaped.text.get(start..).is_some_and(|it| it.starts_with(['.', ',', ':', ';', ' ', '—']));
        let kept = shown.iter().rposition(|it| !is_stop(it.start)).map_or(0, |it| it + 1);
        shown.iter().take(kept).for_each(|it| pen.write(it));
        self.ellipsis.clusters.iter().for_each(|it| pen.put(it));
        self.aligned(pen, Overhang { right: 0.0, ..self.overhang(shaped, line) })
    }

    fn aligned(&self, pen: Pen, overhang: Overhang) -> SetLine {
        let width = (pen.x - self.spec.tracking).max(0.0) * self.size;
        let free = self.fit.width - width;
        let x = match self.spec.align {
            TextAlign::Left | TextAlign::Justify => -overhang.left * self.size,
            TextAlign::Center => free / 2.0,
            TextAlign::Right => free + overhang.right * self.size,
        };
        SetLine { x, baseline: 0.0, width, glyphs: pen.glyphs, cells: pen.cells, is_split: false }
    }
}

/// Whether a line ends within a word, where it had to.
fn is_torn(shaped: &Shaped, line: Line) -> bool {
    let is_letter = |at: Option<usize>| {
        let start = at.and_then(|it| shaped.clusters.get(it)).map(|it| it.start);
        start.and_then(|it| shaped.text.get(it..)?.chars().next()).is_some_and(char::is_alphanumeric)
    };
    is_letter(line.end.checked_sub(1)) && is_letter(Some(line.end))
}

struct Pen {
    x: f32,
    size: f32,
    tracking: f32,
    glyphs: Vec<PlacedGlyph>,
    cells: Vec<InkCell>,
}

impl Pen {
    fn new(size: f32, tracking: f32) -> Self {
        Self { x: 0.0, size, tracking, glyphs: Vec::new(), cells: Vec::new() }
    }

    /// Puts a cluster of the text itself, which a caret can stand at.
    fn write(&mut self, cluster: &Cluster) {
        let (before, n) = cluster.ink;
        if n > 0 {
            let (x, width) = (self.x * self.size, cluster.advance * self.size);
            self.cells.push(InkCell { before, n, x, width });
        }
        self.put(cluster);
    }

    fn put(&mut self, cluster: &Cluster) {
        for glyph in &cluster.glyphs {
            let (x, y) = ((self.x + glyph.x) * self.size, glyph.y * self.size);
            self.glyphs.push(PlacedGlyph { face: glyph.face, id: glyph.id, x, y });
        }
        self.x += cluster.advance + self.tracking;
    }
}
