//! Light and dark, high contrast, the size of everything.

use super::super::action::Action;
use super::super::command::Command;
use super::super::look::{Skin, tokens_of};
use super::Window;
use crate::tasks::Settings;

#[test]
fn the_window_can_be_larger_and_of_high_contrast_and_remembers_it() {
    let mut window = Window::on_canvas();
    let usual = tokens_of(&window.harness.ctx).text;
    for command in [Command::Larger, Command::Larger, Command::Contrast, Command::Dark] {
        window.perform(Action::Do(command));
    }
    window.settle();
    let ctx = window.harness.ctx.clone();
    assert!((ctx.zoom_factor() - 1.25).abs() < 1e-6);
    assert_ne!(tokens_of(&ctx).text, usual);
    let kept = Settings::load(&window.app().places.data);
    assert_eq!((kept.dark, kept.contrast, kept.scale), (true, true, 125));
    for command in [Command::Smaller, Command::Smaller, Command::Contrast, Command::Dark] {
        window.perform(Action::Do(command));
    }
    window.settle();
    assert_eq!(window.app().view.skin, Skin { dark: false, contrast: false, percent: 100 });
    assert_eq!(tokens_of(&ctx).text, usual);
}
