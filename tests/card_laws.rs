//! Laws of slides whose records or library say little: nothing is missed, nothing is half empty.

mod common;

use std::sync::Arc;

use common::{covers, laid_out_in};
use vitrina::compose::{ElementKey, Layout, Placed, PlacedKind, TextLook};
use vitrina::domain::{Cover, ExhibitSubject, Exhibition, Role};
use vitrina::studio::Studio;

const THEMES: usize = 15;
/// The formats that are higher than wide: 4:5 first.
const PORTRAIT: usize = 0;
const SQUARE: usize = 1;

fn one_book(template: &str, seed: u64) -> Exhibition {
    let mut exhibition = common::exhibition(&[0.7], template, seed);
    for exhibit in &mut exhibition.exhibits {
        Arc::make_mut(exhibit).cover = Some(Cover::new("x.jpg".into(), (630, 900), ""));
    }
    exhibition
}

fn texts(layout: &Layout) -> impl Iterator<Item = (Role, &TextLook)> {
    layout.elements.iter().filter_map(|it| match (it.key, &it.kind) {
        (ElementKey::Role(role), PlacedKind::Text(look)) => Some((role, &**look)),
        _ => None,
    })
}

/// The cover takes the room of an annotation there is none of, in every variant.
#[test]
fn a_card_of_a_book_without_an_annotation_shows_its_cover_large() {
    let studio = Studio::new().unwrap();
    for template in ["card", "card-band", "rare-card"] {
        for (seed, theme) in (0..4).flat_map(|seed| (0..THEMES).map(move |theme| (seed, theme))) {
            let layout = laid_out_in(&studio, &one_book(template, seed), (theme, PORTRAIT));
            let size = covers(&layout)[0].1.size;
            let share = size.width * size.height / (1080.0 * 1350.0);
            assert!(share > 0.22, "{template} {seed} {theme}: {share}");
        }
    }
}

/// On a square the same cover and its words stand in the middle of what the head of the slide leaves.
#[test]
fn a_card_of_a_book_without_an_annotation_does_not_hang_from_the_top_of_a_square() {
    let studio = Studio::new().unwrap();
    for (template, theme) in ["card", "rare-card"].into_iter().flat_map(|it| (0..THEMES).map(move |theme| (it, theme)))
    {
        let layout = laid_out_in(&studio, &one_book(template, 0), (theme, SQUARE));
        let cover = covers(&layout)[0].1.rect();
        let (above, below) = (cover.y - 115.0, 1080.0 - 72.0 - cover.bottom());
        assert!(below < 100.0 || above > below * 0.8, "{template} {theme}: {above} above, {below} below");
    }
}

/// A narrow column would part the words of a title; then another layout has it.
#[test]
fn titles_of_photo_reports_on_squares_are_not_broken_within_words() {
    let studio = Studio::new().unwrap();
    let mut exhibition = common::exhibition(&[1.5, 0.75, 1.5, 1.8, 1.0], "photos", 0);
    Arc::make_mut(&mut exhibition.posts[0]).title = "Ночь в читальном зале".to_owned();
    for exhibit in &mut exhibition.exhibits {
        let exhibit = Arc::make_mut(exhibit);
        exhibit.subject = ExhibitSubject::Picture { title: String::new() };
        exhibit.cover.get_or_insert_with(|| Cover::new("y.jpg".into(), (900, 900), ""));
    }
    for theme in 0..THEMES {
        let layout = laid_out_in(&studio, &exhibition, (theme, SQUARE));
        let title = texts(&layout).find(|it| it.0 == Role::Title).unwrap().1;
        assert!(title.block.lines.iter().all(|it| !it.is_split), "{theme}: {}", title.text);
    }
}

/// Between two fields stands a dot; with one of them empty it would dangle.
#[test]
fn a_poll_of_a_library_without_a_name_has_no_loose_dot() {
    let studio = Studio::new().unwrap();
    let mut exhibition = common::exhibition(&[0.7; 4], "poll", 0);
    for (library, expected) in [("", "Опрос"), ("Библиотека", "Опрос · Библиотека")] {
        library.clone_into(&mut exhibition.front.library);
        let layout = laid_out_in(&studio, &exhibition, (0, PORTRAIT));
        let kicker = texts(&layout).find(|it| it.0 == Role::Kicker).unwrap().1;
        assert_eq!(kicker.text.replace('\u{a0}', " "), expected);
    }
}

/// A stamp is turned: what is next to it does not touch it, whether there is an author or not.
#[test]
fn the_title_keeps_off_the_stamp_when_nobody_wrote_the_book() {
    let studio = Studio::new().unwrap();
    for has_author in [true, false] {
        let mut exhibition = one_book("rare-card", 0);
        if let ExhibitSubject::Record(record) = &mut Arc::make_mut(&mut exhibition.exhibits[0]).subject {
            record.authors.truncate(usize::from(has_author));
            record.title = "Христианские песнопения, составленные по подобию псалмов".to_owned();
        }
        for theme in 0..THEMES {
            let layout = laid_out_in(&studio, &exhibition, (theme, PORTRAIT));
            let stamp = layout.elements.iter().find(|it| it.key == ElementKey::Role(Role::Stamp)).unwrap();
            let is_next = |role: Role| matches!(role, Role::Author | Role::Title);
            let words = layout.elements.iter().filter(|it| matches!(it.key, ElementKey::Role(role) if is_next(role)));
            let top = words.map(|it| it.placement.rect().y).fold(f32::MAX, f32::min);
            assert!(top - stamp.placement.bounds().bottom() > 12.0, "{theme} {has_author}");
        }
    }
}

/// A stamp reaches into the margin, but not to what the theme draws along the edge of the slide.
#[test]
fn a_stamp_keeps_off_the_frame() {
    let studio = Studio::new().unwrap();
    let mut exhibition = common::exhibition(&[0.7; 6], "rare", 0);
    "Городская библиотека".clone_into(&mut exhibition.front.library);
    for at in (0..THEMES).flat_map(|theme| (0..studio.library.formats.len()).map(move |format| (theme, format))) {
        let layout = laid_out_in(&studio, &exhibition, at);
        let (size, edging) = (layout.format.size, layout.theme.edging());
        let unit = (size.width / 1080.0).min(size.height / 900.0);
        let stamp = layout.elements.iter().find(|it| it.key == ElementKey::Role(Role::Stamp)).unwrap();
        let bounds = stamp.placement.bounds();
        let (top, right) = (bounds.y / unit - edging.top, (size.width - bounds.right()) / unit - edging.right);
        assert!(top > 20.0 && right > 20.0, "{at:?}: {top} {right}");
    }
}

/// A panel of colour is there for what is loud on it: small print alone, or nothing, has none.
#[test]
fn a_library_that_says_nothing_of_itself_has_no_empty_panel() {
    let studio = Studio::new().unwrap();
    for template in ["closing", "service"] {
        let mut exhibition = common::exhibition(&[0.7; 6], template, 0);
        exhibition.front.hashtags = vec!["читаем".to_owned()];
        for format in 0..studio.library.formats.len() {
            let (slide, is_named) = (studio.library.formats[format].size, [false, true]);
            let n_panels = is_named.map(|is_named| {
                let contact = if is_named { "ул. Садовая, 12" } else { "" };
                contact.clone_into(&mut exhibition.front.contact);
                let layout = laid_out_in(&studio, &exhibition, (0, format));
                let is_panel = |it: &&Placed| {
                    matches!(it.kind, PlacedKind::Shape { .. }) && it.placement.size.height > slide.height * 0.1
                };
                layout.elements.iter().filter(is_panel).count()
            });
            assert_eq!(n_panels, [0, 1], "{template} {format}");
        }
    }
}

/// Two books in a low room stand from margin to margin with what they are beside them, not far apart in the middle.
#[test]
fn two_books_far_apart_have_their_titles_between_them() {
    let studio = Studio::new().unwrap();
    let mut n_titled = 0;
    for template in ["guest", "closing", "service"] {
        let mut exhibition = common::exhibition(&[0.66, 0.7], template, 0);
        common::add_person(&mut exhibition);
        Arc::make_mut(&mut exhibition.posts[0]).lead =
            "Словарь — это не справочник, а дорога. Я читаю его подряд, как роман, и всякий раз нахожу слово, которого \
             мне не хватало."
                .to_owned();
        let ids = [exhibition.exhibits[0].id, exhibition.exhibits[1].id];
        for (theme, format) in (0..THEMES).flat_map(|theme| [PORTRAIT, SQUARE].map(|it| (theme, it))) {
            let layout = laid_out_in(&studio, &exhibition, (theme, format));
            let place = |id| layout.element(ElementKey::Role(Role::Cover(id))).unwrap().placement;
            let (one, other) = (place(ids[0]), place(ids[1]));
            let is_row = one.rotation == 0.0 && other.rotation == 0.0 && one.rect().y == other.rect().y;
            let free = layout.size().width - 2.0 * 72.0 - one.size.width - other.size.width;
            let titles: Vec<&TextLook> =
                texts(&layout).filter(|it| ids.map(Role::Entry).contains(&it.0)).map(|it| it.1).collect();
            let [first, second] = titles.as_slice() else {
                assert!(!is_row || free < 450.0, "{template} {theme} {format}: {free}");
                continue;
            };
            n_titled += 1;
            assert!(!first.block.is_cut && !second.block.is_cut, "{template} {theme} {format}");
            assert!((first.block.size - second.block.size).abs() < 1.0, "{template} {theme} {format}");
            let right = layout.element(ElementKey::Role(Role::Entry(ids[1]))).unwrap().placement.rect().right();
            let ends = (one.rect().x + right - layout.size().width).abs();
            assert!(ends < 60.0, "{template} {theme} {format}: {} {right}", one.rect().x);
        }
    }
    assert!(n_titled >= 10, "{n_titled}");
}
