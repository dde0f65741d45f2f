//! Blocks of a template from top to bottom: texts take the room they need, covers what is left.

use crate::domain::{CanvasRect, ExhibitId, Insets, Placement, Role, TextAlign};
use crate::typeset::{Fit, TextBlock, TextSpec, Typesetter, VerticalAlign};

use super::arrange::{Book, arrange};
use super::layout::{ElementKey, Ground, Layout, LayoutFinding, Placed, PlacedKind, TextLook};
use super::plaque::plaque;
use super::template::{Arrangement, Block, CellWidth, Ink, TextBlockSpec};
use super::{Scope, Template};

/// Margin of a slide at 1080 wide.
const MARGIN: f32 = 72.0;
/// Covers of an opener get at least this share of the frame; louder voices shrink for it.
const LEAST_COVERS: f32 = 0.43;
/// A text that takes what is left gets at least this share.
const LEAST_TEXT: f32 = 0.12;
/// Columns grow by at most this share of the slide when there is room left.
const MOST_GROWTH: f32 = 0.1;
const SHRINK_STEP: f32 = 0.93;
const LEAST_SCALE: f32 = 0.5;

/// Lays the template of a slide out, without what a person changed by hand in places.
pub(super) fn lay_out(scope: Scope<'_>, typesetter: &mut Typesetter) -> Layout {
    let Scope { slide, template, theme, format, .. } = scope;
    let unit = format.size.width / 1080.0;
    let whole = CanvasRect::new(0.0, 0.0, format.size.width, format.size.height);
    let frame = whole.shrink(format.safe.max(Insets::all(MARGIN * unit)));
    let blocks = blocks_for(template, scope);
    let mut findings = Vec::new();
    if !template.suits(slide.exhibits.len()) {
        findings.push(LayoutFinding::WrongCount { count: slide.exhibits.len(), takes: template.books });
    }
    let mut scale = 1.0;
    let elements = loop {
        let mut stack = Stack {
            scope,
            typesetter: &mut *typesetter,
            unit,
            scale,
            n_ornaments: 0,
            cramped: false,
            elements: Vec::new(),
        };
        stack.fill(blocks, frame, 0);
        if !stack.cramped || scale <= LEAST_SCALE {
            break stack.elements;
        }
        scale *= SHRINK_STEP;
    };
    for it in &elements {
        note_text(it, &mut findings);
    }
    Layout { format: format.clone(), theme: theme.clone(), elements, findings }
}

fn blocks_for<'a>(template: &'a Template, scope: Scope<'_>) -> &'a [(f32, Block)] {
    let is_wide = scope.format.size.aspect() > 0.95;
    template.wide.as_deref().filter(|_| is_wide).unwrap_or(&template.tall)
}

fn note_text(placed: &Placed, findings: &mut Vec<LayoutFinding>) {
    if let (ElementKey::Role(role), PlacedKind::Text(look)) = (placed.key, &placed.kind) {
        if look.block.is_cut {
            findings.push(LayoutFinding::TextCut(role));
        }
        if !look.block.missing.is_empty() {
            findings.push(LayoutFinding::MissingGlyphs(role, look.block.missing.clone()));
        }
    }
}

struct Stack<'a, 't> {
    scope: Scope<'a>,
    typesetter: &'t mut Typesetter,
    unit: f32,
    /// Multiplies the sizes of loud voices.
    scale: f32,
    n_ornaments: u8,
    /// Whether covers or a filling text got too little room.
    cramped: bool,
    elements: Vec<Placed>,
}

/// From so many books on, covers need the height more than the title does.
const MANY_BOOKS: usize = 4;
/// Largest share of the slide's height a title above many covers takes.
const MOST_TITLE: f32 = 0.185;

/// Height of a block: known, or a part of what is left.
enum Height {
    Absent,
    Fixed(f32),
    Flexible,
}

impl Stack<'_, '_> {
    /// Fills the frame with blocks from top to bottom.
    fn fill(&mut self, blocks: &[(f32, Block)], frame: CanvasRect, depth: usize) {
        let heights: Vec<Height> = blocks.iter().map(|(_, it)| self.height(it, frame)).collect();
        let heights = self.share_out(blocks, &heights, frame, depth);
        let mut y = frame.y;
        let mut is_first = true;
        for ((above, block), height) in blocks.iter().zip(heights) {
            let Some(height) = height else { continue };
            y += if is_first { 0.0 } else { above * self.unit };
            is_first = false;
            self.place(block, CanvasRect::new(frame.x, y, frame.width, height), depth);
            y += height;
        }
    }

    /// Gives every block its height: first what is fixed, then texts that fill, then covers, then nothing.
    fn share_out(
        &mut self,
        blocks: &[(f32, Block)],
        heights: &[Height],
        frame: CanvasRect,
        depth: usize,
    ) -> Vec<Option<f32>> {
        let shown = || blocks.iter().zip(heights).filter(|(_, height)| !matches!(height, Height::Absent));
        let spaces: f32 = shown().skip(1).map(|((above, _), _)| above * self.unit).sum();
        let fixed: f32 = heights.iter().map(|it| if let Height::Fixed(height) = it { *height } else { 0.0 }).sum();
        let rest = (frame.height - spaces - fixed).max(0.0);
        self.cramped |= frame.height - spaces - fixed < -0.5;
        let is_air = |block: &Block| matches!(block, Block::Fill);
        let n_solid = shown().filter(|((_, it), height)| matches!(height, Height::Flexible) && !is_air(it)).count();
        let share = rest / n_solid.max(1) as f32;
        let mut given: Vec<Option<f32>> = Vec::new();
        for ((_, block), height) in blocks.iter().zip(heights) {
            given.push(match height {
                Height::Absent => None,
                Height::Fixed(height) => Some(*height),
                Height::Flexible if is_air(block) => Some(0.0),
                Height::Flexible => Some(self.filling(block, frame, share, depth)),
            });
        }
        let left = frame.height - spaces - given.iter().flatten().sum::<f32>();
        self.spend(blocks, &mut given, left.max(0.0));
        given
    }

    /// Height of a block that may take up to its share: texts take no more than they need.
    fn filling(&mut self, block: &Block, frame: CanvasRect, share: f32, depth: usize) -> f32 {
        let least = match block {
            Block::Collage(_) => LEAST_COVERS,
            Block::Text(_) | Block::List => LEAST_TEXT,
            _ => 0.0,
        };
        self.cramped |= depth == 0 && share < frame.height * least;
        match block {
            Block::Text(spec) => self.text(block, spec, frame.width, share).map_or(0.0, |it| it.1.min(share)),
            _ => share,
        }
    }

    /// What is left goes to columns with a share first, so that covers grow, then to air.
    fn spend(&mut self, blocks: &[(f32, Block)], given: &mut [Option<f32>], mut left: f32) {
        let whole = self.scope.format.size.height - self.scope.format.safe.top - self.scope.format.safe.bottom;
        for ((_, block), height) in blocks.iter().zip(given.iter_mut()) {
            if let (Block::Columns { share: Some(_), .. }, Some(height)) = (block, height) {
                let more = left.min(whole * MOST_GROWTH);
                *height += more;
                left -= more;
            }
        }
        let n_airs = blocks.iter().filter(|it| matches!(it.1, Block::Fill)).count();
        for ((_, block), height) in blocks.iter().zip(given.iter_mut()) {
            if let (Block::Fill, Some(height)) = (block, height) {
                *height = left / n_airs.max(1) as f32;
            }
        }
    }

    fn height(&mut self, block: &Block, frame: CanvasRect) -> Height {
        match block {
            Block::Text(spec) if spec.fills => match self.words(spec).is_empty() {
                true => Height::Absent,
                false => Height::Flexible,
            },
            Block::Text(spec) | Block::Tag(spec) | Block::Badge(spec) => {
                match self.heading(block, spec, frame.size().width) {
                    Some((_, height)) => Height::Fixed(height),
                    None => Height::Absent,
                }
            }
            Block::Rule => Height::Fixed(2.0 * self.unit),
            Block::Dash => Height::Fixed(8.0 * self.unit),
            Block::Collage(_) | Block::List if self.scope.slide.exhibits.is_empty() => Height::Absent,
            Block::Fill | Block::Cover | Block::Collage(_) | Block::List => Height::Flexible,
            Block::Columns { share: Some(share), .. } => {
                let whole = self.scope.format.size.height - self.scope.format.safe.top - self.scope.format.safe.bottom;
                Height::Fixed(whole * share)
            }
            Block::Columns { gap, cells, .. } => self.columns_height(*gap, cells, frame),
        }
    }

    fn columns_height(&mut self, gap: f32, cells: &[(CellWidth, Vec<(f32, Block)>)], frame: CanvasRect) -> Height {
        let mut highest = 0.0_f32;
        let mut is_absent = true;
        for (rect, blocks) in self.columns(gap, cells, frame) {
            let mut height = 0.0;
            let mut is_first = true;
            for (above, block) in blocks {
                match self.height(block, rect) {
                    Height::Absent => continue,
                    Height::Flexible if !matches!(block, Block::Fill) => return Height::Flexible,
                    Height::Flexible => {}
                    Height::Fixed(own) => {
                        height += own + if is_first { 0.0 } else { above * self.unit };
                        is_absent = false;
                    }
                }
                is_first = false;
            }
            highest = highest.max(height);
        }
        if is_absent { Height::Absent } else { Height::Fixed(highest) }
    }

    /// Columns of the frame: automatic ones as wide as their widest text, the rest shared.
    fn columns<'b>(
        &mut self,
        gap: f32,
        cells: &'b [(CellWidth, Vec<(f32, Block)>)],
        frame: CanvasRect,
    ) -> Vec<(CanvasRect, &'b [(f32, Block)])> {
        let gap = gap * self.unit;
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
        let shares: f32 = cells.iter().map(|it| share(&it.0)).sum();
        let mut x = frame.x;
        let mut columns = Vec::new();
        for ((cell, blocks), width) in cells.iter().zip(widths) {
            let width = width.unwrap_or(rest * share(cell) / shares.max(0.001));
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
        }
        widest
    }

    fn place(&mut self, block: &Block, frame: CanvasRect, depth: usize) {
        match block {
            Block::Text(spec) | Block::Tag(spec) | Block::Badge(spec) => {
                self.place_text(block, spec, frame);
            }
            Block::Rule => self.ornament(frame, self.scope.theme.ink),
            Block::Dash => self.ornament(CanvasRect { width: 84.0 * self.unit, ..frame }, self.scope.theme.accent),
            Block::Fill => {}
            Block::Cover => self.place_cover(frame),
            Block::Collage(arrangements) => self.place_collage(arrangements, frame),
            Block::List => self.place_list(frame),
            Block::Columns { gap, cells, .. } => {
                for (rect, blocks) in self.columns(*gap, cells, frame) {
                    self.fill(blocks, rect, depth + 1);
                }
            }
        }
    }

    fn push(&mut self, role: Role, placement: Placement, kind: PlacedKind) {
        self.elements.push(Placed { key: ElementKey::Role(role), placement, kind, is_moved: false });
    }

    fn ornament(&mut self, rect: CanvasRect, colour: crate::domain::Rgb) {
        let role = Role::Ornament(self.n_ornaments);
        self.n_ornaments += 1;
        self.push(role, Placement::upright(rect), PlacedKind::Shape { colour, radius: 0.0 });
    }

    fn words(&self, spec: &TextBlockSpec) -> String {
        self.scope.words(spec.role, &spec.text)
    }

    /// A text set in a width, with the height it takes; `None` when there are no words.
    fn text(&mut self, block: &Block, spec: &TextBlockSpec, width: f32, height: f32) -> Option<(TextLook, f32)> {
        let words = self.words(spec);
        if words.trim().is_empty() {
            return None;
        }
        let (pad_x, pad_y) = match block {
            Block::Tag(_) => (16.0 * self.unit, 13.0 * self.unit),
            Block::Badge(_) => (14.0 * self.unit, 10.0 * self.unit),
            _ => (0.0, 0.0),
        };
        let room = Room {
            width: (width - 2.0 * pad_x).max(1.0),
            height: height - 2.0 * pad_y,
            scale: self.scale,
            unit: self.unit,
        };
        let block_set = set_words(self.scope, self.typesetter, spec, &words, room);
        let height = block_set.height + 2.0 * pad_y;
        let theme = self.scope.theme;
        let (ground, colour) = match block {
            Block::Tag(_) => (Ground::Filled(theme.ink, 6.0 * self.unit), theme.background),
            Block::Badge(_) => (Ground::Outlined(theme.ink, 99.0), theme.ink),
            _ => (Ground::Bare, ink(self.scope, spec.ink)),
        };
        let vertical = if matches!(block, Block::Text(_)) { VerticalAlign::Top } else { VerticalAlign::Middle };
        Some((TextLook { text: words, block: block_set, colour, ground, vertical, pad: pad_x }, height))
    }

    /// A text that may be as high as it likes; a title above many covers keeps to a share of the slide if it can.
    fn heading(&mut self, block: &Block, spec: &TextBlockSpec, width: f32) -> Option<(TextLook, f32)> {
        let size = self.scope.format.size;
        if spec.role == Role::Title && self.scope.slide.exhibits.len() >= MANY_BOOKS && size.height > size.width {
            let set = self.text(block, spec, width, size.height * MOST_TITLE);
            if set.as_ref().is_some_and(|it| !it.0.block.is_cut) {
                return set;
            }
        }
        self.text(block, spec, width, f32::MAX)
    }

    /// Places a text; gives the height it takes.
    fn place_text(&mut self, block: &Block, spec: &TextBlockSpec, frame: CanvasRect) -> f32 {
        let Some((look, height)) = self.text(block, spec, frame.width, frame.height) else { return 0.0 };
        let is_boxed = look.ground != Ground::Bare;
        let width = if is_boxed { look.block.ink_width() + 2.0 * look.pad } else { frame.width };
        let x = if is_boxed && spec.align == TextAlign::Right { frame.right() - width } else { frame.x };
        let rect =
            CanvasRect::new(x, frame.y, width, if is_boxed { height } else { frame.height.min(height.max(1.0)) });
        self.push(spec.role, Placement::upright(rect), PlacedKind::Text(Box::new(look)));
        height
    }

    fn place_cover(&mut self, frame: CanvasRect) {
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
                picture: cover.file.clone(),
                pixels: (cover.width, cover.height),
                crop: None,
            },
            None => PlacedKind::Plaque(plaque(exhibit, placement.size, self.typesetter)),
        };
        self.push(Role::Cover(id), placement, kind);
    }

    fn place_collage(&mut self, arrangements: &[Arrangement], frame: CanvasRect) {
        let shown: Vec<_> = self.scope.exhibition.exhibits_of(&self.scope.slide.exhibits).collect();
        let height_of = |it: &crate::domain::Exhibit| it.record().and_then(crate::domain::BookRecord::height_mm);
        let books: Vec<Book> = shown.iter().map(|it| Book { aspect: it.aspect(), height_mm: height_of(it) }).collect();
        let ids: Vec<ExhibitId> = shown.iter().map(|it| it.id).collect();
        let seed = self.scope.slide.seed;
        let fitting = arrangements.iter().filter_map(|it| arrange(*it, &books, frame, seed));
        let mut found: Vec<_> = fitting.collect();
        let n_found = found.len().max(1);
        let chosen = found.drain(..).nth((seed % n_found as u64) as usize);
        let Some(arranged) = chosen.or_else(|| arrange(Arrangement::Rows, &books, frame, seed)) else { return };
        for board in arranged.boards {
            let role = Role::Ornament(self.n_ornaments);
            self.n_ornaments += 1;
            let bleed = CanvasRect { x: 0.0, width: self.scope.format.size.width, ..board };
            self.push(role, Placement::upright(bleed), PlacedKind::Board);
        }
        for index in arranged.order {
            if let (Some(id), Some(placement)) = (ids.get(index), arranged.covers.get(index)) {
                self.cover(*id, *placement);
            }
        }
    }

    /// One entry an exhibit, evenly down the frame: number, author, title, a thin line.
    fn place_list(&mut self, frame: CanvasRect) {
        let shown: Vec<_> = self.scope.exhibition.exhibits_of(&self.scope.slide.exhibits).cloned().collect();
        let pitch = (frame.height / shown.len().max(1) as f32).min(148.0 * self.unit);
        for (i, exhibit) in shown.iter().enumerate() {
            let y = frame.y + pitch * i as f32;
            self.place_entry(exhibit, i + 1, CanvasRect::new(frame.x, y, frame.width, pitch));
        }
    }

    fn place_entry(&mut self, exhibit: &crate::domain::Exhibit, number: usize, frame: CanvasRect) {
        use crate::domain::TextVoice;
        let field = |name: &str| {
            let text = crate::describe::exhibit_field(self.scope.exhibition, self.scope.post, exhibit, name);
            text.unwrap_or_default().replace('{', "{{")
        };
        let (author, title) = (field("author"), field("title"));
        let indent = 58.0 * self.unit;
        let words = CanvasRect { x: frame.x + indent, width: frame.width - indent, ..frame };
        let numeral = entry_text(Role::Ornament(self.n_ornaments), number.to_string(), TextVoice::Lead, Ink::Accent, 1);
        self.n_ornaments += 1;
        self.place_text(&Block::Text(numeral.clone()), &numeral, CanvasRect { width: indent, ..frame });
        let author = entry_text(Role::EntryAuthor(exhibit.id), author, TextVoice::Small, Ink::Quiet, 1);
        let above = self.place_text(&Block::Text(author.clone()), &author, words);
        let above = if above > 0.0 { above + 6.0 * self.unit } else { 0.0 };
        let rest =
            CanvasRect { y: words.y + above, height: (words.height - above - 24.0 * self.unit).max(1.0), ..words };
        let title = entry_text(Role::Entry(exhibit.id), title, TextVoice::Label, Ink::Ink, 2);
        self.place_text(&Block::Text(title.clone()), &title, rest);
        let line = CanvasRect { y: frame.bottom() - 16.0 * self.unit, height: 1.5 * self.unit, ..frame };
        self.ornament(line, self.scope.theme.background.mix(self.scope.theme.ink, 0.22));
    }
}

fn entry_text(role: Role, text: String, voice: crate::domain::TextVoice, ink: Ink, lines: usize) -> TextBlockSpec {
    TextBlockSpec { role, text, voice, lines, ink, align: TextAlign::Left, scale: 1.0, fills: false }
}

fn ink(scope: Scope<'_>, ink: Ink) -> crate::domain::Rgb {
    match ink {
        Ink::Ink => scope.theme.ink,
        Ink::Quiet => scope.theme.quiet,
        Ink::Accent => scope.theme.accent,
    }
}

struct Room {
    width: f32,
    height: f32,
    scale: f32,
    unit: f32,
}

fn set_words(
    scope: Scope<'_>,
    typesetter: &mut Typesetter,
    spec: &TextBlockSpec,
    words: &str,
    room: Room,
) -> TextBlock {
    use crate::domain::TextVoice;
    let voice = scope.theme.voices.get(spec.voice);
    let is_loud = !matches!(spec.voice, TextVoice::Small | TextVoice::Label);
    let by = spec.scale * room.unit * if is_loud { room.scale } else { 1.0 };
    let is_running = matches!(spec.voice, TextVoice::Reading | TextVoice::Quotation | TextVoice::Small);
    let change = scope.slide.overrides.change(spec.role);
    let text_scale = change.and_then(|it| it.text_scale).unwrap_or(1.0);
    let style = change.and_then(|it| it.style).unwrap_or_default();
    let by = by * text_scale.clamp(0.2, 4.0);
    let typeset = TextSpec {
        text: words,
        face: voice.face.styled(style),
        tracking: voice.tracking,
        leading: voice.leading,
        capitals: voice.capitals,
        align: change.and_then(|it| it.align).unwrap_or(spec.align),
        is_running,
    };
    let max_size = voice.size.0 * by;
    let min_size = (voice.size.1 * room.unit).min(max_size);
    typesetter.set(&typeset, Fit { width: room.width, height: room.height, max_size, min_size, max_lines: spec.lines })
}
