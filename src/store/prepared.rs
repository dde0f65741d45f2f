//! Scans made smaller once and kept where programs keep what can be made again.
//!
//! What is drawn is the prepared picture, whether it was kept or has just been made: bundles do not depend on what is
//! kept. It goes by the content of its scan, never by a name. A kept file that is not whole, byte for byte, is made
//! again; a folder that cannot be written to costs time and nothing else.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use super::atomic::TEMP_PREFIX;
use super::pictures::{PictureError, decode, decode_within, encode_jpeg};
use crate::domain::Picture;

/// Longer side of a prepared picture, in pixels; smaller scans are drawn as they are.
pub const PREPARED_SIDE: u32 = 1200;
/// JPEG quality, without colour subsampling: half as many bytes as scans have, and no difference to the eye.
const QUALITY: u8 = 95;
/// Changes when prepared pictures come out otherwise; those of other builds are not used then, and make room in time.
const GENERATION: &str = "1";
/// Most bytes kept, some two thousand scans, and what is left of them when the oldest make room.
const MOST_BYTES: u64 = 512 * 1024 * 1024;
const LEFT_BYTES: u64 = 384 * 1024 * 1024;
/// Bytes of the hash at the end of a file: written without waiting for the disk, it may end too early after a power cut.
const SEAL: usize = 16;

/// Prepared pictures of this workstation.
#[derive(Debug, Default)]
pub struct PreparedScans {
    folder: Option<PathBuf>,
    /// Bytes in the folder, once somebody has counted them.
    bytes: Mutex<Option<u64>>,
}

impl PreparedScans {
    /// Keeps them in a folder of their own in this one, made when the first one is; nowhere when there is none.
    pub fn in_cache(cache: Option<&Path>) -> Self {
        Self { folder: cache.map(|it| it.join("scans")), bytes: Mutex::default() }
    }

    /// The picture of a scan with a longer side of at most [`PREPARED_SIDE`], upright and in sRGB.
    pub fn picture(&self, scan: &[u8]) -> Result<Picture, PictureError> {
        let path = self.path(scan);
        if let Some(kept) = path.as_deref().and_then(read) {
            return Ok(kept);
        }
        let small = decode_within(scan, PREPARED_SIDE)?;
        let Some(jpeg) = packed(&small) else { return Ok(small) };
        if let Some(path) = path {
            self.write(&path, &jpeg);
        }
        decode(&jpeg)
    }

    /// Keeps what a scan was made smaller to for the time it will be drawn, unless others would have to make room.
    pub fn keep(&self, scan: &[u8], small: &Picture) {
        let Some(path) = self.path(scan).filter(|it| !it.exists() && !self.is_full()) else { return };
        if let Some(jpeg) = packed(small) {
            self.write(&path, &jpeg);
        }
    }

    fn path(&self, scan: &[u8]) -> Option<PathBuf> {
        let hash = blake3::hash(scan).to_hex();
        Some(self.folder.as_ref()?.join(format!("{}.{GENERATION}.jpg", hash.get(..32)?)))
    }

    fn is_full(&self) -> bool {
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        *bytes.get_or_insert_with(|| self.folder.as_deref().map_or(0, total)) >= MOST_BYTES
    }

    fn write(&self, path: &Path, jpeg: &[u8]) {
        let (Some(folder), Ok(written)) = (&self.folder, write_sealed(path, jpeg)) else { return };
        let mut bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let now = bytes.map_or_else(|| total(folder), |before| before + written);
        *bytes = Some(if now > MOST_BYTES { make_room(folder, LEFT_BYTES) } else { now });
    }
}

/// Bytes of the files in a folder.
fn total(folder: &Path) -> u64 {
    files(folder).iter().map(|it| it.1).sum()
}

/// The bytes to be kept; `None` of a picture that is drawn as it is: a small one, or one with holes.
fn packed(small: &Picture) -> Option<Vec<u8>> {
    let is_due = small.width.max(small.height) == PREPARED_SIDE && small.is_opaque();
    if is_due { encode_jpeg(small, QUALITY).ok() } else { None }
}

fn seal(jpeg: &[u8]) -> [u8; SEAL] {
    blake3::hash(jpeg).as_bytes().first_chunk().copied().unwrap_or_default()
}

/// A kept picture; `None` when there is none, or not all of it.
fn read(path: &Path) -> Option<Picture> {
    let bytes = fs::read(path).ok()?;
    let (jpeg, found) = bytes.split_last_chunk::<SEAL>()?;
    if seal(jpeg) == *found { decode(jpeg).ok() } else { None }
}

/// Writes a file beside its place and puts it there; its end tells whether the disk has all of it.
fn write_sealed(path: &Path, jpeg: &[u8]) -> io::Result<u64> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(TEMP_PREFIX).tempfile_in(folder)?;
    file.write_all(jpeg)?;
    file.write_all(&seal(jpeg))?;
    file.persist(path).map_err(|it| it.error)?;
    Ok((jpeg.len() + SEAL) as u64)
}

/// Files of a folder with their bytes, the oldest first.
fn files(folder: &Path) -> Vec<(SystemTime, u64, PathBuf)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries
        .filter_map(|it| {
            let about = it.metadata().ok().filter(fs::Metadata::is_file)?;
            Some((about.modified().unwrap_or(SystemTime::UNIX_EPOCH), about.len(), it.path()))
        })
        .collect();
    files.sort();
    files
}

/// Takes the oldest files away until no more than so many bytes are left; gives what is left.
fn make_room(folder: &Path, most: u64) -> u64 {
    let mut left = total(folder);
    for (_, bytes, path) in files(folder) {
        if left <= most {
            break;
        }
        // One that another program holds stays for the next time.
        if fs::remove_file(path).is_ok() {
            left -= bytes;
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(side: u32, level: u8) -> Vec<u8> {
        let rgba = (0..side * side / 2).flat_map(|it| [(it % 251) as u8, level, (it / side) as u8, 255]).collect();
        encode_jpeg(&Picture { width: side / 2, height: side, rgba }, 90).unwrap()
    }

    fn only_file(folder: &Path) -> PathBuf {
        let all = files(folder);
        assert_eq!(all.len(), 1);
        all[0].2.clone()
    }

    #[test]
    fn a_scan_looks_the_same_kept_or_made_anew_or_with_nowhere_to_keep_it() {
        let folder = tempfile::tempdir().unwrap();
        let (kept, scan) = (PreparedScans::in_cache(Some(folder.path())), scan(1600, 40));
        let first = kept.picture(&scan).unwrap();
        assert_eq!((first.width, first.height), (600, 1200));
        only_file(&folder.path().join("scans"));
        assert_eq!(kept.picture(&scan).unwrap(), first);
        assert_eq!(PreparedScans::default().picture(&scan).unwrap(), first);
        // A folder that cannot be: there is a file of its name.
        fs::write(folder.path().join("file"), b"").unwrap();
        assert_eq!(PreparedScans::in_cache(Some(&folder.path().join("file"))).picture(&scan).unwrap(), first);
        // What was made smaller elsewhere is kept as the same file.
        let other = PreparedScans::in_cache(Some(&folder.path().join("other")));
        other.keep(&scan, &decode_within(&scan, PREPARED_SIDE).unwrap());
        let bytes = |name: &str| fs::read(only_file(&folder.path().join(name))).unwrap();
        assert!(bytes("scans") == bytes("other/scans"));
    }

    #[test]
    fn a_small_scan_is_drawn_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let scan = scan(800, 40);
        let kept = PreparedScans::in_cache(Some(folder.path()));
        assert_eq!(kept.picture(&scan).unwrap(), decode(&scan).unwrap());
        assert!(files(&folder.path().join("scans")).is_empty());
    }

    #[test]
    fn a_kept_file_that_is_not_whole_is_made_again() {
        let folder = tempfile::tempdir().unwrap();
        let (kept, scan) = (PreparedScans::in_cache(Some(folder.path())), scan(1600, 40));
        let first = kept.picture(&scan).unwrap();
        let path = only_file(&folder.path().join("scans"));
        let whole = fs::read(&path).unwrap();
        let mut turned = whole.clone();
        turned[whole.len() / 2] ^= 1;
        for broken in [&whole[..whole.len() / 2], &[], &turned, b"no picture"] {
            fs::write(&path, broken).unwrap();
            assert_eq!(kept.picture(&scan).unwrap(), first);
            assert_eq!(fs::read(&path).unwrap(), whole);
        }
    }

    #[test]
    fn the_oldest_make_room_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("folder")).unwrap();
        for (i, name) in ["c", "a", "b"].into_iter().enumerate() {
            let path = folder.path().join(name);
            fs::write(&path, [0; 100]).unwrap();
            let when = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000 + i as u64);
            fs::File::options().write(true).open(&path).unwrap().set_modified(when).unwrap();
        }
        assert_eq!(make_room(folder.path(), 300), 300);
        assert_eq!(make_room(folder.path(), 250), 200);
        let left: Vec<_> = files(folder.path()).into_iter().map(|it| it.2.file_name().unwrap().to_owned()).collect();
        assert_eq!(left, ["a", "b"]);
        assert!(folder.path().join("folder").exists());
    }
}
