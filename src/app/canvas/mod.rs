//! The canvas: the slide as it will be exported, and over it what is selected, its handles and guides.
//!
//! Canvas units and screen points meet in [`Lens`] alone; what gestures do to places is computed in `handling`,
//! what things are drawn to in `snap`. A drag is one gesture: its edits are one step back and Escape takes it
//! away.

mod align;
mod gesture;
mod handling;
mod inside;
mod keys;
mod lens;
mod names;
mod paint;
mod snap;
mod things;
mod typing;
mod words;

pub(super) use align::{Alignment, aligned};
pub(super) use handling::{Manner, around};
pub(super) use lens::Lens;
pub(super) use snap::Guide;
pub(super) use things::{Deed, Sort, Thing, as_free, common_sort, place_edit, step_name, things};
pub(super) use typing::Typing;
pub(super) use words::OwnText;

use egui::{Response, Ui};

use super::action::Action;
use super::view::View;
use crate::compose::{ElementKey, ElementNames, Layout};
use crate::domain::{CanvasRect, CanvasSize, ElementId, FormatId, Insets, Placement, Slide};
use crate::edit::Edit;

/// Margin of a slide at 1080 wide, as templates have it.
const MARGIN: f32 = 72.0;

/// A slide on the canvas, as it is in this frame.
pub(super) struct Canvas<'a> {
    pub(super) slide: &'a Slide,
    pub(super) layout: &'a Layout,
    pub(super) format: &'a FormatId,
    pub(super) names: ElementNames<'a>,
    pub(super) lens: Lens,
    /// Elements that can be taken hold of, back to front.
    pub(super) things: Vec<Thing>,
}

impl Canvas<'_> {
    fn thing(&self, key: ElementKey) -> Option<&Thing> {
        self.things.iter().find(|it| it.key == key)
    }

    /// The selected things that may be moved.
    fn movable<'s>(&'s self, view: &'s View) -> impl Iterator<Item = &'s Thing> {
        self.things.iter().filter(|it| view.selection.contains(it.key) && !it.is_locked)
    }

    /// The frame around what is selected, and how it scales; `None` when nothing can be moved.
    fn frame(&self, view: &View) -> Option<(Placement, Manner)> {
        framed(self.movable(view))
    }

    /// The next free number for a new element.
    fn next_id(&self) -> ElementId {
        ElementId(self.names.exhibition.next_id)
    }
}

/// The frame around things, and how it scales.
pub(super) fn framed<'a>(mut things: impl Iterator<Item = &'a Thing>) -> Option<(Placement, Manner)> {
    let first = things.next()?;
    let Some(second) = things.next() else { return Some((first.placement, first.manner)) };
    let all = around([first, second].into_iter().chain(things).map(|it| it.placement))?;
    Some((Placement::upright(all), Manner::Whole))
}

/// The edits that bring things from one frame to another; several are turned and scaled as one.
pub(super) fn reframed(
    things: &[Thing],
    (from, to): (Placement, Placement),
    slide: &Slide,
    format: &FormatId,
) -> Vec<Edit> {
    if let [only] = things {
        return things::size_edits(only, to, false, slide, format);
    }
    let by = to.rotation - from.rotation;
    let carried = |it: &Thing| {
        let placement = handling::carried(it.placement, from, to);
        things::size_edits(it, handling::turned_with(placement, to.center, by), true, slide, format)
    };
    things.iter().flat_map(carried).collect()
}

/// The slide without its margins: where things are meant to stand.
pub(super) fn margins(size: CanvasSize, safe: Insets) -> CanvasRect {
    let own = Insets::all(MARGIN * size.width / 1080.0);
    CanvasRect::new(0.0, 0.0, size.width, size.height).shrink(own.max(safe))
}

/// Handles pointer and keys over the canvas.
pub(super) fn canvas_ui(
    ui: &mut Ui,
    response: &Response,
    canvas: &Canvas<'_>,
    view: &mut View,
    actions: &mut Vec<Action>,
) {
    let is_busy = view.inside.is_some() || view.typing.is_some();
    gesture::pointer(ui, response, canvas, view, actions);
    inside::inside_ui(ui, response, canvas, view, actions);
    if !is_busy && view.inside.is_none() {
        keys::keys(ui, canvas, view, actions);
    }
    paint::overlays(ui, canvas, view);
    paint::selection(ui, canvas, view);
    typing::typing_ui(ui, canvas, view, actions);
    inside::paint(ui, canvas, view);
    paint::guides(ui, canvas, view);
    names::name_elements(ui, response, canvas, view, actions);
}
