//! A cover set right: turned, straightened, cropped, with its source and rights. The file stays as it is.

use egui::{DragValue, Rect, RichText, ScrollArea, Sense, Slider, Stroke, StrokeKind, Ui, Vec2};
use egui_material_icons::icons::{
    ICON_CHECK, ICON_CROP, ICON_DELETE, ICON_IMAGE, ICON_RESTART_ALT, ICON_ROTATE_LEFT, ICON_ROTATE_RIGHT,
};

use super::super::action::Action;
use super::super::look::tokens;
use super::super::ring::Following as _;
use super::super::screens::{Cx, field, shown_number, typed_number};
use super::super::widgets::{WHOLE, button, named, picture, primary, section};
use super::{
    room::{high, wide},
    title,
};
use crate::domain::{CanvasRect, Cover, Exhibit, ExhibitId, MOST_TILT, Retouch, Scan};
use crate::edit::Edit;

/// Room for the picture, in points.
const ROOM: Vec2 = Vec2::new(500.0, 560.0);
/// Height of the title and of the buttons, which are always in sight, in points.
const AROUND: f32 = 120.0;
/// Side of a handle, in points.
const HANDLE: f32 = 12.0;
/// Width of the tools beside the picture, in points.
const TOOLS: f32 = 340.0;
/// Least share of a side that is left.
const LEAST: f32 = 0.06;

/// What is being done to a cover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) struct CoverDraft {
    pub(in crate::app) exhibit: ExhibitId,
    pub(in crate::app) retouch: Retouch,
    source: String,
    rights: String,
}

impl CoverDraft {
    pub(in crate::app) fn of(exhibit: ExhibitId, cover: &Cover) -> Self {
        let Cover { retouch, source, rights, .. } = cover.clone();
        Self { exhibit, retouch, source, rights }
    }

    fn finished(&self, cover: &Cover) -> Cover {
        let (source, rights) = (self.source.trim().to_owned(), self.rights.trim().to_owned());
        Cover { retouch: self.retouch.sound(), source, rights, ..cover.clone() }
    }
}

pub(super) fn cover_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut CoverDraft) -> bool {
    let exhibit = cx.exhibition.and_then(|it| it.exhibit(draft.exhibit).cloned());
    let Some((exhibit, cover)) = exhibit.and_then(|it| it.cover.clone().map(|cover| (it, cover))) else {
        return false;
    };
    wide(ui, 880.0);
    title(ui, &cx.say(format!("Обложка: {}", exhibit.title()), format!("Cover: {}", exhibit.title())));
    let height = high(ui, ROOM.y, AROUND);
    ui.horizontal_top(|ui| {
        picture_ui(ui, cx, draft, (&cover, height));
        ui.add_space(16.0);
        ui.vertical(|ui| {
            ui.set_width(TOOLS.min(ui.available_width()));
            ScrollArea::vertical().max_height(height).id_salt("tools").following(ui, |ui| {
                turning_ui(ui, cx, draft);
                trimming_ui(ui, cx, draft, &cover);
                words_ui(ui, cx, draft);
            });
        });
    });
    end_ui(ui, cx, draft, (&exhibit, &cover))
}

/// The whole picture, turned and straight; what is cut off is darkened.
fn picture_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut CoverDraft, (cover, height): (&Cover, f32)) {
    let size = Vec2::new(ROOM.x.min((ui.available_width() - TOOLS - 24.0).max(180.0)), height);
    let (room, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter().rect_filled(room, 4.0, tokens(ui).ground);
    let uncut = Retouch { trim: [0; 4], ..draft.retouch };
    let scan = Scan { file: cover.file.clone(), retouch: uncut };
    let texture = cx.drawings.scan(cx.media, &scan).and_then(|it| it.texture.clone());
    let (width, height) = uncut.size((cover.width, cover.height));
    let size = Vec2::new(width as f32, height as f32);
    let scale = ((room.width() - 24.0) / size.x.max(1.0)).min((room.height() - 24.0) / size.y.max(1.0));
    let rect = Rect::from_center_size(room.center(), size * scale);
    picture(ui, texture.as_ref(), rect, WHOLE);
    let kept = handles_ui(ui, cx, rect, draft.retouch.kept());
    if kept != draft.retouch.kept() {
        draft.retouch = draft.retouch.keeping(kept);
    }
}

fn on_screen(rect: Rect, part: CanvasRect) -> Rect {
    let min = rect.min + Vec2::new(part.x * rect.width(), part.y * rect.height());
    Rect::from_min_size(min, Vec2::new(part.width * rect.width(), part.height * rect.height()))
}

/// Shows what is kept and lets its sides and corners be dragged.
fn handles_ui(ui: &Ui, cx: &Cx<'_>, rect: Rect, kept: CanvasRect) -> CanvasRect {
    let frame = on_screen(rect, kept);
    let shade = egui::Color32::from_black_alpha(130);
    let (outer, inner) = (rect, frame);
    for band in [
        Rect::from_min_max(outer.min, egui::pos2(outer.max.x, inner.min.y)),
        Rect::from_min_max(egui::pos2(outer.min.x, inner.max.y), outer.max),
        Rect::from_min_max(egui::pos2(outer.min.x, inner.min.y), egui::pos2(inner.min.x, inner.max.y)),
        Rect::from_min_max(egui::pos2(inner.max.x, inner.min.y), egui::pos2(outer.max.x, inner.max.y)),
    ] {
        ui.painter().rect_filled(band, 0.0, shade);
    }
    let line = Stroke::new(1.5, tokens(ui).selection);
    ui.painter().rect_stroke(frame, 0.0, line, StrokeKind::Middle);
    let name = cx.say("Край обложки", "Edge of the cover");
    let mut new = kept;
    for (x, y) in [(-1_i8, -1_i8), (0, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (0, 1), (1, 1)] {
        let at = frame.center() + Vec2::new(f32::from(x) * frame.width(), f32::from(y) * frame.height()) / 2.0;
        let grip = Rect::from_center_size(at, Vec2::splat(HANDLE));
        let response = ui.interact(grip.expand(4.0), ui.scope_id().with(("edge", x, y)), Sense::drag());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Splitter, true, name));
        ui.painter().rect(grip, 2.0, egui::Color32::WHITE, line, StrokeKind::Middle);
        if response.dragged() {
            let by = response.drag_delta() / rect.size().max(Vec2::splat(1.0));
            new = pulled(new, (x, y), by);
        }
    }
    new
}

/// The part after one of its sides or corners was dragged by a share of the picture.
fn pulled(part: CanvasRect, (x, y): (i8, i8), by: Vec2) -> CanvasRect {
    let side = |handle: i8, from: f32, to: f32, by: f32| match handle {
        -1 => ((from + by).clamp(0.0, to - LEAST), to),
        1 => (from, (to + by).clamp(from + LEAST, 1.0)),
        _ => (from, to),
    };
    let (left, right) = side(x, part.x, part.right(), by.x);
    let (top, bottom) = side(y, part.y, part.bottom(), by.y);
    CanvasRect::new(left, top, right - left, bottom - top)
}

fn turning_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut CoverDraft) {
    section(ui, cx.say("Поворот", "Turning"));
    ui.horizontal(|ui| {
        let quarters =
            [(ICON_ROTATE_LEFT, cx.say("Влево", "Left"), 3), (ICON_ROTATE_RIGHT, cx.say("Вправо", "Right"), 1)];
        for (icon, name, quarters) in quarters {
            if button(ui, icon, name).clicked() {
                draft.retouch = draft.retouch.turned_by(quarters);
            }
        }
    });
    let (most, lang) = (f32::from(MOST_TILT) / 10.0, cx.lang);
    let mut degrees = f32::from(draft.retouch.tilt) / 10.0;
    let name = cx.say("Выровнять, градусы", "Straighten, degrees");
    ui.label(RichText::new(name).small().color(tokens(ui).quiet));
    ui.spacing_mut().slider_width = 240.0;
    let slider =
        Slider::new(&mut degrees, -most..=most).step_by(0.1).custom_formatter(move |it, _| shown_number(it, lang));
    if named(ui.add(slider), name).changed() {
        draft.retouch.tilt = (degrees * 10.0).round() as i16;
    }
}

fn trimming_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut CoverDraft, cover: &Cover) {
    let lang = cx.lang;
    section(ui, cx.say("Обрезать, % от стороны", "Crop, % of the side"));
    let names =
        [cx.say("Слева", "Left"), cx.say("Сверху", "Top"), cx.say("Справа", "Right"), cx.say("Снизу", "Bottom")];
    egui::Grid::new("trim").num_columns(4).show(ui, |ui| {
        for (i, (name, part)) in names.into_iter().zip(&mut draft.retouch.trim).enumerate() {
            let mut percent = f32::from(*part) / 100.0;
            let label = ui.label(name);
            let value = DragValue::new(&mut percent).range(0.0..=90.0).speed(0.1).max_decimals(1);
            let value = value.custom_formatter(move |it, _| shown_number(it, lang)).custom_parser(typed_number);
            if ui.add(value).labelled_by(label.id).changed() {
                *part = (percent * 100.0).round() as u16;
            }
            if i == 1 {
                ui.end_row();
            }
        }
    });
    draft.retouch = draft.retouch.sound();
    if button(ui, ICON_CROP, cx.say("Убрать поля скана", "Cut the borders of the scan")).clicked() {
        let scan = Scan { file: cover.file.clone(), retouch: Retouch { trim: [0; 4], ..draft.retouch } };
        cx.act(Action::FindBorder(draft.exhibit, scan));
    }
    let (width, height) = draft.retouch.size((cover.width, cover.height));
    let words = cx.say(
        format!("Останется {width}×{height} из {}×{}", cover.width, cover.height),
        format!("{width}×{height} of {}×{} are left", cover.width, cover.height),
    );
    ui.label(RichText::new(words).small().color(tokens(ui).quiet));
}

fn words_ui(ui: &mut Ui, cx: &Cx<'_>, draft: &mut CoverDraft) {
    section(ui, cx.say("Откуда картинка", "Where the picture is from"));
    if let Some((text, _)) = field(ui, cx, cx.say("Источник", "Source"), &draft.source, 1) {
        draft.source = text;
    }
    if let Some((text, _)) = field(ui, cx, cx.say("Права", "Rights"), &draft.rights, 2) {
        draft.rights = text;
    }
}

fn end_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: &mut CoverDraft, (exhibit, cover): (&Exhibit, &Cover)) -> bool {
    let mut keeps = true;
    let put = |cover: Option<Cover>, label| {
        let new = Exhibit { cover, ..exhibit.clone() };
        Action::Edit(Edit::All { label, edits: vec![Edit::Exhibit(Box::new(new))] })
    };
    ui.add_space(14.0);
    ui.horizontal_wrapped(|ui| {
        if primary(ui, ICON_CHECK, cx.say("Готово", "Done")).clicked() {
            let new = draft.finished(cover);
            if new != *cover {
                cx.act(put(Some(new), ("правка обложки", "correcting a cover")));
            }
            keeps = false;
        }
        ui.add_enabled_ui(!draft.retouch.is_none(), |ui| {
            if button(ui, ICON_RESTART_ALT, cx.say("Как в файле", "As in the file")).clicked() {
                draft.retouch = Retouch::default();
            }
        });
        if button(ui, ICON_IMAGE, cx.say("Заменить…", "Replace…")).clicked() {
            cx.act(Action::ReplaceCover(draft.exhibit));
            keeps = false;
        }
        if button(ui, ICON_DELETE, cx.say("Убрать обложку", "Take the cover away")).clicked() {
            cx.act(put(None, ("удаление обложки", "taking a cover away")));
            keeps = false;
        }
    });
    keeps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_stops_before_the_other_and_at_the_edge() {
        let part = CanvasRect::new(0.2, 0.2, 0.5, 0.5);
        assert_eq!(pulled(part, (-1, 0), Vec2::new(-3.0, 0.4)).x, 0.0);
        let thin = pulled(part, (1, 1), Vec2::new(-3.0, -3.0));
        assert!((thin.width - LEAST).abs() < 1e-6 && (thin.height - LEAST).abs() < 1e-6);
        assert_eq!(pulled(part, (0, 0), Vec2::splat(0.3)), part);
    }
}
