//! Pictures a person puts on a slide: from a file, the clipboard, or dropped.

use std::path::PathBuf;

use super::App;
use super::jobs::Job;
use super::screens::{SelectedPicture, selected_picture};
use super::view::PathPurpose;
use crate::compose::filling_part;
use crate::domain::{
    CanvasRect, Cover, Element, ElementId, ElementKey, ElementKind, Exhibit, ExhibitId, Picture, Placement, Role,
    SlideId,
};
use crate::edit::Edit;

/// Longest side of a picture taken from the clipboard, in pixels.
const MOST_PASTED: usize = 12_000;

impl App {
    /// Asks for a picture file to be put on the slide; one alone takes the place of the picture that is selected.
    pub(super) fn ask_for_picture(&mut self, picture: PathBuf, is_alone: bool) {
        let Some(file) = self.open.as_ref().map(|it| it.path.clone()) else { return };
        self.ask(match self.picture_selected().filter(|_| is_alone) {
            Some(SelectedPicture::CoverOf(exhibit)) => Job::ReplaceCover { file, exhibit, picture },
            Some(SelectedPicture::Free(slide, element)) => {
                Job::AddPicture { file, picture, instead_of: Some((slide, element)) }
            }
            None => match self.person_without_portrait().filter(|_| is_alone) {
                Some(exhibit) => Job::ReplaceCover { file, exhibit, picture },
                None => Job::AddPicture { file, picture, instead_of: None },
            },
        });
    }

    /// Asks for the file of another picture in the place of the one that is selected.
    pub(super) fn ask_for_other_picture(&mut self, ctx: &egui::Context) {
        match self.picture_selected() {
            Some(SelectedPicture::CoverOf(exhibit)) => self.ask_path(PathPurpose::Cover(exhibit), ctx),
            Some(SelectedPicture::Free(slide, element)) => self.ask_path(PathPurpose::PictureFor(slide, element), ctx),
            None => {}
        }
    }

    pub(super) fn picture_selected(&self) -> Option<SelectedPicture> {
        let (_, slide) = self.exhibition()?.slide(self.view.slide?)?;
        selected_picture(slide, self.view.selection.only()?)
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

    /// A picture that is in the media folder now takes the place of another: the frame stays, the part shown fills it.
    pub(super) fn put_instead(&mut self, picture: &Cover, (slide, element): (SlideId, ElementId)) {
        let found = self.exhibition().and_then(|it| it.slide(slide)?.1.element(element).cloned());
        let Some(mut new) = found.map(|it| Element::clone(&it)) else { return };
        let pixels = (picture.width, picture.height);
        let crop = filling_part(pixels, None, new.placement.size.aspect());
        new.kind = ElementKind::Picture { file: picture.file.clone(), crop, pixels };
        let edits = vec![Edit::Element { slide, format: self.view.format.clone(), element: Box::new(new) }];
        self.apply(&Edit::All { label: ("замена картинки", "replacing a picture"), edits });
        self.offer_back(self.lang().pick("Картинка заменена", "The picture is replaced").to_owned());
    }

    /// A book of the exhibition has another cover now.
    pub(super) fn cover_replaced(&mut self, exhibit: ExhibitId, cover: Cover) {
        let Some(found) = self.exhibition().and_then(|it| it.exhibit(exhibit).cloned()) else { return };
        let had_cover = found.cover.is_some();
        let new = Exhibit { cover: Some(cover), ..Exhibit::clone(&found) };
        let edits = vec![Edit::Exhibit(Box::new(new))];
        self.apply(&Edit::All { label: ("замена обложки", "replacing a cover"), edits });
        if had_cover {
            self.offer_back(self.lang().pick("Обложка заменена", "The cover is replaced").to_owned());
        }
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
