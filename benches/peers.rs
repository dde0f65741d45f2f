//! The year's job beside other programs that draw it, and beside the least time it can take.
//!
//! `VITRINA_PEERS=FOLDER cargo bench --bench peers`: FOLDER holds the peers and, under `out`, what they and we work on:
//! `covers`, `records/147.csv`, `job.json`, the lists `covers.lst` and `ref.lst`, the program `floor`. Each round runs all
//! of them one after another; printed are medians of CPU seconds of a whole process, their ratio to the floor, and the
//! most memory a process had. Linux only: `/proc` tells both.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a benchmark"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

const ROUNDS: usize = 3;
const NEEDED: [&str; 6] =
    ["out/covers", "out/records/147.csv", "out/job.json", "out/covers.lst", "out/ref.lst", "out/floor"];

/// CPU seconds and megabytes of each run.
type Figures = BTreeMap<usize, (String, Vec<(f64, f64)>)>;

/// CPU time of all processes that were waited for, in seconds.
fn of_children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    let after = stat.rsplit_once(')').unwrap().1;
    after.split_whitespace().skip(13).take(2).filter_map(|it| it.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The most memory a process has had so far, in megabytes.
fn peak(id: u32) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|it| it.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|it| it / 1024.0)
}

fn run(command: &mut Command) -> (f64, f64) {
    let before = of_children();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let mut most = 0.0_f64;
    let status = loop {
        most = most.max(peak(child.id()).unwrap_or(0.0));
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    assert!(status.success(), "{command:?}");
    (of_children() - before, most)
}

fn note(figures: &mut Figures, place: usize, name: &str, command: &mut Command) {
    let found = run(command);
    figures.entry(place).or_insert_with(|| (name.to_owned(), Vec::new())).1.push(found);
}

fn peers(folder: &Path, figures: &mut Figures) {
    let at = |program: &str| {
        let mut it = Command::new(program);
        it.current_dir(folder);
        it
    };
    note(
        figures,
        0,
        "floor: libjpeg-turbo decodes and encodes",
        at("out/floor").args(["out/covers.lst", "out/ref.lst", "limit"]),
    );
    let venv = folder.join("out/venv/bin/python");
    let python = if venv.exists() { venv } else { PathBuf::from("python3") };
    let pillow = ["peers/pillow_peer.py", "out/job.json", "out/r/beside-pillow"];
    note(figures, 1, "Pillow", at(&python.to_string_lossy()).args(pillow));
    if folder.join("out/node/node_modules").exists() {
        let skia = ["peers/canvas_peer.mjs", "out/job.json", "out/r/beside-skia"];
        note(figures, 2, "Skia (@napi-rs/canvas)", at("node").args(skia));
        let sharp = ["peers/sharp_peer.mjs", "out/job.json", "out/r/beside-sharp"];
        note(figures, 3, "sharp (libvips)", at("node").env("VIPS_CONCURRENCY", "1").args(sharp));
    }
}

fn ours(folder: &Path, figures: &mut Figures) {
    let home = tempfile::tempdir().unwrap();
    let vitrina = || {
        let mut it = Command::new(env!("CARGO_BIN_EXE_vitrina"));
        it.current_dir(home.path()).env("XDG_CACHE_HOME", home.path().join("cache"));
        it
    };
    let out = |name: &str| folder.join("out").join(name).to_string_lossy().into_owned();
    let catalogue = ["--catalog", "b.sqlite"];
    run(vitrina().arg("import").arg(out("records/147.csv")).args(catalogue));
    note(figures, 4, "Vitrina: covers", vitrina().arg("covers").arg(out("covers")).args(catalogue));
    let title = ["new", "b.ron", "--title", "Книги о доме и дороге", "--per-post", "6", "--platform", "instagram"];
    run(vitrina().args(title).args(catalogue));
    let mut export = |place: usize, name: &str, platform: &str| {
        let to = ["export", "b.ron", "--to", "bundles", "--platform", platform];
        note(figures, place, name, vitrina().args(to));
    };
    export(5, "Vitrina: first export, 172 pictures", "instagram");
    export(6, "Vitrina: the same again", "instagram");
    let file = home.path().join("b.ron");
    let text = fs::read_to_string(&file).unwrap();
    let captioned = text.replacen("text: \"\",\n                ),", "text: \"Приходите!\",\n                ),", 1);
    assert_ne!(captioned, text, "no caption to change");
    fs::write(&file, captioned).unwrap();
    export(7, "Vitrina: after one changed caption", "instagram");
    export(8, "Vitrina: a second platform", "vk");
    export(9, "Vitrina: a third, another format", "story");
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
}

fn main() -> ExitCode {
    let Some(folder) = std::env::var_os("VITRINA_PEERS").map(PathBuf::from) else {
        eprintln!("VITRINA_PEERS names no folder with the peers: nothing to stand beside");
        return ExitCode::FAILURE;
    };
    let folder = folder.canonicalize().unwrap_or(folder);
    let missing: Vec<&str> = NEEDED.into_iter().filter(|it| !folder.join(it).exists()).collect();
    if !missing.is_empty() {
        eprintln!("{} lacks {}: run its setup.sh and run.sh gen", folder.display(), missing.join(", "));
        return ExitCode::FAILURE;
    }
    let mut figures = Figures::new();
    for _ in 0..ROUNDS {
        peers(&folder, &mut figures);
        ours(&folder, &mut figures);
    }
    let seconds = |all: &[(f64, f64)]| median(all.iter().map(|it| it.0).collect());
    let floor = figures.get(&0).map_or(f64::NAN, |it| seconds(&it.1));
    for (name, all) in figures.values() {
        let most = all.iter().map(|it| it.1).fold(0.0, f64::max);
        println!("{name:<44} {:>8.2} s CPU {:>7.2} floors {most:>6.0} MB", seconds(all), seconds(all) / floor);
    }
    ExitCode::SUCCESS
}
