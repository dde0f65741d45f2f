//! Pictures whose file, or a piece of its head, ends too early: shown as far as they go.

use std::borrow::Cow;
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

/// A JPEG whose notes before the picture have the length they claim: one that is a byte short gets that byte, and a
/// note of Adobe too short to say how colours are stored is passed over. Anything else is given back as it is.
pub(super) fn whole_segments(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut mended = Cow::Borrowed(bytes);
    let mut at = 2;
    while let Some(&[0xff, marker, high, low]) = bytes.get(at..at + 4).filter(|_| bytes.starts_with(b"\xff\xd8")) {
        if marker == 0xda {
            break;
        }
        let (claimed, content) = (usize::from(u16::from_be_bytes([high, low])), at + 4);
        let is_note = (0xe0..=0xef).contains(&marker);
        let end = at + 2 + claimed;
        let is_short = is_note && bytes.get(end).is_some_and(|it| *it != 0xff) && bytes.get(end + 1) == Some(&0xff);
        let length = claimed + usize::from(is_short);
        if is_short && let Some(place) = mended.to_mut().get_mut(at + 2..at + 4) {
            place.copy_from_slice(&(length as u16).to_be_bytes());
        }
        let is_mute = marker == 0xee && length < 14 && bytes.get(content..content + 5) == Some(b"Adobe");
        if is_mute && let Some(place) = mended.to_mut().get_mut(at + 1) {
            *place = 0xfe;
        }
        at += 2 + length.max(2);
    }
    mended
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
