//! Words of a template into set lines: sizes, colours, tags and badges.

use crate::domain::{
    Block, CanvasRect, Ink, Panel, Placement, Rgb, Role, RoleChange, Shape, TextAlign, TextBlockSpec, TextVoice, Theme,
};
use crate::typeset::{Capitals, Fit, SetLine, TextBlock, TextSpec, Typesetter, VerticalAlign};

use super::Scope;
use super::layout::{Ground, PlacedKind, TextLook};
use super::stack::{Height, MANY_BOOKS, MOST_TITLE, Stack};

/// Colours of what stands on one ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Inks {
    pub(super) ground: Rgb,
    pub(super) ink: Rgb,
    pub(super) quiet: Rgb,
    /// The accent of large letters and of what is ruled among them.
    pub(super) accent: Rgb,
    /// The accent of small text.
    pub(super) accent_text: Rgb,
}

impl Inks {
    /// Colours on the slide itself.
    pub(super) fn of(theme: &Theme) -> Self {
        let Theme { background, ink, quiet, .. } = *theme;
        Self { ground: background, ink, quiet, accent: theme.accent_large(), accent_text: theme.accent_text() }
    }

    /// Colours on a panel.
    pub(super) fn on(theme: &Theme, panel: Panel) -> Self {
        let least = crate::domain::LEAST_CONTRAST;
        match panel {
            Panel::Accent => {
                let (ground, ink) = (theme.accent_ground(), theme.on_accent);
                let quiet = ink.mix(ground, 0.12).readable_on(ground, ink, least);
                Self { ground, ink, quiet, accent: ink, accent_text: ink }
            }
            Panel::Ink => {
                let (ground, ink) = (theme.ink, theme.background);
                let quiet = theme.quiet.readable_on(ground, ink, least);
                let accent = theme.accent.shade_readable_on(&[ground], ink);
                Self { ground, ink, quiet, accent, accent_text: accent }
            }
            Panel::Sheet => {
                let (ground, ink) = (theme.sheet(), theme.ink);
                let quiet = theme.quiet.readable_on(ground, ink, least);
                let accent = theme.accent.shade_readable_on(&[ground], ink);
                Self { ground, ink, quiet, accent, accent_text: accent }
            }
        }
    }
}

/// Texts that are set smaller, and cut, where everything else has no room.
const YIELDING: [Role; 5] = [Role::Lead, Role::Body, Role::Quotation, Role::Description, Role::QuotationSource];
/// They keep a line, and a title two.
const LEAST_YIELDED: f32 = 34.0;
const LEAST_TITLE: f32 = 90.0;

impl Stack<'_, '_> {
    /// A text set in a width, with the height it takes; `None` when there are no words.
    pub(super) fn text(
        &mut self,
        block: &Block,
        spec: &TextBlockSpec,
        width: f32,
        height: f32,
    ) -> Option<(TextLook, f32)> {
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
            scale: self.manner.scale,
            unit: self.unit,
            // Words of a box are in its middle by their width, those of lists stand close to what is left of them.
            hang: match spec.voice {
                _ if pad_x > 0.0 || matches!(spec.role, Role::Entry(_) | Role::EntryAuthor(_)) => 0.0,
                // A number that is a picture stands at the margin however much room its face leaves before it.
                _ if spec.role == Role::Figure => NUMERAL_HANG * self.unit,
                // Beside a small line a mark before the margin would look like a slip.
                TextVoice::Label | TextVoice::Small => SMALL_HANG * self.unit,
                _ => MOST_HANG * self.unit,
            },
        };
        let mut block_set = set_words(self.scope, self.typesetter, spec, &words, room);
        if self.manner.scale > 1.0 && is_loud(spec.voice) {
            // Words grow into room that is free, not into another line, nor into one they have to be shrunk for.
            let usual = set_words(self.scope, self.typesetter, spec, &words, Room { scale: 1.0, ..room });
            // What fills its room may take more lines there, and so may what is said without books.
            let may_wrap = spec.fills
                || self.manner.title_may_wrap && spec.role == Role::Title
                || matches!(spec.role, Role::Lead | Role::Quotation) && self.books().next().is_none();
            if !may_wrap && block_set.lines.len() > usual.lines.len() && self.books().next().is_none() {
                // On a slide without books they grow as far as their line is long: the others have room for more.
                let in_line = TextBlockSpec { lines: usual.lines.len(), ..spec.clone() };
                block_set = set_words(self.scope, self.typesetter, &in_line, &words, room);
            }
            let has_lines = may_wrap || block_set.lines.len() <= usual.lines.len() && !block_set.is_cut;
            let is_larger = has_lines && block_set.size >= usual.size;
            block_set = if is_larger { block_set } else { usual };
        }
        let height = block_set.height + 2.0 * pad_y;
        let inks = self.inks;
        let (ground, colour) = match block {
            Block::Tag(_) => (Ground::Filled(inks.ink, 6.0 * self.unit), inks.ground),
            Block::Badge(_) => (Ground::Outlined(inks.ink, 99.0 * self.unit), inks.ink),
            _ => (Ground::Bare, self.ink(spec)),
        };
        let vertical = if matches!(block, Block::Text(_)) { VerticalAlign::Top } else { VerticalAlign::Middle };
        Some((TextLook { text: words, block: block_set, colour, ground, vertical, pad: pad_x }, height))
    }

    /// A text that may be as high as it likes; a title above many covers keeps to a share of the slide if it can.
    pub(super) fn heading(&mut self, block: &Block, spec: &TextBlockSpec, width: f32) -> Option<(TextLook, f32)> {
        let size = self.scope.format.size;
        if spec.role == Role::Title && self.scope.slide.exhibits.len() >= MANY_BOOKS && size.height > size.width {
            let set = self.text(block, spec, width, size.height * MOST_TITLE * self.manner.scale.max(1.0));
            if set.as_ref().is_some_and(|it| !it.0.block.is_cut) {
                return set;
            }
        }
        self.text(block, spec, width, f32::MAX)
    }

    /// Running texts give up what all blocks together lack, the highest first: they are set smaller and end in an
    /// ellipsis, which is told of, rather than stand on what is below them. What they cannot give a title gives, which
    /// stays whole as long as it can.
    pub(super) fn yielding(&self, blocks: &[(f32, Block)], mut heights: Vec<Height>, left: f32) -> Vec<Height> {
        let mut lacking = -left;
        for (roles, kept) in [(YIELDING.as_slice(), LEAST_YIELDED), (&[Role::Title], LEAST_TITLE)] {
            let yields = |block: &Block| matches!(block, Block::Text(it) if roles.contains(&it.role));
            while lacking > 0.5 {
                let texts = blocks.iter().zip(&mut heights).filter(|it| yields(&it.0.1));
                let fixed = texts.filter_map(|it| if let Height::Fixed(height) = it.1 { Some(height) } else { None });
                let highest = fixed.max_by(|a, b| a.total_cmp(b));
                let Some(highest) = highest.filter(|it| **it > kept * self.unit) else { break };
                let given = lacking.min(*highest - kept * self.unit);
                *highest -= given;
                lacking -= given;
            }
        }
        heights
    }

    /// Places a text in room that was made for it: as it was set to measure the room, where that is what it got.
    pub(super) fn place_measured(&mut self, block: &Block, spec: &TextBlockSpec, frame: CanvasRect) {
        let measured = if spec.fills { None } else { self.heading(block, spec, frame.width) };
        match measured.filter(|it| it.1 <= frame.height + 0.5) {
            Some((look, height)) => self.put_text(spec, (look, height), frame),
            None => {
                self.place_text(block, spec, frame);
            }
        }
    }

    /// Places a text; gives the height it takes.
    pub(super) fn place_text(&mut self, block: &Block, spec: &TextBlockSpec, frame: CanvasRect) -> f32 {
        let Some((look, height)) = self.text(block, spec, frame.width, frame.height) else { return 0.0 };
        self.put_text(spec, (look, height), frame);
        height
    }

    fn put_text(&mut self, spec: &TextBlockSpec, (look, height): (TextLook, f32), frame: CanvasRect) {
        let is_boxed = look.ground != Ground::Bare;
        let width = if is_boxed { look.block.ink_width() + 2.0 * look.pad } else { frame.width };
        let x = if is_boxed && spec.align == TextAlign::Right { frame.right() - width } else { frame.x };
        let rect =
            CanvasRect::new(x, frame.y, width, if is_boxed { height } else { frame.height.min(height.max(1.0)) });
        self.push(spec.role, Placement::upright(rect), PlacedKind::Text(Box::new(look)));
    }

    /// Whether the slide is shown smaller than others: as wide as they are, and lower.
    pub(super) fn is_wide(&self) -> bool {
        self.scope.format.shape() == Shape::Wide
    }

    /// The unit of small print.
    pub(super) fn small_unit(&self) -> f32 {
        small_unit(self.scope, self.unit)
    }

    fn ink(&self, spec: &TextBlockSpec) -> Rgb {
        match spec.ink {
            Ink::Ink => self.inks.ink,
            Ink::Quiet => self.inks.quiet,
            Ink::Accent if matches!(spec.voice, TextVoice::Display) => self.inks.accent,
            Ink::Accent => self.inks.accent_text,
        }
    }
}

/// Least space between the digits of a number that is a picture, in ems.
const NUMERAL_TRACKING: f32 = 0.008;
/// Side bearings and quotation marks stand no farther past the edge of a text: columns are twice as far apart.
const MOST_HANG: f32 = 22.0;
/// The same for numbers that are pictures, which stand alone.
const NUMERAL_HANG: f32 = 60.0;
/// The same for small lines: no more than brings ink to the margin.
const SMALL_HANG: f32 = 4.0;
/// Lines of one title of a list are nearer to one another than to its author.
const ENTRY_LEADING: f32 = 1.14;
/// Leads are read: they shrink with the title by no more than this.
const LEAST_LEAD: f32 = 0.8;
/// Leads and annotations grow into free room by no more than this.
const MOST_LEAD: f32 = 1.12;
pub(super) const MOST_READING: f32 = 1.3;
/// An address is set smaller by this at most to take a line less.
const FOR_A_LINE_LESS: f32 = 0.88;
/// Small print is larger on them by this.
const SMALL_ON_WIDE: f32 = 1.22;
/// Lines that a title which would be cut has more, and by how much it may be smaller.
const LONG_TITLES: [(usize, f32); 4] = [(1, 1.0), (2, 0.86), (3, 0.72), (5, 0.6)];

/// A wide slide is shown no wider than a high one: on a telephone its small print would be half as large.
fn small_unit(scope: Scope<'_>, unit: f32) -> f32 {
    if scope.format.shape() == Shape::Wide { unit * SMALL_ON_WIDE } else { unit }
}

/// Whether a voice grows and shrinks with the slide.
fn is_loud(voice: TextVoice) -> bool {
    !matches!(voice, TextVoice::Small | TextVoice::Label)
}

#[derive(Clone, Copy)]
struct Room {
    width: f32,
    height: f32,
    scale: f32,
    unit: f32,
    hang: f32,
}

fn set_words(
    scope: Scope<'_>,
    typesetter: &mut Typesetter,
    spec: &TextBlockSpec,
    words: &str,
    room: Room,
) -> TextBlock {
    let voice = scope.theme.voices.get(spec.voice);
    let is_loud = is_loud(spec.voice);
    let small = small_unit(scope, room.unit);
    // What stands beside a heading grows less than it does.
    let grown = match spec.voice {
        // An address and what heads it are as large however small the title has become.
        TextVoice::Lead if spec.role == Role::Footer => room.scale.clamp(1.0, MOST_LEAD),
        TextVoice::Heading if spec.role == Role::Subtitle => room.scale.clamp(1.0, MOST_LEAD),
        TextVoice::Lead => room.scale.clamp(LEAST_LEAD, MOST_LEAD),
        _ if spec.role == Role::Subtitle => room.scale.min(MOST_LEAD),
        TextVoice::Reading => room.scale.min(MOST_READING),
        _ => room.scale,
    };
    let by = spec.scale * if is_loud { room.unit * grown } else { small };
    // A quotation is large: its lines are balanced like those of a heading, and no word of it is split.
    let is_entry = matches!(spec.role, Role::Entry(_));
    let is_running = matches!(spec.voice, TextVoice::Reading | TextVoice::Small);
    let change = scope.slide.overrides.change(spec.role);
    let text_scale = change.and_then(|it| it.text_scale).unwrap_or(1.0);
    let letters = change.map(RoleChange::letters).unwrap_or_default();
    // Without words of its own a text has no parts to tell apart.
    let typed = change.and_then(|it| it.text.as_deref()).unwrap_or_default();
    let stretches = scope.stretches(typed, &letters, voice.face);
    let by = by * text_scale.clamp(0.2, 4.0);
    let typeset = TextSpec {
        text: words,
        face: voice.face.styled(letters.style),
        stretches: &stretches,
        // Tracking that closes up letters makes digits touch.
        tracking: if spec.role == Role::Figure { voice.tracking.max(NUMERAL_TRACKING) } else { voice.tracking },
        leading: voice.leading.min(if is_entry { ENTRY_LEADING } else { f32::MAX }),
        capitals: match voice.capitals {
            true if spec.role == Role::Title => Capitals::Apart,
            true => Capitals::Level,
            false => Capitals::No,
        },
        align: change.and_then(|it| it.align).unwrap_or(spec.align),
        is_running,
        is_numeral: spec.role == Role::Figure,
        is_listed: is_entry,
        hang: room.hang,
    };
    let least = voice.size.1 * if is_loud { room.unit } else { small };
    // A title gives way to covers; no text goes below the least size of its voice for them.
    let max_size = (voice.size.0 * by).max(least.min(voice.size.0 * spec.scale * room.unit * text_scale));
    let min_size = least.min(max_size);
    let fit = Fit { width: room.width, height: room.height, max_size, min_size, max_lines: spec.lines };
    let block = typesetter.set(&typeset, fit);
    if block.is_cut && spec.role == Role::Title {
        return whole_title(typesetter, &typeset, fit, block);
    }
    if spec.role == Role::Footer && block.lines.len() > 1 {
        in_a_line_less(typesetter, &typeset, fit, block)
    } else {
        block
    }
}

/// A title too long for the lines it has takes more of them, then is set smaller: a slide without its end says nothing.
fn whole_title(typesetter: &mut Typesetter, spec: &TextSpec<'_>, fit: Fit, block: TextBlock) -> TextBlock {
    let tries = LONG_TITLES.into_iter().map(|(lines, size)| {
        let min_size = fit.min_size * size;
        Fit { max_lines: fit.max_lines + lines, min_size, max_size: fit.max_size.max(min_size), ..fit }
    });
    let whole: Vec<TextBlock> = { tries }.map(|it| typesetter.set(spec, it)).filter(|it| !it.is_cut).collect();
    let best = whole.iter().find(|it| !it.lines.iter().any(|it| it.is_split)).or(whole.first());
    best.cloned().unwrap_or(block)
}

/// An address at a little smaller size when it takes a line less then, and no line ends within what its dots part.
fn in_a_line_less(typesetter: &mut Typesetter, spec: &TextSpec<'_>, fit: Fit, block: TextBlock) -> TextBlock {
    let smaller = Fit { min_size: fit.max_size * FOR_A_LINE_LESS, max_lines: block.lines.len() - 1, ..fit };
    let fewer = typesetter.set(spec, smaller);
    let is_torn = spec.text.contains(" · ") && !ends_at_dots(&fewer);
    if fewer.is_cut || is_torn || fewer.lines.len() >= block.lines.len() { block } else { fewer }
}

/// Whether after each line but the last something was left out: the dot that parts it from the next.
fn ends_at_dots(block: &TextBlock) -> bool {
    let ink =
        |it: &SetLine| (it.cells.first().map_or(0, |it| it.before), it.cells.last().map_or(0, |it| it.before + it.n));
    block.lines.iter().zip(block.lines.iter().skip(1)).all(|(line, next)| ink(next).0 > ink(line).1)
}
