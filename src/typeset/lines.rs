//! The best way to break a paragraph, looked for over the whole of it (after Knuth and Plass, 1981).
//!
//! The cost of a line is 100 × (free share of its width)², plus what its break costs.
//! At most two lines in a row end in a hyphen.

use super::breaks::Break;
use super::shape::Shaped;

/// Each line costs this, so that fewer lines win when the rest is equal.
const LINE_COST: f32 = 6.0;
/// Each line of a heading costs this.
const HEADING_LINE_COST: f32 = 12.0;
/// A line wider than its measure costs this, plus more the wider it is.
const OVERFULL_COST: f32 = 100_000.0;
/// Short last lines look like a mistake.
const WIDOW_COST: f32 = 120.0;
const WIDOW_SHARE: f32 = 0.36;
/// A line with the end of an author and the beginning of a title, where they are not all in one line.
const JOINT_COST: f32 = 100.0;
const SECOND_HYPHEN_COST: f32 = 20.0;
const MAX_HYPHENS: usize = 2;

/// What counts as a good line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goal {
    /// Lines of a text: the last one may be short.
    Text,
    /// Lines of a heading: all about equally long.
    Balanced,
}

/// One line: which clusters, and whether a hyphen follows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) hyphen: bool,
    /// Width without stretching, hyphen included, in ems.
    pub(super) width: f32,
}

/// The measure of a paragraph, in ems of the size it is set in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub(super) width: f32,
    pub(super) hyphen: f32,
    pub(super) tracking: f32,
}

/// Lines of a paragraph, and whether one of them is too wide.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Broken {
    pub(super) lines: Vec<Line>,
    pub(super) overfull: bool,
}

#[derive(Clone, Copy)]
struct Node {
    cost: f32,
    from: usize,
    from_hyphens: usize,
}

const UNREACHED: Node = Node { cost: f32::INFINITY, from: 0, from_hyphens: 0 };

/// Breaks a shaped paragraph into lines of the measure.
pub(super) fn break_lines(shaped: &Shaped, breaks: &[Break], measure: Measure, goal: Goal) -> Broken {
    if shaped.clusters.is_empty() || breaks.is_empty() {
        return Broken::default();
    }
    let widths = prefix_widths(shaped, measure.tracking);
    let line = |from: Option<&Break>, to: &Break| {
        let start = from.map_or(0, |it| it.next);
        let sum = widths.get(to.end).unwrap_or(&0.0) - widths.get(start).unwrap_or(&0.0);
        let hyphen = if to.hyphen { measure.hyphen } else { 0.0 };
        Line { start, end: to.end, hyphen: to.hyphen, width: (sum - measure.tracking + hyphen).max(0.0) }
    };

    // Node 0 is the start of the paragraph, node k + 1 is break k; each with 0…2 hyphens in a row.
    let mut nodes = vec![[UNREACHED; MAX_HYPHENS + 1]; breaks.len() + 1];
    if let Some([start, ..]) = nodes.first_mut() {
        start.cost = 0.0;
    }
    for (k, to) in breaks.iter().enumerate() {
        let is_last = k + 1 == breaks.len();
        for i in (0..=k).rev() {
            let line = line(i.checked_sub(1).and_then(|it| breaks.get(it)), to);
            if line.width > measure.width && i < k {
                break;
            }
            let joins = (i > 0 || !is_last) && breaks.get(i..k).is_some_and(|it| it.iter().any(|it| it.is_joint));
            let joined = if joins { JOINT_COST } else { 0.0 };
            let cost = line_cost(line.width, measure.width, is_last, goal) + to.cost + joined;
            relax(&mut nodes, i, k + 1, to.hyphen, cost);
        }
    }
    trace_back(&nodes, breaks, line, measure.width)
}

fn prefix_widths(shaped: &Shaped, tracking: f32) -> Vec<f32> {
    let mut sum = 0.0;
    let mut widths = vec![0.0];
    for cluster in &shaped.clusters {
        sum += cluster.advance + tracking;
        widths.push(sum);
    }
    widths
}

fn line_cost(width: f32, measure: f32, is_last: bool, goal: Goal) -> f32 {
    if width > measure + 1e-3 {
        return OVERFULL_COST * (1.0 + width - measure);
    }
    let free = (measure - width) / measure.max(1e-3);
    let rag = 100.0 * free * free;
    let lacks = (1.0 - width / (measure * WIDOW_SHARE).max(1e-3)).max(0.0);
    let widow = if is_last { WIDOW_COST * lacks } else { 0.0 };
    match (goal, is_last) {
        (Goal::Text, true) => LINE_COST + widow,
        (Goal::Text, false) => LINE_COST + rag,
        // Lines about equally long leave more room free the more there are of them, so there are as few as can be, but
        // rather one more than one that ends in a bad place.
        (Goal::Balanced, _) => HEADING_LINE_COST + rag + widow,
    }
}

fn relax(nodes: &mut [[Node; MAX_HYPHENS + 1]], from: usize, to: usize, hyphen: bool, cost: f32) {
    let Some(sources) = nodes.get(from).copied() else { return };
    for (hyphens, source) in sources.iter().enumerate() {
        let reached = if hyphen { hyphens + 1 } else { 0 };
        let extra = if reached > 1 { SECOND_HYPHEN_COST } else { 0.0 };
        let total = source.cost + cost + extra;
        if let Some(node) = nodes.get_mut(to).and_then(|it| it.get_mut(reached))
            && total < node.cost
        {
            *node = Node { cost: total, from, from_hyphens: hyphens };
        }
    }
}

fn trace_back(
    nodes: &[[Node; MAX_HYPHENS + 1]],
    breaks: &[Break],
    line: impl Fn(Option<&Break>, &Break) -> Line,
    measure: f32,
) -> Broken {
    let mut at = nodes.len() - 1;
    let best = |it: &[Node]| {
        (0..it.len()).min_by(|a, b| {
            it.get(*a).map_or(f32::INFINITY, |n| n.cost).total_cmp(&it.get(*b).map_or(f32::INFINITY, |n| n.cost))
        })
    };
    let mut hyphens = nodes.last().and_then(|it| best(it)).unwrap_or(0);
    let mut lines = Vec::new();
    while at > 0 {
        let Some(node) = nodes.get(at).and_then(|it| it.get(hyphens)).filter(|it| it.cost.is_finite()) else { break };
        if let Some(to) = breaks.get(at - 1) {
            lines.push(line(node.from.checked_sub(1).and_then(|it| breaks.get(it)), to));
        }
        (at, hyphens) = (node.from, node.from_hyphens);
    }
    lines.reverse();
    let overfull = lines.iter().any(|it| it.width > measure + 1e-3);
    Broken { lines, overfull }
}

#[cfg(test)]
mod tests {
    use super::super::breaks::{HYPHEN_COST, Splitting, breaks};
    use super::*;
    use crate::domain::Face;
    use crate::typeset::Typesetter;

    const TEXT: &str = "Книга, с которой началась современная биология: наблюдения за домашними породами, островными \
        видами и ископаемыми складываются в одно доказательство, и природа отбирает сильнейших.";

    fn broken(text: &str, width: f32, goal: Goal, splitting: Splitting) -> (Broken, Vec<String>) {
        let shaped = Typesetter::new().shape(text, Face::PtSerif, &[]);
        let measure = Measure { width, hyphen: 0.3, tracking: 0.0 };
        let broken = break_lines(&shaped, &breaks(&shaped, splitting, HYPHEN_COST), measure, goal);
        let byte = |at: usize| shaped.clusters.get(at).map_or(shaped.text.len(), |it| it.start);
        let texts = broken.lines.iter().map(|it| shaped.text[byte(it.start)..byte(it.end)].to_owned()).collect();
        (broken, texts)
    }

    #[test]
    fn no_line_is_wider_than_the_measure_and_no_word_is_lost() {
        for width in [8.0, 12.0, 20.0, 31.0] {
            let (broken, texts) = broken(TEXT, width, Goal::Text, Splitting::Syllables);
            assert!(!broken.overfull, "{width}");
            assert!(broken.lines.iter().all(|it| it.width <= width + 1e-3), "{width}");
            let packed = |it: &str| it.replace([' ', '-'], "");
            assert_eq!(packed(&texts.concat()), packed(TEXT));
        }
    }

    #[test]
    fn at_most_two_lines_in_a_row_end_in_a_hyphen() {
        for width in [6.0, 7.0, 8.0, 9.0, 10.0] {
            let (broken, _) = broken(TEXT, width, Goal::Text, Splitting::Syllables);
            let three = broken.lines.windows(3).any(|it| it.iter().all(|line| line.hyphen));
            assert!(!three || broken.overfull, "{width}");
        }
    }

    #[test]
    fn lines_do_not_end_in_a_lone_preposition() {
        let (_, texts) = broken(TEXT, 14.0, Goal::Text, Splitting::Syllables);
        assert!(texts.iter().all(|it| !it.ends_with(" с") && !it.ends_with(" в") && !it.ends_with(" за")), "{texts:?}");
    }

    #[test]
    fn a_heading_is_balanced() {
        let (broken, texts) = broken("Врач и писатель — одна профессия", 13.0, Goal::Balanced, Splitting::Never);
        let widths: Vec<f32> = broken.lines.iter().map(|it| it.width).collect();
        assert_eq!(widths.len(), 2, "{texts:?}");
        assert!(widths[1] > widths[0] * 0.5, "{texts:?}");
    }

    #[test]
    fn a_heading_has_rather_a_line_more_than_one_with_a_bad_end() {
        let text = "Дорога через степь и через лес к океану";
        for width in [7.0, 8.0, 9.0, 10.0, 12.0] {
            let (broken, texts) = broken(text, width, Goal::Balanced, Splitting::Never);
            let is_bad = |it: &String| it.trim_end().ends_with("через") || it.trim_end().ends_with(" и");
            assert!(broken.overfull || !texts.iter().any(is_bad), "{width} {texts:?}");
        }
    }

    #[test]
    fn an_author_is_parted_from_the_title_rather_than_the_title_in_two() {
        let text = "С. Т. Аксаков. Детские годы Багрова-внука";
        for width in [8.0, 9.0, 10.0, 12.0, 14.0, 18.0, 30.0] {
            let (broken, texts) = broken(text, width, Goal::Balanced, Splitting::Never);
            let is_joined = |it: &String| it.contains("Аксаков. Детские");
            assert!(broken.overfull || texts.len() == 1 || !texts.iter().any(is_joined), "{width} {texts:?}");
        }
        // Initials end no sentence, and there is none to end in a name with a comma.
        let joints = |text: &str| {
            let shaped = Typesetter::new().shape(text, Face::PtSerif, &[]);
            breaks(&shaped, Splitting::Never, HYPHEN_COST).iter().filter(|it| it.is_joint).count()
        };
        assert_eq!((joints(text), joints("С. Т. Аксаков, детские годы Багрова-внука")), (1, 0));
    }

    #[test]
    fn a_line_ends_as_well_in_a_dash_as_in_a_comma() {
        let text = "Книги, в которых едут, идут и плывут — и по дороге становятся собой";
        for width in [22.0, 24.0, 26.0, 28.0, 30.0] {
            let (_, texts) = broken(text, width, Goal::Balanced, Splitting::Never);
            assert!(texts.len() == 2 && texts[0].ends_with('—'), "{width} {texts:?}");
        }
    }

    #[test]
    fn a_text_does_not_end_in_a_lone_word() {
        let texts = [
            TEXT,
            "Мальчик едет с семьёй в дальнее имение и впервые видит степь, реку и зимнюю дорогу. Аксаков помнит детство \
             так подробно, что читатель слышит скрип полозьев и запах весенней воды.",
            "Записки уездного врача о больных, дорогах и людях, которые ехали к нему за сорок вёрст по зимней степи.",
        ];
        for (text, step) in texts.into_iter().flat_map(|it| (0..120_u8).map(move |step| (it, step))) {
            let width = 9.0 + f32::from(step) * 0.25;
            let (found, texts) = broken(text, width, Goal::Text, Splitting::Syllables);
            let last = found.lines.last().unwrap().width;
            assert!(last > width * 0.29, "{width} {texts:?}");
        }
    }

    #[test]
    fn a_word_wider_than_the_measure_is_reported() {
        assert!(broken("непереносимость", 3.0, Goal::Text, Splitting::Never).0.overfull);
        assert!(!broken("непереносимость", 3.0, Goal::Text, Splitting::Anywhere).0.overfull);
    }
}
