//! Reports for people.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

use serde::Serialize;

use crate::domain::{Exhibition, Lang, Severity};
use crate::tasks::{
    CheckReport, CoversReport, DescribeReport, ExportReport, FileReport, ImportReport, LookReport, LooksReport,
    SearchReport,
};

/// Prints on standard output; a reader that is gone is no error.
pub(super) fn say(text: &str) {
    let _written = writeln!(std::io::stdout(), "{}", text.trim_end());
}

/// Prints one JSON document.
pub(super) fn say_json(report: &impl Serialize) {
    say(&serde_json::to_string_pretty(report).unwrap_or_default());
}

/// Prints on standard error.
pub(super) fn complain(text: &str) {
    let _written = writeln!(std::io::stderr(), "vitrina: {text}");
}

pub(super) fn import(report: &ImportReport, lang: Lang) -> String {
    report.files.iter().filter(|it| it.error.is_none()).map(|it| file(it, lang)).collect()
}

fn file(it: &FileReport, lang: Lang) -> String {
    let FileReport { path, format, dialect, encoding, seen, imported, updated, skipped, warnings, .. } = it;
    let kind =
        [format, dialect, encoding].into_iter().filter(|it| !it.is_empty()).copied().collect::<Vec<_>>().join(", ");
    let n_skipped = skipped.len();
    let same = seen - imported - updated - n_skipped;
    let mut text = lang.pick(
        format!("{path} ({kind}): записей {seen}, новых {imported}, обновлено {updated}, без изменений {same}, пропущено {n_skipped}\n"),
        format!("{path} ({kind}): {seen} records, {imported} new, {updated} updated, {same} unchanged, {n_skipped} skipped\n"),
    );
    let record = lang.pick("запись", "record");
    let byte = lang.pick("байт", "byte");
    for it in skipped {
        // Writing to a String cannot fail.
        let _ok = writeln!(text, "  {record} {} ({byte} {}): {}", it.number, it.offset, it.reason);
    }
    for it in warnings {
        let field = if it.field.is_empty() { String::new() } else { format!(", {}", it.field) };
        let _ok = writeln!(text, "  {record} {}{field}: {}", it.number, it.message);
    }
    text
}

pub(super) fn covers(report: &CoversReport, lang: Lang) -> String {
    let mut text = String::new();
    for it in &report.matched {
        let _ok = writeln!(text, "{} → {} ({})", it.file, it.record, it.reason);
    }
    for it in &report.ambiguous {
        let all =
            it.candidates.iter().map(|it| format!("{} ({})", it.record, it.reason)).collect::<Vec<_>>().join(", ");
        let _ok = writeln!(text, "{} ? {all}", it.file);
    }
    for it in &report.unmatched {
        let _ok = writeln!(text, "{it} — {}", lang.pick("запись не найдена", "no record found"));
    }
    for it in &report.refused {
        let _ok = writeln!(text, "{}: {}", it.file, it.reason);
    }
    for it in &report.warnings {
        let _ok = writeln!(text, "{}: {}", it.file, it.reason);
    }
    let (matched, ambiguous) = (report.matched.len(), report.ambiguous.len());
    let (unmatched, refused) = (report.unmatched.len(), report.refused.len());
    text + &lang.pick(
        format!("связано {matched}, под вопросом {ambiguous}, не найдено {unmatched}, отклонено {refused}"),
        format!("{matched} matched, {ambiguous} doubtful, {unmatched} unmatched, {refused} refused"),
    )
}

pub(super) fn search(report: &SearchReport, lang: Lang) -> String {
    let mut text = String::new();
    for it in &report.records {
        let authors = if it.authors.is_empty() { String::new() } else { format!("{}. ", it.authors.join("; ")) };
        let year = if it.year.is_empty() { String::new() } else { format!(", {}", it.year) };
        let cover = if it.cover.is_some() { " ▣" } else { "" };
        let _ok = writeln!(text, "{}\t{authors}{}{year}{cover}", it.id, it.title);
    }
    let (total, shown) = (report.total, report.records.len());
    text + &lang.pick(format!("найдено {total}, показано {shown}"), format!("{total} found, {shown} shown"))
}

pub(super) fn describe(report: &DescribeReport) -> String {
    report.records.iter().map(|it| format!("{}\n\n", it.description)).collect()
}

pub(super) fn made(exhibition: &Exhibition, file: &Path, lang: Lang) -> String {
    let (posts, books) = (exhibition.posts.len(), exhibition.exhibits.len());
    let post = lang.plural(posts, ["пост", "поста", "постов"], ["post", "posts"]);
    let book = lang.plural(books, ["книга", "книги", "книг"], ["book", "books"]);
    format!("{}: {posts} {post}, {books} {book}", file.display())
}

pub(super) fn looks(report: &LooksReport) -> String {
    let line = |it: &LookReport| format!("{:8} {:22} {}  {}", it.kind, it.id, it.name, it.file).trim_end().to_owned();
    report.looks.iter().map(line).collect::<Vec<_>>().join("\n")
}

pub(super) fn check(report: &CheckReport, lang: Lang) -> String {
    let mut text = String::new();
    for it in &report.findings {
        let severity = match it.severity {
            Severity::Error => lang.pick("ошибка", "error"),
            Severity::Warning => lang.pick("внимание", "warning"),
            Severity::Note => lang.pick("заметка", "note"),
        };
        let post = it.post.map(|n| format!(" {} {n}", lang.pick("пост", "post"))).unwrap_or_default();
        let slide = it.slide.map(|n| format!(" {} {n}", lang.pick("кадр", "slide"))).unwrap_or_default();
        let platform = it.platform.as_ref().map(|it| format!(" [{it}]")).unwrap_or_default();
        let fix = if it.fix.is_empty() { String::new() } else { format!(" — {}", it.fix) };
        let _ok = writeln!(text, "{severity}:{post}{slide}{platform} {}{fix}", it.message);
    }
    let n = report.findings.len();
    let findings = lang.plural(n, ["замечание", "замечания", "замечаний"], ["finding", "findings"]);
    text + &format!("{n} {findings}")
}

pub(super) fn export(report: &ExportReport, lang: Lang) -> String {
    let n = report.bundles.len();
    let images: usize = report.bundles.iter().map(|it| it.images.len()).sum();
    let bundles = lang.plural(n, ["комплект", "комплекта", "комплектов"], ["bundle", "bundles"]);
    let pictures = lang.plural(images, ["картинка", "картинки", "картинок"], ["picture", "pictures"]);
    format!("{}: {n} {bundles}, {images} {pictures}", report.folder)
}
