//! Cover scans to their records.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::TaskError;
use crate::domain::{Cover, Lang, RecordId};
use crate::matching::{Mapping, Match, Matcher, Verdict, parse_mapping};
use crate::progress::Progress;
use crate::store::{
    Catalogue, Doubt, Likeness, PREPARED_SIDE, PictureInfo, PreparedScans, StoredCover, decode_within, files_in,
    look_over, probe, read_file, read_small,
};

/// Names of mapping files that are taken from the folder of scans unasked.
const MAPPING_NAMES: [&str; 2] = ["idlink.txt", "datalink.txt"];
const PICTURE_ENDINGS: [&str; 11] = ["jpg", "jpeg", "jpe", "png", "tif", "tiff", "webp", "gif", "bmp", "avif", "heic"];

/// Which pictures to match.
#[derive(Clone, Debug)]
pub struct CoversRequest<'a> {
    /// Files and folders.
    pub paths: &'a [PathBuf],
    /// The catalogue.
    pub catalogue: &'a Path,
    /// A file that says which picture belongs to which record.
    pub mapping: Option<&'a Path>,
    /// Where the pictures are kept to be drawn sooner.
    pub prepared: &'a PreparedScans,
    /// Only say what would be.
    pub is_dry_run: bool,
}

/// A picture that was linked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatchedFile {
    /// The file.
    pub file: String,
    /// Its record.
    pub record: i64,
    /// Why.
    pub reason: String,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// A record a picture may belong to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoverMatch {
    /// The record.
    pub record: i64,
    /// Why.
    pub reason: String,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// A picture left to a person.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AmbiguousFile {
    /// The file.
    pub file: String,
    /// The likeliest first.
    pub candidates: Vec<CoverMatch>,
}

/// A picture that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RefusedFile {
    /// The file.
    pub file: String,
    /// Why.
    pub reason: String,
}

/// What became of all pictures.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CoversReport {
    /// Linked.
    pub matched: Vec<MatchedFile>,
    /// Left to a person.
    pub ambiguous: Vec<AmbiguousFile>,
    /// Like no record.
    pub unmatched: Vec<String>,
    /// Not usable.
    pub refused: Vec<RefusedFile>,
    /// Usable, with a doubt: small, out of focus, cut short, the same as another.
    pub warnings: Vec<RefusedFile>,
}

/// Finds and links covers.
pub fn match_covers(request: &CoversRequest<'_>, lang: Lang, progress: &Progress) -> Result<CoversReport, TaskError> {
    let mut catalogue = Catalogue::open_existing(request.catalogue)?;
    let mut files = Vec::new();
    for path in request.paths {
        files.extend(files_in(path).map_err(|source| TaskError::File { path: path.clone(), source })?);
    }
    let matcher = matcher(&catalogue, mapping(request.mapping, &files)?)?;
    let pictures: Vec<PathBuf> =
        files.into_iter().filter(|it| !is_mapping(it) && (request.paths.contains(it) || is_picture(it))).collect();
    progress.begin(pictures.len());
    let mut report = CoversReport::default();
    let mut claims: BTreeMap<RecordId, Vec<(PathBuf, Match)>> = BTreeMap::new();
    for path in pictures {
        let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        match matcher.verdict(&name) {
            Verdict::Matched(it) => claims.entry(it.record).or_default().push((path, it)),
            Verdict::Ambiguous(all) => report.ambiguous.push(ambiguous(&path, &all, lang)),
            Verdict::Unmatched => report.unmatched.push(path.display().to_string()),
        }
    }
    let taken: BTreeSet<i64> = claims.keys().map(|it| it.0).collect();
    report.ambiguous.iter_mut().for_each(|it| leave_free(it, &taken));
    progress.begin(claims.len());
    let chosen = choose(claims, &mut report, lang);
    // One who only asks leaves nothing behind.
    let nowhere = PreparedScans::default();
    let prepared = if request.is_dry_run { &nowhere } else { request.prepared };
    let checked = check_pictures((chosen, prepared), &mut report, lang, progress)?;
    if !request.is_dry_run {
        store(&mut catalogue, &checked, lang, progress)?;
    }
    report.warnings = warnings(&checked, lang);
    report.matched.extend(checked.iter().map(|it| matched(&it.path, &it.belief, lang)));
    Ok(report)
}

/// Whether a file says whose the pictures beside it are.
pub(super) fn is_mapping(path: &Path) -> bool {
    path.file_name().is_some_and(|name| MAPPING_NAMES.iter().any(|it| name == *it))
}

fn is_picture(path: &Path) -> bool {
    let ending = path.extension().map(|it| it.to_string_lossy().to_lowercase()).unwrap_or_default();
    PICTURE_ENDINGS.contains(&ending.as_str())
}

fn mapping(given: Option<&Path>, files: &[PathBuf]) -> Result<Mapping, TaskError> {
    let Some(path) = given.or_else(|| files.iter().find(|it| is_mapping(it)).map(PathBuf::as_path)) else {
        return Ok(Mapping::default());
    };
    let bytes = read_small(path).map_err(|source| TaskError::File { path: path.to_owned(), source })?;
    Ok(parse_mapping(&String::from_utf8_lossy(&bytes)).0)
}

fn matcher(catalogue: &Catalogue, mapping: Mapping) -> Result<Matcher, TaskError> {
    let mut matcher = Matcher::new(mapping);
    catalogue.for_each(&mut |it| matcher.add(it.id, &it.record))?;
    matcher.finish();
    Ok(matcher)
}

fn ambiguous(path: &Path, all: &[Match], lang: Lang) -> AmbiguousFile {
    let candidate = |it: &Match| {
        let (reason, confidence) = (it.reason.text(lang), it.confidence);
        CoverMatch { record: it.record.0, reason, confidence }
    };
    AmbiguousFile { file: path.display().to_string(), candidates: all.iter().map(candidate).collect() }
}

/// Records that other files name with certainty are not offered for a doubtful one, unless there are no others.
fn leave_free(file: &mut AmbiguousFile, taken: &BTreeSet<i64>) {
    if file.candidates.iter().any(|it| !taken.contains(&it.record)) {
        file.candidates.retain(|it| !taken.contains(&it.record));
    }
}

fn matched(path: &Path, belief: &Match, lang: Lang) -> MatchedFile {
    let (reason, confidence) = (belief.reason.text(lang), belief.confidence);
    MatchedFile { file: path.display().to_string(), record: belief.record.0, reason, confidence }
}

/// Of several pictures of one record the surest is its cover, the others are left to a person.
fn choose(
    claims: BTreeMap<RecordId, Vec<(PathBuf, Match)>>,
    report: &mut CoversReport,
    lang: Lang,
) -> Vec<(PathBuf, Match)> {
    let mut chosen = Vec::new();
    for (_, mut claims) in claims {
        claims.sort_by(|a, b| b.1.confidence.total_cmp(&a.1.confidence).then_with(|| a.0.cmp(&b.0)));
        let mut claims = claims.into_iter();
        chosen.extend(claims.next());
        let others = claims.map(|(path, it)| ambiguous(&path, &[it], lang));
        report.ambiguous.extend(others);
    }
    chosen
}

struct Checked {
    path: PathBuf,
    belief: Match,
    info: PictureInfo,
    doubts: Vec<Doubt>,
    likeness: Likeness,
}

/// Decodes every picture once, on all cores: one that cannot be shown must not be linked.
fn check_pictures(
    (chosen, prepared): (Vec<(PathBuf, Match)>, &PreparedScans),
    report: &mut CoversReport,
    lang: Lang,
    progress: &Progress,
) -> Result<Vec<Checked>, TaskError> {
    let n_threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let share = chosen.len().div_ceil(n_threads).max(1);
    let looked: Vec<Option<Result<Checked, RefusedFile>>> = std::thread::scope(|scope| {
        let look_all = |part: &[(PathBuf, Match)]| -> Vec<_> {
            part.iter().map(|it| (!progress.is_cancelled()).then(|| look(it, prepared, lang, progress))).collect()
        };
        let workers: Vec<_> = chosen.chunks(share).map(|part| scope.spawn(move || look_all(part))).collect();
        workers.into_iter().flat_map(|it| it.join().unwrap_or_default()).collect()
    });
    progress.check()?;
    let mut checked = Vec::new();
    for it in looked.into_iter().flatten() {
        match it {
            Ok(it) => checked.push(it),
            Err(it) => report.refused.push(it),
        }
    }
    Ok(checked)
}

fn look(
    (path, belief): &(PathBuf, Match),
    prepared: &PreparedScans,
    lang: Lang,
    progress: &Progress,
) -> Result<Checked, RefusedFile> {
    let refused = |reason| RefusedFile { file: path.display().to_string(), reason };
    let bytes = read_file(path).map_err(|it| refused(it.to_string()))?;
    let info = probe(&bytes).map_err(|it| refused(it.text(lang)))?;
    let small = decode_within(&bytes, PREPARED_SIDE).map_err(|it| refused(it.text(lang)))?;
    prepared.keep(&bytes, &small);
    let (doubts, likeness) = look_over(small, &info);
    progress.step();
    Ok(Checked { path: path.clone(), belief: belief.clone(), info, doubts, likeness })
}

/// What a person should know of pictures that were linked all the same.
fn warnings(checked: &[Checked], lang: Lang) -> Vec<RefusedFile> {
    let mut warnings = Vec::new();
    for (i, it) in checked.iter().enumerate() {
        let mut warn = |reason: String| warnings.push(RefusedFile { file: it.path.display().to_string(), reason });
        if it.info.is_cut {
            let text = lang
                .pick("файл обрывается: показано, что прочиталось", "the file is cut short; shown as far as it goes");
            warn(text.to_owned());
        }
        for doubt in &it.doubts {
            warn(match (doubt, lang) {
                (Doubt::Small(n), Lang::Ru) => format!("мелкий скан, высота {n} точек: на кадре будет нерезким"),
                (Doubt::Small(n), Lang::En) => format!("a small scan, {n} pixels high: it will look coarse"),
                (Doubt::Blurred, Lang::Ru) => "похоже, скан не в фокусе".to_owned(),
                (Doubt::Blurred, Lang::En) => "the scan seems to be out of focus".to_owned(),
            });
        }
        let same = |other: &&Checked| other.likeness.is_same(&it.likeness);
        if let Some(other) = checked.iter().take(i).find(same) {
            let name = other.path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
            warn(lang.pick(format!("такая же картинка, как {name}"), format!("the same picture as {name}")));
        }
    }
    warnings
}

/// Copies the pictures to the covers folder, then links them all at once.
fn store(catalogue: &mut Catalogue, checked: &[Checked], lang: Lang, progress: &Progress) -> Result<(), TaskError> {
    let mut links = Vec::new();
    for it in checked {
        progress.check()?;
        let bytes = read_file(&it.path).map_err(|source| TaskError::File { path: it.path.clone(), source })?;
        let file = catalogue.covers().put(&bytes, it.info.extension)?;
        let source = it.path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
        let (width, height) = (it.info.width, it.info.height);
        let cover = Cover::new(file, (width, height), source);
        let (reason, confidence) = (it.belief.reason.text(lang), it.belief.confidence);
        links.push((it.belief.record, Some(StoredCover { cover, reason, confidence })));
    }
    catalogue.put_covers(&links)?;
    Ok(())
}
