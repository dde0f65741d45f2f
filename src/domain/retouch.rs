//! What is done to a scan before it is shown. The file stays as it is, so all of it can be taken back.

use serde::{Deserialize, Serialize};

use super::{CanvasRect, MediaName, maths};

/// So many parts make the whole side of a picture.
const WHOLE: u16 = 10_000;
/// At least this much of a side is left, in the same parts.
const LEAST: u16 = 500;
/// Largest tilt that is set right, in tenths of a degree.
pub const MOST_TILT: i16 = 150;

/// Turned, set straight, cropped, in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Retouch {
    /// Quarter turns clockwise, 0 to 3.
    pub turns: u8,
    /// Tenths of a degree clockwise, from −150 to 150; the corners that come out empty are cut off.
    pub tilt: i16,
    /// Cut off at the left, top, right and bottom, in ten-thousandths of the picture set straight.
    pub trim: [u16; 4],
}

impl Retouch {
    /// Is nothing done?
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// With everything within its limits.
    pub fn sound(self) -> Self {
        let pair = |near: u16, far: u16| {
            let near = near.min(WHOLE - LEAST);
            (near, far.min(WHOLE - LEAST - near))
        };
        let ((left, right), (top, bottom)) = (pair(self.trim[0], self.trim[2]), pair(self.trim[1], self.trim[3]));
        let tilt = self.tilt.clamp(-MOST_TILT, MOST_TILT);
        Self { turns: self.turns % 4, tilt, trim: [left, top, right, bottom] }
    }

    /// Tilt in radians.
    pub fn angle(self) -> f32 {
        (f32::from(self.sound().tilt) / 10.0).to_radians()
    }

    /// Size after the quarter turns.
    pub fn turned(self, (width, height): (u32, u32)) -> (u32, u32) {
        if self.turns % 2 == 1 { (height, width) } else { (width, height) }
    }

    /// Size when set straight: the largest picture of the same proportion that has no empty corner.
    pub fn straight(self, size: (u32, u32)) -> (u32, u32) {
        let (width, height) = self.turned(size);
        if self.sound().tilt == 0 {
            return (width, height);
        }
        let (sin, cos) = maths::sin_cos(self.angle().abs());
        let (w, h) = (width.max(1) as f32, height.max(1) as f32);
        let share = 1.0 / (cos + sin * (w / h).max(h / w));
        (((w * share) as u32).max(1), ((h * share) as u32).max(1))
    }

    /// What is left of the picture set straight, in fractions.
    pub fn kept(self) -> CanvasRect {
        let [left, top, right, bottom] = self.sound().trim.map(|it| f32::from(it) / f32::from(WHOLE));
        CanvasRect::new(left, top, 1.0 - left - right, 1.0 - top - bottom)
    }

    /// The same with another part left, in fractions.
    pub fn keeping(self, part: CanvasRect) -> Self {
        let parts = |it: f32| (it.clamp(0.0, 1.0) * f32::from(WHOLE)).round() as u16;
        let trim = [parts(part.x), parts(part.y), parts(1.0 - part.right()), parts(1.0 - part.bottom())];
        Self { trim, ..self }.sound()
    }

    /// Size of what is shown of a picture of this size, in pixels.
    pub fn size(self, size: (u32, u32)) -> (u32, u32) {
        let ((width, height), kept) = (self.straight(size), self.kept());
        let side = |length: u32, share: f32| ((length as f32 * share).round() as u32).clamp(1, length.max(1));
        (side(width, kept.width), side(height, kept.height))
    }

    /// Another quarter turn; what is cut off turns with the picture.
    pub fn turned_by(self, quarters: u8) -> Self {
        let mut it = self;
        for _ in 0..quarters % 4 {
            let [left, top, right, bottom] = it.trim;
            (it.turns, it.trim) = ((it.turns + 1) % 4, [bottom, left, top, right]);
        }
        it
    }
}

/// A picture of the media folder as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scan {
    /// The file.
    pub file: MediaName,
    /// What is done to it.
    pub retouch: Retouch,
}

impl From<MediaName> for Scan {
    fn from(file: MediaName) -> Self {
        Self { file, retouch: Retouch::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_quarter_turns_are_none() {
        let it = Retouch { turns: 1, tilt: 12, trim: [100, 200, 300, 400] };
        assert_eq!(it.turned_by(4), it);
        assert_eq!(it.turned_by(1).turned_by(3), it);
        assert_eq!(it.turned_by(1).trim, [400, 100, 200, 300]);
    }

    #[test]
    fn something_is_always_left() {
        let it = Retouch { turns: 7, tilt: 9_000, trim: [u16::MAX; 4] };
        let (width, height) = it.size((600, 900));
        assert!(width > 0 && height > 0, "{width}×{height}");
        assert_eq!(it.size((1, 1)), (1, 1));
        assert_eq!(Retouch::default().size((600, 900)), (600, 900));
    }

    #[test]
    fn a_part_kept_is_the_part_set() {
        let part = CanvasRect::new(0.1, 0.25, 0.5, 0.7);
        let kept = Retouch::default().keeping(part).kept();
        assert!((kept.x - part.x).abs() < 1e-3 && (kept.right() - part.right()).abs() < 1e-3);
        assert!((kept.y - part.y).abs() < 1e-3 && (kept.bottom() - part.bottom()).abs() < 1e-3);
    }
}
