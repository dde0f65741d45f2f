//! Fields of captions and slides: `{title}`, `{books}` and the others, filled from the document.

use crate::domain::{Exhibit, Exhibition, Lang, Post, PostKind};

use super::citation::exhibit_description;
use super::gost::content_told_in;
use super::names::{direct_authors, short_authors, told_in};
use super::options::{DescribeOptions, Style};

/// Fills `{name}` fields; unknown ones stay as typed, `{{` is a brace.
/// A line whose only content were fields that came out empty vanishes; so does the dot between two of which one did.
pub fn fill(template: &str, field: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in template.split('\n') {
        let (filled, had_empty) = fill_line(line, field);
        let filled = if had_empty { without_loose_dots(&filled, line) } else { filled };
        let is_blank = filled.trim().is_empty();
        let repeats_gap = is_blank && lines.last().is_none_or(|it| it.trim().is_empty());
        if !(is_blank && (had_empty || repeats_gap)) {
            lines.push(filled);
        }
    }
    while lines.last().is_some_and(|it| it.trim().is_empty()) {
        lines.pop();
    }
    lines.join("\n")
}

/// A filled line without the dots that stood beside a field that came out empty: «Опрос · {library}». Those that begin
/// or end the line in the template stay.
fn without_loose_dots(filled: &str, template: &str) -> String {
    let is_blank = |it: &str| it.trim().is_empty();
    let parts: Vec<&str> = filled.split('·').collect();
    let last = parts.len() - 1;
    let (begins, ends) = (template.trim_start().starts_with('·'), template.trim_end().ends_with('·'));
    let stays =
        |at: usize| !is_blank(parts.get(at).copied().unwrap_or_default()) || at == 0 && begins || at == last && ends;
    if last == 0 || (0..=last).all(stays) {
        return filled.to_owned();
    }
    let kept = (0..=last).filter(|it| stays(*it)).filter_map(|it| parts.get(it).copied());
    kept.collect::<Vec<_>>().join("·").trim().to_owned()
}

fn fill_line(line: &str, field: &mut dyn FnMut(&str) -> Option<String>) -> (String, bool) {
    let mut filled = String::new();
    let mut had_empty = false;
    let mut rest = line;
    while let Some(at) = rest.find('{') {
        let (before, tail) = rest.split_at(at);
        filled.push_str(before);
        if let Some(tail) = tail.strip_prefix("{{") {
            filled.push('{');
            rest = tail;
            continue;
        }
        let name = tail.find('}').and_then(|end| tail.get(1..end));
        match name.and_then(|name| field(name).map(|value| (name, value))) {
            Some((name, value)) => {
                had_empty |= value.is_empty();
                filled.push_str(&value);
                rest = tail.get(name.len() + 2..).unwrap_or_default();
            }
            None => {
                filled.push('{');
                rest = tail.get(1..).unwrap_or_default();
            }
        }
    }
    filled.push_str(rest);
    (filled, had_empty)
}

/// Fields of a caption that nothing can fill.
pub fn unknown_fields(exhibition: &Exhibition, post: &Post, template: &str) -> Vec<String> {
    let mut unknown = Vec::new();
    fill(template, &mut |name| {
        let known = post_field(exhibition, post, name);
        let is_name = !name.is_empty() && name.chars().all(|it| it.is_ascii_lowercase() || it == '_');
        if known.is_none() && is_name {
            unknown.push(name.to_owned());
        }
        known
    });
    unknown
}

/// A field of one exhibit; `None` when there is no such field.
pub fn exhibit_field(exhibition: &Exhibition, post: &Post, exhibit: &Exhibit, name: &str) -> Option<String> {
    let record = exhibit.record();
    let of_record = |value: fn(&crate::domain::BookRecord) -> String| record.map(value).unwrap_or_default();
    let language = exhibition.front.language;
    let described =
        |style| content_told_in(language, exhibit_description(exhibit, style, &DescribeOptions::usual(style)));
    Some(match name {
        "title" => exhibit.title().into_owned(),
        "subtitle" => of_record(|it| it.subtitle.clone()),
        "author" => told_in(language, &of_record(short_authors)),
        "authors" => told_in(language, &of_record(direct_authors)),
        "year" => of_record(|it| it.year.clone()),
        "place" => of_record(|it| it.place.clone()),
        "publisher" => of_record(|it| it.publisher.clone()),
        "pages" => of_record(|it| it.pages.clone()),
        "isbn" => of_record(|it| it.isbn.first().cloned().unwrap_or_default()),
        "annotation" => exhibit.shown_annotation().to_owned(),
        "shelfmark" => exhibit.shown_shelfmark().to_owned(),
        "quotation" => exhibit.quotation.text.clone(),
        "description" => described(Style::Gost7_0_5),
        "full_description" => described(Style::Gost7_0_100),
        "age" => {
            let mark = record.and_then(|it| it.age_mark).or(exhibition.front.age_mark);
            mark.map(|it| it.text().to_owned()).unwrap_or_default()
        }
        "number" => {
            let index = post.exhibits.iter().position(|it| *it == exhibit.id)?;
            (index + 1).to_string()
        }
        _ => return None,
    })
}

/// A field of a post or of the whole exhibition; `None` when there is no such field.
pub fn post_field(exhibition: &Exhibition, post: &Post, name: &str) -> Option<String> {
    let front = &exhibition.front;
    Some(match name {
        "title" => post.title.clone(),
        "lead" => post.lead.clone(),
        "question" => super::poll::question(post).to_owned(),
        "exhibition" => front.title.clone(),
        "subtitle" => front.subtitle.clone(),
        "introduction" => front.introduction.clone(),
        "epigraph" => front.epigraph.text.clone(),
        "epigraph_source" => front.epigraph.source.clone(),
        "library" => front.library.clone(),
        "contact" => front.contact.clone(),
        "series" => front.series.clone(),
        "compiler" => front.compiler.clone(),
        "date" => post.date.clone(),
        "hashtags" => {
            front.hashtags.iter().filter(|it| !it.is_empty()).map(|it| format!("#{it}")).collect::<Vec<_>>().join(" ")
        }
        "age" => exhibition.age_mark_of(&post.exhibits).map(|it| it.text().to_owned()).unwrap_or_default(),
        "count" => {
            let n = books(exhibition, post).count();
            format!("{n} {}", front.language.plural(n, ["книга", "книги", "книг"], ["book", "books"]))
        }
        "books" => book_list(exhibition, post),
        _ => return None,
    })
}

/// The books of a post, without the persons and photographs shown with them.
fn books<'a>(exhibition: &'a Exhibition, post: &'a Post) -> impl Iterator<Item = &'a Exhibit> {
    exhibition.exhibits_of(&post.exhibits).map(AsRef::as_ref).filter(|it| it.record().is_some())
}

fn book_list(exhibition: &Exhibition, post: &Post) -> String {
    let style = Style::Gost7_0_5;
    let describe = |it: &Exhibit| exhibit_description(it, style, &DescribeOptions::usual(style));
    let lines = books(exhibition, post).enumerate();
    lines.map(|(i, it)| format!("{}. {}", i + 1, describe(it))).collect::<Vec<_>>().join("\n")
}

/// The caption a new post of this kind begins with.
pub fn default_caption(kind: PostKind, lang: Lang) -> &'static str {
    match kind {
        PostKind::NewArrivals => "{title}\n\n{lead}\n\n{books}\n\n{contact}\n{age}\n\n{hashtags}",
        PostKind::Poll => lang.pick(
            "{title}\n\n{question}\n\nГолосуйте под постом.\n\n{hashtags}",
            "{title}\n\n{question}\n\nVote under this post.\n\n{hashtags}",
        ),
        PostKind::Service | PostKind::Event | PostKind::Guest => "{title}\n\n{lead}\n\n{contact}\n\n{hashtags}",
        _ => lang.pick(
            "{title}\n\n{lead}\n\nНа выставке «{exhibition}» {count}:\n{books}\n\n{contact}\n{age}\n\n{hashtags}",
            "{title}\n\n{lead}\n\nIn the exhibition “{exhibition}”, {count}:\n{books}\n\n{contact}\n{age}\n\n{hashtags}",
        ),
    }
}

/// What templates say of themselves, by the name of its field without `say.`; `None` when there is no such field.
pub fn template_words(name: &str, lang: Lang) -> Option<&'static str> {
    let (ru, en) = match name {
        "come" => ("Ждём вас в библиотеке", "See you at the library"),
        "come_why" => (
            "Все книги этой подборки есть в нашем фонде. Приходите — подберём и посоветуем.",
            "All these books are in our collection. Come and see: we will find yours and suggest more.",
        ),
        // To come, to write, to call: said as far as the address says how, see `contact_words`.
        "contact_us" => ("Приходите, пишите, звоните", "Visit, write, call"),
        "guest" => ("Слово гостю", "Guest post"),
        "poll" => ("Опрос", "Poll"),
        "vote" => ("Голосуйте под постом ↓", "Vote under this post ↓"),
        "vote_story" => ("Пришлите номер ответа сообщением", "Reply with the number of your answer"),
        "vote_paper" => ("Голосуйте в библиотеке", "Vote at the library"),
        _ => return None,
    };
    Some(lang.pick(ru, en))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_in_english_is_english_to_its_end_in_an_english_exhibition() {
        let described = |language, title: &str, place: &str| {
            let record = crate::domain::BookRecord {
                title: title.into(),
                place: place.into(),
                publisher: if title == "Степь" { "Наука" } else { "Murray" }.into(),
                year: "1859".into(),
                ..Default::default()
            };
            let mut exhibition = Exhibition::empty("", "swiss".into(), Vec::new());
            exhibition.front.language = language;
            let exhibit = Exhibit::of_record(crate::domain::ExhibitId(1), record);
            let post = Post::new(crate::domain::PostId(2), PostKind::Exhibition, "", Vec::new());
            exhibit_field(&exhibition, &post, &exhibit, "full_description").unwrap().replace('\u{a0}', " ")
        };
        assert!(described(Lang::En, "On the Origin of Species", "London").contains("Text : unmediated"));
        assert!(described(Lang::Ru, "On the Origin of Species", "London").contains("Текст : непосредственный"));
        assert!(described(Lang::En, "Степь", "Москва").contains("Текст : непосредственный"));
    }

    fn filled(template: &str) -> String {
        fill(template, &mut |name| match name {
            "title" => Some("Осень".to_owned()),
            "empty" => Some(String::new()),
            _ => None,
        })
    }

    #[test]
    fn fields_are_filled_and_unknown_ones_stay_as_typed() {
        assert_eq!(filled("«{title}» {nothing} {"), "«Осень» {nothing} {");
        assert_eq!(filled("{{title}"), "{title}");
    }

    #[test]
    fn a_dot_goes_with_the_field_it_stood_before_or_after_and_nothing_else_does() {
        assert_eq!(filled("Опрос · {empty}"), "Опрос");
        assert_eq!(filled("{empty} · ноябрь"), "ноябрь");
        assert_eq!(filled("Опрос · {empty} · {title}"), "Опрос · Осень");
        assert_eq!(filled("Опрос · {title}"), "Опрос · Осень");
        assert_eq!(filled("{empty} · пункт {title} ·"), "пункт Осень ·");
        for typed in ["слово ", "· пункт", "так ·", "а ·  · б"] {
            assert_eq!(filled(typed), typed);
        }
    }

    #[test]
    fn a_line_of_empty_fields_vanishes_with_its_gap() {
        assert_eq!(filled("{title}\n\n{empty}\n\nКонец\n{empty}"), "Осень\n\nКонец");
    }
}
