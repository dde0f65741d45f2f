//! One record: looked at, corrected, added by hand.

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui};
use egui_material_icons::icons::{ICON_CHECK, ICON_UNDO};

use super::super::action::Action;
use super::super::look::tokens;
use super::super::ring::Following as _;
use super::super::screens::{Cx, chooser, field};
use super::super::widgets::{button, primary, section};
use super::super::writing::{ListField, RecordDraft};
use super::{
    room::{high, wide},
    title,
};
use crate::describe::{DescribeOptions, Style, describe};
use crate::domain::{
    AgeMark, BookRecord, Exhibit, ExhibitId, ExhibitSubject, Exhibition, Host, RecordKind, isbn_fault,
};
use crate::edit::Edit;
use crate::tasks::CatalogueChange;

type Place<T> = fn(&mut T) -> &mut String;

pub(super) fn record_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut RecordDraft) -> bool {
    wide(ui, 820.0);
    title(
        ui,
        match (draft.id, draft.exhibit) {
            (_, Some(_)) => cx.say("Книга этой выставки", "Book of this exhibition"),
            (Some(_), _) => cx.say("Запись", "Record"),
            _ => cx.say("Новая книга", "New book"),
        },
    );
    let height = high(ui, f32::INFINITY, 188.0);
    ScrollArea::vertical().max_height(height).following(ui, |ui| {
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

/// Fields that are one text each: name, rows, place.
fn texts<T>(ui: &mut Ui, cx: &Cx<'_>, of: &mut T, fields: &[(&str, usize, Place<T>)]) {
    for (name, rows, place) in fields {
        let value = place(of).clone();
        if let Some((text, _)) = field(ui, cx, name, &value, *rows) {
            *place(of) = text;
        }
    }
}

/// Fields that are lists: name, rows, which.
fn lists(ui: &mut Ui, cx: &Cx<'_>, draft: &mut RecordDraft, fields: &[(&str, usize, ListField)]) {
    for (name, rows, which) in fields {
        let value = draft.list(*which).clone();
        if let Some((text, _)) = field(ui, cx, name, &value, *rows) {
            *draft.list(*which) = text;
        }
    }
}

fn kind_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut RecordDraft) {
    let kinds = [
        (RecordKind::Book, cx.say("Книга", "Book")),
        (RecordKind::Part, cx.say("Том, часть издания", "Volume of a set")),
        (RecordKind::Article, cx.say("Статья, глава", "Article, chapter")),
        (RecordKind::Issue, cx.say("Номер журнала", "Issue of a journal")),
        (RecordKind::Serial, cx.say("Журнал, газета", "Journal, newspaper")),
    ];
    if let Some(kind) = chooser(ui, cx.say("Вид документа", "Kind of document"), &draft.record.kind, &kinds)
    {
        draft.record.kind = kind;
    }
}

fn main_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut RecordDraft) {
    kind_ui(ui, cx, draft);
    let fields: [(&str, usize, Place<BookRecord>); 2] = [
        (cx.say("Заглавие", "Title"), 2, |it| &mut it.title),
        (cx.say("Сведения к заглавию", "Other title information"), 1, |it| &mut it.subtitle),
    ];
    texts(ui, cx, &mut draft.record, &fields);
    let name = cx.say("Авторы, по одному в строке: Зимин, А. А.", "Authors, one a line: Woolf, V.");
    if let Some((text, _)) = field(ui, cx, name, &draft.authors, 3) {
        draft.authors = text;
    }
    let name = cx.say("Ответственность, как на титуле", "Responsibility, as on the title page");
    let fields: [(&str, usize, Place<BookRecord>); 7] = [
        (name, 1, |it| &mut it.responsibility),
        (cx.say("Издание", "Edition"), 1, |it| &mut it.edition),
        (cx.say("Место издания", "Place"), 1, |it| &mut it.place),
        (cx.say("Издательство", "Publisher"), 1, |it| &mut it.publisher),
        (cx.say("Год", "Year"), 1, |it| &mut it.year),
        (cx.say("Объём: 251 с.", "Extent: 251 p."), 1, |it| &mut it.pages),
        (cx.say("Том, часть", "Volume, part"), 1, |it| &mut it.volume),
    ];
    texts(ui, cx, &mut draft.record, &fields);
    if draft.has_host() {
        host_ui(ui, cx, draft);
    }
    special_ui(ui, cx, draft);
}

/// What the part, article or issue belongs to.
fn host_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut RecordDraft) {
    section(ui, cx.say("Где напечатано", "Where it appeared"));
    let name = cx.say("Журнал, сборник, издание в целом", "Journal, collection, the whole set");
    let fields: [(&str, usize, Place<Host>); 8] = [
        (name, 1, |it| &mut it.title),
        (cx.say("Сведения к этому заглавию: в 2 т.", "Other information: in 2 vols."), 1, |it| &mut it.subtitle),
        (cx.say("Место издания целого", "Place of the whole"), 1, |it| &mut it.place),
        (cx.say("Год целого", "Year of the whole"), 1, |it| &mut it.year),
        (cx.say("Том журнала: 21", "Volume of the journal: 21"), 1, |it| &mut it.volume),
        (cx.say("Номер: № 14 (17 янв.)", "Issue: No. 14 (Jan. 17)"), 1, |it| &mut it.issue),
        (cx.say("Страницы: 12–19", "Pages: 12–19"), 1, |it| &mut it.pages),
        (cx.say("ISSN целого", "ISSN of the whole"), 1, |it| &mut it.issn),
    ];
    texts(ui, cx, &mut draft.host, &fields);
}

/// What only some documents have.
fn special_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut RecordDraft) {
    section(ui, cx.say("Особые сведения", "For special documents"));
    let heading = cx.say("Перед заглавием: ГОСТ 7.32–2017, Пат. 2187888", "Before the title: ISO 690, Pat. 2187888");
    let specific = cx.say("Взамен, даты действия, номера выпусков", "In place of, terms, numbering");
    let fields: [(&str, usize, Place<BookRecord>); 6] = [
        (heading, 1, |it| &mut it.heading),
        (specific, 1, |it| &mut it.specific),
        (cx.say("Иллюстрации: ил.", "Illustrations: ill."), 1, |it| &mut it.illustrations),
        (cx.say("Приложение: 1 CD", "Accompanying: 1 CD"), 1, |it| &mut it.accompanying),
        (
            cx.say("Вид содержания: Текст : непосредственный", "Content type: Text : unmediated"),
            1,
            |it| &mut it.content_type,
        ),
        (cx.say("Дата обращения: 15.09.2026", "Looked at: 15.09.2026"), 1, |it| &mut it.accessed),
    ];
    texts(ui, cx, &mut draft.record, &fields);
}

fn rest_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut RecordDraft) {
    let isbn = cx.say("ISBN через запятую", "ISBN, divided by commas");
    lists(ui, cx, draft, &[(isbn, 1, ListField::Isbn)]);
    let fields: [(&str, usize, Place<BookRecord>); 4] = [
        (cx.say("DOI: 10.1000/182", "DOI: 10.1000/182"), 1, |it| &mut it.doi),
        (cx.say("Шифр", "Shelf mark"), 1, |it| &mut it.shelfmark),
        (cx.say("Размер: 21 см", "Size: 21 cm"), 1, |it| &mut it.dimensions),
        (cx.say("Аннотация", "Annotation"), 6, |it| &mut it.annotation),
    ];
    texts(ui, cx, &mut draft.record, &fields);
    let mut marks: Vec<(Option<AgeMark>, &str)> = vec![(None, cx.say("не указан", "none"))];
    marks.extend(AgeMark::ALL.into_iter().map(|it| (Some(it), it.text())));
    if let Some(mark) = chooser(ui, cx.say("Возрастной знак", "Age mark"), &draft.record.age_mark, &marks)
    {
        draft.record.age_mark = mark;
    }
    let series = cx.say("Серии, по одной в строке", "Series, one a line");
    lists(ui, cx, draft, &[(series, 2, ListField::Series)]);
    section(ui, cx.say("Поиск и учёт", "Search and holdings"));
    let fields = [
        (cx.say("Рубрики, по одной в строке", "Subjects, one a line"), 3, ListField::Subjects),
        (cx.say("Ключевые слова, по одному в строке", "Keywords, one a line"), 3, ListField::Keywords),
        (cx.say("УДК, по одному в строке", "UDC, one a line"), 2, ListField::Udc),
        (cx.say("ББК, по одному в строке", "BBK, one a line"), 2, ListField::Bbk),
        (cx.say("Инвентарные номера через запятую", "Inventory numbers, by commas"), 1, ListField::Inventory),
        (cx.say("ISSN через запятую", "ISSN, divided by commas"), 1, ListField::Issn),
        (cx.say("Примечания, по одному в строке", "Notes, one a line"), 3, ListField::Notes),
        (
            cx.say("Заглавия на других языках, по одному в строке", "Parallel titles, one a line"),
            2,
            ListField::ParallelTitles,
        ),
        (
            cx.say("Адреса электронной копии, по одному в строке", "Addresses of the copy, one a line"),
            2,
            ListField::Urls,
        ),
    ];
    lists(ui, cx, draft, &fields);
}

/// The change of a book of the exhibition; `None` when it is gone or is what it was.
fn in_exhibition(of: Option<&Arc<Exhibition>>, id: ExhibitId, record: Box<BookRecord>) -> Option<Action> {
    let exhibit = of?.exhibit(id)?;
    let subject = ExhibitSubject::Record(record);
    let label = ("исправление записи", "the correction of a record");
    let is_new = exhibit.subject != subject;
    let edits = vec![Edit::Exhibit(Box::new(Exhibit { subject, ..Exhibit::clone(exhibit) }))];
    is_new.then_some(Action::Edit(Edit::All { label, edits }))
}

fn buttons_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &RecordDraft, record: BookRecord) -> bool {
    ui.add_space(8.0);
    let mut keeps = true;
    ui.horizontal(|ui| {
        let can_save = !record.title.trim().is_empty();
        ui.add_enabled_ui(can_save, |ui| {
            if primary(ui, ICON_CHECK, cx.say("Сохранить", "Save")).clicked() {
                let record = Box::new(record);
                cx.actions.extend(match (draft.id, draft.exhibit) {
                    (_, Some(exhibit)) => in_exhibition(cx.exhibition, exhibit, record),
                    (Some(id), _) => Some(Action::ChangeCatalogue(CatalogueChange::Correct(id, record))),
                    _ => Some(Action::ChangeCatalogue(CatalogueChange::Add(record))),
                });
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
