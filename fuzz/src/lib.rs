//! What holds for every reader, whatever the bytes.

use std::ops::ControlFlow;

use vitrina::domain::Lang;
use vitrina::formats::{Encoding, FileFormat, Hints, ReadItem, read};

/// A panic caught by a reader is an answer; one that leaves it ends the run all the same.
fn tolerate_caught_panics() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| std::panic::set_hook(Box::new(|it| eprintln!("{it}"))));
}

/// Reads bytes as a format, or as what they look like. The first byte chooses the character set: every other time
/// it is found by content.
pub fn reads(format: Option<FileFormat>, bytes: &[u8]) {
    tolerate_caught_panics();
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let encodings = Encoding::ALL;
    let encoding = encodings.get(choice as usize % (encodings.len() * 2)).map(|it| it.0);
    let mut last = 0;
    let mut sink = |item: ReadItem| {
        let (number, offset) = match &item {
            ReadItem::Record(it) => (it.number, it.offset),
            ReadItem::Skipped { number, offset, reason } => {
                assert!(!reason.is_empty(), "left out without a reason");
                (*number, *offset)
            }
        };
        assert_eq!(number, last + 1, "records are counted one by one");
        assert!(offset <= (bytes.len() as u64).saturating_mul(2), "a record begins beyond the file");
        last = number;
        ControlFlow::Continue(())
    };
    let hints = Hints { format, encoding, ..Hints::default() };
    // A refusal is an answer too; it has words in both languages.
    if let Err(it) = read(&mut std::io::Cursor::new(bytes), &hints, Lang::Ru, &mut sink) {
        assert!(!it.text(Lang::Ru).is_empty() && !it.text(Lang::En).is_empty());
    }
}
