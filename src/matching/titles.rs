//! Similarity of a file name to titles and authors.
//!
//! A rare word says more than a common one; words agree when one is the beginning of the other but for an
//! ending, in Cyrillic or in Latin letters.

use std::collections::BTreeMap;

use crate::domain::{BookRecord, RecordId, latin, maths, words};

/// Letters by which candidates are looked up.
const PREFIX: usize = 4;
/// A beginning found in more records than this tells nothing.
const MAX_POSTINGS: usize = 2_000;
/// Words camera and scanner programs put in names.
const NOISE: [&str; 19] = [
    "img", "dsc", "dscn", "scan", "skan", "image", "photo", "foto", "cover", "front", "oblozhka", "oblozka", "pic",
    "picture", "copy", "jpg", "page", "wa", "whatsapp",
];
/// The least similarity worth showing to a person.
const WORTH: f32 = 0.45;

#[derive(Clone, Debug)]
struct Known {
    id: RecordId,
    title: Vec<String>,
    others: Vec<String>,
}

/// Words of all records, and where they occur.
#[derive(Clone, Debug, Default)]
pub(super) struct Titles {
    records: Vec<Known>,
    postings: BTreeMap<String, Vec<u32>>,
}

impl Titles {
    pub(super) fn add(&mut self, id: RecordId, record: &BookRecord) {
        let title = spoken(&[&*record.shown_title(), &record.volume].join(" "));
        let families = record.authors.iter().map(|it| it.family.as_str()).collect::<Vec<_>>().join(" ");
        let others = spoken(&[record.subtitle.as_str(), &families, &record.year].join(" "));
        let index = self.records.len() as u32;
        for word in title.iter().chain(&others).filter(|it| it.len() >= PREFIX) {
            let postings = self.postings.entry(prefix(word)).or_default();
            if postings.last() != Some(&index) {
                postings.push(index);
            }
        }
        self.records.push(Known { id, title, others });
    }

    pub(super) fn finish(&mut self) {
        self.postings.retain(|_, it| it.len() <= MAX_POSTINGS);
    }

    /// Records like a name, with their similarity, 0 to 0.99.
    pub(super) fn like(&self, stem: &str) -> Vec<(RecordId, f32)> {
        let spoken = spoken(stem);
        let is_word = |it: &&String| it.chars().any(char::is_alphabetic) && !NOISE.contains(&it.as_str());
        if spoken.iter().filter(is_word).map(String::len).sum::<usize>() < PREFIX {
            return Vec::new();
        }
        let name: Vec<String> = spoken.into_iter().filter(|it| !NOISE.contains(&it.as_str())).collect();
        let found = name.iter().filter_map(|it| self.postings.get(&prefix(it))).flatten();
        let mut candidates: Vec<u32> = found.copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let known = candidates.into_iter().filter_map(|it| self.records.get(it as usize));
        known.map(|it| (it.id, self.similarity(&name, it))).filter(|it| it.1 >= WORTH).collect()
    }

    /// How much of the name the record explains, and how much of the title the name holds.
    fn similarity(&self, name: &[String], known: &Known) -> f32 {
        if name == known.title {
            // The title and nothing else; others may hold its words among more.
            return 0.99;
        }
        let explained = self.share(name, |word| known.title.iter().chain(&known.others).any(|it| agree(it, word)));
        let held = self.share(&known.title, |word| name.iter().any(|it| agree(it, word)));
        if held == 0.0 {
            return 0.0;
        }
        (0.55 * explained + 0.45 * held.sqrt()) * 0.95
    }

    fn share(&self, words: &[String], is_found: impl Fn(&String) -> bool) -> f32 {
        let weight = |it: &&String| self.weight(it);
        let all: f32 = words.iter().map(|it| self.weight(it)).sum();
        let found: f32 = words.iter().filter(|it| is_found(it)).map(|it| weight(&it)).sum();
        if all > 0.0 { found / all } else { 0.0 }
    }

    fn weight(&self, word: &str) -> f32 {
        let n = self.postings.get(&prefix(word)).map_or(1, Vec::len) as f32;
        let length = (word.len() as f32 / 6.0).clamp(0.3, 1.0);
        length * (1.0 + maths::ln((self.records.len() as f32 / n).max(1.0)))
    }
}

/// Words in Latin letters, so that `mcyri` and «Мцыри» can agree.
fn spoken(text: &str) -> Vec<String> {
    words(text).iter().map(|it| plain(&latin(it))).collect()
}

/// Spellings of the same sound, made one: systems of transliteration differ in these.
fn plain(word: &str) -> String {
    let pairs =
        [("shch", "sh"), ("shh", "sh"), ("cz", "c"), ("ts", "c"), ("kh", "x"), ("h", "x"), ("iy", "y"), ("ij", "y")];
    let guarded = word.replace("sh", "\u{1}").replace("zh", "\u{2}").replace("ch", "\u{3}");
    let word = guarded.replace("\u{1}\u{3}", "\u{1}").replace("s\u{3}", "\u{1}").replace("\u{1}h", "\u{1}");
    let word = pairs.iter().fold(word, |word, (from, to)| word.replace(from, to));
    word.replace('\u{1}', "sh").replace('\u{2}', "zh").replace('\u{3}', "ch").replace('j', "y")
}

fn prefix(word: &str) -> String {
    word.chars().take(PREFIX).collect()
}

/// Equal, or equal but for the ending.
fn agree(a: &str, b: &str) -> bool {
    let shared = a.bytes().zip(b.bytes()).take_while(|it| it.0 == it.1).count();
    let longer = a.len().max(b.len());
    let is_number = a.bytes().all(|it| it.is_ascii_digit());
    a == b || (!is_number && shared >= PREFIX && longer - shared <= 3 && shared * 3 >= longer * 2)
}
