//! Files of others: read, never written.

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::Path;

use crate::domain::Lang;

/// Most bytes of a mapping or manifest.
const MAX_SMALL: u64 = 16 * 1024 * 1024;
/// Most bytes of a picture file.
const MAX_PICTURE: u64 = 512 * 1024 * 1024;
/// Bytes read at a time from an export.
const BUFFER: usize = 256 * 1024;

/// What the system said, in words; what is rare as the system says it.
pub fn system_text(error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => lang.pick("нет такого файла", "there is no such file").to_owned(),
        io::ErrorKind::PermissionDenied => lang.pick("нет прав", "permission denied").to_owned(),
        io::ErrorKind::IsADirectory => lang.pick("это папка", "it is a folder").to_owned(),
        io::ErrorKind::StorageFull => lang.pick("на диске нет места", "the disk is full").to_owned(),
        io::ErrorKind::FileTooLarge => lang.pick("файл слишком велик", "the file is too large").to_owned(),
        _ => error.to_string(),
    }
}

/// A file to be read in pieces; a folder is an error.
pub fn open_reader(path: &Path) -> io::Result<BufReader<File>> {
    if fs::metadata(path)?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    Ok(BufReader::with_capacity(BUFFER, File::open(path)?))
}

/// The bytes of a picture file; one of more than 512 MB is refused.
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    read_up_to(path, MAX_PICTURE)
}

/// The BLAKE3 hash of a picture file, of which no more than 64 KB are in memory at a time; one of more than 512 MB is
/// refused.
pub fn hash_file(path: &Path) -> io::Result<blake3::Hash> {
    if fs::metadata(path)?.len() > MAX_PICTURE {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update_reader(File::open(path)?)?;
    Ok(hasher.finalize())
}

/// The bytes of a file that is never large; one of more than 16 MB is refused.
pub fn read_small(path: &Path) -> io::Result<Vec<u8>> {
    read_up_to(path, MAX_SMALL)
}

fn read_up_to(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let metadata = fs::metadata(path)?;
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if metadata.len() > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    fs::read(path)
}

/// A folder that is gone when the value is.
pub fn scratch_folder() -> io::Result<tempfile::TempDir> {
    tempfile::tempdir()
}
