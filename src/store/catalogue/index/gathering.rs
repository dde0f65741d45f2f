//! What waits to be written into one block of the index, and the same in the order of terms.

use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::terms::Place;

/// So many postings wait at most, in 5 bytes each: all of a block of usual records.
pub(super) const MOST_WAITING: usize = 5 << 20;
/// With more than that, room is made for all at once: what grows by and by is held twice while it is moved.
const FEW: usize = 1 << 16;

/// A place at which a document has a term from now on: `document << 16 | place`. Ordered by document.
///
/// What is said of a document under a term is all there is: places it had before are no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting(u32);

impl Posting {
    pub(super) const fn new(document: u16, place: Place) -> Self {
        Self((document as u32) << 16 | place.bits() as u32)
    }

    pub(super) const fn document(self) -> u16 {
        (self.0 >> 16) as u16
    }

    pub(super) const fn place(self) -> Place {
        Place::from_bits(self.0 as u16)
    }
}

/// A term: where its bytes begin and how many there are.
#[derive(Clone, Copy, Debug)]
struct Term {
    id: u32,
    start: u32,
    length: u16,
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
    log: Log,
}

/// Which term stood where, document by document.
#[derive(Default)]
struct Log {
    /// In three bytes each: there are no more terms than postings.
    terms: Vec<[u8; 3]>,
    places: Vec<Place>,
    /// Each document, and where in the log it begins.
    documents: Vec<(u16, u32)>,
}

impl Log {
    fn push(&mut self, term: u32, place: Place) {
        if self.terms.len() == FEW {
            self.terms.reserve_exact(MOST_WAITING);
            self.places.reserve_exact(MOST_WAITING);
        }
        let [low, middle, high, _] = term.to_le_bytes();
        self.terms.push([low, middle, high]);
        self.places.push(place);
    }

    fn term([low, middle, high]: [u8; 3]) -> u32 {
        u32::from_le_bytes([low, middle, high, 0])
    }

    fn postings(&self) -> impl Iterator<Item = (u32, Posting)> {
        let ends = self.documents.iter().skip(1).map(|it| it.1).chain([self.terms.len() as u32]);
        self.documents.iter().zip(ends).flat_map(|((document, start), end)| {
            let range = *start as usize..end as usize;
            let terms = self.terms.get(range.clone()).unwrap_or_default();
            let places = self.places.get(range).unwrap_or_default();
            terms.iter().zip(places).map(|(term, place)| (Self::term(*term), Posting::new(*document, *place)))
        })
    }
}

impl std::fmt::Debug for Gathering {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gathering({} terms, {} postings)", self.table.len(), self.len())
    }
}

impl Gathering {
    /// How many postings wait.
    pub(super) fn len(&self) -> usize {
        self.log.terms.len()
    }

    /// Goes on to a document.
    pub(super) fn begin(&mut self, document: u16) {
        self.log.documents.push((document, self.len() as u32));
    }

    /// Adds a place of a term in the document begun last.
    pub(super) fn add(&mut self, term: &[u8], place: Place) {
        let Self { hasher, table, bytes, log } = self;
        let hash = hasher.hash_one(term);
        let id = match table.find(hash, |it| it.bytes(bytes) == term) {
            Some(known) => known.id,
            None => {
                let (id, start) = (table.len() as u32, bytes.len() as u32);
                bytes.extend(term);
                let new = Term { id, start, length: term.len() as u16 };
                table.insert_unique(hash, new, |it| hasher.hash_one(it.bytes(bytes)));
                id
            }
        };
        log.push(id, place);
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
fn by_rank(rank: &[u32], log: Log) -> (Vec<u32>, Vec<Posting>) {
    let place = |id: u32| rank.get(id as usize).map_or(0, |it| *it as usize);
    let mut starts = vec![0_u32; rank.len() + 1];
    for id in log.terms.iter().copied().map(Log::term) {
        if let Some(it) = starts.get_mut(place(id) + 1) {
            *it += 1;
        }
    }
    let mut sum = 0;
    for it in &mut starts {
        sum += *it;
        *it = sum;
    }
    let mut next = starts.clone();
    let mut postings = vec![Posting(0); log.terms.len()];
    for (id, posting) in log.postings() {
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
