//! XML exports, one record at a time.
//!
//! A file is cut into the bytes of its records before anything is parsed, so a damaged record costs itself
//! alone and memory does not grow with the file. Entities declared in a DTD are never expanded, and names are
//! compared without their prefix.

use std::io::BufRead;
use std::ops::ControlFlow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::encoding::Encoding;
use crate::domain::Lang;

/// A record of more bytes is damage.
const MAX_RECORD: usize = 4 * 1024 * 1024;
/// Deeper nesting is not a record.
const MAX_DEPTH: usize = 64;

/// An element with all that is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    /// Name without its prefix.
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    /// Text directly inside, with entities resolved.
    pub(super) text: String,
    pub(super) children: Vec<Node>,
}

impl Node {
    /// The value of an attribute; empty when there is none.
    pub(super) fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|it| it.0 == name).map_or("", |it| it.1.as_str())
    }

    /// Children that have one of these names.
    pub(super) fn all(&self, names: &'static [&'static str]) -> impl Iterator<Item = &Self> {
        self.children.iter().filter(move |it| names.contains(&it.name.as_str()))
    }

    /// Elements at any depth that have one of these names, in the order of the text.
    pub(super) fn deep(&self, names: &[&str]) -> Vec<&Self> {
        let mut found = Vec::new();
        for child in &self.children {
            if names.contains(&child.name.as_str()) {
                found.push(child);
            }
            found.extend(child.deep(names));
        }
        found
    }

    /// The text of the first such element at any depth; empty when there is none.
    pub(super) fn first(&self, names: &[&str]) -> String {
        self.deep(names).first().map_or_else(String::new, |it| it.text.trim().to_owned())
    }
}

/// The bytes of one record.
#[derive(Debug)]
pub(super) struct Piece {
    /// Start in the file, in bytes.
    pub(super) offset: u64,
    pub(super) bytes: Vec<u8>,
    /// Whether its end was there.
    pub(super) is_whole: bool,
}

impl Piece {
    /// The record as an element and whether some of its letters mean nothing; else why it cannot be read.
    pub(super) fn parsed(&self, encoding: Encoding, lang: Lang) -> Result<(Node, bool), String> {
        let (text, had_errors) = encoding.decode(&self.bytes);
        let damaged = lang.pick("XML записи повреждён", "the XML of the record is damaged");
        parse(&text).map(|it| (it, had_errors)).map_err(|fault| format!("{damaged}: {fault}"))
    }
}

/// Cuts a file into the elements of a name. Where one begins inside another the inner one counts: OAI-PMH wraps
/// a MARC record into a `record` of its own; the outer beginning is given as a piece that is not whole.
pub(super) fn pieces(
    source: &mut dyn BufRead,
    names: &[&str],
    each: &mut dyn FnMut(Piece) -> ControlFlow<()>,
) -> std::io::Result<()> {
    let mut chunk = Vec::new();
    let mut open: Option<Piece> = None;
    let mut offset = 0_u64;
    loop {
        chunk.clear();
        let n = std::io::Read::take(&mut *source, MAX_RECORD as u64).read_until(b'>', &mut chunk)?;
        let tag = chunk.iter().rposition(|it| *it == b'<').unwrap_or(chunk.len());
        let (kind, name) = tag_of(chunk.get(tag..).unwrap_or_default());
        let is_ours = names.iter().any(|it| it.as_bytes() == name);
        let starts = is_ours && kind == Kind::Start;
        if let Some(piece) = &mut open {
            let kept = if starts { tag } else { chunk.len() };
            piece.bytes.extend_from_slice(chunk.get(..kept).unwrap_or_default());
        }
        let ends = is_ours && kind == Kind::End;
        let is_flood = open.as_ref().is_some_and(|it| it.bytes.len() > MAX_RECORD);
        if (starts || ends || is_flood || n == 0)
            && let Some(piece) = open.take()
            && each(Piece { is_whole: ends, ..piece }).is_break()
        {
            return Ok(());
        }
        if n == 0 {
            return Ok(());
        }
        if starts {
            let bytes = chunk.get(tag..).unwrap_or_default().to_vec();
            open = Some(Piece { offset: offset + tag as u64, bytes, is_whole: false });
        }
        offset += n as u64;
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Start,
    End,
    Other,
}

/// Kind and local name of a tag: `</marc:record>` → end, `record`.
fn tag_of(tag: &[u8]) -> (Kind, &[u8]) {
    let Some(inner) = tag.strip_prefix(b"<").and_then(|it| it.strip_suffix(b">")) else { return (Kind::Other, b"") };
    let (kind, inner) = match (inner.strip_prefix(b"/"), inner.ends_with(b"/")) {
        (Some(inner), _) => (Kind::End, inner),
        (None, true) => (Kind::Other, inner),
        (None, false) => (Kind::Start, inner),
    };
    let name = inner.split(u8::is_ascii_whitespace).next().unwrap_or_default();
    (kind, name.rsplit(|it| *it == b':').next().unwrap_or_default())
}

/// Parses one element; the message says what is wrong with it and where.
fn parse(text: &str) -> Result<Node, String> {
    let mut reader = Reader::from_str(text);
    let mut stack = vec![Node::default()];
    loop {
        let event = reader.read_event().map_err(|it| format!("{it} ({})", reader.error_position()))?;
        let top = stack.last_mut().ok_or("no element")?;
        match event {
            Event::Start(tag) => stack.push(node(&tag)),
            Event::Empty(tag) => top.children.push(node(&tag)),
            Event::End(_) => close(&mut stack),
            Event::Text(it) => top.text.push_str(&it.into_inner()),
            Event::CData(it) => top.text.push_str(&it.into_inner()),
            Event::GeneralRef(it) => match it.resolve_char_ref() {
                Ok(Some(letter)) => top.text.push(letter),
                _ => top.text.push_str(entity(&it.into_inner())),
            },
            Event::Eof => break,
            _ => {}
        }
        if stack.len() > MAX_DEPTH {
            return Err(format!("elements nest deeper than {MAX_DEPTH}"));
        }
    }
    while stack.len() > 1 {
        close(&mut stack);
    }
    stack.pop().and_then(|it| it.children.into_iter().next()).ok_or_else(|| "no element".to_owned())
}

fn node(tag: &BytesStart<'_>) -> Node {
    let mut attributes = tag.html_attributes();
    let attributes = attributes.with_checks(false).flatten();
    let pair = |it: quick_xml::events::attributes::Attribute<'_>| {
        let value =
            quick_xml::escape::unescape(&it.value).map_or_else(|_| it.value.to_string(), std::borrow::Cow::into_owned);
        (it.key.local_name().into_inner().to_owned(), value)
    };
    Node {
        name: tag.local_name().into_inner().to_owned(),
        attributes: attributes.map(pair).collect(),
        ..Node::default()
    }
}

fn close(stack: &mut Vec<Node>) {
    if stack.len() > 1
        && let Some(done) = stack.pop()
        && let Some(parent) = stack.last_mut()
    {
        parent.children.push(done);
    }
}

/// The five entities of XML and the few of HTML that catalogues write all the same.
pub(super) fn entity(name: &str) -> &'static str {
    match name {
        "lt" => "<",
        "gt" => ">",
        "amp" => "&",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        "laquo" => "«",
        "raquo" => "»",
        "mdash" => "—",
        "ndash" => "–",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(u64, String, bool)> {
        let mut found = Vec::new();
        pieces(&mut text.as_bytes(), &["record"], &mut |it| {
            found.push((it.offset, String::from_utf8(it.bytes).unwrap(), it.is_whole));
            ControlFlow::Continue(())
        })
        .unwrap();
        found
    }

    #[test]
    fn records_are_cut_out_whatever_their_prefix() {
        let found = cut("<c><m:record a='1'><x>1 &gt; 0</x></m:record>\n<record/><record>2</record></c>");
        assert_eq!(
            found,
            [
                (3, "<m:record a='1'><x>1 &gt; 0</x></m:record>".to_owned(), true),
                (55, "<record>2</record>".to_owned(), true)
            ]
        );
    }

    #[test]
    fn an_inner_record_counts_and_one_without_an_end_is_not_whole() {
        let found = cut("<record><header/><record>in</record></record><record>cut");
        let ends: Vec<bool> = found.iter().map(|it| it.2).collect();
        assert_eq!(ends, [false, true, false]);
        assert_eq!(found.get(1).map(|it| it.1.as_str()), Some("<record>in</record>"));
    }

    #[test]
    fn an_element_keeps_its_text_with_entities_resolved() {
        let parsed =
            parse("<a:f tag='245'><s code=\"a\">М &amp; Ж &#1042;&nbsp;&bomb;<![CDATA[<b>]]></s></a:f>").unwrap();
        assert_eq!((parsed.name.as_str(), parsed.attribute("tag")), ("f", "245"));
        assert_eq!(parsed.first(&["s"]), "М & Ж В\u{a0}<b>");
    }

    #[test]
    fn nesting_without_end_is_an_error() {
        assert!(parse(&"<a>".repeat(100_000)).is_err());
        assert!(parse("<a></b></a>").is_err());
    }
}
