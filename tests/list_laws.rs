//! Laws of lists: what an entry says of a book, and how large its cover is.

mod common;

use std::sync::Arc;

use common::laid_out_in;
use vitrina::compose::{ElementKey, Layout, LayoutFinding, Placed, PlacedKind};
use vitrina::domain::{BookRecord, Cover, ExhibitSubject, Exhibition, Host, Role};
use vitrina::studio::Studio;

const FORMATS: usize = 7;

/// Books in a list, each changed.
fn listed(template: &str, n: usize, change: impl Fn(&mut BookRecord)) -> Exhibition {
    let mut exhibition = common::exhibition(&vec![0.7; n], template, 0);
    for exhibit in &mut exhibition.exhibits {
        let exhibit = Arc::make_mut(exhibit);
        let cover = Cover::new("x.jpg".into(), (630, 900), "");
        exhibit.cover = Some(cover);
        if let ExhibitSubject::Record(record) = &mut exhibit.subject {
            change(record);
        }
    }
    exhibition
}

fn covers(layout: &Layout) -> impl Iterator<Item = &Placed> {
    layout.elements.iter().filter(|it| matches!(it.kind, PlacedKind::Cover { .. }))
}

/// Readers look for an article by its journal: it is named, and nothing of an entry is cut or lies over another.
#[test]
fn articles_are_listed_with_their_journals() {
    let studio = Studio::new().unwrap();
    let journal = |it: &mut BookRecord| {
        let (title, year, issue) = ("Вопросы литературы".to_owned(), "2026".to_owned(), "№ 5".to_owned());
        it.host = Some(Host { title, year, issue, ..Host::default() });
    };
    let all = (0..15).flat_map(|theme| (0..FORMATS).map(move |format| (theme, format)));
    for (n, at) in all.flat_map(|at| [6, 9, 12].map(|n| (n, at))) {
        let exhibition = listed("articles", n, journal);
        let layout = laid_out_in(&studio, &exhibition, at);
        let said = layout.elements.iter().filter_map(|it| match (&it.key, &it.kind) {
            (ElementKey::Role(Role::EntryAuthor(_)), PlacedKind::Text(look)) => Some(look),
            _ => None,
        });
        let said: Vec<_> = said.collect();
        assert_eq!(said.len(), n);
        for look in said {
            let text = look.text.replace('\u{a0}', " ");
            // An issue without its year is one of many.
            assert!(text.contains("2026, № 5"), "{n} {at:?}: {text}");
            assert!(!look.block.is_cut, "{n} {at:?}: {text}");
        }
    }
}

/// In close rows a title is nearer to its own author than to the next one.
#[test]
fn titles_of_many_articles_are_read_with_their_own_authors() {
    let studio = Studio::new().unwrap();
    let journal = |it: &mut BookRecord| {
        let (title, year, issue) = ("Вопросы литературы".to_owned(), "2026".to_owned(), "№ 5".to_owned());
        it.host = Some(Host { title, year, issue, ..Host::default() });
        "Пословицы русского народа".clone_into(&mut it.title);
    };
    for (n, theme) in [13, 14].into_iter().flat_map(|n| (0..15).map(move |theme| (n, theme))) {
        let mut exhibition = listed("articles", n, journal);
        "Городская библиотека № 1".clone_into(&mut exhibition.front.library);
        "Абонемент, ул. Садовая, 12 · вт–сб с 11 до 19".clone_into(&mut exhibition.front.contact);
        let layout = laid_out_in(&studio, &exhibition, (theme, 4));
        let rect = |wanted: Role| {
            let found = layout.elements.iter().find(|it| it.key == ElementKey::Role(wanted));
            found.unwrap().placement.rect()
        };
        let shown: Vec<_> = layout
            .elements
            .iter()
            .filter_map(|it| match it.key {
                ElementKey::Role(Role::Entry(id)) => Some(id),
                _ => None,
            })
            .collect();
        for (one, next) in shown.iter().zip(shown.iter().skip(1)) {
            let (author, title) = (rect(Role::EntryAuthor(*one)), rect(Role::Entry(*one)));
            let next = rect(Role::EntryAuthor(*next));
            // The first of the next column is above.
            let (own, other) = (title.y - author.bottom(), next.y - title.bottom());
            assert!(next.y < title.y || other > own * 4.0, "{n} {theme}: {own} over a title, {other} under it");
        }
    }
}

/// However many entries: words of one never reach into those of the next.
#[test]
fn entries_of_a_list_do_not_overlap() {
    let studio = Studio::new().unwrap();
    for (n, format) in (2..=14).flat_map(|n| (0..FORMATS).map(move |format| (n, format))) {
        let exhibition = listed("articles", n, |it| {
            it.host = Some(Host {
                title: "Вопросы литературы".to_owned(), issue: "5".to_owned(), ..Host::default()
            });
        });
        let layout = laid_out_in(&studio, &exhibition, (n, format));
        let is_word = |it: &&Placed| {
            matches!(it.key, ElementKey::Role(Role::EntryAuthor(_) | Role::Entry(_)))
                && matches!(it.kind, PlacedKind::Text(_))
        };
        let words: Vec<_> = layout.elements.iter().filter(is_word).map(|it| it.placement.rect()).collect();
        for (i, one) in words.iter().enumerate() {
            for other in words.iter().skip(i + 1) {
                let across = one.right().min(other.right()) - one.x.max(other.x);
                let down = one.bottom().min(other.bottom()) - one.y.max(other.y);
                assert!(across < 1.0 || down < 2.0, "{n} {format}: {one:?} {other:?}");
            }
        }
    }
}

/// Where no annotation takes the room covers are at least as large, all of one height.
#[test]
fn covers_of_a_list_take_the_room_of_missing_annotations() {
    let studio = Studio::new().unwrap();
    let said = "Книга о дорогах и о тех, кто их выбирает. Написана для чтения вслух.";
    let with = listed("catalogue", 6, |it| said.clone_into(&mut it.annotation));
    let without = listed("catalogue", 6, |_| {});
    for at in (0..15).flat_map(|theme| (0..FORMATS).map(move |format| (theme, format))) {
        let height = |it: &Exhibition| {
            let layout = laid_out_in(&studio, it, at);
            let all: Vec<f32> = covers(&layout).map(|it| it.placement.size.height).collect();
            assert!(all.iter().all(|it| (it / all[0] - 1.0).abs() < 0.01), "{at:?} {all:?}");
            all[0]
        };
        assert!(height(&without) >= height(&with) * 0.99, "{at:?}");
    }
}

/// Up to eight books of a list are seen, whichever way round it stands.
#[test]
fn few_books_of_a_list_are_no_stamps() {
    let studio = Studio::new().unwrap();
    let said = "Книга о дорогах и о тех, кто их выбирает. Написана для чтения вслух.";
    for (n, seed) in (4..=8).flat_map(|n| [(n, 0), (n, 1)]) {
        let mut exhibition = listed("catalogue", n, |it| said.clone_into(&mut it.annotation));
        let post = Arc::make_mut(&mut exhibition.posts[0]);
        Arc::make_mut(&mut post.slides[0]).seed = seed;
        for theme in 0..15 {
            let layout = laid_out_in(&studio, &exhibition, (theme, 0));
            let least = covers(&layout).map(|it| it.placement.size.width).fold(f32::MAX, f32::min);
            assert!(least > 90.0, "{n} {seed} {theme}: {least}");
        }
    }
}

/// In every row words begin as far under the top of their cover, whether titles take a line or two.
#[test]
fn words_of_a_catalogue_stand_at_one_level() {
    let studio = Studio::new().unwrap();
    let mut exhibition = listed("catalogue", 7, |_| {});
    let titles = ["Степь", "Детские годы Багрова-внука и другие воспоминания", "Дом", "Записки", "Сад", "Лес", "Путь"];
    for (title, exhibit) in titles.into_iter().zip(&mut exhibition.exhibits) {
        if let ExhibitSubject::Record(record) = &mut Arc::make_mut(exhibit).subject {
            title.clone_into(&mut record.title);
        }
    }
    for at in (0..15).flat_map(|theme| (0..FORMATS).map(move |format| (theme, format))) {
        let layout = laid_out_in(&studio, &exhibition, at);
        let author = |it: &&Placed| matches!(it.key, ElementKey::Role(Role::EntryAuthor(_)));
        let authors = layout.elements.iter().filter(author).map(|it| it.placement.rect().y);
        let tops = covers(&layout).map(|it| it.placement.rect().y);
        let under: Vec<f32> = authors.zip(tops).map(|it| it.0 - it.1).collect();
        assert_eq!(under.len(), 7);
        assert!(under.iter().all(|it| (it - under[0]).abs() < 1.0), "{at:?}: {under:?}");
    }
}

/// On a wide slide two or three books stand side by side, as high as one row can be; columns differ by one at most.
#[test]
fn few_books_of_a_wide_catalogue_stand_in_a_row() {
    let studio = Studio::new().unwrap();
    let wide = studio.library.formats.iter().position(|it| it.size.aspect() > 1.5).unwrap();
    for (n, theme) in [2, 3, 7, 10].into_iter().flat_map(|n| (0..15).map(move |theme| (n, theme))) {
        let layout = laid_out_in(&studio, &listed("catalogue", n, |_| {}), (theme, wide));
        let mut columns: Vec<(f32, usize)> = Vec::new();
        for x in covers(&layout).map(|it| it.placement.rect().x) {
            match columns.iter_mut().find(|it| (it.0 - x).abs() < 2.0) {
                Some(column) => column.1 += 1,
                None => columns.push((x, 1)),
            }
        }
        let (least, most) = columns.iter().fold((n, 0), |(least, most), it| (least.min(it.1), most.max(it.1)));
        assert!(most - least <= 1, "{n} {theme} {columns:?}");
        assert!(n > 3 || columns.len() == n, "{n} {theme} {columns:?}");
    }
}

/// Covers of a list that are as wide as their room are of one height all the same, where none is far broader.
#[test]
fn covers_of_a_row_of_a_list_end_on_one_line() {
    let studio = Studio::new().unwrap();
    let mut exhibition = listed("catalogue", 3, |_| {});
    for (exhibit, width) in exhibition.exhibits.iter_mut().zip([600, 600, 621]) {
        Arc::make_mut(exhibit).cover = Some(Cover::new("x.jpg".into(), (width, 900), ""));
    }
    for (theme, format) in (0..15).flat_map(|theme| (0..7).map(move |format| (theme, format))) {
        let layout = laid_out_in(&studio, &exhibition, (theme, format));
        let heights: Vec<f32> = covers(&layout).map(|it| it.placement.size.height).collect();
        assert!(heights.iter().all(|it| (it - heights[0]).abs() < 0.5), "{theme} {format}: {heights:?}");
    }
}

/// Books nobody can see on a telephone are told of; a few are not.
#[test]
fn a_crowd_of_books_is_told_of() {
    let studio = Studio::new().unwrap();
    let wide = studio.library.formats.iter().position(|it| it.id.0 == "wide").unwrap();
    let is_told = |n: usize| {
        let exhibition = listed("catalogue", n, |_| {});
        let layout = laid_out_in(&studio, &exhibition, (0, wide));
        layout.findings.contains(&LayoutFinding::Crowded { count: n })
    };
    assert!(!is_told(4));
    assert!(is_told(20));
}

/// So are entries that a title of many lines leaves no room: they would stand upon each other.
#[test]
fn entries_without_room_are_told_of() {
    let studio = Studio::new().unwrap();
    let long = "Сборник научных трудов преподавателей и студентов медицинского университета за 1941–1945 годы";
    let is_told = |n: usize| {
        let mut exhibition = listed("articles", n, |it| long.clone_into(&mut it.title));
        exhibition.front.library = "Областная научная медицинская библиотека".to_owned();
        exhibition.front.contact = "Абонемент, ул. Садовая, 12 · вт–сб с 11 до 19 · vk.com/sadovaya12".to_owned();
        let post = Arc::make_mut(&mut exhibition.posts[0]);
        (post.title, post.lead) = (long.to_owned(), format!("{long}. {long}"));
        let layout = laid_out_in(&studio, &exhibition, (1, 1));
        layout.findings.contains(&LayoutFinding::Crowded { count: n })
    };
    assert!(!is_told(4));
    assert!(is_told(20));
}

/// One long title makes all of a list small, not itself alone, and not where others leave it room.
#[test]
fn titles_of_a_list_are_of_one_size_and_a_long_one_takes_the_room_of_others() {
    let studio = Studio::new().unwrap();
    for (theme, format) in (0..15).flat_map(|theme| [0, 1].map(|format| (theme, format))) {
        let sizes = |long: &str| {
            let exhibition = listed("hero-list", 6, |it| {
                if it.title.ends_with('2') {
                    it.title = long.to_owned();
                }
            });
            let layout = laid_out_in(&studio, &exhibition, (theme, format));
            let size = |it: &Placed| match (&it.key, &it.kind) {
                (ElementKey::Role(Role::Entry(_)), PlacedKind::Text(look)) => Some(look.block.size),
                _ => None,
            };
            let sizes: Vec<f32> = layout.elements.iter().filter_map(size).collect();
            sizes.into_iter().fold((f32::MAX, 0.0_f32), |(low, high), it| (low.min(it), high.max(it)))
        };
        let (low, high) = sizes("Вечер, которого не было: переулок и фонарщик");
        assert!(high < low * 1.04, "{theme} {format}: {low} and {high}");
        let usual = sizes("Степь").0;
        assert!(low > usual * 0.55, "{theme} {format}: {low} of {usual}");
    }
}
