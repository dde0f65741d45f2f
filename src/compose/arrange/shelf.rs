//! Books on boards.

use super::rows::{by_rows, reaching, splits};
use super::{Arranged, Book, GUTTER};
use crate::domain::{CanvasRect, CanvasSize, Placement};

/// Books on a shelf stand this close.
const SHELF_GAP: f32 = 14.0;
/// They stand farther apart to fill the shelf, by no more than this share of their mean width.
const ON_SHELF: f32 = 0.35;
/// Shelves this near to both ends reach them, where books are not this much of their width apart for it.
const NEARLY_FULL: f32 = 70.0;
const MOST_APART: f32 = 0.45;
/// Of the room over books lower than their part of the frame so much is put under them.
const LIFTED: f32 = 0.42;
/// Height of a shelf board with its shadow.
const BOARD: f32 = 16.0;
/// Height taken for a book whose record has none, in millimetres.
const USUAL_HEIGHT_MM: f32 = 210.0;

/// Rows on boards, books standing on their lower edges with true relative heights.
pub(super) fn shelf(books: &[Book], frame: CanvasRect) -> Arranged {
    let tallest = books.iter().map(height_mm).fold(1.0, f32::max);
    let relative = |it: &Book| height_mm(it) / tallest;
    let fit = |split: &Vec<usize>| {
        let n_rows = split.len() as f32;
        let by_height = (frame.height - n_rows * BOARD - (n_rows - 1.0) * GUTTER * 0.7) / n_rows;
        let by_width = |row: &[Book]| {
            let widths: f32 = row.iter().map(|it| relative(it) * it.aspect).sum();
            (frame.width - (row.len() as f32 - 1.0) * SHELF_GAP) / widths.max(0.01)
        };
        by_rows(books, split).map(by_width).fold(by_height, f32::min).max(1.0)
    };
    // Large books are good; shelves that fill the frame, and are filled from end to end, are good too.
    let worth = |split: &Vec<usize>| {
        let height = fit(split);
        let filled = (split.len() as f32 * height / frame.height).min(1.0);
        let wide = |row: &[Book]| row.iter().map(|it| relative(it) * it.aspect * height + SHELF_GAP).sum::<f32>();
        let widest = by_rows(books, split).map(wide).fold(0.0, f32::max);
        height * (0.75 + 0.25 * filled) * (0.7 + 0.3 * (widest / frame.width).min(1.0))
    };
    let split = splits(books.len()).max_by(|a, b| worth(a).total_cmp(&worth(b))).unwrap_or_default();
    let height = fit(&split);
    let pitch = frame.height / split.len().max(1) as f32;
    let wide = |row: &[Book]| row.iter().map(|it| relative(it) * it.aspect * height).sum::<f32>();
    let gap_of = |row: &[Book]| {
        let (widths, n_gaps) = (wide(row), row.len().saturating_sub(1).max(1) as f32);
        let most = (widths / row.len().max(1) as f32 * ON_SHELF).max(SHELF_GAP);
        reaching((frame.width - widths).max(0.0) / n_gaps, most, n_gaps, frame.width)
    };
    // The books of all shelves stand equally far apart.
    let gap = by_rows(books, &split).filter(|it| it.len() > 1).map(gap_of).fold(f32::MAX, f32::min);
    let mut arranged = Arranged::default();
    for (i, row) in by_rows(books, &split).enumerate() {
        // Books lower than their part of the frame leave as much room under them as over them.
        let lift = (pitch - height - BOARD).max(0.0) * LIFTED;
        let base = frame.y + pitch * (i as f32 + 1.0) - BOARD - lift;
        let n_gaps = row.len().saturating_sub(1) as f32;
        // A shelf that nearly reaches both ends reaches them.
        let (free, mean) = (frame.width - wide(row), wide(row) / row.len().max(1) as f32);
        let own = free / n_gaps.max(1.0);
        let reaches = free - gap * n_gaps < NEARLY_FULL && own < mean * MOST_APART;
        let gap = match n_gaps > 0.0 {
            true if reaches => own.max(gap),
            true => gap,
            false => 0.0,
        };
        let mut x = frame.x + (frame.width - wide(row) - gap * n_gaps).max(0.0) / 2.0;
        for book in row {
            let size = CanvasSize::new(relative(book) * book.aspect * height, relative(book) * height);
            let rect = CanvasRect::new(x, base - size.height, size.width, size.height);
            arranged.covers.push(Placement::upright(rect));
            x += size.width + gap;
        }
        arranged.boards.push(CanvasRect::new(frame.x, base, frame.width, BOARD));
    }
    arranged.order = (0..books.len()).collect();
    arranged
}

fn height_mm(book: &Book) -> f32 {
    book.height_mm.unwrap_or(USUAL_HEIGHT_MM).clamp(110.0, 360.0)
}
