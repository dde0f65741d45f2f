//! The elements of the canvas for screen readers and keys: each has a name and can be focused; what is focused
//! is selected.

use egui::{EventFilter, Id, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::{Canvas, Thing};
use crate::app::action::Action;
use crate::app::selection::Selection;
use crate::app::view::View;
use crate::compose::ElementKey;

/// The keyboard stays on the canvas for arrows; Tab goes on to the next element.
const KEEPS_ARROWS: EventFilter =
    EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: false };
/// Things this near in height, in canvas units, are read from left to right.
const SAME_LINE: f32 = 40.0;

/// The widget of an element.
pub(super) fn element_id(ui: &Ui, key: ElementKey) -> Id {
    ui.scope_id().with(("element", key))
}

/// Names all elements in reading order.
pub(super) fn name_elements(
    ui: &Ui,
    canvas_response: &Response,
    canvas: &Canvas<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    view.canvas_widgets.clear();
    view.canvas_widgets.push(canvas_response.id);
    ui.memory_mut(|it| it.set_focus_lock_filter(canvas_response.id, KEEPS_ARROWS));
    let mut order: Vec<&Thing> = canvas.things.iter().collect();
    order.sort_by(|a, b| {
        reading_place(a).0.cmp(&reading_place(b).0).then(reading_place(a).1.total_cmp(&reading_place(b).1))
    });
    for thing in order {
        let rect = Rect::from_points(&canvas.lens.corners(thing.placement));
        let id = element_id(ui, thing.key);
        let response = ui.interact(rect, id, Sense::focusable_noninteractive());
        view.canvas_widgets.push(id);
        let mut name = canvas.names.name(canvas.layout, thing.key);
        if thing.is_locked {
            name += canvas.names.lang.pick(", закреплено", ", locked");
        }
        let is_selected = view.selection.contains(thing.key);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_selected, &name));
        if response.has_focus() {
            ui.memory_mut(|it| it.set_focus_lock_filter(id, KEEPS_ARROWS));
        }
        if response.gained_focus() && !is_selected && view.drag.is_none() {
            let keys = canvas.slide.layers.with_groups(&[thing.key]);
            actions.push(Action::Select(Selection::of(keys)));
        }
    }
    // Only now: a click takes the focus away from every widget it did not hit.
    if let Some(id) = view.wants_focus.take() {
        ui.memory_mut(|it| it.request_focus(id));
    }
}

/// Line of the slide, then place in it.
fn reading_place(thing: &Thing) -> (i32, f32) {
    let bounds = thing.placement.bounds();
    ((bounds.y / SAME_LINE).round() as i32, bounds.x)
}
