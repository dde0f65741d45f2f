//! What a person does to the catalogue by hand.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::{CoversReport, TaskError, open_catalogue};
use crate::domain::{BookRecord, Cover, Exhibition, Lang, RecordId};
use crate::store::{Catalogue, CoverOf, Put, Stored, StoredCover, Undone, decode, probe, read_file};

/// One change of the catalogue.
#[derive(Clone, Debug)]
pub enum CatalogueChange {
    /// A person's version of a record.
    Correct(RecordId, Box<BookRecord>),
    /// The record as it was imported again.
    Revert(RecordId),
    /// A record written by hand.
    Add(Box<BookRecord>),
    /// Pictures chosen as covers.
    Link(Vec<(PathBuf, RecordId)>),
    /// The covers of records, as they were.
    Covers(Vec<CoverOf>),
    /// The last import taken back.
    UndoImport,
}

/// What was done to the catalogue.
#[derive(Clone, Debug)]
pub struct Changed {
    /// A sentence about it.
    pub said: String,
    /// The change that takes it back.
    pub back: Option<Box<CatalogueChange>>,
}

/// A record as it was and as it is now; an exhibition may have a copy of what it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Renewed {
    /// Key of the record.
    pub key: String,
    /// What it was.
    pub before: BookRecord,
    /// What it is.
    pub now: BookRecord,
}

/// Does work on the catalogue, and tells what it changed in the records with these keys.
pub fn watching<T>(
    path: &Path,
    keys: &[String],
    work: impl FnOnce() -> Result<T, TaskError>,
) -> Result<(T, Vec<Renewed>), TaskError> {
    let known = || -> Result<Vec<Stored>, TaskError> {
        if keys.is_empty() || !path.exists() {
            return Ok(Vec::new());
        }
        Ok(Catalogue::open(path)?.records_of(keys)?)
    };
    let before = known()?;
    let done = work()?;
    let mut now: HashMap<String, BookRecord> = known()?.into_iter().map(|it| (it.key, it.record)).collect();
    let renewed = |it: Stored| {
        let now = now.remove(&it.key).filter(|now| *now != it.record)?;
        Some(Renewed { key: it.key, before: it.record, now })
    };
    Ok((done, before.into_iter().filter_map(renewed).collect()))
}

/// Changes the catalogue.
pub fn change_catalogue(path: &Path, change: CatalogueChange, lang: Lang) -> Result<Changed, TaskError> {
    let mut catalogue = Catalogue::open(path)?;
    let was = |catalogue: &Catalogue, id| -> Result<Option<CatalogueChange>, TaskError> {
        Ok(catalogue.record(id)?.map(|it| CatalogueChange::Correct(id, Box::new(it.record))))
    };
    let (said, back) = match change {
        CatalogueChange::Correct(id, record) => {
            let back = was(&catalogue, id)?;
            catalogue.correct(id, &record)?;
            (lang.pick("Запись исправлена", "The record is corrected").to_owned(), back)
        }
        CatalogueChange::Revert(id) => {
            let back = was(&catalogue, id)?;
            catalogue.revert(id)?;
            (lang.pick("Запись снова такая, как в выгрузке", "The record is as imported again").to_owned(), back)
        }
        CatalogueChange::Add(record) => {
            let (_, put) = catalogue.add(&record)?;
            let said = lang.pick("Книга добавлена в каталог", "The book is in the catalogue").to_owned();
            (said, (put == Put::New).then_some(CatalogueChange::UndoImport))
        }
        CatalogueChange::Link(chosen) => {
            let before = link(&mut catalogue, &chosen, lang)?;
            (covers_matched(before.len(), lang), Some(CatalogueChange::Covers(before)))
        }
        CatalogueChange::Covers(covers) => {
            let before = catalogue.put_covers(&covers)?;
            let said = lang.pick("Обложки такие, как были", "The covers are as they were").to_owned();
            (said, Some(CatalogueChange::Covers(before)))
        }
        CatalogueChange::UndoImport => (undone(catalogue.undo_import()?, lang), None),
    };
    Ok(Changed { said, back: back.map(Box::new) })
}

fn covers_matched(n: usize, lang: Lang) -> String {
    let words = lang.plural(n, ["обложка", "обложки", "обложек"], ["cover", "covers"]);
    lang.pick(format!("Связано: {n} {words}"), format!("Matched: {n} {words}"))
}

fn undone(what: Option<Undone>, lang: Lang) -> String {
    match what {
        None => lang.pick("Отменять нечего: импортов не было", "Nothing to take back: no import").to_owned(),
        Some(Undone { files, removed, restored }) => {
            let of = if files.is_empty() { String::new() } else { format!(" ({files})") };
            lang.pick(
                format!("Импорт отменён{of}: убрано записей {removed}, возвращено прежних {restored}"),
                format!("The import is taken back{of}: {removed} records removed, {restored} restored"),
            )
        }
    }
}

/// Covers chosen by hand; gives what the records had before.
fn link(catalogue: &mut Catalogue, chosen: &[(PathBuf, RecordId)], lang: Lang) -> Result<Vec<CoverOf>, TaskError> {
    let mut links = Vec::new();
    for (path, id) in chosen {
        let failed = |source| TaskError::File { path: path.clone(), source };
        let bytes = read_file(path).map_err(failed)?;
        decode(&bytes)?;
        let info = probe(&bytes)?;
        let file = catalogue.covers().put(&bytes, info.extension)?;
        let source = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let cover = Cover::new(file, (info.width, info.height), source);
        let reason = lang.pick("выбрано вручную", "chosen by hand").to_owned();
        links.push((*id, Some(StoredCover { cover, reason, confidence: 1.0 })));
    }
    Ok(catalogue.put_covers(&links)?)
}

/// Records a picture may belong to.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// Those that the doubtful pictures of a report name.
    pub named: Vec<Stored>,
    /// Those that have no cover yet, in import order: pictures from a camera often follow the list.
    pub without_cover: Vec<Stored>,
}

/// So many records without a cover are offered.
const MOST_WITHOUT: usize = 2_000;

/// The records that the open pictures of a report may belong to.
pub fn candidates(path: &Path, report: &CoversReport) -> Result<Candidates, TaskError> {
    let catalogue = open_catalogue(path)?;
    let is_asked = !report.unmatched.is_empty();
    let without_cover = if is_asked { catalogue.search("no:cover", MOST_WITHOUT)?.records } else { Vec::new() };
    let ids = report.ambiguous.iter().flat_map(|it| &it.candidates).map(|it| RecordId(it.record));
    let mut named = Vec::new();
    for id in ids {
        named.extend(catalogue.record(id)?);
    }
    Ok(Candidates { named, without_cover })
}

/// Remembers which records an exhibition has shown; a catalogue that is not there has nothing to remember.
pub fn remember_shown(path: &Path, exhibition: &Exhibition, posts: &[usize]) -> Result<(), TaskError> {
    if !path.exists() {
        return Ok(());
    }
    let is_shown = |number: usize| posts.is_empty() || posts.contains(&number);
    let shown = (1..).zip(&exhibition.posts).filter(|it| is_shown(it.0)).flat_map(|it| &it.1.slides);
    let exhibits = shown.flat_map(|it| exhibition.exhibits_of(&it.exhibits));
    let keys: Vec<&str> = exhibits.map(|it| it.record_key.as_str()).filter(|it| !it.is_empty()).collect();
    Ok(Catalogue::open(path)?.mark_shown(&keys)?)
}
