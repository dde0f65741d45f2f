//! Workbooks of Excel and Calc: every sheet that has headings is a table; a picture lying on a row is the cover
//! of its book.

use std::collections::HashMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader as _, Sheets, open_workbook_auto_from_rs};

use super::{Row, Rows};
use crate::formats::{Dialect, Numbered, ReadError};

/// Pictures by the row they lie on, counted from 0.
type Pictures = HashMap<u32, Vec<u8>>;

/// An unpacked workbook may be so large, in MB; more is a trap, not a list of books.
const MAX_UNPACKED: u64 = 1024;

/// Columns further right hold no list of books.
const MAX_COLUMNS: u32 = 512;

/// Reads all sheets.
pub(in crate::formats) fn read(bytes: &[u8], out: &mut Numbered<'_, '_>) -> Result<Dialect, ReadError> {
    check_unpacked(bytes)?;
    let (mut workbook, mut pictures) = contained(|| {
        let workbook = open_workbook_auto_from_rs(Cursor::new(bytes))?;
        let pictures = pictures(&workbook);
        Ok((workbook, pictures))
    })?;
    let mut any = Err(ReadError::NoTitles(Vec::new()));
    for name in workbook.sheet_names() {
        let lines = contained(|| lines(&mut workbook, &name))?;
        let sheet = read_sheet(lines, pictures.remove(&name).unwrap_or_default(), out);
        any = match (any, sheet) {
            // Of sheets without titles the first that has a row of several words is told about.
            (Err(ReadError::NoTitles(seen)), Err(ReadError::NoTitles(row))) if seen.is_empty() => {
                Err(ReadError::NoTitles(row))
            }
            (any, sheet) => any.or(sheet),
        };
        if out.is_stopped {
            break;
        }
    }
    any
}

/// Runs the library on bytes of a stranger: a reference out of bounds in a damaged sheet may end it in a panic.
fn contained<T>(work: impl FnOnce() -> Result<T, calamine::Error>) -> Result<T, ReadError> {
    let done = catch_unwind(AssertUnwindSafe(work));
    let done = done.map_err(|_panic| ReadError::Workbook("a reference out of bounds".to_owned()))?;
    done.map_err(|it| ReadError::Workbook(it.to_string()))
}

/// A packed file names the sizes of its parts; the sum is looked at before anything is unpacked.
fn check_unpacked(bytes: &[u8]) -> Result<(), ReadError> {
    if !bytes.starts_with(b"PK") {
        return Ok(());
    }
    let fault = |it: zip::result::ZipError| ReadError::Workbook(it.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(fault)?;
    let mut sum = 0_u64;
    for i in 0..archive.len() {
        sum = sum.saturating_add(archive.by_index_raw(i).map_err(fault)?.size());
    }
    let most = MAX_UNPACKED * 1024 * 1024;
    if sum > most { Err(ReadError::TooLarge(MAX_UNPACKED as usize)) } else { Ok(()) }
}

/// All pictures by the name of their sheet; of several on one row the first counts.
fn pictures(workbook: &Sheets<Cursor<&[u8]>>) -> HashMap<String, Pictures> {
    let mut by_sheet: HashMap<String, Pictures> = HashMap::new();
    for picture in workbook.pictures_with_metadata() {
        by_sheet.entry(picture.sheet_name).or_default().entry(picture.row).or_insert(picture.data);
    }
    by_sheet
}

/// The rows of a sheet that have anything in them, with their numbers.
///
/// Sheets in XML and in its binary form are read cell by cell: two cells in far corners would make a whole range
/// larger than any memory. The older formats are small by themselves.
fn lines(workbook: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Vec<Line>, calamine::Error> {
    let mut lines = Vec::new();
    match workbook {
        Sheets::Xlsx(it) => {
            let mut cells = it.worksheet_cells_reader(name)?;
            while let Some(cell) = cells.next_cell()? {
                put(&mut lines, cell.get_position(), &Data::from(cell.get_value().clone()));
            }
        }
        Sheets::Xlsb(it) => {
            let mut cells = it.worksheet_cells_reader(name)?;
            while let Some(cell) = cells.next_cell()? {
                put(&mut lines, cell.get_position(), &Data::from(cell.get_value().clone()));
            }
        }
        _ => {
            let range = workbook.worksheet_range(name)?;
            let (row, column) = range.start().unwrap_or_default();
            for (y, x, value) in range.used_cells() {
                put(&mut lines, (row.saturating_add(y as u32), column.saturating_add(x as u32)), value);
            }
        }
    }
    Ok(lines)
}

/// Number of a row, and its cells from the first column on.
type Line = (u32, Vec<String>);

fn put(lines: &mut Vec<Line>, (row, column): (u32, u32), value: &Data) {
    let text = text(value);
    if column >= MAX_COLUMNS || text.is_empty() {
        return;
    }
    if lines.last().is_none_or(|it| it.0 != row) {
        lines.push((row, Vec::new()));
    }
    if let Some((_, cells)) = lines.last_mut() {
        let column = column as usize;
        cells.resize(cells.len().max(column + 1), String::new());
        if let Some(cell) = cells.get_mut(column) {
            *cell = text;
        }
    }
}

fn read_sheet(lines: Vec<Line>, mut pictures: Pictures, out: &mut Numbered<'_, '_>) -> Result<Dialect, ReadError> {
    let mut rows = Rows::default();
    for (number, cells) in lines {
        let row = Row { cells: &cells, offset: u64::from(number), picture: pictures.remove(&number) };
        if rows.take(row, out).is_break() {
            break;
        }
    }
    rows.dialect()
}

/// A cell as a person reads it: whole numbers without ".0".
fn text(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Lang;
    use crate::formats::tests::read_all;
    use crate::formats::{FileFormat, ReadItem};

    fn picture() -> Vec<u8> {
        let mut png = Cursor::new(Vec::new());
        image::RgbImage::new(3, 4).write_to(&mut png, image::ImageFormat::Png).unwrap();
        png.into_inner()
    }

    #[test]
    fn a_picture_on_a_row_is_the_cover_of_its_book() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let notes = workbook.add_worksheet();
        notes.write(0, 0, "Просто заметки").unwrap();
        let sheet = workbook.add_worksheet();
        for (column, heading) in ["Автор", "Заглавие", "Год", "ISBN", "Обложка"].into_iter().enumerate()
        {
            sheet.write(1, column as u16, heading).unwrap();
        }
        sheet.write(2, 1, "Гигиена").unwrap();
        sheet.write(3, 1, "Раны").unwrap();
        sheet.write(3, 2, 1942).unwrap();
        sheet.write(3, 3, 9_785_020_391_703_f64).unwrap();
        sheet.insert_image(3, 4, &rust_xlsxwriter::Image::new_from_buffer(&picture()).unwrap()).unwrap();
        let (items, sniffed) = read_all(&workbook.save_to_buffer().unwrap(), Lang::En).unwrap();
        assert_eq!(sniffed.format, FileFormat::Xlsx);
        let [ReadItem::Record(first), ReadItem::Record(second)] = items.as_slice() else { panic!("{items:?}") };
        assert!(first.picture.is_none());
        assert_eq!(second.picture.as_deref(), Some(picture().as_slice()));
        assert_eq!(
            (second.record.year.as_str(), second.record.isbn.as_slice()),
            ("1942", ["9785020391703".to_owned()].as_slice())
        );
    }

    /// A workbook with one sheet of these cells, as nothing but an enemy would write it.
    fn sheet_of(cells: &str) -> Vec<u8> {
        let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let package = "http://schemas.openxmlformats.org/package/2006/relationships";
        let link = |kind: &str, to: &str| {
            let inner = format!("<Relationship Id=\"r1\" Type=\"{links}/{kind}\" Target=\"{to}\"/>");
            format!("<Relationships xmlns=\"{package}\">{inner}</Relationships>")
        };
        let sheets = "<sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets>";
        for (name, text) in [
            ("_rels/.rels", link("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml", format!("<workbook xmlns=\"{main}\" xmlns:r=\"{links}\">{sheets}</workbook>")),
            ("xl/_rels/workbook.xml.rels", link("worksheet", "worksheets/sheet1.xml")),
            (
                "xl/worksheets/sheet1.xml",
                format!("<worksheet xmlns=\"{main}\"><sheetData>{cells}</sheetData></worksheet>"),
            ),
        ] {
            file.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            std::io::Write::write_all(&mut file, text.as_bytes()).unwrap();
        }
        file.finish().unwrap().into_inner()
    }

    #[test]
    fn cells_in_far_corners_cost_no_more_than_themselves() {
        let cell = |place: &str, text: &str| format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        let far = format!(
            "<row r=\"1\">{}</row><row r=\"2\">{}</row><row r=\"1048576\">{}</row>",
            cell("A1", "Заглавие"),
            cell("A2", "Раны"),
            cell("XFD1048576", "x")
        );
        let (items, _) = read_all(&sheet_of(&far), Lang::En).unwrap();
        assert!(matches!(items.as_slice(), [ReadItem::Record(it)] if it.record.title == "Раны"));
        let nowhere = format!("<row r=\"1\">{}</row>", cell("ZZZZZZZZZ1", "Title"));
        assert!(read_all(&sheet_of(&nowhere), Lang::En).is_err());
    }

    #[test]
    fn a_damaged_workbook_is_said_to_be_one() {
        assert!(matches!(read_all(b"PK\x03\x04 and nothing more", Lang::En), Err(ReadError::Workbook(_))));
        assert!(matches!(read_all(b"\xd0\xcf\x11\xe0 and nothing more", Lang::En), Err(ReadError::Workbook(_))));
    }
}
