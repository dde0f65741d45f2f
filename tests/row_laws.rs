//! Laws of rows of books: where they begin and end, and how far apart their books are.

mod common;

use common::{covers, laid_out};
use vitrina::compose::{Book, Placed, PlacedKind, arrange};
use vitrina::domain::{Arrangement, CanvasRect};

/// A shelf that books nearly fill they fill from end to end: a little inside the margins would look like a slip.
#[test]
fn shelves_nearly_full_are_full() {
    let frame = CanvasRect::new(0.0, 0.0, 936.0, 700.0);
    for (n, width) in (4..=12).flat_map(|n| (0..8).map(move |it| (n, 0.6 + it as f32 * 0.02))) {
        let book = |i: usize| Book { aspect: width + (i % 3) as f32 * 0.03, height_mm: None, year: None };
        let books: Vec<Book> = (0..n).map(book).collect();
        let rects: Vec<CanvasRect> =
            arrange(Arrangement::Shelf, &books, frame, 0).unwrap().covers.iter().map(|it| it.rect()).collect();
        for row in rects.chunk_by(|a, b| (a.bottom() - b.bottom()).abs() < 1.0) {
            let (mean, gap) = (row[0].width, row.last().unwrap().x - row[row.len() - 2].right());
            let is_clear = row[0].x < 1.0 || row[0].x > 25.0 || gap > mean * 0.35;
            assert!(is_clear, "{n} {width}: {}", row[0].x);
        }
    }
}

/// Books of one row that are of unlike widths have equal gaps: there are no columns to be kept.
#[test]
fn gaps_of_a_single_row_are_equal() {
    let frame = CanvasRect::new(0.0, 0.0, 936.0, 240.0);
    for (kind, n) in [Arrangement::Grid, Arrangement::Rows].into_iter().flat_map(|kind| (3..=5).map(move |n| (kind, n)))
    {
        let book = |i: usize| Book { aspect: [0.67, 0.7, 0.62, 0.66, 0.69][i], height_mm: None, year: None };
        let books: Vec<Book> = (0..n).map(book).collect();
        let rects: Vec<CanvasRect> =
            arrange(kind, &books, frame, 0).unwrap().covers.iter().map(|it| it.rect()).collect();
        let gaps: Vec<f32> = rects.windows(2).map(|it| it[1].x - it[0].right()).collect();
        assert!(rects.iter().all(|it| it.y == rects[0].y), "{kind:?} {n}");
        assert!(gaps.iter().all(|it| (it - gaps[0]).abs() < 0.5), "{kind:?} {n}: {gaps:?}");
    }
}

/// Of three books in a fan each shows so much of its width that a title which fills its cover is clear of the next one.
#[test]
fn three_books_of_a_fan_hide_a_tenth_of_each_other_at_most() {
    for (width, height) in [(936.0, 420.0), (936.0, 700.0), (620.0, 500.0)] {
        for aspect in [0.62, 0.7, 0.78] {
            let books = [Book { aspect, height_mm: None, year: None }; 3];
            let found = arrange(Arrangement::Fan, &books, CanvasRect::new(0.0, 0.0, width, height), 0).unwrap();
            for pair in found.covers.windows(2) {
                let step = pair[1].center.x - pair[0].center.x;
                let drop = pair[1].center.y - pair[0].center.y;
                let share = (step * step + drop * drop).sqrt() / pair[0].size.width;
                assert!(share > 0.895, "{width} {height} {aspect}: {share}");
            }
        }
    }
}

/// Rows of as many books begin and end at the same places, whether they are the longest of their block or not.
#[test]
fn short_rows_of_one_length_stand_under_one_another() {
    let frame = CanvasRect::new(0.0, 0.0, 700.0, 900.0);
    let aspects = [0.66, 0.7, 0.62, 0.67, 0.69, 0.68, 0.7, 0.61, 0.66, 0.65];
    let books: Vec<Book> = aspects.iter().map(|it| Book { aspect: *it, height_mm: None, year: None }).collect();
    let rects: Vec<CanvasRect> =
        arrange(Arrangement::Rows, &books, frame, 0).unwrap().covers.iter().map(|it| it.rect()).collect();
    let rows: Vec<&[CanvasRect]> = rects.chunk_by(|a, b| (a.y - b.y).abs() < 1.0).collect();
    assert_eq!(rows.iter().map(|it| it.len()).collect::<Vec<_>>(), [3, 4, 3]);
    let edges = |row: usize| (rows[row][0].x, rows[row].last().unwrap().right());
    let (first, last) = (edges(0), edges(2));
    assert!((first.0 - last.0).abs() < 0.5 && (first.1 - last.1).abs() < 0.5, "{first:?} {last:?}");
}

/// Covers beside a sheet end with it, however many they are, and begin with the words above it or clearly below.
#[test]
fn covers_beside_a_sheet_end_with_it() {
    let wide = 4;
    for (n, theme) in (2..=14).flat_map(|n| [0, 2, 5, 7, 8, 13, 14].map(|theme| (n, theme))) {
        let aspects: Vec<f32> = [0.67, 0.7, 0.62, 0.66, 0.69, 0.68].into_iter().cycle().take(n).collect();
        let mut exhibition = common::exhibition(&aspects, "closing", 0);
        exhibition.front.library = "Городская библиотека № 1".to_owned();
        exhibition.front.contact = "Абонемент, ул. Садовая, 12 · вт–сб с 11 до 19 · vk.com/sadovaya12".to_owned();
        let layout = laid_out(&exhibition, theme, wide);
        let is_sheet = |it: &&Placed| matches!(it.kind, PlacedKind::Shape { .. }) && it.placement.size.height > 150.0;
        let sheet = layout.elements.iter().find(is_sheet).unwrap().placement.rect().bottom();
        let foot = covers(&layout).iter().map(|it| it.1.bounds().bottom()).fold(0.0, f32::max);
        assert!((sheet - foot).abs() < 1.5, "{n} {theme}: {foot} {sheet}");
        let top = covers(&layout).iter().map(|it| it.1.bounds().y).fold(f32::MAX, f32::min);
        let words = layout.elements.iter().filter(|it| matches!(it.kind, PlacedKind::Text(_)));
        let below = top - words.map(|it| it.placement.bounds().y).fold(f32::MAX, f32::min);
        assert!(!(1.5..32.0).contains(&below), "{n} {theme}: covers begin {below} below the words");
    }
}
