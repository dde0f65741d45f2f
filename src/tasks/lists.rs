//! Lists that leave the program as tables: what became of an import or of scans, and which books are to be scanned.
//!
//! Tables are CSV as spreadsheets of both languages open it: UTF-8 with its mark, semicolons, every cell quoted.

use std::path::Path;

use super::{CoversReport, ImportReport, TaskError};
use crate::describe::short_authors;
use crate::domain::Lang;
use crate::store::{Catalogue, save_atomic};

/// What kind of thing a line of a report tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineKind {
    /// A file or a record that was left out.
    LeftOut,
    /// A scan that waits for a person.
    Doubtful,
    /// Something odd that was taken over.
    Remark,
    /// A scan and its record.
    Linked,
}

impl LineKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::LeftOut, Self::Doubtful, Self::Remark, Self::Linked];

    /// Name of the kind.
    pub fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::LeftOut => lang.pick("Пропущено", "Left out"),
            Self::Doubtful => lang.pick("Под вопросом", "Doubtful"),
            Self::Remark => lang.pick("Замечания", "Remarks"),
            Self::Linked => lang.pick("Связано", "Linked"),
        }
    }
}

/// One line of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    /// Kind.
    pub kind: LineKind,
    /// The file it is about.
    pub file: String,
    /// The record of the file and its field; empty when it is about the whole file.
    pub place: String,
    /// What there is to say.
    pub text: String,
}

impl ReportLine {
    fn new(kind: LineKind, file: &str, text: impl Into<String>) -> Self {
        let name = Path::new(file).file_name().map_or_else(|| file.into(), |it| it.to_string_lossy());
        Self { kind, file: name.into_owned(), place: String::new(), text: text.into() }
    }
}

/// The lines of an import: files first, then what was left out, then remarks.
pub fn lines_of_import(report: &ImportReport, lang: Lang) -> Vec<ReportLine> {
    let mut lines = Vec::new();
    let record = lang.pick("запись", "record");
    for file in &report.files {
        lines.extend(file.error.as_ref().map(|it| ReportLine::new(LineKind::LeftOut, &file.path, it)));
        lines.extend(file.skipped.iter().map(|it| ReportLine {
            place: format!("{record} {}", it.number),
            ..ReportLine::new(LineKind::LeftOut, &file.path, &it.reason)
        }));
        lines.extend(file.warnings.iter().map(|it| {
            let field = if it.field.is_empty() { String::new() } else { format!(", {}", it.field) };
            let place = format!("{record} {}{field}", it.number);
            ReportLine { place, ..ReportLine::new(LineKind::Remark, &file.path, &it.message) }
        }));
    }
    lines.sort_by_key(|it| it.kind);
    lines
}

/// The lines of a search for covers.
pub fn lines_of_covers(report: &CoversReport, lang: Lang) -> Vec<ReportLine> {
    let none = lang.pick("запись не найдена", "no record found");
    let several = lang.pick("подходит несколько записей", "several records may be meant");
    let refused = report.refused.iter().map(|it| ReportLine::new(LineKind::LeftOut, &it.file, &it.reason));
    let doubtful = report.ambiguous.iter().map(|it| {
        let why = it.candidates.first().map_or(several, |it| it.reason.as_str());
        ReportLine::new(LineKind::Doubtful, &it.file, why)
    });
    let unmatched = report.unmatched.iter().map(|it| ReportLine::new(LineKind::Doubtful, it, none));
    let remarks = report.warnings.iter().map(|it| ReportLine::new(LineKind::Remark, &it.file, &it.reason));
    let linked = report.matched.iter().map(|it| ReportLine::new(LineKind::Linked, &it.file, &it.reason));
    refused.chain(doubtful).chain(unmatched).chain(remarks).chain(linked).collect()
}

/// Writes the lines of a report as a table.
pub fn save_report(path: &Path, lines: &[ReportLine], lang: Lang) -> Result<(), TaskError> {
    let head = lang.pick(["Что", "Файл", "Место", "Подробно"], ["What", "File", "Place", "Details"]);
    let rows =
        lines.iter().map(|it| [it.kind.text(lang).to_owned(), it.file.clone(), it.place.clone(), it.text.clone()]);
    save_table(path, &head, rows)
}

/// Writes the books found that have no cover yet, as a list to take to the shelves; gives their number.
pub fn save_scanning_list(catalogue: &Path, query: &str, path: &Path, lang: Lang) -> Result<usize, TaskError> {
    let found = Catalogue::open_existing(catalogue)?.search(&format!("{query} no:cover"), usize::MAX)?;
    let head = lang.pick(
        ["Шифр", "Инв. номер", "Автор", "Заглавие", "Год", "ISBN"],
        ["Shelf mark", "Inventory number", "Author", "Title", "Year", "ISBN"],
    );
    let mut books: Vec<_> = found.records.into_iter().map(|it| it.record).collect();
    // As they stand on the shelves.
    books.sort_by(|a, b| a.shelfmark.cmp(&b.shelfmark));
    let rows = books.iter().map(|it| {
        [
            it.shelfmark.clone(),
            it.inventory.join(", "),
            short_authors(it),
            it.shown_title().into_owned(),
            it.year.clone(),
            it.isbn.join(", "),
        ]
    });
    save_table(path, &head, rows)?;
    Ok(books.len())
}

fn save_table<const N: usize>(
    path: &Path,
    head: &[&str; N],
    rows: impl Iterator<Item = [String; N]>,
) -> Result<(), TaskError> {
    let mut table = String::from("\u{feff}");
    push_row(&mut table, head.iter().copied());
    for row in rows {
        push_row(&mut table, row.iter().map(String::as_str));
    }
    save_atomic(path, table.as_bytes())?;
    Ok(())
}

fn push_row<'a>(table: &mut String, cells: impl Iterator<Item = &'a str>) {
    for (i, cell) in cells.enumerate() {
        // What begins like a formula would be computed by a spreadsheet.
        let guard = if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
        let gap = if i == 0 { "" } else { ";" };
        table.extend([gap, "\"", guard, &cell.replace('"', "\"\""), "\""]);
    }
    table.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_never_formulas() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("list.csv");
        let lines = [ReportLine::new(LineKind::Remark, "a/b.csv", "=1+1; \"так\"")];
        save_report(&path, &lines, Lang::Ru).unwrap();
        let text = String::from_utf8(crate::store::read_file(&path).unwrap()).unwrap();
        let expected = "\u{feff}\"Что\";\"Файл\";\"Место\";\"Подробно\"\r\n\
            \"Замечания\";\"b.csv\";\"\";\"'=1+1; \"\"так\"\"\"\r\n";
        assert_eq!(text, expected);
    }
}
