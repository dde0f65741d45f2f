//! Menus at the pointer: the commands that make sense there, with their keys.

use egui::{Response, Ui, ViewportCommand};

use super::super::action::Action;
use super::super::chrome::{has_object, item_ui};
use super::super::command::{Command, entry};
use super::Cx;
use crate::domain::Lang;

/// What is done to a slide in the strip.
pub(super) const OF_SLIDE: [Command; 5] =
    [Command::Earlier, Command::Later, Command::AddTextSlide, Command::DuplicateSlide, Command::DeleteSlide];

/// What is done to a post on the board.
pub(super) const OF_POST: [Command; 5] =
    [Command::Earlier, Command::Later, Command::NextVariant, Command::Duplicate, Command::Delete];

/// What is done to a book of a post.
pub(super) const OF_BOOK: [Command; 5] =
    [Command::BookEarlier, Command::BookLater, Command::BookToPrevious, Command::BookToNext, Command::BookOut];

/// What is done to what is selected on the canvas.
pub(super) const OF_ELEMENTS: [Command; 12] = [
    Command::Cut,
    Command::Copy,
    Command::Paste,
    Command::Duplicate,
    Command::CopyStyle,
    Command::PasteStyle,
    Command::ReplacePicture,
    Command::ToFront,
    Command::ToBack,
    Command::Lock,
    Command::ResetElement,
    Command::Delete,
];

/// What is done to a slide where nothing is selected on it.
pub(super) const OF_CANVAS: [Command; 7] = [
    Command::Paste,
    Command::AddText,
    Command::AddPicture,
    Command::NextVariant,
    Command::ResetSlide,
    Command::DuplicateSlide,
    Command::DeleteSlide,
];

/// A menu with these commands, opened by the second button of the mouse.
pub(super) fn menu_of(response: &Response, cx: &mut Cx<'_>, commands: &[Command]) {
    response.context_menu(|ui| commands_ui(ui, cx, commands));
}

fn commands_ui(ui: &mut Ui, cx: &mut Cx<'_>, commands: &[Command]) {
    for row in commands.iter().filter_map(|it| entry(*it)) {
        let is_on = has_object(row.command, cx);
        if item_ui(ui, &row, row.text(cx.lang), (is_on, None)).clicked() {
            cx.act(Action::Do(row.command));
            ui.close();
        }
    }
}

/// The menu of a text field: what the keys of the clipboard do.
pub(in crate::app) fn clipboard_menu(response: &Response, lang: Lang) {
    let id = response.id;
    response.context_menu(|ui| {
        let rows = [
            (lang.pick("Вырезать", "Cut"), "Ctrl+X", Some(ViewportCommand::RequestCut)),
            (lang.pick("Копировать", "Copy"), "Ctrl+C", Some(ViewportCommand::RequestCopy)),
            (lang.pick("Вставить", "Paste"), "Ctrl+V", Some(ViewportCommand::RequestPaste)),
            (lang.pick("Выделить всё", "Select all"), "Ctrl+A", None),
        ];
        for (text, keys, asked) in rows {
            let item = egui::Button::new(text).frame_when_inactive(false);
            let item = item.shortcut_text(egui::RichText::new(keys).small()).min_size(egui::vec2(200.0, 28.0));
            if ui.add(item).clicked() {
                ui.memory_mut(|it| it.request_focus(id));
                match asked {
                    Some(command) => ui.ctx().send_viewport_cmd(command),
                    None => select_all(ui, id),
                }
                ui.close();
            }
        }
    });
}

fn select_all(ui: &Ui, id: egui::Id) {
    let Some(mut state) = egui::TextEdit::load_state(ui.ctx(), id) else { return };
    let all = egui::text::CCursorRange::two(egui::text::CCursor::new(0), egui::text::CCursor::new(usize::MAX));
    state.cursor.set_char_range(Some(all));
    state.store(ui.ctx(), id);
}
