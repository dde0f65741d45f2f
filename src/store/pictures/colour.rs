//! Colours into sRGB by the profile a picture carries.

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::domain::maths;

/// Converts pixels by their profile; a profile that cannot be used leaves them as they are.
pub(super) fn to_srgb(rgba: &mut [u8], profile: &[u8]) {
    let Ok(source) = ColorProfile::new_from_slice(profile) else { return };
    if source.color_space != DataColorSpace::Rgb {
        return;
    }
    let target = ColorProfile::new_srgb();
    let layout = Layout::Rgba;
    let options = TransformOptions::default();
    if let Ok(transform) = source.create_transform_8bit(layout, &target, layout, options) {
        let before = rgba.to_vec();
        if transform.transform(&before, rgba).is_err() {
            rgba.copy_from_slice(&before);
        }
    }
}

/// A JPEG of four inks as its profile has it, not upright yet; `None` when it is no such JPEG or has no profile that
/// can be used: the plain conversion of the decoder is then as good as any.
pub(super) fn of_inks(bytes: &[u8]) -> Option<image::RgbaImage> {
    let space = inks(bytes)?;
    // The inks are wanted as they are stored, not as the decoder would mix them.
    let options = DecoderOptions::default().set_strict_mode(false).jpeg_set_out_colorspace(space);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let mut pixels = decoder.decode().ok()?;
    let info = decoder.info()?;
    let profile = ColorProfile::new_from_slice(&decoder.icc_profile()?).ok()?;
    if profile.color_space != DataColorSpace::Cmyk {
        return None;
    }
    if space == ColorSpace::YCCK {
        pixels.as_chunks_mut::<4>().0.iter_mut().for_each(unmix);
    }
    if has_adobe_mark(bytes) {
        // Adobe stores how much of the paper shows, not how much ink there is.
        for it in &mut pixels {
            *it = 255 - *it;
        }
    }
    let options = TransformOptions::default();
    let srgb = ColorProfile::new_srgb();
    let transform = profile.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgba, options).ok()?;
    let mut rgba = vec![255; pixels.len()];
    transform.transform(&pixels, &mut rgba).ok()?;
    let mut black = [0; 4];
    transform.transform(&RICH_BLACK, &mut black).ok()?;
    let deepened = deepened(black);
    for pixel in rgba.as_chunks_mut::<4>().0 {
        *pixel = pixel.map(|it| deepened.get(usize::from(it)).copied().unwrap_or(it));
        pixel[3] = 255;
    }
    image::RgbaImage::from_raw(u32::from(info.width), u32::from(info.height), rgba)
}

/// All the ink there is: the deepest black a profile knows.
const RICH_BLACK: [u8; 4] = [255, 255, 255, 255];

/// Paper never gets quite black. Every value is moved so that the blackest ink is black on the screen, in light, not
/// in numbers: black point compensation.
fn deepened(black: [u8; 4]) -> [u8; 256] {
    let [red, green, blue, _] = black.map(light);
    let floor = (0.2126 * red + 0.7152 * green + 0.0722 * blue).min(0.2);
    let mut table = [0; 256];
    for (value, moved) in (0_u8..=255).zip(&mut table) {
        let light = ((light(value) - floor) / (1.0 - floor)).max(0.0);
        *moved = (maths::unlight(light) * 255.0).round() as u8;
    }
    table
}

fn light(value: u8) -> f32 {
    maths::light(f32::from(value) / 255.0)
}

fn inks(bytes: &[u8]) -> Option<ColorSpace> {
    if !bytes.starts_with(b"\xff\xd8") {
        return None;
    }
    let mut decoder = JpegDecoder::new(ZCursor::new(bytes));
    decoder.decode_headers().ok()?;
    decoder.input_colorspace().filter(|it| matches!(it, ColorSpace::CMYK | ColorSpace::YCCK))
}

/// Luma and two differences of colour → three inks; the fourth stays (ITU-T T.871).
fn unmix(pixel: &mut [u8; 4]) {
    let [y, cb, cr, _] = pixel.map(f32::from);
    let (cb, cr) = (cb - 128.0, cr - 128.0);
    let mixed = [y + 1.402 * cr, y - 0.344_136 * cb - 0.714_136 * cr, y + 1.772 * cb];
    for (ink, value) in pixel.iter_mut().zip(mixed) {
        *ink = value.round().clamp(0.0, 255.0) as u8;
    }
}

/// Whether segment APP14 of Adobe stands before the picture.
fn has_adobe_mark(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(4 * 1024 * 1024)).unwrap_or_default();
    let end = head.windows(2).position(|it| it == b"\xff\xda").unwrap_or(head.len());
    head.get(..end).unwrap_or_default().windows(9).any(|it| it.starts_with(b"\xff\xee") && it.ends_with(b"Adobe"))
}
