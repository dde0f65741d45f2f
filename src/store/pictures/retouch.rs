//! Scans turned, set straight and cropped; and where the border of a scan ends.

use crate::domain::{CanvasRect, Picture, Retouch, maths};

/// A picture as a person wants it.
pub fn retouched(picture: Picture, retouch: Retouch) -> Picture {
    let retouch = retouch.sound();
    if retouch.is_none() || !picture.is_sound() {
        return picture;
    }
    let turned = (0..retouch.turns).fold(picture, |it, _| turned(&it));
    let straight = if retouch.tilt == 0 { turned } else { straightened(&turned, retouch) };
    cropped(straight, retouch.kept())
}

type Rgba = [u8; 4];

fn pixels(picture: &Picture) -> &[Rgba] {
    picture.rgba.as_chunks().0
}

fn picture(width: u32, height: u32, pixels: impl Iterator<Item = Rgba>) -> Picture {
    let mut rgba = Vec::with_capacity(width as usize * height as usize * 4);
    pixels.for_each(|it| rgba.extend(it));
    Picture { width, height, rgba }
}

/// A quarter clockwise.
fn turned(from: &Picture) -> Picture {
    let (width, height) = (from.width as usize, from.height as usize);
    let all = pixels(from);
    let at = |x: usize, y: usize| all.get(y * width + x).copied().unwrap_or_default();
    picture(from.height, from.width, (0..width).flat_map(|x| (0..height).rev().map(move |y| at(x, y))))
}

fn cropped(from: Picture, kept: CanvasRect) -> Picture {
    let side = |length: u32, start: f32, share: f32| {
        let size = ((length as f32 * share).round() as u32).clamp(1, length);
        (((length as f32 * start).round() as u32).min(length - size) as usize, size)
    };
    let ((x, width), (y, height)) = (side(from.width, kept.x, kept.width), side(from.height, kept.y, kept.height));
    if (width, height) == (from.width, from.height) {
        return from;
    }
    let rows = pixels(&from).chunks_exact(from.width as usize).skip(y).take(height as usize);
    picture(width, height, rows.flat_map(|row| row.iter().skip(x).take(width as usize).copied()))
}

/// Turned by the tilt about the middle, without empty corners; between pixels their colours are mixed.
fn straightened(from: &Picture, retouch: Retouch) -> Picture {
    let untilted = Retouch { turns: 0, ..retouch };
    let (width, height) = untilted.straight((from.width, from.height));
    let (sin, cos) = maths::sin_cos(retouch.angle());
    let middle = |length: u32| length as f32 / 2.0;
    let (cx, cy) = (middle(from.width), middle(from.height));
    let (ox, oy) = (middle(width), middle(height));
    let source = move |x: u32, y: u32| {
        let (dx, dy) = (x as f32 + 0.5 - ox, y as f32 + 0.5 - oy);
        (cx + dx * cos + dy * sin - 0.5, cy - dx * sin + dy * cos - 0.5)
    };
    let all = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    picture(width, height, all.map(|(x, y)| mixed(from, source(x, y))))
}

fn mixed(from: &Picture, (x, y): (f32, f32)) -> Rgba {
    let (width, height) = (from.width as usize, from.height as usize);
    let (x, y) = (x.clamp(0.0, (width - 1) as f32), y.clamp(0.0, (height - 1) as f32));
    let (left, top) = (x as usize, y as usize);
    let (right, bottom) = ((left + 1).min(width - 1), (top + 1).min(height - 1));
    let (across, down) = (x - left as f32, y - top as f32);
    let all = pixels(from);
    let at = |x: usize, y: usize| all.get(y * width + x).copied().unwrap_or_default().map(f32::from);
    let mix = |from: [f32; 4], to: [f32; 4], share: f32| -> [f32; 4] {
        let mut mixed = from;
        mixed.iter_mut().zip(to).for_each(|(it, to)| *it += (to - *it) * share);
        mixed
    };
    let (upper, lower) = (mix(at(left, top), at(right, top), across), mix(at(left, bottom), at(right, bottom), across));
    mix(upper, lower, down).map(|it| (it + 0.5) as u8)
}

/// Colours this near are the same border, of 255.
const SAME: i32 = 26;
/// A line of a border may have this share of other colours: dust, and text that shows through.
const DUST: f32 = 0.03;
/// No more than this share of a side is taken for a border.
const MOST_BORDER: f32 = 0.3;

/// The part of a scan inside its border: lines at the sides that have the colour of their corner nearly throughout.
pub fn inside_border(from: &Picture) -> CanvasRect {
    let (width, height) = (from.width as usize, from.height as usize);
    let all = pixels(from);
    let (Some(first), Some(last)) = (all.first().copied(), all.last().copied()) else {
        return CanvasRect::new(0.0, 0.0, 1.0, 1.0);
    };
    let at = |x: usize, y: usize| all.get(y * width + x).copied().unwrap_or_default();
    let row = |y: usize, like: Rgba| is_border((0..width).map(|x| at(x, y)), width, like);
    let column = |x: usize, like: Rgba| is_border((0..height).map(|y| at(x, y)), height, like);
    let depth = |side: usize, is_border: &dyn Fn(usize) -> bool| {
        let most = (side as f32 * MOST_BORDER) as usize;
        let found = (0..most).take_while(|it| is_border(*it)).count();
        // As deep as can be: not a border but a cover of one colour.
        if found == most { 0 } else { found }
    };
    let top = depth(height, &|it| row(it, first));
    let bottom = depth(height, &|it| row(height - 1 - it, last));
    let left = depth(width, &|it| column(it, first));
    let right = depth(width, &|it| column(width - 1 - it, last));
    let share = |it: usize, of: usize| it as f32 / of.max(1) as f32;
    let (x, y) = (share(left, width), share(top, height));
    CanvasRect::new(x, y, 1.0 - x - share(right, width), 1.0 - y - share(bottom, height))
}

fn is_border(line: impl Iterator<Item = Rgba>, length: usize, like: Rgba) -> bool {
    let is_other = |it: &Rgba| it.iter().zip(like).any(|(a, b)| (i32::from(*a) - i32::from(b)).abs() > SAME);
    line.filter(is_other).count() as f32 <= length as f32 * DUST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(width: u32, height: u32, colour: impl Fn(u32, u32) -> Rgba) -> Picture {
        let all = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        picture(width, height, all.map(|(x, y)| colour(x, y)))
    }

    #[test]
    fn the_picture_has_the_size_that_was_computed() {
        let from = scan(61, 93, |x, y| [x as u8, y as u8, 0, 255]);
        for retouch in [
            Retouch { turns: 1, ..Retouch::default() },
            Retouch { tilt: 37, ..Retouch::default() },
            Retouch { turns: 3, tilt: -150, trim: [100, 2_000, 0, 999] },
        ] {
            let to = retouched(from.clone(), retouch);
            assert!(to.is_sound());
            assert_eq!((to.width, to.height), retouch.size((61, 93)), "{retouch:?}");
        }
    }

    #[test]
    fn a_quarter_turn_is_clockwise_and_four_are_none() {
        let from = scan(2, 1, |x, _| [x as u8 * 200, 0, 0, 255]);
        let once = retouched(from.clone(), Retouch { turns: 1, ..Retouch::default() });
        assert_eq!((once.width, once.height, once.rgba[0], once.rgba[4]), (1, 2, 0, 200));
        assert_eq!((0..4).fold(from.clone(), |it, _| turned(&it)), from);
    }

    #[test]
    fn a_tilted_line_becomes_level() {
        // A line that falls by 5° to the right is set straight by turning 5° back.
        let slope = maths::tan(5.0_f32.to_radians());
        let from = scan(200, 200, |x, y| {
            let is_below = y as f32 - 100.0 > (x as f32 - 100.0) * slope;
            if is_below { [255; 4] } else { [0, 0, 0, 255] }
        });
        let to = retouched(from, Retouch { tilt: -50, ..Retouch::default() });
        let edge = |x: u32| (0..to.height).find(|y| to.rgba[((y * to.width + x) * 4) as usize] > 127).unwrap();
        assert!(edge(5).abs_diff(edge(to.width - 6)) <= 1, "{} {}", edge(5), edge(to.width - 6));
    }

    #[test]
    fn a_border_ends_where_the_cover_begins() {
        let from = scan(100, 150, |x, y| {
            let is_inside = (10..95).contains(&x) && (6..140).contains(&y);
            if is_inside { [(x * 2) as u8, y as u8, 90, 255] } else { [250, 250, 248, 255] }
        });
        let found = inside_border(&from);
        let expected = CanvasRect::new(0.1, 0.04, 0.85, 134.0 / 150.0);
        for (a, b) in [(found.x, expected.x), (found.y, expected.y), (found.right(), expected.right())] {
            assert!((a - b).abs() < 0.011, "{found:?}");
        }
        let plain = scan(50, 50, |_, _| [120, 30, 30, 255]);
        assert_eq!(inside_border(&plain), CanvasRect::new(0.0, 0.0, 1.0, 1.0));
    }
}
