//! The brand of the library: its logo as a picture, and where the workstation keeps the one it remembers.

use std::path::Path;

use super::TaskError;
use crate::domain::{Brand, Logo};
use crate::store::{Media, decode, encode_png, media_folder, probe, read_file};

/// Pictures of the brand that is remembered for new exhibitions.
pub fn brand_media(data: &Path) -> Media {
    Media::new(data.join("brand.media"))
}

/// Puts a picture into the media folder of an exhibition, to be its logo.
///
/// Edges on which nothing is seen are left off: a mark is as large as it looks and stands in line with words.
pub fn add_logo(file: &Path, picture: &Path) -> Result<Logo, TaskError> {
    let failed = |source| TaskError::File { path: picture.to_owned(), source };
    let bytes = read_file(picture).map_err(failed)?;
    let info = probe(&bytes)?;
    let pixels = decode(&bytes)?;
    let media = Media::new(media_folder(file));
    if let Some(mark) = pixels.without_edges() {
        return Ok(Logo::of(media.put(&encode_png(&mark)?, "png")?, &mark));
    }
    Ok(Logo::of(media.put(&bytes, info.extension)?, &pixels))
}

/// Copies the pictures of a brand. One that is gone is passed over: checking the exhibition tells of it.
pub fn carry_brand(brand: &Brand, from: &Media, to: &Media) -> Result<(), TaskError> {
    let Some(logo) = brand.logo.as_ref().filter(|it| from.path(&it.file).is_some_and(|it| it.exists())) else {
        return Ok(());
    };
    Ok(to.take_from(from, &logo.file)?)
}
