//! The one list of commands: menu, shortcuts, palette and tooltips are made of it.

use egui::{Key, Modifiers};

mod list;

pub(super) use self::list::OTHER_KEYS;
use self::list::{ALIASES, CTRL, ROWS};
use super::canvas::Alignment;
use crate::domain::Lang;

/// What can be asked for by menu, key or palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Command {
    New,
    Open,
    OpenSample,
    Save,
    SaveAs,
    Close,
    Import,
    Covers,
    AddBook,
    ScanningList,
    UndoImport,
    Export,
    Quit,
    Undo,
    Redo,
    Cut,
    Copy,
    Paste,
    CopyStyle,
    PasteStyle,
    Duplicate,
    Delete,
    SelectAll,
    SelectNone,
    NextVariant,
    PreviousVariant,
    ResetElement,
    ResetSlide,
    Start,
    Catalogue,
    Board,
    Post,
    Preview,
    Bundles,
    NextPost,
    PreviousPost,
    NextSlide,
    PreviousSlide,
    Find,
    FullScreen,
    ZoomIn,
    ZoomOut,
    ZoomFit,
    ZoomWhole,
    ZoomSelection,
    Snap,
    ShowSafe,
    ShowGrid,
    Dark,
    Contrast,
    Larger,
    Smaller,
    Language,
    Details,
    Brand,
    AddPost,
    AddTextSlide,
    AddPerson,
    AddPhotographs,
    DuplicateSlide,
    DeleteSlide,
    Earlier,
    Later,
    Restyle,
    Looks,
    CoverColours,
    BookToNext,
    BookToPrevious,
    BookEarlier,
    BookLater,
    BookOut,
    AddText,
    AddPicture,
    ReplacePicture,
    AddRectangle,
    AddEllipse,
    AddLine,
    Group,
    Ungroup,
    Lock,
    Bold,
    Italic,
    ToFront,
    Forward,
    Backward,
    ToBack,
    Align(Alignment),
    Check,
    Palette,
    Shortcuts,
    About,
}

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Menu {
    File,
    Edit,
    View,
    Exhibition,
    Element,
    Help,
}

impl Menu {
    pub(super) const ALL: [Self; 6] = [Self::File, Self::Edit, Self::View, Self::Exhibition, Self::Element, Self::Help];

    pub(super) fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::File => lang.pick("Файл", "File"),
            Self::Edit => lang.pick("Правка", "Edit"),
            Self::View => lang.pick("Вид", "View"),
            Self::Exhibition => lang.pick("Выставка", "Exhibition"),
            Self::Element => lang.pick("Элемент", "Element"),
            Self::Help => lang.pick("Справка", "Help"),
        }
    }
}

/// One row of the list.
pub(super) struct Entry {
    pub(super) command: Command,
    pub(super) menu: Menu,
    ru: &'static str,
    en: &'static str,
    /// Other words it is found by in the palette.
    pub(super) synonyms: &'static str,
    pub(super) shortcut: Option<(Modifiers, Key)>,
}

impl Entry {
    pub(super) fn text(&self, lang: Lang) -> &'static str {
        lang.pick(self.ru, self.en)
    }
}

/// All commands in the order of the menus.
pub(super) fn entries() -> impl Iterator<Item = Entry> {
    ROWS.into_iter().map(|(command, menu, ru, en, synonyms, shortcut)| Entry {
        command,
        menu,
        ru,
        en,
        synonyms,
        shortcut,
    })
}

/// The row of a command.
pub(super) fn entry(command: Command) -> Option<Entry> {
    entries().find(|it| it.command == command)
}

/// All keys of a command: that of the list, and others.
pub(super) fn keys_of(entry: &Entry, lang: Lang) -> Vec<String> {
    let others = ALIASES.into_iter().filter(|it| it.0 == entry.command).map(|it| it.1);
    entry.shortcut.into_iter().chain(others).map(|it| shortcut_text(it, lang)).collect()
}

/// "Ctrl+Shift+S".
pub(super) fn shortcut_text(shortcut: (Modifiers, Key), lang: Lang) -> String {
    let (modifiers, key) = shortcut;
    let mut text = String::new();
    if modifiers.command {
        text.push_str(if cfg!(target_os = "macos") { "⌘" } else { "Ctrl+" });
    }
    if modifiers.shift {
        text.push_str("Shift+");
    }
    text + match key {
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        Key::Quote => "'",
        Key::Slash => "/",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Escape => "Esc",
        Key::Space => lang.pick("Пробел", "Space"),
        other => other.name(),
    }
}

/// Who has the keyboard.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own")]
#[derive(Clone, Copy, Debug)]
pub(super) struct Keyboard {
    /// A field or a button: keys without Ctrl are its own, and so is the clipboard.
    pub(super) is_typing: bool,
    /// A field of something else than the document: steps back in it are its own too.
    pub(super) is_aside: bool,
    /// The canvas: it acts when Space is let go, because Space also pushes it.
    pub(super) is_on_canvas: bool,
    /// Words are typed on the canvas: their own keys go before the window's.
    pub(super) is_on_words: bool,
}

/// Keys of words that are typed on the canvas.
const ON_WORDS: [(Command, (Modifiers, Key)); 1] = [(Command::Italic, (CTRL, Key::I))];

impl Keyboard {
    fn is_for(self, command: Command, shortcut: (Modifiers, Key), pressed: Modifiers, key: Key) -> bool {
        let (wanted, wanted_key) = shortcut;
        let same = key == wanted_key || (wanted_key == Key::Plus && key == Key::Equals);
        let is_step = matches!(command, Command::Undo | Command::Redo);
        let has_own = matches!(command, Command::SelectAll | Command::SelectNone) || (is_step && self.is_aside);
        let is_arrow = matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown);
        let is_eraser = matches!(key, Key::Delete | Key::Backspace);
        let is_fields = self.is_typing && (has_own || is_arrow || is_eraser);
        let free = !self.is_typing || wanted.command || matches!(wanted_key, Key::F1 | Key::F5 | Key::F7 | Key::F11);
        let is_canvas_own = self.is_on_canvas && wanted_key == Key::Space || command == Command::SelectNone;
        // A plus is a shifted key on some keyboards.
        let has_shift = pressed.shift == wanted.shift || wanted_key == Key::Plus;
        let modifiers = pressed.command == wanted.command && has_shift && !pressed.alt;
        same && free && modifiers && !is_fields && !is_canvas_own
    }
}

/// The command whose keys were pressed in this frame; the event is consumed.
///
/// The place of the key counts, not its letter, so Ctrl+Z is the same on a Cyrillic layout. While a field has the
/// keyboard, keys without Ctrl and the clipboard belong to it.
pub(super) fn pressed(ctx: &egui::Context, keyboard: Keyboard) -> Option<Command> {
    ctx.input_mut(|input| {
        let found = input.events.iter().enumerate().find_map(|(index, event)| {
            let command = match event {
                egui::Event::Key { key, physical_key, pressed: true, modifiers, .. } => {
                    of_key(physical_key.unwrap_or(*key), *modifiers, keyboard)?
                }
                egui::Event::Copy if keyboard.is_on_canvas && !keyboard.is_typing => Command::Copy,
                egui::Event::Cut if keyboard.is_on_canvas && !keyboard.is_typing => Command::Cut,
                _ => return None,
            };
            Some((index, command))
        });
        let (index, command) = found?;
        input.events.remove(index);
        Some(command)
    })
}

fn of_key(key: Key, modifiers: Modifiers, keyboard: Keyboard) -> Option<Command> {
    let listed = entries().filter_map(|it| Some((it.command, it.shortcut?)));
    let on_words = ON_WORDS.into_iter().filter(|_| keyboard.is_on_words);
    let mut all = on_words.chain(listed).chain(ALIASES);
    all.find(|(command, shortcut)| keyboard.is_for(*command, *shortcut, modifiers, key)).map(|it| it.0)
}

#[cfg(test)]
mod tests {
    use super::list::{CTRL_SHIFT, PLAIN, SHIFT};
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_command_is_listed_once_and_keys_do_not_collide() {
        let commands: BTreeSet<_> = entries().map(|it| it.command).collect();
        assert_eq!(commands.len(), ROWS.len());
        let keys: Vec<_> = entries().filter_map(|it| it.shortcut.map(|it| shortcut_text(it, Lang::Ru))).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
    }

    const ON_CANVAS: Keyboard = Keyboard { is_typing: false, is_aside: false, is_on_canvas: true, is_on_words: false };
    const IN_A_FIELD: Keyboard = Keyboard { is_typing: true, is_aside: false, is_on_canvas: true, is_on_words: false };

    #[test]
    fn every_key_of_the_list_gives_its_command() {
        for it in entries() {
            let Some((modifiers, key)) = it.shortcut else { continue };
            let is_canvas_own = key == Key::Space || it.command == Command::SelectNone;
            let expected = Some(it.command).filter(|_| !is_canvas_own);
            assert_eq!(of_key(key, modifiers, ON_CANVAS), expected, "{:?}", it.command);
        }
        for (command, (modifiers, key)) in ALIASES {
            assert_eq!(of_key(key, modifiers, ON_CANVAS), Some(command));
        }
    }

    #[test]
    fn the_place_of_a_key_counts_not_the_letter_on_it() {
        // On a Russian keyboard the key of `/` types a dot and that of `]` a letter egui has no name for.
        for (place, letter, modifiers, command) in [
            (Key::Slash, Key::Period, SHIFT, Command::Shortcuts),
            (Key::Z, Key::Y, CTRL, Command::Undo),
            (Key::CloseBracket, Key::Questionmark, PLAIN, Command::NextSlide),
        ] {
            let ctx = egui::Context::default();
            let physical_key = Some(place);
            let event = egui::Event::Key { key: letter, physical_key, pressed: true, repeat: false, modifiers };
            ctx.input_mut(|it| it.events.push(event));
            assert_eq!(pressed(&ctx, ON_CANVAS), Some(command));
        }
    }

    #[test]
    fn a_field_keeps_the_keys_it_needs() {
        for (modifiers, key) in [
            (PLAIN, Key::Delete),
            (PLAIN, Key::Backspace),
            (PLAIN, Key::T),
            (SHIFT, Key::Num1),
            (CTRL, Key::A),
            (CTRL, Key::Delete),
            (CTRL_SHIFT, Key::ArrowLeft),
        ] {
            assert_eq!(of_key(key, modifiers, IN_A_FIELD), None, "{key:?}");
        }
        assert_eq!(of_key(Key::S, CTRL, IN_A_FIELD), Some(Command::Save));
        assert_eq!(of_key(Key::Z, CTRL, IN_A_FIELD), Some(Command::Undo));
        let aside = Keyboard { is_aside: true, is_on_canvas: false, ..IN_A_FIELD };
        assert_eq!(of_key(Key::Z, CTRL, aside), None);
        assert_eq!(of_key(Key::S, CTRL, aside), Some(Command::Save));
    }

    #[test]
    fn words_typed_on_the_canvas_have_keys_of_their_own() {
        let on_words = Keyboard { is_on_words: true, ..IN_A_FIELD };
        assert_eq!(of_key(Key::I, CTRL, on_words), Some(Command::Italic));
        assert_eq!(of_key(Key::I, CTRL, IN_A_FIELD), Some(Command::Import));
        assert_eq!(of_key(Key::B, CTRL, on_words), Some(Command::Bold));
    }
}
