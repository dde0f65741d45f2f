//! What lies behind the books: colour, light, pattern, shelves. Quiet, and drawn by code.

use vello_cpu::kurbo::{Point, Rect};
use vello_cpu::peniko::{ColorStop, Extend, Gradient, LinearGradientPosition, RadialGradientPosition};

use super::draw::{Canvas, paint};
use super::patterns;
use super::scene::Scene;
use crate::domain::{Backdrop, CanvasRect, Placement, Rgb, Theme};

const WOOD: [Rgb; 3] = [Rgb::new(0x7a, 0x5a, 0x3c), Rgb::new(0x5c, 0x41, 0x2a), Rgb::new(0x3f, 0x2c, 0x1c)];

/// Draws the background of a slide over the whole canvas.
pub(super) fn draw(canvas: &mut Canvas, scene: &Scene) {
    let (width, height) = (scene.size.width, scene.size.height);
    let whole = Rect::new(0.0, 0.0, width.into(), height.into());
    let theme = &scene.theme;
    canvas.context.set_transform(canvas.base());
    canvas.context.set_paint(paint(theme.background, 1.0));
    canvas.context.fill_rect(&whole);
    match theme.backdrop {
        Backdrop::Flat => {}
        Backdrop::Gradient(foot) => {
            canvas.context.set_paint(vertical(theme.background, foot, height));
            canvas.context.fill_rect(&whole);
        }
        Backdrop::Glow(light) => {
            canvas.context.set_paint(glow(light, width, height));
            canvas.context.fill_rect(&whole);
        }
    }
    patterns::draw(canvas, theme, scene);
}

fn vertical(top: Rgb, foot: Rgb, height: f32) -> Gradient {
    let line = LinearGradientPosition { start: Point::new(0.0, 0.0), end: Point::new(0.0, height.into()) };
    let stops = [ColorStop::from((0.0, paint(top, 1.0))), ColorStop::from((1.0, paint(foot, 1.0)))];
    Gradient { kind: line.into(), stops: stops.as_slice().into(), extend: Extend::Pad, ..Gradient::default() }
}

fn glow(light: Rgb, width: f32, height: f32) -> Gradient {
    let center = Point::new(f64::from(width) * 0.55, f64::from(height) * 0.2);
    let radial = RadialGradientPosition {
        start_center: center,
        start_radius: 0.0,
        end_center: center,
        end_radius: width.max(height) * 0.62,
    };
    let stops = [
        ColorStop::from((0.0, paint(light, 0.9))),
        ColorStop::from((0.55, paint(light, 0.32))),
        ColorStop::from((1.0, paint(light, 0.0))),
    ];
    Gradient { kind: radial.into(), stops: stops.as_slice().into(), extend: Extend::Pad, ..Gradient::default() }
}

/// A shelf: wood, or a thin line in the colour of the ink.
pub(super) fn board(canvas: &mut Canvas, placement: Placement, theme: &Theme) {
    let rect = placement.rect();
    canvas.context.set_transform(canvas.base());
    if !theme.wooden_shelves {
        canvas.fill_round(CanvasRect { height: rect.height * 0.18, ..rect }, 0.0, theme.ink, 0.85);
        return;
    }
    let [light, body, dark] = WOOD;
    canvas.context.set_paint(paint(dark, 0.28));
    let shade = Rect::new(rect.x.into(), rect.bottom().into(), rect.right().into(), f64::from(rect.bottom()) + 10.0);
    canvas.context.fill_blurred_rounded_rect(&shade, 0.0, 6.0, false);
    canvas.fill_round(rect, 0.0, body, 1.0);
    let edge = rect.height * 0.18;
    canvas.fill_round(CanvasRect { height: edge, ..rect }, 0.0, light, 1.0);
    canvas.fill_round(CanvasRect { y: rect.bottom() - edge, height: edge, ..rect }, 0.0, dark, 1.0);
}
