//! Patterns and ornaments of themes, drawn by code.
//!
//! Lengths are those of a slide 1080 wide; `Draft::unit` turns them into canvas units. Everything follows
//! from the size of the slide and a fixed seed, so the same slide has the same pattern everywhere.

use vello_cpu::kurbo::{Affine, BezPath, Circle, Point, Shape as _, Stroke};

use super::draw::{Canvas, paint};
use super::scene::Scene;
use super::strokes::{Branch, SHADES, draw_run};
use crate::domain::{CanvasRect, Decoration, Insets, Rgb, Theme, maths};

/// What is strewn keeps this far from the ends of lines of text, where a dot reads as a stop, and from above and below.
const CLEARANCE: (f32, f32) = (34.0, 12.0);
/// Crosses keep this much farther from the ends of lines.
const ASIDE_OF_WORDS: f32 = 70.0;
/// What is higher than this is a band, not a rule.
const BAND: f32 = 40.0;
/// Bits of paper keep this far from the ends of rules and from bands.
const FROM_SHAPES: (f32, f32) = (24.0, 20.0);
/// What is strewn keeps this far from covers: cut by an edge it would seem to grow out of them.
const FROM_COVERS: (f32, f32) = (7.0, 7.0);
/// An edge of a disc so near to a cover, or so little over it, touches it.
const TOUCHING: f32 = 14.0;
/// Sizes a disc may have for its edge to cut no line of text, as shares of its own, the best first.
const DISCS: [f32; 14] = [1.0, 0.93, 1.07, 0.86, 1.14, 0.8, 1.2, 0.72, 0.64, 0.56, 0.48, 0.4, 0.33, 0.28];

/// Draws the decoration of a theme over its backdrop.
///
/// What is strewn over the slide keeps clear of lines of text and of covers, branches are whole or left out, and the
/// edges of discs cut no line: a disc that no size keeps clear is left out.
pub(super) fn draw(canvas: &mut Canvas, theme: &Theme, scene: &Scene) {
    let size = scene.size;
    let unit = (size.width / 1080.0).min(size.height / 900.0);
    let around = |all: Vec<CanvasRect>, (aside, above): (f32, f32)| -> Vec<CanvasRect> {
        let apart = Insets { left: -aside, right: -aside, top: -above, bottom: -above };
        let plain = |it: &CanvasRect| CanvasRect::new(it.x / unit, it.y / unit, it.width / unit, it.height / unit);
        all.iter().map(|it| plain(it).shrink(apart)).collect()
    };
    let (kept, barred) = (around(scene.lines(), CLEARANCE), around(scene.shapes(), FROM_SHAPES));
    let hiding = around(scene.hiding(), FROM_COVERS);
    let mut draft = Draft { canvas, unit, width: size.width / unit, height: size.height / unit, kept, barred, hiding };
    match theme.decoration {
        Decoration::Plain => {}
        Decoration::TopBar(bar) => draft.bar(0.0, 0.0, draft.width, bar, theme.accent),
        Decoration::Circle(colour) => draft.circle(colour),
        Decoration::Crosses(colour) => draft.crosses(colour),
        Decoration::Grain => draft.grain(),
        Decoration::Squares(colour) => draft.squares(colour),
        Decoration::Contours(colour) => draft.contours(colour),
        Decoration::Leaves(leaf, stem) => draft.leaves(leaf, stem),
        Decoration::Framed(colour) => draft.framed(colour),
        Decoration::Woven(colour) => draft.woven(colour),
        Decoration::Confetti(a, b, c) => draft.confetti([a, b, c]),
        Decoration::Dots(a, b) => draft.dots([a, b]),
        Decoration::Shapes(a, b, c) => draft.shapes([a, b, c], theme.side_bar()),
        Decoration::Snow(colour) => draft.snow(colour),
        Decoration::Stars(colour) => draft.stars(colour),
        Decoration::Rays(colour) => draft.rays(colour),
    }
}

struct Draft<'a> {
    canvas: &'a mut Canvas,
    unit: f32,
    width: f32,
    height: f32,
    /// Where nothing may be strewn: words.
    kept: Vec<CanvasRect>,
    /// Where bits of paper and snow would seem to belong to a rule, or be cut by a band.
    barred: Vec<CanvasRect>,
    /// What lies over the ground.
    hiding: Vec<CanvasRect>,
}

/// xorshift64 (Marsaglia, 2003): all the randomness paper needs. Numbers in 0…1.
fn random() -> impl FnMut() -> f32 {
    let mut state = 0x1234_5678_9abc_def1_u64;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 40) as f32 / (1u64 << 24) as f32
    }
}

fn is_in(all: &[CanvasRect], x: f32, y: f32) -> bool {
    all.iter().any(|it| (it.x..=it.right()).contains(&x) && (it.y..=it.bottom()).contains(&y))
}

fn point(x: f32, y: f32) -> Point {
    Point::new(x.into(), y.into())
}

impl Draft<'_> {
    fn bar(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Rgb) {
        self.tinted_bar(CanvasRect::new(x, y, width, height), colour, 1.0);
    }

    fn tinted_bar(&mut self, rect: CanvasRect, colour: Rgb, alpha: f32) {
        self.canvas.context.set_transform(self.canvas.base() * Affine::scale(self.unit.into()));
        self.canvas.fill_round(rect, 0.0, colour, alpha);
    }

    fn is_free(&self, x: f32, y: f32) -> bool {
        !is_in(&self.kept, x, y)
    }

    /// Whether neither words nor rules and bands are there.
    fn is_open(&self, x: f32, y: f32) -> bool {
        self.is_free(x, y) && !is_in(&self.barred, x, y)
    }

    /// Whether a thing of this reach is seen whole, and touches neither words nor rules.
    fn is_whole(&self, x: f32, y: f32, reach: f32) -> bool {
        let is_near = |it: &CanvasRect| {
            (it.x - reach..=it.right() + reach).contains(&x) && (it.y - reach..=it.bottom() + reach).contains(&y)
        };
        self.is_open(x, y) && !self.hiding.iter().any(is_near)
    }

    /// The radius nearest to this one at which a disc holds each line of text whole or not at all, or cuts the fewest.
    fn clear_radius(&self, x: f32, y: f32, radius: f32) -> (f32, usize) {
        let is_cut = |it: &CanvasRect, radius: f32| {
            let (near_x, near_y) = (x.clamp(it.x, it.right()), y.clamp(it.y, it.bottom()));
            let far_x = (x - it.x).abs().max((x - it.right()).abs());
            let far_y = (y - it.y).abs().max((y - it.bottom()).abs());
            maths::hypot(near_x - x, near_y - y) < radius && maths::hypot(far_x, far_y) > radius
        };
        // A cover that an edge just touches seems to hang from it.
        let is_touched = |it: &CanvasRect, radius: f32| {
            let (near_x, near_y) = (x.clamp(it.x, it.right()), y.clamp(it.y, it.bottom()));
            (maths::hypot(near_x - x, near_y - y) - radius).abs() < TOUCHING
        };
        let judged = DISCS.into_iter().map(|it| it * radius).map(|radius| {
            let n_cut = self.kept.iter().filter(|it| is_cut(it, radius)).count();
            (radius, n_cut + self.hiding.iter().filter(|it| is_touched(it, radius)).count())
        });
        judged.min_by_key(|it| it.1).unwrap_or((radius, 0))
    }

    fn fill(&mut self, path: &BezPath, colour: Rgb, alpha: f32) {
        self.canvas.context.set_transform(self.canvas.base() * Affine::scale(self.unit.into()));
        self.canvas.context.set_paint(paint(colour, alpha));
        self.canvas.context.fill_path(path);
    }

    fn line(&mut self, path: &BezPath, width: f32, colour: Rgb) {
        self.shaded_line(path, width, (colour, 1.0));
    }

    fn shaded_line(&mut self, path: &BezPath, width: f32, (colour, alpha): (Rgb, f32)) {
        self.canvas.context.set_transform(self.canvas.base() * Affine::scale(self.unit.into()));
        self.canvas.context.set_paint(paint(colour, alpha));
        self.canvas.context.set_stroke(Stroke::new(width.into()));
        self.canvas.context.stroke_path(path);
    }

    fn disc(&mut self, x: f32, y: f32, radius: f32, colour: Rgb, alpha: f32) {
        let circle = Circle::new(point(x, y), radius.into()).to_path(0.1);
        self.fill(&circle, colour, alpha);
    }

    fn polygon(&mut self, points: &[(f32, f32)], colour: Rgb, alpha: f32) {
        let mut path = BezPath::new();
        for (i, (x, y)) in points.iter().enumerate() {
            if i == 0 { path.move_to(point(*x, *y)) } else { path.line_to(point(*x, *y)) }
        }
        path.close_path();
        self.fill(&path, colour, alpha);
    }

    /// Small crosses, far apart.
    fn crosses(&mut self, colour: Rgb) {
        const PITCH: f32 = 90.0;
        let (arm, thick) = (9.0, 3.0);
        for row in 0..=(self.height / (PITCH * 0.75)) as u16 {
            let y = PITCH * 0.5 + f32::from(row) * PITCH * 0.75;
            let from = if row % 2 == 0 { PITCH * 0.5 } else { PITCH };
            for column in 0..=(self.width / PITCH) as u16 {
                let x = from + f32::from(column) * PITCH;
                // Beside words on their line it would be a plus of theirs.
                let is_apart = [-ASIDE_OF_WORDS, ASIDE_OF_WORDS].iter().all(|it| self.is_free(x + it, y));
                if is_apart && self.is_whole(x, y, arm) {
                    self.bar(x - arm, y - thick / 2.0, arm * 2.0, thick, colour);
                    self.bar(x - thick / 2.0, y - arm, thick, arm * 2.0, colour);
                }
            }
        }
    }

    /// Fibres of old paper: short strokes a little darker and lighter than the sheet.
    fn grain(&mut self) {
        let fibres = (self.width * self.height / 560.0) as u32;
        let mut next = random();
        for _ in 0..fibres {
            let (x, y, length, tone) = (next() * self.width, next() * self.height, 2.0 + next() * 7.0, next());
            let (colour, alpha) =
                if tone < 0.6 { (Rgb::new(0x4a, 0x36, 0x1c), 0.05) } else { (Rgb::new(255, 250, 235), 0.1) };
            let is_flat = next() < 0.5;
            let (width, height) = if is_flat { (length, 1.1) } else { (1.1, length) };
            self.tinted_bar(CanvasRect::new(x, y, width, height), colour, alpha);
        }
    }

    /// Squared paper: every fifth line a little stronger.
    fn squares(&mut self, colour: Rgb) {
        const PITCH: f32 = 36.0;
        let thick = |i: u16| if i.is_multiple_of(5) { 2.0 } else { 1.0 };
        for i in 0..=(self.width / PITCH) as u16 {
            self.bar(f32::from(i) * PITCH, 0.0, thick(i), self.height, colour);
        }
        for i in 0..=(self.height / PITCH) as u16 {
            self.bar(0.0, f32::from(i) * PITCH, self.width, thick(i), colour);
        }
    }

    /// A large disc at the upper right, in the corner where that keeps words whole.
    fn circle(&mut self, colour: Rgb) {
        const OFF: f32 = 40.0;
        let middles = [(self.width * 0.84, 216.0), (self.width * 0.95, 80.0), (self.width, 0.0)];
        let [(x, y), ..] = middles;
        if is_in(&self.barred, x, y) {
            // A band over it would leave a sliver.
            return;
        }
        let judged = middles.map(|(x, y)| (x, y, self.clear_radius(x, y, 475.0)));
        // One that is seen whole is no ground but a thing: a portrait that is missing.
        let runs_off =
            |(x, y, (radius, _)): &(f32, f32, (f32, usize))| y - radius < -OFF || x + radius > self.width + OFF;
        if let Some((x, y, (radius, 0))) = judged.into_iter().filter(runs_off).min_by_key(|it| it.2.1) {
            self.disc(x, y, radius, colour, 1.0);
        }
    }

    /// Closed lines round two hills, one at the upper right, one at the lower left; they break off before words, as
    /// on a map.
    fn contours(&mut self, colour: Rgb) {
        const STEPS: u16 = 360;
        for (x, y, n) in [(self.width * 0.86, self.height * 0.12, 13_u8), (self.width * 0.08, self.height * 0.9, 11)] {
            for ring in 1..=n {
                let radius = f32::from(ring) * 46.0;
                let (mut paths, mut run) = (std::array::from_fn(|_| BezPath::new()), Vec::new());
                for step in 0..=STEPS {
                    let angle = f32::from(step) / f32::from(STEPS) * std::f32::consts::TAU;
                    let bump = 1.0
                        + 0.12 * maths::sin(angle * 2.0 + 0.6)
                        + 0.07 * maths::cos(angle * 3.0 + f32::from(ring) * 0.22);
                    let (x, y) = (x + radius * bump * maths::cos(angle) * 1.2, y + radius * bump * maths::sin(angle));
                    if self.is_free(x, y) {
                        run.push(point(x, y));
                    } else {
                        draw_run(&mut paths, &mut run, false);
                    }
                }
                let is_ring = run.len() > usize::from(STEPS);
                draw_run(&mut paths, &mut run, is_ring);
                let width = if ring % 4 == 0 { 3.0 } else { 1.6 };
                for (path, shade) in paths.iter().zip(1_u8..) {
                    self.shaded_line(path, width, (colour, f32::from(shade) / SHADES as f32));
                }
            }
        }
    }

    /// A branch that hangs in from the upper right, and a small one at the lower left.
    fn leaves(&mut self, leaf: Rgb, stem: Rgb) {
        let (w, h) = (self.width, self.height);
        let branches = |from: (f32, f32), along: (f32, f32), flat: (f32, f32), n: u8| {
            let of = move |(dx, dy): (f32, f32), size: f32| Branch { from, along: (dx * size, dy * size), size, n };
            [of(along, 1.0), of(along, 0.84), of(along, 0.7), of(flat, 0.84), of(flat, 0.7), of(flat, 0.56)]
        };
        let sets = [
            branches((w + 30.0, -20.0), (-400.0, 170.0), (-420.0, 64.0), 10),
            branches((-24.0, h - 30.0), (250.0, -190.0), (270.0, -40.0), 6),
        ];
        for set in sets {
            // With leaves missing it would look plucked: a smaller one that is whole, or none.
            let whole = set.iter().find(|it| (0..it.n).all(|i| self.has_room(it, i)));
            if let Some(branch) = whole {
                self.branch(branch, (leaf, stem));
            }
        }
    }

    /// Whether a leaf of a branch and its place on the stem are clear of words and rules, and cut by no cover.
    fn has_room(&self, branch: &Branch, i: u8) -> bool {
        let ((x, y), turn, length) = branch.leaf(i);
        let is_open = |share: f32| {
            let (x, y) = (x + length * share * maths::cos(turn), y + length * share * maths::sin(turn));
            self.is_whole(x, y, 4.0) || x > self.width || y < 0.0 || x < 0.0 || y > self.height
        };
        [0.0, 0.5, 1.0].into_iter().all(is_open)
    }

    fn branch(&mut self, branch: &Branch, (leaf, stem): (Rgb, Rgb)) {
        let mut path = BezPath::new();
        path.move_to(point(branch.from.0, branch.from.1));
        for step in 1..=24_u8 {
            let (x, y) = branch.at(f32::from(step) / 24.0);
            path.line_to(point(x, y));
        }
        self.line(&path, 3.0, stem);
        for i in 0..branch.n {
            let (place, turn, length) = branch.leaf(i);
            self.leaf(place, turn, length, leaf);
        }
    }

    fn leaf(&mut self, (x, y): (f32, f32), angle: f32, length: f32, colour: Rgb) {
        let (sin, cos) = maths::sin_cos(angle);
        let at = |along: f32, aside: f32| point(x + along * cos - aside * sin, y + along * sin + aside * cos);
        let mut path = BezPath::new();
        path.move_to(at(0.0, 0.0));
        path.curve_to(at(length * 0.25, length * 0.3), at(length * 0.7, length * 0.26), at(length, 0.0));
        path.curve_to(at(length * 0.7, -length * 0.26), at(length * 0.25, -length * 0.3), at(0.0, 0.0));
        self.fill(&path, colour, 1.0);
    }

    /// A thick and a thin line inside the edge, on grained paper.
    fn framed(&mut self, colour: Rgb) {
        self.grain();
        for (inset, thick) in [(24.0, 5.0), (35.0, 1.6)] {
            let (w, h) = (self.width - 2.0 * inset, self.height - 2.0 * inset);
            self.bar(inset, inset, w, thick, colour);
            self.bar(inset, self.height - inset - thick, w, thick, colour);
            self.bar(inset, inset, thick, h, colour);
            self.bar(self.width - inset - thick, inset, thick, h, colour);
        }
    }

    /// A woven band down the left edge: lozenges with crosses between them, on a ground of its own.
    fn woven(&mut self, colour: Rgb) {
        const BAND: f32 = 62.0;
        let paper = Rgb::new(0xfb, 0xf6, 0xec);
        self.bar(0.0, 0.0, BAND, self.height, colour);
        self.bar(BAND + 6.0, 0.0, 3.0, self.height, colour);
        let n = (self.height / BAND).round().max(1.0);
        let pitch = self.height / n;
        let (x, cell) = (BAND / 2.0, 4.6);
        for i in 0..n as u16 {
            let y = pitch * (f32::from(i) + 0.5);
            // Stitches of a lozenge with an empty heart.
            for row in -5_i8..=5 {
                for column in -5_i8..=5 {
                    let ring = row.abs() + column.abs();
                    if matches!(ring, 5 | 4 | 1 | 0) || (row.abs() == 5 && column.abs() == 5) {
                        let (sx, sy) = (x + f32::from(column) * cell, y + f32::from(row) * cell);
                        self.bar(sx - cell / 2.0, sy - cell / 2.0, cell - 0.6, cell - 0.6, paper);
                    }
                }
            }
        }
    }

    /// Bits of paper that thin out towards the middle.
    fn confetti(&mut self, colours: [Rgb; 3]) {
        let mut next = random();
        for i in 0..(self.width * self.height / 9000.0) as u32 {
            let (x, y, turn, size) = (next() * self.width, next() * self.height, next() * 3.1, 7.0 + next() * 9.0);
            let edge = x.min(self.width - x).min(y).min(self.height - y);
            let keeps = next() < 1.0 - edge / 66.0;
            let colour = colours.get(i as usize % 3).copied().unwrap_or_default();
            if !keeps || !self.is_whole(x, y, size) {
                continue;
            }
            if i % 4 == 0 {
                self.disc(x, y, size * 0.42, colour, 1.0);
            } else {
                let (sin, cos) = maths::sin_cos(turn);
                let corner = |a: f32, b: f32| (x + a * cos - b * sin, y + a * sin + b * cos);
                let thin = size * 0.42;
                let corners = [corner(-size, -thin), corner(size, -thin), corner(size, thin), corner(-size, thin)];
                self.polygon(&corners, colour, 1.0);
            }
        }
    }

    /// Large soft dots that run off the corners.
    fn dots(&mut self, [a, b]: [Rgb; 2]) {
        let (w, h) = (self.width, self.height);
        for (x, y, radius, colour) in [
            (w * 0.95, h * 0.05, 250.0, a),
            (w * 0.7, -20.0, 110.0, b),
            (w * 0.02, h * 0.99, 270.0, b),
            (w * 0.3, h + 10.0, 110.0, a),
            (w * 0.99, h * 0.52, 90.0, b),
            (w * 0.99, h * 0.97, 130.0, a),
        ] {
            let (radius, n_cut) = self.clear_radius(x, y, radius);
            // A band over the middle of one would leave a sliver, a cover over that of the one at the side a tab.
            let inside = (x.clamp(1.0, w - 1.0), y.clamp(1.0, h - 1.0));
            let is_cut = |it: &CanvasRect| {
                let near = |from: f32, to: f32, at: f32| (from - radius..=to + radius).contains(&at);
                it.height > BAND && near(it.x, it.right(), x) && near(it.y, it.bottom(), y)
            };
            let is_hidden = is_in(&self.barred, inside.0, inside.1)
                || self.barred.iter().any(is_cut)
                || self
                    .hiding
                    .iter()
                    .any(|it| radius < 100.0 && it.right() > x - radius && (it.y..it.bottom()).contains(&y));
            if n_cut == 0 && !is_hidden {
                self.disc(x, y, radius, colour, 1.0);
            }
        }
    }

    /// A quarter of a circle at the upper right, under it a bar in two colours down the right edge.
    fn shapes(&mut self, [round, upper, lower]: [Rgb; 3], width: f32) {
        const RADIUS: f32 = 300.0;
        let (clear, n_cut) = self.clear_radius(self.width, 0.0, RADIUS);
        let radius = if n_cut == 0 { clear } else { 0.0 };
        let (x, rest) = (self.width - width, self.height - radius);
        // Each lies on the one before: side by side they would show a seam.
        let under = radius.min(width);
        self.bar(x, radius - under, width, rest + under, upper);
        // Beside a band the bar is of one colour: a piece of another would make a step with it.
        let has_band = self.barred.iter().any(|it| it.right() >= self.width && it.height > BAND);
        if !has_band {
            self.bar(x, radius + rest * 0.62, width, rest * 0.38, lower);
        }
        self.disc(self.width, 0.0, radius, round, 1.0);
    }

    fn snow(&mut self, colour: Rgb) {
        let mut next = random();
        for _ in 0..(self.width * self.height / 26_000.0) as u32 {
            let (x, y, size) = (next() * self.width, next() * self.height, 5.0 + next() * 17.0);
            let is_open = |it: f32| self.is_open(x + it, y) && self.is_open(x, y + it);
            if !self.is_whole(x, y, size) || ![-size, size].into_iter().all(is_open) {
                continue;
            }
            if size < 13.0 {
                self.disc(x, y, size * 0.4, colour, 1.0);
                continue;
            }
            for arm in 0..3_u8 {
                let (sin, cos) = maths::sin_cos(f32::from(arm) * std::f32::consts::FRAC_PI_3);
                let mut path = BezPath::new();
                path.move_to(point(x - size * cos, y - size * sin));
                path.line_to(point(x + size * cos, y + size * sin));
                self.line(&path, 2.2, colour);
            }
        }
    }

    fn stars(&mut self, colour: Rgb) {
        const FAR: (f32, f32) = (40.0, 16.0);
        let mut next = random();
        for _ in 0..(self.width * self.height / 9_000.0) as u32 {
            let (x, y, size) = (next() * self.width, next() * next() * self.height, 1.0 + next() * 2.4);
            let alpha = 0.25 + 0.5 * next();
            // Between two texts, or close over one, a star reads as a point of theirs.
            let is_alone = [(-FAR.0, 0.0), (FAR.0, 0.0), (0.0, -FAR.1), (0.0, FAR.1)]
                .into_iter()
                .all(|(aside, down)| self.is_free(x + aside, y + down));
            if is_alone && self.is_whole(x, y, size) {
                self.disc(x, y, size, colour, alpha);
            }
        }
    }

    /// Broad rays that rise from below the foot.
    fn rays(&mut self, colour: Rgb) {
        const N: u8 = 13;
        let (x, y, far) = (self.width / 2.0, self.height * 1.06, self.width + self.height);
        let at = |i: f32| {
            let angle = std::f32::consts::PI * (1.0 + i / f32::from(2 * N));
            (x + far * maths::cos(angle), y + far * maths::sin(angle))
        };
        for i in 0..N {
            let from = f32::from(i) * 2.0;
            self.polygon(&[(x, y), at(from), at(from + 1.0)], colour, 1.0);
        }
    }
}
