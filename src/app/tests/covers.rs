//! Covers set right in the window.

use super::super::action::Action;
use super::super::command::Command;
use super::super::view::Screen;
use super::Window;
use crate::domain::{ExhibitId, Retouch};

impl Window {
    fn first_book(&mut self) -> ExhibitId {
        self.perform(Action::Do(Command::OpenSample));
        self.perform(Action::Go(Screen::Post));
        let exhibition = self.app().exhibition().unwrap();
        exhibition.exhibits.iter().find(|it| it.cover.is_some()).unwrap().id
    }

    fn retouch(&mut self, book: ExhibitId) -> Retouch {
        self.app().exhibition().unwrap().exhibit(book).unwrap().cover.as_ref().unwrap().retouch
    }
}

#[test]
fn a_cover_is_turned_and_cropped_and_a_step_back_undoes_it_all() {
    let mut window = Window::new();
    let book = window.first_book();
    window.perform(Action::EditCover(book));
    window.click("Вправо");
    window.fill("Слева", "5");
    window.fill("Права", "Общественное достояние");
    window.click("Готово");
    assert_eq!(window.retouch(book), Retouch { turns: 1, tilt: 0, trim: [500, 0, 0, 0] });
    let cover = window.app().exhibition().unwrap().exhibit(book).unwrap().cover.clone().unwrap();
    assert_eq!(cover.rights, "Общественное достояние");
    let (width, height) = (cover.width, cover.height);
    assert_eq!(cover.size().1, width);
    assert!(cover.size().0.abs_diff((height as f32 * 0.95) as u32) <= 1);
    window.press(egui::Modifiers::COMMAND, egui::Key::Z);
    assert!(window.retouch(book).is_none());
}

#[test]
fn a_cover_taken_away_leaves_a_generated_one() {
    let mut window = Window::new();
    let book = window.first_book();
    window.perform(Action::EditCover(book));
    window.click("Убрать обложку");
    assert!(window.app().exhibition().unwrap().exhibit(book).unwrap().cover.is_none());
    assert!(window.app().view.dialogs.is_empty());
}
