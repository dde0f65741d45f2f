//! What is selected, the book, the caption, the post: the right panel of the post screen.

use egui::{Margin, RichText, ScrollArea, TextEdit, Ui};
use egui_material_icons::icons::{ICON_CASINO, ICON_COLORIZE};

use super::super::action::Action;
use super::super::command::Command;
use super::super::dialogs::kind_name;
use super::super::look::tokens;
use super::super::ring::Following as _;
use super::super::view::Tab;
use super::super::widgets::{button, section, segmented};
use super::Cx;
use super::element::element_ui;
use super::exhibit::{exhibit_ui, tab_name};
use super::menus::clipboard_menu;
use super::overrides::overrides_ui;
use super::stacked::stacked_ui;
use crate::domain::{Post, PostKind, PostStatus, Purpose as Slot, Slide, Template, TemplateId, ThemeId};
use crate::edit::{Edit, GestureId};
use crate::platform::{count, finish_caption};
use crate::tasks::turn_post;

pub(super) fn inspector_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post, slide: &Slide) {
    let tabs = [
        (Tab::Element, cx.say("Элемент", "Element")),
        (Tab::Book, tab_name(cx, slide)),
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
        Tab::Book => exhibit_ui(ui, cx, post, slide),
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
    let is_first = post.slides.first().is_some_and(|it| it.id == slide.id);
    let openers = library.templates_for(Slot::Opener, post.kind, n).filter(|_| is_first && slot != Slot::Opener);
    let offered = library.templates_for(slot, post.kind, n).chain(openers);
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

/// A list of this height, in points, shows all kinds of posts at once.
const LONGEST_LIST: f32 = 420.0;

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
    let combo =
        egui::ComboBox::from_id_salt(name).selected_text(shown).width(ui.available_width() - 8.0).height(LONGEST_LIST);
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
    let fields = match post.kind {
        PostKind::Poll => "{title} {question} {lead} {exhibition} {contact} {age} {hashtags}",
        _ => "{title} {lead} {books} {count} {exhibition} {contact} {age} {hashtags}",
    };
    ui.label(RichText::new(fields).monospace().size(11.0).color(tokens(ui).quiet));
    for id in &exhibition.platforms {
        let Some(profile) = cx.studio.profiles.get(id) else { continue };
        let Some(limit) = profile.caption_limit else { continue };
        let finished = finish_caption(exhibition, post, profile);
        gauge_ui(ui, cx, profile.name.get(cx.lang), count(profile.caption_unit, &finished), limit);
    }
    let mut known = exhibition.platforms.iter().filter_map(|it| cx.studio.profiles.get(it));
    if let Some(profile) = known.find(|it| it.caption_limit.is_some()) {
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
    let kinds: Vec<(PostKind, &str)> = PostKind::ALL.into_iter().map(|it| (it, kind_name(it, cx.lang))).collect();
    if let Some(kind) = chooser(ui, cx.say("Вид поста", "Kind of post"), &post.kind, &kinds) {
        cx.act(Action::Edit(turn_post(post, kind, cx.looks)));
    }
    if let Some((text, gesture)) = field(ui, cx, cx.say("Заголовок поста", "Title of the post"), &post.title, 2)
    {
        cx.act(Action::EditIn(Edit::PostTitle(post.id, text), gesture));
    }
    if let Some((text, gesture)) = field(ui, cx, lead_name(cx, post.kind), &post.lead, 3) {
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

/// What the lead is in a post of a kind.
fn lead_name(cx: &Cx<'_>, kind: PostKind) -> &'static str {
    match kind {
        PostKind::Poll => {
            cx.say("Вопрос, под ним ответы по одному в строке", "The question, under it an answer a line")
        }
        PostKind::Guest => cx.say("Слова гостя", "Words of the guest"),
        _ => cx.say("Вводка", "Lead"),
    }
}
