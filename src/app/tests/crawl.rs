//! Every command of the list can be found in the palette.

use egui_kittest::kittest::NodeT as _;

use super::super::action::Action;
use super::super::command::{Command, entries};
use super::super::palette::Palette;
use super::super::view::Screen;
use super::Window;
use crate::domain::Lang;

impl Window {
    /// Names of what can be clicked.
    fn clickable(&self) -> Vec<String> {
        let nodes = self.harness.root().children_recursive().map(|it| it.accesskit_node());
        let clickable =
            nodes.filter(|it| !it.is_disabled() && it.data().supports_action(egui::accesskit::Action::Click));
        clickable.filter_map(|it| it.label()).collect()
    }
}

#[test]
fn the_palette_is_walked_with_the_arrows() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    window.perform(Action::Do(Command::Palette));
    window.harness.run_steps(2);
    let dark = window.app().view.skin.dark;
    window.app().view.palette = Some(Palette::of("окно"));
    window.harness.run_steps(2);
    let found: Vec<_> = entries().filter(|it| it.text(Lang::Ru).to_lowercase().contains("окно")).collect();
    let at = found.iter().position(|it| it.command == Command::Contrast).unwrap();
    assert!(at > 0);
    let contrast = window.app().view.skin.contrast;
    for _ in 0..at {
        window.press(egui::Modifiers::NONE, egui::Key::ArrowDown);
    }
    window.press(egui::Modifiers::NONE, egui::Key::Enter);
    assert_eq!((window.app().view.skin.dark, window.app().view.skin.contrast), (dark, !contrast));
    assert!(window.app().view.palette.is_none());
}

#[test]
fn every_command_is_found_in_the_palette_by_its_name_in_either_language() {
    for lang in [Lang::Ru, Lang::En] {
        let mut window = Window::new();
        window.app().view.lang = lang;
        window.perform(Action::Do(Command::OpenSample));
        window.perform(Action::Go(Screen::Post));
        window.perform(Action::Do(Command::SelectAll));
        for entry in entries() {
            window.app().view.palette = Some(Palette::of(entry.text(lang)));
            window.harness.run_steps(2);
            let names = window.clickable();
            let is_there = names.iter().any(|it| it.starts_with(entry.text(lang)));
            let needs_more = matches!(
                entry.command,
                Command::Save
                    | Command::ReplacePicture
                    | Command::Undo
                    | Command::Redo
                    | Command::PasteStyle
                    | Command::BookToNext
                    | Command::BookToPrevious
                    | Command::BookEarlier
                    | Command::BookLater
                    | Command::BookOut
            );
            assert!(is_there || needs_more, "{:?} is not among {names:?}", entry.command);
        }
    }
}
