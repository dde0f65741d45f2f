//! Laws of timelines: books in the order of their years, those of one year together.

use proptest::prelude::*;
use vitrina::compose::{Arranged, Book, arrange};
use vitrina::domain::{Arrangement, CanvasRect, Placement};

/// Books of these years along a timeline so high, from margin to margin.
fn along(years: &[u16], height: f32, seed: u64) -> Option<Arranged> {
    let books: Vec<Book> = years.iter().map(|it| Book { aspect: 0.7, height_mm: None, year: Some(*it) }).collect();
    arrange(Arrangement::Timeline, &books, CanvasRect::new(0.0, 0.0, 936.0, height), seed)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// A year stands nearer to the first of its books than to any of another year, above it or below.
    #[test]
    fn years_of_a_timeline_stand_by_their_own_books(
        years in prop::collection::vec(1890_u16..2026, 3..=16), seed in 0_u64..2, height in 500_f32..1100.0,
    ) {
        let found = along(&years, height, seed).unwrap_or_default();
        let apart = |cover: &Placement, year: &CanvasRect| {
            let it = cover.rect();
            let (down, across) = ((it.y - year.bottom()).max(year.y - it.bottom()), (it.x - year.x).abs());
            down.max(0.0) + across
        };
        for (index, place) in &found.years {
            let own = apart(&found.covers[*index], place);
            let others = found.covers.iter().enumerate().filter(|it| years[it.0] != years[*index]);
            prop_assert!(others.map(|it| apart(it.1, place)).all(|it| it > own), "{:?} {:?}", index, found.years);
        }
    }

    /// The year of a book is the last one named before it in its row; books of other years are clearly farther off than
    /// those of its own, but in columns, and years do not touch.
    #[test]
    fn books_of_one_year_stand_together_under_its_name(
        years in prop::collection::vec(1990_u16..1996, 3..=16), seed in 0_u64..2, height in 500_f32..1100.0,
    ) {
        let found = along(&years, height, seed).unwrap_or_default();
        let named: Vec<(u16, CanvasRect)> = found.years.iter().map(|it| (years[it.0], it.1)).collect();
        let rows = || found.covers.iter().map(|it| it.rect()).zip(years.iter().copied());
        let mut gaps = Vec::new();
        for (cover, year) in rows() {
            let is_own = |it: &&(u16, CanvasRect)| {
                let is_near = it.1.y > cover.y - 100.0 && it.1.bottom() < cover.bottom() + 100.0;
                let is_beside = if seed == 1 { it.1.bottom() < cover.y } else { it.1.y > cover.bottom() };
                is_near && is_beside && it.1.x <= cover.x + 0.5
            };
            let last = named.iter().filter(is_own).max_by(|a, b| a.1.x.total_cmp(&b.1.x));
            prop_assert_eq!(last.map(|it| it.0), Some(year), "{:?} {:?}", cover, named);
            let after = rows().filter(|it| (it.0.y - cover.y).abs() < 1.0 && it.0.x > cover.x);
            if let Some((next, its)) = after.min_by(|a, b| a.0.x.total_cmp(&b.0.x)) {
                gaps.push((cover.y, its == year, next.x - cover.right()));
            }
        }
        for (row, _, own) in gaps.iter().filter(|it| it.1) {
            // In columns all are as far apart.
            let are_columns = gaps.iter().filter(|it| it.0 == *row).all(|it| (it.2 - own).abs() < 0.5);
            let is_farther = |it: &(f32, bool, f32)| it.1 || it.0 != *row || are_columns || it.2 > own * 1.4;
            prop_assert!(gaps.iter().all(is_farther), "{:?}", found.covers);
        }
        for (i, (_, one)) in named.iter().enumerate() {
            let touches = |it: &(u16, CanvasRect)| it.1.y == one.y && it.1.x < one.x + 82.0 && it.1.x > one.x;
            prop_assert!(!named.iter().skip(i + 1).any(touches), "{:?}", named);
        }
    }

    #[test]
    fn a_timeline_stands_in_the_order_of_years(years in prop::collection::vec(1890_u16..2026, 3..=16)) {
        if let Some(found) = along(&years, 640.0, 0) {
            let mut by_place: Vec<(&Placement, u16)> = found.covers.iter().zip(years.iter().copied()).collect();
            by_place.sort_by(|a, b| {
                let row = |it: &Placement| (it.rect().bottom() * 2.0).round();
                row(a.0).total_cmp(&row(b.0)).then(a.0.center.x.total_cmp(&b.0.center.x))
            });
            prop_assert!(by_place.windows(2).all(|it| it[0].1 <= it[1].1), "{:?}", by_place);
        }
    }

    /// In two rows of a few books each book stands under the one above it or clearly aside.
    #[test]
    fn books_of_short_rows_stand_under_one_another_or_clearly_aside(
        years in prop::collection::vec(2021_u16..2025, 6..=8), seed in 0_u64..2, height in 500_f32..800.0,
    ) {
        let found = along(&years, height, seed).unwrap_or_default();
        let mut rects: Vec<CanvasRect> = found.covers.iter().map(|it| it.rect()).collect();
        rects.sort_by(|a, b| a.y.round().total_cmp(&b.y.round()).then(a.x.total_cmp(&b.x)));
        let rows: Vec<&[CanvasRect]> = rects.chunk_by(|a, b| (a.y - b.y).abs() < 1.0).collect();
        if let [above, below] = rows.as_slice() && above.len() == below.len() {
            let missed = above.iter().zip(*below).map(|(a, b)| (a.x - b.x).abs()).fold(0.0, f32::max);
            prop_assert!(missed < 0.5 || missed > above[0].width * 0.24, "{} {:?}", missed, rects);
        }
    }

    /// Full rows of columns end at one place, whatever the widths of their last books.
    #[test]
    fn full_rows_of_a_timeline_end_at_one_place(
        aspects in prop::collection::vec(0.6_f32..0.74, 6..=12), seed in 0_u64..2, height in 600_f32..1100.0,
    ) {
        let book = |(i, aspect): (usize, &f32)| Book { aspect: *aspect, height_mm: None, year: Some(1990 + i as u16) };
        let books: Vec<Book> = aspects.iter().enumerate().map(book).collect();
        let frame = CanvasRect::new(0.0, 0.0, 936.0, height);
        let found = arrange(Arrangement::Timeline, &books, frame, seed).unwrap_or_default();
        let rects: Vec<CanvasRect> = found.covers.iter().map(|it| it.rect()).collect();
        let rows: Vec<&[CanvasRect]> = rects.chunk_by(|a, b| (a.y - b.y).abs() < 1.0).collect();
        let most = rows.iter().map(|it| it.len()).max().unwrap_or(0);
        let ends: Vec<f32> = rows.iter().filter(|it| it.len() == most).map(|it| it[most - 1].right()).collect();
        prop_assert!(ends.iter().all(|it| (it - ends[0]).abs() < 0.5), "{:?}", ends);
    }
}
