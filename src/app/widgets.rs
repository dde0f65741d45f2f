//! The few controls the window is made of.

use egui::{Button, Color32, CornerRadius, Frame, Margin, Response, RichText, Role, Stroke, Ui, Vec2, WidgetInfo};
use egui_material_icons::MaterialIcon;

use super::look::{semibold, tokens};

/// An icon and words.
pub(super) fn with_icon(icon: MaterialIcon, text: &str) -> String {
    format!("{} {text}", icon.codepoint)
}

/// The one primary button of a screen.
pub(super) fn primary(ui: &mut Ui, icon: MaterialIcon, text: &str) -> Response {
    let tokens = tokens(ui);
    let words = RichText::new(with_icon(icon, text)).font(semibold(14.0)).color(tokens.on_accent);
    let button = Button::new(words).fill(tokens.accent).stroke(Stroke::NONE).min_size(Vec2::new(0.0, 34.0));
    named(ui.add(button), text)
}

/// A usual button with an icon.
pub(super) fn button(ui: &mut Ui, icon: MaterialIcon, text: &str) -> Response {
    named(ui.add(Button::new(with_icon(icon, text)).min_size(Vec2::new(0.0, 32.0))), text)
}

/// A button that is only an icon; its name is what it does.
pub(super) fn icon_button(ui: &mut Ui, icon: MaterialIcon, name: &str) -> Response {
    let words = RichText::new(icon.codepoint).size(17.0);
    named(ui.add(Button::new(words).min_size(Vec2::splat(32.0))), name).on_hover_text(name)
}

/// Gives a control the name that screen readers and tests know it by.
pub(super) fn named(response: Response, name: &str) -> Response {
    let (enabled, name) = (response.enabled(), name.to_owned());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &name));
    response
}

/// A small rounded word: a state, not a control.
pub(super) fn chip(ui: &mut Ui, text: &str, (fill, colour): (Color32, Color32)) -> Response {
    let words = egui::WidgetText::from(RichText::new(text).size(12.5).color(colour));
    let galley = words.into_galley(ui, Some(egui::TextWrapMode::Extend), f32::INFINITY, egui::TextStyle::Small);
    let pad = Vec2::new(9.0, 3.5);
    let (rect, response) = ui.allocate_exact_size(galley.size() + 2.0 * pad, egui::Sense::hover());
    ui.painter().rect_filled(rect, rect.height() / 2.0, fill);
    ui.painter().galley(rect.min + pad, galley, colour);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// Distance between choices that stand in a row: each box belongs to the words after it.
pub(super) const BETWEEN_CHOICES: f32 = 20.0;

/// A box to tick, and its words.
pub(super) fn tick_box(ui: &mut Ui, is_on: &mut bool, text: &str) -> Response {
    let style = ui.style().clone();
    choice_visuals(ui, *is_on);
    let response = ui.checkbox(is_on, text);
    ui.set_style(style);
    response
}

/// One of several choices, and its words.
pub(super) fn choice<T: PartialEq>(ui: &mut Ui, current: &mut T, value: T, text: &str) -> Response {
    let style = ui.style().clone();
    choice_visuals(ui, *current == value);
    let response = ui.radio_value(current, value, text);
    ui.set_style(style);
    response
}

/// An empty box has an outline that is seen on white, a full one the colour of what is chosen.
fn choice_visuals(ui: &mut Ui, is_on: bool) {
    let tokens = tokens(ui);
    let ink = tokens.text;
    let widgets = &mut ui.visuals_mut().widgets;
    for state in [&mut widgets.inactive, &mut widgets.hovered, &mut widgets.active] {
        (state.bg_fill, state.bg_stroke) = if is_on {
            (tokens.accent, Stroke::new(1.3, tokens.accent))
        } else {
            (tokens.surface, Stroke::new(1.3, tokens.quiet))
        };
        state.fg_stroke = Stroke::new(1.8, tokens.on_accent);
        state.corner_radius = CornerRadius::same(4);
    }
    ui.visuals_mut().override_text_color = Some(ink);
}

/// A short heading above a group of things.
pub(super) fn section(ui: &mut Ui, text: &str) {
    ui.add_space(6.0);
    ui.label(RichText::new(text).font(semibold(13.0)).color(tokens(ui).quiet));
}

/// A surface with round corners.
pub(super) fn card(ui: &Ui) -> Frame {
    let tokens = tokens(ui);
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(12))
        .inner_margin(Margin::same(12))
}

/// One of several, in a row; returns the one that was clicked.
pub(super) fn segmented<T: PartialEq + Clone>(ui: &mut Ui, current: &T, options: &[(T, &str)]) -> Option<T> {
    let tokens = tokens(ui);
    let mut clicked = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = -1.0;
        let last = options.len().saturating_sub(1);
        for (index, (value, text)) in options.iter().enumerate() {
            let is_current = value == current;
            let words = RichText::new(*text).color(if is_current { tokens.accent } else { tokens.text });
            let words = if is_current { words.font(semibold(14.0)) } else { words };
            let (left, right) = (if index == 0 { 7 } else { 0 }, if index == last { 7 } else { 0 });
            let radius = CornerRadius { nw: left, sw: left, ne: right, se: right };
            let fill = if is_current { tokens.tint } else { tokens.surface };
            let response = ui.add(Button::new(words).fill(fill).corner_radius(radius).min_size(Vec2::new(0.0, 32.0)));
            let name = (*text).to_owned();
            response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_current, &name));
            if response.clicked() {
                clicked = Some(value.clone());
            }
        }
    });
    clicked
}

/// Where a picture will be while it is being drawn.
pub(super) fn placeholder(ui: &Ui, rect: egui::Rect) {
    ui.painter().rect_filled(rect, CornerRadius::same(4), tokens(ui).neutral.0);
}

/// A picture, or its placeholder, in a rectangle.
pub(super) fn picture(ui: &Ui, texture: Option<&egui::TextureHandle>, rect: egui::Rect, uv: egui::Rect) {
    match texture {
        Some(texture) => {
            ui.painter().image(texture.id(), rect, uv, Color32::WHITE);
        }
        None => placeholder(ui, rect),
    }
}

/// The whole of a texture.
pub(super) const WHOLE: egui::Rect = egui::Rect { min: egui::Pos2::ZERO, max: egui::Pos2::new(1.0, 1.0) };

/// The part of a texture that fills a rectangle of another proportion, the middle or the top of it.
pub(super) fn filling(picture: Vec2, rect: Vec2, from_top: Anchor) -> egui::Rect {
    let scale = (rect.x / picture.x.max(1.0)).max(rect.y / picture.y.max(1.0)).max(1e-6);
    let part =
        Vec2::new(rect.x / scale / picture.x.max(1.0), rect.y / scale / picture.y.max(1.0)).min(Vec2::splat(1.0));
    let left = (1.0 - part.x) / 2.0;
    let top = if from_top == Anchor::Top { 0.0 } else { (1.0 - part.y) / 2.0 };
    egui::Rect::from_min_size(egui::pos2(left, top), part)
}

/// Which part of a picture is kept when it does not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Top,
    Middle,
}

/// A row of a key and what it does.
pub(super) fn key_cap(ui: &mut Ui, text: &str) {
    let tokens = tokens(ui);
    let frame = Frame::new()
        .fill(tokens.ground)
        .stroke(Stroke::new(1.0, tokens.control))
        .corner_radius(CornerRadius::same(4))
        .inner_margin(Margin::symmetric(5, 1));
    frame.show(ui, |ui| ui.label(RichText::new(text).monospace().size(11.5).color(tokens.quiet)));
}
