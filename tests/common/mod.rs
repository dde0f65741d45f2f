//! Exhibitions for tests.
#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "built-in data has what is asked of it")]

use std::path::PathBuf;
use std::sync::Arc;

use vitrina::compose::{ElementKey, Layout, Placed, PlacedKind, Scope, compose};
use vitrina::domain::{
    BookRecord, Cover, Exhibit, ExhibitId, ExhibitSubject, Exhibition, Person, Placement, Post, PostId, PostKind, Role,
    Slide, SlideId,
};
use vitrina::studio::Studio;
use vitrina::typeset::Typesetter;

/// The sample that comes with the program.
pub(crate) fn sample_file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("exhibitions/sample.ron")
}

/// The sample, read.
pub(crate) fn sample() -> Exhibition {
    let opened = vitrina::tasks::open_file(&sample_file());
    opened.unwrap_or_else(|it| panic!("the sample does not open: {it}")).exhibition
}

/// An exhibition of one post with books of these proportions; half of them have covers.
pub(crate) fn exhibition(aspects: &[f32], template: &str, seed: u64) -> Exhibition {
    let mut it = Exhibition::empty("Проба", "swiss".into(), vec!["vk".into()]);
    for (index, aspect) in aspects.iter().enumerate() {
        let id = ExhibitId(it.take_id());
        let record = BookRecord {
            title: format!("Книга {index}"),
            authors: vec![Person {
                family: "Автор".to_owned(), initials: "А. Б.".to_owned(), ..Person::default()
            }],
            year: "2024".to_owned(),
            ..BookRecord::default()
        };
        let (width, height) = ((aspect * 900.0) as u32, 900);
        let cover = Cover::new("x.jpg".into(), (width, height), "");
        let cover = (index % 2 == 0).then_some(cover);
        it.exhibits.push(Arc::new(Exhibit { cover, ..Exhibit::of_record(id, record) }));
    }
    let exhibits: Vec<ExhibitId> = it.exhibits.iter().map(|it| it.id).collect();
    let post = PostId(it.take_id());
    let slide = Slide::new(SlideId(it.take_id()), template.into(), seed, exhibits.clone());
    let lead = "Шесть книг за месяц".to_owned();
    let slides = vec![Arc::new(slide)];
    it.posts.push(Arc::new(Post {
        lead, slides, ..Post::new(post, PostKind::Exhibition, "Новинки ноября", exhibits)
    }));
    it
}

/// A person with a portrait, first on the first slide.
pub(crate) fn add_person(exhibition: &mut Exhibition) {
    let id = ExhibitId(exhibition.take_id());
    let subject = ExhibitSubject::Person {
        name: "Владимир Иванович Даль".to_owned(),
        about: "1801–1872 · врач, составитель словаря".to_owned(),
    };
    let cover = Some(Cover::new("x.jpg".into(), (800, 1040), ""));
    exhibition.exhibits.push(Arc::new(Exhibit { subject, cover, ..Exhibit::of_record(id, BookRecord::default()) }));
    let post = Arc::make_mut(&mut exhibition.posts[0]);
    post.exhibits.insert(0, id);
    Arc::make_mut(&mut post.slides[0]).exhibits.insert(0, id);
}

/// The first slide of an exhibition in a theme and a format, counted from 0.
pub(crate) fn laid_out(exhibition: &Exhibition, theme: usize, format: usize) -> Layout {
    let studio = Studio::new().unwrap();
    laid_out_in(&studio, exhibition, (theme, format))
}

/// The same with templates, themes and formats that are read already.
pub(crate) fn laid_out_in(studio: &Studio, exhibition: &Exhibition, (theme, format): (usize, usize)) -> Layout {
    let post = exhibition.posts.first().unwrap();
    let slide = post.slides.first().unwrap();
    let library = &studio.library;
    let template = library.template_of(exhibition, slide).unwrap();
    let theme = &library.themes[theme % library.themes.len()];
    let format = &library.formats[format % library.formats.len()];
    compose(Scope { exhibition, post, slide, template, theme, format }, &mut Typesetter::new())
}

/// Covers and generated covers, in the order of their books.
pub(crate) fn covers(layout: &Layout) -> Vec<(Role, Placement)> {
    let cover = |it: &Placed| match (it.key, &it.kind) {
        (ElementKey::Role(role), PlacedKind::Cover { .. } | PlacedKind::Plaque(_)) => Some((role, it.placement)),
        _ => None,
    };
    let mut found: Vec<_> = layout.elements.iter().filter_map(cover).collect();
    found.sort_by_key(|it| it.0);
    found
}

/// Top, last baseline and foot of a text.
pub(crate) fn lines_of(layout: &Layout, role: Role) -> (f32, f32, f32) {
    let found = layout.elements.iter().find(|it| it.key == ElementKey::Role(role)).unwrap();
    let PlacedKind::Text(look) = &found.kind else { panic!("{role:?} is no text") };
    let rect = found.placement.rect();
    (rect.y, rect.y + look.top(rect.height) + look.block.lines.last().unwrap().baseline, rect.bottom())
}
