//! Exhibition files: RON text with `format: 1` first, media folder beside it.
//!
//! The program writes only the newest format; each older one will be a frozen module that converts to the
//! next. Unknown fields are an error, so that nothing is dropped in silence.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use super::atomic::{SaveError, Saved, save_atomic};
use super::syntax::SyntaxFault;
use crate::domain::{Exhibition, Lang};

/// The format this program writes.
const FORMAT: u32 = 1;
/// Larger files are not exhibitions.
const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// An exhibition file that cannot be opened. The file is left as it is.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read.
    #[error("cannot read {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file has no content.
    #[error("the file is empty")]
    Empty,
    /// The file is larger than any exhibition.
    #[error("the file is larger than 64 MB and is not an exhibition")]
    TooLarge,
    /// The file is not UTF-8.
    #[error("the file is not UTF-8 text; save it as UTF-8")]
    NotUtf8,
    /// The text is damaged; says where.
    #[error("line {line}, column {column}: {fault}")]
    Damaged {
        /// Line, counted from 1.
        line: usize,
        /// Column, counted from 1.
        column: usize,
        /// What is wrong.
        fault: SyntaxFault,
    },
    /// Written by a newer program.
    #[error("the file has format {found}, this program reads up to {FORMAT}")]
    TooNew {
        /// Format of the file.
        found: u32,
    },
    /// Readable, but contradicts itself.
    #[error("the file contradicts itself: {0}")]
    Unsound(String),
}

impl LoadError {
    /// What happened and what to do.
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Read { path, .. } => format!("не удалось прочитать {}", path.display()),
            Self::Empty => "файл пуст; откройте резервную копию или черновик".to_owned(),
            Self::TooLarge => "файл больше 64 МБ: это не выставка".to_owned(),
            Self::NotUtf8 => "файл не в кодировке UTF-8; сохраните его как UTF-8".to_owned(),
            Self::Damaged { line, column, fault } => {
                let fault = fault.text(lang);
                format!("файл повреждён: строка {line}, столбец {column}: {fault}; сам файл не изменён")
            }
            Self::TooNew { found } => {
                format!(
                    "файл создан в более новой Витрине (формат {found}), эта читает до {FORMAT}; обновите программу"
                )
            }
            Self::Unsound(what) => format!("файл противоречит сам себе: {what}; сам файл не изменён"),
        }
    }
}

/// What a file looked like when it was read or written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint(blake3::Hash);

/// An opened exhibition.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The document.
    pub exhibition: Exhibition,
    /// What the file looked like.
    pub fingerprint: Fingerprint,
}

#[derive(Deserialize)]
struct Header {
    format: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    exhibition: Exhibition,
}

/// Reads the text of an exhibition file.
pub fn parse(text: &str) -> Result<Exhibition, LoadError> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(LoadError::Empty);
    }
    let Header { format } = ron::from_str(text).map_err(damaged)?;
    let exhibition = match format {
        FORMAT => ron::from_str::<File>(text).map_err(damaged)?.exhibition,
        found => return Err(LoadError::TooNew { found }),
    };
    match exhibition.violations().first() {
        Some(first) => Err(LoadError::Unsound(first.clone())),
        None => Ok(exhibition),
    }
}

fn damaged(error: ron::error::SpannedError) -> LoadError {
    let ((line, column), fault) = SyntaxFault::of(error);
    LoadError::Damaged { line, column, fault }
}

/// The text of an exhibition file.
pub fn serialise(exhibition: &Exhibition) -> Result<String, SaveError> {
    let file = File { format: FORMAT, exhibition: exhibition.clone() };
    let pretty = ron::ser::PrettyConfig::new().depth_limit(7).new_line("\n");
    let text = ron::ser::to_string_pretty(&file, pretty).map_err(|it| SaveError::Unfaithful(it.to_string()))?;
    Ok(text + "\n")
}

/// Opens an exhibition file.
pub fn load(path: &Path) -> Result<Opened, LoadError> {
    let failed = |source| LoadError::Read { path: path.to_owned(), source };
    if fs::metadata(path).map_err(failed)?.len() > MAX_BYTES {
        return Err(LoadError::TooLarge);
    }
    let bytes = fs::read(path).map_err(failed)?;
    let text = std::str::from_utf8(&bytes).map_err(|_error| LoadError::NotUtf8)?;
    Ok(Opened { exhibition: parse(text)?, fingerprint: Fingerprint(blake3::hash(&bytes)) })
}

/// Saves an exhibition: writes it to text, reads that back, compares, then replaces the file.
///
/// With `expected`, a file that someone else has changed since is not overwritten.
pub fn save(
    path: &Path,
    exhibition: &Exhibition,
    expected: Option<Fingerprint>,
) -> Result<(Saved, Fingerprint), SaveError> {
    let text = serialise(exhibition)?;
    match parse(&text) {
        Ok(read) if read == *exhibition => {}
        Ok(_) => return Err(SaveError::Unfaithful("a value is lost".to_owned())),
        Err(error) => return Err(SaveError::Unfaithful(error.to_string())),
    }
    if let (Some(expected), Ok(bytes)) = (expected, fs::read(path))
        && Fingerprint(blake3::hash(&bytes)) != expected
    {
        return Err(SaveError::ChangedOnDisk { path: path.to_owned() });
    }
    let saved = save_atomic(path, text.as_bytes())?;
    Ok((saved, Fingerprint(blake3::hash(text.as_bytes()))))
}

/// The folder of pictures beside an exhibition file: `NAME.media` for `NAME.ron`.
pub fn media_folder(path: &Path) -> PathBuf {
    path.with_extension("media")
}

/// The draft kept beside unsaved work: `.NAME.vitrina-draft`.
fn draft_path(path: &Path) -> PathBuf {
    let name = path.file_stem().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.vitrina-draft"))
}

/// Keeps a draft of unsaved work beside its file; the file itself is not touched.
pub fn save_draft(path: &Path, exhibition: &Exhibition) -> Result<(), SaveError> {
    save_atomic(&draft_path(path), serialise(exhibition)?.as_bytes()).map(|_saved| ())
}

/// Unsaved work found beside a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The work.
    pub exhibition: Exhibition,
    /// When it was kept, if the system says.
    pub kept: Option<SystemTime>,
    /// When the file beside it was saved, if the system says.
    pub saved: Option<SystemTime>,
}

/// The unsaved work kept beside a file; `None` when there is none, or it does not read.
pub fn load_draft(path: &Path) -> Option<Draft> {
    let draft = draft_path(path);
    let exhibition = load(&draft).ok()?.exhibition;
    let time = |path: &Path| fs::metadata(path).and_then(|it| it.modified()).ok();
    Some(Draft { exhibition, kept: time(&draft), saved: time(path) })
}

/// Removes the draft, after the work is saved or given up on purpose.
pub fn remove_draft(path: &Path) {
    // A draft that cannot be removed is offered again at the next start; nothing is lost.
    let _removed = fs::remove_file(draft_path(path));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Exhibit, ExhibitId, ExhibitSubject, Quotation};

    fn exhibition() -> Exhibition {
        let mut exhibition = Exhibition::empty("Осень «2026»", "swiss".into(), vec!["vk".into()]);
        let id = ExhibitId(exhibition.take_id());
        exhibition.exhibits.push(std::sync::Arc::new(Exhibit {
            id,
            subject: ExhibitSubject::Person { name: "Бакулев".into(), about: "хирург".into() },
            record_key: String::new(),
            plaque: crate::domain::PlaqueLook::default(),
            cover: None,
            annotation: "Строка\nи ещё одна".into(),
            quotation: Quotation::default(),
            shelfmark: String::new(),
            description: None,
        }));
        exhibition
    }

    #[test]
    fn what_is_saved_is_what_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let (saved, fingerprint) = save(&path, &exhibition(), None).unwrap();
        let opened = load(&path).unwrap();
        assert_eq!((saved, opened.exhibition, opened.fingerprint), (Saved::Confirmed, exhibition(), fingerprint));
        assert!(fs::read_to_string(&path).unwrap().starts_with("(\n    format: 1,"));
    }

    #[test]
    fn a_mark_at_the_start_and_foreign_line_ends_do_no_harm() {
        let text = serialise(&exhibition()).unwrap();
        assert_eq!(parse(&format!("\u{feff}{text}")).unwrap(), exhibition());
        assert!(parse(&text.replace('\n', "\r\n")).is_ok());
    }

    #[test]
    fn a_truncated_file_is_never_opened_as_something_else() {
        let text = serialise(&exhibition()).unwrap();
        for end in (0..text.trim_end().len()).filter(|it| text.is_char_boundary(*it)) {
            assert!(parse(&text[..end]).is_err(), "{end}");
        }
    }

    #[test]
    fn every_fault_has_its_own_error() {
        let text = serialise(&exhibition()).unwrap();
        assert!(matches!(parse(" \n"), Err(LoadError::Empty)));
        assert!(matches!(parse(&text.replace("format: 1", "format: 9")), Err(LoadError::TooNew { found: 9 })));
        let misspelt = parse(&text.replace("subtitle:", "subtitel:")).unwrap_err();
        assert!(
            matches!(&misspelt, LoadError::Damaged { line, fault, .. } if *line > 1 && fault.text(Lang::Ru).contains("«subtitel»")),
            "{misspelt}"
        );
        assert!(matches!(parse(&text.replace("next_id: 2", "next_id: 0")), Err(LoadError::Unsound(_))));
    }

    #[test]
    fn a_file_changed_by_someone_else_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ron");
        let (_, fingerprint) = save(&path, &exhibition(), None).unwrap();
        fs::write(&path, "other").unwrap();
        assert!(matches!(save(&path, &exhibition(), Some(fingerprint)), Err(SaveError::ChangedOnDisk { .. })));
        assert_eq!(fs::read_to_string(&path).unwrap(), "other");
    }
}
