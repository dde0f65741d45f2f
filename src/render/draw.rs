//! Scene → pixels.

use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo::{Affine, BezPath, Ellipse, Rect, RoundedRect, Shape as _, Stroke};
use vello_cpu::{Glyph, Level, PixmapMut, RenderContext, RenderSettings, Resources};

use super::scene::{Scene, SceneItem, SceneKind};
use super::{backdrop, covers, pixel_size};
use crate::compose::{Code, Ground, TextLook};
use crate::domain::{CanvasRect, Face, Picture, PixelScale, Placement, Rgb};
use crate::typeset::{SetLine, TextBlock, font_data};

/// Where a scene is drawn, in device pixels.
pub struct Canvas {
    /// The renderer's own context.
    pub(super) context: RenderContext,
    /// Caches the renderer wants back.
    pub(super) resources: Resources,
    /// Pixels per canvas unit.
    pub(super) scale: f32,
}

/// Draws a scene. The only function in the program that turns a slide into pixels.
///
/// Returns `None` when the scaled canvas has no pixels or is too large.
pub fn render(scene: &Scene, scale: PixelScale) -> Option<Picture> {
    drawn(scene, scale, alike())
}

/// The instructions that round alike on all machines.
///
/// Newer ones of x86, and all of ARM, multiply and add in one and round once where the others round twice; an edge of
/// a letter then differs by one step of a channel, and the file by its bytes.
fn alike() -> Level {
    #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
    {
        let best = Level::new();
        best.as_sse4_2().map(Level::Sse4_2).or(best.as_sse2().map(Level::Sse2)).unwrap_or(Level::fallback())
    }
    #[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
    Level::fallback()
}

fn drawn(scene: &Scene, scale: PixelScale, level: Level) -> Option<Picture> {
    let (width, height) = pixel_size(scene.size.width, scene.size.height, scale)?;
    let settings = RenderSettings { level, num_threads: 0 };
    let context = RenderContext::new_with(width, height, settings);
    let mut canvas = Canvas { context, resources: Resources::new(), scale: scale.0 };
    backdrop::draw(&mut canvas, scene);
    for item in &scene.items {
        canvas.item(scene, item);
    }
    canvas.context.flush();
    // The backdrop covers everything, so every pixel is opaque and premultiplied means nothing.
    let mut rgba = vec![0; usize::from(width) * usize::from(height) * 4];
    let target = PixmapMut::new(width, height, &mut rgba)?;
    canvas.context.render(target, &mut canvas.resources);
    Some(Picture { width: width.into(), height: height.into(), rgba })
}

pub(super) fn paint(colour: Rgb, alpha: f32) -> AlphaColor<Srgb> {
    AlphaColor::from_rgba8(colour.r, colour.g, colour.b, 255).with_alpha(alpha)
}

pub(super) fn kurbo_rect(rect: CanvasRect) -> Rect {
    Rect::new(rect.x.into(), rect.y.into(), rect.right().into(), rect.bottom().into())
}

impl Canvas {
    /// Pixels from the canvas.
    pub(super) fn base(&self) -> Affine {
        Affine::scale(self.scale.into())
    }

    /// Pixels from an element's own space: origin at its left top corner before rotation.
    pub(super) fn local(&self, placement: Placement) -> Affine {
        let (x, y) = (f64::from(placement.center.x), f64::from(placement.center.y));
        let (width, height) = (f64::from(placement.size.width), f64::from(placement.size.height));
        let (sin, cos) = libm::sincos(placement.rotation.into());
        self.base()
            * Affine::translate((x, y))
            * Affine::new([cos, sin, -sin, cos, 0.0, 0.0])
            * Affine::translate((-width / 2.0, -height / 2.0))
    }

    fn item(&mut self, scene: &Scene, item: &SceneItem) {
        let SceneItem { placement, kind } = item;
        match kind {
            SceneKind::Book { picture, crop } => covers::book(self, *placement, picture.as_ref(), *crop),
            SceneKind::Photo { picture, crop } => covers::photo(self, *placement, picture.as_ref(), *crop),
            SceneKind::Code(code) => self.code(*placement, code),
            SceneKind::Plaque(plaque) => covers::plaque(self, *placement, plaque),
            SceneKind::Picture { picture, crop } => covers::bare(self, *placement, picture.as_ref(), *crop),
            SceneKind::Logo { picture, aspect, plate } => {
                covers::logo(self, *placement, picture.as_ref(), (*aspect, *plate));
            }
            SceneKind::Text(look) => self.text(*placement, look),
            SceneKind::Shape(colour, radius) => self.shape(*placement, *colour, *radius),
            SceneKind::Ellipse(colour) => self.ellipse(*placement, *colour),
            SceneKind::Board => backdrop::board(self, *placement, &scene.theme),
        }
    }

    fn shape(&mut self, placement: Placement, colour: Rgb, radius: f32) {
        self.context.set_transform(self.local(placement));
        self.fill_round(CanvasRect::new(0.0, 0.0, placement.size.width, placement.size.height), radius, colour, 1.0);
    }

    fn ellipse(&mut self, placement: Placement, colour: Rgb) {
        let (x, y) = (f64::from(placement.size.width) / 2.0, f64::from(placement.size.height) / 2.0);
        self.context.set_transform(self.local(placement));
        self.context.set_paint(paint(colour, 1.0));
        self.context.fill_path(&Ellipse::new((x, y), (x, y), 0.0).to_path(0.05));
    }

    /// A code on a white sheet with a quiet zone of four modules, as ISO/IEC 18004 asks for.
    fn code(&mut self, placement: Placement, code: &Code) {
        const QUIET: usize = 4;
        self.context.set_transform(self.local(placement));
        let size = placement.size;
        self.fill_round(
            CanvasRect::new(0.0, 0.0, size.width, size.height),
            size.width * 0.04,
            Rgb::new(255, 255, 255),
            1.0,
        );
        let module = size.width / (code.side + 2 * QUIET) as f32;
        // One path: between modules filled one by one light seams would show.
        let mut path = BezPath::new();
        for (i, _) in code.dark.iter().enumerate().filter(|it| *it.1) {
            let (x, y) = ((i % code.side + QUIET) as f32 * module, (i / code.side + QUIET) as f32 * module);
            path.extend(kurbo_rect(CanvasRect::new(x, y, module, module)).path_elements(0.1));
        }
        self.context.set_paint(paint(Rgb::new(0x14, 0x14, 0x18), 1.0));
        self.context.fill_path(&path);
    }

    /// Fills a rectangle with rounded corners in the space set last.
    pub(super) fn fill_round(&mut self, rect: CanvasRect, radius: f32, colour: Rgb, alpha: f32) {
        self.context.set_paint(paint(colour, alpha));
        if radius > 0.0 {
            self.context.fill_path(&rounded(rect, radius));
        } else {
            self.context.fill_rect(&kurbo_rect(rect));
        }
    }

    /// Outlines a rectangle with rounded corners in the space set last.
    pub(super) fn stroke_round(&mut self, rect: CanvasRect, radius: f32, width: f32, colour: Rgb, alpha: f32) {
        self.context.set_paint(paint(colour, alpha));
        self.context.set_stroke(Stroke::new(width.into()));
        self.context.stroke_path(&rounded(rect, radius));
    }

    fn text(&mut self, placement: Placement, look: &TextLook) {
        let transform = self.local(placement);
        self.context.set_transform(transform);
        let size = placement.size;
        let whole = CanvasRect::new(0.0, 0.0, size.width, size.height);
        match look.ground {
            Ground::Bare => {}
            Ground::Filled(colour, radius) => self.fill_round(whole, radius, colour, 1.0),
            Ground::Outlined(colour, radius) => {
                let inset = whole.shrink(crate::domain::Insets::all(1.25));
                // A stamp is turned and drawn with a broad line.
                let line = if placement.rotation == 0.0 { look.block.size * 0.1 } else { look.block.size * 0.12 };
                self.stroke_round(inset, radius.min(size.height / 2.0), line, colour, 1.0);
            }
        }
        let top = look.top(size.height);
        self.block(transform * Affine::translate((f64::from(look.pad), f64::from(top))), &look.block, look.colour);
    }

    /// Draws lines of glyphs; the transform maps the block's space to pixels.
    pub(super) fn block(&mut self, transform: Affine, block: &TextBlock, colour: Rgb) {
        self.context.set_paint(paint(colour, 1.0));
        for line in &block.lines {
            let origin = Affine::translate((f64::from(line.x), f64::from(line.baseline)));
            self.context.set_transform(transform * origin);
            self.line(line, block.size);
        }
    }

    fn line(&mut self, line: &SetLine, size: f32) {
        let mut rest = line.glyphs.as_slice();
        while let Some(first) = rest.first() {
            let n = rest.iter().take_while(|it| it.face == first.face).count();
            let (run, tail) = rest.split_at(n);
            self.run(first.face, size, run);
            rest = tail;
        }
    }

    fn run(&mut self, face: Face, size: f32, run: &[crate::typeset::PlacedGlyph]) {
        let glyphs = run.iter().map(|it| Glyph { id: it.id, x: it.x, y: it.y });
        let builder = self.context.glyph_run(&mut self.resources, font_data(face)).font_size(size).hint(false);
        // A glyph that cannot be drawn is a fault of a bundled face, which a test would show.
        let _drawn = builder.fill_glyphs(glyphs);
    }
}

pub(super) fn rounded(rect: CanvasRect, radius: f32) -> BezPath {
    let radius = f64::from(radius.min(rect.width / 2.0).min(rect.height / 2.0));
    RoundedRect::from_rect(kurbo_rect(rect), radius).to_path(0.05)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::scene::{Pictures, resolve};
    use super::*;
    use crate::compose::{Library, Scope, compose};
    use crate::domain::{CanvasPoint, CanvasSize, Exhibition, Post, PostId, PostKind, Slide, SlideId};
    use crate::typeset::Typesetter;

    /// The cover of a section in every theme, with a turned book on it.
    fn scenes() -> Vec<Scene> {
        let library = Library::builtin().unwrap();
        let mut exhibition = Exhibition::empty("Осень", "swiss".into(), vec!["vk".into()]);
        let slide = Slide::new(SlideId(1), "section".into(), 0, Vec::new());
        let post = Post::new(PostId(2), PostKind::Exhibition, "Книги о доме и дороге", Vec::new());
        let lead = "Путевые заметки, романы и письма издалека".to_owned();
        exhibition.posts.push(Arc::new(Post { lead, slides: vec![Arc::new(slide)], ..post }));
        let (post, format) = (&*exhibition.posts[0], &library.formats[0]);
        let (slide, exhibition) = (&*post.slides[0], &exhibition);
        let template = library.template_of(exhibition, slide).unwrap();
        let scope = |theme| Scope { exhibition, post, slide, template, theme, format };
        let layout = |theme| compose(scope(theme), &mut Typesetter::new());
        library.themes.iter().map(|it| with_book(resolve(&layout(it), &Pictures::new()))).collect()
    }

    fn with_book(mut scene: Scene) -> Scene {
        let rgba = (0..90 * 120_u32).flat_map(|it| [(it % 90 * 2) as u8, (it / 90) as u8, 120, 255]).collect();
        let picture = Some(Arc::new(Picture { width: 90, height: 120, rgba }));
        let (center, size) = (CanvasPoint { x: 700.0, y: 900.0 }, CanvasSize::new(300.0, 400.0));
        let placement = Placement { center, size, rotation: 0.11 };
        scene.items.push(SceneItem { placement, kind: SceneKind::Book { picture, crop: None } });
        scene
    }

    #[test]
    fn the_bytes_are_the_same_whatever_instructions_a_processor_has() {
        for scene in scenes() {
            let picture = render(&scene, PixelScale(0.5)).unwrap();
            assert!(drawn(&scene, PixelScale(0.5), Level::fallback()).unwrap() == picture);
            #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
            {
                let oldest = Level::new().as_sse2().map(Level::Sse2).unwrap();
                assert!(drawn(&scene, PixelScale(0.5), oldest).unwrap() == picture);
            }
        }
    }
}
