//! Sizes of slides, and where they are shown.

use serde::{Deserialize, Serialize};

use super::{CanvasSize, FormatId, Insets, Localised};

/// Pixel size of a slide and the part of it that is safe to put things on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Format {
    /// Identity.
    pub id: FormatId,
    /// Name shown.
    pub name: Localised,
    /// Short name shown on buttons ("4:5").
    pub short: String,
    /// Size in pixels at scale 1.
    pub size: CanvasSize,
    /// Edges that platforms may cover with their own controls.
    pub safe: Insets,
    /// Where it is shown.
    #[serde(default)]
    pub medium: Medium,
}

/// Formats of proportions between these are square.
const SQUARE: (f32, f32) = (0.95, 1.2);

/// What a format is to whoever lays it out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Higher than wide.
    Upright,
    /// As high as wide, or nearly: it may be filled like a high one and like a wide one.
    Square,
    /// Wider than high. It is shown no wider than a high one, so smaller.
    Wide,
}

/// Dots an inch of a sheet: what printers draw, and what the sizes of the sheets are counted from.
const PAPER_DENSITY: u16 = 300;

impl Format {
    /// Dots an inch its pictures are printed with; `None` when they are for screens.
    pub fn density(&self) -> Option<u16> {
        (self.medium == Medium::Paper).then_some(PAPER_DENSITY)
    }

    /// Which of the shapes it has.
    pub fn shape(&self) -> Shape {
        match self.size.aspect() {
            aspect if aspect <= SQUARE.0 => Shape::Upright,
            aspect if aspect < SQUARE.1 => Shape::Square,
            _ => Shape::Wide,
        }
    }
}

/// Where a picture is shown, as far as its words depend on that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Medium {
    /// In a post, with comments and polls under it.
    #[default]
    Post,
    /// In a story, which is answered by a message.
    Story,
    /// On a wall.
    Paper,
}
