//! Lists of books: entries in columns, all in one way and size.

use std::sync::Arc;

use crate::domain::{CanvasRect, Exhibit, TextVoice};

use super::entries::{EntryMark, NO_NOTES, NOTE_SCALE, Source};
use super::layout::{Placed, PlacedKind};
use super::list_sizes::{SAME_SIZE, Titles};
use super::stack::Stack;
use super::texts::MOST_READING;

/// Where there is width for them, more columns make rows at least this high; the other way round, lower ones will do.
const LOW_ROW: f32 = 112.0;
/// The same for rows with covers, which are to be seen.
const LOW_COVER_ROW: f32 = 170.0;
/// And with covers on a wide slide.
const LOW_ON_WIDE: f32 = 200.0;
/// Lower rows are cramped; those lower than this have no room for an author and a title, whatever gives way.
const LEAST_ROW: f32 = 84.0;
const LOWEST_ROW: f32 = 48.0;
/// A list beside a cover grows until its rows are so high: enough for titles of two lines.
const ROOMY_ROW: f32 = 165.0;
/// Least width of a column, and the distance between two.
const COLUMN: (f32, f32) = (400.0, 56.0);
/// The same of one of articles, with their journals, on a slide so wide.
const COLUMN_OF_ARTICLES: f32 = 560.0;
const WIDE_FRAME: f32 = 1200.0;
/// And so many of them.
const FEW_ARTICLES: usize = 10;
/// Most columns.
const MOST_COLUMNS: usize = 3;

/// Room between two entries a line needs.
const ROOM_OF_LINE: f32 = 24.0;
/// Room between the last row of covers and what is below it, as a share of that between two rows, where that is wide.
const AT_FOOT: f32 = 0.5;
const WIDE_GAP: f32 = 60.0;
/// One row has this share of the free height above it.
const OVER_ONE_ROW: f32 = 0.4;
/// Most room between two entries.
const MOST_GAP: f32 = 150.0;
/// Where some entries have no room for theirs, titles and notes of all are set smaller by this, one after another.
const FOR_NOTES: [(f32, f32); 6] = [(1.0, 1.0), (1.0, 0.86), (0.87, 0.86), (0.76, 0.86), (0.76, 0.77), (0.68, 0.77)];
/// Titles are not set smaller than this for the sake of notes.
const LEAST_TITLE: f32 = 0.95;
/// Entries at least this high have annotations; on wide slides, which are shown smaller, this.
const NOTED_ROW: (f32, f32) = (215.0, 290.0);

/// Entries in columns.
///
/// Numbered ones fill the columns one after another; the first have one more where they do not come out even. Covers are
/// read along the rows, as those of other slides are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    n_entries: usize,
    n: usize,
    is_across: bool,
}

impl Columns {
    pub(super) fn rows(self) -> usize {
        self.n_entries.div_ceil(self.n).max(1)
    }

    /// The column and the row of an entry.
    pub(super) fn place(self, entry: usize) -> (usize, usize) {
        if self.is_across {
            return (entry % self.n, entry / self.n);
        }
        let (low, n_high) = (self.n_entries / self.n, self.n_entries % self.n);
        let in_high = n_high * (low + 1);
        if entry < in_high {
            (entry / (low + 1), entry % (low + 1))
        } else {
            let after = entry - in_high;
            (n_high + after / low.max(1), after % low.max(1))
        }
    }
}

impl Stack<'_, '_> {
    /// One entry a book, evenly down the frame: number or cover, author, title, a thin line.
    pub(super) fn place_list(&mut self, frame: CanvasRect, mark: EntryMark) {
        let shown: Vec<_> = self.books().cloned().collect();
        let gap = COLUMN.1 * self.unit;
        let (n_entries, is_across) = (shown.len(), mark != EntryMark::Number);
        let columns = Columns { n_entries, n: self.n_columns(n_entries, mark, frame), is_across };
        let n_rows = columns.rows();
        let width = (frame.width - gap * (columns.n as f32 - 1.0)) / columns.n as f32;
        let most = self.unit * if mark == EntryMark::Number { 340.0 } else { 420.0 };
        let pitch = (frame.height / n_rows as f32).min(most);
        let (is_low, is_lowest) = (pitch < LEAST_ROW * self.unit, pitch < LOWEST_ROW * self.unit);
        self.strain.is_cramped |= is_lowest || is_low && self.manner.scale > 0.7;
        let row = CanvasRect { width, height: pitch, ..frame };
        let source = self.source_of(&shown, mark, row);
        let Titles { scale, height: high, .. } = self.titles_of(&shown, (mark, source), columns, (row, frame.height));
        let place = |i: usize| {
            let (column, row) = columns.place(i);
            CanvasRect::new(frame.x + column as f32 * (width + gap), frame.y + pitch * row as f32, width, high)
        };
        let start = self.elements.len();
        let ends = self.place_entries(&shown, (mark, source), (scale, columns), place);
        let heights = self.row_heights(start, &ends, (columns, pitch), frame);
        // The first row is at the top of the frame, the last at its foot, with the same room between all; covers stand
        // no nearer to the address than to each other.
        let n_gaps = n_rows.saturating_sub(1).max(1) as f32;
        let free = frame.height - heights.iter().sum::<f32>();
        let above = if n_rows == 1 { free.max(0.0) * OVER_ONE_ROW } else { 0.0 };
        let has_foot = free > n_gaps * WIDE_GAP * self.unit;
        let between = (free / if has_foot { n_gaps + AT_FOOT } else { n_gaps }).clamp(0.0, MOST_GAP * self.unit);
        let begins = std::iter::once(start).chain(ends.iter().copied());
        for (i, (begin, end)) in begins.zip(&ends).enumerate() {
            let (_, row) = columns.place(i);
            let top = frame.y + above + heights.iter().take(row).sum::<f32>() + between * row as f32;
            for element in self.elements.get_mut(begin..*end).unwrap_or_default() {
                element.placement.center.y += top - place(i).y;
            }
            // In close rows a line would stand under a title like a stroke.
            if row > 0 && between >= ROOM_OF_LINE * self.unit && !self.is_close(pitch, source) {
                let height = 1.5 * self.unit;
                let y = top - f32::midpoint(between, height);
                self.ornament(CanvasRect { y, height, ..place(i) }, self.inks.ground.mix(self.inks.ink, 0.22));
            }
        }
    }

    /// The entries, all notes of one size; gives where the elements of each end.
    fn place_entries(
        &mut self,
        shown: &[Arc<Exhibit>],
        (mark, source): (EntryMark, Source),
        (scale, columns): (f32, Columns),
        place: impl Fn(usize) -> CanvasRect,
    ) -> Vec<usize> {
        let (start, unit) = ((self.elements.len(), self.n_ornaments), self.unit);
        let grown = self.manner.scale.min(MOST_READING);
        let wished = self.scope.theme.voices.get(TextVoice::Reading).size.0 * NOTE_SCALE * unit * grown;
        let wanting = shown.iter().filter(|it| !self.entry_field(it, "annotation").is_empty()).count();
        let is_sound = |it: &(f32, f32)| it.0 == 1.0 || scale * it.0 >= LEAST_TITLE;
        let tried = if place(0).height >= self.noted_row() && wanting > 0 { FOR_NOTES.as_slice() } else { &[] };
        for (title, note) in tried.iter().copied().filter(is_sound) {
            let (ends, sizes) = self.place_from(start, shown, ((mark, source), scale * title, note), &place);
            let least = sizes.iter().copied().fold(f32::MAX, f32::min);
            if sizes.len() < wanting {
                continue;
            }
            if sizes.iter().all(|it| *it < least * SAME_SIZE) {
                return ends;
            }
            let note = (least / wished.max(1.0)).min(note);
            return self.place_from(start, shown, ((mark, source), scale * title, note), &place).0;
        }
        let (mark, scale) = self.larger_covers(shown, (mark, source), scale, place(0));
        let ends = self.place_from(start, shown, ((mark, source), scale, NO_NOTES), &place).0;
        self.level_words(start.0, &ends, columns);
        ends
    }

    /// Places entries anew from a state of the slide on, their titles and notes so large; gives where the elements of
    /// each end, and the sizes of the notes.
    fn place_from(
        &mut self,
        start: (usize, u8),
        shown: &[Arc<Exhibit>],
        (look, title, note): ((EntryMark, Source), f32, f32),
        place: impl Fn(usize) -> CanvasRect,
    ) -> (Vec<usize>, Vec<f32>) {
        self.elements.truncate(start.0);
        self.n_ornaments = start.1;
        let (mut ends, mut sizes) = (Vec::new(), Vec::new());
        for (i, exhibit) in shown.iter().enumerate() {
            let size = self.place_entry(exhibit, i + 1, (look, title, note), place(i));
            ends.push(self.elements.len());
            sizes.extend(size);
            // One without its note, and it will be tried otherwise.
            if note > NO_NOTES && size.is_none() && !self.entry_field(exhibit, "annotation").is_empty() {
                break;
            }
        }
        (ends, sizes)
    }

    /// Beside covers words stand at their middle: all of a list as far down as those that take most lines.
    fn level_words(&mut self, start: usize, ends: &[usize], columns: Columns) {
        let begins = std::iter::once(start).chain(ends.iter().copied());
        let entries: Vec<(usize, usize)> = begins.zip(ends.iter().copied()).collect();
        let is_word = |it: &Placed| matches!(it.kind, PlacedKind::Text(_));
        let down = |row: usize| {
            let own = entries.iter().enumerate().filter(|it| columns.place(it.0).1 == row);
            let of = |it: (usize, &(usize, usize))| self.elements.get(it.1.0..it.1.1).unwrap_or_default();
            let placed: Vec<&Placed> = own.flat_map(of).collect();
            let foot = |are_words: bool| {
                let feet = placed.iter().filter(|it| is_word(it) == are_words).map(|it| it.placement.rect().bottom());
                feet.fold(f32::MIN, f32::max)
            };
            ((foot(false) - foot(true)) / 2.0).max(0.0)
        };
        let down = (0..columns.rows()).map(down).fold(f32::MAX, f32::min);
        let end = ends.last().copied().unwrap_or(start);
        let words = self.elements.get_mut(start..end).unwrap_or_default().iter_mut().filter(|it| is_word(it));
        words.for_each(|it| it.placement.center.y += down);
    }

    /// In how many columns entries stand: few enough for rows to be high; the other way round, one more or less.
    fn n_columns(&self, n_entries: usize, mark: EntryMark, frame: CanvasRect) -> usize {
        let is_wide =
            frame.width > WIDE_FRAME * self.unit && n_entries <= FEW_ARTICLES && self.books().any(|it| has_host(it));
        let least = if is_wide { COLUMN_OF_ARTICLES } else { COLUMN.0 };
        let (least, gap) = (least * self.unit, COLUMN.1 * self.unit);
        let most = (((frame.width + gap) / (least + gap)) as usize).clamp(1, MOST_COLUMNS);
        let pitch = |n: usize| frame.height / n_entries.div_ceil(n).max(1) as f32 / self.unit;
        let with_rows = |low: f32| (1..=most).find(|n| pitch(*n) >= low).unwrap_or(most);
        let low = if self.is_wide() { LOW_ON_WIDE } else { LOW_COVER_ROW };
        match (with_rows(low), with_rows(LOW_ROW)) {
            (_, n) if mark == EntryMark::Number => n,
            // Two or three stand in a row, with room for large covers and annotations.
            _ if self.is_wide() && n_entries <= most => n_entries.max(1),
            (n, _) if self.is_wide() => n,
            // One column has small covers, and what is said of the books to make up for it.
            (n, other) if self.manner.is_mirrored && pitch(other) >= NOTED_ROW.0 && n != other && self.has_notes() => {
                other
            }
            (n, _) if self.manner.is_mirrored && n < most && n_entries > 4 => n + 1,
            (n, _) => n,
        }
    }

    /// Entries at least this high have annotations.
    pub(super) fn noted_row(&self) -> f32 {
        (if self.is_wide() { NOTED_ROW.1 } else { NOTED_ROW.0 }) * self.unit
    }

    /// Whether anything is said of the books: without that one column of small covers leaves half a slide empty.
    pub(super) fn has_notes(&self) -> bool {
        self.books().any(|it| !self.entry_field(it, "annotation").is_empty())
    }

    /// The height beyond which a list in one column only gets emptier.
    pub(super) fn roomy_list(&self) -> f32 {
        self.books().count() as f32 * ROOMY_ROW * self.unit
    }

    /// How high the words and covers of each row are, as they were placed in rows of one pitch.
    fn row_heights(
        &self,
        start: usize,
        ends: &[usize],
        (columns, pitch): (Columns, f32),
        frame: CanvasRect,
    ) -> Vec<f32> {
        let mut heights = vec![0.0_f32; columns.rows()];
        let begins = std::iter::once(start).chain(ends.iter().copied());
        for (i, (begin, end)) in begins.zip(ends).enumerate() {
            let (_, row) = columns.place(i);
            let top = frame.y + pitch * row as f32;
            let own = self.elements.get(begin..*end).unwrap_or_default();
            let foot = own.iter().map(|it| it.placement.bounds().bottom()).fold(top, f32::max);
            if let Some(height) = heights.get_mut(row) {
                *height = height.max(foot - top);
            }
        }
        heights
    }
}

/// Whether it appeared in a journal.
pub(super) fn has_host(exhibit: &Exhibit) -> bool {
    exhibit.record().is_some_and(|it| it.host.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_differ_by_an_entry_at_most() {
        let shape = |n_entries, n| {
            let columns = Columns { n_entries, n, is_across: false };
            let all: Vec<(usize, usize)> = (0..n_entries).map(|it| columns.place(it)).collect();
            assert!(all.is_sorted() && all.iter().all(|it| it.1 < columns.rows()), "{all:?}");
            (0..n).map(|column| all.iter().filter(|it| it.0 == column).count()).collect::<Vec<_>>()
        };
        assert_eq!(shape(10, 3), [4, 3, 3]);
        assert_eq!(shape(7, 3), [3, 2, 2]);
        assert_eq!(shape(5, 2), [3, 2]);
        assert_eq!(shape(6, 1), [6]);
        assert_eq!(shape(2, 3), [1, 1, 0]);
    }

    #[test]
    fn covers_are_read_along_the_rows() {
        let columns = Columns { n_entries: 5, n: 3, is_across: true };
        let all: Vec<(usize, usize)> = (0..5).map(|it| columns.place(it)).collect();
        assert_eq!((all, columns.rows()), (vec![(0, 0), (1, 0), (2, 0), (0, 1), (1, 1)], 2));
    }
}
