//! Order and removal: books in a post, slides, posts; what is taken away is offered back.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable as _;

use super::super::action::Action;
use super::super::command::Command;
use super::super::view::Screen;
use super::Window;
use crate::domain::{ExhibitId, SlideId};

impl Window {
    pub(super) fn on_the_board() -> Self {
        let mut window = Self::new();
        window.perform(Action::Do(Command::OpenSample));
        window.perform(Action::Go(Screen::Board));
        window
    }

    fn order(&mut self, post: usize) -> Vec<ExhibitId> {
        self.app().exhibition().unwrap().posts[post].exhibits.clone()
    }

    fn slides(&mut self, post: usize) -> Vec<SlideId> {
        self.app().exhibition().unwrap().posts[post].slides.iter().map(|it| it.id).collect()
    }

    fn button_at(&mut self, label: &str, button: PointerButton) {
        let pos = self.harness.get_by_role_and_label(Role::Button, label).rect().center();
        self.event(Event::PointerMoved(pos));
        for pressed in [true, false] {
            self.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        }
        self.settle();
    }

    fn title_of(&mut self, book: ExhibitId) -> String {
        self.app().exhibition().unwrap().exhibit(book).unwrap().title().into_owned()
    }
}

#[test]
fn a_book_is_put_elsewhere_in_its_post_by_keys_and_by_the_mouse() {
    let mut window = Window::on_the_board();
    let before = window.order(0);
    let post = window.books_of(0).0;
    window.app().view.book = Some((post, before[0]));
    window.press(Modifiers::COMMAND, Key::PageDown);
    assert_eq!(window.order(0)[..2], [before[1], before[0]]);
    window.press(Modifiers::COMMAND, Key::PageUp);
    assert_eq!(window.order(0), before);

    let (last, first) = (window.title_of(*before.last().unwrap()), window.title_of(before[0]));
    let at = |window: &Window, title: &str| window.harness.get_by_label(&format!("Книга: {title}")).rect().center();
    let (from, to) = (at(&window, &last), at(&window, &first));
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.event(Event::PointerMoved(from));
    window.event(button(from, true));
    for part in [0.3, 0.7, 1.0] {
        window.event(Event::PointerMoved(from.lerp(to, part)));
    }
    window.event(button(to, false));
    window.settle();
    assert_eq!(window.order(0)[..2], [*before.last().unwrap(), before[0]]);
    assert_eq!(window.undo_label(), Some("порядок книг"));
}

#[test]
fn a_book_is_taken_out_by_its_menu_and_brought_back_by_the_offer() {
    let mut window = Window::on_the_board();
    let (before, slides) = (window.order(0), window.slides(0));
    let title = window.title_of(before[1]);
    window.button_at(&format!("Книга: {title}"), PointerButton::Secondary);
    window.click("Убрать книгу из поста");
    assert_eq!(window.order(0).len(), before.len() - 1);
    assert!(!window.order(0).contains(&before[1]));
    assert_eq!(window.slides(0).len(), slides.len() - 1);
    window.click("Вернуть");
    assert_eq!((window.order(0), window.slides(0)), (before, slides));
}

#[test]
fn slides_are_moved_copied_and_removed_and_the_last_one_stays() {
    let mut window = Window::on_the_board();
    let before = window.slides(1);
    let post = window.books_of(1).0;
    window.perform(Action::SelectPost(post));
    window.perform(Action::Go(Screen::Post));
    window.press(Modifiers::SHIFT, Key::PageDown);
    assert_eq!(window.slides(1)[..2], [before[1], before[0]]);
    window.press(Modifiers::SHIFT, Key::PageUp);
    window.perform(Action::Do(Command::DuplicateSlide));
    assert_eq!(window.slides(1).len(), before.len() + 1);
    assert!(window.app().exhibition().unwrap().violations().is_empty());
    window.press(Modifiers::COMMAND, Key::Delete);
    assert_eq!(window.slides(1), before);
    window.perform(Action::Do(Command::DeleteSlide));
    assert_eq!(window.slides(1), before[1..]);
    window.click("Вернуть");
    assert_eq!(window.slides(1), before);
    for _ in 0..before.len() + 2 {
        window.perform(Action::Do(Command::DeleteSlide));
    }
    assert_eq!(window.slides(1).len(), 1);
}

#[test]
fn an_offer_goes_with_the_next_change() {
    let mut window = Window::on_the_board();
    let n = window.app().exhibition().unwrap().posts.len();
    window.press(Modifiers::NONE, Key::Delete);
    assert_eq!(window.app().exhibition().unwrap().posts.len(), n - 1);
    assert!(window.harness.query_by_label("Вернуть").is_some());
    window.perform(Action::Do(Command::NextVariant));
    window.settle();
    assert!(window.harness.query_by_label("Вернуть").is_none());
}
