//! Pictures of books and where they come from. Pixels are not part of it.

use serde::{Deserialize, Serialize};

use super::MediaName;

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
}

impl Cover {
    /// Width divided by height.
    pub fn aspect(&self) -> f32 {
        self.width as f32 / self.height.max(1) as f32
    }
}

/// A decoded picture: upright, sRGB, 8 bits a channel.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Red, green, blue, alpha; alpha is not multiplied in. Rows from top to bottom, no padding.
    pub rgba: Vec<u8>,
}

impl Picture {
    /// Whether the bytes agree with the size.
    pub fn is_sound(&self) -> bool {
        self.width > 0 && self.height > 0 && self.rgba.len() == self.width as usize * self.height as usize * 4
    }
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({}×{})", self.width, self.height)
    }
}
