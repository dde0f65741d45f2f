//! Posts that are not of books alone: their kind, a person with a portrait, photographs, a quotation.

use egui::accesskit::Role as Kind;
use egui_kittest::kittest::Queryable as _;

use super::super::action::Action;
use super::super::command::Command;
use super::super::selection::Selection;
use super::super::view::{PathPurpose, Screen, Tab};
use super::Window;
use crate::domain::{Exhibit, ExhibitSubject, Post, PostKind};

impl Window {
    /// The post screen of the sample with a tab of the right panel, nothing selected.
    fn on_tab(tab: Tab) -> Self {
        let mut window = Self::on_canvas();
        window.app().view.tab = tab;
        window.perform(Action::Select(Selection::default()));
        window
    }

    fn post(&mut self) -> Post {
        let app = self.app();
        Post::clone(app.exhibition().unwrap().post(app.view.post.unwrap()).unwrap())
    }

    fn shown_first(&mut self) -> Exhibit {
        let first = self.post().exhibits[0];
        Exhibit::clone(self.app().exhibition().unwrap().exhibit(first).unwrap())
    }
}

#[test]
fn a_post_becomes_one_of_another_kind_with_its_templates_in_one_step() {
    let mut window = Window::on_tab(Tab::Post);
    let before = window.app().exhibition().unwrap().clone();
    window.harness.get_by_role_and_label(Kind::ComboBox, "Вид поста").click();
    window.settle();
    window.click("Редкие книги");
    let post = window.post();
    assert_eq!((post.kind, post.slides[0].template.0.as_str()), (PostKind::RareBooks, "rare"));
    assert_eq!(window.undo_label(), Some("вид поста"));
    window.undo();
    assert_eq!(*window.app().exhibition().unwrap(), before);
}

#[test]
fn a_person_is_added_named_and_gets_the_portrait_that_is_dropped() {
    let mut window = Window::on_tab(Tab::Element);
    window.perform(Action::Do(Command::AddPerson));
    assert_eq!(window.undo_label(), Some("новый человек"));
    // The field of the name waits with the keyboard.
    window.harness.get_by_label("Имя").type_text("Владимир Даль");
    window.settle();
    window.fill("Годы жизни и занятие: 1801–1872, врач", "1801–1872, врач");
    let person = window.shown_first();
    let expected = ExhibitSubject::Person {
        name: "Владимир Даль".to_owned(), about: "1801–1872, врач".to_owned()
    };
    assert_eq!(person.subject, expected);
    assert_eq!(window.post().kind, PostKind::Personality);
    let portrait = window.png("dal.png", (60, 80));
    window.perform(Action::Dropped(vec![portrait.clone()]));
    assert_eq!(window.shown_first().cover.map(|it| (it.width, it.height)), Some((60, 80)));
    let n = window.post().exhibits.len();
    // The next picture is one on the slide.
    window.perform(Action::Dropped(vec![portrait]));
    assert_eq!(window.only_free().placement.size.aspect(), 0.75);
    window.perform(Action::Do(Command::AddPerson));
    assert_eq!(window.post().exhibits.len(), n, "one person a post");
}

#[test]
fn photographs_make_a_post_of_an_event_and_more_are_dropped_into_it() {
    let mut window = Window::on_tab(Tab::Element);
    window.perform(Action::Do(Command::AddPost));
    window.perform(Action::Go(Screen::Post));
    let photographs = [window.png("Открытие.png", (90, 60)), window.png("IMG_0001.png", (60, 90))];
    let notes = window.folder.path().join("notes.txt");
    std::fs::write(&notes, "no picture").unwrap();
    let chosen = photographs.iter().cloned().chain([notes]).collect();
    window.perform(Action::PathChosen(PathPurpose::Photographs, chosen));
    let post = window.post();
    assert_eq!((post.kind, post.exhibits.len()), (PostKind::Event, 2));
    assert_eq!(window.shown_first().subject, ExhibitSubject::Picture { title: "Открытие".to_owned() });
    let told: Vec<String> = window.app().view.toasts.iter().map(|it| it.text.clone()).collect();
    assert!(told.iter().any(|it| it.contains("notes.txt")), "{told:?}");
    let more = window.png("c.png", (30, 30));
    window.perform(Action::Dropped(vec![more]));
    assert_eq!(window.post().exhibits.len(), 3);
    assert_eq!(window.undo_label(), Some("новые фотографии"));
}

#[test]
fn a_quotation_is_typed_for_a_book() {
    let mut window = Window::on_tab(Tab::Book);
    let key = window.cover(0);
    window.perform(Action::Select(Selection::one(key)));
    window.fill("Цитата", "Надо жить, надо любить");
    assert_eq!(window.shown_first().quotation.text, "Надо жить, надо любить");
}
