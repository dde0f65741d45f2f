//! Reports filtered and saved, and the list of books to be scanned.

use super::super::action::Action;
use super::super::command::Command;
use super::{TABLE, Window};
use egui_kittest::kittest::Queryable as _;

#[test]
fn a_report_is_filtered_and_saved_as_a_table() {
    let mut window = Window::new();
    let table = window.path("books.csv");
    let wrong: String = (1..=9).map(|it| format!("Книга {it};Автор;2001;978-5-00-00000{it}-{it};\n")).collect();
    std::fs::write(&table, format!("{TABLE}{wrong}")).unwrap();
    window.perform(Action::Dropped(vec![table]));
    window.settle();
    window.click("Загрузить");
    window.fill("Найти в списке", "запись 5");
    assert_eq!(window.harness.query_all_by_role(egui::Role::ListItem).count(), 1);
    window.click("Сохранить список…");
    let saved = window.path("doubts");
    window.fill("Путь", &saved.display().to_string());
    window.click("Выбрать");
    let text = std::fs::read_to_string(saved.with_extension("csv")).unwrap();
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.contains("\"books.csv\";\"запись 5"), "{text}");
}

#[test]
fn books_without_a_cover_are_listed_for_scanning() {
    let mut window = Window::new();
    window.import_table();
    window.perform(Action::Do(Command::ScanningList));
    let list = window.path("scan.csv");
    window.fill("Путь", &list.display().to_string());
    window.click("Выбрать");
    let text = std::fs::read_to_string(&list).unwrap();
    assert_eq!(text.lines().count(), 4);
    assert!(text.contains("\"Чехов А. П.\";\"Палата № 6\";\"2022\";\"978-5-389-09730-8\""), "{text}");
}
