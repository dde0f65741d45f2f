//! What waits to be written into one block of the index, and the same in the order of terms.

use hashbrown::{DefaultHashBuilder, HashTable};
use std::hash::BuildHasher as _;

/// What changes for one document under one term: `document << 16 | columns to leave << 8 | columns to enter`.
///
/// Ordered by document. A column that is both left and entered is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting(u32);

impl Posting {
    pub(super) const fn new(document: u16, leave: u8, enter: u8) -> Self {
        Self((document as u32) << 16 | (leave as u32) << 8 | enter as u32)
    }

    /// A document that is in the index already.
    pub(super) const fn kept(document: u16, columns: u8) -> Self {
        Self::new(document, 0, columns)
    }

    pub(super) const fn document(self) -> u16 {
        (self.0 >> 16) as u16
    }

    pub(super) const fn leave(self) -> u8 {
        (self.0 >> 8) as u8
    }

    pub(super) const fn enter(self) -> u8 {
        self.0 as u8
    }

    /// Both changes.
    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0 & 0xffff)
    }
}

/// Terms of records in the order they came.
#[derive(Default)]
pub(super) struct Gathering {
    hasher: DefaultHashBuilder,
    table: HashTable<u32>,
    /// The bytes of all terms, one after another, and where each ends.
    bytes: Vec<u8>,
    ends: Vec<u32>,
    /// Where in `log` each term was seen last.
    last: Vec<u32>,
    log: Vec<(u32, Posting)>,
}

impl std::fmt::Debug for Gathering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gathering({} terms, {} postings)", self.ends.len(), self.log.len())
    }
}

fn slice<'a>(bytes: &'a [u8], ends: &[u32], term: u32) -> &'a [u8] {
    let end = |at: usize| ends.get(at).map_or(0, |it| *it as usize);
    let start = if term == 0 { 0 } else { end(term as usize - 1) };
    bytes.get(start..end(term as usize)).unwrap_or_default()
}

impl Gathering {
    /// How many postings wait.
    pub(super) fn len(&self) -> usize {
        self.log.len()
    }

    /// Adds what changes for a document under a term.
    pub(super) fn add(&mut self, term: &[u8], posting: Posting) {
        let Self { hasher, table, bytes, ends, last, log } = self;
        let hash = hasher.hash_one(term);
        let is_it = |it: &u32| slice(bytes, ends, *it) == term;
        let found = table.find(hash, is_it).copied();
        let id = found.unwrap_or_else(|| {
            let id = ends.len() as u32;
            bytes.extend(term);
            ends.push(bytes.len() as u32);
            last.push(u32::MAX);
            table.insert_unique(hash, id, |it| hasher.hash_one(slice(bytes, ends, *it)));
            id
        });
        let Some(last) = last.get_mut(id as usize) else { return };
        match log.get_mut(*last as usize) {
            Some((_, it)) if it.document() == posting.document() => *it = it.and(posting),
            _ => {
                *last = log.len() as u32;
                log.push((id, posting));
            }
        }
    }

    /// Everything gathered, by term; documents that did not come in order are put in order.
    pub(super) fn finish(self, is_unordered: bool) -> Run {
        let Self { bytes, ends, log, table, .. } = self;
        drop(table);
        let order = in_order(&bytes, &ends);
        let mut rank = vec![0_u32; order.len()];
        for (place, id) in order.iter().enumerate() {
            if let Some(it) = rank.get_mut(*id as usize) {
                *it = place as u32;
            }
        }
        let (starts, postings) = by_rank(&rank, log);
        let mut run = Run { bytes, ends, order, starts, postings };
        if is_unordered {
            run.sort();
        }
        run
    }
}

/// The ids of terms in the order of their bytes. Most pairs are told apart by their first sixteen.
fn in_order(bytes: &[u8], ends: &[u32]) -> Vec<u32> {
    let head = |term: &[u8]| {
        let mut head = [0; 16];
        head.iter_mut().zip(term).for_each(|(to, from)| *to = *from);
        u128::from_be_bytes(head)
    };
    let mut keyed: Vec<(u128, u32)> =
        (0..ends.len() as u32).map(|it| (head(slice(bytes, ends, it)), it)).collect();
    keyed.sort_unstable_by(|a, b| {
        a.0.cmp(&b.0).then_with(|| slice(bytes, ends, a.1).cmp(slice(bytes, ends, b.1)))
    });
    keyed.into_iter().map(|it| it.1).collect()
}

/// Postings by the rank of their term, each term's by document, and where each term's begin.
fn by_rank(rank: &[u32], log: Vec<(u32, Posting)>) -> (Vec<u32>, Vec<Posting>) {
    let place = |id: u32| rank.get(id as usize).map_or(0, |it| *it as usize);
    let mut starts = vec![0_u32; rank.len() + 1];
    for (id, _) in &log {
        if let Some(it) = starts.get_mut(place(*id) + 1) {
            *it += 1;
        }
    }
    let mut sum = 0;
    for it in &mut starts {
        sum += *it;
        *it = sum;
    }
    let mut next = starts.clone();
    let mut postings = vec![Posting(0); log.len()];
    for (id, posting) in log {
        if let Some(at) = next.get_mut(place(id)) {
            if let Some(to) = postings.get_mut(*at as usize) {
                *to = posting;
            }
            *at += 1;
        }
    }
    (starts, postings)
}

/// Terms in ascending order, each with its postings in ascending order of documents.
#[derive(Debug)]
pub(super) struct Run {
    bytes: Vec<u8>,
    ends: Vec<u32>,
    order: Vec<u32>,
    starts: Vec<u32>,
    postings: Vec<Posting>,
}

impl Run {
    fn sort(&mut self) {
        let Self { starts, postings, .. } = self;
        for pair in starts.windows(2) {
            let &[start, end] = pair else { continue };
            if let Some(it) = postings.get_mut(start as usize..end as usize) {
                it.sort_unstable();
            }
        }
    }

    /// Terms with their postings.
    pub(super) fn terms(&self) -> impl Iterator<Item = (&[u8], &[Posting])> {
        let bounds = self.starts.windows(2).map(|it| match it {
            &[start, end] => start as usize..end as usize,
            _ => 0..0,
        });
        self.order.iter().zip(bounds).map(|(id, range)| {
            (slice(&self.bytes, &self.ends, *id), self.postings.get(range).unwrap_or_default())
        })
    }
}
