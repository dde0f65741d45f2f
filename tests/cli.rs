//! The program as a command: what it prints, what it writes, how it ends.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests make files of their own and stop at the first surprise"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vitrina"));
        command.current_dir(self.0.path()).env("HOME", self.0.path()).env("XDG_DATA_HOME", self.0.path());
        command.env("XDG_CACHE_HOME", self.0.path().join("cache"));
        command.env("VITRINA_LANG", "ru").args(arguments).output().unwrap()
    }

    #[track_caller]
    fn json(&self, arguments: &[&str]) -> Value {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// One sentence on standard error, nothing on standard output, this exit code, nothing changed on disk.
    #[track_caller]
    fn refuses(&self, arguments: &[&str], code: i32, says: &str) {
        let before = listing(self.0.path());
        let output = self.run(arguments);
        let error = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{error}");
        assert!(error.contains(says), "{error:?} does not say {says:?}");
        assert!(code == 2 || error.trim_end().lines().count() == 1, "{error}");
        assert!(output.stdout.is_empty());
        assert_eq!(listing(self.0.path()), before);
    }
}

/// Every file below a folder with its bytes; the catalogue's own lock files aside.
fn listing(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(listing(&path));
        } else {
            found.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
    found.sort();
    found
}

const TABLE: &str = "Заглавие;Автор;Год;ISBN;Обложка\n\
    Ёж и доктор;Айболитов, К. И.;2020;978-5-02-013850-6;ezh.png\n\
    Записки юного врача;Булгаков, М. А.;2019;;\n\
    Степь;Чехов, А. П.;2021;;step.png\n";

fn with_records(place: &Place) {
    fs::write(place.path("books.csv"), TABLE).unwrap();
    place.json(&["import", "books.csv", "--catalog", "c.sqlite", "--json"]);
}

#[test]
fn import_search_and_describe_speak_the_documented_json() {
    let place = Place::new();
    fs::write(place.path("books.csv"), TABLE).unwrap();
    let report = place.json(&["import", "books.csv", "--catalog", "c.sqlite", "--json"]);
    let file = &report["files"][0];
    assert_eq!(
        (file["format"].as_str(), file["dialect"].as_str(), file["encoding"].as_str()),
        (Some("csv"), Some(""), Some("utf-8"))
    );
    assert_eq!(
        (file["seen"].as_u64(), file["imported"].as_u64(), file["updated"].as_u64()),
        (Some(3), Some(3), Some(0))
    );
    let again = place.json(&["import", "books.csv", "--catalog", "c.sqlite", "--json"]);
    assert_eq!((again["files"][0]["imported"].as_u64(), again["files"][0]["updated"].as_u64()), (Some(0), Some(0)));

    let found = place.json(&["search", "еж", "--catalog", "c.sqlite", "--json"]);
    assert_eq!(found["total"], 1);
    let record = &found["records"][0];
    assert_eq!(
        (record["title"].as_str(), record["authors"][0].as_str()),
        (Some("Ёж и доктор"), Some("Айболитов, К. И."))
    );
    assert_eq!((record["cover"].is_null(), record["source"]["number"].as_u64()), (true, Some(1)));

    let described = place.json(&["describe", "Степь", "--style", "gost-7.0.5", "--catalog", "c.sqlite", "--json"]);
    assert_eq!(described["records"][0]["description"], "Чехов А. П. Степь. 2021.");
}

#[test]
fn a_table_in_the_encoding_of_an_old_excel_is_recognised() {
    let place = Place::new();
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(TABLE);
    fs::write(place.path("books.csv"), &bytes).unwrap();
    let report = place.json(&["import", "books.csv", "--catalog", "c.sqlite", "--json"]);
    assert_eq!(report["files"][0]["encoding"], "cp1251");
    assert_eq!(place.json(&["search", "Ёж", "--catalog", "c.sqlite", "--json"])["records"][0]["title"], "Ёж и доктор");
}

#[test]
fn a_dry_run_writes_nothing() {
    let place = Place::new();
    fs::write(place.path("books.csv"), TABLE).unwrap();
    let before = listing(place.0.path());
    let report = place.json(&["import", "books.csv", "--catalog", "c.sqlite", "--dry-run", "--json"]);
    assert_eq!(report["files"][0]["imported"], 3);
    assert_eq!(listing(place.0.path()), before);
}

#[test]
fn the_whole_way_from_records_to_bundles() {
    let place = Place::new();
    with_records(&place);
    fs::create_dir(place.path("scans")).unwrap();
    let scan = vitrina::domain::Picture { width: 40, height: 60, rgba: [10, 90, 160, 255].repeat(2400) };
    let png = vitrina::store::encode_png(&scan).unwrap();
    fs::write(place.path("scans/ezh.png"), &png).unwrap();
    fs::write(place.path("scans/step.png"), &png[..20]).unwrap();
    fs::write(place.path("scans/IMG_0001.png"), &png).unwrap();
    let covers = place.json(&["covers", "scans", "--catalog", "c.sqlite", "--json"]);
    assert_eq!((covers["matched"][0]["record"].as_u64(), covers["matched"].as_array().unwrap().len()), (Some(1), 1));
    assert_eq!((covers["unmatched"].as_array().unwrap().len(), covers["refused"].as_array().unwrap().len()), (1, 1));

    let made = place.run(&[
        "new",
        "b.ron",
        "--title",
        "Осень",
        "--catalog",
        "c.sqlite",
        "--per-post",
        "2",
        "--platform",
        "vk,instagram",
    ]);
    assert!(made.status.success());
    assert!(fs::read_to_string(place.path("b.ron")).unwrap().starts_with("(\n    format: 1,\n"));
    let checked = place.run(&["check", "b.ron", "--json"]);
    assert_eq!(checked.status.code(), Some(0));

    let report = place.json(&["export", "b.ron", "--to", "out", "--json"]);
    let bundles = report["bundles"].as_array().unwrap();
    assert_eq!(bundles.len(), 4);
    assert_eq!(bundles[0]["images"][0]["width"].as_u64(), Some(1080));
    let first = listing(&place.path("out"));
    place.json(&["export", "b.ron", "--to", "out", "--json"]);
    assert_eq!(listing(&place.path("out")), first);
    place.json(&["export", "b.ron", "--to", "afresh", "--json"]);
    let bytes = |all: &[(PathBuf, Vec<u8>)]| all.iter().map(|it| it.1.clone()).collect::<Vec<_>>();
    assert_eq!(bytes(&listing(&place.path("afresh"))), bytes(&first), "the same file gives the same bytes");
    let names: Vec<String> = fs::read_dir(place.path("out/osen"))
        .unwrap()
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 4, "{names:?}");
}

#[test]
fn a_picture_that_would_be_drawn_the_same_is_taken_over_and_others_are_drawn_anew() {
    let place = Place::new();
    with_records(&place);
    place.run(&["new", "b.ron", "--title", "Осень", "--catalog", "c.sqlite", "--per-post", "2", "--platform", "vk"]);
    let export = |to: &str| place.json(&["export", "b.ron", "--to", to, "--json"]);
    let report = export("out");
    let folder = place.path("out/osen").join(report["bundles"][0]["folder"].as_str().unwrap());
    let pictures = [folder.join("01.jpg"), folder.join("02.jpg")];
    let [first, second] = pictures.each_ref().map(|it| fs::read(it).unwrap());
    // The first is replaced together with its digest: only drawing it anew would tell. The second is replaced alone.
    let mark = b"not the picture".to_vec();
    let manifest = fs::read_to_string(place.path("out/osen/manifest.json")).unwrap();
    let digest = |it: &[u8]| blake3::hash(it).to_hex()[..32].to_owned();
    assert!(manifest.contains(&digest(&first)));
    fs::write(place.path("out/osen/manifest.json"), manifest.replace(&digest(&first), &digest(&mark))).unwrap();
    for it in &pictures {
        fs::write(it, &mark).unwrap();
    }
    let text = fs::read_to_string(place.path("b.ron")).unwrap();
    let captioned = text.replacen("text: \"\",\n                ),", "text: \"Приходите!\",\n                ),", 1);
    assert_ne!(captioned, text);
    fs::write(place.path("b.ron"), captioned).unwrap();
    let written = pictures.each_ref().map(|it| fs::metadata(it).unwrap().modified().unwrap());
    export("out");
    let now = fs::metadata(&pictures[0]).unwrap().modified().unwrap();
    assert_eq!(now, written[0], "what stays is not written again");
    assert_eq!(pictures.each_ref().map(|it| fs::read(it).unwrap()), [mark.clone(), second]);
    let other = place.json(&["export", "b.ron", "--to", "out", "--platform", "instagram", "--json"]);
    let other = place.path("out/osen").join(other["bundles"][0]["folder"].as_str().unwrap()).join("01.jpg");
    assert!(other.display().to_string().contains("instagram"));
    assert_eq!(fs::read(other).unwrap(), mark, "the same picture for another platform is the same file");
    fs::write(place.path("b.ron"), text.replacen("Осень", "Осень в саду", 2)).unwrap();
    fs::rename(place.path("out/osen"), place.path("out/osen-v-sadu")).unwrap();
    export("out");
    export("afresh");
    let below = |it: &str| listing(&place.path(it)).into_iter().map(|it| it.1).collect::<Vec<_>>();
    assert_eq!(below("out"), below("afresh"));
    assert!(!below("out").contains(&mark));
}

#[test]
fn a_bundle_edited_by_hand_changes_no_other() {
    let place = Place::new();
    with_records(&place);
    place.run(&["new", "b.ron", "--title", "Осень", "--catalog", "c.sqlite", "--per-post", "2", "--platform", "vk"]);
    let export = || {
        let both = ["export", "b.ron", "--to", "out", "--platform", "vk", "--platform", "instagram", "--json"];
        let report = place.json(&both);
        let folder = |it: usize| report["bundles"][it]["folder"].as_str().unwrap().to_owned();
        [0, 1].map(|it| place.path("out/osen").join(folder(it)).join("01.jpg"))
    };
    let [vk, instagram] = export();
    assert_eq!(fs::read(&vk).unwrap(), fs::read(&instagram).unwrap());
    export();
    let before = fs::read(&instagram).unwrap();
    fs::write(&vk, b"edited").unwrap();
    assert_eq!(fs::read(&instagram).unwrap(), before);
}

#[test]
fn one_post_is_made_anew_and_the_others_stay() {
    let place = Place::new();
    with_records(&place);
    place.run(&["new", "b.ron", "--title", "Осень", "--catalog", "c.sqlite", "--per-post", "2"]);
    place.json(&["export", "b.ron", "--to", "out", "--json"]);
    let all = listing(&place.path("out"));
    let text = fs::read_to_string(place.path("b.ron")).unwrap();
    fs::write(place.path("b.ron"), text.replacen("Часть 2 из 2", "Вторая часть", 1)).unwrap();
    place.json(&["export", "b.ron", "--to", "out", "--posts", "2", "--json"]);
    let now = listing(&place.path("out"));
    assert_eq!(now.iter().map(|it| &it.0).collect::<Vec<_>>(), all.iter().map(|it| &it.0).collect::<Vec<_>>());
    let changed = now.iter().zip(&all).filter(|(a, b)| a != b).map(|it| it.0.0.display().to_string());
    let changed: Vec<String> = changed
        .filter(|it| !it.contains("02_") && !it.ends_with("index.html") && !it.ends_with("manifest.json"))
        .collect();
    assert_eq!(changed, Vec::<String>::new());
}

#[test]
fn what_people_put_beside_the_bundles_stays_and_a_foreign_folder_is_not_replaced() {
    let place = Place::new();
    with_records(&place);
    place.run(&["new", "b.ron", "--title", "Осень", "--catalog", "c.sqlite"]);
    place.json(&["export", "b.ron", "--to", "out", "--json"]);
    fs::write(place.path("out/osen/notes.txt"), "позвонить Анне").unwrap();
    place.json(&["export", "b.ron", "--to", "out", "--json"]);
    assert_eq!(fs::read_to_string(place.path("out/osen/notes.txt")).unwrap(), "позвонить Анне");
    fs::create_dir_all(place.path("work/osen")).unwrap();
    fs::write(place.path("work/osen/thesis.doc"), "труд всей жизни").unwrap();
    place.refuses(&["export", "b.ron", "--to", "work"], 1, "чужие файлы");
}

#[test]
fn a_rendered_slide_is_what_is_exported() {
    let place = Place::new();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/exhibitions/sample.ron");
    place.json(&["export", sample, "--to", "out", "--posts", "3", "--platform", "vk", "--json"]);
    let drawn = place.run(&["render", sample, "--post", "3", "--slide", "1", "--platform", "vk", "--output", "a.jpg"]);
    assert!(drawn.status.success());
    let exported = listing(&place.path("out")).into_iter().find(|it| it.0.ends_with("vk/01.jpg")).unwrap();
    assert_eq!(fs::read(place.path("a.jpg")).unwrap(), exported.1);
}

#[test]
fn sheets_come_out_of_the_printer_in_their_size_and_have_no_caption() {
    let place = Place::new();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/exhibitions/sample.ron");
    let report = place.json(&["export", sample, "--to", "out", "--posts", "1", "--platform", "a4,wide", "--json"]);
    let (paper, screen) = (&report["bundles"][0], &report["bundles"][1]);
    let size = |of: &Value| (of["images"][0]["width"].as_u64(), of["images"][0]["height"].as_u64());
    assert_eq!((size(paper), size(screen)), ((Some(2480), Some(3508)), (Some(1920), Some(1080))));
    assert_eq!((paper["caption"].as_str(), paper["findings"].as_u64()), (Some(""), Some(0)));
    let written = listing(&place.path("out"));
    let of = |name: &str| written.iter().find(|it| it.0.ends_with(name)).map(|it| it.1.as_slice());
    assert!(of("a4/caption.txt").is_none());
    // JFIF: dots an inch, 300 both ways.
    assert_eq!(of("a4/01.jpg").and_then(|it| it.get(13..18)), Some([1, 1, 44, 1, 44].as_slice()));
    assert_eq!(of("wide/01.jpg").and_then(|it| it.get(13)), Some(&0));
}

#[test]
fn a_bundle_has_the_words_its_platform_takes() {
    let place = Place::new();
    let sample = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/exhibitions/sample.ron")).unwrap();
    let poll = sample.replace("kind: MemorableDate", "kind: Poll").replace("sample.media", "");
    fs::write(place.path("p.ron"), poll).unwrap();
    let media = Path::new(env!("CARGO_MANIFEST_DIR")).join("exhibitions/sample.media");
    fs::create_dir(place.path("p.media")).unwrap();
    for (path, bytes) in listing(&media) {
        fs::write(place.path("p.media").join(path.file_name().unwrap()), bytes).unwrap();
    }
    let report =
        place.json(&["export", "p.ron", "--to", "out", "--posts", "3", "--platform", "vk,instagram,a4", "--json"]);
    let words = |platform: &str| -> Vec<String> {
        let written = listing(&place.path("out"));
        let own = written.iter().filter(|it| it.0.components().any(|it| it.as_os_str() == platform));
        let names = own.map(|it| it.0.file_name().unwrap().to_string_lossy().into_owned());
        names.filter(|it| ["alt.txt", "caption.txt", "poll.txt"].contains(&it.as_str())).collect()
    };
    assert_eq!(words("vk"), ["alt.txt", "caption.txt", "poll.txt"]);
    assert_eq!(words("instagram"), ["alt.txt", "caption.txt"]);
    assert!(words("a4").is_empty());
    let poll = |platform: &str| {
        let bundles = report["bundles"].as_array().unwrap();
        bundles.iter().find(|it| it["platform"] == platform).unwrap()["poll"].clone()
    };
    let vk = poll("vk");
    let answers: Vec<&str> = vk["answers"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let written = listing(&place.path("out")).into_iter().find(|it| it.0.ends_with("poll.txt")).unwrap().1;
    let lines = format!("{}\n\n{}\n", vk["question"].as_str().unwrap(), answers.join("\n"));
    assert_eq!((String::from_utf8(written).unwrap(), answers.len()), (lines, 3));
    assert!(poll("instagram").is_null());
}

#[test]
fn covers_that_are_gone_damaged_or_cut_are_told_of_before_the_export() {
    let place = Place::new();
    let exhibitions = Path::new(env!("CARGO_MANIFEST_DIR")).join("exhibitions");
    fs::copy(exhibitions.join("sample.ron"), place.path("s.ron")).unwrap();
    fs::create_dir(place.path("s.media")).unwrap();
    for (path, bytes) in listing(&exhibitions.join("sample.media")) {
        fs::write(place.path("s.media").join(path.file_name().unwrap()), bytes).unwrap();
    }
    let codes = |place: &Place| {
        let checked = place.run(&["check", "s.ron", "--json"]);
        let report: Value = serde_json::from_slice(&checked.stdout).unwrap();
        let codes = report["findings"].as_array().unwrap().iter().filter_map(|it| it["code"].as_str());
        let mut codes: Vec<String> = codes.filter(|it| it.starts_with("picture-")).map(str::to_owned).collect();
        codes.sort();
        (codes, checked.status.code())
    };
    assert_eq!(codes(&place), (Vec::new(), Some(0)));
    let scans = listing(&place.path("s.media"));
    let jpegs: Vec<_> = scans.iter().filter(|it| it.1.starts_with(b"\xff\xd8")).collect();
    fs::remove_file(&jpegs[0].0).unwrap();
    fs::write(&jpegs[1].0, "обложка").unwrap();
    fs::write(&jpegs[2].0, &jpegs[2].1[..jpegs[2].1.len() / 2]).unwrap();
    let all = ["picture-cut", "picture-damaged", "picture-missing"].map(str::to_owned).to_vec();
    assert_eq!(codes(&place), (all, Some(1)));
}

#[test]
fn what_cannot_be_done_is_said_in_one_sentence_and_changes_nothing() {
    let place = Place::new();
    with_records(&place);
    fs::write(place.path("letter.txt"), "Дорогая редакция!\nПишу вам из библиотеки.\n").unwrap();
    fs::write(place.path("empty.iso"), "").unwrap();
    fs::write(place.path("torn.ron"), "(\n    format: 1,\n    exhibition: (\n        front: (").unwrap();
    fs::write(place.path("new.ron"), "(format: 99, exhibition: ())").unwrap();
    fs::write(place.path("not.sqlite"), "this is a text and no database, however long it may be made").unwrap();
    place.run(&["new", "b.ron", "--title", "Осень", "--catalog", "c.sqlite"]);

    place.refuses(&["import", "nowhere.iso", "--catalog", "c.sqlite"], 1, "нет такого файла");
    place.refuses(&["import", "letter.txt", "--catalog", "c.sqlite"], 1, "это не выгрузка каталога");
    place.refuses(&["import", "empty.iso", "--catalog", "c.sqlite"], 1, "файл пуст");
    place.refuses(&["import", "books.csv", "--catalog", "not.sqlite"], 1, "не каталог Витрины");
    place.refuses(&["search", "a", "--catalog", "nowhere.sqlite"], 1, "nowhere.sqlite: нет такого файла");
    place.refuses(&["check", "torn.ron"], 1, "строка");
    place.refuses(&["check", "new.ron"], 1, "более новой Витрине");
    place.refuses(&["new", "b.ron", "--title", "T", "--catalog", "c.sqlite"], 1, "уже есть");
    place.refuses(&["new", "d.ron", "--title", "T", "--catalog", "c.sqlite", "--select", "нетслов"], 1, "записей нет");
    place.refuses(&["new", "d.ron", "--title", "T", "--catalog", "c.sqlite", "--theme", "x"], 2, "swiss");
    place.refuses(&["export", "b.ron", "--to", "out", "--posts", "7"], 1, "поста 7 нет");
    place.refuses(&["export", "b.ron", "--to", "books.csv/out"], 1, "не удалось записать");
    place.refuses(
        &["render", "b.ron", "--post", "1", "--slide", "99", "--platform", "vk", "--output", "a.png"],
        1,
        "нет поста",
    );
    place.refuses(&["import", "--nonsense"], 2, "--nonsense");
    place.refuses(&["describe", "--style", "mla"], 2, "gost-7.0.100");
}

#[test]
fn strict_refuses_what_is_skipped() {
    let place = Place::new();
    fs::write(place.path("two.iso"), [ISO_RECORD, b"00040nam  2200025   4500245000500000\x1e"].concat()).unwrap();
    let report = place.json(&["import", "two.iso", "--catalog", "c.sqlite", "--json"]);
    assert_eq!(
        (report["files"][0]["imported"].as_u64(), report["files"][0]["skipped"].as_array().unwrap().len()),
        (Some(1), 1)
    );
    place.refuses(&["import", "two.iso", "--catalog", "c.sqlite", "--strict"], 1, "--strict");
}

/// A MARC 21 record with a title and an author.
const ISO_RECORD: &[u8] =
    b"00092nam a2200049   4500100001200000245001000012\x1e1 \x1faChekhov A\x1e10\x1faSteppe\x1e\x1d";

#[test]
fn several_files_are_imported_and_the_one_that_is_none_is_named() {
    let place = Place::new();
    fs::write(place.path("books.csv"), TABLE).unwrap();
    fs::write(place.path("letter.txt"), "Дорогая редакция!\nПишу вам из библиотеки.\n").unwrap();
    let output = place.run(&["import", "letter.txt", "books.csv", "--catalog", "c.sqlite", "--json"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stderr).unwrap().contains("letter.txt"));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!((report["files"][0]["seen"].as_u64(), report["files"][1]["imported"].as_u64()), (Some(0), Some(3)));
}

#[test]
fn of_a_folder_the_exports_are_imported_and_nothing_else() {
    let place = Place::new();
    fs::create_dir_all(place.path("year/old")).unwrap();
    fs::create_dir(place.path("none")).unwrap();
    fs::write(place.path("year/books.csv"), TABLE).unwrap();
    fs::write(place.path("year/old/one.iso"), ISO_RECORD).unwrap();
    fs::write(place.path("year/letter.txt"), "Дорогая редакция!\nПишу вам из библиотеки.\n").unwrap();
    fs::write(place.path("none/letter.txt"), "Дорогая редакция!\n").unwrap();
    let report = place.json(&["import", "year", "--catalog", "c.sqlite", "--json"]);
    let counts: Vec<_> = report["files"].as_array().unwrap().iter().map(|it| it["imported"].as_u64()).collect();
    assert_eq!(counts, [Some(3), Some(1)]);
    place.refuses(&["import", "none", "--catalog", "c.sqlite"], 1, "нет выгрузок каталога");
}
