//! What a person does to the catalogue by hand.

use std::path::{Path, PathBuf};

use super::{CoversReport, TaskError, open_catalogue};
use crate::domain::{BookRecord, Cover, Exhibition, Lang, RecordId};
use crate::store::{Catalogue, Stored, StoredCover, Undone, decode, probe, read_file};

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
    /// The last import taken back.
    UndoImport,
}

/// What came of a change of the catalogue.
#[derive(Clone, Debug)]
pub struct Changed {
    /// A sentence about what was done.
    pub said: String,
    /// A record as it was and as it is now; exhibitions may have a copy of what it was.
    pub record: Option<Box<(Stored, Stored)>>,
}

/// Changes the catalogue.
pub fn change_catalogue(path: &Path, change: CatalogueChange, lang: Lang) -> Result<Changed, TaskError> {
    let mut catalogue = Catalogue::open(path)?;
    let changed = match &change {
        CatalogueChange::Correct(id, _) | CatalogueChange::Revert(id) => Some(*id),
        _ => None,
    };
    let before = changed.map(|it| catalogue.record(it)).transpose()?.flatten();
    let said = match change {
        CatalogueChange::Correct(id, record) => {
            catalogue.correct(id, &record)?;
            lang.pick("Запись исправлена", "The record is corrected").to_owned()
        }
        CatalogueChange::Revert(id) => {
            catalogue.revert(id)?;
            lang.pick("Запись снова такая, как в выгрузке", "The record is as imported again").to_owned()
        }
        CatalogueChange::Add(record) => {
            catalogue.add(&record)?;
            lang.pick("Книга добавлена в каталог", "The book is in the catalogue").to_owned()
        }
        CatalogueChange::Link(chosen) => {
            let n = link(&mut catalogue, &chosen, lang)?;
            let words = lang.plural(n, ["обложка", "обложки", "обложек"], ["cover", "covers"]);
            lang.pick(format!("Связано: {n} {words}"), format!("Matched: {n} {words}"))
        }
        CatalogueChange::UndoImport => undone(catalogue.undo_import()?, lang),
    };
    let now = changed.map(|it| catalogue.record(it)).transpose()?.flatten();
    Ok(Changed { said, record: before.zip(now).map(Box::new) })
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

fn link(catalogue: &mut Catalogue, chosen: &[(PathBuf, RecordId)], lang: Lang) -> Result<usize, TaskError> {
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
        links.push((*id, StoredCover { cover, reason, confidence: 1.0 }));
    }
    catalogue.link_covers(&links)?;
    Ok(links.len())
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
