//! Clumsy use: things done at random through the accessibility tree, with the laws of the window checked after each.
//!
//! `VITRINA_CLUMSY=100000 cargo test --release --lib clumsy -- --nocapture` does so many and prints the CPU time of
//! frames, and what was done before each slow one; `VITRINA_SEED=7` does others.

use std::collections::VecDeque;
use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::NodeT as _;

use super::super::action::Action;
use super::super::command::{Command, entries};
use super::super::view::{Dialog, Screen};
use super::Window;
use crate::edit::Document;

/// Things done in an ordinary run of the tests.
const USUAL: usize = 400;
/// Steps that fit between two looks at the history, with room to spare.
const FAR_FROM_FULL: usize = 1_000;
/// Frames that take more milliseconds of CPU are told, with what was done.
const SLOW_MS: f32 = 50.0;
/// Undo and redo to both ends are tried so often.
const EVERY: usize = 250;
/// What goes into fields.
const WORDS: [&str; 9] =
    ["Чехов", "12,5", "-1", "1e30", "№ «ё» \u{301}", "{title}\n\n{books}", "0", "ӘӨҮ ёñ", "Новинки 📚✨"];
const KEYS: [Key; 26] = [
    Key::Tab,
    Key::Tab,
    Key::Enter,
    Key::Escape,
    Key::Space,
    Key::Delete,
    Key::Backspace,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::PageUp,
    Key::PageDown,
    Key::Home,
    Key::End,
    Key::A,
    Key::C,
    Key::D,
    Key::G,
    Key::R,
    Key::T,
    Key::V,
    Key::X,
    Key::Y,
    Key::Z,
    Key::OpenBracket,
];

/// Numbers that look like chance and are the same for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % end.max(1)
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// A person who does not look.
struct Clumsy {
    window: Window,
    chance: Chance,
    /// Files to be dropped and named.
    files: Vec<PathBuf>,
    latest: VecDeque<String>,
}

impl Drop for Clumsy {
    fn drop(&mut self) {
        if std::thread::panicking() {
            let latest = self.latest.make_contiguous().join("\n");
            writeln!(std::io::stderr(), "what was done last:\n{latest}").unwrap();
        }
    }
}

impl Clumsy {
    fn new(seed: u64) -> Self {
        let window = Window::new();
        // Read as what it is not, a file shows letters no face has; people see boxes then, and choose again.
        window.harness.ctx.set_missing_glyph_policy(egui::MissingGlyphPolicy::Tofu);
        let files = vec![
            window.books(),
            window.file("broken.csv", "title;year\n\"Палата;;;\n\u{0};"),
            window.file("scans/9785389097308.png", [137, 80, 78, 71]),
            window.path("scans"),
            window.path("data/sample/primer-vystavki.ron"),
        ];
        let chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let mut clumsy = Self { window, chance, files, latest: VecDeque::new() };
        clumsy.open_sample();
        clumsy
    }

    fn open_sample(&mut self) {
        self.window.perform(Action::Do(Command::OpenSample));
        self.window.perform(Action::Go(Screen::Post));
    }

    fn note(&mut self, what: String) {
        self.latest.push_back(what);
        if self.latest.len() > 40 {
            self.latest.pop_front();
        }
    }

    /// Names and places of what can be clicked.
    fn targets(&self) -> Vec<(String, Pos2)> {
        let room = self.window.harness.ctx.content_rect();
        let nodes = self.window.harness.root().children_recursive();
        let nodes = nodes.filter(|it| {
            let node = it.accesskit_node();
            !node.is_disabled() && !node.is_hidden() && node.data().supports_action(egui::accesskit::Action::Click)
        });
        let named = nodes.filter_map(|it| {
            it.accesskit_node().bounding_box()?;
            let name = it.accesskit_node().label().unwrap_or_default();
            Some((name, it.rect().center()))
        });
        // Another program would be started.
        let is_mine = |it: &(String, Pos2)| room.contains(it.1) && it.0 != "Открыть папку" && it.0 != "Open the folder";
        named.filter(is_mine).collect()
    }

    fn event(&mut self, event: Event) {
        self.window.harness.event(event);
        self.window.harness.step();
    }

    fn button(&mut self, pos: Pos2, pressed: bool, modifiers: Modifiers) {
        self.event(Event::PointerMoved(pos));
        let button = if self.chance.below(12) == 0 { PointerButton::Secondary } else { PointerButton::Primary };
        self.event(Event::PointerButton { pos, button, pressed, modifiers });
    }

    fn modifiers(&mut self) -> Modifiers {
        let shift = Modifiers::SHIFT;
        self.chance.of(&[Modifiers::NONE, Modifiers::NONE, Modifiers::COMMAND, shift, Modifiers::COMMAND | shift])
    }

    fn somewhere(&mut self) -> Pos2 {
        egui::pos2(self.chance.below(1440) as f32, self.chance.below(900) as f32)
    }

    fn click(&mut self) {
        let targets = self.targets();
        let (name, at) = targets[self.chance.below(targets.len())].clone();
        self.note(format!("click {name:?} at {at:?}"));
        let modifiers = if self.chance.below(8) == 0 { self.modifiers() } else { Modifiers::NONE };
        for _ in 0..=usize::from(self.chance.below(6) == 0) {
            self.button(at, true, modifiers);
            self.button(at, false, modifiers);
        }
    }

    fn drag(&mut self) {
        let (from, to, modifiers) = (self.somewhere(), self.somewhere(), self.modifiers());
        self.note(format!("drag from {from:?} to {to:?} with {modifiers:?}"));
        self.button(from, true, modifiers);
        self.event(Event::PointerMoved(from.lerp(to, 0.5)));
        self.event(Event::PointerMoved(to));
        if self.chance.below(6) == 0 {
            self.key(Key::Escape, Modifiers::NONE);
        }
        self.button(to, false, modifiers);
    }

    fn key(&mut self, key: Key, modifiers: Modifiers) {
        self.window.harness.key_press_modifiers(modifiers, key);
        self.window.harness.step();
    }

    fn press(&mut self) {
        let (key, modifiers) = (self.chance.of(&KEYS), self.modifiers());
        self.note(format!("press {modifiers:?} {key:?}"));
        self.key(key, modifiers);
    }

    fn type_words(&mut self) {
        let words = self.chance.of(&WORDS);
        self.note(format!("type {words:?}"));
        self.event(Event::Text(words.to_owned()));
    }

    fn command(&mut self) {
        let all: Vec<Command> = entries().map(|it| it.command).collect();
        let command = self.chance.of(&all);
        self.note(format!("command {command:?}"));
        if !matches!(command, Command::Quit) {
            let ctx = self.window.harness.ctx.clone();
            self.window.app().perform(Action::Do(command), &ctx);
            self.window.harness.step();
        }
    }

    fn drop_file(&mut self) {
        let index = self.chance.below(self.files.len());
        let file = self.files[index].clone();
        self.note(format!("drop {}", file.display()));
        let ctx = self.window.harness.ctx.clone();
        self.window.app().perform(Action::Dropped(vec![file]), &ctx);
        self.window.harness.step();
    }

    /// A file has to be named: one of ours, so that nothing of this machine is read or written.
    fn name_file(&mut self) {
        let index = self.chance.below(self.files.len());
        let (file, new) = (self.files[index].clone(), self.window.path(&format!("made/{}", self.chance.below(9))));
        let Some(Dialog::Path(dialog)) = self.window.app().view.dialogs.pop() else { return };
        if self.chance.below(2) == 0 {
            let path = if dialog.purpose.is_new() { new.with_extension("ron") } else { file };
            self.note(format!("choose {}", path.display()));
            let ctx = self.window.harness.ctx.clone();
            self.window.app().perform(Action::PathChosen(dialog.purpose, vec![path]), &ctx);
        }
        self.window.harness.step();
    }

    /// The dialog of a new exhibition names a file too.
    fn steady_paths(&mut self) {
        let (new, out) = (self.window.path("made/new.ron"), self.window.path("out"));
        self.window.app().view.export_to = out.display().to_string();
        for dialog in &mut self.window.app().view.dialogs {
            if let Dialog::New(it) = dialog {
                it.file = new.display().to_string();
                it.file_follows = false;
            }
        }
    }

    fn act(&mut self) {
        self.steady_paths();
        if matches!(self.window.app().view.dialogs.last(), Some(Dialog::Path(_))) {
            return self.name_file();
        }
        match self.chance.below(100) {
            0..48 => self.click(),
            48..66 => self.press(),
            66..76 => self.drag(),
            76..86 => self.type_words(),
            86..96 => self.command(),
            96..98 => self.drop_file(),
            _ => {
                self.note("wait".to_owned());
                self.window.settle();
            }
        }
    }

    fn document(&mut self) -> Option<Document> {
        self.window.app().open.as_ref().map(|it| it.document.clone())
    }

    /// Nothing is broken, and nothing is lost on the way back and forth.
    fn check(&mut self, index: usize) {
        let violations = self.window.app().exhibition().map(|it| it.violations()).unwrap_or_default();
        assert_eq!(violations, Vec::<String>::new(), "after action {index}");
        if index % 20 == 19 {
            self.window.settle();
            assert!(self.window.app().jobs.running().is_none(), "a job has not answered");
        }
        if index % EVERY == EVERY - 1 {
            self.back_and_forth();
        }
    }

    fn back_and_forth(&mut self) {
        let Some(mut document) = self.document() else { return self.open_sample() };
        while document.redo() {}
        let end = document.current().clone();
        let mut n_steps = 0;
        while document.undo() {
            n_steps += 1;
            assert_eq!(document.current().violations(), Vec::<String>::new());
        }
        // A long history forgets its beginning.
        let first = self.window.app().open.as_ref().map(|it| it.first.clone());
        if let Some(first) = first.filter(|_| n_steps + FAR_FROM_FULL <= 2_000) {
            assert_eq!(document.current(), &first, "undo ends where the exhibition was opened");
        }
        for _ in 0..n_steps {
            assert!(document.redo());
        }
        assert!(!document.redo() && Arc::ptr_eq(document.current(), &end), "redo ends where undo began");
    }
}

fn number(name: &str) -> Option<usize> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn clumsy_use_breaks_nothing_and_loses_nothing() {
    let (n, seed) = (number("VITRINA_CLUMSY").unwrap_or(USUAL), number("VITRINA_SEED").unwrap_or(1));
    let mut clumsy = Clumsy::new(seed as u64);
    for index in 0..n {
        let before = clumsy.window.frames.lock().unwrap().len();
        clumsy.act();
        let slowest = clumsy.window.frames.lock().unwrap().slowest_after(before);
        if n > USUAL && slowest > SLOW_MS {
            let what = clumsy.latest.back().cloned().unwrap_or_default();
            let screen = clumsy.window.app().view.screen;
            writeln!(std::io::stderr(), "{slowest:.1} ms at action {index}, {screen:?}: {what}").unwrap();
        }
        clumsy.check(index);
    }
    clumsy.window.settle();
    clumsy.back_and_forth();
    if n > USUAL {
        let times = &clumsy.window.frames.lock().unwrap();
        writeln!(std::io::stderr(), "{n} actions, {times}").unwrap();
    }
}
