//! Doubtful covers one by one: a digit says whose it is, → passes on, Backspace goes back.

use egui::{Frame, Key, Margin, Rect, RichText, ScrollArea, Sense, Stroke, TextEdit, Ui, Vec2};
use egui_material_icons::icons::{ICON_ARROW_BACK, ICON_ARROW_FORWARD, ICON_CHECK, ICON_SEARCH};

use super::super::action::Action;
use super::super::look::{semibold, tokens};
use super::super::ring::Following as _;
use super::super::screens::Cx;
use super::super::view::CoverQueue;
use super::super::widgets::{button, key_cap, picture, primary, with_icon};
use super::{
    room::{high, wide},
    title,
};
use crate::describe::short_authors;
use crate::domain::RecordId;
use crate::tasks::{CatalogueChange, Stored};

const DIGITS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

pub(super) fn queue_ui(ui: &mut Ui, cx: &mut Cx<'_>, queue: &mut CoverQueue) -> bool {
    wide(ui, 860.0);
    let Some(item) = queue.items.get(queue.at).cloned() else { return end_ui(ui, cx, queue) };
    let (at, all) = (queue.at + 1, queue.items.len());
    title(ui, &cx.say(format!("Чья это обложка? {at} из {all}"), format!("Whose cover is this? {at} of {all}")));
    let name = item.file.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    ui.label(RichText::new(name).color(tokens(ui).quiet));
    ui.add_space(6.0);
    let candidates = candidates(cx, queue, &item.candidates);
    let mut chosen = pressed(ui, &candidates);
    ui.horizontal_top(|ui| {
        let height = high(ui, 430.0, 150.0);
        let (rect, _) = ui.allocate_exact_size(Vec2::new(height * 0.7, height), Sense::hover());
        let texture = cx.drawings.file(&item.file).and_then(|it| it.texture.clone());
        let fitted = texture.as_ref().map_or(rect, |it| fitted(it.size_vec2(), rect));
        picture(ui, texture.as_ref(), fitted, Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(1.0, 1.0)));
        ui.add_space(10.0);
        ui.vertical(|ui| {
            search_ui(ui, cx, queue);
            ScrollArea::vertical().max_height(height - 50.0).auto_shrink(false).following(ui, |ui| {
                if candidates.is_empty() {
                    let hint = cx.say(
                        "Похожих записей нет. Найдите книгу по словам или пропустите файл",
                        "No record is like it. Find the book by words, or pass the file",
                    );
                    ui.label(RichText::new(hint).color(tokens(ui).quiet));
                }
                for (i, (stored, reason)) in candidates.iter().enumerate() {
                    if candidate_ui(ui, i, stored, reason) {
                        chosen = Some(stored.id);
                    }
                }
            });
        });
    });
    if let Some(record) = chosen {
        queue.choose(Some(record));
        leave_search(cx, queue);
    }
    steps_ui(ui, cx, queue)
}

fn fitted(picture: Vec2, rect: Rect) -> Rect {
    let scale = (rect.width() / picture.x.max(1.0)).min(rect.height() / picture.y.max(1.0));
    Rect::from_center_size(rect.center(), picture * scale)
}

/// Records that may be meant, at most nine: what a person searched for, else what the program thought of.
fn candidates(cx: &Cx<'_>, queue: &CoverQueue, thought_of: &[(RecordId, String)]) -> Vec<(Stored, String)> {
    if !queue.query.trim().is_empty() {
        let catalogue = &cx.view.catalogue;
        let found = catalogue.found.ids.iter().take(DIGITS.len()).filter_map(|it| catalogue.rows.get(it));
        return found.map(|it| (Stored::clone(it), String::new())).collect();
    }
    if thought_of.is_empty() {
        let reason = cx.say("ещё без обложки", "has no cover yet");
        return queue.still_without_cover().take(DIGITS.len()).map(|it| (it.clone(), reason.to_owned())).collect();
    }
    let stored = |id: RecordId| queue.records.named.iter().find(|it| it.id == id).cloned();
    thought_of.iter().filter_map(|it| Some((stored(it.0)?, it.1.clone()))).take(DIGITS.len()).collect()
}

fn pressed(ui: &Ui, candidates: &[(Stored, String)]) -> Option<RecordId> {
    if ui.ctx().egui_wants_keyboard_input() {
        return None;
    }
    let digit = ui.input(|input| DIGITS.iter().position(|it| input.key_pressed(*it)))?;
    candidates.get(digit).map(|it| it.0.id)
}

fn search_ui(ui: &mut Ui, cx: &mut Cx<'_>, queue: &mut CoverQueue) {
    let name = cx.say("Найти другую запись", "Find another record");
    let mut text = queue.query.clone();
    let field = TextEdit::singleline(&mut text)
        .hint_text(with_icon(ICON_SEARCH, name))
        .desired_width(f32::INFINITY)
        .margin(Margin::symmetric(10, 7));
    let response = ui.add(field);
    let (is_enabled, typed) = (response.enabled(), text.clone());
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(is_enabled, &typed, &typed, "");
        info.label = Some(name.to_owned());
        info
    });
    if response.changed() {
        queue.query.clone_from(&text);
        cx.view.catalogue.query.clone_from(&text);
        cx.act(Action::Search(text));
    }
}

fn leave_search(cx: &mut Cx<'_>, queue: &mut CoverQueue) {
    if !std::mem::take(&mut queue.query).is_empty() {
        cx.view.catalogue.query.clear();
        cx.act(Action::Search(String::new()));
    }
}

fn candidate_ui(ui: &mut Ui, index: usize, stored: &Stored, reason: &str) -> bool {
    let colours = tokens(ui);
    let name = stored.record.shown_title().into_owned();
    let frame =
        Frame::new().inner_margin(Margin::symmetric(10, 7)).corner_radius(8.0).stroke(Stroke::new(1.0, colours.line));
    let shown = frame.show(ui, |ui| {
        ui.horizontal(|ui| {
            key_cap(ui, &(index + 1).to_string());
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.add(egui::Label::new(RichText::new(&name).font(semibold(14.0))).truncate().selectable(false));
                let words = [short_authors(&stored.record), stored.record.year.clone(), reason.to_owned()];
                let words = words.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" · ");
                let words = RichText::new(words).small().color(colours.quiet);
                ui.add(egui::Label::new(words).truncate().selectable(false));
            });
        });
    });
    // The frame itself takes no focus, and would lose it again in every pass.
    let response = ui.interact(shown.response.rect, ui.scope_id().with(("candidate", index)), Sense::click());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_stroke(response.rect, 8.0, Stroke::new(2.0, colours.accent), egui::StrokeKind::Inside);
    }
    response.clicked()
}

fn steps_ui(ui: &mut Ui, cx: &mut Cx<'_>, queue: &mut CoverQueue) -> bool {
    ui.add_space(8.0);
    let is_free = !ui.ctx().egui_wants_keyboard_input();
    let key = |key: Key| is_free && ui.input(|it| it.key_pressed(key));
    let (next, back) = (key(Key::ArrowRight), key(Key::Backspace));
    ui.horizontal(|ui| {
        if button(ui, ICON_ARROW_BACK, cx.say("Назад", "Back")).clicked() || back {
            leave_search(cx, queue);
            queue.back();
        }
        if button(ui, ICON_ARROW_FORWARD, cx.say("Пропустить", "Pass")).clicked() || next {
            leave_search(cx, queue);
            queue.choose(None);
        }
        let hint =
            cx.say("1–9 — выбрать, → — пропустить, Backspace — назад", "1–9 chooses, → passes, Backspace goes back");
        ui.label(RichText::new(hint).small().color(tokens(ui).quiet));
    });
    true
}

fn end_ui(ui: &mut Ui, cx: &mut Cx<'_>, queue: &mut CoverQueue) -> bool {
    let chosen = queue.chosen();
    title(ui, cx.say("Обложки разобраны", "All covers were looked at"));
    let (n, all) = (chosen.len(), queue.items.len());
    ui.label(cx.say(format!("Выбрано {n} из {all}"), format!("{n} of {all} chosen")));
    ui.add_space(8.0);
    let mut keeps = true;
    let goes_back = ui.input(|it| it.key_pressed(Key::Backspace));
    ui.horizontal(|ui| {
        let done = primary(ui, ICON_CHECK, cx.say("Связать", "Link them")).clicked();
        if done || super::is_enter(ui) {
            if !chosen.is_empty() {
                cx.act(Action::ChangeCatalogue(CatalogueChange::Link(chosen)));
            }
            keeps = false;
        }
        if button(ui, ICON_ARROW_BACK, cx.say("Назад", "Back")).clicked() || goes_back {
            queue.back();
        }
    });
    keeps
}
