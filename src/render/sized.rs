//! Pictures at the pixels they take on a slide, kept from one drawing to the next: while one thing is moved, the others
//! are as they were.
//!
//! What is kept is what would be made again from the same pixels, so nothing depends on what was drawn before.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::{Arc, Weak};

use vello_cpu::{PixelMetadata, Pixmap};

use crate::domain::{CanvasRect, Picture, is_opaque};
use crate::store::{Pixels, resampled};

/// Bytes of pixels each thread keeps: a screenful. Pictures of a bundle are drawn once and larger.
const MOST_KEPT: usize = 6 * 1024 * 1024;
/// One picture takes no more than this share of them.
const MOST_OF_ONE: usize = 4;

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// What shows where a picture has holes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holes {
    /// White paper.
    White,
    /// What lies behind it.
    Open,
}

/// The shown part of a picture, and the pixels it has.
type Shown = (Option<CanvasRect>, Holes, (u32, u32));

#[derive(Default)]
struct Kept {
    /// The latest used last. While a picture is pointed to, no other one can be in its place in memory.
    all: VecDeque<(Weak<Picture>, Shown, Arc<Pixmap>)>,
    bytes: usize,
}

/// The shown part of a picture at exactly the pixels it covers, premultiplied.
pub(super) fn sized(
    picture: &Arc<Picture>,
    (crop, holes): (Option<CanvasRect>, Holes),
    size: (u32, u32),
) -> Option<Arc<Pixmap>> {
    let shown = (crop, holes, size);
    KEPT.with_borrow_mut(|kept| {
        if let Some(found) = kept.find(picture, &shown) {
            return Some(found);
        }
        let pixmap = Arc::new(resized(picture, (crop, holes), size)?);
        kept.put(picture, shown, pixmap.clone());
        Some(pixmap)
    })
}

fn bytes_of(shown: &Shown) -> usize {
    shown.2.0 as usize * shown.2.1 as usize * 4
}

impl Kept {
    fn find(&mut self, picture: &Arc<Picture>, shown: &Shown) -> Option<Arc<Pixmap>> {
        let is_it = |it: &(Weak<Picture>, Shown, _)| it.0.as_ptr() == Arc::as_ptr(picture) && it.1 == *shown;
        let found = self.all.iter().position(is_it).and_then(|at| self.all.remove(at))?;
        let pixmap = found.2.clone();
        self.all.push_back(found);
        Some(pixmap)
    }

    fn put(&mut self, picture: &Arc<Picture>, shown: Shown, pixmap: Arc<Pixmap>) {
        let bytes = bytes_of(&shown);
        if bytes > MOST_KEPT / MOST_OF_ONE {
            return;
        }
        self.bytes += bytes;
        self.all.push_back((Arc::downgrade(picture), shown, pixmap));
        while self.bytes > MOST_KEPT
            && let Some((_, shown, _)) = self.all.pop_front()
        {
            self.bytes -= bytes_of(&shown);
        }
    }
}

/// The shown part of a picture at exactly the pixels it covers, premultiplied.
fn resized(
    picture: &Picture,
    (crop, holes): (Option<CanvasRect>, Holes),
    (width, height): (u32, u32),
) -> Option<Pixmap> {
    if !picture.is_sound() {
        return None;
    }
    let mut rgba = resampled(Pixels::from(picture), crop, (width, height))?.rgba;
    let is_opaque = is_opaque(&rgba);
    match holes {
        _ if is_opaque => {}
        Holes::White => on_white(&mut rgba),
        Holes::Open => premultiply(&mut rgba),
    }
    Some(Pixmap::from_parts(
        rgba,
        width as u16,
        height as u16,
        PixelMetadata {
            may_have_transparency: holes == Holes::Open && !is_opaque,
            alpha_type: vello_cpu::peniko::ImageAlphaType::AlphaPremultiplied,
        },
    ))
}

/// A scan with holes stands on white paper.
fn on_white(rgba: &mut [u8]) {
    for pixel in rgba.chunks_exact_mut(4) {
        let [r, g, b, a] = pixel else { continue };
        if *a < 255 {
            let over = |channel: u8| {
                let alpha = u32::from(*a);
                ((u32::from(channel) * alpha + 255 * (255 - alpha) + 127) / 255) as u8
            };
            (*r, *g, *b) = (over(*r), over(*g), over(*b));
            *a = 255;
        }
    }
}

fn premultiply(rgba: &mut [u8]) {
    for pixel in rgba.as_chunks_mut::<4>().0 {
        let alpha = u16::from(pixel[3]);
        for channel in pixel.iter_mut().take(3) {
            *channel = ((u16::from(*channel) * alpha + 127) / 255) as u8;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(level: u8) -> Arc<Picture> {
        Arc::new(Picture { width: 40, height: 60, rgba: vec![level; 40 * 60 * 4] })
    }

    #[test]
    fn a_picture_is_made_smaller_once_for_each_way_it_is_shown() {
        let [one, other] = [picture(90), picture(200)];
        let first = sized(&one, (None, Holes::White), (20, 30)).unwrap();
        assert!(Arc::ptr_eq(&first, &sized(&one, (None, Holes::White), (20, 30)).unwrap()));
        let crop = Some(CanvasRect::new(0.0, 0.0, 0.5, 0.5));
        for (picture, how, size) in [
            (&other, (None, Holes::White), (20, 30)),
            (&one, (crop, Holes::White), (20, 30)),
            (&one, (None, Holes::Open), (20, 30)),
            (&one, (None, Holes::White), (21, 30)),
        ] {
            assert!(!Arc::ptr_eq(&first, &sized(picture, how, size).unwrap()));
        }
    }

    #[test]
    fn what_is_kept_stays_within_its_bytes() {
        let mut kept = Kept::default();
        let one = picture(90);
        for side in 300..420 {
            let shown = (None, Holes::White, (side, side));
            kept.put(&one, shown, Arc::new(Pixmap::new(1, 1)));
        }
        assert!(kept.bytes <= MOST_KEPT);
        assert_eq!(kept.bytes, kept.all.iter().map(|it| bytes_of(&it.1)).sum::<usize>());
        assert!(kept.find(&one, &(None, Holes::White, (419, 419))).is_some());
        assert!(kept.find(&one, &(None, Holes::White, (300, 300))).is_none());
    }
}
