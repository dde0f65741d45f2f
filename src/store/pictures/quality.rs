//! Doubts about a scan: too small, out of focus, the same as another.

use crate::domain::Picture;

/// Shorter scans show their pixels on a slide 1080 wide, where a cover of a collage is some 500 high.
const MIN_HEIGHT: u32 = 500;
/// Edges are looked at on a picture of about this height.
const LOOKED_AT: u32 = 700;
/// Sharpest steps between neighbours, as a share of the contrast; a scan in focus has steeper ones.
const BLURRED: f32 = 0.16;

/// What may be wrong with a picture as a cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// So few pixels that it will look coarse; its height.
    Small(u32),
    /// No edge in it is sharp.
    Blurred,
}

/// What may be wrong with a picture as a cover, and what it looks like in 64 bits: those of two scans of one cover
/// differ in few. The picture is taken, because a large one should not be in memory twice.
pub fn look_over(picture: Picture) -> (Vec<Doubt>, u64) {
    let mut doubts = Vec::new();
    if picture.height < MIN_HEIGHT {
        doubts.push(Doubt::Small(picture.height));
    }
    let small = super::shrink(picture, LOOKED_AT);
    if is_blurred(&small) {
        doubts.push(Doubt::Blurred);
    }
    (doubts, likeness(&small))
}

fn is_blurred(picture: &Picture) -> bool {
    let grey = grey(picture);
    let width = picture.width as usize;
    if picture.width < 64 || picture.height < 64 {
        return false;
    }
    let mut levels = grey.clone();
    levels.sort_unstable();
    let at = |sorted: &[u8], share: f32| sorted.get((sorted.len() as f32 * share) as usize).copied().unwrap_or(0);
    let contrast = f32::from(at(&levels, 0.98)) - f32::from(at(&levels, 0.02));
    let mut steps: Vec<u8> = grey
        .chunks_exact(width)
        .flat_map(|row| row.windows(2).map(|it| it.iter().fold(0, |a: u8, b| a.abs_diff(*b))))
        .collect();
    for (row, next) in grey.chunks_exact(width).zip(grey.chunks_exact(width).skip(1)) {
        steps.extend(row.iter().zip(next).map(|(a, b)| a.abs_diff(*b)));
    }
    steps.sort_unstable();
    let steepest = f32::from(at(&steps, 0.998));
    contrast > 24.0 && steepest < contrast * BLURRED
}

fn grey(picture: &Picture) -> Vec<u8> {
    let luma = |it: &[u8; 4]| ((u32::from(it[0]) * 299 + u32::from(it[1]) * 587 + u32::from(it[2]) * 114) / 1000) as u8;
    picture.rgba.as_chunks::<4>().0.iter().map(luma).collect()
}

/// Which of neighbouring fields of a 9 × 8 grid is lighter.
fn likeness(picture: &Picture) -> u64 {
    let (columns, rows) = (9, 8);
    let grey = grey(picture);
    let (width, height) = (picture.width as usize, picture.height as usize);
    let mean = |column: usize, row: usize| {
        let xs = column * width / columns..((column + 1) * width / columns).max(column * width / columns + 1);
        let ys = row * height / rows..((row + 1) * height / rows).max(row * height / rows + 1);
        let n = xs.len() * ys.len();
        let line = |y: usize| grey.get(y * width + xs.start..(y * width + xs.end).min(grey.len())).unwrap_or_default();
        ys.map(|y| line(y).iter().map(|it| u64::from(*it)).sum::<u64>()).sum::<u64>() / n as u64
    };
    let pairs = (0..rows).flat_map(|row| (0..columns - 1).map(move |column| (column, row)));
    pairs.fold(0, |bits, (column, row)| bits << 1 | u64::from(mean(column, row) < mean(column + 1, row)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bars with edges `soft` pixels wide.
    fn bars(soft: u32) -> Picture {
        let level = |x: u32| {
            let at = x % 80;
            let up = (at as f32 / soft as f32).min(1.0);
            let down = ((80 - at) as f32 / soft as f32).min(1.0);
            (200.0 * up.min(down)) as u8
        };
        let rgba = (0..600).flat_map(|_| (0..400).flat_map(|x| [level(x), level(x), level(x), 255])).collect();
        Picture { width: 400, height: 600, rgba }
    }

    #[test]
    fn a_scan_out_of_focus_is_told_from_a_sharp_one() {
        assert_eq!(look_over(bars(1)).0, []);
        assert_eq!(look_over(bars(30)).0, [Doubt::Blurred]);
        assert_eq!(look_over(Picture { width: 400, height: 600, rgba: vec![90; 960_000] }).0, []);
    }

    #[test]
    fn a_small_scan_is_called_small() {
        assert_eq!(look_over(super::super::shrink(bars(1), 120)).0, [Doubt::Small(120)]);
    }

    #[test]
    fn the_same_cover_scanned_again_looks_alike() {
        let picture = bars(9);
        let mut lighter = picture.clone();
        lighter.rgba.iter_mut().for_each(|it| *it = it.saturating_add(20));
        let apart = |a: &Picture, b: &Picture| (likeness(a) ^ likeness(b)).count_ones();
        assert!(apart(&picture, &super::super::shrink(lighter, 333)) <= 4);
        let other = Picture { rgba: picture.rgba.iter().rev().copied().collect(), ..picture.clone() };
        assert_eq!(apart(&picture, &picture), 0);
        assert!(other.is_sound());
    }
}
