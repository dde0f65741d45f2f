//! Laws of templates and themes that people made: a slide saved as a template gives the slide again, a document
//! carries what it uses, colours of covers can always be read.

#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "helpers of tests")]

mod common;

use std::sync::Arc;

use proptest::prelude::*;
use vitrina::compose::{ElementKey, Layout, Scope, compose};
use vitrina::domain::{
    CanvasPoint, CanvasSize, Element, ElementId, ElementKind, Emphasis, Exhibition, FormatId, HuesSeen, OwnLooks,
    Picture, Placement, Rgb, Role, RoleChange, ShapeForm, Slide, Template, TextAlign, TextStyle, TextVoice, Words,
};
use vitrina::edit::{Document, Edit, adopt_looks, with_looks};
use vitrina::studio::{Studio, Subject};
use vitrina::tasks::{Look, template_of_slide};
use vitrina::typeset::Typesetter;

fn at((x, y): (f32, f32), size: f32) -> Placement {
    Placement { center: CanvasPoint { x, y }, size: CanvasSize::new(size, size * 0.5), rotation: 0.1 }
}

/// A slide on which a cover was moved, the title coloured and made larger, a shape and a text put on.
fn arranged(exhibition: &mut Exhibition, spot: (f32, f32), size: f32) -> Slide {
    exhibition.next_id = 9100;
    let post = Arc::make_mut(&mut exhibition.posts[0]);
    let slide = Arc::make_mut(&mut post.slides[0]);
    let format = FormatId::from("portrait");
    let places = slide.overrides.placements.entry(format.clone()).or_default();
    places.insert(Role::Cover(slide.exhibits[0]), at(spot, size));
    let change = RoleChange { colour: Some(Rgb::new(9, 90, 200)), text_scale: Some(0.8), ..RoleChange::default() };
    slide.overrides.changes.insert(Role::Title, change);
    let shape = ElementKind::Shape { colour: Rgb::new(200, 40, 40), radius: 8.0, form: ShapeForm::Rectangle };
    let text = ElementKind::Text {
        text: "Читайте в зале: {title}".to_owned(),
        voice: TextVoice::Label,
        size: 30.0,
        align: TextAlign::Left,
        colour: None,
        style: TextStyle::default(),
        emphasis: vec![Emphasis { start: 8, end: 12, style: TextStyle { bold: true, italic: false } }],
    };
    let of = |id, kind| Arc::new(Element { id: ElementId(id), placement: at((spot.1, spot.0), size), kind });
    slide.elements.insert(format, vec![of(9001, shape), of(9002, text)]);
    slide.layers.order = vec![ElementKey::Free(ElementId(9001)), ElementKey::Role(Role::Cover(slide.exhibits[0]))];
    slide.clone()
}

fn drawn(studio: &Studio, exhibition: &Exhibition, slide: &Slide, format: &FormatId) -> Layout {
    let subject = Subject { exhibition, post: &exhibition.posts[0], slide, format };
    studio.layout(subject, &mut Typesetter::new()).unwrap()
}

/// What is seen of a layout: everything but what it is called.
fn seen(layout: &Layout) -> String {
    layout.elements.iter().map(|it| format!("{:?} {:?}\n", it.placement, it.kind)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_slide_saved_as_a_template_gives_the_same_slide_again(
        x in 100.0_f32..900.0, y in 100.0_f32..1200.0, size in 60.0_f32..400.0,
        n in 1_usize..7, which in 0_usize..22,
    ) {
        let studio = Studio::new().unwrap();
        let base: &Template = &studio.library.templates[which];
        let n = n.clamp(base.books.0.max(1), base.books.1.max(1));
        let mut exhibition = common::exhibition(&vec![0.68; n], &base.id.0, 5);
        let slide = arranged(&mut exhibition, (x, y), size);
        let (look, left_out) =
            template_of_slide(&studio.library, (&exhibition, &slide), "Наш", Words::AsTyped).unwrap();
        prop_assert_eq!(left_out, 0);
        let Look::Template(template) = look else { panic!("a theme") };
        prop_assert_eq!(template.faults(), vec![]);
        let bare = Slide::new(slide.id, template.id.clone(), slide.seed, slide.exhibits.clone());
        let before = exhibition.clone();
        exhibition.looks.put_template(template);
        for format in &studio.library.formats {
            let (old, new) =
                (drawn(&studio, &before, &slide, &format.id), drawn(&studio, &exhibition, &bare, &format.id));
            prop_assert_eq!(seen(&old), seen(&new), "{} {}", base.id, format.id);
            prop_assert!(new.elements.iter().all(|it| !it.is_moved), "what the template moved, no hand did");
        }
    }

    #[test]
    fn colours_of_any_covers_can_be_read_on_any_theme(colours in prop::collection::vec(any::<(u8, u8, u8)>(), 1..6)) {
        let mut hues = HuesSeen::default();
        for (r, g, b) in colours {
            hues.add(&Picture { width: 8, height: 8, rgba: [r, g, b, 255].repeat(64) });
        }
        for theme in Studio::new().unwrap().library.themes {
            for made in hues.themes(&theme) {
                prop_assert_eq!(made.faults(), vec![], "{}", made.id);
                prop_assert_eq!(made.background.luminance() < 0.2, theme.background.luminance() < 0.2);
            }
        }
    }
}

#[test]
fn a_part_of_a_template_is_moved_hidden_and_reworded_as_any_role() {
    let studio = Studio::new().unwrap();
    let mut exhibition = common::exhibition(&[0.7], "card", 0);
    let slide = arranged(&mut exhibition, (300.0, 400.0), 200.0);
    let (look, _) = template_of_slide(&studio.library, (&exhibition, &slide), "Наш", Words::Bound).unwrap();
    let Look::Template(template) = look else { panic!("a theme") };
    let mut own = Slide::new(slide.id, template.id.clone(), 0, slide.exhibits.clone());
    exhibition.looks.put_template(template);
    let format = FormatId::from("portrait");
    let (shape, words) = (Role::Part(0), Role::Part(1));
    own.overrides.placements.entry(format.clone()).or_default().insert(shape, at((77.0, 88.0), 50.0));
    let change = RoleChange { text: Some("Иначе".to_owned()), ..RoleChange::default() };
    own.overrides.changes.insert(words, change);
    let layout = drawn(&studio, &exhibition, &own, &format);
    let moved = layout.element(ElementKey::Role(shape)).unwrap();
    assert_eq!((moved.placement, moved.is_moved), (at((77.0, 88.0), 50.0), true));
    assert!(format!("{:?}", layout.element(ElementKey::Role(words)).unwrap().kind).contains("Иначе"));
    own.overrides.changes.insert(shape, RoleChange { hidden: true, ..RoleChange::default() });
    assert_eq!(drawn(&studio, &exhibition, &own, &format).element(ElementKey::Role(shape)), None);
}

#[test]
fn choosing_a_look_of_the_collection_copies_it_as_the_same_step() {
    let studio = Studio::new().unwrap();
    let mine = vitrina::domain::Theme { id: "mine".into(), ..studio.library.themes[3].clone() };
    let mut kept = OwnLooks::default();
    kept.put_theme(Arc::new(mine.clone()));
    let start = common::sample();
    let mut document = Document::opened(start.clone());
    let edit = Edit::Theme("mine".into());
    document.apply(&with_looks(edit.clone(), &kept, &start)).unwrap();
    assert_eq!(document.current().looks.theme(&"mine".into()).map(|it| &**it), Some(&mine));
    // What is there already is not copied again.
    assert_eq!(with_looks(edit.clone(), &kept, document.current()), edit);
    let post = &document.current().posts[0];
    assert_eq!(studio.library.look(document.current(), post).unwrap().background, mine.background);
    assert!(document.undo() && **document.current() == start && !document.undo());

    let mut adopted = Exhibition { theme: "mine".into(), ..start };
    adopt_looks(&mut adopted, &kept);
    assert!(adopted.looks.theme(&"mine".into()).is_some());
}

#[test]
fn a_document_with_looks_of_its_own_is_written_and_read_again() {
    let studio = Studio::new().unwrap();
    let mut exhibition = common::exhibition(&[0.7, 0.6], "opener", 0);
    let slide = arranged(&mut exhibition, (300.0, 400.0), 200.0);
    let (look, _) = template_of_slide(&studio.library, (&exhibition, &slide), "Наш", Words::Bound).unwrap();
    let Look::Template(template) = look else { panic!("a theme") };
    exhibition.looks.put_template(template);
    let text = vitrina::store::serialise(&exhibition).unwrap();
    assert_eq!(vitrina::store::parse(&text).unwrap(), exhibition);
    // A carried template that cannot be composed with is told of when the file is opened.
    let fault = vitrina::store::parse(&text.replacen("lines: 1,", "lines: 0,", 1)).unwrap_err();
    assert!(fault.to_string().contains("from 1 to 200 lines"), "{fault}");
    // It is composed without the program's own template of that name.
    let theme = &studio.library.themes[0];
    let own = &exhibition.looks.templates[0];
    let (post, format) = (&exhibition.posts[0], &studio.library.formats[0]);
    let scope = Scope { exhibition: &exhibition, post, slide: &post.slides[0], template: own, theme, format };
    assert!(!compose(scope, &mut Typesetter::new()).elements.is_empty());
}
