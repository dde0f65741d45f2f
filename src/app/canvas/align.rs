//! Aligning and distributing: rectangles in, ways to go out.

use crate::domain::CanvasRect;

/// Where things are lined up, or along what they are spread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::app) enum Alignment {
    /// Left edges.
    Left,
    /// Middles, across.
    Center,
    /// Right edges.
    Right,
    /// Upper edges.
    Top,
    /// Middles, down.
    Middle,
    /// Lower edges.
    Bottom,
    /// Equal gaps across.
    SpreadAcross,
    /// Equal gaps down.
    SpreadDown,
}

/// How far each thing goes. One thing is lined up with the frame, several with each other.
pub(in crate::app) fn aligned(things: &[CanvasRect], frame: CanvasRect, how: Alignment) -> Vec<(f32, f32)> {
    match how {
        Alignment::SpreadAcross => spread(things, |it| (it.x, it.width)).into_iter().map(|by| (by, 0.0)).collect(),
        Alignment::SpreadDown => spread(things, |it| (it.y, it.height)).into_iter().map(|by| (0.0, by)).collect(),
        _ => {
            let whole = if things.len() > 1 { union(things).unwrap_or(frame) } else { frame };
            things.iter().map(|it| way(*it, whole, how)).collect()
        }
    }
}

fn way(thing: CanvasRect, whole: CanvasRect, how: Alignment) -> (f32, f32) {
    match how {
        Alignment::Left => (whole.x - thing.x, 0.0),
        Alignment::Center => (whole.center().x - thing.center().x, 0.0),
        Alignment::Right => (whole.right() - thing.right(), 0.0),
        Alignment::Top => (0.0, whole.y - thing.y),
        Alignment::Middle => (0.0, whole.center().y - thing.center().y),
        Alignment::Bottom => (0.0, whole.bottom() - thing.bottom()),
        Alignment::SpreadAcross | Alignment::SpreadDown => (0.0, 0.0),
    }
}

fn union(things: &[CanvasRect]) -> Option<CanvasRect> {
    things.iter().copied().reduce(|a, b| {
        let (x, y) = (a.x.min(b.x), a.y.min(b.y));
        CanvasRect::new(x, y, a.right().max(b.right()) - x, a.bottom().max(b.bottom()) - y)
    })
}

/// The outermost two stay; gaps between all become equal. Fewer than three have nothing to be spread.
fn spread(things: &[CanvasRect], along: fn(&CanvasRect) -> (f32, f32)) -> Vec<f32> {
    let mut ways = vec![0.0; things.len()];
    if things.len() < 3 {
        return ways;
    }
    let mut order: Vec<(usize, (f32, f32))> = things.iter().map(along).enumerate().collect();
    order.sort_by(|a, b| (a.1.0 + a.1.1 / 2.0).total_cmp(&(b.1.0 + b.1.1 / 2.0)));
    let (Some(first), Some(last)) = (order.first(), order.last()) else { return ways };
    let room = last.1.0 + last.1.1 - first.1.0;
    let taken: f32 = order.iter().map(|it| it.1.1).sum();
    let gap = (room - taken) / (order.len() - 1) as f32;
    let mut at = first.1.0;
    for (index, (start, length)) in order {
        if let Some(way) = ways.get_mut(index) {
            *way = at - start;
        }
        at += length + gap;
    }
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: CanvasRect = CanvasRect::new(72.0, 72.0, 936.0, 1206.0);

    fn things() -> Vec<CanvasRect> {
        vec![
            CanvasRect::new(100.0, 200.0, 50.0, 60.0),
            CanvasRect::new(400.0, 220.0, 100.0, 80.0),
            CanvasRect::new(190.0, 500.0, 30.0, 40.0),
        ]
    }

    #[test]
    fn several_are_lined_up_with_each_other_and_one_with_the_margins() {
        assert_eq!(aligned(&things(), FRAME, Alignment::Left), [(0.0, 0.0), (-300.0, 0.0), (-90.0, 0.0)]);
        assert_eq!(aligned(&things(), FRAME, Alignment::Bottom), [(0.0, 280.0), (0.0, 240.0), (0.0, 0.0)]);
        assert_eq!(aligned(&things()[..1], FRAME, Alignment::Right), [(858.0, 0.0)]);
    }

    #[test]
    fn spread_things_have_equal_gaps_and_the_outermost_stay() {
        let ways = aligned(&things(), FRAME, Alignment::SpreadAcross);
        assert_eq!((ways[0], ways[1]), ((0.0, 0.0), (0.0, 0.0)));
        assert_eq!(190.0 + ways[2].0 - 150.0, 400.0 - (220.0 + ways[2].0));
        assert_eq!(aligned(&things()[..2], FRAME, Alignment::SpreadDown), [(0.0, 0.0); 2]);
    }
}
