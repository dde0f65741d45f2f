//! Pictures a person puts on a slide: from a file, the clipboard, or dropped.

use std::path::PathBuf;

use super::App;
use super::jobs::Job;
use crate::domain::{CanvasRect, Cover, ElementKey, ElementKind, ExhibitId, Picture, Placement, Role};

/// Longest side of a picture taken from the clipboard, in pixels.
const MOST_PASTED: usize = 12_000;

impl App {
    /// Asks for a picture file to be put on the slide; one alone may be the cover of a book that has none.
    pub(super) fn ask_for_picture(&mut self, picture: PathBuf, is_alone: bool) {
        if let Some(file) = self.open.as_ref().map(|it| it.path.clone()) {
            self.ask(match self.selected_without_cover().filter(|_| is_alone) {
                Some(exhibit) => Job::ReplaceCover { file, exhibit, picture },
                None => Job::AddPicture { file, picture },
            });
        }
    }

    /// A picture of the clipboard goes on the slide.
    pub(super) fn paste_image(&mut self, image: &egui::ColorImage) {
        let [width, height] = image.size;
        let Some(file) = self.open.as_ref().map(|it| it.path.clone()) else { return };
        if width == 0 || height == 0 || width.max(height) > MOST_PASTED {
            let text =
                self.lang().pick("Картинка в буфере слишком велика", "The picture in the clipboard is too large");
            self.view.complain(text);
            return;
        }
        let rgba = image.pixels.iter().flat_map(egui::Color32::to_srgba_unmultiplied).collect();
        let pixels = Picture { width: width as u32, height: height as u32, rgba };
        self.ask(Job::AddPixels { file, pixels, cover_of: self.selected_without_cover() });
    }

    /// The book whose generated cover is selected alone: a picture given now is its cover.
    fn selected_without_cover(&self) -> Option<ExhibitId> {
        let Some(ElementKey::Role(Role::Cover(exhibit))) = self.view.selection.only() else { return None };
        self.exhibition()?.exhibit(exhibit).filter(|it| it.cover.is_none()).map(|it| it.id)
    }

    /// A picture that is in the media folder now stands in the middle of the slide, whole.
    pub(super) fn add_picture(&mut self, picture: &Cover) {
        let size = self.format_size();
        let (width, height) = (picture.width.max(1) as f32, picture.height.max(1) as f32);
        let room = crate::domain::CanvasSize::new(size.width * 0.5, size.height * 0.5);
        let fitted = room.fit(width / height);
        let by = (fitted.width / width).min(1.5);
        let (width, height) = (width * by, height * by);
        let rect = CanvasRect::new((size.width - width) / 2.0, (size.height - height) / 2.0, width, height);
        let pixels = (picture.width, picture.height);
        let kind = ElementKind::Picture { file: picture.file.clone(), crop: None, pixels };
        self.add_elements(("новая картинка", "new picture"), [(Placement::upright(rect), kind)]);
    }
}
