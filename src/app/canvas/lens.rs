//! From canvas units to screen points and back; nowhere else do the two meet.

use egui::{Pos2, Rect, Vec2};

use crate::domain::{CanvasPoint, CanvasRect, Placement};

/// How the slide lies on the screen.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Lens {
    /// Where the left top corner of the slide is.
    pub(in crate::app) origin: Pos2,
    /// Points per canvas unit.
    pub(in crate::app) scale: f32,
}

impl Lens {
    pub(in crate::app) fn screen_from_canvas(self, point: CanvasPoint) -> Pos2 {
        self.origin + Vec2::new(point.x, point.y) * self.scale
    }

    pub(in crate::app) fn canvas_from_screen(self, point: Pos2) -> CanvasPoint {
        let at = (point - self.origin) / self.scale;
        CanvasPoint { x: at.x, y: at.y }
    }

    pub(super) fn rect(self, rect: CanvasRect) -> Rect {
        let end = CanvasPoint { x: rect.right(), y: rect.bottom() };
        Rect::from_two_pos(self.screen_from_canvas(CanvasPoint { x: rect.x, y: rect.y }), self.screen_from_canvas(end))
    }

    pub(super) fn corners(self, placement: Placement) -> [Pos2; 4] {
        [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| self.at(placement, x, y))
    }

    /// A place on the element: −1…1 across and down.
    pub(super) fn at(self, placement: Placement, x: f32, y: f32) -> Pos2 {
        let local = Vec2::new(x * placement.size.width / 2.0, y * placement.size.height / 2.0);
        let turned = egui::emath::Rot2::from_angle(placement.rotation) * local;
        self.screen_from_canvas(CanvasPoint { x: placement.center.x + turned.x, y: placement.center.y + turned.y })
    }
}
