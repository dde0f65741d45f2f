//! Laws of what slides say: nothing of a title is lost, nothing is said that is not meant.
#![expect(clippy::indexing_slicing, reason = "built-in data has what is asked of it")]

mod common;

use std::sync::Arc;

use common::{laid_out, laid_out_in};
use vitrina::compose::{ElementKey, Layout, LayoutFinding, PlacedKind, TextLook};
use vitrina::domain::{CanvasRect, Exhibition, Logo, Post, Role, RoleChange, Slide};
use vitrina::studio::Studio;
use vitrina::typeset::SetLine;

/// Titles of real collections and textbooks.
const LONG: [&str; 4] = [
    "Развитие высшего медицинского образования в России в годы Великой Отечественной войны: документы и материалы",
    "Сборник научных трудов преподавателей и студентов Казанского государственного медицинского университета за год",
    "Организация здравоохранения и общественное здоровье: учебник для студентов высших медицинских учебных заведений",
    "Экспериментально-психологическое исследование высокопроизводительных вычислительных систем",
];

fn post(exhibition: &mut Exhibition) -> &mut Post {
    Arc::make_mut(&mut exhibition.posts[0])
}

fn slide(exhibition: &mut Exhibition) -> &mut Slide {
    Arc::make_mut(&mut post(exhibition).slides[0])
}

/// What the elements of a role say, all of them.
fn said(layout: &Layout, role: Role) -> Vec<String> {
    let own = layout.elements.iter().filter(|it| it.key == ElementKey::Role(role));
    own.filter_map(|it| if let PlacedKind::Text(look) = &it.kind { Some(look.text.clone()) } else { None }).collect()
}

#[test]
fn long_titles_are_whole_and_no_word_of_them_is_torn() {
    let studio = Studio::new().unwrap();
    for (template, title) in
        ["opener", "new-arrivals", "section", "date"].iter().flat_map(|it| LONG.map(|title| (it, title)))
    {
        let mut exhibition = common::exhibition(&[0.7; 3], template, 0);
        title.clone_into(&mut post(&mut exhibition).title);
        for (theme, format) in
            (0..studio.library.themes.len()).flat_map(|theme| [0, 1, 4].map(|format| (theme, format)))
        {
            let layout = laid_out_in(&studio, &exhibition, (theme, format));
            let title = layout.elements.iter().find(|it| it.key == ElementKey::Role(Role::Title)).unwrap();
            let PlacedKind::Text(look) = &title.kind else { panic!("no text") };
            assert!(!look.block.is_cut, "{template} {theme} {format}: {}", look.text);
        }
    }
}

/// A wide mark and a long name of a series leave the name of the library its room, and stay within the margins.
#[test]
fn what_stands_at_the_head_stays_side_by_side() {
    let studio = Studio::new().unwrap();
    let mut exhibition = common::exhibition(&[0.7; 4], "opener", 0);
    exhibition.front.library = "Городская библиотека".to_owned();
    exhibition.front.series = "Книги нашего края, изданные за последние сто лет и раньше".to_owned();
    exhibition.brand.logo = Some(Logo { file: "logo.png".into(), pixels: (900, 200), colour: None });
    for (theme, format) in (0..studio.library.themes.len()).flat_map(|theme| [0, 1, 4].map(|format| (theme, format))) {
        let layout = laid_out_in(&studio, &exhibition, (theme, format));
        let of = |role: Role| {
            layout.elements.iter().find(|it| it.key == ElementKey::Role(role)).map(|it| it.placement.rect())
        };
        let slide = CanvasRect::new(0.0, 0.0, layout.size().width, layout.size().height);
        let parts: Vec<CanvasRect> = [Role::Logo, Role::Kicker, Role::Counter].into_iter().filter_map(of).collect();
        for (i, it) in parts.iter().enumerate() {
            assert!(slide.contains_rect(*it, 0.5) && it.width > 40.0, "{theme} {format}: {parts:?}");
            let is_apart = |other: &CanvasRect| {
                it.right() <= other.x + 0.5
                    || other.right() <= it.x + 0.5
                    || it.bottom() <= other.y
                    || other.bottom() <= it.y
            };
            assert!(parts.iter().skip(i + 1).all(is_apart), "{theme} {format}: {parts:?}");
        }
    }
}

#[test]
fn a_card_without_its_book_shows_no_names_of_fields() {
    for template in ["card", "card-band", "rare-card", "article"] {
        let layout = laid_out(&common::exhibition(&[], template, 0), 0, 0);
        for it in &layout.elements {
            let PlacedKind::Text(look) = &it.kind else { continue };
            assert!(!look.text.contains('{'), "{template}: {}", look.text);
        }
    }
}

#[test]
fn a_name_that_is_no_field_is_told_of() {
    let mut exhibition = common::exhibition(&[0.7; 4], "opener", 0);
    let unknown = |exhibition: &Exhibition| {
        let found = laid_out(exhibition, 0, 0).findings;
        found.into_iter().filter(|it| matches!(it, LayoutFinding::UnknownField(..))).collect::<Vec<_>>()
    };
    assert_eq!(unknown(&exhibition), []);
    let typed = RoleChange { text: Some("{titel}, {lead}".to_owned()), ..RoleChange::default() };
    slide(&mut exhibition).overrides.changes.insert(Role::Title, typed);
    let expected = LayoutFinding::UnknownField(ElementKey::Role(Role::Title), "titel".to_owned());
    assert_eq!(unknown(&exhibition), [expected]);
}

#[test]
fn a_template_and_a_theme_nobody_has_are_told_of() {
    let ids = |template: &str, theme: &str| {
        let mut exhibition = common::exhibition(&[0.7; 4], template, 0);
        exhibition.theme = theme.into();
        let found = laid_out(&exhibition, 0, 0).findings;
        let id = |it: LayoutFinding| if let LayoutFinding::Unknown { id, .. } = it { Some(id) } else { None };
        found.into_iter().filter_map(id).collect::<Vec<_>>()
    };
    assert_eq!(ids("opener", "swiss"), [] as [&str; 0]);
    assert_eq!(ids("vanished", "lost"), ["vanished", "lost"]);
}

#[test]
fn what_a_number_counts_goes_with_the_number() {
    let mut exhibition = common::exhibition(&[0.7; 4], "opener", 0);
    assert_eq!(said(&laid_out(&exhibition, 0, 0), Role::FigureWord).len(), 1);
    let hidden = RoleChange { hidden: true, ..RoleChange::default() };
    slide(&mut exhibition).overrides.changes.insert(Role::Figure, hidden);
    assert_eq!(said(&laid_out(&exhibition, 0, 0), Role::FigureWord).len(), 0);
}

#[test]
fn a_slide_for_a_quotation_without_one_shows_no_mark_and_is_told_of() {
    let mut exhibition = common::exhibition(&[0.7], "quotation", 0);
    let of = |it: &Exhibition| {
        let layout = laid_out(it, 0, 0);
        (said(&layout, Role::Figure), layout.findings.contains(&LayoutFinding::NoQuotation))
    };
    assert_eq!(of(&exhibition), (Vec::new(), true));
    exhibition.front.epigraph.text = "Книга — это сосуд".to_owned();
    assert_eq!(of(&exhibition), (vec!["«".to_owned()], false));
    exhibition.front.language = vitrina::domain::Lang::En;
    assert_eq!(of(&exhibition).0, ["“"]);
}

/// Lines of a text without their spaces, as far as letters are counted; and whether a dot was dropped after each.
fn lines_of(look: &TextLook) -> Vec<(String, bool)> {
    let mut letters = look.text.chars().filter(|it| !it.is_whitespace()).peekable();
    let n_of = |line: &SetLine| line.cells.iter().map(|it| it.n).sum::<u32>();
    let line = |it| {
        let line: String = letters.by_ref().take(n_of(it) as usize).collect();
        (line, letters.next_if_eq(&'·').is_some())
    };
    look.block.lines.iter().map(line).collect()
}

/// What dots part stays together, though the address takes a line more for it; and no line ends in a dot.
#[test]
fn an_address_is_broken_between_its_parts() {
    let studio = Studio::new().unwrap();
    let wide = studio.library.formats.iter().position(|it| it.id.0 == "wide").unwrap();
    let mut n_broken = 0;
    for template in ["opener", "section", "rare", "date"] {
        let mut exhibition = common::exhibition(&[0.68; 6], template, 0);
        exhibition.front.contact =
            "Lending desk, 12 Garden Street · Tue–Sat 11 am to 7 pm · library.example/garden".to_owned();
        for theme in 0..studio.library.themes.len() {
            let layout = laid_out_in(&studio, &exhibition, (theme, wide));
            let foot = layout.elements.iter().find(|it| it.key == ElementKey::Role(Role::Footer)).unwrap();
            let PlacedKind::Text(look) = &foot.kind else { panic!("no text") };
            let lines = lines_of(look);
            let (_, ends) = lines.split_last().unwrap();
            assert!(ends.iter().all(|it| it.1), "{template} {theme}: {lines:?}");
            n_broken += ends.len();
        }
    }
    assert!(n_broken > 20, "{n_broken}");
}
