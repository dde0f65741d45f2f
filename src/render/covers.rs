//! Books as objects: picture, shadow, spine and edge.

use std::sync::Arc;

use vello_cpu::ImageSource;
use vello_cpu::kurbo::{Affine, BezPath, Point, Rect, Shape as _};
use vello_cpu::peniko::{ColorStop, Extend, Fill, Gradient, ImageQuality, ImageSampler, LinearGradientPosition};

use super::draw::{Canvas, kurbo_rect, paint, rounded};
use super::shade::{Shade, shaded};
use super::sized::{Holes, sized};
use crate::compose::{Plaque, PlaqueKind};
use crate::domain::{CanvasPoint, CanvasRect, CanvasSize, Insets, Picture, Placement, Rgb, maths};

const BLACK: Rgb = Rgb::new(0, 0, 0);
const SHADOW: Rgb = Rgb::new(20, 16, 10);
const WHITE: Rgb = Rgb::new(255, 255, 255);
const PAPER: Rgb = Rgb::new(0xfb, 0xf9, 0xf4);
const MISSING: Rgb = Rgb::new(0xb9, 0xb5, 0xad);
const CORNER: f32 = 3.0;
/// The paper of a photograph shows so far round it, as a share of its shorter side.
const PAPER_EDGE: f32 = 0.045;
/// Shadows reach so far under the edge of a book.
const UNDER: f32 = CORNER + 2.0;
/// Nothing is seen of a shadow so many standard deviations from its edge.
const FADED: f32 = 3.0;
/// Pixels of one picture at most, two posters' worth, and of its longer side.
const MOST_PIXELS: f32 = 36_000_000.0;
const MOST_SIDE: f32 = 32_000.0;
/// Pixels of one shadow at most.
const MOST_SHADED: f32 = 4_000_000.0;

fn whole(size: CanvasSize) -> CanvasRect {
    CanvasRect::new(0.0, 0.0, size.width, size.height)
}

/// A book with its picture; a grey box when the picture is not at hand.
pub(super) fn book(
    canvas: &mut Canvas,
    placement: Placement,
    picture: Option<&Arc<Picture>>,
    crop: Option<CanvasRect>,
) {
    let placement = snapped(placement, canvas.scale);
    shadow(canvas, placement);
    image(canvas, placement, picture, crop, CORNER);
    binding(canvas, placement);
}

/// A photograph: one that hangs crooked on white paper that shows as far on all sides, one in a row as it is.
pub(super) fn photo(
    canvas: &mut Canvas,
    placement: Placement,
    picture: Option<&Arc<Picture>>,
    crop: Option<CanvasRect>,
) {
    let place = snapped(placement, canvas.scale);
    let edge = place.size.width.min(place.size.height) * PAPER_EDGE;
    // Paper as broad on all sides is of another proportion than its picture, and would not be in line with others.
    if place.rotation == 0.0 {
        shadow(canvas, place);
        return image(canvas, place, picture, crop, 0.0);
    }
    let size = whole(place.size).shrink(Insets::all(edge)).size().fit(place.size.width / place.size.height.max(1.0));
    let paper = Placement { size: CanvasSize::new(size.width + 2.0 * edge, size.height + 2.0 * edge), ..place };
    shadow(canvas, paper);
    canvas.context.set_transform(canvas.local(paper));
    canvas.fill_round(whole(paper.size), 0.0, PAPER, 1.0);
    image(canvas, Placement { size, ..place }, picture, crop, 0.0);
}

/// A picture that is not a book.
pub(super) fn bare(
    canvas: &mut Canvas,
    placement: Placement,
    picture: Option<&Arc<Picture>>,
    crop: Option<CanvasRect>,
) {
    image(canvas, snapped(placement, canvas.scale), picture, crop, 0.0);
}

/// A plate leaves so much of its height free around a mark.
const PLATE_PAD: f32 = 0.14;

/// A mark on its plate, or on the slide, which shows through where the mark does not cover it.
pub(super) fn logo(
    canvas: &mut Canvas,
    placement: Placement,
    picture: Option<&Arc<Picture>>,
    (aspect, plate): (f32, Option<Rgb>),
) {
    let size = placement.size;
    let pad = if plate.is_some() { size.height.min(size.width) * PLATE_PAD } else { 0.0 };
    if let Some(colour) = plate {
        canvas.context.set_transform(canvas.local(placement));
        canvas.fill_round(whole(size), pad, colour, 1.0);
    }
    let inside = whole(size).shrink(Insets::all(pad)).size().fit(aspect);
    drawn(canvas, snapped(Placement { size: inside, ..placement }, canvas.scale), (picture, None), (0.0, Holes::Open));
}

/// A generated cover.
pub(super) fn plaque(canvas: &mut Canvas, placement: Placement, plaque: &Plaque) {
    let asked = placement.size;
    let placement = snapped(placement, canvas.scale);
    shadow(canvas, placement);
    let transform = canvas.local(placement);
    // What is drawn on a cover goes to its edges, which have gone to whole pixels.
    let (x, y) = (placement.size.width / asked.width.max(1.0), placement.size.height / asked.height.max(1.0));
    let stretched = |it: CanvasRect| CanvasRect::new(it.x * x, it.y * y, it.width * x, it.height * y);
    canvas.context.set_transform(transform);
    canvas.context.push_clip_path(&rounded(whole(placement.size), CORNER));
    canvas.fill_round(whole(placement.size), 0.0, plaque.ground, 1.0);
    for item in &plaque.items {
        canvas.context.set_transform(transform);
        match &item.kind {
            PlaqueKind::Fill(colour) => canvas.fill_round(stretched(item.rect), 0.0, *colour, 1.0),
            PlaqueKind::Frame(colour, width) => canvas.stroke_round(stretched(item.rect), 0.0, *width, *colour, 1.0),
            PlaqueKind::Text(block, colour) => {
                let top = (item.rect.height - block.height).max(0.0) / 2.0;
                let origin = Affine::translate((f64::from(item.rect.x), f64::from(item.rect.y + top)));
                canvas.block(transform * origin, block, *colour);
            }
        }
    }
    canvas.context.pop_clip();
    binding(canvas, placement);
}

/// An upright cover begins and ends on whole pixels, so that its picture is not sampled twice.
fn snapped(placement: Placement, scale: f32) -> Placement {
    if placement.rotation != 0.0 {
        return placement;
    }
    let rect = placement.rect();
    let round = |it: f32| (it * scale).round() / scale;
    // By their edges: what ends on one line is to end on one pixel.
    let (x, y) = (round(rect.x), round(rect.y));
    let pixel = 1.0 / scale;
    let (width, height) = ((round(rect.right()) - x).max(pixel), (round(rect.bottom()) - y).max(pixel));
    Placement {
        center: CanvasPoint { x: x + width / 2.0, y: y + height / 2.0 },
        size: CanvasSize::new(width, height),
        rotation: 0.0,
    }
}

/// A contact shadow and a soft one below; it falls down whatever way the book is turned.
fn shadow(canvas: &mut Canvas, placement: Placement) {
    let (size, height) = (placement.size, placement.size.height);
    // Small books cast small shadows, posters' books large ones.
    let by = (height / 420.0).clamp(0.35, 4.0).min(1.25_f32.max(height / 700.0));
    let far = (18.0 + FADED * 15.0) * by;
    let area = (size.width + 2.0 * far) * (size.height + 2.0 * far);
    // One pixel of the shadow for one of the slide, unless they would be too many.
    let scale = canvas.scale.min((MOST_SHADED / area.max(1.0)).sqrt());
    let whole_pixels = |it: f32| (it * scale).round().clamp(1.0, f32::from(u16::MAX)) as u16;
    // The book's own corner falls on a whole pixel of the shadow.
    let (far, inner) = ((far * scale).ceil() / scale, whole(size));
    let extent = (whole_pixels(size.width + 2.0 * far), whole_pixels(size.height + 2.0 * far));
    let (sin, cos) = maths::sin_cos(placement.rotation);
    let shade = |(drop, sigma, alpha, inset): (f32, f32, f32, f32)| {
        let rect = inner.shrink(Insets { top: 0.0, ..Insets::all(inset) });
        let (x, y) = (rect.x + far + drop * sin, rect.y + far + drop * cos);
        let rect = CanvasRect::new(x * scale, y * scale, rect.width * scale, rect.height * scale);
        Shade { rect, sigma: sigma * scale, alpha }
    };
    let shades = [(18.0 * by, 15.0 * by, 0.34, 7.0 * by), (2.0, 1.6, 0.24, 0.0)].map(shade);
    let edge = (far + UNDER) * scale;
    let (wide, high) = ((size.width - 2.0 * UNDER) * scale, (size.height - 2.0 * UNDER) * scale);
    let pixmap = shaded(&shades, SHADOW, extent, CanvasRect::new(edge, edge, wide.max(0.0), high.max(0.0)));
    let is_exact = placement.rotation == 0.0 && scale == canvas.scale;
    let quality = if is_exact { ImageQuality::Low } else { ImageQuality::Medium };
    let sampler = ImageSampler { x_extend: Extend::Pad, y_extend: Extend::Pad, quality, alpha: 1.0 };
    canvas.context.set_transform(canvas.local(placement));
    canvas.context.set_paint(vello_cpu::Image { image: ImageSource::Pixmap(Arc::new(pixmap)), sampler });
    let to_pixels = Affine::translate((-f64::from(far), -f64::from(far))) * Affine::scale(1.0 / f64::from(scale));
    canvas.context.set_paint_transform(to_pixels);
    canvas.context.set_fill_rule(Fill::EvenOdd);
    canvas.context.fill_path(&around(size, far));
    canvas.context.set_fill_rule(Fill::NonZero);
    canvas.context.reset_paint_transform();
}

/// What lies around a book, so far out, and under its edge: where its shadow can be seen.
fn around(size: CanvasSize, far: f32) -> BezPath {
    let under = UNDER;
    let mut path = kurbo_rect(whole(size).shrink(Insets::all(-far))).to_path(0.1);
    if size.width.min(size.height) > 3.0 * under {
        path.extend(kurbo_rect(whole(size).shrink(Insets::all(under))).to_path(0.1));
    }
    path
}

/// Light along the spine, a dark groove beside it, and a thin edge.
fn binding(canvas: &mut Canvas, placement: Placement) {
    let CanvasSize { width, height } = placement.size;
    let spine = width * 0.085;
    canvas.context.set_transform(canvas.local(placement));
    let stops = [(0.0, BLACK, 0.16), (0.18, WHITE, 0.14), (0.62, WHITE, 0.05), (0.8, BLACK, 0.13), (1.0, BLACK, 0.0)];
    let stops: Vec<ColorStop> =
        stops.into_iter().map(|(at, colour, alpha)| ColorStop::from((at, paint(colour, alpha)))).collect();
    let line = LinearGradientPosition { start: Point::new(0.0, 0.0), end: Point::new(spine.into(), 0.0) };
    let gradient =
        Gradient { kind: line.into(), stops: stops.as_slice().into(), extend: Extend::Pad, ..Gradient::default() };
    canvas.context.set_paint(gradient);
    canvas.context.fill_rect(&Rect::new(0.0, 0.0, spine.into(), height.into()));
    let edge = whole(placement.size).shrink(Insets::all(0.5));
    canvas.stroke_round(edge, CORNER, 1.0, BLACK, 0.14);
}

fn image(
    canvas: &mut Canvas,
    placement: Placement,
    picture: Option<&Arc<Picture>>,
    crop: Option<CanvasRect>,
    corner: f32,
) {
    drawn(canvas, placement, (picture, crop), (corner, Holes::White));
}

fn drawn(
    canvas: &mut Canvas,
    placement: Placement,
    (picture, crop): (Option<&Arc<Picture>>, Option<CanvasRect>),
    (corner, holes): (f32, Holes),
) {
    let size = placement.size;
    let transform = canvas.local(placement);
    canvas.context.set_transform(transform);
    let (wide, high) = (size.width * canvas.scale, size.height * canvas.scale);
    // Of a picture far larger than the slide only a part is seen: it need not have all the pixels it covers.
    let by = (MOST_PIXELS / (wide * high).max(1.0)).sqrt().min(MOST_SIDE / wide.max(high).max(1.0)).min(1.0);
    let width = ((wide * by).round() as u32).max(1);
    let height = ((high * by).round() as u32).max(1);
    let Some(pixmap) = picture.and_then(|it| sized(it, (crop, holes), (width, height))) else {
        canvas.fill_round(whole(size), corner, MISSING, 1.0);
        return;
    };
    let quality = if placement.rotation == 0.0 && by == 1.0 { ImageQuality::Low } else { ImageQuality::High };
    let sampler = ImageSampler { x_extend: Extend::Pad, y_extend: Extend::Pad, quality, alpha: 1.0 };
    let image = vello_cpu::Image { image: ImageSource::Pixmap(pixmap), sampler };
    let (sx, sy) = (f64::from(size.width) / f64::from(width), f64::from(size.height) / f64::from(height));
    canvas.context.set_paint(image);
    canvas.context.set_paint_transform(Affine::scale_non_uniform(sx, sy));
    canvas.context.fill_path(&rounded(whole(size), corner));
    canvas.context.reset_paint_transform();
}
