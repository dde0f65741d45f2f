//! Pixels of the window without a graphics card: triangles are filled as egui's shaders fill them, in gamma space,
//! with premultiplied alpha and bilinear textures.
//!
//! Every pixel belongs to one triangle of those that share a side, so nothing see-through is laid on twice.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use egui::epaint::{ClippedPrimitive, ColorImage, ImageData, Mesh, Primitive, Vertex};
use egui::{Color32, Rect, TextureId, TexturesDelta};

use crate::domain::{Picture, maths};

/// A colour being worked on: red, green, blue, alpha from 0 to 255, premultiplied.
type Rgba = [f32; 4];

/// The textures of a window, kept as the harness hands them over.
#[derive(Clone, Default)]
pub(super) struct Textures(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    images: HashMap<TextureId, ColorImage>,
    /// Given up in the last frame, which may still be looked at.
    freed: Vec<TextureId>,
}

impl egui_kittest::TestRenderer for Textures {
    fn handle_delta(&mut self, delta: &mut TexturesDelta) {
        let Kept { images, freed } = &mut *self.0.lock().unwrap();
        for id in freed.drain(..) {
            images.remove(&id);
        }
        #[expect(clippy::iter_over_hash_type, reason = "textures do not depend on each other")]
        for (id, changes) in delta.set.drain() {
            for change in changes {
                let ImageData::Color(new) = change.image;
                match (change.pos, images.get_mut(&id)) {
                    (Some(at), Some(old)) => lay_in(old, &new, at),
                    _ => drop(images.insert(id, ColorImage::clone(&new))),
                }
            }
        }
        freed.extend(delta.free.drain());
    }
}

fn lay_in(old: &mut ColorImage, new: &ColorImage, [x, y]: [usize; 2]) {
    for row in 0..new.height() {
        let to = (y + row) * old.width() + x;
        old.pixels[to..to + new.width()].copy_from_slice(&new.pixels[row * new.width()..][..new.width()]);
    }
}

impl Textures {
    /// The picture of a frame, `scale` pixels a point.
    pub(super) fn picture(&self, primitives: &[ClippedPrimitive], size: egui::Vec2, scale: f32) -> Picture {
        let (width, height) = ((size.x * scale).round() as usize, (size.y * scale).round() as usize);
        let mut surface = Surface { width, height, pixels: vec![[0, 0, 0]; width * height] };
        let kept = self.0.lock().unwrap();
        for it in primitives {
            let Primitive::Mesh(mesh) = &it.primitive else { continue };
            let texture = &kept.images[&mesh.texture_id];
            surface.mesh(mesh, texture, it.clip_rect, scale);
        }
        let rgba = surface.pixels.iter().flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect();
        Picture { width: width as u32, height: height as u32, rgba }
    }
}

struct Surface {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

/// One side of a triangle: positive inside.
struct Side {
    a: f64,
    b: f64,
    c: f64,
    /// Do pixels on the line itself belong to the triangle?
    owns: bool,
}

impl Side {
    fn between(from: [f64; 2], to: [f64; 2]) -> Self {
        let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
        let owns = dy < 0.0 || (dy == 0.0 && dx > 0.0);
        Self { a: -dy, b: dx, c: dy * from[0] - dx * from[1], owns }
    }

    fn holds(&self, x: i64, y: f64) -> bool {
        let at = self.a * (x as f64 + 0.5) + (self.b * y + self.c);
        at > 0.0 || (at == 0.0 && self.owns)
    }

    /// Leaves of a run of pixels what lies inside.
    fn cut(&self, (mut from, mut to): (i64, i64), y: f64) -> (i64, i64) {
        if self.a == 0.0 {
            return if self.holds(from, y) { (from, to) } else { (from, from) };
        }
        let meets = (-(self.b * y + self.c) / self.a - 0.5).clamp(-1e6, 1e6).ceil() as i64;
        if self.a > 0.0 {
            let first = (meets - 1..=meets + 1).find(|it| self.holds(*it, y)).unwrap_or(meets + 2);
            from = from.max(first);
        } else {
            let first_out = (meets - 1..=meets + 1).find(|it| !self.holds(*it, y)).unwrap_or(meets + 2);
            to = to.min(first_out);
        }
        (from, to)
    }
}

/// A value that changes evenly over a triangle.
#[derive(Clone, Copy, Default)]
struct Plane {
    dx: f32,
    dy: f32,
    at: f32,
}

impl Plane {
    fn through(corners: [[f64; 2]; 3], values: [f32; 3], area: f64) -> Self {
        let [a, b, c] = corners;
        let (to_b, to_c) = (f64::from(values[1] - values[0]), f64::from(values[2] - values[0]));
        let dx = (to_b * (c[1] - a[1]) - to_c * (b[1] - a[1])) / area;
        let dy = (to_c * (b[0] - a[0]) - to_b * (c[0] - a[0])) / area;
        let at = f64::from(values[0]) - dx * (a[0] - 0.5) - dy * (a[1] - 0.5);
        Self { dx: dx as f32, dy: dy as f32, at: at as f32 }
    }

    fn value(self, x: i64, y: i64) -> f32 {
        self.at + self.dx * x as f32 + self.dy * y as f32
    }
}

impl Surface {
    fn mesh(&mut self, mesh: &Mesh, texture: &ColorImage, clip: Rect, scale: f32) {
        let edge = |it: f32, most: usize| ((it * scale).round() as i64).clamp(0, most as i64);
        let across = (edge(clip.min.x, self.width), edge(clip.max.x, self.width));
        let down = (edge(clip.min.y, self.height), edge(clip.max.y, self.height));
        for it in mesh.indices.chunks_exact(3) {
            let corners = [0, 1, 2].map(|corner| mesh.vertices[it[corner] as usize]);
            self.triangle(corners, texture, (across, down), scale);
        }
    }

    fn triangle(
        &mut self,
        corners: [Vertex; 3],
        texture: &ColorImage,
        (across, down): ((i64, i64), (i64, i64)),
        scale: f32,
    ) {
        let places = corners.map(|it| [f64::from(it.pos.x * scale), f64::from(it.pos.y * scale)]);
        let [a, b, c] = places;
        let area = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]);
        if area == 0.0 || !area.is_finite() {
            return;
        }
        let turn = if area > 0.0 { [a, b, c] } else { [a, c, b] };
        let sides = [(0, 1), (1, 2), (2, 0)].map(|(from, to)| Side::between(turn[from], turn[to]));
        let ink = Ink::of(corners, places, area, texture);
        let (top, bottom) = (a[1].min(b[1]).min(c[1]).floor() as i64, a[1].max(b[1]).max(c[1]).ceil() as i64);
        for y in top.max(down.0)..bottom.min(down.1) {
            let (from, to) = sides.iter().fold(across, |run, side| side.cut(run, y as f64 + 0.5));
            if from < to {
                let start = y as usize * self.width;
                let run = &mut self.pixels[start + from as usize..start + to as usize];
                ink.lay_on(run, from, y);
            }
        }
    }
}

/// What a triangle is filled with.
struct Ink<'a> {
    texture: &'a ColorImage,
    colour: [Plane; 4],
    place: [Plane; 2],
    /// The colour all over, when it is the same all over.
    even: Option<Rgba>,
}

impl<'a> Ink<'a> {
    fn of(corners: [Vertex; 3], places: [[f64; 2]; 3], area: f64, texture: &'a ColorImage) -> Self {
        let plane = |values: [f32; 3]| Plane::through(places, values, area);
        let channel = |index: usize| plane(corners.map(|it| f32::from(it.color.to_array()[index])));
        let size = [texture.width() as f32, texture.height() as f32];
        let place =
            [plane(corners.map(|it| it.uv.x * size[0] - 0.5)), plane(corners.map(|it| it.uv.y * size[1] - 0.5))];
        let colour = [0, 1, 2, 3].map(channel);
        let first = corners[0];
        let is_even = corners.iter().all(|it| it.uv == first.uv && it.color == first.color);
        let mut ink = Self { texture, colour, place, even: None };
        ink.even = is_even.then(|| {
            let texel = sample(texture, first.uv.x * size[0] - 0.5, first.uv.y * size[1] - 0.5);
            mixed(first.color.to_array().map(f32::from), texel)
        });
        ink
    }

    fn at(&self, x: i64, y: i64) -> Rgba {
        let texel = sample(self.texture, self.place[0].value(x, y), self.place[1].value(x, y));
        mixed(self.colour.map(|it| it.value(x, y)), texel)
    }

    fn lay_on(&self, run: &mut [[u8; 3]], from: i64, y: i64) {
        match self.even {
            Some(even) if even[3] >= 254.5 => run.fill([0, 1, 2].map(|it| even[it].round() as u8)),
            Some(even) => run.iter_mut().for_each(|it| over(it, even)),
            None => run.iter_mut().zip(from..).for_each(|(it, x)| over(it, self.at(x, y))),
        }
    }
}

fn mixed(colour: Rgba, texel: Rgba) -> Rgba {
    [0, 1, 2, 3].map(|it| colour[it] * texel[it] / 255.0)
}

fn over(below: &mut [u8; 3], ink: Rgba) {
    let through = 1.0 - ink[3] / 255.0;
    *below = [0, 1, 2].map(|it| (ink[it] + f32::from(below[it]) * through).round().clamp(0.0, 255.0) as u8);
}

/// Between the four nearest texels; the border goes on outside.
fn sample(texture: &ColorImage, x: f32, y: f32) -> Rgba {
    let (left, top) = (x.floor(), y.floor());
    let (right_part, low_part) = (x - left, y - top);
    let texel = |column: f32, row: f32| -> Rgba {
        let column = (column.max(0.0) as usize).min(texture.width() - 1);
        let row = (row.max(0.0) as usize).min(texture.height() - 1);
        texture.pixels[row * texture.width() + column].to_array().map(f32::from)
    };
    // On a texel, as the letters are.
    if right_part < 1e-3 && low_part < 1e-3 {
        return texel(left, top);
    }
    let (nw, ne) = (texel(left, top), texel(left + 1.0, top));
    let (sw, se) = (texel(left, top + 1.0), texel(left + 1.0, top + 1.0));
    [0, 1, 2, 3].map(|it| {
        let upper = nw[it] + (ne[it] - nw[it]) * right_part;
        let lower = sw[it] + (se[it] - sw[it]) * right_part;
        upper + (lower - upper) * low_part
    })
}

#[test]
fn triangles_that_share_a_side_leave_no_gap_and_lie_on_no_pixel_twice() {
    let white = ColorImage::filled([1, 1], Color32::WHITE);
    let half = Color32::from_rgba_premultiplied(100, 0, 0, 128);
    for turn in 0..24 {
        let mut mesh = Mesh::default();
        let (sin, cos) = maths::sin_cos(turn as f32 * 0.27);
        let middle = egui::pos2(20.5, 20.25);
        let corner = |x: f32, y: f32| egui::pos2(middle.x + x * cos - y * sin, middle.y + x * sin + y * cos);
        for at in [corner(-12.0, -9.0), corner(12.0, -9.0), corner(12.0, 9.0), corner(-12.0, 9.0), middle] {
            mesh.vertices.push(Vertex { pos: at, uv: egui::Pos2::ZERO, color: half });
        }
        mesh.indices = vec![0, 1, 4, 2, 1, 4, 2, 3, 4, 3, 0, 4];
        let mut surface = Surface { width: 40, height: 40, pixels: vec![[0; 3]; 1600] };
        surface.mesh(&mesh, &white, Rect::EVERYTHING, 1.0);
        let laid = surface.pixels.iter().filter(|it| it[0] == 100).count();
        let other = surface.pixels.iter().filter(|it| it[0] != 100 && it[0] != 0).count();
        assert_eq!(other, 0, "turn {turn}");
        assert!(laid.abs_diff(24 * 18) < 24, "{laid}");
    }
}

#[test]
fn a_texture_is_stretched_over_its_rectangle_and_clipped() {
    let mut texture = ColorImage::filled([2, 1], Color32::BLACK);
    texture.pixels[1] = Color32::WHITE;
    let mut mesh = Mesh::default();
    let rect = Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(8.0, 4.0));
    mesh.add_rect_with_uv(rect, Rect::from_min_max(egui::Pos2::ZERO, egui::pos2(1.0, 1.0)), Color32::WHITE);
    let mut surface = Surface { width: 16, height: 8, pixels: vec![[7; 3]; 128] };
    surface.mesh(&mesh, &texture, Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(8.0, 2.0)), 2.0);
    let row: Vec<u8> = surface.pixels[..16].iter().map(|it| it[0]).collect();
    assert!(row.is_sorted() && row[0] == 0 && row[15] == 255, "{row:?}");
    assert_eq!(row[8], 143, "nine sixteenths of the way from one texel to the other");
    assert!(surface.pixels[4 * 16..].iter().all(|it| *it == [7; 3]), "below the clip nothing is drawn");
}
