//! Laws of the brand: it can always be read, its logo never touches a book, and it is one step of history.

mod common;

use proptest::prelude::*;
use vitrina::compose::{ElementKey, PlacedKind, Scope, compose};
use vitrina::domain::{Brand, Logo, Picture, Placement, Purpose, Rgb, Role};
use vitrina::edit::{Document, Edit, GestureId};
use vitrina::studio::{Studio, Subject};
use vitrina::typeset::Typesetter;

fn logo(width: u32, height: u32, colour: Option<Rgb>) -> Logo {
    Logo { file: "logo.png".into(), pixels: (width, height), colour }
}

fn colour() -> impl Strategy<Value = Option<Rgb>> {
    prop::option::of(any::<(u8, u8, u8)>().prop_map(|(r, g, b)| Rgb::new(r, g, b)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_brand_makes_any_theme_unreadable(accent in colour(), background in colour(), ink in colour()) {
        let brand = Brand { accent, background, ink, ..Brand::default() };
        for theme in Studio::new().unwrap().library.themes {
            let look = brand.over(&theme);
            prop_assert_eq!(look.unreadable(), vec![], "{} under {:?}", theme.id, brand);
        }
    }

    #[test]
    fn a_logo_on_a_plate_is_told_from_it(colour in any::<(u8, u8, u8)>(), ground in any::<(u8, u8, u8)>()) {
        let rgb = |(r, g, b)| Rgb::new(r, g, b);
        let seen_on = logo(10, 10, Some(rgb(colour))).plate_on(rgb(ground)).unwrap_or(rgb(ground));
        prop_assert!(rgb(colour).contrast(seen_on) >= 3.0);
    }
}

/// Its sheets over a gradient were once so light that the ink could not be read on them.
#[test]
fn a_dark_background_leaves_sheets_readable() {
    let brand = Brand { background: Some(Rgb::new(32, 37, 15)), ..Brand::default() };
    for theme in Studio::new().unwrap().library.themes {
        assert_eq!(brand.over(&theme).unreadable(), vec![], "{}", theme.id);
    }
}

#[test]
fn without_a_brand_a_theme_is_what_it_was() {
    for theme in Studio::new().unwrap().library.themes {
        assert_eq!(*Brand::default().over(&theme), theme);
        let only_logo = Brand { logo: Some(logo(300, 100, None)), ..Brand::default() };
        assert_eq!(*only_logo.over(&theme), theme);
    }
}

#[test]
fn colours_that_can_be_read_are_kept_as_they_are() {
    let theme = &Studio::new().unwrap().library.themes[0];
    let (accent, background, ink) = (Rgb::new(0x0b, 0x57, 0xa4), Rgb::new(255, 255, 255), Rgb::new(20, 20, 30));
    let brand = Brand { accent: Some(accent), background: Some(background), ink: Some(ink), ..Brand::default() };
    let look = brand.over(theme);
    assert_eq!((look.accent, look.background, look.ink), (accent, background, ink));
}

#[test]
fn the_logo_stands_on_every_template_in_the_safe_area_and_off_books_and_words() {
    let studio = Studio::new().unwrap();
    let mut typesetter = Typesetter::new();
    for (template, shape) in studio.library.templates.iter().flat_map(|it| [(it, (900, 300)), (it, (300, 400))]) {
        let n = if template.purpose == Purpose::Card { 1 } else { template.books.1.min(5) };
        let mut exhibition = common::exhibition(&vec![0.68; n], &template.id.0, 2);
        exhibition.front.library = "Библиотека имени Ломоносова".to_owned();
        exhibition.brand.logo = Some(logo(shape.0, shape.1, None));
        let (post, theme) = (&exhibition.posts[0], &studio.library.themes[0]);
        for format in &studio.library.formats {
            let scope = Scope { exhibition: &exhibition, post, slide: &post.slides[0], template, theme, format };
            let layout = compose(scope, &mut typesetter);
            let what = format!("{} {}", template.id, format.id);
            let mark = layout.element(ElementKey::Role(Role::Logo)).unwrap_or_else(|| panic!("{what}: no logo"));
            let whole =
                Placement::upright(vitrina::domain::CanvasRect::new(0.0, 0.0, format.size.width, format.size.height));
            assert!(whole.rect().shrink(format.safe).contains_rect(mark.placement.bounds(), 2.0), "{what}: outside");
            for other in layout.elements.iter().filter(|it| it.key != mark.key) {
                let is_solid =
                    matches!(other.kind, PlacedKind::Text(_) | PlacedKind::Cover { .. } | PlacedKind::Plaque(_));
                let over = is_solid && other.placement.bounds().overlaps(mark.placement.bounds(), 6.0);
                assert!(!over, "{what}: the logo over {:?}", other.key);
            }
        }
    }
}

#[test]
fn a_visit_to_the_brand_is_one_step_back() {
    let start = common::sample();
    let mut document = Document::opened(start.clone());
    for red in [10, 90, 200] {
        let brand = Brand { accent: Some(Rgb::new(red, 20, 40)), ..Brand::default() };
        let front = Box::new(start.front.clone());
        let edits = vec![Edit::Front(front), Edit::Brand(Box::new(brand))];
        document.apply_in(&Edit::All { label: ("фирменный стиль", "brand"), edits }, GestureId(7)).unwrap();
    }
    assert!(document.undo());
    assert_eq!(**document.current(), start);
    assert!(!document.undo());
}

#[test]
fn a_logo_has_no_edges_on_which_nothing_is_seen() {
    let shown = |x: u32, y: u32| (3..9).contains(&x) && (5..7).contains(&y);
    let pixels = |width: u32, height: u32, (left, top): (u32, u32)| {
        let all = (0..height).flat_map(move |y| (0..width).map(move |x| (x + left, y + top)));
        let rgba = all.flat_map(|(x, y)| [(x * 9) as u8, 90, y as u8, if shown(x, y) { 255 } else { 4 }]);
        Picture { width, height, rgba: rgba.collect() }
    };
    assert_eq!(pixels(12, 20, (0, 0)).without_edges(), Some(pixels(6, 2, (3, 5))));
    // Nothing to leave off, and nothing but that.
    assert_eq!(pixels(6, 2, (3, 5)).without_edges(), None);
    assert_eq!(pixels(3, 5, (0, 0)).without_edges(), None);
    assert_eq!(Picture::default().without_edges(), None);
}

#[test]
fn a_brand_is_saved_with_the_document_and_its_logo_copied_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a.ron"), folder.path().join("b.ron"));
    let picture = Picture { width: 40, height: 10, rgba: [[200, 30, 30, 255], [0, 0, 0, 0]].concat().repeat(200) };
    let drawn = folder.path().join("mark.png");
    vitrina::store::save_atomic(&drawn, &vitrina::store::encode_png(&picture).unwrap()).unwrap();

    let mut exhibition = common::exhibition(&[0.7], "card", 0);
    exhibition.exhibits.iter_mut().for_each(|it| std::sync::Arc::make_mut(it).cover = None);
    let logo = vitrina::tasks::add_logo(&first, &drawn).unwrap();
    // Its last column is not seen.
    assert_eq!((logo.pixels, logo.colour), ((39, 10), Some(Rgb::new(200, 30, 30))));
    exhibition.brand = Brand { logo: Some(logo), accent: Some(Rgb::new(1, 2, 3)), ..Brand::default() };
    vitrina::tasks::create(&first, &exhibition).unwrap();
    vitrina::tasks::save_copy(&first, &second, &exhibition).unwrap();
    assert_eq!(vitrina::tasks::open_file(&second).unwrap().exhibition, exhibition);

    let studio = Studio::new().unwrap();
    let (post, format) = (&exhibition.posts[0], "portrait".into());
    let subject = Subject { exhibition: &exhibition, post, slide: &post.slides[0], format: &format };
    let media = vitrina::store::Media::new(vitrina::store::media_folder(&second));
    let scale = vitrina::domain::PixelScale(0.2);
    let drawing = studio.draw(subject, &media, scale, &mut Typesetter::new()).unwrap();
    assert!(drawing.missing.is_empty(), "{:?}", drawing.missing);
}
