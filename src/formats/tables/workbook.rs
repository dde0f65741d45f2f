//! Workbooks of Excel and Calc: every sheet that has headings is a table; a picture lying on a row is the cover
//! of its book.

use std::collections::HashMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, Reader as _, Sheets, open_workbook_auto_from_rs};

use super::{Row, Rows, ods, xls};
use crate::formats::{Dialect, Numbered, ReadError};

/// Pictures by the row they lie on, counted from 0.
type Pictures = HashMap<u32, Vec<u8>>;

/// An unpacked workbook may be so large, in MB; more is a trap, not a list of books.
const MAX_UNPACKED: u64 = 1024;

/// Columns further right hold no list of books.
pub(super) const MAX_COLUMNS: u32 = 512;

/// Room the cells of a sheet may take, in bytes.
const MAX_ROOM: usize = 768 * 1024 * 1024;

/// Cells the older format may be laid out with: one sheet from corner to corner.
const MAX_LAID_OUT: u64 = 65_536 * 256;

/// Reads all sheets.
pub(in crate::formats) fn read(bytes: &[u8], out: &mut Numbered<'_, '_>) -> Result<Dialect, ReadError> {
    check_unpacked(bytes)?;
    check_laid_out(bytes)?;
    let mut any = Err(ReadError::NoTitles(Vec::new()));
    if ods::is_it(bytes) {
        ods::sheets(bytes, &mut |lines| {
            add(&mut any, lines.rows().and_then(|it| read_sheet(it, Pictures::new(), out)));
            if out.is_stopped { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
        return any;
    }
    let (mut workbook, mut pictures) = contained(|| {
        let workbook = open_workbook_auto_from_rs(Cursor::new(bytes))?;
        let pictures = pictures(&workbook);
        Ok((workbook, pictures))
    })?;
    for name in workbook.sheet_names() {
        let lines = contained(|| lines(&mut workbook, &name))?.rows()?;
        add(&mut any, read_sheet(lines, pictures.remove(&name).unwrap_or_default(), out));
        if out.is_stopped {
            break;
        }
    }
    any
}

/// What is known of all sheets after one more: a fault of one does not undo what another gave.
fn add(any: &mut Result<Dialect, ReadError>, sheet: Result<Dialect, ReadError>) {
    let before = std::mem::replace(any, Err(ReadError::Empty));
    *any = match (before, sheet) {
        // Of sheets without titles the first that has a row of several words is told about.
        (Err(ReadError::NoTitles(seen)), Err(ReadError::NoTitles(row))) if seen.is_empty() => {
            Err(ReadError::NoTitles(row))
        }
        (Err(ReadError::NoTitles(_)), Err(fault @ ReadError::Scattered)) => Err(fault),
        (before, sheet) => before.or(sheet),
    };
}

/// The older format is laid out whole by the library: what that would cost is looked at before.
fn check_laid_out(bytes: &[u8]) -> Result<(), ReadError> {
    if !bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Ok(());
    }
    match xls::room(bytes) {
        None => Err(ReadError::Workbook("no sheets in its container".to_owned())),
        Some(cells) if cells > MAX_LAID_OUT => Err(ReadError::Scattered),
        Some(_) => Ok(()),
    }
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
/// larger than any memory. The older format comes whole, and was measured before.
fn lines(workbook: &mut Sheets<Cursor<&[u8]>>, name: &str) -> Result<Lines, calamine::Error> {
    let mut lines = Lines::default();
    match workbook {
        Sheets::Xlsx(it) => {
            let mut cells = it.worksheet_cells_reader(name)?;
            while let Some(cell) = cells.next_cell()?.filter(|_| !lines.is_full()) {
                lines.put(cell.get_position(), text(&Data::from(cell.get_value().clone())));
            }
        }
        Sheets::Xlsb(it) => {
            let mut cells = it.worksheet_cells_reader(name)?;
            while let Some(cell) = cells.next_cell()?.filter(|_| !lines.is_full()) {
                lines.put(cell.get_position(), text(&Data::from(cell.get_value().clone())));
            }
        }
        _ => {
            let range = workbook.worksheet_range(name)?;
            let (row, column) = range.start().unwrap_or_default();
            for (y, x, value) in range.used_cells() {
                lines.put((row.saturating_add(y as u32), column.saturating_add(x as u32)), text(value));
            }
        }
    }
    Ok(lines)
}

/// Number of a row, and its cells from the first column on.
type Line = (u32, Vec<String>);

/// What a row takes beside its texts: its place in a list that grows by doubling, and room for its first cells.
const ROW: usize = 2 * size_of::<Line>() + 3 * size_of::<String>();
/// What keeping a text takes beside its letters.
const TEXT: usize = 16;

/// The rows of a sheet, as far as there is room for them.
#[derive(Default)]
pub(super) struct Lines {
    rows: Vec<Line>,
    /// Bytes taken.
    taken: usize,
}

impl Lines {
    /// Puts text into a cell; rows come in order.
    pub(super) fn put(&mut self, (row, column): (u32, u32), text: String) {
        if column >= MAX_COLUMNS || text.is_empty() || self.is_full() {
            return;
        }
        if self.rows.last().is_none_or(|it| it.0 != row) {
            self.rows.push((row, Vec::new()));
            self.taken = self.taken.saturating_add(ROW);
        }
        if let Some((_, cells)) = self.rows.last_mut() {
            let column = column as usize;
            let n_more = (column + 1).saturating_sub(cells.len());
            self.taken = self.taken.saturating_add(text.len() + TEXT + n_more * size_of::<String>());
            cells.resize(cells.len() + n_more, String::new());
            if let Some(cell) = cells.get_mut(column) {
                *cell = text;
            }
        }
    }

    /// Whether more was put into it than there is room for.
    pub(super) fn is_full(&self) -> bool {
        self.taken > MAX_ROOM
    }

    /// Whether so many bytes more can be kept; if not, it is full from now on.
    pub(super) fn has_room_for(&mut self, bytes: usize) -> bool {
        if self.taken.saturating_add(bytes) > MAX_ROOM {
            self.taken = usize::MAX;
        }
        !self.is_full()
    }

    /// The rows, unless there are more than could be kept.
    fn rows(self) -> Result<Vec<Line>, ReadError> {
        if self.is_full() { Err(ReadError::Scattered) } else { Ok(self.rows) }
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
pub(super) fn text(cell: &Data) -> String {
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

    /// A record of the older format.
    fn record(kind: u16, parts: &[&[u8]]) -> Vec<u8> {
        let content = parts.concat();
        [&kind.to_le_bytes(), &(content.len() as u16).to_le_bytes(), content.as_slice()].concat()
    }

    /// A workbook of Excel 97 with sheets of these records, each in a container of its own making.
    fn old_workbook(sheets: &[Vec<u8>]) -> Vec<u8> {
        let begin = record(0x0809, &[&[0, 6, 5, 0], &[0; 12]]);
        let end = record(0x000a, &[]);
        let named = |start: usize| record(0x0085, &[&(start as u32).to_le_bytes(), &[0, 0, 1, 0, b'A']]);
        let head = begin.len() + named(0).len() * sheets.len() + end.len();
        let (mut stream, mut bodies) = (begin.clone(), Vec::new());
        for sheet in sheets {
            stream.extend(named(head + bodies.len()));
            bodies.extend([begin.as_slice(), sheet, &end].concat());
        }
        stream.extend(end.iter().chain(&bodies));
        stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
        let n_sectors = stream.len() as u32 / 512;
        let mut header = vec![0; 512];
        header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
        for (at, number) in [(26, 3_u32), (30, 9), (32, 6), (44, 1), (48, 1), (60, 0xffff_fffe), (68, 0xffff_fffe)] {
            header[at..at + 4].copy_from_slice(&number.to_le_bytes());
        }
        header[28..30].copy_from_slice(&[0xfe, 0xff]);
        header[76..].fill(0xff);
        header[76..80].fill(0);
        let chain = (2..n_sectors + 2).map(|it| if it == n_sectors + 1 { 0xffff_fffe } else { it + 1 });
        let mut table: Vec<u8> =
            [0xffff_fffd, 0xffff_fffe].into_iter().chain(chain).flat_map(u32::to_le_bytes).collect();
        table.resize(512, 0xff);
        let entry = |name: &str, kind: u8, start: u32, length: u32| {
            let mut entry = vec![0; 128];
            for (i, letter) in name.encode_utf16().enumerate() {
                entry[i * 2..i * 2 + 2].copy_from_slice(&letter.to_le_bytes());
            }
            entry[64] = name.len() as u8 * 2 + 2;
            entry[66] = kind;
            entry[116..120].copy_from_slice(&start.to_le_bytes());
            entry[120..124].copy_from_slice(&length.to_le_bytes());
            entry
        };
        let mut entries =
            [entry("Root Entry", 5, 0xffff_fffe, 0), entry("Workbook", 2, 2, stream.len() as u32)].concat();
        entries.resize(512, 0);
        [header, table, entries, stream].concat()
    }

    fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
        let place = [row, column, 0, text.len() as u16].map(u16::to_le_bytes).concat();
        record(0x0204, &[&place, &[0], text.as_bytes()])
    }

    #[test]
    fn a_workbook_of_excel_97_is_read_and_one_that_is_laid_out_without_end_refused() {
        let book = [label(0, 0, "Title"), label(1, 0, "Wounds")].concat();
        let (items, _) = read_all(&old_workbook(std::slice::from_ref(&book)), Lang::En).unwrap();
        assert!(matches!(items.as_slice(), [ReadItem::Record(it)] if it.record.title == "Wounds"));
        let far = [book.clone(), label(0xffff, 0xffff, "x")].concat();
        assert!(matches!(read_all(&old_workbook(&[far]), Lang::En), Err(ReadError::Scattered)));
        let half = [book.clone(), label(0xffff, 0xa0, "x")].concat();
        assert!(matches!(read_all(&old_workbook(&[half.clone(), half]), Lang::En), Err(ReadError::Scattered)));
        let claims = record(0x0200, &[&[0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 0, 0xff, 0xff, 0, 0]]);
        assert!(matches!(read_all(&old_workbook(&[[claims, book].concat()]), Lang::En), Err(ReadError::Scattered)));
    }

    #[test]
    fn a_chain_that_goes_in_a_circle_is_damage() {
        let mut bytes = old_workbook(&[label(0, 0, "Title")]);
        // The second sector follows itself: it is the list of streams.
        bytes[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
        assert!(matches!(read_all(&bytes, Lang::En), Err(ReadError::Workbook(_))));
    }

    #[test]
    fn a_damaged_workbook_is_said_to_be_one() {
        assert!(matches!(read_all(b"PK\x03\x04 and nothing more", Lang::En), Err(ReadError::Workbook(_))));
        assert!(matches!(read_all(b"\xd0\xcf\x11\xe0 and nothing more", Lang::En), Err(ReadError::Workbook(_))));
    }
}
