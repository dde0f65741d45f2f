//! Every template × theme × format with the sample's books, as contact sheets to be looked at.
//!
//! `cargo run --example gallery -- FOLDER [WORD]...`: only sheets whose name contains one of the words.
//! With the word `full` every picture is written whole and at its own size, `SHEET-NUMBER.jpg`, instead of sheets.
//! With the word `measures` nothing is drawn: where every element stands goes into `SHEET.tsv`, a line for each, to
//! find what changed between two states and to count what must not be seen.
//! Sheets named `brand-…` are under the brand of a library: its logo, colours and faces.
//! Templates and themes are read from `assets` when it runs, so that a changed one is seen at once.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "reads data, writes pictures to be looked at, and says where"
)]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use vitrina::compose::{Layout, PlacedKind};
use vitrina::domain::{
    Brand, Cover, Exhibit, ExhibitId, ExhibitSubject, Exhibition, Face, Host, Lang, Logo, OwnLooks, Picture,
    PixelScale, Post, PostKind, Quotation, RecordKind, Rgb, Template, maths,
};
use vitrina::store::{Look, Media, encode_jpeg, encode_png, load_look, media_folder};
use vitrina::studio::{Studio, Subject};
use vitrina::typeset::Typesetter;

/// Height of a picture on a sheet, in pixels.
const HEIGHT: f32 = 440.0;
const GAP: usize = 12;

/// What is written of each sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shows {
    Sheets,
    Pictures,
    Measures,
}

struct Gallery {
    studio: Studio,
    media: Media,
    typesetter: Typesetter,
    folder: PathBuf,
    words: Vec<String>,
    shows: Shows,
    brand: Brand,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("usage: gallery FOLDER [WORD]...")?);
    let home = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let file = home.join("exhibitions/sample.ron");
    let sample = vitrina::tasks::open_file(&file).map_err(|it| it.to_string())?.exhibition;
    let mut studio = Studio::new()?;
    read_data(&mut studio, &home)?;
    let media_copy = folder.join("media");
    fs::create_dir_all(&media_copy)?;
    for entry in fs::read_dir(media_folder(&file))? {
        let entry = entry?;
        fs::copy(entry.path(), media_copy.join(entry.file_name()))?;
    }
    let media = Media::new(media_copy);
    let (ways, words): (Vec<String>, Vec<String>) = arguments.partition(|it| it == "full" || it == "measures");
    let shows = match ways.last().map(String::as_str) {
        Some("full") => Shows::Pictures,
        Some(_) => Shows::Measures,
        None => Shows::Sheets,
    };
    let brand = brand(&media)?;
    let mut gallery = Gallery { studio, media, typesetter: Typesetter::new(), folder, words, shows, brand };
    let sample = furnished(&gallery, sample)?;
    gallery.all(&sample)
}

/// A library with a mark of its own, a dark green and two faces.
fn brand(media: &Media) -> Result<Brand, Box<dyn Error>> {
    let mark = mark(1440, 480);
    let mark = mark.without_edges().unwrap_or(mark);
    let logo = Logo::of(media.put(&encode_png(&mark)?, "png")?, &mark);
    let (accent, titles) = (Some(Rgb::new(0x12, 0x6b, 0x4b)), Some(Face::Bitter));
    Ok(Brand { logo: Some(logo), accent, titles, texts: Some(Face::PtSerif), ..Brand::default() })
}

/// Three open books in a row, with nothing behind them.
fn mark(width: u32, height: u32) -> Picture {
    let mut rgba = Vec::new();
    for (x, y) in (0..height).flat_map(|y| (0..width).map(move |x| (x as f32 / 480.0, y as f32 / 480.0))) {
        let fold = (x.fract() - 0.5).abs();
        let is_page = fold > 0.03 && fold < 0.44 && y > 0.2 + 0.35 * (0.44 - fold).powi(2) && y < 0.9 - 0.3 * fold;
        rgba.extend([0x12, 0x4b, 0x38, if is_page { 255 } else { 0 }]);
    }
    Picture { width, height, rgba }
}

/// The newest templates and themes of `assets`.
fn read_data(studio: &mut Studio, home: &Path) -> Result<(), Box<dyn Error>> {
    let mut newest = OwnLooks::default();
    for folder in ["assets/templates", "assets/themes"] {
        let mut files: Vec<PathBuf> =
            fs::read_dir(home.join(folder))?.map(|it| Ok(it?.path())).collect::<Result<_, std::io::Error>>()?;
        files.sort();
        for file in files {
            match load_look(&file, &|_| false) {
                Ok(Look::Template(it)) => newest.put_template(it),
                Ok(Look::Theme(it)) => newest.put_theme(it),
                Err(faults) => {
                    let lines: Vec<String> = faults.iter().map(|it| it.text(Lang::En)).collect();
                    return Err(lines.join("\n").into());
                }
            }
        }
    }
    studio.library = studio.library.with([&newest]);
    Ok(())
}

/// The sample with a person, photographs, an article, a section and an address to scan.
fn furnished(gallery: &Gallery, sample: Exhibition) -> Result<Exhibition, Box<dyn Error>> {
    let mut it = sample;
    it.front.contact = String::from("Абонемент, ул. Садовая, 12 · вт–сб с 11 до 19 · vk.com/sadovaya12");
    let painted = |name: &str, width: usize, height: usize, hue: f32| -> Result<Cover, Box<dyn Error>> {
        let path = gallery.folder.join("media").join(name);
        fs::write(path, encode_jpeg(&landscape(width, height, hue), 90)?)?;
        let (width, height) = (width as u32, height as u32);
        Ok(Cover::new(name.into(), (width, height), ""))
    };
    let person = ExhibitSubject::Person {
        name: "Владимир Иванович Даль".to_owned(),
        about: "1801–1872 · врач, писатель, составитель словаря".to_owned(),
    };
    let mut add = |subject, cover| {
        let id = ExhibitId(it.take_id());
        let plain = Exhibit::of_record(id, vitrina::domain::BookRecord::default());
        it.exhibits.push(Arc::new(Exhibit { subject, cover: Some(cover), ..plain }));
    };
    add(person, painted("portrait.jpg", 800, 1040, 0.1)?);
    for (i, (width, height)) in
        [(1500, 1000), (1000, 1300), (1400, 1050), (1600, 900), (1200, 1200)].into_iter().enumerate()
    {
        let title = ["Открытие выставки", "Мастер-класс", "Читательский клуб", "Встреча с автором", "Читальный зал"][i];
        let cover = painted(&format!("photo{i}.jpg"), width, height, i as f32 * 0.17)?;
        add(ExhibitSubject::Picture { title: title.to_owned() }, cover);
    }
    it.sections.push(Arc::new(vitrina::domain::Section {
        id: vitrina::domain::SectionId(it.next_id),
        title: "Дорога через степь".to_owned(),
        text: "Книги, в которых едут, идут и плывут — и по дороге становятся собой.".to_owned(),
    }));
    it.next_id += 1;
    Ok(it)
}

/// Hills under a sky: stands in for a photograph.
fn landscape(width: usize, height: usize, hue: f32) -> Picture {
    let mut rgba = Vec::with_capacity(width * height * 4);
    for y in 0..height {
        for x in 0..width {
            let (across, down) = (x as f32 / width as f32, y as f32 / height as f32);
            let hill = |k: f32| 0.45 + 0.14 * k + 0.07 * maths::sin(across * (5.0 - k) + hue * 9.0 + k * 2.1);
            let depth = [0.0, 1.0, 2.0].into_iter().filter(|k| down > hill(*k)).count() as f32;
            let colour = if depth == 0.0 {
                [0.93 - 0.3 * down, 0.78 + 0.1 * hue - 0.2 * down, 0.66 + 0.3 * hue]
            } else {
                [0.42 - 0.1 * depth + 0.2 * hue, 0.5 - 0.11 * depth, 0.5 - 0.12 * depth + 0.1 * hue]
            };
            rgba.extend(colour.map(|it| (it.clamp(0.0, 1.0) * 255.0) as u8));
            rgba.push(255);
        }
    }
    Picture { width: width as u32, height: height as u32, rgba }
}

/// A post that shows what a template is for.
fn post_for(sample: &Exhibition, template: &Template, n: usize) -> Exhibition {
    let mut shown = sample.clone();
    let (kind, title, lead, date) = words_for(template.id.0.as_str());
    let exhibits = exhibits_for(sample, template.id.0.as_str(), n);
    let post: &mut Post = Arc::make_mut(&mut shown.posts[0]);
    post.section = sample.sections.first().map(|it| it.id);
    (post.kind, post.title, post.lead, post.date) = (kind, title.into(), lead.into(), date.into());
    post.exhibits.clone_from(&exhibits);
    let slide = Arc::make_mut(&mut post.slides[0]);
    (slide.exhibits, slide.template, slide.seed) = (exhibits, template.id.clone(), n as u64);
    as_needed(&mut shown, template);
    shown
}

/// Kind, title, lead and day of a post.
fn words_for(template: &str) -> (PostKind, &'static str, &'static str, &'static str) {
    match template {
        "person" => (PostKind::Personality, "К юбилею", "", "2026-11-22"),
        "guest" => (
            PostKind::Guest,
            "Книги, к которым я возвращаюсь",
            "Словарь — это не справочник, а дорога. Я читаю его подряд, как роман, и всякий раз нахожу слово, которого \
             мне не хватало.",
            "",
        ),
        "date" => (
            PostKind::MemorableDate,
            "Международный день медицинской сестры",
            "Книги о тех, кто рядом с больным днём и ночью",
            "2026-05-12",
        ),
        "photos" | "photo" => (
            PostKind::Event,
            "Ночь в читальном зале",
            "Сто двадцать гостей, три круглых стола и одна очень длинная очередь за автографом.",
            "",
        ),
        "service" => (
            PostKind::Service,
            "Книга с доставкой",
            "Закажите до шести книг по телефону или на сайте — привезём читателям старше 70 лет и тем, кому трудно \
             прийти. Бесплатно, каждую среду.",
            "",
        ),
        "poll" => (PostKind::Poll, "Какую книгу взять в дорогу?", "Выбираем книгу декабря для читательского клуба", ""),
        "closing" | "text" => (PostKind::Exhibition, "Врач и писатель — одна профессия", "", ""),
        "rare" | "rare-card" => {
            (PostKind::RareBooks, "Старые и редкие", "Издания разных лет из фонда редкой книги", "")
        }
        "articles" | "article" => (PostKind::Articles, "Что пишут журналы", "Обзор осенних номеров", ""),
        _ => (
            PostKind::NewArrivals,
            "Новинки ноября",
            "Книги, поступившие в фонд за месяц: проза, путешествия, воспоминания",
            "2026-11-03",
        ),
    }
}

/// What the post shows.
fn exhibits_for(sample: &Exhibition, template: &str, n: usize) -> Vec<ExhibitId> {
    let of = |wanted: fn(&Exhibit) -> bool, n: usize| -> Vec<ExhibitId> {
        sample.exhibits.iter().filter(move |it| wanted(it)).map(|it| it.id).take(n).collect()
    };
    let books = |n: usize| of(|it| it.record().is_some(), n);
    match template {
        "person" | "guest" => [of(|it| matches!(it.subject, ExhibitSubject::Person { .. }), 1), books(n)].concat(),
        "photos" | "photo" => of(|it| matches!(it.subject, ExhibitSubject::Picture { .. }), n),
        "service" => books(n.min(3)),
        "poll" => books(n.min(4)),
        "text" => Vec::new(),
        _ => books(n),
    }
}

/// Articles have journals, quotations have books, rare books are old.
fn as_needed(shown: &mut Exhibition, template: &Template) {
    for (i, exhibit) in shown.exhibits.iter_mut().enumerate() {
        let exhibit = Arc::make_mut(exhibit);
        if template.id.0 == "quotation" && exhibit.record().is_some() {
            exhibit.quotation = Quotation {
                text: "Я сам не знаю, можно ли вполне верить всему тому, что сохранила моя память?".to_owned(),
                source: "С. Т. Аксаков. Детские годы Багрова-внука".to_owned(),
            };
        }
        if let ("rare" | "rare-card", ExhibitSubject::Record(record)) = (template.id.0.as_str(), &mut exhibit.subject) {
            record.year = (1888 + 7 * i).to_string();
        }
        if let ("article" | "articles", ExhibitSubject::Record(record)) = (template.id.0.as_str(), &mut exhibit.subject)
        {
            record.kind = RecordKind::Article;
            record.host = Some(Host {
                title: "Вопросы литературы".to_owned(),
                year: "2026".to_owned(),
                issue: "№ 5".to_owned(),
                pages: "12–34".to_owned(),
                ..Host::default()
            });
        }
    }
}

/// Records as most catalogues have them, of a library that has not said its name: no annotations, every other book
/// without a cover.
fn bare(mut shown: Exhibition, seed: u64) -> Exhibition {
    (shown.front.library, shown.front.contact) = (String::new(), String::new());
    for (i, exhibit) in shown.exhibits.iter_mut().enumerate() {
        let exhibit = Arc::make_mut(exhibit);
        exhibit.annotation.clear();
        if let ExhibitSubject::Record(record) = &mut exhibit.subject {
            record.annotation.clear();
            exhibit.cover = exhibit.cover.take().filter(|_| (i as u64 + seed).is_multiple_of(2));
        }
    }
    let post: &mut Post = Arc::make_mut(&mut shown.posts[0]);
    post.lead = post.lead.lines().next().unwrap_or_default().to_owned();
    Arc::make_mut(&mut post.slides[0]).seed = seed;
    shown
}

impl Gallery {
    fn all(&mut self, sample: &Exhibition) -> Result<(), Box<dyn Error>> {
        let library = self.studio.library.clone();
        let usual = |it: &Template| [6, 5, 4, 1, 0].into_iter().find(|n| it.suits(*n + 1) || it.suits(*n)).unwrap_or(1);
        for template in &library.templates {
            let shown = post_for(sample, template, usual(template).min(template.books.1));
            for format in &library.formats {
                let name = format!("themes-{}-{}", template.id, format.id);
                let pictures = library.themes.iter().map(|it| (shown.clone(), it.id.0.clone(), format.id.0.clone()));
                self.sheet(&name, pictures)?;
            }
            let branded = Exhibition { brand: self.brand.clone(), ..shown.clone() };
            for format in ["portrait", "story", "wide"] {
                let name = format!("brand-{}-{format}", template.id);
                let pictures = library.themes.iter().map(|it| (branded.clone(), it.id.0.clone(), format.to_owned()));
                self.sheet(&name, pictures)?;
            }
            for format in ["portrait", "square", "story", "wide"] {
                let name = format!("bare-{}-{format}", template.id);
                let pictures = (0_u64..)
                    .zip(&library.themes)
                    .map(|(seed, theme)| (bare(shown.clone(), seed), theme.id.0.clone(), format.to_owned()));
                self.sheet(&name, pictures)?;
            }
            let name = format!("formats-{}", template.id);
            let pairs = library.formats.iter().zip(library.themes.iter().cycle().skip(template.id.0.len()));
            let pictures = pairs.map(|(format, theme)| (shown.clone(), theme.id.0.clone(), format.id.0.clone()));
            self.sheet(&name, pictures)?;
            for format in ["portrait", "square", "wide"] {
                let counts = (template.books.0..=template.books.1.min(14)).map(|n| {
                    let theme = library.themes[n % library.themes.len()].id.0.clone();
                    (post_for(sample, template, n), theme, format.to_owned())
                });
                self.sheet(&format!("counts-{}-{format}", template.id), counts)?;
            }
            for n in [4, 5, 6, 9] {
                let variants = (0..8_u64).map(|seed| {
                    let mut shown = post_for(sample, template, n);
                    let post: &mut Post = Arc::make_mut(&mut shown.posts[0]);
                    Arc::make_mut(&mut post.slides[0]).seed = seed;
                    (shown, library.themes[seed as usize % library.themes.len()].id.0.clone(), "portrait".to_owned())
                });
                self.sheet(&format!("variants-{}-{n}", template.id), variants)?;
            }
        }
        eprintln!("{}", self.folder.display());
        Ok(())
    }

    /// Draws pictures of exhibitions in a theme and a format onto one sheet.
    fn sheet(
        &mut self,
        name: &str,
        pictures: impl Iterator<Item = (Exhibition, String, String)>,
    ) -> Result<(), Box<dyn Error>> {
        if !(self.words.is_empty() || self.words.iter().any(|it| name.contains(it.as_str()))) {
            return Ok(());
        }
        let (mut drawn, mut measures) = (Vec::new(), String::new());
        for (number, (mut shown, theme, format)) in pictures.enumerate() {
            Arc::make_mut(&mut shown.posts[0]).theme = Some(theme.as_str().into());
            let (post, slide) = (&shown.posts[0], &shown.posts[0].slides[0]);
            let format = format.as_str().into();
            let subject = Subject { exhibition: &shown, post, slide, format: &format };
            if self.shows == Shows::Measures {
                measures.push_str(&measured(number, &self.studio.layout(subject, &mut self.typesetter)?));
                continue;
            }
            let height = self.studio.library.format(&format).map_or(1350.0, |it| it.size.height);
            let scale = PixelScale(if self.shows == Shows::Pictures { 1.0 } else { HEIGHT / height });
            drawn.push(self.studio.draw(subject, &self.media, scale, &mut self.typesetter)?.picture);
        }
        match self.shows {
            Shows::Measures => fs::write(self.folder.join(format!("{name}.tsv")), measures)?,
            Shows::Sheets => {
                fs::write(self.folder.join(format!("{name}.jpg")), encode_jpeg(&joined(&drawn), 90)?)?;
            }
            Shows::Pictures => {
                for (number, picture) in drawn.iter().enumerate() {
                    fs::write(self.folder.join(format!("{name}-{number:02}.jpg")), encode_jpeg(picture, 92)?)?;
                }
            }
        }
        Ok(())
    }
}

/// The slide and its elements, a line each: number on the sheet, what it is and of whom, left, top, width and height in
/// canvas pixels, turn in radians, size of letters, lines and words.
fn measured(number: usize, layout: &Layout) -> String {
    let size = layout.format.size;
    let slide = format!("{number:02}\tslide\t0\t0\t{}\t{}\t0\t0\t\n", size.width, size.height);
    let elements = layout.elements.iter().map(|it| {
        let (what, letters, words) = match &it.kind {
            PlacedKind::Cover { .. } | PlacedKind::Plaque { .. } => ("cover", 0.0, String::new()),
            PlacedKind::Text(set) => {
                let words = set.text.replace(['\n', '\t'], " ");
                ("text", set.block.size, format!("{}|{words}", set.block.lines.len()))
            }
            _ => ("other", 0.0, String::new()),
        };
        let (key, r, turn) = (&it.key, it.placement.rect(), it.placement.rotation);
        let place = format!("{:.0}\t{:.0}\t{:.0}\t{:.0}\t{turn:.3}", r.x, r.y, r.width, r.height);
        format!("{number:02}\t{what}:{key:?}\t{place}\t{letters:.1}\t{words}\n")
    });
    std::iter::once(slide).chain(elements).collect()
}

/// Pictures in rows on a grey ground.
fn joined(pictures: &[Picture]) -> Picture {
    const WIDTH: usize = 1900;
    let (mut x, mut y, mut places) = (GAP, GAP, Vec::new());
    for it in pictures {
        if x + it.width as usize + GAP > WIDTH && x > GAP {
            (x, y) = (GAP, y + HEIGHT as usize + GAP);
        }
        places.push((x, y));
        x += it.width as usize + GAP;
    }
    let height = y + HEIGHT as usize + GAP + 1;
    let mut rgba = vec![110; WIDTH * height * 4];
    for (it, (x, y)) in pictures.iter().zip(places) {
        for (row, pixels) in it.rgba.chunks_exact(it.width as usize * 4).enumerate().take(height - y) {
            let at = ((y + row) * WIDTH + x) * 4;
            let n = pixels.len().min((WIDTH - x) * 4);
            rgba[at..at + n].copy_from_slice(&pixels[..n]);
        }
    }
    Picture { width: WIDTH as u32, height: height as u32, rgba }
}
