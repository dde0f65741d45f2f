//! Commands that change the document: posts, slides, elements, findings.

use std::sync::Arc;

use super::App;
use super::command::Command;
use super::selection::Selection;
use super::view::Screen;
use crate::compose::ElementKey;
use crate::domain::{ElementId, Exhibition, Fix, FormatId, Post, PostId, Role, Slide, SlideId, TemplateId};
use crate::edit::{Edit, add_text_post, move_book, neighbour, shift_book, shifted, take_book};

impl App {
    /// Looks at the next slide of the post, or the one before.
    pub(super) fn turn_slide(&mut self, step: isize) {
        let Some(slides) = self.exhibition().zip(self.view.post).and_then(|(it, id)| Some(&it.post(id)?.slides)) else {
            return;
        };
        let at = slides.iter().position(|it| Some(it.id) == self.view.slide).unwrap_or_default();
        let next = at.checked_add_signed(step).and_then(|it| slides.get(it)).map(|it| it.id);
        if let Some(next) = next {
            self.view.slide = Some(next);
            self.select(Selection::default());
        }
    }

    /// Commands that change the document.
    pub(super) fn change(&mut self, command: Command) {
        let Some(exhibition) = self.exhibition().cloned() else { return };
        match command {
            Command::AddPost => self.add_post(&exhibition),
            Command::NextPost | Command::PreviousPost => {
                let index = exhibition.posts.iter().position(|it| Some(it.id) == self.view.post).unwrap_or_default();
                let next = if command == Command::NextPost { index + 1 } else { index.saturating_sub(1) };
                if let Some(post) = exhibition.posts.get(next) {
                    self.select_post(post.id);
                }
            }
            Command::Earlier => self.shift(&exhibition, -1),
            Command::Later => self.shift(&exhibition, 1),
            Command::BookEarlier => self.shift_book(&exhibition, -1),
            Command::BookLater => self.shift_book(&exhibition, 1),
            Command::BookOut => self.take_book(&exhibition),
            Command::BookToNext => self.move_book(&exhibition, 1),
            Command::BookToPrevious => self.move_book(&exhibition, -1),
            Command::Duplicate if !self.has_elements_selected() => self.duplicate(&exhibition),
            Command::Delete if !self.has_elements_selected() => self.delete(),
            _ => {
                let Some((post, slide)) = self.view.slide.and_then(|it| exhibition.slide(it)) else { return };
                self.change_slide(command, &exhibition, post, slide);
            }
        }
    }

    pub(super) fn change_slide(&mut self, command: Command, exhibition: &Exhibition, post: &Post, slide: &Slide) {
        match command {
            Command::NextVariant => self.apply(&Edit::Seed(slide.id, slide.seed.wrapping_add(1))),
            Command::PreviousVariant => self.apply(&Edit::Seed(slide.id, slide.seed.wrapping_sub(1))),
            Command::ResetSlide => self.apply(&Edit::Reset(slide.id)),
            Command::ResetElement => {
                let roles = self.view.selection.keys().iter().filter_map(|it| match it {
                    ElementKey::Role(role) => Some(*role),
                    ElementKey::Free(_) => None,
                });
                let format = self.view.format.clone();
                self.apply(&put_back(slide, roles.map(|it| (it, vec![format.clone()]))));
            }
            Command::AddTextSlide => {
                let new = Slide::new(SlideId(exhibition.next_id), TemplateId::from("text"), 0, Vec::new());
                let id = new.id;
                self.apply(&Edit::Slide { post: post.id, slide: Box::new(new), before: after(post, slide.id) });
                self.view.slide = Some(id);
            }
            Command::DuplicateSlide => {
                let mut next = exhibition.next_id;
                let copy = copy_of(slide, &mut next);
                let (id, before) = (copy.id, after(post, slide.id));
                self.apply(&Edit::Slide { post: post.id, slide: Box::new(copy), before });
                self.view.slide = Some(id);
            }
            Command::DeleteSlide => self.delete_slide(post, slide.id),
            _ => self.objects(command, exhibition, slide),
        }
    }

    fn delete_slide(&mut self, post: &Post, slide: SlideId) {
        if post.slides.len() < 2 {
            let text = self.lang().pick(
                "Это единственный кадр поста; удалить можно весь пост на экране «Выставка»",
                "This is the only slide of the post; the whole post can be deleted on the exhibition screen",
            );
            self.view.say(text);
            return;
        }
        let previous = post.slides.iter().take_while(|it| it.id != slide).last().map(|it| it.id);
        let next = previous.or_else(|| after(post, slide));
        self.apply(&Edit::RemoveSlide(slide));
        self.view.slide = next;
        self.select(super::selection::Selection::default());
    }

    /// Moves the post on the board, else the slide that is looked at, by one place.
    fn shift(&mut self, exhibition: &Exhibition, step: isize) {
        if self.view.screen == Screen::Board {
            let row: Vec<PostId> = exhibition.posts.iter().map(|it| it.id).collect();
            if let Some((post, before)) = self.view.post.and_then(|it| Some((it, shifted(&row, it, step)?))) {
                self.apply(&Edit::MovePost { post, before });
            }
            return;
        }
        let Some((post, slide)) = self.view.slide.and_then(|it| exhibition.slide(it)) else { return };
        let row: Vec<SlideId> = post.slides.iter().map(|it| it.id).collect();
        if let Some(before) = shifted(&row, slide.id, step) {
            self.apply(&Edit::MoveSlide { slide: slide.id, before });
        }
    }

    /// Moves the book that is pointed at within its post.
    fn shift_book(&mut self, exhibition: &Exhibition, step: isize) {
        let Some((post, book)) = self.view.pointed_book(exhibition) else { return };
        if let Some(edit) = shift_book(exhibition, post, book, step) {
            self.apply(&edit);
        }
    }

    /// Takes the book that is pointed at out of its post.
    fn take_book(&mut self, exhibition: &Exhibition) {
        let Some((post, book)) = self.view.pointed_book(exhibition) else { return };
        let Some(edit) = take_book(exhibition, post, book) else { return };
        self.apply(&edit);
        self.view.book = None;
        let gone = exhibition.exhibit(book).map(|it| it.title().into_owned()).unwrap_or_default();
        let text = self.lang().pick("Убрана из поста: ", "Taken out of the post: ");
        self.offer_back(format!("{text}{gone}"));
    }

    /// Takes the book that is pointed at to a neighbouring post.
    fn move_book(&mut self, exhibition: &Exhibition, step: isize) {
        let Some((from, book)) = self.view.pointed_book(exhibition) else { return };
        let moved = neighbour(exhibition, from, step).and_then(|to| Some((to, move_book(exhibition, book, from, to)?)));
        let Some((to, edit)) = moved else { return };
        self.apply(&edit);
        self.select_post(to);
        self.view.book = Some((to, book));
    }

    fn add_post(&mut self, exhibition: &Exhibition) {
        let (edit, post) = add_text_post(exhibition, self.lang().pick("Новый пост", "New post"));
        self.apply(&edit);
        self.select_post(post);
    }

    pub(super) fn duplicate(&mut self, exhibition: &Exhibition) {
        let Some(post) = self.view.post.and_then(|id| exhibition.posts.iter().position(|it| it.id == id)) else {
            return;
        };
        let Some(original) = exhibition.posts.get(post) else { return };
        let mut copy = Post::clone(original);
        let mut next = exhibition.next_id;
        copy.id = PostId(next);
        next += 1;
        for slide in &mut copy.slides {
            *slide = Arc::new(copy_of(slide, &mut next));
        }
        let (id, before) = (copy.id, exhibition.posts.get(post + 1).map(|it| it.id));
        self.apply(&Edit::Post { post: Box::new(copy), before });
        self.select_post(id);
    }

    pub(super) fn delete(&mut self) {
        if let (Screen::Board, Some(post)) = (self.view.screen, self.view.post) {
            self.apply(&Edit::RemovePost(post));
        }
    }

    pub(super) fn fix(&mut self, index: usize) {
        let Some(exhibition) = self.exhibition().cloned() else { return };
        let fix = self.findings.get(index).and_then(|it| it.fix.clone());
        let mut front = exhibition.front.clone();
        match fix {
            Some(Fix::SetAgeMark(mark)) => {
                front.age_mark = Some(mark);
                self.apply(&Edit::Front(Box::new(front)));
            }
            Some(Fix::KeepHashtags(most)) => {
                front.hashtags.truncate(most);
                self.apply(&Edit::Front(Box::new(front)));
            }
            Some(Fix::ResetRole(slide, role)) => self.apply(&Edit::Change { slide, role, change: None }),
            None => {}
        }
    }
}

/// The slide after another one of its post.
fn after(post: &Post, slide: SlideId) -> Option<SlideId> {
    post.slides.iter().skip_while(|it| it.id != slide).nth(1).map(|it| it.id)
}

/// The same slide with numbers of its own for itself and its free elements, from this one on.
fn copy_of(slide: &Slide, next: &mut u64) -> Slide {
    let mut take = || {
        *next += 1;
        *next - 1
    };
    let mut copy = slide.clone();
    copy.id = SlideId(take());
    let mut new = std::collections::BTreeMap::new();
    for element in copy.elements.values_mut().flatten() {
        let element = Arc::make_mut(element);
        let id = ElementId(take());
        new.insert(element.id, id);
        element.id = id;
    }
    copy.layers = copy.layers.renumbered(&new);
    copy
}

/// The step that puts roles back as the template has them: their places in these formats, everything else in all.
pub(super) fn put_back(slide: &Slide, roles: impl IntoIterator<Item = (Role, Vec<FormatId>)>) -> Edit {
    let place = |format, role| Edit::Place { slide: slide.id, format, role, placement: None };
    let edits = roles.into_iter().flat_map(|(role, formats)| {
        let places = formats.into_iter().map(move |it| place(it, role));
        places.chain([Edit::Change { slide: slide.id, role, change: None }])
    });
    Edit::All { label: ("возврат к шаблону", "back to the template"), edits: edits.collect() }
}
