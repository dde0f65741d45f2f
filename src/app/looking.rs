//! Commands about how the slide lies on the canvas.

use egui::Vec2;

use super::App;
use super::canvas::{around, things};
use super::command::Command;
use super::screens::{LEAST_ZOOM, MOST_ZOOM, within};
use super::view::Screen;

impl App {
    /// Commands about what is looked at and how; the rest change the document.
    pub(super) fn look(&mut self, command: Command, ctx: &egui::Context) {
        match command {
            Command::ZoomIn => self.zoom_to(Some(self.zoom() * 1.25)),
            Command::ZoomOut => self.zoom_to(Some(self.zoom() / 1.25)),
            Command::ZoomFit => self.zoom_to(None),
            Command::ZoomWhole => self.zoom_to(Some(1.0)),
            Command::ZoomSelection => self.zoom_to_selection(),
            Command::Snap => self.view.aids.snaps = !self.view.aids.snaps,
            Command::ShowSafe => self.view.aids.safe = !self.view.aids.safe,
            Command::ShowGrid => self.view.aids.grid = !self.view.aids.grid,
            Command::NextSlide => self.turn_slide(1),
            Command::PreviousSlide => self.turn_slide(-1),
            Command::FullScreen => {
                let is_full = ctx.input(|it| it.viewport().fullscreen.unwrap_or(false));
                ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(!is_full));
            }
            Command::Find => {
                self.go(Screen::Catalogue);
                self.view.catalogue.wants_search = true;
            }
            on_document => self.change(on_document),
        }
    }

    /// Points per canvas unit now.
    pub(super) fn zoom(&self) -> f32 {
        self.view.looking.zoom.unwrap_or(self.view.looking.fit.max(LEAST_ZOOM))
    }

    /// Another zoom about the middle of the canvas; `None` fits the slide.
    pub(super) fn zoom_to(&mut self, zoom: Option<f32>) {
        let (old, size) = (self.zoom(), self.format_size());
        let looking = &mut self.view.looking;
        let new = zoom.map(|it| it.clamp(LEAST_ZOOM, MOST_ZOOM));
        looking.pan = new.map_or(Vec2::ZERO, |new| within(looking.pan * (new / old), looking.room, size, new));
        looking.zoom = new;
    }

    /// What is selected fills the canvas.
    pub(super) fn zoom_to_selection(&mut self) {
        let Some(slide) = self.view.slide.and_then(|it| self.exhibition()?.slide(it).map(|it| it.1.clone())) else {
            return;
        };
        let Some(layout) = self.drawings.layout(slide.id, &self.view.format) else { return };
        let all = things(&layout, &slide, &self.view.format);
        let chosen = all.iter().filter(|it| self.view.selection.contains(it.key)).map(|it| it.placement);
        let Some(bounds) = around(chosen) else { return };
        let (size, room) = (self.format_size(), self.view.looking.room);
        let zoom = (room.x / bounds.width.max(1.0)).min(room.y / bounds.height.max(1.0)) * 0.8;
        let zoom = zoom.clamp(LEAST_ZOOM, MOST_ZOOM);
        let from_middle = Vec2::new(bounds.center().x - size.width / 2.0, bounds.center().y - size.height / 2.0);
        let looking = &mut self.view.looking;
        (looking.zoom, looking.pan) = (Some(zoom), within(-from_middle * zoom, room, size, zoom));
    }
}
