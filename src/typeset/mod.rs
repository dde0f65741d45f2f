//! Text into lines of placed glyphs: shaping, hyphenation, line breaking, fitting to a box.
//!
//! Lengths are in canvas units; the top of a block is the cap height of its first line, so that what stands
//! on a margin looks as if it stands on it. Only bundled typefaces are used and nothing depends on the
//! machine: the same text gives the same glyphs everywhere. Not here: drawing (`render`), wording (`describe`).
//!
//! Shaping and the choice of fallback faces are parley's. Lines are broken here: parley breaks greedily and
//! neither reserves room for a hyphen nor draws it at a soft hyphen (linebender/parley #704).

mod block;
mod breaks;
mod carets;
mod endings;
mod faces;
mod lines;
mod margins;
mod memo;
mod setting;
mod shape;

pub use block::{Capitals, Fit, PlacedGlyph, SetLine, TextBlock, TextSpec, VerticalAlign};
pub use carets::{Caret, InkCell, Lean, n_ink};
pub use faces::{FaceMetrics, font_data, metrics};
pub use shape::{Stretch, Typesetter};
