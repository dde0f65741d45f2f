//! The program's own file dialog, for systems without one.

use std::path::PathBuf;

use egui::{Margin, RichText, ScrollArea, TextEdit, Ui};
use egui_material_icons::icons::{ICON_CHECK, ICON_DESCRIPTION, ICON_FOLDER};

use super::super::action::Action;
use super::super::look::tokens;
use super::super::ring::Following as _;
use super::super::screens::Cx;
use super::super::view::PathDialog;
use super::super::widgets::{named, primary};
use super::{room::wide, title};

pub(super) fn path_ui(ui: &mut Ui, cx: &mut Cx<'_>, dialog: &mut PathDialog) -> bool {
    wide(ui, 620.0);
    title(ui, dialog.purpose.text(cx.lang));
    let field = TextEdit::singleline(&mut dialog.path)
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 8))
        .id_salt("path");
    let response = ui.add(field);
    let (text, name) = (dialog.path.clone(), cx.say("Путь", "Path"));
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, &text, &text, "");
        info.label = Some(name.to_owned());
        info
    });
    if std::mem::take(&mut dialog.is_new) {
        response.request_focus();
        select_all(ui, response.id, &dialog.path);
    }
    let mut keeps = true;
    let mut chosen = response.lost_focus() && ui.input(|it| it.key_pressed(egui::Key::Enter));
    entries_ui(ui, cx, dialog);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        chosen |= primary(ui, ICON_CHECK, cx.say("Выбрать", "Choose")).clicked();
        if ui.button(cx.say("Отмена", "Cancel")).clicked() {
            keeps = false;
        }
        let hint = cx.say("Путь можно вставить из буфера", "A path can be pasted");
        ui.label(RichText::new(hint).small().color(tokens(ui).quiet));
    });
    if chosen && !dialog.path.trim().is_empty() {
        let path = PathBuf::from(dialog.path.trim().trim_matches('"'));
        cx.act(Action::PathChosen(dialog.purpose.clone(), vec![path]));
        keeps = false;
    }
    keeps
}

/// What is typed or pasted first replaces the folder that was offered.
fn select_all(ui: &Ui, id: egui::Id, text: &str) {
    let mut state = egui::text_edit::TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let (start, end) = (egui::text::CCursor::new(0), egui::text::CCursor::new(text.chars().count()));
    state.cursor.set_char_range(Some(egui::text::CCursorRange::two(start, end)));
    state.store(ui.ctx(), id);
}

fn entries_ui(ui: &mut Ui, cx: &mut Cx<'_>, dialog: &mut PathDialog) {
    let mut opened = None;
    if let Some(parent) = dialog.folder.parent()
        && ui.button(format!("{} ..", ICON_FOLDER.codepoint)).clicked()
    {
        opened = Some(parent.to_owned());
    }
    ScrollArea::vertical().max_height(340.0).min_scrolled_height(200.0).auto_shrink([false, true]).following(
        ui,
        |ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            for (name, is_folder) in &dialog.entries {
                let icon = if *is_folder { ICON_FOLDER } else { ICON_DESCRIPTION };
                let path = dialog.folder.join(name);
                let is_chosen = path == std::path::Path::new(&dialog.path);
                let response = ui.selectable_label(is_chosen, format!("{} {name}", icon.codepoint));
                let response = named(response, name);
                if response.clicked() {
                    dialog.path = path.display().to_string();
                    if *is_folder {
                        opened = Some(path);
                    }
                }
            }
        },
    );
    if let Some(folder) = opened {
        let keeps_name = dialog
            .purpose
            .is_new()
            .then(|| PathBuf::from(&dialog.path))
            .and_then(|it| it.file_name().map(std::ffi::OsStr::to_owned));
        dialog.path = match keeps_name.filter(|it| it.to_string_lossy().ends_with(".ron")) {
            Some(name) => folder.join(name).display().to_string(),
            None => folder.display().to_string(),
        };
        cx.act(Action::ListFolder(folder));
    }
}
