//! Bundles of a file, or of an exhibition that is open.

use std::path::Path;

use serde::Serialize;

use super::TaskError;
use super::files::open_file;
use crate::domain::{Exhibition, Lang, PlatformId};
use crate::export::{Bundle, ExportRequest, export};
use crate::progress::Progress;
use crate::store::{Media, media_folder};
use crate::studio::Studio;

/// What was written.
#[derive(Clone, Debug, Serialize)]
pub struct ExportReport {
    /// The folder of the exhibition, with all its bundles.
    pub folder: String,
    /// The bundles.
    pub bundles: Vec<Bundle>,
}

/// Writes the bundles of a file.
pub fn export_file(
    file: &Path,
    (to, platforms, posts): (&Path, &[PlatformId], &[usize]),
    studio: &Studio,
    lang: Lang,
    progress: &Progress,
) -> Result<ExportReport, TaskError> {
    let exhibition = open_file(file)?.exhibition;
    export_open((&exhibition, file), (to, platforms, posts), studio, lang, progress)
}

/// Writes the bundles of an open exhibition; `file` is where its pictures are.
pub fn export_open(
    (exhibition, file): (&Exhibition, &Path),
    (to, platforms, posts): (&Path, &[PlatformId], &[usize]),
    studio: &Studio,
    lang: Lang,
    progress: &Progress,
) -> Result<ExportReport, TaskError> {
    let media = Media::new(media_folder(file));
    let request = ExportRequest { exhibition, media: &media, to, platforms, posts };
    let (folder, bundles) = export(&request, studio, lang, progress)?;
    Ok(ExportReport { folder: folder.display().to_string(), bundles })
}
