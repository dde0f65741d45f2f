//! Arguments → task → printed report. Decides nothing itself.
//!
//! With `--json` standard output holds one JSON document and nothing else; progress and problems go to
//! standard error. Exit codes: 0 done, 1 failed or errors found, 2 wrong usage.

mod arguments;
mod help;
mod print;
mod ticker;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory as _, FromArgMatches as _};

use crate::domain::{Lang, PlatformId, PostKind, TemplateId, ThemeId};
use crate::tasks::{self, Keeping, NewExhibition, PreparedScans, Selection, Settings, Studio, TaskError};
use arguments::{Arguments, Command, CoversArguments, ExportArguments, ImportArguments, NewArguments, RenderArguments};
use print::{complain, say, say_json};
use ticker::with_ticker;

/// What the arguments ask for.
#[derive(Debug)]
pub enum Request {
    /// The window, with a file if one was named.
    Window(Option<PathBuf>),
    /// The program has done what was asked and ends.
    Done(ExitCode),
}

/// Reads the arguments and runs the command among them.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Request {
    let lang = tasks::system_language();
    let command = help::translated(Arguments::command(), lang);
    let parsed = command.try_get_matches_from(arguments).and_then(|it| Arguments::from_arg_matches(&it));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) => {
            // Nothing can be done when there is nowhere to print to.
            let _printed = error.print();
            return Request::Done(ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2)));
        }
    };
    match arguments.command {
        None => Request::Window(arguments.file),
        Some(command) => Request::Done(match perform(command, lang) {
            Ok(code) => code,
            Err(error) => {
                complain(&error.text(lang));
                let is_usage = matches!(error, TaskError::Unknown { .. });
                ExitCode::from(if is_usage { 2 } else { 1 })
            }
        }),
    }
}

fn perform(command: Command, lang: Lang) -> Result<ExitCode, TaskError> {
    match command {
        Command::Import(it) => import(&it, lang),
        Command::Covers(it) => covers(&it, lang),
        Command::Search { query, catalogue, limit, json } => {
            let report = tasks::search(&catalogue_or_own(catalogue)?, &query, limit)?;
            if json {
                say_json(&report)
            } else {
                say(&print::search(&report, lang))
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::Describe(it) => {
            let catalogue = catalogue_or_own(it.catalogue.clone())?;
            let report = tasks::describe_records(&catalogue, &it.query, it.style, &it.options())?;
            if it.json {
                say_json(&report)
            } else {
                say(&print::describe(&report))
            }
            Ok(ExitCode::SUCCESS)
        }
        Command::New(it) => new(it, lang),
        Command::Check { file, platforms, json } => {
            let report = tasks::check_file(&file, &ids(&platforms), &Studio::new()?, lang)?;
            if json {
                say_json(&report)
            } else {
                say(&print::check(&report, lang))
            }
            Ok(if report.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
        }
        Command::Looks { files, keep, json } => {
            looks(&files, if keep { Keeping::Keep } else { Keeping::Look }, json, lang)
        }
        Command::Export(it) => export(&it, lang),
        Command::Render(it) => render(&it),
    }
}

fn import(it: &ImportArguments, lang: Lang) -> Result<ExitCode, TaskError> {
    let catalogue = catalogue_or_own(it.catalogue.clone())?;
    let request = tasks::ImportRequest {
        sources: &it.sources,
        catalogue: &catalogue,
        hints: tasks::Hints { format: it.format, encoding: it.encoding, columns: it.column.clone() },
        is_dry_run: it.dry_run,
        is_strict: it.strict,
    };
    let report = with_ticker(|progress| tasks::import(&request, lang, progress))?;
    for error in report.files.iter().filter_map(|it| it.error.as_ref()) {
        complain(error);
    }
    if it.json {
        say_json(&report)
    } else {
        say(&print::import(&report, lang))
    }
    Ok(ExitCode::SUCCESS)
}

fn covers(it: &CoversArguments, lang: Lang) -> Result<ExitCode, TaskError> {
    let catalogue = catalogue_or_own(it.catalogue.clone())?;
    let request = tasks::CoversRequest {
        paths: &it.paths,
        catalogue: &catalogue,
        mapping: it.map.as_deref(),
        prepared: &prepared(),
        is_dry_run: it.dry_run,
    };
    let report = with_ticker(|progress| tasks::match_covers(&request, lang, progress))?;
    if it.json {
        say_json(&report)
    } else {
        say(&print::covers(&report, lang))
    }
    Ok(ExitCode::SUCCESS)
}

fn new(it: NewArguments, lang: Lang) -> Result<ExitCode, TaskError> {
    let data = tasks::data_folder();
    let settings = Settings::load(&data);
    let studio = Studio::new()?;
    let request = NewExhibition {
        title: it.title,
        language: it.language,
        kind: it.kind,
        selection: Selection::Query(it.select),
        per_post: it.per_post,
        template: it.template.map(TemplateId),
        theme: ThemeId(it.theme),
        platforms: ids(&it.platforms),
        seed: it.seed,
        library: settings.library,
        contact: settings.contact,
        brand: settings.brand,
        brand_media: tasks::brand_media(&data),
        looks: Arc::new(tasks::load_collection(&tasks::looks_folder(&data), &studio.library).looks),
    };
    let catalogue = catalogue_or_own(it.catalogue)?;
    let made = with_ticker(|progress| tasks::new_exhibition(&request, &catalogue, &it.file, &studio, progress))?;
    say(&print::made(&made, &it.file, lang));
    Ok(ExitCode::SUCCESS)
}

fn looks(files: &[PathBuf], keeps: Keeping, json: bool, lang: Lang) -> Result<ExitCode, TaskError> {
    let folder = tasks::looks_folder(&tasks::data_folder());
    let report = tasks::report_looks(files, (&folder, keeps), &Studio::new()?.library, lang)?;
    for fault in &report.faults {
        complain(&fault.message);
    }
    if json {
        say_json(&report)
    } else {
        say(&print::looks(&report))
    }
    Ok(if report.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Bytes of decoded pictures at hand while bundles are written: those of some six covers, which slides next to each
/// other share.
const AT_HAND: usize = 24 * 1024 * 1024;

fn export(it: &ExportArguments, lang: Lang) -> Result<ExitCode, TaskError> {
    let studio = Studio::new()?.with_prepared(prepared()).keeping(AT_HAND);
    let platforms = ids(&it.platforms);
    let what = (it.to.as_path(), platforms.as_slice(), it.posts.as_slice());
    let report = with_ticker(|progress| tasks::export_file(&it.file, what, &studio, lang, progress))?;
    if it.json {
        say_json(&report)
    } else {
        say(&print::export(&report, lang))
    }
    Ok(ExitCode::SUCCESS)
}

fn render(it: &RenderArguments) -> Result<ExitCode, TaskError> {
    let platform = PlatformId(it.platform.clone());
    let request = tasks::RenderRequest {
        file: &it.file,
        post: it.post,
        slide: it.slide,
        platform: &platform,
        output: &it.output,
        scale: it.scale,
    };
    let (width, height) = tasks::render_file(&request, &Studio::new()?.with_prepared(prepared()))?;
    say(&format!("{}: {width}×{height}", it.output.display()));
    Ok(ExitCode::SUCCESS)
}

/// Where pictures of scans are kept to be drawn sooner.
fn prepared() -> PreparedScans {
    PreparedScans::in_cache(tasks::cache_folder().as_deref())
}

/// The catalogue to work with, brought up to date.
fn catalogue_or_own(given: Option<PathBuf>) -> Result<PathBuf, TaskError> {
    let path = given.unwrap_or_else(tasks::catalogue_path);
    with_ticker(|progress| tasks::renew_catalogue(&path, progress))?;
    Ok(path)
}

fn ids(names: &[String]) -> Vec<PlatformId> {
    names.iter().map(|it| PlatformId(it.trim().to_owned())).collect()
}

/// Reads the name of a kind of posts; the help lists them.
fn post_kind() -> impl TypedValueParser<Value = PostKind> {
    PossibleValuesParser::new(PostKind::ALL.map(PostKind::slug))
        .try_map(|word| PostKind::from_slug(&word).ok_or("unknown"))
}

/// Says on standard error that there is no window, and why; gives the exit code.
pub fn no_window(why: Option<&str>) -> ExitCode {
    let lang = tasks::system_language();
    let text = match why {
        None => lang.pick("эта сборка без окна", "this build has no window").to_owned(),
        Some(why) => format!("{}: {why}", lang.pick("окно не открылось", "the window did not open")),
    };
    let advice = lang.pick("команды покажет vitrina --help", "vitrina --help lists the commands");
    complain(&format!("{text}; {advice}"));
    ExitCode::FAILURE
}
