//! What was read of a record, written as its difference from the record as it is kept: most of the text is in both.
//!
//! The length of the whole; then by turns so many bytes of its own with these bytes, and a piece of the kept record as
//! its place and length. Numbers are little-endian groups of seven bits.

use super::index::{chunk, number, push_number};

/// Shortest piece looked for, and the distance at which pieces of the kept record are noted.
const PIECE: usize = 8;
/// Pieces noted; of those that fall together the last is.
const NOTED: usize = 1 << 10;

/// Writes `whole` as its difference from `kept`; `None` when that is no shorter.
pub(super) fn difference(whole: &[u8], kept: &[u8]) -> Option<Vec<u8>> {
    let noted = Noted::new(kept);
    let mut written = Vec::with_capacity(whole.len() / 4);
    push_number(u32::try_from(whole.len()).ok()?, &mut written);
    let (mut from, mut at) = (0, 0);
    while let Some(piece) = whole.get(at..at + PIECE) {
        let Some(place) = noted.find(piece) else {
            at += 1;
            continue;
        };
        let back = alike_before(whole.get(from..at)?, kept.get(..place)?);
        let length = back + alike(whole.get(at..)?, kept.get(place..)?);
        let (start, place) = (at - back, place - back);
        push_own(whole.get(from..start)?, &mut written);
        push_number(u32::try_from(place).ok()?, &mut written);
        push_number(u32::try_from(length).ok()?, &mut written);
        at = start + length;
        from = at;
    }
    push_own(whole.get(from..)?, &mut written);
    (written.len() < whole.len()).then_some(written)
}

/// The whole again; `None` when the difference is damaged or the kept record is another.
pub(super) fn restored(mut written: &[u8], kept: &[u8]) -> Option<Vec<u8>> {
    let length = number(&mut written)? as usize;
    let mut whole = Vec::new();
    while !written.is_empty() {
        let own = number(&mut written)? as usize;
        whole.extend(chunk(&mut written, own)?);
        if !written.is_empty() {
            let place = number(&mut written)? as usize;
            let piece = number(&mut written)? as usize;
            whole.extend(kept.get(place..place.checked_add(piece)?)?);
        }
        if whole.len() > length {
            return None;
        }
    }
    (whole.len() == length).then_some(whole)
}

fn push_own(own: &[u8], written: &mut Vec<u8>) {
    push_number(own.len() as u32, written);
    written.extend(own);
}

/// How many bytes two texts begin with alike.
fn alike(a: &[u8], b: &[u8]) -> usize {
    let pieces = a.as_chunks::<PIECE>().0.iter().zip(b.as_chunks::<PIECE>().0);
    let whole = pieces.take_while(|it| it.0 == it.1).count() * PIECE;
    let rest = a.iter().skip(whole).zip(b.iter().skip(whole));
    whole + rest.take_while(|it| it.0 == it.1).count()
}

/// How many bytes two texts end with alike.
fn alike_before(a: &[u8], b: &[u8]) -> usize {
    a.iter().rev().zip(b.iter().rev()).take_while(|it| it.0 == it.1).count()
}

/// Where pieces of a text are.
struct Noted<'a> {
    text: &'a [u8],
    /// By a number made of the piece; one more than the place, in pieces.
    places: [u32; NOTED],
}

impl<'a> Noted<'a> {
    fn new(text: &'a [u8]) -> Self {
        let mut places = [0; NOTED];
        for (place, piece) in text.as_chunks::<PIECE>().0.iter().enumerate() {
            if let Some(it) = places.get_mut(slot(piece)) {
                *it = place as u32 + 1;
            }
        }
        Self { text, places }
    }

    fn find(&self, piece: &[u8]) -> Option<usize> {
        let place = self.places.get(slot(piece))?.checked_sub(1)? as usize * PIECE;
        (self.text.get(place..place + PIECE) == Some(piece)).then_some(place)
    }
}

fn slot(piece: &[u8]) -> usize {
    let number = piece.first_chunk().map_or(0, |it| u64::from_le_bytes(*it));
    (number.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 54) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_whole_is_restored(pieces in prop::collection::vec("[абв ]{0,40}", 0..12), order in any::<u64>()) {
            let kept = pieces.concat();
            let turned: String = pieces.iter().cycle().skip(order as usize % 12).step_by(5).take(12).cloned().collect();
            if let Some(written) = difference(turned.as_bytes(), kept.as_bytes()) {
                prop_assert!(written.len() < turned.len());
                prop_assert_eq!(restored(&written, kept.as_bytes()), Some(turned.into_bytes()));
            }
        }

        #[test]
        fn a_damaged_difference_does_no_harm(written in prop::collection::vec(any::<u8>(), 0..60)) {
            let kept = [7; 300];
            prop_assert!(restored(&written, &kept).is_none_or(|it| it.len() <= 60 * 300));
        }
    }

    #[test]
    fn a_text_that_is_kept_costs_a_few_bytes_and_another_is_not_written_so() {
        let text: String = (100..190).map(|it| format!("{} ", it * it * 7_919)).collect();
        let kept = format!("{{\"title\":\"{text}\"}}");
        let written = difference(format!("  {text}|").as_bytes(), kept.as_bytes()).unwrap();
        assert!(written.len() < 16, "{}", written.len());
        assert_eq!(difference(&[1, 2, 3], kept.as_bytes()), None);
        assert_eq!(restored(&written, b"{}"), None);
    }
}
