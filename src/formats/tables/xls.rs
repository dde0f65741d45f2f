//! How much room a workbook of Excel 97–2003 asks for, before the library lays its sheets out.
//!
//! The library lays out the rectangle from the first cell of a sheet to the last, so two cells in far corners, or a
//! chain of sectors that goes in a circle, would take all memory there is. Here the chains are followed with their
//! lengths counted, and the corners of the sheets measured; no value is read. The container is that of [MS-CFB],
//! the records those of [MS-XLS], both read 2026-11-25.

/// Ends a chain of sectors.
const END: u32 = 0xffff_fffe;
/// Numbers from here on name no sector.
const RESERVED: u32 = 0xffff_fffa;
/// Streams shorter than this lie in sectors of their own size.
const SHORT: usize = 4096;
/// Cells of the largest sheet there can be: 65,536 rows of 256 columns.
const WHOLE_SHEET: u64 = 65_536 * 256;

/// Cells that all sheets together are laid out with; `None` when the file is damaged.
pub(super) fn room(bytes: &[u8]) -> Option<u64> {
    let stream = workbook(bytes)?;
    let starts = records(&stream).take_while(|it| it.0 != 0x000a).filter(|it| it.0 == 0x0085);
    let starts: Vec<usize> = starts.filter_map(|it| number(it.1, 0, 4)).collect();
    starts.into_iter().try_fold(0_u64, |sum, start| Some(sum.saturating_add(sheet(stream.get(start..)?))))
}

/// Cells one sheet is laid out with: its values, and once more its formulas.
fn sheet(stream: &[u8]) -> u64 {
    let (mut values, mut formulas) = (Corners::default(), Corners::default());
    let (mut depth, mut reserved) = (0_u32, 0);
    for (kind, record) in records(stream) {
        match kind {
            // Charts lie inside a sheet as sheets of their own.
            0x0809 => depth += 1,
            0x000a if depth <= 1 => break,
            0x000a => depth -= 1,
            _ if depth > 1 => {}
            0x0200 => reserved = claimed(record),
            0x0006 => {
                formulas.add(record, 2);
                values.add(record, 2);
            }
            0x00bd => {
                values.add(record, 2);
                values.add(record, record.len().saturating_sub(2));
            }
            0x0203 | 0x0204 | 0x0205 | 0x00d6 | 0x027e | 0x00fd => values.add(record, 2),
            _ => {}
        }
    }
    // A size that is only claimed costs addresses, not memory, as long as a sheet can have it.
    if reserved > WHOLE_SHEET { u64::MAX } else { values.area() + formulas.area() }
}

/// The size a sheet claims to have, in cells.
fn claimed(record: &[u8]) -> u64 {
    let width = if record.len() == 10 { 2 } else { 4 };
    let at = |place: usize, width: usize| number(record, place, width).unwrap_or_default() as u64;
    let (top, bottom) = (at(0, width), at(width, width));
    let (left, right) = (at(2 * width, 2), at(2 * width + 2, 2));
    let left = if left > 0xff || right < left { 0 } else { left };
    bottom.saturating_sub(top).max(1) * right.saturating_sub(left).max(1)
}

/// The rectangle of the cells seen so far.
#[derive(Default)]
struct Corners(Option<[u64; 4]>);

impl Corners {
    /// Takes in the cell of a record: the row stands first, the column at `place`.
    fn add(&mut self, record: &[u8], place: usize) {
        let (Some(row), Some(column)) = (number(record, 0, 2), number(record, place, 2)) else { return };
        let (row, column) = (row as u64, column as u64);
        let [top, left, bottom, right] = self.0.unwrap_or([row, column, row, column]);
        self.0 = Some([top.min(row), left.min(column), bottom.max(row), right.max(column)]);
    }

    fn area(&self) -> u64 {
        self.0.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1))
    }
}

/// Kind and content of records one after another, up to the first that is not whole.
fn records(mut rest: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    std::iter::from_fn(move || {
        let (kind, length) = (number(rest, 0, 2)?, number(rest, 2, 2)?);
        let content = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        Some((kind, content))
    })
}

/// A number of so many bytes, the lowest first.
fn number(bytes: &[u8], place: usize, width: usize) -> Option<usize> {
    let bytes = bytes.get(place..place.checked_add(width)?)?;
    Some(bytes.iter().rev().fold(0, |sum, it| sum << 8 | usize::from(*it)))
}

/// The stream of the container that holds the sheets.
fn workbook(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = match number(bytes, 30, 2)? {
        9 => 512,
        12 => 4096,
        _ => return None,
    };
    let mut chains = Chains { sectors: bytes.get(size..)?, size, next: Vec::new() };
    chains.next = table(&chains, bytes)?;
    let entries = chains.stream(id(bytes, 48)?, usize::MAX)?;
    let entries = entries.as_chunks::<128>().0;
    let named = |name: &str| entries.iter().find(|it| name_of(*it).eq_ignore_ascii_case(name));
    let entry = named("Workbook").or_else(|| named("Book"))?;
    let (start, length) = (id(entry, 116)?, number(entry, 120, 4)?);
    if length >= SHORT {
        return chains.stream(start, length);
    }
    let root = entries.first()?;
    let short = chains.stream(id(root, 116)?, number(root, 120, 4)?)?;
    let next = numbers(&chains.stream(id(bytes, 60)?, number(bytes, 64, 4)?.checked_mul(size)?)?);
    Chains { sectors: &short, size: 64, next }.stream(start, length)
}

/// The name of an entry: letters of two bytes up to the first zero.
fn name_of(entry: &[u8]) -> String {
    let units = entry.as_chunks::<2>().0.iter().take(32).map(|it| u16::from_le_bytes(*it)).take_while(|it| *it != 0);
    char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Which sector follows which; the list of the sectors that hold this goes on in sectors of its own.
fn table(chains: &Chains<'_>, bytes: &[u8]) -> Option<Vec<u32>> {
    let mut list = numbers(bytes.get(76..512)?);
    let mut more = id(bytes, 68)?;
    for _ in 0..=chains.len() {
        if more >= RESERVED {
            let sectors = list.into_iter().filter(|it| *it < RESERVED).map(|it| chains.sector(it));
            return Some(numbers(&sectors.collect::<Option<Vec<_>>>()?.concat()));
        }
        list.extend(numbers(chains.sector(more)?));
        more = list.pop()?;
    }
    None
}

fn id(bytes: &[u8], place: usize) -> Option<u32> {
    number(bytes, place, 4).map(|it| it as u32)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|it| u32::from_le_bytes(*it)).collect()
}

/// Sectors of one size, and which follows which.
struct Chains<'a> {
    sectors: &'a [u8],
    size: usize,
    next: Vec<u32>,
}

impl Chains<'_> {
    fn len(&self) -> usize {
        self.sectors.len().div_ceil(self.size)
    }

    /// A sector; the last of a file may be cut.
    fn sector(&self, id: u32) -> Option<&[u8]> {
        let start = (id as usize).checked_mul(self.size)?;
        self.sectors.get(start..(start + self.size).min(self.sectors.len()))
    }

    /// The bytes of a chain, as many as asked for; a chain longer than there are sectors goes in a circle.
    fn stream(&self, mut id: u32, length: usize) -> Option<Vec<u8>> {
        let mut stream = Vec::new();
        for _ in 0..=self.len() {
            if id == END || stream.len() >= length {
                stream.truncate(length);
                return Some(stream);
            }
            stream.extend_from_slice(self.sector(id)?);
            id = *self.next.get(id as usize)?;
        }
        None
    }
}
