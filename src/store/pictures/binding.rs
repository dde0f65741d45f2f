//! The colour a binding has, of a photograph of it.

use crate::domain::{Picture, Rgb};

/// Channels are told apart in so many steps.
const STEPS: usize = 8;
/// So much of each side may be the table the book lies on.
const MARGIN: f32 = 0.15;

/// The colour most of the middle of a picture has; grey where the picture is empty.
pub fn binding_colour(picture: &Picture) -> Rgb {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let inner = |length: usize| {
        let margin = (length as f32 * MARGIN) as usize;
        (margin, length.saturating_sub(2 * margin).max(1))
    };
    let ((left, wide), (top, high)) = (inner(width), inner(height));
    let mut bins = vec![[0_u64; 4]; STEPS * STEPS * STEPS];
    let rows = picture.rgba.as_chunks::<4>().0.chunks_exact(width.max(1)).skip(top).take(high);
    for [r, g, b, _] in rows.flat_map(|it| it.iter().skip(left).take(wide)).copied() {
        let step = |it: u8| usize::from(it) * STEPS / 256;
        if let Some(bin) = bins.get_mut((step(r) * STEPS + step(g)) * STEPS + step(b)) {
            for (sum, value) in bin.iter_mut().zip([u64::from(r), u64::from(g), u64::from(b), 1]) {
                *sum += value;
            }
        }
    }
    let [r, g, b, n] = bins.into_iter().max_by_key(|it| it[3]).unwrap_or_default();
    let mean = |sum: u64| sum.checked_div(n).map_or(128, |it| it.min(255) as u8);
    Rgb::new(mean(r), mean(g), mean(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cloth_counts_and_neither_the_table_nor_the_label() {
        let mut rgba = Vec::new();
        for y in 0..100 {
            for x in 0..80 {
                let is_table = !(12..68).contains(&x) || !(15..85).contains(&y);
                let is_label = (30..50).contains(&x) && (25..40).contains(&y);
                rgba.extend(match (is_table, is_label) {
                    (true, _) => [250, 250, 250, 255],
                    (_, true) => [240, 230, 210, 255],
                    _ => [60 + (x % 3) as u8, 85, 70, 255],
                });
            }
        }
        let colour = binding_colour(&Picture { width: 80, height: 100, rgba });
        assert_eq!((colour.r.abs_diff(61) <= 1, colour.g, colour.b), (true, 85, 70));
        assert_eq!(binding_colour(&Picture { width: 0, height: 0, rgba: Vec::new() }), Rgb::new(128, 128, 128));
    }
}
