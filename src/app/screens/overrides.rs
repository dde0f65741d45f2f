//! What was changed by hand on a slide: a list with a way back for each, hidden elements among them.

use egui::{RichText, Ui};
use egui_material_icons::icons::ICON_RESTART_ALT;

use super::super::action::Action;
use super::super::change::put_back;
use super::super::command::Command;
use super::super::look::{semibold, tokens};
use super::super::selection::Selection;
use super::super::widgets::{button, icon_button, named};
use super::Cx;
use crate::compose::{ElementKey, ElementNames, Layout, Library};
use crate::domain::{FormatId, Lang, Overrides, Role, RoleChange, Slide};

pub(super) fn overrides_ui(ui: &mut Ui, cx: &mut Cx<'_>, slide: &Slide) {
    let overrides = &slide.overrides;
    let roles = overrides.roles();
    let Some(exhibition) = cx.exhibition.filter(|_| !roles.is_empty()) else { return };
    ui.add_space(6.0);
    let n = roles.len();
    let words = cx.say(format!("Изменено вручную: {n}"), format!("Changed by hand: {n}"));
    ui.label(RichText::new(words).font(semibold(13.0)));
    let names = ElementNames { exhibition, lang: cx.lang };
    let layout = cx.drawings.layout(slide.id, &cx.view.format);
    let rests = |role: &Role| layout.as_deref().is_some_and(|it| !has_place(it, overrides, *role));
    let (resting, standing): (Vec<Role>, Vec<Role>) = roles.into_iter().partition(rests);
    for role in standing {
        role_ui(ui, cx, (slide, role), (&names, layout.as_deref()));
    }
    if !resting.is_empty() {
        let words = cx.say("В этом шаблоне нет места — лежит про запас", "No place in this template; kept in reserve");
        ui.add_space(4.0);
        ui.label(RichText::new(words).font(semibold(13.0)).color(tokens(ui).quiet));
        for role in resting.iter().copied() {
            role_ui(ui, cx, (slide, role), (&names, None));
        }
        let words = cx.say("Забыть всё, что про запас", "Forget all that is in reserve");
        if resting.len() > 1 && button(ui, ICON_RESTART_ALT, words).clicked() {
            let roles = resting.into_iter().map(|it| (it, formats_of(overrides, it)));
            cx.act(Action::Edit(put_back(slide, roles)));
        }
    }
    if button(ui, ICON_RESTART_ALT, cx.say("Вернуть весь кадр", "Put the whole slide back")).clicked() {
        cx.act(Action::Do(Command::ResetSlide));
    }
}

/// Whether the slide has the role. One that was hidden or emptied by hand is not missed: it has a place as far as is known.
fn has_place(layout: &Layout, overrides: &Overrides, role: Role) -> bool {
    let is_blank = |it: &RoleChange| it.text.as_ref().is_some_and(|it| it.trim().is_empty());
    let is_away = overrides.change(role).is_some_and(|it| it.hidden || is_blank(it));
    is_away || layout.element(ElementKey::Role(role)).is_some()
}

/// Formats in which the role was moved.
fn formats_of(overrides: &Overrides, role: Role) -> Vec<FormatId> {
    overrides.placements.iter().filter(|it| it.1.contains_key(&role)).map(|it| it.0.clone()).collect()
}

/// One role that was changed: a way back, its name, what was done to it.
fn role_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    (slide, role): (&Slide, Role),
    (names, layout): (&ElementNames<'_>, Option<&Layout>),
) {
    let overrides = &slide.overrides;
    let name = names.name_of_role(layout, role);
    ui.horizontal(|ui| {
        let way_back = cx.say(format!("Вернуть: {name}"), format!("Put back: {name}"));
        if icon_button(ui, ICON_RESTART_ALT, &way_back).clicked() {
            cx.act(Action::Edit(put_back(slide, [(role, formats_of(overrides, role))])));
        }
        ui.add_space(8.0);
        ui.vertical(|ui| {
            ui.set_max_width(ui.available_width() - 8.0);
            ui.spacing_mut().item_spacing.y = 1.0;
            let label = egui::Label::new(RichText::new(&name).small()).truncate();
            let is_hidden = overrides.change(role).is_some_and(|it| it.hidden);
            if named(ui.add(label.sense(egui::Sense::click())), &name).clicked() && !is_hidden {
                cx.act(Action::Select(Selection::one(ElementKey::Role(role))));
            }
            let what = told((overrides, role), cx.looks, cx.lang);
            ui.add(egui::Label::new(RichText::new(what).small().color(tokens(ui).quiet)).truncate());
        });
    });
}

/// What was done to a role: "передвинуто (4:5), цвет".
fn told((overrides, role): (&Overrides, Role), library: &Library, lang: Lang) -> String {
    let of_role = overrides.placements.iter().filter(|it| it.1.contains_key(&role));
    let moved: Vec<&str> = of_role.filter_map(|it| library.format(it.0)).map(|it| it.short.as_str()).collect();
    let mut parts = Vec::new();
    if !moved.is_empty() {
        parts.push(format!("{} ({})", lang.pick("передвинуто", "moved"), moved.join(", ")));
    }
    let change = overrides.change(role).cloned().unwrap_or_default();
    let others = [
        (change.hidden, lang.pick("убрано", "hidden")),
        (change.shown && !change.hidden, lang.pick("показано", "shown")),
        (change.text.is_some(), lang.pick("текст", "text")),
        (change.crop.is_some(), lang.pick("обрезка", "crop")),
        (change.colour.is_some(), lang.pick("цвет", "colour")),
        (change.text_scale.is_some(), lang.pick("кегль", "type size")),
        (
            change.style.is_some() || !change.emphasis.is_empty() || change.align.is_some(),
            lang.pick("начертание", "letters"),
        ),
    ];
    parts.extend(others.into_iter().filter(|it| it.0).map(|it| it.1.to_owned()));
    parts.join(", ")
}
