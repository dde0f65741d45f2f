//! The window through its accessibility tree, without a screen.
#![expect(clippy::disallowed_methods, reason = "tests make files of their own")]

mod aids;
mod canvas;
mod clumsy;
mod covers;
mod crawl;
mod frames;
mod leaving;
mod lists;
mod looks;
mod manual;
mod menus;
mod order;
mod people;

mod pictures;
mod raster;
mod scenes;
mod series;
mod skin;
mod tabbing;
mod typing;

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;

use self::frames::Frames;
use self::raster::Textures;
use super::action::Action;
use super::command::{Command, entries};
use super::view::Screen;
use super::{App, Places};
use crate::domain::{Lang, Picture};
use crate::store::{Stored, encode_png};

/// All of the window, as the program has it; the harness leaves a margin.
fn whole(ui: &mut egui::Ui) -> egui::Ui {
    let room = ui.ctx().content_rect();
    let mut whole = ui.new_child(egui::UiBuilder::new().max_rect(room));
    whole.set_clip_rect(room);
    whole
}

struct Window {
    harness: Harness<'static, Option<App>>,
    folder: tempfile::TempDir,
    textures: Textures,
    frames: Arc<Mutex<Frames>>,
}

impl Window {
    fn new() -> Self {
        let mut window = Self::sized(egui::vec2(1440.0, 900.0), 1.0);
        window.settle();
        window
    }

    /// A window of so many points, with so many pixels a point; nothing of it was shown yet.
    fn sized(size: egui::Vec2, scale: f32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let places = Places {
            catalogue: data.join("catalogue.sqlite"),
            data,
            documents: folder.path().join("documents"),
            cache: Some(folder.path().join("cache")),
        };
        std::fs::create_dir_all(&places.documents).unwrap();
        let frames = Arc::<Mutex<Frames>>::default();
        let noted = frames.clone();
        let show = move |ui: &mut egui::Ui, app: &mut Option<App>| {
            let ctx = ui.ctx().clone();
            let app = app.get_or_insert_with(|| App::new(&ctx, places.clone(), None).unwrap());
            noted.lock().unwrap().measured(|| {
                app.before(&ctx);
                app.show(&mut whole(ui));
            });
        };
        let textures = Textures::default();
        let harness = Harness::builder()
            .with_size(size)
            .with_pixels_per_point(scale)
            .with_max_steps(400)
            .with_step_dt(1.0 / 60.0)
            .renderer(textures.clone())
            .build_ui_state(show, None);
        let mut window = Self { harness, folder, textures, frames };
        window.app().view.lang = Lang::Ru;
        window
    }

    fn app(&mut self) -> &mut App {
        self.harness.state_mut().as_mut().unwrap()
    }

    /// Lets the window and its threads do what they have to.
    fn settle(&mut self) {
        for _ in 0..3 {
            self.harness.run_steps(3);
            let ctx = self.harness.ctx.clone();
            self.app().finish(&ctx);
        }
        self.harness.run_steps(3);
    }

    fn click(&mut self, label: &str) {
        self.harness.get_by_role_and_label(Role::Button, label).click();
        self.settle();
    }

    /// Presses the button of the dialog, which lies over one with the same name.
    fn click_on_top(&mut self, label: &str) {
        let all = self.harness.get_all_by_role_and_label(Role::Button, label);
        all.last().unwrap().click();
        self.settle();
    }

    fn click_radio(&mut self, label: &str) {
        self.harness.get_by_role_and_label(Role::RadioButton, label).click();
        self.settle();
    }

    fn fill(&mut self, label: &str, text: &str) {
        let field = self.harness.get_by_label(label);
        field.focus();
        self.harness.run_steps(2);
        self.harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        self.harness.run_steps(2);
        self.harness.get_by_label(label).type_text(text);
        self.settle();
    }

    fn press(&mut self, modifiers: egui::Modifiers, key: egui::Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    fn perform(&mut self, action: Action) {
        let ctx = self.harness.ctx.clone();
        self.app().perform(action, &ctx);
        self.settle();
    }

    /// The records in sight, in order.
    fn rows(&mut self) -> Vec<Stored> {
        let catalogue = &self.app().view.catalogue;
        catalogue.found.ids.iter().map(|it| Stored::clone(&catalogue.rows[it])).collect()
    }

    /// Drops the table of three books on the window and imports it; returns its file.
    fn import_table(&mut self) -> PathBuf {
        let table = self.path("books.csv");
        std::fs::write(&table, TABLE).unwrap();
        self.perform(Action::Dropped(vec![table.clone()]));
        self.settle();
        self.click("Загрузить");
        self.click("Готово");
        table
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

const TABLE: &str = "title;author;year;isbn;annotation\n\
    Палата № 6;Чехов, А. П.;2022;978-5-389-09730-8;Повести\n\
    Записки врача;Вересаев, В. В.;2024;5-02-013850-9;Книга\n\
    Вопросы жизни;Пирогов, Н. И.;2021;;Дневник\n";

#[test]
fn from_an_export_and_scans_to_bundles() {
    let mut window = Window::new();
    let (table, scans) = (window.path("books.csv"), window.path("scans"));
    std::fs::write(&table, TABLE).unwrap();
    std::fs::create_dir(&scans).unwrap();
    let scan = Picture { width: 60, height: 90, rgba: [180, 60, 40, 255].repeat(60 * 90) };
    std::fs::write(scans.join("9785389097308.png"), encode_png(&scan).unwrap()).unwrap();

    window.click("Импорт записей…");
    window.fill("Путь", &table.display().to_string());
    window.click("Выбрать");
    assert!(window.harness.query_by_label("Чехов А. П. Палата № 6, 2022").is_some());
    window.click("Загрузить");
    window.click_on_top("Обложки из папки…");
    window.fill("Путь", &scans.display().to_string());
    window.click("Выбрать");
    window.click_on_top("Новая выставка…");
    window.fill("Название", "Врачи пишут");
    let file = window.path("documents/vrachi-pishut.ron");
    window.fill("Файл выставки", &file.display().to_string());
    window.click("Создать");
    assert_eq!(window.app().view.screen, Screen::Board);
    let made = crate::tasks::open_file(&file).unwrap().exhibition;
    assert_eq!((made.front.title.as_str(), made.exhibits.len(), made.posts.len()), ("Врачи пишут", 3, 1));
    assert_eq!(made.exhibits.iter().filter(|it| it.cover.is_some()).count(), 1);

    window.perform(Action::Go(Screen::Post));
    window.harness.get_by_role_and_label(Role::RadioButton, "Подпись").click();
    window.settle();
    window.fill("Подпись с полями", "Слово врача: {title}");
    let post = window.app().exhibition().unwrap().posts[0].clone();
    assert_eq!(post.caption.text, "Слово врача: {title}");
    window.press(egui::Modifiers::COMMAND, egui::Key::Z);
    assert_eq!(window.app().exhibition().unwrap().posts[0].caption.text, "");
    window.press(egui::Modifiers { shift: true, ..egui::Modifiers::COMMAND }, egui::Key::Z);
    window.press(egui::Modifiers::COMMAND, egui::Key::S);
    assert!(!window.app().open.as_ref().unwrap().document.is_dirty());
    let saved = crate::tasks::open_file(&file).unwrap().exhibition;
    assert_eq!(saved.posts[0].caption.text, "Слово врача: {title}");

    window.perform(Action::Go(Screen::Bundles));
    let to = window.path("out");
    window.fill("Папка", &to.display().to_string());
    window.click("Собрать комплекты");
    let bundle = to.join("vrachi-pishut/01_vrachi-pishut/vk");
    assert!(bundle.join("04.jpg").exists() && bundle.join("alt.txt").exists());
    assert_eq!(std::fs::read_to_string(bundle.join("caption.txt")).unwrap(), "Слово врача: Врачи пишут\n");
}

#[test]
fn an_element_is_selected_moved_by_keys_and_put_back() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    window.perform(Action::Go(Screen::Post));
    let exhibition = window.app().exhibition().unwrap().clone();
    let slide = exhibition.posts[0].slides[0].clone();
    let cover = crate::compose::ElementKey::Role(crate::domain::Role::Cover(slide.exhibits[0]));
    window.perform(Action::Select(super::selection::Selection::one(cover)));
    for _ in 0..3 {
        window.press(egui::Modifiers::SHIFT, egui::Key::ArrowRight);
    }
    let moved = window.app().exhibition().unwrap().posts[0].slides[0].clone();
    assert_eq!(moved.overrides.roles().len(), 1);
    window.click("Вернуть как в шаблоне");
    assert_eq!(window.app().exhibition().unwrap().posts[0].slides[0].overrides.roles().len(), 0);
    for _ in 0..4 {
        window.press(egui::Modifiers::COMMAND, egui::Key::Z);
    }
    assert_eq!(window.app().exhibition(), Some(&exhibition));
}

#[test]
fn every_command_on_every_screen_in_both_languages_leaves_a_sound_document() {
    for lang in [Lang::Ru, Lang::En] {
        let mut window = Window::new();
        window.perform(Action::Do(Command::OpenSample));
        window.app().view.lang = lang;
        for screen in [Screen::Catalogue, Screen::Board, Screen::Post, Screen::Preview, Screen::Bundles, Screen::Start]
        {
            for entry in
                entries().filter(|it| !matches!(it.command, Command::Quit | Command::Close | Command::Language))
            {
                window.perform(Action::Go(screen));
                let ctx = window.harness.ctx.clone();
                window.app().perform(Action::Do(entry.command), &ctx);
                window.harness.run_steps(2);
                window.app().view.dialogs.clear();
                window.app().view.palette = None;
                if let Some(exhibition) = window.app().exhibition() {
                    assert_eq!(exhibition.violations(), Vec::<String>::new(), "{:?}", entry.command);
                }
            }
        }
        window.settle();
    }
}

#[test]
fn covers_with_strange_names_are_settled_by_digits() {
    let mut window = Window::new();
    let (table, scans) = (window.path("books.csv"), window.path("scans"));
    std::fs::write(&table, TABLE).unwrap();
    std::fs::create_dir(&scans).unwrap();
    for (name, shade) in [("9785389097308.png", 60), ("IMG_0001.png", 120), ("IMG_0002.png", 180)] {
        let scan = Picture { width: 60, height: 90, rgba: [180, shade, 40, 255].repeat(60 * 90) };
        std::fs::write(scans.join(name), encode_png(&scan).unwrap()).unwrap();
    }
    window.perform(Action::Dropped(vec![table, scans]));
    window.settle();
    window.click("Загрузить с обложками");
    window.click("Разобрать вручную: 2");
    for key in [egui::Key::Num1, egui::Key::Num1, egui::Key::Backspace, egui::Key::Num1, egui::Key::Enter] {
        window.press(egui::Modifiers::NONE, key);
    }
    let records = window.rows();
    let reasons: Vec<_> = records.iter().filter_map(|it| it.cover.as_ref()).map(|it| it.reason.clone()).collect();
    assert_eq!(reasons, ["ISBN 9785389097308", "выбрано вручную", "выбрано вручную"]);
    assert_eq!(records[2].cover.as_ref().unwrap().cover.source, "IMG_0002.png");
}

#[test]
fn a_record_is_corrected_and_an_import_taken_back() {
    let mut window = Window::new();
    let table = window.import_table();
    window.click("Исправить: Палата № 6");
    window.fill("Год", "1892");
    window.click("Сохранить");
    window.perform(Action::Dropped(vec![table]));
    window.settle();
    window.click("Загрузить");
    window.click("Готово");
    let first = window.rows().remove(0);
    assert_eq!((first.record.year.as_str(), first.is_corrected), ("1892", true));
    assert_eq!(first.record.authors[0].initials, "А. П.");

    window.click("Добавить книгу…");
    window.fill("Заглавие", "Дневник старого врача");
    window.click("Сохранить");
    assert_eq!(window.app().view.catalogue.n_records, 4);
    for left in [3, 0] {
        window.perform(Action::Do(Command::UndoImport));
        assert_eq!(window.app().view.catalogue.n_records, left);
    }
}

#[test]
fn a_corrected_record_is_corrected_on_the_slides_that_show_it() {
    let mut window = Window::new();
    window.import_table();
    window.perform(Action::Do(Command::New));
    window.settle();
    window.click("Создать");
    window.settle();
    window.perform(Action::Go(Screen::Catalogue));
    window.click("Исправить: Палата № 6");
    window.fill("Заглавие", "Палата номер шесть");
    window.click("Сохранить");
    window.settle();
    let titles = |window: &mut Window| -> Vec<String> {
        let exhibition = window.app().exhibition().unwrap().clone();
        exhibition.exhibits.iter().map(|it| it.title().into_owned()).collect()
    };
    assert!(titles(&mut window).contains(&"Палата номер шесть".to_owned()));
    window.click("Вернуть");
    assert!(titles(&mut window).contains(&"Палата № 6".to_owned()));
    let in_catalogue = |window: &mut Window| window.rows().iter().any(|it| it.record.title == "Палата № 6");
    assert!(in_catalogue(&mut window), "both are taken back");
}

#[test]
fn an_import_corrects_the_open_exhibition_and_so_does_taking_it_back() {
    let mut window = Window::new();
    let table = window.import_table();
    window.perform(Action::Do(Command::New));
    window.settle();
    window.click("Создать");
    std::fs::write(&table, TABLE.replace(";Повести", ";Повесть о палате")).unwrap();
    window.perform(Action::Dropped(vec![table]));
    window.settle();
    window.click("Загрузить");
    window.click("Готово");
    let annotation = |window: &mut Window| window.app().exhibition().unwrap().exhibits[0].shown_annotation().to_owned();
    assert_eq!(annotation(&mut window), "Повесть о палате");
    window.perform(Action::Do(Command::UndoImport));
    window.settle();
    assert_eq!(annotation(&mut window), "Повести");
}

#[test]
fn columns_nobody_knows_are_named_once_and_remembered() {
    let mut window = Window::new();
    for (name, title) in [("a.csv", "Гигиена"), ("b.csv", "Раны")] {
        let table = window.path(name);
        std::fs::write(&table, format!("Книга;Кто написал;Полка\n{title};Зимин А. А.;3\n")).unwrap();
        window.perform(Action::Dropped(vec![table]));
        window.settle();
        if name == "a.csv" {
            for (heading, field) in [("Книга", "Заглавие"), ("Кто написал", "Автор")] {
                window.harness.get_by_role_and_label(Role::ComboBox, heading).click();
                window.settle();
                window.click(field);
            }
        }
        window.click("Загрузить");
        window.settle();
        window.click("Готово");
    }
    let read: Vec<_> =
        window.rows().into_iter().map(|it| (it.record.title, it.record.authors[0].family.clone())).collect();
    assert_eq!(read.len(), 2);
    assert!(read.contains(&("Раны".into(), "Зимин".into())));
}

#[test]
fn trouble_is_said_in_words_and_changes_nothing() {
    let mut window = Window::new();
    let wrong = window.path("letter.txt");
    std::fs::write(&wrong, "Дорогая редакция! Пишу вам из библиотеки.\n").unwrap();
    window.click("Импорт записей…");
    window.fill("Путь", &wrong.display().to_string());
    window.click("Выбрать");
    assert!(window.harness.query_by_label("Не получилось").is_some());
    window.click("Понятно");
    assert_eq!(window.app().view.catalogue.n_records, 0);
}

#[test]
fn an_unsaved_change_is_offered_again_after_a_crash() {
    let mut window = Window::new();
    window.perform(Action::Do(Command::OpenSample));
    let path = window.app().open.as_ref().unwrap().path.clone();
    let mut changed = crate::domain::Exhibition::clone(window.app().exhibition().unwrap());
    changed.front.title = "Правленое".to_owned();
    crate::tasks::save_draft(&path, &changed).unwrap();
    window.perform(Action::Open(path));
    window.click("Вернуть правки");
    assert_eq!(window.app().exhibition().unwrap().front.title, "Правленое");
    assert!(window.app().open.as_ref().unwrap().document.is_dirty());
}

#[test]
fn a_long_catalogue_shows_the_rows_in_sight_and_is_gone_through_by_keys() {
    let mut window = Window::new();
    let table = window.path("books.csv");
    let lines: String = (1..=3_000).map(|it| format!("Книга {it:04};Автор;2001\n")).collect();
    std::fs::write(&table, format!("title;author;year\n{lines}")).unwrap();
    window.perform(Action::Dropped(vec![table]));
    window.settle();
    window.click("Загрузить");
    window.click("Готово");
    assert_eq!(window.app().view.catalogue.found.ids.len(), 3_000);
    window.harness.get_by_role_and_label(Role::CheckBox, "Книга 0001").focus();
    window.settle();
    window.press(egui::Modifiers::NONE, egui::Key::End);
    assert!(window.harness.query_all_by_label("Книга 0001").next().is_none());
    assert!(window.harness.query_by_role_and_label(Role::CheckBox, "Книга 3000").is_some());
    window.press(egui::Modifiers::NONE, egui::Key::ArrowUp);
    window.press(egui::Modifiers::NONE, egui::Key::Space);
    let ticked: Vec<_> = window.app().view.catalogue.ticked.iter().copied().collect();
    assert_eq!(ticked, [window.app().view.catalogue.found.ids[2_998]]);
    window.click("Отметить все найденные");
    assert!(window.app().view.catalogue.is_all_ticked);
    assert!(window.app().view.catalogue.rows.len() < 200);
}
