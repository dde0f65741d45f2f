//! The documents of one term as bytes: for each column a list of gaps, or a bitmap where that is shorter. Or its
//! places: for each column a list of gaps, each with the number of the word.
//!
//! `columns`, then for each of them `length << 1 | is a bitmap` and that many bytes. Numbers are little-endian groups
//! of seven bits. Reading takes damaged bytes: what does not fit is left out.

use super::gathering::Posting;
use super::terms::{Columns, N_COLUMNS, Place, has_places};
use crate::store::catalogue::bits::{BITMAP_BYTES, Bits};

/// Writes a number.
pub(in crate::store::catalogue) fn push_number(mut number: u32, to: &mut Vec<u8>) {
    while number >= 0x80 {
        to.push(number as u8 | 0x80);
        number >>= 7;
    }
    to.push(number as u8);
}

/// Takes a number off the front.
pub(in crate::store::catalogue) fn number(bytes: &mut &[u8]) -> Option<u32> {
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
pub(in crate::store::catalogue) fn chunk<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (chunk, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(chunk)
}

/// What is kept under a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// Which documents have it.
    Documents,
    /// Where it stands in them.
    Places,
}

impl Kept {
    /// What is kept under this term.
    pub(super) fn under(term: &[u8]) -> Self {
        if has_places(term) { Self::Places } else { Self::Documents }
    }

    /// The list a posting belongs to.
    fn column(self, posting: Posting) -> Columns {
        match self {
            Self::Documents => posting.place().column(),
            Self::Places => posting.place().text_column(),
        }
    }

    /// Writes postings that ascend by document and, in each column, by place. Writes nothing when none is anywhere.
    pub(super) fn encode(self, postings: &[Posting], to: &mut Vec<u8>) {
        let columns = postings.iter().fold(0, |sum, it| sum | self.column(*it).0) & Columns::ANY.0;
        if columns == 0 {
            return;
        }
        to.push(columns);
        for column in (0..N_COLUMNS).map(|it| Columns(1 << it)).filter(|it| columns & it.0 != 0) {
            let start = to.len();
            // Room for the length of a short list.
            to.push(0);
            let inside = postings.iter().copied().filter(|it| self.column(*it) == column);
            match self {
                Self::Documents => push_documents(inside.clone().map(Posting::document), to),
                Self::Places => push_places(inside.clone(), to),
            }
            let length = to.len() - start - 1;
            if self == Self::Documents && length > BITMAP_BYTES {
                to.truncate(start);
                push_number((BITMAP_BYTES as u32) << 1 | 1, to);
                Bits::of(inside.map(Posting::document)).push_to(to);
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

    /// The postings that were written, ascending.
    pub(super) fn decode(self, bytes: &[u8]) -> Vec<Posting> {
        let mut postings = Vec::new();
        for list in lists(bytes) {
            let mut add = |document, number| postings.push(Posting::new(document, Place::new(list.column, number)));
            match self {
                Self::Documents => list.each(&mut |it| add(it, 0)),
                Self::Places => list.each_place(&mut add),
            }
        }
        postings.sort_unstable();
        postings
    }
}

/// Writes the gaps between documents that ascend.
fn push_documents(documents: impl Iterator<Item = u16>, to: &mut Vec<u8>) {
    let mut last = None;
    for it in documents {
        if last != Some(it) {
            push_number(u32::from(it - last.unwrap_or(0)), to);
        }
        last = Some(it);
    }
}

/// Writes each place as the gap to the document before and its number.
fn push_places(postings: impl Iterator<Item = Posting>, to: &mut Vec<u8>) {
    let mut last = None;
    for it in postings {
        if last != Some(it) {
            push_number(u32::from(it.document() - last.map_or(0, Posting::document)), to);
            push_number(u32::from(it.place().number()), to);
        }
        last = Some(it);
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

    /// Calls `each` with every document and number of a list of places, ascending.
    pub(in crate::store::catalogue) fn each_place(&self, each: &mut impl FnMut(u16, u16)) {
        let mut bytes = self.bytes;
        let mut document = 0;
        while let Some((gap, place)) = number(&mut bytes).zip(number(&mut bytes)) {
            document = u32::saturating_add(document, gap);
            let (Ok(document), Ok(place)) = (u16::try_from(document), u16::try_from(place)) else { return };
            each(document, place);
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
            document = u32::saturating_add(document, gap);
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

/// The postings of a term after changes to them. Both ascend by document, and so does what comes out.
pub(super) fn changed(kept: &[Posting], changes: &[Posting]) -> Vec<Posting> {
    let mut postings = Vec::with_capacity(kept.len() + changes.len());
    let mut kept = kept.iter().peekable();
    for change in changes {
        while let Some(it) = kept.next_if(|it| it.document() < change.document()) {
            postings.push(*it);
        }
        while kept.next_if(|it| it.document() == change.document()).is_some() {}
        if change.place() != Place::NOWHERE {
            postings.push(*change);
        }
    }
    postings.extend(kept);
    postings
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn postings(numbers: impl Strategy<Value = u16> + Clone) -> impl Strategy<Value = Vec<Posting>> {
        let place = (1_u32..6, numbers).prop_map(|(bit, number)| Place::new(Columns(1 << bit), number));
        prop::collection::btree_set((any::<u16>(), place), 0..400)
            .prop_map(|it| it.into_iter().map(|(document, place)| Posting::new(document, place)).collect())
    }

    proptest! {
        #[test]
        fn documents_and_places_read_back(documents in postings(Just(0)), places in postings(0_u16..300)) {
            for (kept, postings) in [(Kept::Documents, documents), (Kept::Places, places)] {
                let mut bytes = Vec::new();
                kept.encode(&postings, &mut bytes);
                prop_assert_eq!(kept.decode(&bytes), postings);
            }
        }

        #[test]
        fn damaged_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(Kept::Documents.decode(&bytes).len() <= 1 << 16);
            prop_assert!(Kept::Places.decode(&bytes).len() <= 200);
        }
    }

    fn at(document: u16, columns: &[Columns]) -> Vec<Posting> {
        columns.iter().map(|it| Posting::new(document, Place::new(*it, 0))).collect()
    }

    #[test]
    fn a_long_list_is_a_bitmap_and_reads_back() {
        let columns =
            |it: u16| if it.is_multiple_of(3) { &[Columns::LEAD, Columns::TITLE][..] } else { &[Columns::TITLE] };
        let documents: Vec<Posting> = (0..40_000).flat_map(|it| at(it, columns(it))).collect();
        let mut bytes = Vec::new();
        Kept::Documents.encode(&documents, &mut bytes);
        assert!(bytes.len() < 2 * BITMAP_BYTES + 20);
        assert_eq!(Kept::Documents.decode(&bytes), documents);
    }

    #[test]
    fn what_is_said_of_a_document_takes_the_place_of_what_was() {
        const BOTH: &[Columns] = &[Columns::LEAD, Columns::TITLE];
        let kept = [at(1, BOTH), at(5, &[Columns::MARK]), at(9, BOTH)].concat();
        let gone = vec![Posting::new(5, Place::NOWHERE)];
        let changes = [at(1, &[Columns::OTHER]), at(3, BOTH), gone].concat();
        assert_eq!(changed(&kept, &changes), [at(1, &[Columns::OTHER]), at(3, BOTH), at(9, BOTH)].concat());
    }
}
