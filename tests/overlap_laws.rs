//! Laws of room: letters stand on no other letters and on no cover, whatever the words, books, themes and formats.
#![expect(clippy::indexing_slicing, reason = "built-in data has what is asked of it")]

mod common;

use std::sync::Arc;

use common::laid_out_in;
use proptest::prelude::*;
use vitrina::compose::{ElementKey, Layout, LayoutFinding, PlacedKind, TextLook};
use vitrina::domain::{
    BookRecord, CanvasPoint, CanvasRect, CanvasSize, Exhibit, ExhibitSubject, Exhibition, Placement, Role,
};
use vitrina::studio::Studio;

/// Where the letters of each line stand: from nearly the height of capitals to a little under the baseline.
///
/// Lines touch there only when one is set upon the other; capitals of a line may rise to descenders above.
fn lines(look: &TextLook, place: Placement) -> Vec<CanvasRect> {
    let (rect, size) = (place.rect(), look.block.size);
    let top = rect.y + look.top(rect.height);
    let of_line = |it: &vitrina::typeset::SetLine| {
        let y = top + it.baseline - size * 0.6;
        CanvasRect::new(rect.x + look.pad + it.x, y, it.width, size * 0.62)
    };
    look.block.lines.iter().map(of_line).collect()
}

/// How far two rectangles lie over one another, the less of both ways.
fn depth(one: &CanvasRect, other: &CanvasRect) -> f32 {
    let across = one.right().min(other.right()) - one.x.max(other.x);
    let down = one.bottom().min(other.bottom()) - one.y.max(other.y);
    across.min(down)
}

/// What stands on what, in words.
fn overlaps(layout: &Layout) -> Vec<String> {
    let unit = layout.size().width.min(layout.size().height) / 1080.0;
    let mut texts: Vec<(ElementKey, CanvasRect)> = Vec::new();
    let mut covers = Vec::new();
    for placed in &layout.elements {
        match (&placed.kind, placed.key) {
            // A stamp is set askew on purpose; it has a law of its own.
            (PlacedKind::Text(_), ElementKey::Role(Role::Stamp)) => {}
            (PlacedKind::Text(look), key) => {
                texts.extend(lines(look, placed.placement).into_iter().map(|it| (key, it)))
            }
            (PlacedKind::Cover { .. } | PlacedKind::Plaque(_), key) => covers.push((key, placed.placement)),
            _ => {}
        }
    }
    let mut told = Vec::new();
    for (i, (key, line)) in texts.iter().enumerate() {
        for (other, over) in texts.iter().skip(i + 1) {
            if depth(line, over) > 2.0 * unit {
                told.push(format!("{key:?} on {other:?}: {line:?} {over:?}"));
            }
        }
        for (cover, place) in &covers {
            let less = 4.0 * unit;
            let inside = CanvasSize::new(place.size.width - less, place.size.height - less);
            let inside = Placement { size: inside, ..*place };
            let along = (0..=10).map(|it| line.x + line.width * it as f32 / 10.0);
            let points = { along }.flat_map(|x| [line.y, line.bottom()].map(|y| CanvasPoint { x, y }));
            if { points }.any(|it| inside.contains(it)) {
                told.push(format!("{key:?} on the cover {cover:?}"));
            }
        }
    }
    told
}

/// An exhibition whose first slide has this template and as many books as it takes, with such words.
fn filled(studio: &Studio, template: usize, n: usize, (title, words): (&str, &str), seed: u64) -> Exhibition {
    let template = &studio.library.templates[template % studio.library.templates.len()];
    let (least, most) = template.books;
    let n = n.clamp(least, most);
    let aspects: Vec<f32> = [0.7, 0.62, 0.9, 0.7, 1.3, 0.66].into_iter().cycle().take(n).collect();
    let mut exhibition = common::exhibition(&aspects, &template.id.0, seed);
    for (index, exhibit) in exhibition.exhibits.iter_mut().enumerate() {
        let mut record = exhibit.record().cloned().unwrap_or_default();
        record.annotation = words.into();
        record.subtitle = if index % 2 == 0 { title.to_owned() } else { String::new() };
        record.year = (1890 + index * 7).to_string();
        let subject = if template.of_pictures {
            ExhibitSubject::Picture { title: title.to_owned() }
        } else {
            ExhibitSubject::Record(Box::new(BookRecord { title: format!("{title} {index}"), ..record }))
        };
        *exhibit = Arc::new(Exhibit { subject, ..Exhibit::clone(exhibit) });
    }
    if matches!(template.id.0.as_str(), "person" | "guest") {
        common::add_person(&mut exhibition);
    }
    exhibition.front.library = "Областная научная медицинская библиотека".into();
    exhibition.front.contact = "Абонемент, ул. Садовая, 12 · вт–сб с 11 до 19 · vk.com/sadovaya12".into();
    exhibition.front.series = "ноябрь 2026".into();
    let post = Arc::make_mut(&mut exhibition.posts[0]);
    (post.title, post.lead) = (title.to_owned(), words.chars().take(160).collect());
    exhibition
}

const TITLES: [&str; 4] = [
    "Грипп",
    "Новинки ноября",
    "Организация здравоохранения и общественное здоровье",
    "Сборник научных трудов преподавателей и студентов медицинского университета за 1941–1945 годы",
];
const WORDS: [&str; 3] = [
    "",
    "Мальчик едет с семьёй в дальнее имение и впервые видит степь.",
    "Мальчик едет с семьёй в дальнее имение и впервые видит степь, реку и зимнюю дорогу. Аксаков помнит детство так \
     подробно, что читатель слышит скрип полозьев и запах весенней воды. Хорошая книга для медленного чтения вслух.",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn letters_stand_on_no_others_and_on_no_cover(
        template in 0_usize..22, n in 1_usize..=20, title in 0_usize..4, words in 0_usize..3, seed in 0_u64..8,
        theme in 0_usize..15, format in 0_usize..7,
    ) {
        let studio = Studio::new().unwrap_or_else(|it| panic!("{it}"));
        let exhibition = filled(&studio, template, n, (TITLES[title], WORDS[words]), seed);
        let layout = laid_out_in(&studio, &exhibition, (theme, format));
        // A list of more than can be read is told of.
        prop_assume!(!layout.findings.iter().any(|it| matches!(it, LayoutFinding::Crowded { .. })));
        prop_assert_eq!(overlaps(&layout), Vec::<String>::new());
    }
}
