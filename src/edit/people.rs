//! What a post shows besides books: a person, photographs; one step back each.

use std::sync::Arc;

use super::Edit;
use crate::domain::{BookRecord, Cover, Exhibit, ExhibitId, ExhibitSubject, Exhibition, Post, PostId, Slide, SlideId};

/// So many photographs are shown on one slide together.
const MOST_TOGETHER: usize = 12;
/// So many photographs of a post have slides of their own; more would be an album, not a post.
const MOST_ALONE: usize = 9;

fn exhibit(id: u64, subject: ExhibitSubject, cover: Option<Cover>) -> Exhibit {
    Exhibit { subject, cover, ..Exhibit::of_record(ExhibitId(id), BookRecord::default()) }
}

/// The step that puts a person without a name or portrait yet before the books of a post, and on its first slide.
///
/// `None` when the post shows a person already, or is not there.
pub fn add_person(of: &Exhibition, post: PostId) -> Option<Edit> {
    let post = of.post(post)?;
    if of.exhibits_of(&post.exhibits).any(|it| it.is_person()) {
        return None;
    }
    let subject = ExhibitSubject::Person { name: String::new(), about: String::new() };
    let person = exhibit(of.next_id, subject, None);
    let id = person.id;
    let with_person = |it: &[ExhibitId]| [&[id], it].concat();
    let mut edits = vec![Edit::Exhibit(Box::new(person)), Edit::PostExhibits(post.id, with_person(&post.exhibits))];
    if let Some(first) = post.slides.first() {
        edits.push(Edit::SlideExhibits(first.id, with_person(&first.exhibits)));
    }
    Some(Edit::All { label: ("новый человек", "a new person"), edits })
}

/// The step that puts photographs with their titles at the end of a post: together on one slide or more, and a slide for
/// each while they are few. The slide they come onto, and the step; `None` when there are none, or no such post.
///
/// A template takes photographs together where it is told so.
pub fn join_photographs(
    of: &Exhibition,
    post: PostId,
    pictures: Vec<(Cover, String)>,
    takes_many: impl Fn(&Slide) -> bool,
) -> Option<(Edit, SlideId)> {
    let post = of.post(post)?;
    if pictures.is_empty() {
        return None;
    }
    let new: Vec<Exhibit> = (of.next_id..)
        .zip(pictures)
        .map(|(id, (cover, title))| exhibit(id, ExhibitSubject::Picture { title }, Some(cover)))
        .collect();
    let mut next = of.next_id + new.len() as u64;
    let mut slide = |template: &str, exhibits| {
        next += 1;
        Slide::new(SlideId(next - 1), template.into(), 0, exhibits)
    };
    let ids: Vec<ExhibitId> = new.iter().map(|it| it.id).collect();
    let all: Vec<ExhibitId> = post.exhibits.iter().chain(&ids).copied().collect();
    let mut edits: Vec<Edit> = new.into_iter().map(|it| Edit::Exhibit(Box::new(it))).collect();
    edits.push(Edit::PostExhibits(post.id, all));
    // Slides of all books do not take photographs.
    let of_all = post.slides.iter().filter(|it| it.exhibits == post.exhibits);
    edits.extend(of_all.map(|it| Edit::SlideExhibits(it.id, it.exhibits.clone())));
    let put = |slide| Edit::Slide { post: post.id, slide: Box::new(slide), before: None };
    let (mut shown_on, mut rest) = (None, ids.as_slice());
    if let Some(known) = collage_of(of, post, takes_many) {
        let n_free = MOST_TOGETHER.saturating_sub(known.exhibits.len());
        let (here, others) = rest.split_at(n_free.min(rest.len()));
        edits.push(Edit::SlideExhibits(known.id, [known.exhibits.as_slice(), here].concat()));
        (shown_on, rest) = (Some(known.id).filter(|_| !here.is_empty()), others);
    }
    for part in rest.chunks(MOST_TOGETHER) {
        let collage = slide("photos", part.to_vec());
        shown_on = shown_on.or(Some(collage.id));
        edits.push(put(collage));
    }
    let n = of.exhibits_of(&post.exhibits).filter(|it| is_photograph(it)).count() + ids.len();
    if n > 1 && n <= MOST_ALONE {
        edits.extend(ids.iter().map(|it| put(slide("photo", vec![*it]))));
    }
    Some((Edit::All { label: ("новые фотографии", "new photographs"), edits }, shown_on?))
}

fn is_photograph(it: &Exhibit) -> bool {
    matches!(it.subject, ExhibitSubject::Picture { .. })
}

/// The last slide of a post that shows its photographs together.
fn collage_of<'a>(of: &Exhibition, post: &'a Post, takes_many: impl Fn(&Slide) -> bool) -> Option<&'a Arc<Slide>> {
    let has_photographs = |it: &Slide| of.exhibits_of(&it.exhibits).any(|it| is_photograph(it));
    post.slides.iter().rfind(|it| takes_many(it) && has_photographs(it))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{MediaName, PostKind};
    use crate::edit::Document;

    const POST: PostId = PostId(10);

    /// A post of these books: a collage, a card of the first, a text.
    fn document(n_books: u64) -> Document {
        let mut exhibition = Exhibition::empty("Осень", "swiss".into(), Vec::new());
        let books: Vec<ExhibitId> = (1..=n_books).map(ExhibitId).collect();
        exhibition.exhibits = books.iter().map(|it| Arc::new(Exhibit::of_record(*it, BookRecord::default()))).collect();
        let slide = |id, template: &str, books: &[ExhibitId]| {
            Arc::new(Slide::new(SlideId(id), template.into(), 0, books.to_vec()))
        };
        let mut slides = vec![slide(11, "opener", &books)];
        slides.extend(books.first().map(|it| slide(12, "card", &[*it])));
        slides.push(slide(13, "text", &[]));
        exhibition.posts = vec![Arc::new(Post { slides, ..Post::new(POST, PostKind::Exhibition, "Пост", books) })];
        exhibition.next_id = 100;
        Document::opened(exhibition)
    }

    fn shown(of: &Exhibition) -> Vec<(String, Vec<u64>)> {
        let ids = |it: &[ExhibitId]| it.iter().map(|it| it.0).collect();
        let post = of.post(POST).unwrap();
        post.slides.iter().map(|it| (it.template.0.clone(), ids(&it.exhibits))).collect()
    }

    fn named(all: &[(&str, &[u64])]) -> Vec<(String, Vec<u64>)> {
        all.iter().map(|it| (it.0.to_owned(), it.1.to_vec())).collect()
    }

    fn done(document: &mut Document, edit: &Edit) {
        document.apply(edit).unwrap();
        assert!(document.current().violations().is_empty(), "{:?}", document.current().violations());
    }

    #[test]
    fn a_person_stands_before_the_books_on_the_first_slide_only() {
        for n_books in [0, 1, 2] {
            let mut document = document(n_books);
            let before = document.current().clone();
            let edit = add_person(&before, POST).unwrap();
            let person = ExhibitId(100);
            done(&mut document, &edit);
            let now = document.current().clone();
            let books: Vec<u64> = (1..=n_books).collect();
            assert_eq!(shown(&now)[0].1, [&[100], books.as_slice()].concat());
            assert!(shown(&now).iter().skip(1).all(|it| !it.1.contains(&person.0)), "{:?}", shown(&now));
            assert_eq!(now.post(POST).unwrap().exhibits[0], person);
            assert_eq!(add_person(&now, POST), None);
            assert!(document.undo());
            assert_eq!(*document.current(), before);
        }
    }

    fn takes_many(slide: &Slide) -> bool {
        slide.template.0 == "photos"
    }

    fn pictures(n: usize) -> Vec<(Cover, String)> {
        (0..n).map(|it| (Cover::new(MediaName(format!("{it}.jpg")), (30, 20), ""), String::new())).collect()
    }

    #[test]
    fn photographs_are_shown_together_and_each_alone_while_they_are_few() {
        let mut document = document(0);
        let (edit, slide) = join_photographs(document.current(), POST, pictures(2), takes_many).unwrap();
        done(&mut document, &edit);
        let expected: [(&str, &[u64]); 5] =
            [("opener", &[]), ("text", &[]), ("photos", &[100, 101]), ("photo", &[100]), ("photo", &[101])];
        assert_eq!(shown(document.current()), named(&expected));
        assert_eq!(document.current().post(POST).unwrap().slides[2].id, slide);
        // More of them join those that are there; too many have no slides of their own.
        let (edit, again) = join_photographs(document.current(), POST, pictures(8), takes_many).unwrap();
        done(&mut document, &edit);
        let now = shown(document.current());
        assert_eq!((again, now.len(), now[2].1.len()), (slide, 5, 10));
        assert_eq!(join_photographs(document.current(), POST, Vec::new(), takes_many), None);
    }

    #[test]
    fn a_collage_has_no_more_photographs_than_can_be_seen_and_those_of_books_have_none() {
        let mut document = document(2);
        for n in [20, 3, 7] {
            let (edit, _) = join_photographs(document.current(), POST, pictures(n), takes_many).unwrap();
            done(&mut document, &edit);
        }
        let now = shown(document.current());
        assert_eq!(now[0].1, [1, 2]);
        let together: Vec<usize> = now.iter().filter(|it| it.0 == "photos").map(|it| it.1.len()).collect();
        assert_eq!(together, [12, 12, 6]);
    }
}
