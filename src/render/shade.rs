//! Soft shadows of rectangles.
//!
//! A rectangle blurred by a Gaussian is the product of two profiles, one along each side, so a shadow costs a few
//! operations a pixel. Only additions, multiplications and divisions are used: they are exact in the same way on every
//! machine, so shadows are the same bytes there.

use vello_cpu::peniko::ImageAlphaType;
use vello_cpu::{PixelMetadata, Pixmap};

use crate::domain::{CanvasRect, Rgb};

/// One blurred rectangle, in pixels of the picture it is drawn into.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shade {
    /// The rectangle before it is blurred.
    pub(super) rect: CanvasRect,
    /// Standard deviation of the blur.
    pub(super) sigma: f32,
    /// How dark it is where nothing is blurred, 0…1.
    pub(super) alpha: f32,
}

/// Several shades over one another in one colour, as a picture so wide and high; `hidden` is left clear.
pub(super) fn shaded(shades: &[Shade], colour: Rgb, (width, height): (u16, u16), hidden: CanvasRect) -> Pixmap {
    let profiles: Vec<(Vec<f32>, Vec<f32>)> = shades
        .iter()
        .map(|it| {
            let across = profile(width, (it.rect.x, it.rect.right()), it.sigma, it.alpha);
            (across, profile(height, (it.rect.y, it.rect.bottom()), it.sigma, 1.0))
        })
        .collect();
    let wide = usize::from(width);
    let mut rgba = vec![0_u8; wide * usize::from(height) * 4];
    let mut clear = vec![1.0_f32; wide];
    let (left, right) = (hidden.x.max(0.0).ceil() as usize, hidden.right().max(0.0).floor() as usize);
    for (y, row) in rgba.chunks_exact_mut(wide.max(1) * 4).enumerate() {
        let is_hidden = (hidden.y..hidden.bottom() - 1.0).contains(&(y as f32));
        let left = if is_hidden { left.min(wide) } else { wide };
        for part in [0..left, right.max(left).min(wide)..wide] {
            let Some(clear) = clear.get_mut(part.clone()) else { continue };
            clear.fill(1.0);
            for (across, down) in &profiles {
                let down = down.get(y).copied().unwrap_or_default();
                let across = across.get(part.clone()).unwrap_or_default();
                clear.iter_mut().zip(across).for_each(|(clear, across)| *clear *= 1.0 - across * down);
            }
            let pixels = row.as_chunks_mut::<4>().0.get_mut(part).unwrap_or_default();
            for (pixel, clear) in pixels.iter_mut().zip(clear) {
                let alpha = 1.0 - *clear;
                let byte = |it: u8| (f32::from(it) * alpha + 0.5) as u8;
                *pixel = [byte(colour.r), byte(colour.g), byte(colour.b), byte(255)];
            }
        }
    }
    let metadata = PixelMetadata { may_have_transparency: true, alpha_type: ImageAlphaType::AlphaPremultiplied };
    Pixmap::from_parts(rgba, width, height, metadata)
}

/// How much of a blurred stretch is at the middle of each of so many pixels, times `alpha`.
fn profile(n: u16, (from, to): (f32, f32), sigma: f32, alpha: f32) -> Vec<f32> {
    let by = 1.0 / (sigma.max(0.01) * std::f32::consts::SQRT_2);
    let half = alpha / 2.0;
    let at = |pixel: u16| {
        let middle = f32::from(pixel) + 0.5;
        half * (erf((middle - from) * by) - erf((middle - to) * by))
    };
    (0..n).map(at).collect()
}

/// The error function, within 3·10⁻⁷ (Abramowitz and Stegun, Handbook of Mathematical Functions, 1964, 7.1.28).
fn erf(x: f32) -> f32 {
    const A: [f32; 6] = [0.070_523_08, 0.042_282_01, 0.009_270_527, 0.000_152_014_3, 0.000_276_567_2, 0.000_043_063_8];
    let size = x.abs();
    let mut power = 1.0;
    let mut sum = 1.0;
    for a in A {
        power *= size;
        sum += a * power;
    }
    let squared = |it: f32| it * it;
    let sixteenth = squared(squared(squared(squared(sum))));
    let value = 1.0 - 1.0 / sixteenth;
    if x < 0.0 { -value } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_function_is_as_tables_have_it() {
        // Values of DLMF, table 7.24.
        for (x, expected) in [(0.0, 0.0), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (2.0, 0.995_322_3), (9.0, 1.0)] {
            assert!((erf(x) - expected).abs() < 2e-6, "{x}");
            assert!((erf(-x) + expected).abs() < 2e-6, "{x}");
        }
    }

    #[test]
    fn a_shadow_is_darkest_inside_half_at_its_edge_and_gone_far_away() {
        let shade = Shade { rect: CanvasRect::new(40.0, 40.0, 80.0, 60.0), sigma: 8.0, alpha: 0.5 };
        let nothing = CanvasRect::new(0.0, 0.0, 0.0, 0.0);
        let picture = shaded(&[shade], Rgb::new(0, 0, 0), (160, 140), nothing);
        let alpha = |x: u16, y: u16| picture.sample(x, y).a;
        assert!(alpha(80, 70).abs_diff(128) <= 1, "{}", alpha(80, 70));
        assert!(alpha(40, 70).abs_diff(67) <= 2, "{}", alpha(40, 70));
        assert_eq!(alpha(0, 0), 0);
        let under = shaded(&[shade], Rgb::new(0, 0, 0), (160, 140), CanvasRect::new(50.0, 50.0, 40.0, 30.0));
        assert_eq!((under.sample(60, 60).a, under.sample(45, 60).a), (0, picture.sample(45, 60).a));
    }
}
