//! The brand of the library: asked for, remembered, taken.

use std::path::PathBuf;

use super::App;
use super::dialogs::{BrandDraft, brand_edit};
use super::jobs::{Carrying, Job};
use super::view::Dialog;
use crate::domain::{Brand, FrontMatter, Logo};

impl App {
    /// Shows the brand; all that is changed in one visit is one step back.
    pub(super) fn brand_dialog(&mut self) {
        self.view.n_gestures += 1;
        let gesture = self.view.field_gesture(egui::Id::unique("brand"));
        self.view.dialogs.push(Dialog::Brand(BrandDraft { gesture }));
    }

    pub(super) fn ask_for_logo(&mut self, picture: PathBuf) {
        if let Some(file) = self.open.as_ref().map(|it| it.path.clone()) {
            self.ask(Job::AddLogo { file, picture });
        }
    }

    pub(super) fn logo_added(&mut self, logo: Logo) {
        let Some(exhibition) = self.exhibition().cloned() else { return };
        self.change_brand(exhibition.front.clone(), Brand { logo: Some(logo), ..exhibition.brand.clone() });
    }

    /// A change of the brand: part of the visit to its dialog, if that is open.
    fn change_brand(&mut self, front: FrontMatter, brand: Brand) {
        let edit = brand_edit(front, brand);
        let visit =
            self.view.dialogs.iter().find_map(|it| if let Dialog::Brand(it) = it { Some(it.gesture) } else { None });
        match visit {
            Some(gesture) => self.edit(|it| it.apply_in(&edit, gesture)),
            None => self.apply(&edit),
        }
    }

    pub(super) fn remember_brand(&mut self) {
        let Some(open) = &self.open else { return };
        let exhibition = open.document.current();
        let (from, brand) = (open.media.clone(), Box::new(exhibition.brand.clone()));
        self.settings.library.clone_from(&exhibition.front.library);
        self.settings.contact.clone_from(&exhibition.front.contact);
        let to = self.view.brand_media.clone();
        self.ask(Job::CarryBrand { brand, from, to, purpose: Carrying::Keep });
    }

    pub(super) fn take_brand(&mut self) {
        let Some(to) = self.open.as_ref().map(|it| it.media.clone()) else { return };
        let (from, brand) = (self.view.brand_media.clone(), Box::new(self.settings.brand.clone()));
        self.ask(Job::CarryBrand { brand, from, to, purpose: Carrying::Take });
    }

    pub(super) fn brand_carried(&mut self, brand: Brand, purpose: Carrying) {
        match purpose {
            Carrying::Keep => {
                self.settings.brand = brand;
                self.keep_settings();
                let text = self.lang().pick(
                    "Фирменный стиль запомнен: новые выставки начнутся с него",
                    "The brand is kept: new exhibitions begin with it",
                );
                self.view.say(text);
            }
            Carrying::Take => {
                let Some(exhibition) = self.exhibition().cloned() else { return };
                let (library, contact) = (self.settings.library.clone(), self.settings.contact.clone());
                self.change_brand(FrontMatter { library, contact, ..exhibition.front.clone() }, brand);
            }
        }
    }
}
