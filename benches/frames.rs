//! The window without a display: CPU time of frames as a hand works, and what it costs to stand still.
//!
//! `cargo bench --bench frames -- 1000000` has so many rows in the catalogue; without a number, 100 000. A frame is
//! everything the thread of the window does: input, layout of widgets, triangles for the graphics card. Beside it
//! stands a frame of the same size with one label, as the floor. Pictures of slides are made on other threads; what
//! one costs is measured on its own.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, Vec2, pos2, vec2};
use vitrina::app::{App, Places};
use vitrina::domain::{
    BookRecord, CanvasPoint, CanvasSize, Cover, Exhibit, ExhibitId, Exhibition, FormatId, Lang, Picture, PixelScale,
    Placement, Post, PostId, PostKind, Role, Slide, SlideId,
};
use vitrina::progress::Progress;
use vitrina::store::{Media, encode_jpeg, media_folder, save};
use vitrina::studio::{Studio, Subject};
use vitrina::tasks::{self, Hints, ImportRequest};
use vitrina::typeset::Typesetter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZE: Vec2 = vec2(1440.0, 900.0);
const BOOKS: usize = 147;
const ROWS: usize = 100_000;
/// Posts of seven slides: 1722 slides.
const POSTS: usize = 246;
/// Frames of each kind of work.
const FRAMES: usize = 240;

/// CPU time of this thread so far, in milliseconds; wall time where the system does not say.
#[cfg(unix)]
fn thread_ms(_started: Instant) -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e3 + time.tv_nsec as f64 / 1e6
}

#[cfg(not(unix))]
fn thread_ms(started: Instant) -> f64 {
    started.elapsed().as_secs_f64() * 1e3
}

/// A window: its frames and what they cost.
struct Window {
    ctx: egui::Context,
    app: Option<App>,
    started: Instant,
    /// How soon the last frame wanted another.
    wants: Duration,
}

impl Window {
    fn new(app: impl FnOnce(&egui::Context) -> Option<App>) -> Self {
        let ctx = egui::Context::default();
        let app = app(&ctx);
        Self { ctx, app, started: Instant::now(), wants: Duration::ZERO }
    }

    /// One frame with these events; its CPU time in milliseconds.
    fn frame(&mut self, events: Vec<Event>) -> f64 {
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, SIZE));
        let time = Some(self.started.elapsed().as_secs_f64());
        let input = RawInput { screen_rect, time, events, focused: true, ..RawInput::default() };
        let before = thread_ms(self.started);
        let mut output = self.ctx.run_ui(input, |ui| match &mut self.app {
            Some(app) => app.frame(ui),
            None => drop(ui.label("Витрина")),
        });
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = thread_ms(self.started) - before;
        drop(triangles);
        // There is no graphics card to give textures to.
        output.textures_delta.clear();
        self.wants = output.viewport_output.values().map(|it| it.repaint_delay).min().unwrap_or(Duration::MAX);
        took
    }

    /// Frames until nothing more is wanted: pictures are there, nothing moves.
    fn settle(&mut self) {
        let started = Instant::now();
        let mut still = 0;
        while still < 20 && started.elapsed() < Duration::from_mins(2) {
            self.frame(Vec::new());
            still = if self.wants >= Duration::from_millis(400) { still + 1 } else { 0 };
            std::thread::yield_now();
        }
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        for pressed in [true, false] {
            self.frame(vec![Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers }]);
        }
        self.settle();
    }

    fn measured(&mut self, name: &str, floor: f64, mut events: impl FnMut(usize) -> Vec<Event>) -> f64 {
        let mut times: Vec<f64> = (0..FRAMES).map(|i| self.frame(events(i))).collect();
        times.sort_by(f64::total_cmp);
        let at = |part: f64| times[((times.len() as f64 * part) as usize).min(times.len() - 1)];
        let (p50, p99) = (at(0.5), at(0.99));
        let ratio = if floor > 0.0 { format!("{:>7.1} empty frames", p99 / floor) } else { String::new() };
        println!("{name:<44} p50 {p50:>6.2}  p99 {p99:>6.2}  max {:>6.2} ms {ratio}", at(1.0));
        p50
    }
}

fn scroll(step: f32) -> Vec<Event> {
    let at = Event::PointerMoved(pos2(720.0, 500.0));
    let turned = Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, step),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    };
    vec![at, turned]
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// A picture of a cover: bands of colour.
fn cover(index: usize) -> Picture {
    let (width, height) = (400_u32, 560 + (index as u32 % 7) * 20);
    let pixel = |i: u32| {
        let (x, y) = (i % width, i / width);
        [(x / 2 + index as u32 * 13) as u8, (y / 3) as u8, (60 + index as u32 % 90) as u8, 255]
    };
    Picture { width, height, rgba: (0..width * height).flat_map(pixel).collect() }
}

/// The year's work ten times: posts of six books and their cards, the first with twelve.
fn series(file: &Path) -> Exhibition {
    let media = Media::new(media_folder(file));
    let mut it = Exhibition::empty("Книги о доме и дороге", "swiss".into(), vec!["vk".into()]);
    for index in 0..BOOKS {
        let picture = cover(index);
        let name = media.put(&encode_jpeg(&picture, 85).unwrap(), "jpg").unwrap();
        let cover = Some(Cover::new(name, (picture.width, picture.height), ""));
        let title = format!("Книга {index} о доме и дороге, о людях и письмах");
        let annotation = "О том, как долго идут письма и как их ждут. ".repeat(8);
        let record = BookRecord { title, annotation, year: "1998".to_owned(), ..BookRecord::default() };
        let id = ExhibitId(it.take_id());
        it.exhibits.push(Arc::new(Exhibit { cover, ..Exhibit::of_record(id, record) }));
    }
    for index in 0..POSTS {
        let n = if index == 0 { 12 } else { 6 };
        let books: Vec<ExhibitId> = (0..n).map(|k| it.exhibits[(index * 6 + k) % BOOKS].id).collect();
        let id = PostId(it.take_id());
        let mut slides = vec![Arc::new(Slide::new(SlideId(it.take_id()), "opener".into(), 0, books.clone()))];
        for book in &books {
            slides.push(Arc::new(Slide::new(SlideId(it.take_id()), "card".into(), 0, vec![*book])));
        }
        let title = format!("Пост {index}: дом и дорога");
        it.posts.push(Arc::new(Post { slides, ..Post::new(id, PostKind::Exhibition, &title, books) }));
    }
    save(file, &it, None).unwrap();
    it
}

fn rows(folder: &Path, catalogue: &Path, n: usize) {
    let mut text = String::from("title;author;year;annotation\n");
    for i in 0..n {
        writeln!(text, "Книга {i} о доме;Автор{}, И. И.;{};О людях и письмах {i}", i % 9973, 1950 + i % 75).unwrap();
    }
    let source = folder.join("rows.csv");
    fs::write(&source, text).unwrap();
    let sources = [source];
    let request =
        ImportRequest { sources: &sources, catalogue, hints: Hints::default(), is_dry_run: false, is_strict: false };
    tasks::import(&request, Lang::En, &Progress::default()).unwrap();
}

/// From a cover moved by hand to the new pixels of the slide, as the window shows it.
fn pixels(exhibition: &Exhibition, file: &Path) {
    let studio = Studio::new().unwrap();
    let media = Media::new(media_folder(file));
    let mut typesetter = Typesetter::new();
    let post = &exhibition.posts[0];
    let started = Instant::now();
    let mut times = Vec::new();
    let (role, format) = (Role::Cover(post.exhibits[0]), FormatId::from("portrait"));
    for step in 0..60_u8 {
        let mut slide = (*post.slides[0]).clone();
        let center = CanvasPoint { x: 300.0 + f32::from(step) * 4.0, y: 700.0 };
        let placement = Placement { center, size: CanvasSize::new(240.0, 340.0), rotation: 0.05 };
        slide.overrides.placements.entry(format.clone()).or_default().insert(role, placement);
        let subject = Subject { exhibition, post, slide: &slide, format: &format };
        let before = thread_ms(started);
        // A canvas of 700 pixels in height shows a slide of 1350.
        drop(studio.draw(subject, &media, PixelScale(0.52), &mut typesetter).unwrap());
        times.push(thread_ms(started) - before);
    }
    times[10..].sort_by(f64::total_cmp);
    let name = "input to new pixels, 12 covers";
    println!("{name:<44} p50 {:>6.2}  p99 {:>6.2}  max {:>6.2} ms", times[35], times[58], times[59]);
}

fn main() {
    let n_rows = std::env::args().skip(1).find_map(|it| it.parse().ok()).unwrap_or(ROWS);
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    fs::create_dir_all(&data).unwrap();
    let file: PathBuf = folder.path().join("year.ron");
    let exhibition = series(&file);
    let places = Places {
        catalogue: data.join("catalogue.sqlite"),
        data,
        documents: folder.path().join("documents"),
        cache: None,
    };
    rows(folder.path(), &places.catalogue, n_rows);

    let mut empty = Window::new(|_| None);
    let floor = empty.measured("an empty frame", 0.0, |_| Vec::new());
    let mut window = Window::new(|ctx| Some(App::new(ctx, places, Some(file.clone())).unwrap()));
    window.settle();

    window.press(Modifiers::COMMAND, Key::Num2);
    let name =
        format!("board of {} slides, scrolled", exhibition.posts.iter().map(|it| it.slides.len()).sum::<usize>());
    window.measured(&name, floor, |i| scroll(if i < FRAMES / 2 { -160.0 } else { 160.0 }));
    window.settle();

    window.press(Modifiers::COMMAND, Key::Num3);
    let grip = pos2(560.0, 560.0);
    window.measured("canvas of 12 covers, pointer over it", floor, |i| {
        vec![Event::PointerMoved(grip + Vec2::angled(i as f32 / 9.0) * 120.0)]
    });
    window.frame(vec![Event::PointerMoved(grip), button(grip, true)]);
    window.measured("canvas of 12 covers, one dragged", floor, |i| {
        vec![Event::PointerMoved(grip + Vec2::angled(i as f32 / 9.0) * 60.0)]
    });
    window.frame(vec![button(grip, false)]);
    window.settle();
    pixels(&exhibition, &file);

    window.press(Modifiers::COMMAND, Key::Num1);
    window.measured(&format!("table of {n_rows} rows, scrolled"), floor, |i| {
        scroll(if i < FRAMES / 2 { -900.0 } else { 900.0 })
    });
    window.settle();
    window.press(Modifiers::COMMAND, Key::Num3);
    let wanted = (0..60)
        .filter(|_| {
            window.frame(Vec::new());
            window.wants < Duration::from_secs(1)
        })
        .count();
    println!("{:<44} {wanted} of 60", "frames that want another, nothing happening");
}
