//! What holds for every reader, whatever the bytes.
//!
//! A file may be refused; it may not end the program, nor take memory without end (the limit is the run's).

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
    // In a workbook a record begins at a row of its sheet, which may be any number of a row.
    let may_be_workbook = matches!(format, None | Some(FileFormat::Xlsx));
    let is_packed = bytes.starts_with(b"PK") || bytes.starts_with(b"\xd0\xcf\x11\xe0");
    let last_place =
        if may_be_workbook && is_packed { u64::from(u32::MAX) } else { (bytes.len() as u64).saturating_mul(2) };
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
        assert!(offset <= last_place, "a record begins beyond the file");
        last = number;
        ControlFlow::Continue(())
    };
    let hints = Hints { format, encoding, ..Hints::default() };
    // A refusal is an answer too; it has words in both languages.
    if let Err(it) = read(&mut std::io::Cursor::new(bytes), &hints, Lang::Ru, &mut sink) {
        assert!(!it.text(Lang::Ru).is_empty() && !it.text(Lang::En).is_empty());
    }
}

/// Reads bytes as the sheet of a workbook of Calc, packed as one.
pub fn reads_sheet_of_calc(bytes: &[u8]) {
    use std::io::Write;
    let mut file = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let packed = [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".as_slice()), ("content.xml", bytes)]
        .into_iter()
        .try_for_each(|(name, content)| file.start_file(name, plain).and_then(|()| Ok(file.write_all(content)?)));
    if packed.is_ok()
        && let Ok(file) = file.finish()
    {
        // The character set is found by content.
        let whole: Vec<u8> = [u8::MAX].into_iter().chain(file.into_inner()).collect();
        reads(Some(FileFormat::Xlsx), &whole);
    }
}

/// Decodes a picture, in as many formats as there are; one that is shown has the pixels it says.
pub fn shows(bytes: &[u8]) {
    tolerate_caught_panics();
    match vitrina::store::decode(bytes) {
        Ok(picture) => {
            assert_eq!(picture.rgba.len(), picture.width as usize * picture.height as usize * 4);
            assert!(picture.width > 0 && picture.height > 0, "a picture of nothing");
        }
        Err(it) => assert!(!it.text(Lang::Ru).is_empty() && !it.text(Lang::En).is_empty()),
    }
}

/// Takes a template or a theme from a file; one that is taken can be composed with any books and in any format.
pub fn takes_look(bytes: &[u8]) {
    use vitrina::compose::{Library, Scope, compose};
    use vitrina::domain::{Exhibition, Post, PostId, PostKind, Slide, SlideId};
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(look) = vitrina::store::parse_look(std::path::Path::new("x"), text, &|_| false) else { return };
    let mut exhibition = Exhibition::empty("Осень", "x".into(), Vec::new());
    let mut library = Library::builtin().unwrap_or_default();
    match &look {
        vitrina::store::Look::Theme(it) => library.themes = vec![(**it).clone()],
        vitrina::store::Look::Template(it) => library.templates = vec![(**it).clone()],
    }
    exhibition.front.library = "Библиотека".to_owned();
    let slide = Slide::new(SlideId(1), look.id().into(), 0, Vec::new());
    let post = Post::new(PostId(2), PostKind::Exhibition, "Заглавие", Vec::new());
    let (Some(template), Some(theme)) = (library.templates.first(), library.themes.first()) else { return };
    for format in &library.formats {
        let scope = Scope { exhibition: &exhibition, post: &post, slide: &slide, template, theme, format };
        let layout = compose(scope, &mut vitrina::typeset::Typesetter::new());
        assert!(layout.elements.iter().all(|it| it.placement.is_sound()), "a place that is no number");
    }
}
