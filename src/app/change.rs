//! Commands that change the document: posts, slides, elements, findings.

use std::sync::Arc;

use super::App;
use super::command::Command;
use super::view::Screen;
use crate::compose::ElementKey;
use crate::domain::{
    Element, ElementId, ElementKind, ExhibitId, Exhibition, Fix, Placement, Post, PostId, PostKind, Role, RoleChange,
    Slide, SlideId, TemplateId, TextAlign, TextVoice,
};
use crate::edit::Edit;

impl App {
    /// Commands that change the document.
    pub(super) fn change(&mut self, command: Command) {
        let Some(exhibition) = self.exhibition().cloned() else { return };
        match command {
            Command::AddPost => self.add_post(&exhibition, Vec::new()),
            Command::NextPost | Command::PreviousPost => {
                let index = exhibition.posts.iter().position(|it| Some(it.id) == self.view.post).unwrap_or_default();
                let next = if command == Command::NextPost { index + 1 } else { index.saturating_sub(1) };
                if let Some(post) = exhibition.posts.get(next) {
                    self.select_post(post.id);
                }
            }
            Command::Duplicate => self.duplicate(&exhibition),
            Command::Delete => self.delete(),
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
                if let Some(ElementKey::Role(role)) = self.view.selected {
                    let format = self.view.format.clone();
                    let edits = vec![
                        Edit::Place { slide: slide.id, format, role, placement: None },
                        Edit::Change { slide: slide.id, role, change: None },
                    ];
                    self.apply(&Edit::All {
                        label: ("возврат к шаблону", "back to the template"), edits
                    });
                }
            }
            Command::AddTextSlide => {
                let new = Slide::new(SlideId(exhibition.next_id), TemplateId::from("text"), 0, Vec::new());
                let before = post.slides.iter().skip_while(|it| it.id != slide.id).nth(1).map(|it| it.id);
                let id = new.id;
                self.apply(&Edit::Slide { post: post.id, slide: Box::new(new), before });
                self.view.slide = Some(id);
            }
            Command::AddText => self.add_text(exhibition, slide),
            _ => {}
        }
    }

    pub(super) fn add_text(&mut self, exhibition: &Exhibition, slide: &Slide) {
        let format = self.view.format.clone();
        let size = self.studio.library.format(&format).map(|it| it.size).unwrap_or_default();
        let rect = crate::domain::CanvasRect::new(size.width * 0.2, size.height * 0.45, size.width * 0.6, 120.0);
        let kind = ElementKind::Text {
            text: self.lang().pick("Новая надпись", "New text").to_owned(),
            voice: TextVoice::Heading,
            size: 56.0,
            align: TextAlign::Center,
            colour: None,
        };
        let element = Element { id: ElementId(exhibition.next_id), placement: Placement::upright(rect), kind };
        let id = element.id;
        self.apply(&Edit::Element { slide: slide.id, format, element: Box::new(element) });
        self.view.selected = Some(ElementKey::Free(id));
    }

    pub(super) fn add_post(&mut self, exhibition: &Exhibition, exhibits: Vec<ExhibitId>) {
        let mut next = exhibition.next_id.max(exhibits.iter().map(|it| it.0 + 1).max().unwrap_or(0));
        let mut take = || {
            next += 1;
            next - 1
        };
        let id = PostId(take());
        let mut slide = |template: &str, exhibits| Arc::new(Slide::new(SlideId(take()), template.into(), 0, exhibits));
        let mut slides = vec![slide(if exhibits.is_empty() { "text" } else { "opener" }, exhibits.clone())];
        slides.extend(exhibits.iter().map(|it| slide("card", vec![*it])));
        let title = self.lang().pick("Новый пост", "New post");
        let post = Post { slides, ..Post::new(id, PostKind::Exhibition, title, exhibits) };
        self.apply(&Edit::Post { post: Box::new(post), before: None });
        self.select_post(id);
    }

    pub(super) fn duplicate(&mut self, exhibition: &Exhibition) {
        let Some(post) = self.view.post.and_then(|id| exhibition.posts.iter().position(|it| it.id == id)) else {
            return;
        };
        let Some(original) = exhibition.posts.get(post) else { return };
        let mut copy = Post::clone(original);
        let mut next = exhibition.next_id;
        let mut take = || {
            next += 1;
            next - 1
        };
        copy.id = PostId(take());
        for slide in &mut copy.slides {
            let slide = Arc::make_mut(slide);
            slide.id = SlideId(take());
            for element in slide.elements.values_mut().flatten() {
                Arc::make_mut(element).id = ElementId(take());
            }
        }
        let (id, before) = (copy.id, exhibition.posts.get(post + 1).map(|it| it.id));
        self.apply(&Edit::Post { post: Box::new(copy), before });
        self.select_post(id);
    }

    pub(super) fn delete(&mut self) {
        match (self.view.screen, self.view.selected, self.view.slide, self.view.post) {
            (Screen::Post, Some(ElementKey::Free(id)), Some(slide), _) => self.apply(&Edit::RemoveElement(slide, id)),
            (Screen::Post, Some(ElementKey::Role(role)), Some(slide), _) => self.hide(slide, role),
            (Screen::Board, _, _, Some(post)) => {
                self.apply(&Edit::RemovePost(post));
                let text = self.lang().pick("Пост удалён. Ctrl+Z вернёт его", "Post removed. Ctrl+Z brings it back");
                self.view.say(text);
            }
            _ => {}
        }
    }

    pub(super) fn hide(&mut self, slide: SlideId, role: Role) {
        let own = self.exhibition().and_then(|it| it.slide(slide)?.1.overrides.change(role).cloned());
        let change = RoleChange { hidden: true, ..own.unwrap_or_default() };
        self.apply(&Edit::Change { slide, role, change: Some(Box::new(change)) });
        self.view.selected = None;
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

    pub(super) fn tick_all(&mut self) {
        let catalogue = &mut self.view.catalogue;
        let all: Vec<_> = catalogue.found.records.iter().map(|it| it.id).collect();
        if all.iter().all(|it| catalogue.ticked.contains(it)) {
            catalogue.ticked.retain(|it| !all.contains(it));
        } else {
            catalogue.ticked.extend(all);
        }
    }
}
