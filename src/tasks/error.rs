//! What can go wrong with a task, as one sentence in the language of the user.

use std::io;
use std::path::PathBuf;

use crate::domain::Lang;
use crate::export::ExportError;
use crate::formats::ReadError;
use crate::progress::Cancelled;
use crate::store::{CatalogueError, LoadError, PictureError, SaveError, system_text};
use crate::studio::DrawError;

/// Why a task was not done; nothing on disk has changed.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// A file is missing or may not be read.
    #[error("cannot read {path}")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// A file is not a catalogue export.
    #[error("{path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: ReadError,
    },
    /// The catalogue cannot be used.
    #[error(transparent)]
    Catalogue(#[from] CatalogueError),
    /// An exhibition cannot be opened.
    #[error("{path}: {source}")]
    Load {
        /// The file.
        path: PathBuf,
        /// Why.
        source: LoadError,
    },
    /// A file cannot be saved.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// Bundles cannot be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// A slide cannot be drawn.
    #[error(transparent)]
    Draw(#[from] DrawError),
    /// A picture cannot be used.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// `--strict`, and records were skipped.
    #[error("{skipped} records cannot be read, and --strict was asked for; nothing was imported")]
    Strict {
        /// How many.
        skipped: usize,
    },
    /// The new file is there already.
    #[error("{0} exists already; it was not touched")]
    Exists(PathBuf),
    /// A folder without a catalogue export in it.
    #[error("no file in {0} is a catalogue export; nothing was imported")]
    NoExports(PathBuf),
    /// A catalogue without records.
    #[error("the catalogue has no records yet: import an export first; the exhibition was not made")]
    NoRecords,
    /// Nothing to make an exhibition of.
    #[error("no records found for “{0}”; the exhibition was not made")]
    NothingFound(String),
    /// A word that names nothing.
    #[error("unknown {what} {name:?}; known: {known}")]
    Unknown {
        /// What it should name.
        what: &'static str,
        /// The word.
        name: String,
        /// What there is.
        known: String,
    },
    /// There is no such post or slide.
    #[error("the exhibition has no post {post} with slide {slide}")]
    NoSlide {
        /// Number of the post.
        post: usize,
        /// Number of the slide.
        slide: usize,
    },
    /// The program's own data is damaged.
    #[error("the program's own data is damaged: {0}")]
    Data(#[from] crate::compose::FaultyData),
    /// Given up on request.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl TaskError {
    /// What happened, what it means, what to do: one sentence.
    pub fn text(&self, lang: Lang) -> String {
        let why = |source: Option<&dyn std::error::Error>| source.map_or_else(String::new, |it| format!(": {it}"));
        if lang == Lang::En {
            let said = matches!(self, Self::Read { .. } | Self::Load { .. });
            let cause = std::error::Error::source(self).filter(|_| !said);
            return format!("{self}{}", why(cause));
        }
        match self {
            Self::File { path, source } => {
                format!("не удалось прочитать {}: {}", path.display(), system_text(source, lang))
            }
            Self::Read { path, source } => format!("{}: {}", path.display(), source.text(lang)),
            Self::Catalogue(error @ CatalogueError::Open { source, .. }) => {
                format!("{}: {}", error.text(lang), system_text(source, lang))
            }
            Self::Catalogue(error) => format!("{}{}", error.text(lang), why(std::error::Error::source(error))),
            Self::Load { path, source } => format!("{}: {}", path.display(), source.text(lang)),
            Self::Save(error) => save_text(error),
            Self::Export(error @ ExportError::Write { source, .. }) => {
                format!("{}: {}", error.text(lang), system_text(source, lang))
            }
            Self::Export(error) => error.text(lang),
            Self::Draw(error) => format!("кадр не нарисован: {}", error.text(lang)),
            Self::Picture(error) => error.text(lang),
            Self::Strict { skipped } => {
                format!("не читаются записи ({skipped}), а задано --strict; ничего не загружено")
            }
            Self::Exists(path) => format!("{} уже есть; файл не тронут", path.display()),
            Self::NoExports(folder) => {
                format!("в папке {} нет выгрузок каталога; ничего не загружено", folder.display())
            }
            Self::NoRecords => "в каталоге ещё нет записей: сначала загрузите выгрузку; выставка не создана".to_owned(),
            Self::NothingFound(query) => format!("по запросу «{query}» записей нет; выставка не создана"),
            Self::Unknown { what, name, known } => {
                let what = match *what {
                    "platform" => "площадки",
                    "template" => "шаблона",
                    "theme" => "оформления",
                    "kind" => "вида постов",
                    "language" => "языка",
                    other => other,
                };
                format!("нет {what} «{name}»; есть: {known}")
            }
            Self::NoSlide { post, slide } => format!("в выставке нет поста {post} с кадром {slide}"),
            Self::Data(error) => format!("повреждены собственные данные программы: {error}"),
            Self::Cancelled(_) => "отменено; ничего не изменено".to_owned(),
        }
    }

    /// Was the file changed by another program since it was read?
    pub fn is_changed_on_disk(&self) -> bool {
        matches!(self, Self::Save(SaveError::ChangedOnDisk { .. }))
    }

    /// Was it given up on request?
    pub fn is_cancelled(&self) -> bool {
        matches!(self, Self::Cancelled(_) | Self::Export(ExportError::Cancelled(_)))
    }
}

fn save_text(error: &SaveError) -> String {
    match error {
        SaveError::Write { path, source } => {
            format!("не удалось записать {}: {}; прежний файл цел", path.display(), system_text(source, Lang::Ru))
        }
        SaveError::Replace { path, source } => {
            format!("не удалось заменить {}: {}; прежний файл цел", path.display(), system_text(source, Lang::Ru))
        }
        SaveError::ChangedOnDisk { path } => {
            format!("файл {} с тех пор, как он открыт, изменила другая программа; он не тронут", path.display())
        }
        SaveError::Unfaithful(what) => {
            format!("выставка не читается обратно такой, как записана: {what}; файл не тронут")
        }
    }
}
