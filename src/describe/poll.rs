//! Polls: what is asked and what readers choose from, on the slide and beside it alike.

use serde::{Deserialize, Serialize};

use crate::domain::{Exhibit, Exhibition, Lang, Post, PostKind, Role};

use super::marks::quoted;
use super::typography::{plain_spaces, polish};

/// A poll as a platform is told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poll {
    /// What is asked.
    pub question: String,
    /// What readers choose from, in order.
    pub answers: Vec<String>,
}

/// What a poll asks: the first line of its lead.
pub fn question(post: &Post) -> &str {
    post.lead.lines().next().unwrap_or_default().trim()
}

/// The answers typed under the question, an answer a line, with the role each has on a slide.
pub fn said_answers(post: &Post) -> impl Iterator<Item = (Role, &str)> {
    let said = post.lead.lines().skip(1).map(str::trim).filter(|it| !it.is_empty());
    // More than there are roles for are counted, and no slide shows so many.
    said.enumerate().map(|(i, it)| (Role::Answer(u8::try_from(i).unwrap_or(u8::MAX)), it))
}

/// Things to choose from where no answers were typed: titles in quotation marks, photographs by number.
pub fn book_answers<'a>(shown: impl Iterator<Item = &'a Exhibit>, lang: Lang) -> Vec<(Role, String)> {
    let named = |(i, it): (usize, &Exhibit)| {
        let name = match it.title() {
            title if title.is_empty() => format!("{} {}", lang.pick("Фото", "Photo"), i + 1),
            title if it.record().is_some() => quoted(&title, lang),
            title => title.into_owned(),
        };
        (Role::Entry(it.id), name)
    };
    shown.enumerate().map(named).collect()
}

/// The poll of a post, for the form of the platform: words typed on its slides in place of its own count there too.
/// `None` where there is nothing to choose from, or the post is another.
pub fn poll(exhibition: &Exhibition, post: &Post) -> Option<Poll> {
    if post.kind != PostKind::Poll {
        return None;
    }
    let lang = exhibition.front.language;
    let said: Vec<_> = said_answers(post).map(|(role, it)| (role, it.to_owned())).collect();
    // The slide that asks shows all there is to choose from; others show one of them.
    let shown = post.slides.iter().rev().map(|it| it.exhibits.as_slice()).max_by_key(|it| it.len()).unwrap_or_default();
    let books = || book_answers(exhibition.exhibits_of(shown).map(AsRef::as_ref), lang);
    let answers = if said.is_empty() { books() } else { said };
    let typed = |role: Role| post.slides.iter().find_map(|it| it.overrides.change(role)?.text.as_deref());
    // A form has one line for each.
    let plain = |text: &str| plain_spaces(&polish(text, lang)).split_whitespace().collect::<Vec<_>>().join(" ");
    let answers: Vec<String> = answers.iter().map(|(role, it)| plain(typed(*role).unwrap_or(it))).collect();
    let asked = if question(post).is_empty() { &post.title } else { question(post) };
    (!answers.is_empty()).then(|| Poll { question: plain(asked), answers })
}
