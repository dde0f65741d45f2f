//! Exhibition files: opened, created, saved, kept as drafts.

use std::path::Path;

use super::TaskError;
use super::catalogue::open_catalogue;
use super::new_exhibition::exhibit;
use crate::domain::{Cover, Exhibit, ExhibitId, Exhibition, Picture, RecordId};
use crate::store::{
    self, Draft, Fingerprint, Media, decode, encode_png, load, load_draft, media_folder, probe, read_file,
    remove_draft, save,
};

/// An exhibition as it was found.
#[derive(Clone, Debug)]
pub struct OpenedFile {
    /// What is in the file.
    pub exhibition: Exhibition,
    /// How the file looked, to see whether another program changes it.
    pub fingerprint: Fingerprint,
    /// What was not saved when the program last ended, if it differs.
    pub draft: Option<Draft>,
}

/// Opens a file.
pub fn open_file(path: &Path) -> Result<OpenedFile, TaskError> {
    let opened = load(path).map_err(|source| TaskError::Load { path: path.to_owned(), source })?;
    let draft = load_draft(path).filter(|it| it.exhibition != opened.exhibition);
    Ok(OpenedFile { exhibition: opened.exhibition, fingerprint: opened.fingerprint, draft })
}

/// Saves to a file that is not there yet.
pub fn create(path: &Path, exhibition: &Exhibition) -> Result<Fingerprint, TaskError> {
    if path.exists() {
        return Err(TaskError::Exists(path.to_owned()));
    }
    Ok(save(path, exhibition, None)?.1)
}

/// Saves; refuses when another program has changed the file since. The draft beside it goes.
pub fn save_file(path: &Path, exhibition: &Exhibition, known: Option<Fingerprint>) -> Result<Fingerprint, TaskError> {
    let (_, fingerprint) = save(path, exhibition, known)?;
    remove_draft(path);
    Ok(fingerprint)
}

/// Saves under another name, with all pictures.
pub fn save_copy(from: &Path, to: &Path, exhibition: &Exhibition) -> Result<Fingerprint, TaskError> {
    let (old, new) = (Media::new(media_folder(from)), Media::new(media_folder(to)));
    for picture in exhibition.pictures() {
        new.take_from(&old, picture)?;
    }
    Ok(save(to, exhibition, None)?.1)
}

/// Keeps unsaved work beside the file.
pub fn save_draft(path: &Path, exhibition: &Exhibition) -> Result<(), TaskError> {
    Ok(store::save_draft(path, exhibition)?)
}

/// Puts a picture into the media folder of an exhibition.
pub fn add_picture(file: &Path, picture: &Path) -> Result<Cover, TaskError> {
    let failed = |source| TaskError::File { path: picture.to_owned(), source };
    let bytes = read_file(picture).map_err(failed)?;
    let info = probe(&bytes)?;
    decode(&bytes)?;
    let name = Media::new(media_folder(file)).put(&bytes, info.extension)?;
    let source = picture.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Cover::new(name, (info.width, info.height), source))
}

/// Puts pixels that have no file, such as those of the clipboard, into the media folder of an exhibition.
pub fn add_pixels(file: &Path, pixels: &Picture) -> Result<Cover, TaskError> {
    let name = Media::new(media_folder(file)).put(&encode_png(pixels)?, "png")?;
    let (width, height) = (pixels.width, pixels.height);
    Ok(Cover::new(name, (width, height), ""))
}

/// Records of the catalogue as exhibits that have no number yet, their covers in the media folder.
pub fn add_records(file: &Path, catalogue: &Path, records: &[RecordId]) -> Result<Vec<Exhibit>, TaskError> {
    let catalogue = open_catalogue(catalogue)?;
    let media = Media::new(media_folder(file));
    let mut exhibits = Vec::new();
    for id in records {
        let Some(stored) = catalogue.record(*id)? else { continue };
        let exhibit = exhibit(ExhibitId(0), &stored);
        if let Some(cover) = &exhibit.cover {
            media.take_from(catalogue.covers(), &cover.file)?;
        }
        exhibits.push(exhibit);
    }
    Ok(exhibits)
}
