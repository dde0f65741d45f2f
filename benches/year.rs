//! The year's job of a library: 147 books, 25 posts, 172 pictures; and its parts.
//!
//! Prints CPU seconds and their ratio to F, the time this machine takes to decode the scans and encode as many
//! pictures with the same libraries and nothing else. Machines differ; ratios of one run can be compared.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::needless_for_each,
    reason = "a benchmark"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::time::Instant;

use vitrina::domain::{Lang, Picture, PixelScale, PlatformId, PostKind, ThemeId};
use vitrina::progress::Progress;
use vitrina::store::{Media, Pixels, PreparedScans, decode, encode_jpeg, media_folder, resampled};
use vitrina::studio::{Studio, Subject};
use vitrina::tasks::{self, CoversRequest, Hints, ImportRequest, NewExhibition, Selection};
use vitrina::typeset::Typesetter;

const BOOKS: usize = 147;
const PICTURES: usize = 172;

/// CPU time of the process so far, in seconds; wall time where the system does not say.
fn cpu(started: Instant) -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = stat.rsplit_once(')').map_or("", |it| it.1);
    let fields: Vec<f64> = after.split_whitespace().skip(11).take(2).filter_map(|it| it.parse().ok()).collect();
    if let [user, system] = fields.as_slice() { (user + system) / 100.0 } else { started.elapsed().as_secs_f64() }
}

fn measured<T>(work: impl FnOnce() -> T) -> (T, f64, f64) {
    let started = Instant::now();
    let before = cpu(started);
    let result = work();
    (result, cpu(started) - before, started.elapsed().as_secs_f64())
}

/// A scan with paper grain, so that decoding costs what real ones do.
fn scan(index: usize) -> Picture {
    let (width, height) = (1400 + (index % 5) as u32 * 60, 2100);
    let mut seed = (index as u32).wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut rgba = Vec::with_capacity((width * height * 4) as usize);
    for y in 0..height {
        for x in 0..width {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let grain = (seed >> 28) as u8;
            let (r, g, b) = (x * 180 / width, y * 160 / height, (x + y + index as u32 * 40) % 200);
            rgba.extend([r as u8 + grain, g as u8 + grain, b as u8 + grain, 255]);
        }
    }
    Picture { width, height, rgba }
}

fn table(n: usize) -> String {
    let mut text = String::from("title;author;year;isbn;cover;annotation\n");
    for i in 0..n {
        let annotation = "Книга о доме и дороге, о людях и письмах, которые идут долго. ".repeat(5);
        writeln!(text, "Книга {i} о доме;Автор{}, И. И.;{};;{i:04}.jpg;{annotation}", i % 97, 1950 + i % 75).unwrap();
    }
    text
}

fn import(folder: &Path, n: usize) -> f64 {
    let source = folder.join(format!("{n}.csv"));
    fs::write(&source, table(n)).unwrap();
    let catalogue = folder.join(format!("{n}.sqlite"));
    let sources = [source];
    let request = ImportRequest {
        sources: &sources,
        catalogue: &catalogue,
        hints: Hints::default(),
        is_dry_run: false,
        is_strict: false,
    };
    let (report, cpu, _) = measured(|| tasks::import(&request, Lang::En, &Progress::default()).unwrap());
    assert_eq!(report.files[0].imported, n);
    cpu
}

fn row(name: &str, cpu: f64, wall: f64, floor: f64) {
    println!("{name:<44} {cpu:>8.2} s CPU {wall:>8.2} s wall {:>7.2} F", cpu / floor);
}

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let scans = folder.path().join("scans");
    fs::create_dir(&scans).unwrap();
    for index in 0..BOOKS {
        fs::write(scans.join(format!("{index:04}.jpg")), encode_jpeg(&scan(index), 85).unwrap()).unwrap();
    }
    let files: Vec<Vec<u8>> = (0..BOOKS).map(|i| fs::read(scans.join(format!("{i:04}.jpg"))).unwrap()).collect();
    let page = decode(&files[0]).unwrap();
    let page = Picture { width: 1080, height: 1350, rgba: page.rgba[..1080 * 1350 * 4].to_vec() };
    let ((), floor, wall) = measured(|| {
        files.iter().for_each(|it| drop(decode(it).unwrap()));
        (0..PICTURES).for_each(|_| drop(encode_jpeg(&page, 92).unwrap()));
    });
    row("F: decode 147 scans, encode 172 pictures", floor, wall, floor);
    nearness(&files[0]);
    row("import 147 records", import(folder.path(), BOOKS), 0.0, floor);
    let ten = import(folder.path(), 10_000);
    row("import 10 000 records", ten, 0.0, floor);
    println!("{:<44} {:>8.0} records per CPU second", "", 10_000.0 / ten);
    job(folder.path(), &scans, floor);
}

fn job(folder: &Path, scans: &Path, floor: f64) {
    let (catalogue, file) = (folder.join("147.sqlite"), folder.join("year.ron"));
    let paths = [scans.to_owned()];
    let prepared = PreparedScans::in_cache(Some(folder));
    let covers =
        CoversRequest { paths: &paths, catalogue: &catalogue, mapping: None, prepared: &prepared, is_dry_run: false };
    let (report, cpu, wall) = measured(|| tasks::match_covers(&covers, Lang::En, &Progress::default()).unwrap());
    assert_eq!(report.matched.len(), BOOKS);
    row("covers", cpu, wall, floor);
    let studio = Studio::new().unwrap();
    let platforms = vec![PlatformId::from("instagram")];
    let request = NewExhibition {
        language: vitrina::domain::Lang::Ru,
        title: "Книги о доме и дороге".to_owned(),
        kind: PostKind::Exhibition,
        selection: Selection::Query(String::new()),
        per_post: 6,
        template: None,
        theme: ThemeId::from("swiss"),
        platforms: platforms.clone(),
        seed: 0,
        library: String::new(),
        contact: String::new(),
        brand: vitrina::domain::Brand::default(),
        brand_media: tasks::brand_media(folder),
        looks: std::sync::Arc::default(),
    };
    let made = measured(|| tasks::new_exhibition(&request, &catalogue, &file, &studio, &Progress::default()).unwrap());
    row("new", made.1, made.2, floor);
    parts(&made.0, &file, floor);
    exports(folder, &file, floor);
}

/// The bundles of one platform, made again as they are, after a changed caption, and for others.
fn exports(folder: &Path, file: &Path, floor: f64) {
    let to = folder.join("bundles");
    let text = fs::read_to_string(file).unwrap();
    let captioned = text.replacen("text: \"\",\n                ),", "text: \"Приходите!\",\n                ),", 1);
    assert_ne!(captioned, text);
    let again = [
        ("export, the first time", &text, "instagram"),
        ("export, the second time", &text, "instagram"),
        ("export after one changed caption", &captioned, "instagram"),
        ("export for a second platform, same pictures", &captioned, "vk"),
        ("export for a third, another format", &captioned, "story"),
    ];
    for (name, text, platform) in again {
        fs::write(file, text).unwrap();
        let platforms = [PlatformId::from(platform)];
        let what = (to.as_path(), platforms.as_slice(), &[][..]);
        // A program of its own each time: nothing is left in memory from the time before.
        let studio = Studio::new().unwrap().with_prepared(PreparedScans::in_cache(Some(folder)));
        let (report, cpu, wall) =
            measured(|| tasks::export_file(file, what, &studio, Lang::En, &Progress::default()).unwrap());
        assert!(report.bundles.iter().map(|it| it.images.len()).sum::<usize>() >= PICTURES);
        row(name, cpu, wall, floor);
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|it| it.starts_with("VmHWM")).unwrap_or("VmHWM: not told by this system");
    println!("{:<44} {}", "most memory so far", peak.trim_start_matches("VmHWM:").trim());
}

/// How near a cover comes to the same made of the whole scan in one step, at two sizes of a slide.
fn nearness(file: &[u8]) {
    let whole = decode(file).unwrap();
    for height in [430, 830] {
        let size = (whole.width * height / whole.height, height);
        let kept = PreparedScans::default().picture(file).unwrap();
        let ours = resampled(Pixels::from(&kept), None, size).unwrap();
        let best = resampled(Pixels::from(&whole), None, size).unwrap();
        let squares = ours.rgba.iter().zip(&best.rgba).map(|(a, b)| f64::from(a.abs_diff(*b)).powi(2));
        // Alpha never differs, so three quarters of the bytes count.
        let error = squares.sum::<f64>() / (ours.rgba.len() as f64 * 0.75);
        let psnr = 10.0 * (255.0 * 255.0 / error.max(1e-9)).log10();
        println!("{:<44} {psnr:>8.1} dB", format!("a cover {height} high, by way of 1200, PSNR"));
    }
}

fn parts(exhibition: &vitrina::domain::Exhibition, file: &Path, floor: f64) {
    let studio = Studio::new().unwrap();
    let mut typesetter = Typesetter::new();
    let format = "portrait".into();
    let slides = || exhibition.posts.iter().flat_map(|post| post.slides.iter().map(move |slide| (post, slide)));
    let ((), cpu, wall) = measured(|| {
        for (post, slide) in slides() {
            studio.layout(Subject { exhibition, post, slide, format: &format }, &mut typesetter).unwrap();
        }
    });
    row("compose 172 slides", cpu, wall, floor);
    let media = Media::new(media_folder(file));
    let ((), cpu, wall) = measured(|| {
        for (post, slide) in slides() {
            let subject = Subject { exhibition, post, slide, format: &format };
            studio.draw(subject, &media, PixelScale(1.0), &mut typesetter).unwrap();
        }
    });
    row("compose, decode and render 172 slides", cpu, wall, floor);
}
