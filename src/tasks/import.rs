//! Catalogue exports into the catalogue.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::TaskError;
use super::sorting::inside_folders;
use crate::domain::{BookRecord, Cover, Lang, MediaName, RecordId};
use crate::formats::{Hints, Named, ReadError, ReadItem, ReadRecord, Sniffed, Warning, read};
use crate::progress::Progress;
use crate::store::{Catalogue, CatalogueError, Import, Put, SourceRef, StoredCover, decode, open_reader, probe};

/// Most warnings listed for a file; the rest are counted.
const MAX_WARNINGS: usize = 2_000;

/// What to import.
#[derive(Clone, Debug)]
pub struct ImportRequest<'a> {
    /// The files.
    pub sources: &'a [PathBuf],
    /// The catalogue; made if there is none.
    pub catalogue: &'a Path,
    /// What the user knows better than the content says.
    pub hints: Hints,
    /// Only say what would be.
    pub is_dry_run: bool,
    /// Import nothing when a record is skipped.
    pub is_strict: bool,
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// Its number in the file, from 1.
    pub number: usize,
    /// Where it begins, in bytes.
    pub offset: u64,
    /// Why.
    pub reason: String,
}

/// Something doubtful in a record that was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordWarning {
    /// Number of the record, from 1.
    pub number: usize,
    /// Field it is about.
    pub field: String,
    /// What is doubtful.
    pub message: String,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FileReport {
    /// The file.
    pub path: String,
    /// Format found.
    pub format: &'static str,
    /// Dialect found.
    pub dialect: &'static str,
    /// Encoding found.
    pub encoding: &'static str,
    /// Records seen, read or not.
    pub seen: usize,
    /// Records that were not in the catalogue.
    pub imported: usize,
    /// Records that were there and differ, or come from this file now.
    pub updated: usize,
    /// Records that could not be read.
    pub skipped: Vec<Skipped>,
    /// Doubtful things.
    pub warnings: Vec<RecordWarning>,
    /// Why the file as a whole could not be read, when it is one of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

impl FileReport {
    fn new(path: &Path) -> Self {
        Self {
            path: path.display().to_string(),
            format: "",
            dialect: "",
            encoding: "",
            seen: 0,
            imported: 0,
            updated: 0,
            skipped: Vec::new(),
            warnings: Vec::new(),
            error: None,
        }
    }
}

/// What became of all files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    /// In the order given.
    pub files: Vec<FileReport>,
}

impl ImportReport {
    /// Records that could not be read, in all files.
    pub fn n_skipped(&self) -> usize {
        self.files.iter().map(|it| it.skipped.len()).sum()
    }
}

/// Imports files, in one transaction.
///
/// Of a folder the exports in it are taken. A file among several that is no catalogue export costs itself alone and is
/// listed with its error; when none can be read the first error is returned.
pub fn import(request: &ImportRequest<'_>, lang: Lang, progress: &Progress) -> Result<ImportReport, TaskError> {
    let sources = inside_folders(request.sources)?.exports;
    let request = &ImportRequest { sources: &sources, ..request.clone() };
    // Files are looked at first: a wrong name costs nothing.
    for path in request.sources {
        open_reader(path).map_err(|source| TaskError::File { path: path.clone(), source })?;
    }
    if request.is_dry_run && !request.catalogue.exists() {
        let folder = crate::store::scratch_folder().map_err(|source| TaskError::File { path: "tmp".into(), source })?;
        let catalogue = folder.path().join("catalogue.sqlite");
        return import(&ImportRequest { catalogue: &catalogue, is_dry_run: false, ..request.clone() }, lang, progress);
    }
    let mut catalogue = Catalogue::open(request.catalogue)?;
    let mut import = catalogue.import()?;
    let mut report = ImportReport::default();
    let mut refused = Vec::new();
    for path in request.sources {
        match import_file(path, request, &mut import, lang, progress) {
            Ok(file) => report.files.push(file),
            Err(error @ TaskError::Read { .. }) => {
                report.files.push(FileReport { error: Some(error.text(lang)), ..FileReport::new(path) });
                refused.push(error);
            }
            Err(error) => return Err(error),
        }
    }
    if refused.len() == request.sources.len()
        && let Some(first) = refused.into_iter().next()
    {
        return Err(first);
    }
    let skipped = report.n_skipped();
    if request.is_strict && skipped > 0 {
        return Err(TaskError::Strict { skipped });
    }
    if !request.is_dry_run {
        let names = request.sources.iter().filter_map(|it| it.file_name()).map(|it| it.to_string_lossy());
        import.name_files(&names.collect::<Vec<_>>().join(", "))?;
        import.commit()?;
    }
    Ok(report)
}

fn import_file(
    path: &Path,
    request: &ImportRequest<'_>,
    import: &mut Import<'_>,
    lang: Lang,
    progress: &Progress,
) -> Result<FileReport, TaskError> {
    let mut file = open_reader(path).map_err(|source| TaskError::File { path: path.to_owned(), source })?;
    import.begin_file();
    let keeps_pictures = !request.is_dry_run;
    let mut taking = Taking { import, report: FileReport::new(path), lang, keeps_pictures };
    let mut failed: Option<TaskError> = None;
    let read = read(&mut file, &request.hints, lang, &mut |item| {
        let taken = progress.check().map_err(TaskError::from).and_then(|()| Ok(taking.take(item)?));
        progress.step();
        match taken {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    let sniffed = read.map_err(|source| read_error(path, source))?;
    let mut report = taking.report;
    report.format = sniffed.format.slug();
    report.dialect = sniffed.dialect.slug();
    report.encoding = sniffed.encoding.slug();
    Ok(report)
}

fn read_error(path: &Path, source: ReadError) -> TaskError {
    match source {
        ReadError::Io(source) => TaskError::File { path: path.to_owned(), source },
        source => TaskError::Read { path: path.to_owned(), source },
    }
}

/// One file on its way into the catalogue.
struct Taking<'a, 'b> {
    import: &'a mut Import<'b>,
    report: FileReport,
    lang: Lang,
    keeps_pictures: bool,
}

impl Taking<'_, '_> {
    fn take(&mut self, item: ReadItem) -> Result<(), CatalogueError> {
        self.report.seen += 1;
        match item {
            ReadItem::Skipped { number, offset, reason } => {
                self.report.skipped.push(Skipped { number, offset, reason });
                Ok(())
            }
            ReadItem::Record(read) => self.take_record(*read),
        }
    }

    fn take_record(&mut self, read: ReadRecord) -> Result<(), CatalogueError> {
        let ReadRecord { number, raw, record, mut warnings, picture, .. } = read;
        let source = SourceRef { path: self.report.path.clone(), number };
        let (id, put) = self.import.put(&record, &raw, &source)?;
        match put {
            Put::New => self.report.imported += 1,
            Put::Updated => self.report.updated += 1,
            Put::Unchanged => {}
        }
        if let Some(bytes) = picture.filter(|_| self.keeps_pictures) {
            warnings.extend(self.illustrate(id, &bytes)?);
        }
        let room = MAX_WARNINGS.saturating_sub(self.report.warnings.len());
        let listed = warnings.into_iter().take(room);
        self.report.warnings.extend(listed.map(|it| RecordWarning { number, field: it.field, message: it.message }));
        Ok(())
    }

    /// Keeps the picture that came inside a record; one that cannot be shown is only told about.
    fn illustrate(&mut self, id: RecordId, bytes: &[u8]) -> Result<Option<Warning>, CatalogueError> {
        let lang = self.lang;
        let info = match decode(bytes).and_then(|_| probe(bytes)) {
            Ok(info) => info,
            Err(fault) => {
                let field = lang.pick("обложка", "cover").to_owned();
                return Ok(Some(Warning { field, message: fault.text(lang) }));
            }
        };
        let file = Path::new(&self.report.path).file_name().map(|it| it.to_string_lossy().into_owned());
        let cover = Cover::new(MediaName::default(), (info.width, info.height), file.unwrap_or_default());
        let reason = lang.pick("картинка внутри записи", "picture inside the record").to_owned();
        self.import.illustrate(id, bytes, info.extension, StoredCover { cover, reason, confidence: 1.0 })?;
        Ok(None)
    }
}

/// What a file was taken for, with its first records.
#[derive(Clone, Debug)]
pub struct FilePreview {
    /// The file.
    pub path: PathBuf,
    /// Format, dialect and character set; empty where there is none.
    pub kind: [&'static str; 3],
    /// The columns of a table, in its order.
    pub columns: Vec<Named>,
    /// The first records.
    pub records: Vec<BookRecord>,
    /// Why it cannot be read.
    pub error: Option<String>,
}

/// Looks at files as an import would; nothing is imported. Fails when none of them can be read.
pub fn preview(paths: &[PathBuf], hints: &Hints, most: usize, lang: Lang) -> Result<Vec<FilePreview>, TaskError> {
    let mut previews = Vec::new();
    let mut refused = Vec::new();
    for path in paths {
        let mut preview =
            FilePreview { path: path.clone(), kind: [""; 3], columns: Vec::new(), records: Vec::new(), error: None };
        match first_records(path, hints, most, lang) {
            Ok((sniffed, records)) => {
                preview.kind = [sniffed.format.slug(), sniffed.dialect.slug(), sniffed.encoding.slug()];
                preview.columns = sniffed.columns;
                preview.records = records;
            }
            Err(error) => {
                if let TaskError::Read { source: ReadError::NoTitles(columns), .. } = &error {
                    preview.columns.clone_from(columns);
                }
                preview.error = Some(error.text(lang));
                refused.push(error);
            }
        }
        previews.push(preview);
    }
    match refused.into_iter().next() {
        // A table whose columns a person can name is worth showing.
        Some(first) if previews.iter().all(|it| it.error.is_some() && it.columns.is_empty()) => Err(first),
        _ => Ok(previews),
    }
}

/// The first records of a file and what it was taken for.
pub(super) fn first_records(
    path: &Path,
    hints: &Hints,
    most: usize,
    lang: Lang,
) -> Result<(Sniffed, Vec<BookRecord>), TaskError> {
    let mut file = open_reader(path).map_err(|source| TaskError::File { path: path.to_owned(), source })?;
    let mut records = Vec::new();
    let sniffed = read(&mut file, hints, lang, &mut |item| {
        if let ReadItem::Record(it) = item {
            records.push(it.record);
        }
        if records.len() < most { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    });
    Ok((sniffed.map_err(|source| read_error(path, source))?, records))
}
