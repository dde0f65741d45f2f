//! Laws of what stands side by side: it begins and ends on common lines or clearly apart.

mod common;

use std::sync::Arc;

use common::{covers, laid_out_in, lines_of};
use vitrina::compose::{ElementKey, Layout, Placed, PlacedKind};
use vitrina::domain::{AgeMark, CanvasRect, Cover, ExhibitSubject, Exhibition, Quotation, Role};
use vitrina::studio::Studio;

const SQUARE: usize = 1;
const WIDE: usize = 4;
/// Feet that differ by less are one line, by more are two.
const ONE_LINE: f32 = 1.5;
const TWO_LINES: f32 = 14.0;
/// Words of several lines with air above and below them end so far above the books when they are meant to.
const CLEARLY_ABOVE: f32 = 48.0;

/// Six books of shapes that differ a little, under the name and the address of a library.
fn of_a_library(template: &str) -> Exhibition {
    let mut exhibition = common::exhibition(&[0.67, 0.7, 0.62, 0.66, 0.69, 0.68], template, 0);
    "Городская библиотека № 1".clone_into(&mut exhibition.front.library);
    "Абонемент, ул. Садовая, 12 · вт–сб с 11 до 19 · vk.com/sadovaya12".clone_into(&mut exhibition.front.contact);
    exhibition.front.age_mark = Some(AgeMark::Twelve);
    exhibition
}

/// The foot of the lowest text in the column beside books, and that of the books; `None` when they are turned or
/// nothing is beside them.
fn feet(layout: &Layout) -> Option<(f32, f32)> {
    let books: Vec<CanvasRect> = covers(layout).iter().map(|it| it.1.bounds()).collect();
    let is_turned = covers(layout).iter().any(|it| it.1.rotation != 0.0);
    let left = books.iter().map(|it| it.x).fold(f32::MAX, f32::min);
    let foot = books.iter().map(|it| it.bottom()).fold(0.0, f32::max);
    let is_beside = |it: &&Placed| matches!(it.kind, PlacedKind::Text(_)) && it.placement.bounds().right() <= left;
    let words = layout.elements.iter().filter(is_beside).map(|it| it.placement.bounds().bottom());
    words.reduce(f32::max).filter(|_| !is_turned).map(|it| (it, foot))
}

#[test]
fn words_with_an_age_mark_end_where_the_books_beside_them_do() {
    let studio = Studio::new().unwrap();
    let mut n_seen = 0;
    for template in ["opener", "section", "new-arrivals", "rare", "date"] {
        let exhibition = of_a_library(template);
        for (theme, format) in (0..15).flat_map(|theme| [SQUARE, WIDE].map(|format| (theme, format))) {
            let layout = laid_out_in(&studio, &exhibition, (theme, format));
            let Some((words, books)) = feet(&layout) else { continue };
            let apart = (books - words) / (layout.format.size.height / 1080.0);
            let is_clear = apart.abs() < ONE_LINE || apart > TWO_LINES;
            assert!(is_clear, "{template} {theme} {format}: words end at {words}, books at {books}");
            n_seen += 1;
        }
    }
    assert!(n_seen > 100, "{n_seen} slides with words beside books");
}

/// A guest's words, which float beside the books, end with them where they would nearly do.
#[test]
fn words_of_a_guest_end_with_the_books_or_clearly_above() {
    let studio = Studio::new().unwrap();
    let mut exhibition = of_a_library("guest");
    common::add_person(&mut exhibition);
    let post = Arc::make_mut(&mut exhibition.posts[0]);
    "Книги, к которым я возвращаюсь".clone_into(&mut post.title);
    "Словарь — это не справочник, а дорога. Я читаю его подряд, как роман, и всякий раз нахожу слово, которого мне не \
     хватало."
        .clone_into(&mut post.lead);
    let mut n_in_line = 0;
    for theme in 0..15 {
        let layout = laid_out_in(&studio, &exhibition, (theme, WIDE));
        let books = covers(&layout).iter().skip(1).map(|it| it.1.bounds().bottom()).fold(0.0, f32::max);
        let lead = lines_of(&layout, Role::Lead).2;
        let is_in_line = (books - lead).abs() < ONE_LINE;
        assert!(is_in_line || books - lead > CLEARLY_ABOVE, "{theme}: {lead} {books}");
        n_in_line += usize::from(is_in_line);
    }
    assert!(n_in_line > 0, "no words that would nearly end with the books");
}

/// A guest without books has the room they would take: for the portrait first, then for the words.
#[test]
fn a_guest_without_books_fills_a_wide_slide() {
    let studio = Studio::new().unwrap();
    let mut exhibition = of_a_library("guest");
    let slide = Arc::make_mut(&mut Arc::make_mut(&mut exhibition.posts[0]).slides[0]);
    slide.exhibits.clear();
    common::add_person(&mut exhibition);
    "Словарь — это не справочник, а дорога.".clone_into(&mut Arc::make_mut(&mut exhibition.posts[0]).lead);
    for theme in 0..15 {
        let layout = laid_out_in(&studio, &exhibition, (theme, WIDE));
        let portrait = covers(&layout)[0].1.bounds();
        assert!(portrait.height > layout.format.size.height * 0.55, "{theme}: {portrait:?}");
        // What he says has air above it, and does not read as the end of what stands there.
        let (title, lead) = (lines_of(&layout, Role::Title), lines_of(&layout, Role::Lead));
        assert!(lead.0 - title.2 > 90.0, "{theme}: words at {lead:?} under a title at {title:?}");
    }
}

/// On a sheet of paper a person with the books beside it stands in the middle of what the head and the address leave.
#[test]
fn a_person_on_paper_leaves_no_band_at_the_foot() {
    let studio = Studio::new().unwrap();
    let mut exhibition = of_a_library("person");
    common::add_person(&mut exhibition);
    for (theme, format) in (0..15).flat_map(|theme| [5, 6].map(|format| (theme, format))) {
        let layout = laid_out_in(&studio, &exhibition, (theme, format));
        let books = covers(&layout).into_iter().map(|it| it.1.bounds());
        let foot = books.map(CanvasRect::bottom).fold(0.0, f32::max);
        let below = (lines_of(&layout, Role::Footer).0 - foot) / layout.format.size.height;
        assert!(below < 0.11, "{theme} {format}: {below} of the height is free above the address");
    }
}

/// The words below a cover begin where it does, on whichever side of the slide it stands.
#[test]
fn words_below_a_cover_begin_where_it_does() {
    let studio = Studio::new().unwrap();
    for seed in 0..4 {
        let mut exhibition = of_a_library("hero-list");
        let slide = Arc::make_mut(&mut Arc::make_mut(&mut exhibition.posts[0]).slides[0]);
        slide.seed = seed;
        Arc::make_mut(&mut exhibition.exhibits[0]).cover = Some(Cover::new("x.jpg".into(), (540, 900), ""));
        exhibition.front.epigraph = Quotation {
            text: "Медицина — моя законная жена, а литература — любовница.".to_owned(),
            source: "А. П. Чехов, из письма А. С. Суворину, 1888".to_owned(),
        };
        for (theme, format) in (0..15).flat_map(|theme| [0, 2, 3].map(|format| (theme, format))) {
            let layout = laid_out_in(&studio, &exhibition, (theme, format));
            let quotation = layout.elements.iter().find(|it| it.key == ElementKey::Role(Role::Quotation)).unwrap();
            let (words, cover) = (quotation.placement.rect().x, covers(&layout)[0].1.rect().x);
            assert!((words - cover).abs() < 1.0, "{seed} {theme} {format}: words at {words}, cover at {cover}");
        }
    }
}

/// Words that end beside a cover end with it by their line, not by what letters have below it.
#[test]
fn the_last_line_beside_a_cover_stands_on_its_foot() {
    let studio = Studio::new().unwrap();
    for (template, role) in [("card-band", Role::Author), ("quotation", Role::QuotationSource)] {
        let mut exhibition = common::exhibition(&[0.66], template, 0);
        let quotation =
            Quotation { text: "Тайга как море.".to_owned(), source: "В. К. Арсеньев".to_owned() };
        Arc::make_mut(&mut exhibition.exhibits[0]).quotation = quotation;
        for (theme, format) in (0..15).flat_map(|theme| [0, 2, 3].map(|format| (theme, format))) {
            let layout = laid_out_in(&studio, &exhibition, (theme, format));
            let (line, cover) = (lines_of(&layout, role).1, covers(&layout)[0].1.rect().bottom());
            assert!((line - cover).abs() < 1.0, "{template} {theme} {format}: line at {line}, cover ends at {cover}");
        }
    }
}

/// A question alone stands in the middle of what its slide leaves, its address at the foot.
#[test]
fn words_alone_stand_in_the_middle() {
    let studio = Studio::new().unwrap();
    let mut exhibition = common::exhibition(&[], "poll", 0);
    "Абонемент, ул. Садовая, 12".clone_into(&mut exhibition.front.contact);
    let post = Arc::make_mut(&mut exhibition.posts[0]);
    (post.title, post.lead) = ("Какую книгу взять в дорогу?".to_owned(), "Выбираем книгу декабря".to_owned());
    for format in [0, SQUARE, WIDE] {
        let layout = laid_out_in(&studio, &exhibition, (0, format));
        let foot = lines_of(&layout, Role::Footer).2;
        assert!((layout.format.size.height - foot) < layout.format.size.height * 0.1, "{format}: address at {foot}");
        let above = lines_of(&layout, Role::Title).0 - lines_of(&layout, Role::Kicker).2;
        let below = lines_of(&layout, Role::Footer).0 - lines_of(&layout, Role::Lead).2;
        assert!((0.5..1.0).contains(&(above / below)), "{format}: {above} above, {below} below");
    }
}

/// A band at the foot of a slide has as much room above its code as below it.
#[test]
fn what_is_on_a_band_stands_in_its_middle() {
    let studio = Studio::new().unwrap();
    for template in ["service", "closing"] {
        let exhibition = of_a_library(template);
        for (theme, format) in [(0, 0), (0, SQUARE), (3, 0), (6, SQUARE)] {
            let layout = laid_out_in(&studio, &exhibition, (theme, format));
            let code = layout.elements.iter().find(|it| matches!(it.kind, PlacedKind::Code(_))).unwrap();
            let code = code.placement.rect();
            let is_band = |it: &&Placed| {
                let rect = it.placement.rect();
                matches!(it.kind, PlacedKind::Shape { .. }) && rect.height > 100.0 && rect.y < code.y
            };
            let band = layout.elements.iter().find(is_band).unwrap().placement.rect();
            let (above, below) = (code.y - band.y, band.bottom() - code.bottom());
            assert!((above - below).abs() < 1.0, "{template} {theme} {format}: {above} above, {below} below");
        }
    }
}

/// Beside a name of two lines a date and an age mark have one baseline.
#[test]
fn a_date_and_an_age_mark_stand_on_one_line_beside_a_name_of_two() {
    let studio = Studio::new().unwrap();
    let mut exhibition = of_a_library("service");
    "Центральная городская библиотека имени Антона Павловича Чехова, отдел книг"
        .clone_into(&mut exhibition.front.library);
    "ноябрь 2026".clone_into(&mut exhibition.front.series);
    let layout = laid_out_in(&studio, &exhibition, (0, 0));
    let n_lines = |role: Role| {
        let found = layout.elements.iter().find(|it| it.key == ElementKey::Role(role));
        found.map(|it| if let PlacedKind::Text(look) = &it.kind { look.block.lines.len() } else { 0 })
    };
    assert_eq!(n_lines(Role::Kicker), Some(2));
    let (date, mark) = (lines_of(&layout, Role::Counter).1, lines_of(&layout, Role::AgeMark).1);
    assert!((date - mark).abs() < 0.5, "{date} {mark}");
}

/// Photographs end at both margins or clearly inside them: words make room for those that nearly do.
#[test]
fn photographs_reach_the_margins_they_nearly_reach() {
    let studio = Studio::new().unwrap();
    let mut exhibition = common::exhibition(&[1.5, 0.77, 1.333, 1.78, 1.0], "photos", 0);
    for (exhibit, aspect) in exhibition.exhibits.iter_mut().zip([1.5, 0.77, 1.333, 1.78, 1.0]) {
        let exhibit = Arc::make_mut(exhibit);
        exhibit.subject = ExhibitSubject::Picture { title: String::new() };
        exhibit.cover = Some(Cover::new("x.jpg".into(), ((aspect * 900.0) as u32, 900), ""));
    }
    exhibition.front.age_mark = Some(AgeMark::Twelve);
    "ноябрь 2026".clone_into(&mut exhibition.front.series);
    let post = Arc::make_mut(&mut exhibition.posts[0]);
    "Ночь в читальном зале".clone_into(&mut post.title);
    "Сто двадцать гостей, три круглых стола и одна очень длинная очередь за автографом.".clone_into(&mut post.lead);
    for (theme, format) in (0..15).flat_map(|theme| [0, SQUARE, 2].map(|format| (theme, format))) {
        let layout = laid_out_in(&studio, &exhibition, (theme, format));
        let edges = covers(&layout).into_iter().map(|it| it.1.bounds()).map(|it| (it.x, it.right()));
        let (left, right) = edges.fold((f32::MAX, 0.0_f32), |all, it| (all.0.min(it.0), all.1.max(it.1)));
        let inside = layout.format.size.width - 72.0 - right;
        assert!(!(ONE_LINE..40.0).contains(&inside), "{theme} {format}: pictures from {left} to {right}");
    }
}
