//! Exhibitions for tests.
#![allow(dead_code, reason = "each test file uses a part")]

use std::path::PathBuf;
use std::sync::Arc;

use vitrina::domain::{
    BookRecord, Caption, Counters, Cover, Exhibit, ExhibitId, ExhibitSubject, Exhibition, Overrides, Person, Post,
    PostId, PostKind, PostStatus, Quotation, Slide, SlideId,
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
        let cover = Cover { file: "x.jpg".into(), width, height, source: String::new(), rights: String::new() };
        it.exhibits.push(Arc::new(Exhibit {
            id,
            subject: ExhibitSubject::Record(Box::new(record)),
            record_key: String::new(),
            cover: (index % 2 == 0).then_some(cover),
            annotation: String::new(),
            quotation: Quotation::default(),
            shelfmark: String::new(),
            description: None,
        }));
    }
    let exhibits: Vec<ExhibitId> = it.exhibits.iter().map(|it| it.id).collect();
    let post = PostId(it.take_id());
    let slide = Slide {
        id: SlideId(it.take_id()),
        template: template.into(),
        seed,
        exhibits: exhibits.clone(),
        overrides: Overrides::default(),
        elements: std::collections::BTreeMap::new(),
    };
    it.posts.push(Arc::new(Post {
        id: post,
        kind: PostKind::Exhibition,
        title: "Новинки ноября".to_owned(),
        lead: "Шесть книг за месяц".to_owned(),
        section: None,
        theme: None,
        exhibits,
        slides: vec![Arc::new(slide)],
        caption: Caption::default(),
        date: String::new(),
        status: PostStatus::Draft,
        counters: Counters::default(),
    }));
    it
}
