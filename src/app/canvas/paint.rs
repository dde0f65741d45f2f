//! What is drawn over the slide and is not part of it: selection, handles, guides, safe areas.

use egui::{Align2, Color32, FontId, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2};

use super::gesture::{band, knob};
use super::snap::Guide;
use super::{Canvas, margins};
use crate::app::look::{semibold, tokens};
use crate::app::view::{Grip, View};
use crate::domain::{CanvasPoint, CanvasRect, Placement};

/// Side of a handle, in points.
const HANDLE: f32 = 9.0;

pub(super) fn outline(ui: &Ui, canvas: &Canvas<'_>, placement: Placement, stroke: Stroke) {
    let mut corners = canvas.lens.corners(placement).to_vec();
    corners.extend(corners.first().copied());
    ui.painter().add(Shape::line(corners, stroke));
}

/// Outlines of what is selected, handles of their frame, the rubber band.
pub(super) fn selection(ui: &Ui, canvas: &Canvas<'_>, view: &View) {
    let tokens = tokens(ui);
    if let Some(thing) = view.hovered.and_then(|it| canvas.thing(it)).filter(|it| !view.selection.contains(it.key)) {
        outline(ui, canvas, thing.placement, Stroke::new(1.5, tokens.selection.gamma_multiply(0.6)));
    }
    for thing in canvas.things.iter().filter(|it| view.selection.contains(it.key)) {
        let halo = Stroke::new(3.5, Color32::from_white_alpha(150));
        outline(ui, canvas, thing.placement, halo);
        let width = if view.selection.len() > 1 { 1.0 } else { 1.5 };
        outline(ui, canvas, thing.placement, Stroke::new(width, tokens.selection));
        if thing.is_locked {
            let icon = egui_material_icons::icons::ICON_LOCK.codepoint;
            let at = canvas.lens.at(thing.placement, 1.0, -1.0) + Vec2::new(12.0, -10.0);
            ui.painter().text(at, Align2::CENTER_CENTER, icon, FontId::proportional(15.0), tokens.selection);
        }
    }
    if let Some(drag) = view.drag.as_ref().filter(|it| it.grip == Grip::Marquee) {
        let rect = canvas.lens.rect(band(drag));
        let stroke = Stroke::new(1.0, tokens.selection);
        ui.painter().rect(rect, 0.0, tokens.selection.gamma_multiply(0.1), stroke, StrokeKind::Middle);
        return;
    }
    if let Some(frame) = canvas.frame(view) {
        handles(ui, canvas, frame, view);
    }
}

fn handles(ui: &Ui, canvas: &Canvas<'_>, (frame, manner): (Placement, super::Manner), view: &View) {
    let tokens = tokens(ui);
    let line = Stroke::new(1.5, tokens.selection);
    if view.selection.len() > 1 {
        outline(ui, canvas, frame, line);
    }
    let painter = ui.painter();
    let knob = knob(frame, canvas);
    painter.line_segment([canvas.lens.at(frame, 0.0, -1.0), knob], line);
    painter.circle(knob, HANDLE / 2.0 + 1.0, Color32::WHITE, line);
    for (x, y) in manner.handles() {
        let rect = Rect::from_center_size(canvas.lens.at(frame, *x, *y), Vec2::splat(HANDLE));
        painter.rect(rect, 2.0, Color32::WHITE, line, StrokeKind::Middle);
    }
    if let Some(drag) = &view.drag {
        let words = match drag.grip {
            Grip::Turn => format!("{:.0}°", frame.rotation.to_degrees()),
            Grip::Handle(..) => format!("{:.0} × {:.0}", frame.size.width, frame.size.height),
            _ => return,
        };
        let below = Rect::from_points(&canvas.lens.corners(frame)).center_bottom() + Vec2::new(0.0, 20.0);
        label(ui, below, &words, tokens.selection);
    }
}

/// White words on a small coloured plate.
pub(super) fn label(ui: &Ui, at: Pos2, words: &str, colour: Color32) {
    let galley = ui.painter().layout_no_wrap(words.to_owned(), semibold(11.5), Color32::WHITE);
    let rect = Rect::from_center_size(at, galley.size() + Vec2::new(10.0, 4.0));
    // Near the edge of the canvas the words stay whole.
    let (room, size) = (ui.clip_rect().shrink(4.0), rect.size());
    let corner = rect.min.clamp(room.min, (room.max - size).max(room.min));
    let rect = Rect::from_min_size(corner, size);
    ui.painter().rect_filled(rect, 3.0, colour);
    ui.painter().galley(rect.min + Vec2::new(5.0, 2.0), galley, Color32::WHITE);
}

/// Why a thing stands where it does: lines, and distances with their numbers.
pub(super) fn guides(ui: &Ui, canvas: &Canvas<'_>, view: &View) {
    let colour = tokens(ui).guide;
    let stroke = Stroke::new(1.0, colour);
    let point = |is_vertical: bool, along: f32, at: f32| {
        let (x, y) = if is_vertical { (at, along) } else { (along, at) };
        canvas.lens.screen_from_canvas(CanvasPoint { x, y })
    };
    for guide in &view.guides {
        match *guide {
            Guide::Line { is_vertical, at, span } => {
                let ends = [point(is_vertical, span.0, at), point(is_vertical, span.1, at)];
                ui.painter().line_segment(ends, stroke);
            }
            Guide::Gap { is_vertical, span, at, is_equal } => {
                let ends = [point(is_vertical, span.0, at), point(is_vertical, span.1, at)];
                let tick = if is_vertical { Vec2::new(4.0, 0.0) } else { Vec2::new(0.0, 4.0) };
                ui.painter().line_segment(ends, stroke);
                for end in ends {
                    ui.painter().line_segment([end - tick, end + tick], stroke);
                }
                let words = format!("{}{:.0}", if is_equal { "= " } else { "" }, span.1 - span.0);
                let middle = ends[0].lerp(ends[1], 0.5);
                let room = if is_vertical { Vec2::new(20.0, 0.0) } else { Vec2::new(0.0, 13.0) };
                label(ui, middle + room, &words, colour);
            }
        }
    }
}

/// Where the format keeps things out, and what the profile grid shows.
pub(super) fn overlays(ui: &Ui, canvas: &Canvas<'_>, view: &View) {
    let size = canvas.layout.size();
    let whole = CanvasRect::new(0.0, 0.0, size.width, size.height);
    if view.aids.safe {
        let safe = whole.shrink(canvas.layout.format.safe);
        shade_outside(ui, canvas, whole, safe);
        dashed(ui, canvas, margins(size, canvas.layout.format.safe), tokens(ui).guide);
    }
    if view.aids.grid {
        let shown = grid_crop(size);
        shade_outside(ui, canvas, whole, shown);
        dashed(ui, canvas, shown, tokens(ui).selection);
    }
}

/// The middle 3:4 of a slide: what a grid of profile pictures shows of it.
fn grid_crop(size: crate::domain::CanvasSize) -> CanvasRect {
    let part = size.fit(3.0 / 4.0);
    CanvasRect::new((size.width - part.width) / 2.0, (size.height - part.height) / 2.0, part.width, part.height)
}

fn shade_outside(ui: &Ui, canvas: &Canvas<'_>, whole: CanvasRect, part: CanvasRect) {
    let (whole, part) = (canvas.lens.rect(whole), canvas.lens.rect(part));
    let bands = [
        Rect::from_min_max(whole.min, Pos2::new(whole.max.x, part.min.y)),
        Rect::from_min_max(Pos2::new(whole.min.x, part.max.y), whole.max),
        Rect::from_min_max(Pos2::new(whole.min.x, part.min.y), Pos2::new(part.min.x, part.max.y)),
        Rect::from_min_max(Pos2::new(part.max.x, part.min.y), Pos2::new(whole.max.x, part.max.y)),
    ];
    for band in bands.into_iter().filter(Rect::is_positive) {
        ui.painter().rect_filled(band, 0.0, Color32::from_black_alpha(90));
    }
}

fn dashed(ui: &Ui, canvas: &Canvas<'_>, rect: CanvasRect, colour: Color32) {
    let mut corners = canvas.lens.corners(Placement::upright(rect)).to_vec();
    corners.extend(corners.first().copied());
    ui.painter().extend(Shape::dashed_line(&corners, Stroke::new(1.2, colour), 6.0, 4.0));
}
