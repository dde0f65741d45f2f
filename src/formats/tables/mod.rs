//! Tables: columns are known by their headings, which stand in one of the first rows.

mod columns;
pub(super) mod csv;
mod ods;
pub(super) mod workbook;
mod xls;

use std::ops::ControlFlow;

pub use columns::{Column, Named};

use columns::column;

use super::text::{isbn_number, person, tidy};
use super::{Dialect, Numbered, ReadError, Warning};
use crate::domain::{AgeMark, BookRecord, Lang, PersonRole};

/// Headings stand no lower than this; above them may be the name of the list.
const MAX_ABOVE: usize = 20;

/// The rows of one table on their way to records.
#[derive(Debug, Default)]
struct Rows {
    columns: Option<Vec<Column>>,
    n_above: usize,
    /// The row above the headings that has most words: they may be headings nobody knows.
    widest: Vec<Named>,
}

/// A row of a table.
struct Row<'a> {
    cells: &'a [String],
    /// Where it begins, in bytes or rows of the file.
    offset: u64,
    /// A picture that lies on it.
    picture: Option<Vec<u8>>,
}

impl Rows {
    /// Takes the next row: before the headings are found it is looked at for them, after that it is a record.
    fn take(&mut self, row: Row<'_>, out: &mut Numbered<'_, '_>) -> ControlFlow<()> {
        let Some(columns) = &self.columns else {
            let found: Vec<Column> = row.cells.iter().map(|it| column(it, out.named)).collect();
            let named = |it: &String| (tidy(it), column(it, out.named));
            let row: Vec<Named> = row.cells.iter().map(named).filter(|it| !it.0.is_empty()).collect();
            self.n_above += 1;
            if row.iter().any(|it| it.1 == Column::Title) {
                self.columns = Some(found);
                if out.table.is_empty() {
                    out.table = row;
                }
            } else if row.len() > self.widest.len() {
                self.widest = row;
            }
            let is_lost = self.columns.is_none() && self.n_above > MAX_ABOVE;
            return if is_lost { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
        };
        if row.cells.iter().all(|it| it.trim().is_empty()) {
            return ControlFlow::Continue(());
        }
        take(columns, row, out)
    }

    fn dialect(self) -> Result<Dialect, ReadError> {
        if self.columns.is_some() { Ok(Dialect::None) } else { Err(ReadError::NoTitles(self.widest)) }
    }
}

fn take(columns: &[Column], row: Row<'_>, out: &mut Numbered<'_, '_>) -> ControlFlow<()> {
    let lang = out.lang;
    let mut record = BookRecord::default();
    let mut warnings = Vec::new();
    for (column, cell) in columns.iter().zip(row.cells) {
        fill(&mut record, *column, &tidy(cell), &mut warnings, lang);
    }
    if row.cells.iter().skip(columns.len()).any(|it| !it.trim().is_empty()) {
        let message = lang.pick("в строке больше ячеек, чем заголовков", "the row has more cells than headings");
        warnings.push(Warning::new("", message));
    }
    if record.title.is_empty() {
        return out.skipped(row.offset, lang.pick("в строке нет заглавия", "the row has no title"));
    }
    let raw = row.cells.join("\t").into_bytes();
    out.illustrated(row.offset, raw, (record, row.picture), warnings)
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
        Column::Pages => record.pages = text,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::ReadItem;
    use crate::formats::tests::read_all;

    fn records(bytes: &[u8]) -> Vec<ReadItem> {
        read_all(bytes, Lang::En).unwrap().0
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
    fn a_table_without_a_title_column_says_so() {
        assert!(matches!(read_all("a;b\n1;2\n".as_bytes(), Lang::En), Err(ReadError::NoTitles(_))));
    }

    #[test]
    fn the_name_of_the_list_may_stand_above_the_headings() {
        let items = records("Новые поступления;;\n;;\nАвтор;Заглавие;Год\nЗимин А. А.;Гигиена;1942\n".as_bytes());
        assert!(matches!(items.as_slice(), [ReadItem::Record(it)] if it.record.title == "Гигиена" && it.number == 1));
    }

    #[test]
    fn a_line_break_in_quotes_and_a_short_row_cost_nothing() {
        let items = records("Title,Author,Year\n\"Ulysses,\na novel\",\"Joyce, James\"\n,x,1\n".as_bytes());
        let [ReadItem::Record(read), ReadItem::Skipped { number: 2, .. }] = items.as_slice() else {
            panic!("{items:?}")
        };
        assert_eq!(read.record.title, "Ulysses, a novel");
    }
}
