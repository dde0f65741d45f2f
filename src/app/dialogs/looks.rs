//! Templates and themes of one's own: made of what is open, kept, shared, taken from files.

use egui::{RichText, ScrollArea, Ui};
use egui_material_icons::icons::{
    ICON_BOOKMARK_ADD, ICON_CHECK, ICON_DASHBOARD, ICON_DELETE, ICON_FOLDER_OPEN, ICON_PALETTE, ICON_SAVE, ICON_UNDO,
};

use super::super::action::Action;
use super::super::look::tokens;
use super::super::looks::LooksWork;
use super::super::ring::Following as _;
use super::super::screens::{Cx, field};
use super::super::view::PathPurpose;
use super::super::widgets::{button, icon_button, primary, section, tick_box};
use super::{
    room::{high, wide},
    title,
};
use crate::domain::Words;
use crate::tasks::Look;

/// A visit to the templates and themes of one's own.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct LooksDraft {
    /// Name of what is saved next.
    name: String,
    /// The words on the slide are the template's too.
    with_words: bool,
    /// Taken out in this visit, to be put back.
    removed: Vec<Look>,
}

pub(super) fn looks_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut LooksDraft) -> bool {
    wide(ui, 640.0);
    title(ui, cx.say("Свои шаблоны и оформления", "Templates and themes of your own"));
    let words = cx.say(
        "Стоят во всех списках рядом с готовыми и лежат в файлах, которыми можно поделиться. Выставка хранит копию того, что в ней использовано, и одинаково откроется на любом компьютере",
        "They stand in all lists beside the ready ones and lie in files that can be shared. An exhibition keeps a copy of what it uses and opens alike on any computer",
    );
    ui.label(RichText::new(words).small().color(tokens(ui).quiet));
    let height = high(ui, f32::INFINITY, 188.0);
    ScrollArea::vertical().max_height(height).following(ui, |ui| {
        if cx.slide().is_some() {
            save_ui(ui, cx, draft);
        }
        kept_ui(ui, cx, draft);
        carried_ui(ui, cx);
        faults_ui(ui, cx);
    });
    ui.add_space(10.0);
    let mut keeps = true;
    ui.horizontal(|ui| {
        keeps = !primary(ui, ICON_CHECK, cx.say("Готово", "Done")).clicked();
        if button(ui, ICON_FOLDER_OPEN, cx.say("Взять из файла…", "Take from a file…")).clicked() {
            cx.act(Action::AskPath(PathPurpose::TakeLook));
        }
    });
    keeps
}

fn save_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut LooksDraft) {
    section(ui, cx.say("Сохранить то, что открыто", "Save what is open"));
    if let Some((text, _)) = field(ui, cx, cx.say("Название", "Name"), &draft.name, 1) {
        draft.name = text;
    }
    ui.add_space(4.0);
    let is_named = !draft.name.trim().is_empty();
    ui.add_enabled_ui(is_named, |ui| {
        ui.horizontal_wrapped(|ui| {
            let name = draft.name.trim().to_owned();
            if button(ui, ICON_PALETTE, cx.say("Оформление поста", "Theme of the post")).clicked() {
                cx.act(Action::KeepTheme(name.clone()));
                draft.name.clear();
            }
            if button(ui, ICON_DASHBOARD, cx.say("Кадр как шаблон", "Slide as a template")).clicked() {
                let words = if draft.with_words { Words::AsTyped } else { Words::Bound };
                cx.act(Action::KeepTemplate(name, words));
                draft.name.clear();
            }
        });
    });
    let words = cx.say(
        "В шаблон войдут и слова, набранные на кадре вручную",
        "Words typed on the slide become part of the template",
    );
    tick_box(ui, &mut draft.with_words, words);
    let words = if is_named {
        cx.say(
            "Оформление берётся вместе с фирменным стилем, шаблон — со всем, что передвинуто и добавлено",
            "A theme is taken with the library's brand over it, a template with all that was moved and added",
        )
    } else {
        cx.say("Сначала дайте название", "Give a name first")
    };
    ui.label(RichText::new(words).small().color(tokens(ui).quiet));
}

/// Those kept on this workstation.
fn kept_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut LooksDraft) {
    section(ui, cx.say("На этом компьютере", "On this computer"));
    let looks = all_of(&cx.view.collection.looks);
    if looks.is_empty() && draft.removed.is_empty() {
        let words = cx.say(
            "Пока ничего. Сохраните открытое или бросьте на окно файл .theme.ron или .template.ron",
            "Nothing yet. Save what is open, or drop a .theme.ron or .template.ron file on the window",
        );
        ui.label(RichText::new(words).color(tokens(ui).quiet));
    }
    for look in looks {
        row_ui(ui, cx, &look, |ui, cx| {
            let name = look.name(cx.lang);
            if icon_button(ui, ICON_DELETE, &cx.say(format!("Убрать: {name}"), format!("Remove: {name}"))).clicked()
            {
                draft.removed.push(look.clone());
                cx.act(Action::Looks(LooksWork::Forget(look.clone())));
            }
            let words = cx.say(format!("В файл: {name}"), format!("To a file: {name}"));
            if icon_button(ui, ICON_SAVE, &words).clicked() {
                cx.act(Action::AskPath(PathPurpose::ShareLook(look.clone())));
            }
        });
    }
    let mut back = None;
    for (i, look) in draft.removed.iter().enumerate() {
        row_ui(ui, cx, look, |ui, cx| {
            let words = cx.say(format!("Вернуть: {}", look.name(cx.lang)), format!("Put back: {}", look.name(cx.lang)));
            if icon_button(ui, ICON_UNDO, &words).clicked() {
                back = Some(i);
            }
            ui.label(RichText::new(cx.say("убрано", "removed")).small().color(tokens(ui).quiet));
        });
    }
    if let Some(i) = back {
        cx.act(Action::Looks(LooksWork::Keep(draft.removed.remove(i))));
    }
}

/// Those that only this exhibition has: it was made on another computer.
fn carried_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(exhibition) = cx.exhibition else { return };
    let kept = &cx.view.collection.looks;
    let mut carried = exhibition.looks.clone();
    carried.themes.retain(|it| kept.theme(&it.id).is_none());
    carried.templates.retain(|it| kept.template(&it.id).is_none());
    if carried.is_empty() {
        return;
    }
    section(ui, cx.say("Только в этой выставке", "In this exhibition only"));
    for look in all_of(&carried) {
        row_ui(ui, cx, &look, |ui, cx| {
            let name = look.name(cx.lang);
            let words =
                cx.say(format!("Оставить на этом компьютере: {name}"), format!("Keep on this computer: {name}"));
            if icon_button(ui, ICON_BOOKMARK_ADD, &words).clicked() {
                cx.act(Action::Looks(LooksWork::Keep(look.clone())));
            }
        });
    }
}

fn faults_ui(ui: &mut Ui, cx: &Cx<'_>) {
    let faults = &cx.view.collection.faults;
    if faults.is_empty() {
        return;
    }
    section(ui, cx.say("Файлы, которые нельзя взять", "Files that cannot be used"));
    for fault in faults {
        ui.label(RichText::new(fault.text(cx.lang)).color(tokens(ui).warn.1));
    }
}

fn row_ui(ui: &mut Ui, cx: &mut Cx<'_>, look: &Look, buttons: impl FnOnce(&mut Ui, &mut Cx<'_>)) {
    ui.horizontal(|ui| {
        let (icon, kind) = match look {
            Look::Theme(_) => (ICON_PALETTE, cx.say("оформление", "theme")),
            Look::Template(_) => (ICON_DASHBOARD, cx.say("шаблон", "template")),
        };
        ui.label(icon.codepoint);
        ui.label(look.name(cx.lang));
        ui.label(RichText::new(kind).small().color(tokens(ui).quiet));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| buttons(ui, cx));
    });
}

fn all_of(looks: &crate::domain::OwnLooks) -> Vec<Look> {
    let themes = looks.themes.iter().cloned().map(Look::Theme);
    themes.chain(looks.templates.iter().cloned().map(Look::Template)).collect()
}
