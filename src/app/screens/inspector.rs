//! What is selected, the book, the caption, the post: the right panel of the post screen.

use egui::{Margin, RichText, ScrollArea, TextEdit, Ui};
use egui_material_icons::icons::{ICON_CASINO, ICON_COLORIZE, ICON_EDIT_NOTE};

use super::super::action::Action;
use super::super::command::Command;
use super::super::look::{semibold, tokens};
use super::super::ring::Following as _;
use super::super::view::Tab;
use super::super::widgets::{button, section, segmented};
use super::Cx;
use super::element::element_ui;
use super::menus::clipboard_menu;
use super::overrides::overrides_ui;
use super::stacked::stacked_ui;
use crate::compose::ElementKey;
use crate::describe::{DescribeOptions, Style, exhibit_description};
use crate::domain::{
    Exhibit, ExhibitSubject, Post, PostStatus, Purpose as Slot, Role, Slide, Template, TemplateId, ThemeId,
};
use crate::edit::{Edit, GestureId};
use crate::platform::{count, finish_caption};

pub(super) fn inspector_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post, slide: &Slide) {
    let tabs = [
        (Tab::Element, cx.say("Элемент", "Element")),
        (Tab::Book, cx.say("Книга", "Book")),
        (Tab::Caption, cx.say("Подпись", "Caption")),
        (Tab::Post, cx.say("Пост", "Post")),
    ];
    if let Some(tab) = segmented(ui, &cx.view.tab, &tabs) {
        cx.view.tab = tab;
    }
    ui.add_space(4.0);
    ScrollArea::vertical().auto_shrink(false).following(ui, |ui| match cx.view.tab {
        Tab::Element => {
            element_ui(ui, cx, slide);
            slide_look_ui(ui, cx, post, slide);
            stacked_ui(ui, cx, slide);
        }
        Tab::Book => book_ui(ui, cx, post, slide),
        Tab::Caption => caption_ui(ui, cx, post),
        Tab::Post => whole_post_ui(ui, cx, post),
    });
}

/// The field with this name gets the keyboard when it is shown next.
pub(in crate::app) fn want_field(ctx: &egui::Context, name: &'static str) {
    ctx.data_mut(|it| it.insert_temp(wanted_field(), name));
}

fn wanted_field() -> egui::Id {
    egui::Id::unique("wanted field")
}

/// After so many seconds without a letter typing goes on as another step.
const PAUSE: f64 = 1.0;

/// A text field; what is typed without a pause, on one visit, is one step. `None` while nothing changes.
pub(in crate::app) fn field(
    ui: &mut Ui,
    cx: &Cx<'_>,
    name: &str,
    text: &str,
    rows: usize,
) -> Option<(String, GestureId)> {
    let label = ui.label(RichText::new(name).small().color(tokens(ui).quiet));
    let mut edited = text.to_owned();
    let edit =
        if rows > 1 { TextEdit::multiline(&mut edited).desired_rows(rows) } else { TextEdit::singleline(&mut edited) };
    let edit = edit.desired_width(f32::INFINITY).margin(Margin::symmetric(10, 7)).id_salt(name);
    let response = ui.add(edit).labelled_by(label.id);
    clipboard_menu(&response, cx.lang);
    if ui.data(|it| it.get_temp::<&'static str>(wanted_field())) == Some(name) {
        ui.data_mut(|it| it.remove::<&'static str>(wanted_field()));
        response.request_focus();
    }
    response.changed().then(|| {
        let now = ui.input(|it| it.time);
        let (last, n_pauses) = ui.data(|it| it.get_temp::<(f64, u64)>(response.id)).unwrap_or((now, 0));
        let n_pauses = n_pauses + u64::from(now - last > PAUSE);
        ui.data_mut(|it| it.insert_temp(response.id, (now, n_pauses)));
        let GestureId(visit) = cx.view.field_gesture(response.id);
        (edited, GestureId(visit ^ n_pauses.rotate_left(16)))
    })
}

fn slide_look_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post, slide: &Slide) {
    let n = slide.exhibits.len();
    let slot = if n == 0 {
        Slot::Text
    } else if n == 1 {
        Slot::Card
    } else {
        Slot::Opener
    };
    section(ui, cx.say("Кадр", "Slide"));
    let lang = cx.lang;
    let library = cx.looks;
    let offered = library.templates_for(slot, post.kind, n);
    let others = library.templates.iter().filter(|it| it.suits(n) && it.purpose == Slot::Text && slot != Slot::Text);
    let own = library.templates.iter().filter(|it| it.id == slide.template);
    let mut fitting: Vec<&Template> = offered.chain(others).collect();
    fitting.extend(own.filter(|own| !fitting.iter().any(|it| it.id == own.id)).collect::<Vec<_>>());
    let templates: Vec<(TemplateId, &str)> = fitting.into_iter().map(|it| (it.id.clone(), it.name.get(lang))).collect();
    if let Some(template) = chooser(ui, cx.say("Шаблон", "Template"), &slide.template, &templates) {
        cx.act(Action::Edit(Edit::Template(slide.id, template)));
    }
    theme_ui(ui, cx, post);
    if button(ui, ICON_CASINO, cx.say("Другой вариант", "Another variant")).clicked() {
        cx.act(Action::Do(Command::NextVariant));
    }
    overrides_ui(ui, cx, slide);
}

fn theme_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post) {
    let lang = cx.lang;
    let mut themes: Vec<(Option<ThemeId>, &str)> = vec![(None, cx.say("Как у выставки", "As the exhibition"))];
    themes.extend(cx.looks.themes.iter().map(|it| (Some(it.id.clone()), it.name.get(lang))));
    if let Some(theme) = chooser(ui, cx.say("Оформление поста", "Theme of the post"), &post.theme, &themes)
    {
        cx.act(Action::Edit(Edit::PostTheme(post.id, theme)));
    }
    let has_covers = cx.exhibition.is_some_and(|it| it.exhibits_of(&post.exhibits).any(|it| it.cover.is_some()));
    if has_covers && button(ui, ICON_COLORIZE, cx.say("Цвета из обложек", "Colours of the covers")).clicked()
    {
        cx.act(Action::Do(Command::CoverColours));
    }
}

/// One of several in a list that opens.
pub(in crate::app) fn chooser<T: PartialEq + Clone>(
    ui: &mut Ui,
    name: &str,
    current: &T,
    options: &[(T, &str)],
) -> Option<T> {
    let shown = options.iter().find(|it| it.0 == *current).map_or("—", |it| it.1);
    let mut chosen = None;
    ui.label(RichText::new(name).small().color(tokens(ui).quiet));
    let combo = egui::ComboBox::from_id_salt(name).selected_text(shown).width(ui.available_width() - 8.0);
    let response = combo.show_ui(ui, |ui| {
        for (value, text) in options {
            if ui.selectable_label(value == current, *text).clicked() {
                chosen = Some(value.clone());
            }
        }
    });
    let (label, value) = (name.to_owned(), shown.to_owned());
    response.response.widget_info(|| {
        let mut info = egui::WidgetInfo::labeled(egui::Role::ComboBox, true, &label);
        info.current_text_value = Some(value.clone());
        info
    });
    chosen
}

fn book_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post, slide: &Slide) {
    let Some(exhibition) = cx.exhibition else { return };
    let of_selected = match cx.view.selection.only() {
        Some(ElementKey::Role(Role::Cover(id) | Role::Entry(id) | Role::EntryAuthor(id))) => Some(id),
        _ => None,
    };
    let shown = of_selected.or_else(|| if slide.exhibits.len() == 1 { slide.exhibits.first().copied() } else { None });
    let Some(exhibit) = shown.and_then(|id| exhibition.exhibit(id)) else {
        ui.label(RichText::new(cx.say("Книги поста", "Books of the post")).font(semibold(14.5)));
        for (index, book) in exhibition.exhibits_of(&post.exhibits).enumerate() {
            ui.label(format!("{}. {}", index + 1, book.title()));
        }
        let hint =
            cx.say("Выберите обложку на кадре, чтобы править книгу", "Select a cover on the slide to edit its book");
        ui.label(RichText::new(hint).small().color(tokens(ui).quiet));
        return;
    };
    record_ui(ui, cx, exhibit);
}

fn record_ui(ui: &mut Ui, cx: &mut Cx<'_>, exhibit: &Exhibit) {
    let ExhibitSubject::Record(record) = &exhibit.subject else { return };
    let mut new = exhibit.clone();
    let mut changed = None;
    let fields: [(&str, &str, usize, fn(&mut crate::domain::BookRecord, String)); 4] = [
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
            new.subject = ExhibitSubject::Record(record);
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

fn caption_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post) {
    let Some(exhibition) = cx.exhibition else { return };
    let text = match post.caption.text.as_str() {
        "" => crate::describe::default_caption(post.kind, exhibition.front.language),
        text => text,
    };
    if let Some((text, gesture)) = field(ui, cx, cx.say("Подпись с полями", "Caption with fields"), text, 8)
    {
        let edit = Edit::Caption { post: post.id, platform: None, text: Some(text) };
        cx.act(Action::EditIn(edit, gesture));
    }
    let fields = "{title} {lead} {books} {count} {exhibition} {contact} {age} {hashtags}";
    ui.label(RichText::new(fields).monospace().size(11.0).color(tokens(ui).quiet));
    for id in &exhibition.platforms {
        let Some(profile) = cx.studio.profiles.get(id) else { continue };
        let finished = finish_caption(exhibition, post, profile);
        gauge_ui(ui, cx, profile.name.get(cx.lang), count(profile.caption_unit, &finished), profile.caption_limit);
    }
    let first = exhibition.platforms.first().and_then(|it| cx.studio.profiles.get(it));
    if let Some(profile) = first {
        section(ui, cx.say("Как выйдет", "As it will be"));
        ui.label(finish_caption(exhibition, post, profile));
    }
}

/// How much of a limit is used.
pub(in crate::app) fn gauge_ui(ui: &mut Ui, cx: &Cx<'_>, name: &str, used: usize, limit: usize) {
    let tokens = tokens(ui);
    section(ui, name);
    let words = cx.say(format!("{used} из {limit} знаков"), format!("{used} of {limit} characters"));
    ui.label(RichText::new(words).small().color(if used > limit { tokens.error.1 } else { tokens.quiet }));
    let (rect, _) = ui.allocate_exact_size(egui::Vec2::new(ui.available_width(), 6.0), egui::Sense::hover());
    let share = (used as f32 / limit.max(1) as f32).min(1.0);
    let colour = if used > limit { tokens.error.1 } else { tokens.good.1 };
    ui.painter().rect_filled(rect, 3.0, tokens.neutral.0);
    let filled = egui::Rect::from_min_size(rect.min, egui::Vec2::new(rect.width() * share, rect.height()));
    ui.painter().rect_filled(filled, 3.0, colour);
}

fn whole_post_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post) {
    if let Some((text, gesture)) = field(ui, cx, cx.say("Заголовок поста", "Title of the post"), &post.title, 2)
    {
        cx.act(Action::EditIn(Edit::PostTitle(post.id, text), gesture));
    }
    if let Some((text, gesture)) = field(ui, cx, cx.say("Вводка", "Lead"), &post.lead, 3) {
        cx.act(Action::EditIn(Edit::PostLead(post.id, text), gesture));
    }
    let name = cx.say("Дата публикации, ГГГГ-ММ-ДД", "Day of publishing, YYYY-MM-DD");
    if let Some((text, gesture)) = field(ui, cx, name, &post.date, 1) {
        cx.act(Action::EditIn(Edit::PostDate(post.id, text), gesture));
    }
    let statuses = [
        (PostStatus::Draft, cx.say("Черновик", "Draft")),
        (PostStatus::Ready, cx.say("Готов", "Ready")),
        (PostStatus::Published, cx.say("Опубликован", "Published")),
    ];
    if let Some(status) = chooser(ui, cx.say("Состояние", "State"), &post.status, &statuses) {
        cx.act(Action::Edit(Edit::PostStatus(post.id, status)));
    }
    theme_ui(ui, cx, post);
}
