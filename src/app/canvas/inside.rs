//! Inside the frame of a picture: the picture is pushed and made larger under a frame that stays.

use egui::{Key, Rect, Response, Shape, Stroke, Ui, Vec2};

use super::handling::{magnified, panned};
use super::paint::{label, outline};
use super::things::{Deed, Thing, crop_edit, step_name};
use super::{Canvas, Lens};
use crate::app::action::Action;
use crate::app::look::tokens;
use crate::app::view::{CanvasDrag, View};
use crate::domain::{CanvasPoint, CanvasRect, CanvasSize, Placement, maths};
use crate::edit::{Edit, GestureId};

/// Names the gesture of a run of steps inside a frame; drags count from 1.
const STEPS: u64 = 1 << 41;
/// How much larger one key makes the picture.
const KEY_STEP: f32 = 1.05;
/// Canvas units an arrow pushes it.
const PUSH: f32 = 4.0;

/// The picture whose inside is edited.
pub(super) fn inside<'a>(canvas: &'a Canvas<'_>, view: &View) -> Option<&'a Thing> {
    let key = view.inside.filter(|it| view.selection.only() == Some(*it))?;
    canvas.thing(key).filter(|it| can_go_inside(it))
}

/// Has it an inside?
pub(super) fn can_go_inside(thing: &Thing) -> bool {
    thing.crop.is_some() && !thing.is_locked
}

fn edit(canvas: &Canvas<'_>, thing: &Thing, crop: CanvasRect) -> Option<Edit> {
    let edits = vec![crop_edit(thing.key, crop, canvas.slide, canvas.format, None)?];
    Some(Edit::All { label: step_name(Deed::Crop, Some(thing.sort)), edits })
}

/// The picture was dragged inside its frame.
pub(super) fn dragged(canvas: &Canvas<'_>, drag: &CanvasDrag, by: (f32, f32)) -> Vec<Edit> {
    let pushed = |it: &Thing| crop_edit(it.key, panned(it.placement, it.crop?, by), canvas.slide, canvas.format, None);
    drag.starts.iter().filter_map(pushed).collect()
}

/// Wheel and keys while a picture's inside is edited. Enter goes in and out, Escape out.
pub(super) fn inside_ui(ui: &Ui, response: &Response, canvas: &Canvas<'_>, view: &mut View, actions: &mut Vec<Action>) {
    let Some(thing) = inside(canvas, view) else {
        view.inside = None;
        let only = view.selection.only().and_then(|it| canvas.thing(it)).filter(|it| can_go_inside(it));
        if let Some(thing) = only.filter(|_| takes_keys(view) && ui.input(|it| it.key_pressed(Key::Enter))) {
            view.inside = Some(thing.key);
        }
        return;
    };
    let Some(crop) = thing.crop else { return };
    let mut new = crop;
    let by = wheel(ui);
    if response.hovered() && (by - 1.0).abs() > 1e-4 {
        new = magnified(new, by);
    }
    if takes_keys(view) {
        new = by_keys(ui, thing.placement, new);
        if ui.input(|it| it.key_pressed(Key::Enter) || it.key_pressed(Key::Escape)) {
            view.inside = None;
        }
    }
    if new != crop
        && let Some(edit) = edit(canvas, thing, new)
    {
        actions.push(Action::EditIn(edit, GestureId(STEPS + view.n_gestures)));
    }
}

fn takes_keys(view: &View) -> bool {
    !view.is_typing && view.drag.is_none() && view.dialogs.is_empty() && view.palette.is_none()
}

fn wheel(ui: &Ui) -> f32 {
    let (by, scrolled) = ui.input(|it| (it.zoom_delta(), it.smooth_scroll_delta().y));
    by * maths::exp(scrolled / 300.0)
}

fn by_keys(ui: &Ui, frame: Placement, crop: CanvasRect) -> CanvasRect {
    let pressed = |key| f32::from(u8::from(ui.input(|it| it.key_pressed(key))));
    let (larger, smaller) = (pressed(Key::Plus) + pressed(Key::Equals), pressed(Key::Minus));
    let crop = if larger == smaller { crop } else { magnified(crop, maths::pow(KEY_STEP, larger - smaller)) };
    let (across, down) =
        (pressed(Key::ArrowRight) - pressed(Key::ArrowLeft), pressed(Key::ArrowDown) - pressed(Key::ArrowUp));
    if (across, down) == (0.0, 0.0) { crop } else { panned(frame, crop, (across * PUSH, down * PUSH)) }
}

/// Where the whole picture would lie.
fn whole(frame: Placement, crop: CanvasRect) -> Placement {
    let size = CanvasSize::new(frame.size.width / crop.width.max(0.001), frame.size.height / crop.height.max(0.001));
    let (x, y) = ((0.5 - crop.center().x) * size.width, (0.5 - crop.center().y) * size.height);
    let (sin, cos) = maths::sin_cos(frame.rotation);
    let center = CanvasPoint { x: frame.center.x + x * cos - y * sin, y: frame.center.y + x * sin + y * cos };
    Placement { center, size, ..frame }
}

/// The edge of the whole picture, thirds in the frame, and what to do.
pub(super) fn paint(ui: &Ui, canvas: &Canvas<'_>, view: &View) {
    let Some((thing, crop)) = inside(canvas, view).and_then(|it| Some((it, it.crop?))) else { return };
    let colour = tokens(ui).selection;
    outline(ui, canvas, whole(thing.placement, crop), Stroke::new(1.0, colour.gamma_multiply(0.7)));
    thirds(ui, &canvas.lens, thing.placement, colour);
    let below = Rect::from_points(&canvas.lens.corners(thing.placement)).center_bottom() + Vec2::new(0.0, 20.0);
    let lang = canvas.names.lang;
    let words = lang.pick(
        "Тяните картинку; колесо или + − — размер; Enter — готово",
        "Drag the picture; wheel or + − to scale; Enter when done",
    );
    label(ui, below, words, colour);
}

fn thirds(ui: &Ui, lens: &Lens, frame: Placement, colour: egui::Color32) {
    let stroke = Stroke::new(1.0, colour.gamma_multiply(0.55));
    for at in [-1.0 / 3.0, 1.0 / 3.0] {
        ui.painter().add(Shape::line_segment([lens.at(frame, at, -1.0), lens.at(frame, at, 1.0)], stroke));
        ui.painter().add(Shape::line_segment([lens.at(frame, -1.0, at), lens.at(frame, 1.0, at)], stroke));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_shown_of_the_whole_lies_in_the_frame() {
        let frame = Placement { rotation: 0.4, ..Placement::upright(CanvasRect::new(100.0, 50.0, 200.0, 300.0)) };
        let all = whole(frame, CanvasRect::new(0.25, 0.5, 0.5, 0.5));
        assert!((all.size.width - 400.0).abs() < 1e-3 && (all.size.height - 600.0).abs() < 1e-3);
        let back = whole(frame, CanvasRect::new(0.0, 0.0, 1.0, 1.0));
        assert!((back.center.x - frame.center.x).abs() < 1e-3 && (back.center.y - frame.center.y).abs() < 1e-3);
    }
}
