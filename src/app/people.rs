//! What a post shows besides books: a person with a portrait, photographs.

use std::path::PathBuf;
use std::sync::Arc;

use super::App;
use super::jobs::Job;
use super::screens::{name_of_person, want_field};
use super::selection::Selection;
use super::view::{Screen, Tab};
use crate::compose::Library;
use crate::domain::{Cover, ExhibitId, PostId, PostKind};
use crate::tasks::{person_into, photographs_into};

impl App {
    fn looks(&mut self) -> Arc<Library> {
        let open = self.open.as_ref().map(|it| &**it.document.current());
        self.offers.of(&self.studio.library, &self.view.collection.looks, open)
    }

    /// A person comes into the post: the name is typed next.
    pub(super) fn add_person(&mut self, ctx: &egui::Context) {
        let library = self.looks();
        let Some((exhibition, post)) = self.exhibition().cloned().zip(self.view.post) else { return };
        let Some(edit) = person_into(&exhibition, post, &library) else { return };
        self.apply(&edit);
        self.select_post(post);
        self.view.slide = exhibition.post(post).and_then(|it| it.slides.first()).map(|it| it.id);
        self.select(Selection::default());
        self.view.tab = Tab::Book;
        self.go(Screen::Post);
        want_field(ctx, name_of_person(self.lang()));
    }

    /// The person on the slide who has no portrait yet: a picture given now is the portrait.
    pub(super) fn person_without_portrait(&self) -> Option<ExhibitId> {
        let exhibition = self.exhibition()?;
        let (_, slide) = exhibition.slide(self.view.slide?)?;
        let found = exhibition.exhibits_of(&slide.exhibits).find(|it| it.is_person() && it.cover.is_none());
        found.map(|it| it.id)
    }

    /// Whether pictures dropped now are photographs of an event, not things put on a slide.
    pub(super) fn takes_photographs(&self) -> bool {
        let post = self.view.post.and_then(|it| self.exhibition()?.post(it));
        post.is_some_and(|it| it.kind == PostKind::Event) && self.picture_selected().is_none()
    }

    pub(super) fn ask_for_photographs(&mut self, pictures: Vec<PathBuf>) {
        if let Some((file, to)) = self.open.as_ref().map(|it| it.path.clone()).zip(self.view.post) {
            self.ask(Job::AddPhotographs { file, pictures, to });
        }
    }

    /// Photographs are in the media folder now.
    pub(super) fn photographed(&mut self, pictures: Vec<(Cover, String)>, unread: &[PathBuf], to: PostId) {
        self.tell_of_others(unread);
        let library = self.looks();
        let (n, lang) = (pictures.len(), self.lang());
        let Some(exhibition) = self.exhibition().cloned() else { return };
        let Some((edit, slide)) = photographs_into(&exhibition, to, pictures, &library) else { return };
        self.apply(&edit);
        self.select_post(to);
        self.view.slide = Some(slide);
        self.select(Selection::default());
        let words = lang.plural(n, ["фотография", "фотографии", "фотографий"], ["photograph", "photographs"]);
        self.offer_back(format!("{}{n} {words}", lang.pick("Добавлено в пост: ", "Added to the post: ")));
    }
}
