//! Posts → bundles: the folder to publish from.
//!
//! Slides are drawn by as many threads as there are cores and written as they come, so memory does not grow
//! with the number of posts. Everything goes to a temporary folder that is swapped in whole; an export that
//! fails or is cancelled leaves the folder of the last one. The same document gives the same bytes, so a picture
//! that would be drawn the same again is taken over from there.

mod contact_sheet;
mod draw;
mod manifest;
mod plan;
mod reuse;

use std::io;
use std::path::{Path, PathBuf};

use crate::describe::{alt_text, poll};
use crate::domain::{Exhibition, Lang, PlatformId, PlatformProfile};
use crate::platform::{check_post, count, finish_caption};
use crate::progress::{Cancelled, Progress};
use crate::store::{Media, PictureError, StagedFolder};
use crate::studio::{DrawError, Studio};

use manifest::LastExport;
pub use manifest::{Bundle, BundleImage};
use plan::{Plan, PostPlan};
use reuse::Templates;

/// What to export.
#[derive(Clone, Debug)]
pub struct ExportRequest<'a> {
    /// The document.
    pub exhibition: &'a Exhibition,
    /// Its pictures.
    pub media: &'a Media,
    /// Where bundles go; the exhibition's own folder is made in it.
    pub to: &'a Path,
    /// Platforms; empty: those of the document.
    pub platforms: &'a [PlatformId],
    /// Numbers of posts, from 1; empty: all.
    pub posts: &'a [usize],
}

/// Why there is no bundle.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// There is nothing to export.
    #[error("the exhibition has no posts to export")]
    NoPosts,
    /// There is no such post.
    #[error("there is no post {0}; the exhibition has {1}")]
    NoSuchPost(usize, usize),
    /// There is no such platform.
    #[error("unknown platform {0:?}")]
    UnknownPlatform(String),
    /// A picture of a slide is gone: a bundle with a hole would be published.
    #[error("post {post}, slide {slide}: the picture {name} is missing or damaged ({reason})")]
    MissingPicture {
        /// Number of the post.
        post: usize,
        /// Number of the slide.
        slide: usize,
        /// File in the media folder.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A slide cannot be drawn.
    #[error("post {post}, slide {slide} cannot be drawn")]
    Draw {
        /// Number of the post.
        post: usize,
        /// Number of the slide.
        slide: usize,
        /// Why.
        #[source]
        source: DrawError,
    },
    /// A slide cannot be encoded.
    #[error("a slide could not be encoded")]
    Encode(#[from] PictureError),
    /// The folder cannot be written.
    #[error("cannot write the bundles to {path}; the last export is untouched")]
    Write {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        #[source]
        source: io::Error,
    },
    /// The folder holds something else, which must not be replaced.
    #[error("{path} holds files that are not of an export; choose another folder")]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// Given up on request.
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl ExportError {
    /// What happened and what to do.
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::NoPosts => "в выставке нет постов для выпуска".to_owned(),
            Self::NoSuchPost(number, all) => format!("поста {number} нет; всего постов {all}"),
            Self::UnknownPlatform(name) => format!("неизвестная площадка «{name}»"),
            Self::MissingPicture { post, slide, name, .. } => {
                format!("пост {post}, кадр {slide}: нет или повреждена картинка {name}; верните её в папку .media")
            }
            Self::Draw { post, slide, source } => {
                format!("пост {post}, кадр {slide} не нарисован: {}; прежние комплекты целы", source.text(lang))
            }
            Self::Encode(_) => "кадр не записать в JPEG".to_owned(),
            Self::Write { path, .. } => {
                format!("не удалось записать комплекты в {}; прежние комплекты целы", path.display())
            }
            Self::Foreign { path } => {
                format!("в {} лежат чужие файлы, они не тронуты; выберите другую папку", path.display())
            }
            Self::Cancelled(_) => "выпуск отменён; прежние комплекты целы".to_owned(),
        }
    }
}

/// Writes the bundles of an exhibition; returns them with the folder they are in.
pub fn export(
    request: &ExportRequest<'_>,
    studio: &Studio,
    lang: Lang,
    progress: &Progress,
) -> Result<(PathBuf, Vec<Bundle>), ExportError> {
    let plan = Plan::new(request, studio)?;
    let failed = |source| ExportError::Write { path: plan.folder.clone(), source };
    let staged = StagedFolder::new(&plan.folder).map_err(failed)?;
    let last = LastExport::look(&plan.folder).map_err(failed)?;
    let last = last.ok_or_else(|| ExportError::Foreign { path: plan.folder.clone() })?;
    let pictures = last.pictures(&plan.folder);
    let templates = Templates::of(plan.posts.iter().flat_map(|it| &it.post.slides), request.exhibition, studio);
    let desk = draw::Desk { plan: &plan, request, studio, last: &pictures, templates: &templates };
    let pictures = desk.draw_all(&staged, progress)?;
    let mut bundles = Vec::new();
    for post in &plan.posts {
        for profile in &plan.profiles {
            let bundle = bundle(&plan, post, profile, request, &pictures, lang);
            let folder = post.folder.join(&profile.id.0);
            for (name, text) in bundle.texts(profile) {
                staged.renew(&folder.join(name), text.as_bytes()).map_err(failed)?;
            }
            bundles.push(bundle);
        }
    }
    last.keep_strangers(&staged).map_err(failed)?;
    if plan.is_partial {
        bundles = last.with(bundles, request.exhibition.posts.len(), &staged).map_err(failed)?;
    }
    let manifest = manifest::text(request.exhibition, &bundles);
    staged.renew(Path::new("manifest.json"), manifest.as_bytes()).map_err(failed)?;
    let sheet = contact_sheet::html(request.exhibition, &bundles, lang);
    staged.renew(Path::new("index.html"), sheet.as_bytes()).map_err(failed)?;
    progress.check()?;
    staged.commit().map_err(failed)?;
    Ok((plan.folder, bundles))
}

fn bundle(
    plan: &Plan<'_>,
    post: &PostPlan<'_>,
    profile: &PlatformProfile,
    request: &ExportRequest<'_>,
    written: &draw::Written,
    lang: Lang,
) -> Bundle {
    let exhibition = request.exhibition;
    let caption = finish_caption(exhibition, post.post, profile);
    let image = |(index, slide): (usize, &std::sync::Arc<crate::domain::Slide>)| {
        let image = written.get(&(post.number, index, plan.variant_of(profile))).cloned().unwrap_or_default();
        let alt = alt_text(exhibition, post.post, slide);
        BundleImage { file: plan::image_name(index), alt, ..image }
    };
    Bundle {
        post: post.number,
        title: post.post.title.clone(),
        platform: profile.id.0.clone(),
        folder: format!("{}/{}", post.folder.display(), profile.id.0).replace('\\', "/"),
        images: post.post.slides.iter().enumerate().map(image).collect(),
        caption_units: count(profile.caption_unit, &caption),
        caption,
        poll: profile.poll_answers.and_then(|_| poll(exhibition, post.post)),
        findings: check_post(exhibition, post.post, profile, lang).len(),
    }
}
