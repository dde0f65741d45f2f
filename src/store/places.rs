//! Where the program keeps its things.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Deepest folder searched for pictures.
const MAX_DEPTH: usize = 8;
/// Most files taken from a folder.
const MAX_FILES: usize = 200_000;

/// The folder for catalogue and settings: beside a portable program, else the user's own.
pub fn data_folder() -> PathBuf {
    beside_portable("data").unwrap_or_else(|| {
        let own = directories::ProjectDirs::from("", "", "vitrina");
        own.map_or_else(|| PathBuf::from("vitrina-data"), |it| it.data_dir().to_owned())
    })
}

/// The folder for what can be made again: beside a portable program, else the user's own; `None` where there is none.
pub fn cache_folder() -> Option<PathBuf> {
    let own = || directories::ProjectDirs::from("", "", "vitrina").map(|it| it.cache_dir().to_owned());
    beside_portable("cache").or_else(own)
}

fn beside_portable(name: &str) -> Option<PathBuf> {
    let mark = std::env::current_exe().ok()?.parent()?.join("portable.txt");
    if mark.exists() { Some(mark.with_file_name(name)) } else { None }
}

/// The catalogue of this workstation.
pub fn catalogue_path() -> PathBuf {
    data_folder().join("catalogue.sqlite")
}

/// All files of a path: itself, or what is in the folder and below, sorted by name.
pub fn files_in(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if fs::metadata(path)?.is_dir() {
        collect(path, 0, &mut found)?
    } else {
        found.push(path.to_owned())
    }
    found.sort();
    Ok(found)
}

/// Names in a folder and whether each is a folder; hidden ones are left out.
pub fn folder_entries(path: &Path) -> io::Result<Vec<(String, bool)>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(path)?.take(MAX_FILES) {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            entries.push((name, entry.path().is_dir()));
        }
    }
    Ok(entries)
}

/// Makes a folder and those above it.
pub fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        // Links are not followed: a folder may contain itself.
        let kind = entry.file_type()?;
        if kind.is_dir() && depth < MAX_DEPTH {
            collect(&entry.path(), depth + 1, found)?;
        } else if kind.is_file() && found.len() < MAX_FILES && !entry.file_name().to_string_lossy().starts_with('.') {
            found.push(entry.path());
        }
    }
    Ok(())
}
