//! Tables: comma, semicolon or tab between columns, headings in the first row.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::encoding::Encoding;
use super::marc::{isbn_number, tidy};
use super::{Dialect, ReadError, ReadItem, ReadRecord, Sink, Warning, common_warnings};
use crate::domain::{AgeMark, BookRecord, Lang, Person, PersonRole};

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Title,
    Subtitle,
    Author,
    Translator,
    Responsibility,
    Edition,
    Place,
    Publisher,
    Year,
    Pages,
    Isbn,
    Series,
    Annotation,
    Subjects,
    Udc,
    Bbk,
    Shelfmark,
    Inventory,
    Control,
    Age,
    Cover,
    Url,
    Size,
    Unknown,
}

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

fn column(heading: &str) -> Column {
    let words: String = heading
        .to_lowercase()
        .replace('ё', "е")
        .chars()
        .map(|it| if it.is_alphanumeric() || it == '№' { it } else { ' ' })
        .collect();
    let packed = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = HEADINGS.iter().find(|it| it.1.contains(&packed.as_str()));
    found.map_or(Column::Unknown, |it| it.0)
}

/// Reads all rows.
pub(super) fn read(
    source: &mut dyn BufRead,
    sample: &[u8],
    encoding: Encoding,
    lang: Lang,
    sink: &mut Sink<'_>,
) -> Result<Dialect, ReadError> {
    if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        // "Unicode text" of Excel: small enough to be turned into UTF-8 whole.
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(source, &mut bytes)?;
        let text = encoding.decode(&bytes).0.trim_start_matches('\u{feff}').to_owned();
        return rows(text.as_bytes(), text.as_bytes(), Encoding::Utf8, lang, sink);
    }
    rows(source, sample, encoding, lang, sink)
}

fn rows(
    source: impl std::io::Read,
    sample: &[u8],
    encoding: Encoding,
    lang: Lang,
    sink: &mut Sink<'_>,
) -> Result<Dialect, ReadError> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter(sample)).has_headers(false).flexible(true).from_reader(source);
    let mut row = csv::ByteRecord::new();
    let mut columns: Option<Vec<Column>> = None;
    let mut number = 0;
    while reader.read_byte_record(&mut row).map_err(std::io::Error::from)? {
        let cells: Vec<String> =
            row.iter().map(|it| encoding.decode(it).0.trim_start_matches('\u{feff}').to_owned()).collect();
        let offset = row.position().map_or(0, csv::Position::byte);
        let Some(columns) = &columns else {
            let found: Vec<Column> = cells.iter().map(|it| column(it)).collect();
            if !found.contains(&Column::Title) {
                return Err(ReadError::UnknownFormat);
            }
            columns = Some(found);
            continue;
        };
        if cells.iter().all(|it| it.trim().is_empty()) {
            continue;
        }
        number += 1;
        if sink(item(columns, &cells, number, offset, lang)) == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(Dialect::None)
}

/// The mark that splits the first row into most cells.
fn delimiter(sample: &[u8]) -> u8 {
    let first = sample.split(|it| *it == b'\n').next().unwrap_or_default();
    let count = |mark: u8| first.split(|it| *it == mark).count() - 1;
    [b';', b'\t', b','].into_iter().max_by_key(|it| count(*it)).unwrap_or(b',')
}

fn item(columns: &[Column], cells: &[String], number: usize, offset: u64, lang: Lang) -> ReadItem {
    let mut record = BookRecord::default();
    let mut warnings = Vec::new();
    for (column, cell) in columns.iter().zip(cells) {
        fill(&mut record, *column, &tidy(cell), &mut warnings, lang);
    }
    if cells.len() > columns.len() {
        let message = lang.pick("в строке больше ячеек, чем заголовков", "the row has more cells than headings");
        warnings.push(Warning { field: String::new(), message: message.to_owned() });
    }
    if record.title.is_empty() {
        let reason = lang.pick("в строке нет заглавия", "the row has no title");
        return ReadItem::Skipped { number, offset, reason: reason.to_owned() };
    }
    warnings.extend(common_warnings(&record, lang));
    let raw = cells.join("\t").into_bytes();
    ReadItem::Record(Box::new(ReadRecord { number, offset, raw, record, warnings }))
}

fn fill(record: &mut BookRecord, column: Column, cell: &str, warnings: &mut Vec<Warning>, lang: Lang) {
    if cell.is_empty() {
        return;
    }
    let text = cell.to_owned();
    let list = || cell.split([';', '|']).map(|it| it.trim().to_owned()).filter(|it| !it.is_empty());
    match column {
        Column::Title => record.title = text,
        Column::Subtitle => record.subtitle = text,
        Column::Author => record.authors = list().map(|it| person(&it, PersonRole::Author)).collect(),
        Column::Translator => record.contributors.extend(list().map(|it| person(&it, PersonRole::Translator))),
        Column::Responsibility => record.responsibility = text,
        Column::Edition => record.edition = text,
        Column::Place => record.place = text,
        Column::Publisher => record.publisher = text,
        Column::Year => record.year = text.strip_suffix(".0").map_or(text.clone(), str::to_owned),
        Column::Pages => {
            record.pages = if cell.chars().all(|it| it.is_ascii_digit()) { format!("{cell} с.") } else { text }
        }
        Column::Isbn if is_spoilt(cell) => {
            let message = lang.pick(
                format!("Excel испортил ISBN: «{cell}»; последние цифры потеряны"),
                format!("Excel has spoilt the ISBN “{cell}”: its last digits are lost"),
            );
            warnings.push(Warning { field: "ISBN".to_owned(), message });
        }
        Column::Isbn => record.isbn = list().map(|it| isbn_number(&it)).filter(|it| !it.is_empty()).collect(),
        Column::Series => record.series = vec![text],
        Column::Annotation => record.annotation = text,
        Column::Subjects => record.subjects = list().collect(),
        Column::Udc => record.udc = vec![text],
        Column::Bbk => record.bbk = vec![text],
        Column::Shelfmark => record.shelfmark = text,
        Column::Inventory => record.inventory = list().collect(),
        Column::Control => record.control_number = text,
        Column::Age => record.age_mark = AgeMark::find(cell),
        Column::Cover => record.cover_links = vec![text],
        Column::Url => record.urls = vec![text],
        Column::Size => record.dimensions = text,
        Column::Unknown => {}
    }
}

/// "9,78599E+12": a number Excel has rounded.
fn is_spoilt(cell: &str) -> bool {
    let upper = cell.to_uppercase();
    upper.contains("E+") || upper.contains("Е+")
}

/// "Дарвин Ч.", "Дарвин, Чарльз", "Чарльз Дарвин", "Agatha Christie".
fn person(name: &str, role: PersonRole) -> Person {
    let is_initial = |it: &str| it.ends_with('.') && it.chars().count() <= 7;
    if let Some((family, given)) = name.split_once(',') {
        let given = given.trim();
        let (initials, given) = if given.split_whitespace().all(is_initial) { (given, "") } else { ("", given) };
        return Person {
            family: family.trim().into(),
            initials: initials.into(),
            given: given.into(),
            role,
            ..Person::default()
        };
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let (family, initials, given) = match words.as_slice() {
        [] => (String::new(), String::new(), String::new()),
        [one] => ((*one).to_owned(), String::new(), String::new()),
        [family, rest @ ..] if rest.iter().all(|it| is_initial(it)) => {
            ((*family).to_owned(), rest.join(" "), String::new())
        }
        [rest @ .., family] if rest.iter().all(|it| is_initial(it)) => {
            ((*family).to_owned(), rest.join(" "), String::new())
        }
        [rest @ .., family] if name.is_ascii() => ((*family).to_owned(), String::new(), rest.join(" ")),
        [family, rest @ ..] => ((*family).to_owned(), String::new(), rest.join(" ")),
    };
    Person { family, initials, given, role, ..Person::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records(bytes: &[u8]) -> Vec<ReadItem> {
        let mut items = Vec::new();
        let read = super::super::read(&mut &*bytes, super::super::Hints::default(), Lang::En, &mut |it| {
            items.push(it);
            ControlFlow::Continue(())
        });
        assert_eq!(read.unwrap().dialect, Dialect::None);
        items
    }

    #[test]
    fn a_table_from_russian_excel_is_read() {
        let text = "Автор;Название;Год издания;ISBN;Обложка\r\n\"Дарвин Ч.\";\"Виды; их происхождение\";2003;9,78599E+12;d.jpg\r\n;;;;\r\nТургенев И. С.;Отцы и дети\r\n";
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
        let items = records(&bytes);
        let [ReadItem::Record(first), ReadItem::Record(second)] = items.as_slice() else { panic!("{items:?}") };
        assert_eq!(first.record.title, "Виды; их происхождение");
        assert_eq!(first.record.cover_links, ["d.jpg"]);
        assert!(first.record.isbn.is_empty() && first.warnings.iter().any(|it| it.message.contains("Excel")));
        assert_eq!(second.record.authors.first().map(|it| it.initials.as_str()), Some("И. С."));
    }

    #[test]
    fn names_are_taken_apart_in_every_order() {
        let check = |name: &str, family: &str, rest: &str| {
            let person = person(name, PersonRole::Author);
            assert_eq!(
                (person.family.as_str(), format!("{}{}", person.initials, person.given).as_str()),
                (family, rest),
                "{name}"
            );
        };
        check("Agatha Christie", "Christie", "Agatha");
        check("Дарвин, Чарльз", "Дарвин", "Чарльз");
        check("Дарвин Ч.", "Дарвин", "Ч.");
        check("Ч. Дарвин", "Дарвин", "Ч.");
    }

    #[test]
    fn a_table_without_a_title_column_is_not_a_catalogue() {
        let read =
            super::super::read(&mut "a;b\n1;2\n".as_bytes(), super::super::Hints::default(), Lang::En, &mut |_| {
                ControlFlow::Continue(())
            });
        assert!(matches!(read, Err(ReadError::UnknownFormat)));
    }
}
