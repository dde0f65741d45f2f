//! The one list of commands: menu, shortcuts, palette and tooltips are made of it.

use egui::{Key, Modifiers};

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
    UndoImport,
    Export,
    Quit,
    Undo,
    Redo,
    Duplicate,
    Delete,
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
    ZoomIn,
    ZoomOut,
    ZoomFit,
    ZoomWhole,
    Dark,
    Language,
    Details,
    AddPost,
    AddTextSlide,
    AddText,
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
    Help,
}

impl Menu {
    pub(super) const ALL: [Self; 5] = [Self::File, Self::Edit, Self::View, Self::Exhibition, Self::Help];

    pub(super) fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::File => lang.pick("Файл", "File"),
            Self::Edit => lang.pick("Правка", "Edit"),
            Self::View => lang.pick("Вид", "View"),
            Self::Exhibition => lang.pick("Выставка", "Exhibition"),
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

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
const PLAIN: Modifiers = Modifiers::NONE;

type Row = (Command, Menu, &'static str, &'static str, &'static str, Option<(Modifiers, Key)>);

const ROWS: [Row; 42] = {
    use Command as C;
    use Menu as M;
    [
        (C::New, M::File, "Новая выставка…", "New exhibition…", "создать", Some((CTRL, Key::N))),
        (C::Open, M::File, "Открыть…", "Open…", "файл", Some((CTRL, Key::O))),
        (C::OpenSample, M::File, "Открыть пример", "Open the sample", "образец", None),
        (C::Save, M::File, "Сохранить", "Save", "записать", Some((CTRL, Key::S))),
        (C::SaveAs, M::File, "Сохранить как…", "Save as…", "копия", Some((CTRL_SHIFT, Key::S))),
        (C::Close, M::File, "Закрыть выставку", "Close the exhibition", "", Some((CTRL, Key::W))),
        (
            C::Import,
            M::File,
            "Импорт записей…",
            "Import records…",
            "загрузить ирбис каталог marc",
            Some((CTRL, Key::I)),
        ),
        (
            C::Covers,
            M::File,
            "Обложки из папки…",
            "Covers from a folder…",
            "сканы картинки",
            Some((CTRL_SHIFT, Key::I)),
        ),
        (C::AddBook, M::File, "Добавить книгу вручную…", "Add a book by hand…", "запись новая", None),
        (C::UndoImport, M::File, "Отменить последний импорт", "Take the last import back", "каталог вернуть", None),
        (
            C::Export,
            M::File,
            "Собрать комплекты",
            "Make the bundles",
            "экспорт выгрузить опубликовать",
            Some((CTRL, Key::E)),
        ),
        (C::Quit, M::File, "Выход", "Quit", "", Some((CTRL, Key::Q))),
        (C::Undo, M::Edit, "Отменить", "Undo", "назад", Some((CTRL, Key::Z))),
        (C::Redo, M::Edit, "Вернуть", "Redo", "повторить", Some((CTRL_SHIFT, Key::Z))),
        (C::Duplicate, M::Edit, "Дублировать", "Duplicate", "копия", Some((CTRL, Key::D))),
        (C::Delete, M::Edit, "Удалить", "Delete", "убрать скрыть", Some((PLAIN, Key::Delete))),
        (C::NextVariant, M::Edit, "Другой вариант", "Another variant", "раскладка", Some((PLAIN, Key::Space))),
        (C::PreviousVariant, M::Edit, "Прежний вариант", "Previous variant", "", Some((Modifiers::SHIFT, Key::Space))),
        (C::ResetElement, M::Edit, "Вернуть элемент как в шаблоне", "Put the element back", "сбросить", None),
        (C::ResetSlide, M::Edit, "Вернуть весь кадр как в шаблоне", "Put the whole slide back", "сбросить", None),
        (C::Start, M::View, "Начало", "Start", "недавние", None),
        (C::Catalogue, M::View, "Каталог", "Catalogue", "записи книги поиск", Some((CTRL, Key::Num1))),
        (C::Board, M::View, "Выставка", "Exhibition", "посты лента доска", Some((CTRL, Key::Num2))),
        (C::Post, M::View, "Пост", "Post", "холст кадр", Some((CTRL, Key::Num3))),
        (C::Preview, M::View, "Просмотр", "Preview", "вк инстаграм", Some((CTRL, Key::Num4))),
        (C::Bundles, M::View, "Комплекты", "Bundles", "", Some((CTRL, Key::Num5))),
        (C::NextPost, M::View, "Следующий пост", "Next post", "", Some((PLAIN, Key::PageDown))),
        (C::PreviousPost, M::View, "Предыдущий пост", "Previous post", "", Some((PLAIN, Key::PageUp))),
        (C::ZoomIn, M::View, "Крупнее", "Zoom in", "масштаб", Some((CTRL, Key::Plus))),
        (C::ZoomOut, M::View, "Мельче", "Zoom out", "масштаб", Some((CTRL, Key::Minus))),
        (C::ZoomFit, M::View, "Кадр целиком", "Fit the slide", "масштаб вписать", Some((CTRL, Key::Num0))),
        (C::ZoomWhole, M::View, "100 %", "100 %", "масштаб", None),
        (C::Dark, M::View, "Тёмное окно", "Dark window", "тема ночь", None),
        (C::Language, M::View, "English", "Русский", "язык language", None),
        (
            C::Details,
            M::Exhibition,
            "Сведения о выставке…",
            "Exhibition details…",
            "название эпиграф знак хэштеги",
            Some((CTRL, Key::Enter)),
        ),
        (C::AddPost, M::Exhibition, "Добавить пост", "Add a post", "", None),
        (C::AddTextSlide, M::Exhibition, "Добавить текстовый кадр", "Add a text slide", "введение", None),
        (
            C::AddText,
            M::Exhibition,
            "Добавить текст на кадр",
            "Add text to the slide",
            "надпись",
            Some((PLAIN, Key::T)),
        ),
        (C::Check, M::Exhibition, "Проверить", "Check", "замечания ошибки", Some((PLAIN, Key::F7))),
        (C::Palette, M::Help, "Команда…", "Command…", "найти палитра", Some((CTRL, Key::K))),
        (C::Shortcuts, M::Help, "Клавиши", "Keys", "сочетания помощь", Some((PLAIN, Key::F1))),
        (C::About, M::Help, "О программе", "About", "версия", None),
    ]
};

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

/// "Ctrl+Shift+S".
pub(super) fn shortcut_text(shortcut: (Modifiers, Key)) -> String {
    let (modifiers, key) = shortcut;
    let mut text = String::new();
    if modifiers.command {
        text.push_str(if cfg!(target_os = "macos") { "⌘" } else { "Ctrl+" });
    }
    if modifiers.shift {
        text.push_str("Shift+");
    }
    text + key.name()
}

/// The command whose keys were pressed in this frame; the event is consumed.
///
/// The place of the key counts, not its letter, so Ctrl+Z is the same on a Cyrillic layout. While a text field
/// has the keyboard, keys without Ctrl belong to it.
pub(super) fn pressed(ctx: &egui::Context) -> Option<Command> {
    let is_typing = ctx.egui_wants_keyboard_input();
    ctx.input_mut(|input| {
        let found = input.events.iter().enumerate().find_map(|(index, event)| {
            let egui::Event::Key { key, physical_key, pressed: true, modifiers, .. } = event else { return None };
            let key = physical_key.unwrap_or(*key);
            let is_own = |(wanted, wanted_key): (Modifiers, Key)| {
                let same = key == wanted_key || (wanted_key == Key::Plus && key == Key::Equals);
                let free = !is_typing || wanted.command || matches!(wanted_key, Key::F1 | Key::F7);
                same && free && modifiers.command == wanted.command && modifiers.shift == wanted.shift && !modifiers.alt
            };
            let entry = entries().find(|it| it.shortcut.is_some_and(is_own))?;
            Some((index, entry.command))
        });
        let (index, command) = found?;
        input.events.remove(index);
        Some(command)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_command_is_listed_once_and_keys_do_not_collide() {
        let commands: BTreeSet<_> = entries().map(|it| it.command).collect();
        assert_eq!(commands.len(), ROWS.len());
        let keys: Vec<_> = entries().filter_map(|it| it.shortcut.map(shortcut_text)).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
    }
}
