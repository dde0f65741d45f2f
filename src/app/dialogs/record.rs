//! One record: looked at, corrected, added by hand.

use egui::{RichText, ScrollArea, Ui};
use egui_material_icons::icons::{ICON_CHECK, ICON_UNDO};

use super::super::action::Action;
use super::super::look::tokens;
use super::super::screens::{Cx, field};
use super::super::view::RecordDraft;
use super::super::widgets::{button, primary, section};
use super::title;
use crate::describe::{DescribeOptions, Style, describe};
use crate::domain::{BookRecord, isbn_fault};
use crate::tasks::CatalogueChange;

type Place = fn(&mut BookRecord) -> &mut String;

pub(super) fn record_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut RecordDraft) -> bool {
    ui.set_width(820.0);
    title(ui, if draft.id.is_some() { cx.say("Запись", "Record") } else { cx.say("Новая книга", "New book") });
    let height = ui.ctx().content_rect().height() - 260.0;
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        ui.columns(2, |columns| {
            if let [left, right] = columns {
                main_ui(left, cx, draft);
                rest_ui(right, cx, draft);
            }
        });
    });
    let record = draft.finished();
    section(ui, cx.say("Описание по ГОСТ Р 7.0.100–2018", "Description by GOST R 7.0.100-2018"));
    let style = Style::Gost7_0_100;
    ui.label(RichText::new(describe(&record, style, &DescribeOptions::usual(style))).color(tokens(ui).quiet));
    let wrong = record.isbn.iter().find(|it| isbn_fault(it).is_some());
    if let Some(number) = wrong {
        let words = cx.say(
            format!("ISBN {number} неверный; он останется таким, как есть"),
            format!("ISBN {number} is wrong; it stays as it is"),
        );
        ui.label(RichText::new(words).color(tokens(ui).warn.1));
    }
    buttons_ui(ui, cx, draft, record)
}

fn texts(ui: &mut Ui, cx: &Cx<'_>, record: &mut BookRecord, fields: &[(&str, usize, Place)]) {
    for (name, rows, place) in fields {
        let value = place(record).clone();
        if let Some((text, _)) = field(ui, cx, name, &value, *rows) {
            *place(record) = text;
        }
    }
}

fn main_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut RecordDraft) {
    let title: Place = |it| &mut it.title;
    texts(
        ui,
        cx,
        &mut draft.record,
        &[
            (cx.say("Заглавие", "Title"), 2, title),
            (cx.say("Сведения к заглавию", "Other title information"), 1, |it| &mut it.subtitle),
        ],
    );
    let name = cx.say("Авторы, по одному в строке: Зимин, А. А.", "Authors, one a line: Woolf, V.");
    if let Some((text, _)) = field(ui, cx, name, &draft.authors, 3) {
        draft.authors = text;
    }
    texts(
        ui,
        cx,
        &mut draft.record,
        &[
            (
                cx.say("Ответственность, как на титуле", "Responsibility, as on the title page"),
                1,
                |it| &mut it.responsibility,
            ),
            (cx.say("Издание", "Edition"), 1, |it| &mut it.edition),
            (cx.say("Место издания", "Place"), 1, |it| &mut it.place),
            (cx.say("Издательство", "Publisher"), 1, |it| &mut it.publisher),
            (cx.say("Год", "Year"), 1, |it| &mut it.year),
        ],
    );
}

fn rest_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut RecordDraft) {
    texts(
        ui,
        cx,
        &mut draft.record,
        &[
            (cx.say("Объём: 251 с.", "Extent: 251 p."), 1, |it| &mut it.pages),
            (cx.say("Том, часть", "Volume, part"), 1, |it| &mut it.volume),
        ],
    );
    let lists = [
        (cx.say("ISBN через запятую", "ISBN, divided by commas"), &mut draft.isbn),
        (cx.say("Серии через точку с запятой", "Series, divided by semicolons"), &mut draft.series),
    ];
    for (name, text) in lists {
        if let Some((edited, _)) = field(ui, cx, name, text, 1) {
            *text = edited;
        }
    }
    texts(
        ui,
        cx,
        &mut draft.record,
        &[
            (cx.say("Шифр", "Shelf mark"), 1, |it| &mut it.shelfmark),
            (cx.say("Размер: 21 см", "Size: 21 cm"), 1, |it| &mut it.dimensions),
            (cx.say("Аннотация", "Annotation"), 6, |it| &mut it.annotation),
        ],
    );
}

fn buttons_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &RecordDraft, record: BookRecord) -> bool {
    ui.add_space(8.0);
    let mut keeps = true;
    ui.horizontal(|ui| {
        let can_save = !record.title.trim().is_empty();
        ui.add_enabled_ui(can_save, |ui| {
            if primary(ui, ICON_CHECK, cx.say("Сохранить", "Save")).clicked() {
                let record = Box::new(record);
                cx.act(Action::ChangeCatalogue(match draft.id {
                    Some(id) => CatalogueChange::Correct(id, record),
                    None => CatalogueChange::Add(record),
                }));
                keeps = false;
            }
        });
        if let Some(id) = draft.id.filter(|_| draft.is_corrected)
            && button(ui, ICON_UNDO, cx.say("Вернуть как в выгрузке", "Back to the imported record")).clicked()
        {
            cx.act(Action::ChangeCatalogue(CatalogueChange::Revert(id)));
            keeps = false;
        }
        if ui.button(cx.say("Отмена", "Cancel")).clicked() {
            keeps = false;
        }
        if !can_save {
            ui.label(RichText::new(cx.say("Нужно заглавие", "A title is needed")).small().color(tokens(ui).quiet));
        }
    });
    keeps
}
