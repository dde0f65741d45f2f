//! Decoded pictures at hand: the latest used, up to a number of bytes.
//!
//! A picture is decoded by whoever asks first; others who want it meanwhile wait for it and do not decode it again.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::domain::{Picture, Scan};
use crate::store::{Media, PREPARED_SIDE, PreparedScans, decode, decode_within, retouched, shrink};

/// Sides at which pictures are kept, the longer one, in pixels. Which of them is taken follows from the place it is
/// drawn in alone, so a slide looks the same whatever else was drawn before.
const SIDES: [u32; 3] = [PREPARED_SIDE, 2400, 4800];
/// A picture is kept so much larger than it is drawn at least: made smaller twice by little it would lose its edge.
const SPARE: f32 = 1.3;
/// Bytes of pixels kept where a slide is drawn again and again.
const MAX_BYTES: usize = 48 * 1024 * 1024;

type Key = (PathBuf, Scan, u32);
type Decoded = Result<Arc<Picture>, String>;

#[derive(Debug)]
struct Kept {
    /// Decoded ones, and those that somebody is decoding.
    pictures: BTreeMap<Key, Arc<OnceLock<Decoded>>>,
    /// Decoded ones, the latest used last, with their bytes.
    order: VecDeque<(Key, usize)>,
    bytes: usize,
    most_bytes: usize,
}

impl Default for Kept {
    fn default() -> Self {
        Self { pictures: BTreeMap::new(), order: VecDeque::new(), bytes: 0, most_bytes: MAX_BYTES }
    }
}

#[derive(Debug, Default)]
pub(super) struct Shelf {
    kept: Mutex<Kept>,
    pub(super) prepared: PreparedScans,
}

impl Shelf {
    /// Keeps no more than so many bytes of pixels.
    pub(super) fn keep(&self, most_bytes: usize) {
        self.kept().most_bytes = most_bytes;
    }

    /// A picture with enough pixels for a longer side of so many.
    pub(super) fn picture(&self, media: &Media, scan: &Scan, side: f32) -> Decoded {
        let side = SIDES.into_iter().find(|it| *it as f32 >= side * SPARE).unwrap_or(u32::MAX);
        let key = (media.folder().to_owned(), scan.clone(), side);
        let place = self.kept().place(&key);
        let mut is_new = false;
        let decoded = place.get_or_init(|| {
            is_new = true;
            self.decoded(media, scan, side)
        });
        match decoded {
            Ok(picture) if is_new => self.kept().count(key, picture.rgba.len()),
            Ok(_) => {}
            // It may be there the next time.
            Err(_) => self.kept().forget(&key, &place),
        }
        decoded.clone()
    }

    fn decoded(&self, media: &Media, scan: &Scan, side: u32) -> Decoded {
        let bytes = media.read(&scan.file).map_err(|it| it.to_string())?;
        let picture = match side {
            // What is cut away must not cost the rest its pixels.
            _ if !scan.retouch.is_none() => decode(&bytes).map(|whole| shrink(retouched(whole, scan.retouch), side)),
            PREPARED_SIDE => self.prepared.picture(&bytes),
            _ => decode_within(&bytes, side),
        };
        picture.map(Arc::new).map_err(|it| it.to_string())
    }

    fn kept(&self) -> std::sync::MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Where a picture is, or will be.
    fn place(&mut self, key: &Key) -> Arc<OnceLock<Decoded>> {
        if let Some(at) = self.order.iter().position(|it| it.0 == *key)
            && let Some(used) = self.order.remove(at)
        {
            self.order.push_back(used);
        }
        self.pictures.entry(key.clone()).or_default().clone()
    }

    /// A picture has been decoded: those not used for longest make room for it.
    fn count(&mut self, key: Key, bytes: usize) {
        self.bytes += bytes;
        self.order.push_back((key, bytes));
        while self.bytes > self.most_bytes
            && let Some((oldest, bytes)) = self.order.pop_front()
        {
            self.pictures.remove(&oldest);
            self.bytes = self.bytes.saturating_sub(bytes);
        }
    }

    fn forget(&mut self, key: &Key, place: &Arc<OnceLock<Decoded>>) {
        if self.pictures.get(key).is_some_and(|it| Arc::ptr_eq(it, place)) {
            self.pictures.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::encode_jpeg;

    fn scan(folder: &std::path::Path) -> Scan {
        let picture = Picture { width: 60, height: 80, rgba: vec![90; 60 * 80 * 4] };
        Media::new(folder.to_owned()).put(&encode_jpeg(&picture, 90).unwrap(), "jpg").unwrap().into()
    }

    #[test]
    fn a_picture_wanted_by_many_at_once_is_decoded_once() {
        let folder = tempfile::tempdir().unwrap();
        let media = Media::new(folder.path().to_owned());
        let (shelf, scan) = (Shelf::default(), scan(folder.path()));
        let all: Vec<_> = std::thread::scope(|scope| {
            let look = || shelf.picture(&media, &scan, 50.0).unwrap();
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(look)).collect();
            threads.into_iter().map(|it| it.join().unwrap()).collect()
        });
        assert!(all.iter().all(|it| Arc::ptr_eq(it, &all[0])));
        assert_eq!(shelf.kept().bytes, 60 * 80 * 4);
    }

    #[test]
    fn a_picture_that_was_missing_is_looked_for_again() {
        let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let media = Media::new(folder.path().to_owned());
        let (shelf, wanted) = (Shelf::default(), scan(elsewhere.path()));
        assert!(shelf.picture(&media, &wanted, 50.0).is_err());
        assert_eq!(scan(folder.path()), wanted);
        assert!(shelf.picture(&media, &wanted, 50.0).is_ok());
    }

    #[test]
    fn pictures_used_last_stay_and_the_others_make_room() {
        let most_bytes = 3000;
        let mut kept = Kept { most_bytes, ..Kept::default() };
        let key = |n: u32| (PathBuf::new(), crate::domain::MediaName::from("x").into(), n);
        for n in 0..3 {
            kept.place(&key(n));
            kept.count(key(n), most_bytes / 3);
        }
        kept.place(&key(0));
        kept.place(&key(3));
        kept.count(key(3), most_bytes / 3);
        let left: Vec<u32> = kept.pictures.keys().map(|it| it.2).collect();
        assert_eq!(left, [0, 2, 3]);
        assert!(kept.bytes <= most_bytes);
    }
}
