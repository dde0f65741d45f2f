//! Keys on the canvas: nudging, and Escape that steps out.

use egui::{Key, Ui};

use super::Canvas;
use super::handling::shifted;
use super::things::{Deed, common_sort, place_edit, step_name};
use crate::app::action::Action;
use crate::app::selection::Selection;
use crate::app::view::View;
use crate::edit::{Edit, GestureId};

/// Names the gesture of a run of nudges; drags count from 1.
const NUDGES: u64 = 1 << 40;

/// Arrow keys and Escape, when no field has the keyboard.
pub(super) fn keys(ui: &Ui, canvas: &Canvas<'_>, view: &View, actions: &mut Vec<Action>) {
    if view.is_typing || view.drag.is_some() || !view.dialogs.is_empty() || view.palette.is_some() {
        return;
    }
    nudge(ui, canvas, view, actions);
    if ui.input(|it| it.key_pressed(Key::Escape)) && !view.selection.is_empty() {
        actions.push(Action::Select(Selection::default()));
    }
}

/// Arrows move what is selected by 1, with Shift by 10, with Ctrl by 0.2 canvas units; a run is one step.
fn nudge(ui: &Ui, canvas: &Canvas<'_>, view: &View, actions: &mut Vec<Action>) {
    let modifiers = ui.input(|it| it.modifiers);
    let step = match (modifiers.shift, modifiers.command) {
        (true, true) => return,
        (true, false) => 10.0,
        (false, true) => 0.2,
        (false, false) => 1.0,
    };
    let way = [
        (Key::ArrowLeft, -step, 0.0),
        (Key::ArrowRight, step, 0.0),
        (Key::ArrowUp, 0.0, -step),
        (Key::ArrowDown, 0.0, step),
    ];
    let pressed = way.into_iter().filter(|it| !modifiers.alt && ui.input(|input| input.key_pressed(it.0)));
    let by = pressed.fold((0.0, 0.0), |by, it| (by.0 + it.1, by.1 + it.2));
    if by == (0.0, 0.0) {
        return;
    }
    let place = |it: &super::Thing| place_edit(it.key, shifted(it.placement, by), canvas.slide, canvas.format);
    let edits: Vec<Edit> = canvas.movable(view).map(place).collect();
    if !edits.is_empty() {
        let label = step_name(Deed::Move, common_sort(canvas.movable(view)));
        actions.push(Action::EditIn(Edit::All { label, edits }, GestureId(NUDGES + view.n_gestures)));
    }
}
