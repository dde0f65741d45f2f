//! Menus at the pointer: the commands that make sense there, with their keys.

use egui::{
    Context, Id, InputState, Key, LayerId, Modifiers, Popup, Pos2, Response, SetOpenCommand, Ui, ViewportCommand,
};

use super::super::action::Action;
use super::super::chrome::{has_object, item_ui};
use super::super::command::{Command, entry};
use super::Cx;
use crate::domain::Lang;

/// What is done to a slide in the strip.
pub(super) const OF_SLIDE: [Command; 5] =
    [Command::Earlier, Command::Later, Command::AddTextSlide, Command::DuplicateSlide, Command::DeleteSlide];

/// What is done to a post on the board.
const OF_POST: [Command; 5] =
    [Command::Earlier, Command::Later, Command::NextVariant, Command::Duplicate, Command::Delete];

/// What is done to a book of a post.
pub(super) const OF_BOOK: [Command; 5] =
    [Command::BookEarlier, Command::BookLater, Command::BookToPrevious, Command::BookToNext, Command::BookOut];

/// What is done to what is selected on the canvas.
const OF_ELEMENTS: [Command; 12] = [
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
const OF_CANVAS: [Command; 7] = [
    Command::Paste,
    Command::AddText,
    Command::AddPicture,
    Command::NextVariant,
    Command::ResetSlide,
    Command::DuplicateSlide,
    Command::DeleteSlide,
];

/// A menu with these commands, opened by the second button of the mouse or by Shift+F10.
pub(super) fn menu_of(response: &Response, cx: &mut Cx<'_>, commands: &[Command]) {
    menu_at(response, &[response.id], |ui| commands_ui(ui, cx, commands));
}

/// The menu of the canvas: the keyboard may be on any of its elements.
pub(super) fn menu_of_canvas(response: &Response, cx: &mut Cx<'_>) {
    stand_in(response);
    let widgets = std::mem::take(&mut cx.view.canvas_widgets);
    let commands: &[Command] = if cx.view.selection.is_empty() { &OF_CANVAS } else { &OF_ELEMENTS };
    menu_at(response, &widgets, |ui| commands_ui(ui, cx, commands));
    cx.view.canvas_widgets = widgets;
}

/// The menu of a post on the board: of the selected one where nothing has the keyboard.
pub(super) fn menu_of_post(response: &Response, cx: &mut Cx<'_>, is_selected: bool) {
    if is_selected {
        stand_in(response);
    }
    menu_of(response, cx, &OF_POST);
}

/// Takes the keyboard for a menu that is asked for where nothing has it.
fn stand_in(response: &Response) {
    let has_nobody = response.ctx.memory(egui::Memory::focused).is_none();
    if has_nobody && response.ctx.input(is_key) {
        response.request_focus();
    }
}

fn is_key(input: &InputState) -> bool {
    input.modifiers.shift_only() && input.key_pressed(Key::F10)
}

/// Whether a menu of this is asked for in this pass: what it is about gets selected first.
pub(super) fn asks_for_menu(response: &Response) -> bool {
    response.secondary_clicked() || response.has_focus() && response.ctx.input(is_key)
}

/// Where a menu that was opened by keys stands, and what had the keyboard.
type ByKeys = Option<(Pos2, Id)>;

/// The menu of a control: at the pointer, or below what has the keyboard where Shift+F10 asked for it.
///
/// Opened by keys it has the keyboard until it closes, and gives it back.
pub(in crate::app) fn menu_at(response: &Response, widgets: &[Id], content: impl FnOnce(&mut Ui)) {
    let (ctx, id) = (&response.ctx, response.id.with("menu by keys"));
    let focused = ctx.memory(egui::Memory::focused).filter(|it| widgets.contains(it));
    let asked = focused.filter(|_| ctx.input_mut(|it| it.consume_key(Modifiers::SHIFT, Key::F10)));
    if asked.is_some() || response.secondary_clicked() {
        let place = asked.map(|it| (ctx.read_response(it).map_or(response.rect, |it| it.rect), it));
        let seen = response.rect.intersect(ctx.content_rect());
        ctx.data_mut(|it| it.insert_temp::<ByKeys>(id, place.map(|(rect, of)| (seen.clamp(rect.left_bottom()), of))));
    }
    let menu = Popup::context_menu(response);
    let Some((corner, of)) = ctx.data(|it| it.get_temp::<ByKeys>(id)).flatten() else {
        menu.show(content);
        return;
    };
    let set = asked.map(|_| SetOpenCommand::Bool(true));
    match menu.at_position(corner).open_memory(set).show(content) {
        Some(shown) => walk(ctx, shown.response.layer_id, shown.response.id),
        None => {
            ctx.data_mut(|it| it.remove_temp::<ByKeys>(id)).map_or((), |_| ctx.memory_mut(|it| it.request_focus(of)))
        }
    }
}

/// Takes the keyboard round the lines of a menu.
fn walk(ctx: &Context, layer: LayerId, area: Id) {
    let lines: Vec<Id> = ctx.viewport(|it| {
        let widgets = it.prev_pass.widgets.get_layer(layer);
        widgets.filter(|it| it.id != area && it.enabled && it.sense.is_focusable()).map(|it| it.id).collect()
    });
    let focused = ctx.memory(egui::Memory::focused);
    let Some(at) = lines.iter().position(|it| Some(*it) == focused) else {
        lines.first().into_iter().for_each(|it| ctx.memory_mut(|memory| memory.request_focus(*it)));
        return;
    };
    let by = ctx.input(|it| match (it.key_pressed(Key::ArrowDown), it.key_pressed(Key::ArrowUp)) {
        (true, _) => 1,
        (_, true) => lines.len() - 1,
        _ => 0,
    });
    let filter = egui::EventFilter { vertical_arrows: true, ..egui::EventFilter::default() };
    if let Some(next) = lines.get((at + by) % lines.len()) {
        ctx.memory_mut(|it| {
            it.request_focus(*next);
            it.set_focus_lock_filter(*next, filter);
        });
    }
}

fn commands_ui(ui: &mut Ui, cx: &mut Cx<'_>, commands: &[Command]) {
    for row in commands.iter().filter_map(|it| entry(*it)) {
        let is_on = has_object(row.command, cx);
        if item_ui(ui, &row, (row.text(cx.lang), cx.lang), (is_on, None)).clicked() {
            cx.act(Action::Do(row.command));
            ui.close();
        }
    }
}

/// The menu of a text field: what the keys of the clipboard do.
pub(in crate::app) fn clipboard_menu(response: &Response, lang: Lang) {
    let id = response.id;
    menu_at(response, &[id], |ui| {
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
