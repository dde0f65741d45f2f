//! The places of the window. Each is a function of what it shows and a list to put actions in.

mod board;
mod books;
mod bundles;
mod catalogue;
mod element;
mod exhibit;
mod inspector;
mod menus;
mod overrides;
mod place;
mod plaque;
mod post;
mod preview;
mod stacked;
mod start;

pub(super) use board::THUMBNAIL_SCALE;
pub(super) use element::words_name;
pub(super) use exhibit::name_of_person;
pub(super) use inspector::{chooser, field, want_field};
pub(super) use place::{shown_number, typed_number};
pub(super) use plaque::plaque_edit;
pub(super) use post::{LEAST_ZOOM, MOST_ZOOM, within, zoom_text};

use std::sync::Arc;

use egui::Ui;

use super::action::Action;
use super::drawing::Drawings;
use super::view::{Screen, View};
use crate::compose::{ElementKey, Library};
use crate::domain::{ElementId, ElementKind, ExhibitId, Exhibition, Finding, Lang, Post, Role, Slide, SlideId};
use crate::tasks::{Media, Settings, Studio};

/// What screens show and where they put what the user asks for.
pub(super) struct Cx<'a> {
    pub(super) lang: Lang,
    pub(super) exhibition: Option<&'a Arc<Exhibition>>,
    pub(super) media: &'a Media,
    pub(super) findings: &'a [Finding],
    /// Whether a draft could not be written beside the file the last time.
    pub(super) has_no_draft: bool,
    pub(super) settings: &'a Settings,
    pub(super) studio: &'a Studio,
    /// Templates and themes to choose from.
    pub(super) looks: &'a Library,
    pub(super) drawings: &'a mut Drawings,
    pub(super) view: &'a mut View,
    pub(super) actions: &'a mut Vec<Action>,
}

impl<'a> Cx<'a> {
    /// The post that is looked at.
    pub(super) fn post(&self) -> Option<&'a Arc<Post>> {
        self.exhibition?.post(self.view.post?)
    }

    /// The slide that is looked at, with its post.
    pub(super) fn slide(&self) -> Option<(&'a Arc<Post>, &'a Arc<Slide>)> {
        self.exhibition?.slide(self.view.slide?)
    }

    /// The picture selected alone on the slide: the cover of a book, or one put there by hand.
    pub(super) fn selected_picture(&self) -> Option<SelectedPicture> {
        selected_picture(self.slide()?.1, self.view.selection.only()?)
    }

    /// One of two texts.
    pub(super) fn say<T>(&self, ru: T, en: T) -> T {
        self.lang.pick(ru, en)
    }

    pub(super) fn act(&mut self, action: Action) {
        self.actions.push(action);
    }
}

/// A picture on a slide that another may take the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SelectedPicture {
    /// The cover of a book, or the generated one.
    CoverOf(ExhibitId),
    /// One that was put on the slide.
    Free(SlideId, ElementId),
}

/// The picture an element is; `None` when it is none.
pub(super) fn selected_picture(slide: &Slide, key: ElementKey) -> Option<SelectedPicture> {
    match key {
        ElementKey::Role(Role::Cover(exhibit)) => Some(SelectedPicture::CoverOf(exhibit)),
        ElementKey::Role(_) => None,
        ElementKey::Free(id) => match &slide.element(id)?.kind {
            ElementKind::Picture { .. } => Some(SelectedPicture::Free(slide.id, id)),
            ElementKind::Cover(exhibit) => Some(SelectedPicture::CoverOf(*exhibit)),
            _ => None,
        },
    }
}

/// Shows the screen that is looked at.
pub(super) fn screen_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    match cx.view.screen {
        Screen::Start => start::start_ui(ui, cx),
        Screen::Catalogue => catalogue::catalogue_ui(ui, cx),
        Screen::Board => board::board_ui(ui, cx),
        Screen::Post => post::post_ui(ui, cx),
        Screen::Preview => preview::preview_ui(ui, cx),
        Screen::Bundles => bundles::bundles_ui(ui, cx),
    }
}

/// Day and month for people: "5 ноября".
pub(super) fn shown_date(date: &str, lang: Lang) -> String {
    const RU: [&str; 12] = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut parts = date.split('-').skip(1).filter_map(|it| it.parse::<usize>().ok());
    let (Some(month), Some(day)) = (parts.next(), parts.next()) else { return date.to_owned() };
    let names = lang.pick(RU, EN);
    names.get(month.wrapping_sub(1)).map_or_else(|| date.to_owned(), |it| format!("{day} {it}"))
}
