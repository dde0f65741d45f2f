//! All commands by a few letters, walked with the arrows.

use egui::{Frame, Key, Margin, Modifiers, ScrollArea, TextEdit, Ui};

use super::action::Action;
use super::chrome::{Around, command_text, is_enabled};
use super::command::{Command, Entry, entries, shortcut_text};
use super::screens::Cx;
use super::widgets::key_cap;
use crate::domain::Lang;

/// Commands shown at once.
const MOST: usize = 12;

/// What was typed, and which of the commands found is taken by Enter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Palette {
    pub(super) query: String,
    at: usize,
}

impl Palette {
    /// With some letters typed.
    #[cfg(test)]
    pub(super) fn of(query: impl Into<String>) -> Self {
        Self { query: query.into(), at: 0 }
    }
}

/// Shows the palette when it is open.
pub(super) fn palette_ui(ctx: &egui::Context, cx: &mut Cx<'_>, around: &Around<'_>) {
    let Some(mut palette) = cx.view.palette.take() else { return };
    let frame = Frame::window(&ctx.global_style()).inner_margin(Margin::same(14));
    let mut chosen = None;
    let response = egui::Modal::new(egui::Id::unique("palette")).frame(frame).show(ctx, |ui| {
        ui.set_width(520.0_f32.min(ctx.content_rect().width() - 60.0));
        let step = walked(ui);
        if typed(ui, cx, &mut palette.query) {
            palette.at = 0;
        }
        let found = found(cx, around, &palette.query);
        palette.at = palette.at.saturating_add_signed(step).min(found.len().saturating_sub(1));
        chosen = found_ui(ui, &found, (cx.lang, around), (palette.at, step != 0));
        if found.is_empty() {
            let words =
                cx.say("Такой команды нет или сейчас ей не на чем работать", "No such command, or nothing for it now");
            ui.add_space(8.0);
            ui.label(egui::RichText::new(words).color(super::look::tokens(ui).quiet));
        }
        if ui.input(|it| it.key_pressed(Key::Enter)) {
            chosen = found.get(palette.at).map(|it| it.command);
        }
    });
    match chosen {
        Some(command) => cx.act(Action::Do(command)),
        None if !response.should_close() => cx.view.palette = Some(palette),
        None => {}
    }
}

/// How many rows the arrows went down; they do not move the caret of the field.
fn walked(ui: &Ui) -> isize {
    ui.input_mut(|it| {
        let mut step = 0;
        for (key, by) in
            [(Key::ArrowDown, 1), (Key::ArrowUp, -1), (Key::PageDown, MOST as isize), (Key::PageUp, -(MOST as isize))]
        {
            step += by * it.count_and_consume_key(Modifiers::NONE, key) as isize;
        }
        step
    })
}

/// The field; whether other letters stand in it now.
fn typed(ui: &mut Ui, cx: &Cx<'_>, query: &mut String) -> bool {
    let hint = cx.say("Что сделать?", "What to do?");
    let field = TextEdit::singleline(query).hint_text(hint).desired_width(f32::INFINITY);
    let response = ui.add(field.margin(Margin::symmetric(10, 9)).id_salt("palette"));
    response.request_focus();
    response.changed()
}

fn found(cx: &Cx<'_>, around: &Around<'_>, query: &str) -> Vec<Entry> {
    let words = crate::domain::words(query);
    let is_like = |it: &Entry| {
        let text = format!("{} {} {}", it.text(Lang::Ru), it.text(Lang::En), it.synonyms);
        let text = crate::domain::folded(&text);
        words.iter().all(|word| text.contains(word.as_str()))
    };
    entries().filter(|it| is_like(it) && is_enabled(it.command, cx, around)).take(MOST).collect()
}

/// What the letters find; returns the command that was clicked.
fn found_ui(
    ui: &mut Ui,
    found: &[Entry],
    (lang, around): (Lang, &Around<'_>),
    (at, has_walked): (usize, bool),
) -> Option<Command> {
    let mut clicked = None;
    let most = ui.ctx().content_rect().height() - 150.0;
    ScrollArea::vertical().max_height(most).min_scrolled_height(most).show(ui, |ui| {
        for (index, it) in found.iter().enumerate() {
            ui.horizontal(|ui| {
                let row = ui.selectable_label(index == at, command_text(it.command, lang, around));
                if row.clicked() {
                    clicked = Some(it.command);
                }
                if index == at && has_walked {
                    row.scroll_to_me(None);
                }
                if let Some(shortcut) = it.shortcut {
                    key_cap(ui, &shortcut_text(shortcut, lang));
                }
            });
        }
    });
    clicked
}
