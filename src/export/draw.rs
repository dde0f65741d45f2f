//! The worker pool: slides drawn and encoded on all cores, written by one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use super::manifest::BundleImage;
use super::plan::{Plan, PostPlan, Variant, image_name};
use super::reuse::{LastPictures, Origin, Templates, digest_of};
use super::{ExportError, ExportRequest};
use crate::domain::{Format, Picture, PixelScale, Slide};
use crate::progress::Progress;
use crate::store::{StagedFolder, encode_jpeg, read_file, set_density};
use crate::studio::{DrawError, Studio, Subject};
use crate::typeset::Typesetter;

/// What is known of written pictures, by number of the post, index of the slide and index of the variant.
pub(super) type Written = BTreeMap<(usize, usize, usize), BundleImage>;

#[derive(Clone, Copy)]
struct Work<'a> {
    post: &'a PostPlan<'a>,
    /// What the pictures of the post are drawn from, when all of it is there.
    origin: Option<&'a Origin>,
    slide: &'a Slide,
    index: usize,
    variant: usize,
}

/// A picture, and what is known of it.
struct Made {
    content: Content,
    image: BundleImage,
}

enum Content {
    New(Vec<u8>),
    /// Where the last export has it: it is taken over.
    Lies(PathBuf),
}

impl Content {
    fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        match self {
            Self::New(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Lies(path) => read_file(path).map(Cow::Owned),
        }
    }
}

type Drawn = Result<Made, ExportError>;

/// Pictures waiting to be written; more would only take memory.
const QUEUE: usize = 4;

/// What drawing needs.
#[derive(Clone, Copy)]
pub(super) struct Desk<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) request: &'a ExportRequest<'a>,
    pub(super) studio: &'a Studio,
    pub(super) last: &'a LastPictures,
    pub(super) templates: &'a Templates,
}

impl Desk<'_> {
    /// Draws and writes all pictures of a plan.
    pub(super) fn draw_all(self, staged: &StagedFolder, progress: &Progress) -> Result<Written, ExportError> {
        let Self { plan, request, studio, .. } = self;
        let origin = |it: &PostPlan<'_>| Origin::of(request.exhibition, it.post, (studio, request.media));
        let origins: Vec<Option<Origin>> = plan.posts.iter().map(origin).collect();
        let works = works(plan, &origins);
        progress.begin(works.len());
        let next = AtomicUsize::new(0);
        let n_cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        std::thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(QUEUE);
            for _ in 0..n_cores.min(works.len().max(1)) {
                let (sender, works, next) = (sender.clone(), &works, &next);
                scope.spawn(move || {
                    let mut typesetter = Typesetter::new();
                    while let Some(work) = works.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let drawn = self.guarded(*work, &mut typesetter);
                        // The other end is gone when the export has failed: nobody waits for the rest.
                        if progress.is_cancelled() || sender.send((*work, drawn)).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(sender);
            receive(&receiver, self.plan, staged, progress)
        })
    }

    /// A panic while drawing one slide is an error of that slide.
    fn guarded(self, work: Work<'_>, typesetter: &mut Typesetter) -> Drawn {
        let (post, slide) = (work.post.number, work.index + 1);
        let broken = ExportError::Draw { post, slide, source: DrawError::Fault };
        let Some(variant) = self.plan.variants.get(work.variant) else { return Err(broken) };
        catch_unwind(AssertUnwindSafe(|| self.picture(work, variant, typesetter))).unwrap_or(Err(broken))
    }

    /// The picture of the last export if it would be drawn the same again, else a new one.
    fn picture(self, work: Work<'_>, variant: &Variant<'_>, typesetter: &mut Typesetter) -> Drawn {
        let Self { studio, last, .. } = self;
        let looks = (self.templates, studio);
        let drawn_from = work.origin.map(|it| it.of_slide((work.slide, work.index), variant.profile, looks));
        let drawn_from = drawn_from.unwrap_or_default();
        if let Some((path, known)) = last.get(&drawn_from, variant.profile.max_image_bytes) {
            return Ok(Made { content: Content::Lies(path.to_owned()), image: known.clone() });
        }
        let (bytes, image) = self.draw(work, variant, typesetter)?;
        let (digest, n) = (digest_of(&bytes), bytes.len());
        let image = BundleImage { bytes: n, drawn_from, digest, ..image };
        Ok(Made { content: Content::New(bytes), image })
    }

    fn draw(
        self,
        work: Work<'_>,
        variant: &Variant<'_>,
        typesetter: &mut Typesetter,
    ) -> Result<(Vec<u8>, BundleImage), ExportError> {
        let (post, slide) = (work.post.number, work.index + 1);
        let Self { request, studio, .. } = self;
        let format = &variant.profile.format;
        let subject = Subject { exhibition: request.exhibition, post: work.post.post, slide: work.slide, format };
        let drawing = studio.draw(subject, request.media, PixelScale(1.0), typesetter);
        let drawing = drawing.map_err(|source| ExportError::Draw { post, slide, source })?;
        if let Some((name, reason)) = drawing.missing.first() {
            let (name, reason) = (name.0.clone(), reason.clone());
            return Err(ExportError::MissingPicture { post, slide, name, reason });
        }
        let Picture { width, height, .. } = drawing.picture;
        let (mut bytes, is_lowered) = fitting(&drawing.picture, variant)?;
        if let Some(dots) = studio.library.format(format).and_then(Format::density) {
            set_density(&mut bytes, dots);
        }
        Ok((bytes, BundleImage { width, height, is_lowered, ..BundleImage::default() }))
    }
}

fn works<'a>(plan: &'a Plan<'_>, origins: &'a [Option<Origin>]) -> Vec<Work<'a>> {
    let mut works = Vec::new();
    for (post, origin) in plan.posts.iter().zip(origins) {
        for variant in 0..plan.variants.len() {
            let slides = post.post.slides.iter().enumerate();
            works.extend(slides.map(|(index, slide)| Work { post, origin: origin.as_ref(), slide, index, variant }));
        }
    }
    works
}

fn receive(
    receiver: &mpsc::Receiver<(Work<'_>, Drawn)>,
    plan: &Plan<'_>,
    staged: &StagedFolder,
    progress: &Progress,
) -> Result<Written, ExportError> {
    let mut all = Written::new();
    for (work, drawn) in receiver {
        let Made { content, image } = drawn?;
        let platforms = plan.variants.get(work.variant).map(|it| it.platforms.as_slice()).unwrap_or_default();
        for profile in platforms {
            let path = work.post.folder.join(&profile.id.0).join(image_name(work.index));
            let failed = |source| ExportError::Write { path: plan.folder.clone(), source };
            // One that stays in its place gets a second name. It has no third: who edits one bundle edits no other.
            let stays = matches!(&content, Content::Lies(at) if *at == plan.folder.join(&path));
            if !(stays && staged.keep(&path).map_err(failed)?) {
                let bytes = content.bytes().map_err(failed)?;
                staged.write(&path, &bytes).map_err(failed)?;
            }
        }
        all.insert((work.post.number, work.index, work.variant), image);
        progress.step();
        progress.check()?;
    }
    progress.check()?;
    Ok(all)
}

/// Encodes a picture, at a lower quality if the platform would refuse its bytes; whether it did.
fn fitting(picture: &Picture, variant: &Variant<'_>) -> Result<(Vec<u8>, bool), ExportError> {
    let limit = variant.profile.max_image_bytes;
    let mut quality = variant.profile.jpeg_quality;
    loop {
        let bytes = encode_jpeg(picture, quality)?;
        if bytes.len() as u64 <= limit || quality <= 40 {
            return Ok((bytes, quality < variant.profile.jpeg_quality));
        }
        quality -= 8;
    }
}
