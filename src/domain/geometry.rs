//! The canvas space: where things are on a slide.
//!
//! Origin top left, y down, one unit = one exported pixel at scale 1. Screen points and output pixels have
//! their own types elsewhere. All values are finite; the loader of exhibition files refuses others.

use serde::{Deserialize, Serialize};

use super::maths;

/// A place on a slide, in canvas units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CanvasPoint {
    /// Distance from the left edge.
    pub x: f32,
    /// Distance from the top edge.
    pub y: f32,
}

/// A width and a height, in canvas units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CanvasSize {
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl CanvasSize {
    /// A size from width and height.
    pub const fn new(width: f32, height: f32) -> Self {
        Self { width, height }
    }

    /// Width divided by height; 1 when the height is zero.
    pub fn aspect(self) -> f32 {
        if self.height > 0.0 { self.width / self.height } else { 1.0 }
    }

    /// The largest size of the given aspect (width / height) that fits inside.
    pub fn fit(self, aspect: f32) -> Self {
        if self.width / self.height.max(f32::EPSILON) > aspect {
            Self::new(self.height * aspect, self.height)
        } else {
            Self::new(self.width, self.width / aspect.max(f32::EPSILON))
        }
    }
}

/// An upright rectangle, in canvas units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CanvasRect {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

impl CanvasRect {
    /// Whether every number is finite.
    pub fn is_sound(self) -> bool {
        [self.x, self.y, self.width, self.height].iter().all(|it| it.is_finite() && it.abs() < 1e6)
    }

    /// A rectangle from its left top corner and size.
    pub const fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self { x, y, width, height }
    }

    /// Right edge.
    pub fn right(self) -> f32 {
        self.x + self.width
    }

    /// Bottom edge.
    pub fn bottom(self) -> f32 {
        self.y + self.height
    }

    /// The middle.
    pub fn center(self) -> CanvasPoint {
        CanvasPoint { x: self.x + self.width / 2.0, y: self.y + self.height / 2.0 }
    }

    /// Width and height.
    pub fn size(self) -> CanvasSize {
        CanvasSize::new(self.width, self.height)
    }

    /// The same rectangle with every edge moved inwards.
    pub fn shrink(self, by: Insets) -> Self {
        Self {
            x: self.x + by.left,
            y: self.y + by.top,
            width: (self.width - by.left - by.right).max(0.0),
            height: (self.height - by.top - by.bottom).max(0.0),
        }
    }

    /// Whether the other rectangle lies within this one, give or take `slack`.
    pub fn contains_rect(self, other: Self, slack: f32) -> bool {
        other.x >= self.x - slack
            && other.y >= self.y - slack
            && other.right() <= self.right() + slack
            && other.bottom() <= self.bottom() + slack
    }

    /// Whether the two share more than an edge, give or take `slack`.
    pub fn overlaps(self, other: Self, slack: f32) -> bool {
        self.x < other.right() - slack
            && other.x < self.right() - slack
            && self.y < other.bottom() - slack
            && other.y < self.bottom() - slack
    }
}

/// Distances from the four edges, in canvas units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Insets {
    /// From the left.
    pub left: f32,
    /// From the top.
    pub top: f32,
    /// From the right.
    pub right: f32,
    /// From the bottom.
    pub bottom: f32,
}

impl Insets {
    /// Equal distances all round.
    pub const fn all(by: f32) -> Self {
        Self { left: by, top: by, right: by, bottom: by }
    }

    /// The larger distance on every side.
    pub fn max(self, other: Self) -> Self {
        Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// Where an element sits on its slide.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// The middle of the element; rotation turns around it.
    pub center: CanvasPoint,
    /// Size before rotation.
    pub size: CanvasSize,
    /// Clockwise turn, in radians.
    pub rotation: f32,
}

impl Placement {
    /// An element that fills the rectangle, unturned.
    pub fn upright(rect: CanvasRect) -> Self {
        Self { center: rect.center(), size: rect.size(), rotation: 0.0 }
    }

    /// The same element of another height; its upper edge stays.
    pub fn with_height(self, height: f32) -> Self {
        let down = (height - self.size.height) / 2.0;
        let (sin, cos) = maths::sin_cos(self.rotation);
        let center = CanvasPoint { x: self.center.x - down * sin, y: self.center.y + down * cos };
        Self { center, size: CanvasSize::new(self.size.width, height), rotation: self.rotation }
    }

    /// The rectangle before rotation.
    pub fn rect(self) -> CanvasRect {
        CanvasRect::new(
            self.center.x - self.size.width / 2.0,
            self.center.y - self.size.height / 2.0,
            self.size.width,
            self.size.height,
        )
    }

    /// The smallest upright rectangle that holds the turned element.
    pub fn bounds(self) -> CanvasRect {
        let (sin, cos) = (maths::sin(self.rotation).abs(), maths::cos(self.rotation).abs());
        let width = self.size.width * cos + self.size.height * sin;
        let height = self.size.width * sin + self.size.height * cos;
        CanvasRect::new(self.center.x - width / 2.0, self.center.y - height / 2.0, width, height)
    }

    /// A place on the slide as the turned element has it: from its left top corner.
    pub fn local_from_slide(self, point: CanvasPoint) -> CanvasPoint {
        let (sin, cos) = maths::sin_cos(self.rotation);
        let (dx, dy) = (point.x - self.center.x, point.y - self.center.y);
        let (x, y) = (dx * cos + dy * sin, dy * cos - dx * sin);
        CanvasPoint { x: x + self.size.width / 2.0, y: y + self.size.height / 2.0 }
    }

    /// Whether a place on the slide is inside the turned element.
    pub fn contains(self, point: CanvasPoint) -> bool {
        // Most stand upright, and are asked often.
        let at = if self.rotation == 0.0 {
            let CanvasRect { x, y, .. } = self.rect();
            CanvasPoint { x: point.x - x, y: point.y - y }
        } else {
            self.local_from_slide(point)
        };
        (0.0..=self.size.width).contains(&at.x) && (0.0..=self.size.height).contains(&at.y)
    }

    /// Whether every number is finite and the size is not negative.
    pub fn is_sound(self) -> bool {
        let values = [self.center.x, self.center.y, self.size.width, self.size.height, self.rotation];
        values.iter().all(|it| it.is_finite() && it.abs() < 1e6) && self.size.width >= 0.0 && self.size.height >= 0.0
    }
}

/// Output pixels per canvas unit: 1 for export, zoom × display scale for the preview.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct PixelScale(pub f32);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fitted_size_keeps_its_aspect_and_touches_one_side() {
        let frame = CanvasSize::new(300.0, 400.0);
        assert_eq!(frame.fit(1.0), CanvasSize::new(300.0, 300.0));
        assert_eq!(frame.fit(0.5), CanvasSize::new(200.0, 400.0));
    }

    #[test]
    fn an_element_of_another_height_keeps_its_upper_edge() {
        let before = Placement { rotation: 0.7, ..Placement::upright(CanvasRect::new(10.0, 20.0, 100.0, 50.0)) };
        let after = before.with_height(90.0);
        let top = |it: Placement| {
            (
                it.center.x + it.size.height / 2.0 * maths::sin(0.7_f32),
                it.center.y - it.size.height / 2.0 * maths::cos(0.7_f32),
            )
        };
        assert!((top(before).0 - top(after).0).abs() < 1e-3 && (top(before).1 - top(after).1).abs() < 1e-3);
    }

    #[test]
    fn a_turned_element_is_hit_where_it_is_drawn() {
        let placement = Placement {
            center: CanvasPoint { x: 100.0, y: 100.0 },
            size: CanvasSize::new(100.0, 10.0),
            rotation: std::f32::consts::FRAC_PI_2,
        };
        assert!(placement.contains(CanvasPoint { x: 100.0, y: 140.0 }));
        assert!(!placement.contains(CanvasPoint { x: 140.0, y: 100.0 }));
        let bounds = placement.bounds();
        assert!((bounds.height - 100.0).abs() < 0.01 && (bounds.width - 10.0).abs() < 0.01);
    }
}
