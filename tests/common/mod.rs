//! Exhibitions for tests.
#![allow(dead_code, reason = "each test file uses a part")]

use std::path::PathBuf;
use std::sync::Arc;

use vitrina::domain::{
    BookRecord, Cover, Exhibit, ExhibitId, Exhibition, Person, Post, PostId, PostKind, Slide, SlideId,
};

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
