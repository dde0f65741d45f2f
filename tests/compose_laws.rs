//! Laws of composing: whatever the books, themes and formats.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "built-in data has what is asked of it")]

mod common;

use proptest::prelude::*;
use vitrina::compose::{ElementKey, Layout, PlacedKind, Scope, compose};
use vitrina::domain::{CanvasRect, Exhibition, FormatId, PixelScale, Placement, Role};
use vitrina::render::{Pictures, render, resolve};
use vitrina::studio::Studio;
use vitrina::typeset::Typesetter;

fn laid_out(exhibition: &Exhibition, theme: usize, format: usize) -> Layout {
    let studio = Studio::new().unwrap();
    let post = exhibition.posts.first().unwrap();
    let slide = post.slides.first().unwrap();
    let library = &studio.library;
    let scope = Scope {
        exhibition,
        post,
        slide,
        template: library.template(&slide.template, slide.exhibits.len()).unwrap(),
        theme: &library.themes[theme % library.themes.len()],
        format: &library.formats[format % library.formats.len()],
    };
    compose(scope, &mut Typesetter::new())
}

fn covers(layout: &Layout) -> Vec<(&Role, Placement)> {
    let cover = |it: &vitrina::compose::Placed| {
        matches!((&it.key, &it.kind), (ElementKey::Role(_), PlacedKind::Cover { .. } | PlacedKind::Plaque(_)))
    };
    let found = layout.elements.iter().filter(|it| cover(it));
    let mut found: Vec<_> = found
        .filter_map(|it| match &it.key {
            ElementKey::Role(role) => Some((role, it.placement)),
            ElementKey::Free(_) => None,
        })
        .collect();
    found.sort_by_key(|it| *it.0);
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn covers_are_whole_in_proportion_and_on_the_slide(
        aspects in prop::collection::vec(0.4_f32..1.6, 1..=12), seed in 0_u64..500, theme in 0_usize..5, format in 0_usize..3,
    ) {
        let exhibition = common::exhibition(&aspects, "opener", seed);
        let layout = laid_out(&exhibition, theme, format);
        let covers = covers(&layout);
        prop_assert_eq!(covers.len(), aspects.len());
        let slide = CanvasRect::new(0.0, 0.0, layout.size().width, layout.size().height);
        for ((_, placement), exhibit) in covers.iter().zip(&exhibition.exhibits) {
            let expected = exhibit.aspect();
            let found = placement.size.aspect();
            prop_assert!((found / expected - 1.0).abs() < 0.02, "{} instead of {}", found, expected);
            prop_assert!(slide.contains_rect(placement.bounds(), 1.0), "{:?}", placement);
        }
    }

    #[test]
    fn the_same_slide_is_laid_out_the_same(
        aspects in prop::collection::vec(0.5_f32..1.2, 1..=8), seed in 0_u64..500,
    ) {
        let exhibition = common::exhibition(&aspects, "opener", seed);
        prop_assert_eq!(laid_out(&exhibition, 0, 0), laid_out(&exhibition, 0, 0));
    }

    #[test]
    fn what_was_moved_by_hand_stays_where_it_was_put(
        aspects in prop::collection::vec(0.5_f32..1.2, 2..=8), seed in 0_u64..500, x in 100.0_f32..900.0, y in 100.0_f32..1200.0,
    ) {
        let mut exhibition = common::exhibition(&aspects, "opener", seed);
        let role = Role::Cover(exhibition.exhibits[0].id);
        let placement = Placement::upright(CanvasRect::new(x, y, 120.0, 180.0));
        let post = std::sync::Arc::make_mut(&mut exhibition.posts[0]);
        let slide = std::sync::Arc::make_mut(&mut post.slides[0]);
        slide.overrides.placements.entry(FormatId::from("portrait")).or_default().insert(role, placement);
        for theme in 0..3 {
            let layout = laid_out(&exhibition, theme, 0);
            let found = layout.element(ElementKey::Role(role)).unwrap();
            prop_assert_eq!(found.placement, placement);
            prop_assert!(found.is_moved);
        }
    }
}

#[test]
fn the_picture_has_the_size_of_its_format_and_is_the_same_every_time() {
    let exhibition = common::exhibition(&[0.66; 6], "opener", 3);
    let layout = laid_out(&exhibition, 0, 0);
    let scene = resolve(&layout, &Pictures::new());
    let first = render(&scene, PixelScale(1.0)).unwrap();
    assert_eq!((first.width, first.height), (1080, 1350));
    assert_eq!(render(&scene, PixelScale(1.0)).unwrap(), first);
    let small = render(&scene, PixelScale(0.25)).unwrap();
    assert_eq!((small.width, small.height), (270, 338));
}
