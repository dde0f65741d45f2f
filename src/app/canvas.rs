//! The canvas: the slide as it will be exported, and over it what is selected, its handles and guides.
//!
//! Canvas units and screen points meet in [`Lens`] alone. A drag is one gesture: its edits are one step back
//! and Escape takes it away.

use egui::{Color32, CursorIcon, Key, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui, Vec2};

use super::action::Action;
use super::look::tokens;
use super::view::{CanvasDrag, Grip, View};
use crate::compose::{ElementKey, ElementNames, Layout, Placed, PlacedKind};
use crate::domain::{CanvasPoint, CanvasSize, Element, FormatId, Placement, Slide};
use crate::edit::{Edit, GestureId};

/// Side of a handle, in points.
const HANDLE: f32 = 9.0;
/// Distance of the turning knob from the element, in points.
const KNOB: f32 = 26.0;
/// Points within which edges and middles draw together.
const SNAP: f32 = 6.0;
/// Smallest side of an element, in canvas units.
const LEAST: f32 = 12.0;

/// From canvas units to screen points and back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lens {
    pub(super) origin: Pos2,
    pub(super) scale: f32,
}

impl Lens {
    pub(super) fn screen_from_canvas(self, point: CanvasPoint) -> Pos2 {
        self.origin + Vec2::new(point.x, point.y) * self.scale
    }

    fn canvas_from_screen(self, point: Pos2) -> CanvasPoint {
        let at = (point - self.origin) / self.scale;
        CanvasPoint { x: at.x, y: at.y }
    }

    fn corners(self, placement: Placement) -> [Pos2; 4] {
        [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| self.at(placement, x, y))
    }

    /// A place on the element: −1…1 across and down.
    fn at(self, placement: Placement, x: f32, y: f32) -> Pos2 {
        let local = Vec2::new(x * placement.size.width / 2.0, y * placement.size.height / 2.0);
        let turned = egui::emath::Rot2::from_angle(placement.rotation) * local;
        self.screen_from_canvas(CanvasPoint { x: placement.center.x + turned.x, y: placement.center.y + turned.y })
    }
}

const HANDLES: [(f32, f32); 8] =
    [(-1.0, -1.0), (0.0, -1.0), (1.0, -1.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (-1.0, 1.0), (-1.0, 0.0)];

/// Handles pointer and keys over the canvas.
pub(super) fn canvas_ui(
    ui: &Ui,
    response: &Response,
    (slide, layout, format): (&Slide, &Layout, &FormatId),
    names: ElementNames<'_>,
    lens: Lens,
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    let selected = view.selected.and_then(|it| layout.element(it));
    pick(ui, response, layout, selected, lens, view, actions);
    if let Some(drag) = view.drag {
        follow(ui, response, drag, (slide, layout, format), lens, view, actions);
    }
    keys(ui, (slide, format), selected, actions);
    if let Some(placed) = view.selected.and_then(|it| layout.element(it)) {
        paint_selection(ui, placed, shown_placement(placed, slide, format), lens);
    }
    paint_guides(ui, view, lens, layout.size());
    name_elements(ui, layout, names, lens, view, actions);
}

/// Where an element is in the document now; the layout may be a frame older.
fn shown_placement(placed: &Placed, slide: &Slide, format: &FormatId) -> Placement {
    let own = match placed.key {
        ElementKey::Role(role) => slide.overrides.placement(format, role),
        ElementKey::Free(id) => slide.element(id).map(|it| it.placement),
    };
    own.unwrap_or(placed.placement)
}

fn pick(
    ui: &Ui,
    response: &Response,
    layout: &Layout,
    selected: Option<&Placed>,
    lens: Lens,
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    let Some(pointer) = response.hover_pos().or(response.interact_pointer_pos()) else { return };
    let grip = selected.and_then(|it| grip_at(it.placement, pointer, lens));
    let under = topmost(layout, lens.canvas_from_screen(pointer));
    ui.ctx().set_cursor_icon(cursor(grip, under.is_some()));
    let pressed_at = ui.input(|it| it.pointer.press_origin()).unwrap_or(pointer);
    if response.drag_started() {
        let start = lens.canvas_from_screen(pressed_at);
        let grip = selected.and_then(|it| Some((it, grip_at(it.placement, pressed_at, lens)?)));
        let held = grip.or_else(|| Some((topmost(layout, start)?, Grip::Body)));
        if let Some((placed, grip)) = held {
            view.n_gestures += 1;
            let gesture = GestureId(view.n_gestures);
            view.drag = Some(CanvasDrag { key: placed.key, grip, from: start, start: placed.placement, gesture });
            actions.push(Action::SelectElement(Some(placed.key)));
        }
    } else if response.clicked() {
        actions.push(Action::SelectElement(under.map(|it| it.key)));
    }
}

fn cursor(grip: Option<Grip>, is_over: bool) -> CursorIcon {
    match grip {
        Some(Grip::Turn) => CursorIcon::Crosshair,
        Some(Grip::Handle(x, y)) if x == 0.0 && y != 0.0 => CursorIcon::ResizeVertical,
        Some(Grip::Handle(_, 0.0)) => CursorIcon::ResizeHorizontal,
        Some(Grip::Handle(x, y)) if x == y => CursorIcon::ResizeNwSe,
        Some(Grip::Handle(..)) => CursorIcon::ResizeNeSw,
        Some(Grip::Body) => CursorIcon::Move,
        None if is_over => CursorIcon::Move,
        None => CursorIcon::Default,
    }
}

fn topmost(layout: &Layout, point: CanvasPoint) -> Option<&Placed> {
    let is_thing = |it: &&Placed| !matches!(it.kind, PlacedKind::Board);
    layout.elements.iter().rev().filter(is_thing).find(|it| it.placement.contains(point))
}

fn grip_at(placement: Placement, pointer: Pos2, lens: Lens) -> Option<Grip> {
    let near = |at: Pos2| at.distance(pointer) <= HANDLE;
    if near(knob(placement, lens)) {
        return Some(Grip::Turn);
    }
    HANDLES.into_iter().find(|(x, y)| near(lens.at(placement, *x, *y))).map(|(x, y)| Grip::Handle(x, y))
}

fn knob(placement: Placement, lens: Lens) -> Pos2 {
    let (top, center) = (lens.at(placement, 0.0, -1.0), lens.at(placement, 0.0, 0.0));
    top + (top - center).normalized() * KNOB
}

fn follow(
    ui: &Ui,
    response: &Response,
    drag: CanvasDrag,
    (slide, layout, format): (&Slide, &Layout, &FormatId),
    lens: Lens,
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    if ui.input(|it| it.key_pressed(Key::Escape)) {
        view.drag = None;
        view.guides.clear();
        actions.push(Action::CancelGesture(drag.gesture));
        return;
    }
    if let Some(pointer) = response.interact_pointer_pos() {
        let (is_free, is_straight) = ui.input(|it| (it.modifiers.alt, it.modifiers.shift));
        let to = lens.canvas_from_screen(pointer);
        view.guides.clear();
        let mut placement = moved(drag, to, (is_straight, keeps_proportion(layout, drag.key)));
        if drag.grip == Grip::Body && !is_free {
            snap(&mut placement, (layout, drag.key), SNAP / lens.scale, &mut view.guides);
        }
        if let Some(edit) = place_edit(drag.key, placement, slide, format) {
            actions.push(Action::EditIn(edit, drag.gesture));
        }
    }
    if response.drag_stopped() || !ui.input(|it| it.pointer.any_down()) {
        view.drag = None;
        view.guides.clear();
        actions.push(Action::EndGesture);
    }
}

fn keeps_proportion(layout: &Layout, key: ElementKey) -> bool {
    let kind = layout.element(key).map(|it| &it.kind);
    matches!(kind, Some(PlacedKind::Cover { .. } | PlacedKind::Plaque(_) | PlacedKind::Picture { .. }))
}

/// The element after its grip has gone to a point.
fn moved(drag: CanvasDrag, to: CanvasPoint, (is_straight, keeps): (bool, bool)) -> Placement {
    let CanvasDrag { grip, from, start, .. } = drag;
    let (mut dx, mut dy) = (to.x - from.x, to.y - from.y);
    match grip {
        Grip::Body => {
            if is_straight {
                if dx.abs() > dy.abs() { dy = 0.0 } else { dx = 0.0 }
            }
            let center = CanvasPoint { x: start.center.x + dx, y: start.center.y + dy };
            Placement { center, ..start }
        }
        Grip::Turn => {
            let angle = (to.x - start.center.x).atan2(start.center.y - to.y);
            let step = 15_f32.to_radians();
            let rotation = if is_straight { (angle / step).round() * step } else { angle };
            Placement { rotation, ..start }
        }
        Grip::Handle(x, y) => scaled(start, (x, y), (dx, dy), keeps && x != 0.0 && y != 0.0),
    }
}

/// Scales about the opposite side, which stays where it is.
fn scaled(start: Placement, (x, y): (f32, f32), (dx, dy): (f32, f32), keeps: bool) -> Placement {
    let (sin, cos) = start.rotation.sin_cos();
    let (along, down) = (dx * cos + dy * sin, dy * cos - dx * sin);
    let mut width = (start.size.width + along * x).max(LEAST);
    let mut height = (start.size.height + down * y).max(LEAST);
    if keeps {
        let by = (width / start.size.width.max(1.0)).max(height / start.size.height.max(1.0));
        (width, height) = (start.size.width * by, start.size.height * by);
    }
    let (grown_x, grown_y) = ((width - start.size.width) * x / 2.0, (height - start.size.height) * y / 2.0);
    let center = CanvasPoint {
        x: start.center.x + grown_x * cos - grown_y * sin,
        y: start.center.y + grown_x * sin + grown_y * cos,
    };
    Placement { center, size: CanvasSize::new(width, height), rotation: start.rotation }
}

/// Draws an element to the middle and margins of the slide and to the edges and middles of others.
fn snap(placement: &mut Placement, (layout, key): (&Layout, ElementKey), within: f32, guides: &mut Vec<(bool, f32)>) {
    let size = layout.size();
    let safe = layout.format.safe;
    let mut across = vec![size.width / 2.0, safe.left, size.width - safe.right];
    let mut down = vec![size.height / 2.0, safe.top, size.height - safe.bottom];
    for other in layout.elements.iter().filter(|it| it.key != key) {
        let bounds = other.placement.bounds();
        across.extend([bounds.x, bounds.center().x, bounds.right()]);
        down.extend([bounds.y, bounds.center().y, bounds.bottom()]);
    }
    let bounds = placement.bounds();
    let nearest = |own: [f32; 3], lines: &[f32]| {
        let pairs = own.into_iter().flat_map(|own| lines.iter().map(move |line| (line - own, *line)));
        pairs.filter(|it| it.0.abs() <= within).min_by(|a, b| a.0.abs().total_cmp(&b.0.abs()))
    };
    if let Some((by, line)) = nearest([bounds.x, bounds.center().x, bounds.right()], &across) {
        placement.center.x += by;
        guides.push((true, line));
    }
    if let Some((by, line)) = nearest([bounds.y, bounds.center().y, bounds.bottom()], &down) {
        placement.center.y += by;
        guides.push((false, line));
    }
}

/// The edit that puts an element somewhere.
pub(super) fn place_edit(key: ElementKey, placement: Placement, slide: &Slide, format: &FormatId) -> Option<Edit> {
    match key {
        ElementKey::Role(role) => {
            Some(Edit::Place { slide: slide.id, format: format.clone(), role, placement: Some(placement) })
        }
        ElementKey::Free(id) => {
            let element = Element { placement, ..Element::clone(slide.element(id)?) };
            Some(Edit::Element { slide: slide.id, format: format.clone(), element: Box::new(element) })
        }
    }
}

fn keys(ui: &Ui, (slide, format): (&Slide, &FormatId), selected: Option<&Placed>, actions: &mut Vec<Action>) {
    if ui.ctx().egui_wants_keyboard_input() {
        return;
    }
    let Some(placed) = selected else { return };
    let (mut dx, mut dy) = (0.0, 0.0);
    let modifiers = ui.input(|it| it.modifiers);
    let step = if modifiers.shift { 10.0 } else { 1.0 };
    for (key, x, y) in [
        (Key::ArrowLeft, -1.0, 0.0),
        (Key::ArrowRight, 1.0, 0.0),
        (Key::ArrowUp, 0.0, -1.0),
        (Key::ArrowDown, 0.0, 1.0),
    ] {
        if !modifiers.command && !modifiers.alt && ui.input(|it| it.key_pressed(key)) {
            dx += x * step;
            dy += y * step;
        }
    }
    if dx != 0.0 || dy != 0.0 {
        let now = shown_placement(placed, slide, format);
        let center = CanvasPoint { x: now.center.x + dx, y: now.center.y + dy };
        actions.extend(place_edit(placed.key, Placement { center, ..now }, slide, format).map(Action::Edit));
    }
    if ui.input(|it| it.key_pressed(Key::Escape)) {
        actions.push(Action::SelectElement(None));
    }
}

fn paint_selection(ui: &Ui, placed: &Placed, placement: Placement, lens: Lens) {
    let tokens = tokens(ui);
    let painter = ui.painter();
    let line = Stroke::new(1.5, tokens.selection);
    let mut corners = lens.corners(placement).to_vec();
    corners.extend(corners.first().copied());
    painter.add(egui::Shape::line(corners, line));
    let top = lens.at(placement, 0.0, -1.0);
    let knob = knob(placement, lens);
    painter.line_segment([top, knob], line);
    painter.circle(knob, HANDLE / 2.0 + 1.0, Color32::WHITE, line);
    for (x, y) in HANDLES {
        let rect = Rect::from_center_size(lens.at(placement, x, y), Vec2::splat(HANDLE));
        painter.rect(rect, 2.0, Color32::WHITE, line, StrokeKind::Middle);
    }
    if placed.is_moved {
        painter.circle_filled(lens.at(placement, 1.0, -1.0) + Vec2::new(9.0, -9.0), 3.0, tokens.accent);
    }
}

fn paint_guides(ui: &Ui, view: &View, lens: Lens, size: CanvasSize) {
    let stroke = Stroke::new(1.0, tokens(ui).guide);
    for (is_vertical, at) in &view.guides {
        let (from, to) = if *is_vertical {
            (CanvasPoint { x: *at, y: 0.0 }, CanvasPoint { x: *at, y: size.height })
        } else {
            (CanvasPoint { x: 0.0, y: *at }, CanvasPoint { x: size.width, y: *at })
        };
        ui.painter().line_segment([lens.screen_from_canvas(from), lens.screen_from_canvas(to)], stroke);
    }
}

/// Elements for screen readers and keys: each can be focused and selected without a pointer.
fn name_elements(
    ui: &Ui,
    layout: &Layout,
    names: ElementNames<'_>,
    lens: Lens,
    view: &View,
    actions: &mut Vec<Action>,
) {
    for placed in layout.elements.iter().filter(|it| !matches!(it.kind, PlacedKind::Board)) {
        let rect = Rect::from_points(&lens.corners(placed.placement));
        let response =
            ui.interact(rect, ui.scope_id().with(("element", placed.key)), Sense::focusable_noninteractive());
        let name = names.name(layout, placed.key);
        let is_selected = view.selected == Some(placed.key);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, is_selected, &name));
        if response.has_focus() && ui.input(|it| it.key_pressed(Key::Enter)) {
            actions.push(Action::SelectElement(Some(placed.key)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::CanvasRect;

    #[test]
    fn the_opposite_corner_stays_when_one_is_dragged() {
        for rotation in [0.0_f32, 0.6, -1.2] {
            let upright = Placement::upright(CanvasRect::new(100.0, 100.0, 200.0, 300.0));
            let start = Placement { rotation, ..upright };
            let lens = Lens { origin: Pos2::ZERO, scale: 1.0 };
            let before = lens.at(start, -1.0, -1.0);
            let after = scaled(start, (1.0, 1.0), (37.0, 12.0), false);
            assert!(lens.at(after, -1.0, -1.0).distance(before) < 0.01);
        }
    }

    #[test]
    fn an_element_never_shrinks_to_nothing() {
        let start = Placement::upright(CanvasRect::new(0.0, 0.0, 50.0, 50.0));
        let after = scaled(start, (1.0, 1.0), (-500.0, -500.0), false);
        assert!(after.size.width >= LEAST && after.size.height >= LEAST);
    }
}
