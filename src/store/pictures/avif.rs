//! AVIF: one still picture, perhaps of tiles, perhaps with a mask of transparency.
//!
//! The container is read (`boxes`), each frame decoded, and its luma and chroma turned into RGB; tiles, which
//! telephones make of large pictures, are put side by side. Sizes are looked at before anything is decoded.

use image::metadata::Orientation;
use image::{DynamicImage, RgbaImage, imageops};
use re_rav1d::dav1d::{Decoder, Picture as Frame, PixelLayout, PlanarImageComponent, Settings, pixel};

use super::boxes::{Container, Grid};
use super::{MAX_PIXELS, PictureError, colour, is_turned, within_limits};

/// Whether bytes are such a file: by their brand, or by one they are compatible with.
pub(super) fn is_it(bytes: &[u8]) -> bool {
    let brands = bytes.get(8..bytes.len().min(64)).unwrap_or_default();
    bytes.get(4..8) == Some(b"ftyp") && brands.as_chunks::<4>().0.iter().any(|it| it == b"avif" || it == b"avis")
}

/// Width and height when upright.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), PictureError> {
    let container = read(bytes)?;
    let (width, height) = container.size(container.primary()).ok_or(PictureError::Undecodable)?;
    let is_turned = container.turns(container.primary()).filter(|it| is_turned(*it)).count() % 2 == 1;
    Ok(if is_turned { (height, width) } else { (width, height) })
}

/// Decodes the picture, upright and in sRGB.
pub(super) fn decode(bytes: &[u8]) -> Result<RgbaImage, PictureError> {
    let container = read(bytes)?;
    let primary = container.primary();
    let mut picture = pixels(&container, primary)?;
    if let Some(profile) = container.profile(primary) {
        colour::to_srgb(&mut picture, profile);
    }
    if let Some(mask) = container.mask() {
        let mask = pixels(&container, mask)?;
        let is_fit = mask.dimensions() == picture.dimensions();
        for (pixel, mask) in picture.pixels_mut().zip(mask.pixels()).filter(|_| is_fit) {
            pixel.0[3] = mask.0[0];
        }
    }
    let turns: Vec<Orientation> = container.turns(primary).collect();
    let mut picture = DynamicImage::ImageRgba8(picture);
    for turn in turns {
        picture.apply_orientation(turn);
    }
    Ok(picture.into_rgba8())
}

fn read(bytes: &[u8]) -> Result<Container<'_>, PictureError> {
    Container::read(bytes).ok_or(PictureError::Undecodable)
}

/// The pixels of an item, of one frame or of tiles.
fn pixels(container: &Container<'_>, item: u32) -> Result<RgbaImage, PictureError> {
    match container.grid(item) {
        Some((grid, tiles)) => tiled(container, grid, tiles),
        None => coloured(&frame(container, item)?),
    }
}

/// Tiles put side by side, row by row; what stands over the edge of the picture is cut off.
fn tiled(container: &Container<'_>, grid: Grid, tiles: &[u32]) -> Result<RgbaImage, PictureError> {
    let (width, height) = within_limits((grid.width, grid.height))?;
    if tiles.len() as u64 != u64::from(grid.rows) * u64::from(grid.columns) {
        return Err(PictureError::Undecodable);
    }
    // Tiles larger than the picture needs would be work for nothing, smaller ones would leave holes.
    let covers = |side: u32, n: u32, whole: u32| side.saturating_mul(n) >= whole && side.saturating_mul(n - 1) < whole;
    let mut whole: Option<(RgbaImage, (u32, u32))> = None;
    for (number, tile) in (0..).zip(tiles) {
        let tile = coloured(&frame(container, *tile)?)?;
        let (picture, sides) = whole.get_or_insert_with(|| (RgbaImage::new(width, height), tile.dimensions()));
        let is_fit = covers(sides.0, grid.columns, width) && covers(sides.1, grid.rows, height);
        if !is_fit || *sides != tile.dimensions() {
            return Err(PictureError::Undecodable);
        }
        let (column, row) = (number % grid.columns, number / grid.columns);
        imageops::replace(picture, &tile, i64::from(column * sides.0), i64::from(row * sides.1));
    }
    whole.map(|it| it.0).ok_or(PictureError::Undecodable)
}

fn frame(container: &Container<'_>, item: u32) -> Result<Frame, PictureError> {
    // Nothing at all is more than the decoder bears: built for debugging it ends the program.
    let data = container.content(item).filter(|it| !it.is_empty()).ok_or(PictureError::Undecodable)?;
    let mut settings = Settings::new();
    settings.set_n_threads(1);
    settings.set_max_frame_delay(1);
    settings.set_frame_size_limit(MAX_PIXELS as u32);
    let fault = |_| PictureError::Undecodable;
    let mut decoder = Decoder::with_settings(&settings).map_err(fault)?;
    decoder.send_data(data.into_owned(), None, None, None).map_err(fault)?;
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

fn coloured(frame: &Frame) -> Result<RgbaImage, PictureError> {
    let (width, height) = within_limits((frame.width(), frame.height()))?;
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
    RgbaImage::from_raw(width, height, rgba).ok_or(PictureError::Undecodable)
}

#[cfg(test)]
mod tests {
    use crate::domain::Picture;
    use crate::store::pictures::boxes::Container;
    use crate::store::{PictureError, decode, probe};

    const HALVES: &[u8] = include_bytes!("../../../tests/pictures/two-halves.avif");
    const CLEAR: &[u8] = include_bytes!("../../../tests/pictures/half-clear.avif");

    #[track_caller]
    fn check(bytes: &[u8], (x, y): (usize, usize), expected: [u8; 4]) {
        check_pixel(&decode(bytes).unwrap(), (x, y), expected);
    }

    #[track_caller]
    fn check_pixel(picture: &Picture, (x, y): (usize, usize), expected: [u8; 4]) {
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

    fn boxed(kind: [u8; 4], parts: &[&[u8]]) -> Vec<u8> {
        let content = parts.concat();
        [(content.len() as u32 + 8).to_be_bytes().as_slice(), &kind, &content].concat()
    }

    /// A picture of this size made of so many tiles a row, each the picture of `HALVES`; turned by quarters.
    fn of_tiles(n_rows: u8, n_columns: u8, (width, height): (u16, u16), quarters: u8) -> Vec<u8> {
        let container = Container::read(HALVES).unwrap();
        let tile = container.content(container.primary()).unwrap();
        let [w, h] = [width, height].map(u16::to_be_bytes);
        let n = u16::from(n_rows) * u16::from(n_columns);
        let start = boxed(*b"ftyp", &[b"avif\0\0\0\0mif1avif"]);
        let at = (start.len() as u32 + 8).to_be_bytes();
        let entry = |id: u16, kind: &[u8]| boxed(*b"infe", &[&[2, 0, 0, 0], &id.to_be_bytes(), &[0, 0], kind, b"\0"]);
        let entries: Vec<u8> = (2..n + 2).flat_map(|id| entry(id, b"av01")).collect();
        let place = |id: u16, method: u16, at: &[u8], length: u32| {
            [[id, method, 0].map(u16::to_be_bytes).concat().as_slice(), &[0, 1], at, length.to_be_bytes().as_slice()]
                .concat()
        };
        let places: Vec<u8> = (2..n + 2).flat_map(|id| place(id, 0, &at, tile.len() as u32)).collect();
        let ids: Vec<u8> = (2..n + 2).flat_map(u16::to_be_bytes).collect();
        let properties = [
            boxed(*b"ispe", &[&[0; 4], &u32::from(width).to_be_bytes(), &u32::from(height).to_be_bytes()]),
            boxed(*b"irot", &[&[quarters]]),
        ];
        let meta = [
            boxed(*b"pitm", &[&[0; 4], &[0, 1]]),
            boxed(*b"iinf", &[&[0; 4], &(n + 1).to_be_bytes(), &entry(1, b"grid"), &entries]),
            boxed(*b"iref", &[&[0; 4], &boxed(*b"dimg", &[&[0, 1], &n.to_be_bytes(), &ids])]),
            boxed(
                *b"iprp",
                &[
                    &boxed(*b"ipco", &[&properties.concat()]),
                    &boxed(*b"ipma", &[&[0; 4], &[0, 0, 0, 1, 0, 1, 2, 1, 2]]),
                ],
            ),
            boxed(*b"idat", &[&[0, 0, n_rows - 1, n_columns - 1], &w, &h]),
            boxed(*b"iloc", &[&[1, 0, 0, 0, 0x44, 0], &(n + 1).to_be_bytes(), &place(1, 1, &[0; 4], 8), &places]),
        ];
        [start, boxed(*b"mdat", &[&tile]), boxed(*b"meta", &[&[0; 4], &meta.concat()])].concat()
    }

    #[test]
    fn tiles_are_put_side_by_side_and_cut_at_the_edge() {
        let bytes = of_tiles(2, 2, (90, 120), 0);
        let info = probe(&bytes).unwrap();
        assert_eq!((info.width, info.height), (90, 120));
        let picture = decode(&bytes).unwrap();
        assert_eq!((picture.width, picture.height), (90, 120));
        for (place, expected) in [
            ((5, 10), [200, 40, 30, 255]),
            ((85, 50), [30, 60, 180, 255]),
            ((60, 70), [200, 40, 30, 255]),
            ((10, 115), [30, 60, 180, 255]),
        ] {
            check_pixel(&picture, place, expected);
        }
    }

    #[test]
    fn a_telephone_held_upright_gives_an_upright_picture() {
        let bytes = of_tiles(1, 2, (96, 64), 1);
        let info = probe(&bytes).unwrap();
        assert_eq!((info.width, info.height), (64, 96));
        let picture = decode(&bytes).unwrap();
        assert_eq!((picture.width, picture.height), (64, 96));
        // A quarter against the clock brings the upper half to the left.
        check_pixel(&picture, (10, 50), [200, 40, 30, 255]);
        check_pixel(&picture, (50, 50), [30, 60, 180, 255]);
    }

    #[test]
    fn a_tile_of_no_bytes_is_an_error_and_nothing_worse() {
        let tile = Container::read(HALVES).map(|it| it.content(it.primary()).unwrap().len() as u32).unwrap();
        let mut bytes = of_tiles(1, 1, (48, 64), 0);
        // The last number in the file is how long the last tile is.
        assert!(bytes.ends_with(&tile.to_be_bytes()));
        let n = bytes.len();
        bytes[n - 4..].fill(0);
        assert!(matches!(decode(&bytes), Err(PictureError::Undecodable)));
    }

    #[test]
    fn tiles_that_do_not_cover_the_picture_or_far_more_are_refused() {
        assert!(matches!(decode(&of_tiles(1, 2, (60_000, 64), 0)), Err(PictureError::TooLarge { .. })));
        for size in [(97, 64), (40, 64), (96, 65)] {
            assert!(matches!(decode(&of_tiles(1, 2, size, 0)), Err(PictureError::Undecodable)), "{size:?}");
        }
        let whole = of_tiles(2, 2, (90, 120), 0);
        assert!((0..whole.len()).all(|length| decode(&whole[..length]).is_err()));
    }
}
