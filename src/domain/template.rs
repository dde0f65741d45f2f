//! Templates: parametric arrangements, as data files.
//!
//! A template is a stack of blocks from top to bottom of the safe area. Texts take the room they need,
//! covers take what is left; the loud voices shrink until the covers have enough.

use serde::{Deserialize, Serialize};

use super::exhibition::is_default;
use super::{Localised, PostKind, Preset, Role, TemplateId, TextAlign, TextVoice};

/// What a slide with this template is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// Opens a post and shows all its books.
    Opener,
    /// Shows one book.
    Card,
    /// Says something.
    Text,
}

/// How covers stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Arrangement {
    /// Equal heights in even rows, to both margins.
    Rows,
    /// As [`Self::Rows`], each cover turned a little.
    Drift,
    /// On shelves, with true relative heights.
    Shelf,
    /// Spread like cards in a hand.
    Fan,
    /// One large, the others in a grid beside it.
    Hero,
    /// Covers of one shape in columns.
    Grid,
    /// Rows that all reach both margins, of different heights.
    Justified,
    /// Pictures that tile a block with one gap everywhere.
    Mosaic,
    /// Rows bent like a rainbow.
    Arc,
    /// Steps down to the right, each over the one before.
    Cascade,
    /// Piles, each book over the foot of the one above.
    Stack,
    /// In the order of years, with the years under the books.
    Timeline,
}

/// A colour of the theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ink {
    /// The colour of text.
    #[default]
    Ink,
    /// The colour of quiet text.
    Quiet,
    /// The colour that calls.
    Accent,
}

/// Width of a column.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum CellWidth {
    /// A share of what the fixed columns leave; shares of 1 and 2 divide it in thirds.
    Share(f32),
    /// As wide as its text.
    Auto,
}

/// A text of a template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextBlockSpec {
    /// What overrides hold on to.
    pub role: Role,
    /// The words, with fields such as `{title}`.
    pub text: String,
    /// Voice of the theme.
    pub voice: TextVoice,
    /// Most lines.
    pub lines: usize,
    /// Colour.
    #[serde(default)]
    pub ink: Ink,
    /// How lines stand.
    #[serde(default)]
    pub align: TextAlign,
    /// Largest size as a multiple of the voice's.
    #[serde(default = "one")]
    pub scale: f32,
    /// Takes the room that is left instead of the room it needs.
    #[serde(default)]
    pub fills: bool,
}

fn one() -> f32 {
    1.0
}

/// Colour of a ground under blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Panel {
    /// The accent, with the text the theme has for it.
    Accent,
    /// The ink, with text in the background's colour.
    Ink,
    /// A sheet a little lighter than the background.
    Sheet,
}

/// One part of a template.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// A text.
    Text(TextBlockSpec),
    /// A small text on a filled ground: a shelf mark.
    Tag(TextBlockSpec),
    /// A small text in an outline: an age mark.
    Badge(TextBlockSpec),
    /// A thin line from margin to margin.
    Rule,
    /// A short thick line in the accent colour.
    Dash,
    /// Nothing, as high as what is left.
    Fill,
    /// The cover of the first exhibit, as large as it fits.
    Cover,
    /// The covers of all exhibits, in one of these arrangements.
    Collage(Vec<Arrangement>),
    /// A numbered list of all books: author above, title below; in two columns when there are many.
    List,
    /// The same list with small covers in place of numbers.
    Index,
    /// The answers of a poll, each on a sheet: the titles of the books, else the lines after the first of the lead.
    Answers,
    /// The first person shown, framed like a photograph.
    Portrait,
    /// A code that leads to the first address found in this text, at most so wide in canvas units.
    Code(String, f32),
    /// A text in an outline, turned a little.
    Stamp(TextBlockSpec),
    /// The mark of the library, at most so high in canvas units; what stands beside it stands at its middle.
    Logo(f32),
    /// Blocks on a ground of their own, which reaches the edges of the slide.
    Band(Panel, Vec<(f32, Block)>),
    /// Blocks on a ground of their own, between the margins.
    Sheet(Panel, Vec<(f32, Block)>),
    /// Columns side by side.
    Columns {
        /// Distance between columns, in canvas units.
        gap: f32,
        /// Share of the height of the slide; `None` takes the height of the highest column, or what is left
        /// when a column holds covers.
        share: Option<f32>,
        /// Columns from left to right: width, then blocks from top to bottom.
        cells: Vec<(CellWidth, Vec<(f32, Block)>)>,
    },
}

/// A parametric arrangement with named places for books and texts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// Identity.
    pub id: TemplateId,
    /// Name shown.
    pub name: Localised,
    /// What it is for.
    pub purpose: Purpose,
    /// Kinds of posts it suits; empty means all.
    pub kinds: Vec<PostKind>,
    /// Whether it is made for photographs and other pictures, not for books.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of_pictures: bool,
    /// Least and most exhibits.
    pub books: (usize, usize),
    /// Blocks from top to bottom, each with the space above it.
    pub tall: Vec<(f32, Block)>,
    /// The same for formats not higher than wide; `None` uses `tall`.
    pub wide: Option<Vec<(f32, Block)>>,
    /// The same for formats about as wide as high; the best of it, `wide` and `tall` is taken. Photographs and words
    /// have it before the others, and so has a portrait without books on a wide format.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub square: Option<Vec<(f32, Block)>>,
    /// Another way for formats clearly wider than high, its words beside the books; `None` uses `square`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beside: Option<Vec<(f32, Block)>>,
    /// Other ways to put the same things on a high format; the one whose books come out largest is taken, if it
    /// has every text the first has.
    #[serde(default)]
    pub also: Vec<Vec<(f32, Block)>>,
    /// What was arranged by hand over the blocks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preset: Option<Box<Preset>>,
}

impl Template {
    /// Whether it is made for this kind of post, not just fit for it.
    pub fn is_made_for(&self, kind: PostKind) -> bool {
        self.kinds.contains(&kind)
    }

    /// Whether it serves books in posts of any kind.
    pub fn is_plain(&self) -> bool {
        self.kinds.is_empty() && !self.of_pictures
    }

    /// Whether it can show so many exhibits.
    pub fn suits(&self, n_exhibits: usize) -> bool {
        (self.books.0..=self.books.1).contains(&n_exhibits)
    }
}
