//! Sizes in lists: how large titles and covers of all entries are, and how journals are said.
//!
//! All titles of a list are of one size. Small ones take lines more, or the room that short ones leave.

use std::sync::Arc;

use crate::domain::{Block, CanvasRect, Exhibit, Role, TextVoice};

use super::entries::{CLOSE, ENTRY_TITLE, EntryMark, Source};
use super::layout::{ElementKey, Placed, PlacedKind};
use super::lists::{Columns, has_host};
use super::stack::Stack;

/// Journals have a line of their own in rows at least this high, and are set smaller than they should be by no more.
const HIGH_ENOUGH: f32 = 76.0;
const SOURCE_SHRUNK: f32 = 0.86;
/// The ways to say them, the best first; small print is larger on a wide slide.
const SOURCES: [Source; 10] = [
    Source::Beside,
    Source::Under,
    Source::Wrapped,
    Source::CloseUnder(0.92),
    Source::CloseUnder(0.84),
    Source::Close,
    Source::CloseUnder(CLOSE),
    Source::CloseWrapped,
    Source::ShortUnder,
    Source::Short,
];
const SOURCES_ON_WIDE: [Source; 11] = [
    Source::Beside,
    Source::Close,
    Source::Under,
    Source::Wrapped,
    Source::CloseUnder(0.92),
    Source::CloseUnder(0.84),
    Source::CloseUnder(CLOSE),
    Source::CloseUnder(IN_LOW_ROWS),
    Source::CloseWrapped,
    Source::ShortUnder,
    Source::Short,
];
/// In rows lower than this a line of their own is so small on a wide slide, or it would stand on the next entry.
const LOW_ROWS: f32 = 96.0;
const IN_LOW_ROWS: f32 = 0.62;
/// They have two lines in rows at least this high; smaller ones in lower rows.
const HIGH_FOR_TWO: (f32, f32) = (190.0, 140.0);
/// And in a short list by this besides.
const MOST_ENTRY_SCALE: f32 = 1.55;
/// They are smaller than the title of the slide by this, at least.
const UNDER_HEADING: f32 = 0.9;
/// Titles smaller than this, of the usual size, are clearly larger in rows so many times as high, over so many lines
/// more: first the rows they have, then what entries with short titles leave.
const SMALL_TITLES: f32 = 0.8;
const CLEARLY_LARGER: f32 = 1.08;
const LOOSER: [(f32, usize); 8] = [(1.0, 1), (1.0, 2), (1.7, 0), (1.7, 1), (1.45, 0), (1.45, 1), (1.25, 0), (1.25, 1)];
/// Least room between entries of which some are higher, in units.
const LEAST_BETWEEN: f32 = 30.0;
/// Sizes that differ by less are one to the eye.
pub(super) const SAME_SIZE: f32 = 1.03;
/// How often titles are asked for their size.
const MOST_ASKED: usize = 4;

/// Titles of a list are set so much smaller for the longest to be whole.
const TO_BE_WHOLE: [f32; 3] = [0.9, 0.8, 0.7];

/// The same in a list without annotations, the first that leaves titles about as large.
const LARGE_COVERS: [f32; 3] = [0.5, 0.46, 0.42];
const ABOUT_AS_LARGE: f32 = 0.9;

/// How the titles of a list are set: their scale, the height of an entry and lines more than usual.
#[derive(Clone, Copy, Debug)]
pub(super) struct Titles {
    pub(super) scale: f32,
    pub(super) height: f32,
    pub(super) more_lines: usize,
}

impl Stack<'_, '_> {
    /// How the titles of a list are set: small ones over lines more, or in higher rows where others leave the room.
    pub(super) fn titles_of(
        &mut self,
        shown: &[Arc<Exhibit>],
        look: (EntryMark, Source),
        columns: Columns,
        (row, most): (CanvasRect, f32),
    ) -> Titles {
        self.more_lines = 0;
        let mut best = Titles { scale: self.entry_scale(shown, look, row), height: row.height, more_lines: 0 };
        if best.scale >= SMALL_TITLES {
            return best;
        }
        // Not so high that annotations would be tried, which take all of a row; covers fill theirs.
        let noted = if self.has_notes() { self.noted_row() } else { f32::INFINITY };
        let is_free = |by: f32| by == 1.0 || look.0 == EntryMark::Number && row.height * by < noted;
        for (by, more_lines) in LOOSER.into_iter().filter(|it| is_free(it.0)) {
            let higher = CanvasRect { height: row.height * by, ..row };
            self.more_lines = more_lines;
            let scale = self.entry_scale(shown, look, higher);
            let is_larger = scale >= best.scale * CLEARLY_LARGER;
            if is_larger && (by == 1.0 || self.list_height(shown, look, scale, (columns, higher)) <= most) {
                best = Titles { scale, height: higher.height, more_lines };
            }
        }
        self.more_lines = best.more_lines;
        best
    }

    /// How high a list is in rows as high as their entries, with least room between them.
    fn list_height(
        &mut self,
        shown: &[Arc<Exhibit>],
        look: (EntryMark, Source),
        scale: f32,
        (columns, row): (Columns, CanvasRect),
    ) -> f32 {
        let mut heights = vec![0.0_f32; columns.rows()];
        for (i, exhibit) in shown.iter().enumerate() {
            let own = self.entry_height(exhibit, look, scale, row);
            if let Some(height) = heights.get_mut(columns.place(i).1) {
                *height = height.max(own);
            }
        }
        heights.iter().sum::<f32>() + LEAST_BETWEEN * self.unit * columns.rows().saturating_sub(1) as f32
    }

    /// The scale at which all titles of a list are of one size; few entries are set larger.
    ///
    /// A title that is set smaller for a reason of its own makes all smaller, and is asked again at their size.
    fn entry_scale(&mut self, shown: &[Arc<Exhibit>], look: (EntryMark, Source), row: CanvasRect) -> f32 {
        let usual = (self.scope.theme.voices.get(TextVoice::Label).size.0 * ENTRY_TITLE * self.small_unit()).max(1.0);
        let under_heading = (self.heading_size() * UNDER_HEADING / usual).max(1.0);
        let mut scale = (row.height / (108.0 * self.unit)).clamp(1.0, MOST_ENTRY_SCALE).min(under_heading);
        let mut is_cut = false;
        for _ in 0..MOST_ASKED {
            let (size, cut) = self.least_title(shown, look, scale, row);
            let is_said = size * SAME_SIZE >= scale * usual;
            (scale, is_cut) = (scale.min(size / usual), cut);
            if is_said {
                break;
            }
        }
        // Smaller than the voice allows, rather than without its end.
        let smaller = TO_BE_WHOLE.into_iter().map(|it| it * scale);
        if is_cut { { smaller }.find(|it| !self.least_title(shown, look, *it, row).1).unwrap_or(scale) } else { scale }
    }

    /// The size of the smallest title of a list and whether one is cut.
    fn least_title(
        &mut self,
        shown: &[Arc<Exhibit>],
        (mark, source): (EntryMark, Source),
        scale: f32,
        row: CanvasRect,
    ) -> (f32, bool) {
        let (width, foot) = (self.entry_words(mark, row).width, self.entry_foot(row.height, source));
        let mut least = (f32::INFINITY, false);
        for exhibit in shown {
            let above = self.author_height(exhibit, source, scale, (width, row.height));
            let spec = self.entry_title(exhibit, scale);
            let set = self.text(&Block::Text(spec.clone()), &spec, width, (row.height - above - foot).max(1.0));
            if let Some((look, _)) = set {
                least = (least.0.min(look.block.size), least.1 || look.block.is_cut);
            }
        }
        least
    }

    /// The size of the title of the slide; without one anything is smaller.
    fn heading_size(&self) -> f32 {
        let is_title = |it: &&Placed| it.key == ElementKey::Role(Role::Title);
        match self.elements.iter().find(is_title).map(|it| &it.kind) {
            Some(PlacedKind::Text(look)) => look.block.size,
            _ => f32::INFINITY,
        }
    }

    /// Covers as large as they can be where no annotation needs the room, and the scale of the titles beside them.
    pub(super) fn larger_covers(
        &mut self,
        shown: &[Arc<Exhibit>],
        (mark, source): (EntryMark, Source),
        scale: f32,
        frame: CanvasRect,
    ) -> (EntryMark, f32) {
        if mark == EntryMark::Number {
            return (mark, scale);
        }
        let larger = LARGE_COVERS.map(EntryMark::Cover).into_iter();
        let mut set = larger.map(|it| (it, self.entry_scale(shown, (it, source), frame)));
        set.find(|it| it.1 >= scale * ABOUT_AS_LARGE).unwrap_or((mark, scale))
    }

    /// How the journals of a list of articles are said: of the same way for all, the first that cuts none.
    pub(super) fn source_of(&mut self, shown: &[Arc<Exhibit>], mark: EntryMark, frame: CanvasRect) -> Source {
        let width = self.entry_words(mark, frame).width;
        // Rather a line more than a number without its year.
        let ways = if self.is_wide() { SOURCES_ON_WIDE.as_slice() } else { SOURCES.as_slice() };
        let ways = if shown.iter().any(|it| has_host(it)) { ways } else { &[] };
        let has_room = |it: &Source| match it {
            Source::Wrapped => frame.height >= HIGH_FOR_TWO.0 * self.unit,
            Source::CloseWrapped => frame.height >= HIGH_FOR_TWO.1 * self.unit,
            Source::CloseUnder(by) if self.is_wide() && *by > IN_LOW_ROWS => frame.height >= LOW_ROWS * self.unit,
            it => !it.is_under() || frame.height >= HIGH_ENOUGH * self.unit,
        };
        let possible: Vec<Source> = ways.iter().copied().filter(has_room).collect();
        let fits = |stack: &mut Self, way: Source| {
            shown.iter().all(|it| {
                let spec = stack.entry_author(it, 1.0, way);
                let wished = stack.scope.theme.voices.get(spec.voice).size.0 * spec.scale * stack.unit;
                let set = stack.text(&Block::Text(spec.clone()), &spec, width, f32::INFINITY);
                set.is_none_or(|it| !it.0.block.is_cut && it.0.block.size >= wished * SOURCE_SHRUNK)
            })
        };
        possible.into_iter().find(|it| fits(self, *it)).unwrap_or(Source::Left)
    }
}
