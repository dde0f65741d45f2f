//! Parts of a template that are more than a text: covers, lists, answers, portraits, codes, stamps, panels.

use std::sync::Arc;

use crate::domain::{
    BookRecord, CanvasPoint, CanvasRect, CanvasSize, Exhibit, ExhibitId, ExhibitSubject, Insets, Placement, Role,
    TextAlign, TextVoice,
};
use crate::typeset::VerticalAlign;

use super::arrange::{Arranged, Book, choose};
use super::layout::{Finish, Ground, PlacedKind, TextLook};
use super::plaque::plaque;
use super::stack::Stack;
use super::template::{Arrangement, Block, Ink, Panel, TextBlockSpec};
use super::texts::Inks;

/// A stamp is turned like this, in radians: −5°.
const STAMP_TURN: f32 = -0.087;
/// A portrait hangs a little crooked, in radians: 1.6°.
const PORTRAIT_TURN: f32 = 0.028;
/// A list of more books than this stands in two columns where there is width for them.
const ONE_COLUMN: usize = 7;

/// Room under an entry, with its line.
const ENTRY_FOOT: f32 = 30.0;
/// Titles in a list are set larger than labels by this.
const ENTRY_TITLE: f32 = 1.35;
/// And in a short list by this besides.
const MOST_ENTRY_SCALE: f32 = 1.45;

/// What an entry of a list begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryMark {
    /// Its number.
    Number,
    /// A small cover.
    Cover,
}

impl Stack<'_, '_> {
    pub(super) fn place_cover(&mut self, frame: CanvasRect) {
        let Some(exhibit) = self.scope.lead_exhibit() else { return };
        let (id, size) = (exhibit.id, frame.size().fit(exhibit.aspect()));
        let rect = CanvasRect::new(frame.x, frame.y, size.width, size.height);
        self.cover(id, Placement::upright(rect));
    }

    fn cover(&mut self, id: ExhibitId, placement: Placement) {
        let Some(exhibit) = self.scope.exhibition.exhibit(id) else { return };
        let kind = match &exhibit.cover {
            Some(cover) => PlacedKind::Cover {
                exhibit: id,
                picture: cover.scan(),
                pixels: cover.size(),
                crop: None,
                finish: finish(exhibit),
            },
            None => PlacedKind::Plaque(plaque(exhibit, placement.size, self.typesetter)),
        };
        self.push(Role::Cover(id), placement, kind);
    }

    pub(super) fn place_collage(&mut self, arrangements: &[Arrangement], frame: CanvasRect) {
        let shown: Vec<(ExhibitId, Book)> = self.books().map(|it| (it.id, book(it))).collect();
        let books: Vec<Book> = shown.iter().map(|it| it.1).collect();
        let plain = scaled(frame, 1.0 / self.unit);
        let Some(arranged) = choose(arrangements, &books, plain, self.scope.slide.seed) else { return };
        self.place_arranged(&shown, arranged);
    }

    fn place_arranged(&mut self, shown: &[(ExhibitId, Book)], arranged: Arranged) {
        for board in arranged.boards {
            let role = self.next_ornament();
            let board = scaled(board, self.unit);
            let bleed = CanvasRect { x: 0.0, width: self.scope.format.size.width, ..board };
            self.push(role, Placement::upright(bleed), PlacedKind::Board);
        }
        for line in arranged.lines {
            self.ornament(scaled(line, self.unit), self.inks.accent);
        }
        for index in arranged.order {
            if let (Some((id, _)), Some(placement)) = (shown.get(index), arranged.covers.get(index)) {
                let CanvasPoint { x, y } = placement.center;
                let CanvasSize { width, height } = placement.size;
                let center = CanvasPoint { x: x * self.unit, y: y * self.unit };
                let size = CanvasSize::new(width * self.unit, height * self.unit);
                self.cover(*id, Placement { center, size, ..*placement });
            }
        }
        for (index, place) in arranged.years {
            let year = shown.get(index).and_then(|it| it.1.year).map(|it| it.to_string()).unwrap_or_default();
            let spec = entry_text(self.next_ornament(), year, TextVoice::Label, Ink::Ink, 1);
            self.place_text(&Block::Text(spec.clone()), &spec, scaled(place, self.unit));
        }
    }

    fn next_ornament(&mut self) -> Role {
        let role = Role::Ornament(self.n_ornaments);
        self.n_ornaments = self.n_ornaments.saturating_add(1);
        role
    }

    /// One entry a book, evenly down the frame: number or cover, author, title, a thin line.
    pub(super) fn place_list(&mut self, frame: CanvasRect, mark: EntryMark) {
        let shown: Vec<_> = self.books().cloned().collect();
        let is_broad = frame.width > 620.0 * self.unit;
        let n_columns = if shown.len() > ONE_COLUMN && is_broad { 2 } else { 1 };
        let n_rows = shown.len().div_ceil(n_columns).max(1);
        let gap = 56.0 * self.unit;
        let width = (frame.width - gap * (n_columns as f32 - 1.0)) / n_columns as f32;
        let most = if mark == EntryMark::Cover { 250.0 } else { 170.0 };
        let pitch = (frame.height / n_rows as f32).min(most * self.unit);
        self.cramped |= pitch < 84.0 * self.unit && self.scale > 0.7;
        let place = |i: usize| {
            let (x, y) = (frame.x + (i / n_rows) as f32 * (width + gap), frame.y + pitch * (i % n_rows) as f32);
            CanvasRect::new(x, y, width, pitch)
        };
        let scale = self.entry_scale(&shown, mark, place(0));
        for (i, exhibit) in shown.iter().enumerate() {
            self.place_entry(exhibit, (i + 1, mark, scale), place(i));
        }
    }

    /// The scale at which all titles of a list are of one size; few entries are set larger.
    fn entry_scale(&mut self, shown: &[Arc<Exhibit>], mark: EntryMark, frame: CanvasRect) -> f32 {
        let most = (frame.height / (108.0 * self.unit)).clamp(1.0, MOST_ENTRY_SCALE);
        let wished = self.scope.theme.voices.get(TextVoice::Label).size.0 * ENTRY_TITLE * most * self.unit;
        let width = self.entry_words(mark, frame).width;
        let room = frame.height - (ENTRY_FOOT + 40.0) * self.unit;
        let sizes = shown.iter().filter_map(|it| {
            let spec = self.entry_title(it, most);
            self.text(&Block::Text(spec.clone()), &spec, width, room).map(|it| it.0.block.size)
        });
        let size = sizes.fold(wished, f32::min);
        most * size / wished.max(1.0)
    }

    /// Where the words of an entry stand.
    fn entry_words(&self, mark: EntryMark, frame: CanvasRect) -> CanvasRect {
        let indent = match mark {
            EntryMark::Number => 64.0 * self.unit,
            EntryMark::Cover => {
                ((frame.height - ENTRY_FOOT * self.unit) * 0.72 + 28.0 * self.unit).min(frame.width * 0.3)
            }
        };
        CanvasRect { x: frame.x + indent, width: frame.width - indent, ..frame }
    }

    fn entry_field(&self, exhibit: &Exhibit, name: &str) -> String {
        let text = crate::describe::exhibit_field(self.scope.exhibition, self.scope.post, exhibit, name);
        text.unwrap_or_default().replace('{', "{{")
    }

    fn entry_title(&self, exhibit: &Exhibit, scale: f32) -> TextBlockSpec {
        let title = self.entry_field(exhibit, "title");
        let spec = entry_text(Role::Entry(exhibit.id), title, TextVoice::Label, Ink::Ink, 2);
        TextBlockSpec { scale: ENTRY_TITLE * scale, ..spec }
    }

    fn place_entry(&mut self, exhibit: &Exhibit, (number, mark, scale): (usize, EntryMark, f32), frame: CanvasRect) {
        let foot = ENTRY_FOOT * self.unit;
        let words = self.entry_words(mark, frame);
        let indent = words.x - frame.x;
        match mark {
            EntryMark::Number => {
                let numeral = entry_text(self.next_ornament(), number.to_string(), TextVoice::Lead, Ink::Accent, 1);
                self.place_text(&Block::Text(numeral.clone()), &numeral, CanvasRect { width: indent, ..frame });
            }
            EntryMark::Cover => {
                let room = CanvasSize::new(indent - 28.0 * self.unit, frame.height - foot);
                let size = room.fit(exhibit.aspect());
                let rect = CanvasRect::new(frame.x, frame.y, size.width, size.height);
                self.cover(exhibit.id, Placement::upright(rect));
            }
        }
        let author = self.entry_field(exhibit, "author");
        let author = entry_text(Role::EntryAuthor(exhibit.id), author, TextVoice::Small, Ink::Quiet, 1);
        let author = TextBlockSpec { scale: scale.max(1.0).sqrt(), ..author };
        let above = self.place_text(&Block::Text(author.clone()), &author, words);
        let above = if above > 0.0 { above + 8.0 * self.unit } else { 0.0 };
        let rest = CanvasRect { y: words.y + above, height: (words.height - above - foot).max(1.0), ..words };
        let title = self.entry_title(exhibit, scale);
        self.place_text(&Block::Text(title.clone()), &title, rest);
        let line = CanvasRect { y: frame.bottom() - 16.0 * self.unit, height: 1.5 * self.unit, ..frame };
        self.ornament(line, self.inks.ground.mix(self.inks.ink, 0.22));
    }

    /// The person a slide is about.
    pub(super) fn person(&self) -> Option<&Exhibit> {
        let is_person = |it: &&std::sync::Arc<Exhibit>| matches!(it.subject, ExhibitSubject::Person { .. });
        let shown = self.scope.exhibition.exhibits_of(&self.scope.slide.exhibits);
        { shown }.find(is_person).map(AsRef::as_ref).filter(|it| it.cover.is_some())
    }

    pub(super) fn place_portrait(&mut self, frame: CanvasRect) {
        let Some((id, aspect)) = self.person().map(|it| (it.id, it.aspect())) else { return };
        // Turned, and with its frame, it still stands inside.
        let edge = 22.0 * self.unit;
        let size = frame.shrink(Insets::all(edge)).size().fit(aspect);
        let center = CanvasPoint { x: frame.right() - edge - size.width / 2.0, y: frame.y + edge + size.height / 2.0 };
        self.cover(id, Placement { center, size, rotation: PORTRAIT_TURN });
    }

    /// What a poll lets readers choose from, with the role of each.
    pub(super) fn answers(&self) -> Vec<(Role, String)> {
        let books: Vec<_> = self.books().map(|it| (Role::Entry(it.id), quoted(&it.title()))).collect();
        let lines = self.scope.post.lead.lines().skip(1).map(str::trim).filter(|it| !it.is_empty());
        let said: Vec<_> = { lines }.zip(0..).map(|(it, i)| (Role::Answer(i), it.to_owned())).collect();
        if said.is_empty() { books } else { said }
    }

    pub(super) fn place_answers(&mut self, frame: CanvasRect) {
        let answers = self.answers();
        let gap = 20.0 * self.unit;
        let n = answers.len().max(1) as f32;
        let height = ((frame.height - gap * (n - 1.0)) / n).min(132.0 * self.unit);
        self.cramped |= height < 74.0 * self.unit;
        let outer = std::mem::replace(&mut self.inks, Inks::on(self.scope.theme, Panel::Sheet));
        for (i, (role, words)) in answers.into_iter().enumerate() {
            let sheet = CanvasRect { y: frame.y + (height + gap) * i as f32, height, ..frame };
            let ground = PlacedKind::Shape { colour: self.inks.ground, radius: 14.0 * self.unit };
            let ornament = self.next_ornament();
            self.push(ornament, Placement::upright(sheet), ground);
            let pad = 30.0 * self.unit;
            let number = entry_text(self.next_ornament(), (i + 1).to_string(), TextVoice::Heading, Ink::Accent, 1);
            let number = TextBlockSpec { scale: 0.72, ..number };
            self.place_middle(&number, CanvasRect { x: sheet.x + pad, width: 60.0 * self.unit, ..sheet });
            let words = TextBlockSpec {
                scale: 0.72,
                ..entry_text(role, words.replace('{', "{{"), TextVoice::Heading, Ink::Ink, 2)
            };
            let indent = pad + 62.0 * self.unit;
            self.place_middle(&words, CanvasRect { x: sheet.x + indent, width: sheet.width - indent - pad, ..sheet });
        }
        self.inks = outer;
    }

    /// A text in the middle of the height of a frame.
    fn place_middle(&mut self, spec: &TextBlockSpec, frame: CanvasRect) {
        let inner = frame.shrink(Insets { top: 12.0 * self.unit, bottom: 12.0 * self.unit, ..Insets::default() });
        if let Some((look, _)) = self.text(&Block::Text(spec.clone()), spec, inner.width, inner.height) {
            let look = TextLook { vertical: VerticalAlign::Middle, ..look };
            self.push(spec.role, Placement::upright(inner), PlacedKind::Text(Box::new(look)));
        }
    }

    /// The first address in a text with its fields filled in.
    pub(super) fn link(&self, text: &str) -> Option<String> {
        crate::describe::first_link(&self.scope.words(Role::Code, text))
    }

    pub(super) fn place_code(&mut self, text: &str, size: f32, frame: CanvasRect) {
        let Some(code) = self.link(text).and_then(|it| super::code::code(&it)) else { return };
        let side = size.min(frame.width);
        let rect = CanvasRect::new(frame.right() - side, frame.y, side, side);
        self.push(Role::Code, Placement::upright(rect), PlacedKind::Code(code));
    }

    pub(super) fn place_stamp(&mut self, spec: &TextBlockSpec, frame: CanvasRect) {
        let room = CanvasSize::new(frame.width - 48.0 * self.unit, 70.0 * self.unit);
        let Some((look, height)) = self.text(&Block::Text(spec.clone()), spec, room.width, room.height) else { return };
        let pad = 22.0 * self.unit;
        let size = CanvasSize::new(look.block.ink_width() + 2.0 * pad, height + 1.5 * pad);
        let center = CanvasPoint { x: frame.right() - size.width / 2.0 - 4.0 * self.unit, y: frame.center().y };
        let colour = self.inks.accent_text;
        let look = TextLook {
            colour,
            ground: Ground::Outlined(colour, 8.0 * self.unit),
            vertical: VerticalAlign::Middle,
            pad,
            ..look
        };
        let kind = PlacedKind::Text(Box::new(look));
        self.push(spec.role, Placement { center, size, rotation: STAMP_TURN }, kind);
    }

    /// Blocks on a ground: where the ground is, and the frame its blocks are shrunk from.
    pub(super) fn place_panel(
        &mut self,
        panel: Panel,
        blocks: &[(f32, Block)],
        (ground, frame): (CanvasRect, CanvasRect),
        depth: usize,
    ) {
        let inks = Inks::on(self.scope.theme, panel);
        let is_band = ground.width > frame.width;
        let radius = if is_band { 0.0 } else { 18.0 * self.unit };
        let ornament = self.next_ornament();
        self.push(ornament, Placement::upright(ground), PlacedKind::Shape { colour: inks.ground, radius });
        let pad = self.pad();
        // A band that reaches the edge of the slide has the margin for a pad there.
        let pads = match (is_band, ground.y <= 0.0) {
            (false, _) => Insets::all(pad),
            (true, true) => Insets { bottom: pad, ..Insets::default() },
            (true, false) => Insets { top: pad, ..Insets::default() },
        };
        let inside = frame.shrink(pads);
        let outer = std::mem::replace(&mut self.inks, inks);
        self.fill(blocks, inside, depth + 1);
        self.inks = outer;
    }
}

/// A title in quotation marks, those inside it as Russian has them.
fn quoted(title: &str) -> String {
    format!("«{}»", title.replace('«', "„").replace('»', "“"))
}

fn scaled(rect: CanvasRect, by: f32) -> CanvasRect {
    CanvasRect::new(rect.x * by, rect.y * by, rect.width * by, rect.height * by)
}

/// Books have spines; portraits and photographs have white edges.
pub(super) fn finish(exhibit: &Exhibit) -> Finish {
    if exhibit.record().is_some() { Finish::Book } else { Finish::Photo }
}

fn book(exhibit: &Exhibit) -> Book {
    let record = exhibit.record();
    let year = record.and_then(|it| crate::describe::first_year(&it.year));
    Book { aspect: exhibit.aspect(), height_mm: record.and_then(BookRecord::height_mm), year }
}

fn entry_text(role: Role, text: String, voice: TextVoice, ink: Ink, lines: usize) -> TextBlockSpec {
    TextBlockSpec { role, text, voice, lines, ink, align: TextAlign::Left, scale: 1.0, fills: false }
}
