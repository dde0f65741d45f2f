//! The board: all posts of the exhibition in their order, with what is to be mended.

use egui::{CornerRadius, Frame, Margin, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2};
use egui_material_icons::icons::{
    ICON_ADD, ICON_CHECK, ICON_EDIT_NOTE, ICON_MENU_BOOK, ICON_PALETTE, ICON_VISIBILITY, ICON_WARNING,
};

use super::super::action::Action;
use super::super::command::Command;
use super::super::drawing::Purpose;
use super::super::look::{semibold, tokens};
use super::super::parts::{Part, note};
use super::super::ring::Following as _;
use super::super::view::Screen;
use super::super::widgets::{Anchor, WHOLE, button, chip, filling, named, picture, section};
use super::books::{Carried, ROW, books_ui, landing};
use super::menus::{asks_for_menu, menu_of_post};
use super::{Cx, shown_date};
use crate::domain::{Exhibition, Post, PostId, PostStatus, Severity};

/// Width of a card.
const CARD: f32 = 224.0;
/// Size of its picture.
const PICTURE: Vec2 = Vec2::new(204.0, 255.0);
const CARD_HEIGHT: f32 = 366.0 + ROW;
/// Pixels of a thumbnail for each point, so that it is sharp on dense screens.
pub(in crate::app) const THUMBNAIL_SCALE: f32 = 0.34;

pub(super) fn board_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(exhibition) = cx.exhibition else { return };
    let tokens = tokens(ui);
    let side = Frame::new().fill(tokens.surface).inner_margin(Margin::same(16));
    egui::Panel::right("findings").exact_size(310.0).resizable(false).frame(side).show(ui, |ui| {
        note(ui, Part::Side);
        findings_ui(ui, cx);
    });
    let frame = Frame::new().fill(tokens.ground).inner_margin(Margin::symmetric(22, 16));
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        head_ui(ui, cx, exhibition);
        ui.add_space(6.0);
        if exhibition.posts.is_empty() {
            let hint = cx.say(
                "Постов пока нет. Отметьте книги в каталоге и соберите из них посты — или добавьте пустой пост",
                "No posts yet. Tick books in the catalogue and make posts of them, or add an empty post",
            );
            ui.add_space(24.0);
            ui.label(RichText::new(hint).color(tokens.quiet));
            ui.add_space(8.0);
            if button(ui, ICON_MENU_BOOK, cx.say("К каталогу", "To the catalogue")).clicked() {
                cx.act(Action::Go(Screen::Catalogue));
            }
            return;
        }
        let per_row = ((ui.available_width() + 16.0) / (CARD + 16.0)).floor().max(1.0) as usize;
        let rows = exhibition.posts.len().div_ceil(per_row);
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, CARD_HEIGHT, rows, |ui, shown| {
            ui.spacing_mut().item_spacing = Vec2::splat(16.0);
            for row in shown {
                ui.horizontal(|ui| {
                    let posts = exhibition.posts.iter().enumerate().skip(row * per_row).take(per_row);
                    posts.for_each(|(index, post)| card_ui(ui, cx, index, post));
                });
            }
        });
    });
}

fn head_ui(ui: &mut Ui, cx: &mut Cx<'_>, exhibition: &Exhibition) {
    let (posts, books) = (exhibition.posts.len(), exhibition.exhibits.len());
    let post = cx.lang.plural(posts, ["пост", "поста", "постов"], ["post", "posts"]);
    let book = cx.lang.plural(books, ["книга", "книги", "книг"], ["book", "books"]);
    ui.horizontal(|ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if button(ui, ICON_ADD, cx.say("Пост", "Post")).clicked() {
                cx.act(Action::Do(Command::AddPost));
            }
            if button(ui, ICON_EDIT_NOTE, cx.say("Сведения", "Details")).clicked() {
                cx.act(Action::Do(Command::Details));
            }
            if button(ui, ICON_PALETTE, cx.say("Оформление", "Look")).clicked() {
                cx.act(Action::Do(Command::Restyle));
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                let words = RichText::new(format!("{posts} {post} · {books} {book}")).font(semibold(20.0));
                ui.add(egui::Label::new(words).truncate());
            });
        });
    });
}

fn card_ui(ui: &mut Ui, cx: &mut Cx<'_>, index: usize, post: &Post) {
    let Some(exhibition) = cx.exhibition else { return };
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(CARD, CARD_HEIGHT - 16.0), Sense::click_and_drag());
    let response = named(response, &format!("{}. {}", index + 1, post.title));
    let is_selected = cx.view.post == Some(post.id);
    let stroke = if is_selected || response.has_focus() {
        Stroke::new(2.0, tokens.accent)
    } else {
        Stroke::new(1.0, tokens.line)
    };
    let shadow = egui::Shadow { offset: [0, 2], blur: 8, spread: 0, color: egui::Color32::from_black_alpha(18) };
    ui.painter().add(shadow.as_shape(rect, CornerRadius::same(12)));
    ui.painter().rect(rect, CornerRadius::same(12), tokens.surface, stroke, StrokeKind::Inside);
    let place = Rect::from_min_size(rect.min + Vec2::splat(10.0), PICTURE);
    if let Some(slide) = post.slides.first() {
        let format = crate::domain::FormatId::from("portrait");
        let purpose = (Purpose::Thumbnail, THUMBNAIL_SCALE);
        let shown = cx.drawings.slide(exhibition, (post, slide), &format, purpose, cx.media);
        let texture = shown.and_then(|it| it.texture.clone());
        let uv = texture.as_ref().map_or(WHOLE, |it| filling(it.size_vec2(), PICTURE, Anchor::Top));
        picture(ui, texture.as_ref(), place, uv);
    }
    let inner = rect.shrink(10.0);
    let row = Rect::from_min_max(egui::pos2(inner.left(), inner.bottom() - ROW), inner.max);
    let words = Rect::from_min_max(egui::pos2(inner.left(), place.bottom() + 8.0), row.right_top());
    let column = egui::Layout::top_down(egui::Align::Min);
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(words).layout(column));
    words_ui(&mut child, cx, index, post);
    clicks(ui, cx, &response, post.id);
    books_ui(ui, cx, post, row);
    landing(ui, cx, &response, post.id);
}

fn words_ui(ui: &mut Ui, cx: &Cx<'_>, index: usize, post: &Post) {
    let tokens = tokens(ui);
    ui.spacing_mut().item_spacing = Vec2::new(6.0, 3.0);
    let title = RichText::new(format!("{}. {}", index + 1, post.title)).font(semibold(14.0));
    ui.add(egui::Label::new(title).truncate().selectable(false));
    let n = post.exhibits.len();
    let books = format!("{n} {}", cx.lang.plural(n, ["книга", "книги", "книг"], ["book", "books"]));
    let date = if post.date.is_empty() { String::new() } else { format!("{} · ", shown_date(&post.date, cx.lang)) };
    let words = RichText::new(date + &books).small().color(tokens.quiet);
    ui.add(egui::Label::new(words).truncate().selectable(false));
    ui.horizontal(|ui| {
        let (text, colours) = match post.status {
            PostStatus::Draft => (cx.say("Черновик", "Draft"), tokens.neutral),
            PostStatus::Ready => (cx.say("Готов", "Ready"), tokens.good),
            PostStatus::Published => (cx.say("Опубликован", "Published"), tokens.good),
        };
        chip(ui, text, colours);
        let is_mine = |it: &&crate::domain::Finding| it.post == Some(post.id) && it.severity > Severity::Note;
        let count = cx.findings.iter().filter(is_mine).count();
        if count > 0 {
            chip(ui, &format!("{} {count}", ICON_WARNING.codepoint), tokens.warn);
        }
    });
}

fn clicks(ui: &Ui, cx: &mut Cx<'_>, response: &egui::Response, post: PostId) {
    if response.clicked() {
        cx.act(Action::SelectPost(post));
    }
    if response.double_clicked() || (response.has_focus() && ui.input(|it| it.key_pressed(egui::Key::Enter))) {
        cx.act(Action::SelectPost(post));
        cx.act(Action::Go(Screen::Post));
    }
    if response.drag_started() {
        response.dnd_set_drag_payload(Carried::Post(post));
    }
    if asks_for_menu(response) {
        cx.act(Action::SelectPost(post));
    }
    menu_of_post(response, cx, cx.view.post == Some(post));
}

/// How many findings and notes there are, told apart as the foot of the window does.
fn counted(cx: &Cx<'_>) -> String {
    let n_notes = cx.findings.iter().filter(|it| it.severity == Severity::Note).count();
    let n = cx.findings.len() - n_notes;
    let findings = cx.lang.plural(n, ["замечание", "замечания", "замечаний"], ["finding", "findings"]);
    let notes = cx.lang.plural(n_notes, ["заметка", "заметки", "заметок"], ["note", "notes"]);
    let check = cx.say("Проверка", "Check");
    match (n, n_notes) {
        (_, 0) => format!("{check} · {n} {findings}"),
        (0, _) => format!("{check} · {n_notes} {notes}"),
        _ => format!("{check} · {n} {findings} · {n_notes} {notes}"),
    }
}

fn findings_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    section(ui, &counted(cx));
    if cx.findings.is_empty() {
        ui.label(cx.say("Всё готово к публикации", "Everything is ready to be published"));
    }
    let findings = cx.findings;
    ScrollArea::vertical().auto_shrink(false).following(ui, |ui| {
        for (index, finding) in findings.iter().enumerate().take(60) {
            finding_ui(ui, cx, index, finding);
        }
    });
}

fn finding_ui(ui: &mut Ui, cx: &mut Cx<'_>, index: usize, finding: &crate::domain::Finding) {
    let tokens = tokens(ui);
    let (label, colours) = match finding.severity {
        Severity::Error => (cx.say("Ошибка", "Error"), tokens.error),
        Severity::Warning => (cx.say("Внимание", "Warning"), tokens.warn),
        Severity::Note => (cx.say("Заметка", "Note"), tokens.neutral),
    };
    super::super::widgets::card(ui).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal(|ui| {
            chip(ui, label, colours);
            ui.label(RichText::new(place(cx, finding)).small().color(tokens.quiet));
        });
        ui.label(&finding.message);
        if !finding.advice.is_empty() {
            ui.label(RichText::new(&finding.advice).small().color(tokens.quiet));
        }
        if finding.post.is_none() && finding.fix.is_none() {
            return;
        }
        ui.horizontal(|ui| {
            if finding.post.is_some() && button(ui, ICON_VISIBILITY, cx.say("Показать", "Show")).clicked() {
                cx.act(Action::ShowFinding(index));
            }
            if finding.fix.is_some() && button(ui, ICON_CHECK, cx.say("Исправить", "Mend")).clicked() {
                cx.act(Action::Fix(index));
            }
        });
    });
    ui.add_space(4.0);
}

fn place(cx: &Cx<'_>, finding: &crate::domain::Finding) -> String {
    let (exhibition, lang) = (cx.exhibition, cx.lang);
    let mut parts = Vec::new();
    if let Some(exhibition) = exhibition {
        if let Some(index) = exhibition.posts.iter().position(|it| Some(it.id) == finding.post) {
            parts.push(format!("{} {}", lang.pick("пост", "post"), index + 1));
        }
        let slide = finding.slide.and_then(|id| {
            let (post, _) = exhibition.slide(id)?;
            post.slides.iter().position(|it| it.id == id)
        });
        if let Some(index) = slide {
            parts.push(format!("{} {}", lang.pick("кадр", "slide"), index + 1));
        }
    }
    let platform = finding.platform.as_ref();
    let named = |id| cx.studio.profiles.get(id).map_or(id.0.as_str(), |it| it.name.get(lang));
    parts.extend(platform.map(|it| named(it).to_owned()));
    parts.join(", ")
}
