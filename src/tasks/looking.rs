//! Small looks at files, for lists and start screens.

use std::path::Path;

use super::TaskError;
use super::files::open_file;
use crate::domain::{CanvasRect, Picture, PixelScale, Rgb, Scan};
use crate::store::{self, Media, decode_within, folder_entries, media_folder, read_file, retouched, shrink};
use crate::studio::{Studio, Subject};
use crate::typeset::Typesetter;

/// Longest side of a cover in a list, in pixels.
const COVER_SIDE: u32 = 220;
/// Longest side of a scan that is being set right, in pixels.
const PREVIEW_SIDE: u32 = 1_000;
/// Scale of an exhibition's first slide on the start screen.
const FIRST_SLIDE: f32 = 0.3;

/// A small picture of a picture file.
pub fn cover_thumbnail(path: &Path) -> Result<Picture, TaskError> {
    let bytes = read_file(path).map_err(|source| TaskError::File { path: path.to_owned(), source })?;
    Ok(decode_within(&bytes, COVER_SIDE)?)
}

/// A small picture of a scan as it is shown.
pub fn scan_preview(studio: &Studio, media: &Media, scan: &Scan) -> Result<Picture, TaskError> {
    Ok(shrink(retouched(whole(studio, media, scan)?, scan.retouch), PREVIEW_SIDE))
}

/// The part of a scan inside its border, as it lies when turned and straight.
pub fn inside_border(studio: &Studio, media: &Media, scan: &Scan) -> Result<CanvasRect, TaskError> {
    Ok(store::inside_border(&retouched(whole(studio, media, scan)?, scan.retouch)))
}

/// The colour of the binding on a photograph.
pub fn colour_of_binding(photo: &Path) -> Result<Rgb, TaskError> {
    let bytes = read_file(photo).map_err(|source| TaskError::File { path: photo.to_owned(), source })?;
    Ok(store::binding_colour(&decode_within(&bytes, COVER_SIDE)?))
}

fn whole(studio: &Studio, media: &Media, scan: &Scan) -> Result<Picture, TaskError> {
    if let Ok(plain) = studio.picture(media, &scan.file.clone().into(), PREVIEW_SIDE as f32) {
        return Ok(Picture::clone(&plain));
    }
    // Read once more for the reason.
    let path = media.path(&scan.file).unwrap_or_default();
    let bytes = media.read(&scan.file).map_err(|source| TaskError::File { path, source })?;
    Ok(decode_within(&bytes, PREVIEW_SIDE)?)
}

/// The first slide of an exhibition file, with its title and how many posts and books it has.
pub fn first_slide(
    path: &Path,
    studio: &Studio,
    typesetter: &mut Typesetter,
) -> Result<(Option<Picture>, (String, usize, usize)), TaskError> {
    let exhibition = open_file(path)?.exhibition;
    let about = (exhibition.front.title.clone(), exhibition.posts.len(), exhibition.exhibits.len());
    let first = exhibition.posts.first().and_then(|post| Some((post, post.slides.first()?)));
    let Some((post, slide)) = first else { return Ok((None, about)) };
    let format = crate::domain::FormatId::from("portrait");
    let subject = Subject { exhibition: &exhibition, post, slide, format: &format };
    let media = Media::new(media_folder(path));
    let drawing = studio.draw(subject, &media, PixelScale(FIRST_SLIDE), typesetter)?;
    Ok((Some(drawing.picture), about))
}

/// What is in a folder: name and whether it is a folder; folders first, then by name, hidden ones left out.
pub fn list_folder(path: &Path) -> Result<Vec<(String, bool)>, TaskError> {
    let mut entries = folder_entries(path).map_err(|source| TaskError::File { path: path.to_owned(), source })?;
    entries.sort_by_key(|it| (!it.1, it.0.to_lowercase()));
    Ok(entries)
}
