//! Lines of patterns: pieces of contours that fade away, branches with their leaves.
//!
//! Lengths are those of a slide 1080 wide.

use vello_cpu::kurbo::{BezPath, Point};

use crate::domain::maths;

/// Pieces of contours shorter than this look like dirt.
const CRUMB: f64 = 190.0;
/// Shades in which a piece of a contour comes up from nothing, and the length it takes for that.
pub(super) const SHADES: usize = 4;
const FADING: f64 = 90.0;

/// Adds a piece of a contour to the paths of its shades: it fades away towards words, as lines of maps do, and one so
/// short that it would be a crumb between them is left out. A whole ring does not fade.
pub(super) fn draw_run(paths: &mut [BezPath; SHADES], run: &mut Vec<Point>, is_ring: bool) {
    let steps = run.windows(2).map(|it| it.first().zip(it.last()).map_or(0.0, |(a, b)| a.distance(*b)));
    let length: f64 = steps.clone().sum();
    if length > CRUMB {
        let mut from_start = 0.0;
        for (ends, step) in run.windows(2).zip(steps) {
            let from_end = (from_start + step / 2.0_f64).min(length - from_start);
            let shade = if is_ring { SHADES } else { (from_end / FADING * SHADES as f64) as usize };
            if let (Some(path), [a, b]) = (paths.get_mut(shade.min(SHADES - 1)), ends) {
                path.move_to(*a);
                path.line_to(*b);
            }
            from_start += step;
        }
    }
    run.clear();
}

/// A bent stem with leaves on both sides, the last at its end.
#[derive(Clone, Copy)]
pub(super) struct Branch {
    pub(super) from: (f32, f32),
    pub(super) along: (f32, f32),
    pub(super) size: f32,
    pub(super) n: u8,
}

impl Branch {
    pub(super) fn at(&self, t: f32) -> (f32, f32) {
        (self.from.0 + self.along.0 * t, self.from.1 + self.along.1 * t * t)
    }

    /// Where a leaf grows, where it turns and how long it is.
    pub(super) fn leaf(&self, i: u8) -> ((f32, f32), f32, f32) {
        let t = 0.12 + 0.88 * f32::from(i) / f32::from(self.n - 1);
        let along = maths::angle_of(2.0 * self.along.1 * t, self.along.0);
        let side = if i.is_multiple_of(2) { 0.75 } else { -0.75 };
        (self.at(t), if i + 1 == self.n { along } else { along + side }, (96.0 - 34.0 * t) * self.size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(length: i32, is_ring: bool) -> Vec<bool> {
        let mut paths: [BezPath; SHADES] = std::array::from_fn(|_| BezPath::new());
        let mut run = (0..=length).step_by(10).map(|it| Point::new(it.into(), 0.0)).collect();
        draw_run(&mut paths, &mut run, is_ring);
        assert!(run.is_empty());
        paths.iter().map(|it| !it.is_empty()).collect()
    }

    #[test]
    fn a_contour_fades_away_at_both_ends_unless_it_is_a_ring() {
        assert_eq!(drawn(400, false), [true; SHADES]);
        assert_eq!(drawn(400, true), [false, false, false, true]);
    }

    #[test]
    fn a_crumb_of_a_contour_is_not_drawn() {
        assert_eq!(drawn(150, false), [false; SHADES]);
    }

    #[test]
    fn a_branch_ends_in_a_leaf_that_points_along_it() {
        let branch = Branch { from: (0.0, 0.0), along: (-400.0, 170.0), size: 1.0, n: 10 };
        let ((x, y), turn, _) = branch.leaf(9);
        assert_eq!((x, y), branch.at(1.0));
        assert!((turn - maths::angle_of(340.0_f32, -400.0)).abs() < 1e-4);
        let reaches: Vec<f32> = (0..10).map(|it| branch.leaf(it).2).collect();
        assert!(reaches.windows(2).all(|it| it[0] > it[1]));
    }
}
