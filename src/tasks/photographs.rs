//! Photographs of an event into the media folder of an exhibition.

use std::path::{Path, PathBuf};

use super::{TaskError, add_picture, sort_dropped};
use crate::domain::Cover;
use crate::progress::Progress;

/// Photographs with their titles.
pub type Photographs = Vec<(Cover, String)>;

/// Puts photographs, and of folders the pictures in them, into the media folder of an exhibition; gives them with their
/// titles, and the files that are no pictures or cannot be read. An error when none is left, or on a cancel: what was
/// put there by then is used by nothing and stays unseen.
pub fn add_photographs(
    file: &Path,
    sources: &[PathBuf],
    progress: &Progress,
) -> Result<(Photographs, Vec<PathBuf>), TaskError> {
    let found = sort_dropped(sources);
    let mut unread = [found.others, found.exports, found.exhibitions, found.looks].concat();
    let (mut pictures, mut failure) = (Vec::new(), None);
    progress.begin(found.pictures.len());
    for path in found.pictures {
        progress.check()?;
        match add_picture(file, &path) {
            Ok(picture) => pictures.push((picture, title_of(&path))),
            Err(error) => {
                failure = failure.or(Some(error));
                unread.push(path);
            }
        }
        progress.step();
    }
    match failure {
        Some(error) if pictures.is_empty() => Err(error),
        _ => Ok((pictures, unread)),
    }
}

/// The title a file gives a photograph: its name, where a person gave it one and not a camera.
fn title_of(path: &Path) -> String {
    let name = path.file_stem().map(|it| it.to_string_lossy().replace('_', " ")).unwrap_or_default();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let letters = name.chars().filter(|it| it.is_alphabetic()).count();
    let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if letters > 3 && digits * 2 < letters { words } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_names_nothing() {
        let of = |it: &str| title_of(Path::new(it));
        assert_eq!(of("Открытие_выставки.jpg"), "Открытие выставки");
        assert_eq!(of("Встреча в 2026 году.JPG"), "Встреча в 2026 году");
        let by_machines =
            ["IMG_20261120_183312.jpg", "DSC01234.JPG", "PXL_20261120.jpg", "12.png", "photo_2026-11-20_18-33.jpg"];
        assert!(by_machines.iter().all(|it| of(it).is_empty()));
    }
}
