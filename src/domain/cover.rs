//! Pictures of books and where they come from. Pixels are not part of it.

use serde::{Deserialize, Serialize};

use super::{MediaName, Retouch, Scan};

/// The picture of an exhibit, kept in the media folder of the exhibition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// File in the media folder.
    pub file: MediaName,
    /// Width in pixels, seen upright.
    pub width: u32,
    /// Height in pixels, seen upright.
    pub height: u32,
    /// Where the picture comes from (a file name, an address), for the rights note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Rights note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rights: String,
    /// What is done to it before it is shown.
    #[serde(default, skip_serializing_if = "Retouch::is_none")]
    pub retouch: Retouch,
}

impl Cover {
    /// A picture as it came, of this size in pixels.
    pub fn new(file: MediaName, (width, height): (u32, u32), source: impl Into<String>) -> Self {
        Self { file, width, height, source: source.into(), rights: String::new(), retouch: Retouch::default() }
    }

    /// Width divided by height.
    pub fn aspect(&self) -> f32 {
        let (width, height) = self.size();
        width as f32 / height.max(1) as f32
    }

    /// Size of what is shown, in pixels.
    pub fn size(&self) -> (u32, u32) {
        self.retouch.size((self.width, self.height))
    }

    /// The picture as it is shown.
    pub fn scan(&self) -> Scan {
        Scan { file: self.file.clone(), retouch: self.retouch }
    }
}

/// A decoded picture: upright, sRGB, 8 bits a channel.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue, alpha; alpha is not multiplied in. Rows from top to bottom, no padding.
    pub rgba: Vec<u8>,
}

/// Pixels of no more alpha than this are not seen.
const UNSEEN: u8 = 8;

impl Picture {
    /// Whether the bytes agree with the size.
    pub fn is_sound(&self) -> bool {
        self.width > 0 && self.height > 0 && self.rgba.len() == self.width as usize * self.height as usize * 4
    }

    /// Whether nothing shows through it.
    pub fn is_opaque(&self) -> bool {
        is_opaque(&self.rgba)
    }

    /// The picture without edges on which nothing is seen; `None` when it has none or nothing else.
    pub fn without_edges(&self) -> Option<Self> {
        let (pixels, _) = self.rgba.as_chunks::<4>();
        let rows: Vec<&[[u8; 4]]> = pixels.chunks_exact(self.width.max(1) as usize).collect();
        let is_seen = |it: &[u8; 4]| it[3] > UNSEEN;
        let first_row = rows.iter().position(|it| it.iter().any(is_seen))?;
        let last_row = rows.iter().rposition(|it| it.iter().any(is_seen))?;
        let seen = rows.get(first_row..=last_row)?;
        let first = seen.iter().filter_map(|it| it.iter().position(is_seen)).min()?;
        let last = seen.iter().filter_map(|it| it.iter().rposition(is_seen)).max()?;
        let (width, height) = ((last - first + 1) as u32, (last_row - first_row + 1) as u32);
        let kept = seen.iter().filter_map(|it| it.get(first..=last)).flat_map(|it| it.iter().flatten().copied());
        ((width, height) != (self.width, self.height)).then(|| Self { width, height, rgba: kept.collect() })
    }
}

/// Whether nothing shows through pixels of red, green, blue and alpha.
pub fn is_opaque(rgba: &[u8]) -> bool {
    // Sixteen pixels at a time: it is asked of every picture drawn.
    let (blocks, rest) = rgba.as_chunks::<64>();
    let mut common = [255; 64];
    for block in blocks {
        common.iter_mut().zip(block).for_each(|(common, it)| *common &= it);
    }
    let alphas = |it: &[u8]| it.iter().skip(3).step_by(4).all(|it| *it == 255);
    alphas(&common) && alphas(rest)
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}×{})", self.width, self.height)
    }
}
