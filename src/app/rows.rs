//! A list of so many rows that screen points would lose their whole numbers: only those in sight exist.
//!
//! The place is kept in rows, not in points, so a million of them scroll as smoothly as ten.

use std::ops::Range;

use egui::{EventFilter, Id, Key, Rect, Response, Role, Sense, Ui, UiBuilder, Vec2};

use super::look::tokens;

/// Width of the bar at the right, in points.
const BAR: f32 = 12.0;
/// The thumb is never shorter.
const LEAST_THUMB: f32 = 28.0;
/// A row with the keyboard keeps the keys that go through rows.
const KEEPS: EventFilter = EventFilter { tab: false, horizontal_arrows: false, vertical_arrows: true, escape: false };

/// How far a list is scrolled.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RowScroll {
    /// The row at the upper edge, with its fraction.
    pub(super) top: f64,
}

/// What a list shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rows<'a> {
    /// What it is called by screen readers.
    pub(super) name: &'a str,
    pub(super) n: usize,
    /// Of each row, in points.
    pub(super) height: f32,
}

impl RowScroll {
    /// The rows in sight of a list so many rows high.
    fn seen(self, n: usize, high: f64) -> Range<usize> {
        let first = self.top.max(0.0) as usize;
        first.min(n)..((self.top + high).ceil().max(0.0) as usize).min(n)
    }

    /// Scrolls by so many rows; stays within the list.
    fn by(&mut self, rows: f64, n: usize, high: f64) {
        self.top = (self.top + rows).clamp(0.0, (n as f64 - high).max(0.0));
    }

    /// Brings a row into sight.
    fn show(&mut self, row: usize, n: usize, high: f64) {
        let row = row as f64;
        if row < self.top {
            self.top = row;
        } else if row + 1.0 > self.top + high {
            self.top = row + 1.0 - high;
        }
        self.by(0.0, n, high);
    }
}

/// Shows the rows in sight and gives which they are; each is a widget that can be focused and clicked.
pub(super) fn rows_ui(
    ui: &mut Ui,
    scroll: &mut RowScroll,
    rows: Rows<'_>,
    mut row_ui: impl FnMut(&mut Ui, usize, Rect, &Response),
) -> Range<usize> {
    let (rect, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let high = f64::from(rect.height() / rows.height);
    let list = Rect::from_min_max(rect.min, rect.max - Vec2::new(BAR, 0.0));
    if ui.rect_contains_pointer(rect) {
        let scrolled = ui.input(|it| it.smooth_scroll_delta().y);
        scroll.by(-f64::from(scrolled / rows.height), rows.n, high);
    }
    let id = ui.scope_id().with(rows.name);
    keys(ui, scroll, id, rows.n, high);
    scroll.by(0.0, rows.n, high);
    let seen = scroll.seen(rows.n, high);
    let tab = ui.input(|it| it.key_pressed(Key::Tab));
    let mut child = ui.new_child(UiBuilder::new().max_rect(list).id_salt(rows.name));
    child.set_clip_rect(list.intersect(ui.clip_rect()));
    child.spacing_mut().item_spacing.y = 0.0;
    // Tab brings what it comes to in a row into sight.
    let mut to_show = None;
    for index in seen.clone() {
        let y = list.top() + ((index as f64 - scroll.top) * f64::from(rows.height)) as f32;
        let place = Rect::from_min_size(egui::pos2(list.left(), y), Vec2::new(list.width(), rows.height));
        let response = child.interact(place, id.with(index), Sense::click());
        if response.has_focus() {
            child.memory_mut(|it| it.set_focus_lock_filter(response.id, KEEPS));
        }
        row_ui(&mut child, index, place, &response);
        let focused = || child.ctx().read_response(child.memory(egui::Memory::focused)?);
        if tab && focused().is_some_and(|it| it.layer_id == child.layer_id() && place.contains(it.rect.center())) {
            to_show = Some(index);
        }
    }
    if let Some(row) = to_show {
        scroll.show(row, rows.n, high);
        ui.ctx().request_repaint();
    }
    bar_ui(ui, scroll, (rows, high), Rect::from_min_max(egui::pos2(list.right(), rect.top()), rect.max));
    seen
}

/// Arrows, pages and ends, when a row has the keyboard.
fn keys(ui: &Ui, scroll: &mut RowScroll, id: Id, n: usize, high: f64) {
    let seen = scroll.seen(n, high);
    let around = seen.start.saturating_sub(1)..(seen.end + 1).min(n);
    let Some(row) = around.into_iter().find(|it| ui.memory(|memory| memory.has_focus(id.with(*it)))) else { return };
    let page = (high as usize).max(1);
    let pressed = |key| ui.input(|it| it.modifiers.is_none() && it.key_pressed(key));
    let to = [
        (Key::ArrowDown, row + 1),
        (Key::ArrowUp, row.saturating_sub(1)),
        (Key::PageDown, row + page),
        (Key::PageUp, row.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, usize::MAX),
    ];
    let Some((_, to)) = to.into_iter().find(|it| pressed(it.0)) else { return };
    let to = to.min(n.saturating_sub(1));
    scroll.show(to, n, high);
    ui.memory_mut(|it| it.request_focus(id.with(to)));
}

fn bar_ui(ui: &mut Ui, scroll: &mut RowScroll, (rows, high): (Rows<'_>, f64), rect: Rect) {
    let most = rows.n as f64 - high;
    if most <= 0.0 {
        return;
    }
    let response = ui.interact(rect, ui.scope_id().with((rows.name, "bar")), Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::ScrollBar, true, rows.name));
    let thumb = (rect.height() * (high / rows.n as f64) as f32).max(LEAST_THUMB);
    let way = (rect.height() - thumb).max(1.0);
    if let Some(pointer) = response.interact_pointer_pos() {
        let share = (pointer.y - thumb / 2.0 - rect.top()) / way;
        scroll.top = f64::from(share.clamp(0.0, 1.0)) * most;
    }
    let top = rect.top() + way * (scroll.top / most) as f32;
    let tokens = tokens(ui);
    let colour = if response.hovered() || response.dragged() { tokens.quiet } else { tokens.line };
    let thumb = Rect::from_min_size(egui::pos2(rect.left() + 3.0, top), Vec2::new(BAR - 5.0, thumb));
    ui.painter().rect_filled(thumb, 3.0, colour);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_brought_into_sight_and_the_ends_hold() {
        let (n, high) = (1_000_000, 9.5);
        let mut scroll = RowScroll::default();
        for row in [0, 9, 999_999, 500_000, 3] {
            scroll.show(row, n, high);
            assert!(scroll.top <= row as f64 && row as f64 + 1.0 <= scroll.top + high, "{row}: {scroll:?}");
            assert!(scroll.seen(n, high).contains(&row));
        }
        scroll.by(1e9, n, high);
        assert_eq!((scroll.top, scroll.seen(n, high)), (999_990.5, 999_990..1_000_000));
        scroll.by(-1e9, n, high);
        assert_eq!(scroll.seen(3, high), 0..3);
    }
}
