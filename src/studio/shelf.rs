//! Decoded pictures at hand: the latest used, up to a number of bytes.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::{Picture, Scan};
use crate::store::{Media, decode, retouched, shrink};

/// Longest side at which a picture is kept: covers are never drawn larger at export.
const SIDE: u32 = 1600;
/// Bytes of pixels kept.
const MAX_BYTES: usize = 96 * 1024 * 1024;

type Key = (PathBuf, Scan);

#[derive(Debug, Default)]
struct Kept {
    pictures: BTreeMap<Key, Arc<Picture>>,
    order: VecDeque<Key>,
    bytes: usize,
}

#[derive(Debug, Default)]
pub(super) struct Shelf {
    kept: Mutex<Kept>,
}

impl Shelf {
    pub(super) fn picture(&self, media: &Media, scan: &Scan) -> Result<Arc<Picture>, String> {
        let key = (media.folder().to_owned(), scan.clone());
        if let Some(found) = self.kept().pictures.get(&key) {
            return Ok(found.clone());
        }
        // Decoded outside the lock: two threads may do it twice, none waits for another.
        let bytes = media.read(&scan.file).map_err(|it| it.to_string())?;
        let whole = decode(&bytes).map_err(|it| it.to_string())?;
        let picture = Arc::new(shrink(retouched(whole, scan.retouch), SIDE));
        self.kept().put(key, picture.clone());
        Ok(picture)
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn put(&mut self, key: Key, picture: Arc<Picture>) {
        self.bytes += picture.rgba.len();
        if self.pictures.insert(key.clone(), picture).is_none() {
            self.order.push_back(key);
        }
        while self.bytes > MAX_BYTES
            && let Some(oldest) = self.order.pop_front()
        {
            let gone = self.pictures.remove(&oldest);
            self.bytes = self.bytes.saturating_sub(gone.map_or(0, |it| it.rgba.len()));
        }
    }
}
