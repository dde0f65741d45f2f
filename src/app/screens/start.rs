//! The start: new, open, import, the latest files, the sample.

use std::path::Path;

use egui::{CornerRadius, Frame, Margin, Rect, RichText, ScrollArea, Sense, Stroke, Ui, Vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_ADD_CIRCLE, ICON_FOLDER_OPEN, ICON_UPLOAD_FILE};

use super::super::action::Action;
use super::super::command::Command;
use super::super::look::{display, semibold, tokens};
use super::super::ring::Following as _;
use super::super::widgets::{Anchor, WHOLE, filling, named, picture};
use super::Cx;
use super::menus::menu_at;

/// Size of a recent exhibition's picture.
const PICTURE: Vec2 = Vec2::new(196.0, 246.0);

pub(super) fn start_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let frame = Frame::new().fill(tokens(ui).ground).inner_margin(Margin::symmetric(90, 40));
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).following(ui, |ui| {
            let tokens = tokens(ui);
            ui.label(RichText::new(cx.say("Виртуальные выставки", "Virtual exhibitions")).font(display(34.0)));
            ui.label(
                RichText::new(cx.say(
                    "Перетащите сюда выгрузку каталога, таблицу или папку с обложками — или начните так:",
                    "Drop a catalogue export, a table or a folder of covers here — or begin:",
                ))
                .size(16.0)
                .color(tokens.quiet),
            );
            ui.add_space(14.0);
            doors_ui(ui, cx);
            ui.add_space(26.0);
            ui.label(RichText::new(cx.say("Недавние", "Recent")).font(semibold(17.0)));
            ui.add_space(4.0);
            recent_ui(ui, cx);
        });
    });
}

fn doors_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let doors: [(Command, MaterialIcon, &str, &str, bool); 3] = [
        (
            Command::New,
            ICON_ADD_CIRCLE,
            cx.say("Новая выставка", "New exhibition"),
            cx.say("Записи → обложки → оформление", "Records → covers → look"),
            true,
        ),
        (Command::Open, ICON_FOLDER_OPEN, cx.say("Открыть…", "Open…"), cx.say("Файл .ron", "A .ron file"), false),
        (
            Command::Import,
            ICON_UPLOAD_FILE,
            cx.say("Импорт записей…", "Import records…"),
            cx.say("ИРБИС, RUSMARC, MARC, Excel", "IRBIS, RUSMARC, MARC, Excel"),
            false,
        ),
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(18.0);
        for (command, icon, title, words, is_primary) in doors {
            if door_ui(ui, icon, (title, words), is_primary) {
                cx.act(Action::Do(command));
            }
        }
    });
}

fn door_ui(ui: &mut Ui, icon: MaterialIcon, (title, words): (&str, &str), is_primary: bool) -> bool {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::new(300.0, 104.0), Sense::click());
    let response = named(response, title);
    let is_marked = response.hovered() || response.has_focus();
    let (fill, ink, quiet) = if is_primary {
        (tokens.accent, tokens.on_accent, tokens.on_accent)
    } else {
        (tokens.surface, tokens.text, tokens.quiet)
    };
    let stroke = Stroke::new(if is_marked { 2.0 } else { 1.0 }, if is_marked { tokens.accent } else { tokens.line });
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(12), fill, stroke, egui::StrokeKind::Inside);
    let at = rect.min + Vec2::new(20.0, 34.0);
    painter.text(at, egui::Align2::LEFT_CENTER, icon.codepoint, egui::FontId::proportional(24.0), ink);
    painter.text(at + Vec2::new(34.0, 0.0), egui::Align2::LEFT_CENTER, title, semibold(16.5), ink);
    painter.text(
        rect.min + Vec2::new(20.0, 70.0),
        egui::Align2::LEFT_CENTER,
        words,
        egui::FontId::proportional(13.5),
        quiet,
    );
    response.clicked()
}

fn recent_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let recent = cx.settings.recent.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = Vec2::splat(22.0);
        for it in &recent {
            let opened = super::shown_date(&it.opened, cx.lang);
            let response = file_ui(ui, cx, &it.path, &it.title, &opened);
            if response.clicked() {
                cx.act(Action::Open(it.path.clone()));
            }
            let forget = cx.say("Убрать из недавних", "Take off this list");
            menu_at(&response, &[response.id], |ui| {
                let item = egui::Button::new(forget).frame_when_inactive(false).min_size(Vec2::new(220.0, 28.0));
                if ui.add(item).clicked() {
                    cx.act(Action::ForgetRecent(it.path.clone()));
                    ui.close();
                }
            });
        }
        let sample = cx.view.sample_file.clone();
        if recent.iter().all(|it| it.path != sample) {
            let (title, words) = (cx.say("Пример выставки", "Sample exhibition"), cx.say("пример", "sample"));
            if file_ui(ui, cx, &sample, title, words).clicked() {
                cx.act(Action::Do(Command::OpenSample));
            }
        }
    });
}

/// A file as a picture with its title; one that cannot be read is grey and says so.
fn file_ui(ui: &mut Ui, cx: &mut Cx<'_>, path: &Path, title: &str, words: &str) -> egui::Response {
    let (rect, response) = ui.allocate_exact_size(PICTURE + Vec2::new(0.0, 56.0), Sense::click());
    let response = named(response, title).on_hover_text(path.display().to_string());
    if !ui.is_rect_visible(rect) {
        return response;
    }
    let shown = cx.drawings.exhibition(path);
    let texture = shown.and_then(|it| it.texture.clone());
    let is_gone = shown.is_some_and(|it| it.about.is_none());
    let about = shown.and_then(|it| it.about.clone());
    let place = Rect::from_min_size(rect.min, PICTURE);
    let uv = texture.as_ref().map_or(WHOLE, |it| filling(it.size_vec2(), PICTURE, Anchor::Top));
    let tokens = tokens(ui);
    let shadow = egui::Shadow { offset: [0, 3], blur: 12, spread: 0, color: egui::Color32::from_black_alpha(40) };
    ui.painter().add(shadow.as_shape(place, CornerRadius::same(8)));
    picture(ui, texture.as_ref(), place, uv);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_stroke(
            place,
            CornerRadius::same(4),
            Stroke::new(2.0, tokens.accent),
            egui::StrokeKind::Outside,
        );
    }
    let gone = cx.say("файла нет на месте или он не читается", "the file is gone or cannot be read");
    let counts = about.map(|(_, posts, books)| {
        let post = cx.lang.plural(posts, ["пост", "поста", "постов"], ["post", "posts"]);
        let book = cx.lang.plural(books, ["книга", "книги", "книг"], ["book", "books"]);
        format!("{words} · {posts} {post}, {books} {book}")
    });
    let counts = counts.or_else(|| is_gone.then(|| gone.to_owned()));
    let ink = if is_gone { tokens.quiet } else { tokens.text };
    let width = PICTURE.x;
    let title = egui::WidgetText::from(RichText::new(title).font(semibold(14.0)).color(ink));
    let title = title.into_galley(ui, Some(egui::TextWrapMode::Truncate), width, egui::TextStyle::Body);
    ui.painter().galley(place.left_bottom() + Vec2::new(0.0, 10.0), title, ink);
    let words =
        egui::WidgetText::from(RichText::new(counts.unwrap_or_else(|| words.to_owned())).small().color(tokens.quiet));
    let words = words.into_galley(ui, Some(egui::TextWrapMode::Truncate), width, egui::TextStyle::Small);
    ui.painter().galley(place.left_bottom() + Vec2::new(0.0, 31.0), words, tokens.quiet);
    response
}
