//! Lists of books: entries in columns, all in one way and size.

use std::sync::Arc;

use crate::domain::{Block, CanvasRect, Exhibit, Role, TextVoice};

use super::entries::{CLOSE, ENTRY_FOOT, ENTRY_TITLE, EntryMark, NO_NOTES, NOTE_SCALE, Source, UNDER_AUTHOR};
use super::layout::{ElementKey, Placed, PlacedKind};
use super::stack::Stack;
use super::texts::MOST_READING;

/// Where there is width for them, more columns make rows at least this high; the other way round, lower ones will do.
const LOW_ROW: f32 = 112.0;
/// The same for rows with covers, which are to be seen.
const LOW_COVER_ROW: f32 = 170.0;
/// And with covers on a wide slide.
const LOW_ON_WIDE: f32 = 200.0;
/// Lower rows are cramped.
const LEAST_ROW: f32 = 84.0;
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
const ROOM_OF_LINE: f32 = 5.0;
/// Room between the last row of covers and what is below it, as a share of that between two rows, where that is wide.
const AT_FOOT: f32 = 0.5;
const WIDE_GAP: f32 = 60.0;
/// One row has this share of the free height above it.
const OVER_ONE_ROW: f32 = 0.4;
/// Most room between two entries.
const MOST_GAP: f32 = 150.0;
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
const SOURCES_ON_WIDE: [Source; 10] = [
    Source::Beside,
    Source::Close,
    Source::Under,
    Source::Wrapped,
    Source::CloseUnder(0.92),
    Source::CloseUnder(0.84),
    Source::CloseUnder(CLOSE),
    Source::CloseWrapped,
    Source::ShortUnder,
    Source::Short,
];
/// They have two lines in rows at least this high; smaller ones in lower rows.
const HIGH_FOR_TWO: (f32, f32) = (190.0, 140.0);
/// And in a short list by this besides.
const MOST_ENTRY_SCALE: f32 = 1.55;
/// They are smaller than the title of the slide by this, at least.
const UNDER_HEADING: f32 = 0.9;
/// Where some entries have no room for theirs, titles and notes of all are set smaller by this, one after another.
const FOR_NOTES: [(f32, f32); 6] = [(1.0, 1.0), (1.0, 0.86), (0.87, 0.86), (0.76, 0.86), (0.76, 0.77), (0.68, 0.77)];
/// Titles are not set smaller than this for the sake of notes.
const LEAST_TITLE: f32 = 0.95;
/// Sizes that differ by less are one to the eye.
const SAME_SIZE: f32 = 1.03;
/// Entries at least this high have annotations; on wide slides, which are shown smaller, this.
const NOTED_ROW: (f32, f32) = (215.0, 290.0);

/// Titles smaller than this, of the usual size, may take so many lines more to be clearly larger.
const SMALL_TITLES: f32 = 0.8;
const MOST_MORE: usize = 2;
const CLEARLY_LARGER: f32 = 1.12;

/// Where one entry has a long title and others short ones, it may be so much higher than its part of the list.
const HIGHER: [f32; 3] = [1.7, 1.45, 1.25];
/// Least room between entries then, in units.
const LEAST_BETWEEN: f32 = 30.0;

/// Titles of a list are set so much smaller for the longest to be whole.
const TO_BE_WHOLE: [f32; 3] = [0.9, 0.8, 0.7];

/// The same in a list without annotations, the first that leaves titles about as large.
const LARGE_COVERS: [f32; 3] = [0.5, 0.46, 0.42];
const ABOUT_AS_LARGE: f32 = 0.9;

/// Entries in columns.
///
/// Numbered ones fill the columns one after another; the first have one more where they do not come out even. Covers are
/// read along the rows, as those of other slides are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Columns {
    n_entries: usize,
    n: usize,
    is_across: bool,
}

impl Columns {
    fn rows(self) -> usize {
        self.n_entries.div_ceil(self.n).max(1)
    }

    /// The column and the row of an entry.
    fn place(self, entry: usize) -> (usize, usize) {
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
        self.strain.is_cramped |= pitch < LEAST_ROW * self.unit && self.manner.scale > 0.7;
        let row = CanvasRect { width, height: pitch, ..frame };
        let source = self.source_of(&shown, mark, row);
        self.more_lines = 0;
        let scale = self.entry_scale(&shown, (mark, source), row);
        let scale = self.over_more_lines(&shown, (mark, source), scale, row);
        let (scale, high) = self.in_higher_rows(&shown, (mark, source), (scale, columns), (row, frame.height));
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
            if row > 0 && between >= ROOM_OF_LINE * self.unit {
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
        let mut ends = self.place_from(start, shown, ((mark, source), scale, NO_NOTES), &place).0;
        let uneven = self.smallest_title(start.0);
        if uneven * SAME_SIZE < 1.0 {
            ends = self.place_from(start, shown, ((mark, source), scale * uneven, NO_NOTES), &place).0;
        }
        self.level_words(start.0, &ends, columns);
        ends
    }

    /// The smallest title of a list beside the largest one.
    fn smallest_title(&self, start: usize) -> f32 {
        let sizes = self.elements.iter().skip(start).filter_map(|it| match (&it.key, &it.kind) {
            (ElementKey::Role(Role::Entry(_)), PlacedKind::Text(look)) => Some(look.block.size),
            _ => None,
        });
        let (low, high) = sizes.fold((1e9, 1.0_f32), |(low, high), it| (it.min(low), high.max(it)));
        (low / high).min(1.0)
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
    fn noted_row(&self) -> f32 {
        (if self.is_wide() { NOTED_ROW.1 } else { NOTED_ROW.0 }) * self.unit
    }

    /// Whether anything is said of the books: without that one column of small covers leaves half a slide empty.
    fn has_notes(&self) -> bool {
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

    /// The scale at which all titles of a list are of one size; few entries are set larger.
    fn entry_scale(&mut self, shown: &[Arc<Exhibit>], (mark, source): (EntryMark, Source), frame: CanvasRect) -> f32 {
        let usual = self.scope.theme.voices.get(TextVoice::Label).size.0 * ENTRY_TITLE * self.small_unit();
        let under_heading = (self.heading_size() * UNDER_HEADING / usual.max(1.0)).max(1.0);
        let most = (frame.height / (108.0 * self.unit)).clamp(1.0, MOST_ENTRY_SCALE).min(under_heading);
        let wished = usual * most;
        let width = self.entry_words(mark, frame).width;
        let author = shown.first().map(|it| self.entry_author(it, most, source));
        let above = author.and_then(|it| self.text(&Block::Text(it.clone()), &it, width, frame.height));
        let above = above.map_or(0.0, |it| it.1 + self.of_row(UNDER_AUTHOR, frame.height));
        let room = frame.height - self.of_row(ENTRY_FOOT, frame.height) - above;
        let mut set = |scale: f32| -> (f32, bool) {
            let sizes = shown.iter().filter_map(|it| {
                let spec = self.entry_title(it, scale);
                self.text(&Block::Text(spec.clone()), &spec, width, room).map(|it| (it.0.block.size, it.0.block.is_cut))
            });
            sizes.fold((wished, false), |all, it| (all.0.min(it.0), all.1 || it.1))
        };
        let (size, is_cut) = set(most);
        let scale = most * size / wished.max(1.0);
        // Smaller than the voice allows, rather than without its end.
        let smaller = TO_BE_WHOLE.into_iter().map(|it| it * scale);
        if is_cut { { smaller }.find(|it| !set(*it).1).unwrap_or(scale) } else { scale }
    }

    /// One long title makes all of a list small: it takes lines more where they are larger for it; gives their scale.
    fn over_more_lines(
        &mut self,
        shown: &[Arc<Exhibit>],
        (mark, source): (EntryMark, Source),
        usual: f32,
        frame: CanvasRect,
    ) -> f32 {
        if usual >= SMALL_TITLES {
            return usual;
        }
        let mut best = (0, usual);
        for more in 1..=MOST_MORE {
            self.more_lines = more;
            let scale = self.entry_scale(shown, (mark, source), frame);
            if scale > best.1 * CLEARLY_LARGER {
                best = (more, scale);
            }
        }
        self.more_lines = best.0;
        best.1
    }

    /// Small titles are set larger where the highest entries may take of the room that others leave; gives their scale
    /// and how high an entry may be.
    fn in_higher_rows(
        &mut self,
        shown: &[Arc<Exhibit>],
        (mark, source): (EntryMark, Source),
        (usual, columns): (f32, Columns),
        (row, most): (CanvasRect, f32),
    ) -> (f32, f32) {
        if usual >= SMALL_TITLES || mark != EntryMark::Number {
            return (usual, row.height);
        }
        // Not so high that annotations would be tried, which take all of a row.
        let noted = if self.has_notes() { self.noted_row() } else { f32::INFINITY };
        let gaps = LEAST_BETWEEN * self.unit * columns.rows().saturating_sub(1) as f32;
        let (lines, mut best) = (self.more_lines, (usual, row.height, self.more_lines));
        let heights = HIGHER.map(|by| row.height * by).into_iter().filter(|it| *it < noted);
        for (height, more) in heights.flat_map(|it| (lines..=lines + 1).map(move |more| (it, more))) {
            let higher = CanvasRect { height, ..row };
            self.more_lines = more;
            let scale = self.entry_scale(shown, (mark, source), higher);
            if scale < best.0 * CLEARLY_LARGER {
                continue;
            }
            let mut heights = vec![0.0_f32; columns.rows()];
            for (i, exhibit) in shown.iter().enumerate() {
                let own = self.entry_height(exhibit, (mark, source), scale, higher);
                if let Some(height) = heights.get_mut(columns.place(i).1) {
                    *height = height.max(own);
                }
            }
            if heights.iter().sum::<f32>() + gaps <= most {
                best = (scale, height, more);
            }
        }
        self.more_lines = best.2;
        (best.0, best.1)
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
    fn larger_covers(
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
    fn source_of(&mut self, shown: &[Arc<Exhibit>], mark: EntryMark, frame: CanvasRect) -> Source {
        let width = self.entry_words(mark, frame).width;
        // Rather a line more than a number without its year.
        let ways = if self.is_wide() { SOURCES_ON_WIDE } else { SOURCES };
        let ways = if shown.iter().any(|it| has_host(it)) { ways.as_slice() } else { &[] };
        let has_room = |it: &Source| match it {
            Source::Wrapped => frame.height >= HIGH_FOR_TWO.0 * self.unit,
            Source::CloseWrapped => frame.height >= HIGH_FOR_TWO.1 * self.unit,
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

/// Whether it appeared in a journal.
fn has_host(exhibit: &Exhibit) -> bool {
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
