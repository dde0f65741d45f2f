//! One book or two in the room of a collage: what they are is said beside them.

use std::sync::Arc;

use crate::domain::{Block, CanvasRect, Exhibit, ExhibitId, Ink, Placement, Role, TextBlockSpec, TextVoice};

use super::list_sizes::SAME_SIZE;
use super::parts::entry_text;
use super::stack::Stack;

/// Least width of the words beside the only book of a collage, and beside each of two.
const BESIDE_ONE: f32 = 300.0;
const BESIDE_EACH: f32 = 165.0;
/// An annotation beside the only book is as large as leaves it whole, up to the size of the words above the book.
const NOTES_OF_ONE: [f32; 5] = [1.5, 1.4, 1.3, 1.2, 1.1];
/// From a cover to its words; between two books with theirs.
const ASIDE: f32 = 52.0;
const ASIDE_OF_TWO: f32 = 30.0;
const BETWEEN_TWO: f32 = 48.0;
/// Words beside two books leave these as high as they could be, but for this.
const AS_HIGH: f32 = 0.97;
/// Titles beside two books are of one size, the first of these at which both are whole.
const TITLES_OF_TWO: [f32; 6] = [0.85, 0.76, 0.68, 0.6, 0.54, 0.48];
const TITLE_LINES: usize = 5;
const AUTHORS_OF_TWO: (f32, usize) = (0.86, 1);
/// Under an author and a title, beside one book and beside each of two.
const BELOW_WORDS: (f32, f32) = (20.0, 14.0);

impl Stack<'_, '_> {
    /// One book in all the room of a collage: what it is stands beside it. Whether there is room for words.
    pub(super) fn place_alone(&mut self, id: ExhibitId, frame: CanvasRect) -> bool {
        let scope = self.scope;
        let Some(exhibit) = scope.exhibition.exhibit(id).filter(|it| it.record().is_some()) else { return false };
        let size = frame.size().fit(exhibit.aspect());
        let aside = size.width + ASIDE * self.unit;
        if frame.width - aside < BESIDE_ONE * self.unit {
            return false;
        }
        let top = frame.y + (frame.height - size.height) * 0.42;
        self.cover(id, Placement::upright(CanvasRect::new(frame.x, top, size.width, size.height)));
        let words = CanvasRect::new(frame.x + aside, top, frame.width - aside, size.height);
        let specs = self.words_of(exhibit, ((1.0, 2), 0.85));
        let words = self.place_words(specs, BELOW_WORDS.0, words);
        let scale = self.note_scale(exhibit, &NOTES_OF_ONE, words).unwrap_or(1.0);
        self.place_note(exhibit, scale, words);
        true
    }

    /// Two books with their authors and titles beside them, from margin to margin: in a low room they would stand far
    /// apart in the middle. Whether there is room for words.
    pub(super) fn place_pair(&mut self, ids: [ExhibitId; 2], frame: CanvasRect) -> bool {
        let scope = self.scope;
        let exhibits = ids.map(|it| scope.exhibition.exhibit(it).filter(|it| it.record().is_some()));
        let [Some(one), Some(other)] = exhibits else { return false };
        let (between, aside) = (BETWEEN_TWO * self.unit, ASIDE_OF_TWO * self.unit);
        let column = (frame.width - between) / 2.0;
        let widest = one.aspect().max(other.aspect()).max(0.1);
        let height = frame.height.min((column - aside - BESIDE_EACH * self.unit) / widest);
        if height < frame.height * AS_HIGH {
            return false;
        }
        let room = CanvasRect { width: column, height, ..frame };
        let words = |it: &Exhibit, room: CanvasRect| {
            let taken = it.aspect() * height + aside;
            CanvasRect { x: room.x + taken, width: room.width - taken, ..room }
        };
        let places = [(one, room), (other, CanvasRect { x: frame.x + column + between, ..room })];
        let rooms = places.map(|(it, room)| (it, words(it, room)));
        let Some(scale) = TITLES_OF_TWO.into_iter().find(|it| self.are_whole(&rooms, *it)) else { return false };
        for ((exhibit, room), (_, words)) in places.into_iter().zip(rooms) {
            let width = exhibit.aspect() * height;
            self.cover(exhibit.id, Placement::upright(CanvasRect { width, ..room }));
            let specs = self.words_of(exhibit, (AUTHORS_OF_TWO, scale));
            self.place_words(specs, BELOW_WORDS.1, words);
        }
        true
    }

    /// Whether the words of both books are whole in their rooms, at one size.
    fn are_whole(&mut self, rooms: &[(&Arc<Exhibit>, CanvasRect); 2], scale: f32) -> bool {
        let mut size = |(exhibit, room): &(&Arc<Exhibit>, CanvasRect)| {
            let mut left = room.height;
            let mut of_title = 0.0;
            for spec in self.words_of(exhibit, (AUTHORS_OF_TWO, scale)) {
                let Some((look, height)) = self.text(&Block::Text(spec.clone()), &spec, room.width, left) else {
                    continue;
                };
                let is_split = look.block.lines.iter().any(|it| it.is_split);
                if look.block.is_cut || is_split {
                    return None;
                }
                left -= height + BELOW_WORDS.1 * self.unit;
                of_title = look.block.size;
            }
            Some(of_title)
        };
        match (rooms.first().and_then(&mut size), rooms.last().and_then(&mut size)) {
            (Some(one), Some(other)) => one.max(other) <= one.min(other) * SAME_SIZE,
            _ => false,
        }
    }

    /// Places texts one under another, the gap given in units; what they leave of the room.
    fn place_words(&mut self, specs: [TextBlockSpec; 2], gap: f32, mut room: CanvasRect) -> CanvasRect {
        for spec in specs {
            let height = self.place_text(&Block::Text(spec.clone()), &spec, room);
            let taken = if height > 0.0 { height + gap * self.unit } else { 0.0 };
            room = CanvasRect { y: room.y + taken, height: (room.height - taken).max(1.0), ..room };
        }
        room
    }

    /// Who wrote a book and what it is called, at such scales of their voices.
    fn words_of(&self, exhibit: &Exhibit, ((of_author, lines), of_title): ((f32, usize), f32)) -> [TextBlockSpec; 2] {
        let field = |name: &str| self.entry_field(exhibit, name);
        let author = entry_text(Role::EntryAuthor(exhibit.id), field("author"), TextVoice::Lead, Ink::Accent, lines);
        let title = entry_text(Role::Entry(exhibit.id), field("title"), TextVoice::Heading, Ink::Ink, TITLE_LINES);
        [TextBlockSpec { scale: of_author, ..author }, TextBlockSpec { scale: of_title, ..title }]
    }
}
