//! Pictures of the last export that would be drawn the same again: they are taken over as they are.
//!
//! A slide is a function of the document, so whether its picture would be the same is told by what it is drawn from,
//! without laying it out. The manifest keeps a digest of that beside each picture, and one of the file itself: a
//! picture that somebody has changed, or one drawn by another version of the program, is drawn anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::manifest::{Bundle, BundleImage};
use crate::domain::{Caption, Counters, ExhibitId, Exhibition, PlatformProfile, Post, PostStatus, Slide, TemplateId};
use crate::store::{Media, hash_file};
use crate::studio::Studio;

/// The sources this program was built from.
const PROGRAM: &str = env!("VITRINA_SOURCES");

/// All that decides how the pictures of a post look, but for the slide and the format.
#[derive(Serialize)]
struct Inputs<'a> {
    program: &'a str,
    /// With this post alone, and what it shows.
    exhibition: Exhibition,
    /// The theme, which may come from the program.
    theme: String,
}

/// What the pictures of a post are drawn from: one reading of it for all of them.
#[derive(Clone, Debug)]
pub(super) struct Origin {
    hasher: blake3::Hasher,
}

impl Origin {
    /// `None` when a picture the post shows is gone, so that drawing tells of it.
    pub(super) fn of(exhibition: &Exhibition, post: &Post, (studio, media): (&Studio, &Media)) -> Option<Self> {
        let shown: BTreeSet<ExhibitId> = post.shown().collect();
        // What is published beside the pictures, and what is kept of the post, is not in them.
        let post = Post {
            caption: Caption::default(),
            status: PostStatus::default(),
            counters: Counters::default(),
            ..post.clone()
        };
        let exhibits = exhibition.exhibits.iter().filter(|it| shown.contains(&it.id)).cloned().collect();
        let posts = vec![post.clone().into()];
        let own = Exhibition { exhibits, posts, platforms: Vec::new(), next_id: 0, ..exhibition.clone() };
        let is_there = |name| media.path(name).is_some_and(|it| it.is_file());
        if !own.pictures().all(is_there) {
            return None;
        }
        let theme = format!("{:?}", studio.library.look(exhibition, &post));
        let mut hasher = blake3::Hasher::new();
        serde_json::to_writer(&mut hasher, &Inputs { program: PROGRAM, exhibition: own, theme }).ok()?;
        Some(Self { hasher })
    }

    /// The digest of all that the picture of a slide of this post is drawn from.
    pub(super) fn of_slide(
        &self,
        (slide, index): (&Slide, usize),
        profile: &PlatformProfile,
        (templates, studio): (&Templates, &Studio),
    ) -> String {
        let looks = (templates.0.get(&key_of(slide)), studio.library.format(&profile.format));
        let mut hasher = self.hasher.clone();
        hasher.update(format!("{index} {} {looks:?}", profile.jpeg_quality).as_bytes());
        digest(&hasher.finalize())
    }
}

/// Digests of the templates of an export, which are long and each of many slides: by name and number of books.
#[derive(Debug)]
pub(super) struct Templates(BTreeMap<(TemplateId, usize), String>);

impl Templates {
    /// Those of these slides of an exhibition.
    pub(super) fn of<'a>(
        slides: impl Iterator<Item = &'a Arc<Slide>>,
        exhibition: &Exhibition,
        studio: &Studio,
    ) -> Self {
        let mut found = BTreeMap::new();
        for slide in slides {
            let template = || format!("{:?}", studio.library.template_of(exhibition, slide));
            found.entry(key_of(slide)).or_insert_with(|| digest_of(template().as_bytes()));
        }
        Self(found)
    }
}

fn key_of(slide: &Slide) -> (TemplateId, usize) {
    (slide.template.clone(), slide.exhibits.len())
}

/// The digest of a file.
pub(super) fn digest_of(bytes: &[u8]) -> String {
    digest(&blake3::hash(bytes))
}

/// Half of it is enough to tell files apart.
fn digest(hash: &blake3::Hash) -> String {
    hash.to_hex().chars().take(32).collect()
}

/// Pictures of the last export by what they were drawn from.
#[derive(Debug, Default)]
pub(super) struct LastPictures {
    pictures: BTreeMap<String, (PathBuf, BundleImage)>,
}

impl LastPictures {
    /// Those of bundles that lie in a folder.
    pub(super) fn of(bundles: &[Bundle], folder: &Path) -> Self {
        let all = bundles.iter().flat_map(|bundle| bundle.images.iter().map(move |it| (bundle, it)));
        let known = all.filter(|(_, it)| !it.drawn_from.is_empty());
        let placed = |(bundle, it): (&Bundle, &BundleImage)| {
            (it.drawn_from.clone(), (folder.join(&bundle.folder).join(&it.file), it.clone()))
        };
        Self { pictures: known.map(placed).collect() }
    }

    /// The picture drawn from this, with what is known of it, if it is still as it was written and a platform that
    /// takes so many bytes would get it just so: where it lies.
    pub(super) fn get(&self, drawn_from: &str, most_bytes: u64) -> Option<(&Path, &BundleImage)> {
        let fits = |it: &&(PathBuf, BundleImage)| !it.1.is_lowered && it.1.bytes as u64 <= most_bytes;
        let (path, image) = self.pictures.get(drawn_from).filter(fits)?;
        let hash = hash_file(path).ok()?;
        (digest(&hash) == image.digest).then_some((path.as_path(), image))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        BookRecord, CanvasRect, Element, ElementId, ElementKind, Exhibit, Placement, PostId, PostKind, SlideId,
    };

    fn book(id: ExhibitId, title: &str) -> Arc<Exhibit> {
        Arc::new(Exhibit::of_record(id, BookRecord { title: title.to_owned(), ..BookRecord::default() }))
    }

    /// A cover put on a slide by hand is of a book that no post need have.
    #[test]
    fn a_picture_changes_with_every_book_it_shows() {
        let studio = Studio::new().unwrap();
        let mut exhibition = Exhibition::empty("Проба", "swiss".into(), Vec::new());
        let [of_post, by_hand] = [ExhibitId(exhibition.take_id()), ExhibitId(exhibition.take_id())];
        let mut slide = Slide::new(SlideId(exhibition.take_id()), "card".into(), 0, vec![of_post]);
        let placement = Placement::upright(CanvasRect::new(0.0, 0.0, 200.0, 300.0));
        let added = Element { id: ElementId(exhibition.take_id()), placement, kind: ElementKind::Cover(by_hand) };
        slide.elements.insert("portrait".into(), vec![Arc::new(added)]);
        let mut post = Post::new(PostId(exhibition.take_id()), PostKind::Exhibition, "Пост", vec![of_post]);
        post.slides.push(Arc::new(slide));
        let profile = studio.profiles.all.first().unwrap();
        let media = Media::new(PathBuf::from("no such folder"));
        let mut digest = |titles: [&str; 2]| {
            exhibition.exhibits = vec![book(of_post, titles[0]), book(by_hand, titles[1])];
            let origin = Origin::of(&exhibition, &post, (&studio, &media)).unwrap();
            let templates = Templates::of(post.slides.iter(), &exhibition, &studio);
            origin.of_slide((&post.slides[0], 0), profile, (&templates, &studio))
        };
        let first = digest(["Степь", "Дуэль"]);
        assert_ne!(digest(["Степь", "Палата"]), first);
        assert_ne!(digest(["Дом", "Дуэль"]), first);
        assert_eq!(digest(["Степь", "Дуэль"]), first);
    }
}
