//! Smart guides: what moves is drawn to edges, middles, margins and equal gaps, and the distances are told.
//!
//! Pure: rectangles in, a correction and guides out. Nothing snaps farther than the given distance.

use crate::domain::CanvasRect;

/// One line drawn while something moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) enum Guide {
    /// Two things stand in one line: across (`is_vertical` false) or down the slide.
    Line {
        /// Is it a vertical line?
        is_vertical: bool,
        /// Where it is.
        at: f32,
        /// From here to there along it.
        span: (f32, f32),
    },
    /// A distance, with its number.
    Gap {
        /// Is it measured down the slide?
        is_vertical: bool,
        /// From here to there.
        span: (f32, f32),
        /// Where across it is drawn.
        at: f32,
        /// Is it one of several equal ones?
        is_equal: bool,
    },
}

/// What things are drawn to.
#[derive(Clone, Debug, Default)]
pub(super) struct Surroundings {
    /// The slide.
    pub(super) slide: CanvasRect,
    /// The slide without its margins.
    pub(super) margins: CanvasRect,
    /// Everything that stays.
    pub(super) others: Vec<CanvasRect>,
}

/// One axis of a rectangle: from, to.
type Span = (f32, f32);

fn across(rect: CanvasRect) -> Span {
    (rect.x, rect.right())
}

fn down(rect: CanvasRect) -> Span {
    (rect.y, rect.bottom())
}

fn middle(span: Span) -> f32 {
    f32::midpoint(span.0, span.1)
}

/// A line something may be drawn to, and how far along the other axis what made it reaches.
#[derive(Clone, Copy)]
struct Target {
    at: f32,
    reach: Span,
    is_middle: bool,
}

fn targets(around: &Surroundings, is_vertical: bool) -> Vec<Target> {
    let (along, other): (fn(CanvasRect) -> Span, fn(CanvasRect) -> Span) =
        if is_vertical { (across, down) } else { (down, across) };
    let (slide, margins) = (along(around.slide), along(around.margins));
    let reach = other(around.slide);
    let line = |at: f32, is_middle: bool| Target { at, reach, is_middle };
    let mut found = vec![
        line(middle(slide), true),
        line(margins.0, false),
        line(margins.1, false),
        line(slide.0, false),
        line(slide.1, false),
    ];
    for it in &around.others {
        let (span, reach) = (along(*it), other(*it));
        found.extend([
            Target { at: span.0, reach, is_middle: false },
            Target { at: middle(span), reach, is_middle: true },
            Target { at: span.1, reach, is_middle: false },
        ]);
    }
    found
}

/// How far something must go along one axis, and what it then stands in line with.
fn aligned(moving: CanvasRect, around: &Surroundings, within: f32, is_vertical: bool) -> Option<(f32, Target)> {
    let span = if is_vertical { across(moving) } else { down(moving) };
    let own = [(span.0, false), (middle(span), true), (span.1, false)];
    let mut best: Option<(f32, Target)> = None;
    for target in targets(around, is_vertical) {
        for (at, is_middle) in own {
            let by = target.at - at;
            // Edges go with edges and middles with middles: the other pairs only make things jump.
            let suits = is_middle == target.is_middle && by.abs() <= within;
            if suits && best.is_none_or(|it| by.abs() < it.0.abs() - 1e-3) {
                best = Some((by, target));
            }
        }
    }
    best
}

/// Neighbours in the same row (or column), nearest first: those before and those after.
fn neighbours(moving: CanvasRect, others: &[CanvasRect], is_vertical: bool) -> (Vec<CanvasRect>, Vec<CanvasRect>) {
    let (along, other): (fn(CanvasRect) -> Span, fn(CanvasRect) -> Span) =
        if is_vertical { (down, across) } else { (across, down) };
    let own = (along(moving), other(moving));
    let is_beside = |it: &&CanvasRect| other(**it).0 < own.1.1 && own.1.0 < other(**it).1;
    let beside = || others.iter().filter(is_beside).copied();
    let mut before: Vec<_> = beside().filter(|it| middle(along(*it)) < middle(own.0)).collect();
    let mut after: Vec<_> = beside().filter(|it| middle(along(*it)) >= middle(own.0)).collect();
    before.sort_by(|a, b| along(*b).1.total_cmp(&along(*a).1));
    after.sort_by(|a, b| along(*a).0.total_cmp(&along(*b).0));
    (before, after)
}

/// How far something must go for its gaps to be equal, and the gaps then.
fn evened(moving: CanvasRect, others: &[CanvasRect], within: f32, is_vertical: bool) -> Option<(f32, Vec<Span>)> {
    let along: fn(CanvasRect) -> Span = if is_vertical { down } else { across };
    let (before, after) = neighbours(moving, others, is_vertical);
    let own = along(moving);
    let mut found: Vec<(f32, Vec<Span>)> = Vec::new();
    if let (Some(a), Some(b)) = (before.first(), after.first()) {
        let (from, to) = (along(*a).1, along(*b).0);
        let by = middle((from, to)) - middle(own);
        found.push((by, vec![(from, own.0 + by), (own.1 + by, to)]));
    }
    if let [a, b, ..] = before.as_slice() {
        let gap = along(*a).0 - along(*b).1;
        let by = along(*a).1 + gap - own.0;
        found.push((by, vec![(along(*b).1, along(*a).0), (along(*a).1, own.0 + by)]));
    }
    if let [a, b, ..] = after.as_slice() {
        let gap = along(*b).0 - along(*a).1;
        let by = along(*a).0 - gap - own.1;
        found.push((by, vec![(own.1 + by, along(*a).0), (along(*a).1, along(*b).0)]));
    }
    let is_gap = |it: &&(f32, Vec<Span>)| it.0.abs() <= within && it.1.iter().all(|gap| gap.1 - gap.0 > 1.0);
    found.iter().filter(is_gap).min_by(|a, b| a.0.abs().total_cmp(&b.0.abs())).cloned()
}

/// Draws what moves to its surroundings: how far it goes, and the guides that say why.
pub(super) fn snapped(moving: CanvasRect, around: &Surroundings, within: f32) -> ((f32, f32), Vec<Guide>) {
    let mut by = (0.0, 0.0);
    let mut lines: Vec<(bool, Target)> = Vec::new();
    let mut gaps: Vec<(bool, Vec<Span>)> = Vec::new();
    for is_vertical in [true, false] {
        let place = if is_vertical { &mut by.0 } else { &mut by.1 };
        let line = aligned(moving, around, within, is_vertical);
        // A vertical line decides where across something stands; gaps across decide the same.
        let even = evened(moving, &around.others, within, !is_vertical);
        match (line, even) {
            (Some(line), even) if even.as_ref().is_none_or(|it| line.0.abs() <= it.0.abs() + 0.5) => {
                *place = line.0;
                lines.push((is_vertical, line.1));
                gaps.extend(even.filter(|it| (it.0 - line.0).abs() < 0.5).map(|it| (!is_vertical, it.1)));
            }
            (_, Some(even)) => {
                *place = even.0;
                gaps.push((!is_vertical, even.1));
            }
            _ => {}
        }
    }
    let moved = CanvasRect { x: moving.x + by.0, y: moving.y + by.1, ..moving };
    (by, guides(moved, around, &lines, &gaps))
}

fn guides(
    moved: CanvasRect,
    around: &Surroundings,
    lines: &[(bool, Target)],
    gaps: &[(bool, Vec<Span>)],
) -> Vec<Guide> {
    let mut found = Vec::new();
    for (is_vertical, target) in lines {
        let own = if *is_vertical { down(moved) } else { across(moved) };
        let span = (own.0.min(target.reach.0), own.1.max(target.reach.1));
        found.push(Guide::Line { is_vertical: *is_vertical, at: target.at, span });
    }
    for (is_vertical, spans) in gaps {
        let at = if *is_vertical { moved.center().x } else { moved.center().y };
        let gap = |span: &Span| Guide::Gap { is_vertical: *is_vertical, span: *span, at, is_equal: true };
        found.extend(spans.iter().map(gap));
    }
    for is_vertical in [false, true] {
        if !gaps.iter().any(|it| it.0 == is_vertical) {
            found.extend(distances(moved, around, is_vertical));
        }
    }
    found
}

/// Distances to the nearest neighbours in the row, or in the column.
fn distances(moved: CanvasRect, around: &Surroundings, is_vertical: bool) -> Vec<Guide> {
    let along: fn(CanvasRect) -> Span = if is_vertical { down } else { across };
    let (before, after) = neighbours(moved, &around.others, is_vertical);
    let own = along(moved);
    let at = if is_vertical { moved.center().x } else { moved.center().y };
    let spans = [before.first().map(|it| (along(*it).1, own.0)), after.first().map(|it| (own.1, along(*it).0))];
    let is_shown = |it: &Span| it.1 - it.0 > 1.0;
    let gap = |span| Guide::Gap { is_vertical, span, at, is_equal: false };
    spans.into_iter().flatten().filter(is_shown).map(gap).collect()
}

/// Where a dragged side goes: to a line near it.
pub(super) fn snapped_side(at: f32, around: &Surroundings, within: f32, is_vertical: bool) -> Option<(f32, Guide)> {
    let near = targets(around, is_vertical).into_iter().filter(|it| !it.is_middle && (it.at - at).abs() <= within);
    let best = near.min_by(|a, b| (a.at - at).abs().total_cmp(&(b.at - at).abs()))?;
    Some((best.at - at, Guide::Line { is_vertical, at: best.at, span: best.reach }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn surroundings(others: Vec<CanvasRect>) -> Surroundings {
        Surroundings {
            slide: CanvasRect::new(0.0, 0.0, 1080.0, 1350.0),
            margins: CanvasRect::new(72.0, 72.0, 936.0, 1206.0),
            others,
        }
    }

    #[test]
    fn edges_meet_edges_and_the_margin() {
        let other = CanvasRect::new(300.0, 400.0, 200.0, 300.0);
        let (by, guides) = snapped(CanvasRect::new(304.0, 900.0, 150.0, 90.0), &surroundings(vec![other]), 6.0);
        assert_eq!(by, (-4.0, 0.0));
        assert!(guides.contains(&Guide::Line { is_vertical: true, at: 300.0, span: (400.0, 990.0) }));
        let (by, _) = snapped(CanvasRect::new(69.0, 500.0, 150.0, 90.0), &surroundings(vec![]), 6.0);
        assert_eq!(by, (3.0, 0.0));
        let (by, _) = snapped(CanvasRect::new(462.0, 500.0, 150.0, 90.0), &surroundings(vec![]), 6.0);
        assert_eq!(by, (3.0, 0.0), "the middle of the slide");
    }

    #[test]
    fn between_two_neighbours_gaps_become_equal_and_are_told() {
        let others = vec![CanvasRect::new(100.0, 500.0, 100.0, 150.0), CanvasRect::new(700.0, 500.0, 100.0, 150.0)];
        let (by, guides) = snapped(CanvasRect::new(403.0, 520.0, 90.0, 80.0), &surroundings(others), 6.0);
        assert_eq!(by.0, 2.0);
        let gaps: Vec<f32> = guides
            .iter()
            .filter_map(|it| if let Guide::Gap { span, .. } = it { Some(span.1 - span.0) } else { None })
            .collect();
        assert_eq!(gaps, [205.0, 205.0]);
    }

    #[test]
    fn a_row_is_continued_with_its_own_gap() {
        let others = vec![CanvasRect::new(100.0, 500.0, 100.0, 150.0), CanvasRect::new(240.0, 500.0, 100.0, 150.0)];
        let (by, guides) = snapped(CanvasRect::new(384.0, 530.0, 91.0, 70.0), &surroundings(others), 6.0);
        assert_eq!(by.0, -4.0);
        assert_eq!(guides.iter().filter(|it| matches!(it, Guide::Gap { is_equal: true, .. })).count(), 2);
    }

    proptest! {
        #[test]
        fn nothing_jumps_farther_than_it_may_and_guides_are_sound(
            x in -100.0_f32..1000.0, y in -100.0_f32..1300.0, w in 20.0_f32..500.0, h in 20.0_f32..500.0,
            others in prop::collection::vec((0.0_f32..900.0, 0.0_f32..1200.0, 20.0_f32..300.0, 20.0_f32..300.0), 0..6),
        ) {
            let around = surroundings(others.into_iter().map(|it| CanvasRect::new(it.0, it.1, it.2, it.3)).collect());
            let (by, _) = snapped(CanvasRect::new(x, y, w, h), &around, 8.0);
            prop_assert!(by.0.abs() <= 8.0 && by.1.abs() <= 8.0);
            let moved = CanvasRect::new(x + by.0, y + by.1, w, h);
            let (_, guides) = snapped(moved, &around, 8.0);
            let is_sound = |it: &Guide| match it {
                Guide::Line { at, span, .. } => at.is_finite() && span.0 <= span.1,
                Guide::Gap { span, .. } => span.0 < span.1,
            };
            prop_assert!(guides.iter().all(is_sound));
        }
    }
}
