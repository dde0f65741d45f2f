//! Pixels made fewer or more: by Lanczos' filter of three lobes what is drawn, by a cheaper one what is kept at hand to
//! be made fewer still, and thumbnails and previews of scans.

use std::cell::RefCell;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use crate::domain::{CanvasRect, Picture, is_opaque};

thread_local! {
    /// Keeps its scratch from one picture to the next: clearing it anew costs a good part of the work.
    static RESIZER: RefCell<Resizer> = RefCell::new(Resizer::new());
}

/// A larger scratch than this is given back, in bytes: that of a scan would lie beside all smaller pictures after it.
const MAX_SCRATCH: usize = 4 * 1024 * 1024;

/// Pixels of a size: red, green, blue and alpha, alpha not multiplied in.
#[derive(Clone, Copy)]
pub struct Pixels<'a> {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
    /// Rows from top to bottom, no padding.
    pub rgba: &'a [u8],
}

impl<'a> From<&'a Picture> for Pixels<'a> {
    fn from(it: &'a Picture) -> Self {
        Self { width: it.width, height: it.height, rgba: &it.rgba }
    }
}

/// A part of a picture, in fractions of it, at exactly so many pixels; `None` when there are none.
pub fn resampled(from: Pixels<'_>, part: Option<CanvasRect>, size: (u32, u32)) -> Option<Picture> {
    filtered(from, part, size, (FilterType::Lanczos3, is_opaque(from.rgba)))
}

/// All of a picture at fewer pixels, from which it will be made smaller again; whether nothing shows through it is
/// known beforehand.
///
/// A third of the work of [`resampled`]; what is made of it differs from what would be made of the whole picture by no
/// more than `benches/year.rs` tells (PSNR).
pub(super) fn kept_at_hand(from: Pixels<'_>, size: (u32, u32), is_opaque: bool) -> Option<Picture> {
    filtered(from, None, size, (FilterType::Hamming, is_opaque))
}

fn filtered(
    from: Pixels<'_>,
    part: Option<CanvasRect>,
    (width, height): (u32, u32),
    (filter, is_opaque): (FilterType, bool),
) -> Option<Picture> {
    let source = ImageRef::new(from.width, from.height, from.rgba, PixelType::U8x4).ok()?;
    let mut target = Image::new(width, height, PixelType::U8x4);
    let mut options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(filter)).use_alpha(!is_opaque);
    if let Some(part) = part {
        let (w, h) = (f64::from(from.width), f64::from(from.height));
        let left = (f64::from(part.x) * w).clamp(0.0, w - 1.0);
        let top = (f64::from(part.y) * h).clamp(0.0, h - 1.0);
        let (part_w, part_h) = (f64::from(part.width) * w, f64::from(part.height) * h);
        options = options.crop(left, top, part_w.clamp(1.0, w - left), part_h.clamp(1.0, h - top));
    }
    RESIZER.with_borrow_mut(|it| {
        let done = it.resize(&source, &mut target, &options);
        if it.size_of_internal_buffers() > MAX_SCRATCH {
            it.reset_internal_buffers();
        }
        done.ok()
    })?;
    Some(Picture { width, height, rgba: target.into_vec() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_picture_leaves_no_scratch_behind() {
        let kept_after = |side: u32| {
            let rgba = vec![90; (side * side * 4) as usize];
            resampled(Pixels { width: side, height: side, rgba: &rgba }, None, (side / 2, side / 2)).unwrap();
            RESIZER.with_borrow(Resizer::size_of_internal_buffers)
        };
        assert!(kept_after(400) > 0, "a small one does");
        assert!(kept_after(2400) <= MAX_SCRATCH);
    }
}
