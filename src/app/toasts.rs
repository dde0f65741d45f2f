//! Words that come and go at the foot of the window, with one thing to be done about them.
//!
//! What an offer would do is still right as long as it is shown: one that takes a change back goes with the next.

use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{CornerRadius, Frame, Margin, RichText, Vec2};

use super::App;
use super::action::Action;
use super::command::Command;
use super::look::{semibold, tokens};
use super::screens::Cx;
use crate::domain::{Exhibition, Lang};
use crate::edit::Edit;

/// How long a toast stays.
const TOAST: Duration = Duration::from_secs(6);
/// The same with an offer, which takes time to be reached.
const WITH_OFFER: Duration = Duration::from_secs(10);

/// A word at the foot of the window for a while.
#[derive(Clone, Debug)]
pub(super) struct Toast {
    pub(super) text: String,
    pub(super) is_trouble: bool,
    since: Instant,
    offer: Option<Offer>,
}

/// What can be done about it.
#[derive(Clone, Debug)]
struct Offer {
    words: &'static str,
    action: Action,
    /// The exhibition it holds for.
    of: Option<Arc<Exhibition>>,
}

impl Toast {
    /// Something was done.
    pub(super) fn said(text: String) -> Self {
        Self { text, is_trouble: false, since: Instant::now(), offer: None }
    }

    /// Something went wrong.
    pub(super) fn trouble(text: String) -> Self {
        Self { is_trouble: true, ..Self::said(text) }
    }

    /// How long it will still be shown.
    fn left(&self) -> Duration {
        let most = if self.offer.is_some() { WITH_OFFER } else { TOAST };
        most.saturating_sub(self.since.elapsed())
    }

    fn is_shown(&self, exhibition: Option<&Arc<Exhibition>>) -> bool {
        let wanted = self.offer.as_ref().and_then(|it| it.of.as_ref());
        let holds = wanted.is_none_or(|it| exhibition.is_some_and(|now| Arc::ptr_eq(it, now)));
        holds && !self.left().is_zero()
    }
}

impl App {
    /// Says that something was done, and offers what may be wanted next.
    pub(super) fn offer(&mut self, text: String, words: &'static str, action: Action) {
        let offer = Some(Offer { words, action, of: None });
        self.view.toasts.push(Toast { offer, ..Toast::said(text) });
    }

    /// Says what has gone and offers to bring it back.
    pub(super) fn offer_back(&mut self, text: String) {
        let words = self.lang().pick("Вернуть", "Bring back");
        let offer = Some(Offer { words, action: Action::Do(Command::Undo), of: self.exhibition().cloned() });
        self.view.toasts.push(Toast { offer, ..Toast::said(text) });
    }
}

/// What goes with a change, in words; `None` when everything stays.
pub(super) fn farewell(edit: &Edit, lang: Lang) -> Option<String> {
    let text = match edit {
        Edit::RemovePost(_) => lang.pick("Пост удалён", "The post is removed"),
        Edit::RemoveSlide(_) => lang.pick("Кадр удалён", "The slide is removed"),
        _ => return None,
    };
    Some(text.to_owned())
}

/// The latest of the words.
pub(super) fn toasts_ui(ctx: &egui::Context, cx: &mut Cx<'_>) {
    let exhibition = cx.exhibition.cloned();
    cx.view.toasts.retain(|it| it.is_shown(exhibition.as_ref()));
    let Some(toast) = cx.view.toasts.last().cloned() else { return };
    ctx.request_repaint_after(toast.left());
    let area = egui::Area::new(egui::Id::unique("toast")).anchor(egui::Align2::CENTER_BOTTOM, Vec2::new(0.0, -46.0));
    area.order(egui::Order::Foreground).show(ctx, |ui| {
        let tokens = tokens(ui);
        let (fill, ink) = if toast.is_trouble { tokens.error } else { (tokens.text, tokens.surface) };
        let frame = Frame::new().fill(fill).corner_radius(CornerRadius::same(9)).inner_margin(Margin::symmetric(16, 9));
        frame.show(ui, |ui| {
            ui.horizontal(|ui| {
                ui.label(RichText::new(&toast.text).color(ink));
                let Some(offer) = &toast.offer else { return };
                ui.add_space(8.0);
                let words = RichText::new(offer.words).color(ink).font(semibold(14.0)).underline();
                if ui.add(egui::Button::new(words).frame(false)).clicked() {
                    cx.act(offer.action.clone());
                    cx.view.toasts.pop();
                }
            });
        });
    });
}
