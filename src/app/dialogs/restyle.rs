//! Another look for the whole series, with what changes shown before it is done.

use std::sync::Arc;

use egui::{Rect, RichText, ScrollArea, Sense, Ui, Vec2};
use egui_material_icons::icons::{ICON_ARROW_FORWARD, ICON_CHECK};

use super::super::action::Action;
use super::super::drawing::Purpose as Drawn;
use super::super::look::tokens;
use super::super::ring::Following as _;
use super::super::screens::{Cx, chooser};
use super::super::widgets::{WHOLE, picture, primary, section, tick_box};
use super::new::themes_ui;
use super::{
    room::{high, wide},
    title,
};
use crate::compose::Library;
use crate::domain::{Exhibition, OwnLooks, Post, Purpose, Slide, SlideId, Template, TemplateId, ThemeId};
use crate::edit::{Document, Edit, with_looks};

/// Slides shown before and after.
const SHOWN: usize = 4;
/// Size of a slide that is shown.
const PICTURE: Vec2 = Vec2::new(196.0, 245.0);
const SCALE: f32 = 0.3;

/// What is to be changed; `None` leaves things as they are.
#[derive(Clone, Debug, Default)]
pub(in crate::app) struct RestyleDraft {
    theme: Option<ThemeId>,
    /// Template of the slides that show several books.
    first: Option<TemplateId>,
    /// Template of the slides that show one.
    card: Option<TemplateId>,
    /// Posts with a look of their own lose it.
    own_too: bool,
    trial: Option<Arc<Trial>>,
}

/// The exhibition as it would be.
#[derive(Clone, Debug)]
struct Trial {
    of: Arc<Exhibition>,
    after: Arc<Exhibition>,
    edits: Vec<Edit>,
    n_slides: usize,
    n_by_hand: usize,
    /// Slides whose number of books the template cannot show.
    n_unfit: usize,
}

impl RestyleDraft {
    /// The step, as it is offered.
    fn edits(&self, exhibition: &Exhibition, library: &Library) -> (Vec<Edit>, usize) {
        let theme = self.theme.clone().filter(|it| *it != exhibition.theme);
        let mut edits: Vec<Edit> = theme.map(Edit::Theme).into_iter().collect();
        if self.own_too {
            let own = exhibition.posts.iter().filter(|it| it.theme.is_some());
            edits.extend(own.map(|it| Edit::PostTheme(it.id, None)));
        }
        let mut n_unfit = 0;
        for slide in exhibition.posts.iter().flat_map(|it| &it.slides) {
            let n = slide.exhibits.len();
            let wanted = match n {
                0 => None,
                1 => self.card.as_ref(),
                _ => self.first.as_ref(),
            };
            let Some(id) = wanted.filter(|it| **it != slide.template) else { continue };
            if library.templates.iter().any(|it| it.id == *id && it.suits(n)) {
                edits.push(Edit::Template(slide.id, id.clone()));
            } else {
                n_unfit += 1;
            }
        }
        (edits, n_unfit)
    }

    /// Tries the step on a copy, when something else was chosen or the document has changed.
    fn try_out(&mut self, exhibition: &Arc<Exhibition>, (library, kept): (&Library, &OwnLooks)) {
        if self.trial.as_ref().is_some_and(|it| Arc::ptr_eq(&it.of, exhibition)) {
            return;
        }
        let (edits, n_unfit) = self.edits(exhibition, library);
        let mut document = Document::opened(Exhibition::clone(exhibition));
        let label = ("оформление всех постов", "look of all posts");
        let all = with_looks(Edit::All { label, edits: edits.clone() }, kept, exhibition);
        let is_done = document.apply(&all).is_ok();
        let after = if is_done { document.current().clone() } else { exhibition.clone() };
        let is_changed = |slide: &&(&Arc<Post>, &Arc<Slide>)| changes(exhibition, &after, slide.0, slide.1);
        let slides: Vec<_> =
            exhibition.posts.iter().flat_map(|post| post.slides.iter().map(move |it| (post, it))).collect();
        let changed: Vec<_> = slides.iter().filter(is_changed).collect();
        let n_by_hand = changed.iter().filter(|it| is_by_hand(it.1)).count();
        let n_slides = changed.len();
        self.trial = Some(Arc::new(Trial { of: exhibition.clone(), after, edits, n_slides, n_by_hand, n_unfit }));
    }
}

fn changes(before: &Exhibition, after: &Exhibition, post: &Post, slide: &Slide) -> bool {
    let Some((new_post, new)) = after.slide(slide.id) else { return true };
    new.template != slide.template || before.theme_of(post) != after.theme_of(new_post)
}

fn is_by_hand(slide: &Slide) -> bool {
    !slide.overrides.roles().is_empty() || slide.elements.values().any(|it| !it.is_empty())
}

/// Slides to look at: those changed by hand first, then the first of posts here and there, and a card.
fn looked_at(trial: &Trial) -> Vec<SlideId> {
    let posts = &trial.of.posts;
    let by_hand = posts.iter().flat_map(|it| &it.slides).filter(|it| is_by_hand(it)).take(2);
    let n = posts.len();
    let here_and_there = [0, n / 2, n.saturating_sub(1)].into_iter().filter_map(|it| posts.get(it)?.slides.first());
    let card = posts.iter().flat_map(|it| &it.slides).find(|it| it.exhibits.len() == 1);
    let mut found: Vec<SlideId> = Vec::new();
    for slide in by_hand.chain(posts.first().and_then(|it| it.slides.first())).chain(card).chain(here_and_there) {
        if !found.contains(&slide.id) && found.len() < SHOWN {
            found.push(slide.id);
        }
    }
    found
}

pub(super) fn restyle_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut RestyleDraft) -> bool {
    let Some(exhibition) = cx.exhibition else { return false };
    wide(ui, 940.0);
    title(ui, cx.say("Оформление всех постов", "Look of all posts"));
    draft.try_out(exhibition, (cx.looks, &cx.view.collection.looks));
    let height = high(ui, f32::INFINITY, 158.0);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(390.0);
            ScrollArea::vertical().id_salt("choices").max_height(height).following(ui, |ui| choices_ui(ui, cx, draft));
        });
        ui.add_space(14.0);
        ui.vertical(|ui| {
            let Some(trial) = draft.trial.clone() else { return };
            words_ui(ui, cx, &trial);
            ScrollArea::vertical().id_salt("slides").max_height(height - 60.0).following(ui, |ui| {
                for slide in looked_at(&trial) {
                    pair_ui(ui, cx, &trial, slide);
                }
            });
        });
    });
    ui.add_space(10.0);
    buttons_ui(ui, cx, draft)
}

fn choices_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut RestyleDraft) {
    let Some(exhibition) = cx.exhibition else { return };
    let mut chosen = draft.clone();
    section(ui, cx.say("Оформление", "Theme"));
    let current = draft.theme.as_ref().unwrap_or(&exhibition.theme);
    if let Some(theme) = themes_ui(ui, cx, current) {
        chosen.theme = Some(theme);
    }
    let n_own = exhibition.posts.iter().filter(|it| it.theme.is_some()).count();
    if n_own > 0 {
        let words = cx.lang.plural(
            n_own,
            ["пост со своим оформлением", "поста со своим оформлением", "постов со своим оформлением"],
            ["post with a theme of its own", "posts with themes of their own"],
        );
        let words = format!("{} {n_own} {words}", cx.say("И", "Also"));
        tick_box(ui, &mut chosen.own_too, &words);
    }
    section(ui, cx.say("Шаблоны", "Templates"));
    let several = templates(cx, Purpose::Opener, exhibition);
    if let Some(id) =
        chooser(ui, cx.say("Кадры с несколькими книгами", "Slides of several books"), &draft.first, &several)
    {
        chosen.first = id;
    }
    let one = templates(cx, Purpose::Card, exhibition);
    if let Some(id) = chooser(ui, cx.say("Карточки книг", "Cards of books"), &draft.card, &one) {
        chosen.card = id;
    }
    let is_other = (&chosen.theme, &chosen.first, &chosen.card, chosen.own_too)
        != (&draft.theme, &draft.first, &draft.card, draft.own_too);
    if is_other {
        *draft = RestyleDraft { trial: None, ..chosen };
    }
}

/// Templates that suit at least one slide of the exhibition, and "as it is".
fn templates<'a>(cx: &Cx<'a>, purpose: Purpose, exhibition: &Exhibition) -> Vec<(Option<TemplateId>, &'a str)> {
    let counts: std::collections::BTreeSet<usize> =
        exhibition.posts.iter().flat_map(|it| &it.slides).map(|it| it.exhibits.len()).collect();
    let is_asked = |n: usize| if purpose == Purpose::Card { n == 1 } else { n > 1 };
    let suits = |it: &&Template| it.purpose == purpose && counts.iter().any(|n| is_asked(*n) && it.suits(*n));
    let found = cx.looks.templates.iter().filter(suits);
    let named = found.map(|it| (Some(it.id.clone()), it.name.get(cx.lang)));
    [(None, cx.say("Как сейчас", "As they are"))].into_iter().chain(named).collect()
}

fn words_ui(ui: &mut Ui, cx: &Cx<'_>, trial: &Trial) {
    let slides = |n| cx.lang.plural(n, ["кадр", "кадра", "кадров"], ["slide", "slides"]);
    let n = trial.n_slides;
    let words = match n {
        0 => cx.say("Ничего не изменится".to_owned(), "Nothing will change".to_owned()),
        _ => cx.say(format!("Изменится {n} {}", slides(n)), format!("{n} {} will change", slides(n))),
    };
    section(ui, &words);
    let quiet = tokens(ui).quiet;
    let mut notes = Vec::new();
    if trial.n_by_hand > 0 {
        let n = trial.n_by_hand;
        notes.push(cx.say(
            format!("С правками вручную — {n} {}: правки останутся, где для них есть место", slides(n)),
            format!("{n} {} changed by hand: the changes stay wherever they have a place", slides(n)),
        ));
    }
    if trial.n_unfit > 0 {
        let n = trial.n_unfit;
        notes.push(cx.say(
            format!("Не подойдёт по числу книг — {n} {}: останутся как есть", slides(n)),
            format!("{n} {} with too few or too many books stay as they are", slides(n)),
        ));
    }
    for note in notes {
        ui.label(RichText::new(note).small().color(quiet));
    }
}

fn pair_ui(ui: &mut Ui, cx: &mut Cx<'_>, trial: &Trial, id: SlideId) {
    let format = cx.view.format.clone();
    ui.horizontal(|ui| {
        for (exhibition, purpose) in [(&trial.of, Drawn::Thumbnail), (&trial.after, Drawn::Sample)] {
            let (rect, _) = ui.allocate_exact_size(PICTURE, Sense::hover());
            if let Some((post, slide)) = exhibition.slide(id) {
                let scale = SCALE * ui.ctx().pixels_per_point();
                let scale =
                    if purpose == Drawn::Thumbnail { scale.max(super::super::screens::THUMBNAIL_SCALE) } else { scale };
                let shown = cx.drawings.slide(exhibition, (post, slide), &format, (purpose, scale), cx.media);
                let texture = shown.and_then(|it| it.texture.clone());
                let size = texture.as_ref().map_or(PICTURE, egui::TextureHandle::size_vec2);
                let fit = size * (PICTURE.x / size.x.max(1.0)).min(PICTURE.y / size.y.max(1.0));
                picture(ui, texture.as_ref(), Rect::from_center_size(rect.center(), fit), WHOLE);
            }
            if purpose == Drawn::Thumbnail {
                ui.label(RichText::new(ICON_ARROW_FORWARD.codepoint).size(20.0).color(tokens(ui).quiet));
            }
        }
    });
    ui.add_space(4.0);
}

fn buttons_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &RestyleDraft) -> bool {
    let mut keeps = true;
    ui.horizontal(|ui| {
        let edits = draft.trial.as_ref().map_or(&[] as &[Edit], |it| &it.edits);
        ui.add_enabled_ui(!edits.is_empty(), |ui| {
            if primary(ui, ICON_CHECK, cx.say("Применить ко всем", "Apply to all")).clicked() {
                let label = ("оформление всех постов", "look of all posts");
                cx.act(Action::Edit(Edit::All { label, edits: edits.to_vec() }));
                keeps = false;
            }
        });
        if ui.button(cx.say("Отмена", "Cancel")).clicked() {
            keeps = false;
        }
    });
    keeps
}
