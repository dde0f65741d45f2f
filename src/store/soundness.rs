//! Whether files of pictures can be drawn, remembered for as long as they are not written to again.
//!
//! Work is checked after every change of it; only what is new is read then, however many covers there are and however
//! slow the disk is they are on.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use super::{Media, probe};
use crate::domain::MediaName;

/// What is in a file of a media folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Soundness {
    /// A picture.
    Whole,
    /// A picture that ends too early.
    Cut,
    /// Something else.
    NoPicture,
    /// There is no such file, or it cannot be read.
    Missing,
}

/// Bytes of a file and when it was written.
type Written = (u64, SystemTime);

/// What was found in files that were looked at.
#[derive(Debug, Default)]
pub struct Looked {
    known: Mutex<BTreeMap<PathBuf, (Written, Soundness)>>,
}

impl Looked {
    /// What is in a file. Its head and its end are looked at; decoding it would take as long as drawing it.
    pub fn at(&self, media: &Media, name: &MediaName) -> Soundness {
        let Some((path, written)) = media.path(name).and_then(|it| written(&it).map(|written| (it, written))) else {
            return Soundness::Missing;
        };
        let before = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&path).copied();
        if let Some((_, found)) = before.filter(|it| it.0 == written) {
            return found;
        }
        let found = match media.read(name).map(|bytes| probe(&bytes)) {
            Ok(Ok(info)) if info.is_cut => Soundness::Cut,
            Ok(Ok(_)) => Soundness::Whole,
            Ok(Err(_)) => Soundness::NoPicture,
            // It may be there the next time.
            Err(_) => return Soundness::Missing,
        };
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(path, (written, found));
        found
    }
}

fn written(path: &Path) -> Option<Written> {
    let about = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((about.len(), about.modified().unwrap_or(SystemTime::UNIX_EPOCH)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Picture;
    use crate::store::encode_jpeg;

    fn write(path: &Path, bytes: &[u8], seconds: u64) {
        fs::write(path, bytes).unwrap();
        let when = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(seconds);
        fs::File::options().write(true).open(path).unwrap().set_modified(when).unwrap();
    }

    #[test]
    fn a_file_is_looked_at_again_when_it_was_written_to_and_not_before() {
        let folder = tempfile::tempdir().unwrap();
        let (media, looked) = (Media::new(folder.path().to_owned()), Looked::default());
        let name = MediaName("a.jpg".to_owned());
        let (path, at) = (media.path(&name).unwrap(), || looked.at(&media, &name));
        assert_eq!(at(), Soundness::Missing);
        let rgba = (0..60_u32 * 80).flat_map(|it| [(it * it % 251) as u8, 90, 7, 255]).collect();
        let jpeg = encode_jpeg(&Picture { width: 60, height: 80, rgba }, 90).unwrap();
        write(&path, &jpeg, 1000);
        assert_eq!(at(), Soundness::Whole);
        // As long as before and of the same time: whoever wrote it hid it well, and it is not read.
        write(&path, &vec![0; jpeg.len()], 1000);
        assert_eq!(at(), Soundness::Whole);
        write(&path, &vec![0; jpeg.len()], 1001);
        assert_eq!(at(), Soundness::NoPicture);
        write(&path, &jpeg[..jpeg.len() / 2], 1001);
        assert_eq!(at(), Soundness::Cut);
        fs::remove_file(&path).unwrap();
        assert_eq!(at(), Soundness::Missing);
    }
}
