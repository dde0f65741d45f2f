//! Words typed on the canvas, and their letters.

use egui::{Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable as _;

use super::super::action::Action;
use super::super::command::Command;
use super::super::selection::Selection;
use super::Window;
use crate::compose::{ElementKey, PlacedKind};
use crate::domain::{CanvasPoint, ElementKind, Emphasis, Face, Role, TextStyle};

const NONE: Modifiers = Modifiers::NONE;
const TITLE: ElementKey = ElementKey::Role(Role::Title);
const KICKER: ElementKey = ElementKey::Role(Role::Kicker);

impl Window {
    fn begin_typing(&mut self, key: ElementKey) {
        self.perform(Action::Select(Selection::one(key)));
        self.press(NONE, Key::Enter);
        assert!(self.app().view.typing.is_some());
    }

    /// Types letter by letter, as a keyboard does.
    fn types(&mut self, text: &str) {
        for letter in text.chars() {
            self.event(egui::Event::Text(letter.to_string()));
            self.settle();
        }
    }

    /// Faces of the letters of a text, as it is drawn.
    fn faces_of(&mut self, key: ElementKey) -> Vec<Face> {
        let slide = self.slide().id;
        let app = self.app();
        let layout = app.drawings.layout(slide, &app.view.format).unwrap();
        let PlacedKind::Text(look) = &layout.element(key).unwrap().kind else { return Vec::new() };
        look.block.lines.iter().flat_map(|it| &it.glyphs).map(|it| it.face).collect()
    }

    fn title(&mut self) -> Option<String> {
        self.slide().overrides.change(Role::Title).and_then(|it| it.text.clone())
    }
}

#[test]
fn another_screen_ends_typing_and_keeps_the_words() {
    let mut window = Window::on_canvas();
    window.begin_typing(TITLE);
    window.types("Врач");
    window.perform(Action::Do(Command::Board));
    window.perform(Action::Do(Command::Post));
    assert!(window.app().view.typing.is_none());
    assert_eq!(window.title().as_deref(), Some("Врач"));
    window.undo();
    assert_eq!(window.title(), None);
}

#[test]
fn a_title_is_typed_over_and_every_word_is_a_step_back() {
    let mut window = Window::on_canvas();
    window.begin_typing(TITLE);
    assert!(window.harness.query_by_label("Слова на кадре").is_some());
    window.types("Врач и книга");
    assert_eq!(window.title().as_deref(), Some("Врач и книга"));
    assert_eq!(window.undo_label(), Some("слова на кадре"));
    window.undo();
    assert_eq!(window.title().as_deref(), Some("Врач и"));
    window.types("!");
    assert_eq!(window.title().as_deref(), Some("Врач и!"));
    window.press(NONE, Key::Escape);
    assert!(window.app().view.typing.is_none());
    assert_eq!(window.app().view.selection.only(), Some(TITLE));
    while window.title().is_some() {
        window.undo();
    }
    assert_eq!(window.slide().overrides.roles(), []);
}

#[test]
fn words_that_are_only_looked_at_stay_those_of_the_template() {
    let mut window = Window::on_canvas();
    window.begin_typing(TITLE);
    window.press(NONE, Key::ArrowRight);
    window.press(NONE, Key::Escape);
    assert_eq!(window.title(), None);
    assert!(!window.app().open.as_ref().unwrap().document.is_dirty());
}

#[test]
fn a_double_click_puts_the_caret_where_it_is_and_arrows_go_by_lines() {
    let mut window = Window::on_canvas();
    let thing = window.thing(TITLE);
    let rect = thing.placement.rect();
    // Left of the first letter of the first line.
    let at = CanvasPoint { x: rect.x + 1.0, y: rect.y + 8.0 };
    window.click_at(at, NONE);
    let pos = window.screen(at);
    for _ in 0..2 {
        window.button(pos, PointerButton::Primary, true, NONE);
        window.button(pos, PointerButton::Primary, false, NONE);
    }
    window.settle();
    assert!(window.app().view.typing.is_some());
    window.types("А");
    assert!(window.title().unwrap().starts_with('А'), "{:?}", window.title());
    window.press(NONE, Key::End);
    window.types("Б");
    let first_line: String = window.title().unwrap().chars().take_while(|it| *it != 'Б').collect();
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::ArrowDown);
    window.types("В");
    assert!(window.title().unwrap().ends_with('В'), "{:?}", window.title());
    assert!(first_line.chars().count() > 2);
}

#[test]
fn a_new_text_is_typed_at_once_and_goes_when_it_stays_empty() {
    let leave: [fn(&mut Window); 2] = [|it| it.press(NONE, Key::Escape), |it| it.perform(Action::Do(Command::Board))];
    for leave in leave {
        let mut window = Window::on_canvas();
        window.press(NONE, Key::T);
        window.settle();
        window.types("Скоро");
        let free = window.slide().elements.values().flatten().next().unwrap().clone();
        assert!(matches!(&free.kind, ElementKind::Text { text, .. } if text == "Скоро"));
        window.press(Modifiers::COMMAND, Key::A);
        window.press(NONE, Key::Backspace);
        leave(&mut window);
        assert!(window.slide().elements.values().all(Vec::is_empty));
    }
}

#[test]
fn bold_and_italic_have_keys_while_words_are_typed_and_go_for_several_texts() {
    let mut window = Window::on_canvas();
    window.begin_typing(TITLE);
    window.press(Modifiers::COMMAND, Key::B);
    window.press(Modifiers::COMMAND, Key::I);
    let style = |window: &mut Window, role| window.slide().overrides.change(role).and_then(|it| it.style);
    assert_eq!(style(&mut window, Role::Title), Some(TextStyle { bold: true, italic: true }));
    assert!(window.app().view.typing.is_some() && window.app().view.dialogs.is_empty());
    window.press(NONE, Key::Escape);
    window.perform(Action::Select(Selection::of([TITLE, ElementKey::Role(Role::Kicker)])));
    window.perform(Action::Do(Command::Bold));
    assert_eq!(style(&mut window, Role::Kicker), Some(TextStyle { bold: true, italic: false }));
    window.perform(Action::Do(Command::Bold));
    assert_eq!((style(&mut window, Role::Kicker), style(&mut window, Role::Title).unwrap().bold), (None, false));
}

#[test]
fn a_part_of_a_text_is_bold_where_it_is_selected_and_stays_so_while_words_are_typed() {
    let mut window = Window::on_canvas();
    window.begin_typing(KICKER);
    window.types("Врач и книга");
    let ctrl_shift = Modifiers { shift: true, ctrl: true, ..Modifiers::COMMAND };
    window.press(ctrl_shift, Key::ArrowLeft);
    window.press(Modifiers::COMMAND, Key::B);
    let kicker = |window: &mut Window| window.slide().overrides.change(Role::Kicker).cloned().unwrap();
    let of = |start, end| Emphasis { start, end, style: TextStyle { bold: true, italic: false } };
    assert_eq!((kicker(&mut window).emphasis, kicker(&mut window).style), (vec![of(7, 12)], None));
    let faces = window.faces_of(KICKER);
    assert_eq!(faces.windows(2).filter(|it| it[0] != it[1]).count(), 1, "{faces:?}");
    // What is typed before it moves it; the keys that move the caret end its selection.
    window.press(NONE, Key::Home);
    window.types("О ");
    assert_eq!(kicker(&mut window).emphasis, [of(9, 14)]);
    window.press(Modifiers::COMMAND, Key::A);
    window.press(Modifiers::COMMAND, Key::B);
    assert_eq!((kicker(&mut window).emphasis, kicker(&mut window).style.unwrap().bold), (vec![], true));
    window.undo();
    assert_eq!(kicker(&mut window).emphasis, [of(9, 14)]);
}
