//! Books that come from the catalogue: into a post that is there, or as posts of their own; one step back each.

use std::collections::HashMap;
use std::sync::Arc;

use super::Edit;
use super::books::cards_of;
use crate::domain::{
    BookRecord, Exhibit, ExhibitId, ExhibitSubject, Exhibition, Post, PostId, PostKind, Slide, SlideId,
};

/// Books of one new post at most.
const PER_POST: usize = 6;

/// The exhibits of these books: one that the exhibition shows already is the same exhibit, with a cover if it had
/// none; the rest are new and numbered from the next free number on.
pub fn arrivals(of: &Exhibition, books: Vec<Exhibit>) -> Vec<Arc<Exhibit>> {
    let mut next = of.next_id;
    let mut arrived: Vec<Arc<Exhibit>> = Vec::new();
    for book in books {
        let same = |it: &&Arc<Exhibit>| !book.record_key.is_empty() && it.record_key == book.record_key;
        if arrived.iter().any(|it| same(&it)) {
            continue;
        }
        arrived.push(match of.exhibits.iter().find(same) {
            Some(known) if known.cover.is_some() || book.cover.is_none() => known.clone(),
            Some(known) => Arc::new(Exhibit { cover: book.cover, ..Exhibit::clone(known) }),
            None => {
                next += 1;
                Arc::new(Exhibit { id: ExhibitId(next - 1), ..book })
            }
        });
    }
    arrived
}

/// A record as it was and as it is now, by its key.
pub type Correction<'a> = (&'a str, (&'a BookRecord, &'a BookRecord));

/// The step that puts records as they are now in place of the copies an exhibition has of what they were. What the
/// library wrote of its own for the exhibition stays, and so does a copy that was changed there.
///
/// `None` when the exhibition has no such copy.
pub fn corrected(of: &Exhibition, corrections: &[Correction<'_>]) -> Option<Edit> {
    let of_key: HashMap<&str, _> = corrections.iter().copied().filter(|it| !it.0.is_empty()).collect();
    let renewed = |it: &Arc<Exhibit>| {
        let (before, now) = *of_key.get(it.record_key.as_str())?;
        let is_untouched = before != now && it.record() == Some(before);
        let subject = ExhibitSubject::Record(Box::new(now.clone()));
        is_untouched.then(|| Edit::Exhibit(Box::new(Exhibit { subject, ..Exhibit::clone(it) })))
    };
    let edits: Vec<Edit> = of.exhibits.iter().filter_map(renewed).collect();
    let label = match edits.len() {
        0 => return None,
        1 => ("исправление записи", "the correction of a record"),
        _ => ("исправление записей", "the correction of records"),
    };
    Some(Edit::All { label, edits })
}

/// The step that puts books at the end of a post, with cards like those it has; a post without books gets its first
/// slide of them too.
///
/// `None` when the post has them all already, or is not there.
pub fn join_books(of: &Exhibition, post: PostId, books: &[Arc<Exhibit>]) -> Option<Edit> {
    let post = of.post(post)?;
    let new: Vec<ExhibitId> = books.iter().map(|it| it.id).filter(|it| !post.exhibits.contains(it)).collect();
    if new.is_empty() {
        return None;
    }
    let cards: Vec<&Arc<Slide>> = cards_of(post).collect();
    let like = cards.last().map(|it| (it.template.clone(), it.seed));
    let is_first = post.exhibits.is_empty();
    let mut slides = Slides::after(of, books);
    let after_cards = || post.slides.iter().skip_while(|it| Some(it.id) != cards.last().map(|it| it.id)).nth(1);
    let before = after_cards().map(|it| it.id);
    let put = |slide: Slide| Edit::Slide { post: post.id, slide: Box::new(slide), before };
    let mut edits = known(of, books);
    edits.push(Edit::PostExhibits(post.id, post.exhibits.iter().chain(&new).copied().collect()));
    if is_first {
        edits.push(put(slides.take("opener", 0, new.clone())));
    }
    let card = like.or_else(|| is_first.then(|| ("card".into(), 0)));
    if let Some((template, seed)) = card {
        edits.extend(new.iter().map(|it| put(slides.take(template.clone(), seed, vec![*it]))));
    }
    Some(Edit::All { label: ("книги в пост", "books into a post"), edits })
}

/// The step that adds posts of these books, and the first of the posts; `None` when there are no books.
pub fn add_posts(of: &Exhibition, title: &str, books: &[Arc<Exhibit>]) -> Option<(Edit, PostId)> {
    let mut slides = Slides::after(of, books);
    let mut edits = known(of, books);
    let mut first = None;
    for part in books.chunks(PER_POST) {
        let post = slides.post(title, part.iter().map(|it| it.id).collect());
        first = first.or(Some(post.id));
        edits.push(Edit::Post { post: Box::new(post), before: None });
    }
    Some((Edit::All { label: ("новые посты", "new posts"), edits }, first?))
}

/// The step that adds a post of text, and the post.
pub fn add_text_post(of: &Exhibition, title: &str) -> (Edit, PostId) {
    let post = Slides::after(of, &[]).post(title, Vec::new());
    let id = post.id;
    (Edit::Post { post: Box::new(post), before: None }, id)
}

/// Gives out the free numbers of an exhibition.
struct Slides {
    next: u64,
}

impl Slides {
    fn after(of: &Exhibition, books: &[Arc<Exhibit>]) -> Self {
        Self { next: books.iter().map(|it| it.id.0 + 1).fold(of.next_id, u64::max) }
    }

    fn id(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    fn take(&mut self, template: impl Into<crate::domain::TemplateId>, seed: u64, books: Vec<ExhibitId>) -> Slide {
        Slide::new(SlideId(self.id()), template.into(), seed, books)
    }

    /// A collage and a card for each book; a text without books.
    fn post(&mut self, title: &str, books: Vec<ExhibitId>) -> Post {
        let id = PostId(self.id());
        let first = if books.is_empty() { "text" } else { "opener" };
        let mut slides = vec![Arc::new(self.take(first, 0, books.clone()))];
        slides.extend(books.iter().map(|it| Arc::new(self.take("card", 0, vec![*it]))));
        Post { slides, ..Post::new(id, PostKind::Exhibition, title, books) }
    }
}

/// The steps that make exhibits known which the exhibition does not have, or not so.
fn known(of: &Exhibition, books: &[Arc<Exhibit>]) -> Vec<Edit> {
    let new = books.iter().filter(|it| of.exhibit(it.id) != Some(*it));
    new.map(|it| Edit::Exhibit(Box::new(Exhibit::clone(it)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cover, MediaName};
    use crate::edit::Document;

    const A: PostId = PostId(10);

    fn book(key: &str) -> Exhibit {
        Exhibit { record_key: key.to_owned(), ..Exhibit::of_record(ExhibitId(0), BookRecord::default()) }
    }

    fn covered(key: &str) -> Exhibit {
        Exhibit { cover: Some(Cover::new(MediaName("a.jpg".to_owned()), (10, 10), "")), ..book(key) }
    }

    /// One post of books 1 and 2, a card each, and a text at its end.
    fn exhibition() -> Exhibition {
        let mut exhibition = Exhibition::empty("Осень", "swiss".into(), Vec::new());
        exhibition.exhibits =
            [(1, "k1"), (2, "k2")].map(|(id, key)| Arc::new(Exhibit { id: ExhibitId(id), ..book(key) })).to_vec();
        let slide = |id, template: &str, books: &[u64]| {
            let books = books.iter().map(|it| ExhibitId(*it)).collect();
            Arc::new(Slide::new(SlideId(id), template.into(), 7, books))
        };
        let slides = vec![
            slide(11, "opener", &[1, 2]),
            slide(12, "card-band", &[1]),
            slide(13, "card-band", &[2]),
            slide(14, "text", &[]),
        ];
        let post = Post { slides, ..Post::new(A, PostKind::Exhibition, "Пост", vec![ExhibitId(1), ExhibitId(2)]) };
        exhibition.posts = vec![Arc::new(post)];
        exhibition.next_id = 100;
        exhibition
    }

    fn joined(document: &mut Document, post: PostId, books: Vec<Exhibit>) {
        let of = document.current().clone();
        let edit = join_books(&of, post, &arrivals(&of, books)).unwrap();
        document.apply(&edit).unwrap();
        assert!(document.current().violations().is_empty(), "{:?}", document.current().violations());
    }

    fn slides(of: &Exhibition, post: PostId) -> Vec<(&str, Vec<u64>)> {
        let ids = |it: &Slide| it.exhibits.iter().map(|it| it.0).collect();
        of.post(post).unwrap().slides.iter().map(|it| (it.template.0.as_str(), ids(it))).collect()
    }

    #[test]
    fn books_join_a_post_with_cards_like_its_own_before_what_follows_the_cards() {
        let start = exhibition();
        let mut document = Document::opened(start.clone());
        joined(&mut document, A, vec![book("k3"), book("k4")]);
        let now = document.current();
        assert_eq!(
            slides(now, A),
            [
                ("opener", vec![1, 2, 100, 101]),
                ("card-band", vec![1]),
                ("card-band", vec![2]),
                ("card-band", vec![100]),
                ("card-band", vec![101]),
                ("text", vec![]),
            ]
        );
        assert!(document.undo());
        assert_eq!(**document.current(), start, "one step back");
    }

    #[test]
    fn a_book_that_is_shown_already_stays_the_same_exhibit_and_takes_the_cover_it_lacked() {
        let of = exhibition();
        assert_eq!(join_books(&of, A, &arrivals(&of, vec![book("k1"), book("k2")])), None);
        let mut document = Document::opened(of);
        joined(&mut document, A, vec![covered("k1"), book("k3"), book("k3")]);
        let now = document.current();
        assert_eq!(now.exhibits.len(), 3);
        assert!(now.exhibit(ExhibitId(1)).unwrap().cover.is_some());
        assert_eq!(slides(now, A)[0].1, [1, 2, 100]);
    }

    #[test]
    fn a_post_of_text_gets_a_collage_and_cards() {
        let mut document = Document::opened(exhibition());
        let (edit, post) = add_text_post(document.current(), "Новый пост");
        document.apply(&edit).unwrap();
        joined(&mut document, post, vec![book("k1"), book("k3")]);
        let want = [("text", vec![]), ("opener", vec![1, 101 + 1]), ("card", vec![1]), ("card", vec![102])];
        assert_eq!(slides(document.current(), post), want);
    }

    #[test]
    fn new_posts_hold_six_books_and_are_one_step() {
        let start = exhibition();
        let books = arrivals(&start, (0..8).map(|it| book(&format!("n{it}"))).collect());
        let (edit, first) = add_posts(&start, "Новый пост", &books).unwrap();
        let mut document = Document::opened(start.clone());
        document.apply(&edit).unwrap();
        assert!(document.current().violations().is_empty());
        let sizes: Vec<usize> = document.current().posts.iter().map(|it| it.exhibits.len()).collect();
        assert_eq!((sizes, first), (vec![2, 6, 2], document.current().posts[1].id));
        assert!(document.undo());
        assert_eq!(**document.current(), start);
        assert_eq!(add_posts(&start, "Новый пост", &[]), None);
    }

    #[test]
    fn a_corrected_record_is_corrected_in_the_exhibition_and_back_in_one_step() {
        let mut document = Document::new(exhibition());
        let (before, now) = (BookRecord::default(), BookRecord { title: "Степь".to_owned(), ..BookRecord::default() });
        let edit = corrected(document.current(), &[("k2", (&before, &now))]).unwrap();
        document.apply(&edit).unwrap();
        let titles = |it: &Document| it.current().exhibits.iter().map(|it| it.title().into_owned()).collect::<Vec<_>>();
        assert_eq!(titles(&document), ["", "Степь"]);
        // A copy that is not what the record was has been changed by hand.
        assert!(corrected(document.current(), &[("k2", (&before, &now))]).is_none());
        assert!(corrected(document.current(), &[("", (&before, &now))]).is_none());
        document.undo();
        assert_eq!(titles(&document), ["", ""]);
    }
}
