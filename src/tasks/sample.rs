//! The sample that comes with the program.

use std::path::{Path, PathBuf};

use super::TaskError;
use crate::store::{Media, media_folder, save_atomic};

/// The exhibition file.
const TEXT: &str = include_str!("../../exhibitions/sample.ron");

macro_rules! pictures {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_bytes!(concat!("../../exhibitions/sample.media/", $name)).as_slice())),*]
    };
}

include!("sample_pictures.rs");

/// Puts the sample into a folder, unless it is there already, so that it can be changed freely.
pub fn place_sample(folder: &Path) -> Result<PathBuf, TaskError> {
    let path = folder.join("primer-vystavki.ron");
    if path.exists() {
        return Ok(path);
    }
    let media = Media::new(media_folder(&path));
    for (name, bytes) in PICTURES {
        let extension = name.rsplit('.').next().unwrap_or("jpg");
        media.put(bytes, extension)?;
    }
    crate::store::make_folder(folder).map_err(|source| TaskError::File { path: folder.to_owned(), source })?;
    save_atomic(&path, TEXT.as_bytes())?;
    Ok(path)
}
