//! All screens and dialogs by Tab alone: every control is reached, has a name, and shows that it is reached.

use std::collections::BTreeSet;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect};
use egui_kittest::kittest::NodeT as _;

use super::super::action::Action;
use super::super::command::Command;
use super::super::view::Screen;
use super::Window;
use super::scenes::SCENES;

/// Tab is pressed so many times at most; a canvas and its lists have many stops.
const MOST_STOPS: usize = 400;

/// Words are typed on the canvas until Esc; the palette is walked with the arrows.
const NOT_WALKED: [&str; 2] = ["post-typing", "palette"];

/// A menu and a word at the foot lie over what is below them.
const OVER: [&str; 2] = ["menu", "toast"];

/// A control as a screen reader knows it.
#[derive(Clone, Debug)]
struct Control {
    id: String,
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
    /// Controls that a dialog or the palette covers.
    fn behind(&mut self) -> BTreeSet<String> {
        let view = &mut self.app().view;
        let (over, palette) = (std::mem::take(&mut view.dialogs), view.palette.take());
        if over.is_empty() && palette.is_none() {
            return BTreeSet::new();
        }
        self.harness.run_steps(2);
        let behind = self.controls().into_iter().map(|it| it.id).collect();
        let view = &mut self.app().view;
        (view.dialogs, view.palette) = (over, palette);
        self.harness.run_steps(3);
        behind
    }

    /// Controls that can be used.
    fn controls(&mut self) -> Vec<Control> {
        let nodes = self.harness.root().children_recursive();
        let usable = nodes.filter(|it| is_control(it.accesskit_node().role()) && !it.accesskit_node().is_disabled());
        let all = usable.map(|it| {
            let node = it.accesskit_node();
            Control {
                id: format!("{:?}", node.id()),
                name: node.label().or_else(|| node.value()).unwrap_or_default(),
                rect: it.rect(),
                is_focused: node.is_focused(),
            }
        });
        all.collect()
    }
}

/// A laptop of 1366 × 768 pixels at 150 %, and one of 1920 × 1080 at 200 % with a bar of the system.
const SMALL: [(f32, f32); 2] = [(910.0, 512.0), (960.0, 500.0)];

#[test]
fn in_a_small_window_nothing_lies_over_something_else_or_outside() {
    let mut faults = Vec::new();
    for (width, height) in SMALL {
        let mut window = Window::sized(egui::vec2(width, height), 1.0);
        window.settle();
        for lang in [crate::domain::Lang::Ru, crate::domain::Lang::En] {
            window.app().view.lang = lang;
            let open = |it: &&super::scenes::Scene| !NOT_WALKED.contains(&it.name) && !OVER.contains(&it.name);
            for scene in SCENES.iter().filter(open) {
                window.put_away();
                (scene.show)(&mut window);
                window.settle();
                faults.extend(crowded(&mut window).into_iter().map(|it| format!("{width} {}: {it}", scene.name)));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Controls in sight that lie over others or reach beyond the sides of the window.
fn crowded(window: &mut Window) -> Vec<String> {
    let screen = window.harness.ctx.content_rect();
    let behind = window.behind();
    let mut seen = window.controls();
    seen.retain(|it| !behind.contains(&it.id) && it.rect.is_positive() && it.rect.intersects(screen));
    let mut faults = Vec::new();
    // What is scrolled out of a dialog lies under its buttons, and books lie over each other on the canvas.
    let is_flat = window.app().view.dialogs.is_empty();
    let bar = |it: &Control| it.rect.bottom() <= 52.0;
    let is_canvas = window.app().view.screen == Screen::Post;
    for (i, one) in seen.iter().enumerate() {
        if one.rect.left() < screen.left() || one.rect.right() > screen.right() {
            faults.push(format!("“{}” reaches out at {:?}", one.name, one.rect));
        }
        for other in seen.iter().skip(i + 1) {
            let both = one.rect.shrink(1.0).intersect(other.rect.shrink(1.0));
            let is_part =
                one.rect.expand(1.0).contains_rect(other.rect) || other.rect.expand(1.0).contains_rect(one.rect);
            let counts = is_flat && (!is_canvas || bar(one) && bar(other));
            if counts && both.is_positive() && !is_part {
                faults.push(format!("“{}” and “{}” at {both:?}", one.name, other.name));
            }
        }
    }
    faults
}

#[test]
fn tab_alone_reaches_every_control_of_every_screen_and_is_seen_there() {
    let mut window = Window::new();
    let mut faults = Vec::new();
    for scene in SCENES {
        window.put_away();
        (scene.show)(&mut window);
        window.settle();
        if NOT_WALKED.contains(&scene.name) {
            continue;
        }
        faults.extend(walk(&mut window).into_iter().map(|it| format!("{}: {it}", scene.name)));
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Walks through one screen; returns what is wrong with it.
fn walk(window: &mut Window) -> BTreeSet<String> {
    let behind = window.behind();
    let mut wanted = window.controls();
    // The words being typed on the canvas are left by Tab, and their field with them.
    wanted.retain(|it| !behind.contains(&it.id) && it.name != "Слова на кадре");
    let mut faults: BTreeSet<String> = BTreeSet::new();
    faults.extend(wanted.iter().filter(|it| it.name.is_empty()).map(|it| format!("no name at {:?}", it.rect)));
    let (mut reached, mut first) = (Vec::<Control>::new(), None);
    for _ in 0..MOST_STOPS {
        let before = window.harness.output().shapes.clone();
        window.harness.key_press_modifiers(Modifiers::NONE, Key::Tab);
        window.harness.run_steps(4);
        let Some(stop) = window.controls().into_iter().find(|it| it.is_focused) else { continue };
        if first.as_ref().is_some_and(|it| *it == stop.id) {
            break;
        }
        first = first.or_else(|| Some(stop.id.clone()));
        let is_new = reached.iter().all(|it| it.id != stop.id);
        let now = &window.harness.output().shapes;
        // After a scroll by one control the ring may stand where it stood.
        let is_seen = painted(now, stop.rect) != painted(&before, stop.rect) || has_ring(now, stop.rect);
        if is_new && !is_seen {
            faults.insert(format!("nothing shows that “{}” is reached at {:?}", stop.name, stop.rect));
        }
        reached.push(stop);
    }
    // A control may be made anew on the way, under another id.
    let is_reached = |it: &Control| reached.iter().any(|stop| stop.id == it.id || stop.name == it.name);
    let missed: Vec<&str> = wanted.iter().filter(|it| !is_reached(it)).map(|it| it.name.as_str()).collect();
    if !missed.is_empty() {
        let way: Vec<&str> = reached.iter().map(|it| it.name.as_str()).collect();
        faults.insert(format!("not reached: {} on the way {}", missed.join(", "), way.join(" → ")));
    }
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

/// Is there an outline round a place?
fn has_ring(shapes: &[egui::epaint::ClippedShape], rect: Rect) -> bool {
    shapes.iter().any(|it| match &it.shape {
        egui::Shape::Rect(ring) => {
            ring.stroke.width >= 2.0
                && ring.rect.expand(1.0).contains_rect(rect)
                && rect.expand(8.0).contains_rect(ring.rect)
        }
        _ => false,
    })
}

#[test]
fn f6_goes_through_the_parts_of_the_window_and_back() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    window.perform(Action::Go(Screen::Post));
    let mut visited = Vec::new();
    let step = |window: &mut Window, modifiers| {
        window.press(modifiers, Key::F6);
        let ctx = window.harness.ctx.clone();
        let focused = ctx.memory(egui::Memory::focused).and_then(|it| ctx.read_response(it)).unwrap();
        let (at, room) = (focused.interact_rect.center(), ctx.content_rect());
        match () {
            () if at.y < 52.0 => "top",
            () if at.y > room.bottom() - 30.0 => "foot",
            () if at.x < 90.0 => "rail",
            () if at.x > room.right() - 330.0 => "side",
            () if at.x < 90.0 + 132.0 => "strip",
            () => "middle",
        }
    };
    for _ in 0..7 {
        visited.push(step(&mut window, egui::Modifiers::NONE));
    }
    // At the foot there is nothing to press while nothing is wrong.
    assert_eq!(visited, ["middle", "side", "top", "rail", "strip", "middle", "side"]);
    assert_eq!(step(&mut window, egui::Modifiers::SHIFT), "middle");
    assert!(window.app().view.shows_focus);
}
