//! Placed elements → scene → pixels.
//!
//! [`render`] is the only function in the program that turns a slide into pixels; preview and export call it
//! with another [`PixelScale`] and nothing else. Pictures come in decoded and upright; nothing is read here.
//! The same scene gives the same bytes, whatever was drawn before, on how many threads and by which processor.

mod backdrop;
mod covers;
mod draw;
mod patterns;
mod scene;
mod shade;
mod sized;
mod strokes;

pub use draw::{Canvas, render};
pub use scene::{Pictures, Scene, SceneItem, SceneKind, resolve};

use crate::domain::PixelScale;

/// Sides of a rendered slide stay below this, in pixels: the renderer counts them in 16 bits.
pub const MAX_SIDE: f32 = 16_000.0;

/// Size in pixels of a canvas at a scale; `None` when it has no pixels or too many.
fn pixel_size(width: f32, height: f32, scale: PixelScale) -> Option<(u16, u16)> {
    let (width, height) = ((width * scale.0).round(), (height * scale.0).round());
    let is_sound = |it: f32| (1.0..=MAX_SIDE).contains(&it);
    (is_sound(width) && is_sound(height)).then_some((width as u16, height as u16))
}
