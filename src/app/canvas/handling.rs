//! What moving, scaling, turning and cropping do to places: the mathematics of the canvas, without a window.
//!
//! Everything is computed from where things were when the gesture began, so a gesture does not add up errors.

use crate::domain::{CanvasPoint, CanvasRect, CanvasSize, Placement, maths};

/// Smallest side of an element, in canvas units.
pub(super) const LEAST: f32 = 12.0;
/// Smallest part of a picture that a crop leaves, in fractions.
const LEAST_CROP: f32 = 0.04;
/// Turning with Shift goes in steps of so many degrees.
const TURN_STEP: f32 = 15.0;

/// How an element takes to being scaled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) enum Manner {
    /// Keeps its proportion: a text of the template, several elements at once.
    Whole,
    /// A picture: corners keep the proportion, sides crop.
    Picture,
    /// A text a person added: corners scale the type, sides break the lines anew.
    Text,
    /// Any proportion.
    Free,
    /// Has a length and no height.
    Line,
}

impl Manner {
    /// The handles it is scaled by: −1, 0, 1 across and down.
    pub(super) fn handles(self) -> &'static [(f32, f32)] {
        const ALL: [(f32, f32); 8] =
            [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)];
        const CORNERS: [(f32, f32); 4] = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)];
        const TEXT: [(f32, f32); 6] = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (1.0, 0.0), (-1.0, 0.0)];
        const ENDS: [(f32, f32); 2] = [(1.0, 0.0), (-1.0, 0.0)];
        match self {
            Self::Whole => &CORNERS,
            Self::Text => &TEXT,
            Self::Line => &ENDS,
            Self::Picture | Self::Free => &ALL,
        }
    }

    /// Does a drag of this handle keep the proportion? Shift turns it round, where both make sense.
    pub(super) fn keeps(self, (x, y): (f32, f32), shift: bool) -> bool {
        let is_corner = x != 0.0 && y != 0.0;
        match self {
            Self::Whole => true,
            Self::Text => is_corner,
            Self::Picture => is_corner && !shift,
            Self::Free => is_corner && shift,
            Self::Line => false,
        }
    }
}

/// The keys that change what a drag does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Held {
    /// Straight, in steps, or the other way about proportions.
    pub(super) shift: bool,
    /// Without snapping.
    pub(super) alt: bool,
    /// From the middle.
    pub(super) ctrl: bool,
}

/// A point turned about another.
pub(super) fn turned(point: CanvasPoint, about: CanvasPoint, by: f32) -> CanvasPoint {
    let ((sin, cos), dx, dy) = (maths::sin_cos(by), point.x - about.x, point.y - about.y);
    CanvasPoint { x: about.x + dx * cos - dy * sin, y: about.y + dx * sin + dy * cos }
}

pub(super) fn shifted(placement: Placement, (dx, dy): (f32, f32)) -> Placement {
    let center = CanvasPoint { x: placement.center.x + dx, y: placement.center.y + dy };
    Placement { center, ..placement }
}

/// A way along one axis: the longer part of it.
pub(super) fn straight((dx, dy): (f32, f32)) -> (f32, f32) {
    if dx.abs() > dy.abs() { (dx, 0.0) } else { (0.0, dy) }
}

/// How a frame is scaled.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scaling {
    /// Does it keep its proportion?
    pub(super) keeps: bool,
    /// Does its middle stay, not the opposite side?
    pub(super) from_middle: bool,
}

/// The frame after one of its handles has gone so far; the opposite side stays, or the middle does.
pub(super) fn scaled(
    start: Placement,
    (x, y): (f32, f32),
    (dx, dy): (f32, f32),
    Scaling { keeps, from_middle }: Scaling,
) -> Placement {
    let (sin, cos) = maths::sin_cos(start.rotation);
    let both = if from_middle { 2.0 } else { 1.0 };
    let (along, down) = ((dx * cos + dy * sin) * both, (dy * cos - dx * sin) * both);
    let mut width = (start.size.width + along * x).max(LEAST.min(start.size.width));
    let mut height = (start.size.height + down * y).max(LEAST.min(start.size.height));
    if keeps {
        let by_width = width / start.size.width.max(0.01);
        let by_height = height / start.size.height.max(0.01);
        let by = match (x != 0.0, y != 0.0) {
            (true, true) if (by_width - 1.0).abs() >= (by_height - 1.0).abs() => by_width,
            (true, false) => by_width,
            _ => by_height,
        };
        let least = LEAST / start.size.width.max(start.size.height).max(LEAST);
        (width, height) = (start.size.width * by.max(least), start.size.height * by.max(least));
    }
    let grown = (width - start.size.width, height - start.size.height);
    let center = if from_middle {
        start.center
    } else {
        let local = (grown.0 * x / 2.0, grown.1 * y / 2.0);
        CanvasPoint {
            x: start.center.x + local.0 * cos - local.1 * sin,
            y: start.center.y + local.0 * sin + local.1 * cos,
        }
    };
    Placement { center, size: CanvasSize::new(width, height), rotation: start.rotation }
}

/// An element of a frame that became another of the same proportion.
pub(super) fn carried(placement: Placement, from: Placement, to: Placement) -> Placement {
    let by = to.size.width / from.size.width.max(0.01);
    let center = CanvasPoint {
        x: to.center.x + (placement.center.x - from.center.x) * by,
        y: to.center.y + (placement.center.y - from.center.y) * by,
    };
    let size = CanvasSize::new(placement.size.width * by, placement.size.height * by);
    Placement { center, size, ..placement }
}

/// The angle by which a frame is turned when its knob goes from one point to another.
pub(super) fn turn(frame: Placement, from: CanvasPoint, to: CanvasPoint, in_steps: bool) -> f32 {
    let angle = |it: CanvasPoint| maths::angle_of(it.y - frame.center.y, it.x - frame.center.x);
    let wished = frame.rotation + angle(to) - angle(from);
    let step = if in_steps { TURN_STEP.to_radians() } else { 0.1_f32.to_radians() };
    let upright = (wished / std::f32::consts::FRAC_PI_2).round() * std::f32::consts::FRAC_PI_2;
    // Near the upright it becomes upright: nearly straight is never what was meant.
    let is_near = (wished - upright).abs() < 1.2_f32.to_radians();
    let rotation = if is_near && !in_steps { upright } else { (wished / step).round() * step };
    rotation - frame.rotation
}

/// An element turned with its frame.
pub(super) fn turned_with(placement: Placement, about: CanvasPoint, by: f32) -> Placement {
    let full = std::f32::consts::TAU;
    let rotation = (placement.rotation + by + full / 2.0).rem_euclid(full) - full / 2.0;
    Placement { center: turned(placement.center, about, by), rotation, ..placement }
}

/// The upright rectangle around everything; `None` without anything.
pub(in crate::app) fn around(placements: impl Iterator<Item = Placement>) -> Option<CanvasRect> {
    placements.map(Placement::bounds).reduce(|a, b| {
        let (x, y) = (a.x.min(b.x), a.y.min(b.y));
        CanvasRect::new(x, y, a.right().max(b.right()) - x, a.bottom().max(b.bottom()) - y)
    })
}

/// All of a picture.
pub(super) const WHOLE: CanvasRect = CanvasRect::new(0.0, 0.0, 1.0, 1.0);

/// A side of a picture's frame was dragged: the frame changes and the picture stays where it is, so the crop changes.
/// No side goes beyond the picture.
pub(super) fn cropped(
    start: Placement,
    crop: CanvasRect,
    handle: (f32, f32),
    by: (f32, f32),
) -> (Placement, CanvasRect) {
    let wished = scaled(start, handle, by, Scaling::default());
    // Size of the whole picture at the scale it is shown at.
    let whole = (start.size.width / crop.width.max(0.001), start.size.height / crop.height.max(0.001));
    let side = |handle: f32, wished: f32, whole: f32, at: f32, length: f32| {
        let most = if handle > 0.0 { 1.0 - at } else { at + length };
        let new = if handle == 0.0 { length } else { (wished / whole).clamp(LEAST_CROP, most.max(LEAST_CROP)) };
        (if handle < 0.0 { at + length - new } else { at }, new)
    };
    let (x, width) = side(handle.0, wished.size.width, whole.0, crop.x, crop.width);
    let (y, height) = side(handle.1, wished.size.height, whole.1, crop.y, crop.height);
    let size = CanvasSize::new(width * whole.0, height * whole.1);
    let local = ((size.width - start.size.width) * handle.0 / 2.0, (size.height - start.size.height) * handle.1 / 2.0);
    let (sin, cos) = maths::sin_cos(start.rotation);
    let center = CanvasPoint {
        x: start.center.x + local.0 * cos - local.1 * sin,
        y: start.center.y + local.0 * sin + local.1 * cos,
    };
    (Placement { center, size, ..start }, CanvasRect::new(x, y, width, height))
}

/// The picture was pushed inside its frame by so many canvas units.
pub(super) fn panned(frame: Placement, crop: CanvasRect, (dx, dy): (f32, f32)) -> CanvasRect {
    let (sin, cos) = maths::sin_cos(frame.rotation);
    let (along, down) = (dx * cos + dy * sin, dy * cos - dx * sin);
    let x = crop.x - along / frame.size.width.max(1.0) * crop.width;
    let y = crop.y - down / frame.size.height.max(1.0) * crop.height;
    inside(CanvasRect { x, y, ..crop })
}

/// The picture inside its frame made larger (above 1) or smaller, about the middle.
pub(super) fn magnified(crop: CanvasRect, by: f32) -> CanvasRect {
    let most = (1.0 / crop.width.max(0.001)).min(1.0 / crop.height.max(0.001));
    let by = (1.0 / by.max(0.01)).clamp(LEAST_CROP / crop.width.min(crop.height).max(LEAST_CROP), most);
    let (width, height, middle) = (crop.width * by, crop.height * by, crop.center());
    inside(CanvasRect::new(middle.x - width / 2.0, middle.y - height / 2.0, width, height))
}

fn inside(crop: CanvasRect) -> CanvasRect {
    let (width, height) = (crop.width.min(1.0), crop.height.min(1.0));
    CanvasRect::new(crop.x.clamp(0.0, 1.0 - width), crop.y.clamp(0.0, 1.0 - height), width, height)
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Pos2;

    fn start(rotation: f32) -> Placement {
        Placement { rotation, ..Placement::upright(CanvasRect::new(100.0, 100.0, 200.0, 300.0)) }
    }

    fn at(placement: Placement, x: f32, y: f32) -> Pos2 {
        super::super::lens::Lens { origin: Pos2::ZERO, scale: 1.0 }.at(placement, x, y)
    }

    #[test]
    fn the_opposite_side_stays_whatever_the_turn_and_the_handle() {
        for rotation in [0.0_f32, 0.6, -1.2, 3.0] {
            for (x, y) in Manner::Free.handles() {
                for keeps in [false, true] {
                    let after = scaled(start(rotation), (*x, *y), (37.0, 12.0), Scaling { keeps, from_middle: false });
                    let far = at(after, -x, -y).distance(at(start(rotation), -x, -y));
                    assert!(far < 0.01, "{rotation} {x} {y} {keeps}");
                }
            }
        }
    }

    #[test]
    fn from_the_middle_the_middle_stays_and_the_handle_follows_the_pointer() {
        let after = scaled(start(0.7), (1.0, 1.0), (20.0, 30.0), Scaling { keeps: false, from_middle: true });
        assert_eq!(after.center, start(0.7).center);
        let moved = at(after, 1.0, 1.0) - at(start(0.7), 1.0, 1.0);
        assert!((moved - egui::vec2(20.0, 30.0)).length() < 0.01);
    }

    #[test]
    fn a_kept_proportion_is_kept_and_nothing_shrinks_away() {
        for by in [(50.0, 3.0), (-500.0, -900.0), (0.0, 120.0), (-30.0, 40.0)] {
            let after = scaled(start(0.3), (1.0, 1.0), by, Scaling { keeps: true, from_middle: false });
            assert!((after.size.aspect() - start(0.3).size.aspect()).abs() < 1e-3, "{by:?}");
            assert!(after.size.height >= LEAST - 0.01);
            let free = scaled(start(0.3), (-1.0, -1.0), by, Scaling::default());
            assert!(free.size.width >= LEAST && free.size.height >= LEAST);
        }
    }

    #[test]
    fn turning_goes_in_steps_and_upright_is_easily_hit() {
        let frame = start(0.0);
        let knob = CanvasPoint { x: 200.0, y: 80.0 };
        let to = |degrees: f32| turned(knob, frame.center, degrees.to_radians());
        assert!((turn(frame, knob, to(37.0), true).to_degrees() - 30.0).abs() < 0.01);
        assert!((turn(frame, knob, to(37.04), false).to_degrees() - 37.0).abs() < 0.01);
        assert_eq!(turn(frame, knob, to(0.9), false), 0.0);
        assert!((turn(start(0.2), knob, to(-11.0), false) + 0.2).abs() < 0.01);
    }

    #[test]
    fn a_side_of_a_picture_crops_it_and_stops_where_it_ends() {
        let crop = CanvasRect::new(0.0, 0.1, 0.5, 0.9);
        let (narrow, half) = cropped(start(0.0), crop, (1.0, 0.0), (-100.0, 0.0));
        assert_eq!((narrow.size.width, half.width, half.x), (100.0, 0.25, 0.0));
        assert_eq!(at(narrow, -1.0, 0.0), at(start(0.0), -1.0, 0.0));
        let (wide, whole) = cropped(start(0.0), crop, (1.0, 0.0), (900.0, 0.0));
        assert_eq!((wide.size.width, whole.right()), (400.0, 1.0));
        let (_, left) = cropped(start(0.0), crop, (-1.0, 0.0), (-50.0, 0.0));
        assert_eq!(left, crop, "there is no more picture at the left");
    }

    #[test]
    fn a_picture_pushed_or_magnified_in_its_frame_always_fills_it() {
        let crop = CanvasRect::new(0.2, 0.2, 0.5, 0.5);
        for by in [(40.0, 10.0), (-4000.0, 90.0), (0.0, 5000.0)] {
            let after = panned(start(0.4), crop, by);
            assert!(WHOLE.contains_rect(after, 1e-5) && after.size() == crop.size());
        }
        for by in [0.01, 0.5, 1.0, 3.0, 100.0] {
            let after = magnified(crop, by);
            assert!(WHOLE.contains_rect(after, 1e-5), "{by}: {after:?}");
            assert!((after.size().aspect() - crop.size().aspect()).abs() < 1e-3);
        }
    }

    #[test]
    fn what_is_carried_with_its_frame_keeps_its_place_in_it() {
        let (from, by) = (start(0.0), 1.5);
        let to = Placement { size: CanvasSize::new(300.0, 450.0), ..from };
        let inner = Placement::upright(CanvasRect::new(120.0, 130.0, 50.0, 60.0));
        let after = carried(inner, from, to);
        assert_eq!(after.size, CanvasSize::new(75.0, 90.0));
        assert!((after.center.x - (200.0 + (145.0 - 200.0) * by)).abs() < 0.01);
    }
}
