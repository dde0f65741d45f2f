//! Every command of the list can be found in the palette.

use egui_kittest::kittest::NodeT as _;

use super::super::action::Action;
use super::super::command::{Command, entries};
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
fn every_command_is_found_in_the_palette_by_its_name_in_either_language() {
    for lang in [Lang::Ru, Lang::En] {
        let mut window = Window::new();
        window.app().view.lang = lang;
        window.perform(Action::Do(Command::OpenSample));
        window.perform(Action::Go(Screen::Post));
        window.perform(Action::Do(Command::SelectAll));
        for entry in entries() {
            window.app().view.palette = Some(entry.text(lang).to_owned());
            window.harness.run_steps(2);
            let names = window.clickable();
            let is_there = names.iter().any(|it| it.starts_with(entry.text(lang)));
            let needs_more = matches!(
                entry.command,
                Command::Save
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
