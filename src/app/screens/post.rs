//! The post: its slides in a strip, the canvas, and what is selected at the right.

use egui::{
    CornerRadius, CursorIcon, Frame, Key, Margin, Pos2, Rect, Response, RichText, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, Vec2,
};

use super::super::action::Action;
use super::super::canvas::{Canvas, Lens, canvas_ui, things};
use super::super::command::Command;
use super::super::drawing::Purpose;
use super::super::look::tokens;
use super::super::parts::{Part, note};
use super::super::widgets::{WHOLE, named, picture};
use super::Cx;
use super::inspector::inspector_ui;
use super::menus::{OF_SLIDE, asks_for_menu, menu_of, menu_of_canvas};
use crate::compose::ElementNames;
use crate::domain::{CanvasSize, Post, Slide, SlideId};
use crate::edit::Edit;

/// Width of a slide in the strip.
const STRIP: f32 = 104.0;
/// Air around the slide on the canvas.
const AIR: f32 = 36.0;
/// The smallest and largest zoom, in points per canvas unit.
pub(in crate::app) const LEAST_ZOOM: f32 = 0.05;
pub(in crate::app) const MOST_ZOOM: f32 = 8.0;
/// Longest side of the picture of the canvas in pixels; closer looks magnify it. A poster would ask for gigabytes.
const MAX_SIDE: f32 = 4096.0;

pub(super) fn post_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some((post, slide)) = cx.slide() else {
        empty_ui(ui, cx);
        return;
    };
    let tokens = tokens(ui);
    let strip = Frame::new().fill(tokens.ground).inner_margin(Margin::same(12));
    egui::Panel::left("strip").exact_size(STRIP + 28.0).resizable(false).frame(strip).show(ui, |ui| {
        note(ui, Part::Strip);
        strip_ui(ui, cx, post);
    });
    let side = Frame::new().fill(tokens.surface).inner_margin(Margin::same(16));
    egui::Panel::right("inspector").exact_size(330.0).resizable(false).frame(side).show(ui, |ui| {
        note(ui, Part::Side);
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
    if asks_for_menu(&response) {
        cx.act(Action::SelectSlide(slide.id));
    }
    menu_of(&response, cx, &OF_SLIDE);
}

fn slide_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post, slide: &Slide) {
    let Some(exhibition) = cx.exhibition else { return };
    let size = cx.studio.library.format(&cx.view.format).map_or(CanvasSize::new(1080.0, 1350.0), |it| it.size);
    let (room, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    let name = cx.say("Холст", "Canvas");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Canvas, true, name));
    look(ui, cx, &response, size);
    let scale = cx.view.looking.zoom.unwrap_or(cx.view.looking.fit);
    let middle = room.center() + cx.view.looking.pan;
    let rect = Rect::from_center_size(middle, Vec2::new(size.width, size.height) * scale);
    let pixels = ui.ctx().pixels_per_point();
    // Whole pixels, so that what is seen is what was drawn.
    let origin = Pos2::new((rect.left() * pixels).round() / pixels, (rect.top() * pixels).round() / pixels);
    let rect = Rect::from_min_size(origin, rect.size());
    let format = cx.view.format.clone();
    // Weak screens hold small textures only; beyond that the picture is magnified.
    let side = (ui.input(|it| it.max_texture_side) as f32 - 1.0).min(MAX_SIDE);
    let most = side / size.width.max(size.height);
    let purpose = (Purpose::Full, (scale * pixels).min(3.0).min(most));
    let shown = cx.drawings.slide(exhibition, (post, slide), &format, purpose, cx.media);
    let (texture, layout) = shown.map_or((None, None), |it| (it.texture.clone(), it.layout.clone()));
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(room).id_salt("canvas"));
    child.set_clip_rect(room);
    let ui = &mut child;
    let shadow = egui::Shadow { offset: [0, 8], blur: 30, spread: 0, color: egui::Color32::from_black_alpha(60) };
    ui.painter().add(shadow.as_shape(rect, CornerRadius::ZERO));
    picture(ui, texture.as_ref(), rect, WHOLE);
    if let Some(layout) = layout {
        let (lens, names) = (Lens { origin: rect.min, scale }, ElementNames { exhibition, lang: cx.lang });
        let things = things(&layout, slide, &format);
        let canvas = Canvas { slide, layout: &layout, format: &format, names, lens, things };
        canvas_ui(ui, &response, &canvas, cx.view, cx.actions);
    }
    menu_of_canvas(&response, cx);
}

/// Wheel, Space and the middle button: how the slide lies on the canvas.
fn look(ui: &Ui, cx: &mut Cx<'_>, response: &Response, size: CanvasSize) {
    let room = response.rect.size();
    let inner = (room - Vec2::splat(2.0 * AIR)).max(Vec2::splat(1.0));
    let fit = (inner.x / size.width).min(inner.y / size.height).max(0.05);
    (cx.view.looking.room, cx.view.looking.fit) = (room, fit);
    space(ui, cx);
    let is_middle = response.dragged_by(egui::PointerButton::Middle);
    cx.view.looking.is_panning = is_middle || cx.view.looking.space.is_some();
    if is_middle || (cx.view.looking.space.is_some() && response.dragged()) {
        cx.view.looking.has_panned = true;
        push(cx, response.drag_delta(), size);
    }
    if cx.view.looking.is_panning && response.hovered() {
        ui.ctx().set_cursor_icon(if response.dragged() { CursorIcon::Grabbing } else { CursorIcon::Grab });
    }
    let Some(pointer) = response.hover_pos().filter(|_| cx.view.inside.is_none()) else { return };
    let (by, scrolled) = ui.input(|it| (it.zoom_delta(), it.smooth_scroll_delta()));
    if (by - 1.0).abs() > 1e-3 {
        let old = cx.view.looking.zoom.unwrap_or(fit);
        let new = (old * by).clamp(LEAST_ZOOM, MOST_ZOOM);
        // What is under the pointer stays there.
        let from_middle = pointer - response.rect.center();
        let pan = from_middle - (from_middle - cx.view.looking.pan) * (new / old);
        cx.view.looking.zoom = Some(new);
        cx.view.looking.pan = within(pan, room, size, new);
    } else if scrolled != Vec2::ZERO {
        push(cx, scrolled, size);
    }
}

/// Space held pushes the canvas; pressed and let go it is the command for another variant.
fn space(ui: &Ui, cx: &mut Cx<'_>) {
    let (pressed, is_released, is_down) = ui.input(|it| {
        let pressed = it.events.iter().find_map(|it| match it {
            egui::Event::Key { key: Key::Space, pressed: true, modifiers, .. } => Some(*modifiers),
            _ => None,
        });
        (pressed, it.key_released(Key::Space), it.key_down(Key::Space))
    });
    let is_mine = !cx.view.is_typing && cx.view.dialogs.is_empty() && cx.view.palette.is_none();
    let looking = &mut cx.view.looking;
    if let (Some(modifiers), true, None) = (pressed, is_mine, looking.space) {
        (looking.space, looking.has_panned) = (Some(modifiers), false);
    }
    if let Some(modifiers) = looking.space.filter(|_| is_released || !is_down) {
        looking.space = None;
        if is_released && !looking.has_panned {
            cx.act(Action::Do(if modifiers.shift { Command::PreviousVariant } else { Command::NextVariant }));
        }
    }
}

fn push(cx: &mut Cx<'_>, by: Vec2, size: CanvasSize) {
    let looking = &mut cx.view.looking;
    let zoom = looking.zoom.unwrap_or(looking.fit);
    looking.pan = within(looking.pan + by, looking.room, size, zoom);
    // Once it is pushed it stays as large as it is, whatever becomes of the window.
    looking.zoom = Some(zoom);
}

/// A push that leaves a good part of the slide in sight.
pub(in crate::app) fn within(pan: Vec2, room: Vec2, size: CanvasSize, zoom: f32) -> Vec2 {
    let most = (Vec2::new(size.width, size.height) * zoom + room) / 2.0 - Vec2::splat(60.0);
    pan.clamp(-most.max(Vec2::ZERO), most.max(Vec2::ZERO))
}

/// The zoom as the status shows it.
pub(in crate::app) fn zoom_text(zoom: Option<f32>, fit: &str) -> RichText {
    RichText::new(zoom.map_or_else(|| fit.to_owned(), |it| format!("{:.0} %", it * 100.0)))
}
