//! Books of posts: the list of a post, and a book that goes from one post to another with its own slides.

use std::sync::Arc;

use super::Edit;
use crate::domain::{ExhibitId, Exhibition, Post, PostId, Slide};

/// What a slide shows of its post.
enum Shows {
    /// All books, whatever they are.
    All,
    /// One book: the slide is its card.
    One,
    /// Some of them.
    Some,
}

fn shows(post: &Post, slide: &Slide) -> Shows {
    let is_first = post.slides.first().is_some_and(|it| it.id == slide.id);
    // A post of one book has a slide that shows all, and a card that shows the same.
    let has_card = || post.slides.iter().any(|it| it.id != slide.id && it.exhibits == slide.exhibits);
    match slide.exhibits.len() {
        1 if post.exhibits == slide.exhibits && is_first && has_card() => Shows::All,
        1 => Shows::One,
        n if n > 1 && slide.exhibits == post.exhibits => Shows::All,
        _ => Shows::Some,
    }
}

/// The cards of a post, each of one book.
pub(super) fn cards_of(post: &Post) -> impl Iterator<Item = &Arc<Slide>> {
    post.slides.iter().filter(|it| matches!(shows(post, it), Shows::One))
}

/// Gives a post another list of books: slides that show all take it, cards go with their book, others lose what is
/// not in it.
pub(super) fn change_books(post: &mut Post, exhibits: &[ExhibitId]) {
    let kinds: Vec<Shows> = post.slides.iter().map(|it| shows(post, it)).collect();
    let slides = std::mem::take(&mut post.slides);
    for (mut slide, kind) in slides.into_iter().zip(kinds) {
        let had_books = !slide.exhibits.is_empty();
        match kind {
            Shows::All => exhibits.clone_into(&mut Arc::make_mut(&mut slide).exhibits),
            Shows::One | Shows::Some if slide.exhibits.iter().all(|it| exhibits.contains(it)) => {}
            Shows::One | Shows::Some => Arc::make_mut(&mut slide).exhibits.retain(|it| exhibits.contains(it)),
        }
        if !had_books || !slide.exhibits.is_empty() {
            post.slides.push(slide);
        }
    }
    exhibits.clone_into(&mut post.exhibits);
}

/// The step that takes a book to the end of another post, its cards with it; a post left without books goes.
///
/// `None` when there is nothing to move, or the other post has the book already.
pub fn move_book(of: &Exhibition, book: ExhibitId, from: PostId, to: PostId) -> Option<Edit> {
    let (source, target) = (of.post(from)?, of.post(to)?);
    if from == to || !source.exhibits.contains(&book) || target.exhibits.contains(&book) {
        return None;
    }
    let cards = cards_of(source).filter(|it| it.exhibits == [book]);
    let put = |it: &Arc<Slide>| Edit::Slide { post: to, slide: Box::new(Slide::clone(it)), before: None };
    let mut edits: Vec<Edit> = cards.map(put).collect();
    let rest: Vec<ExhibitId> = source.exhibits.iter().copied().filter(|it| *it != book).collect();
    let joined = target.exhibits.iter().copied().chain([book]).collect();
    // The target first: its new card is one of several books before its list is.
    edits.insert(0, Edit::PostExhibits(to, joined));
    edits.push(if rest.is_empty() { Edit::RemovePost(from) } else { Edit::PostExhibits(from, rest) });
    Some(Edit::All { label: ("книга в другой пост", "a book to another post"), edits })
}

/// The step that puts a book of a post before another of it, or at the end; its cards go along.
///
/// `None` when it stands there already or is not of this post.
pub fn put_book(of: &Exhibition, post: PostId, book: ExhibitId, before: Option<ExhibitId>) -> Option<Edit> {
    let post = of.post(post)?;
    let mut order: Vec<ExhibitId> = post.exhibits.iter().copied().filter(|it| *it != book).collect();
    let at = before.map_or(Some(order.len()), |before| order.iter().position(|it| *it == before))?;
    order.insert(at, book);
    if !post.exhibits.contains(&book) || order == post.exhibits {
        return None;
    }
    let is_card = |it: &&Arc<Slide>| matches!(shows(post, it), Shows::One);
    let is_of = |book: ExhibitId| move |it: &&Arc<Slide>| is_card(it) && it.exhibits == [book];
    let next = order.get(at + 1..).unwrap_or_default().iter().find_map(|it| post.slides.iter().find(is_of(*it)));
    let after_cards = || {
        let last = post.slides.iter().rposition(|it| is_card(&it) && it.exhibits != [book])?;
        post.slides.get(last + 1)
    };
    let place = next.or_else(after_cards).map(|it| it.id);
    let cards = post.slides.iter().filter(is_of(book)).filter(|it| Some(it.id) != place);
    let mut edits: Vec<Edit> = cards.map(|it| Edit::MoveSlide { slide: it.id, before: place }).collect();
    edits.push(Edit::PostExhibits(post.id, order));
    Some(Edit::All { label: ("порядок книг", "order of books"), edits })
}

/// The step that moves a book of a post by one place; `None` at the ends of the row.
pub fn shift_book(of: &Exhibition, post: PostId, book: ExhibitId, step: isize) -> Option<Edit> {
    put_book(of, post, book, shifted(&of.post(post)?.exhibits, book, step)?)
}

/// The one that will stand after it when something is moved by one place, `Some(None)` for the last place; `None` at
/// the ends of the row.
pub fn shifted<T: Copy + PartialEq>(row: &[T], moved: T, step: isize) -> Option<Option<T>> {
    let at = row.iter().position(|it| *it == moved)?.checked_add_signed(step).filter(|it| *it < row.len())?;
    Some(if step > 0 { row.get(at + 1) } else { row.get(at) }.copied())
}

/// The step that takes a book out of a post with its cards; the last one takes the post along.
pub fn take_book(of: &Exhibition, post: PostId, book: ExhibitId) -> Option<Edit> {
    let exhibits = &of.post(post)?.exhibits;
    let rest: Vec<ExhibitId> = exhibits.iter().copied().filter(|it| *it != book).collect();
    let is_last = rest.is_empty();
    let label = ("книга убрана из поста", "a book taken out of a post");
    let edit = if is_last { Edit::RemovePost(post) } else { Edit::PostExhibits(post, rest) };
    exhibits.contains(&book).then(|| Edit::All { label, edits: vec![edit] })
}

/// The post before or after another one, as the step over it says.
pub fn neighbour(of: &Exhibition, post: PostId, step: isize) -> Option<PostId> {
    let index = of.posts.iter().position(|it| it.id == post)?;
    of.posts.get(index.checked_add_signed(step)?).map(|it| it.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{BookRecord, Exhibit, PostKind, SlideId};
    use crate::edit::Document;

    const A: PostId = PostId(10);
    const B: PostId = PostId(20);

    fn slide(id: u64, books: &[u64]) -> Arc<Slide> {
        Arc::new(Slide::new(SlideId(id), "card".into(), 0, books.iter().map(|it| ExhibitId(*it)).collect()))
    }

    fn post(id: PostId, books: &[u64], slides: Vec<Arc<Slide>>) -> Arc<Post> {
        let exhibits = books.iter().map(|it| ExhibitId(*it)).collect();
        Arc::new(Post { slides, ..Post::new(id, PostKind::Exhibition, "Пост", exhibits) })
    }

    /// Two posts: books 1, 2 and a text slide; book 3 with a collage and a card.
    fn exhibition() -> Exhibition {
        let mut exhibition = Exhibition::empty("Осень", "swiss".into(), Vec::new());
        exhibition.exhibits =
            (1..=3).map(|it| Arc::new(Exhibit::of_record(ExhibitId(it), BookRecord::default()))).collect();
        let first = vec![slide(11, &[1, 2]), slide(12, &[1]), slide(13, &[2]), slide(14, &[])];
        exhibition.posts = vec![post(A, &[1, 2], first), post(B, &[3], vec![slide(21, &[3]), slide(22, &[3])])];
        exhibition.next_id = 100;
        exhibition
    }

    fn books(of: &Exhibition, id: PostId) -> (Vec<u64>, Vec<Vec<u64>>) {
        let post = of.post(id).unwrap();
        let ids = |it: &[ExhibitId]| it.iter().map(|it| it.0).collect::<Vec<_>>();
        (ids(&post.exhibits), post.slides.iter().map(|it| ids(&it.exhibits)).collect())
    }

    fn moved(document: &mut Document, book: u64, from: PostId, to: PostId) {
        let edit = move_book(document.current(), ExhibitId(book), from, to).unwrap();
        document.apply(&edit).unwrap();
        assert!(document.current().violations().is_empty());
    }

    #[test]
    fn a_book_goes_with_its_card_and_both_collages_follow() {
        let mut document = Document::opened(exhibition());
        moved(&mut document, 2, A, B);
        assert_eq!(books(document.current(), A), (vec![1], vec![vec![1], vec![1], vec![]]));
        assert_eq!(books(document.current(), B), (vec![3, 2], vec![vec![3, 2], vec![3], vec![2]]));
        moved(&mut document, 2, B, A);
        assert_eq!(books(document.current(), A), (vec![1, 2], vec![vec![1, 2], vec![1], vec![], vec![2]]));
        assert_eq!(books(document.current(), B), (vec![3], vec![vec![3], vec![3]]));
    }

    #[test]
    fn the_last_book_takes_its_post_away_and_one_step_back_brings_everything_again() {
        let start = exhibition();
        let mut document = Document::opened(start.clone());
        moved(&mut document, 3, B, A);
        assert!(document.current().post(B).is_none());
        assert_eq!(books(document.current(), A).0, [1, 2, 3]);
        assert!(document.undo());
        assert_eq!(**document.current(), start);
    }

    fn done(document: &mut Document, edit: Option<Edit>) {
        document.apply(&edit.unwrap()).unwrap();
        assert!(document.current().violations().is_empty());
    }

    #[test]
    fn books_change_places_with_their_cards_and_other_slides_stay() {
        let mut document = Document::opened(exhibition());
        let edit = shift_book(document.current(), A, ExhibitId(2), -1);
        done(&mut document, edit);
        assert_eq!(books(document.current(), A), (vec![2, 1], vec![vec![2, 1], vec![2], vec![1], vec![]]));
        let edit = put_book(document.current(), A, ExhibitId(2), None);
        done(&mut document, edit);
        assert_eq!(books(document.current(), A), (vec![1, 2], vec![vec![1, 2], vec![1], vec![2], vec![]]));
        for (book, step) in [(1, -1), (2, 1), (3, 1)] {
            assert_eq!(shift_book(document.current(), A, ExhibitId(book), step), None);
        }
    }

    #[test]
    fn a_book_is_taken_out_with_its_card_and_the_last_one_with_its_post() {
        let mut document = Document::opened(exhibition());
        let edit = take_book(document.current(), A, ExhibitId(1));
        done(&mut document, edit);
        assert_eq!(books(document.current(), A).0, [2]);
        let edit = take_book(document.current(), B, ExhibitId(3));
        done(&mut document, edit);
        assert!(document.current().post(B).is_none());
        assert_eq!(take_book(document.current(), A, ExhibitId(3)), None);
    }

    #[test]
    fn nothing_is_moved_to_where_it_is() {
        let exhibition = exhibition();
        assert_eq!(move_book(&exhibition, ExhibitId(1), A, A), None);
        assert_eq!(move_book(&exhibition, ExhibitId(3), A, B), None);
        assert_eq!((neighbour(&exhibition, A, 1), neighbour(&exhibition, A, -1)), (Some(B), None));
    }
}
