//! Laws of composing: whatever the books, themes and formats.
#![expect(clippy::indexing_slicing, reason = "built-in data has what is asked of it")]

mod common;

use std::sync::Arc;

use common::{covers, laid_out, lines_of};
use proptest::prelude::*;
use vitrina::compose::{Book, ElementKey, PlacedKind, Plaque, PlaqueKind, Scope, arrange, compose};
use vitrina::domain::{
    Arrangement, CanvasPoint, CanvasRect, ExhibitSubject, FormatId, Lang, PixelScale, Placement, Purpose, Role,
    TextVoice, maths,
};
use vitrina::render::{Pictures, render, resolve};
use vitrina::studio::Studio;
use vitrina::typeset::Typesetter;

const ARRANGEMENTS: [Arrangement; 12] = [
    Arrangement::Rows,
    Arrangement::Drift,
    Arrangement::Shelf,
    Arrangement::Fan,
    Arrangement::Hero,
    Arrangement::Grid,
    Arrangement::Justified,
    Arrangement::Mosaic,
    Arrangement::Arc,
    Arrangement::Cascade,
    Arrangement::Stack,
    Arrangement::Timeline,
];

/// Each book is to the right of the one before, or below it.
fn is_in_order(places: &[Placement]) -> bool {
    places.windows(2).all(|it| it[0].center.x < it[1].center.x || it[0].rect().y < it[1].rect().y)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn covers_are_whole_in_proportion_and_on_the_slide(
        aspects in prop::collection::vec(0.4_f32..1.6, 1..=20), seed in 0_u64..500, theme in 0_usize..15,
        format in 0_usize..7, template in 0_usize..4,
    ) {
        let template = ["opener", "new-arrivals", "section", "catalogue"][template];
        let exhibition = common::exhibition(&aspects, template, seed);
        let layout = laid_out(&exhibition, theme, format);
        let covers = covers(&layout);
        prop_assert_eq!(covers.len(), aspects.len(), "{}", template);
        let whole = CanvasRect::new(0.0, 0.0, layout.size().width, layout.size().height);
        let slide = whole.shrink(layout.format.safe);
        for ((_, placement), exhibit) in covers.iter().zip(&exhibition.exhibits) {
            let expected = exhibit.aspect();
            let found = placement.size.aspect();
            prop_assert!((found / expected - 1.0).abs() < 0.02, "{} instead of {}", found, expected);
            prop_assert!(slide.contains_rect(placement.bounds(), 1.0), "{:?}", placement);
        }
    }

    #[test]
    fn books_are_arranged_whole_inside_in_order_and_in_sight(
        sizes in prop::collection::vec((0.4_f32..1.6, prop::option::of(120_f32..320.0), 1890_u16..2026), 1..=20),
        seed in 0_u64..500, width in 400_f32..1200.0, height in 260_f32..1200.0,
    ) {
        let books: Vec<Book> =
            sizes.iter().map(|it| Book { aspect: it.0, height_mm: it.1, year: Some(it.2) }).collect();
        let frame = CanvasRect::new(72.0, 100.0, width, height);
        for kind in ARRANGEMENTS {
            let Some(found) = arrange(kind, &books, frame, seed) else { continue };
            prop_assert_eq!(found.covers.len(), books.len(), "{:?}", kind);
            for (book, place) in books.iter().zip(&found.covers) {
                prop_assert!((place.size.aspect() / book.aspect - 1.0).abs() < 0.01, "{:?}", kind);
                prop_assert!(frame.contains_rect(place.bounds(), 1.5), "{:?} {:?}", kind, place);
            }
            for (index, share) in found.visible().into_iter().enumerate() {
                prop_assert!(share >= kind.least_visible() - 0.005, "{:?}: book {} shows {}", kind, index, share);
            }
            prop_assert!(kind == Arrangement::Timeline || is_in_order(&found.covers), "{:?} {:?}", kind, found.covers);
        }
    }

    /// Covers of one shape in rows of as many: the first and the last of every row are in line with those above.
    #[test]
    fn rows_of_alike_books_have_straight_edges(
        aspects in prop::collection::vec(0.62_f32..0.74, 6..=6), width in 500_f32..1200.0, height in 400_f32..1200.0,
    ) {
        let books: Vec<Book> = aspects.iter().map(|it| Book { aspect: *it, height_mm: None, year: None }).collect();
        let found = arrange(Arrangement::Rows, &books, CanvasRect::new(0.0, 0.0, width, height), 0).unwrap();
        let mut rows: std::collections::BTreeMap<i32, Vec<CanvasRect>> = std::collections::BTreeMap::new();
        for it in &found.covers {
            rows.entry(it.rect().y.round() as i32).or_default().push(it.rect());
        }
        let edges = |row: &[CanvasRect]| (row[0].x, row[row.len() - 1].right());
        let all: Vec<(f32, f32)> = rows.values().filter(|it| it.len() > 1).map(|it| edges(it)).collect();
        for it in all.windows(2) {
            prop_assert!((it[0].0 - it[1].0).abs() < 0.5 && (it[0].1 - it[1].1).abs() < 0.5, "{:?}", all);
        }
    }

    /// Covers of one shape in several rows are one block: from margin to margin, or as near to each other as the rows are.
    #[test]
    fn rows_of_alike_books_reach_the_margins_or_stand_close(
        n in 6_usize..=16, width in 500_f32..1200.0, height in 400_f32..1200.0, is_grid in any::<bool>(),
    ) {
        let books = vec![Book { aspect: 0.68, height_mm: None, year: None }; n];
        let kind = if is_grid { Arrangement::Grid } else { Arrangement::Rows };
        let found = arrange(kind, &books, CanvasRect::new(0.0, 0.0, width, height), 0);
        let rects: Vec<CanvasRect> = found.unwrap_or_default().covers.iter().map(|it| it.rect()).collect();
        let rows: Vec<&[CanvasRect]> = rects.chunk_by(|a, b| a.y == b.y).collect();
        prop_assume!(rows.len() > 1);
        let full = rows.iter().max_by_key(|it| it.len()).unwrap();
        prop_assume!(full.len() > 1);
        let (across, down) = (full[1].x - full[0].right(), rows[1][0].y - rows[0][0].bottom());
        let reaches = full[0].x < 1.0 && full[full.len() - 1].right() > width - 1.0;
        prop_assert!(reaches || across <= down.max(34.0) * 1.25 + 1.0, "{} across, {} down", across, down);
    }

    /// Books of nearly one shape in justified rows of as many are of one height, not of heights that differ by a little.
    #[test]
    fn rows_of_as_many_alike_books_are_equally_high(
        aspects in prop::collection::vec(0.64_f32..0.72, 4..=12), width in 500_f32..1200.0, height in 300_f32..1200.0,
    ) {
        let books: Vec<Book> = aspects.iter().map(|it| Book { aspect: *it, height_mm: None, year: None }).collect();
        let found = arrange(Arrangement::Justified, &books, CanvasRect::new(0.0, 0.0, width, height), 0);
        let mut rows: std::collections::BTreeMap<i32, Vec<f32>> = std::collections::BTreeMap::new();
        for it in found.unwrap_or_default().covers {
            rows.entry(it.rect().y.round() as i32).or_default().push(it.size.height);
        }
        let all: Vec<(usize, f32)> = rows.values().map(|it| (it.len(), it[0])).collect();
        let is_even = all.iter().all(|it| it.0 == all[0].0);
        prop_assert!(!is_even || all.iter().all(|it| (it.1 / all[0].1 - 1.0).abs() < 0.01), "{:?}", all);
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

/// A fan of six is as wide as it can be and not as high: what is free goes to the words.
#[test]
fn words_grow_into_room_that_books_leave() {
    let exhibition = common::exhibition(&[0.7; 6], "date", 0);
    let by = |theme: usize| {
        let layout = laid_out(&exhibition, theme, 0);
        let Some(PlacedKind::Text(title)) = layout.element(ElementKey::Role(Role::Title)).map(|it| &it.kind) else {
            return 0.0;
        };
        title.block.size / layout.theme.voices.get(TextVoice::Heading).size.0 / 1.25
    };
    let grown: Vec<f32> = (0..15).map(by).collect();
    assert!(grown.iter().filter(|it| **it > 1.05).count() >= 10, "{grown:?}");
}

/// A line parts a head from the rest: where a library has no name there is none.
#[test]
fn no_line_stands_under_nothing() {
    let n_lines = |library: &str| {
        let mut exhibition = common::exhibition(&[0.7; 6], "opener", 0);
        exhibition.front.library = library.to_owned();
        let layout = laid_out(&exhibition, 0, 0);
        let is_line = |it: &&vitrina::compose::Placed| {
            let size = it.placement.size;
            matches!(it.kind, PlacedKind::Shape { .. }) && size.width > 100.0 * size.height
        };
        layout.elements.iter().filter(is_line).count()
    };
    assert_eq!((n_lines("Библиотека"), n_lines("")), (1, 0));
}

/// The title of a generated cover is in its middle: twelve books, too many for a fan, lie on no other.
#[test]
fn no_generated_cover_is_half_hidden() {
    for seed in 0..12 {
        let layout = laid_out(&common::exhibition(&[0.66; 12], "opener", seed), 0, 0);
        let covers: Vec<Placement> = covers(&layout).iter().map(|it| it.1).collect();
        for (i, one) in covers.iter().enumerate() {
            let is_over = covers.iter().skip(i + 1).any(|it| it.rect().overlaps(one.rect(), 4.0));
            assert!(!is_over, "variant {seed}, book {i}");
        }
    }
}

/// Beside words in a column covers would be stamps: in a square and on a wide slide they take a quarter of it.
#[test]
fn covers_of_squares_and_wide_slides_take_a_quarter_of_them() {
    let (square, wide) = (1, 4);
    for (theme, format) in (0..15).flat_map(|theme| [square, wide].map(|it| (theme, it))) {
        for template in ["opener", "new-arrivals"] {
            let layout = laid_out(&common::exhibition(&[0.7; 6], template, 0), theme, format);
            let area = |size: vitrina::domain::CanvasSize| size.width * size.height;
            let shown: f32 = covers(&layout).iter().map(|it| area(it.1.size)).sum();
            let share = shown / area(layout.format.size);
            assert!(share > 0.25, "{theme} {template} {:?}: {share}", layout.format.id);
        }
    }
}

/// Books on a shelf stand together: no gap is as wide as half a book.
#[test]
fn books_on_a_shelf_stand_together() {
    for (n, width) in (2..=12).flat_map(|n| [500.0, 936.0, 1700.0].map(|width| (n, width))) {
        let books = vec![Book { aspect: 0.7, height_mm: None, year: None }; n];
        let found = arrange(Arrangement::Shelf, &books, CanvasRect::new(0.0, 0.0, width, 700.0), 0).unwrap();
        for it in found.covers.windows(2).map(|it| [it[0].rect(), it[1].rect()]) {
            let is_one_row = it[0].bottom() == it[1].bottom();
            let gap = it[1].x - it[0].right();
            assert!(!is_one_row || gap < it[0].width * 0.5, "{n} {width}: {gap}");
        }
    }
}

/// Ten books beside a portrait or over an address are still to be told apart: none is narrower than 80 of the 1080 a
/// slide is wide.
#[test]
fn many_books_of_a_guest_and_a_closing_are_no_stamps() {
    for template in ["guest", "closing"] {
        let mut exhibition = common::exhibition(&[0.7; 10], template, 0);
        common::add_person(&mut exhibition);
        std::sync::Arc::make_mut(&mut exhibition.posts[0]).lead =
            "Словарь — это не справочник, а дорога. Я читаю его подряд, как роман, и всякий раз нахожу слово, которого \
             мне не хватало."
                .to_owned();
        for (theme, format) in (0..15).flat_map(|theme| (0..7).map(move |format| (theme, format))) {
            let layout = laid_out(&exhibition, theme, format);
            let unit = (layout.size().width / 1080.0).min(layout.size().height / 900.0);
            let widths = covers(&layout).into_iter().map(|it| it.1.size.width / unit);
            let least = widths.fold(f32::MAX, f32::min);
            assert!(least > 80.0, "{template} {theme} {format}: {least}");
        }
    }
}

/// What a generated cover says is not under the next book of a fan.
#[test]
fn titles_of_generated_covers_are_in_sight() {
    let mut n_fans = 0;
    for (template, n) in
        ["service", "date", "closing", "opener"].into_iter().flat_map(|it| (3..=6).map(move |n| (it, n)))
    {
        for (seed, format) in (0..5).flat_map(|seed| (0..4).map(move |format| (seed, format))) {
            let mut exhibition = common::exhibition(&vec![0.7; n], template, seed);
            for exhibit in &mut exhibition.exhibits {
                let exhibit = std::sync::Arc::make_mut(exhibit);
                exhibit.cover = None;
                if let ExhibitSubject::Record(record) = &mut exhibit.subject {
                    "Детские годы Багрова-внука".clone_into(&mut record.title);
                }
            }
            let layout = laid_out(&exhibition, 0, format);
            let plaques: Vec<(&Plaque, Placement)> = layout
                .elements
                .iter()
                .filter_map(
                    |it| if let PlacedKind::Plaque(plaque) = &it.kind { Some((plaque, it.placement)) } else { None },
                )
                .collect();
            n_fans += usize::from(plaques.iter().any(|it| it.1.rotation.abs() > 0.08));
            for (i, (plaque, place)) in plaques.iter().enumerate() {
                for end in ends_of_lines(plaque, *place) {
                    let is_hidden = plaques.iter().skip(i + 1).any(|it| it.1.contains(end));
                    assert!(!is_hidden, "{template} {n} {seed} {format}: {i}");
                }
            }
        }
    }
    assert!(n_fans > 20, "{n_fans}");
}

/// Where the lines of a generated cover end, on the slide.
fn ends_of_lines(plaque: &Plaque, place: Placement) -> Vec<CanvasPoint> {
    let mut ends = Vec::new();
    for item in &plaque.items {
        let PlaqueKind::Text(block, _) = &item.kind else { continue };
        for line in &block.lines {
            let x = item.rect.x + line.x + line.width - place.size.width / 2.0;
            let y = item.rect.y + line.baseline - block.size * 0.3 - place.size.height / 2.0;
            let (sin, cos) = maths::sin_cos(place.rotation);
            ends.push(CanvasPoint { x: place.center.x + x * cos - y * sin, y: place.center.y + x * sin + y * cos });
        }
    }
    ends
}

/// Whatever shows a book has another look one key away.
#[test]
fn every_template_that_shows_books_has_another_variant() {
    let studio = Studio::new().unwrap();
    let mut found = Vec::new();
    for template in &studio.library.templates {
        let n = if template.purpose == Purpose::Card { 1 } else { template.books.1.min(6) };
        let place = |seed: u64| {
            let mut exhibition = common::exhibition(&vec![0.7; n], &template.id.0, seed);
            for (year, exhibit) in (2000..).zip(&mut exhibition.exhibits) {
                if let ExhibitSubject::Record(record) = &mut std::sync::Arc::make_mut(exhibit).subject {
                    record.year = format!("{year}");
                }
            }
            let layout = laid_out(&exhibition, 0, 0);
            covers(&layout).iter().map(|it| it.1).collect::<Vec<_>>()
        };
        let looks: Vec<Vec<Placement>> = (0..4).map(place).collect();
        let is_bare = looks[0].is_empty();
        found.extend((!is_bare && looks.iter().all(|it| *it == looks[0])).then(|| template.id.clone()));
    }
    assert!(found.is_empty(), "only one look: {found:?}");
}

/// What a slide says of itself is in the language of the exhibition; descriptions follow a Russian standard.
#[test]
fn no_template_puts_russian_words_on_slides_of_an_english_exhibition() {
    let studio = Studio::new().unwrap();
    for template in &studio.library.templates {
        let mut exhibition = common::exhibition(&vec![0.7; template.books.1.min(4)], &template.id.0, 0);
        exhibition.front.language = Lang::En;
        exhibition.front.title = "A trial".to_owned();
        exhibition.front.library = "City Library".to_owned();
        for exhibit in &mut exhibition.exhibits {
            if let ExhibitSubject::Record(record) = &mut std::sync::Arc::make_mut(exhibit).subject {
                record.title = "A book about “books”".to_owned();
                record.authors.clear();
            }
        }
        let post = std::sync::Arc::make_mut(&mut exhibition.posts[0]);
        (post.title, post.lead, post.date) = ("November".into(), "New books".into(), "2026-11-05".into());
        let is_russian = |it: char| ('а'..='я').contains(&it.to_lowercase().next().unwrap_or(it));
        for placed in laid_out(&exhibition, 0, 0).elements {
            if let (PlacedKind::Text(look), false) = (&placed.kind, placed.key == ElementKey::Role(Role::Description)) {
                assert!(!look.text.contains(is_russian), "{}: {}", template.id, look.text);
            }
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

/// How far words reach past the left edge of their box, in units of a slide 1080 wide.
fn hung(text: &vitrina::compose::Placed) -> f32 {
    let PlacedKind::Text(look) = &text.kind else { return 0.0 };
    look.block.lines.iter().map(|it| -it.x).fold(0.0, f32::max)
}

/// Texts stay inside the safe area and off the covers, whatever the template, theme and format.
#[test]
fn every_template_keeps_its_words_in_the_safe_area_of_every_format() {
    let studio = Studio::new().unwrap();
    let mut typesetter = Typesetter::new();
    for template in &studio.library.templates {
        let n = if template.purpose == Purpose::Card { 1 } else { template.books.1.min(5) };
        let mut exhibition = common::exhibition(&vec![0.68; n], &template.id.0, 2);
        std::sync::Arc::make_mut(&mut exhibition.posts[0]).title = "«Новинки ноября»".to_owned();
        let post = exhibition.posts.first().unwrap();
        let slide = post.slides.first().unwrap();
        for (format, theme) in
            studio.library.formats.iter().flat_map(|it| studio.library.themes.iter().map(move |theme| (it, theme)))
        {
            let layout =
                compose(Scope { exhibition: &exhibition, post, slide, template, theme, format }, &mut typesetter);
            let whole = CanvasRect::new(0.0, 0.0, format.size.width, format.size.height);
            let safe = whole.shrink(format.safe);
            let texts = || layout.elements.iter().filter(|it| matches!(it.kind, PlacedKind::Text(_)));
            for text in texts() {
                let bounds = text.placement.bounds();
                let left = bounds.x - hung(text);
                assert!(left >= safe.x - 2.0, "{} {} {}: {:?} {left}", template.id, theme.id, format.id, text.key);
                assert!(
                    safe.contains_rect(bounds, 2.0),
                    "{} {} {}: {:?} {bounds:?}",
                    template.id,
                    theme.id,
                    format.id,
                    text.key
                );
            }
            let covers: Vec<Placement> = covers(&layout).iter().map(|it| it.1).collect();
            for (text, cover) in texts().flat_map(|it| covers.iter().map(move |cover| (it, cover))) {
                let over = text.placement.bounds().overlaps(cover.bounds(), 6.0);
                assert!(!over, "{} {} {}: {:?} over a cover", template.id, theme.id, format.id, text.key);
            }
        }
    }
}

/// Years in large digits stand on the baseline of the line beside them, and below the title.
#[test]
fn years_beside_one_line_stand_on_its_baseline_and_clear_of_the_title() {
    let mut exhibition = common::exhibition(&[0.7; 6], "timeline", 0);
    for (n, it) in exhibition.exhibits.iter_mut().enumerate() {
        if let ExhibitSubject::Record(record) = &mut Arc::make_mut(it).subject {
            record.year = (1995 + n).to_string();
        }
    }
    Arc::make_mut(&mut exhibition.posts[0]).lead = "Часть 2 из 12".to_owned();
    for (theme, format) in (0..15).flat_map(|theme| [0, 2].map(|format| (theme, format))) {
        let layout = laid_out(&exhibition, theme, format);
        let [title, lead, figure] = [Role::Title, Role::Lead, Role::Figure].map(|it| lines_of(&layout, it));
        assert!((lead.1 - figure.1).abs() < 0.5, "{theme} {format}: {lead:?} {figure:?}");
        assert!(figure.0 > title.2, "{theme} {format}: {title:?} {figure:?}");
    }
}

/// How many books there are is said in one line, that of the end of the lead: «6 книг».
#[test]
fn a_figure_its_word_and_the_lead_beside_them_end_on_one_baseline() {
    let leads = ["Книги о море", "Книги, поступившие в фонд за месяц: проза, путешествия, воспоминания"];
    for (lead, theme) in leads.iter().flat_map(|lead| (0..15).map(move |theme| (lead, theme))) {
        let mut exhibition = common::exhibition(&[0.7; 2], "new-arrivals", 1);
        (*lead).clone_into(&mut Arc::make_mut(&mut exhibition.posts[0]).lead);
        let layout = laid_out(&exhibition, theme, 0);
        let [title, lead, figure, word] =
            [Role::Title, Role::Lead, Role::Figure, Role::FigureWord].map(|it| lines_of(&layout, it));
        assert!(
            (lead.1 - word.1).abs() < 0.5 && (figure.1 - word.1).abs() < 0.5,
            "{theme}: {lead:?} {figure:?} {word:?}"
        );
        assert!(figure.0 > title.2, "{theme}: {title:?} {figure:?}");
    }
}
