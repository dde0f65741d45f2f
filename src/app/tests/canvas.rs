//! The canvas driven by pointer and keys, seen through the accessibility tree.

use egui::{Event, Key, Modifiers, PointerButton, Pos2};
use egui_kittest::kittest::Queryable as _;

use super::super::action::Action;
use super::super::canvas::{Lens, Thing, things};
use super::super::command::Command;
use super::super::selection::Selection;
use super::super::view::Screen;
use super::Window;
use crate::compose::ElementKey;
use crate::domain::{CanvasPoint, ElementKind, FormatId, Lang, Role, Slide, TextStyle};
use crate::edit::Edit;

const NONE: Modifiers = Modifiers::NONE;

impl Window {
    /// The sample with its first slide on the canvas.
    pub(super) fn on_canvas() -> Self {
        let mut window = Self::new();
        window.perform(Action::Do(Command::OpenSample));
        window.perform(Action::Go(Screen::Post));
        window.settle();
        window
    }

    pub(super) fn slide(&mut self) -> Slide {
        let id = self.app().view.slide.unwrap();
        Slide::clone(self.app().exhibition().unwrap().slide(id).unwrap().1)
    }

    pub(super) fn things(&mut self) -> Vec<Thing> {
        let (slide, format) = (self.slide(), self.app().view.format.clone());
        let layout = self.app().drawings.layout(slide.id, &format).unwrap();
        things(&layout, &slide, &format)
    }

    pub(super) fn thing(&mut self, key: ElementKey) -> Thing {
        self.things().into_iter().find(|it| it.key == key).unwrap()
    }

    pub(super) fn cover(&mut self, index: usize) -> ElementKey {
        ElementKey::Role(Role::Cover(self.slide().exhibits[index]))
    }

    fn lens(&mut self) -> Lens {
        let room = self.harness.get_by_label("Холст").rect();
        let (looking, size) = (self.app().view.looking, self.app().format_size());
        let scale = looking.zoom.unwrap_or(looking.fit);
        let origin = room.center() + looking.pan - egui::vec2(size.width, size.height) * scale / 2.0;
        Lens { origin: Pos2::new(origin.x.round(), origin.y.round()), scale }
    }

    pub(super) fn screen(&mut self, at: CanvasPoint) -> Pos2 {
        self.lens().screen_from_canvas(at)
    }

    pub(super) fn event(&mut self, event: Event) {
        self.harness.event(event);
        self.harness.run_steps(2);
    }

    pub(super) fn button(&mut self, pos: Pos2, button: PointerButton, pressed: bool, modifiers: Modifiers) {
        self.event(Event::PointerMoved(pos));
        self.event(Event::ModifiersChanged(modifiers));
        self.event(Event::PointerButton { pos, button, pressed, modifiers });
    }

    pub(super) fn click_at(&mut self, at: CanvasPoint, modifiers: Modifiers) {
        let pos = self.screen(at);
        self.button(pos, PointerButton::Primary, true, modifiers);
        self.button(pos, PointerButton::Primary, false, modifiers);
        self.event(Event::ModifiersChanged(NONE));
        // Two quick clicks would be a double one.
        self.harness.run_steps(30);
        self.settle();
    }

    /// Presses at one point of the screen and lets go at another, by way of the middle.
    fn drag_screen(&mut self, from: Pos2, to: Pos2, modifiers: Modifiers, ends: bool) {
        self.button(from, PointerButton::Primary, true, modifiers);
        for part in [0.3, 0.7, 1.0] {
            self.event(Event::PointerMoved(from.lerp(to, part)));
        }
        if ends {
            self.button(to, PointerButton::Primary, false, modifiers);
        }
        self.event(Event::ModifiersChanged(NONE));
        self.settle();
    }

    fn drag(&mut self, from: CanvasPoint, by: (f32, f32), modifiers: Modifiers) {
        let to = CanvasPoint { x: from.x + by.0, y: from.y + by.1 };
        let (from, to) = (self.screen(from), self.screen(to));
        self.drag_screen(from, to, modifiers, true);
    }

    pub(super) fn undo_label(&mut self) -> Option<&'static str> {
        self.app().open.as_ref().unwrap().document.undo_label(Lang::Ru)
    }

    pub(super) fn undo(&mut self) {
        self.press(Modifiers::COMMAND, Key::Z);
    }
}

#[test]
fn click_shift_click_and_the_rubber_band_select() {
    let mut window = Window::on_canvas();
    let keys: Vec<_> = (0..3).map(|it| window.cover(it)).collect();
    let places: Vec<_> = keys.iter().map(|it| window.thing(*it).placement).collect();
    window.click_at(places[0].center, NONE);
    assert_eq!(window.app().view.selection, Selection::one(keys[0]));
    window.click_at(places[1].center, Modifiers::SHIFT);
    assert_eq!(window.app().view.selection, Selection::of([keys[0], keys[1]]));
    window.click_at(places[0].center, Modifiers::SHIFT);
    assert_eq!(window.app().view.selection, Selection::one(keys[1]));
    // From the margin around all three covers of the first row.
    let (first, last) = (places[0].bounds(), places[2].bounds());
    let from = CanvasPoint { x: first.x - 40.0, y: first.y - 12.0 };
    window.drag(from, (last.right() + 20.0 - from.x, last.bottom() + 6.0 - from.y), NONE);
    let caught = window.app().view.selection.clone();
    assert!(keys.iter().all(|it| caught.contains(*it)), "{caught:?}");
    window.press(NONE, Key::Escape);
    assert!(window.app().view.selection.is_empty());
    assert_eq!(window.undo_label(), None, "selecting is no step");
}

#[test]
fn a_drag_is_one_named_step_and_undo_selects_again_what_it_moved() {
    let mut window = Window::on_canvas();
    let key = window.cover(1);
    let before = window.thing(key).placement;
    window.drag(before.center, (120.0, 33.0), Modifiers::SHIFT);
    let after = window.thing(key).placement;
    assert_eq!(after.center.y, before.center.y, "Shift goes straight");
    assert!((after.center.x - before.center.x - 120.0).abs() < 8.0 / window.lens().scale);
    assert_eq!(window.undo_label(), Some("перемещение обложки"));
    window.press(NONE, Key::Escape);
    assert!(window.app().view.selection.is_empty());
    window.undo();
    assert_eq!(window.thing(key).placement, before);
    assert_eq!(window.app().view.selection, Selection::one(key));
    assert_eq!(window.undo_label(), None);
}

#[test]
fn escape_takes_a_drag_back() {
    let mut window = Window::on_canvas();
    let key = window.cover(0);
    let before = window.app().exhibition().unwrap().clone();
    let center = window.thing(key).placement.center;
    let (from, to) = (window.screen(center), window.screen(CanvasPoint { x: center.x + 90.0, y: center.y + 70.0 }));
    window.drag_screen(from, to, NONE, false);
    assert_ne!(window.app().exhibition(), Some(&before));
    window.press(NONE, Key::Escape);
    assert_eq!(window.app().exhibition(), Some(&before));
    window.button(to, PointerButton::Primary, false, NONE);
    window.settle();
    assert_eq!(window.app().exhibition(), Some(&before));
}

#[test]
fn corners_scale_sides_crop_and_the_knob_turns() {
    let mut window = Window::on_canvas();
    let key = window.cover(0);
    let before = window.thing(key).placement;
    window.click_at(before.center, NONE);
    let corner = CanvasPoint { x: before.rect().right(), y: before.rect().bottom() };
    window.drag(corner, (60.0, 90.0), NONE);
    let scaled = window.thing(key).placement;
    assert!(scaled.size.width > before.size.width + 30.0);
    assert!((scaled.size.aspect() - before.size.aspect()).abs() < 0.01);
    assert_eq!(window.undo_label(), Some("размер обложки"));
    let side = CanvasPoint { x: scaled.rect().right(), y: scaled.center.y };
    window.drag(side, (-50.0, 0.0), Modifiers::ALT);
    assert_eq!(window.undo_label(), Some("кадрирование обложки"));
    let crop = window.thing(key).crop.unwrap();
    assert!(crop.width < 0.9 && crop.height == 1.0, "{crop:?}");
    let frame = window.thing(key).placement;
    let knob =
        window.lens().screen_from_canvas(CanvasPoint { x: frame.center.x, y: frame.rect().y }) - egui::vec2(0.0, 26.0);
    let far = window.screen(CanvasPoint { x: frame.center.x + 200.0, y: frame.center.y - 190.0 });
    window.drag_screen(knob, far, Modifiers::SHIFT, true);
    assert!((window.thing(key).placement.rotation.to_degrees() - 45.0).abs() < 0.01);
    for _ in 0..3 {
        window.undo();
    }
    assert_eq!(window.thing(key).placement, before);
}

#[test]
fn alt_drag_copies_and_the_copy_is_selected() {
    let mut window = Window::on_canvas();
    let key = window.cover(2);
    let before = window.thing(key).placement;
    window.drag(before.center, (-100.0, 150.0), Modifiers::ALT);
    assert_eq!(window.thing(key).placement, before, "the original stays");
    let slide = window.slide();
    let copy = slide.elements.values().flatten().next().unwrap().clone();
    assert_eq!(copy.kind, ElementKind::Cover(slide.exhibits[2]));
    assert_eq!(window.app().view.selection, Selection::one(ElementKey::Free(copy.id)));
    window.undo();
    assert!(window.slide().elements.is_empty());
}

#[test]
fn a_group_is_selected_and_moved_as_one_and_a_lock_holds() {
    let mut window = Window::on_canvas();
    let (a, b) = (window.cover(0), window.cover(1));
    let (at_a, at_b) = (window.thing(a).placement, window.thing(b).placement);
    window.perform(Action::Select(Selection::of([a, b])));
    window.press(Modifiers::COMMAND, Key::G);
    window.press(NONE, Key::Escape);
    window.click_at(at_a.center, NONE);
    assert_eq!(window.app().view.selection.len(), 2);
    window.drag(at_a.center, (0.0, 77.0), Modifiers::SHIFT);
    let moved = window.thing(b).placement.center.y - at_b.center.y;
    let with = window.thing(a).placement.center.y - at_a.center.y;
    assert!(moved > 60.0 && (moved - with).abs() < 1e-3, "{moved} {with}");
    window.press(Modifiers { shift: true, ..Modifiers::COMMAND }, Key::L);
    window.press(NONE, Key::ArrowDown);
    assert!((window.thing(b).placement.center.y - at_b.center.y - moved).abs() < 1e-3, "what is locked stays");
    let at = window.thing(a).placement.center;
    window.press(NONE, Key::Escape);
    window.click_at(at, NONE);
    assert!(!window.app().view.selection.contains(a), "the pointer passes over it");
}

#[test]
fn nudges_of_three_sizes_are_one_step_and_a_click_between_makes_two() {
    let mut window = Window::on_canvas();
    let key = window.cover(0);
    let before = window.thing(key).placement;
    window.click_at(before.center, NONE);
    window.press(NONE, Key::ArrowRight);
    window.press(Modifiers::SHIFT, Key::ArrowRight);
    window.press(Modifiers::COMMAND, Key::ArrowUp);
    let after = window.thing(key).placement;
    assert!((after.center.x - before.center.x - 11.0).abs() < 1e-3);
    assert!((after.center.y - before.center.y + 0.2).abs() < 1e-3);
    window.press(NONE, Key::Escape);
    window.click_at(after.center, NONE);
    window.press(NONE, Key::ArrowDown);
    window.undo();
    assert_eq!(window.thing(key).placement, after);
    window.undo();
    assert_eq!(window.thing(key).placement, before);
}

#[test]
fn a_slide_zoomed_in_as_far_as_it_goes_is_no_larger_than_a_texture_may_be() {
    let mut window = Window::on_canvas();
    for _ in 0..12 {
        window.perform(Action::Do(Command::ZoomIn));
    }
    assert!(window.app().view.looking.zoom.unwrap() > 3.0);
    assert!(!window.things().is_empty());
}

#[test]
fn numbers_with_a_comma_move_and_scale() {
    let mut window = Window::on_canvas();
    let key = window.cover(0);
    window.perform(Action::Select(Selection::one(key)));
    let before = window.thing(key).placement;
    let field = window.harness.get_by_label("Слева").rect().center();
    window.button(field, PointerButton::Primary, true, NONE);
    window.button(field, PointerButton::Primary, false, NONE);
    window.settle();
    window.press(Modifiers::COMMAND, Key::A);
    window.event(Event::Text("212,5".to_owned()));
    window.press(NONE, Key::Enter);
    let after = window.thing(key).placement;
    assert!((after.rect().x - 212.5).abs() < 0.01, "{:?}", after.rect());
    assert_eq!(after.size, before.size);
}

#[test]
fn tab_goes_through_the_elements_and_selects_them() {
    let mut window = Window::on_canvas();
    let all = window.things().len();
    let mut seen = std::collections::BTreeSet::new();
    let center = window.things()[0].placement.center;
    window.click_at(center, NONE);
    for _ in 0..all + 4 {
        seen.extend(window.app().view.selection.keys().to_vec());
        window.press(NONE, Key::Tab);
    }
    assert!(seen.len() > all / 2, "{} of {all}", seen.len());
}

#[test]
fn texts_and_shapes_are_added_styled_copied_and_seen_in_other_formats() {
    let mut window = Window::on_canvas();
    window.press(NONE, Key::T);
    let text = window.app().view.selection.only().unwrap();
    window.fill("Надпись", "Читальный зал");
    window.harness.get_by_label("Полужирный").click();
    window.settle();
    window.press(Modifiers { shift: true, ..Modifiers::COMMAND }, Key::C);
    window.press(NONE, Key::R);
    let shape = window.app().view.selection.only().unwrap();
    assert_ne!(text, shape);
    window.press(Modifiers::COMMAND, Key::OpenBracket);
    let order: Vec<_> = window.things().iter().map(|it| it.key).collect();
    assert_eq!(order[order.len() - 2..], [shape, text]);
    window.perform(Action::Select(Selection::one(text)));
    window.press(Modifiers::COMMAND, Key::D);
    let copy = window.app().view.selection.only().unwrap();
    let ElementKey::Free(id) = copy else { panic!("a copy is free") };
    let element = window.slide().element(id).unwrap().clone();
    let ElementKind::Text { text: words, style, .. } = &element.kind else { panic!("a text") };
    assert_eq!((words.as_str(), *style), ("Читальный зал", TextStyle { bold: true, italic: false }));
    window.perform(Action::SetFormat(FormatId::from("square")));
    let there = window.thing(copy).placement;
    window.perform(Action::Select(Selection::one(copy)));
    window.press(Modifiers::SHIFT, Key::ArrowDown);
    assert!((window.thing(copy).placement.center.y - there.center.y - 10.0).abs() < 0.01);
    window.perform(Action::SetFormat(FormatId::from("portrait")));
    assert_eq!(
        window.thing(copy).placement.center,
        element.placement.with_height(window.thing(copy).placement.size.height).center
    );
    window.perform(Action::Select(Selection::one(copy)));
    window.press(NONE, Key::Backspace);
    assert!(window.slide().element(id).is_none() && window.slide().layers.placements.is_empty());
}

#[test]
fn what_is_pasted_lands_on_the_slide() {
    let mut window = Window::on_canvas();
    window.event(Event::Paste("Из письма читателя".to_owned()));
    window.settle();
    let image = egui::ColorImage::filled([40, 20], egui::Color32::RED);
    window.event(Event::PasteImage(std::sync::Arc::new(image)));
    window.settle();
    let slide = window.slide();
    let kinds: Vec<_> = slide.elements.values().flatten().map(|it| it.kind.clone()).collect();
    assert!(matches!(&kinds[0], ElementKind::Text { text, .. } if text == "Из письма читателя"));
    assert!(matches!(&kinds[1], ElementKind::Picture { pixels: (40, 20), .. }));
    // Elements copied here come back as they were, not as their words.
    window.event(Event::Copy);
    window.event(Event::Paste("◇".to_owned()));
    window.settle();
    assert_eq!(window.slide().elements.values().flatten().filter(|it| it.kind == kinds[1]).count(), 2);
}

#[test]
fn a_picture_pasted_on_a_generated_cover_is_the_cover_of_its_book() {
    let mut window = Window::on_canvas();
    let key = |it: &Thing| matches!(it.key, ElementKey::Role(Role::Cover(_)));
    let key = window.things().into_iter().find(key).unwrap().key;
    let ElementKey::Role(Role::Cover(id)) = key else { unreachable!() };
    let book = crate::domain::Exhibit::clone(window.app().exhibition().unwrap().exhibit(id).unwrap());
    window.perform(Action::Edit(Edit::Exhibit(Box::new(crate::domain::Exhibit { cover: None, ..book }))));
    window.settle();
    window.perform(Action::Select(Selection::one(key)));
    let image = egui::ColorImage::filled([40, 60], egui::Color32::RED);
    window.event(Event::PasteImage(std::sync::Arc::new(image)));
    window.settle();
    let book = window.app().exhibition().unwrap().exhibit(id).unwrap().clone();
    assert_eq!(book.cover.as_ref().map(|it| (it.width, it.height)), Some((40, 60)));
    assert!(window.slide().elements.values().flatten().next().is_none());
}

#[test]
fn what_was_changed_by_hand_is_put_back_one_by_one() {
    let mut window = Window::on_canvas();
    let is_cover = |it: &&Thing| matches!(it.key, ElementKey::Role(Role::Cover(_)));
    let covers: Vec<ElementKey> = window.things().iter().filter(is_cover).map(|it| it.key).take(2).collect();
    let names: Vec<String> = covers
        .iter()
        .map(|key| {
            let exhibition = window.app().exhibition().unwrap().clone();
            let (slide, format) = (window.slide(), window.app().view.format.clone());
            let layout = window.app().drawings.layout(slide.id, &format).unwrap();
            crate::compose::ElementNames { exhibition: &exhibition, lang: Lang::Ru }.name(&layout, *key)
        })
        .collect();
    let as_made = window.slide();
    window.perform(Action::Select(Selection::one(covers[0])));
    window.press(NONE, Key::ArrowRight);
    window.perform(Action::Select(Selection::one(covers[1])));
    window.perform(Action::Do(Command::Delete));
    window.settle();
    assert_eq!(window.slide().overrides.roles().len(), 2);
    // The hidden one first: it cannot be found on the slide any more.
    for (left, name) in [(1, &names[1]), (0, &names[0])] {
        window.click(&format!("Вернуть: {name}"));
        assert_eq!(window.slide().overrides.roles().len(), left, "{name}");
    }
    assert_eq!(window.slide(), as_made);
}

#[test]
fn the_wheel_zooms_where_the_pointer_is_and_space_pushes() {
    let mut window = Window::on_canvas();
    let seed = window.slide().seed;
    let at = CanvasPoint { x: 300.0, y: 900.0 };
    let pos = window.screen(at);
    window.event(Event::PointerMoved(pos));
    window.event(Event::Zoom(1.6));
    assert!(window.screen(at).distance(pos) < 1.5);
    let before = window.app().view.looking.pan;
    window.harness.key_down(Key::Space);
    window.harness.run_steps(2);
    window.drag_screen(pos, pos + egui::vec2(50.0, -30.0), NONE, true);
    window.harness.key_up(Key::Space);
    window.settle();
    let pushed = window.app().view.looking.pan - before;
    assert!((pushed - egui::vec2(50.0, -30.0)).length() < 9.0, "{pushed:?}");
    assert_eq!(window.slide().seed, seed, "Space pushed and did nothing else");
    window.press(NONE, Key::Space);
    assert_eq!(window.slide().seed, seed + 1);
    // Shift may be let go first.
    for (pressed, modifiers) in [(true, Modifiers::SHIFT), (false, NONE)] {
        window.event(Event::Key { key: Key::Space, physical_key: None, pressed, repeat: false, modifiers });
    }
    assert_eq!(window.slide().seed, seed);
    window.press(Modifiers::SHIFT, Key::Num1);
    assert_eq!(window.app().view.looking.zoom, None);
}

#[test]
fn inside_its_frame_a_picture_is_scaled_and_pushed_and_the_frame_stays() {
    let mut window = Window::on_canvas();
    let key = window.cover(0);
    let before = window.thing(key);
    window.click_at(before.placement.center, NONE);
    window.press(NONE, Key::Enter);
    assert_eq!(window.app().view.inside, Some(key));
    for _ in 0..6 {
        window.press(NONE, Key::Plus);
    }
    let scaled = window.thing(key);
    assert!(scaled.crop.unwrap().width < 0.8 && scaled.placement == before.placement, "{:?}", scaled.crop);
    window.drag(before.placement.center, (30.0, 0.0), NONE);
    let pushed = window.thing(key);
    assert!(pushed.crop.unwrap().x < scaled.crop.unwrap().x - 0.02, "{:?}", pushed.crop);
    assert_eq!(pushed.placement, before.placement);
    window.press(NONE, Key::Escape);
    assert_eq!((window.app().view.inside, window.app().view.selection.only()), (None, Some(key)));
    assert_eq!(window.undo_label(), Some("кадрирование обложки"));
    window.undo();
    assert_eq!(window.thing(key).crop, scaled.crop);
    window.undo();
    assert_eq!(window.thing(key).crop, before.crop);
}

#[test]
fn a_variant_that_looks_like_the_last_one_is_told_of() {
    let mut window = Window::on_canvas();
    window.press(NONE, Key::Space);
    assert!(!window.says("выглядит как прежний"), "the opener has other looks");
    let slide = window.app().exhibition().unwrap().posts[1].slides[1].clone();
    assert_eq!(slide.template.0, "text");
    window.perform(Action::Do(Command::NextPost));
    window.app().view.slide = Some(slide.id);
    window.settle();
    assert!(!window.says("выглядит как прежний"), "another slide is no variant");
    window.press(NONE, Key::Space);
    assert!(window.says("выглядит как прежний"));
}
