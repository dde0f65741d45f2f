//! The whole series: books between posts, a look for all, the objects of a slide as a list.

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable as _;

use super::super::action::Action;
use super::super::command::Command;
use super::super::selection::Selection;
use super::super::view::{Dialog, Screen};
use super::Window;
use crate::domain::PostId;

impl Window {
    /// Presses a button as a screen reader does, wherever it has scrolled to.
    pub(super) fn presses(&mut self, label: &str) {
        self.harness.get_by_role_and_label(Role::Button, label).click_accesskit();
        self.settle();
    }

    pub(super) fn books_of(&mut self, index: usize) -> (PostId, usize, usize) {
        let post = self.app().exhibition().unwrap().posts[index].clone();
        (post.id, post.exhibits.len(), post.slides.len())
    }
}

#[test]
fn a_book_is_dragged_to_another_post_with_its_card() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    window.perform(Action::Go(Screen::Board));
    let (first, second) = (window.books_of(0), window.books_of(1));
    let title = {
        let exhibition = window.app().exhibition().unwrap().clone();
        let book = exhibition.exhibits_of(&exhibition.posts[0].exhibits).last().unwrap().clone();
        book.title().into_owned()
    };
    let from = window.harness.get_by_label(&format!("Книга: {title}")).rect().center();
    let card = format!("2. {}", window.app().exhibition().unwrap().posts[1].title);
    let to = window.harness.get_by_role_and_label(Role::Button, &card).rect().center();
    window.event(Event::PointerMoved(from));
    let button = |pos, pressed| Event::PointerButton {
        pos,
        button: PointerButton::Primary,
        pressed,
        modifiers: Modifiers::NONE,
    };
    window.event(button(from, true));
    for part in [0.3, 0.7, 1.0] {
        window.event(Event::PointerMoved(from.lerp(to, part)));
    }
    window.event(button(to, false));
    window.settle();
    assert_eq!(window.books_of(0), (first.0, first.1 - 1, first.2 - 1));
    assert_eq!(window.books_of(1), (second.0, second.1 + 1, second.2 + 1));
    assert_eq!(window.undo_label(), Some("книга в другой пост"));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!((window.books_of(0), window.books_of(1)), (first, second));
}

#[test]
fn the_look_of_all_posts_is_changed_as_one_step() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    let before = window.app().exhibition().unwrap().clone();
    window.perform(Action::Do(Command::Restyle));
    assert!(window.harness.query_by_label("Ничего не изменится").is_some());
    window.click_radio("Ночное чтение");
    window.click("Применить ко всем");
    assert!(!window.app().view.dialogs.iter().any(|it| matches!(it, Dialog::Restyle(_))));
    assert_eq!(window.app().exhibition().unwrap().theme.0, "night");
    assert_eq!(window.undo_label(), Some("оформление всех постов"));
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(*window.app().exhibition().unwrap(), before);
}

#[test]
fn objects_are_selected_hidden_and_brought_back_from_their_list() {
    let mut window = Window::on_canvas();
    let n = window.things().len();
    let name = {
        let exhibition = window.app().exhibition().unwrap().clone();
        let (title, lang) = (window.slide().exhibits[0], crate::domain::Lang::Ru);
        let slide = window.slide().id;
        let layout = window.app().drawings.layout(slide, &"portrait".into()).unwrap();
        let key = crate::compose::ElementKey::Role(crate::domain::Role::Cover(title));
        crate::compose::ElementNames { exhibition: &exhibition, lang }.name(&layout, key)
    };
    window.harness.get_by_role_and_label(Role::ListItem, &name).click_accesskit();
    window.settle();
    assert_eq!(window.app().view.selection.len(), 1);
    window.presses(&format!("Скрыть: {name}"));
    assert_eq!(window.things().len(), n - 1);
    window.presses(&format!("Показать: {name}"));
    assert_eq!(window.things().len(), n);
}

#[test]
fn the_inspector_stays_as_wide_as_it_is() {
    let mut window = Window::on_canvas();
    let key = window.cover(0);
    window.perform(Action::Select(Selection::one(key)));
    window.harness.run_steps(30);
    let canvas = window.harness.get_by_label("Холст").rect();
    let field = window.harness.get_by_label("Слева").rect();
    assert!(field.left() > canvas.right(), "{field:?} under {canvas:?}");
}

#[test]
fn ticked_records_join_the_post_that_is_chosen_and_may_be_taken_back() {
    let mut window = Window::on_the_board();
    window.import_table();
    window.perform(Action::Do(Command::Catalogue));
    let n = window.rows().len();
    let before = window.books_of(1);
    let join = |window: &mut Window| {
        window.perform(Action::Do(Command::Catalogue));
        window.perform(Action::TickAll);
        window.click("В пост открытой выставки");
        let post = window.app().exhibition().unwrap().posts[1].clone();
        let name = if post.lead.is_empty() { &post.title } else { &post.lead };
        window.click(&format!("2. {name}"));
        window.books_of(1)
    };
    let joined = (before.0, before.1 + n, before.2 + n);
    assert_eq!(join(&mut window), joined);
    assert_eq!(window.app().view.screen, Screen::Board);
    assert!(window.app().view.catalogue.ticked.is_empty());
    assert_eq!(join(&mut window), joined, "the same books once more change nothing");
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.books_of(1), before);
}
