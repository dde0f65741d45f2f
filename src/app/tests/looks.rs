//! Templates and themes of one's own: saved from what is open, chosen, shared, refused with the place.

use std::fs;

use super::super::action::Action;
use super::super::command::Command;
use super::super::view::{Dialog, PathPurpose, Screen};
use super::Window;

impl Window {
    pub(super) fn says(&mut self, part: &str) -> bool {
        self.app().view.toasts.iter().any(|it| it.text.contains(part))
    }
}

#[test]
fn a_theme_and_a_template_are_saved_chosen_and_carried_by_the_document() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    window.perform(Action::Go(Screen::Post));
    window.perform(Action::Do(Command::Looks));
    window.fill("Название", "Наш стиль");
    window.click("Оформление поста");
    // A sign without a glyph ends the test.
    window.fill("Название", "Наш кадр 📚");
    window.click("Кадр как шаблон");
    let kept = window.app().view.collection.looks.clone();
    assert_eq!((kept.themes.len(), kept.templates.len()), (1, 1));
    assert!(window.says("«Наш кадр 📚» теперь стоит в списках"));
    window.click("Готово");

    let (post, slide) = (window.app().view.post.unwrap(), window.app().view.slide.unwrap());
    let edit = crate::edit::Edit::PostTheme(post, Some(kept.themes[0].id.clone()));
    window.perform(Action::Edit(edit));
    window.perform(Action::Edit(crate::edit::Edit::Template(slide, kept.templates[0].id.clone())));
    let exhibition = window.app().exhibition().unwrap().clone();
    assert_eq!(exhibition.looks, kept);
    assert_eq!(window.undo_label(), Some("шаблон кадра"));
    let studio = window.app().studio.clone();
    let offered = window.app().offers.of(&studio.library, &kept, Some(&exhibition));
    let (themes, templates) = (studio.library.themes.len() + 1, studio.library.templates.len() + 1);
    assert_eq!((offered.themes.len(), offered.templates.len()), (themes, templates), "each is offered once");
}

#[test]
fn a_look_taken_out_can_be_put_back_and_a_shared_file_is_taken_by_dropping_it() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    window.perform(Action::KeepTheme("Наш стиль".to_owned()));
    window.perform(Action::Do(Command::Looks));
    window.click("Убрать: Наш стиль");
    assert!(window.app().view.collection.looks.is_empty());
    window.click("Вернуть: Наш стиль");
    let look = crate::tasks::Look::Theme(window.app().view.collection.looks.themes[0].clone());
    window.click("Готово");

    let shared = window.folder.path().join("shared.theme.ron");
    window.perform(Action::PathChosen(PathPurpose::ShareLook(look.clone()), vec![shared.clone()]));
    window.perform(Action::Looks(super::super::looks::LooksWork::Forget(look)));
    assert!(window.app().view.collection.looks.is_empty());
    window.perform(Action::Dropped(vec![shared.clone()]));
    assert_eq!(window.app().view.collection.looks.themes.len(), 1);

    let broken = fs::read_to_string(&shared).unwrap().replace("ink: \"#", "ink: \"");
    let file = window.file("broken.theme.ron", broken);
    window.perform(Action::Dropped(vec![file]));
    let Some(Dialog::Trouble(text)) = window.app().view.dialogs.last() else { panic!("nothing was said") };
    assert!(text.contains("broken.theme.ron, строка") && text.contains("столбец"), "{text}");
}

#[test]
fn colours_of_covers_are_a_step_that_goes_on_to_the_next_and_back() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    window.perform(Action::Go(Screen::Post));
    let before = window.app().exhibition().unwrap().clone();
    window.click("Цвета из обложек");
    let post = window.app().view.post.unwrap();
    let worn = |window: &mut Window| window.app().exhibition().unwrap().post(post).unwrap().theme.clone();
    let first = worn(&mut window).unwrap();
    assert!(first.0.contains("-covers-"), "{first}");
    assert_eq!(window.undo_label(), Some("цвета из обложек"));
    window.click("Цвета из обложек");
    assert_ne!(worn(&mut window), Some(first));
    window.perform(Action::Do(Command::Undo));
    window.perform(Action::Do(Command::Undo));
    assert_eq!(*window.app().exhibition().unwrap(), before);
}

#[test]
fn what_a_template_hides_is_listed_and_brought_back_on_one_slide() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    window.perform(Action::Go(Screen::Post));
    window.settle();
    let (post, slide) = (window.app().view.post.unwrap(), window.app().view.slide.unwrap());
    window.presses("Скрыть: Заголовок: Новинки ноября");
    window.perform(Action::Do(Command::Looks));
    window.fill("Название", "Без заголовка");
    window.click("Кадр как шаблон");
    window.click("Готово");
    let template = window.app().view.collection.looks.templates[0].id.clone();
    window.presses("Показать: Заголовок");
    window.perform(Action::Edit(crate::edit::Edit::Template(slide, template)));
    window.settle();
    let format = window.app().view.format.clone();
    let title = crate::compose::ElementKey::Role(crate::domain::Role::Title);
    let has_title =
        |window: &mut Window| window.app().drawings.layout(slide, &format).unwrap().element(title).is_some();
    assert!(!has_title(&mut window), "the template hides it");
    window.presses("Показать: Заголовок");
    assert!(has_title(&mut window));
    window.presses("Скрыть: Заголовок: Новинки ноября");
    assert!(!has_title(&mut window));
    window.presses("Показать: Заголовок");
    assert!(has_title(&mut window));
    assert!(window.app().exhibition().unwrap().post(post).is_some());
}
