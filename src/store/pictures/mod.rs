//! Pictures: decoded with limits, turned upright, converted to sRGB; encoded for platforms.
//!
//! The size is looked at before a pixel is decoded, so a small file cannot fill the memory. A damaged picture
//! is an error of its own; a decoder that panics is one too.

mod avif;
mod binding;
mod boxes;
mod colour;
mod cut;
mod jpeg;
mod quality;
mod resample;
mod retouch;
mod room;

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader};

pub use binding::binding_colour;
pub use jpeg::set_density;
pub use quality::{Doubt, Likeness, look_over};
pub use resample::{Pixels, resampled};
pub use retouch::{inside_border, retouched};

use crate::domain::{Lang, Picture};
use room::Room;

/// Longest side of a picture that is opened, in pixels.
const MAX_SIDE: u32 = 12_000;
/// Largest picture that is opened, in pixels.
const MAX_PIXELS: u64 = 80_000_000;
/// Memory a decoder may take for itself, in bytes.
const MAX_ALLOC: u64 = 1024 * 1024 * 1024;

/// Bytes that pictures being decoded may take together, and those of a pixel: four of the picture, and what a decoder
/// keeps of progressive ones.
static ROOM: Room = Room::new(192 * 1024 * 1024);
const BYTES_OF_PIXEL: u64 = 8;

/// Why a picture is not used.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// Not a picture of a kind that is read.
    #[error("not a picture (JPEG, PNG, TIFF, WebP, AVIF, GIF and BMP are read)")]
    Unknown,
    /// A picture of a kind that is known and not read.
    #[error("{0} pictures are not read; save it as JPEG or PNG")]
    Unread(&'static str),
    /// Its header asks for more memory than a picture may have.
    #[error("the picture is too large to be opened")]
    Bomb,
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
    fn of(error: image::ImageError) -> Self {
        match error {
            image::ImageError::Unsupported(_) => Self::Unknown,
            image::ImageError::Limits(_) => Self::Bomb,
            error => Self::Damaged(error),
        }
    }

    /// What is wrong and what to do.
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Unknown => "это не изображение (читаются JPEG, PNG, TIFF, WebP, AVIF, GIF и BMP)".to_owned(),
            Self::Unread(name) => format!("формат {name} не читается; сохраните картинку как JPEG или PNG"),
            Self::Bomb => "изображение слишком велико, чтобы его открыть; уменьшите его".to_owned(),
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
    /// Whether the file ends before the picture does.
    pub is_cut: bool,
}

/// Size and kind of a picture, from its header.
pub fn probe(bytes: &[u8]) -> Result<PictureInfo, PictureError> {
    guarded(|| {
        if avif::is_it(bytes) {
            let (width, height) = within_limits(avif::size(bytes)?)?;
            return Ok(PictureInfo { width, height, extension: "avif", is_cut: false });
        }
        let whole = cut::whole_segments(bytes);
        let (mut decoder, format) = decoder(&whole)?;
        let (width, height) = decoder.dimensions();
        let turned = is_turned(orientation(&mut decoder));
        let (width, height) = if turned { (height, width) } else { (width, height) };
        let extension = format.extensions_str().first().copied().unwrap_or("jpg");
        Ok(PictureInfo { width, height, extension, is_cut: cut::is_cut(bytes) })
    })
}

/// Decodes a picture, upright and in sRGB; one whose file ends too early as far as it goes.
pub fn decode(bytes: &[u8]) -> Result<Picture, PictureError> {
    decode_within(bytes, u32::MAX)
}

/// Decodes a picture and makes its longer side at most `side` pixels: sooner than by [`decode`] and [`shrink`].
pub fn decode_within(bytes: &[u8], side: u32) -> Result<Picture, PictureError> {
    guarded(|| {
        if avif::is_it(bytes) {
            let _taken = room_for(within_limits(avif::size(bytes)?)?);
            return Ok(shrink(picture(avif::decode(bytes)?), side));
        }
        let whole = cut::whole_segments(bytes);
        let bytes = whole.as_ref();
        let (mut decoder, format) = decoder(bytes)?;
        let _taken = room_for(decoder.dimensions());
        let orientation = orientation(&mut decoder);
        let profile = decoder.icc_profile().ok().flatten();
        let of_inks = if format == ImageFormat::Jpeg { colour::of_inks(bytes) } else { None };
        let small = match of_inks {
            Some(pixels) => shrink(picture(pixels), side),
            None => {
                let mut small = match jpeg::decode(bytes, side) {
                    Some(small) => small,
                    None => shrink(picture(whole_or_rows(decoder, format, bytes)?), side),
                };
                if let Some(profile) = profile {
                    colour::to_srgb(&mut small.rgba, &profile);
                }
                small
            }
        };
        Ok(upright(small, orientation))
    })
}

/// Waits for memory to decode a picture of such a size.
fn room_for((width, height): (u32, u32)) -> room::Taken<'static> {
    ROOM.take(u64::from(width) * u64::from(height) * BYTES_OF_PIXEL)
}

fn picture(pixels: image::RgbaImage) -> Picture {
    Picture { width: pixels.width(), height: pixels.height(), rgba: pixels.into_raw() }
}

fn upright(it: Picture, orientation: Orientation) -> Picture {
    if orientation == Orientation::NoTransforms {
        return it;
    }
    let Some(pixels) = image::RgbaImage::from_raw(it.width, it.height, it.rgba) else { return Picture::default() };
    let mut image = DynamicImage::ImageRgba8(pixels);
    image.apply_orientation(orientation);
    picture(image.into_rgba8())
}

fn whole_or_rows(
    decoder: impl ImageDecoder,
    format: ImageFormat,
    bytes: &[u8],
) -> Result<image::RgbaImage, PictureError> {
    match DynamicImage::from_decoder(decoder) {
        Ok(image) => Ok(image.into_rgba8()),
        Err(_) if format == ImageFormat::Png => cut::rows_of_png(bytes).ok_or(PictureError::Undecodable),
        Err(error) => Err(PictureError::of(error)),
    }
}

/// How the picture is turned: by its EXIF, else by its XMP, which some scanners write alone.
fn orientation(decoder: &mut impl ImageDecoder) -> Orientation {
    let exif = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    if exif != Orientation::NoTransforms {
        return exif;
    }
    let xmp = decoder.xmp_metadata().ok().flatten().unwrap_or_default();
    let text = String::from_utf8_lossy(&xmp);
    let value = text
        .split("tiff:Orientation")
        .nth(1)
        .and_then(|it| it.trim_start_matches(['=', '"', '\'', '>']).bytes().next());
    value.and_then(|it| Orientation::from_exif(it.wrapping_sub(b'0'))).unwrap_or(exif)
}

fn guarded<T>(work: impl FnOnce() -> Result<T, PictureError>) -> Result<T, PictureError> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or(Err(PictureError::Undecodable))
}

fn decoder(bytes: &[u8]) -> Result<(impl ImageDecoder + '_, ImageFormat), PictureError> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_io| PictureError::Unknown)?;
    if let Some(name) = known_but_unread(bytes) {
        return Err(PictureError::Unread(name));
    }
    let format = reader.format().ok_or(PictureError::Unknown)?;
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(MAX_ALLOC);
    reader.limits(limits);
    if let Some((width, height)) = claimed_by_bmp(bytes).filter(|it| it.0.max(it.1) > MAX_SIDE) {
        return Err(PictureError::TooLarge { width, height });
    }
    let decoder = reader.into_decoder().map_err(PictureError::of)?;
    within_limits(decoder.dimensions())?;
    Ok((decoder, format))
}

fn within_limits((width, height): (u32, u32)) -> Result<(u32, u32), PictureError> {
    let is_beyond = width.max(height) > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS;
    if is_beyond || width.min(height) == 0 {
        Err(PictureError::TooLarge { width, height })
    } else {
        Ok((width, height))
    }
}

/// The size in the header of a BMP; its decoder calls a size beyond reason damage.
fn claimed_by_bmp(bytes: &[u8]) -> Option<(u32, u32)> {
    let number = |at: usize| bytes.get(at..at + 4)?.try_into().ok().map(|it| i32::from_le_bytes(it).unsigned_abs());
    if bytes.starts_with(b"BM") { number(18).zip(number(22)) } else { None }
}

/// Kinds of pictures that are known by name only.
fn known_but_unread(bytes: &[u8]) -> Option<&'static str> {
    match bytes.get(4..12)? {
        b"ftypheic" | b"ftypheix" | b"ftypmif1" | b"ftyphevc" => Some("HEIC"),
        _ if bytes.starts_with(b"%PDF") => Some("PDF"),
        _ if bytes.starts_with(b"AT&TFORM") => Some("DjVu"),
        _ => None,
    }
}

fn is_turned(orientation: Orientation) -> bool {
    matches!(
        orientation,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    )
}

/// The picture with its longer side at most `side` pixels.
pub fn shrink(picture: Picture, side: u32) -> Picture {
    if picture.is_sound()
        && let Some(small) = shrunk((picture.width, picture.height), &picture.rgba, (side, picture.is_opaque()))
    {
        return small;
    }
    picture
}

/// Pixels made fewer; `None` when they are few enough. Whether nothing shows through them is known beforehand.
fn shrunk((width, height): (u32, u32), rgba: &[u8], (side, is_opaque): (u32, bool)) -> Option<Picture> {
    let longer = width.max(height);
    if longer <= side {
        return None;
    }
    let scaled = |it: u32| (f64::from(it) * f64::from(side) / f64::from(longer)).round().max(1.0) as u32;
    resample::kept_at_hand(Pixels { width, height, rgba }, (scaled(width), scaled(height)), is_opaque)
}

/// JPEG without colour subsampling: small coloured type stays sharp. `quality` is 1 to 100.
///
/// The encoder's kernels are unsafe code of another crate: only pixels of known size get there, never bytes of a file.
pub fn encode_jpeg(picture: &Picture, quality: u8) -> Result<Vec<u8>, PictureError> {
    let sides = (u16::try_from(picture.width), u16::try_from(picture.height));
    let (Ok(width), Ok(height), true) = (sides.0, sides.1, picture.is_sound()) else {
        return Err(PictureError::Encode);
    };
    let (size, quality) = ((usize::from(width), usize::from(height)), quality.clamp(1, 100));
    let encoded = libjpeg_turbo_rs::compress(
        &picture.rgba,
        size.0,
        size.1,
        libjpeg_turbo_rs::PixelFormat::Rgba,
        quality,
        libjpeg_turbo_rs::Subsampling::S444,
    );
    encoded.map_err(|_error| PictureError::Encode)
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
        assert_eq!(probe(&bytes).unwrap(), PictureInfo { width: 31, height: 17, extension: "png", is_cut: false });
    }

    #[test]
    fn a_bomb_is_refused_by_its_header() {
        let mut bytes = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
        bytes.extend([11_000_u32, 11_000].map(u32::to_le_bytes).concat());
        bytes.extend(b"\x01\0\x18\0".iter().chain(&[0; 24]));
        assert!(matches!(decode(&bytes), Err(PictureError::TooLarge { width: 11_000, height: 11_000 })));
    }

    #[test]
    fn a_size_beyond_reason_is_called_so() {
        let mut bytes = b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0".to_vec();
        bytes.extend([3_000_000_u32, 2_000_000].map(u32::to_le_bytes).concat());
        bytes.extend(b"\x01\0\x18\0".iter().chain(&[0; 24]));
        assert!(matches!(decode(&bytes), Err(PictureError::TooLarge { width: 3_000_000, .. })));
    }

    #[test]
    fn text_and_half_a_picture_are_not_pictures() {
        assert!(matches!(decode(b"just text"), Err(PictureError::Unknown)));
        let jpeg = encode_jpeg(&striped(64, 64), 90).unwrap();
        assert!(decode(&jpeg[..40]).is_err());
    }

    #[test]
    fn a_picture_cut_short_is_shown_as_far_as_it_goes_and_known_to_be_cut() {
        let picture = striped(64, 64);
        let png = encode_png(&picture).unwrap();
        let half = &png[..png.len() * 6 / 10];
        let shown = decode(half).unwrap();
        assert_eq!(shown.rgba.get(..64 * 4), picture.rgba.get(..64 * 4));
        assert_eq!(shown.rgba.last_chunk::<4>(), Some(&[255; 4]));
        let jpeg = encode_jpeg(&picture, 90).unwrap();
        for (bytes, is_cut) in [(half, true), (&png, false), (&jpeg[..jpeg.len() * 8 / 10], true), (&jpeg, false)] {
            assert_eq!(probe(bytes).unwrap().is_cut, is_cut);
        }
    }

    #[test]
    fn a_note_that_is_cut_in_the_head_of_a_jpeg_costs_nothing() {
        let jpeg = encode_jpeg(&striped(64, 64), 90).unwrap();
        let with = |note: &[u8]| [&jpeg[..2], note, &jpeg[2..]].concat();
        let whole = decode(&with(b"\xff\xee\0\x0eAdobe\0d\0\0\0\0\x01")).unwrap();
        for note in [b"\xff\xee\0\x0dAdobe\0d\0\0\0\0\x01".as_slice(), b"\xff\xee\0\x09Adobe\0d"] {
            assert_eq!(decode(&with(note)).unwrap(), whole);
            assert!(probe(&with(note)).is_ok());
        }
    }

    #[test]
    fn pictures_known_by_name_are_refused_by_name() {
        for (bytes, name) in [(b"\0\0\0\x1cftypheic\0\0\0\0".as_slice(), "HEIC"), (b"%PDF-1.7 and so on", "PDF")] {
            assert!(matches!(decode(bytes), Err(PictureError::Unread(it)) if it == name));
        }
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
