//! The drawing desk: from a slide of the document to a picture, for the window and for the bundle alike.
//!
//! Holds what drawing needs and a document does not carry: templates, themes, platform profiles, decoded
//! covers. Can be shared by threads; a [`Typesetter`] belongs to one of them.

mod shelf;

use std::sync::Arc;

use crate::compose::{FaultyData, Layout, Library, Scope, compose};
use crate::domain::{Exhibition, FormatId, Lang, MediaName, Picture, PixelScale, Post, Scan, Slide};
use crate::platform::Profiles;
use crate::render::{Pictures, render, resolve};
use crate::store::{Looked, Media, PreparedScans, Soundness};
use crate::typeset::Typesetter;

use shelf::Shelf;

/// A slide of a document: which, and in which format.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The document.
    pub exhibition: &'a Exhibition,
    /// The post.
    pub post: &'a Post,
    /// The slide.
    pub slide: &'a Slide,
    /// The format.
    pub format: &'a FormatId,
}

/// A drawn slide.
#[derive(Clone, Debug)]
pub struct Drawing {
    /// Where everything is, for handles and findings.
    pub layout: Layout,
    /// The pixels.
    pub picture: Picture,
    /// Pictures that are not in the media folder or cannot be decoded, with the reason.
    pub missing: Vec<(MediaName, String)>,
}

/// Why a slide cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// There is neither the template asked for nor another.
    #[error("no template, theme or format to draw with")]
    NoLook,
    /// Less than one pixel, or more than the renderer takes.
    #[error("a picture of this size cannot be drawn")]
    Size,
    /// A fault of the program itself.
    #[error("the program failed on this slide; change or take out what is unusual on it and report the fault")]
    Fault,
}

impl DrawError {
    /// What is wrong and what to do.
    pub fn text(self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        let text = match self {
            Self::NoLook => "нет шаблона, оформления или формата, чтобы его нарисовать",
            Self::Size => "слишком большой или слишком маленький размер",
            Self::Fault => "сбой программы; измените или уберите необычное на этом кадре и сообщите об ошибке",
        };
        text.to_owned()
    }
}

/// Templates, themes, profiles and decoded pictures.
#[derive(Debug)]
pub struct Studio {
    /// Templates, themes and formats.
    pub library: Library,
    /// Platforms.
    pub profiles: Profiles,
    shelf: Shelf,
    looked: Looked,
}

impl Studio {
    /// A desk with what comes with the program.
    pub fn new() -> Result<Self, FaultyData> {
        let (library, profiles) = (Library::builtin()?, Profiles::builtin()?);
        Ok(Self { library, profiles, shelf: Shelf::default(), looked: Looked::default() })
    }

    /// The same desk, with prepared pictures of scans kept here.
    #[must_use]
    pub fn with_prepared(mut self, prepared: PreparedScans) -> Self {
        self.shelf.prepared = prepared;
        self
    }

    /// The same desk with no more than so many bytes of decoded pictures at hand: a job that draws each slide once has
    /// use for little more than one slide shows.
    #[must_use]
    pub fn keeping(self, most_bytes: usize) -> Self {
        self.shelf.keep(most_bytes);
        self
    }

    /// Where prepared pictures of scans are kept.
    pub fn prepared(&self) -> &PreparedScans {
        &self.shelf.prepared
    }

    /// Where everything on a slide is.
    pub fn layout(&self, subject: Subject<'_>, typesetter: &mut Typesetter) -> Result<Layout, DrawError> {
        let Subject { exhibition, post, slide, format } = subject;
        let template = self.library.template_of(exhibition, slide).ok_or(DrawError::NoLook)?;
        let theme = &*self.library.look(exhibition, post).ok_or(DrawError::NoLook)?;
        let format = self.library.format(format).ok_or(DrawError::NoLook)?;
        Ok(compose(Scope { exhibition, post, slide, template, theme, format }, typesetter))
    }

    /// Draws a slide.
    pub fn draw(
        &self,
        subject: Subject<'_>,
        media: &Media,
        scale: PixelScale,
        typesetter: &mut Typesetter,
    ) -> Result<Drawing, DrawError> {
        let layout = self.layout(subject, typesetter)?;
        let mut missing = Vec::new();
        let mut pictures = Pictures::new();
        for (name, side) in layout.picture_sides() {
            match self.shelf.picture(media, name, side * scale.0) {
                Ok(picture) => drop(pictures.insert(name.clone(), picture)),
                Err(reason) => missing.push((name.file.clone(), reason)),
            }
        }
        let picture = render(&resolve(&layout, &pictures), scale).ok_or(DrawError::Size)?;
        Ok(Drawing { layout, picture, missing })
    }

    /// A picture of the media folder with enough pixels for a longer side of so many; the reason when it cannot be had.
    pub fn picture(&self, media: &Media, scan: &Scan, side: f32) -> Result<Arc<Picture>, String> {
        self.shelf.picture(media, scan, side)
    }

    /// What is in a file of the media folder; one that was not written to since it was looked at is not read again.
    pub fn soundness(&self, media: &Media, name: &MediaName) -> Soundness {
        self.looked.at(media, name)
    }
}
