//! Elements with their places: what the renderer draws and the canvas selects.

use std::collections::BTreeMap;

use super::code::Code;
use super::findings::LayoutFinding;
pub use crate::domain::ElementKey;
use crate::domain::{
    CanvasPoint, CanvasRect, CanvasSize, ExhibitId, Format, Medium, Placement, Rgb, Role, Scan, Theme, maths,
};
use crate::typeset::{TextBlock, VerticalAlign};

/// What a text stands on.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Ground {
    /// The slide.
    #[default]
    Bare,
    /// A filled rectangle with rounded corners.
    Filled(Rgb, f32),
    /// An outline with rounded corners.
    Outlined(Rgb, f32),
}

/// A text with everything decided.
#[derive(Clone, Debug, PartialEq)]
pub struct TextLook {
    /// The words as set.
    pub text: String,
    /// Lines of glyphs.
    pub block: TextBlock,
    /// Colour.
    pub colour: Rgb,
    /// What it stands on.
    pub ground: Ground,
    /// Where the lines stand in the element.
    pub vertical: VerticalAlign,
    /// Distance of the lines from the left edge of the element.
    pub pad: f32,
}

impl TextLook {
    /// Distance of the lines from the upper edge of an element so high.
    pub fn top(&self, height: f32) -> f32 {
        let free = height - self.block.height;
        // Labels are short and have no descenders to speak of: the capitals stand in the middle.
        let capitals = self.block.lines.last().map_or(0.0, |it| it.baseline);
        match self.vertical {
            VerticalAlign::Top => 0.0,
            VerticalAlign::Middle if self.ground != Ground::Bare => (height - capitals) / 2.0,
            VerticalAlign::Middle => free / 2.0,
            VerticalAlign::Bottom => free,
        }
    }
}

/// What a part of a generated cover is.
#[derive(Clone, Debug, PartialEq)]
pub enum PlaqueKind {
    /// A filled rectangle.
    Fill(Rgb),
    /// An outline, this thick.
    Frame(Rgb, f32),
    /// A text; its rectangle is its box.
    Text(TextBlock, Rgb),
}

/// One part of a generated cover.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaqueItem {
    /// Place, from the left top corner of the cover.
    pub rect: CanvasRect,
    /// What it is.
    pub kind: PlaqueKind,
}

impl PlaqueItem {
    /// The text it is, whose words nobody kept.
    fn text(&self) -> Option<(&TextBlock, &str)> {
        if let PlaqueKind::Text(block, _) = &self.kind { Some((block, "")) } else { None }
    }
}

/// A generated cover.
#[derive(Clone, Debug, PartialEq)]
pub struct Plaque {
    /// Whose cover it is.
    pub exhibit: ExhibitId,
    /// Colour of the cloth or paper.
    pub ground: Rgb,
    /// Parts, back to front.
    pub items: Vec<PlaqueItem>,
}

/// What the picture of an exhibit looks like as a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Finish {
    /// With a spine.
    Book,
    /// With a white edge.
    Photo,
}

/// What an element is.
#[derive(Clone, Debug, PartialEq)]
pub enum PlacedKind {
    /// The cover of an exhibit.
    Cover {
        /// Whose cover it is.
        exhibit: ExhibitId,
        /// Picture of the media folder.
        picture: Scan,
        /// Size of the picture in pixels.
        pixels: (u32, u32),
        /// The part shown, in fractions; `None` shows all.
        crop: Option<CanvasRect>,
        /// What kind of thing it is a picture of.
        finish: Finish,
    },
    /// A generated cover.
    Plaque(Plaque),
    /// A picture that is not a book: no shadow, no spine.
    Picture {
        /// Picture of the media folder.
        picture: Scan,
        /// The part shown, in fractions; `None` shows all.
        crop: Option<CanvasRect>,
        /// Size of the picture in pixels; zeros when not known.
        pixels: (u32, u32),
    },
    /// The mark of the library: all of its picture, on a plate where it would not be seen.
    Logo {
        /// Picture of the media folder.
        picture: Scan,
        /// Width divided by height.
        aspect: f32,
        /// Colour of the plate.
        plate: Option<Rgb>,
    },
    /// A text.
    Text(Box<TextLook>),
    /// A filled rectangle.
    Shape {
        /// Colour.
        colour: Rgb,
        /// Radius of the corners.
        radius: f32,
    },
    /// A filled ellipse.
    Ellipse(Rgb),
    /// The board of a shelf.
    Board,
    /// A code to scan.
    Code(Code),
}

/// An element in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// What it is called.
    pub key: ElementKey,
    /// Where it sits.
    pub placement: Placement,
    /// What it is.
    pub kind: PlacedKind,
    /// Whether a person put it where it is.
    pub is_moved: bool,
}

impl Placed {
    /// Whether it is a cover, be it a generated one.
    pub(super) fn is_cover(&self) -> bool {
        matches!(self.kind, PlacedKind::Cover { .. } | PlacedKind::Plaque(_))
    }

    /// The texts set on it: its own, or those of a generated cover.
    fn texts(&self) -> Vec<(&TextBlock, &str)> {
        match &self.kind {
            PlacedKind::Text(look) => vec![(&look.block, look.text.as_str())],
            PlacedKind::Plaque(plaque) => plaque.items.iter().filter_map(PlaqueItem::text).collect(),
            _ => Vec::new(),
        }
    }
}

/// A slide with every place decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Size and safe area.
    pub format: Format,
    /// Colours and typefaces.
    pub theme: Theme,
    /// Elements, back to front.
    pub elements: Vec<Placed>,
    /// What would be there but is hidden, on the slide or by its template.
    pub hidden: Vec<Role>,
    /// What to mend.
    pub findings: Vec<LayoutFinding>,
}

/// Letters may come so near to the edge of the slide, or go over it by so much, before it is said.
const EDGE: f32 = 1.0;

/// Words a text is told apart by.
const FIRST_WORDS: usize = 4;

fn beginning(words: &str) -> String {
    words.split_whitespace().take(FIRST_WORDS).collect::<Vec<_>>().join(" ")
}

/// What the lines of a text take of its box.
fn ink(look: &TextLook, placement: Placement) -> Placement {
    let lines = &look.block.lines;
    let left = lines.iter().map(|it| it.x).fold(f32::MAX, f32::min).min(placement.size.width);
    let right = lines.iter().map(|it| it.x + it.width).fold(left, f32::max);
    let size = CanvasSize::new(right - left, look.block.height.min(placement.size.height));
    let aside = look.pad + f32::midpoint(left, right) - placement.size.width / 2.0;
    let down = look.top(placement.size.height) + look.block.height / 2.0 - placement.size.height / 2.0;
    let (sin, cos) = maths::sin_cos(placement.rotation);
    let center = CanvasPoint {
        x: placement.center.x + aside * cos - down * sin,
        y: placement.center.y + aside * sin + down * cos,
    };
    Placement { center, size, ..placement }
}

/// On a slide 1080 wide, which a telephone shows at a third of that, covers narrower than this are specks and lines of a
/// list smaller than this cannot be read.
const SPECK: f32 = 40.0;
const UNREADABLE: f32 = 15.0;
/// A text in a place lower than this share of its size has no room for a line.
const NO_LINE: f32 = 0.7;

/// Covers enlarged more than this look soft on a phone.
const MAX_ENLARGEMENT: f32 = 1.35;

impl Layout {
    /// Notes what is wrong with texts as they stand now.
    pub(super) fn note_texts(&mut self) {
        let slide = CanvasRect::new(0.0, 0.0, self.format.size.width, self.format.size.height);
        for placed in &self.elements {
            for (block, words) in placed.texts() {
                if block.is_cut {
                    self.findings.push(LayoutFinding::TextCut(placed.key, beginning(words)));
                }
                if !block.missing.is_empty() {
                    self.findings.push(LayoutFinding::MissingGlyphs(placed.key, block.missing.clone()));
                }
            }
            let PlacedKind::Text(look) = &placed.kind else { continue };
            if !slide.contains_rect(ink(look, placed.placement).bounds(), EDGE) {
                self.findings.push(LayoutFinding::OverTheEdge(placed.key));
            }
        }
    }

    /// Notes that there are too many books for any of them to be seen; a sheet of paper is read from near.
    pub(super) fn note_crowd(&mut self, count: usize) {
        let by = 1080.0 / self.format.size.width;
        let is_small = |it: &Placed| match (&it.key, &it.kind) {
            (ElementKey::Role(Role::Entry(_) | Role::EntryAuthor(_)), PlacedKind::Text(look)) => {
                // What has no room for a line stands on what is below it.
                look.block.size * by < UNREADABLE || it.placement.size.height < look.block.size * NO_LINE
            }
            (ElementKey::Role(Role::Cover(_)), _) => it.placement.size.width * by < SPECK,
            _ => false,
        };
        // What is small by hand is meant to be.
        let mut composed = self.elements.iter().filter(|it| !it.is_moved);
        if self.format.medium != Medium::Paper && composed.any(is_small) {
            self.findings.push(LayoutFinding::Crowded { count });
        }
    }

    /// Size of the slide.
    pub fn size(&self) -> CanvasSize {
        self.format.size
    }

    /// The element of this name.
    pub fn element(&self, key: ElementKey) -> Option<&Placed> {
        self.elements.iter().find(|it| it.key == key)
    }

    /// Pictures of the media folder that are drawn, each with its longer side at the largest place it is drawn in, in
    /// canvas units.
    pub fn picture_sides(&self) -> BTreeMap<&Scan, f32> {
        let mut sides = BTreeMap::new();
        for it in &self.elements {
            let (picture, crop) = match &it.kind {
                PlacedKind::Cover { picture, crop, .. } | PlacedKind::Picture { picture, crop, .. } => (picture, *crop),
                PlacedKind::Logo { picture, .. } => (picture, None),
                _ => continue,
            };
            let shown = crop.map_or((1.0, 1.0), |it| (it.width.max(0.01), it.height.max(0.01)));
            let size = it.placement.size;
            let side = (size.width / shown.0).max(size.height / shown.1);
            let largest: &mut f32 = sides.entry(picture).or_default();
            *largest = largest.max(side);
        }
        sides
    }

    pub(super) fn note_low_resolution(&mut self) {
        for it in &self.elements {
            if let PlacedKind::Cover { exhibit, pixels, crop, .. } = &it.kind {
                let shown = crop.map_or(1.0, |it| it.width.max(0.01));
                let factor = it.placement.size.width / (pixels.0 as f32 * shown).max(1.0);
                if factor > MAX_ENLARGEMENT {
                    self.findings.push(LayoutFinding::LowResolution { exhibit: *exhibit, pixels: *pixels, factor });
                }
            }
        }
    }
}
