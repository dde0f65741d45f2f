//! The books of a post on the board: small covers that are taken to another post.

use std::sync::Arc;

use egui::{CornerRadius, Rect, RichText, Sense, Stroke, StrokeKind, Ui, Vec2};

use super::super::action::Action;
use super::super::look::{shade, tokens};
use super::super::widgets::{Anchor, filling, named, picture};
use super::Cx;
use super::menus::{OF_BOOK, asks_for_menu, menu_of};
use crate::domain::{Exhibit, ExhibitId, ExhibitSubject, Post, PostId, Rgb};
use crate::edit::{Edit, move_book, put_book};

/// Size of a small cover.
const COVER: Vec2 = Vec2::new(25.0, 36.0);
const GAP: f32 = 4.0;
/// Height of the row.
pub(super) const ROW: f32 = COVER.y + 8.0;

/// What is dragged over the board; one type, because whoever asks for a load of another type loses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Carried {
    /// A post to another place in the row.
    Post(PostId),
    /// A book to another post.
    Book { book: ExhibitId, from: PostId },
}

/// The covers of a post in their order; what does not fit is counted.
pub(super) fn books_ui(ui: &Ui, cx: &mut Cx<'_>, post: &Post, room: Rect) {
    let Some(exhibition) = cx.exhibition else { return };
    let n_fit = ((room.width() + GAP) / (COVER.x + GAP)).floor().max(1.0) as usize;
    let n = post.exhibits.len();
    let n_shown = if n > n_fit { n_fit.saturating_sub(1) } else { n };
    for (index, book) in exhibition.exhibits_of(&post.exhibits).take(n_shown).enumerate() {
        let at = room.min + Vec2::new(index as f32 * (COVER.x + GAP), 4.0);
        book_ui(ui, cx, (post.id, book), Rect::from_min_size(at, COVER));
    }
    if n > n_shown {
        let at = room.min + Vec2::new(n_shown as f32 * (COVER.x + GAP), 4.0 + COVER.y / 2.0);
        let words = format!("+{}", n - n_shown);
        ui.painter().text(at, egui::Align2::LEFT_CENTER, words, egui::FontId::proportional(12.5), tokens(ui).quiet);
    }
}

fn book_ui(ui: &Ui, cx: &mut Cx<'_>, (post, book): (PostId, &Arc<Exhibit>), rect: Rect) {
    let id = ui.scope_id().with(("book", post, book.id));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let name = book_name(cx, book);
    let response = named(response, &name).on_hover_text(name.clone());
    paint_book(ui, cx, book, rect);
    let is_chosen = cx.view.book == Some((post, book.id));
    if response.has_focus() || is_chosen || response.hovered() {
        let stroke = Stroke::new(2.0, if is_chosen { tokens(ui).accent } else { tokens(ui).selection });
        ui.painter().rect_stroke(rect, CornerRadius::same(2), stroke, StrokeKind::Outside);
    }
    if response.clicked() || response.gained_focus() {
        cx.view.book = Some((post, book.id));
        cx.act(Action::SelectPost(post));
    }
    if response.drag_started() {
        response.dnd_set_drag_payload(Carried::Book { book: book.id, from: post });
    }
    if response.dragged()
        && let Some(pointer) = ui.ctx().pointer_interact_pos()
    {
        paint_carried(ui, cx, book, pointer);
    }
    order_in_post(ui, cx, &response, (post, book.id));
    if asks_for_menu(&response) {
        cx.view.book = Some((post, book.id));
        cx.act(Action::SelectPost(post));
    }
    menu_of(&response, cx, &OF_BOOK);
}

fn book_name(cx: &Cx<'_>, book: &Exhibit) -> String {
    let title = book.called(cx.lang);
    match book.subject {
        ExhibitSubject::Record(_) => cx.say(format!("Книга: {title}"), format!("Book: {title}")),
        ExhibitSubject::Person { .. } => cx.say(format!("Человек: {title}"), format!("Person: {title}")),
        ExhibitSubject::Picture { .. } => cx.say(format!("Фотография: {title}"), format!("Photograph: {title}")),
    }
}

/// A book of the same post over another one: it will stand before it.
fn order_in_post(ui: &Ui, cx: &mut Cx<'_>, response: &egui::Response, (post, book): (PostId, ExhibitId)) {
    let Some(exhibition) = cx.exhibition else { return };
    let put = |it: &Carried| match *it {
        Carried::Book { book: carried, from } if from == post => put_book(exhibition, post, carried, Some(book)),
        _ => None,
    };
    if response.dnd_hover_payload::<Carried>().is_some_and(|it| put(&it).is_some()) {
        let stroke = Stroke::new(3.0, tokens(ui).accent);
        ui.painter().vline(response.rect.left() - GAP / 2.0, response.rect.y_range(), stroke);
        if let Some(edit) = response.dnd_release_payload::<Carried>().and_then(|it| put(&it)) {
            cx.act(Action::Edit(edit));
        }
    }
}

fn paint_book(ui: &Ui, cx: &mut Cx<'_>, book: &Exhibit, rect: Rect) {
    let path = book.cover.as_ref().and_then(|it| cx.media.path(&it.file));
    let Some(path) = path else {
        let colour = book.plaque.colour.unwrap_or(Rgb::new(0x8a, 0x7a, 0x62));
        ui.painter().rect_filled(rect, CornerRadius::same(2), shade(colour));
        let letter: String = book.title().chars().find(|it| it.is_alphanumeric()).into_iter().collect();
        let ink = shade(Rgb::new(255, 255, 255));
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, letter, super::super::look::semibold(13.0), ink);
        return;
    };
    let texture = cx.drawings.file(&path).and_then(|it| it.texture.clone());
    let uv = texture.as_ref().map_or(super::super::widgets::WHOLE, |it| filling(it.size_vec2(), COVER, Anchor::Top));
    picture(ui, texture.as_ref(), rect, uv);
}

/// The book under the pointer, over everything.
fn paint_carried(ui: &Ui, cx: &mut Cx<'_>, book: &Exhibit, pointer: egui::Pos2) {
    let area = egui::Area::new(egui::Id::unique("carried book")).order(egui::Order::Tooltip).interactable(false);
    area.fixed_pos(pointer + Vec2::new(10.0, 6.0)).show(ui.ctx(), |ui| {
        super::super::widgets::card(ui).inner_margin(6).show(ui, |ui| {
            ui.horizontal(|ui| {
                let (rect, _) = ui.allocate_exact_size(COVER, Sense::hover());
                paint_book(ui, cx, book, rect);
                ui.add(egui::Label::new(RichText::new(book.called(cx.lang)).small()).extend());
            });
        });
    });
}

/// Something over the card of a post: where it will land, and what is done when it is let go.
pub(super) fn landing(ui: &Ui, cx: &mut Cx<'_>, card: &egui::Response, post: PostId) {
    let Some(exhibition) = cx.exhibition else { return };
    let landed = |it: &Carried| match *it {
        Carried::Post(carried) if carried != post => Some(Edit::MovePost { post: carried, before: Some(post) }),
        Carried::Post(_) => None,
        Carried::Book { book, from } => move_book(exhibition, book, from, post),
    };
    let stroke = Stroke::new(3.0, tokens(ui).accent);
    match card.dnd_hover_payload::<Carried>().filter(|it| landed(it).is_some()).as_deref() {
        Some(Carried::Post(_)) => {
            ui.painter().vline(card.rect.left() - 8.0, card.rect.y_range(), stroke);
        }
        Some(Carried::Book { .. }) => {
            ui.painter().rect_stroke(card.rect, CornerRadius::same(12), stroke, StrokeKind::Outside);
        }
        None => {}
    }
    let Some(carried) = card.dnd_release_payload::<Carried>() else { return };
    if let Some(edit) = landed(&carried) {
        cx.act(Action::Edit(edit));
        cx.act(Action::SelectPost(if let Carried::Post(carried) = *carried { carried } else { post }));
    }
}
