//! Decoded pictures at hand: the latest used, up to a number of bytes.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::{Picture, Scan};
use crate::store::{Media, decode, decode_within, retouched, shrink};

/// Sides at which pictures are kept, the longer one, in pixels. Which of them is taken follows from the place it is
/// drawn in alone, so a slide looks the same whatever else was drawn before.
const SIDES: [u32; 3] = [1200, 2400, 4800];
/// A picture is kept so much larger than it is drawn at least: made smaller twice by little it would lose its edge.
const SPARE: f32 = 1.3;
/// Bytes of pixels kept.
const MAX_BYTES: usize = 48 * 1024 * 1024;

type Key = (PathBuf, Scan, u32);

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
    /// A picture with enough pixels for a longer side of so many.
    pub(super) fn picture(&self, media: &Media, scan: &Scan, side: f32) -> Result<Arc<Picture>, String> {
        let side = SIDES.into_iter().find(|it| *it as f32 >= side * SPARE).unwrap_or(u32::MAX);
        let key = (media.folder().to_owned(), scan.clone(), side);
        if let Some(found) = self.kept().pictures.get(&key) {
            return Ok(found.clone());
        }
        // Decoded outside the lock: two threads may do it twice, none waits for another.
        let bytes = media.read(&scan.file).map_err(|it| it.to_string())?;
        let picture = if scan.retouch.is_none() {
            decode_within(&bytes, side)
        } else {
            // What is cut away must not cost the rest its pixels.
            decode(&bytes).map(|whole| shrink(retouched(whole, scan.retouch), side))
        };
        let picture = Arc::new(picture.map_err(|it| it.to_string())?);
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
