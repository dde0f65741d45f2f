//! Pictures of all screens, in both languages and both themes, beside those kept in `tests/window`.
//!
//! `VITRINA_PICTURES=compare cargo test --lib pictures` says which have changed, as `.ci/run` does;
//! `VITRINA_PICTURES=keep cargo test --lib pictures` keeps them as they are now;
//! `VITRINA_PICTURES=manual cargo test --lib pictures` renews the pictures of the manual in `docs`;
//! `VITRINA_PICTURES=/some/folder cargo test --lib pictures` puts all of them there, full size, small and dense.
//! An ordinary run of the tests only sees to it that every screen can be drawn.

use std::path::{Path, PathBuf};

use super::Window;
use super::scenes::SCENES;
use crate::domain::{Lang, Picture};
use crate::store::{decode, encode_jpeg, encode_png};

/// Kept pictures are so many times smaller.
const REDUCED: usize = 4;
/// Quality of the kept JPEG files, and of those of the manual.
const QUALITY: u8 = 70;
const MANUAL_QUALITY: u8 = 72;
/// Scenes of the manual.
const MANUAL: [&str; 9] = [
    "start",
    "import-preview",
    "queue",
    "catalogue",
    "board",
    "post-typing",
    "post-person",
    "preview-vk",
    "bundles-made",
];
/// A block of a picture has changed when its mean colour is so far from the kept one, of 255.
const FAR: f32 = 26.0;
/// So many changed blocks are put down to letters drawn a little otherwise.
const MOST_CHANGED: usize = 6;

impl Window {
    /// What the window shows now.
    pub(super) fn picture(&mut self) -> Picture {
        self.harness.run_steps(2);
        let ctx = &self.harness.ctx;
        let (size, scale) = (ctx.content_rect().size(), ctx.pixels_per_point());
        let primitives = ctx.tessellate(self.harness.output().shapes.clone(), scale);
        self.textures.picture(&primitives, size, scale)
    }
}

fn reduced(picture: &Picture) -> Picture {
    let (width, height) = (picture.width as usize / REDUCED, picture.height as usize / REDUCED);
    let row = picture.width as usize;
    let mean = |x: usize, y: usize, channel: usize| {
        let places = (0..REDUCED * REDUCED).map(|it| (y * REDUCED + it / REDUCED) * row + x * REDUCED + it % REDUCED);
        places.map(|it| usize::from(picture.rgba[it * 4 + channel])).sum::<usize>() / (REDUCED * REDUCED)
    };
    let pixels = (0..width * height).map(|it| (it % width, it / width));
    let rgba = pixels.flat_map(|(x, y)| [mean(x, y, 0) as u8, mean(x, y, 1) as u8, mean(x, y, 2) as u8, 255]);
    Picture { width: width as u32, height: height as u32, rgba: rgba.collect() }
}

/// Where two pictures differ, as blocks of four by four pixels.
fn changed(a: &Picture, b: &Picture) -> Vec<(usize, usize)> {
    if (a.width, a.height) != (b.width, b.height) {
        return (0..100).map(|it| (it, 0)).collect();
    }
    let (a, b) = (reduced(a), reduced(b));
    let far =
        a.rgba.chunks_exact(4).zip(b.rgba.chunks_exact(4)).enumerate().filter(|(_, (a, b))| {
            a.iter().zip(b.iter()).map(|(a, b)| f32::from(a.abs_diff(*b))).fold(0.0, f32::max) > FAR
        });
    let width = a.width as usize;
    far.map(|it| (it.0 % width, it.0 / width)).collect()
}

/// The new picture with what has changed framed in red.
fn marked(picture: &Picture, blocks: &[(usize, usize)]) -> Picture {
    let mut marked = picture.clone();
    for (x, y) in blocks {
        for row in y * REDUCED..(y + 1) * REDUCED {
            for column in x * REDUCED..(x + 1) * REDUCED {
                let at = (row * picture.width as usize + column) * 4;
                if let Some(red) = marked.rgba.get_mut(at..at + 2) {
                    red.copy_from_slice(&[255, red[1] / 2]);
                }
            }
        }
    }
    marked
}

/// Kept pictures.
fn kept() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/window")
}

/// Pictures of the manual.
fn manual() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures")
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// Goes through all scenes of one window; what is done with each picture is up to the caller.
fn each_picture((lang, themes): (Lang, &[bool]), (size, scale): (egui::Vec2, f32), mut see: impl FnMut(&str, Picture)) {
    let mut window = Window::sized(size, scale);
    window.app().view.lang = lang;
    window.settle();
    for scene in SCENES {
        window.put_away();
        (scene.show)(&mut window);
        window.settle();
        window.steady_paths();
        for dark in themes.iter().copied() {
            window.app().view.skin.dark = dark;
            let name = format!("{}-{}-{}", scene.name, lang.pick("ru", "en"), if dark { "dark" } else { "light" });
            // A word at the foot is gone after some seconds, which a picture must not depend on.
            window.app().view.toasts.retain(|_| scene.name == "toast");
            let picture = window.picture();
            see(&name, picture);
        }
        window.app().view.skin.dark = false;
    }
}

fn compare(name: &str, picture: &Picture, trouble: &mut Vec<String>) {
    let path = kept().join(name).with_extension("jpg");
    let small = reduced(picture);
    let old = std::fs::read(&path).ok().and_then(|it| decode(&it).ok());
    let blocks = old.map_or_else(|| vec![(0, 0); MOST_CHANGED + 1], |it| changed(&it, &small));
    if blocks.len() > MOST_CHANGED {
        let shown = std::env::temp_dir().join("vitrina-window").join(name).with_extension("png");
        write(&shown, &encode_png(&marked(&small, &blocks)).unwrap());
        trouble.push(format!("{name}: {} blocks differ, see {}", blocks.len(), shown.display()));
    }
}

/// The main screens are kept in four ways, the rest in two; a list of files is another one in every run.
fn is_kept(name: &str) -> bool {
    if name.starts_with("path-") {
        return false;
    }
    let is_main =
        ["start-", "catalogue-ru", "catalogue-en", "board-ru", "board-en", "post-ru", "post-en", "preview-vk"];
    name.ends_with("ru-light") || name.ends_with("en-dark") || is_main.iter().any(|it| name.starts_with(it))
}

/// What is done with the pictures.
enum Wish {
    Draw,
    Compare,
    Keep,
    Manual,
    PutInto(PathBuf),
}

fn wish() -> Wish {
    match std::env::var("VITRINA_PICTURES").as_deref() {
        Ok("compare") => Wish::Compare,
        Ok("keep") => Wish::Keep,
        Ok("manual") => Wish::Manual,
        Ok(folder) => Wish::PutInto(PathBuf::from(folder)),
        Err(_) => Wish::Draw,
    }
}

fn is_of_one_colour(picture: &Picture) -> bool {
    let mut pixels = picture.rgba.chunks_exact(4);
    let first = pixels.next();
    pixels.all(|it| Some(it) == first)
}

fn put(folder: &Path, name: &str, picture: &Picture) {
    write(&folder.join(name).with_extension("png"), &encode_png(picture).unwrap());
}

fn pictures_of(lang: Lang) {
    let (usual, wish) = ((egui::vec2(1440.0, 900.0), 1.0), wish());
    let themes: &[bool] = if matches!(wish, Wish::Draw | Wish::Manual) { &[false] } else { &[false, true] };
    let mut trouble = Vec::new();
    each_picture((lang, themes), usual, |name, picture| match &wish {
        Wish::Draw => assert!(!is_of_one_colour(&picture), "{name} shows nothing"),
        Wish::PutInto(folder) => put(folder, name, &picture),
        Wish::Manual if MANUAL.iter().all(|it| !name.starts_with(&format!("{it}-{}", lang.pick("ru", "en")))) => {}
        Wish::Manual => {
            let bytes = encode_jpeg(&picture, MANUAL_QUALITY).unwrap();
            write(&manual().join(name.trim_end_matches("-light")).with_extension("jpg"), &bytes);
        }
        Wish::Keep | Wish::Compare if !is_kept(name) => {}
        Wish::Keep => {
            let bytes = encode_jpeg(&reduced(&picture), QUALITY).unwrap();
            write(&kept().join(name).with_extension("jpg"), &bytes);
        }
        Wish::Compare => compare(name, &picture, &mut trouble),
    });
    assert!(trouble.is_empty(), "{}\n`VITRINA_PICTURES=keep cargo test --lib pictures` keeps them", trouble.join("\n"));
    let Wish::PutInto(folder) = wish else { return };
    let points = egui::vec2;
    // A laptop of 1366 × 768 pixels at 150 %, a small window, a dense screen.
    let ways = [
        ("tiny", points(910.0, 512.0), 1.5),
        ("small", points(1024.0, 640.0), 1.0),
        ("dense", points(1280.0, 800.0), 2.0),
    ];
    for (way, size, scale) in ways {
        let look = (size, scale);
        each_picture((lang, themes), look, |name, picture| put(&folder.join(way), name, &picture));
    }
}

#[test]
fn every_screen_in_russian_is_drawn_and_looks_as_kept() {
    pictures_of(Lang::Ru);
}

#[test]
fn every_screen_in_english_is_drawn_and_looks_as_kept() {
    pictures_of(Lang::En);
}
