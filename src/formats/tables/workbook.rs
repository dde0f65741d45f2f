//! Workbooks of Excel and Calc: every sheet that has headings is a table; a picture lying on a row is the cover
//! of its book.

use std::collections::HashMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Sheets, open_workbook_auto_from_rs};

use super::{Row, Rows};
use crate::formats::{Dialect, Numbered, ReadError};

/// Pictures by the row they lie on, counted from 0.
type Pictures = HashMap<u32, Vec<u8>>;

/// An unpacked workbook may be so large, in MB; more is a trap, not a list of books.
const MAX_UNPACKED: u64 = 1024;

/// Reads all sheets.
pub(in crate::formats) fn read(bytes: &[u8], out: &mut Numbered<'_, '_>) -> Result<Dialect, ReadError> {
    check_unpacked(bytes)?;
    let mut workbook =
        open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|it| ReadError::Workbook(it.to_string()))?;
    let mut pictures = pictures(&workbook);
    let mut any = Err(ReadError::NoTitles(Vec::new()));
    for name in workbook.sheet_names() {
        let range = workbook.worksheet_range(&name).map_err(|it| ReadError::Workbook(it.to_string()))?;
        let sheet = read_sheet(&range, pictures.remove(&name).unwrap_or_default(), out);
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

fn read_sheet(range: &Range<Data>, mut pictures: Pictures, out: &mut Numbered<'_, '_>) -> Result<Dialect, ReadError> {
    let first = range.start().map_or(0, |it| it.0);
    let mut rows = Rows::default();
    for (number, cells) in (first..).zip(range.rows()) {
        let cells: Vec<String> = cells.iter().map(text).collect();
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

    #[test]
    fn a_damaged_workbook_is_said_to_be_one() {
        assert!(matches!(read_all(b"PK\x03\x04 and nothing more", Lang::En), Err(ReadError::Workbook(_))));
        assert!(matches!(read_all(b"\xd0\xcf\x11\xe0 and nothing more", Lang::En), Err(ReadError::Workbook(_))));
    }
}
