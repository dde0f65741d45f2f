//! A button of a colour, and what opens from it: a square of shades, a strip of hues and the colour's code.
//!
//! The hue and the depth of a colour are remembered while its picker is open: grey and black have none of their own.

use egui::ecolor::{Color32, Hsva, HsvaGamma};
use egui::{Context, Id, Key, Mesh, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo};
use egui_material_icons::icons::ICON_EXPAND_MORE;

use super::look::{shade, tokens};
use crate::domain::{Lang, Rgb};

/// Side of the square, in points.
const SIDE: f32 = 220.0;
/// Steps of colour along a side; between them the screen mixes.
const STEPS: u16 = 24;
/// How far an arrow key goes.
const BY_KEY: f32 = 0.02;

/// A button that shows a colour and opens its picker; changed when another one was picked.
pub(super) fn colour_button(ui: &mut Ui, lang: Lang, colour: &mut Rgb, name: &str) -> Response {
    let sign = egui::RichText::new(ICON_EXPAND_MORE.codepoint).size(16.0).color(shade(colour.opposite()));
    let button = egui::Button::new(sign).fill(shade(*colour)).stroke(Stroke::new(1.0, tokens(ui).control));
    let mut response = super::widgets::named(ui.add(button.min_size(Vec2::new(44.0, 28.0))), name);
    let popup = egui::Popup::from_toggle_button_response(&response)
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let picked = popup.show(|ui| picker_ui(ui, lang, response.id.with("picker"), *colour));
    if let Some(picked) = picked.and_then(|it| it.inner)
        && picked != *colour
    {
        *colour = picked;
        response.mark_changed();
    }
    response.on_hover_text(name)
}

/// What is picked, if anything is.
fn picker_ui(ui: &mut Ui, lang: Lang, id: Id, colour: Rgb) -> Option<Rgb> {
    ui.set_width(SIDE);
    let mut shade = remembered(ui.ctx(), id, colour);
    let before = shade;
    square_ui(ui, lang, &mut shade);
    ui.add_space(2.0);
    strip_ui(ui, lang, &mut shade);
    ui.add_space(2.0);
    let typed = code_ui(ui, lang, id.with("code"), colour);
    let picked = typed.or_else(|| (shade != before).then(|| rgb(shade)));
    if let Some(picked) = picked {
        let shade = if typed.is_some() { HsvaGamma::from(hsva(picked)) } else { shade };
        ui.data_mut(|it| it.insert_temp(id, (picked, shade)));
    }
    picked
}

fn hsva(colour: Rgb) -> Hsva {
    Hsva::from_srgb([colour.r, colour.g, colour.b])
}

fn rgb(shade: HsvaGamma) -> Rgb {
    let [r, g, b] = Hsva::from(shade).to_srgb();
    Rgb::new(r, g, b)
}

fn remembered(ctx: &Context, id: Id, colour: Rgb) -> HsvaGamma {
    match ctx.data(|it| it.get_temp::<(Rgb, HsvaGamma)>(id)) {
        Some((of, shade)) if of == colour => shade,
        _ => HsvaGamma::from(hsva(colour)),
    }
}

/// Saturation across, brightness up; arrows go both ways.
fn square_ui(ui: &mut Ui, lang: Lang, shade: &mut HsvaGamma) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(SIDE), Sense::click_and_drag());
    let name = lang.pick("Насыщенность и яркость: стрелки", "Saturation and brightness: the arrow keys");
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, name));
    if let Some(at) = response.interact_pointer_pos() {
        (shade.s, shade.v) = ((at.x - rect.left()) / SIDE, 1.0 - (at.y - rect.top()) / SIDE);
    }
    let (across, up) = arrows(ui, &response);
    shade.s = (shade.s + across).clamp(0.0, 1.0);
    shade.v = (shade.v + up).clamp(0.0, 1.0);
    let hue = shade.h;
    let at = |s: f32, v: f32| Color32::from(HsvaGamma { h: hue, s, v, a: 1.0 });
    ui.painter().add(shades(rect, (STEPS, STEPS), at));
    let place = Pos2::new(rect.left() + shade.s * SIDE, rect.bottom() - shade.v * SIDE);
    mark(ui, &response, rect, place, Color32::from(*shade));
}

/// All hues; arrows go along.
fn strip_ui(ui: &mut Ui, lang: Lang, shade: &mut HsvaGamma) {
    let (rect, response) = ui.allocate_exact_size(Vec2::new(SIDE, 22.0), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, lang.pick("Тон: стрелки", "Hue: the arrow keys")));
    if let Some(at) = response.interact_pointer_pos() {
        shade.h = (at.x - rect.left()) / SIDE;
    }
    shade.h = (shade.h + arrows(ui, &response).0).clamp(0.0, 1.0);
    let at = |h: f32, _: f32| Color32::from(HsvaGamma { h, s: 1.0, v: 1.0, a: 1.0 });
    ui.painter().add(shades(rect, (STEPS * 2, 1), at));
    let place = Pos2::new(rect.left() + shade.h * SIDE, rect.center().y);
    mark(ui, &response, rect, place, at(shade.h, 1.0));
}

/// A rectangle of colours that go over into one another.
fn shades(rect: Rect, (columns, rows): (u16, u16), at: impl Fn(f32, f32) -> Color32) -> Shape {
    let mut mesh = Mesh::default();
    let width = u32::from(columns) + 1;
    for (row, column) in (0..=rows).flat_map(|row| (0..=columns).map(move |column| (row, column))) {
        let (x, y) = (f32::from(column) / f32::from(columns), f32::from(row) / f32::from(rows));
        mesh.colored_vertex(rect.lerp_inside(Vec2::new(x, y)), at(x, 1.0 - y));
        if row < rows && column < columns {
            let here = u32::from(row) * width + u32::from(column);
            mesh.add_triangle(here, here + 1, here + width);
            mesh.add_triangle(here + 1, here + width, here + width + 1);
        }
    }
    Shape::mesh(mesh)
}

/// Where the colour is, and whether the keyboard is there.
fn mark(ui: &Ui, response: &Response, rect: Rect, place: Pos2, colour: Color32) {
    let ring = if response.has_focus() { tokens(ui).selection } else { tokens(ui).control };
    ui.painter().rect_stroke(rect, 0.0, Stroke::new(1.0, ring), egui::StrokeKind::Outside);
    ui.painter().circle(place, 8.0, colour, Stroke::new(2.5, Color32::WHITE));
    ui.painter().circle_stroke(place, 9.5, Stroke::new(1.0, Color32::from_black_alpha(160)));
}

/// What the arrow keys ask for: across and up.
fn arrows(ui: &Ui, response: &Response) -> (f32, f32) {
    if !response.has_focus() {
        return (0.0, 0.0);
    }
    let filter = egui::EventFilter { horizontal_arrows: true, vertical_arrows: true, ..egui::EventFilter::default() };
    ui.memory_mut(|it| it.set_focus_lock_filter(response.id, filter));
    ui.input(|input| {
        let n = |key| if input.key_pressed(key) { BY_KEY } else { 0.0 };
        (n(Key::ArrowRight) - n(Key::ArrowLeft), n(Key::ArrowUp) - n(Key::ArrowDown))
    })
}

/// The code of the colour, to be typed or pasted.
fn code_ui(ui: &mut Ui, lang: Lang, id: Id, colour: Rgb) -> Option<Rgb> {
    let own = colour.to_string();
    let mut text = ui.data(|it| it.get_temp::<Option<String>>(id)).flatten().unwrap_or_else(|| own.clone());
    let label = ui.label(lang.pick("Код цвета", "Code of the colour"));
    let response = ui.add(egui::TextEdit::singleline(&mut text).desired_width(SIDE)).labelled_by(label.id);
    let typed = response.changed().then(|| code(&text)).flatten();
    // While it is typed the field holds what was typed, not what it comes to.
    let typing = response.has_focus().then_some(text);
    ui.data_mut(|it| it.insert_temp(id, typing));
    typed
}

/// A colour by its code: six hexadecimal digits or three, with or without the sign before them.
fn code(text: &str) -> Option<Rgb> {
    let digits = text.trim().trim_start_matches('#');
    let whole = match digits.chars().count() {
        3 => digits.chars().flat_map(|it| [it, it]).collect(),
        _ => digits.to_owned(),
    };
    Rgb::try_from(format!("#{whole}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_as_people_write_them() {
        let teal = Some(Rgb::new(0x11, 0x6b, 0x44));
        assert_eq!([code("#116b44"), code(" 116B44 "), code("#116b44 ")], [teal; 3]);
        assert_eq!(code("#0af"), Some(Rgb::new(0, 0xaa, 0xff)));
        assert_eq!([code("#11"), code("зелёный"), code(""), code("ёёё")], [None; 4]);
    }

    #[test]
    fn shades_come_back_as_the_colour_they_are_of() {
        for colour in [Rgb::new(0, 0, 0), Rgb::new(18, 107, 75), Rgb::new(255, 254, 1), Rgb::new(128, 128, 128)] {
            assert_eq!(rgb(HsvaGamma::from(hsva(colour))), colour);
        }
    }
}
