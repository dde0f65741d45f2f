//! What a catalogue export was taken for, with its first records, before anything is imported.

use egui::{RichText, ScrollArea, Ui};
use egui_material_icons::icons::ICON_UPLOAD_FILE;

use super::super::action::Action;
use super::super::importing::Importing;
use super::super::look::{semibold, tokens};
use super::super::ring::Following as _;
use super::super::screens::{Cx, chooser};
use super::super::view::ImportPreview;
use super::super::widgets::primary;
use super::{
    is_enter,
    room::{high, wide},
    title,
};
use crate::describe::short_authors;
use crate::domain::BookRecord;
use crate::tasks::{Column, Encoding, FilePreview};

pub(super) fn preview_ui(ui: &mut Ui, cx: &mut Cx<'_>, preview: &mut ImportPreview) -> bool {
    wide(ui, 720.0);
    title(ui, cx.say("Так читается выгрузка", "The export is read like this"));
    let mut changed = false;
    let height = high(ui, 440.0, 190.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).following(ui, |ui| {
        for file in &preview.files {
            changed |= file_ui(ui, cx, file, &mut preview.what);
        }
    });
    ui.add_space(6.0);
    let mut encodings = vec![(None, cx.say("Витрина найдёт сама", "Vitrina finds it"))];
    encodings.extend(Encoding::ALL.into_iter().map(|it| (Some(it.0), it.1)));
    let name = cx.say("Кодировка, если буквы неверны", "Character set, when the letters are wrong");
    if let Some(encoding) = chooser(ui, name, &preview.what.hints.encoding, &encodings) {
        preview.what.hints.encoding = encoding;
        changed = true;
    }
    if changed {
        cx.act(Action::PreviewImport(Box::new(preview.what.clone())));
    }
    ui.add_space(10.0);
    let mut keeps = true;
    ui.horizontal(|ui| {
        let is_any = preview.files.iter().any(|it| !it.records.is_empty());
        ui.add_enabled_ui(is_any, |ui| {
            let words = match preview.what.pictures.is_empty() {
                true => cx.say("Загрузить", "Import"),
                false => cx.say("Загрузить с обложками", "Import with covers"),
            };
            let starts = primary(ui, ICON_UPLOAD_FILE, words).clicked();
            if is_any && (starts || is_enter(ui)) {
                cx.act(Action::Import(Box::new(preview.what.clone())));
                keeps = false;
            }
        });
        let n = preview.what.pictures.len();
        if n > 0 && ui.button(cx.say(format!("Только обложки: {n}"), format!("Covers only: {n}"))).clicked()
        {
            cx.act(Action::Covers(std::mem::take(&mut preview.what.pictures)));
            keeps = false;
        }
        if ui.button(cx.say("Отмена", "Cancel")).clicked() {
            keeps = false;
        }
    });
    keeps
}

/// One file; whether its columns were named in another way.
fn file_ui(ui: &mut Ui, cx: &Cx<'_>, file: &FilePreview, what: &mut Importing) -> bool {
    let name = file.path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    ui.label(RichText::new(name).font(semibold(14.5)));
    let kind = file.kind.iter().copied().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
    ui.label(RichText::new(kind).small().color(tokens(ui).quiet));
    if let Some(error) = &file.error {
        ui.label(RichText::new(error).color(tokens(ui).error.1));
    }
    if file.error.is_none() && file.records.is_empty() {
        ui.label(RichText::new(cx.say("Записей нет", "No records")).color(tokens(ui).warn.1));
    }
    for record in &file.records {
        ui.add(egui::Label::new(line(record)).truncate());
    }
    let changed = !file.columns.is_empty() && columns_ui(ui, cx, file, what);
    ui.add_space(6.0);
    changed
}

/// What stands under each heading of a table, to be named otherwise.
fn columns_ui(ui: &mut Ui, cx: &Cx<'_>, file: &FilePreview, what: &mut Importing) -> bool {
    let has_title = file.columns.iter().any(|it| it.1 == Column::Title);
    let n_used = file.columns.iter().filter(|it| it.1 != Column::Unknown).count();
    let of = file.columns.len();
    let text = cx.say(format!("Столбцы: нужны {n_used} из {of}"), format!("Columns: {n_used} of {of} used"));
    let fields = Column::ALL.map(|it| (it.0, it.0.name(cx.lang)));
    let mut changed = false;
    egui::CollapsingHeader::new(text).id_salt(&file.path).default_open(!has_title).show(ui, |ui| {
        for (i, row) in file.columns.chunks(3).enumerate() {
            ui.columns(3, |cells| {
                for (j, (ui, (heading, column))) in cells.iter_mut().zip(row).enumerate() {
                    let chosen = ui.push_id((&file.path, i, j), |ui| chooser(ui, heading, column, &fields)).inner;
                    if let Some(column) = chosen {
                        what.name_column(heading, column);
                        changed = true;
                    }
                }
            });
        }
    });
    changed
}

fn line(record: &BookRecord) -> String {
    let (authors, title) = (short_authors(record), record.shown_title());
    let author = if authors.is_empty() { String::new() } else { format!("{authors} ") };
    let year = if record.year.is_empty() { String::new() } else { format!(", {}", record.year) };
    format!("{author}{title}{year}")
}
