//! Books along the years in which they came out.
//!
//! Rows stand on lines in the order of years. Books of one year stand close together over a bar of their own, and the
//! year is named once, where the bar begins. Different years are clearly farther apart, but for equal rows with so much
//! room that they would be torn apart: those are columns.

use super::rows::{by_rows, evenness, row_height, rows, splits, sum_aspects};
use super::{Arranged, Book, GUTTER, Room};
use crate::domain::{CanvasRect, CanvasSize, Placement, maths};

/// Room for the years of a row: nearer to their own books than to those of the next row.
const YEARS: f32 = 70.0;
/// Width of a year, with the room beside it.
const OF_A_YEAR: f32 = 90.0;
/// Room between years and the row that is not theirs: over those that stand above a row, under those below one.
const APART: (f32, f32) = (24.0, 28.0);
/// From a row to the line, from the line to the words of the year under it; thickness of the line and of a bar.
const LINE: f32 = 14.0;
const WORDS: f32 = 18.0;
const THIN: f32 = 2.0;
const BAR: f32 = 6.0;
/// Lines end at nearly one place when they are apart by less than this share of a book.
const NEARLY: f32 = 0.4;

/// Least room between books of one year, and between years.
const WITHIN: f32 = 16.0;
const BETWEEN: f32 = 46.0;
/// Where a row has more room, years move apart by so many times as much as books of one year do.
const LOOSER: f32 = 4.0;
/// Most of both, in widths of a book.
const MOST_WITHIN: f32 = 0.38;
const MOST_APART: f32 = 2.0;
/// Rows stand in columns where books would be farther apart than this.
const LOOSE: f32 = 0.45;
/// And where they would miss those of another row by less than this, in rows so short that a bar holds those of one year
/// together.
const MISSED: f32 = 0.25;
const SHORT_ROW: usize = 4;
/// Books that are each of a year of their own stand no farther apart than this: so few reach both ends of the line.
const WIDEST_PITCH: f32 = 3.2;
/// They are not far apart so many widths from each other.
const AT_EASE: f32 = 1.8;

/// Most room between two rows.
const MOST_ROOM: f32 = 70.0;
/// The same beside words, as a share of the height of its books: rows begin and end where the words do.
const BESIDE_WORDS: f32 = 0.35;
/// Most lines, and fewer books than this stand on one.
const MOST_LINES: usize = 4;
pub(in crate::compose) const OF_TWO_LINES: usize = 5;
/// Rows are longer or shorter than equal ones by so many books at most, to end where a year does.
const UNEQUAL: usize = 2;
/// A year that goes on in the next row makes a split worth so much.
const PARTED: f32 = 0.93;
/// Rows of which one is shorter than the next, as if books were missing, are worth so much.
const SHORT_FIRST: f32 = 0.9;
const SHORT: f32 = 0.8;
/// Rows that need this share of the width have all of it.
const FULL: f32 = 0.62;
/// Rows so full that their years touch are worth so much of others.
const WITHOUT_YEARS: f32 = 0.1;
/// A frame in which books would be lower than this is none for a timeline.
const LEAST_HEIGHT: f32 = 24.0;

/// Rows in the order of years, each on a line with the years under it, or under one in every other variant; `None` when
/// a year is not known.
pub(super) fn timeline(books: &[Book], within: Room, seed: u64) -> Option<Arranged> {
    let frame = within.rect;
    let years: Option<Vec<u16>> = books.iter().map(|it| it.year).collect();
    let years = years.filter(|it| it.len() > 2 && it.iter().min() != it.iter().max())?;
    let mut by_year: Vec<usize> = (0..books.len()).collect();
    by_year.sort_by_key(|it| years.get(*it));
    let sorted: Vec<Book> = by_year.iter().filter_map(|it| books.get(*it)).copied().collect();
    let is_above = seed % 2 == 1;
    // Years are to be nearer to their own covers than to those of another row.
    let apart = if is_above { APART.0 } else { APART.1 };
    let room_of = |n_rows: usize| if n_rows > 1 { YEARS + apart } else { YEARS };
    let all = |n_rows: usize| n_rows as f32 * room_of(n_rows) - if n_rows > 1 { apart } else { 0.0 };
    let (split, height) = Lines { books: &sorted, frame }.best(all)?;
    // Over the first row, or under the last one, no other row has to be kept apart.
    let spare = if split.len() > 1 { apart } else { 0.0 };
    let frame =
        CanvasRect { y: if is_above { frame.y - spare } else { frame.y }, height: frame.height + spare, ..frame };
    let (n_rows, room) = (split.len() as f32, room_of(split.len()));
    let height = height.min(frame.height / n_rows - room);
    if height < LEAST_HEIGHT {
        return None;
    }
    // Rows far apart would not be one line of time.
    let most_between = if within.is_column { height * BESIDE_WORDS } else { MOST_ROOM };
    let free = frame.height - n_rows * (height + room);
    let between = if n_rows > 1.0 { (free / (n_rows - 1.0)).clamp(0.0, most_between) } else { 0.0 };
    let top = frame.y + within.down(free - between * (n_rows - 1.0)) + if is_above { room } else { 0.0 };
    let lines = Lines { books: &sorted, frame: CanvasRect { y: top, ..frame } };
    let placed = lines.placed(&split, height, height + room + between);
    let mut found = Arranged { order: (0..books.len()).collect(), ..Arranged::default() };
    found.covers = vec![Placement::default(); books.len()];
    for (index, place) in by_year.iter().zip(placed.iter().flatten()) {
        *found.covers.get_mut(*index)? = *place;
    }
    let end = placed.iter().flatten().map(|it| it.rect().right()).fold(0.0, f32::max);
    let mut rest = by_year.iter();
    for (row, places) in by_rows(&sorted, &split).zip(&placed) {
        let indices: Vec<usize> = rest.by_ref().take(row.len()).copied().collect();
        name_years(&mut found, row, (&indices, places), (end, is_above));
    }
    Some(found)
}

/// The line of a row, with a bar and the words of each of its years; lines that end at nearly one place end there.
fn name_years(
    found: &mut Arranged,
    row: &[Book],
    (indices, places): (&[usize], &[Placement]),
    (end, is_above): (f32, bool),
) {
    let rects: Vec<CanvasRect> = places.iter().map(|it| it.rect()).collect();
    let (Some(first), Some(last)) = (rects.first(), rects.last()) else { return };
    let (line, words) = match is_above {
        true => (first.y - LINE, first.y - YEARS + 26.0),
        false => (first.bottom() + LINE, first.bottom() + LINE + WORDS),
    };
    let end = if end - last.right() < last.width * NEARLY { end } else { last.right() };
    found.lines.push(CanvasRect::new(first.x, line, end - first.x, THIN));
    let mut at = 0;
    for n in years_of(row) {
        if let (Some(first), Some(last), Some(index)) = (rects.get(at), rects.get(at + n - 1), indices.get(at)) {
            let width = last.right() - first.x;
            found.lines.push(CanvasRect::new(first.x, line - (BAR - THIN) / 2.0, width, BAR));
            found.years.push((*index, CanvasRect::new(first.x, words, width.max(OF_A_YEAR), 30.0)));
        }
        at += n;
    }
}

/// How many books of a row each of its years has.
fn years_of(row: &[Book]) -> Vec<usize> {
    row.chunk_by(|a, b| a.year == b.year).map(<[Book]>::len).collect()
}

/// Books in the order of years, to be split over lines of time in a frame.
struct Lines<'a> {
    books: &'a [Book],
    frame: CanvasRect,
}

impl Lines<'_> {
    /// Whether no two books are of one year.
    fn are_single(&self) -> bool {
        years_of(self.books).len() == self.books.len()
    }

    /// Whether books stand in columns: rows of one length, but for the last, which may lack a book, with so much room
    /// that years would be torn apart by it, or that stand nearly so already.
    fn are_columns(&self, split: &[usize], height: f32) -> bool {
        let n_gaps = split.first().map_or(0, |it| it.saturating_sub(1)) as f32;
        let widest = by_rows(self.books, split).map(|it| sum_aspects(it) * height).fold(0.0, f32::max);
        let loose = (self.frame.width - widest) / n_gaps.max(1.0) > self.mean_width(height) * LOOSE;
        let (most, lacking) = (split.first(), split.iter().filter(|it| Some(*it) != split.first()).count());
        let is_even = lacking == 0 || lacking == 1 && split.last().map(|it| it + 1).as_ref() == most;
        self.are_single() || split.len() > 1 && is_even && (loose || self.nearly_stand_in_columns(split, height))
    }

    /// Whether books that stand by their years miss those over them by so little that it looks like a slip.
    fn nearly_stand_in_columns(&self, split: &[usize], height: f32) -> bool {
        if split.iter().any(|it| *it > SHORT_ROW) {
            return false;
        }
        let gaps = self.spread(split, height);
        let place = |(row, gaps)| by_years(row, CanvasRect { height, ..self.frame }, gaps);
        let rows: Vec<Vec<Placement>> = by_rows(self.books, split).zip(gaps).map(place).collect();
        let missed = |(a, b): (&Placement, &Placement)| (a.rect().x - b.rect().x).abs();
        let pairs = rows.iter().zip(rows.iter().skip(1)).flat_map(|(a, b)| a.iter().zip(b));
        pairs.map(missed).fold(0.0, f32::max) < self.mean_width(height) * MISSED
    }

    /// The split that shows covers largest and fills its lines, and the height of the books; `years` is the room of
    /// those of so many lines.
    fn best(&self, years: impl Fn(usize) -> f32) -> Option<(Vec<usize>, f32)> {
        let most = if self.books.len() < OF_TWO_LINES { 1 } else { MOST_LINES };
        let even = splits(self.books.len()).take(most);
        let all: Vec<Vec<usize>> = if self.are_single() { even.collect() } else { even.flat_map(unequal).collect() };
        let set = |split: Vec<usize>| {
            // The years are what parts one row from the next.
            let room = self.frame.height - years(split.len());
            let height = self.height_of(&split, room).max(1.0);
            (split, height)
        };
        let worth = |it: &(Vec<usize>, f32)| {
            let of_split = if self.are_columns(&it.0, it.1) { self.columns_worth(it) } else { self.years_worth(it) };
            it.1 * it.1 * (it.0.len() as f32).sqrt() * of_split
        };
        all.into_iter().map(set).max_by(|a, b| worth(a).total_cmp(&worth(b)))
    }

    /// The height all books can have in so much height, less the years.
    fn height_of(&self, split: &[usize], room: f32) -> f32 {
        if self.are_single() {
            let room = room + GUTTER * (split.len() as f32 - 1.0);
            return row_height(self.books, split, CanvasSize::new(self.frame.width, room));
        }
        let by_width = |row: &[Book]| (self.frame.width - Gaps::LEAST.width(row, 0.0)) / sum_aspects(row).max(0.01);
        by_rows(self.books, split).map(by_width).fold(room / split.len() as f32, f32::min)
    }

    /// What a split of books that stand in columns is worth.
    fn columns_worth(&self, (split, height): &(Vec<usize>, f32)) -> f32 {
        let width = self.frame.width;
        // Small books far apart on lines of their own are no larger for it than on one.
        let pitch = |row: &[Book]| {
            let (n, mean) = (row.len().max(2) as f32, sum_aspects(row) * height / row.len().max(1) as f32);
            (width - mean) / (n - 1.0) / mean.max(1.0)
        };
        let nearest = by_rows(self.books, split).map(pitch).fold(f32::MAX, f32::min);
        // Years side by side are not to touch.
        let (n, mean) = (split.iter().copied().max().unwrap_or(1) as f32, self.mean_width(*height));
        let has_years = n < 2.0 || (width - OF_A_YEAR.max(mean)) / (n - 1.0) >= OF_A_YEAR;
        let of_years = if has_years { 1.0 } else { WITHOUT_YEARS };
        evenness(split) * maths::powi((AT_EASE / nearest.max(0.1)).min(1.0), 2) * of_years
    }

    /// What a split is worth where some books are of one year: rows that fill the frame and end where years do.
    fn years_worth(&self, (split, height): &(Vec<usize>, f32)) -> f32 {
        let rows = || by_rows(self.books, split);
        let widths: Vec<f32> =
            rows().zip(self.spread(split, *height)).map(|(it, gaps)| gaps.width(it, *height)).collect();
        let filled = widths.iter().sum::<f32>() / (self.frame.width * widths.len().max(1) as f32);
        let ends = split.iter().scan(0, |at, it| {
            *at += it;
            Some(*at)
        });
        let year = |at: usize| self.books.get(at).map(|it| it.year);
        let of_ends = ends.filter(|it| year(*it).is_some() && year(*it) == year(it - 1)).map(|_| PARTED);
        let touches = |row: &[Book]| {
            let mut rest = row;
            years_of(row).into_iter().any(|n| {
                let (own, others) = rest.split_at(n);
                rest = others;
                let width = sum_aspects(own) * height + WITHIN * (n as f32 - 1.0);
                !others.is_empty() && width + BETWEEN < OF_A_YEAR
            })
        };
        let of_years = if rows().any(touches) { WITHOUT_YEARS } else { 1.0 };
        let is_short = |it: &[f32]| matches!(it, [one, next] if *one < next * SHORT);
        let of_ends = of_ends.chain(widths.windows(2).filter(|it| is_short(it)).map(|_| SHORT_FIRST));
        maths::powi(filled.min(1.0), 3) * of_ends.product::<f32>() * of_years
    }

    /// The gaps of a row that is spread over the frame, as far as its years may be from each other.
    fn gaps_of(&self, row: &[Book], height: f32) -> Gaps {
        let (mean, (n_within, n_between)) = (self.mean_width(height), numbers_of_gaps(row));
        let free = (self.frame.width - Gaps::LEAST.width(row, height)).max(0.0);
        let step = free / (n_within + LOOSER * n_between).max(1.0);
        let within = (WITHIN + step).min((mean * MOST_WITHIN).max(WITHIN));
        let rest = free - (within - WITHIN) * n_within;
        let between = (BETWEEN + rest / n_between.max(1.0)).min((mean * MOST_APART).max(BETWEEN));
        Gaps { within, between }
    }

    /// The gaps of each row: full ones reach both margins, shorter ones have no wider gaps than those.
    fn spread(&self, split: &[usize], height: f32) -> Vec<Gaps> {
        let is_full = |row: &[Book]| Gaps::LEAST.width(row, height) >= self.frame.width * FULL;
        let rows = || by_rows(self.books, split);
        let usual = rows().filter(|it| is_full(it)).map(|it| self.gaps_of(it, height)).reduce(Gaps::min);
        let of = |row: &[Book]| {
            let own = self.gaps_of(row, height);
            if is_full(row) { own } else { usual.map_or(own, |it| it.min(own)) }
        };
        rows().map(of).collect()
    }

    fn mean_width(&self, height: f32) -> f32 {
        sum_aspects(self.books) * height / self.books.len().max(1) as f32
    }

    /// Places of the books of each row, the rows a pitch apart.
    fn placed(&self, split: &[usize], height: f32, pitch: f32) -> Vec<Vec<Placement>> {
        let inside = |row: usize| CanvasRect { y: self.frame.y + pitch * row as f32, height, ..self.frame };
        let rows_of_books = by_rows(self.books, split).enumerate();
        if !self.are_columns(split, height) {
            let gaps = self.spread(split, height);
            return rows_of_books.zip(gaps).map(|((i, it), gaps)| by_years(it, inside(i), gaps)).collect();
        }
        let columns = columns_of(self.books, split, height, self.frame);
        let row = |(i, row): (usize, &[Book])| match columns {
            Some(columns) => in_columns(row, inside(i), columns).collect(),
            None => rows(row, inside(i).into()),
        };
        rows_of_books.map(row).collect()
    }
}

/// A split and others of as many rows, each longer or shorter by a few books.
fn unequal(even: Vec<usize>) -> Vec<Vec<usize>> {
    let mut all = vec![Vec::new()];
    let n_books: usize = even.iter().sum();
    for (i, n) in even.iter().enumerate() {
        let lengths = n.saturating_sub(UNEQUAL).max(1)..=n + UNEQUAL;
        let is_last = i + 1 == even.len();
        let longer = |it: &Vec<usize>| {
            let left = n_books - it.iter().sum::<usize>().min(n_books);
            let fits = lengths.clone().filter(move |it| if is_last { *it == left } else { *it < left });
            fits.map(|n| [it.as_slice(), &[n]].concat()).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all
}

/// Room between books of one year and between years.
#[derive(Clone, Copy)]
struct Gaps {
    within: f32,
    between: f32,
}

impl Gaps {
    /// As small as they may be.
    const LEAST: Self = Self { within: WITHIN, between: BETWEEN };

    fn min(self, other: Self) -> Self {
        Self { within: self.within.min(other.within), between: self.between.min(other.between) }
    }

    /// The width of a row of books so high.
    fn width(self, row: &[Book], height: f32) -> f32 {
        let (n_within, n_between) = numbers_of_gaps(row);
        sum_aspects(row) * height + self.within * n_within + self.between * n_between
    }
}

/// How many gaps of a row are within a year, and how many between two.
fn numbers_of_gaps(row: &[Book]) -> (f32, f32) {
    let n_years = years_of(row).len();
    ((row.len() - n_years) as f32, n_years.saturating_sub(1) as f32)
}

/// Books of one height, those of one year nearer to each other.
fn by_years(row: &[Book], frame: CanvasRect, gaps: Gaps) -> Vec<Placement> {
    let mut x = frame.x;
    let mut last = None;
    let place = |book: &Book| {
        if let Some(year) = last.replace(book.year) {
            x += if year == book.year { gaps.within } else { gaps.between };
        }
        let rect = CanvasRect::new(x, frame.y, book.aspect * frame.height, frame.height);
        x = rect.right();
        Placement::upright(rect)
    };
    row.iter().map(place).collect()
}

/// Columns of books in rows under one another: how far apart their left edges are, where the first begins, how many there
/// are and how wide the widest book of the last one is.
#[derive(Clone, Copy)]
struct Columns {
    pitch: f32,
    left: f32,
    full: usize,
    widest_last: f32,
}

/// `None` when the books are too unlike for columns.
fn columns_of(books: &[Book], split: &[usize], height: f32, frame: CanvasRect) -> Option<Columns> {
    let widest = books.iter().map(|it| it.aspect * height).fold(1.0, f32::max);
    let n = split.iter().copied().max().unwrap_or(1).max(2);
    let last = |row: &[Book]| row.last().map_or(0.0, |it| it.aspect * height);
    let ends = by_rows(books, split).filter(|it| it.len() == n).map(last).fold(0.0, f32::max);
    let n_gaps = n as f32 - 1.0;
    let pitch = ((frame.width - ends) / n_gaps).min(widest * WIDEST_PITCH);
    let left = frame.x + (frame.width - pitch * n_gaps - ends).max(0.0) / 2.0;
    (pitch >= widest + GUTTER * 0.6).then_some(Columns { pitch, left, full: n, widest_last: ends })
}

/// Books of one height in columns; the last of a full row moves a little to end where the others of its column do.
fn in_columns(row: &[Book], frame: CanvasRect, columns: Columns) -> impl Iterator<Item = Placement> {
    let last = row.last().map_or(0.0, |it| it.aspect * frame.height);
    let short = if row.len() == columns.full { columns.widest_last - last } else { 0.0 };
    row.iter().enumerate().map(move |(i, book)| {
        let aside = if i + 1 == row.len() { short } else { 0.0 };
        let (x, width) = (columns.left + columns.pitch * i as f32 + aside, book.aspect * frame.height);
        Placement::upright(CanvasRect::new(x, frame.y, width, frame.height))
    })
}
