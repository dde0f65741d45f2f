//! Where the keyboard is: one ring for all controls, as soon as it was moved by keys.

use egui::style::ScrollAnimation;
use egui::{Context, Event, Id, Key, ScrollArea, Stroke, StrokeKind, Ui};

use super::look::tokens_of;

/// Width of the ring and its distance from the control, in points.
const WIDTH: f32 = 2.0;
const GAP: f32 = 2.0;
/// Roundness of the corners of the ring, in points.
const ROUND: f32 = 8.0;

/// What is higher is the canvas: the work, not a control.
const HIGHEST: f32 = 460.0;

/// Shows where the keyboard is; a press of the pointer puts the ring away.
pub(super) fn focus_ring_ui(ctx: &Context, is_shown: &mut bool) {
    let (pressed, moved) = ctx.input(|input| {
        let moves = |it: &Event| {
            matches!(it, Event::Key { key, pressed: true, .. } if [
                Key::Tab, Key::ArrowUp, Key::ArrowDown, Key::ArrowLeft, Key::ArrowRight,
            ].contains(key))
        };
        (input.pointer.any_pressed(), input.events.iter().any(moves))
    });
    *is_shown = (*is_shown || moved) && !pressed;
    if moved {
        let pass = ctx.cumulative_pass_nr();
        ctx.data_mut(|it| it.insert_temp(moved_at(), pass));
    }
    // A field that is typed in shows it by its own frame.
    let is_field = |id| egui::TextEdit::load_state(ctx, id).is_some();
    let focused = ctx.memory(egui::Memory::focused).filter(|it| *is_shown && !is_field(*it));
    let Some(control) = focused.and_then(|it| ctx.read_response(it)) else { return };
    let seen = control.interact_rect;
    if !seen.is_positive() || seen.height() > HIGHEST {
        return;
    }
    let ring = seen.expand(GAP);
    let painter = ctx.layer_painter(control.layer_id).with_clip_rect(ring.expand(WIDTH + 1.0));
    let colour = tokens_of(ctx).accent;
    painter.rect_stroke(ring, ROUND, Stroke::new(WIDTH, colour), StrokeKind::Outside);
}

/// Where the number of the pass is kept in which the keyboard was moved last.
fn moved_at() -> Id {
    Id::unique("keyboard moved")
}

/// A part that scrolls to what the keyboard has come to.
pub(super) trait Following {
    /// Shows the part; what the keyboard was moved to in it comes into view.
    fn following(self, ui: &mut Ui, add: impl FnOnce(&mut Ui));
}

impl Following for ScrollArea {
    fn following(self, ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
        self.show(ui, |ui| {
            add(ui);
            follow(ui);
        });
    }
}

/// The keyboard goes on in the pass of its key or, from the last control to the first, in the next.
fn follow(ui: &Ui) {
    let ctx = ui.ctx();
    let last: Option<u64> = ctx.data(|it| it.get_temp(moved_at()));
    let is_recent =
        last.is_some_and(|it| ctx.cumulative_pass_nr() <= it + 1) || ctx.input(|it| it.key_pressed(Key::Tab));
    let focused = ctx.memory(egui::Memory::focused).filter(|_| is_recent);
    let Some(control) = focused.and_then(|it| ctx.read_response(it)) else { return };
    let is_inside = control.layer_id == ui.layer_id() && ui.min_rect().contains(control.rect.center());
    if is_inside && !ui.clip_rect().contains_rect(control.rect) {
        ui.scroll_to_rect_animation(control.rect.expand(10.0), None, ScrollAnimation::none());
    }
}
