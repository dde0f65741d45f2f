//! What a person puts on a slide by hand.

use serde::{Deserialize, Serialize};

use super::exhibition::is_default;
use super::{CanvasRect, ElementId, Emphasis, ExhibitId, MediaName, Placement, Rgb};

/// Which voice of the theme a text speaks in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TextVoice {
    /// The loudest: titles and figures.
    Display,
    /// Headings.
    Heading,
    /// The sentence under a title.
    Lead,
    /// Running text.
    #[default]
    Reading,
    /// Running text, slanted.
    Quotation,
    /// Small print.
    Small,
    /// Small print, stronger.
    Label,
}

/// How lines stand in their box.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TextAlign {
    /// At the left edge.
    #[default]
    Left,
    /// In the middle.
    Center,
    /// At the right edge.
    Right,
    /// At both edges.
    Justify,
}

/// How letters differ from those of their voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextStyle {
    /// Stronger than the voice.
    #[serde(skip_serializing_if = "is_default")]
    pub bold: bool,
    /// Slanted.
    #[serde(skip_serializing_if = "is_default")]
    pub italic: bool,
}

/// Outline of a shape.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShapeForm {
    /// A rectangle; its corners may be round.
    #[default]
    Rectangle,
    /// An ellipse that touches all four sides.
    Ellipse,
    /// A line along the middle, as thick as the element is high.
    Line,
}

/// What a free element is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ElementKind {
    /// The cover of an exhibit.
    Cover(ExhibitId),
    /// A picture of the media folder, with the part of it shown in fractions of its size.
    Picture {
        /// The picture.
        file: MediaName,
        /// The part shown; `None` shows all.
        crop: Option<CanvasRect>,
        /// Width and height of the picture in pixels; zeros when not known.
        #[serde(default, skip_serializing_if = "is_default")]
        pixels: (u32, u32),
    },
    /// A text.
    Text {
        /// The words; fields such as `{title}` are filled in.
        text: String,
        /// Voice of the theme.
        voice: TextVoice,
        /// Size in canvas units.
        size: f32,
        /// How lines stand.
        align: TextAlign,
        /// Colour; `None` means the theme's ink.
        colour: Option<Rgb>,
        /// How letters differ from those of the voice.
        #[serde(default, skip_serializing_if = "is_default")]
        style: TextStyle,
        /// Where letters differ from the rest.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        emphasis: Vec<Emphasis>,
    },
    /// A filled shape.
    Shape {
        /// Colour.
        colour: Rgb,
        /// Radius of the corners.
        radius: f32,
        /// Outline.
        #[serde(default, skip_serializing_if = "is_default")]
        form: ShapeForm,
    },
}

impl ElementKind {
    /// Whether every number in it is finite.
    pub fn is_sound(&self) -> bool {
        match self {
            Self::Cover(_) => true,
            Self::Picture { crop, .. } => crop.is_none_or(CanvasRect::is_sound),
            Self::Text { size, .. } => size.is_finite(),
            Self::Shape { radius, .. } => radius.is_finite(),
        }
    }
}

/// One thing on a slide that no template put there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Element {
    /// Identity.
    pub id: ElementId,
    /// Where it sits, in the format it was added in.
    pub placement: Placement,
    /// What it is.
    pub kind: ElementKind,
}
