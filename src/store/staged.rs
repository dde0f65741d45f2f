//! A folder of results: built under a temporary name, swapped in whole, or never seen.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::atomic::{TEMP_PREFIX, sync_folder};

/// Begins the name of a folder that is being replaced.
const OLD_PREFIX: &str = ".vitrina-old-";
/// Temporary folders older than this belong to nobody.
const LEFT_BEHIND: std::time::Duration = std::time::Duration::from_hours(24);

/// A folder being built. Dropped without [`Self::commit`] it vanishes and the old one stays.
#[derive(Debug)]
pub struct StagedFolder {
    staging: PathBuf,
    target: PathBuf,
    is_done: bool,
}

impl StagedFolder {
    /// Begins a folder that will stand at `target`.
    pub fn new(target: &Path) -> io::Result<Self> {
        let parent = target.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent)?;
        recover(target)?;
        sweep(parent);
        let staging = tempfile::Builder::new().prefix(TEMP_PREFIX).tempdir_in(parent)?.keep();
        Ok(Self { staging, target: target.to_owned(), is_done: false })
    }

    /// Writes a file in the folder, given its path below it; subfolders are made.
    pub fn write(&self, below: &Path, bytes: &[u8]) -> io::Result<()> {
        let path = self.staging.join(below);
        let mut file = in_folder(&path, || fs::File::create(&path))?;
        io::Write::write_all(&mut file, bytes)?;
        file.sync_data()
    }

    /// Writes a small file, or takes over that of the last result where it is the same to a byte.
    pub fn renew(&self, below: &Path, bytes: &[u8]) -> io::Result<()> {
        let last = self.target.join(below);
        let is_as_long = fs::metadata(&last).is_ok_and(|it| it.is_file() && it.len() == bytes.len() as u64);
        let is_same = is_as_long && fs::read(&last).is_ok_and(|it| it == bytes);
        if is_same && self.keep(below)? { Ok(()) } else { self.write(below, bytes) }
    }

    /// Takes over a file of the last result, unless one of that name is written already; whether it is there then: a
    /// file that is gone is passed over.
    ///
    /// The same file gets a second name where the file system can do that, and loses the first with the old folder:
    /// a year of pictures is not written again for one changed caption.
    pub fn keep(&self, below: &Path) -> io::Result<bool> {
        let (from, to) = (self.target.join(below), self.staging.join(below));
        // Nothing is asked that the link itself tells: there are hundreds of pictures.
        if fs::hard_link(&from, &to).is_ok() {
            return Ok(true);
        }
        if to.exists() || !from.is_file() {
            return Ok(to.exists());
        }
        let named = in_folder(&to, || fs::hard_link(&from, &to));
        named.or_else(|_cannot| fs::copy(&from, &to).map(|_bytes| ()))?;
        Ok(true)
    }

    /// Puts the folder in its place; an old one is replaced only when the new one stands.
    pub fn commit(mut self) -> io::Result<()> {
        open_to_others(&self.staging)?;
        let aside = aside(&self.target);
        let had_old = self.target.exists();
        if had_old {
            fs::rename(&self.target, &aside)?;
        }
        if let Err(error) = fs::rename(&self.staging, &self.target) {
            if had_old {
                fs::rename(&aside, &self.target)?;
            }
            return Err(error);
        }
        self.is_done = true;
        if had_old {
            fs::remove_dir_all(&aside)?;
        }
        self.target
            .parent()
            .map_or(Ok(()), |it| sync_folder(if it.as_os_str().is_empty() { Path::new(".") } else { it }))
    }
}

/// Makes a file, and its folder where that is not there yet.
fn in_folder<T>(path: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match (make(), path.parent()) {
        (Err(error), Some(folder)) if error.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            make()
        }
        (made, _) => made,
    }
}

/// Where the old folder is while the new one takes its place.
fn aside(target: &Path) -> PathBuf {
    let name = target.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
    target.with_file_name(format!("{OLD_PREFIX}{name}"))
}

/// A swap cut short by a power failure: the old folder gets its name back.
fn recover(target: &Path) -> io::Result<()> {
    let aside = aside(target);
    match (aside.exists(), target.exists()) {
        (true, false) => fs::rename(aside, target),
        (true, true) => fs::remove_dir_all(aside),
        _ => Ok(()),
    }
}

/// Removes what exports that were killed have left more than a day ago; what cannot be removed stays.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let is_old = |it: &fs::DirEntry| {
        let modified = it.metadata().and_then(|it| it.modified()).ok();
        modified.and_then(|it| it.elapsed().ok()).is_some_and(|it| it > LEFT_BEHIND)
    };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(TEMP_PREFIX) && is_old(&entry) {
            let _removed = fs::remove_dir_all(entry.path());
        }
    }
}

/// Temporary folders are private; results are for colleagues.
fn open_to_others(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755))?;
    }
    let _ = folder;
    Ok(())
}

impl Drop for StagedFolder {
    fn drop(&mut self) {
        if !self.is_done {
            // What cannot be removed is swept at the next export; the old folder is whole either way.
            let _removed = fs::remove_dir_all(&self.staging);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_folder_leaves_the_old_one_whole() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out");
        let first = StagedFolder::new(&target).unwrap();
        first.write(Path::new("a/1.txt"), b"one").unwrap();
        first.commit().unwrap();
        let second = StagedFolder::new(&target).unwrap();
        second.write(Path::new("a/1.txt"), b"two").unwrap();
        drop(second);
        assert_eq!(fs::read(target.join("a/1.txt")).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_swap_cut_short_gives_the_old_folder_its_name_back() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out");
        fs::create_dir(aside(&target)).unwrap();
        fs::write(aside(&target).join("1.txt"), b"one").unwrap();
        drop(StagedFolder::new(&target).unwrap());
        assert_eq!(fs::read(target.join("1.txt")).unwrap(), b"one");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_kept_stands_in_the_new_folder_and_stays_in_the_old_one_until_then() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out");
        let first = StagedFolder::new(&target).unwrap();
        first.write(Path::new("a/1.jpg"), b"one").unwrap();
        first.commit().unwrap();
        let keeping = || {
            let staged = StagedFolder::new(&target).unwrap();
            assert!(staged.keep(Path::new("a/1.jpg")).unwrap());
            assert!(!staged.keep(Path::new("a/gone.jpg")).unwrap());
            staged.write(Path::new("a/2.txt"), b"two").unwrap();
            staged
        };
        drop(keeping());
        assert_eq!(fs::read(target.join("a/1.jpg")).unwrap(), b"one");
        keeping().commit().unwrap();
        assert_eq!(fs::read(target.join("a/1.jpg")).unwrap(), b"one");
        assert_eq!(fs::read_dir(target.join("a")).unwrap().count(), 2);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    /// What was changed by somebody is written anew, what was not is the very file of the last result.
    #[test]
    fn a_file_that_would_be_the_same_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out");
        let below = Path::new("a/1.txt");
        let renewed = |bytes: &[u8]| {
            let staged = StagedFolder::new(&target).unwrap();
            staged.renew(below, bytes).unwrap();
            staged.commit().unwrap();
            assert_eq!(fs::read(target.join(below)).unwrap(), bytes);
            fs::metadata(target.join(below)).unwrap().modified().unwrap()
        };
        renewed(b"one");
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        let age = || fs::File::options().write(true).open(target.join(below)).unwrap().set_modified(long_ago).unwrap();
        age();
        assert_eq!(renewed(b"one"), long_ago);
        assert_ne!(renewed(b"two"), long_ago);
        fs::write(target.join(below), b"six").unwrap();
        age();
        assert_ne!(renewed(b"two"), long_ago);
    }

    #[test]
    fn a_new_folder_replaces_the_old_one_whole() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("out");
        for name in ["old.txt", "new.txt"] {
            let staged = StagedFolder::new(&target).unwrap();
            staged.write(Path::new(name), b"").unwrap();
            staged.commit().unwrap();
        }
        let names: Vec<_> = fs::read_dir(&target).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(names, ["new.txt"]);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
