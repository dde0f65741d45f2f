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

/// A term: where its bytes begin, how many there are, and where in the log it was seen last.
#[derive(Clone, Copy, Debug)]
struct Term {
    id: u32,
    start: u32,
    length: u16,
    document: u16,
    last: u32,
}

impl Term {
    fn bytes<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        bytes.get(self.start as usize..self.start as usize + usize::from(self.length)).unwrap_or_default()
    }
}

/// Terms of records in the order they came.
#[derive(Default)]
pub(super) struct Gathering {
    hasher: DefaultHashBuilder,
    table: HashTable<Term>,
    /// The bytes of all terms, one after another.
    bytes: Vec<u8>,
    log: Vec<(u32, Posting)>,
}

impl std::fmt::Debug for Gathering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gathering({} terms, {} postings)", self.table.len(), self.log.len())
    }
}

impl Gathering {
    /// How many postings wait.
    pub(super) fn len(&self) -> usize {
        self.log.len()
    }

    /// Adds what changes for a document under a term.
    pub(super) fn add(&mut self, term: &[u8], posting: Posting) {
        let Self { hasher, table, bytes, log } = self;
        let last = log.len() as u32;
        let hash = hasher.hash_one(term);
        let id = match table.find_mut(hash, |it| it.bytes(bytes) == term) {
            Some(known) if known.document == posting.document() => {
                if let Some((_, it)) = log.get_mut(known.last as usize) {
                    *it = it.and(posting);
                }
                return;
            }
            Some(known) => {
                (known.document, known.last) = (posting.document(), last);
                known.id
            }
            None => {
                let (id, start) = (table.len() as u32, bytes.len() as u32);
                bytes.extend(term);
                let new = Term { id, start, length: term.len() as u16, document: posting.document(), last };
                table.insert_unique(hash, new, |it| hasher.hash_one(it.bytes(bytes)));
                id
            }
        };
        log.push((id, posting));
    }

    /// Everything gathered, by term; documents that did not come in order are put in order.
    pub(super) fn finish(self, is_unordered: bool) -> Run {
        let Self { bytes, log, table, .. } = self;
        let terms = in_order(&bytes, table.into_iter().collect());
        let mut rank = vec![0_u32; terms.len()];
        for (place, term) in terms.iter().enumerate() {
            if let Some(it) = rank.get_mut(term.id as usize) {
                *it = place as u32;
            }
        }
        let (starts, postings) = by_rank(&rank, log);
        let mut run = Run { bytes, terms, starts, postings };
        if is_unordered {
            run.sort();
        }
        run
    }
}

/// Terms in the order of their bytes. Most pairs are told apart by their first eight.
fn in_order(bytes: &[u8], terms: Vec<Term>) -> Vec<Term> {
    let head = |term: &[u8]| {
        let mut head = [0; 8];
        head.iter_mut().zip(term).for_each(|(to, from)| *to = *from);
        u64::from_be_bytes(head)
    };
    let mut keyed: Vec<(u64, Term)> = terms.into_iter().map(|it| (head(it.bytes(bytes)), it)).collect();
    keyed.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.bytes(bytes).cmp(b.1.bytes(bytes))));
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
    terms: Vec<Term>,
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
        let postings = |range| self.postings.get(range).unwrap_or_default();
        self.terms.iter().zip(bounds).map(move |(term, range)| (term.bytes(&self.bytes), postings(range)))
    }
}
