//! Whatever a file holds, reading it ends with records and reasons, never with a panic, and nothing is lost count of.
//!
//! `VITRINA_DAMAGE=1000000 cargo test --release --test hostile` damages every sample a million times, from another
//! start each day.
#![expect(clippy::indexing_slicing, reason = "damage is done within bounds")]

use std::ops::ControlFlow;

use vitrina::domain::Lang;
use vitrina::formats::{FileFormat, Hints, ReadError, ReadItem, read};

/// One small file of each format, of our own making.
fn samples() -> Vec<Vec<u8>> {
    let iso = b"00096nam0 2200061   450 001000200000200002500002210002100027\x1e7\x1e1 \x1faHygiene\x1feBook\x1ffA. Zimin\x1e  \x1faM.\x1fcMedgiz\x1fd1942\x1e\x1d";
    let texts = [
        "#920: PAZK\n#200: ^AГигиена^EПособие\n#210: ^D1942\n#953: ^AJPG^B%FF%D8\n*****\n#200: ^AРаны\n*****\n",
        "=LDR  00000nam  2200000   450 \n=001  5\n=200  1\\$aГигиена$eпособие\n=463  \\0$12001 $aХирургия$v5\n\n",
        "Автор;Заглавие;Год;ISBN\r\n\"Зимин А. А.\";\"Гигиена; пособие\";1942;978-5-02-039170-3\r\nЮдин;Раны\r\n",
        "<?xml version='1.0'?><c xmlns='x'><m:record><m:leader>00000nam a2200000 i 4500</m:leader><m:datafield tag='245' ind1='1' ind2='0'><m:subfield code='a'>Wounds &amp; &#1042;</m:subfield></m:datafield></m:record></c>",
        "<ONIXMessage release='3.0'><Product><RecordReference>1</RecordReference><DescriptiveDetail><TitleDetail><TitleType>01</TitleType><TitleText>Гигиена</TitleText></TitleDetail></DescriptiveDetail></Product></ONIXMessage>",
        "TY  - BOOK\nAU  - Зимин, А. А.\nTI  - Гигиена\nPY  - 1942///\nSP  - 1\nEP  - 9\nER  - \n\nTY  - JOUR\nTI  - Раны\nER  - \n",
        "@string{m = {М.}}\n@book{a, title = {Ги\\'гиена {A}}, author = {Зимин, А. А. and {Мин. здрав}}, location = m # \"!\", crossref = {a}}\n@article{b, title = \"X\"}\n",
    ];
    let wide: Vec<u8> = "Автор\tЗаглавие\nЗимин\tГигиена\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut samples: Vec<Vec<u8>> = texts.iter().map(|it| it.as_bytes().to_vec()).collect();
    samples.push(iso.repeat(2));
    samples.push([b"\xff\xfe".to_vec(), wide].concat());
    samples
}

/// A small generator of our own: the same damage on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n.max(1)
    }
}

const MARKS: &[u8] = b"\x1d\x1e\x1f\0\xff\xfe<>&;^#{}@\"',$=%\n09 \xd0\xef\xbb\xbf";

fn damaged(sample: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = sample.to_vec();
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len());
        match dice.below(6) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, MARKS[dice.below(MARKS.len())]),
            2 if at < bytes.len() => bytes[at] = MARKS[dice.below(MARKS.len())],
            3 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            4 => {
                let end = (at + dice.below(40)).min(bytes.len());
                bytes.drain(at..end);
            }
            _ => {
                let end = (at + dice.below(60)).min(bytes.len());
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}

/// Reads to the end, checking that numbers count up and places do not go back.
fn check(mut bytes: &[u8], hints: Hints) -> Result<usize, ReadError> {
    let (mut count, mut place) = (0, 0);
    let length = bytes.len() as u64;
    read(&mut bytes, &hints, Lang::En, &mut |item| {
        let (number, offset) = match &item {
            ReadItem::Record(it) => {
                assert!(!it.record.title.is_empty());
                (it.number, it.offset)
            }
            ReadItem::Skipped { number, offset, reason } => {
                assert!(!reason.is_empty());
                (*number, *offset)
            }
        };
        count += 1;
        assert_eq!(number, count);
        assert!(offset >= place && offset <= length * 2, "{offset} after {place} of {length}");
        place = offset;
        ControlFlow::Continue(())
    })?;
    Ok(count)
}

/// How often a sample is damaged, and where chance begins.
fn rounds() -> (usize, u64) {
    let asked = std::env::var("VITRINA_DAMAGE").ok().and_then(|it| it.parse().ok());
    let today = std::time::SystemTime::UNIX_EPOCH.elapsed().map_or(0, |it| it.as_secs() / 86_400);
    asked.map_or((10_000, 20_261_123), |rounds| (rounds, today))
}

#[test]
fn the_samples_themselves_are_read_whole() {
    for sample in samples() {
        let n = check(&sample, Hints::default()).unwrap();
        assert!(n >= 1, "{}", String::from_utf8_lossy(&sample));
    }
}

#[test]
fn damage_of_any_kind_is_counted_and_never_a_panic() {
    let (rounds, seed) = rounds();
    let mut dice = Dice(seed);
    for sample in samples() {
        for _ in 0..rounds {
            let bytes = damaged(&sample, &mut dice);
            let _counted = check(&bytes, Hints::default());
        }
    }
}

#[test]
fn a_file_read_as_what_it_is_not_is_refused_or_skipped() {
    for sample in samples() {
        for (format, _) in FileFormat::ALL {
            let _counted = check(&sample, Hints { format: Some(format), ..Hints::default() });
        }
    }
}
