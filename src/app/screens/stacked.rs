//! The objects of a slide as a list, front to back: the canvas for keyboard and screen readers.

use egui::{Button, RichText, Sense, Stroke, Ui, Vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_IMAGE, ICON_INTERESTS, ICON_LOCK, ICON_LOCK_OPEN, ICON_MENU_BOOK, ICON_TITLE, ICON_VISIBILITY,
    ICON_VISIBILITY_OFF,
};

use super::super::action::Action;
use super::super::canvas::{Sort, Thing, things};
use super::super::look::tokens;
use super::super::selection::Selection;
use super::super::widgets::named;
use super::Cx;
use crate::compose::{ElementKey, ElementNames, Layout};
use crate::domain::{Layers, Role, RoleChange, Slide};
use crate::edit::Edit;

/// Side of a small tool, and the distance between tools.
const TOOL: f32 = 28.0;
const GAP: f32 = 3.0;

/// A row is no wider than the panel: what is wider makes the panel wider in every frame.
fn tighten(ui: &mut Ui) {
    ui.spacing_mut().item_spacing.x = GAP;
    ui.spacing_mut().button_padding.x = 6.0;
}

/// All objects of the slide; open as long as nothing is selected.
pub(super) fn stacked_ui(ui: &mut Ui, cx: &mut Cx<'_>, slide: &Slide) {
    let Some(layout) = cx.drawings.layout(slide.id, &cx.view.format) else { return };
    let all = things(&layout, slide, &cx.view.format);
    let hidden = hidden(slide, &layout);
    let n = all.len() + hidden.len();
    let words = cx.say(format!("Объекты кадра: {n}"), format!("Objects of the slide: {n}"));
    ui.add_space(6.0);
    egui::CollapsingHeader::new(words).id_salt("objects").default_open(true).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for thing in all.iter().rev() {
            ui.push_id(thing.key, |ui| thing_ui(ui, cx, slide, (thing, &layout), &all));
        }
        for key in hidden {
            ui.push_id(("hidden", key), |ui| hidden_ui(ui, cx, slide, &layout, key));
        }
    });
}

/// What a person took off the slide, or off all slides with its template.
fn hidden(slide: &Slide, layout: &Layout) -> Vec<ElementKey> {
    let own: Vec<Role> = slide.overrides.changes.iter().filter(|it| it.1.hidden).map(|it| *it.0).collect();
    let by_template = layout.hidden.iter().filter(|it| !own.contains(it));
    let roles = own.iter().chain(by_template).map(|it| ElementKey::Role(*it));
    roles.chain(slide.layers.hidden.iter().map(|it| ElementKey::Free(*it))).collect()
}

fn icon(sort: Sort) -> MaterialIcon {
    match sort {
        Sort::Cover => ICON_MENU_BOOK,
        Sort::Picture => ICON_IMAGE,
        Sort::Text => ICON_TITLE,
        Sort::Shape => ICON_INTERESTS,
    }
}

fn thing_ui(ui: &mut Ui, cx: &mut Cx<'_>, slide: &Slide, (thing, layout): (&Thing, &Layout), all: &[Thing]) {
    let Some(exhibition) = cx.exhibition else { return };
    let name = ElementNames { exhibition, lang: cx.lang }.name(layout, thing.key);
    let is_selected = cx.view.selection.contains(thing.key);
    ui.horizontal(|ui| {
        tighten(ui);
        let width = ui.available_width() - 2.0 * (TOOL + GAP);
        let words = format!("{} {name}", icon(thing.sort).codepoint);
        let row = Button::selectable(is_selected, words).right_text("").truncate().sense(Sense::click_and_drag());
        let response = ui.add_sized(Vec2::new(width, TOOL), row);
        response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListItem, true, is_selected, &name));
        if response.clicked() {
            let keys = slide.layers.with_groups(&[thing.key]);
            let adds = ui.input(|it| it.modifiers.shift || it.modifiers.command);
            let selection = if adds { cx.view.selection.toggled(&keys) } else { Selection::of(keys) };
            cx.act(Action::Select(selection));
        }
        reorder(ui, cx, slide, (&response, thing.key), all);
        let lock = if thing.is_locked { ICON_LOCK } else { ICON_LOCK_OPEN };
        let words =
            if thing.is_locked { cx.say("Открепить", "Unlock") } else { cx.say("Закрепить", "Lock") };
        if small_tool(ui, lock, &format!("{words}: {name}")).clicked() {
            let mut layers = slide.layers.clone();
            if !layers.locked.remove(&thing.key) {
                layers.locked.insert(thing.key);
            }
            cx.act(Action::Edit(Edit::Layers(slide.id, Box::new(layers))));
        }
        let hide = cx.say("Скрыть", "Hide");
        if small_tool(ui, ICON_VISIBILITY, &format!("{hide}: {name}")).clicked() {
            cx.act(Action::Edit(shown_edit(slide, thing.key, Shown::No)));
        }
    });
}

fn hidden_ui(ui: &mut Ui, cx: &mut Cx<'_>, slide: &Slide, layout: &Layout, key: ElementKey) {
    let Some(exhibition) = cx.exhibition else { return };
    let names = ElementNames { exhibition, lang: cx.lang };
    let name = match key {
        ElementKey::Role(role) => names.name_of_role(Some(layout), role),
        ElementKey::Free(_) => names.name(layout, key),
    };
    ui.horizontal(|ui| {
        tighten(ui);
        let words = RichText::new(format!("    {name}")).color(tokens(ui).quiet).strikethrough();
        ui.add_sized(Vec2::new(ui.available_width() - TOOL - GAP, TOOL), egui::Label::new(words).truncate());
        let show = cx.say("Показать", "Show");
        if small_tool(ui, ICON_VISIBILITY_OFF, &format!("{show}: {name}")).clicked() {
            cx.act(Action::Edit(shown_edit(slide, key, Shown::Yes)));
        }
    });
}

fn small_tool(ui: &mut Ui, icon: MaterialIcon, name: &str) -> egui::Response {
    let words = RichText::new(icon.codepoint).size(15.0).color(tokens(ui).quiet);
    named(ui.add(Button::new(words).frame_when_inactive(false).min_size(Vec2::splat(TOOL))), name).on_hover_text(name)
}

/// Is an object on the slide?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Yes,
    No,
}

fn shown_edit(slide: &Slide, key: ElementKey, shown: Shown) -> Edit {
    let hidden = shown == Shown::No;
    match key {
        ElementKey::Role(role) => {
            let own = slide.overrides.change(role).cloned().unwrap_or_default();
            // Only what the template takes off has to be said to be there.
            let shown = own.shown || !hidden && !own.hidden;
            let change = Some(Box::new(RoleChange { hidden, shown, ..own }));
            Edit::Change { slide: slide.id, role, change }
        }
        ElementKey::Free(id) => {
            let mut layers = slide.layers.clone();
            if hidden {
                layers.hidden.insert(id);
            } else {
                layers.hidden.remove(&id);
            }
            Edit::Layers(slide.id, Box::new(layers))
        }
    }
}

/// A row dropped on another one comes to lie right over it.
fn reorder(ui: &Ui, cx: &mut Cx<'_>, slide: &Slide, (row, key): (&egui::Response, ElementKey), all: &[Thing]) {
    if row.drag_started() {
        row.dnd_set_drag_payload(key);
    }
    if row.dnd_hover_payload::<ElementKey>().is_some_and(|it| *it != key) {
        ui.painter().hline(row.rect.x_range(), row.rect.top(), Stroke::new(2.0, tokens(ui).accent));
    }
    let Some(carried) = row.dnd_release_payload::<ElementKey>().filter(|it| **it != key) else { return };
    let order = over(all.iter().map(|it| it.key), *carried, key);
    let layers = Layers { order, ..slide.layers.clone() };
    let edits = vec![Edit::Layers(slide.id, Box::new(layers))];
    cx.act(Action::Edit(Edit::All { label: ("порядок элементов", "order of elements"), edits }));
}

/// The stack, back to front, with one object right over another.
fn over(keys: impl Iterator<Item = ElementKey>, carried: ElementKey, under: ElementKey) -> Vec<ElementKey> {
    let mut order: Vec<ElementKey> = keys.filter(|it| *it != carried).collect();
    let at = order.iter().position(|it| *it == under).map_or(order.len(), |it| it + 1);
    order.insert(at, carried);
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ElementId;

    #[test]
    fn an_object_dropped_on_another_lies_right_over_it() {
        let key = |it| ElementKey::Free(ElementId(it));
        let order = |carried, under| over((1..=4).map(key), key(carried), key(under));
        assert_eq!(order(1, 3), [key(2), key(3), key(1), key(4)]);
        assert_eq!(order(4, 1), [key(1), key(4), key(2), key(3)]);
        assert_eq!(order(2, 4), [key(1), key(3), key(4), key(2)]);
    }
}
