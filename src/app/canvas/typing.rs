//! Text typed where it stands: a caret in the picture of the slide itself.
//!
//! The keyboard, the clipboard, input methods and screen readers are served by a text field that is not seen; its
//! caret and selection are drawn over the lines as they will be published. Every word is a step of its own. What is
//! typed goes to the document at once, so the picture, and the room the text takes, follow it.

use std::sync::Arc;

use egui::text::{CCursor, CCursorRange};
use egui::{Color32, Id, Key, Modifiers, Pos2, Rect, Response, Sense, Shape, Stroke, TextEdit, Ui, Vec2};
use unicode_segmentation::UnicodeSegmentation as _;

use super::paint::label;
use super::things::{Deed, Sort, step_name};
use super::words::OwnText;
use super::{Canvas, Thing};
use crate::app::action::Action;
use crate::app::look::tokens;
use crate::app::screens::{want_field, words_name};
use crate::app::view::{Tab, View};
use crate::compose::{ElementKey, PlacedKind, TextLook};
use crate::domain::{CanvasPoint, Letters, Placement, Slide, after_typing};
use crate::edit::{Edit, GestureId};
use crate::typeset::Caret;

/// Names the gestures of typing; drags count from 1.
const TYPING: u64 = 1 << 42;
/// Farther than any line reaches.
const FAR: f32 = 1e5;
/// Width of the caret, in points.
const CARET: f32 = 2.0;

/// What is selected when typing begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) enum Pick {
    /// All of the text.
    All,
    /// Nothing: the caret stands at a point of the screen.
    At(Pos2),
}

/// A text that is typed on the canvas.
#[derive(Clone, Debug)]
pub(in crate::app) struct Typing {
    key: ElementKey,
    text: String,
    /// What the document holds as far as it is known here; `None` is the words of the template.
    told: Option<String>,
    /// The words typing began with.
    origin: String,
    /// How the text was last seen: it is gone from the slide while it is empty.
    seen: (Placement, Arc<TextLook>),
    pick: Option<Pick>,
    /// What is selected, in characters.
    selected: (usize, usize),
    has_had_focus: bool,
    /// Where Up and Down lead, and the caret it is true of.
    goal: Option<(usize, f32)>,
}

/// Can its words be typed on the canvas?
pub(super) fn can_be_typed(thing: &Thing) -> bool {
    thing.sort == Sort::Text && !thing.is_locked
}

fn look_of<'a>(canvas: &'a Canvas<'_>, key: ElementKey) -> Option<(Placement, &'a TextLook)> {
    let thing = canvas.thing(key).filter(|it| can_be_typed(it))?;
    match &canvas.layout.element(key)?.kind {
        PlacedKind::Text(look) => Some((thing.placement, look)),
        _ => None,
    }
}

impl Typing {
    /// Begins with a text of the slide; `None` when there is none to be typed.
    pub(super) fn begin(canvas: &Canvas<'_>, key: ElementKey, pick: Pick) -> Option<Self> {
        let (placement, look) = look_of(canvas, key)?;
        let told = OwnText::of(canvas.slide, key).and_then(|it| it.text);
        let is_free = matches!(key, ElementKey::Free(_));
        let text = told.clone().filter(|_| is_free).unwrap_or_else(|| look.text.clone());
        let seen = (placement, Arc::new(look.clone()));
        let origin = text.clone();
        Some(Self {
            key,
            text,
            told,
            origin,
            seen,
            pick: Some(pick),
            selected: (0, 0),
            has_had_focus: false,
            goal: None,
        })
    }

    /// The element that is typed in.
    pub(in crate::app) fn key(&self) -> ElementKey {
        self.key
    }

    /// The words as they are now.
    pub(in crate::app) fn text(&self) -> &str {
        &self.text
    }

    /// The edit that takes away a text of one's own that was left without words, as part of typing it; `n_gestures`
    /// is the count that typing went on under.
    pub(in crate::app) fn removal(&self, slide: &Slide, n_gestures: u64) -> Option<(Edit, GestureId)> {
        let ElementKey::Free(id) = self.key else { return None };
        let edit = Edit::All {
            label: step_name(Deed::Remove, Some(Sort::Text)),
            edits: vec![Edit::RemoveElement(slide.id, id)],
        };
        let is_left = self.text.trim().is_empty() && slide.element(id).is_some();
        is_left.then_some((edit, GestureId(TYPING + n_gestures)))
    }

    /// The part that is selected, in characters; `None` when nothing or everything is.
    pub(in crate::app) fn part(&self) -> Option<(usize, usize)> {
        let (from, to) = self.selected;
        let is_all = from == 0 && to >= self.text.chars().count();
        (from < to && !is_all).then_some(self.selected)
    }

    /// Sees the text as it is drawn now, and the words as a step back has left them.
    fn look_again(&mut self, canvas: &Canvas<'_>) {
        if let Some((placement, look)) = look_of(canvas, self.key) {
            if *self.seen.1 != *look {
                self.seen.1 = Arc::new(look.clone());
            }
            self.seen.0 = placement;
        }
        let now = OwnText::of(canvas.slide, self.key).and_then(|it| it.text);
        if now != self.told {
            self.text = now.clone().unwrap_or_else(|| self.origin.clone());
            self.told = now;
        }
    }

    /// The edit that tells the document what was typed.
    fn edit(&self, canvas: &Canvas<'_>) -> Option<Edit> {
        let own = OwnText::of(canvas.slide, self.key)?;
        let seen = own.text.as_deref().unwrap_or(&self.origin);
        let emphasis = after_typing(&own.letters.emphasis, seen, &self.text);
        let own = OwnText { text: Some(self.text.clone()), letters: Letters { emphasis, ..own.letters } };
        let edit = own.edit(canvas.slide, canvas.format, self.key)?;
        Some(Edit::All { label: step_name(Deed::Type, Some(Sort::Text)), edits: vec![edit] })
    }

    /// The place in the text nearest to a point of the screen, in characters.
    fn at(&self, canvas: &Canvas<'_>, pointer: Pos2) -> usize {
        let (placement, look) = &self.seen;
        let point = placement.local_from_slide(canvas.lens.canvas_from_screen(pointer));
        let line = look.block.line_at(point.y - look.top(placement.size.height));
        look.block.caret_in_line(line, point.x - look.pad).n_chars(&self.text)
    }

    /// Where a caret stands: its line's baseline and its place in it, from the corner of the element.
    fn stands(&self, n_chars: usize) -> CanvasPoint {
        let (placement, look) = &self.seen;
        let block = &look.block;
        let before: String = self.text.chars().take(n_chars).collect();
        let trailing: String = before.chars().rev().take_while(|it| it.is_whitespace()).collect();
        let is_last = self.text.chars().skip(n_chars).all(char::is_whitespace);
        let caret = Caret::in_text(&self.text, n_chars);
        let (line, x) = block.caret(caret).unwrap_or((0, 0.0));
        let baseline = block.lines.get(line).map_or(block.size * 0.7, |it| it.baseline);
        let leading = match block.lines.as_slice() {
            [first, second, ..] => second.baseline - first.baseline,
            _ => block.size * 1.2,
        };
        let (mut x, mut down) = (x, 0.0);
        if is_last && !trailing.is_empty() {
            // Spaces and empty lines at the end are not set; the caret goes there all the same.
            let n_breaks = trailing.chars().filter(|it| *it == '\n').count();
            let n_spaces = trailing.chars().take_while(|it| *it != '\n').count();
            down = leading * n_breaks as f32;
            let start = block.lines.get(line).map_or(0.0, |it| it.x);
            x = if n_breaks > 0 { start } else { x } + block.size * 0.25 * n_spaces as f32;
        }
        CanvasPoint { x: look.pad + x, y: look.top(placement.size.height) + baseline + down }
    }

    /// A place of the element on the screen.
    fn screen(&self, canvas: &Canvas<'_>, x: f32, y: f32) -> Pos2 {
        let size = self.seen.0.size;
        canvas.lens.at(self.seen.0, 2.0 * x / size.width.max(1.0) - 1.0, 2.0 * y / size.height.max(1.0) - 1.0)
    }
}

/// Shows the text that is typed, and begins and ends typing.
pub(super) fn typing_ui(ui: &mut Ui, canvas: &Canvas<'_>, view: &mut View, actions: &mut Vec<Action>) {
    begin_wanted(ui, canvas, view);
    let Some(mut typing) = view.typing.take() else { return };
    typing.look_again(canvas);
    let id = ui.scope_id().with("typing");
    if is_over(ui, view, &mut typing, id) {
        end(ui, canvas, view, &typing, actions);
        return;
    }
    travel(ui, &mut typing, id);
    let before = typing.text.clone();
    let response = field(ui, canvas, &mut typing, id);
    point(ui, canvas, &mut typing, id);
    typing.selected = selected(ui, id).sorted_cursors().map(|it| it.index.0).into();
    if response.changed() {
        let n_gaps = |it: &str| it.chars().filter(|it| it.is_whitespace()).count();
        view.n_gestures += u64::from(n_gaps(&before) != n_gaps(&typing.text));
        if let Some(edit) = typing.edit(canvas) {
            actions.push(Action::EditIn(edit, GestureId(TYPING + view.n_gestures)));
            typing.told = Some(typing.text.clone());
        }
    }
    paint(ui, canvas, &typing, id);
    view.typing = Some(typing);
}

/// Begins typing: on the canvas, or where fields stand in the words, in the panel, which shows fields as they were typed.
pub(super) fn begin(ctx: &egui::Context, canvas: &Canvas<'_>, view: &mut View, (key, pick): (ElementKey, Pick)) {
    let own = OwnText::of(canvas.slide, key).and_then(|it| it.text);
    if own.is_some_and(|it| it.contains('{')) {
        view.tab = Tab::Element;
        want_field(ctx, words_name(key, view.lang));
    } else {
        view.typing = Typing::begin(canvas, key, pick);
    }
}

/// Enter or F2 on a text, or a text just added.
fn begin_wanted(ui: &Ui, canvas: &Canvas<'_>, view: &mut View) {
    if let Some(key) = view.wants_typing.filter(|it| look_of(canvas, *it).is_some()) {
        view.wants_typing = None;
        begin(ui.ctx(), canvas, view, (key, Pick::All));
        return;
    }
    let is_free = !view.is_typing && view.drag.is_none() && view.dialogs.is_empty() && view.palette.is_none();
    let only = view.selection.only().filter(|it| view.typing.is_none() && is_free && look_of(canvas, *it).is_some());
    // The key is spent: the field gets the keyboard in this very frame.
    let consume = |key| ui.input_mut(|it| it.consume_key(Modifiers::NONE, key));
    if let Some(key) = only.filter(|_| consume(Key::Enter) || consume(Key::F2)) {
        begin(ui.ctx(), canvas, view, (key, Pick::All));
    }
}

/// Escape, another selection or another field ends typing; a tool that takes no focus gives it back.
fn is_over(ui: &Ui, view: &View, typing: &mut Typing, id: Id) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    let is_elsewhere = focused.is_some_and(|it| it != id && !view.canvas_widgets.contains(&it));
    if view.selection.only() != Some(typing.key) || (typing.has_had_focus && is_elsewhere) {
        return true;
    }
    if typing.has_had_focus && ui.input(|it| it.key_pressed(Key::Escape)) {
        return true;
    }
    if focused != Some(id) && !ui.input(|it| it.pointer.any_down()) {
        ui.memory_mut(|it| it.request_focus(id));
    }
    typing.has_had_focus = true;
    false
}

fn end(ui: &Ui, canvas: &Canvas<'_>, view: &mut View, typing: &Typing, actions: &mut Vec<Action>) {
    actions.extend(typing.removal(canvas.slide, view.n_gestures).map(|(edit, gesture)| Action::EditIn(edit, gesture)));
    actions.push(Action::EndGesture);
    view.n_gestures += 1;
    // Another field keeps the keyboard it was given; Escape leaves it on the canvas.
    if ui.memory(|it| it.focused().is_none()) && view.selection.only() == Some(typing.key) {
        view.wants_focus = Some(super::names::element_id(ui, typing.key));
    }
}

fn selected(ui: &Ui, id: Id) -> CCursorRange {
    TextEdit::load_state(ui.ctx(), id).and_then(|it| it.cursor.char_range()).unwrap_or_default()
}

fn select(ui: &Ui, id: Id, range: CCursorRange) {
    let mut state = TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
    state.cursor.set_char_range(Some(range));
    state.store(ui.ctx(), id);
}

/// The field that is not seen: everything of it but its words on the screen.
fn field(ui: &mut Ui, canvas: &Canvas<'_>, typing: &mut Typing, id: Id) -> Response {
    let rect = Rect::from_points(&canvas.lens.corners(typing.seen.0));
    if let Some(pick) = typing.pick.take() {
        let range = match pick {
            Pick::All => CCursorRange::select_all_str(&typing.text),
            Pick::At(pointer) => CCursorRange::one(CCursor::new(typing.at(canvas, pointer))),
        };
        select(ui, id, range);
    }
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    let visuals = child.visuals_mut();
    visuals.selection.bg_fill = Color32::TRANSPARENT;
    visuals.selection.stroke.color = Color32::TRANSPARENT;
    visuals.text_cursor.stroke.color = Color32::TRANSPARENT;
    visuals.text_cursor.blink = false;
    let edit = TextEdit::multiline(&mut typing.text)
        .id(id)
        .frame(egui::Frame::NONE)
        .text_color(Color32::TRANSPARENT)
        .desired_rows(1)
        .desired_width(rect.width());
    let response = child.add(edit);
    let (words, name) = (typing.text.clone(), canvas.names.lang.pick("Слова на кадре", "Words on the slide"));
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, &words, &words, "");
        info.label = Some(name.to_owned());
        info
    });
    response
}

/// Keys that go by lines, which the field that is not seen has others of.
fn travel(ui: &Ui, typing: &mut Typing, id: Id) {
    if !ui.memory(|it| it.has_focus(id)) {
        return;
    }
    for key in [Key::ArrowUp, Key::ArrowDown, Key::Home, Key::End] {
        for modifiers in [Modifiers::SHIFT, Modifiers::NONE] {
            if ui.input_mut(|it| it.consume_key(modifiers, key)) {
                let old = selected(ui, id);
                let new = CCursor::new(along(typing, old.primary.index.0, key));
                let secondary = if modifiers.shift { old.secondary } else { new };
                select(ui, id, CCursorRange { primary: new, secondary, h_pos: None });
            }
        }
    }
}

/// Where a key leads from a place of the text.
fn along(typing: &mut Typing, from: usize, key: Key) -> usize {
    let block = &typing.seen.1.block;
    let Some((line, x)) = block.caret(Caret::in_text(&typing.text, from)) else { return from };
    let goal = typing.goal.filter(|it| it.0 == from).map_or(x, |it| it.1);
    let n_lines = block.lines.len();
    let n_chars = typing.text.chars().count();
    let to = match key {
        Key::Home => block.caret_in_line(line, -FAR).n_chars(&typing.text),
        Key::End => block.caret_in_line(line, FAR).n_chars(&typing.text),
        Key::ArrowUp if line == 0 => 0,
        Key::ArrowUp => block.caret_in_line(line - 1, goal).n_chars(&typing.text),
        _ if line + 1 >= n_lines => n_chars,
        _ => block.caret_in_line(line + 1, goal).n_chars(&typing.text),
    };
    typing.goal = matches!(key, Key::ArrowUp | Key::ArrowDown).then_some((to, goal));
    to
}

/// The pointer over the text: a click puts the caret, a double click takes a word, a triple click all.
fn point(ui: &Ui, canvas: &Canvas<'_>, typing: &mut Typing, id: Id) {
    let rect = Rect::from_points(&canvas.lens.corners(typing.seen.0)).expand(4.0);
    let response = ui.interact(rect, id.with("pointer"), Sense::click_and_drag());
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
    }
    let Some(pointer) = response.interact_pointer_pos() else { return };
    let to = CCursor::new(typing.at(canvas, pointer));
    let old = selected(ui, id);
    let (is_pressed, has_shift) = ui.input(|it| (it.pointer.primary_pressed(), it.modifiers.shift));
    if response.triple_clicked() {
        select(ui, id, CCursorRange::select_all_str(&typing.text));
    } else if response.double_clicked() {
        let (start, end) = word(&typing.text, to.index.0);
        select(ui, id, CCursorRange::two(CCursor::new(start), CCursor::new(end)));
    } else if is_pressed && !has_shift {
        select(ui, id, CCursorRange::one(to));
    } else if response.dragged() || is_pressed {
        select(ui, id, CCursorRange { primary: to, ..old });
    }
}

/// The word around a place, in characters.
fn word(text: &str, at: usize) -> (usize, usize) {
    let mut start = 0;
    for word in text.split_word_bounds() {
        let end = start + word.chars().count();
        if at < end {
            return (start, end);
        }
        start = end;
    }
    (start, start)
}

fn paint(ui: &Ui, canvas: &Canvas<'_>, typing: &Typing, id: Id) {
    let colour = tokens(ui).selection;
    let look = &typing.seen.1;
    let top = look.top(typing.seen.0.size.height);
    let size = look.block.size;
    let range = selected(ui, id);
    let [from, to] = range.sorted_cursors().map(|it| Caret::in_text(&typing.text, it.index.0).ink);
    for (line, left, right) in look.block.between(from, to) {
        let Some(baseline) = look.block.lines.get(line).map(|it| top + it.baseline) else { continue };
        let (left, right) = (look.pad + left, look.pad + right);
        let (up, down) = (baseline - size * 0.86, baseline + size * 0.24);
        let corners = [(left, up), (right, up), (right, down), (left, down)];
        let corners = corners.map(|(x, y)| typing.screen(canvas, x, y)).to_vec();
        ui.painter().add(Shape::convex_polygon(corners, colour.gamma_multiply(0.32), Stroke::NONE));
    }
    let at = typing.stands(range.primary.index.0);
    let ends = [at.y - size * 0.86, at.y + size * 0.24].map(|y| typing.screen(canvas, at.x, y));
    ui.painter().line_segment(ends, Stroke::new(CARET + 2.0, Color32::from_white_alpha(170)));
    ui.painter().line_segment(ends, Stroke::new(CARET, colour));
    let below = Rect::from_points(&canvas.lens.corners(typing.seen.0)).center_bottom() + Vec2::new(0.0, 20.0);
    label(ui, below, canvas.names.lang.pick("Esc — готово", "Esc when done"), colour);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_around_any_of_its_letters() {
        let text = "Врач и писатель";
        assert_eq!(word(text, 0), (0, 4));
        assert_eq!(word(text, 9), (7, 15));
        assert_eq!(word(text, 15), (15, 15));
    }
}
