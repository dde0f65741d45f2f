//! Findings of a whole exhibition.

use std::borrow::Cow;
use std::path::Path;

use serde::Serialize;

use super::TaskError;
use super::files::open_file;
use crate::domain::{Exhibition, Finding, Lang, MediaName, PlatformId, PlatformProfile, Post, PostId, Severity};
use crate::platform::{check_exhibition, check_post, check_slide};
use crate::progress::{Cancelled, Progress};
use crate::store::{Media, Soundness, media_folder};
use crate::studio::Studio;
use crate::typeset::Typesetter;

/// A finding as the command line prints it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FindingReport {
    /// Number of the post, from 1; `None` for the whole exhibition.
    pub post: Option<usize>,
    /// Number of the slide, from 1.
    pub slide: Option<usize>,
    /// Platform it concerns.
    pub platform: Option<String>,
    /// How much it matters.
    pub severity: Severity,
    /// Stable name of its kind.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub fix: String,
}

/// All findings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CheckReport {
    /// In the order of the exhibition, then of the posts.
    pub findings: Vec<FindingReport>,
}

impl CheckReport {
    /// Is there something a platform would refuse?
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|it| it.severity == Severity::Error)
    }
}

/// Checks an exhibition file; with no platforms given, for those it names.
pub fn check_file(
    file: &Path,
    platforms: &[PlatformId],
    studio: &Studio,
    lang: Lang,
) -> Result<CheckReport, TaskError> {
    let exhibition = open_file(file)?.exhibition;
    let media = Media::new(media_folder(file));
    let platforms = if platforms.is_empty() { exhibition.platforms.clone() } else { platforms.to_vec() };
    let findings = check_open(&exhibition, &platforms, &media, studio, lang, &Progress::default())?;
    Ok(report_of(&exhibition, &findings))
}

/// Checks an open exhibition; posts are looked at on all cores.
pub fn check_open(
    exhibition: &Exhibition,
    platforms: &[PlatformId],
    media: &Media,
    studio: &Studio,
    lang: Lang,
    progress: &Progress,
) -> Result<Vec<Finding>, TaskError> {
    let profiles = profiles(platforms, studio)?;
    progress.begin(exhibition.posts.len());
    let mut findings = check_exhibition(exhibition, &profiles, lang);
    findings.extend(missing_logo(exhibition, media, lang));
    let n_threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = exhibition.posts.len().div_ceil(n_threads).max(1);
    let of_posts: Vec<Result<Vec<Finding>, Cancelled>> = std::thread::scope(|scope| {
        let check_all = |posts: &[std::sync::Arc<Post>]| {
            let mut typesetter = Typesetter::new();
            let mut found = Vec::new();
            for post in posts {
                progress.check()?;
                found.extend(check_one(exhibition, post, &profiles, media, studio, &mut typesetter, lang));
                progress.step();
            }
            Ok(found)
        };
        let workers: Vec<_> = exhibition.posts.chunks(share).map(|it| scope.spawn(move || check_all(it))).collect();
        workers.into_iter().map(|it| it.join().unwrap_or(Err(Cancelled))).collect()
    });
    for it in of_posts {
        findings.extend(it?);
    }
    Ok(findings)
}

fn profiles<'a>(platforms: &[PlatformId], studio: &'a Studio) -> Result<Vec<&'a PlatformProfile>, TaskError> {
    let profile = |id: &PlatformId| {
        studio.profiles.get(id).ok_or_else(|| TaskError::Unknown {
            what: "platform",
            name: id.0.clone(),
            known: studio.profiles.all.iter().map(|it| it.id.0.as_str()).collect::<Vec<_>>().join(", "),
        })
    };
    platforms.iter().map(profile).collect()
}

/// Findings of one post.
pub fn check_one(
    exhibition: &Exhibition,
    post: &Post,
    profiles: &[&PlatformProfile],
    media: &Media,
    studio: &Studio,
    typesetter: &mut Typesetter,
    lang: Lang,
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = faulty_pictures((exhibition, post), media, studio, lang);
    for (index, profile) in profiles.iter().enumerate() {
        findings.extend(check_post(exhibition, post, profile, lang));
        // Slides look the same wherever the format is the same.
        if profiles.iter().take(index).any(|it| it.format == profile.format) {
            continue;
        }
        for slide in &post.slides {
            let subject = (exhibition, post, slide.as_ref());
            findings.extend(check_slide(subject, profile, &studio.library, typesetter, lang));
        }
    }
    findings
}

/// A finding about a picture file.
fn of_file(post: Option<PostId>, severity: Severity, code: &'static str, (message, advice): (String, &str)) -> Finding {
    let advice = advice.to_owned();
    let (slide, role, element, platform, fix) = (None, None, None, None, None);
    Finding { post, slide, role, element, platform, severity, code, message, advice, fix }
}

fn missing_logo(exhibition: &Exhibition, media: &Media, lang: Lang) -> Option<Finding> {
    let logo = exhibition.brand.logo.as_ref()?;
    let is_there = media.path(&logo.file).is_some_and(|it| it.exists());
    let message =
        lang.pick(format!("Нет файла логотипа: {}", logo.file), format!("The logo file is missing: {}", logo.file));
    let advice =
        lang.pick("Выберите логотип снова: Выставка → Фирменный стиль", "Choose the logo again: Exhibition → Brand");
    (!is_there).then(|| of_file(None, Severity::Error, "picture-missing", (message, advice)))
}

/// Covers that are gone, are no pictures or end too early.
fn faulty_pictures(
    (exhibition, post): (&Exhibition, &Post),
    media: &Media,
    studio: &Studio,
    lang: Lang,
) -> Vec<Finding> {
    let covers = exhibition.exhibits_of(&post.exhibits).filter_map(|it| Some((it.title(), &it.cover.as_ref()?.file)));
    let of_cover = |(title, file): (Cow<'_, str>, &MediaName)| {
        let title = title.as_ref();
        let (severity, code, said) = match studio.soundness(media, file) {
            Soundness::Whole => return None,
            Soundness::Cut => (Severity::Warning, "picture-cut", cut_picture(title, file, lang)),
            Soundness::NoPicture => (Severity::Error, "picture-damaged", no_picture(title, file, lang)),
            Soundness::Missing => (Severity::Error, "picture-missing", missing_picture(title, file, lang)),
        };
        Some(of_file(Some(post.id), severity, code, said))
    };
    covers.filter_map(of_cover).collect()
}

fn missing_picture(title: &str, file: &MediaName, lang: Lang) -> (String, &'static str) {
    let message = lang.pick(
        format!("Нет файла обложки «{title}»: {file}"),
        format!("The cover file of “{title}” is missing: {file}"),
    );
    (message, lang.pick("Верните его в папку .media рядом с файлом", "Put it back into the .media folder"))
}

fn no_picture(title: &str, file: &MediaName, lang: Lang) -> (String, &'static str) {
    let message = lang.pick(
        format!("Файл обложки «{title}» повреждён, картинки в нём нет: {file}"),
        format!("The cover file of “{title}” is damaged, there is no picture in it: {file}"),
    );
    (message, lang.pick("Поставьте обложку заново", "Put the cover in again"))
}

fn cut_picture(title: &str, file: &MediaName, lang: Lang) -> (String, &'static str) {
    let message = lang.pick(
        format!("Файл обложки «{title}» обрывается, низа картинки в нём нет: {file}"),
        format!("The cover file of “{title}” ends too early, the foot of the picture is not in it: {file}"),
    );
    (message, lang.pick("Отсканируйте обложку заново", "Scan the cover again"))
}

/// Findings with numbers in place of ids.
pub fn report_of(exhibition: &Exhibition, findings: &[Finding]) -> CheckReport {
    let number = |id: PostId| exhibition.posts.iter().position(|it| it.id == id).map(|it| it + 1);
    let report = |it: &Finding| {
        let slide = it.slide.and_then(|id| {
            let (post, _) = exhibition.slide(id)?;
            post.slides.iter().position(|it| it.id == id)
        });
        FindingReport {
            post: it.post.and_then(number),
            slide: slide.map(|it| it + 1),
            platform: it.platform.as_ref().map(|it| it.0.clone()),
            severity: it.severity,
            code: it.code,
            message: it.message.clone(),
            fix: it.advice.clone(),
        }
    };
    CheckReport { findings: findings.iter().map(report).collect() }
}
