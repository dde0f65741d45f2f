//! Bundles: where to, for which platforms, and what was written.

use std::path::PathBuf;

use egui::{Frame, Margin, RichText, ScrollArea, TextEdit, Ui};
use egui_material_icons::icons::{ICON_ARCHIVE, ICON_CONTENT_COPY, ICON_FOLDER_OPEN};

use super::super::action::Action;
use super::super::command::Command;
use super::super::look::{semibold, tokens};
use super::super::ring::Following as _;
use super::super::view::PathPurpose;
use super::super::widgets::{BETWEEN_CHOICES, button, card, chip, primary, tick_box};
use super::Cx;
use crate::describe::Poll;
use crate::edit::Edit;
use crate::tasks::Bundle;

pub(super) fn bundles_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    if cx.exhibition.is_none() {
        return;
    }
    let frame = Frame::new().fill(tokens(ui).ground).inner_margin(Margin::symmetric(40, 24));
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).following(ui, |ui| {
            ui.set_max_width(ui.available_width().min(900.0));
            ui.label(RichText::new(cx.say("Комплекты для публикации", "Bundles to publish from")).font(semibold(22.0)));
            let words = cx.say(
                "Папка на каждый пост и площадку: картинки по порядку, подпись, описания для незрячих, опрос, если он есть. Открывается и без Витрины",
                "A folder for each post and platform: pictures in order, caption, alternative texts, the poll if there is one. Needs no Vitrina to use",
            );
            ui.label(RichText::new(words).color(tokens(ui).quiet));
            ui.add_space(8.0);
            card(ui).show(ui, |ui| where_ui(ui, cx));
            ui.add_space(8.0);
            written_ui(ui, cx);
        });
    });
}

fn where_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(exhibition) = cx.exhibition else { return };
    ui.set_width(ui.available_width());
    ui.label(RichText::new(cx.say("Площадки", "Platforms")).font(semibold(14.0)));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = BETWEEN_CHOICES;
        for profile in &cx.studio.profiles.all {
            let mut is_on = exhibition.platforms.contains(&profile.id);
            if tick_box(ui, &mut is_on, profile.name.get(cx.lang)).changed() {
                let mut platforms = exhibition.platforms.clone();
                if is_on {
                    platforms.push(profile.id.clone())
                } else {
                    platforms.retain(|it| *it != profile.id)
                }
                cx.actions.push(Action::Edit(Edit::Platforms(platforms)));
            }
        }
    });
    let mut notes = cx.studio.profiles.all.iter().filter(|it| exhibition.platforms.contains(&it.id));
    if let Some(note) = notes.find_map(|it| it.legal_note.as_ref()) {
        let warn = tokens(ui).warn;
        ui.label(RichText::new(note.get(cx.lang)).small().color(warn.1));
    }
    let label = ui.label(RichText::new(cx.say("Папка", "Folder")).font(semibold(14.0)));
    ui.horizontal(|ui| {
        let width = (ui.available_width() - 150.0).max(200.0);
        let field = TextEdit::singleline(&mut cx.view.export_to).desired_width(width).margin(Margin::symmetric(10, 7));
        ui.add(field).labelled_by(label.id);
        if button(ui, ICON_FOLDER_OPEN, cx.say("Выбрать…", "Choose…")).clicked() {
            cx.act(Action::AskPath(PathPurpose::ExportTo));
        }
    });
    ui.add_space(4.0);
    if primary(ui, ICON_ARCHIVE, cx.say("Собрать комплекты", "Make the bundles")).clicked() {
        cx.act(Action::Do(Command::Export));
    }
}

fn written_ui(ui: &mut Ui, cx: &mut Cx<'_>) {
    let Some(report) = cx.view.exported.take() else { return };
    let (n, images) = (report.bundles.len(), report.bundles.iter().map(|it| it.images.len()).sum::<usize>());
    let bundles = cx.lang.plural(n, ["комплект", "комплекта", "комплектов"], ["bundle", "bundles"]);
    let pictures = cx.lang.plural(images, ["картинка", "картинки", "картинок"], ["picture", "pictures"]);
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("{n} {bundles}, {images} {pictures}")).font(semibold(16.0)));
        if button(ui, ICON_FOLDER_OPEN, cx.say("Открыть папку", "Open the folder")).clicked() {
            cx.act(Action::OpenFolder(PathBuf::from(&report.folder)));
        }
    });
    for bundle in &report.bundles {
        card(ui).show(ui, |ui| bundle_ui(ui, cx, bundle));
    }
    cx.view.exported = Some(report);
}

fn bundle_ui(ui: &mut Ui, cx: &mut Cx<'_>, bundle: &Bundle) {
    let tokens = tokens(ui);
    ui.set_width(ui.available_width());
    ui.horizontal(|ui| {
        ui.label(RichText::new(format!("{}. {}", bundle.post, bundle.title)).font(semibold(14.0)));
        let profile = cx.studio.profiles.get(&bundle.platform.as_str().into());
        chip(ui, profile.map_or(bundle.platform.as_str(), |it| it.name.get(cx.lang)), tokens.neutral);
        let n = bundle.images.len();
        ui.label(format!("{n} {}", cx.lang.plural(n, ["картинка", "картинки", "картинок"], ["picture", "pictures"])));
        // Sheets have none.
        if bundle.caption.is_empty() {
            return;
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if button(ui, ICON_CONTENT_COPY, cx.say("Копировать подпись", "Copy the caption")).clicked()
            {
                cx.act(Action::Copy(bundle.caption.clone()));
            }
        });
    });
    let lines: Vec<&str> = bundle.caption.lines().filter(|it| !it.trim().is_empty()).take(2).collect();
    if !lines.is_empty() {
        let first = lines.join(" · ");
        ui.add(egui::Label::new(RichText::new(first).small().color(tokens.quiet)).truncate());
    }
    if let Some(poll) = &bundle.poll {
        poll_ui(ui, cx, poll);
    }
}

/// The lines of a poll, copied one by one, as the form of the platform asks for them.
fn poll_ui(ui: &mut Ui, cx: &mut Cx<'_>, poll: &Poll) {
    ui.add_space(4.0);
    let words = cx.say(
        "Опрос. В форму площадки его вносят построчно: нажмите строку, чтобы скопировать",
        "Poll. The platform takes it line by line: click a line to copy it",
    );
    ui.label(RichText::new(words).small().color(tokens(ui).quiet));
    for line in std::iter::once(&poll.question).chain(&poll.answers) {
        if button(ui, ICON_CONTENT_COPY, line).clicked() {
            cx.act(Action::Copy(line.clone()));
        }
    }
}
