//! Place, size and turn of what is selected in numbers, and the tools that line things up.

use egui::{DragValue, Ui};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{
    ICON_ALIGN_HORIZONTAL_CENTER, ICON_ALIGN_HORIZONTAL_LEFT, ICON_ALIGN_HORIZONTAL_RIGHT, ICON_ALIGN_VERTICAL_BOTTOM,
    ICON_ALIGN_VERTICAL_CENTER, ICON_ALIGN_VERTICAL_TOP, ICON_ARROW_DOWNWARD, ICON_ARROW_UPWARD, ICON_CONTENT_COPY,
    ICON_DELETE, ICON_FLIP_TO_BACK, ICON_FLIP_TO_FRONT, ICON_HORIZONTAL_DISTRIBUTE, ICON_LINK, ICON_LINK_OFF,
    ICON_LOCK, ICON_LOCK_OPEN, ICON_VERTICAL_DISTRIBUTE,
};

use super::super::action::Action;
use super::super::canvas::{Alignment, Deed, Manner, Thing, common_sort, framed, reframed, step_name};
use super::super::command::{Command, entry, shortcut_text};
use super::super::widgets::{icon_button, section};
use super::Cx;
use crate::domain::{CanvasPoint, CanvasSize, Lang, Placement, Slide};
use crate::edit::Edit;

/// Numbers of the frame around what is selected.
pub(super) fn place_ui(ui: &mut Ui, cx: &mut Cx<'_>, slide: &Slide, chosen: &[Thing]) {
    let movable: Vec<Thing> = chosen.iter().filter(|it| !it.is_locked).cloned().collect();
    let Some((frame, manner)) = framed(movable.iter()) else { return };
    section(ui, cx.say("Положение", "Place"));
    let before = numbers(frame);
    let mut values = before;
    let names = [("X", ""), ("Y", ""), (cx.say("Ш", "W"), ""), (cx.say("В", "H"), ""), (cx.say("Угол", "Turn"), "°")];
    let spoken = [
        cx.say("Слева", "From the left"),
        cx.say("Сверху", "From the top"),
        cx.say("Ширина", "Width"),
        cx.say("Высота", "Height"),
        cx.say("Угол", "Turn"),
    ];
    let mut gesture = None;
    egui::Grid::new("place").num_columns(2).spacing([8.0, 8.0]).show(ui, |ui| {
        for (index, (((name, unit), spoken), value)) in names.iter().zip(spoken).zip(values.iter_mut()).enumerate() {
            let response = number_ui(ui, cx.lang, (name, unit), value);
            let shown = f64::from(*value);
            response.widget_info(|| {
                let mut info = egui::WidgetInfo::drag_value(true, shown);
                info.label = Some(spoken.to_owned());
                info
            });
            if response.changed() {
                gesture = Some(cx.view.field_gesture(response.id));
            }
            if index % 2 == 1 {
                ui.end_row();
            }
        }
    });
    if let Some(gesture) = gesture.filter(|_| values != before) {
        let to = placement(frame, before, values, manner);
        let edits = reframed(&movable, (frame, to), slide, &cx.view.format);
        let deed = if values[4] == before[4] { Deed::Move } else { Deed::Turn };
        let deed = if values[2] == before[2] && values[3] == before[3] { deed } else { Deed::Scale };
        let label = step_name(deed, common_sort(movable.iter()));
        cx.act(Action::EditIn(Edit::All { label, edits }, gesture));
    }
}

fn number_ui(ui: &mut Ui, lang: Lang, (name, unit): (&str, &str), value: &mut f32) -> egui::Response {
    let drag = DragValue::new(value)
        .prefix(format!("{name}  "))
        .suffix(unit)
        .speed(1.0)
        .max_decimals(1)
        .update_while_editing(false)
        .custom_formatter(move |value, _| shown_number(value, lang))
        .custom_parser(typed_number);
    ui.add_sized([138.0, 32.0], drag)
}

/// Left, top, width, height, degrees.
fn numbers(frame: Placement) -> [f32; 5] {
    let rect = frame.rect();
    [rect.x, rect.y, rect.width, rect.height, frame.rotation.to_degrees()]
}

/// The frame that has these numbers; a kept proportion follows the side that was changed.
fn placement(frame: Placement, before: [f32; 5], [x, y, width, height, angle]: [f32; 5], manner: Manner) -> Placement {
    let (mut width, mut height) = (width.clamp(1.0, 9000.0), height.clamp(1.0, 9000.0));
    if matches!(manner, Manner::Whole | Manner::Picture) {
        let aspect = frame.size.aspect().max(0.001);
        if width == before[2] {
            width = height * aspect;
        } else {
            height = width / aspect;
        }
    }
    let center = CanvasPoint { x: x + width / 2.0, y: y + height / 2.0 };
    Placement { center, size: CanvasSize::new(width, height), rotation: angle.to_radians() }
}

/// "12,5" and "12.5", with a unit or without.
pub(in crate::app) fn typed_number(text: &str) -> Option<f64> {
    let plain: String = text.chars().filter(|it| it.is_ascii_digit() || matches!(it, ',' | '.' | '-' | '−')).collect();
    plain.replace(',', ".").replace('−', "-").parse().ok().filter(|it: &f64| it.is_finite() && it.abs() < 1e5)
}

/// Whole numbers without a fraction, others with one digit after the comma of the language.
pub(in crate::app) fn shown_number(value: f64, lang: Lang) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let text = if text == "-0" { "0" } else { text };
    lang.pick(text.replace('.', ","), text.to_owned())
}

/// Lining up, order, groups, locks: rows of small buttons.
pub(super) fn arrange_ui(ui: &mut Ui, cx: &mut Cx<'_>, slide: &Slide) {
    use Alignment as A;
    let n = cx.view.selection.len();
    let keys = cx.view.selection.keys();
    let is_locked = keys.iter().all(|it| slide.layers.locked.contains(it));
    let is_group = keys.iter().any(|it| slide.layers.group_of(*it).is_some());
    let lock = if is_locked { ICON_LOCK } else { ICON_LOCK_OPEN };
    let aligning = [
        (ICON_ALIGN_HORIZONTAL_LEFT, Command::Align(A::Left)),
        (ICON_ALIGN_HORIZONTAL_CENTER, Command::Align(A::Center)),
        (ICON_ALIGN_HORIZONTAL_RIGHT, Command::Align(A::Right)),
        (ICON_ALIGN_VERTICAL_TOP, Command::Align(A::Top)),
        (ICON_ALIGN_VERTICAL_CENTER, Command::Align(A::Middle)),
        (ICON_ALIGN_VERTICAL_BOTTOM, Command::Align(A::Bottom)),
    ];
    let stacking = [
        (ICON_FLIP_TO_FRONT, Command::ToFront),
        (ICON_ARROW_UPWARD, Command::Forward),
        (ICON_ARROW_DOWNWARD, Command::Backward),
        (ICON_FLIP_TO_BACK, Command::ToBack),
        (lock, Command::Lock),
        (ICON_CONTENT_COPY, Command::Duplicate),
        (ICON_DELETE, Command::Delete),
    ];
    let mut several = Vec::new();
    if n > 2 {
        several.push((ICON_HORIZONTAL_DISTRIBUTE, Command::Align(A::SpreadAcross)));
        several.push((ICON_VERTICAL_DISTRIBUTE, Command::Align(A::SpreadDown)));
    }
    if n > 1 && !is_group {
        several.push((ICON_LINK, Command::Group));
    } else if is_group {
        several.push((ICON_LINK_OFF, Command::Ungroup));
    }
    section(ui, cx.say("Расстановка", "Arrangement"));
    for row in [&aligning[..], &stacking[..], &several[..]] {
        tools_ui(ui, cx, row);
    }
}

fn tools_ui(ui: &mut Ui, cx: &mut Cx<'_>, tools: &[(MaterialIcon, Command)]) {
    if tools.is_empty() {
        return;
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().button_padding.x = 8.0;
        for (icon, command) in tools {
            let Some(entry) = entry(*command) else { continue };
            let keys = entry.shortcut.map(|it| format!(" · {}", shortcut_text(it, cx.lang))).unwrap_or_default();
            let response = icon_button(ui, *icon, entry.text(cx.lang));
            if response.on_hover_text(format!("{}{keys}", entry.text(cx.lang))).clicked() {
                cx.act(Action::Do(*command));
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::CanvasRect;

    #[test]
    fn a_comma_or_a_point_a_unit_or_none() {
        for (text, value) in [("12,5", 12.5), ("12.5", 12.5), (" X  72", 72.0), ("−3,25°", -3.25)] {
            assert_eq!(typed_number(text), Some(value), "{text}");
        }
        for text in ["", "abc", "1,2,3", "1e400"] {
            assert_eq!(typed_number(text).filter(|it| it.abs() > 1e5), None, "{text}");
        }
        assert_eq!(shown_number(12.5, Lang::Ru), "12,5");
        assert_eq!(shown_number(-0.01, Lang::En), "0");
    }

    #[test]
    fn a_typed_width_of_a_picture_changes_its_height() {
        let frame = Placement::upright(CanvasRect::new(10.0, 20.0, 100.0, 150.0));
        let before = numbers(frame);
        let wide = placement(frame, before, [10.0, 20.0, 200.0, 150.0, 0.0], Manner::Picture);
        assert_eq!(wide.rect(), CanvasRect::new(10.0, 20.0, 200.0, 300.0));
        let free = placement(frame, before, [10.0, 20.0, 200.0, 150.0, 90.0], Manner::Free);
        assert_eq!((free.size, free.rotation), (CanvasSize::new(200.0, 150.0), 90_f32.to_radians()));
    }
}
