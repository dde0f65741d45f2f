//! The help of commands and arguments, in both languages.

use clap::Command;

use crate::domain::Lang;

/// Command, argument (empty: the command itself), Russian, English.
const TEXTS: [(&str, &str, &str, &str); 56] = [
    ("", "file", "Выставка, которую открыть в окне", "Exhibition to open in the window"),
    ("import", "", "Загрузить выгрузки каталога", "Import catalogue exports"),
    (
        "import",
        "sources",
        "Файлы: ISO 2709, MARCXML, текст ИРБИС, CSV, XLSX, RIS, BibTeX, ONIX",
        "Files: ISO 2709, MARCXML, IRBIS text, CSV, XLSX, RIS, BibTeX, ONIX",
    ),
    ("import", "catalogue", CATALOGUE.0, CATALOGUE.1),
    ("import", "format", "Формат, если содержимое обманчиво", "Format, when the content misleads"),
    ("import", "encoding", "Кодировка, если содержимое обманчиво", "Encoding, when the content misleads"),
    ("import", "column", "Что стоит в столбце таблицы", "What a column of a table holds"),
    ("import", "dry_run", "Только показать, что будет", "Only show what would be"),
    ("import", "strict", "Не загружать ничего, если запись не читается", "Import nothing when a record is skipped"),
    ("import", "json", JSON.0, JSON.1),
    ("covers", "", "Найти записи для сканов обложек", "Match cover scans with records"),
    ("covers", "paths", "Файлы и папки", "Files and folders"),
    ("covers", "catalogue", CATALOGUE.0, CATALOGUE.1),
    ("covers", "map", "Файл соответствий: файл, номер", "Mapping file: file, number"),
    ("covers", "dry_run", "Только показать, что будет", "Only show what would be"),
    ("covers", "json", JSON.0, JSON.1),
    ("search", "", "Искать в каталоге", "Search the catalogue"),
    ("search", "query", "Слова, ISBN; пусто — все записи", "Words, ISBN; empty: all records"),
    ("search", "catalogue", CATALOGUE.0, CATALOGUE.1),
    ("search", "limit", "Сколько записей показать", "How many records to show"),
    ("search", "json", JSON.0, JSON.1),
    ("describe", "", "Описать записи по стандарту", "Describe records by a standard"),
    ("describe", "query", "Слова, ISBN; пусто — все записи", "Words, ISBN; empty: all records"),
    ("describe", "catalogue", CATALOGUE.0, CATALOGUE.1),
    ("describe", "style", "gost-7.0.100, gost-7.0.5, apa, plain", "gost-7.0.100, gost-7.0.5, apa, plain"),
    ("describe", "dash", "Тире между областями: en, em, none", "Dash between areas: en, em, none"),
    ("describe", "places", "Места издания: full, short, as-written", "Places: full, short, as-written"),
    ("describe", "colon", "Двоеточие: spaced, tight", "Colon: spaced, tight"),
    (
        "describe",
        "with",
        "Добавить: content-type, isbn, series, illustrations, size, notes",
        "Add: content-type, isbn, series, illustrations, size, notes",
    ),
    ("describe", "without", "Убрать те же элементы", "Leave the same elements out"),
    ("describe", "json", JSON.0, JSON.1),
    ("new", "", "Создать выставку из записей", "Make an exhibition of records"),
    ("new", "title", "Название", "Title"),
    ("new", "kind", "Вид постов", "Kind of posts"),
    ("new", "select", "Какие записи; пусто — все", "Which records; empty: all"),
    ("new", "per_post", "Книг в посте, 1–12", "Books in a post, 1–12"),
    ("new", "template", "Шаблон первого кадра", "Template of the first slide"),
    ("new", "language", "Язык постов: ru, en", "Language of posts: ru, en"),
    ("new", "theme", "Оформление", "Theme"),
    ("new", "platforms", "Площадки через запятую", "Platforms, divided by commas"),
    ("new", "seed", "С какого варианта начать", "Where variants begin"),
    ("looks", "", "Шаблоны и оформления: перечислить, проверить файлы", "Templates and themes: list, check files"),
    ("looks", "files", "Файлы .theme.ron и .template.ron", "Files .theme.ron and .template.ron"),
    ("looks", "keep", "Оставить их на этом компьютере", "Keep them on this computer"),
    ("looks", "json", JSON.0, JSON.1),
    ("check", "", "Проверить выставку", "Check an exhibition"),
    ("check", "json", JSON.0, JSON.1),
    ("export", "", "Записать комплекты для публикации", "Write the bundles to publish from"),
    ("export", "to", "Папка для комплектов", "Folder for the bundles"),
    ("export", "platforms", "Площадки; без них — из выставки", "Platforms; without: those of the file"),
    ("export", "posts", "Номера постов: 1,3-5", "Numbers of posts: 1,3-5"),
    ("export", "json", JSON.0, JSON.1),
    ("render", "", "Нарисовать один кадр", "Draw one slide"),
    ("render", "platform", "Площадка или формат: wide, a4, a3…", "Platform or format: wide, a4, a3…"),
    ("render", "output", "Файл картинки, .png или .jpg", "Picture file, .png or .jpg"),
    ("render", "scale", "Пикселей на единицу холста", "Pixels per canvas unit"),
];
const CATALOGUE: (&str, &str) = ("База каталога; без неё — ваша собственная", "Catalogue; without it, your own");
const JSON: (&str, &str) = ("Печатать JSON", "Print JSON");

/// The command with its help in a language.
pub(super) fn translated(command: Command, lang: Lang) -> Command {
    let about = lang.pick("Виртуальные книжные выставки для библиотек", "Virtual book exhibitions for libraries");
    TEXTS.iter().fold(command.about(about), |command, (name, argument, ru, en)| {
        let text = lang.pick(*ru, *en);
        match (*name, *argument) {
            ("", argument) => command.mut_arg(argument, |it| it.help(text)),
            (name, "") => command.mut_subcommand(name, |it| it.about(text)),
            (name, argument) => command.mut_subcommand(name, |it| it.mut_arg(argument, |it| it.help(text))),
        }
    })
}
