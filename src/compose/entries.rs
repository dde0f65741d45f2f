//! One entry of a list: its number or cover, who wrote it, its title and what is said of it.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::domain::{Block, CanvasRect, CanvasSize, Exhibit, Host, Ink, Placement, Role, TextBlockSpec, TextVoice};

use super::fields::where_appeared;
use super::layout::PlacedKind;
use super::parts::entry_text;
use super::stack::Stack;
use crate::typeset::n_ink;

/// Room under an entry, with its line, and between an author and the title: in units, and as shares of low rows.
const ENTRY_FOOT: (f32, f32) = (26.0, 0.2);
const UNDER_AUTHOR: (f32, f32) = (16.0, 0.1);
/// Articles, whose journals stand over their titles, in lower rows than this are so close that a title would be read with
/// the next author: the shares in them.
const CLOSE_ROW: f32 = 96.0;
const IN_CLOSE_ROW: (f32, f32) = (0.27, 0.06);
/// Authors and journals are smaller than titles by this, at least.
const UNDER_TITLE: f32 = 0.84;
/// Small print may be so much smaller for a line less, or for a number with its year.
pub(super) const CLOSE: f32 = 0.76;
/// Titles in a list are set larger than labels by this.
pub(super) const ENTRY_TITLE: f32 = 1.35;
/// Titles of a list of so many entries may take three lines.
const SHORT_LIST: usize = 7;
/// The scale of notes there is no room for even so: all entries have theirs, or none.
pub(super) const NO_NOTES: f32 = 0.0;
/// Size and most lines of an annotation under a title.
pub(super) const NOTE_SCALE: f32 = 0.88;
const NOTE_LINES: usize = 9;
/// An annotation is set where so much height is left for it.
const LEAST_NOTE: f32 = 72.0;
/// Characters by which lines broken otherwise may hold more.
const ABOUT_A_LINE: u32 = 40;
/// The share of an entry's width that its cover takes at most.
const COVER: f32 = 0.38;
/// Broad covers make the others of a list lower by no more than this.
const BROADEST: f32 = 0.84;

/// What an entry of a list begins with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum EntryMark {
    /// Its number.
    Number,
    /// A small cover, with the distance of the words on no more than this share of the width.
    Cover(f32),
}

/// How the journal of an article stands in an entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Source {
    /// After the author.
    Beside,
    /// After the author, all of it smaller.
    Close,
    /// On a line of its own.
    Under,
    /// On two lines of its own.
    Wrapped,
    /// On a line of its own, all of it smaller by so much.
    CloseUnder(f32),
    /// On two lines of its own, all of it smaller.
    CloseWrapped,
    /// On a line of its own, without the year.
    ShortUnder,
    /// After the author, without the year.
    Short,
    /// There is no room for it.
    Left,
}

impl Source {
    pub(super) fn is_under(self) -> bool {
        !matches!(self, Self::Beside | Self::Close | Self::Short | Self::Left)
    }
}

impl EntryMark {
    /// A cover of the usual size.
    pub(super) const COVER: Self = Self::Cover(COVER);
}

impl Stack<'_, '_> {
    /// The room under an entry in a row of such a height: in low rows a share of it, so that titles are not set smaller
    /// than authors.
    pub(super) fn entry_foot(&self, height: f32, source: Source) -> f32 {
        let (units, share) = ENTRY_FOOT;
        (units * self.unit).min(height * if self.is_close(height, source) { IN_CLOSE_ROW.0 } else { share })
    }

    /// The room under an author, likewise.
    fn under_author(&self, height: f32, source: Source) -> f32 {
        let (units, share) = UNDER_AUTHOR;
        (units * self.unit).min(height * if self.is_close(height, source) { IN_CLOSE_ROW.1 } else { share })
    }

    pub(super) fn is_close(&self, height: f32, source: Source) -> bool {
        source.is_under() && height < CLOSE_ROW * self.unit
    }

    /// Where the words of an entry stand.
    pub(super) fn entry_words(&self, mark: EntryMark, frame: CanvasRect) -> CanvasRect {
        let indent = match mark {
            EntryMark::Number => 64.0 * self.unit,
            EntryMark::Cover(share) => {
                let high = frame.height - self.entry_foot(frame.height, Source::Left);
                (high * 0.72 + 28.0 * self.unit).min(frame.width * share)
            }
        };
        CanvasRect { x: frame.x + indent, width: frame.width - indent, ..frame }
    }

    pub(super) fn entry_field(&self, exhibit: &Exhibit, name: &str) -> String {
        let text = crate::describe::exhibit_field(self.scope.exhibition, self.scope.post, exhibit, name);
        text.unwrap_or_default().replace('{', "{{")
    }

    /// Lines a title of the list may take: in the high rows of a short one a line more.
    fn usual_lines(&self) -> usize {
        if self.scope.slide.exhibits.len() <= SHORT_LIST { 3 } else { 2 }
    }

    pub(super) fn entry_title(&self, exhibit: &Exhibit, scale: f32) -> TextBlockSpec {
        let title = self.entry_field(exhibit, "title");
        let lines = self.usual_lines() + self.more_lines;
        let spec = entry_text(Role::Entry(exhibit.id), title, TextVoice::Label, Ink::Ink, lines);
        TextBlockSpec { scale: ENTRY_TITLE * scale, ..spec }
    }

    /// Who wrote it and, of an article, where it appeared; never as large as the title under it.
    pub(super) fn entry_author(&self, exhibit: &Exhibit, scale: f32, source: Source) -> TextBlockSpec {
        let author = self.entry_field(exhibit, "author");
        let host = exhibit.record().and_then(|it| it.host.as_ref()).filter(|_| source != Source::Left);
        let host = host.map(|it| Host { pages: String::new(), ..it.clone() });
        let is_short = matches!(source, Source::Short | Source::ShortUnder);
        let host = host.map(|it| if is_short { Host { year: String::new(), ..it } } else { it });
        let host = host.map(|it| where_appeared(&it, self.scope.exhibition.front.language).replace('{', "{{"));
        let (between, lines) = match source {
            Source::Wrapped | Source::CloseWrapped => ("\n", 3),
            Source::Under | Source::CloseUnder(_) | Source::ShortUnder => ("\n", 2),
            Source::Beside | Source::Close | Source::Short | Source::Left => (" · ", 1),
        };
        let said = [Some(author), host].into_iter().flatten().filter(|it| !it.is_empty());
        let said = said.collect::<Vec<_>>().join(between);
        let author = entry_text(Role::EntryAuthor(exhibit.id), said, TextVoice::Small, Ink::Quiet, lines);
        let voices = &self.scope.theme.voices;
        let title = voices.get(TextVoice::Label).size.0 * ENTRY_TITLE * scale;
        let most = title * UNDER_TITLE / voices.get(TextVoice::Small).size.0.max(1.0);
        let scale = scale.max(0.85).sqrt();
        let scale = match source {
            Source::Close | Source::CloseWrapped => scale.min(1.0) * CLOSE,
            Source::CloseUnder(by) => scale.min(1.0) * by,
            it if it.is_under() => scale.min(1.0),
            _ => scale,
        };
        TextBlockSpec { scale: scale.min(most), ..author }
    }

    /// How high the words of an entry are in a row.
    pub(super) fn entry_height(
        &mut self,
        exhibit: &Exhibit,
        (mark, source): (EntryMark, Source),
        scale: f32,
        frame: CanvasRect,
    ) -> f32 {
        let width = self.entry_words(mark, frame).width;
        let title = self.entry_title(exhibit, scale);
        let title = self.text(&Block::Text(title.clone()), &title, width, frame.height).map_or(0.0, |it| it.1);
        self.author_height(exhibit, source, scale, (width, frame.height)) + title
    }

    /// How high the author of an entry is in a row of such a width and height, with the room under it.
    pub(super) fn author_height(
        &mut self,
        exhibit: &Exhibit,
        source: Source,
        scale: f32,
        (width, height): (f32, f32),
    ) -> f32 {
        let author = self.entry_author(exhibit, scale, source);
        let high = self.text(&Block::Text(author.clone()), &author, width, height).map_or(0.0, |it| it.1);
        if high > 0.0 { high + self.under_author(height, source) } else { 0.0 }
    }

    /// One entry; gives the size of its note.
    pub(super) fn place_entry(
        &mut self,
        exhibit: &Exhibit,
        number: usize,
        ((mark, source), scale, note): ((EntryMark, Source), f32, f32),
        frame: CanvasRect,
    ) -> Option<f32> {
        let foot = self.entry_foot(frame.height, source);
        let words = self.entry_words(mark, frame);
        let indent = frame.width - words.width;
        match mark {
            EntryMark::Number => {
                let numeral = entry_text(self.next_ornament(), number.to_string(), TextVoice::Lead, Ink::Accent, 1);
                self.place_text(&Block::Text(numeral.clone()), &numeral, CanvasRect { width: indent, ..frame });
            }
            EntryMark::Cover(_) => {
                let room = CanvasSize::new(indent - 28.0 * self.unit, frame.height - foot);
                // All covers of a list are of one height, where none is far broader than the others.
                let fitting = self.books().map(|it| room.fit(it.aspect()).height);
                let (low, high) = fitting.fold((room.height, 0.0), |all, it| (all.0.min(it), f32::max(all.1, it)));
                let height = low.max(high * BROADEST);
                let size = CanvasSize::new(room.width, height).fit(exhibit.aspect());
                let rect = CanvasRect::new(frame.x, frame.y, size.width, size.height);
                self.cover(exhibit.id, Placement::upright(rect));
            }
        }
        let author = self.entry_author(exhibit, scale, source);
        let above = self.place_text(&Block::Text(author.clone()), &author, words);
        let above = if above > 0.0 { above + self.under_author(frame.height, source) } else { 0.0 };
        let rest = CanvasRect { y: words.y + above, height: (words.height - above - foot).max(1.0), ..words };
        let title = self.entry_title(exhibit, scale);
        let high = self.place_text(&Block::Text(title.clone()), &title, rest);
        let below = high + 14.0 * self.unit;
        // All entries of a list say something of their books, or none.
        let room = CanvasRect { y: rest.y + below, height: rest.height - below, ..rest };
        if note > NO_NOTES { self.place_note(exhibit, note, room) } else { None }
    }

    fn note(&self, said: String, scale: f32) -> TextBlockSpec {
        let role = Role::Ornament(self.n_ornaments);
        let spec = entry_text(role, said, TextVoice::Reading, Ink::Ink, NOTE_LINES);
        TextBlockSpec { scale: NOTE_SCALE * scale, ..spec }
    }

    /// The first of these scales at which a whole annotation has room; `None` when it has at none.
    pub(super) fn note_scale(&mut self, exhibit: &Exhibit, scales: &[f32], frame: CanvasRect) -> Option<f32> {
        let annotation = self.entry_field(exhibit, "annotation");
        scales.iter().copied().find(|it| {
            let spec = self.note(annotation.clone(), *it);
            let set = self.text(&Block::Text(spec.clone()), &spec, frame.width, frame.height);
            set.is_some_and(|it| !it.0.block.is_cut)
        })
    }

    /// As many whole sentences of an annotation as there is room for; none when even one is too long.
    ///
    /// Gives the size it is set in.
    pub(super) fn place_note(&mut self, exhibit: &Exhibit, scale: f32, frame: CanvasRect) -> Option<f32> {
        if frame.height < LEAST_NOTE * self.unit {
            return None;
        }
        let annotation = self.entry_field(exhibit, "annotation");
        let mut most = u32::MAX;
        for said in beginnings(&annotation) {
            // What is far longer than the part there was room for need not be set.
            if n_ink(said) > most {
                continue;
            }
            let spec = self.note(said.to_owned(), scale);
            let set = self.text(&Block::Text(spec.clone()), &spec, frame.width, frame.height);
            let Some((look, height)) = set else { continue };
            if look.block.is_cut {
                most = look.block.n_ink() + ABOUT_A_LINE;
                continue;
            }
            let role = self.next_ornament();
            let rect = CanvasRect { height, ..frame };
            let size = look.block.size;
            self.push(role, Placement::upright(rect), PlacedKind::Text(Box::new(look)));
            return Some(size);
        }
        None
    }
}

/// A text and its beginnings that end with a sentence, the longest first; initials and abbreviations end none.
///
/// All of it is one, whatever it ends in.
fn beginnings(text: &str) -> Vec<&str> {
    let whole = text.trim_end();
    let is_said = |it: &&str| {
        let word = it.trim_end_matches(['.', '!', '?', '…', '»']);
        word.len() < it.len() && word.chars().rev().take_while(|it| it.is_lowercase()).count() > 2
    };
    let ends = text.split_sentence_bound_indices().map(|(at, it)| at + it.len());
    let all = ends.filter_map(|it| text.get(..it)).map(str::trim_end).filter(is_said);
    let mut found: Vec<&str> = all.filter(|it| it.len() < whole.len()).collect();
    found.extend(Some(whole).filter(|it| !it.is_empty()));
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_annotation_is_shortened_by_whole_sentences() {
        let text = "Роман А. П. Чехова о степи. Написан в 1888 г. Переиздан! Читать вслух.";
        let expected =
            [text, "Роман А. П. Чехова о степи. Написан в 1888 г. Переиздан!", "Роман А. П. Чехова о степи."];
        assert_eq!(beginnings(text), expected);
        assert!(beginnings("").is_empty());
    }

    #[test]
    fn an_annotation_is_whole_whatever_it_ends_in() {
        for text in ["Роман о море", "Хроника победы СССР.", "Письма с фронта (1945)."]
        {
            assert_eq!(beginnings(text).first(), Some(&text));
        }
    }
}
