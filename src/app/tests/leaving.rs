//! Leaving an exhibition that is not saved, and the program while it works.

use egui::{ViewportCommand, ViewportEvent};
use egui_kittest::kittest::Queryable as _;

use super::super::action::Action;
use super::super::command::Command;
use super::super::view::{Dialog, Screen};
use super::Window;
use crate::edit::Edit;

impl Window {
    /// The sample with a title of its own, which is not on disk.
    fn with_changes(&mut self) -> std::path::PathBuf {
        self.perform(Action::Do(Command::OpenSample));
        self.settle();
        let post = self.app().exhibition().unwrap().posts[0].id;
        self.perform(Action::Edit(Edit::PostTitle(post, "Новый заголовок".to_owned())));
        self.app().open.as_ref().unwrap().path.clone()
    }

    fn title_on_disk(path: &std::path::Path) -> String {
        crate::tasks::open_file(path).unwrap().exhibition.posts[0].title.clone()
    }

    /// Asks the window to close, as its frame does; whether it stays.
    fn close_window(&mut self) -> bool {
        let input = self.harness.input_mut();
        input.viewports.entry(egui::ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
        self.harness.step();
        let output = self.harness.output().viewport_output.get(&egui::ViewportId::ROOT);
        let stays = output.is_some_and(|it| it.commands.contains(&ViewportCommand::CancelClose));
        self.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default().events.clear();
        self.settle();
        stays
    }
}

#[test]
fn closing_what_is_not_saved_asks_and_saves_before_anything_is_let_go() {
    let mut window = Window::new();
    let path = window.with_changes();
    window.perform(Action::Do(Command::Close));
    assert!(window.app().open.is_some());
    window.click("Остаться");
    assert!(window.app().open.is_some() && window.app().view.dialogs.is_empty());
    window.perform(Action::Do(Command::Close));
    window.click("Сохранить");
    assert!(window.app().open.is_none());
    assert_eq!(window.app().view.screen, Screen::Start);
    assert_eq!(Window::title_on_disk(&path), "Новый заголовок");
    assert!(!window.app().settings.recent[0].title.is_empty(), "the recent list keeps the title");
}

#[test]
fn what_cannot_be_saved_stays_open() {
    let mut window = Window::new();
    let path = window.with_changes();
    // Somebody else has saved meanwhile.
    let other = std::fs::read_to_string(&path).unwrap() + "\n";
    std::fs::write(&path, other).unwrap();
    window.perform(Action::Do(Command::Close));
    window.click("Сохранить");
    assert!(window.app().open.as_ref().is_some_and(|it| it.document.is_dirty()));
    assert!(matches!(window.app().view.dialogs.last(), Some(Dialog::NotSaved(_, true))));
    assert_ne!(Window::title_on_disk(&path), "Новый заголовок");
    window.click("Записать поверх");
    assert!(window.app().open.as_ref().is_some_and(|it| !it.document.is_dirty()));
    assert_eq!(Window::title_on_disk(&path), "Новый заголовок");
}

#[test]
fn another_exhibition_takes_the_place_of_an_unsaved_one_only_when_told_to() {
    let mut window = Window::new();
    let path = window.with_changes();
    let other = window.path("documents/drugaya.ron");
    std::fs::copy(&path, &other).unwrap();
    for action in [Action::Open(other.clone()), Action::Dropped(vec![other.clone()]), Action::Do(Command::New)] {
        window.perform(action);
        assert!(matches!(window.app().view.dialogs.last(), Some(Dialog::Unsaved(..))));
        assert_eq!(window.app().open.as_ref().map(|it| it.path.clone()), Some(path.clone()));
        window.click("Остаться");
    }
    window.perform(Action::Open(other.clone()));
    window.click("Не сохранять");
    assert_eq!(window.app().open.as_ref().map(|it| it.path.clone()), Some(other));
    assert_ne!(Window::title_on_disk(&path), "Новый заголовок");
    let draft = crate::tasks::open_file(&path).unwrap().draft.unwrap();
    assert_eq!(draft.exhibition.posts[0].title, "Новый заголовок", "the question promises a draft");
}

#[test]
fn the_window_closes_at_once_only_when_nothing_is_unsaved() {
    let mut window = Window::new();
    assert!(!window.close_window());
    let path = window.with_changes();
    assert!(window.close_window());
    window.click("Сохранить");
    assert_eq!(Window::title_on_disk(&path), "Новый заголовок");
    assert!(!window.close_window());
}

#[test]
fn the_window_is_named_after_the_exhibition() {
    let mut window = Window::new();
    assert_eq!(window.app().window_title, "Витрина");
    window.with_changes();
    let name = window.app().exhibition().unwrap().front.title.clone();
    assert_eq!(window.app().window_title, format!("• {name} — Витрина"));
    window.perform(Action::Do(Command::Save));
    assert_eq!(window.app().window_title, format!("{name} — Витрина"));
}

#[test]
fn steps_back_in_a_field_of_the_catalogue_are_its_own() {
    let mut window = Window::new();
    window.with_changes();
    window.perform(Action::Do(Command::Find));
    assert_eq!(window.app().view.screen, Screen::Catalogue);
    window.harness.get_by_label("Поиск в каталоге").type_text("Чехов");
    window.settle();
    let before = window.app().exhibition().unwrap().clone();
    window.press(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(window.app().exhibition(), Some(&before));
    assert_eq!(window.app().view.catalogue.query, "");
}

#[test]
fn changes_found_beside_a_file_are_taken_left_or_put_off_and_lost_by_none_of_these() {
    let mut window = Window::new();
    let path = window.with_changes();
    let old = Window::title_on_disk(&path);
    window.perform(Action::Do(Command::Close));
    window.click("Не сохранять");
    let title = |window: &mut Window| window.app().exhibition().unwrap().posts[0].title.clone();
    window.perform(Action::Open(path.clone()));
    window.click("Решить позже");
    assert!(window.app().open.is_none());
    window.perform(Action::Open(path.clone()));
    window.click("Открыть как сохранено");
    assert_eq!(title(&mut window), old);
    window.click("Вернуть правки");
    assert_eq!(title(&mut window), "Новый заголовок");
    window.perform(Action::Do(Command::Undo));
    assert_eq!(title(&mut window), old);
}

#[test]
fn a_draft_that_could_not_be_kept_is_tried_again() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    let path = window.app().open.as_ref().unwrap().path.clone();
    let name = path.file_stem().unwrap().to_string_lossy().into_owned();
    // Nothing can be written where a folder stands.
    let in_the_way = path.with_file_name(format!(".{name}.vitrina-draft"));
    std::fs::create_dir_all(in_the_way.join("folder")).unwrap();
    window.with_changes();
    window.app().keep_draft_now();
    window.settle();
    assert!(window.app().has_no_draft);
    std::fs::remove_dir_all(&in_the_way).unwrap();
    window.app().keep_draft_now();
    window.settle();
    assert!(!window.app().has_no_draft);
    let draft = crate::tasks::open_file(&path).unwrap().draft.unwrap();
    assert_eq!(draft.exhibition.posts[0].title, "Новый заголовок");
}
