//! Laws of timelines: books in the order of their years, each with its own.

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

    /// A year stands nearer to its own book than to any other, above it or below.
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
            let others = found.covers.iter().enumerate().filter(|it| it.0 != *index);
            prop_assert!(others.map(|it| apart(it.1, place)).all(|it| it > own), "{:?} {:?}", index, found.years);
        }
    }

    /// A book without a year under it looks as if nobody knew it: those of one row name theirs, but where years would touch.
    #[test]
    fn every_book_of_a_timeline_has_its_year(
        years in prop::collection::vec(1990_u16..1996, 3..=16), seed in 0_u64..2, height in 500_f32..1100.0,
    ) {
        let found = along(&years, height, seed).unwrap_or_default();
        for (index, cover) in found.covers.iter().enumerate() {
            let is_said = found.years.iter().any(|it| it.0 == index);
            prop_assert!(is_said || cover.size.width < 90.0, "{} {:?}", index, found.years);
        }
        let places: Vec<CanvasRect> = found.years.iter().map(|it| it.1).collect();
        for (i, one) in places.iter().enumerate() {
            let touches = |it: &CanvasRect| it.y == one.y && it.x < one.right() - 8.0 && it.x > one.x;
            prop_assert!(!places.iter().skip(i + 1).any(touches), "{:?}", places);
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
}
