//! Laws of variants: the next one is another picture, and there are several.

mod common;

use std::sync::Arc;

use common::{covers, laid_out};
use proptest::prelude::*;
use vitrina::compose::PlacedKind;
use vitrina::domain::{CanvasRect, Cover, Exhibit, Placement, Role};

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn variants_of_an_opener_are_not_all_alike(aspects in prop::collection::vec(0.6_f32..0.85, 4..=12), theme in 0_usize..15) {
        prop_assert!(n_looks(&aspects, theme) > 1);
    }
}

/// How many looks the first six variants of an opener have.
fn n_looks(aspects: &[f32], theme: usize) -> usize {
    looks("opener", aspects, theme, 6).into_iter().collect::<std::collections::BTreeSet<_>>().len()
}

/// What can be told apart of a slide: boards, and how large and turned its covers are and where.
type Look = (usize, u8, Vec<(i32, i32, i32)>);

/// The looks of the first variants of a slide.
fn looks(template: &str, aspects: &[f32], theme: usize, n: u64) -> Vec<Look> {
    // Shifts by a few units make no other look.
    let near = |it: f32| (it / 60.0).round() as i32;
    let look = |seed| -> Look {
        let layout = laid_out(&common::exhibition(aspects, template, seed), theme, 0);
        let n_boards = layout.elements.iter().filter(|it| it.kind == PlacedKind::Board).count();
        let covers = covers(&layout);
        let turns: Vec<f32> = covers.iter().map(|it| it.1.rotation).collect();
        // Upright, each turned its own way, or bent like an arc.
        let turned = match turns.as_slice() {
            all if all.iter().all(|it| *it == 0.0) => 0,
            [a, b, c, ..] if a < b && b < c => 2,
            _ => 1,
        };
        let place = |it: &(Role, Placement)| (near(it.1.size.width), near(it.1.center.x), near(it.1.center.y));
        (n_boards, turned, covers.iter().map(place).collect())
    };
    (0..n).map(look).collect()
}

/// Space is to show another picture, and several before one comes again.
#[test]
fn variants_seldom_repeat_the_one_before() {
    let mut told = Vec::new();
    for (template, least) in [("opener", 3), ("section", 3), ("new-arrivals", 2), ("date", 2), ("rare", 2)] {
        for (n, theme) in (3..=12).flat_map(|n| [0, 1, 4, 8, 11].map(|theme| (n, theme))) {
            let aspects: Vec<f32> = [0.68, 0.7, 0.72, 0.66, 0.7, 0.75].into_iter().cycle().take(n).collect();
            let all = looks(template, &aspects, theme, 8);
            let n_same = all.windows(2).filter(|it| it[0] == it[1]).count();
            let n_all = all.iter().collect::<std::collections::BTreeSet<_>>().len();
            if n_same > 2 || n_all < least {
                told.push((template, n, theme, n_same, n_all));
            }
        }
    }
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn six_usual_books_have_three_looks_in_every_theme() {
    for theme in 0..15 {
        assert!(n_looks(&[0.68, 0.7, 0.72, 0.66, 0.7, 0.75], theme) >= 3, "{theme}");
    }
}

/// Many books have piles among their variants: covers upright, each over the foot of the one before.
#[test]
fn many_books_with_covers_stand_in_piles_in_some_variant() {
    for n in [12_usize, 16, 20] {
        let aspects: Vec<f32> = [0.68, 0.7, 0.72, 0.66, 0.7, 0.75].into_iter().cycle().take(n).collect();
        let is_piled = |seed: u64| {
            let mut exhibition = common::exhibition(&aspects, "opener", seed);
            for exhibit in &mut exhibition.exhibits {
                let cover = Some(Cover::new("x.jpg".into(), ((exhibit.aspect() * 900.0) as u32, 900), ""));
                *exhibit = Arc::new(Exhibit { cover, ..Exhibit::clone(exhibit) });
            }
            let places: Vec<Placement> = covers(&laid_out(&exhibition, 0, 0)).iter().map(|it| it.1).collect();
            let over = |it: &[Placement]| it[0].rect().overlaps(it[1].rect(), 1.0) && it[0].center.y < it[1].center.y;
            places.iter().all(|it| it.rotation == 0.0) && places.windows(2).filter(|it| over(it)).count() >= n / 2
        };
        assert!((0..8).any(is_piled), "{n}");
    }
}

/// Three books in a row and more are one picture: none is farther from the next than a little less than its own width.
#[test]
fn books_in_rows_are_not_torn_apart() {
    let mut told = Vec::new();
    let formats = ["opener", "section", "new-arrivals", "date"].into_iter().flat_map(|it| [(it, 0), (it, 3)]);
    for ((template, format), theme) in formats.flat_map(|it| (0..15).map(move |theme| (it, theme))) {
        let mut exhibition = common::exhibition(&[0.68, 0.7, 0.72, 0.66, 0.7, 0.75], template, 6);
        // Words that leave books little height.
        let post = Arc::make_mut(&mut exhibition.posts[0]);
        post.title = "Международный день медицинской сестры".to_owned();
        post.lead = "Книги о тех, кто рядом с больным днём и ночью".to_owned();
        post.date = "2026-05-12".to_owned();
        exhibition.front.contact = "Абонемент, ул. Садовая, 12 · вт–сб с 11 до 19".to_owned();
        exhibition.front.library = "Городская библиотека № 1".to_owned();
        let layout = laid_out(&exhibition, theme, format);
        let widest = widest_in_rows(&covers(&layout).iter().map(|it| it.1.bounds()).collect::<Vec<_>>());
        if widest > 0.85 {
            told.push((template, format, theme, widest));
        }
    }
    assert!(told.is_empty(), "{told:?}");
}

/// The widest gap in rows of three and more, as a share of the width of the covers beside it.
fn widest_in_rows(bounds: &[CanvasRect]) -> f32 {
    let is_beside = |one: &CanvasRect, it: &CanvasRect| it.y < one.center().y && it.bottom() > one.center().y;
    let gap = |one: &CanvasRect| {
        let row: Vec<&CanvasRect> = bounds.iter().filter(|it| is_beside(one, it)).collect();
        let next = row.iter().filter(|it| it.x > one.x && row.len() > 2);
        next.map(|it| (it.x - one.right()) * 2.0 / (it.width + one.width)).reduce(f32::min)
    };
    bounds.iter().filter_map(gap).fold(0.0, f32::max)
}
