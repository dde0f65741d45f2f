//! Pictures: decoded with limits, turned upright, converted to sRGB; encoded for platforms.
//!
//! The size is looked at before a pixel is decoded, so a small file cannot fill the memory. A damaged picture
//! is an error of its own; a decoder that panics is one too.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use fast_image_resize as resize;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};

use crate::domain::{Lang, Picture};

/// Longest side of a picture that is opened, in pixels.
const MAX_SIDE: u32 = 12_000;
/// Largest picture that is opened, in pixels.
const MAX_PIXELS: u64 = 80_000_000;
/// Memory a decoder may take for itself, in bytes.
const MAX_ALLOC: u64 = 1024 * 1024 * 1024;

/// Why a picture is not used.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// Not a picture of a kind that is read.
    #[error("not a picture (JPEG, PNG, TIFF, WebP, GIF and BMP are read)")]
    Unknown,
    /// Too large to be opened.
    #[error("the picture is too large: {width}×{height}")]
    TooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The data is damaged.
    #[error("the picture is damaged")]
    Damaged(#[source] image::ImageError),
    /// The decoder gave up.
    #[error("the picture cannot be decoded")]
    Undecodable,
    /// The picture could not be encoded.
    #[error("the picture could not be encoded")]
    Encode,
}

impl PictureError {
    /// What is wrong and what to do.
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Unknown => "это не изображение (читаются JPEG, PNG, TIFF, WebP, GIF и BMP)".to_owned(),
            Self::TooLarge { width, height } => format!("слишком большое изображение: {width}×{height}; уменьшите его"),
            Self::Damaged(_) => "изображение повреждено; отсканируйте его заново".to_owned(),
            Self::Undecodable => "изображение не раскодировать".to_owned(),
            Self::Encode => "изображение не записать".to_owned(),
        }
    }
}

/// What is known of a picture without decoding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PictureInfo {
    /// Width when upright, in pixels.
    pub width: u32,
    /// Height when upright, in pixels.
    pub height: u32,
    /// Usual ending of such a file's name.
    pub extension: &'static str,
}

/// Size and kind of a picture, from its header.
pub fn probe(bytes: &[u8]) -> Result<PictureInfo, PictureError> {
    guarded(|| {
        let (mut decoder, format) = decoder(bytes)?;
        let (width, height) = decoder.dimensions();
        let turned = is_turned(decoder.orientation().unwrap_or(Orientation::NoTransforms));
        let (width, height) = if turned { (height, width) } else { (width, height) };
        Ok(PictureInfo { width, height, extension: format.extensions_str().first().copied().unwrap_or("jpg") })
    })
}

/// Decodes a picture, upright and in sRGB.
pub fn decode(bytes: &[u8]) -> Result<Picture, PictureError> {
    guarded(|| {
        let (mut decoder, _) = decoder(bytes)?;
        let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
        let profile = decoder.icc_profile().ok().flatten();
        let mut image = DynamicImage::from_decoder(decoder).map_err(PictureError::Damaged)?;
        image.apply_orientation(orientation);
        let mut pixels = image.into_rgba8();
        if let Some(profile) = profile {
            to_srgb(&mut pixels, &profile);
        }
        Ok(Picture { width: pixels.width(), height: pixels.height(), rgba: pixels.into_raw() })
    })
}

fn guarded<T>(work: impl FnOnce() -> Result<T, PictureError>) -> Result<T, PictureError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(PictureError::Undecodable))
}

fn decoder(bytes: &[u8]) -> Result<(impl ImageDecoder + '_, ImageFormat), PictureError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_io| PictureError::Unknown)?;
    let format = reader.format().ok_or(PictureError::Unknown)?;
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MAX_ALLOC);
    reader.limits(limits);
    let decoder = reader.into_decoder().map_err(|error| match error {
        image::ImageError::Unsupported(_) => PictureError::Unknown,
        error => PictureError::Damaged(error),
    })?;
    let (width, height) = decoder.dimensions();
    if width.max(height) > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS || width.min(height) == 0 {
        return Err(PictureError::TooLarge { width, height });
    }
    Ok((decoder, format))
}

fn is_turned(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

/// Converts pixels by their profile; a profile that cannot be used leaves them as they are.
fn to_srgb(pixels: &mut image::RgbaImage, profile: &[u8]) {
    let Ok(source) = moxcms::ColorProfile::new_from_slice(profile) else { return };
    if source.color_space != moxcms::DataColorSpace::Rgb {
        return;
    }
    let target = moxcms::ColorProfile::new_srgb();
    let layout = moxcms::Layout::Rgba;
    let options = moxcms::TransformOptions::default();
    if let Ok(transform) = source.create_transform_8bit(layout, &target, layout, options) {
        let before = pixels.as_raw().clone();
        if transform.transform(&before, pixels).is_err() {
            pixels.copy_from_slice(&before);
        }
    }
}

/// The picture with its longer side at most `side` pixels.
pub fn shrink(picture: Picture, side: u32) -> Picture {
    let longer = picture.width.max(picture.height);
    if longer <= side || !picture.is_sound() {
        return picture;
    }
    let scaled = |it: u32| (f64::from(it) * f64::from(side) / f64::from(longer)).round().max(1.0) as u32;
    let (width, height) = (scaled(picture.width), scaled(picture.height));
    let kind = resize::PixelType::U8x4;
    let mut target = resize::images::Image::new(width, height, kind);
    let source = resize::images::ImageRef::new(picture.width, picture.height, &picture.rgba, kind);
    let resized = source.is_ok_and(|it| resize::Resizer::new().resize(&it, &mut target, None).is_ok());
    if resized { Picture { width, height, rgba: target.into_vec() } } else { picture }
}

/// JPEG without colour subsampling: small coloured type stays sharp. `quality` is 1 to 100.
pub fn encode_jpeg(picture: &Picture, quality: u8) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_1_1);
    let (width, height) = (u16::try_from(picture.width), u16::try_from(picture.height));
    let (Ok(width), Ok(height)) = (width, height) else { return Err(PictureError::Encode) };
    let encoded = encoder.encode(&picture.rgba, width, height, jpeg_encoder::ColorType::Rgba);
    encoded.map_err(|_error| PictureError::Encode)?;
    Ok(bytes)
}

/// PNG, every pixel as it is.
pub fn encode_png(picture: &Picture) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    let colour = image::ExtendedColorType::Rgba8;
    image::ImageEncoder::write_image(encoder, &picture.rgba, picture.width, picture.height, colour)
        .map_err(|_error| PictureError::Encode)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn striped(width: u32, height: u32) -> Picture {
        let rgba = (0..width * height).flat_map(|it| [(it % 251) as u8, (it % 13) as u8, 90, 255]).collect();
        Picture { width, height, rgba }
    }

    #[test]
    fn a_png_is_read_back_as_written() {
        let picture = striped(31, 17);
        let bytes = encode_png(&picture).unwrap();
        assert_eq!(decode(&bytes).unwrap(), picture);
        assert_eq!(probe(&bytes).unwrap(), PictureInfo { width: 31, height: 17, extension: "png" });
    }

    #[test]
    fn a_bomb_is_refused_by_its_header() {
        let mut bytes = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
        bytes.extend([11_000_u32, 11_000].map(u32::to_le_bytes).concat());
        bytes.extend(b"\x01\0\x18\0".iter().chain(&[0; 24]));
        assert!(matches!(decode(&bytes), Err(PictureError::TooLarge { width: 11_000, height: 11_000 })));
    }

    #[test]
    fn text_and_half_a_picture_are_not_pictures() {
        assert!(matches!(decode(b"just text"), Err(PictureError::Unknown)));
        let jpeg = encode_jpeg(&striped(64, 64), 90).unwrap();
        assert!(decode(&jpeg[..40]).is_err());
    }

    #[test]
    fn shrinking_keeps_the_proportions_and_never_enlarges() {
        assert_eq!((shrink(striped(300, 200), 30).width, shrink(striped(300, 200), 30).height), (30, 20));
        assert_eq!(shrink(striped(30, 20), 300).width, 30);
    }

    #[test]
    fn jpeg_keeps_size_and_colours() {
        let flat = Picture { width: 40, height: 50, rgba: [200, 30, 60, 255].repeat(2000) };
        let read = decode(&encode_jpeg(&flat, 90).unwrap()).unwrap();
        assert_eq!((read.width, read.height), (40, 50));
        assert!(read.rgba.iter().zip(&flat.rgba).all(|(a, b)| a.abs_diff(*b) < 6));
    }
}
