//! Sets of the 65 536 documents of one block, and which of them are best.

/// Documents in a block.
pub(super) const BLOCK: usize = 1 << 16;
const N_WORDS: usize = BLOCK / 64;
/// Bytes of a set written down.
pub(super) const BITMAP_BYTES: usize = BLOCK / 8;

/// A set of documents of a block.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Bits(Box<[u64; N_WORDS]>);

impl Default for Bits {
    fn default() -> Self {
        Self(Box::new([0; N_WORDS]))
    }
}

impl std::fmt::Debug for Bits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Bits({})", self.count())
    }
}

impl Bits {
    /// These documents.
    pub(super) fn of(documents: impl Iterator<Item = u16>) -> Self {
        let mut bits = Self::default();
        documents.for_each(|it| bits.insert(it));
        bits
    }

    pub(super) fn insert(&mut self, document: u16) {
        if let Some(word) = self.0.get_mut(usize::from(document >> 6)) {
            *word |= 1 << (document & 63);
        }
    }

    pub(super) fn contains(&self, document: u16) -> bool {
        self.0.get(usize::from(document >> 6)).is_some_and(|it| it >> (document & 63) & 1 == 1)
    }

    pub(super) fn count(&self) -> usize {
        self.0.iter().map(|it| it.count_ones() as usize).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|it| *it == 0)
    }

    pub(super) fn clear(&mut self) {
        self.0.fill(0);
    }

    /// Adds a set as it was written down.
    pub(super) fn add_bytes(&mut self, bytes: &[u8]) {
        for (word, bytes) in self.0.iter_mut().zip(bytes.as_chunks::<8>().0) {
            *word |= u64::from_le_bytes(*bytes);
        }
    }

    /// Writes the set down.
    pub(super) fn push_to(&self, bytes: &mut Vec<u8>) {
        self.0.iter().for_each(|it| bytes.extend(it.to_le_bytes()));
    }

    fn change(&mut self, other: &Self, change: impl Fn(u64, u64) -> u64) {
        for (word, other) in self.0.iter_mut().zip(other.0.iter()) {
            *word = change(*word, *other);
        }
    }

    /// Adds the others.
    pub(super) fn add(&mut self, other: &Self) {
        self.change(other, |a, b| a | b);
    }

    /// Keeps what is in both.
    pub(super) fn keep(&mut self, other: &Self) {
        self.change(other, |a, b| a & b);
    }

    /// Takes the others out.
    pub(super) fn remove(&mut self, other: &Self) {
        self.change(other, |a, b| a & !b);
    }

    /// Calls `each` with every document, ascending.
    pub(super) fn each(&self, each: &mut impl FnMut(u16)) {
        for (place, word) in self.0.iter().enumerate() {
            let mut word = *word;
            while word != 0 {
                each((place * 64) as u16 + word.trailing_zeros() as u16);
                word &= word - 1;
            }
        }
    }

    /// The first `most` documents.
    fn first(&self, most: usize) -> Vec<u16> {
        let mut first = Vec::new();
        for (place, word) in self.0.iter().enumerate() {
            let mut word = *word;
            while word != 0 && first.len() < most {
                first.push((place * 64) as u16 + word.trailing_zeros() as u16);
                word &= word - 1;
            }
            if first.len() >= most {
                break;
            }
        }
        first
    }
}

/// Scores of the documents of a block: bit `i` of a score is in plane `i`, so that thousands are added at once.
#[derive(Clone, Debug, Default)]
pub(super) struct Scores {
    planes: Vec<Bits>,
}

impl Scores {
    /// Adds `points` to the score of these documents.
    pub(super) fn add(&mut self, documents: &Bits, points: u32) {
        for place in (0..u32::BITS as usize).filter(|it| points >> it & 1 == 1) {
            let mut carry = documents.clone();
            let mut at = place;
            while !carry.is_empty() {
                if self.planes.len() <= at {
                    self.planes.resize_with(at + 1, Bits::default);
                }
                let Some(plane) = self.planes.get_mut(at) else { return };
                for (word, carry) in plane.0.iter_mut().zip(carry.0.iter_mut()) {
                    (*word, *carry) = (*word ^ *carry, *word & *carry);
                }
                at += 1;
            }
        }
    }

    /// The best of these documents, at most so many, the best first and equal ones in their order; only those with at
    /// least `floor` points.
    pub(super) fn best(&self, of: &Bits, most: usize, floor: u32) -> Vec<(u32, u16)> {
        let mut best = Vec::new();
        self.collect(of, self.planes.len(), 0, (most, floor), &mut best);
        best
    }

    fn collect(&self, among: &Bits, plane: usize, score: u32, limits: (usize, u32), best: &mut Vec<(u32, u16)>) {
        let (most, floor) = limits;
        let highest = score + ((1 << plane) - 1);
        if best.len() >= most || highest < floor || among.is_empty() {
            return;
        }
        let Some(bits) = plane.checked_sub(1).and_then(|it| self.planes.get(it)) else {
            best.extend(among.first(most - best.len()).into_iter().map(|it| (score, it)));
            return;
        };
        let mut part = among.clone();
        part.keep(bits);
        self.collect(&part, plane - 1, score | 1 << (plane - 1), limits, best);
        if best.len() < most {
            part.clone_from(among);
            part.remove(bits);
            self.collect(&part, plane - 1, score, limits, best);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_best_are_those_that_counting_one_by_one_finds(
            given in prop::collection::vec((prop::collection::vec(0_u16..300, 0..80), 1_u32..16), 0..8),
            most in 1_usize..60,
        ) {
            let mut scores = Scores::default();
            let mut counted = BTreeMap::<u16, u32>::new();
            for (documents, points) in &given {
                let bits = Bits::of(documents.iter().copied());
                scores.add(&bits, *points);
                bits.each(&mut |it| *counted.entry(it).or_default() += points);
            }
            let all = Bits::of(counted.keys().copied());
            let mut expected: Vec<(u32, u16)> = counted.into_iter().map(|(document, score)| (score, document)).collect();
            expected.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
            expected.truncate(most);
            prop_assert_eq!(scores.best(&all, most, 0), expected);
        }
    }

    #[test]
    fn a_set_written_down_reads_back() {
        let bits = Bits::of([0, 63, 64, 65_535].into_iter());
        let mut bytes = Vec::new();
        bits.push_to(&mut bytes);
        let mut back = Bits::default();
        back.add_bytes(&bytes);
        assert_eq!((bytes.len(), &back), (BITMAP_BYTES, &bits));
        assert!(back.contains(65_535) && !back.contains(1));
    }
}
