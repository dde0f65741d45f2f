//! Alternative texts: what a slide shows, for people who cannot see it.

use crate::domain::{Exhibit, Exhibition, Lang, Post, Slide};

use super::names::direct_authors;
use super::typography::plain_spaces;

/// What a slide shows, in one paragraph without line breaks, in the language of the exhibition.
pub fn alt_text(exhibition: &Exhibition, post: &Post, slide: &Slide) -> String {
    let lang = exhibition.front.language;
    let shown: Vec<&Exhibit> = exhibition.exhibits_of(&slide.exhibits).map(AsRef::as_ref).collect();
    let text = match shown.as_slice() {
        [] => lang.pick(format!("Текст на кадре: {}", post.title), format!("Text on the slide: {}", post.title)),
        [one] => {
            let kind = match (one.cover.is_some(), lang) {
                (true, Lang::Ru) => "Обложка книги",
                (true, Lang::En) => "Book cover",
                (false, Lang::Ru) => "Плашка вместо обложки",
                (false, Lang::En) => "Generated cover",
            };
            format!("{kind}: {}", book(one, lang))
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
