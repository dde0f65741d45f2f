//! Every template × theme × format with the sample's books, as pictures and a contact sheet, to be looked at.
//!
//! `cargo run --example gallery -- FOLDER`
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::indexing_slicing,
    reason = "writes pictures to be looked at, and says where"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use vitrina::domain::{ExhibitId, Exhibition, PixelScale, Post, ThemeId};
use vitrina::store::{Media, encode_jpeg, media_folder};
use vitrina::studio::{Studio, Subject};
use vitrina::typeset::Typesetter;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: gallery FOLDER")?);
    fs::create_dir_all(&folder)?;
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("exhibitions/sample.ron");
    let sample = vitrina::tasks::open_file(&file).map_err(|it| it.to_string())?.exhibition;
    let (studio, media, mut typesetter) = (Studio::new()?, Media::new(media_folder(&file)), Typesetter::new());
    let mut sheet = String::from("<!doctype html><meta charset=utf-8><style>img{height:420px;margin:6px}</style>");
    for template in &studio.library.templates {
        for n in [0, 1, 2, 3, 4, 5, 6, 8, 10, 12].into_iter().filter(|it| template.suits(*it)) {
            for theme in &studio.library.themes {
                for format in &studio.library.formats {
                    let shown = with_books(&sample, n, &theme.id);
                    let (post, slide) = (&shown.posts[0], &shown.posts[0].slides[0]);
                    let mut slide = (**slide).clone();
                    slide.template = template.id.clone();
                    slide.seed = n as u64;
                    let subject = Subject { exhibition: &shown, post, slide: &slide, format: &format.id };
                    let drawing = studio.draw(subject, &media, PixelScale(0.5), &mut typesetter)?;
                    let name = format!("{}-{n:02}-{}-{}.jpg", template.id, theme.id, format.id);
                    fs::write(folder.join(&name), encode_jpeg(&drawing.picture, 88)?)?;
                    writeln!(sheet, "<img src=\"{name}\" title=\"{name}\">")?;
                }
            }
        }
    }
    fs::write(folder.join("index.html"), sheet)?;
    eprintln!("{}", folder.join("index.html").display());
    Ok(())
}

/// The sample with its first post showing so many books in this theme.
fn with_books(sample: &Exhibition, n: usize, theme: &ThemeId) -> Exhibition {
    let mut shown = sample.clone();
    let books: Vec<ExhibitId> = sample.exhibits.iter().take(n).map(|it| it.id).collect();
    let post: &mut Post = Arc::make_mut(&mut shown.posts[0]);
    post.theme = Some(theme.clone());
    post.exhibits.clone_from(&books);
    Arc::make_mut(&mut post.slides[0]).exhibits = books;
    shown
}
