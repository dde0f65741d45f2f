//! The documents of one term as bytes: for each column a list of gaps, or a bitmap where that is shorter.
//!
//! `columns`, then for each of them `length << 1 | is a bitmap` and that many bytes. Numbers are little-endian groups
//! of seven bits. Reading takes damaged bytes: what does not fit is left out.

use super::gathering::Posting;
use super::terms::{Columns, N_COLUMNS};
use crate::store::catalogue::bits::{BITMAP_BYTES, Bits};

/// Writes a number.
pub(super) fn push_number(mut number: u32, to: &mut Vec<u8>) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// Takes a number off the front.
pub(super) fn number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in [0, 7, 14, 21, 28] {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(first & 0x7f) << shift;
        if *first < 0x80 {
            return Some(number);
        }
    }
    None
}

/// Takes so many bytes off the front.
pub(super) fn chunk<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (chunk, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(chunk)
}

/// Writes the columns documents are in; `documents` ascend. Writes nothing when none is in any.
pub(super) fn encode(documents: &[Posting], to: &mut Vec<u8>) {
    let columns = documents.iter().fold(0, |sum, it| sum | it.enter());
    if columns == 0 {
        return;
    }
    to.push(columns);
    for bit in (0..N_COLUMNS).map(|it| 1_u8 << it).filter(|it| columns & it != 0) {
        let inside = documents.iter().filter(|it| it.enter() & bit != 0).map(|it| it.document());
        let start = to.len();
        // Room for the length of a short list.
        to.push(0);
        let mut last = 0;
        for document in inside.clone() {
            push_number(u32::from(document) - last, to);
            last = u32::from(document);
        }
        let length = to.len() - start - 1;
        if length > BITMAP_BYTES {
            to.truncate(start);
            push_number((BITMAP_BYTES as u32) << 1 | 1, to);
            Bits::of(inside).push_to(to);
            continue;
        }
        let mut head = Vec::with_capacity(3);
        push_number((length as u32) << 1, &mut head);
        match (head.as_slice(), to.get_mut(start)) {
            (&[short], Some(place)) => *place = short,
            _ => drop(to.splice(start..=start, head)),
        }
    }
}

/// One column of a term.
#[derive(Clone, Copy, Debug)]
pub(in crate::store::catalogue) struct List<'a> {
    pub(in crate::store::catalogue) column: Columns,
    bytes: &'a [u8],
    is_bitmap: bool,
}

impl List<'_> {
    /// Adds the documents of the list to others.
    pub(in crate::store::catalogue) fn add_to(&self, bits: &mut Bits) {
        if self.is_bitmap {
            bits.add_bytes(self.bytes);
        } else {
            self.each(&mut |it| bits.insert(it));
        }
    }

    fn each(&self, each: &mut impl FnMut(u16)) {
        if self.is_bitmap {
            let mut bits = Bits::default();
            bits.add_bytes(self.bytes);
            bits.each(each);
            return;
        }
        let mut bytes = self.bytes;
        let mut document = 0;
        while let Some(gap) = number(&mut bytes) {
            document += gap;
            let Ok(it) = u16::try_from(document) else { return };
            each(it);
        }
    }
}

/// The columns of a term.
pub(in crate::store::catalogue) fn lists(mut bytes: &[u8]) -> impl Iterator<Item = List<'_>> {
    let columns = chunk(&mut bytes, 1).and_then(|it| it.first().copied()).unwrap_or(0);
    let columns = (0..N_COLUMNS).map(|it| 1_u8 << it).filter(move |it| columns & it != 0);
    columns.map_while(move |column| {
        let head = number(&mut bytes)?;
        let list = chunk(&mut bytes, (head >> 1) as usize)?;
        Some(List { column: Columns(column), bytes: list, is_bitmap: head & 1 == 1 })
    })
}

/// The documents of a term with all their columns, ascending.
pub(super) fn decode(bytes: &[u8]) -> Vec<Posting> {
    let mut documents = Vec::new();
    for list in lists(bytes) {
        list.each(&mut |it| documents.push(Posting::kept(it, list.column.0)));
    }
    documents.sort_unstable();
    documents.dedup_by(|later, kept| {
        let is_same = later.document() == kept.document();
        if is_same {
            *kept = kept.and(*later);
        }
        is_same
    });
    documents
}

/// The documents of a term after changes to them. Both ascend, and so does what comes out.
pub(super) fn changed(kept: &[Posting], changes: &[Posting]) -> Vec<Posting> {
    let mut documents = Vec::with_capacity(kept.len() + changes.len());
    let mut kept = kept.iter().peekable();
    for change in changes {
        while let Some(it) = kept.next_if(|it| it.document() < change.document()) {
            documents.push(*it);
        }
        let before = kept.next_if(|it| it.document() == change.document()).map_or(0, |it| it.enter());
        let after = before & !change.leave() | change.enter();
        if after != 0 {
            documents.push(Posting::kept(change.document(), after));
        }
    }
    documents.extend(kept);
    documents
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn documents() -> impl Strategy<Value = Vec<Posting>> {
        prop::collection::btree_map(any::<u16>(), 1_u8..64, 0..400)
            .prop_map(|it| it.into_iter().map(|(document, columns)| Posting::kept(document, columns)).collect())
    }

    proptest! {
        #[test]
        fn documents_read_back(documents in documents()) {
            let mut bytes = Vec::new();
            encode(&documents, &mut bytes);
            prop_assert_eq!(decode(&bytes), documents);
        }

        #[test]
        fn damaged_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(decode(&bytes).len() <= 1 << 16);
        }
    }

    #[test]
    fn a_long_list_is_a_bitmap_and_reads_back() {
        let documents: Vec<Posting> = (0..40_000).map(|it| Posting::kept(it, 2 | u8::from(it % 3 == 0))).collect();
        let mut bytes = Vec::new();
        encode(&documents, &mut bytes);
        assert!(bytes.len() < 2 * BITMAP_BYTES + 20);
        assert_eq!(decode(&bytes), documents);
    }

    #[test]
    fn leaving_and_entering_is_entering() {
        let kept = [Posting::kept(1, 3), Posting::kept(5, 4)];
        let changes = [Posting::new(1, 2, 0), Posting::new(3, 0, 1), Posting::new(5, 4, 0), Posting::new(6, 2, 2)];
        let expected = [Posting::kept(1, 1), Posting::kept(3, 1), Posting::kept(6, 2)];
        assert_eq!(changed(&kept, &changes), expected);
    }
}
