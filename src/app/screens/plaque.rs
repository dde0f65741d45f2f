//! How the generated cover of a book looks.

use egui::Ui;
use egui_material_icons::icons::{ICON_COLORIZE, ICON_RESTART_ALT};

use super::super::action::Action;
use super::super::look::tokens;
use super::super::widgets::button;
use super::Cx;
use super::element::palette_ui;
use super::inspector::chooser;
use crate::domain::{CLOTHS, Exhibit, PlaqueLook, PlaqueStyle, Rgb};
use crate::edit::{Edit, GestureId};

/// A pale paper binding, beside the cloths.
const SAND: (Rgb, [&str; 2]) = (Rgb::new(0xd8, 0xc3, 0x9a), ["Песочный", "Sand"]);

pub(super) fn plaque_ui(ui: &mut Ui, cx: &mut Cx<'_>, exhibit: &Exhibit) {
    let look = exhibit.plaque;
    let mut styles = vec![(None, cx.say("как в его время", "as in its time"))];
    styles.extend(PlaqueStyle::ALL.map(|it| (Some(it.0), it.0.name(cx.lang))));
    if let Some(style) = chooser(ui, cx.say("Вид плашки", "Make-up"), &look.style, &styles) {
        change(cx, exhibit, PlaqueLook { style, ..look }, None);
    }
    ui.add_space(4.0);
    let name = cx.say("Цвет переплёта", "Colour of the binding");
    ui.label(egui::RichText::new(name).small().color(tokens(ui).quiet));
    let swatches: Vec<_> = CLOTHS.iter().chain([&SAND]).map(|(colour, [ru, en])| (*colour, cx.say(*ru, *en))).collect();
    let shown = look.colour.unwrap_or(Rgb::new(128, 128, 128));
    if let Some((colour, gesture)) = palette_ui(ui, cx, shown, &swatches) {
        change(cx, exhibit, PlaqueLook { colour: Some(colour), ..look }, gesture);
    }
    if button(ui, ICON_COLORIZE, cx.say("Цвет с фото переплёта…", "Colour from a photo…")).clicked()
    {
        cx.act(Action::TakeBinding(exhibit.id));
    }
    if look != PlaqueLook::default()
        && button(ui, ICON_RESTART_ALT, cx.say("Плашка по умолчанию", "Usual make-up")).clicked()
    {
        change(cx, exhibit, PlaqueLook::default(), None);
    }
}

fn change(cx: &mut Cx<'_>, exhibit: &Exhibit, plaque: PlaqueLook, gesture: Option<GestureId>) {
    let edit = plaque_edit(exhibit, plaque);
    cx.act(gesture.map_or_else(|| Action::Edit(edit.clone()), |it| Action::EditIn(edit.clone(), it)));
}

/// The step that gives a generated cover another look.
pub(in crate::app) fn plaque_edit(exhibit: &Exhibit, plaque: PlaqueLook) -> Edit {
    let new = Exhibit { plaque, ..exhibit.clone() };
    Edit::All { label: ("вид плашки", "generated cover"), edits: vec![Edit::Exhibit(Box::new(new))] }
}
