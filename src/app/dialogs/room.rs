//! Room for dialogs: as large as they like to be, and never larger than the window.

use egui::{Context, ScrollArea, Ui, Vec2};

/// What is left free round the words of a dialog, both sides together: its frame and a strip of the window.
const AROUND: Vec2 = Vec2::new(80.0, 72.0);

/// The most a dialog may take, in points.
fn most(ctx: &Context) -> Vec2 {
    (ctx.content_rect().size() - AROUND).max(Vec2::new(200.0, 120.0))
}

/// Makes a dialog so wide, or as wide as the window lets it be; returns how wide.
pub(super) fn wide(ui: &mut Ui, wished: f32) -> f32 {
    let width = wished.min(most(ui.ctx()).x);
    ui.set_width(width);
    width
}

/// A height for a part of a dialog whose other parts take `others`, in points.
pub(super) fn high(ui: &Ui, wished: f32, others: f32) -> f32 {
    wished.min((most(ui.ctx()).y - others).max(120.0))
}

/// All of a dialog: what does not fit is scrolled to.
pub(super) fn within_window(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let most = most(ui.ctx());
    // Where it stood on its first frame must not decide how high it can be.
    ui.set_max_height(most.y);
    ScrollArea::vertical().id_salt("all of it").max_height(most.y).min_scrolled_height(most.y).show(ui, add);
}

/// Two parts of a dialog side by side, each half as wide.
pub(super) fn beside<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui, &mut Ui) -> R) -> Option<R> {
    ui.columns(2, |columns| match columns {
        [left, right] => Some(add(left, right)),
        _ => None,
    })
}
