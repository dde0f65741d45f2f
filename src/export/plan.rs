//! What will be drawn and where it will lie.

use std::path::PathBuf;

use super::{ExportError, ExportRequest};
use crate::domain::{PlatformProfile, Post};
use crate::store::safe_name;
use crate::studio::Studio;

/// Longest name of a folder, without number and date: Windows paths are short.
const MAX_NAME: usize = 40;

pub(super) struct PostPlan<'a> {
    /// Number in the exhibition, from 1.
    pub(super) number: usize,
    pub(super) post: &'a Post,
    /// Folder below that of the exhibition.
    pub(super) folder: PathBuf,
}

/// Platforms that share format, quality and size limit share their pictures.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Variant<'a> {
    pub(super) profile: &'a PlatformProfile,
    pub(super) platforms: Vec<&'a PlatformProfile>,
}

pub(super) struct Plan<'a> {
    pub(super) folder: PathBuf,
    pub(super) posts: Vec<PostPlan<'a>>,
    pub(super) profiles: Vec<&'a PlatformProfile>,
    pub(super) variants: Vec<Variant<'a>>,
    /// Are only some posts or platforms exported, so that the others stay?
    pub(super) is_partial: bool,
}

impl<'a> Plan<'a> {
    pub(super) fn new(request: &ExportRequest<'a>, studio: &'a Studio) -> Result<Self, ExportError> {
        let exhibition = request.exhibition;
        let wanted = if request.platforms.is_empty() { &exhibition.platforms } else { request.platforms };
        let mut profiles: Vec<&PlatformProfile> = Vec::new();
        for id in wanted {
            let profile = studio.profiles.get(id).ok_or_else(|| ExportError::UnknownPlatform(id.0.clone()))?;
            if profiles.iter().all(|it| it.id != profile.id) {
                profiles.push(profile);
            }
        }
        if exhibition.posts.is_empty() || profiles.is_empty() {
            return Err(ExportError::NoPosts);
        }
        let n_posts = exhibition.posts.len();
        if let Some(wrong) = request.posts.iter().find(|it| **it == 0 || **it > n_posts) {
            return Err(ExportError::NoSuchPost(*wrong, n_posts));
        }
        let numbered = exhibition.posts.iter().enumerate().map(|(index, post)| (index + 1, post.as_ref()));
        let is_wanted = |number: &usize| request.posts.is_empty() || request.posts.contains(number);
        let posts = numbered.filter(|it| is_wanted(&it.0)).map(|(number, post)| plan_post(number, post)).collect();
        let folder = request.to.join(safe_name(&exhibition.front.title, MAX_NAME));
        let is_partial = !request.posts.is_empty() || !request.platforms.is_empty();
        Ok(Self { folder, posts, variants: variants(&profiles), profiles, is_partial })
    }

    pub(super) fn variant_of(&self, profile: &PlatformProfile) -> usize {
        let holds = |it: &Variant<'_>| it.platforms.iter().any(|it| it.id == profile.id);
        self.variants.iter().position(holds).unwrap_or_default()
    }
}

fn plan_post(number: usize, post: &Post) -> PostPlan<'_> {
    let title = safe_name(&post.title, MAX_NAME);
    let is_date = post.date.len() == 10 && post.date.chars().all(|it| it.is_ascii_digit() || it == '-');
    let date = if is_date { format!("{}_", post.date) } else { String::new() };
    PostPlan { number, post, folder: PathBuf::from(format!("{number:02}_{date}{title}")) }
}

fn variants<'a>(profiles: &[&'a PlatformProfile]) -> Vec<Variant<'a>> {
    let mut variants: Vec<Variant<'a>> = Vec::new();
    let likeness = |it: &PlatformProfile| (it.format.clone(), it.jpeg_quality);
    for profile in profiles {
        match variants.iter_mut().find(|it| likeness(it.profile) == likeness(profile)) {
            Some(known) => {
                known.platforms.push(profile);
                if profile.max_image_bytes < known.profile.max_image_bytes {
                    known.profile = profile;
                }
            }
            None => variants.push(Variant { profile, platforms: vec![profile] }),
        }
    }
    variants
}

/// `01.jpg` for the first.
pub(super) fn image_name(index: usize) -> String {
    format!("{:02}.jpg", index + 1)
}
