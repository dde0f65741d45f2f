//! Pictures named by the hash of their content.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic::{SaveError, save_atomic};
use crate::domain::MediaName;

/// The name a picture gets in a media folder.
pub fn media_name(bytes: &[u8], extension: &str) -> MediaName {
    let hash = blake3::hash(bytes).to_hex();
    MediaName(format!("{}.{extension}", hash.get(..32).unwrap_or_default()))
}

/// A folder of pictures.
#[derive(Clone, Debug)]
pub struct Media {
    folder: PathBuf,
}

impl Media {
    /// The pictures of this folder; it is made when the first one is put there.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a picture is; `None` for a name that would lead out of the folder.
    pub fn path(&self, name: &MediaName) -> Option<PathBuf> {
        let is_plain =
            !name.0.is_empty() && !name.0.contains(['/', '\\', ':']) && name.0 != ".." && !name.0.starts_with('.');
        is_plain.then(|| self.folder.join(&name.0))
    }

    /// The bytes of a picture.
    pub fn read(&self, name: &MediaName) -> io::Result<Vec<u8>> {
        let path = self.path(name).ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        fs::read(path)
    }

    /// Puts a picture there; one that is there already is left alone.
    pub fn put(&self, bytes: &[u8], extension: &str) -> Result<MediaName, SaveError> {
        let name = media_name(bytes, extension);
        let path = self.folder.join(&name.0);
        if fs::metadata(&path).is_ok_and(|it| it.len() == bytes.len() as u64) {
            return Ok(name);
        }
        let failed = |source| SaveError::Write { path: path.clone(), source };
        fs::create_dir_all(&self.folder).map_err(failed)?;
        save_atomic(&path, bytes)?;
        Ok(name)
    }

    /// Copies a picture from another folder, unless it is there already.
    pub fn take_from(&self, other: &Self, name: &MediaName) -> Result<(), SaveError> {
        let missing = || io::Error::from(io::ErrorKind::NotFound);
        let target = self.path(name);
        let failed = |source| SaveError::Write { path: self.folder.join(&name.0), source };
        if target.as_ref().is_some_and(|it| it.exists()) || self.folder == other.folder {
            return Ok(());
        }
        let target = target.ok_or_else(|| failed(missing()))?;
        let bytes = other.read(name).map_err(failed)?;
        fs::create_dir_all(&self.folder).map_err(failed)?;
        save_atomic(&target, &bytes).map(|_saved| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_kept_once_under_the_name_of_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let media = Media::new(folder.path().join("a.media"));
        let first = media.put(b"picture", "jpg").unwrap();
        assert_eq!(media.put(b"picture", "jpg").unwrap(), first);
        assert_eq!(media.read(&first).unwrap(), b"picture");
        assert_eq!(fs::read_dir(media.folder()).unwrap().count(), 1);
    }

    #[test]
    fn a_name_cannot_lead_out_of_the_folder() {
        let media = Media::new("/tmp/a.media".into());
        for name in ["../secret", "/etc/passwd", "a/b.jpg", "..", "C:\\x.jpg", ".hidden", ""] {
            assert!(media.path(&MediaName(name.to_owned())).is_none(), "{name}");
        }
    }
}
