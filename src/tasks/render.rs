//! One slide to one picture file.

use std::path::Path;

use super::TaskError;
use super::files::open_file;
use crate::domain::{Format, FormatId, PixelScale, PlatformId};
use crate::store::{Media, encode_jpeg, encode_png, media_folder, save_atomic, set_density};
use crate::studio::{Studio, Subject};
use crate::typeset::Typesetter;

/// Which slide, and how.
#[derive(Clone, Debug)]
pub struct RenderRequest<'a> {
    /// The exhibition.
    pub file: &'a Path,
    /// Number of the post, from 1.
    pub post: usize,
    /// Number of the slide, from 1.
    pub slide: usize,
    /// Whose format; or a format by its own name, such as `a4`.
    pub platform: &'a PlatformId,
    /// Where the picture goes; `.png` or JPEG.
    pub output: &'a Path,
    /// Pixels per canvas unit.
    pub scale: f32,
}

/// Quality of a picture that is for no platform, as most of them have it.
const QUALITY: u8 = 92;

/// The format of a platform, or one of this name, and the quality of its JPEGs.
fn look_of(name: &PlatformId, studio: &Studio) -> Result<(FormatId, u8), TaskError> {
    let formats = &studio.library.formats;
    let profile = studio.profiles.get(name).map(|it| (it.format.clone(), it.jpeg_quality));
    let format = || formats.iter().find(|it| it.id.0 == name.0).map(|it| (it.id.clone(), QUALITY));
    let platforms = studio.profiles.all.iter().map(|it| it.id.0.as_str());
    let known = platforms.chain(formats.iter().map(|it| it.id.0.as_str()));
    profile.or_else(format).ok_or_else(|| TaskError::Unknown {
        what: "platform",
        name: name.0.clone(),
        known: known.collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(", "),
    })
}

/// Draws a slide into a file; returns its size in pixels.
pub fn render_file(request: &RenderRequest<'_>, studio: &Studio) -> Result<(u32, u32), TaskError> {
    let RenderRequest { file, post: post_number, slide: slide_number, platform, output, scale } = *request;
    let exhibition = open_file(file)?.exhibition;
    let missing = TaskError::NoSlide { post: post_number, slide: slide_number };
    let post = post_number.checked_sub(1).and_then(|it| exhibition.posts.get(it));
    let slide = post.and_then(|it| it.slides.get(slide_number.checked_sub(1)?));
    let (Some(post), Some(slide)) = (post, slide) else { return Err(missing) };
    let (format, quality) = look_of(platform, studio)?;
    let subject = Subject { exhibition: &exhibition, post, slide, format: &format };
    let media = Media::new(media_folder(file));
    let drawing = studio.draw(subject, &media, PixelScale(scale), &mut Typesetter::new())?;
    let is_png = output.extension().is_some_and(|it| it.eq_ignore_ascii_case("png"));
    let picture = &drawing.picture;
    let mut bytes = if is_png { encode_png(picture)? } else { encode_jpeg(picture, quality)? };
    if let (false, Some(dots)) = (is_png, studio.library.format(&format).and_then(Format::density)) {
        set_density(&mut bytes, (f32::from(dots) * scale).round() as u16);
    }
    save_atomic(output, &bytes)?;
    Ok((picture.width, picture.height))
}
