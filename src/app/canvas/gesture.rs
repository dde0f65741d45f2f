//! The pointer on the canvas: pressing, dragging, letting go.

use egui::{CursorIcon, Key, Modifiers, Pos2, Response, Ui};

use super::handling::{self, Held, Manner, Scaling};
use super::inside::{self, can_go_inside, inside};
use super::snap::{Guide, Surroundings, snapped, snapped_side};
use super::things::{Deed, Thing, as_free, common_sort, crop_edit, place_edit, size_edits, step_name, under};
use super::typing::{Pick, begin, can_be_typed};
use super::{Canvas, margins};
use crate::app::action::Action;
use crate::app::selection::Selection;
use crate::app::view::{CanvasDrag, Grip, View};
use crate::compose::ElementKey;
use crate::domain::{CanvasPoint, CanvasRect, Element, ElementId, Placement};
use crate::edit::{Edit, GestureId};

/// Points around a handle in which it is taken hold of.
const REACH: f32 = 10.0;
/// Distance of the turning knob from the element, in points.
pub(super) const KNOB: f32 = 26.0;
/// Points within which edges and middles draw together.
const SNAP: f32 = 6.0;

/// Presses, drags and clicks.
pub(super) fn pointer(ui: &Ui, response: &Response, canvas: &Canvas<'_>, view: &mut View, actions: &mut Vec<Action>) {
    hover(ui, response, canvas, view);
    let primary = egui::PointerButton::Primary;
    if response.drag_started_by(primary) && !view.looking.is_panning {
        press(ui, canvas, view, actions);
    } else if response.double_clicked() && goes_in(ui, response, canvas, view) {
        enter(ui, response, canvas, (view, actions));
    } else if response.clicked() || response.secondary_clicked() {
        click(ui, response, canvas, view, actions);
    }
    if let Some(drag) = view.drag.take() {
        follow(ui, response, canvas, (drag, view), actions);
    }
}

fn hover(ui: &Ui, response: &Response, canvas: &Canvas<'_>, view: &mut View) {
    view.hovered = None;
    let Some(pointer) = response.hover_pos() else { return };
    let grip = canvas.frame(view).and_then(|it| grip_at(it, pointer, canvas));
    let thing = under(&canvas.things, canvas.lens.canvas_from_screen(pointer));
    if view.drag.is_none() {
        view.hovered = thing.map(|it| it.key);
    }
    if !view.looking.is_panning {
        ui.ctx().set_cursor_icon(cursor(grip, thing.is_some()));
    }
}

fn cursor(grip: Option<Grip>, is_over: bool) -> CursorIcon {
    match grip {
        Some(Grip::Turn) => CursorIcon::Crosshair,
        Some(Grip::Handle(x, y)) if x == 0.0 && y != 0.0 => CursorIcon::ResizeVertical,
        Some(Grip::Handle(_, 0.0)) => CursorIcon::ResizeHorizontal,
        Some(Grip::Handle(x, y)) if x == y => CursorIcon::ResizeNwSe,
        Some(Grip::Handle(..)) => CursorIcon::ResizeNeSw,
        _ if is_over => CursorIcon::Move,
        _ => CursorIcon::Default,
    }
}

/// Where the knob that turns a frame is.
pub(super) fn knob(placement: Placement, canvas: &Canvas<'_>) -> Pos2 {
    let (top, center) = (canvas.lens.at(placement, 0.0, -1.0), canvas.lens.at(placement, 0.0, 0.0));
    let up = (top - center).normalized();
    let up = if up.is_finite() && up.length() > 0.5 { up } else { egui::vec2(0.0, -1.0) };
    top + up * KNOB
}

fn grip_at((frame, manner): (Placement, Manner), pointer: Pos2, canvas: &Canvas<'_>) -> Option<Grip> {
    if knob(frame, canvas).distance(pointer) <= REACH {
        return Some(Grip::Turn);
    }
    let distance = |(x, y): (f32, f32)| canvas.lens.at(frame, x, y).distance(pointer);
    let near = manner.handles().iter().copied().filter(|it| distance(*it) <= REACH);
    // On something small handles lie close together: the nearest is meant.
    near.min_by(|a, b| distance(*a).total_cmp(&distance(*b))).map(|(x, y)| Grip::Handle(x, y))
}

/// A click selects: the group of what is under it, with Ctrl the thing alone, with Shift in addition.
fn click(ui: &Ui, response: &Response, canvas: &Canvas<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(pointer) = response.interact_pointer_pos() else { return };
    let modifiers = ui.input(|it| it.modifiers);
    let thing = under(&canvas.things, canvas.lens.canvas_from_screen(pointer));
    let selection = match thing {
        None if modifiers.shift => return,
        None => Selection::default(),
        Some(it) if response.secondary_clicked() && view.selection.contains(it.key) => return,
        Some(it) => picked(canvas, view, it.key, modifiers),
    };
    let id = selection.last().map_or(response.id, |key| super::names::element_id(ui, key));
    view.wants_focus = Some(id);
    actions.push(Action::Select(selection));
}

fn picked(canvas: &Canvas<'_>, view: &View, key: ElementKey, modifiers: Modifiers) -> Selection {
    let keys = if modifiers.command { vec![key] } else { canvas.slide.layers.with_groups(&[key]) };
    if modifiers.shift { view.selection.toggled(&keys) } else { Selection::of(keys) }
}

/// Is the thing under the pointer selected already? Two quick clicks on two things are no double click.
fn goes_in(ui: &Ui, response: &Response, canvas: &Canvas<'_>, view: &View) -> bool {
    let Some(pointer) = response.interact_pointer_pos() else { return false };
    let thing = under(&canvas.things, canvas.lens.canvas_from_screen(pointer));
    !ui.input(|it| it.modifiers.any()) && thing.is_some_and(|it| view.selection.contains(it.key))
}

/// A double click goes into what is under it: out of a group its thing, into the frame of a picture.
fn enter(ui: &Ui, response: &Response, canvas: &Canvas<'_>, (view, actions): (&mut View, &mut Vec<Action>)) {
    let Some(pointer) = response.interact_pointer_pos() else { return };
    let Some(thing) = under(&canvas.things, canvas.lens.canvas_from_screen(pointer)) else { return };
    if view.selection.len() > 1 {
        actions.push(Action::Select(Selection::one(thing.key)));
    } else if can_go_inside(thing) {
        view.inside = Some(thing.key);
    } else if can_be_typed(thing) {
        begin(ui.ctx(), canvas, view, (thing.key, Pick::At(pointer)));
    }
}

fn press(ui: &Ui, canvas: &Canvas<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(pressed_at) = ui.input(|it| it.pointer.press_origin()) else { return };
    let modifiers = ui.input(|it| it.modifiers);
    let from = canvas.lens.canvas_from_screen(pressed_at);
    view.n_gestures += 1;
    let gesture = GestureId(view.n_gestures);
    if let Some(frame) = canvas.frame(view)
        && let Some(grip) = grip_at(frame, pressed_at, canvas)
    {
        view.drag = Some(drag(canvas, view, grip, from, gesture));
        return;
    }
    if inside(canvas, view).is_some_and(|it| it.placement.contains(from)) {
        view.drag = Some(drag(canvas, view, Grip::Inside, from, gesture));
        return;
    }
    let holds_selected = canvas.movable(view).any(|it| it.placement.contains(from));
    if !holds_selected {
        let Some(thing) = under(&canvas.things, from) else {
            let kept = if modifiers.shift { view.selection.clone() } else { Selection::default() };
            actions.push(Action::Select(kept));
            view.drag = Some(drag(canvas, view, Grip::Marquee, from, gesture));
            return;
        };
        view.selection = picked(canvas, view, thing.key, modifiers);
        actions.push(Action::Select(view.selection.clone()));
    }
    let mut held = drag(canvas, view, Grip::Body, from, gesture);
    held.copies = modifiers.alt || modifiers.command;
    view.drag = Some(held).filter(|it| !it.starts.is_empty());
}

fn drag(canvas: &Canvas<'_>, view: &View, grip: Grip, from: CanvasPoint, gesture: GestureId) -> CanvasDrag {
    let (frame, manner) = canvas.frame(view).unwrap_or((Placement::default(), Manner::Whole));
    let starts = canvas.movable(view).cloned().collect();
    CanvasDrag { grip, from, to: from, starts, frame, manner, gesture, copies: false, new_id: canvas.next_id() }
}

fn follow(
    ui: &Ui,
    response: &Response,
    canvas: &Canvas<'_>,
    (mut drag, view): (CanvasDrag, &mut View),
    actions: &mut Vec<Action>,
) {
    view.guides.clear();
    if ui.input(|it| it.key_pressed(Key::Escape)) {
        actions.push(Action::CancelGesture(drag.gesture));
        return;
    }
    if let Some(pointer) = ui.input(|it| it.pointer.interact_pos()) {
        drag.to = canvas.lens.canvas_from_screen(pointer);
        let modifiers = ui.input(|it| it.modifiers);
        let held = Held { shift: modifiers.shift, alt: modifiers.alt, ctrl: modifiers.command };
        if drag.grip == Grip::Marquee {
            caught(canvas, &drag, actions);
        } else {
            actions.extend(dragged(canvas, &drag, held, view).map(|it| Action::EditIn(it, drag.gesture)));
        }
    }
    let is_over = response.drag_stopped() || !ui.input(|it| it.pointer.any_down());
    if is_over {
        view.guides.clear();
        if drag.copies {
            let new = (0..drag.starts.len() as u64).map(|it| ElementKey::Free(ElementId(drag.new_id.0 + it)));
            actions.push(Action::Select(Selection::of(new)));
        }
        actions.push(Action::EndGesture);
    } else {
        view.drag = Some(drag);
    }
}

/// What lies within the rubber band is selected, with its groups.
fn caught(canvas: &Canvas<'_>, drag: &CanvasDrag, actions: &mut Vec<Action>) {
    let band = band(drag);
    let within = canvas.things.iter().filter(|it| !it.is_locked && band.contains_rect(it.placement.bounds(), 0.5));
    let keys: Vec<ElementKey> = drag.starts.iter().chain(within).map(|it| it.key).collect();
    actions.push(Action::Select(Selection::of(canvas.slide.layers.with_groups(&keys))));
}

/// The rubber band.
pub(super) fn band(drag: &CanvasDrag) -> CanvasRect {
    let (x, y) = (drag.from.x.min(drag.to.x), drag.from.y.min(drag.to.y));
    CanvasRect::new(x, y, (drag.from.x - drag.to.x).abs(), (drag.from.y - drag.to.y).abs())
}

/// The one edit of the gesture so far.
fn dragged(canvas: &Canvas<'_>, drag: &CanvasDrag, held: Held, view: &mut View) -> Option<Edit> {
    let by = (drag.to.x - drag.from.x, drag.to.y - drag.from.y);
    let snaps = view.aids.snaps;
    let guides = &mut view.guides;
    let (deed, edits) = match drag.grip {
        Grip::Marquee => return None,
        Grip::Body if drag.copies => {
            (Deed::Copy, copied(canvas, drag, moved_by(canvas, drag, by, Held { alt: false, ..held }, snaps, guides)))
        }
        Grip::Body => {
            let by = moved_by(canvas, drag, by, held, snaps, guides);
            (Deed::Move, placed(canvas, drag, |it| handling::shifted(it.placement, by)))
        }
        Grip::Inside => (Deed::Crop, inside::dragged(canvas, drag, by)),
        Grip::Turn => {
            let by = handling::turn(drag.frame, drag.from, drag.to, held.shift);
            (Deed::Turn, placed(canvas, drag, |it| handling::turned_with(it.placement, drag.frame.center, by)))
        }
        Grip::Handle(x, y) => {
            let is_drawn = snaps && !held.alt && drag.frame.rotation == 0.0;
            let by = if is_drawn { handle_by(canvas, drag, (x, y), by, held, guides) } else { by };
            pulled(canvas, drag, (x, y), by, held)
        }
    };
    let label = step_name(deed, common_sort(drag.starts.iter()));
    (!edits.is_empty()).then_some(Edit::All { label, edits })
}

fn placed(canvas: &Canvas<'_>, drag: &CanvasDrag, to: impl Fn(&Thing) -> Placement) -> Vec<Edit> {
    drag.starts.iter().map(|it| place_edit(it.key, to(it), canvas.slide, canvas.format)).collect()
}

fn surroundings(canvas: &Canvas<'_>, drag: &CanvasDrag) -> Surroundings {
    let size = canvas.layout.size();
    let is_other = |it: &&Thing| drag.copies || !drag.starts.iter().any(|own| own.key == it.key);
    Surroundings {
        slide: CanvasRect::new(0.0, 0.0, size.width, size.height),
        margins: margins(size, canvas.layout.format.safe),
        others: canvas.things.iter().filter(is_other).map(|it| it.placement.bounds()).collect(),
    }
}

/// The way of a move: straight with Shift, drawn to its surroundings unless it must not be.
fn moved_by(
    canvas: &Canvas<'_>,
    drag: &CanvasDrag,
    by: (f32, f32),
    held: Held,
    snaps: bool,
    guides: &mut Vec<Guide>,
) -> (f32, f32) {
    let by = if held.shift { handling::straight(by) } else { by };
    if !snaps || held.alt {
        return by;
    }
    let moving = handling::shifted(drag.frame, by).bounds();
    let (more, found) = snapped(moving, &surroundings(canvas, drag), SNAP / canvas.lens.scale);
    *guides = found;
    let free = |own: f32, more: f32| if held.shift && own == 0.0 { 0.0 } else { more };
    (by.0 + free(by.0, more.0), by.1 + free(by.1, more.1))
}

/// The way of a handle: its sides are drawn to lines when the frame stands upright; a corner that keeps the proportion
/// follows the side that is nearer to a line.
fn handle_by(
    canvas: &Canvas<'_>,
    drag: &CanvasDrag,
    (x, y): (f32, f32),
    by: (f32, f32),
    held: Held,
    guides: &mut Vec<Guide>,
) -> (f32, f32) {
    let is_corner = x != 0.0 && y != 0.0;
    let keeps = is_corner && drag.manner.keeps((x, y), held.shift);
    let scaling = Scaling { keeps, from_middle: held.ctrl };
    let to = handling::scaled(drag.frame, (x, y), by, scaling).rect();
    let (around, within) = (surroundings(canvas, drag), SNAP / canvas.lens.scale);
    let side = |handle: f32, low: f32, high: f32| if handle < 0.0 { low } else { high };
    let across = snapped_side(side(x, to.x, to.right()), &around, within, true).filter(|_| x != 0.0);
    let down = snapped_side(side(y, to.y, to.bottom()), &around, within, false).filter(|_| y != 0.0);
    if !keeps {
        guides.extend([&across, &down].into_iter().flatten().map(|it| it.1));
        let more = |it: Option<(f32, Guide)>| it.map_or(0.0, |it| it.0);
        return (by.0 + more(across), by.1 + more(down));
    }
    let both = if held.ctrl { 2.0 } else { 1.0 };
    let (start, size) = (drag.frame.size, to.size());
    let grown = |more: f32, handle: f32, side: f32, of: f32| (side + more * handle * both) / of.max(0.01);
    let ways = [
        across.map(|(more, guide)| (more, grown(more, x, size.width, start.width), guide)),
        down.map(|(more, guide)| (more, grown(more, y, size.height, start.height), guide)),
    ];
    let Some((_, scale, guide)) = ways.into_iter().flatten().min_by(|a, b| a.0.abs().total_cmp(&b.0.abs())) else {
        return by;
    };
    guides.push(guide);
    (start.width * (scale - 1.0) * x / both, start.height * (scale - 1.0) * y / both)
}

/// A handle was pulled: one thing is scaled or cropped, several keep their places in their frame.
fn pulled(canvas: &Canvas<'_>, drag: &CanvasDrag, (x, y): (f32, f32), by: (f32, f32), held: Held) -> (Deed, Vec<Edit>) {
    let is_corner = x != 0.0 && y != 0.0;
    let keeps = drag.manner.keeps((x, y), held.shift);
    if let ([only], Manner::Picture, false) = (drag.starts.as_slice(), drag.manner, keeps)
        && let Some(crop) = only.crop
    {
        let (placement, crop) = handling::cropped(only.placement, crop, (x, y), by);
        let mut edits = vec![place_edit(only.key, placement, canvas.slide, canvas.format)];
        edits.extend(crop_edit(only.key, crop, canvas.slide, canvas.format, Some(placement)));
        return (Deed::Crop, edits);
    }
    let frame = handling::scaled(drag.frame, (x, y), by, Scaling { keeps, from_middle: held.ctrl });
    if let [only] = drag.starts.as_slice() {
        return (Deed::Scale, size_edits(only, frame, is_corner, canvas.slide, canvas.format));
    }
    let carried = |it: &Thing| {
        let to = handling::carried(it.placement, drag.frame, frame);
        size_edits(it, to, true, canvas.slide, canvas.format)
    };
    (Deed::Scale, drag.starts.iter().flat_map(carried).collect())
}

/// Copies of what is dragged, moved so far.
fn copied(canvas: &Canvas<'_>, drag: &CanvasDrag, by: (f32, f32)) -> Vec<Edit> {
    let copy = |(index, it): (usize, &Thing)| {
        let kind = as_free(canvas.layout.element(it.key)?, canvas.slide, canvas.layout.theme.ink)?;
        let id = ElementId(drag.new_id.0 + index as u64);
        let element = Element { id, placement: handling::shifted(it.placement, by), kind };
        Some(Edit::Element { slide: canvas.slide.id, format: canvas.format.clone(), element: Box::new(element) })
    };
    drag.starts.iter().enumerate().filter_map(copy).collect()
}
