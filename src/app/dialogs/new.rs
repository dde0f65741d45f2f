//! The new exhibition: books, look, platforms, file.

use std::path::PathBuf;

use egui::{Frame, Margin, RichText, ScrollArea, Slider, TextEdit, Ui, Vec2};
use egui_material_icons::icons::{ICON_ADD_CIRCLE, ICON_FOLDER_OPEN, ICON_IMAGE, ICON_UPLOAD_FILE};

use super::super::action::Action;
use super::super::command::Command;
use super::super::look::{display, semibold, shade, tokens};
use super::super::ring::Following as _;
use super::super::screens::{Cx, chooser};
use super::super::view::{NewDialog, PathPurpose};
use super::super::widgets::{BETWEEN_CHOICES, button, choice, primary, section, tick_box};
use super::{
    room::{beside, high, wide},
    title,
};
use crate::domain::{Lang, PostKind, ThemeId};
use crate::tasks::{NewExhibition, Selection, safe_name};

pub(super) fn new_ui(ui: &mut Ui, cx: &mut Cx<'_>, new: &mut NewDialog) -> bool {
    wide(ui, 660.0);
    title(ui, cx.say("Новая выставка", "New exhibition"));
    let mut keeps = true;
    // The bar of scrolling lies beside the fields, not over them.
    let beside = Frame::new().inner_margin(Margin { right: 14, ..Margin::ZERO });
    let height = high(ui, f32::INFINITY, 118.0);
    ScrollArea::vertical().max_height(height).following(ui, |ui| {
        beside.show(ui, |ui| fields_ui(ui, cx, new));
    });
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        let is_ready = !new.title.trim().is_empty() && cx.view.catalogue.n_records > 0 && !new.platforms.is_empty();
        ui.add_enabled_ui(is_ready, |ui| {
            let starts = primary(ui, ICON_ADD_CIRCLE, cx.say("Создать", "Create")).clicked();
            if starts || is_ready && super::is_enter(ui) {
                let request = request(cx, new);
                cx.act(Action::Create(Box::new(request), PathBuf::from(new.file.trim())));
                keeps = false;
            }
        });
        if ui.button(cx.say("Отмена", "Cancel")).clicked() {
            keeps = false;
        }
    });
    keeps
}

fn fields_ui(ui: &mut Ui, cx: &mut Cx<'_>, new: &mut NewDialog) {
    let label = ui.label(RichText::new(cx.say("Название", "Title")).font(semibold(14.0)));
    let field = TextEdit::singleline(&mut new.title).desired_width(f32::INFINITY).margin(Margin::symmetric(10, 8));
    if ui.add(field).labelled_by(label.id).changed() && new.file_follows {
        follow_title(new);
    }
    books_ui(ui, cx, new);
    look_ui(ui, cx, new);
    file_ui(ui, cx, new);
}

fn follow_title(new: &mut NewDialog) {
    let folder = PathBuf::from(&new.file).parent().map(std::path::Path::to_owned).unwrap_or_default();
    new.file = folder.join(safe_name(&new.title, 60) + ".ron").display().to_string();
}

fn request(cx: &Cx<'_>, new: &NewDialog) -> NewExhibition {
    let ticked: Vec<_> = cx.view.catalogue.ticked.iter().copied().collect();
    let selection = if new.only_ticked && !ticked.is_empty() {
        Selection::Records(ticked)
    } else {
        Selection::Query(new.query.clone())
    };
    NewExhibition {
        title: new.title.trim().to_owned(),
        language: new.language,
        kind: new.kind,
        selection,
        per_post: new.per_post,
        template: None,
        theme: new.theme.clone(),
        platforms: new.platforms.clone(),
        seed: 0,
        library: cx.settings.library.clone(),
        contact: cx.settings.contact.clone(),
        brand: cx.settings.brand.clone(),
        brand_media: cx.view.brand_media.clone(),
        looks: cx.view.collection.looks.clone().into(),
    }
}

fn books_ui(ui: &mut Ui, cx: &mut Cx<'_>, new: &mut NewDialog) {
    section(ui, cx.say("1 · Книги", "1 · Books"));
    let ticked = cx.view.catalogue.ticked.len();
    let (all, covers) = (cx.view.catalogue.n_records, cx.view.catalogue.n_covers);
    if ticked > 0 {
        let words = cx.say(format!("Отмеченные: {ticked}"), format!("The ticked: {ticked}"));
        choice(ui, &mut new.only_ticked, true, &words);
    } else {
        new.only_ticked = false;
    }
    let found = cx.view.catalogue.found.total;
    let text = if new.query.trim().is_empty() {
        cx.say(format!("Весь каталог: {all}"), format!("The whole catalogue: {all}"))
    } else {
        cx.say(format!("Найденные по «{}»: {found}", new.query), format!("Found by “{}”: {found}", new.query))
    };
    choice(ui, &mut new.only_ticked, false, &text);
    ui.horizontal(|ui| {
        if button(ui, ICON_UPLOAD_FILE, cx.say("Импорт записей…", "Import records…")).clicked() {
            cx.act(Action::Do(Command::Import));
        }
        if button(ui, ICON_IMAGE, cx.say("Обложки из папки…", "Covers from a folder…")).clicked() {
            cx.act(Action::Do(Command::Covers));
        }
        let words = cx.say(format!("обложек в каталоге: {covers}"), format!("covers in the catalogue: {covers}"));
        ui.label(RichText::new(words).small().color(tokens(ui).quiet));
    });
    ui.horizontal(|ui| {
        let label = ui.label(cx.say("Книг в посте", "Books in a post"));
        ui.add(Slider::new(&mut new.per_post, 1..=12)).labelled_by(label.id);
        let count = if new.only_ticked {
            ticked
        } else if new.query.trim().is_empty() {
            all
        } else {
            found
        };
        let posts = count.div_ceil(new.per_post.max(1));
        let words = cx.lang.plural(posts, ["пост", "поста", "постов"], ["post", "posts"]);
        ui.label(RichText::new(format!("→ {posts} {words}")).font(semibold(14.0)));
    });
    let kinds: Vec<(PostKind, &str)> = PostKind::ALL.into_iter().map(|it| (it, kind_name(it, cx.lang))).collect();
    beside(ui, |left, right| {
        let kind = chooser(left, cx.say("Вид постов", "Kind of posts"), &new.kind, &kinds);
        let language = chooser(right, cx.say("Язык постов", "Language of posts"), &new.language, &Lang::ALL);
        (new.kind, new.language) = (kind.unwrap_or(new.kind), language.unwrap_or(new.language));
    });
}

pub(in crate::app) fn kind_name(kind: PostKind, lang: Lang) -> &'static str {
    match kind {
        PostKind::Exhibition => lang.pick("Выставка", "Exhibition"),
        PostKind::NewArrivals => lang.pick("Новинки", "New arrivals"),
        PostKind::MemorableDate => lang.pick("Памятная дата", "Memorable date"),
        PostKind::Personality => lang.pick("Персона", "Personality"),
        PostKind::RareBooks => lang.pick("Редкие книги", "Rare books"),
        PostKind::Articles => lang.pick("Статьи", "Journal articles"),
        PostKind::Event => lang.pick("Событие", "Event"),
        PostKind::Service => lang.pick("Услуга", "Service"),
        PostKind::Poll => lang.pick("Опрос", "Poll"),
        PostKind::Guest => lang.pick("Гостевой пост", "Guest post"),
    }
}

/// All themes as swatches; returns the one that was clicked.
pub(super) fn themes_ui(ui: &mut Ui, cx: &Cx<'_>, current: &ThemeId) -> Option<ThemeId> {
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        for theme in &cx.looks.themes {
            let is_on = *current == theme.id;
            let (rect, response) = ui.allocate_exact_size(Vec2::new(122.0, 74.0), egui::Sense::click());
            let name = theme.name.get(cx.lang);
            response.widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, is_on, name));
            let paint = shade;
            ui.painter().rect_filled(rect, 8.0, paint(theme.background));
            let at = rect.min + Vec2::new(10.0, 22.0);
            ui.painter().text(at, egui::Align2::LEFT_CENTER, "Аа", display(19.0), paint(theme.ink));
            ui.painter().circle_filled(rect.min + Vec2::new(104.0, 20.0), 7.0, paint(theme.accent));
            let foot = rect.min + Vec2::new(10.0, 56.0);
            let clipped = ui.painter().with_clip_rect(rect.shrink(6.0));
            clipped.text(foot, egui::Align2::LEFT_CENTER, name, egui::FontId::proportional(11.0), paint(theme.ink));
            let width = if is_on || response.has_focus() { 2.5 } else { 1.0 };
            let colour = if is_on { tokens(ui).accent } else { tokens(ui).control };
            ui.painter().rect_stroke(rect, 8.0, egui::Stroke::new(width, colour), egui::StrokeKind::Outside);
            if response.clicked() {
                chosen = Some(theme.id.clone());
            }
        }
    });
    chosen
}

fn look_ui(ui: &mut Ui, cx: &Cx<'_>, new: &mut NewDialog) {
    section(ui, cx.say("2 · Оформление", "2 · Look"));
    if let Some(theme) = themes_ui(ui, cx, &new.theme) {
        new.theme = theme;
    }
    section(ui, cx.say("3 · Площадки", "3 · Platforms"));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN_CHOICES;
        for profile in &cx.studio.profiles.all {
            let mut is_on = new.platforms.contains(&profile.id);
            if tick_box(ui, &mut is_on, profile.name.get(cx.lang)).changed() {
                if is_on {
                    new.platforms.push(profile.id.clone())
                } else {
                    new.platforms.retain(|it| *it != profile.id)
                }
            }
        }
    });
}

fn file_ui(ui: &mut Ui, cx: &mut Cx<'_>, new: &mut NewDialog) {
    section(ui, cx.say("4 · Файл", "4 · File"));
    ui.horizontal(|ui| {
        let field = TextEdit::singleline(&mut new.file).desired_width(480.0).margin(Margin::symmetric(10, 7));
        let response = ui.add(field);
        let (text, name) = (new.file.clone(), cx.say("Файл выставки", "File of the exhibition"));
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::text_edit(true, &text, &text, "");
            info.label = Some(name.to_owned());
            info
        });
        if response.changed() {
            new.file_follows = false;
        }
        if button(ui, ICON_FOLDER_OPEN, cx.say("Обзор…", "Browse…")).clicked() {
            cx.act(Action::AskPath(PathPurpose::NewFile));
        }
    });
}
