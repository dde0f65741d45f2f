//! Laws of polls: what readers choose from.

mod common;

use std::sync::Arc;

use common::{covers, laid_out};
use vitrina::compose::{ElementKey, LayoutFinding, Placed, PlacedKind};
use vitrina::describe::poll;
use vitrina::domain::{CanvasRect, ExhibitSubject, Exhibition, Lang, PostKind, Role, RoleChange};
use vitrina::platform::{Profiles, check_post, finish_caption};

/// An answer set larger than the others would be favoured.
#[test]
fn answers_of_a_poll_are_of_one_size() {
    let mut exhibition = common::exhibition(&[0.7; 4], "poll", 0);
    for (title, exhibit) in ["Степь", "Очень длинное название книги о странствиях", "Детские годы", "Дом"]
        .into_iter()
        .zip(&mut exhibition.exhibits)
    {
        if let ExhibitSubject::Record(record) = &mut Arc::make_mut(exhibit).subject {
            record.title = title.to_owned();
        }
    }
    for (theme, format) in (0..15).flat_map(|theme| (0..7).map(move |format| (theme, format))) {
        let layout = laid_out(&exhibition, theme, format);
        let sizes: Vec<f32> = layout
            .elements
            .iter()
            .filter(|it| matches!(it.key, ElementKey::Role(Role::Entry(_))))
            .filter_map(|it| if let PlacedKind::Text(look) = &it.kind { Some(look.block.size) } else { None })
            .collect();
        assert_eq!(sizes.len(), 4);
        assert!(sizes.iter().all(|it| (it / sizes[0] - 1.0).abs() < 0.05), "{theme} {format}: {sizes:?}");
    }
}

/// Answers and the covers beside them have one middle: neither hangs from the line of the other's top.
#[test]
fn answers_of_a_poll_are_level_with_their_covers() {
    for (n, format) in (2..=5).flat_map(|n| (0..7).map(move |format| (n, format))) {
        let layout = laid_out(&common::exhibition(&vec![0.7; n], "poll", 0), 0, format);
        let middle = |rects: Vec<CanvasRect>| {
            let (top, foot) = (rects.iter().map(|it| it.y), rects.iter().map(|it| it.bottom()));
            f32::midpoint(top.fold(f32::MAX, f32::min), foot.fold(f32::MIN, f32::max))
        };
        let is_answer = |it: &&Placed| matches!(it.key, ElementKey::Role(Role::Entry(_)));
        let answers = middle(layout.elements.iter().filter(is_answer).map(|it| it.placement.rect()).collect());
        let shown = middle(covers(&layout).iter().map(|it| it.1.bounds()).collect());
        assert!((answers - shown).abs() < layout.format.size.height * 0.01, "{n} {format}: {answers} {shown}");
    }
}

/// No answer is cut, and the bars of all reach up to the covers.
#[test]
fn answers_of_a_poll_are_whole_and_reach_their_covers() {
    let mut exhibition = common::exhibition(&[0.7; 4], "poll", 0);
    if let ExhibitSubject::Record(record) = &mut Arc::make_mut(&mut exhibition.exhibits[0]).subject {
        record.title = "Детские годы Багрова-внука".to_owned();
    }
    for (theme, format) in (0..15).flat_map(|theme| (0..7).map(move |format| (theme, format))) {
        let layout = laid_out(&exhibition, theme, format);
        let is_cut = |it: &Placed| matches!((&it.key, &it.kind), (ElementKey::Role(Role::Entry(_)), PlacedKind::Text(look)) if look.block.is_cut);
        assert!(!layout.elements.iter().any(is_cut), "{theme} {format}");
        let is_bar = |it: &&Placed| matches!(&it.kind, PlacedKind::Shape { radius, .. } if *radius > 0.0);
        let bars = layout.elements.iter().filter(is_bar).map(|it| it.placement.rect().right()).fold(0.0, f32::max);
        let left = covers(&layout).iter().map(|it| it.1.bounds().x).fold(f32::MAX, f32::min);
        let gap = (left - bars) / layout.format.size.width;
        assert!((0.0..0.07).contains(&gap), "{theme} {format}: {gap}");
    }
}

/// A question alone is told of; books or lines under the question are something to choose from.
#[test]
fn a_poll_without_answers_is_told_of() {
    let found = |n_books: usize, lead: &str| {
        let mut exhibition = common::exhibition(&vec![0.7; n_books], "poll", 0);
        lead.clone_into(&mut Arc::make_mut(&mut exhibition.posts[0]).lead);
        laid_out(&exhibition, 0, 0).findings.contains(&LayoutFinding::NoAnswers)
    };
    assert!(found(0, "Что прочесть зимой?"));
    assert!(!found(2, "Что прочесть зимой?"));
    assert!(!found(0, "Что прочесть зимой?\nСтихи\nПрозу"));
}

/// A question alone is large: the room of the answers it lacks is not left to stand empty under small words.
#[test]
fn a_question_alone_is_larger_than_one_with_answers() {
    let size = |n_books: usize, format: usize| {
        let mut exhibition = common::exhibition(&vec![0.7; n_books], "poll", 0);
        "Какую книгу взять в дорогу?".clone_into(&mut Arc::make_mut(&mut exhibition.posts[0]).title);
        let layout = laid_out(&exhibition, 0, format);
        let title = layout.elements.iter().find(|it| it.key == ElementKey::Role(Role::Title)).unwrap();
        if let PlacedKind::Text(look) = &title.kind { look.block.size } else { 0.0 }
    };
    for format in 0..2 {
        let (alone, answered) = (size(0, format), size(4, format));
        assert!(alone > answered * 1.2, "{format}: {alone} {answered}");
    }
}

/// Answers that would be too low to be read are left out, and told of.
#[test]
fn a_poll_takes_ten_answers_and_tells_of_the_rest() {
    let mut exhibition = common::exhibition(&[], "poll", 0);
    let answers: String = (1..=300).map(|it| format!("\nОтвет {it}")).collect();
    Arc::make_mut(&mut exhibition.posts[0]).lead = format!("Что прочесть?{answers}");
    for format in 0..7 {
        let layout = laid_out(&exhibition, 0, format);
        let is_answer = |it: &&Placed| matches!(it.key, ElementKey::Role(Role::Answer(_)));
        assert_eq!(layout.elements.iter().filter(is_answer).count(), 10, "{format}");
        assert!(layout.findings.contains(&LayoutFinding::ManyAnswers { count: (300, 10) }), "{format}");
        assert!(layout.elements.iter().all(|it| it.placement.size.height >= 0.0), "{format}");
    }
}

/// What a post shows to choose from and what is typed into the form of the platform are the same.
#[test]
fn the_form_of_a_poll_asks_what_its_slide_asks() {
    let mut exhibition = common::exhibition(&[0.7; 4], "poll", 0);
    assert_eq!(poll(&exhibition, &exhibition.posts[0]), None, "a post of another kind");
    let post = Arc::make_mut(&mut exhibition.posts[0]);
    (post.kind, post.lead) = (PostKind::Poll, "Что прочесть - и когда?\n\n\"Степь\"\nНичего".to_owned());
    let asked = |it: &Exhibition| poll(it, &it.posts[0]).unwrap();
    assert_eq!(asked(&exhibition).question, "Что прочесть — и когда?");
    assert_eq!(asked(&exhibition).answers, ["«Степь»", "Ничего"]);
    let post = Arc::make_mut(&mut exhibition.posts[0]);
    let typed = RoleChange { text: Some("Всё\nсразу".to_owned()), ..RoleChange::default() };
    Arc::make_mut(&mut post.slides[0]).overrides.changes.insert(Role::Answer(1), typed);
    assert_eq!(asked(&exhibition).answers, ["«Степь»", "Всё сразу"]);
    Arc::make_mut(&mut exhibition.posts[0]).lead.clear();
    assert_eq!(asked(&exhibition).question, exhibition.posts[0].title);
    assert_eq!(asked(&exhibition).answers, (0..4).map(|it| format!("«Книга {it}»")).collect::<Vec<_>>());
    Arc::make_mut(&mut Arc::make_mut(&mut exhibition.posts[0]).slides[0]).exhibits.clear();
    assert_eq!(poll(&exhibition, &exhibition.posts[0]), None, "nothing to choose from");
}

/// A poll takes the place of a picture, and a platform has so many lines for answers.
#[test]
fn what_a_platform_would_refuse_of_a_poll_is_told() {
    let mut exhibition = common::exhibition(&[0.7; 4], "poll", 0);
    let profiles = Profiles::builtin().unwrap();
    let codes = |it: &Exhibition, platform: &str| -> Vec<&'static str> {
        let profile = profiles.get(&platform.into()).unwrap();
        check_post(it, &it.posts[0], profile, Lang::Ru)
            .iter()
            .map(|it| it.code)
            .filter(|it| it.starts_with("too-"))
            .collect()
    };
    let post = Arc::make_mut(&mut exhibition.posts[0]);
    post.slides = vec![post.slides[0].clone(); 10];
    assert!(codes(&exhibition, "vk").is_empty());
    let post = Arc::make_mut(&mut exhibition.posts[0]);
    post.kind = PostKind::Poll;
    let answers = |n: usize| (1..=n).map(|it| format!("\nОтвет {it}")).collect::<String>();
    post.lead = format!("Что прочесть?{}", answers(11));
    assert_eq!(codes(&exhibition, "vk"), ["too-many-images", "too-many-answers"]);
    assert!(codes(&exhibition, "instagram").is_empty());
    let post = Arc::make_mut(&mut exhibition.posts[0]);
    post.slides.pop();
    post.lead = format!("Что прочесть?{}", answers(10));
    assert!(codes(&exhibition, "vk").is_empty());
}

/// Answers are in the form of the poll and on the slide: a caption that lists them a third time hides what is asked.
#[test]
fn a_caption_asks_and_does_not_list_the_answers() {
    let mut exhibition = common::exhibition(&[], "poll", 0);
    let post = Arc::make_mut(&mut exhibition.posts[0]);
    post.kind = PostKind::Poll;
    "Что прочесть зимой?\nСтихи\nПрозу".clone_into(&mut post.lead);
    let profiles = Profiles::builtin().unwrap();
    let caption = finish_caption(&exhibition, &exhibition.posts[0], profiles.get(&"vk".into()).unwrap());
    assert!(caption.contains("Что прочесть зимой?") && !caption.contains("Стихи"), "{caption}");
}

/// Covers, the size of answers and the words above give way, in every theme and format, before an answer is cut.
#[test]
fn long_answers_are_whole() {
    let mut exhibition = common::exhibition(&[0.7; 5], "poll", 0);
    let answers = [
        "Бедные люди",
        "Преступление и наказание",
        "Идиот, а после — фильм 1958 года",
        "Записки из подполья и Сон смешного человека",
        "Братья Карамазовы, только первая часть и разговор об инквизиторе",
    ];
    Arc::make_mut(&mut exhibition.posts[0]).lead = format!("Что обсудим в клубе?\n{}", answers.join("\n"));
    for (theme, format) in (0..15).flat_map(|theme| (0..7).map(move |format| (theme, format))) {
        let layout = laid_out(&exhibition, theme, format);
        let answer = |it: &&Placed| matches!(&it.key, ElementKey::Role(Role::Answer(_)));
        let texts = layout.elements.iter().filter(answer);
        let blocks: Vec<_> = texts
            .filter_map(|it| if let PlacedKind::Text(look) = &it.kind { Some(&look.block) } else { None })
            .collect();
        assert_eq!(blocks.len(), 5);
        assert!(!blocks.iter().any(|it| it.is_cut), "{theme} {format}");
        let size = blocks.iter().map(|it| it.size).fold(f32::MAX, f32::min) / layout.format.size.width * 1080.0;
        let least = if layout.format.size.aspect() > 1.4 { 13.0 } else { 21.0 };
        assert!(size > least, "{theme} {format}: {size}");
    }
}
