//! AVIF: one still picture, perhaps with a mask of transparency.
//!
//! The container is read, the frame decoded, and its luma and chroma turned into sRGB. Pictures made of several
//! tiles are refused: no decoder of ours puts them together.

use avif_parse::{AvifData, read_avif};
use re_rav1d::dav1d::{Decoder, Picture as Frame, PixelLayout, PlanarImageComponent, Settings, pixel};

use super::{MAX_PIXELS, PictureError};
use crate::domain::Picture;

/// Whether bytes are such a file: by their brand, or by one they are compatible with.
pub(super) fn is_it(bytes: &[u8]) -> bool {
    let brands = bytes.get(8..bytes.len().min(64)).unwrap_or_default();
    bytes.get(4..8) == Some(b"ftyp") && brands.as_chunks::<4>().0.iter().any(|it| it == b"avif" || it == b"avis")
}

/// Width and height.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), PictureError> {
    let meta = parsed(bytes)?.primary_item_metadata().map_err(|_fault| PictureError::Undecodable)?;
    Ok((meta.max_frame_width.get(), meta.max_frame_height.get()))
}

/// Decodes the picture.
pub(super) fn decode(bytes: &[u8]) -> Result<Picture, PictureError> {
    let parts = parsed(bytes)?;
    let mut picture = coloured(&frame(&parts.primary_item)?);
    if let Some(mask) = &parts.alpha_item {
        let mask = frame(mask)?;
        let luma = Samples::of(&mask, PlanarImageComponent::Y);
        let top = 255.0 / luma.most();
        let (width, pixels) = (picture.width.max(1) as usize, picture.rgba.as_chunks_mut::<4>().0);
        for (i, pixel) in pixels.iter_mut().enumerate() {
            pixel[3] = (luma.at(i % width, i / width) * top).round() as u8;
        }
    }
    Ok(picture)
}

fn parsed(mut bytes: &[u8]) -> Result<AvifData, PictureError> {
    read_avif(&mut bytes).map_err(|_fault| PictureError::Undecodable)
}

fn frame(data: &[u8]) -> Result<Frame, PictureError> {
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_frame_size_limit(MAX_PIXELS as u32);
    let fault = |_| PictureError::Undecodable;
    let mut decoder = Decoder::with_settings(&settings).map_err(fault)?;
    decoder.send_data(data.to_vec(), None, None, None).map_err(fault)?;
    decoder.get_picture().map_err(fault)
}

/// One plane of a frame.
struct Samples {
    plane: re_rav1d::dav1d::Plane,
    /// Bytes from row to row, and of a sample.
    stride: usize,
    wide: bool,
    bits: usize,
    /// Halved across, halved down.
    halved: (bool, bool),
}

impl Samples {
    fn of(frame: &Frame, component: PlanarImageComponent) -> Self {
        let halved = match (component, frame.pixel_layout()) {
            (PlanarImageComponent::Y, _) | (_, PixelLayout::I444 | PixelLayout::I400) => (false, false),
            (_, PixelLayout::I422) => (true, false),
            (_, PixelLayout::I420) => (true, true),
        };
        let bits = frame.bits_per_component().map_or(8, |it| it.0);
        let stride = frame.stride(component) as usize;
        Self { plane: frame.plane(component), stride, wide: bits > 8, bits, halved }
    }

    fn most(&self) -> f32 {
        ((1_u32 << self.bits) - 1) as f32
    }

    /// The sample that belongs to a pixel.
    fn at(&self, x: usize, y: usize) -> f32 {
        let (x, y) = (if self.halved.0 { x / 2 } else { x }, if self.halved.1 { y / 2 } else { y });
        let byte = |at: usize| self.plane.get(at).copied().unwrap_or_default();
        if self.wide {
            let at = y * self.stride + x * 2;
            f32::from(u16::from_le_bytes([byte(at), byte(at + 1)]))
        } else {
            f32::from(byte(y * self.stride + x))
        }
    }
}

/// Shares of red and blue in luma (ITU-T H.273, 2021-07, table 4).
fn shares(matrix: pixel::MatrixCoefficients) -> (f32, f32) {
    match matrix {
        pixel::MatrixCoefficients::BT709 => (0.2126, 0.0722),
        pixel::MatrixCoefficients::BT2020NonConstantLuminance => (0.2627, 0.0593),
        _ => (0.299, 0.114),
    }
}

fn coloured(frame: &Frame) -> Picture {
    let (width, height) = (frame.width(), frame.height());
    let luma = Samples::of(frame, PlanarImageComponent::Y);
    let is_grey = frame.pixel_layout() == PixelLayout::I400;
    let chroma =
        (!is_grey).then(|| (Samples::of(frame, PlanarImageComponent::U), Samples::of(frame, PlanarImageComponent::V)));
    let is_plain = frame.matrix_coefficients() == pixel::MatrixCoefficients::Identity;
    let (red, blue) = shares(frame.matrix_coefficients());
    let unit = (1_u32 << (luma.bits - 8)) as f32;
    let (black, range, spread) = match frame.color_range() {
        pixel::YUVRange::Limited => (16.0 * unit, 219.0 * unit, 224.0 * unit),
        pixel::YUVRange::Full => (0.0, luma.most(), luma.most()),
    };
    let middle = 128.0 * unit;
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    for (y, x) in (0..height as usize).flat_map(|y| (0..width as usize).map(move |x| (y, x))) {
        let light = (luma.at(x, y) - black) / range;
        let [r, g, b] = match &chroma {
            None => [light; 3],
            // The planes are green, blue and red.
            Some((u, v)) if is_plain => [(v.at(x, y) - black) / range, light, (u.at(x, y) - black) / range],
            Some((u, v)) => {
                let (u, v) = ((u.at(x, y) - middle) / spread, (v.at(x, y) - middle) / spread);
                let (r, b) = (light + 2.0 * (1.0 - red) * v, light + 2.0 * (1.0 - blue) * u);
                [r, (light - red * r - blue * b) / (1.0 - red - blue), b]
            }
        };
        rgba.extend([r, g, b].map(|it| (it * 255.0).round().clamp(0.0, 255.0) as u8));
        rgba.push(255);
    }
    Picture { width, height, rgba }
}

#[cfg(test)]
mod tests {
    use crate::store::{decode, probe};

    const HALVES: &[u8] = include_bytes!("../../../tests/pictures/two-halves.avif");
    const CLEAR: &[u8] = include_bytes!("../../../tests/pictures/half-clear.avif");

    #[track_caller]
    fn check(bytes: &[u8], (x, y): (usize, usize), expected: [u8; 4]) {
        let picture = decode(bytes).unwrap();
        let pixel = picture.rgba.as_chunks::<4>().0[y * picture.width as usize + x];
        let is_near = pixel.iter().zip(expected).all(|(a, b)| a.abs_diff(b) <= 6);
        assert!(is_near, "{pixel:?} for {expected:?}");
    }

    #[test]
    fn halves_have_their_colours_and_the_mask_its_transparency() {
        let info = probe(HALVES).unwrap();
        assert_eq!((info.width, info.height, info.extension), (48, 64, "avif"));
        check(HALVES, (20, 10), [200, 40, 30, 255]);
        check(HALVES, (20, 50), [30, 60, 180, 255]);
        check(CLEAR, (5, 10), [200, 40, 30, 255]);
        assert_eq!(decode(CLEAR).unwrap().rgba.as_chunks::<4>().0[10 * 48 + 40][3], 0);
    }

    #[test]
    fn a_damaged_file_is_an_error_at_every_length() {
        for length in 0..HALVES.len() {
            assert!(decode(HALVES.get(..length).unwrap()).is_err(), "{length}");
        }
    }
}
