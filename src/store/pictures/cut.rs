//! Pictures whose file ends too early: shown as far as they go.

use std::io::Cursor;

use image::RgbaImage;

/// Whether the file ends before the picture does, by the marks that end it.
pub(super) fn is_cut(bytes: &[u8]) -> bool {
    let ends_after = |start: &[u8], end: &[u8]| {
        let from = bytes.windows(start.len()).rposition(|it| it == start).unwrap_or(0);
        !bytes.get(from..).unwrap_or_default().windows(end.len()).any(|it| it == end)
    };
    match bytes {
        // Neither mark can stand inside the data of a JPEG.
        [0xff, 0xd8, ..] => ends_after(b"\xff\xda", b"\xff\xd9"),
        [0x89, b'P', b'N', b'G', ..] => ends_after(b"IDAT", b"IEND"),
        _ => false,
    }
}

/// The rows of a PNG that can be decoded, on white where there are no more; `None` when there is no row.
pub(super) fn rows_of_png(bytes: &[u8]) -> Option<RgbaImage> {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8() | png::Transformations::ALPHA);
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    let channels = reader.output_color_type().0.samples();
    let mut image = RgbaImage::from_pixel(width, height, image::Rgba([255; 4]));
    let mut n_rows = 0;
    if reader.info().interlaced {
        return None;
    }
    for y in 0..height {
        let Ok(Some(row)) = reader.next_row() else { break };
        n_rows += 1;
        for (x, pixel) in (0..width).zip(row.data().chunks_exact(channels)) {
            let rgba = match pixel {
                [grey, alpha] => [*grey, *grey, *grey, *alpha],
                [red, green, blue, alpha] => [*red, *green, *blue, *alpha],
                _ => continue,
            };
            image.put_pixel(x, y, image::Rgba(rgba));
        }
    }
    (n_rows > 0).then_some(image)
}
