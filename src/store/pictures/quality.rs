//! Doubts about a scan: too small, out of focus, the same as another.

use super::{PictureError, PictureInfo};
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
/// differ in few. A file that cannot be decoded is an error.
pub fn look_over(bytes: &[u8], info: &PictureInfo) -> Result<(Vec<Doubt>, u64), PictureError> {
    let small = super::decode_within(bytes, LOOKED_AT)?;
    Ok((doubts(&small, info.height), likeness(&small)))
}

fn doubts(small: &Picture, height: u32) -> Vec<Doubt> {
    let is_small = (height < MIN_HEIGHT).then_some(Doubt::Small(height));
    let is_blurred = is_blurred(small).then_some(Doubt::Blurred);
    is_small.into_iter().chain(is_blurred).collect()
}

fn is_blurred(picture: &Picture) -> bool {
    let grey = grey(picture);
    let width = picture.width as usize;
    if picture.width < 64 || picture.height < 64 {
        return false;
    }
    let levels = Counts::of(grey.iter().copied());
    let contrast = f32::from(levels.at(0.98)) - f32::from(levels.at(0.02));
    let rows = || grey.chunks_exact(width);
    let aside = rows().flat_map(|row| row.iter().zip(row.iter().skip(1)));
    let below = rows().zip(rows().skip(1)).flat_map(|(row, next)| row.iter().zip(next));
    let steepest = f32::from(Counts::of(aside.chain(below).map(|(a, b)| a.abs_diff(*b))).at(0.998));
    contrast > 24.0 && steepest < contrast * BLURRED
}

/// How often each value occurs.
struct Counts([u32; 256]);

impl Counts {
    fn of(values: impl Iterator<Item = u8>) -> Self {
        let mut counts = [0; 256];
        for it in values {
            // A byte is always in place.
            counts.get_mut(usize::from(it)).into_iter().for_each(|it| *it += 1);
        }
        Self(counts)
    }

    /// The value that this share of all lies below.
    fn at(&self, share: f32) -> u8 {
        let n: u32 = self.0.iter().sum();
        let mut rest = (n as f32 * share) as u32;
        for (value, count) in (0..=255).zip(self.0) {
            if rest < count {
                return value;
            }
            rest -= count;
        }
        0
    }
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
        assert_eq!(doubts(&bars(1), 600), []);
        assert_eq!(doubts(&bars(30), 600), [Doubt::Blurred]);
        assert_eq!(doubts(&Picture { width: 400, height: 600, rgba: vec![90; 960_000] }, 600), []);
    }

    #[test]
    fn a_small_scan_is_called_small() {
        let bytes = super::super::encode_png(&super::super::shrink(bars(1), 120)).unwrap();
        let info = super::super::probe(&bytes).unwrap();
        assert_eq!(look_over(&bytes, &info).unwrap().0, [Doubt::Small(120)]);
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
