//! Sheets of Calc, read cell by cell.
//!
//! A cell or a row may say that it is repeated a million times: what is empty then costs nothing, and what is not
//! is kept only as far as a list of books can be.

use std::io::{BufReader, Cursor};
use std::ops::ControlFlow;

use calamine::Data;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::workbook::{Lines, MAX_COLUMNS, text};
use crate::formats::{ReadError, xml};

/// Spaces written as a number; more of them are no words.
const MAX_SPACES: usize = 100;

/// Whether a packed file is such a workbook.
pub(super) fn is_it(bytes: &[u8]) -> bool {
    let archive = bytes.starts_with(b"PK").then(|| zip::ZipArchive::new(Cursor::new(bytes)).ok()).flatten();
    archive
        .is_some_and(|it| it.index_for_name("content.xml").is_some() && it.index_for_name("xl/workbook.xml").is_none())
}

/// Gives the sheets one after another.
pub(super) fn sheets(bytes: &[u8], each: &mut dyn FnMut(Lines) -> ControlFlow<()>) -> Result<(), ReadError> {
    let fault = |it: &dyn std::fmt::Display| ReadError::Workbook(it.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|it| fault(&it))?;
    let content = archive.by_name("content.xml").map_err(|it| fault(&it))?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    reader.config_mut().expand_empty_elements = true;
    reader.config_mut().check_end_names = false;
    let (mut buffer, mut sheet, mut any) = (Vec::new(), Sheet::default(), false);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|it| fault(&it))? {
            Event::Start(tag) => sheet.open(&tag),
            Event::End(tag) if tag.local_name().into_inner() == "table" => {
                any = true;
                if each(std::mem::take(&mut sheet).lines).is_break() {
                    return Ok(());
                }
            }
            Event::End(tag) => sheet.close(tag.local_name().into_inner()),
            Event::Text(it) => sheet.write(&it.into_inner()),
            Event::CData(it) => sheet.write(&it.into_inner()),
            Event::GeneralRef(it) => match it.resolve_char_ref() {
                Ok(Some(letter)) => sheet.write(letter.encode_utf8(&mut [0; 4])),
                _ => sheet.write(xml::entity(&it.into_inner())),
            },
            Event::Eof if any => return Ok(()),
            Event::Eof => return Err(fault(&"no sheet in it")),
            _ => {}
        }
    }
}

/// The sheet that is being read.
#[derive(Default)]
struct Sheet {
    lines: Lines,
    /// Number of the row that is open, and how often it is repeated.
    row: u32,
    n_rows: u32,
    /// Column of the next cell.
    column: u32,
    /// Cells of the open row that have anything in them.
    cells: Vec<(u32, String)>,
    cell: Option<Cell>,
    /// Notes on a cell are none of it.
    n_notes: u32,
}

struct Cell {
    n_columns: u32,
    /// What the cell is worth, where that stands beside what it shows.
    value: Option<String>,
    shown: String,
}

impl Sheet {
    fn open(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().into_inner() {
            "table-row" => {
                self.n_rows = number(tag, "number-rows-repeated");
                self.column = 0;
                self.cells.clear();
            }
            "table-cell" | "covered-table-cell" => self.cell = Some(cell(tag)),
            "annotation" => self.n_notes += 1,
            "p" if self.cell.as_ref().is_some_and(|it| !it.shown.is_empty()) => self.write("\n"),
            "s" => self.write(&" ".repeat((number(tag, "c") as usize).min(MAX_SPACES))),
            "tab" | "line-break" => self.write(" "),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "annotation" => self.n_notes = self.n_notes.saturating_sub(1),
            "table-cell" | "covered-table-cell" => self.close_cell(),
            "table-row" => self.close_row(),
            _ => {}
        }
    }

    fn write(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.n_notes == 0) {
            cell.shown.push_str(text);
        }
    }

    fn close_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let text = cell.value.unwrap_or(cell.shown);
        let n_kept = cell.n_columns.min(MAX_COLUMNS.saturating_sub(self.column));
        if !text.is_empty() && self.lines.has_room_for(text.len().saturating_mul(n_kept as usize)) {
            self.cells.extend((0..n_kept).map(|it| (self.column + it, text.clone())));
        }
        self.column = self.column.saturating_add(cell.n_columns);
    }

    fn close_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        let n_rows = if cells.is_empty() { 0 } else { self.n_rows };
        for row in self.row..self.row.saturating_add(n_rows) {
            if self.lines.is_full() {
                break;
            }
            for (column, text) in &cells {
                self.lines.put((row, *column), text.clone());
            }
        }
        self.row = self.row.saturating_add(self.n_rows);
    }
}

/// A number of an element; 1 when it has none.
fn number(tag: &BytesStart<'_>, name: &str) -> u32 {
    attributes(tag).find(|it| it.0 == name).and_then(|it| it.1.parse().ok()).unwrap_or(1)
}

fn attributes<'a>(tag: &'a BytesStart<'_>) -> impl Iterator<Item = (String, String)> + 'a {
    let mut attributes = tag.attributes();
    attributes.with_checks(false);
    attributes.flatten().map(|it| {
        let value =
            quick_xml::escape::unescape(&it.value).map_or_else(|_| it.value.to_string(), std::borrow::Cow::into_owned);
        (it.key.local_name().into_inner().to_owned(), value)
    })
}

fn cell(tag: &BytesStart<'_>) -> Cell {
    let mut cell = Cell { n_columns: 1, value: None, shown: String::new() };
    for (name, value) in attributes(tag) {
        match name.as_str() {
            "number-columns-repeated" => cell.n_columns = value.parse().unwrap_or(1),
            "value" => cell.value = Some(value.parse().map_or(value, |it| text(&Data::Float(it)))),
            "string-value" | "date-value" | "time-value" | "boolean-value" => cell.value = Some(value),
            _ => {}
        }
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;
    use crate::formats::ReadItem;
    use crate::formats::tests::read_all;

    /// A workbook of Calc with one sheet of these rows.
    fn sheet_of(rows: &str) -> Vec<u8> {
        let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let names = "xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"";
        let content = format!(
            "<office:document-content {names}><office:body><office:spreadsheet><table:table table:name=\"A\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
        );
        for (name, text) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)]
        {
            file.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        }
        file.finish().unwrap().into_inner()
    }

    const HEADINGS: &str = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Заглавие</text:p></table:table-cell><table:table-cell office:value-type=\"string\"><text:p>Год</text:p></table:table-cell></table:table-row>";

    #[test]
    fn cells_are_read_as_they_are_worth_and_notes_are_none_of_them() {
        let rows = format!(
            "{HEADINGS}<table:table-row table:number-rows-repeated=\"5\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
             <table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>проверить</text:p></office:annotation><text:p>Раны<text:s text:c=\"2\"/>&amp; <text:span>ожоги</text:span></text:p></table:table-cell>\
             <table:table-cell office:value-type=\"float\" office:value=\"1942\"><text:p>1 942,00</text:p></table:table-cell></table:table-row>"
        );
        let (items, _) = read_all(&sheet_of(&rows), Lang::En).unwrap();
        let [ReadItem::Record(book)] = items.as_slice() else { panic!("{items:?}") };
        assert_eq!((book.record.title.as_str(), book.record.year.as_str(), book.offset), ("Раны & ожоги", "1942", 6));
    }

    #[test]
    fn a_book_repeated_thirty_million_times_is_refused_before_it_fills_the_memory() {
        let mut lines = Lines::default();
        let n = (0..30_000_000)
            .take_while(|it| {
                lines.put((*it, 0), "t38".to_owned());
                !lines.is_full()
            })
            .count();
        // A row costs its list, its place and its text: about 200 bytes.
        assert!(n < 5_000_000, "{n} rows were kept");
    }

    #[test]
    fn what_is_repeated_without_end_costs_what_it_is_worth() {
        let book = "<table:table-cell office:value-type=\"string\"><text:p>Раны</text:p></table:table-cell>";
        let far = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
        let corner = "<table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/><table:table-cell office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
        let rows = format!("{HEADINGS}<table:table-row>{book}</table:table-row>{far}{corner}");
        let (items, _) = read_all(&sheet_of(&rows), Lang::En).unwrap();
        assert!(matches!(items.as_slice(), [ReadItem::Record(it)] if it.record.title == "Раны"));
        let wide = format!(
            "<table:table-cell table:number-columns-repeated=\"4000000000\" office:value-type=\"string\"><text:p>{}</text:p></table:table-cell>",
            "а".repeat(1000)
        );
        let flood =
            format!("{HEADINGS}<table:table-row table:number-rows-repeated=\"4000000000\">{wide}</table:table-row>");
        assert!(matches!(read_all(&sheet_of(&flood), Lang::En), Err(ReadError::Scattered)));
    }

    #[test]
    fn a_workbook_without_sheets_is_damaged() {
        let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
        file.start_file("content.xml", zip::write::SimpleFileOptions::default()).unwrap();
        assert!(matches!(read_all(&file.finish().unwrap().into_inner(), Lang::En), Err(ReadError::Workbook(_))));
    }
}
