//! A text set into a box: as large as it fits, then cut with an ellipsis.

use super::breaks::{Break, HYPHEN_COST, RAGGED_HYPHEN_COST, Splitting, breaks};
use super::carets::{InkCell, n_ink};
use super::endings::{ends_badly, ends_lone};
use super::faces::metrics;
use super::lines::{Broken, Goal, Measure, break_lines};
use super::setting::Setting;
use super::shape::{Cluster, Shaped, Stretch, Typesetter};
use crate::domain::{Face, TextAlign};

/// Each step of shrinking multiplies the size by this.
const SHRINK_STEP: f32 = 0.96;
/// A heading is set smaller by this before a compound is broken at its hyphen.
const FOR_COMPOUNDS: f32 = 0.72;
/// And goes below its smallest size by this before a word is split.
const FOR_WORDS: f32 = 0.75;
/// And by this to take a line less, where what is more spreads words over lines of their own.
const FOR_A_LINE: f32 = 0.87;
/// To be one line it may lose less: two loud lines are as good.
const FOR_ONE_LINE: f32 = 0.95;
/// And goes below its smallest size by this rather than end in a lone word.
const FOR_LONE: f32 = 0.86;
/// One of a list, which makes all others as small, is set smaller for its ends or a line less by no more than this.
const LISTED: f32 = 0.94;
/// Verse is set smaller by this before its lines are turned over.
const FOR_VERSES: f32 = 0.66;
/// Paragraphs are so much of a line apart.
const BETWEEN_PARAGRAPHS: f32 = 0.5;
/// Longer lines are prose.
const LONGEST_VERSE: usize = 64;
/// More than lines may be wider than their measure by rounding, in ems.
const HAIR: f32 = 5e-3;

/// How a text is set in capitals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Capitals {
    /// It is not.
    #[default]
    No,
    /// Level with others beside it, whatever stands on the capitals.
    Level,
    /// With room over its first line for what stands on them: Ё and Й.
    Apart,
}

/// What to set.
#[derive(Clone, Debug, PartialEq)]
pub struct TextSpec<'a> {
    /// The words; `\n` starts a new paragraph.
    pub text: &'a str,
    /// Typeface.
    pub face: Face,
    /// Parts in other faces, in order and apart; they count visible characters of all paragraphs.
    pub stretches: &'a [Stretch],
    /// Extra space between letters, in ems.
    pub tracking: f32,
    /// Distance of baselines, as a multiple of the size.
    pub leading: f32,
    /// Whether it is set in capitals.
    pub capitals: Capitals,
    /// How lines stand.
    pub align: TextAlign,
    /// Whether words may be hyphenated and the last line may be short.
    pub is_running: bool,
    /// Whether it is a number that is a picture: no room is kept for descenders under it.
    pub is_numeral: bool,
    /// One of a list whose texts are all of one size: rather ends in a lone word than makes all of them small.
    pub is_listed: bool,
    /// How far side bearings, quotation marks and points may stand past the edges, in canvas units; at 0 nothing does.
    pub hang: f32,
}

/// The room a text has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// Width, in canvas units.
    pub width: f32,
    /// Height, in canvas units.
    pub height: f32,
    /// Largest size tried.
    pub max_size: f32,
    /// Smallest size tried.
    pub min_size: f32,
    /// Most lines.
    pub max_lines: usize,
}

/// Where the lines of a block stand in a box higher than they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VerticalAlign {
    /// At the upper edge.
    #[default]
    Top,
    /// In the middle.
    Middle,
    /// At the lower edge.
    Bottom,
}

/// One glyph, from the left end of the baseline of its line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlacedGlyph {
    /// Typeface.
    pub face: Face,
    /// Glyph of the typeface.
    pub id: u32,
    /// To the right.
    pub x: f32,
    /// Downwards.
    pub y: f32,
}

/// One line of a block.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SetLine {
    /// Left end, from the left edge of the block.
    pub x: f32,
    /// Baseline, from the top of the block.
    pub baseline: f32,
    /// Width of the glyphs.
    pub width: f32,
    /// Glyphs from left to right.
    pub glyphs: Vec<PlacedGlyph>,
    /// Where its characters stand, for carets.
    pub cells: Vec<InkCell>,
    /// Whether its last word goes on in the next line, after a hyphen or, where no syllable ends, without one.
    pub is_split: bool,
}

/// A text set into lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TextBlock {
    /// Size of the type, in canvas units.
    pub size: f32,
    /// Lines from top to bottom.
    pub lines: Vec<SetLine>,
    /// Width of the box it was set in.
    pub width: f32,
    /// Height from the capitals of the first line to the descenders of the last.
    pub height: f32,
    /// Whether the text did not fit and ends in an ellipsis.
    pub is_cut: bool,
    /// Characters no bundled face has.
    pub missing: Vec<char>,
}

impl TextBlock {
    /// How many visible characters of the text it shows.
    pub fn n_ink(&self) -> u32 {
        self.lines.iter().flat_map(|it| &it.cells).map(|it| it.n).sum()
    }

    /// Width of the widest line.
    pub fn ink_width(&self) -> f32 {
        self.lines.iter().map(|it| it.width).fold(0.0, f32::max)
    }
}

pub(super) struct Paragraph {
    pub(super) shaped: std::sync::Arc<Shaped>,
    pub(super) breaks: Vec<Break>,
    /// Width of all of it and the widest gap that a line end swallows, in ems.
    extent: (f32, f32),
}

pub(super) struct Attempt {
    size: f32,
    pub(super) broken: Vec<Broken>,
}

impl Attempt {
    fn n_lines(&self) -> usize {
        self.broken.iter().map(|it| it.lines.len()).sum()
    }
}

impl Typesetter {
    pub(super) fn set_anew(&mut self, spec: &TextSpec<'_>, fit: Fit) -> TextBlock {
        let text = if spec.capitals == Capitals::No { spec.text.to_owned() } else { spec.text.to_uppercase() };
        let hyphen = self.shape("-", spec.face, &[]);
        let hyphen_width = hyphen.clusters.first().map_or(0.3, |it| it.advance);
        let (paragraphs, attempt) = self.broken(&text, spec, fit, hyphen_width);
        let ellipsis = self.shape("…", spec.face, &[]);
        let setting = Setting { spec, fit, hyphen: &hyphen, ellipsis: &ellipsis, size: attempt.size };
        let is_even = paragraphs.iter().zip(&attempt.broken).all(|it| setting.can_be_justified(&it.0.shaped, it.1));
        if spec.align == TextAlign::Justify && !is_even {
            // Ragged lines are broken with fewer hyphens than those that fill the measure.
            return self.set_anew(&TextSpec { align: TextAlign::Left, ..spec.clone() }, fit);
        }
        setting.filling_its_room(&paragraphs, &attempt.broken).place(&paragraphs, &attempt.broken)
    }

    /// The text in lines, with as few words split as its size allows.
    fn broken(&mut self, text: &str, spec: &TextSpec<'_>, fit: Fit, hyphen: f32) -> (Vec<Paragraph>, Attempt) {
        let attempt = |typesetter: &mut Self, splitting: Splitting, fit: Fit| {
            let paragraphs = typesetter.paragraphs(text, spec, splitting);
            let attempt = largest(&paragraphs, spec, fit, hyphen);
            (paragraphs, attempt)
        };
        let is_whole = |it: &(Vec<Paragraph>, Attempt)| !it.1.broken.iter().any(|it| it.overfull);
        let smaller = |by: f32| Fit { min_size: fit.min_size.min(fit.max_size) * by, ..fit };
        let n_verses = n_verses(text);
        let usual = if spec.is_running && n_verses == 0 { Splitting::Syllables } else { Splitting::Compounds };
        let mut best = attempt(self, usual, fit);
        if n_verses > 0 {
            let verses = attempt(self, Splitting::Never, Fit { max_lines: n_verses.min(fit.max_lines), ..fit });
            if is_whole(&verses) && verses.1.n_lines() <= n_verses && verses.1.size >= best.1.size * FOR_VERSES {
                return verses;
            }
        } else if !spec.is_running {
            let mut whole = attempt(self, Splitting::Never, fit);
            if is_whole(&whole) && (whole.1.size >= best.1.size * FOR_COMPOUNDS || !is_whole(&best)) {
                let n_lines = whole.1.n_lines();
                let least = if n_lines > 2 && !spec.is_listed { FOR_A_LINE } else { FOR_ONE_LINE };
                if n_lines > 1 && fit.max_lines >= n_lines {
                    let fewer = attempt(self, Splitting::Never, Fit { max_lines: n_lines - 1, ..fit });
                    if is_whole(&fewer) && fewer.1.n_lines() < n_lines && fewer.1.size >= whole.1.size * least {
                        whole = fewer;
                    }
                }
                // Smaller rather than ending in a lone word, or beginning with one; fewer lines may end so again.
                while let Some(n_lines) = ends_lone(&whole.1).or_else(|| ends_badly(&whole)) {
                    let fewer = attempt(self, Splitting::Never, Fit { max_lines: n_lines - 1, ..smaller(FOR_LONE) });
                    let is_too_small = spec.is_listed && fewer.1.size < whole.1.size * LISTED;
                    if !is_whole(&fewer) || fewer.1.n_lines() >= n_lines || is_too_small {
                        break;
                    }
                    whole = fewer;
                }
                return whole;
            }
        }
        let others =
            [(Splitting::Compounds, smaller(FOR_WORDS)), (Splitting::Syllables, fit), (Splitting::Anywhere, fit)];
        for (splitting, fit) in others {
            if !is_whole(&best) {
                best = attempt(self, splitting, fit);
            }
        }
        best
    }

    fn paragraphs(&mut self, text: &str, spec: &TextSpec<'_>, splitting: Splitting) -> Vec<Paragraph> {
        let lines = text.split('\n').map(Whitespace::split_whitespace_keeping_nbsp);
        let mut before = 0;
        let hyphen_cost = if spec.align == TextAlign::Justify { HYPHEN_COST } else { RAGGED_HYPHEN_COST };
        let mut shape = |line: String| {
            let n = n_ink(&line);
            let own: Vec<Stretch> = spec.stretches.iter().filter_map(|it| it.within(before, n)).collect();
            before += n;
            let shaped = self.shape(&line, spec.face, &own);
            let breaks = breaks(&shaped, splitting, hyphen_cost);
            let extent = extent(&shaped, &breaks, spec.tracking);
            Paragraph { shaped, breaks, extent }
        };
        lines.filter(|it| !it.is_empty()).map(&mut shape).collect()
    }
}

/// How many lines a verse has; none when the text is prose.
fn n_verses(text: &str) -> usize {
    let lines = || text.lines().map(str::trim).filter(|it| !it.is_empty());
    let is_verse = lines().count() > 1 && lines().all(|it| it.chars().count() <= LONGEST_VERSE);
    if is_verse { lines().count() } else { 0 }
}

trait Whitespace {
    fn split_whitespace_keeping_nbsp(&self) -> String;
}

impl Whitespace for str {
    /// The text with runs of ordinary spaces made one and its ends trimmed; non-breaking spaces stay.
    fn split_whitespace_keeping_nbsp(&self) -> String {
        let is_ordinary = |it: char| it.is_whitespace() && it != '\u{a0}' && it != '\u{202f}';
        let words: Vec<&str> = self.split(is_ordinary).filter(|it| !it.is_empty()).collect();
        words.join(" ")
    }
}

fn largest(paragraphs: &[Paragraph], spec: &TextSpec<'_>, fit: Fit, hyphen: f32) -> Attempt {
    let mut size = fit.max_size.max(1.0);
    let min_size = fit.min_size.clamp(1.0, size);
    loop {
        if size <= min_size || may_fit(paragraphs, spec, fit, size) {
            let broken = break_all(paragraphs, spec, fit.width / size, hyphen);
            let n_lines = broken.iter().map(|it| it.lines.len()).sum();
            let fits = is_room(spec, fit, size, (n_lines, broken.len())) && !broken.iter().any(|it| it.overfull);
            if fits || size <= min_size {
                return Attempt { size, broken };
            }
        }
        size = (size * SHRINK_STEP).max(min_size);
    }
}

/// Whether so many lines in so many paragraphs have room.
fn is_room(spec: &TextSpec<'_>, fit: Fit, size: f32, (n_lines, n_paragraphs): (usize, usize)) -> bool {
    let gaps = paragraph_gap(spec) * size * (n_paragraphs.max(1) - 1) as f32;
    n_lines <= fit.max_lines && block_height(spec, size, n_lines) + gaps <= fit.height + 0.5
}

/// Whether as few lines as the words can make at a size have room: breaking them is the dearest part of setting.
fn may_fit(paragraphs: &[Paragraph], spec: &TextSpec<'_>, fit: Fit, size: f32) -> bool {
    let least = |it: &Paragraph| {
        let (width, gap) = it.extent;
        // A hair wider, so that rounding never makes it a line too many.
        ((width + gap) / (fit.width / size + spec.tracking + gap + HAIR)).ceil() as usize
    };
    is_room(spec, fit, size, (paragraphs.iter().map(least).sum(), paragraphs.len()))
}

/// Width of a paragraph in one line, and of the widest gap between a line and the next.
fn extent(shaped: &Shaped, breaks: &[Break], tracking: f32) -> (f32, f32) {
    let width = |it: &[Cluster]| it.iter().map(|it| it.advance + tracking).sum::<f32>();
    let gaps = breaks.iter().filter_map(|it| shaped.clusters.get(it.end..it.next)).map(width);
    (width(&shaped.clusters), gaps.fold(0.0, f32::max))
}

fn break_all(paragraphs: &[Paragraph], spec: &TextSpec<'_>, width: f32, hyphen: f32) -> Vec<Broken> {
    let goal = if spec.is_running { Goal::Text } else { Goal::Balanced };
    let measure = Measure { width, hyphen, tracking: spec.tracking };
    paragraphs.iter().map(|it| break_lines(&it.shaped, &it.breaks, measure, goal)).collect()
}

/// Height of so many lines, from the capitals of the first to the descenders of the last.
pub(super) fn block_height(spec: &TextSpec<'_>, size: f32, n_lines: usize) -> f32 {
    let heights = metrics(spec.face);
    let between = spec.leading * n_lines.saturating_sub(1) as f32;
    if n_lines == 0 { 0.0 } else { (heights.cap_height + between + descent(spec)) * size }
}

/// Room between two paragraphs of running text, in ems: without it a short last line reads as a broken one.
pub(super) fn paragraph_gap(spec: &TextSpec<'_>) -> f32 {
    let has_paragraphs = spec.is_running && spec.text.contains('\n') && n_verses(spec.text) == 0;
    if has_paragraphs { spec.leading * BETWEEN_PARAGRAPHS } else { 0.0 }
}

/// Room for descenders under the last line, in ems: under numerals as much as they take, which is seen when they stand.
pub(super) fn descent(spec: &TextSpec<'_>) -> f32 {
    if spec.is_numeral { 0.0 } else { metrics(spec.face).descent }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A text of reading, without anything special.
    pub(in crate::typeset) fn spec(text: &str) -> TextSpec<'_> {
        TextSpec {
            text,
            face: Face::PtSerif,
            stretches: &[],
            tracking: 0.0,
            leading: 1.4,
            capitals: Capitals::No,
            align: TextAlign::Left,
            is_running: true,
            is_numeral: false,
            is_listed: false,
            hang: 0.0,
        }
    }

    const ROOM: Fit = Fit { width: 600.0, height: 400.0, max_size: 60.0, min_size: 24.0, max_lines: 20 };

    #[test]
    fn a_short_text_is_set_large_and_a_long_one_smaller() {
        let mut typesetter = Typesetter::new();
        let short = typesetter.set(&spec("Коротко"), ROOM);
        let long = typesetter.set(&spec(&"Длинное описание книги о врачах. ".repeat(9)), ROOM);
        assert_eq!(short.size, 60.0);
        assert!(long.size < 50.0 && !long.is_cut);
        assert!(long.height <= 400.5);
    }

    #[test]
    fn what_does_not_fit_at_the_smallest_size_is_cut_and_said() {
        let mut typesetter = Typesetter::new();
        let block = typesetter.set(&spec(&"Слишком длинное описание. ".repeat(99)), ROOM);
        assert!(block.is_cut);
        assert_eq!(block.size, 24.0);
        assert!(block.height <= 400.5);
        assert!(block.lines.iter().all(|it| it.x + it.width <= 600.5));
    }

    #[test]
    fn justified_lines_reach_both_edges_but_the_last() {
        let mut typesetter = Typesetter::new();
        let text = "Книга, с которой началась современная биология: наблюдения за породами, видами и ископаемыми.";
        let block =
            typesetter.set(&TextSpec { align: TextAlign::Justify, ..spec(text) }, Fit { max_size: 24.0, ..ROOM });
        let (last, others) = block.lines.split_last().unwrap();
        assert!(others.iter().all(|it| (it.width - 600.0).abs() < 1.0), "{others:?}");
        assert!(last.width < 600.0);
    }

    #[test]
    fn no_size_is_passed_over_that_has_room() {
        let mut typesetter = Typesetter::new();
        let text = "Книга, с которой началась современная биология: наблюдения за породами и видами.\nИ еще абзац.";
        for (tracking, is_running) in [(0.0, true), (-0.02, false), (0.08, true)] {
            let spec = TextSpec { tracking, is_running, ..spec(text) };
            let paragraphs = typesetter.paragraphs(text, &spec, Splitting::Syllables);
            for step in 0..250_u8 {
                let fit = Fit { width: 150.0 + f32::from(step) * 3.0, height: 130.0, ..ROOM };
                let broken = break_all(&paragraphs, &spec, fit.width / 24.0, 0.3);
                let n_lines = broken.iter().map(|it| it.lines.len()).sum();
                let has_room = is_room(&spec, fit, 24.0, (n_lines, broken.len()));
                assert!(!has_room || broken.iter().any(|it| it.overfull) || may_fit(&paragraphs, &spec, fit, 24.0));
            }
        }
    }

    #[test]
    fn a_numeral_takes_the_room_of_its_digits_and_no_more() {
        let mut typesetter = Typesetter::new();
        for face in [Face::Golos, Face::Cormorant, Face::Bitter] {
            let spec = TextSpec { face, is_running: false, is_numeral: true, ..spec("225") };
            let set = typesetter.set(&spec, Fit { max_size: 200.0, max_lines: 1, ..ROOM });
            let capitals = metrics(face).cap_height * set.size;
            assert!(set.height >= capitals && set.height <= capitals + metrics(face).descent * set.size);
            // In the height it takes it is set as large again.
            let again = typesetter.set(&spec, Fit { max_size: 200.0, max_lines: 1, height: set.height, ..ROOM });
            assert_eq!(again, set);
        }
    }

    #[test]
    fn what_stands_on_capitals_has_room() {
        let height = |text: &str, capitals: Capitals| {
            let spec = TextSpec { capitals, ..spec(text) };
            let fit = Fit { width: 900.0, height: 400.0, max_size: 60.0, min_size: 60.0, max_lines: 1 };
            Typesetter::new().set(&spec, fit).height
        };
        assert!(height("доставкой", Capitals::Apart) > height("доставками", Capitals::Apart) + 6.0);
        assert_eq!(height("доставкой", Capitals::Level), height("доставками", Capitals::Level));
    }

    #[test]
    fn an_empty_text_takes_no_room() {
        let block = Typesetter::new().set(&spec("  \n "), ROOM);
        assert!(block.lines.is_empty() && block.height == 0.0 && !block.is_cut);
    }

    #[test]
    fn a_heading_is_smaller_rather_than_split() {
        let heading = TextSpec { is_running: false, ..spec("Детские годы Багрова-внука") };
        let mut typesetter = Typesetter::new();
        let fit = Fit { width: 400.0, max_size: 60.0, min_size: 40.0, ..ROOM };
        let name = typesetter.set(&heading, fit);
        assert!(name.size < 60.0 && name.size > 60.0 * FOR_COMPOUNDS, "{}", name.size);
        assert_eq!(name.lines.len(), 2);
        let long = typesetter.set(
            &TextSpec { text: "Ждём в библиотеке", ..heading.clone() },
            Fit { width: 260.0, min_size: 60.0, ..fit },
        );
        assert!(long.size < 60.0 && long.size >= 60.0 * FOR_WORDS, "{}", long.size);
        assert_eq!(long.lines.len(), 2);
    }

    #[test]
    fn a_heading_is_smaller_rather_than_ended_by_a_lone_word() {
        let heading = TextSpec {
            is_running: false, ..spec("Международный день медицинской сестры")
        };
        let mut typesetter = Typesetter::new();
        let fit = Fit { width: 480.0, max_size: 50.0, min_size: 20.0, ..ROOM };
        let day = typesetter.set(&heading, fit);
        assert_eq!(day.lines.len(), 2, "{}", day.size);
        assert!(day.size < 50.0 && day.size > 30.0, "{}", day.size);
        // Of four lines first three are made, whose last is lone again, and then two.
        let high = typesetter.set(&heading, Fit { width: 400.0, max_size: 46.5, height: f32::MAX, ..fit });
        assert_eq!(high.lines.len(), 2, "{}", high.size);
        // Nor does it begin with one.
        let doctor = TextSpec { text: "Врач и писатель — одна профессия", ..heading };
        let first = typesetter.set(&doctor, Fit { width: 420.0, ..fit });
        assert_eq!(first.lines.len(), 2, "{}", first.size);
    }

    #[test]
    fn lines_of_a_verse_are_not_turned_over_when_smaller_ones_fit() {
        let verse =
            "Снег над городом идёт,\nБиблиотека книги ждёт:\nКто зайдёт сюда погреться,\nТот две повести возьмёт.";
        let block = Typesetter::new().set(&spec(verse), Fit { width: 560.0, max_size: 52.0, ..ROOM });
        assert_eq!(block.lines.len(), 4);
        assert!(block.size < 52.0);
    }

    #[test]
    fn setting_depends_on_nothing_that_was_set_before() {
        let mut used = Typesetter::new();
        used.set(&spec("Другое"), ROOM);
        assert_eq!(used.set(&spec("Витрина"), ROOM), Typesetter::new().set(&spec("Витрина"), ROOM));
    }
}
