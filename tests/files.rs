//! Exhibition files: what opens, what is refused, what is never lost.
#![expect(clippy::disallowed_methods, reason = "tests make files of their own and stop at the first surprise")]

mod common;

use std::fs;

use vitrina::store::{LoadError, SaveError, load, media_folder, parse, save, serialise};

#[test]
fn the_sample_opens_and_its_pictures_are_there() {
    let sample = common::sample();
    assert!(sample.posts.len() >= 3 && sample.exhibits.len() >= 14);
    let folder = media_folder(&common::sample_file());
    for cover in sample.exhibits.iter().filter_map(|it| it.cover.as_ref()) {
        let bytes = fs::read(folder.join(&cover.file.0)).unwrap();
        let picture = vitrina::store::decode(&bytes).unwrap();
        assert_eq!((picture.width, picture.height), (cover.width, cover.height));
    }
}

#[test]
fn what_is_written_reads_back_and_begins_with_its_format() {
    let sample = common::sample();
    let text = serialise(&sample).unwrap();
    assert!(text.starts_with("(\n    format: 1,\n"));
    assert_eq!(parse(&text).unwrap(), sample);
    assert_eq!(serialise(&parse(&text).unwrap()).unwrap(), text);
    assert_eq!(
        parse(&format!("\u{feff}{}", text.replace('\n', "\r\n"))).unwrap().exhibits.len(),
        sample.exhibits.len()
    );
}

/// The first file of this format ever written must open forever.
#[test]
fn the_first_format_opens() {
    let exhibition = parse(include_str!("fixtures/format-1.ron")).unwrap();
    let slide = &exhibition.posts[0].slides[0];
    assert_eq!((exhibition.front.title.as_str(), slide.overrides.roles().len()), ("Проба пера", 2));
    assert_eq!(slide.elements.values().flatten().count(), 1);
}

#[test]
fn damage_is_said_with_its_place_and_newer_files_are_named() {
    let text = serialise(&common::sample()).unwrap();
    let half = text.chars().take(text.chars().count() / 2).collect::<String>();
    assert!(matches!(parse(&half), Err(LoadError::Damaged { line, .. }) if line > 10));
    assert!(matches!(parse(""), Err(LoadError::Empty)));
    assert!(matches!(parse(&text.replacen("format: 1", "format: 2", 1)), Err(LoadError::TooNew { found: 2 })));
    let unknown = text.replacen("subtitle:", "subtitel:", 1);
    assert!(matches!(parse(&unknown), Err(LoadError::Damaged { fault, .. }) if fault.to_string().contains("subtitel")));
    let twice = text.replacen("id: 2,", "id: 1,", 1);
    assert!(matches!(parse(&twice), Err(LoadError::Unsound(_))));
}

#[test]
fn a_number_that_is_not_finite_is_refused() {
    let text = include_str!("fixtures/format-1.ron");
    for wrong in ["NaN", "inf", "1e30"] {
        let text = text.replacen("x: 540.0", &format!("x: {wrong}"), 1);
        assert!(parse(&text).is_err(), "{wrong}");
    }
}

#[test]
fn saving_over_what_another_program_changed_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let sample = common::sample();
    save(&path, &sample, None).unwrap();
    let opened = load(&path).unwrap();
    let other = serialise(&sample).unwrap().replacen("Новинки", "Чужое", 1);
    fs::write(&path, &other).unwrap();
    assert!(matches!(save(&path, &sample, Some(opened.fingerprint)), Err(SaveError::ChangedOnDisk { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), other);
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_leaves_the_old_file_whole() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.ron");
    let sample = common::sample();
    save(&path, &sample, None).unwrap();
    let before = fs::read(&path).unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let mut changed = sample;
    changed.front.title = "Другое".to_owned();
    let saved = save(&path, &changed, None);
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    // The administrator may write anywhere; for everyone else the file is as it was.
    if saved.is_err() {
        assert_eq!(fs::read(&path).unwrap(), before);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays");
}
