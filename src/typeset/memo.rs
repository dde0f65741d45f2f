//! Texts kept as they were set: a slide asks for the same text in the same room to measure it, to place it, and in each
//! way it is tried.
//!
//! What is kept is what would be set again, so nothing depends on what was set before.

use super::block::{Capitals, Fit, TextBlock, TextSpec};
use super::shape::{Stretch, Typesetter};
use crate::domain::{Face, TextAlign};

/// Texts kept as they were set; past so many the memory of them starts anew.
const MOST_BLOCKS: usize = 256;

/// All that decides how a text is set.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(super) struct SetKey {
    text: String,
    stretches: Vec<Stretch>,
    look: (Face, Capitals, TextAlign, [bool; 3]),
    /// Bits of the numbers of the text, then of its room.
    numbers: [u32; 7],
    max_lines: usize,
}

impl SetKey {
    fn of(spec: &TextSpec<'_>, fit: Fit) -> Self {
        let Fit { width, height, max_size, min_size, max_lines } = fit;
        Self {
            text: spec.text.to_owned(),
            stretches: spec.stretches.to_vec(),
            look: (spec.face, spec.capitals, spec.align, [spec.is_running, spec.is_numeral, spec.is_listed]),
            numbers: [spec.tracking, spec.leading, spec.hang, width, height, max_size, min_size].map(f32::to_bits),
            max_lines,
        }
    }
}

impl Typesetter {
    /// Sets a text as large as it fits; at the smallest size it is cut with an ellipsis.
    pub fn set(&mut self, spec: &TextSpec<'_>, fit: Fit) -> TextBlock {
        let key = SetKey::of(spec, fit);
        if let Some(found) = self.blocks.get(&key) {
            return found.clone();
        }
        let block = self.set_anew(spec, fit);
        if self.blocks.len() >= MOST_BLOCKS {
            self.blocks.clear();
        }
        self.blocks.insert(key, block.clone());
        block
    }
}
