//! The post as platforms will show it. Approximate, and says so: platforms change without notice.

use egui::{Align2, Color32, CornerRadius, FontId, Frame, Margin, Rect, RichText, ScrollArea, Sense, Ui, Vec2};
use egui_material_icons::icons::{ICON_CHAT_BUBBLE, ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT, ICON_FAVORITE, ICON_SHARE};

use super::super::drawing::Purpose;
use super::super::look::{semibold, tokens};
use super::super::ring::Following as _;
use super::super::widgets::{Anchor, WHOLE, filling, icon_button, picture};
use super::inspector::gauge_ui;
use super::{Cx, shown_date};
use crate::describe::{Poll, poll};
use crate::domain::{FeedView, PlatformProfile, Post, Slide};
use crate::platform::{VK_WIDTH, count, finish_caption, folded_caption, tiles};

const VK_CARD: f32 = 430.0;
const CAROUSEL: f32 = 360.0;
const SHEET: f32 = 430.0;
const SHADOW: egui::Shadow = egui::Shadow { offset: [0, 4], blur: 18, spread: 0, color: Color32::from_black_alpha(30) };
/// Pictures are drawn for this many pixels of a canvas unit: enough for a dense screen.
const SCALE: f32 = 0.7;

pub(super) fn preview_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let (Some(post), Some(exhibition)) = (cx.post(), cx.exhibition) else { return };
    let frame = Frame::new().fill(tokens(ui).canvas).inner_margin(Margin::symmetric(40, 28));
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::both().auto_shrink(false).following(ui, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = 40.0;
                let studio = cx.studio;
                let mut platforms: Vec<&PlatformProfile> =
                    exhibition.platforms.iter().filter_map(|it| studio.profiles.get(it)).collect();
                platforms.sort_by_key(|it| it.id != cx.view.platform);
                for profile in platforms.iter().take(2) {
                    match profile.view {
                        FeedView::Tiles => vk_ui(ui, cx, post, profile),
                        FeedView::Carousel => carousel_ui(ui, cx, post, profile),
                        FeedView::Story => story_ui(ui, cx, post, profile),
                        FeedView::Sheets => sheets_ui(ui, cx, post, profile),
                    }
                }
                side_ui(ui, cx, post, &platforms);
            });
        });
    });
}

fn post_card(ui: &mut Ui, width: f32, content: impl FnOnce(&mut Ui)) {
    let frame = Frame::new().fill(tokens(ui).surface).corner_radius(CornerRadius::same(12)).shadow(SHADOW);
    frame.show(ui, |ui| {
        ui.set_width(width);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing = Vec2::new(8.0, 0.0);
            content(ui);
        });
    });
}

fn author_ui(ui: &mut Ui, cx: &Cx<'_>, post: &Post, colour: Color32) {
    let tokens = tokens(ui);
    let library = cx.exhibition.map(|it| it.front.library.clone()).filter(|it| !it.is_empty());
    let library = library.unwrap_or_else(|| cx.say("Ваша библиотека", "Your library").to_owned());
    Frame::new().inner_margin(Margin::same(14)).show(ui, |ui| {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(Vec2::splat(38.0), Sense::hover());
            ui.painter().circle_filled(rect.center(), 19.0, colour);
            let letter: String = library.chars().take(1).collect();
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, letter, semibold(17.0), Color32::WHITE);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                ui.label(RichText::new(library).font(semibold(14.0)));
                let date = if post.date.is_empty() {
                    cx.say("сегодня", "today").to_owned()
                } else {
                    shown_date(&post.date, cx.lang)
                };
                ui.label(RichText::new(date).small().color(tokens.quiet));
            });
        });
    });
}

fn texture(cx: &mut Cx<'_>, post: &Post, slide: &Slide, profile: &PlatformProfile) -> Option<egui::TextureHandle> {
    let shown = cx.drawings.slide(cx.exhibition?, (post, slide), &profile.format, (Purpose::Preview, SCALE), cx.media);
    shown.and_then(|it| it.texture.clone())
}

fn vk_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post, profile: &PlatformProfile) {
    let Some(exhibition) = cx.exhibition else { return };
    let caption = finish_caption(exhibition, post, profile);
    let folded = folded_caption(profile, &caption);
    post_card(ui, VK_CARD, |ui| {
        author_ui(ui, cx, post, super::super::look::vk_blue());
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 10 }).show(ui, |ui| {
            ui.label(&folded.shown);
            if folded.is_cut {
                ui.label(RichText::new(cx.say("Показать ещё", "Show more")).color(tokens(ui).selection));
            }
        });
        let aspect = cx.studio.library.format(&profile.format).map_or(0.8, |it| it.size.aspect());
        let places = tiles(&vec![aspect; post.slides.len()]);
        let height = places.iter().map(|it| it.bottom()).fold(0.0, f32::max);
        let scale = VK_CARD / VK_WIDTH;
        let (rect, _) = ui.allocate_exact_size(Vec2::new(VK_CARD, height * scale), Sense::hover());
        for (slide, place) in post.slides.iter().zip(&places) {
            let at = rect.min + Vec2::new(place.x, place.y) * scale;
            let tile = Rect::from_min_size(at, Vec2::new(place.width, place.height) * scale);
            let texture = texture(cx, post, slide, profile);
            let uv = texture.as_ref().map_or(WHOLE, |it| filling(it.size_vec2(), tile.size(), Anchor::Middle));
            picture(ui, texture.as_ref(), tile, uv);
        }
        let more = post.slides.len().saturating_sub(places.len());
        if let (true, Some(last)) = (more > 0, places.last()) {
            let center = rect.min + Vec2::new(last.center().x, last.center().y) * scale;
            ui.painter().text(center, Align2::CENTER_CENTER, format!("+{more}"), semibold(26.0), Color32::WHITE);
        }
        if let Some(poll) = profile.poll_answers.and_then(|_| poll(exhibition, post)) {
            poll_ui(ui, &poll);
        }
        reactions_ui(ui);
    });
}

/// A poll under the pictures: the question, and an answer a line to be clicked.
fn poll_ui(ui: &mut Ui, poll: &Poll) {
    let tokens = tokens(ui);
    let frame = Frame::new().inner_margin(Margin { left: 14, right: 14, top: 14, bottom: 0 });
    frame.show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.label(RichText::new(&poll.question).font(semibold(15.0)));
        ui.add_space(2.0);
        for answer in &poll.answers {
            let row = Frame::new().fill(tokens.control).corner_radius(CornerRadius::same(6));
            row.inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.label(answer);
            });
        }
    });
}

fn reactions_ui(ui: &mut Ui) {
    let quiet = tokens(ui).quiet;
    Frame::new().inner_margin(Margin::same(14)).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 18.0;
            for icon in [ICON_FAVORITE, ICON_CHAT_BUBBLE, ICON_SHARE] {
                ui.label(RichText::new(icon.codepoint).size(19.0).color(quiet));
            }
        });
    });
}

fn carousel_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post, profile: &PlatformProfile) {
    let Some(exhibition) = cx.exhibition else { return };
    let n = post.slides.len();
    let index = cx.view.carousel.min(n.saturating_sub(1));
    let caption = finish_caption(exhibition, post, profile);
    let folded = folded_caption(profile, &caption);
    let aspect = cx.studio.library.format(&profile.format).map_or(0.8, |it| it.size.aspect());
    post_card(ui, CAROUSEL, |ui| {
        author_ui(ui, cx, post, super::super::look::instagram_pink());
        let (rect, _) = ui.allocate_exact_size(Vec2::new(CAROUSEL, CAROUSEL / aspect), Sense::hover());
        if let Some(slide) = post.slides.get(index) {
            let texture = texture(cx, post, slide, profile);
            picture(ui, texture.as_ref(), rect, WHOLE);
        }
        let counter = Rect::from_min_size(rect.right_top() + Vec2::new(-58.0, 12.0), Vec2::new(46.0, 26.0));
        ui.painter().rect_filled(counter, 13.0, Color32::from_black_alpha(170));
        let words = format!("{}/{n}", index + 1);
        ui.painter().text(counter.center(), Align2::CENTER_CENTER, words, FontId::proportional(13.0), Color32::WHITE);
        dots_ui(ui, index, n);
        turn_ui(ui, cx, index, n);
        Frame::new().inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 14 }).show(ui, |ui| {
            let more = if folded.is_cut { cx.say(" … ещё", " … more") } else { "" };
            ui.label(folded.shown + more);
        });
    });
}

fn dots_ui(ui: &mut Ui, index: usize, n: usize) {
    let tokens = tokens(ui);
    let (rect, _) = ui.allocate_exact_size(Vec2::new(CAROUSEL, 24.0), Sense::hover());
    let left = rect.center().x - (n as f32 - 1.0) * 6.0;
    for i in 0..n {
        let colour = if i == index { tokens.selection } else { tokens.control };
        ui.painter().circle_filled(egui::pos2(left + i as f32 * 12.0, rect.center().y), 3.5, colour);
    }
}

fn turn_ui(ui: &mut Ui, cx: &mut Cx<'_>, index: usize, n: usize) {
    Frame::new().inner_margin(Margin { left: 14, right: 14, top: 0, bottom: 8 }).show(ui, |ui| {
        ui.horizontal(|ui| {
            if icon_button(ui, ICON_CHEVRON_LEFT, cx.say("Предыдущий кадр", "Previous slide")).clicked() {
                cx.view.carousel = index.saturating_sub(1);
            }
            if icon_button(ui, ICON_CHEVRON_RIGHT, cx.say("Следующий кадр", "Next slide")).clicked() {
                cx.view.carousel = (index + 1).min(n.saturating_sub(1));
            }
        });
    });
}

fn story_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post, profile: &PlatformProfile) {
    let n = post.slides.len();
    let index = cx.view.carousel.min(n.saturating_sub(1));
    post_card(ui, CAROUSEL, |ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(CAROUSEL, CAROUSEL * 16.0 / 9.0), Sense::hover());
        if let Some(slide) = post.slides.get(index) {
            let texture = texture(cx, post, slide, profile);
            picture(ui, texture.as_ref(), rect, WHOLE);
        }
        ui.add_space(8.0);
        turn_ui(ui, cx, index, n);
    });
}

/// Sheets one under another, as they come out of the printer.
fn sheets_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post, profile: &PlatformProfile) {
    let aspect = cx.studio.library.format(&profile.format).map_or(0.7, |it| it.size.aspect());
    let size = Vec2::new(SHEET, SHEET / aspect);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 24.0;
        for slide in &post.slides {
            Frame::new().shadow(SHADOW).show(ui, |ui| {
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                // Only those in sight are drawn: a sheet has ten times the pixels of a slide.
                if ui.is_rect_visible(rect) {
                    let texture = texture(cx, post, slide, profile);
                    picture(ui, texture.as_ref(), rect, WHOLE);
                }
            });
        }
    });
}

fn side_ui(ui: &mut Ui, cx: &mut Cx<'_>, post: &Post, platforms: &[&PlatformProfile]) {
    let Some(exhibition) = cx.exhibition else { return };
    ui.vertical(|ui| {
        ui.set_width(280.0);
        ui.label(RichText::new(cx.say("Сетка профиля 3:4", "Profile grid 3:4")).font(semibold(13.5)));
        grid_ui(ui, cx);
        for (profile, limit) in platforms.iter().filter_map(|it| Some((it, it.caption_limit?))) {
            let used = count(profile.caption_unit, &finish_caption(exhibition, post, profile));
            gauge_ui(ui, cx, profile.name.get(cx.lang), used, limit);
            let words =
                cx.say(format!("сгиб на {}", profile.caption_fold), format!("folded at {}", profile.caption_fold));
            ui.label(RichText::new(words).small().color(tokens(ui).quiet));
        }
        ui.add_space(12.0);
        let warn = tokens(ui).warn;
        Frame::new().fill(warn.0).corner_radius(CornerRadius::same(8)).inner_margin(Margin::same(12)).show(ui, |ui| {
            let dates: Vec<&str> = platforms.iter().map(|it| it.checked.as_str()).collect();
            let date = dates.iter().min().copied().unwrap_or_default();
            let words = cx.say(
                format!("Вид приблизительный: сети меняют раскладку без объявления. Правила от {date}"),
                format!("The view is approximate: platforms change without notice. Rules as of {date}"),
            );
            ui.label(RichText::new(words).color(warn.1));
        });
    });
}

fn grid_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(exhibition) = cx.exhibition else { return };
    let size = Vec2::new(91.0, 121.0);
    let format = crate::domain::FormatId::from("portrait");
    let posts: Vec<_> = exhibition.posts.iter().take(9).collect();
    for row in posts.chunks(3) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for post in row {
                let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
                let Some(slide) = post.slides.first() else { continue };
                let purpose = (Purpose::Thumbnail, super::board::THUMBNAIL_SCALE);
                let shown = cx.drawings.slide(exhibition, (post, slide), &format, purpose, cx.media);
                let texture = shown.and_then(|it| it.texture.clone());
                let uv = texture.as_ref().map_or(WHOLE, |it| filling(it.size_vec2(), size, Anchor::Middle));
                picture(ui, texture.as_ref(), rect, uv);
            }
        });
        ui.add_space(-6.0);
    }
    ui.add_space(8.0);
}
