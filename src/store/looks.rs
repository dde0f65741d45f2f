//! Templates and themes as files: `NAME.theme.ron` and `NAME.template.ron`, readable text that can be shared.
//!
//! A file is looked over before it is used; each fault has its place. What comes with the program keeps its ids:
//! a file with one of them is told to take another.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::atomic::{SaveError, save_atomic};
use super::names::safe_name;
use super::reading::{read_small, system_text};
use super::syntax::SyntaxFault;
use crate::domain::{Lang, LookFault, Template, Theme};

/// A template or a theme.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// A theme.
    Theme(Arc<Theme>),
    /// A template.
    Template(Arc<Template>),
}

impl Look {
    /// Its identity.
    pub fn id(&self) -> &str {
        match self {
            Self::Theme(it) => &it.id.0,
            Self::Template(it) => &it.id.0,
        }
    }

    /// Its name.
    pub fn name(&self, lang: Lang) -> &str {
        match self {
            Self::Theme(it) => it.name.get(lang),
            Self::Template(it) => it.name.get(lang),
        }
    }

    fn faults(&self) -> Vec<LookFault> {
        match self {
            Self::Theme(it) => it.faults(),
            Self::Template(it) => it.faults(),
        }
    }

    /// What files of its kind end in.
    pub fn ending(&self) -> &'static str {
        match self {
            Self::Theme(_) => ".theme.ron",
            Self::Template(_) => ".template.ron",
        }
    }

    /// What its file is called: made of its name and of its id, so that two of one name do not meet.
    pub fn file_name(&self) -> String {
        let name = safe_name(self.name(Lang::Ru), 40);
        format!("{name}_{}{}", safe_name(self.id(), 24), self.ending())
    }
}

/// Why a file cannot be used, with the place where that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct FaultyLook {
    /// The file.
    pub path: PathBuf,
    /// Line and column, counted from 1.
    pub at: Option<(usize, usize)>,
    /// What is wrong.
    pub kind: FaultyLookKind,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq)]
pub enum FaultyLookKind {
    /// It cannot be read; what the system said, in Russian and in English.
    Unreadable([String; 2]),
    /// Its letters are not in UTF-8.
    Encoding,
    /// It is neither a template nor a theme.
    NotALook,
    /// It is not written as its kind is; what the reader said.
    Syntax(SyntaxFault),
    /// It has the id of one that comes with the program.
    TakenId(String),
    /// It could be read, but not be used.
    Unfit(LookFault),
}

impl FaultyLook {
    /// Where and what, and what to do.
    pub fn text(&self, lang: Lang) -> String {
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let at = self.at.map_or(String::new(), |(line, column)| {
            lang.pick(format!(", строка {line}, столбец {column}"), format!(", line {line}, column {column}"))
        });
        let what = match &self.kind {
            FaultyLookKind::Unreadable([ru, en]) => {
                lang.pick(format!("не читается: {ru}"), format!("cannot be read: {en}"))
            }
            FaultyLookKind::Encoding => lang
                .pick("буквы не в UTF-8; сохраните файл в UTF-8", "letters are not in UTF-8; save the file in UTF-8")
                .to_owned(),
            FaultyLookKind::NotALook => lang
                .pick("это не шаблон и не оформление Витрины", "this is neither a template nor a theme of Vitrina")
                .to_owned(),
            FaultyLookKind::Syntax(fault) => fault.text(lang),
            FaultyLookKind::TakenId(id) => lang.pick(
                format!("id «{id}» занят оформлением самой программы; дайте файлу другой id"),
                format!("the id “{id}” belongs to the program itself; give the file another id"),
            ),
            FaultyLookKind::Unfit(fault) => fault.text(lang),
        };
        format!("{name}{at}: {what}")
    }
}

/// The text of a file.
pub fn look_text(look: &Look) -> Result<String, SaveError> {
    let pretty = ron::ser::PrettyConfig::new().depth_limit(8).new_line("\n");
    let text = match look {
        Look::Theme(it) => ron::ser::to_string_pretty(&**it, pretty),
        Look::Template(it) => ron::ser::to_string_pretty(&**it, pretty),
    };
    Ok(text.map_err(|it| SaveError::Unfaithful(it.to_string()))? + "\n")
}

/// Reads a template or a theme from the text of a file; which of them, the content says.
pub fn parse_look(path: &Path, text: &str, taken: &dyn Fn(&Look) -> bool) -> Result<Look, Vec<FaultyLook>> {
    let text = text.trim_start_matches('\u{feff}');
    let fault = |at, kind| FaultyLook { path: path.to_owned(), at, kind };
    let read = if text.contains("voices:") {
        ron::from_str::<Theme>(text).map(|it| Look::Theme(Arc::new(it)))
    } else if text.contains("tall:") {
        ron::from_str::<Template>(text).map(|it| Look::Template(Arc::new(it)))
    } else {
        return Err(vec![fault(None, FaultyLookKind::NotALook)]);
    };
    let look = read.map_err(|it| {
        let (at, why) = SyntaxFault::of(it);
        vec![fault(Some(at), FaultyLookKind::Syntax(why))]
    })?;
    let mut faults: Vec<_> = look.faults();
    // One place may be told of once.
    faults.dedup();
    let unfit = faults.into_iter().map(|it| fault(place(text, &it.place), FaultyLookKind::Unfit(it)));
    let taken = taken(&look).then(|| fault(place(text, "id"), FaultyLookKind::TakenId(look.id().to_owned())));
    let all: Vec<FaultyLook> = taken.into_iter().chain(unfit).collect();
    if all.is_empty() { Ok(look) } else { Err(all) }
}

/// Where a word of the file stands first that is not part of another, nor of a remark.
fn place(text: &str, word: &str) -> Option<(usize, usize)> {
    let is_letter = |it: char| it.is_alphanumeric() || it == '_';
    let stands_alone = |line: &str, at: usize| {
        let (before, after) = (line.get(..at), line.get(at + word.len()..));
        !before.is_some_and(|it| it.ends_with(is_letter)) && !after.is_some_and(|it| it.starts_with(is_letter))
    };
    text.lines().zip(1..).find_map(|(line, number)| {
        let line = line.split("//").next().unwrap_or_default();
        let (at, _) = line.match_indices(word).find(|(at, _)| stands_alone(line, *at))?;
        Some((number, line.get(..at)?.chars().count() + 1))
    })
}

/// Line and column after a text, counted from 1.
fn end_of(text: &str) -> (usize, usize) {
    let last = text.rsplit('\n').next().unwrap_or_default();
    (text.matches('\n').count() + 1, last.chars().count() + 1)
}

/// Reads a file of a template or a theme.
pub fn load_look(path: &Path, taken: &dyn Fn(&Look) -> bool) -> Result<Look, Vec<FaultyLook>> {
    let failed = |at, kind| vec![FaultyLook { path: path.to_owned(), at, kind }];
    let bytes = read_small(path).map_err(|it| {
        let why = [Lang::Ru, Lang::En].map(|lang| system_text(&it, lang));
        failed(None, FaultyLookKind::Unreadable(why))
    })?;
    let text = std::str::from_utf8(&bytes).map_err(|it| {
        let whole = bytes.get(..it.valid_up_to()).unwrap_or_default();
        failed(Some(end_of(&String::from_utf8_lossy(whole))), FaultyLookKind::Encoding)
    })?;
    parse_look(path, text, taken)
}

/// Files of a folder that are called as templates and themes are, by name.
pub fn look_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut files: Vec<PathBuf> = entries.map(|it| it.path()).filter(|it| is_look_file(it)).collect();
    files.sort();
    files
}

/// Whether a file is called as templates and themes are.
pub fn is_look_file(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    name.ends_with(".theme.ron") || name.ends_with(".template.ron")
}

/// Saves a template or a theme where a person wants it.
pub fn save_look(path: &Path, look: &Look) -> Result<(), SaveError> {
    save_atomic(path, look_text(look)?.as_bytes()).map(|_saved| ())
}

/// Puts a template or a theme into the collection, in place of one with its id.
pub fn keep_look(folder: &Path, look: &Look) -> Result<PathBuf, SaveError> {
    let path = folder.join(look.file_name());
    std::fs::create_dir_all(folder).map_err(|source| SaveError::Write { path: path.clone(), source })?;
    save_look(&path, look)?;
    forget_look(folder, look, Some(&path))?;
    Ok(path)
}

/// Takes a template or a theme out of the collection; files of the same id go, but for one.
pub fn forget_look(folder: &Path, look: &Look, but: Option<&Path>) -> Result<(), SaveError> {
    for path in look_files(folder) {
        let is_kind = |it: &Look| std::mem::discriminant(it) == std::mem::discriminant(look);
        let same = load_look(&path, &|_| false).is_ok_and(|it| it.id() == look.id() && is_kind(&it));
        if same && but != Some(&*path) {
            std::fs::remove_file(&path).map_err(|source| SaveError::Write { path: path.clone(), source })?;
        }
    }
    Ok(())
}
