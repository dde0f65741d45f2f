//! The catalogue of a workstation: records, their covers and the search index, in one SQLite file.
//!
//! A record keeps its place by its key, so importing a file again changes nothing and covers stay linked.
//! An import is one transaction: it ends whole or it has never been. Cover pictures lie beside the database,
//! named by their content.

mod bits;
mod corrections;
mod difference;
mod import;
mod index;
mod phrase;
mod query;
mod schema;
mod search;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension as _, Row, Transaction, params};
use serde::{Deserialize, Serialize};

use super::atomic::SaveError;
use super::media::Media;
use crate::domain::{BookRecord, Cover, Lang, MediaName, RecordId};
use crate::progress::Progress;

pub use corrections::Undone;
pub use import::{Import, Put};
pub use search::{Found, Matches};

/// How long a command waits for another program to finish with the catalogue.
const BUSY_WAIT: Duration = Duration::from_secs(3);

/// Why the catalogue cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// There is no such folder, or it may not be read.
    #[error("cannot open the catalogue {path}")]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },
    /// Another program is writing in it.
    #[error("the catalogue is in use by another program; nothing was changed")]
    Busy,
    /// The file is something else.
    #[error("{path} is not a Vitrina catalogue; it was not changed")]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// A later version of the program made it.
    #[error("the catalogue was made by a newer Vitrina (version {found}); update the program")]
    TooNew {
        /// Its version.
        found: i64,
    },
    /// No room, no permission, a damaged file.
    #[error("the catalogue could not be read or written; it is as it was before")]
    Database(#[source] rusqlite::Error),
    /// A record in it does not read back.
    #[error("record {0:?} of the catalogue is damaged")]
    Record(RecordId, #[source] serde_json::Error),
    /// What a record was read from does not read back.
    #[error("the source of record {0:?} of the catalogue is damaged")]
    Source(RecordId),
    /// A picture could not be stored.
    #[error("the cover could not be stored")]
    Picture(#[from] SaveError),
}

impl CatalogueError {
    /// What happened and what to do.
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Open { path, .. } => format!("не удалось открыть каталог {}", path.display()),
            Self::Busy => "каталог занят другой программой; ничего не изменено, повторите позже".to_owned(),
            Self::Foreign { path } => format!("{} — не каталог Витрины; файл не изменён", path.display()),
            Self::TooNew { found } => {
                format!("каталог создан в более новой Витрине (версия {found}); обновите программу")
            }
            Self::Database(_) => {
                "каталог не удалось прочитать или записать (нет места или прав?); он остался прежним".to_owned()
            }
            Self::Record(id, _) => format!("запись {} каталога повреждена", id.0),
            Self::Source(id) => format!("исходный текст записи {} каталога повреждён", id.0),
            Self::Picture(_) => "обложку не удалось сохранить".to_owned(),
        }
    }
}

impl From<rusqlite::Error> for CatalogueError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Database(error),
        }
    }
}

/// Where a record was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRef {
    /// The file, as it was named then.
    pub path: String,
    /// Its number there, from 1.
    pub number: usize,
}

/// A cover of a record, with the reason it is believed to be its cover.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredCover {
    /// The picture; its file lies in the covers folder.
    pub cover: Cover,
    /// Why it was linked, in words.
    pub reason: String,
    /// How sure that is, 0 to 1.
    pub confidence: f32,
}

/// A record as the catalogue keeps it.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Its identity here.
    pub id: RecordId,
    /// Its identity everywhere: the same after any re-import.
    pub key: String,
    /// The record.
    pub record: BookRecord,
    /// Its cover, if one was linked.
    pub cover: Option<StoredCover>,
    /// Where it was read.
    pub source: SourceRef,
    /// Whether a person corrected it here.
    pub is_corrected: bool,
}

/// An open catalogue.
#[derive(Debug)]
pub struct Catalogue {
    database: Connection,
    covers: Media,
    path: PathBuf,
}

const COLUMNS: &str = "record.id, record.key, coalesce(record.own, record.data), record.source, record.number, \
     cover.file, cover.width, cover.height, cover.source, cover.rights, cover.reason, cover.confidence, \
     record.own IS NOT NULL";
const TABLES: &str = "record LEFT JOIN cover ON cover.record = record.id";

impl Catalogue {
    /// Opens a catalogue, making an empty one if there is none.
    pub fn open(path: &Path) -> Result<Self, CatalogueError> {
        if let Some(folder) = path.parent().filter(|it| !it.as_os_str().is_empty()) {
            let failed = |source| CatalogueError::Open { path: path.to_owned(), source };
            std::fs::create_dir_all(folder).map_err(failed)?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::with_flags(path, flags, &Progress::default())
    }

    /// Opens a catalogue that must be there.
    pub fn open_existing(path: &Path) -> Result<Self, CatalogueError> {
        if !path.exists() {
            let source = std::io::Error::from(std::io::ErrorKind::NotFound);
            return Err(CatalogueError::Open { path: path.to_owned(), source });
        }
        Self::with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE, &Progress::default())
    }

    /// Brings a catalogue of an earlier version of the program up to date, which reads every record of it.
    ///
    /// Opening does the same without telling how far it is. Nothing happens to one that is up to date or not
    /// there; stopped at any moment it is as it was.
    pub fn renew(path: &Path, progress: &Progress) -> Result<(), CatalogueError> {
        if path.exists() {
            Self::with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE, progress)?;
        }
        Ok(())
    }

    fn with_flags(path: &Path, flags: OpenFlags, progress: &Progress) -> Result<Self, CatalogueError> {
        let foreign = |error: rusqlite::Error| match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => CatalogueError::Foreign { path: path.to_owned() },
            _ => error.into(),
        };
        let mut database = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        database.busy_timeout(BUSY_WAIT)?;
        schema::bring_up_to_date(&mut database, path, progress).map_err(|error| match error {
            CatalogueError::Database(error) => foreign(error),
            error => error,
        })?;
        Ok(Self { database, covers: Media::new(covers_folder(path)), path: path.to_owned() })
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The pictures of covers.
    pub fn covers(&self) -> &Media {
        &self.covers
    }

    /// How many records there are.
    pub fn count(&self) -> Result<usize, CatalogueError> {
        search::count(&self.database)
    }

    /// How many records have a cover.
    pub fn count_covers(&self) -> Result<usize, CatalogueError> {
        let count: i64 = self.database.query_row("SELECT count(*) FROM cover", [], |it| it.get(0))?;
        Ok(count as usize)
    }

    /// One record; `None` when there is no such id.
    pub fn record(&self, id: RecordId) -> Result<Option<Stored>, CatalogueError> {
        let query = format!("SELECT {COLUMNS} FROM {TABLES} WHERE record.id = ?1");
        let row = self.database.prepare_cached(&query)?.query_row([id.0], |it| Ok(stored(it))).optional()?;
        row.transpose()
    }

    /// The bytes a record was read from, as they stood in its file; `None` when there is no such id.
    pub fn raw(&self, id: RecordId) -> Result<Option<Vec<u8>>, CatalogueError> {
        let mut find = self.database.prepare_cached("SELECT raw, difference, data FROM record WHERE id = ?1")?;
        let row = |it: &Row<'_>| Ok((it.get(0)?, it.get(1)?, it.get(2)?));
        match find.query_row([id.0], row).optional()? {
            None => Ok(None),
            Some((raw, false, _)) => Ok(Some(raw)),
            Some((raw, true, data)) => {
                let raw: Vec<u8> = raw;
                let data: String = data;
                difference::restored(&raw, data.as_bytes()).map(Some).ok_or(CatalogueError::Source(id))
            }
        }
    }

    /// Calls `each` with every record in import order; stops at the first record that does not read.
    pub fn for_each(&self, each: &mut dyn FnMut(Stored)) -> Result<(), CatalogueError> {
        let query = format!("SELECT {COLUMNS} FROM {TABLES} ORDER BY record.id");
        let mut statement = self.database.prepare(&query)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(stored(row)?);
        }
        Ok(())
    }

    /// Gives records the covers they are said to have, or none, all or none of them; what they had before.
    pub fn put_covers(&mut self, covers: &[CoverOf]) -> Result<Vec<CoverOf>, CatalogueError> {
        let mut before = Vec::with_capacity(covers.len());
        for (id, _) in covers {
            before.push((*id, self.record(*id)?.and_then(|it| it.cover)));
        }
        let transaction = self.database.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        for (id, cover) in covers {
            match cover {
                Some(cover) => link(&transaction, *id, cover)?,
                None => {
                    transaction.prepare_cached("DELETE FROM cover WHERE record = ?1")?.execute([id.0])?;
                }
            }
        }
        transaction.commit()?;
        Ok(before)
    }
}

/// A record and the cover it has, if it has one.
pub type CoverOf = (RecordId, Option<StoredCover>);

/// Links one cover; the one the record had is replaced.
fn link(transaction: &Transaction<'_>, id: RecordId, it: &StoredCover) -> Result<(), CatalogueError> {
    let mut insert = transaction.prepare_cached(
        "INSERT OR REPLACE INTO cover (record, file, width, height, source, rights, reason, confidence) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    let cover = &it.cover;
    let (size, words) = ((cover.width, cover.height), (&cover.source, &cover.rights, &it.reason));
    insert.execute(params![id.0, cover.file.0, size.0, size.1, words.0, words.1, words.2, it.confidence])?;
    Ok(())
}

/// `covers` beside `catalogue.sqlite`, `NAME.covers` beside any other.
fn covers_folder(path: &Path) -> PathBuf {
    let is_usual = path.file_stem().is_some_and(|it| it == "catalogue");
    if is_usual { path.with_file_name("covers") } else { path.with_extension("covers") }
}

/// A record as it is in the index: a person's version of it, else the imported one.
fn indexed(database: &Connection, id: RecordId) -> Result<BookRecord, CatalogueError> {
    let mut find = database.prepare_cached("SELECT coalesce(own, data) FROM record WHERE id = ?1")?;
    let data: String = find.query_row([id.0], |it| it.get(0))?;
    parsed(id, &data)
}

fn parsed(id: RecordId, data: &str) -> Result<BookRecord, CatalogueError> {
    serde_json::from_str(data).map_err(|error| CatalogueError::Record(id, error))
}

fn stored(row: &Row<'_>) -> Result<Stored, CatalogueError> {
    let id = RecordId(row.get(0)?);
    let data: String = row.get(2)?;
    let record = parsed(id, &data)?;
    let number: i64 = row.get(4)?;
    let cover = match row.get::<_, Option<String>>(5)? {
        None => None,
        Some(file) => Some(StoredCover {
            cover: Cover {
                rights: row.get(9)?,
                ..Cover::new(MediaName(file), (row.get(6)?, row.get(7)?), row.get::<_, String>(8)?)
            },
            reason: row.get(10)?,
            confidence: row.get(11)?,
        }),
    };
    let source = SourceRef { path: row.get(3)?, number: number as usize };
    Ok(Stored { id, key: row.get(1)?, record, cover, source, is_corrected: row.get(12)? })
}

#[cfg(test)]
mod tests;
