//! Text exports whose records are runs of lines.

use std::io::BufRead;
use std::ops::ControlFlow;

/// A record of more bytes is damage.
const MAX_RECORD: usize = 4 * 1024 * 1024;

/// What a line is to the record it stands at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// One of its lines.
    Part,
    /// Its first line.
    First,
    /// Its last line.
    Last,
    /// No line of any record; the one before it is over.
    Between,
}

/// Gives the bytes of each record with their place in the file; a flood without an end is cut at the limit.
pub(super) fn records(
    source: &mut dyn BufRead,
    kind: &dyn Fn(&[u8]) -> Line,
    each: &mut dyn FnMut(u64, &[u8]) -> ControlFlow<()>,
) -> std::io::Result<()> {
    let (mut raw, mut line) = (Vec::new(), Vec::new());
    let (mut start, mut place) = (0, 0_u64);
    loop {
        line.clear();
        let n = std::io::Read::take(&mut *source, MAX_RECORD as u64).read_until(b'\n', &mut line)?;
        let kind = kind(&line);
        let is_over = n == 0 || raw.len() > MAX_RECORD || matches!(kind, Line::First | Line::Between);
        if is_over && !raw.is_empty() && each(start, &std::mem::take(&mut raw)).is_break() || n == 0 {
            return Ok(());
        }
        if raw.is_empty() {
            start = place;
        }
        if kind != Line::Between {
            raw.extend_from_slice(&line);
        }
        place += n as u64;
        if kind == Line::Last && each(start, &std::mem::take(&mut raw)).is_break() {
            return Ok(());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(u64, String)> {
        let kind = |line: &[u8]| match line.first() {
            Some(b'>') => Line::First,
            Some(b'*') => Line::Last,
            Some(b'\n') => Line::Between,
            _ => Line::Part,
        };
        let mut found = Vec::new();
        records(&mut text.as_bytes(), &kind, &mut |place, raw| {
            found.push((place, String::from_utf8_lossy(raw).into_owned()));
            ControlFlow::Continue(())
        })
        .unwrap();
        found
    }

    #[test]
    fn records_end_where_the_next_begins_at_their_last_line_or_at_a_gap() {
        let owned = |it: &[(u64, &str)]| it.iter().map(|it| (it.0, it.1.to_owned())).collect::<Vec<_>>();
        assert_eq!(cut(">a\nb\n>c\n"), owned(&[(0, ">a\nb\n"), (5, ">c\n")]));
        assert_eq!(cut("a\n*\nb\n*\n"), owned(&[(0, "a\n*\n"), (4, "b\n*\n")]));
        assert_eq!(cut("\na\n\n\nb"), owned(&[(1, "a\n"), (5, "b")]));
        assert_eq!(cut(""), []);
    }
}
