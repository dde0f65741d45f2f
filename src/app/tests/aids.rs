//! Pictures that take the place of others, snapping, lining up, zooming, fields in words, and rest when nothing happens.

use egui::{Key, Modifiers, PointerButton};
use egui_kittest::kittest::Queryable as _;

use super::super::action::Action;
use super::super::canvas::Alignment;
use super::super::command::Command;
use super::super::selection::Selection;
use super::super::view::{Dialog, PathPurpose, Screen};
use super::Window;
use crate::compose::{ElementKey, PlacedKind};
use crate::domain::{CanvasPoint, ElementKind, Picture, Role};
use crate::edit::Edit;
use crate::store::encode_png;

const NONE: Modifiers = Modifiers::NONE;

impl Window {
    pub(super) fn png(&self, name: &str, (width, height): (u32, u32)) -> std::path::PathBuf {
        let rgba = [40, 90, 160, 255].repeat((width * height) as usize);
        let path = self.path(name);
        std::fs::write(&path, encode_png(&Picture { width, height, rgba }).unwrap()).unwrap();
        path
    }

    pub(super) fn only_free(&mut self) -> crate::domain::Element {
        let slide = self.slide();
        let mut free: Vec<_> = slide.elements.values().flatten().collect();
        assert_eq!(free.len(), 1);
        crate::domain::Element::clone(free.remove(0))
    }
}

#[test]
fn a_picture_dropped_on_a_selected_one_takes_its_place_and_frame() {
    let mut window = Window::on_canvas();
    let (first, second) = (window.png("a.png", (60, 60)), window.png("b.png", (90, 30)));
    window.perform(Action::Dropped(vec![first]));
    window.settle();
    let before = window.only_free();
    window.perform(Action::Select(Selection::one(ElementKey::Free(before.id))));
    window.perform(Action::Dropped(vec![second]));
    window.settle();
    let after = window.only_free();
    assert_eq!((after.id, after.placement), (before.id, before.placement));
    let ElementKind::Picture { pixels, crop: Some(crop), .. } = after.kind else { panic!("{:?}", after.kind) };
    assert_eq!(pixels, (90, 30));
    assert!((crop.width - 1.0 / 3.0).abs() < 1e-3 && (crop.height - 1.0).abs() < 1e-3, "{crop:?}");
    window.click("Вернуть");
    assert_eq!(window.only_free().kind, before.kind);
}

#[test]
fn a_picture_dropped_on_a_selected_cover_is_the_cover_of_its_book() {
    let mut window = Window::on_canvas();
    let key = window.cover(0);
    let ElementKey::Role(Role::Cover(id)) = key else { unreachable!() };
    let cover = |window: &mut Window| window.app().exhibition().unwrap().exhibit(id).unwrap().cover.clone();
    let before = cover(&mut window);
    window.perform(Action::Select(Selection::one(key)));
    let picture = window.png("c.png", (50, 80));
    window.perform(Action::Dropped(vec![picture]));
    window.settle();
    assert_eq!(cover(&mut window).map(|it| (it.width, it.height)), Some((50, 80)));
    assert_eq!(window.undo_label(), Some("замена обложки"));
    window.undo();
    assert_eq!(cover(&mut window), before);
}

#[test]
fn a_cover_snaps_to_the_margin_unless_alt_is_held() {
    let mut window = Window::on_canvas();
    // A card: its only cover has no neighbours whose edges are nearer than the margin.
    let card = window.app().exhibition().unwrap().posts[0].slides[1].id;
    window.perform(Action::SelectSlide(card));
    window.settle();
    let key = window.cover(0);
    let format = window.app().view.format.clone();
    let slide = window.slide();
    let size = window.app().format_size();
    let start = crate::domain::Placement {
        center: CanvasPoint { x: size.width / 2.0 + 61.0, y: size.height * 0.47 },
        ..window.thing(key).placement
    };
    let ElementKey::Role(role) = key else { unreachable!() };
    let place = Edit::Place { slide: slide.id, format: format.clone(), role, placement: Some(start) };
    let left = |window: &mut Window| window.thing(key).placement.bounds().x;
    let safe = window.app().studio.library.format(&format).unwrap().safe;
    let wanted = safe.left.max(72.0);
    for (modifiers, snaps) in [(NONE, true), (Modifiers::ALT, false)] {
        window.perform(Action::Edit(place.clone()));
        window.perform(Action::Select(Selection::one(key)));
        window.settle();
        let by = wanted + 3.0 - left(&mut window);
        let center = window.thing(key).placement.center;
        let to = CanvasPoint { x: center.x + by, y: center.y };
        let (from, to) = (window.screen(center), window.screen(to));
        window.button(from, PointerButton::Primary, true, NONE);
        window.event(egui::Event::ModifiersChanged(modifiers));
        for part in [0.3, 0.7, 1.0] {
            window.event(egui::Event::PointerMoved(from.lerp(to, part)));
        }
        window.button(to, PointerButton::Primary, false, modifiers);
        window.event(egui::Event::ModifiersChanged(NONE));
        window.settle();
        let is_there = (left(&mut window) - wanted).abs() < 0.01;
        assert_eq!(is_there, snaps, "{} {wanted}", left(&mut window));
    }
}

#[test]
fn fields_typed_into_words_of_the_template_stay_fields() {
    let mut window = Window::on_canvas();
    let title = ElementKey::Role(Role::Title);
    window.perform(Action::Select(Selection::one(title)));
    window.press(NONE, Key::Enter);
    for letter in "У нас {count}".chars() {
        window.event(egui::Event::Text(letter.to_string()));
        window.settle();
    }
    window.press(NONE, Key::Escape);
    let typed = |window: &mut Window| window.slide().overrides.change(Role::Title).and_then(|it| it.text.clone());
    assert_eq!(typed(&mut window).as_deref(), Some("У нас {count}"));
    let n = window.slide().exhibits.len();
    let slide = window.slide().id;
    let format = window.app().view.format.clone();
    let layout = window.app().drawings.layout(slide, &format).unwrap();
    let PlacedKind::Text(look) = &layout.element(title).unwrap().kind else { unreachable!() };
    assert_eq!(look.text, format!("У\u{a0}нас {n} книг"));
    // Typed on, the field is there still.
    window.press(NONE, Key::Enter);
    window.press(NONE, Key::End);
    window.event(egui::Event::Text("!".to_owned()));
    window.settle();
    window.press(NONE, Key::Escape);
    assert_eq!(typed(&mut window).as_deref(), Some("У нас {count}!"));
}

#[test]
fn a_text_that_reaches_over_the_edge_is_said_and_shown() {
    let mut window = Window::on_canvas();
    window.perform(Action::Do(Command::AddText));
    window.press(NONE, Key::Escape);
    let free = window.only_free();
    let mut moved = free.clone();
    moved.placement.center.x = 30.0;
    let (slide, format) = (window.slide().id, window.app().view.format.clone());
    window.perform(Action::Edit(Edit::Element { slide, format, element: Box::new(moved) }));
    // Findings wait until nothing changes for a while.
    window.app().changed_at = None;
    window.perform(Action::Do(Command::Check));
    window.settle();
    let findings = window.app().findings.clone();
    let index = findings.iter().position(|it| it.code == "over-the-edge").expect("it is found");
    window.perform(Action::ShowFinding(index));
    assert_eq!(window.app().view.selection, Selection::one(ElementKey::Free(free.id)));
}

#[test]
fn slides_of_a_post_are_turned_by_keys() {
    let mut window = Window::on_canvas();
    let slides: Vec<_> = window.app().exhibition().unwrap().posts[0].slides.iter().map(|it| it.id).collect();
    assert_eq!(window.app().view.slide, Some(slides[0]));
    window.press(NONE, Key::CloseBracket);
    assert_eq!(window.app().view.slide, Some(slides[1]));
    window.press(NONE, Key::OpenBracket);
    window.press(NONE, Key::OpenBracket);
    assert_eq!(window.app().view.slide, Some(slides[0]));
}

#[test]
fn a_pause_in_a_field_begins_another_step() {
    let mut window = Window::on_canvas();
    window.click_radio("Пост");
    let before = window.app().exhibition().unwrap().posts[0].title.clone();
    window.fill("Заголовок поста", "Врачи");
    window.harness.run_steps(80);
    window.harness.get_by_label("Заголовок поста").type_text(" пишут");
    window.settle();
    let title = |window: &mut Window| window.app().exhibition().unwrap().posts[0].title.clone();
    assert_eq!(title(&mut window), "Врачи пишут");
    window.undo();
    assert_eq!(title(&mut window), "Врачи");
    window.undo();
    assert_eq!(title(&mut window), before);
}

#[test]
fn the_canvas_zooms_to_all_pixels_and_to_what_is_selected() {
    let mut window = Window::on_canvas();
    window.perform(Action::Do(Command::ZoomWhole));
    assert_eq!(window.app().zoom(), 1.0);
    let key = window.cover(0);
    window.perform(Action::Select(Selection::one(key)));
    window.perform(Action::Do(Command::ZoomSelection));
    let place = window.thing(key).placement.bounds();
    let (room, zoom) = (window.app().view.looking.room, window.app().zoom());
    let filled = (place.width * zoom / room.x).max(place.height * zoom / room.y);
    assert!((0.5..=1.0).contains(&filled), "{filled}");
    window.perform(Action::Do(Command::ZoomFit));
    assert_eq!(window.app().zoom(), window.app().view.looking.fit);
}

#[test]
fn several_covers_are_lined_up_and_spread_in_one_step_each() {
    let mut window = Window::on_canvas();
    let keys: Vec<_> = (0..3).map(|it| window.cover(it)).collect();
    window.perform(Action::Select(Selection::of(keys.clone())));
    window.perform(Action::Do(Command::Align(Alignment::Top)));
    let tops: Vec<f32> = keys.iter().map(|it| window.thing(*it).placement.bounds().y).collect();
    assert!(tops.iter().all(|it| (it - tops[0]).abs() < 0.05), "{tops:?}");
    window.perform(Action::Do(Command::Align(Alignment::SpreadAcross)));
    let mut spans: Vec<_> = keys.iter().map(|it| window.thing(*it).placement.bounds()).collect();
    spans.sort_by(|a, b| a.x.total_cmp(&b.x));
    let gaps = [spans[1].x - spans[0].right(), spans[2].x - spans[1].right()];
    assert!((gaps[0] - gaps[1]).abs() < 0.1, "{gaps:?}");
    window.undo();
    window.undo();
    assert_eq!(window.undo_label(), None);
}

/// A window nobody touches costs nothing.
#[test]
fn no_screen_is_drawn_again_while_nothing_happens() {
    let mut window = Window::on_canvas();
    for screen in [Screen::Start, Screen::Catalogue, Screen::Board, Screen::Post, Screen::Preview, Screen::Bundles] {
        window.perform(Action::Go(screen));
        window.app().view.toasts.clear();
        window.app().changed_at = None;
        // What another thread still had to say may come in between: then it is calm again after that.
        let mut n_calm = 0;
        for _ in 0..20 {
            window.settle();
            let output = window.harness.output().viewport_output.get(&egui::ViewportId::ROOT).unwrap();
            n_calm = if output.repaint_delay == std::time::Duration::MAX { n_calm + 1 } else { 0 };
            if n_calm == 3 {
                break;
            }
        }
        assert_eq!(n_calm, 3, "{screen:?}");
    }
}

#[test]
fn where_the_system_has_no_dialogs_the_program_asks_by_its_own() {
    let mut window = Window::new();
    window.perform(Action::AskByOwn(PathPurpose::Open));
    assert!(window.app().system_dialogs.are_missing(), "the system is not asked again");
    let is_own = |it: &Dialog| matches!(it, Dialog::Path(it) if it.purpose == PathPurpose::Open);
    assert!(window.app().view.dialogs.last().is_some_and(is_own));
}
