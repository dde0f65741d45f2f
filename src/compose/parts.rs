//! Parts of a template that are more than a text: covers, portraits, codes, stamps, panels.

use crate::domain::{
    Arrangement, Block, BookRecord, CanvasPoint, CanvasRect, CanvasSize, CellWidth, Exhibit, ExhibitId, Ink, Insets,
    Panel, Placement, Role, TextAlign, TextBlockSpec, TextVoice,
};
use crate::typeset::VerticalAlign;

use super::arrange::{Arranged, Book, Chosen, Room, arrange, choose};
use super::layout::{Finish, Ground, PlacedKind, TextLook};
use super::plaque::plaque;
use super::stack::{Height, MARGIN, Stack};
use super::texts::Inks;
use super::ways::has_block;

/// Distance of a stamp's highest corner from the edge of the slide or its frame.
const FROM_EDGE: f32 = 40.0;
/// A stamp is turned like this, in radians: −5°.
const STAMP_TURN: f32 = -0.087;
/// A portrait hangs a little crooked, in radians: 1.6°.
const PORTRAIT_TURN: f32 = 0.028;

/// Turned, and with its frame, it still stands inside with so much room at its edges.
const PORTRAIT_EDGE: f32 = 22.0;

/// Corners of a fan keep so far from the edge of the slide, and reach so far into its margin at most.
const FROM_EDGE_OF_FAN: f32 = 20.0;
const MOST_BLEED: f32 = 52.0;

/// What a cover that is turned takes besides its width.
const TURNED: f32 = 30.0;
/// Photographs this near to both margins are at them; so much more height is little.
const REACHED: f32 = 0.995;
const A_LITTLE: f32 = 1.15;
/// Covers on less of the width of their column stand in its middle.
const LEAST_LEANING: f32 = 0.6;
/// A logo is at most so many times as wide as high.
const WIDEST_LOGO: f32 = 4.5;

impl Stack<'_, '_> {
    pub(super) fn place_cover(&mut self, frame: CanvasRect, has_words_below: bool) {
        let Some(exhibit) = self.scope.lead_exhibit() else { return };
        let (id, size) = (exhibit.id, frame.size().fit(exhibit.aspect()));
        // On a sheet of its own it stands in the middle, alone in the last column at the margin, elsewhere on the axis
        // of the text.
        let (across, down) = match (self.is_on_sheet, self.at_margins(frame)) {
            (true, _) => (0.5, 0.5),
            (false, (false, true)) if !has_words_below => (1.0, 0.0),
            (false, _) => (0.0, 0.0),
        };
        let (x, y) = (frame.x + (frame.width - size.width) * across, frame.y + (frame.height - size.height) * down);
        self.cover(id, Placement::upright(CanvasRect::new(x, y, size.width, size.height)));
    }

    /// The width of a column that holds covers and nothing else, when they are as high as its frame.
    pub(super) fn width_of_cover(&mut self, blocks: &[(f32, Block)], frame: CanvasRect) -> Option<f32> {
        let aspect = self.scope.lead_exhibit().map(Exhibit::aspect)?;
        match blocks {
            [(_, Block::Cover)] => Some(aspect * frame.height),
            [(_, Block::Portrait)] => self.person().map(|it| {
                let edges = 2.0 * PORTRAIT_EDGE * self.unit;
                it.aspect() * (frame.height - edges) + edges
            }),
            // Few books beside a portrait: a wide column would be a hole between them.
            [(_, Block::Collage(kinds))] if self.person().is_some() => {
                let mut books = self.books();
                let only = books.next().filter(|_| books.next().is_none());
                let alone = only.map(|it| it.aspect() * frame.height + TURNED * self.unit);
                alone.or_else(|| self.collage_extent(kinds, frame).map(|it| it.width))
            }
            [(_, Block::Cover), below @ ..] => Some(self.width_over_words(aspect, below, frame)),
            [(_, Block::Sheet(_, inner))] if matches!(inner.as_slice(), [(_, Block::Cover)]) => {
                let pads = 2.0 * self.pad();
                Some(aspect * (frame.height - pads) + pads)
            }
            _ => None,
        }
    }

    /// The width of a cover that leaves words below it the height they need, so that they begin and end with it; that of
    /// its frame where they would take a line more in a column so narrow, unless it stands at the right: there both ends
    /// of it are seen to miss something.
    fn width_over_words(&mut self, aspect: f32, below: &[(f32, Block)], frame: CanvasRect) -> f32 {
        // The room above the first block counts in no sum of heights.
        let gap = below.first().map_or(0.0, |it| it.0 * self.unit);
        let is_mirrored = self.manner.is_mirrored;
        let mut words = |width: f32| match self.sum_of_heights(below, CanvasRect { width, ..frame }) {
            Height::Fixed(height) => height,
            _ => 0.0,
        };
        let width_over = |words: f32| ((frame.height - words - gap).max(1.0) * aspect).min(frame.width);
        let high = words(frame.width);
        let width = width_over(high);
        match words(width) {
            higher if higher > high + 1.0 && !is_mirrored => frame.width,
            higher => width_over(higher),
        }
    }

    pub(super) fn cover(&mut self, id: ExhibitId, placement: Placement) {
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
        let is_answer = has_block(&self.scope.template.tall, |it| matches!(it, Block::Answers));
        if let [(id, _)] = shown.as_slice()
            && !is_answer
            && self.place_alone(*id, frame)
        {
            return;
        }
        let books: Vec<Book> = shown.iter().map(|it| it.1).collect();
        let plain = scaled(frame, 1.0 / self.unit);
        let Some(Chosen { kind, mut arranged, n_looks }) = self.arranged(arrangements, &books, plain) else { return };
        if arranged.boards.is_empty() && arranged.lines.is_empty() {
            self.lean(&mut arranged, plain);
        }
        self.strain.kind = Some(kind);
        self.strain.n_looks = n_looks;
        if let ([one, other], Arrangement::Rows | Arrangement::Grid) = (shown.as_slice(), kind)
            && !is_answer
            && self.place_pair([one.0, other.0], frame)
        {
            return;
        }
        self.strain.torn = 1.0 - arranged.together(kind);
        self.strain.slack = self.strain.slack.max((plain.height - arranged.extent().height) * self.unit);
        self.place_arranged(&shown, arranged);
    }

    /// Covers in a column that has a margin of the slide on one side stand at that margin, like the lines and words
    /// above and below them; a few in a wide column stand in its middle.
    fn lean(&self, arranged: &mut Arranged, frame: CanvasRect) {
        let edges = arranged.covers.iter().map(|it| it.bounds()).map(|it| (it.x, it.right()));
        let (from, to) = edges.fold((f32::MAX, f32::MIN), |(from, to), it| (from.min(it.0), to.max(it.1)));
        // At the margin they would leave a hole between them and the words.
        let is_narrow = to - from < frame.width * LEAST_LEANING;
        let by = match self.at_margins(scaled(frame, self.unit)) {
            (true, true) => 0.0,
            _ if is_narrow => frame.x + frame.width / 2.0 - f32::midpoint(from, to),
            (true, false) => frame.x - from,
            (false, true) => frame.right() - to,
            _ => 0.0,
        };
        arranged.covers.iter_mut().for_each(|it| it.center.x += by);
    }

    /// Arrangements that hide no title: that of a generated cover is in its middle, where a stack covers it.
    fn fit_for(&self, kinds: &[Arrangement]) -> Vec<Arrangement> {
        let has_plaques = self.books().any(|it| it.cover.is_none());
        kinds.iter().copied().filter(|it| !(has_plaques && *it == Arrangement::Stack)).collect()
    }

    /// What a collage uses of what it is given; `None` when it has one book or cannot be laid out.
    pub(super) fn collage_extent(&self, kinds: &[Arrangement], frame: CanvasRect) -> Option<CanvasSize> {
        self.covers_extent(kinds, frame).filter(|_| self.books().count() > 1)
    }

    /// The same, be it one book: beside answers it stands as others do.
    pub(super) fn covers_extent(&self, kinds: &[Arrangement], frame: CanvasRect) -> Option<CanvasSize> {
        let CanvasSize { width, height } = self.collage(kinds, frame)?.extent();
        Some(CanvasSize::new(width * self.unit, height * self.unit))
    }

    /// Whether photographs of a height end a little inside the margins, which looks like a mistake: words are to make
    /// room for them.
    pub(super) fn nearly_reach_margins(&self, kinds: &[Arrangement], frame: CanvasRect, height: f32) -> bool {
        let reach = |height: f32| {
            let extent = self.collage_extent(kinds, CanvasRect { height, ..frame });
            extent.is_some_and(|it| it.width > frame.width * REACHED)
        };
        self.scope.template.of_pictures && !reach(height) && reach(height * A_LITTLE)
    }

    /// The area of the covers of a collage in a frame, in units of a slide 1080 wide.
    pub(super) fn collage_area(&self, kinds: &[Arrangement], frame: CanvasRect) -> f32 {
        self.collage(kinds, frame).map_or(0.0, |it| it.covers.iter().map(|it| it.size.width * it.size.height).sum())
    }

    /// The books of a collage as they would stand in a frame, in units of a slide 1080 wide.
    fn collage(&self, kinds: &[Arrangement], frame: CanvasRect) -> Option<Arranged> {
        let books: Vec<Book> = self.books().map(|it| book(it)).collect();
        self.arranged(kinds, &books, scaled(frame, 1.0 / self.unit)).map(|it| it.arranged)
    }

    /// Books arranged in one of these ways: in the one that is kept, where it still can be, else as the seed chooses.
    fn arranged(&self, kinds: &[Arrangement], books: &[Book], rect: CanvasRect) -> Option<Chosen> {
        let seed = self.manner.seed;
        let is_column = self.at_margins(scaled(rect, self.unit)) != (true, true);
        let room = Room { rect, is_column, bleed: if is_column { 0.0 } else { self.bleed(rect) } };
        let again = |kind| Some(Chosen { kind, arranged: arrange(kind, books, room, seed)?, n_looks: 1 });
        self.manner.kept.and_then(again).or_else(|| choose(&self.fit_for(kinds), books, room, seed))
    }

    /// How far beyond a frame from margin to margin books may reach, in units of a slide 1080 wide.
    fn bleed(&self, frame: CanvasRect) -> f32 {
        let edges = scaled(self.up_to_edging(), 1.0 / self.unit);
        let end = edges.right() - self.scope.theme.side_bar();
        let free = (frame.x - edges.x).min(end - frame.right());
        (free - FROM_EDGE_OF_FAN).clamp(0.0, MOST_BLEED)
    }

    fn place_arranged(&mut self, shown: &[(ExhibitId, Book)], arranged: Arranged) {
        for board in arranged.boards {
            let role = self.next_ornament();
            let board = scaled(board, self.unit);
            let whole = self.up_to_edging();
            let end = whole.right() - self.scope.theme.side_bar() * self.unit;
            // Boards run from edge to edge of the slide, but not behind words beside them.
            let x = if self.at_margins(board).0 { whole.x } else { board.x };
            let bleed = CanvasRect { x, width: end - x, ..board };
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

    pub(super) fn next_ornament(&mut self) -> Role {
        let role = Role::Ornament(self.n_ornaments);
        self.n_ornaments = self.n_ornaments.saturating_add(1);
        role
    }

    /// The person a slide is about.
    pub(super) fn person(&self) -> Option<&Exhibit> {
        let shown = self.scope.exhibition.exhibits_of(&self.scope.slide.exhibits);
        { shown }.find(|it| it.is_person()).map(AsRef::as_ref).filter(|it| it.cover.is_some())
    }

    /// The height of a portrait so wide, with the room at its edges.
    pub(super) fn portrait_height(&self, aspect: f32, width: f32) -> f32 {
        let edges = 2.0 * PORTRAIT_EDGE * self.unit;
        (width - edges).max(1.0) / aspect.max(0.1) + edges
    }

    pub(super) fn place_portrait(&mut self, frame: CanvasRect) {
        let Some((id, aspect)) = self.person().map(|it| (it.id, it.aspect())) else { return };
        let edge = PORTRAIT_EDGE * self.unit;
        let size = frame.shrink(Insets::all(edge)).size().fit(aspect);
        let turned = Placement { center: CanvasPoint::default(), size, rotation: PORTRAIT_TURN };
        let CanvasRect { width, height, .. } = turned.bounds();
        // Its corners touch the margin of the slide where its column has one, and the line its name begins at.
        let x = if self.at_margins(frame).0 { frame.x + width / 2.0 } else { frame.right() - width / 2.0 };
        self.cover(id, Placement { center: CanvasPoint { x, y: frame.y + height / 2.0 }, ..turned });
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
        // At the margin of the slide where its column has one.
        let aside = size.width / 2.0 + 4.0 * self.unit;
        let x = if self.at_margins(frame) == (true, false) { frame.x + aside } else { frame.right() - aside };
        let center = CanvasPoint { x, y: frame.center().y };
        let colour = self.inks.accent_text;
        let look = TextLook {
            colour,
            ground: Ground::Outlined(colour, 8.0 * self.unit),
            vertical: VerticalAlign::Middle,
            pad,
            ..look
        };
        let kind = PlacedKind::Text(Box::new(look));
        let mut placement = Placement { center, size, rotation: STAMP_TURN };
        // Its corner reaches into the margin, but not to what the theme draws along the edge.
        let top = self.up_to_edging().y + FROM_EDGE * self.unit;
        placement.center.y += (top - placement.bounds().y).max(0.0);
        self.push(spec.role, placement, kind);
    }

    /// Whether one of the columns is the logo alone, and there is one.
    pub(super) fn has_logo(&self, cells: &[(CellWidth, Vec<(f32, Block)>)]) -> bool {
        let is_logo = |blocks: &[(f32, Block)]| matches!(blocks, [(_, Block::Logo(_))]);
        self.scope.exhibition.brand.logo.is_some() && cells.iter().any(|it| is_logo(&it.1))
    }

    /// Size of the logo, at most so high in units of a template; `None` when the library has none.
    pub(super) fn logo_size(&self, height: f32, most_width: f32) -> Option<CanvasSize> {
        let logo = self.scope.exhibition.brand.logo.as_ref()?;
        let height = height * self.unit;
        Some(CanvasSize::new((height * WIDEST_LOGO).min(most_width), height).fit(logo.aspect()))
    }

    pub(super) fn place_logo(&mut self, height: f32, frame: CanvasRect) {
        let (Some(size), Some(logo)) = (self.logo_size(height, frame.width), &self.scope.exhibition.brand.logo) else {
            return;
        };
        let rect = CanvasRect::new(frame.x, frame.y, size.width, size.height);
        let picture = logo.file.clone().into();
        let kind = PlacedKind::Logo { picture, aspect: logo.aspect(), plate: logo.plate_on(self.inks.ground) };
        self.push(Role::Logo, Placement::upright(rect), kind);
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
        // A band that reaches the edge of the slide has the margin for a pad there; what is on it stands in its middle.
        let (above, below) = (frame.y - ground.y, ground.bottom() - frame.bottom());
        let aside =
            |outside: f32| if outside <= MARGIN * self.unit + 1.0 { (outside - pad).max(0.0) / 2.0 } else { 0.0 };
        let (pads, down) = match (is_band, ground.y < frame.y) {
            (false, _) => (Insets::all(pad), 0.0),
            (true, true) => (Insets { bottom: pad, ..Insets::default() }, -aside(above)),
            (true, false) => (Insets { top: pad, ..Insets::default() }, aside(below)),
        };
        let inside = frame.shrink(pads);
        let inside = CanvasRect { y: inside.y + down, ..inside };
        let outer = (std::mem::replace(&mut self.inks, inks), std::mem::replace(&mut self.is_on_sheet, !is_band));
        self.fill(blocks, inside, depth + 1);
        (self.inks, self.is_on_sheet) = outer;
    }
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

pub(super) fn entry_text(role: Role, text: String, voice: TextVoice, ink: Ink, lines: usize) -> TextBlockSpec {
    TextBlockSpec { role, text, voice, lines, ink, align: TextAlign::Left, scale: 1.0, fills: false }
}
