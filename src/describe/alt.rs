//! Alternative texts: what a slide shows, for people who cannot see it.

use crate::domain::{Exhibit, ExhibitSubject, Exhibition, Lang, Post, Slide};

use super::citation::exhibit_description;
use super::names::direct_authors;
use super::options::{DescribeOptions, Style};
use super::typography::plain_spaces;

/// What a slide shows, in one paragraph without line breaks, in the language of the exhibition.
pub fn alt_text(exhibition: &Exhibition, post: &Post, slide: &Slide) -> String {
    let lang = exhibition.front.language;
    let shown: Vec<&Exhibit> = exhibition.exhibits_of(&slide.exhibits).map(AsRef::as_ref).collect();
    let text = match shown.as_slice() {
        [] => lang.pick(format!("Текст на кадре: {}", post.title), format!("Text on the slide: {}", post.title)),
        [one] => alone(one, lang),
        many if many.iter().all(|it| matches!(it.subject, ExhibitSubject::Picture { .. })) => {
            photographs(many, post, lang)
        }
        many if many.iter().any(|it| it.record().is_none()) => {
            let list = many.iter().map(|it| among_others(it, lang)).collect::<Vec<_>>().join("; ");
            lang.pick(format!("Коллаж «{}»: {list}", post.title), format!("Collage “{}”: {list}", post.title))
        }
        many => {
            let n = many.len();
            let covers = lang.plural(n, ["обложка", "обложки", "обложек"], ["cover", "covers"]);
            let list = many.iter().map(|it| book(it, lang)).collect::<Vec<_>>().join("; ");
            lang.pick(
                format!("Коллаж «{}», {n} {covers}: {list}", post.title),
                format!("Collage “{}”, {n} {covers}: {list}", post.title),
            )
        }
    };
    plain_spaces(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The only thing a slide shows.
fn alone(one: &Exhibit, lang: Lang) -> String {
    let kind = match (&one.subject, one.cover.is_some()) {
        (ExhibitSubject::Record(_), true) => lang.pick("Обложка книги", "Book cover"),
        (ExhibitSubject::Record(_), false) => lang.pick("Плашка вместо обложки", "Generated cover"),
        (ExhibitSubject::Person { .. }, true) => lang.pick("Портрет", "Portrait"),
        (ExhibitSubject::Person { .. }, false) => lang.pick("О человеке", "About"),
        (ExhibitSubject::Picture { .. }, _) => lang.pick("Фотография", "Photograph"),
    };
    let what = match &one.subject {
        ExhibitSubject::Record(_) => book(one, lang),
        _ => short_citation(one),
    };
    if what.is_empty() { kind.to_owned() } else { format!("{kind}: {what}") }
}

/// One of several things of different kinds.
fn among_others(it: &Exhibit, lang: Lang) -> String {
    if it.record().is_some() {
        return book(it, lang);
    }
    let what = alone(it, lang);
    let mut letters = what.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn photographs(all: &[&Exhibit], post: &Post, lang: Lang) -> String {
    let n = all.len();
    let words = lang.plural(n, ["фотография", "фотографии", "фотографий"], ["photograph", "photographs"]);
    let titles: Vec<String> = all.iter().map(|it| short_citation(it)).filter(|it| !it.is_empty()).collect();
    let list = if titles.is_empty() { String::new() } else { format!(": {}", titles.join("; ")) };
    format!("{}, {n} {words}{list}", lang.quoted(&post.title))
}

fn short_citation(exhibit: &Exhibit) -> String {
    exhibit_description(exhibit, Style::Gost7_0_5, &DescribeOptions::usual(Style::Gost7_0_5))
}

fn book(exhibit: &Exhibit, lang: Lang) -> String {
    let authors = exhibit.record().map(direct_authors).unwrap_or_default();
    let year = exhibit.record().map(|it| it.year.clone()).unwrap_or_default();
    let author = if authors.is_empty() { String::new() } else { format!("{} ", with_stop(&authors)) };
    let year = if year.is_empty() { String::new() } else { format!(", {year}") };
    format!("{author}{}{year}", lang.quoted(&exhibit.title()))
}

fn with_stop(text: &str) -> String {
    if text.ends_with('.') { text.to_owned() } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{BookRecord, Cover, ExhibitId, MediaName, PostId, PostKind, SlideId};
    use std::sync::Arc;

    fn told(subjects: Vec<ExhibitSubject>, has_cover: bool) -> String {
        let mut exhibition = Exhibition::empty("Осень", "swiss".into(), Vec::new());
        for (id, subject) in (1..).map(ExhibitId).zip(subjects) {
            let cover = has_cover.then(|| Cover::new(MediaName("a.jpg".to_owned()), (10, 10), ""));
            let book = Exhibit::of_record(id, BookRecord::default());
            exhibition.exhibits.push(Arc::new(Exhibit { subject, cover, ..book }));
        }
        let ids: Vec<ExhibitId> = exhibition.exhibits.iter().map(|it| it.id).collect();
        let post = Post::new(PostId(90), PostKind::Event, "Ночь в библиотеке", ids.clone());
        alt_text(&exhibition, &post, &Slide::new(SlideId(91), "photos".into(), 0, ids))
    }

    fn person(name: &str) -> ExhibitSubject {
        ExhibitSubject::Person { name: name.to_owned(), about: "1801–1872, врач".to_owned() }
    }

    fn photograph(title: &str) -> ExhibitSubject {
        ExhibitSubject::Picture { title: title.to_owned() }
    }

    fn book(title: &str) -> ExhibitSubject {
        ExhibitSubject::Record(Box::new(BookRecord { title: title.to_owned(), ..BookRecord::default() }))
    }

    #[test]
    fn portraits_and_photographs_are_not_called_covers_of_books() {
        assert_eq!(told(vec![person("В. И. Даль")], true), "Портрет: В. И. Даль (1801–1872, врач)");
        assert_eq!(told(vec![photograph("")], true), "Фотография");
        assert_eq!(told(vec![photograph("Открытие")], true), "Фотография: Открытие");
        assert_eq!(
            told(vec![photograph("Открытие"), photograph(""), photograph("Гости")], true),
            "«Ночь в библиотеке», 3 фотографии: Открытие; Гости"
        );
        assert_eq!(
            told(vec![person("В. И. Даль"), book("Сказки")], true),
            "Коллаж «Ночь в библиотеке»: портрет: В. И. Даль (1801–1872, врач); «Сказки»"
        );
        assert_eq!(
            told(vec![book("Сказки"), book("Пословицы")], true),
            "Коллаж «Ночь в библиотеке», 2 обложки: «Сказки»; «Пословицы»"
        );
    }
}
