//! What an import or a search for covers has brought.

use egui::{RichText, ScrollArea, Ui};
use egui_material_icons::icons::{ICON_ADD_CIRCLE, ICON_CHECK, ICON_IMAGE, ICON_UNDO};

use super::super::action::Action;
use super::super::command::Command;
use super::super::lines::{Lines, lines_ui};
use super::super::look::{semibold, tokens};
use super::super::ring::Following as _;
use super::super::screens::Cx;
use super::super::view::{CoverQueue, Dialog};
use super::super::widgets::{button, primary};
use super::{room::wide, title};
use crate::tasks::{Candidates, CatalogueChange, CoversReport, ImportReport};

pub(super) fn import_ui(ui: &mut Ui, cx: &mut Cx<'_>, report: &ImportReport, lines: &mut Lines) -> bool {
    wide(ui, 680.0);
    title(ui, cx.say("Записи загружены", "Records imported"));
    ScrollArea::vertical().max_height(200.0).auto_shrink([false, true]).following(ui, |ui| {
        for file in &report.files {
            ui.label(RichText::new(file_name(&file.path)).font(semibold(14.5)));
            if let Some(error) = &file.error {
                ui.label(RichText::new(error).color(tokens(ui).error.1));
                continue;
            }
            let kind = [file.format, file.dialect, file.encoding].into_iter().filter(|it| !it.is_empty());
            let kind = kind.collect::<Vec<_>>().join(" · ");
            ui.label(RichText::new(kind).small().color(tokens(ui).quiet));
            let same = file.seen - file.imported - file.updated - file.skipped.len();
            ui.label(cx.say(
                format!(
                    "Записей {}: новых {}, обновлено {}, без изменений {same}, пропущено {}",
                    file.seen,
                    file.imported,
                    file.updated,
                    file.skipped.len()
                ),
                format!(
                    "{} records: {} new, {} updated, {same} unchanged, {} skipped",
                    file.seen,
                    file.imported,
                    file.updated,
                    file.skipped.len()
                ),
            ));
        }
    });
    lines_ui(ui, cx, lines);
    ui.add_space(8.0);
    let n_changed: usize = report.files.iter().map(|it| it.imported + it.updated).sum();
    let mut keeps = true;
    ui.horizontal(|ui| {
        keeps = next_ui(ui, cx, ICON_IMAGE, (cx.say("Обложки из папки…", "Covers from a folder…"), Command::Covers));
        if n_changed > 0 && button(ui, ICON_UNDO, cx.say("Отменить этот импорт", "Take this import back")).clicked()
        {
            cx.act(Action::ChangeCatalogue(CatalogueChange::UndoImport));
            keeps = false;
        }
        keeps &= !done_ui(ui, cx, true);
    });
    keeps
}

pub(super) fn covers_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    (report, candidates): (&CoversReport, &Candidates),
    lines: &mut Lines,
) -> bool {
    wide(ui, 680.0);
    let n = report.matched.len();
    let words = cx.lang.plural(n, ["обложка", "обложки", "обложек"], ["cover", "covers"]);
    title(ui, &cx.say(format!("Связано: {n} {words}"), format!("Matched: {n} {words}")));
    if report.ambiguous.len() + report.unmatched.len() + report.refused.len() == 0 {
        ui.label(cx.say("Все файлы нашли свои записи", "Every file has found its record"));
    }
    lines_ui(ui, cx, lines);
    ui.add_space(8.0);
    let n_open = report.ambiguous.len() + report.unmatched.len();
    let has_queue = n_open > 0 && cx.view.catalogue.n_records > 0;
    let mut keeps = true;
    ui.horizontal(|ui| {
        let words = cx.say(format!("Разобрать вручную: {n_open}"), format!("Decide by hand: {n_open}"));
        if has_queue && (primary(ui, ICON_IMAGE, &words).clicked() || super::is_enter(ui)) {
            cx.view.dialogs.push(Dialog::CoverQueue(CoverQueue::of(report, candidates.clone())));
            keeps = false;
        }
        keeps &= next_ui(ui, cx, ICON_ADD_CIRCLE, (cx.say("Новая выставка…", "New exhibition…"), Command::New));
        keeps &= !done_ui(ui, cx, !has_queue);
    });
    keeps
}

/// What usually comes next, unless the dialog below is where one came from; gives whether the report stays.
fn next_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    icon: egui_material_icons::MaterialIcon,
    (text, command): (&str, Command),
) -> bool {
    let is_chosen = cx.view.dialogs.is_empty() && button(ui, icon, text).clicked();
    if is_chosen {
        cx.act(Action::Do(command));
    }
    !is_chosen
}

/// The button that ends a report; Enter presses it.
fn done_ui(ui: &mut Ui, cx: &Cx<'_>, is_main: bool) -> bool {
    let text = cx.say("Готово", "Done");
    let response = if is_main { primary(ui, ICON_CHECK, text) } else { button(ui, ICON_CHECK, text) };
    response.clicked() || is_main && super::is_enter(ui)
}

fn file_name(path: &str) -> String {
    std::path::Path::new(path).file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default()
}
