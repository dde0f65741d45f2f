//! What lies behind the books: colour, light, pattern, shelves. Quiet, and drawn by code.

use vello_cpu::kurbo::{Circle, Point, Rect, Shape as _};
use vello_cpu::peniko::{ColorStop, Extend, Gradient, LinearGradientPosition, RadialGradientPosition};

use super::draw::{Canvas, paint};
use super::scene::Scene;
use crate::domain::{Backdrop, CanvasRect, Decoration, Placement, Rgb, Theme};

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
    match theme.decoration {
        Decoration::Plain => {}
        Decoration::TopBar(bar) => {
            canvas.fill_round(CanvasRect::new(0.0, 0.0, width, bar * width / 1080.0), 0.0, theme.accent, 1.0);
        }
        Decoration::Circle(colour) => circle(canvas, colour, width),
        Decoration::Crosses(colour) => crosses(canvas, colour, width, height),
        Decoration::Grain => grain(canvas, width, height),
    }
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

fn circle(canvas: &mut Canvas, colour: Rgb, width: f32) {
    let circle = Circle::new((f64::from(width) * 0.82, f64::from(width) * 0.2), f64::from(width) * 0.44);
    canvas.context.set_paint(paint(colour, 1.0));
    canvas.context.fill_path(&circle.to_path(0.1));
}

fn crosses(canvas: &mut Canvas, colour: Rgb, width: f32, height: f32) {
    const PITCH: f32 = 90.0;
    let (arm, thick) = (9.0, 3.0);
    let mut row = 0;
    let mut y = PITCH * 0.5;
    while y < height {
        let mut x = if row % 2 == 0 { PITCH * 0.5 } else { PITCH };
        while x < width {
            canvas.fill_round(CanvasRect::new(x - arm, y - thick / 2.0, arm * 2.0, thick), 0.0, colour, 1.0);
            canvas.fill_round(CanvasRect::new(x - thick / 2.0, y - arm, thick, arm * 2.0), 0.0, colour, 1.0);
            x += PITCH;
        }
        y += PITCH * 0.75;
        row += 1;
    }
}

/// Fibres of old paper: short strokes a little darker and lighter than the sheet.
fn grain(canvas: &mut Canvas, width: f32, height: f32) {
    const FIBRES: u32 = 2600;
    let mut state = 0x1234_5678_9abc_def1_u64;
    let mut next = || {
        // xorshift64 (Marsaglia, 2003): all the randomness paper needs.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1u64 << 24) as f32
    };
    for _ in 0..FIBRES {
        let (x, y, length, tone) = (next() * width, next() * height, 2.0 + next() * 7.0, next());
        let (colour, alpha) =
            if tone < 0.6 { (Rgb::new(0x4a, 0x36, 0x1c), 0.05) } else { (Rgb::new(255, 250, 235), 0.1) };
        let is_flat = next() < 0.5;
        let rect = if is_flat { CanvasRect::new(x, y, length, 1.1) } else { CanvasRect::new(x, y, 1.1, length) };
        canvas.fill_round(rect, 0.0, colour, alpha);
    }
}

/// A shelf: wood, or a thin line in the colour of the ink.
pub(super) fn board(canvas: &mut Canvas, placement: Placement, theme: &Theme) {
    let rect = placement.rect();
    canvas.context.set_transform(canvas.base());
    if !theme.wooden_shelves {
        canvas.fill_round(CanvasRect { height: 3.0, ..rect }, 0.0, theme.ink, 0.85);
        return;
    }
    let [light, body, dark] = WOOD;
    canvas.context.set_paint(paint(dark, 0.28));
    let shade = Rect::new(rect.x.into(), rect.bottom().into(), rect.right().into(), f64::from(rect.bottom()) + 10.0);
    canvas.context.fill_blurred_rounded_rect(&shade, 0.0, 6.0, false);
    canvas.fill_round(rect, 0.0, body, 1.0);
    canvas.fill_round(CanvasRect { height: 3.0, ..rect }, 0.0, light, 1.0);
    canvas.fill_round(CanvasRect { y: rect.bottom() - 3.0, height: 3.0, ..rect }, 0.0, dark, 1.0);
}
