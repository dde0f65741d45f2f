//! A post that becomes one of another kind: its slides in the templates made for it.

use crate::compose::Library;
use crate::domain::{Exhibition, Post, PostId, PostKind, Purpose, Slide, Template, TemplateId};
use crate::edit::{Document, Edit, add_person, join_photographs};

/// The step that makes a post one of this kind. Slides take the templates made for the kind; those that serve any kind
/// stay as they are on slides that have none made for it, and what was changed by hand stays with its role.
pub fn turn_post(post: &Post, kind: PostKind, library: &Library) -> Edit {
    let turned = |(index, slide): (usize, &std::sync::Arc<Slide>)| {
        let template = template_for(slide, index == 0, kind, library)?;
        (template != slide.template).then(|| Edit::Template(slide.id, template))
    };
    let mut edits = vec![Edit::PostKind(post.id, kind)];
    edits.extend(post.slides.iter().enumerate().filter_map(turned));
    Edit::All { label: ("вид поста", "kind of post"), edits }
}

fn template_for(slide: &Slide, is_first: bool, kind: PostKind, library: &Library) -> Option<TemplateId> {
    let n = slide.exhibits.len();
    let current = library.templates.iter().find(|it| it.id == slide.template);
    let serves_any = |it: &&Template| it.kinds.is_empty() || it.is_made_for(kind);
    let made = |purpose| library.templates_for(purpose, kind, n).next().filter(|it| it.is_made_for(kind));
    if current.is_some_and(|it| it.is_made_for(kind)) {
        return Some(slide.template.clone());
    }
    // A photograph or a quotation by itself stays one in posts of any kind.
    let is_usual_card = current.is_none_or(|it| !it.kinds.is_empty() || it.purpose == Purpose::Card && !it.of_pictures);
    let chosen = if is_first {
        made(Purpose::Opener)
    } else if n == 1 && is_usual_card {
        made(Purpose::Card)
    } else {
        None
    };
    let plain = if n == 0 {
        Purpose::Text
    } else if n == 1 && !is_first {
        Purpose::Card
    } else {
        Purpose::Opener
    };
    let plainest = || library.templates.iter().find(|it| it.purpose == plain && it.is_plain() && it.suits(n));
    let other = || current.filter(serves_any).or_else(plainest);
    chosen.or_else(other).map(|it| it.id.clone())
}

/// Does a post of this kind say who it is about?
fn shows_person(kind: PostKind) -> bool {
    matches!(kind, PostKind::Personality | PostKind::Guest)
}

/// The step that adds a person to a post; one of another kind becomes a post about a person.
pub fn person_into(of: &Exhibition, post: PostId, library: &Library) -> Option<Edit> {
    let edit = add_person(of, post)?;
    let kind = Some(of.post(post)?.kind).filter(|it| shows_person(*it)).unwrap_or(PostKind::Personality);
    and_turned(of, edit, (post, kind), library)
}

/// The step that adds photographs to a post; one without books becomes the report of an event. With the slide that
/// shows them together.
pub fn photographs_into(
    of: &Exhibition,
    post: PostId,
    pictures: Vec<(crate::domain::Cover, String)>,
    library: &Library,
) -> Option<(Edit, crate::domain::SlideId)> {
    let takes_many = |it: &Slide| library.template_of(of, it).is_some_and(|it| it.of_pictures && it.books.1 > 1);
    let (edit, slide) = join_photographs(of, post, pictures, takes_many)?;
    let known = of.post(post)?;
    let has_others = of.exhibits_of(&known.exhibits).any(|it| it.record().is_some() || it.is_person());
    if has_others || known.kind == PostKind::Event {
        return Some((edit, slide));
    }
    Some((and_turned(of, edit, (post, PostKind::Event), library)?, slide))
}

/// A step with the one that turns the post as it then is.
fn and_turned(of: &Exhibition, step: Edit, (post, kind): (PostId, PostKind), library: &Library) -> Option<Edit> {
    let mut tried = Document::opened(of.clone());
    tried.apply(&step).ok()?;
    let turned = turn_post(tried.current().post(post)?, kind, library);
    let label = step.names();
    Some(Edit::All { label, edits: vec![step, turned] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{BookRecord, Exhibit, ExhibitId, SlideId};
    use std::sync::Arc;

    const POST: PostId = PostId(10);

    fn exhibition(n_books: u64) -> Exhibition {
        let mut exhibition = Exhibition::empty("Осень", "swiss".into(), Vec::new());
        let books: Vec<ExhibitId> = (1..=n_books).map(ExhibitId).collect();
        exhibition.exhibits = books.iter().map(|it| Arc::new(Exhibit::of_record(*it, BookRecord::default()))).collect();
        let slide = |id, template: &str, books: &[ExhibitId]| {
            Arc::new(Slide::new(SlideId(id), template.into(), 0, books.to_vec()))
        };
        let mut slides = vec![slide(11, if n_books > 0 { "opener" } else { "text" }, &books)];
        slides.extend(books.first().map(|it| slide(12, "card", &[*it])));
        slides.extend(books.first().map(|it| slide(13, "quotation", &[*it])));
        slides.push(slide(14, "text", &[]));
        exhibition.posts = vec![Arc::new(Post { slides, ..Post::new(POST, PostKind::Exhibition, "Пост", books) })];
        exhibition.next_id = 100;
        exhibition
    }

    fn templates(of: &Exhibition) -> Vec<String> {
        of.posts[0].slides.iter().map(|it| it.template.0.clone()).collect()
    }

    #[test]
    fn a_post_of_any_kind_has_templates_for_it_and_comes_back() {
        let library = Library::builtin().unwrap();
        for (n_books, kind) in [0, 1, 3].into_iter().flat_map(|n| PostKind::ALL.map(|it| (n, it))) {
            let before = exhibition(n_books);
            let mut document = Document::opened(before.clone());
            document.apply(&turn_post(&before.posts[0], kind, &library)).unwrap();
            let now = document.current().clone();
            assert_eq!(now.posts[0].kind, kind);
            for slide in &now.posts[0].slides {
                let template = library.templates.iter().find(|it| it.id == slide.template).unwrap();
                assert!(template.kinds.is_empty() || template.is_made_for(kind), "{kind:?} {}", template.id);
                assert!(template.suits(slide.exhibits.len()), "{kind:?} {} {n_books}", template.id);
            }
            document.apply(&turn_post(&now.posts[0], PostKind::Exhibition, &library)).unwrap();
            assert_eq!(templates(document.current()), templates(&before), "{kind:?} {n_books}");
        }
    }

    #[test]
    fn polls_and_rare_books_have_the_templates_made_for_them() {
        let library = Library::builtin().unwrap();
        let turned = |kind, n_books| {
            let before = exhibition(n_books);
            let mut document = Document::opened(before.clone());
            document.apply(&turn_post(&before.posts[0], kind, &library)).unwrap();
            templates(document.current())
        };
        assert_eq!(turned(PostKind::RareBooks, 3), ["rare", "rare-card", "quotation", "text"]);
        assert_eq!(turned(PostKind::Poll, 0), ["poll", "text"]);
        assert_eq!(turned(PostKind::Service, 0), ["service", "text"]);
    }

    #[test]
    fn a_person_makes_it_a_post_about_a_person_and_photographs_a_report() {
        let library = Library::builtin().unwrap();
        let before = exhibition(2);
        let mut document = Document::opened(before.clone());
        document.apply(&person_into(&before, POST, &library).unwrap()).unwrap();
        assert_eq!(document.current().posts[0].kind, PostKind::Personality);
        assert_eq!(templates(document.current())[0], "person");
        assert!(document.undo());
        assert_eq!(**document.current(), before);

        let pictures = |n: usize| {
            let name = |it: usize| crate::domain::MediaName(format!("{it}.jpg"));
            (0..n).map(|it| (crate::domain::Cover::new(name(it), (30, 20), ""), String::new())).collect::<Vec<_>>()
        };
        let books = photographs_into(&before, POST, pictures(2), &library).unwrap().0;
        document.apply(&books).unwrap();
        assert_eq!(document.current().posts[0].kind, PostKind::Exhibition, "a post of books stays one");
        let mut text = Document::opened(exhibition(0));
        let edit = photographs_into(text.current(), POST, pictures(3), &library).unwrap().0;
        text.apply(&edit).unwrap();
        assert_eq!(text.current().posts[0].kind, PostKind::Event);
        assert!(templates(text.current()).contains(&"photos".to_owned()));
    }
}
