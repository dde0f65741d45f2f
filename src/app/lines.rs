//! The lines of a report: filtered by kind and by words, saved as a table.

use std::sync::Arc;

use egui::{Margin, RichText, TextEdit, Ui, Vec2};
use egui_material_icons::icons::{ICON_SAVE, ICON_SEARCH};

use super::action::Action;
use super::look::tokens;
use super::rows::{RowScroll, Rows, rows_ui};
use super::screens::Cx;
use super::view::PathPurpose;
use super::widgets::{button, with_icon};
use crate::domain::folded;
use crate::tasks::{LineKind, ReportLine};

/// Height of a line, in points.
const ROW: f32 = 44.0;
/// Lines in sight at most.
const SEEN: usize = 8;
/// So few lines are looked through without a filter.
const FEW: usize = 6;

/// The lines of a report and which of them are shown.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    all: Arc<Vec<ReportLine>>,
    kind: Option<LineKind>,
    words: String,
    shown: Vec<usize>,
    scroll: RowScroll,
}

impl Lines {
    /// Nothing to tell.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn new(all: Vec<ReportLine>) -> Self {
        let shown = (0..all.len()).collect();
        Self { all: Arc::new(all), kind: None, words: String::new(), shown, scroll: RowScroll::default() }
    }

    fn filter(&mut self) {
        let words = folded(&self.words);
        let says = |text: &str| words.is_empty() || folded(text).contains(&words);
        let is_meant = |it: &ReportLine| {
            self.kind.is_none_or(|kind| kind == it.kind) && (says(&it.text) || says(&it.file) || says(&it.place))
        };
        self.shown = self.all.iter().enumerate().filter(|it| is_meant(it.1)).map(|it| it.0).collect();
        self.scroll = RowScroll::default();
    }
}

/// Shows the lines; nothing when there are none.
pub(super) fn lines_ui(ui: &mut Ui, cx: &mut Cx<'_>, lines: &mut Lines) {
    if lines.all.is_empty() {
        return;
    }
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        kinds_ui(ui, cx, lines);
        if lines.all.len() > FEW {
            words_ui(ui, cx, lines);
        }
    });
    let height = ROW * lines.shown.len().clamp(1, SEEN) as f32;
    let list =
        Rows { name: cx.say("Строки отчёта", "Lines of the report"), n: lines.shown.len(), height: ROW };
    let size = Vec2::new(ui.available_width(), height);
    let (all, shown, scroll) = (&lines.all, &lines.shown, &mut lines.scroll);
    ui.allocate_ui(size, |ui| {
        rows_ui(ui, scroll, list, |ui, index, rect, response| {
            if let Some(line) = shown.get(index).and_then(|it| all.get(*it)) {
                line_ui(ui, cx, line, (rect, response));
            }
        });
    });
    let name = cx.say("Сохранить список…", "Save the list…");
    if button(ui, ICON_SAVE, name).clicked() {
        let lines: Vec<_> = lines.shown.iter().filter_map(|it| lines.all.get(*it)).cloned().collect();
        cx.act(Action::AskPath(PathPurpose::Report(Arc::new(lines))));
    }
}

fn kinds_ui(ui: &mut Ui, cx: &Cx<'_>, lines: &mut Lines) {
    let count = |kind| lines.all.iter().filter(|it| it.kind == kind).count();
    let mut kinds: Vec<_> = LineKind::ALL.into_iter().map(|it| (Some(it), it.text(cx.lang), count(it))).collect();
    kinds.retain(|it| it.2 > 0);
    if kinds.len() > 1 {
        kinds.insert(0, (None, cx.say("Все", "All"), lines.all.len()));
    }
    for (kind, name, n) in kinds {
        let is_on = lines.kind == kind;
        if ui.selectable_label(is_on, RichText::new(format!("{name}: {n}")).small()).clicked() {
            lines.kind = kind.filter(|_| !is_on);
            lines.filter();
        }
    }
}

fn words_ui(ui: &mut Ui, cx: &Cx<'_>, lines: &mut Lines) {
    let name = cx.say("Найти в списке", "Find in the list");
    let field = TextEdit::singleline(&mut lines.words)
        .hint_text(with_icon(ICON_SEARCH, name))
        .desired_width(220.0)
        .margin(Margin::symmetric(8, 5));
    let response = ui.add(field);
    let typed = lines.words.clone();
    response.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, &typed, &typed, "");
        info.label = Some(name.to_owned());
        info
    });
    if response.changed() {
        lines.filter();
    }
}

fn line_ui(ui: &Ui, cx: &Cx<'_>, line: &ReportLine, (rect, response): (egui::Rect, &egui::Response)) {
    let tokens = tokens(ui);
    let colour = match line.kind {
        LineKind::LeftOut => tokens.error.1,
        LineKind::Doubtful | LineKind::Remark => tokens.warn.1,
        LineKind::Linked => tokens.good.1,
    };
    let place = if line.place.is_empty() { line.file.clone() } else { format!("{} · {}", line.file, line.place) };
    let name = format!("{}: {place}: {}", line.kind.text(cx.lang), line.text);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListItem, true, &name));
    response.clone().on_hover_text(&line.text);
    let job = |text: &str, size: f32, colour, y: f32| {
        let font = egui::FontId::proportional(size);
        let mut job = egui::text::LayoutJob::simple_singleline(text.to_owned(), font, colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 20.0);
        let galley = ui.fonts_mut(|it| it.layout_job(job));
        ui.painter().galley(rect.min + Vec2::new(12.0, y), galley, colour);
    };
    job(&place, 12.0, tokens.quiet, 4.0);
    job(&line.text, 13.5, tokens.text, 20.0);
    let mark = egui::Rect::from_min_size(rect.min + Vec2::new(2.0, 6.0), Vec2::new(3.0, ROW - 14.0));
    ui.painter().rect_filled(mark, 1.5, colour);
}
