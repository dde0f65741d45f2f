//! The one list of commands: menu, shortcuts, palette and tooltips are made of it.

use egui::{Key, Modifiers};

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
    Restyle,
    Looks,
    CoverColours,
    BookToNext,
    BookToPrevious,
    AddText,
    AddPicture,
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

const CTRL: Modifiers = Modifiers::COMMAND;
const CTRL_SHIFT: Modifiers = Modifiers { shift: true, ..Modifiers::COMMAND };
const SHIFT: Modifiers = Modifiers::SHIFT;
const PLAIN: Modifiers = Modifiers::NONE;

type Row = (Command, Menu, &'static str, &'static str, &'static str, Option<(Modifiers, Key)>);

/// Words that find all commands of lining up.
const ALIGNING: &str = "выровнять выравнивание распределить";

/// Other keys of some commands.
const ALIASES: [(Command, (Modifiers, Key)); 4] = [
    (Command::Redo, (CTRL, Key::Y)),
    (Command::Delete, (PLAIN, Key::Backspace)),
    (Command::ZoomFit, (SHIFT, Key::Num1)),
    (Command::Shortcuts, (SHIFT, Key::Slash)),
];

const ROWS: [Row; 84] = {
    use Alignment as A;
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
        (
            C::ScanningList,
            M::File,
            "Список книг без обложек…",
            "List of books without covers…",
            "сканировать таблица csv",
            None,
        ),
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
        (C::Cut, M::Edit, "Вырезать", "Cut", "", Some((CTRL, Key::X))),
        (C::Copy, M::Edit, "Копировать", "Copy", "", Some((CTRL, Key::C))),
        (C::Paste, M::Edit, "Вставить", "Paste", "буфер", Some((CTRL, Key::V))),
        (C::CopyStyle, M::Edit, "Копировать вид", "Copy the look", "стиль формат кисть", Some((CTRL_SHIFT, Key::C))),
        (C::PasteStyle, M::Edit, "Применить вид", "Paste the look", "стиль формат кисть", Some((CTRL_SHIFT, Key::V))),
        (C::Duplicate, M::Edit, "Дублировать", "Duplicate", "копия", Some((CTRL, Key::D))),
        (C::Delete, M::Edit, "Удалить", "Delete", "убрать скрыть", Some((PLAIN, Key::Delete))),
        (C::SelectAll, M::Edit, "Выделить всё", "Select all", "", Some((CTRL, Key::A))),
        (C::SelectNone, M::Edit, "Снять выделение", "Select nothing", "", Some((PLAIN, Key::Escape))),
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
        (C::ZoomWhole, M::View, "100 %", "100 %", "масштаб", Some((SHIFT, Key::Num0))),
        (C::ZoomSelection, M::View, "Выделенное крупно", "Zoom to the selection", "масштаб", Some((SHIFT, Key::Num2))),
        (C::Snap, M::View, "Привязка", "Snapping", "направляющие магнит прилипание", Some((CTRL, Key::Quote))),
        (C::ShowSafe, M::View, "Поля и безопасная зона", "Margins and safe area", "границы обрезка", None),
        (C::ShowGrid, M::View, "Обрезка в сетке профиля", "Crop of the profile grid", "инстаграм 3:4", None),
        (C::Dark, M::View, "Тёмное окно", "Dark window", "тема ночь", None),
        (C::Contrast, M::View, "Контрастное окно", "High contrast", "слабовидящим доступность", None),
        (C::Larger, M::View, "Окно крупнее", "Everything larger", "масштаб шрифт увеличить интерфейс", None),
        (C::Smaller, M::View, "Окно мельче", "Everything smaller", "масштаб шрифт уменьшить интерфейс", None),
        (C::Language, M::View, "English", "Русский", "язык language", None),
        (
            C::Details,
            M::Exhibition,
            "Сведения о выставке…",
            "Exhibition details…",
            "название эпиграф знак хэштеги",
            Some((CTRL, Key::Enter)),
        ),
        (C::Restyle, M::Exhibition, "Оформление всех постов…", "Look of all posts…", "тема шаблон сменить вид", None),
        (C::Brand, M::Exhibition, "Фирменный стиль…", "Brand of the library…", "логотип цвета шрифты бренд лого", None),
        (
            C::CoverColours,
            M::Exhibition,
            "Цвета из обложек",
            "Colours of the covers",
            "палитра тема оформление поста",
            None,
        ),
        (
            C::Looks,
            M::Exhibition,
            "Свои шаблоны и оформления…",
            "Templates and themes of your own…",
            "сохранить шаблон тему поделиться загрузить",
            None,
        ),
        (C::AddPost, M::Exhibition, "Добавить пост", "Add a post", "", None),
        (
            C::BookToNext,
            M::Exhibition,
            "Книгу в следующий пост",
            "Book to the next post",
            "перенести переместить",
            Some((CTRL_SHIFT, Key::PageDown)),
        ),
        (
            C::BookToPrevious,
            M::Exhibition,
            "Книгу в предыдущий пост",
            "Book to the previous post",
            "перенести переместить",
            Some((CTRL_SHIFT, Key::PageUp)),
        ),
        (C::AddTextSlide, M::Exhibition, "Добавить текстовый кадр", "Add a text slide", "введение", None),
        (
            C::AddText,
            M::Exhibition,
            "Добавить текст на кадр",
            "Add text to the slide",
            "надпись",
            Some((PLAIN, Key::T)),
        ),
        (C::AddPicture, M::Element, "Картинка…", "Picture…", "рисунок фото изображение добавить файл", None),
        (C::AddRectangle, M::Element, "Прямоугольник", "Rectangle", "фигура добавить", Some((PLAIN, Key::R))),
        (C::AddEllipse, M::Element, "Эллипс", "Ellipse", "фигура круг овал добавить", Some((PLAIN, Key::O))),
        (C::AddLine, M::Element, "Линия", "Line", "фигура черта линейка добавить", Some((PLAIN, Key::L))),
        (C::Group, M::Element, "Сгруппировать", "Group", "объединить", Some((CTRL, Key::G))),
        (C::Ungroup, M::Element, "Разгруппировать", "Ungroup", "разъединить", Some((CTRL_SHIFT, Key::G))),
        (
            C::Lock,
            M::Element,
            "Закрепить или открепить",
            "Lock or unlock",
            "замок блокировка",
            Some((CTRL_SHIFT, Key::L)),
        ),
        (C::Bold, M::Element, "Полужирный", "Bold", "жирный начертание шрифт", Some((CTRL, Key::B))),
        (C::Italic, M::Element, "Курсив", "Italic", "наклонный начертание шрифт", None),
        (
            C::ToFront,
            M::Element,
            "На самый верх",
            "To the front",
            "порядок слой",
            Some((CTRL_SHIFT, Key::CloseBracket)),
        ),
        (C::Forward, M::Element, "Выше", "Forward", "порядок слой вперёд", Some((CTRL, Key::CloseBracket))),
        (C::Backward, M::Element, "Ниже", "Backward", "порядок слой назад", Some((CTRL, Key::OpenBracket))),
        (C::ToBack, M::Element, "В самый низ", "To the back", "порядок слой фон", Some((CTRL_SHIFT, Key::OpenBracket))),
        (C::Align(A::Left), M::Element, "По левому краю", "Align left", ALIGNING, Some((CTRL_SHIFT, Key::ArrowLeft))),
        (C::Align(A::Center), M::Element, "По середине ширины", "Align centres", ALIGNING, None),
        (
            C::Align(A::Right),
            M::Element,
            "По правому краю",
            "Align right",
            ALIGNING,
            Some((CTRL_SHIFT, Key::ArrowRight)),
        ),
        (C::Align(A::Top), M::Element, "По верхнему краю", "Align top", ALIGNING, Some((CTRL_SHIFT, Key::ArrowUp))),
        (C::Align(A::Middle), M::Element, "По середине высоты", "Align middles", ALIGNING, None),
        (
            C::Align(A::Bottom),
            M::Element,
            "По нижнему краю",
            "Align bottom",
            ALIGNING,
            Some((CTRL_SHIFT, Key::ArrowDown)),
        ),
        (C::Align(A::SpreadAcross), M::Element, "Поровну по ширине", "Distribute across", ALIGNING, None),
        (C::Align(A::SpreadDown), M::Element, "Поровну по высоте", "Distribute down", ALIGNING, None),
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
    text + match key {
        Key::OpenBracket => "[",
        Key::CloseBracket => "]",
        Key::Quote => "'",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::Escape => "Esc",
        other => other.name(),
    }
}

/// Who has the keyboard.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keyboard {
    /// A field or a button: keys without Ctrl are its own, and so is the clipboard.
    pub(super) is_typing: bool,
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
        let has_own = matches!(command, Command::SelectAll | Command::SelectNone);
        let is_arrow = matches!(key, Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown);
        let is_fields = self.is_typing && (has_own || is_arrow);
        let free = !self.is_typing || wanted.command || matches!(wanted_key, Key::F1 | Key::F7);
        let is_canvas_own = self.is_on_canvas && wanted_key == Key::Space || command == Command::SelectNone;
        let modifiers = pressed.command == wanted.command && pressed.shift == wanted.shift && !pressed.alt;
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
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_command_is_listed_once_and_keys_do_not_collide() {
        let commands: BTreeSet<_> = entries().map(|it| it.command).collect();
        assert_eq!(commands.len(), ROWS.len());
        let keys: Vec<_> = entries().filter_map(|it| it.shortcut.map(shortcut_text)).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len());
    }

    const ON_CANVAS: Keyboard = Keyboard { is_typing: false, is_on_canvas: true, is_on_words: false };
    const IN_A_FIELD: Keyboard = Keyboard { is_typing: true, is_on_canvas: true, is_on_words: false };

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
    fn a_field_keeps_the_keys_it_needs() {
        for (modifiers, key) in [
            (PLAIN, Key::Delete),
            (PLAIN, Key::Backspace),
            (PLAIN, Key::T),
            (SHIFT, Key::Num1),
            (CTRL, Key::A),
            (CTRL_SHIFT, Key::ArrowLeft),
        ] {
            assert_eq!(of_key(key, modifiers, IN_A_FIELD), None, "{key:?}");
        }
        assert_eq!(of_key(Key::S, CTRL, IN_A_FIELD), Some(Command::Save));
        assert_eq!(of_key(Key::Z, CTRL, IN_A_FIELD), Some(Command::Undo));
    }

    #[test]
    fn words_typed_on_the_canvas_have_keys_of_their_own() {
        let on_words = Keyboard { is_on_words: true, ..IN_A_FIELD };
        assert_eq!(of_key(Key::I, CTRL, on_words), Some(Command::Italic));
        assert_eq!(of_key(Key::I, CTRL, IN_A_FIELD), Some(Command::Import));
        assert_eq!(of_key(Key::B, CTRL, on_words), Some(Command::Bold));
    }
}
