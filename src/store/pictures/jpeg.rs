//! JPEGs of light and two differences of colour, or of light alone: nearly all scans are. They are decoded in one
//! pass into the pixels that are drawn; the decoder for all formats would make them of three bytes first.

use std::cell::RefCell;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{MAX_SIDE, shrunk};
use crate::domain::Picture;

thread_local! {
    /// Pixels of the picture decoded last; the next one takes their place. Clearing memory anew for each scan costs
    /// a good part of what decoding costs.
    static SCRATCH: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}
/// Larger pictures than this do not leave their memory to the next one, in bytes.
const MAX_SCRATCH: usize = 16 * 1024 * 1024;

/// The picture as it lies in the file, its longer side at most `side` pixels; `None` when it is another JPEG, or none,
/// or cannot be decoded.
pub(super) fn decode(bytes: &[u8], side: u32) -> Option<Picture> {
    if !bytes.starts_with(b"\xff\xd8") {
        return None;
    }
    let options = DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(MAX_SIDE as usize)
        .set_max_height(MAX_SIDE as usize)
        .jpeg_set_out_colorspace(ColorSpace::RGBA);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    if !matches!(decoder.input_colorspace()?, ColorSpace::YCbCr | ColorSpace::Luma) {
        return None;
    }
    let (info, n) = (decoder.info()?, decoder.output_buffer_size()?);
    SCRATCH.with_borrow_mut(|scratch| {
        if scratch.capacity() < n {
            *scratch = vec![0; n];
        } else {
            // Nothing of the picture before shows where this one ends too early.
            scratch.clear();
            scratch.resize(n, 0);
        }
        decoder.decode_into(scratch).ok()?;
        let (width, height) = (u32::from(info.width), u32::from(info.height));
        // A picture that ends too early is clear from there on, down to its last pixel.
        let is_opaque = scratch.last() == Some(&255);
        let small = shrunk((width, height), scratch, (side, is_opaque));
        let picture = small.unwrap_or_else(|| Picture { width, height, rgba: handed_on(scratch) });
        if scratch.capacity() > MAX_SCRATCH {
            *scratch = Vec::new();
        }
        Some(picture)
    })
}

/// The pixels of a picture that is kept: a copy where the scratch has room for larger ones, which would be kept too; the
/// largest are not there twice.
fn handed_on(scratch: &mut Vec<u8>) -> Vec<u8> {
    let has_room = scratch.capacity() > scratch.len() + scratch.len() / 8;
    if has_room { scratch.as_slice().to_vec() } else { std::mem::take(scratch) }
}

/// Where the unit and both densities stand in a file that begins with a JFIF header (ISO/IEC 10918-5, 10.1).
const DENSITY: std::ops::Range<usize> = 13..18;

/// Notes in a JPEG of ours how many dots an inch it is printed with: a sheet comes out of the printer in its size.
pub fn set_density(jpeg: &mut [u8], dots: u16) {
    const HEAD: &[u8] = b"\xff\xd8\xff\xe0\x00\x10JFIF\0";
    let [high, low] = dots.to_be_bytes();
    if let (true, Some(place)) = (jpeg.starts_with(HEAD), jpeg.get_mut(DENSITY)) {
        place.copy_from_slice(&[1, high, low, high, low]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same pixels by the decoder for all formats.
    fn usual(bytes: &[u8]) -> Picture {
        let image = image::load_from_memory_with_format(bytes, image::ImageFormat::Jpeg).unwrap().into_rgba8();
        Picture { width: image.width(), height: image.height(), rgba: image.into_raw() }
    }

    fn encoded(sampling: jpeg_encoder::SamplingFactor, kind: jpeg_encoder::ColorType, is_progressive: bool) -> Vec<u8> {
        let (width, height) = (93, 57);
        let n = if kind == jpeg_encoder::ColorType::Luma { 1 } else { 4 };
        let pixels: Vec<u8> = (0..width * height * n).map(|it| (it * it / 91 % 251) as u8).collect();
        let mut bytes = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 90);
        encoder.set_sampling_factor(sampling);
        encoder.set_progressive(is_progressive);
        encoder.encode(&pixels, width as u16, height as u16, kind).unwrap();
        bytes
    }

    #[test]
    fn the_short_way_gives_the_pixels_of_the_long_one() {
        use jpeg_encoder::{ColorType, SamplingFactor};
        for kind in [ColorType::Rgba, ColorType::Luma] {
            for sampling in [SamplingFactor::F_1_1, SamplingFactor::F_2_2, SamplingFactor::F_2_1] {
                for is_progressive in [false, true] {
                    let bytes = encoded(sampling, kind, is_progressive);
                    assert_eq!(decode(&bytes, 999).unwrap(), usual(&bytes), "{kind:?} {sampling:?} {is_progressive}");
                }
            }
        }
    }

    #[test]
    fn a_picture_is_not_seen_through_the_end_of_the_next_one() {
        let (width, height) = (64, 64);
        let encode =
            |level: u8| super::super::encode_jpeg(&Picture { width, height, rgba: vec![level; 64 * 64 * 4] }, 90);
        let (light, dark) = (encode(255).unwrap(), encode(0).unwrap());
        let cut = &dark[..dark.len() * 9 / 10];
        let first = decode(cut, 999);
        decode(&light, 10).unwrap();
        assert_eq!(decode(cut, 999), first);
    }

    #[test]
    fn a_small_picture_takes_no_memory_of_a_large_one_before_it() {
        let encode = |side: u32| {
            let rgba = vec![90; (side * side * 4) as usize];
            super::super::encode_jpeg(&Picture { width: side, height: side, rgba }, 90).unwrap()
        };
        decode(&encode(512), 40).unwrap();
        let small = decode(&encode(64), 999).unwrap();
        assert_eq!(small.rgba.len(), 64 * 64 * 4);
        assert!(small.rgba.capacity() < 2 * small.rgba.len(), "{}", small.rgba.capacity());
    }

    #[test]
    fn other_pictures_take_the_long_way() {
        let inks = encoded(jpeg_encoder::SamplingFactor::F_1_1, jpeg_encoder::ColorType::Cmyk, false);
        assert_eq!(decode(&inks, 999), None);
        assert_eq!(decode(b"\xff\xd8 and no more", 999), None);
        assert_eq!(decode(b"\x89PNG", 999), None);
    }

    #[test]
    fn a_sheet_says_how_large_it_is_printed() {
        let picture = Picture { width: 16, height: 16, rgba: vec![255; 16 * 16 * 4] };
        let mut jpeg = super::super::encode_jpeg(&picture, 90).unwrap();
        let n = jpeg.len();
        set_density(&mut jpeg, 300);
        // JFIF 1.02: the unit, 1 for dots an inch, then both densities.
        assert_eq!(jpeg.get(6..18), Some(b"JFIF\0\x01\x01\x01\x01\x2c\x01\x2c".as_slice()));
        assert_eq!(jpeg.len(), n);
        assert!(decode(&jpeg, 16).is_some(), "still a picture");
    }
}
