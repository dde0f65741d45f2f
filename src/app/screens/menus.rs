//! Menus at the pointer: the commands that make sense there, with their keys.

use egui::{Response, Ui};

use super::super::action::Action;
use super::super::chrome::{has_object, item_ui};
use super::super::command::{Command, entry};
use super::Cx;

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
pub(super) const OF_ELEMENTS: [Command; 11] = [
    Command::Cut,
    Command::Copy,
    Command::Paste,
    Command::Duplicate,
    Command::CopyStyle,
    Command::PasteStyle,
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
        if item_ui(ui, &row, row.text(cx.lang), is_on).clicked() {
            cx.act(Action::Do(row.command));
            ui.close();
        }
    }
}
