//! Menus of what is selected by Shift+F10, and colours that are picked by keys and codes.

use egui::accesskit::Role as Kind;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

use super::super::action::Action;
use super::super::command::Command;
use super::super::selection::Selection;
use super::super::view::Screen;
use super::Window;
use crate::domain::Rgb;

const NONE: Modifiers = Modifiers::NONE;

impl Window {
    /// The name of what has the keyboard.
    fn focused_name(&self) -> String {
        use egui_kittest::kittest::NodeT as _;
        let mut nodes = self.harness.root().children_recursive();
        let focused = nodes.find(|it| it.accesskit_node().is_focused());
        focused.and_then(|it| it.accesskit_node().label()).unwrap_or_default()
    }
}

#[test]
fn the_menu_of_a_selected_cover_is_walked_by_keys_and_gives_the_keyboard_back() {
    let mut window = Window::on_canvas();
    let key = window.cover(0);
    window.perform(Action::Select(Selection::one(key)));
    window.press(Modifiers::SHIFT, Key::F10);
    assert!(window.focused_name().starts_with("Вырезать"), "{}", window.focused_name());
    window.press(NONE, Key::ArrowUp);
    assert!(window.focused_name().starts_with("Удалить"), "the lines go round: {}", window.focused_name());
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::ArrowDown);
    assert!(window.focused_name().starts_with("Копировать"), "{}", window.focused_name());
    window.press(NONE, Key::Escape);
    assert_eq!(window.focused_name(), "Холст");
    assert!(window.harness.query_by_role_and_label(Kind::Button, "Вырезать").is_none());
}

#[test]
fn the_menu_of_a_post_is_about_the_post_that_has_the_keyboard() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    window.perform(Action::Go(Screen::Board));
    let before = window.app().exhibition().unwrap().posts.len();
    let last = window.app().exhibition().unwrap().posts.last().unwrap().clone();
    let name = format!("{before}. {}", last.title);
    window.harness.get_by_role_and_label(Kind::Button, &name).focus();
    window.settle();
    window.press(Modifiers::SHIFT, Key::F10);
    assert_eq!(window.app().view.post, Some(last.id));
    while !window.focused_name().starts_with("Дублировать") {
        window.press(NONE, Key::ArrowDown);
    }
    window.press(NONE, Key::Escape);
    // After a click nothing has the keyboard: the selected post is meant.
    window.harness.ctx.memory_mut(|it| it.surrender_focus(it.focused().unwrap()));
    window.settle();
    window.press(Modifiers::SHIFT, Key::F10);
    while !window.focused_name().starts_with("Дублировать") {
        window.press(NONE, Key::ArrowDown);
    }
    window.press(NONE, Key::Enter);
    let posts = &window.app().exhibition().unwrap().posts;
    assert_eq!(posts.len(), before + 1);
    assert_eq!(posts[before].title, last.title);
}

#[test]
fn the_accent_of_a_library_is_set_by_its_code_and_by_arrows() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    window.perform(Action::Do(Command::Brand));
    window.click("Акцент");
    window.fill("Код цвета", "#126B4B");
    window.press(NONE, Key::Escape);
    window.click("Акцент");
    window.harness.get_by_label("Тон: стрелки").focus();
    window.settle();
    for _ in 0..4 {
        window.press(NONE, Key::ArrowRight);
    }
    window.press(NONE, Key::Escape);
    window.click("Готово");
    let accent = window.app().exhibition().unwrap().brand.accent.unwrap();
    assert_ne!(accent, Rgb::new(0x12, 0x6b, 0x4b), "the hue has moved");
    assert!(accent.b > accent.r && accent.b.abs_diff(accent.g) < 60, "from green towards blue: {accent}");
}
