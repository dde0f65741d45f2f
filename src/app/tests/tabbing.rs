//! All screens and dialogs by Tab alone: every control is reached, has a name, and shows that it is reached.

use std::collections::BTreeSet;

use egui::accesskit::{NodeId, Role};
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::NodeT as _;

use super::Window;
use super::scenes::SCENES;

/// Tab is pressed so many times at most; a canvas and its lists have many stops.
const MOST_STOPS: usize = 400;

/// A control as a screen reader knows it.
#[derive(Clone, Debug)]
struct Control {
    id: NodeId,
    name: String,
    rect: Rect,
    is_focused: bool,
}

fn is_control(role: Role) -> bool {
    matches!(
        role,
        Role::Button
            | Role::CheckBox
            | Role::RadioButton
            | Role::TextInput
            | Role::MultilineTextInput
            | Role::ComboBox
            | Role::Slider
            | Role::SpinButton
            | Role::Link
            | Role::Tab
            | Role::ColorWell
    )
}

impl Window {
    /// Where the topmost dialog is, if there is one.
    fn dialog_rect(&mut self) -> Option<Rect> {
        let depth = self.app().view.dialogs.len().checked_sub(1)?;
        self.harness.ctx.memory(|it| it.area_rect(egui::Id::unique(("dialog", depth))))
    }

    /// Controls that can be used now: those of the topmost dialog, else all.
    fn controls(&mut self) -> Vec<Control> {
        let room = self.dialog_rect();
        let nodes = self.harness.root().children_recursive();
        let usable = nodes.filter(|it| is_control(it.accesskit_node().role()) && !it.accesskit_node().is_disabled());
        let all = usable.map(|it| {
            let node = it.accesskit_node();
            Control {
                id: node.id(),
                name: node.label().or_else(|| node.value()).unwrap_or_default(),
                rect: it.rect(),
                is_focused: node.is_focused(),
            }
        });
        all.filter(|it| room.is_none_or(|room| room.expand(1.0).contains(it.rect.center()))).collect()
    }
}

#[test]
fn tab_alone_reaches_every_control_of_every_screen_and_is_seen_there() {
    let mut window = Window::new();
    let mut faults = Vec::new();
    for scene in SCENES {
        window.put_away();
        (scene.show)(&mut window);
        window.settle();
        faults.extend(walk(&mut window).into_iter().map(|it| format!("{}: {it}", scene.name)));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Walks through one screen; returns what is wrong with it.
fn walk(window: &mut Window) -> BTreeSet<String> {
    let wanted = window.controls();
    let mut faults: BTreeSet<String> = BTreeSet::new();
    faults.extend(wanted.iter().filter(|it| it.name.is_empty()).map(|it| format!("no name at {:?}", it.rect)));
    let (mut reached, mut first) = (BTreeSet::new(), None);
    for _ in 0..MOST_STOPS {
        let before = window.harness.output().shapes.clone();
        window.harness.key_press_modifiers(Modifiers::NONE, Key::Tab);
        window.harness.run_steps(2);
        let Some(stop) = window.controls().into_iter().find(|it| it.is_focused) else { continue };
        if first.is_some_and(|it| it == stop.id) {
            break;
        }
        first = first.or(Some(stop.id));
        if reached.insert(stop.id) {
            if painted(&window.harness.output().shapes, stop.rect) == painted(&before, stop.rect) {
                faults.insert(format!("nothing shows that “{}” is reached", stop.name));
            }
        }
    }
    let missed = wanted.iter().filter(|it| !reached.contains(&it.id));
    faults.extend(missed.map(|it| format!("“{}” is not reached", it.name)));
    faults
}

/// What is painted at a place; what is much larger is a ground of many things.
fn painted(shapes: &[egui::epaint::ClippedShape], rect: Rect) -> String {
    let near = rect.expand(4.0);
    let at = shapes.iter().filter(|it| {
        let bounds = it.shape.visual_bounding_rect();
        bounds.intersects(near) && bounds.width() <= near.width() * 1.5 + 40.0
    });
    at.map(|it| format!("{:?}", it.shape)).collect()
}
