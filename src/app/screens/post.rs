//! The post: its slides in a strip, the canvas, and what is selected at the right.

use egui::{CornerRadius, Frame, Margin, Pos2, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind, Ui, Vec2};

use super::super::action::Action;
use super::super::canvas::{Lens, canvas_ui};
use super::super::drawing::Purpose;
use super::super::look::tokens;
use super::super::widgets::{WHOLE, named, picture};
use super::Cx;
use super::inspector::inspector_ui;
use crate::compose::ElementNames;
use crate::domain::{CanvasSize, Post, Slide, SlideId};
use crate::edit::Edit;

/// Width of a slide in the strip.
const STRIP: f32 = 104.0;
/// Air around the slide on the canvas.
const AIR: f32 = 36.0;

pub(super) fn post_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some((post, slide)) = cx.slide() else {
        empty_ui(ui, cx);
        return;
    };
    let tokens = tokens(ui);
    let strip = Frame::new().fill(tokens.ground).inner_margin(Margin::same(12));
    egui::Panel::left("strip")
        .exact_size(STRIP + 28.0)
        .resizable(false)
        .frame(strip)
        .show(ui, |ui| strip_ui(ui, cx, post));
    let side = Frame::new().fill(tokens.surface).inner_margin(Margin::same(16));
    egui::Panel::right("inspector").exact_size(330.0).resizable(false).frame(side).show(ui, |ui| {
        inspector_ui(ui, cx, post, slide);
    });
    egui::CentralPanel::default().frame(Frame::new().fill(tokens.canvas)).show(ui, |ui| slide_ui(ui, cx, post, slide));
}

fn empty_ui(ui: &mut Ui, cx: &Cx<'_>) {
    egui::CentralPanel::default().frame(Frame::new().fill(tokens(ui).canvas)).show(ui, |ui| {
        ui.centered_and_justified(|ui| {
            ui.label(cx.say(
                "В этом посте нет кадров: Выставка → Добавить текстовый кадр",
                "This post has no slides: Exhibition → Add a text slide",
            ));
        });
    });
}

fn strip_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post) {
    let aspect = cx.studio.library.format(&cx.view.format).map_or(0.8, |it| it.size.aspect());
    let size = Vec2::new(STRIP, STRIP / aspect);
    ScrollArea::vertical().auto_shrink(false).show_rows(ui, size.y + 26.0, post.slides.len(), |ui, rows| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let first = rows.start;
        for (offset, slide) in post.slides.get(rows).unwrap_or_default().iter().enumerate() {
            strip_slide_ui(ui, cx, (post, slide), first + offset, size);
        }
    });
}

fn strip_slide_ui(ui: &mut Ui, cx: &mut Cx<'_>, (post, slide): (&Post, &Slide), index: usize, size: Vec2) {
    let Some(exhibition) = cx.exhibition else { return };
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(size + Vec2::new(0.0, 26.0), Sense::click_and_drag());
    let name = format!("{} {}", cx.say("Кадр", "Slide"), index + 1);
    let response = named(response, &name);
    let place = Rect::from_min_size(rect.min, size);
    let scale = STRIP * ui.ctx().pixels_per_point() / 1080.0;
    let purpose = (Purpose::Thumbnail, scale.max(super::board::THUMBNAIL_SCALE));
    let texture = cx.drawings.slide(exhibition, (post, slide), &cx.view.format, purpose, cx.media);
    let texture = texture.and_then(|it| it.texture.clone());
    picture(ui, texture.as_ref(), place, WHOLE);
    let is_selected = cx.view.slide == Some(slide.id);
    let stroke = if is_selected || response.has_focus() {
        Stroke::new(2.5, tokens.accent)
    } else {
        Stroke::new(1.0, tokens.line)
    };
    ui.painter().rect_stroke(place, CornerRadius::same(3), stroke, StrokeKind::Outside);
    let at = place.center_bottom() + Vec2::new(0.0, 12.0);
    let colour = if is_selected { tokens.accent } else { tokens.quiet };
    ui.painter().text(
        at,
        egui::Align2::CENTER_CENTER,
        (index + 1).to_string(),
        egui::FontId::proportional(12.5),
        colour,
    );
    if response.clicked() {
        cx.act(Action::SelectSlide(slide.id));
    }
    if response.drag_started() {
        response.dnd_set_drag_payload(slide.id);
    }
    if response.dnd_hover_payload::<SlideId>().is_some_and(|it| *it != slide.id) {
        ui.painter().hline(rect.x_range(), rect.top() - 4.0, Stroke::new(3.0, tokens.accent));
    }
    if let Some(carried) = response.dnd_release_payload::<SlideId>()
        && *carried != slide.id
    {
        cx.act(Action::Edit(Edit::MoveSlide { slide: *carried, before: Some(slide.id) }));
    }
}

fn slide_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post, slide: &Slide) {
    let Some(exhibition) = cx.exhibition else { return };
    let size = cx.studio.library.format(&cx.view.format).map_or(CanvasSize::new(1080.0, 1350.0), |it| it.size);
    let room = ui.available_size() - Vec2::splat(2.0 * AIR);
    let fit = (room.x / size.width).min(room.y / size.height).max(0.05);
    let scale = cx.view.zoom.unwrap_or(fit);
    let format = cx.view.format.clone();
    let content = Vec2::new(size.width, size.height) * scale + Vec2::splat(2.0 * AIR);
    wheel(ui, cx, scale);
    ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        let (whole, response) = ui.allocate_exact_size(content.max(ui.available_size()), Sense::click_and_drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, "canvas"));
        let rect = Rect::from_center_size(whole.center(), Vec2::new(size.width, size.height) * scale);
        let pixels = ui.ctx().pixels_per_point();
        // Whole pixels, so that what is seen is what was drawn.
        let origin = Pos2::new((rect.left() * pixels).round() / pixels, (rect.top() * pixels).round() / pixels);
        let rect = Rect::from_min_size(origin, rect.size());
        let purpose = (Purpose::Full, (scale * pixels).min(3.0));
        let shown = cx.drawings.slide(exhibition, (post, slide), &format, purpose, cx.media);
        let (texture, layout) = shown.map_or((None, None), |it| (it.texture.clone(), it.layout.clone()));
        let shadow = egui::Shadow { offset: [0, 8], blur: 30, spread: 0, color: egui::Color32::from_black_alpha(60) };
        ui.painter().add(shadow.as_shape(rect, CornerRadius::ZERO));
        picture(ui, texture.as_ref(), rect, WHOLE);
        if let Some(layout) = layout {
            let lens = Lens { origin: rect.min, scale };
            let names = ElementNames { exhibition, lang: cx.lang };
            canvas_ui(ui, &response, (slide, &layout, &format), names, lens, cx.view, cx.actions);
        }
    });
}

/// Ctrl and the wheel zoom.
fn wheel(ui: &Ui, cx: &mut Cx<'_>, scale: f32) {
    let by = ui.input(egui::InputState::zoom_delta);
    if (by - 1.0).abs() > 1e-3 && ui.rect_contains_pointer(ui.max_rect()) {
        cx.act(Action::SetZoom(Some((scale * by).clamp(0.1, 4.0))));
    }
}

/// The zoom as the status shows it.
pub(in crate::app) fn zoom_text(zoom: Option<f32>, fit: &str) -> RichText {
    RichText::new(zoom.map_or_else(|| fit.to_owned(), |it| format!("{:.0} %", it * 100.0)))
}
