//! The manual in `docs`: its table of keys and its pictures are those of the program.
//!
//! `VITRINA_PICTURES=manual cargo test --lib tests::` renews both.

use std::path::{Path, PathBuf};

use super::super::command::{Menu, entries, shortcut_text};
use crate::domain::Lang;

const MARKS: [&str; 2] = ["<!-- keys -->\n", "<!-- /keys -->"];

fn manual(lang: Lang) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(lang.pick("ru.md", "en.md"))
}

/// The keys of all menus as a table.
fn keys(lang: Lang) -> String {
    let head = lang.pick("| Клавиши | Что делают |\n|---|---|\n", "| Keys | What they do |\n|---|---|\n");
    let row = |(menu, keys, text): (Menu, String, &str)| format!("| `{keys}` | {}: {text} |\n", menu.text(lang));
    let all = Menu::ALL.into_iter().flat_map(|menu| {
        let own = entries().filter(move |it| it.menu == menu);
        own.filter_map(move |it| Some((menu, shortcut_text(it.shortcut?, lang), it.text(lang))))
    });
    head.to_owned() + &all.map(row).collect::<String>()
}

#[test]
fn the_manual_tells_the_keys_as_they_are_and_its_pictures_are_there() {
    for lang in [Lang::Ru, Lang::En] {
        let (path, [begin, end]) = (manual(lang), MARKS);
        let text = std::fs::read_to_string(&path).unwrap();
        let (before, rest) = text.split_once(begin).unwrap();
        let (told, after) = rest.split_once(end).unwrap();
        if std::env::var("VITRINA_PICTURES").as_deref() == Ok("manual") {
            std::fs::write(&path, format!("{before}{begin}{}{end}{after}", keys(lang))).unwrap();
            continue;
        }
        assert_eq!(told, keys(lang), "`VITRINA_PICTURES=manual cargo test --lib tests::` renews the manual");
        let pictures = text.split("](").skip(1).filter_map(|it| it.split_once(')')).map(|it| it.0);
        for picture in pictures.filter(|it| Path::new(it).extension().is_some_and(|it| it == "jpg")) {
            assert!(path.with_file_name(picture).exists(), "{picture}");
        }
    }
}
