//! The one door to user files: temporary file, sync, rename, sync of the folder.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// How a file reached the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// On disk, and the disk said so.
    Confirmed,
    /// The new file is in place, but the disk did not confirm it.
    Unconfirmed,
}

/// A file that was not saved; what stood there before is whole.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The temporary file could not be written.
    #[error("cannot write beside {path}")]
    Write {
        /// The file to be saved.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The finished file could not take the place of the old one.
    #[error("cannot replace {path}")]
    Replace {
        /// The file to be saved.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// The file was changed by someone else since it was opened.
    #[error("the file {path} was changed by another program since it was opened; it is not touched")]
    ChangedOnDisk {
        /// The file to be saved.
        path: PathBuf,
    },
    /// What was written does not read back as what was meant.
    #[error("the exhibition does not read back as written: {0}")]
    Unfaithful(String),
}

/// Prefix of temporary files, so that leftovers can be told from anything else.
pub(super) const TEMP_PREFIX: &str = ".vitrina-tmp-";

/// Replaces a file by these bytes, or leaves the old one as it is.
///
/// A symbolic link stays one: its target is replaced. Permissions of the old file are kept.
pub fn save_atomic(path: &Path, bytes: &[u8]) -> Result<Saved, SaveError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = target.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |source| SaveError::Write { path: path.to_owned(), source };
    let mut temporary = tempfile::Builder::new().prefix(TEMP_PREFIX).tempfile_in(folder).map_err(failed)?;
    temporary.write_all(bytes).map_err(failed)?;
    keep_permissions(&target, temporary.as_file()).map_err(failed)?;
    temporary.as_file().sync_all().map_err(failed)?;
    let refused = |source| SaveError::Replace { path: path.to_owned(), source };
    persist(temporary, &target).map_err(refused)?;
    Ok(if sync_folder(folder).is_ok() { Saved::Confirmed } else { Saved::Unconfirmed })
}

/// Temporary files begin private; a new document gets what new files usually get.
fn keep_permissions(target: &Path, temporary: &File) -> io::Result<()> {
    if let Ok(metadata) = fs::metadata(target) {
        return temporary.set_permissions(metadata.permissions());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        temporary.set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    Ok(())
}

/// Renames over the target. On Windows a scanner may hold the file for a moment: then again, a few times.
fn persist(temporary: tempfile::NamedTempFile, target: &Path) -> io::Result<()> {
    let mut temporary = temporary;
    for attempt in 0.. {
        match temporary.persist(target) {
            Ok(_) => return Ok(()),
            Err(error) if attempt < 6 && is_sharing_violation(&error.error) => {
                temporary = error.file;
                std::thread::park_timeout(std::time::Duration::from_millis(50 << attempt));
            }
            Err(error) => return Err(error.error),
        }
    }
    Ok(())
}

/// Windows: access denied, sharing violation, lock violation.
fn is_sharing_violation(error: &io::Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// Makes the renaming last through a power cut.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("выставка.ron");
        assert_eq!(save_atomic(&path, b"one").unwrap(), Saved::Confirmed);
        assert_eq!(save_atomic(&path, b"two").unwrap(), Saved::Confirmed);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_folder_that_does_not_exist_is_an_error_with_the_path() {
        let error = save_atomic(Path::new("/nowhere/at/all/x.ron"), b"").unwrap_err();
        assert!(error.to_string().contains("/nowhere/at/all/x.ron"));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_and_its_permissions_are_kept() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, b"old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o664)).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        save_atomic(&link, b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o664);
    }
}
