//! The brand of the library: name, address, logo, colours, faces; seen at once on slides of the open post.

use egui::{Rect, RichText, ScrollArea, Ui, Vec2};
use egui_material_icons::icons::{
    ICON_BLOCK, ICON_BOOKMARK_ADD, ICON_CHECK, ICON_DELETE, ICON_HISTORY, ICON_IMAGE, ICON_RESTART_ALT,
};

use super::super::action::Action;
use super::super::colour::colour_button;
use super::super::drawing::Purpose;
use super::super::look::tokens;
use super::super::ring::Following as _;
use super::super::screens::{Cx, chooser, field};
use super::super::view::PathPurpose;
use super::super::widgets::{WHOLE, button, icon_button, picture, primary, section};
use super::{
    room::{high, wide},
    title,
};
use crate::domain::{Brand, Exhibition, Face, FrontMatter, Post, Rgb, Scan, Slide, Theme};
use crate::edit::{Edit, GestureId};

/// Width of the choices, in points.
const CHOICES: f32 = 380.0;
/// Room for the slides that show what was chosen, in points.
const SAMPLES: Vec2 = Vec2::new(500.0, 560.0);
/// Samples narrower than this show nothing.
const LEAST_SAMPLES: f32 = 160.0;
/// Room for the logo, in points.
const LOGO: Vec2 = Vec2::new(150.0, 64.0);
/// Slides shown at most.
const MOST_SAMPLES: usize = 3;

/// A visit to the brand; everything changed in it is one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::app) struct BrandDraft {
    pub(in crate::app) gesture: GestureId,
}

/// The step that changes what the library has of its own.
pub(in crate::app) fn brand_edit(front: FrontMatter, brand: Brand) -> Edit {
    let edits = vec![Edit::Front(Box::new(front)), Edit::Brand(Box::new(brand))];
    Edit::All { label: ("фирменный стиль", "the library's brand"), edits }
}

pub(super) fn brand_ui(ui: &mut Ui, cx: &mut Cx<'_>, draft: BrandDraft) -> bool {
    let Some(exhibition) = cx.exhibition else { return false };
    // Samples are as wide as the window leaves them room for; in a narrow one there are only the choices.
    let beside = wide(ui, CHOICES + SAMPLES.x + 24.0) - CHOICES - 24.0;
    title(ui, cx.say("Фирменный стиль", "Brand of the library"));
    let words = cx.say(
        "Действует во всех постах, шаблонах и оформлениях этой выставки. Цвета сдвигаются ровно настолько, чтобы текст читался",
        "Applies to all posts, templates and themes of this exhibition. Colours move just as far as reading needs",
    );
    ui.label(RichText::new(words).small().color(tokens(ui).quiet));
    let (mut front, mut brand) = (exhibition.front.clone(), exhibition.brand.clone());
    let height = high(ui, SAMPLES.y, 188.0);
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(CHOICES);
            ScrollArea::vertical().max_height(height).following(ui, |ui| {
                words_ui(ui, cx, &mut front);
                logo_ui(ui, cx, &mut brand);
                colours_ui(ui, cx, &mut brand);
                faces_ui(ui, cx, &mut brand);
            });
        });
        ui.add_space(16.0);
        if beside > LEAST_SAMPLES {
            samples_ui(ui, cx, Vec2::new(beside, height));
        }
    });
    let keeps = end_ui(ui, cx, &mut brand);
    if front != exhibition.front || brand != exhibition.brand {
        cx.act(Action::EditIn(brand_edit(front, brand), draft.gesture));
    }
    if !keeps {
        cx.act(Action::EndGesture);
    }
    keeps
}

fn words_ui(ui: &mut Ui, cx: &Cx<'_>, front: &mut FrontMatter) {
    if let Some((text, _)) = field(ui, cx, cx.say("Библиотека", "Library"), &front.library, 1) {
        front.library = text;
    }
    let name = cx.say("Адрес, часы, ссылка внизу кадров", "Address, hours, link at the foot of slides");
    if let Some((text, _)) = field(ui, cx, name, &front.contact, 2) {
        front.contact = text;
    }
}

fn logo_ui(ui: &mut Ui, cx: &mut Cx<'_>, brand: &mut Brand) {
    section(ui, cx.say("Логотип", "Logo"));
    ui.horizontal(|ui| {
        if let Some(logo) = brand.logo.clone() {
            logo_picture_ui(ui, cx, &logo.file.into());
        }
        ui.vertical(|ui| {
            let words = if brand.logo.is_some() {
                cx.say("Заменить…", "Replace…")
            } else {
                cx.say("Выбрать картинку…", "Choose a picture…")
            };
            if button(ui, ICON_IMAGE, words).clicked() {
                cx.act(Action::AskPath(PathPurpose::Logo));
            }
            if brand.logo.is_some() && button(ui, ICON_DELETE, cx.say("Убрать логотип", "Take the logo away")).clicked()
            {
                brand.logo = None;
            }
        });
    });
    let words = cx.say("Лучше всего PNG с прозрачным фоном", "A PNG one can see through is best");
    ui.label(RichText::new(words).small().color(tokens(ui).quiet));
}

fn logo_picture_ui(ui: &mut Ui, cx: &mut Cx<'_>, scan: &Scan) {
    let (rect, _) = ui.allocate_exact_size(LOGO, egui::Sense::hover());
    ui.painter().rect_filled(rect, 6.0, tokens(ui).neutral.0);
    let media = cx.media;
    if let Some(texture) = cx.drawings.scan(media, scan).and_then(|it| it.texture.clone()) {
        picture(ui, Some(&texture), fitted(texture.size_vec2(), rect.shrink(6.0)), WHOLE);
    }
}

/// The largest rectangle of a size's proportion in the middle of another.
fn fitted(size: Vec2, room: Rect) -> Rect {
    let by = (room.width() / size.x.max(1.0)).min(room.height() / size.y.max(1.0));
    Rect::from_center_size(room.center(), size * by)
}

/// A colour of the brand: its name, where it is kept, and what it is in a theme.
type Row<'a> = (&'a str, fn(&mut Brand) -> &mut Option<Rgb>, fn(&Theme) -> Rgb);

fn colours_ui(ui: &mut Ui, cx: &mut Cx<'_>, brand: &mut Brand) {
    section(ui, cx.say("Цвета", "Colours"));
    let Some(exhibition) = cx.exhibition else { return };
    let worn = cx.post().map_or(&exhibition.theme, |post| exhibition.theme_of(post));
    let Some(theme) = cx.studio.library.theme_in(exhibition, worn) else { return };
    let shown = brand.over(theme).into_owned();
    let rows: [Row<'_>; 3] = [
        (cx.say("Акцент", "Accent"), |it| &mut it.accent, |it| it.accent),
        (cx.say("Фон", "Background"), |it| &mut it.background, |it| it.background),
        (cx.say("Текст", "Ink"), |it| &mut it.ink, |it| it.ink),
    ];
    for (name, place, of_theme) in rows {
        colour_ui(ui, cx, name, (place(brand), of_theme(theme), of_theme(&shown)));
    }
}

/// One colour: the brand's own, or the theme's, and what it has become to be read.
fn colour_ui(ui: &mut Ui, cx: &Cx<'_>, name: &str, (own, of_theme, shown): (&mut Option<Rgb>, Rgb, Rgb)) {
    ui.horizontal(|ui| {
        let mut edited = own.unwrap_or(of_theme);
        if colour_button(ui, cx.lang, &mut edited, name).changed() {
            *own = Some(edited);
        }
        ui.label(name);
        let words = match own {
            None => cx.say("как в оформлении", "as in the theme").to_owned(),
            Some(own) if *own == shown => own.to_string(),
            Some(own) => cx.say(format!("{own} → {shown}, чтобы читалось"), format!("{own} → {shown}, to be read")),
        };
        ui.label(RichText::new(words).small().color(tokens(ui).quiet));
        let way_back = cx.say(format!("{name}: как в оформлении"), format!("{name}: as in the theme"));
        if own.is_some() && icon_button(ui, ICON_RESTART_ALT, &way_back).clicked() {
            *own = None;
        }
    });
}

fn faces_ui(ui: &mut Ui, cx: &Cx<'_>, brand: &mut Brand) {
    section(ui, cx.say("Шрифты", "Typefaces"));
    let options = |faces: &[Face]| {
        let usual = (None, cx.say("как в оформлении", "as in the theme"));
        [usual].into_iter().chain(faces.iter().map(|it| (Some(*it), it.family()))).collect::<Vec<_>>()
    };
    if let Some(face) = chooser(ui, cx.say("Заголовки", "Titles"), &brand.titles, &options(&Brand::TITLES)) {
        brand.titles = face;
    }
    if let Some(face) = chooser(ui, cx.say("Тексты", "Texts"), &brand.texts, &options(&Brand::TEXTS)) {
        brand.texts = face;
    }
}

/// The first, the second and the last slide of the open post as they are now.
fn samples_ui(ui: &mut Ui, cx: &mut Cx<'_>, room: Vec2) {
    let (Some(exhibition), Some(post)) = (cx.exhibition, cx.post()) else { return };
    let mut slides: Vec<&Slide> = post.slides.iter().take(MOST_SAMPLES - 1).map(AsRef::as_ref).collect();
    slides.extend(post.slides.iter().skip(MOST_SAMPLES - 1).next_back().map(AsRef::as_ref));
    let aspect = cx.studio.library.format(&cx.view.format).map_or(0.8, |it| it.size.aspect());
    let (area, _) = ui.allocate_exact_size(room, egui::Sense::hover());
    // One large and two small ones beside it.
    let large = Vec2::new((room.x * 0.62).min(room.y * aspect), 0.0);
    let large = Rect::from_min_size(area.min, Vec2::new(large.x, large.x / aspect));
    let width = (room.x - large.width() - 12.0).min((room.y - 12.0) / 2.0 * aspect);
    let small = Vec2::new(width, width / aspect);
    let left = large.right() + 12.0;
    let places = [
        large,
        Rect::from_min_size(egui::pos2(left, area.top()), small),
        Rect::from_min_size(egui::pos2(left, area.top() + small.y + 12.0), small),
    ];
    for (slide, place) in slides.into_iter().zip(places) {
        sample_ui(ui, cx, (exhibition, post, slide), place);
    }
}

fn sample_ui(
    ui: &Ui,
    cx: &mut Cx<'_>,
    (exhibition, post, slide): (&std::sync::Arc<Exhibition>, &Post, &Slide),
    place: Rect,
) {
    let (studio, format) = (cx.studio, cx.view.format.clone());
    let width = studio.library.format(&format).map_or(1080.0, |it| it.size.width);
    let scale = place.width() * ui.ctx().pixels_per_point() / width;
    let shown = cx.drawings.slide(exhibition, (post, slide), &format, (Purpose::Sample, scale), cx.media);
    let texture = shown.and_then(|it| it.texture.clone());
    picture(ui, texture.as_ref(), place, WHOLE);
    ui.painter().rect_stroke(place, 2.0, egui::Stroke::new(1.0, tokens(ui).line), egui::StrokeKind::Outside);
}

fn end_ui(ui: &mut Ui, cx: &mut Cx<'_>, brand: &mut Brand) -> bool {
    ui.add_space(10.0);
    let mut keeps = true;
    ui.horizontal_wrapped(|ui| {
        keeps = !primary(ui, ICON_CHECK, cx.say("Готово", "Done")).clicked();
        let words = cx.say("Запомнить для новых выставок", "Keep for new exhibitions");
        if button(ui, ICON_BOOKMARK_ADD, words).clicked() {
            cx.act(Action::RememberBrand);
        }
        ui.add_enabled_ui(!cx.settings.brand.is_none() && cx.settings.brand != *brand, |ui| {
            if button(ui, ICON_HISTORY, cx.say("Взять запомненный", "Take the one kept")).clicked() {
                cx.act(Action::TakeBrand);
            }
        });
        ui.add_enabled_ui(!brand.is_none(), |ui| {
            if button(ui, ICON_BLOCK, cx.say("Без фирменного стиля", "No brand")).clicked() {
                *brand = Brand::default();
            }
        });
    });
    keeps
}
