//! What is known of the book, person or photograph that is selected: the second tab of the right panel.

use egui::{RichText, Ui};
use egui_material_icons::icons::{ICON_EDIT_NOTE, ICON_IMAGE};

use super::super::action::Action;
use super::super::look::{semibold, tokens};
use super::super::widgets::{button, section};
use super::Cx;
use super::inspector::field;
use crate::compose::ElementKey;
use crate::describe::{DescribeOptions, Style, exhibit_description};
use crate::domain::{BookRecord, Exhibit, ExhibitSubject, Lang, Post, Role, Slide};
use crate::edit::{Edit, GestureId};

/// The selected book, person or photograph, else the only one of the slide, else its person.
fn shown<'a>(cx: &Cx<'a>, slide: &Slide) -> Option<&'a Exhibit> {
    let exhibition = cx.exhibition?;
    let of_selected = match cx.view.selection.only() {
        Some(ElementKey::Role(Role::Cover(id) | Role::Entry(id) | Role::EntryAuthor(id))) => Some(id),
        _ => None,
    };
    let alone = || slide.exhibits.first().copied().filter(|_| slide.exhibits.len() == 1);
    let person = || exhibition.exhibits_of(&slide.exhibits).find(|it| it.is_person()).map(|it| it.id);
    of_selected.or_else(alone).or_else(person).and_then(|id| exhibition.exhibit(id)).map(AsRef::as_ref)
}

/// The name of the tab, by what it is about.
pub(super) fn tab_name(cx: &Cx<'_>, slide: &Slide) -> &'static str {
    match shown(cx, slide).map(|it| &it.subject) {
        Some(ExhibitSubject::Person { .. }) => cx.say("Человек", "Person"),
        Some(ExhibitSubject::Picture { .. }) => cx.say("Фото", "Photo"),
        _ => cx.say("Книга", "Book"),
    }
}

pub(super) fn exhibit_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post, slide: &Slide) {
    let Some(exhibition) = cx.exhibition else { return };
    let Some(exhibit) = shown(cx, slide) else {
        ui.label(RichText::new(cx.say("Книги поста", "Books of the post")).font(semibold(14.5)));
        for (index, book) in exhibition.exhibits_of(&post.exhibits).enumerate() {
            ui.label(format!("{}. {}", index + 1, book.called(cx.lang)));
        }
        let hint =
            cx.say("Выберите обложку на кадре, чтобы править книгу", "Select a cover on the slide to edit its book");
        ui.label(RichText::new(hint).small().color(tokens(ui).quiet));
        return;
    };
    match &exhibit.subject {
        ExhibitSubject::Record(record) => record_ui(ui, cx, exhibit, record),
        ExhibitSubject::Person { name, about } => person_ui(ui, cx, exhibit, (name, about)),
        ExhibitSubject::Picture { title } => photograph_ui(ui, cx, exhibit, title),
    }
}

fn record_ui(ui: &mut Ui, cx: &mut Cx<'_>, exhibit: &Exhibit, record: &BookRecord) {
    let mut new = exhibit.clone();
    let mut changed = None;
    let fields: [(&str, &str, usize, fn(&mut BookRecord, String)); 4] = [
        (cx.say("Заглавие", "Title"), &record.title, 2, |it, text| it.title = text),
        (cx.say("Сведения к заглавию", "Subtitle"), &record.subtitle, 1, |it, text| {
            it.subtitle = text
        }),
        (cx.say("Издательство", "Publisher"), &record.publisher, 1, |it, text| it.publisher = text),
        (cx.say("Год", "Year"), &record.year, 1, |it, text| it.year = text),
    ];
    for (name, value, rows, put) in fields {
        if let Some((text, gesture)) = field(ui, cx, name, value, rows) {
            let mut record = record.clone();
            put(&mut record, text);
            new.subject = ExhibitSubject::Record(Box::new(record));
            changed = Some(gesture);
        }
    }
    if let Some((text, gesture)) = field(ui, cx, cx.say("Шифр", "Shelf mark"), exhibit.shown_shelfmark(), 1) {
        new.shelfmark = text;
        changed = Some(gesture);
    }
    if let Some((text, gesture)) = field(ui, cx, cx.say("Аннотация", "Annotation"), exhibit.shown_annotation(), 6)
    {
        new.annotation = text;
        changed = Some(gesture);
    }
    changed = quotation_ui(ui, cx, &mut new).or(changed);
    if button(
        ui,
        ICON_EDIT_NOTE,
        cx.say("Вся запись: авторы, ISBN, серии…", "All of the record: authors, ISBN, series…"),
    )
    .clicked()
    {
        cx.act(Action::EditBook(exhibit.id));
    }
    section(ui, cx.say("Описание по ГОСТ Р 7.0.100", "Description by GOST R 7.0.100"));
    let style = Style::Gost7_0_100;
    ui.label(exhibit_description(exhibit, style, &DescribeOptions::usual(style)));
    if let Some(gesture) = changed {
        cx.act(Action::EditIn(Edit::Exhibit(Box::new(new)), gesture));
    }
}

/// The field that a new person waits for.
pub(in crate::app) fn name_of_person(lang: Lang) -> &'static str {
    lang.pick("Имя", "Name")
}

fn person_ui(ui: &mut Ui, cx: &mut Cx<'_>, exhibit: &Exhibit, (name, about): (&str, &str)) {
    let mut new = exhibit.clone();
    let mut changed = None;
    if let Some((name, gesture)) = field(ui, cx, name_of_person(cx.lang), name, 1) {
        new.subject = ExhibitSubject::Person { name, about: about.to_owned() };
        changed = Some(gesture);
    }
    let words = cx.say("Годы жизни и занятие: 1801–1872, врач", "Years of life and occupation: 1801–1872, physician");
    if let Some((about, gesture)) = field(ui, cx, words, about, 2) {
        new.subject = ExhibitSubject::Person { name: name.to_owned(), about };
        changed = Some(gesture);
    }
    changed = quotation_ui(ui, cx, &mut new).or(changed);
    let has_portrait = exhibit.cover.is_some();
    let words = if has_portrait {
        cx.say("Другой портрет…", "Another portrait…")
    } else {
        cx.say("Портрет…", "Portrait…")
    };
    picture_ui(ui, cx, exhibit, words);
    if !has_portrait {
        let hint = cx.say(
            "Портрет можно и бросить на кадр; без него на кадре только слова",
            "A portrait may be dropped on the slide as well; without one the slide has words only",
        );
        ui.label(RichText::new(hint).small().color(tokens(ui).quiet));
    }
    if let Some(gesture) = changed {
        cx.act(Action::EditIn(Edit::Exhibit(Box::new(new)), gesture));
    }
}

fn photograph_ui(ui: &mut Ui, cx: &mut Cx<'_>, exhibit: &Exhibit, title: &str) {
    let mut new = exhibit.clone();
    let mut changed = None;
    if let Some((title, gesture)) = field(ui, cx, cx.say("Название фотографии", "Title of the photograph"), title, 2)
    {
        new.subject = ExhibitSubject::Picture { title };
        changed = Some(gesture);
    }
    let words = cx.say("Что на ней: под названием", "What it shows: under the title");
    if let Some((text, gesture)) = field(ui, cx, words, &exhibit.annotation, 4) {
        new.annotation = text;
        changed = Some(gesture);
    }
    picture_ui(ui, cx, exhibit, cx.say("Другая фотография…", "Another photograph…"));
    if let Some(gesture) = changed {
        cx.act(Action::EditIn(Edit::Exhibit(Box::new(new)), gesture));
    }
}

fn picture_ui(ui: &mut Ui, cx: &mut Cx<'_>, exhibit: &Exhibit, words: &str) {
    ui.add_space(4.0);
    if button(ui, ICON_IMAGE, words).clicked() {
        cx.act(Action::ReplaceCover(exhibit.id));
    }
}

/// What is shown by the template of a quotation.
fn quotation_ui(ui: &mut Ui, cx: &Cx<'_>, new: &mut Exhibit) -> Option<GestureId> {
    let mut changed = None;
    if let Some((text, gesture)) = field(ui, cx, cx.say("Цитата", "Quotation"), &new.quotation.text, 3) {
        new.quotation.text = text;
        changed = Some(gesture);
    }
    let words = cx.say("Чьи слова и откуда", "Whose words and where from");
    if let Some((source, gesture)) = field(ui, cx, words, &new.quotation.source, 1) {
        new.quotation.source = source;
        changed = Some(gesture);
    }
    changed
}
