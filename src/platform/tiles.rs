//! How the VK feed lays several pictures of a post in a block. Approximate: the rule is not published.
//!
//! Numbers and shape of the rule as observed in public re-implementations of the feed, read 2026-07:
//! block 1000 wide, 475 to 1777 high, gaps of 1.5; ratios above 1.2 are wide, below 0.8 narrow.

use crate::domain::CanvasRect;

/// Width of the block; heights are in the same units.
pub const VK_WIDTH: f32 = 1000.0;
const MAX_HEIGHT: f32 = 1777.0;
const MIN_HEIGHT: f32 = 475.0;
const GAP: f32 = 1.5;
const WIDE: f32 = 1.2;
/// Largest share of the width the lead of three or four takes.
const LEAD_SHARE: f32 = 0.66;

/// Places of the pictures with these ratios (width : height), in order; ten at most are shown.
pub fn tiles(ratios: &[f32]) -> Vec<CanvasRect> {
    let ratios: Vec<f32> =
        ratios.iter().take(10).map(|it| if it.is_finite() { it.clamp(0.05, 20.0) } else { 1.0 }).collect();
    match ratios.as_slice() {
        [] => Vec::new(),
        [one] => vec![CanvasRect::new(0.0, 0.0, VK_WIDTH, (VK_WIDTH / one).clamp(MIN_HEIGHT, MAX_HEIGHT))],
        [a, b] if *a > WIDE && *b > WIDE && (a - b).abs() < 0.2 => stacked(&ratios),
        [_, _] => row(&ratios, 0.0, (VK_WIDTH - GAP) / ratios.iter().sum::<f32>()),
        [lead, rest @ ..] if ratios.len() <= 4 => {
            if *lead > WIDE {
                lead_on_top(*lead, rest)
            } else {
                lead_at_left(*lead, rest)
            }
        }
        _ => rows(&ratios),
    }
}

fn stacked(ratios: &[f32]) -> Vec<CanvasRect> {
    let mut top = 0.0;
    let place = |ratio: &f32| {
        let height = (VK_WIDTH / ratio).min(MAX_HEIGHT / 2.0);
        let rect = CanvasRect::new(0.0, top, VK_WIDTH, height);
        top += height + GAP;
        rect
    };
    ratios.iter().map(place).collect()
}

fn row(ratios: &[f32], top: f32, height: f32) -> Vec<CanvasRect> {
    let height = height.clamp(MIN_HEIGHT / 2.0, MAX_HEIGHT);
    let free = VK_WIDTH - GAP * (ratios.len() as f32 - 1.0);
    let sum: f32 = ratios.iter().sum();
    let mut left = 0.0;
    let place = |ratio: &f32| {
        let width = free * ratio / sum;
        let rect = CanvasRect::new(left, top, width, height);
        left += width + GAP;
        rect
    };
    ratios.iter().map(place).collect()
}

fn lead_on_top(lead: f32, rest: &[f32]) -> Vec<CanvasRect> {
    let height = (VK_WIDTH / lead).min(MAX_HEIGHT * LEAD_SHARE);
    let below = (VK_WIDTH - GAP * (rest.len() as f32 - 1.0)) / rest.iter().sum::<f32>();
    let mut places = vec![CanvasRect::new(0.0, 0.0, VK_WIDTH, height)];
    places.extend(row(rest, height + GAP, below.min(MAX_HEIGHT - height)));
    places
}

fn lead_at_left(lead: f32, rest: &[f32]) -> Vec<CanvasRect> {
    // The height at which lead and column together are exactly as wide as the block.
    let inverse: f32 = rest.iter().map(|it| 1.0 / it).sum();
    let column_ratio = 1.0 / inverse;
    let height = ((VK_WIDTH - GAP) / (lead + column_ratio)).clamp(MIN_HEIGHT, MAX_HEIGHT);
    let width = (height * lead).min(VK_WIDTH * LEAD_SHARE);
    let mut places = vec![CanvasRect::new(0.0, 0.0, width, height)];
    let free = height - GAP * (rest.len() as f32 - 1.0);
    let mut top = 0.0;
    for ratio in rest {
        let share = free / ratio / inverse;
        places.push(CanvasRect::new(width + GAP, top, VK_WIDTH - width - GAP, share));
        top += share + GAP;
    }
    places
}

/// One, two or three rows, whichever comes nearest to a square; rows that shrink downwards count for less.
fn rows(ratios: &[f32]) -> Vec<CanvasRect> {
    let mean = ratios.iter().sum::<f32>() / ratios.len() as f32;
    let clamp = |it: &f32| if mean > 1.1 { it.max(1.0) } else { it.min(1.0) };
    let ratios: Vec<f32> = ratios.iter().map(clamp).collect();
    let best = splits(ratios.len()).into_iter().map(|split| split_rows(&ratios, &split));
    let best = best.min_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|it| it.1).unwrap_or_default()
}

fn splits(n: usize) -> Vec<Vec<usize>> {
    let mut splits = vec![vec![n]];
    for first in 1..n {
        splits.push(vec![first, n - first]);
        splits.extend((1..n - first).map(|second| vec![first, second, n - first - second]));
    }
    splits
}

fn split_rows(ratios: &[f32], split: &[usize]) -> (f32, Vec<CanvasRect>) {
    let mut places = Vec::new();
    let mut heights: Vec<f32> = Vec::new();
    let mut rest = ratios;
    let mut top = 0.0;
    for count in split {
        let (these, others) = rest.split_at((*count).min(rest.len()));
        rest = others;
        let height = (VK_WIDTH - GAP * (these.len() as f32 - 1.0)) / these.iter().sum::<f32>();
        places.extend(row(these, top, height));
        let height = places.last().map_or(height, |it| it.height);
        heights.push(height);
        top += height + GAP;
    }
    let shrinks = heights.windows(2).any(|it| matches!(it, [a, b] if b < a));
    let penalty = if shrinks { 1.1 } else { 1.0 };
    ((top - GAP - VK_WIDTH).abs() * penalty, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_fill_the_block_and_do_not_overlap() {
        for n in 1..=10 {
            for ratio in [0.5, 2.0 / 3.0, 0.8, 1.0, 1.5, 2.2] {
                let places = tiles(&vec![ratio; n]);
                assert_eq!(places.len(), n);
                let block = CanvasRect::new(0.0, 0.0, VK_WIDTH, 2.0 * MAX_HEIGHT);
                assert!(places.iter().all(|it| block.contains_rect(*it, 0.1)), "{n} {ratio}");
                let pairs = places.iter().enumerate().flat_map(|(i, a)| places.iter().skip(i + 1).map(move |b| (a, b)));
                assert!(pairs.into_iter().all(|(a, b)| !a.overlaps(*b, 0.1)), "{n} {ratio}");
            }
        }
    }

    #[test]
    fn the_first_of_three_book_covers_is_large_and_at_left() {
        let places = tiles(&[0.67, 0.67, 0.67]);
        assert!(places[0].x == 0.0 && places[0].width > places[1].width * 1.8);
    }
}
