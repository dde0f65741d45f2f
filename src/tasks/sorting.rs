//! What was dropped on the window: exports, pictures, exhibitions.

use std::path::{Path, PathBuf};

use super::TaskError;
use crate::domain::Lang;
use crate::formats::{Hints, ReadError};
use crate::store::{files_in, is_look_file};

/// Dropped files by what is done with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dropped {
    /// Exhibitions, to open.
    pub exhibitions: Vec<PathBuf>,
    /// Catalogue exports, to import.
    pub exports: Vec<PathBuf>,
    /// Templates and themes, to be kept.
    pub looks: Vec<PathBuf>,
    /// Pictures, to match with records.
    pub pictures: Vec<PathBuf>,
    /// Nothing of these; listed to the user.
    pub others: Vec<PathBuf>,
}

const PICTURES: [&str; 10] = ["jpg", "jpeg", "jpe", "png", "tif", "tiff", "webp", "gif", "bmp", "avif"];

/// Whether files that end so, in small letters, are pictures.
pub fn is_picture_ending(ending: &str) -> bool {
    PICTURES.contains(&ending)
}

/// Sorts files and the files in folders.
pub fn sort_dropped(paths: &[PathBuf]) -> Dropped {
    let mut dropped = Dropped::default();
    for path in paths {
        let files = files_in(path).unwrap_or_default();
        let is_folder = files.first() != Some(path);
        for file in files {
            sort(file, is_folder, &mut dropped);
        }
    }
    dropped
}

/// Files to be imported: the files themselves, and of folders the exports and the pictures in them.
pub fn inside_folders(sources: &[PathBuf]) -> Result<Dropped, TaskError> {
    let mut found = Dropped::default();
    for source in sources {
        if !source.is_dir() {
            found.exports.push(source.clone());
            continue;
        }
        let inside = sort_dropped(std::slice::from_ref(source));
        if inside.exports.is_empty() {
            return Err(TaskError::NoExports(source.clone()));
        }
        found.exports.extend(inside.exports);
        found.pictures.extend(inside.pictures);
    }
    Ok(found)
}

fn sort(file: PathBuf, from_folder: bool, dropped: &mut Dropped) {
    let ending = file.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    if is_look_file(&file) {
        dropped.looks.push(file);
    } else if ending == "ron" {
        dropped.exhibitions.push(file);
    } else if PICTURES.contains(&ending.as_str()) || super::covers::is_mapping(&file) {
        dropped.pictures.push(file);
    } else if is_export(&file, from_folder) {
        dropped.exports.push(file);
    } else if !from_folder {
        dropped.others.push(file);
    }
}

fn is_export(file: &Path, from_folder: bool) -> bool {
    match super::import::first_records(file, &Hints::default(), 1, Lang::Ru) {
        Ok((_, records)) => !records.is_empty(),
        // A table whose columns a person may name; notes lying in a folder of scans are none.
        Err(TaskError::Read { source: ReadError::NoTitles(columns), .. }) => columns.len() > 1 && !from_folder,
        Err(_) => false,
    }
}
