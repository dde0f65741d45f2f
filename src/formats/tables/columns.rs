//! What the columns of a table hold: known by their headings, or named by a person.

use crate::domain::Lang;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Title proper.
    Title,
    /// Other title information.
    Subtitle,
    /// Authors, divided by semicolons.
    Author,
    /// Translators.
    Translator,
    /// Statement of responsibility.
    Responsibility,
    /// Edition statement.
    Edition,
    /// Place of publication.
    Place,
    /// Publisher.
    Publisher,
    /// Year of publication.
    Year,
    /// Number of pages.
    Pages,
    /// ISBN.
    Isbn,
    /// Series.
    Series,
    /// Annotation.
    Annotation,
    /// Subject headings.
    Subjects,
    /// UDC.
    Udc,
    /// BBK.
    Bbk,
    /// Shelf mark.
    Shelfmark,
    /// Inventory numbers.
    Inventory,
    /// Number of the record.
    Control,
    /// Age mark.
    Age,
    /// File of the cover.
    Cover,
    /// Address on the web.
    Url,
    /// Height.
    Size,
    /// Nothing that is used.
    Unknown,
}

impl Column {
    /// All of them with their names on the command line, in Russian and in English.
    pub const ALL: [(Self, &'static str, [&'static str; 2]); 24] = [
        (Self::Title, "title", ["Заглавие", "Title"]),
        (Self::Subtitle, "subtitle", ["Подзаголовок", "Subtitle"]),
        (Self::Author, "author", ["Автор", "Author"]),
        (Self::Translator, "translator", ["Переводчик", "Translator"]),
        (Self::Responsibility, "responsibility", ["Сведения об ответственности", "Responsibility"]),
        (Self::Edition, "edition", ["Издание", "Edition"]),
        (Self::Place, "place", ["Место издания", "Place"]),
        (Self::Publisher, "publisher", ["Издательство", "Publisher"]),
        (Self::Year, "year", ["Год", "Year"]),
        (Self::Pages, "pages", ["Объём", "Extent"]),
        (Self::Isbn, "isbn", ["ISBN", "ISBN"]),
        (Self::Series, "series", ["Серия", "Series"]),
        (Self::Annotation, "annotation", ["Аннотация", "Annotation"]),
        (Self::Subjects, "subjects", ["Рубрики", "Subjects"]),
        (Self::Udc, "udc", ["УДК", "UDC"]),
        (Self::Bbk, "bbk", ["ББК", "BBK"]),
        (Self::Shelfmark, "shelfmark", ["Шифр", "Shelf mark"]),
        (Self::Inventory, "inventory", ["Инвентарный номер", "Inventory number"]),
        (Self::Control, "number", ["Номер записи", "Record number"]),
        (Self::Age, "age", ["Возрастной знак", "Age mark"]),
        (Self::Cover, "cover", ["Файл обложки", "Cover file"]),
        (Self::Url, "url", ["Ссылка", "Link"]),
        (Self::Size, "size", ["Размер", "Size"]),
        (Self::Unknown, "none", ["не нужен", "not used"]),
    ];

    /// Its name to read.
    pub fn name(self, lang: Lang) -> &'static str {
        let [ru, en] = Self::ALL.into_iter().find(|it| it.0 == self).map_or(["", ""], |it| it.2);
        lang.pick(ru, en)
    }

    /// Its name on the command line.
    pub fn slug(self) -> &'static str {
        Self::ALL.into_iter().find(|it| it.0 == self).map_or("", |it| it.1)
    }

    /// The column of this name on the command line.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.1 == slug).map(|it| it.0)
    }
}

/// A heading and what the column under it holds.
pub type Named = (String, Column);

/// Headings met in lists of Russian libraries and in English ones, in lower case without punctuation.
const HEADINGS: [(Column, &[&str]); 23] = [
    (Column::Title, &["title", "заглавие", "название", "наименование", "название книги", "заголовок"]),
    (Column::Subtitle, &["subtitle", "подзаголовок", "сведения относящиеся к заглавию"]),
    (Column::Author, &["author", "authors", "автор", "авторы", "автор ы"]),
    (Column::Translator, &["translator", "переводчик"]),
    (Column::Responsibility, &["responsibility", "сведения об ответственности", "ответственность"]),
    (Column::Edition, &["edition", "издание", "сведения об издании"]),
    (Column::Place, &["place", "city", "место издания", "место", "город"]),
    (Column::Publisher, &["publisher", "издательство", "издатель"]),
    (Column::Year, &["year", "first published", "date", "год", "год издания"]),
    (Column::Pages, &["pages", "extent", "страниц", "страницы", "объем", "кол во стр", "количество страниц"]),
    (Column::Isbn, &["isbn"]),
    (Column::Series, &["series", "серия"]),
    (Column::Annotation, &["annotation", "abstract", "description", "summary", "аннотация", "описание", "реферат"]),
    (Column::Subjects, &["subjects", "topics", "keywords", "рубрики", "тема", "темы", "ключевые слова"]),
    (Column::Udc, &["udc", "удк"]),
    (Column::Bbk, &["bbk", "ббк"]),
    (
        Column::Shelfmark,
        &["shelf", "shelfmark", "shelf mark", "call number", "шифр", "полочный индекс", "полочный шифр"],
    ),
    (Column::Inventory, &["inv", "inventory", "barcode", "инв", "инв номер", "инвентарный номер", "инв №", "штрихкод"]),
    (Column::Control, &["id", "record", "number", "номер записи", "номер"]),
    (Column::Age, &["age", "age mark", "возраст", "знак", "возрастной знак"]),
    (Column::Cover, &["cover", "file", "image", "picture", "обложка", "файл обложки", "файл"]),
    (Column::Url, &["url", "link", "ссылка"]),
    (Column::Size, &["size", "height", "размер", "высота"]),
];

/// What stands under a heading: as a person has named it, else as such headings are known.
pub(super) fn column(heading: &str, named: &[Named]) -> Column {
    let packed = packed(heading);
    let by_hand = named.iter().find(|it| !packed.is_empty() && self::packed(&it.0) == packed).map(|it| it.1);
    let known = || HEADINGS.iter().find(|it| it.1.contains(&packed.as_str())).map(|it| it.0);
    by_hand.or_else(known).unwrap_or(Column::Unknown)
}

/// A heading without what differs from list to list: case, points, yo.
fn packed(heading: &str) -> String {
    let words: String = heading
        .to_lowercase()
        .replace('ё', "е")
        .chars()
        .map(|it| if it.is_alphanumeric() || it == '№' { it } else { ' ' })
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
