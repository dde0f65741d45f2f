//! The boxes of an AVIF: which item is the picture, of which tiles it is made, what masks and turns it.
//!
//! Only what a still picture needs is kept. A box is never trusted: every place is looked up in the bytes that are
//! there, and nothing is laid out by a count alone. `None` means that the file is damaged. The boxes are those of
//! ISO/IEC 14496-12:2022 and 23008-12:2022.

use std::borrow::Cow;

use image::metadata::Orientation;

type Kind = [u8; 4];

/// What such a file says of its items.
pub(super) struct Container<'a> {
    bytes: &'a [u8],
    /// Small items may lie among the boxes themselves.
    inner: &'a [u8],
    primary: u32,
    kinds: Vec<(u32, Kind)>,
    places: Vec<Place>,
    links: Vec<Link>,
    properties: Vec<Property<'a>>,
    /// Item and the number of a property it has, counted from 1.
    owned: Vec<(u32, usize)>,
}

/// Where the bytes of an item lie: start and length, one after another.
struct Place {
    item: u32,
    is_inner: bool,
    extents: Vec<(u64, u64)>,
}

/// An item and the items it is made of, or belongs to.
struct Link {
    kind: Kind,
    from: u32,
    to: Vec<u32>,
}

/// A property of an item.
#[derive(Clone, Copy)]
enum Property<'a> {
    Size(u32, u32),
    Turned(Orientation),
    Profile(&'a [u8]),
    Mask,
    Other,
}

/// How a picture is put together of tiles, row by row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Grid {
    pub(super) rows: u32,
    pub(super) columns: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl<'a> Container<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let meta = boxes(bytes).find(|it| it.0 == *b"meta")?.1.get(4..)?;
        let part = |kind: &Kind| boxes(meta).find(|it| it.0 == *kind).map(|it| it.1);
        let shared = part(b"iprp")?;
        let of_shared = |kind: &'static Kind| boxes(shared).filter(move |it| it.0 == *kind).map(|it| it.1);
        let owned: Vec<Vec<_>> = of_shared(b"ipma").map(owned).collect::<Option<_>>()?;
        Some(Self {
            bytes,
            inner: part(b"idat").unwrap_or_default(),
            primary: primary(part(b"pitm")?)?,
            kinds: kinds(part(b"iinf")?)?,
            places: places(part(b"iloc")?)?,
            links: part(b"iref").map_or(Some(Vec::new()), links)?,
            properties: of_shared(b"ipco").flat_map(boxes).map(property).collect(),
            owned: owned.concat(),
        })
    }

    /// The item that is the picture.
    pub(super) fn primary(&self) -> u32 {
        self.primary
    }

    /// The item whose light is the opacity of the picture.
    pub(super) fn mask(&self) -> Option<u32> {
        let of_picture = self.links.iter().filter(|it| it.kind == *b"auxl" && it.to.contains(&self.primary));
        of_picture.map(|it| it.from).find(|it| self.properties_of(*it).any(|it| matches!(it, Property::Mask)))
    }

    /// Width and height of an item as it is stored.
    pub(super) fn size(&self, item: u32) -> Option<(u32, u32)> {
        self.properties_of(item).find_map(|it| if let Property::Size(w, h) = it { Some((w, h)) } else { None })
    }

    /// The turns and mirrorings that set an item upright, in the order they are made.
    pub(super) fn turns(&self, item: u32) -> impl Iterator<Item = Orientation> {
        self.properties_of(item).filter_map(|it| if let Property::Turned(it) = it { Some(it) } else { None })
    }

    /// ICC profile of an item.
    pub(super) fn profile(&self, item: u32) -> Option<&'a [u8]> {
        self.properties_of(item).find_map(|it| if let Property::Profile(it) = it { Some(it) } else { None })
    }

    /// How an item is put together, and of which; `None` when it is a picture of its own.
    pub(super) fn grid(&self, item: u32) -> Option<(Grid, &[u32])> {
        self.kinds.iter().find(|it| it.0 == item && it.1 == *b"grid")?;
        let tiles = self.links.iter().find(|it| it.kind == *b"dimg" && it.from == item)?;
        Some((grid(&self.content(item)?)?, tiles.to.as_slice()))
    }

    /// The bytes of an item. Pieces that overlap could make more of a file than it is: they are refused.
    pub(super) fn content(&self, item: u32) -> Option<Cow<'a, [u8]>> {
        let place = self.places.iter().find(|it| it.item == item)?;
        let source = if place.is_inner { self.inner } else { self.bytes };
        let piece = |(start, length): &(u64, u64)| {
            let start = usize::try_from(*start).ok()?;
            source.get(start..start.checked_add(usize::try_from(*length).ok()?)?)
        };
        if let [only] = place.extents.as_slice() {
            return piece(only).map(Cow::Borrowed);
        }
        let total = place.extents.iter().try_fold(0_u64, |sum, it| sum.checked_add(it.1))?;
        let pieces: Option<Vec<&[u8]>> = place.extents.iter().map(piece).collect();
        (total <= source.len() as u64).then_some(Cow::Owned(pieces?.concat()))
    }

    fn properties_of(&self, item: u32) -> impl Iterator<Item = Property<'a>> {
        let of_item = self.owned.iter().filter(move |it| it.0 == item);
        of_item.filter_map(|it| self.properties.get(it.1.checked_sub(1)?).copied())
    }
}

/// Boxes one after another; the last may be cut short.
fn boxes(mut rest: &[u8]) -> impl Iterator<Item = (Kind, &[u8])> {
    std::iter::from_fn(move || {
        let mut fields = Fields(rest);
        let (short, kind) = (fields.number(4)?, fields.kind()?);
        let size = match short {
            0 => rest.len(),
            1 => usize::try_from(fields.number(8)?).ok()?,
            _ => short as usize,
        };
        let head = rest.len() - fields.0.len();
        let content = rest.get(head..size.min(rest.len()))?;
        rest = rest.get(size..).unwrap_or_default();
        Some((kind, content))
    })
}

/// Numbers one after another, the highest byte first.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn number(&mut self, n_bytes: usize) -> Option<u64> {
        let (bytes, rest) = self.0.split_at_checked(n_bytes)?;
        self.0 = rest;
        Some(bytes.iter().fold(0, |sum, it| sum << 8 | u64::from(*it)))
    }

    fn kind(&mut self) -> Option<Kind> {
        let (kind, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*kind)
    }

    /// Version and flags, which most boxes begin with.
    fn version(&mut self) -> Option<(u64, u64)> {
        let number = self.number(4)?;
        Some((number >> 24, number & 0xff_ffff))
    }

    /// The number of an item, in two bytes or four.
    fn item(&mut self, is_wide: bool) -> Option<u32> {
        self.number(if is_wide { 4 } else { 2 }).map(|it| it as u32)
    }
}

fn primary(content: &[u8]) -> Option<u32> {
    let mut fields = Fields(content);
    let (version, _) = fields.version()?;
    fields.item(version > 0)
}

fn kinds(content: &[u8]) -> Option<Vec<(u32, Kind)>> {
    let mut fields = Fields(content);
    let (version, _) = fields.version()?;
    fields.number(if version == 0 { 2 } else { 4 })?;
    let entry = |(_, content)| {
        let mut fields = Fields(content);
        let (version, _) = fields.version()?;
        let item = fields.item(version > 2)?;
        fields.number(2)?;
        Some((item, fields.kind()?))
    };
    Some(boxes(fields.0).filter_map(entry).collect())
}

fn places(content: &[u8]) -> Option<Vec<Place>> {
    let mut fields = Fields(content);
    let (version, _) = fields.version()?;
    let widths = fields.number(2)?;
    let width = |place: u32| (widths >> place & 0xf) as usize;
    let (of_offset, of_length, of_base) = (width(12), width(8), width(4));
    let of_index = if version > 0 { width(0) } else { 0 };
    // Without a length an entry would cost no bytes, and any number of them could be claimed.
    let is_sound = of_length > 0 && [of_offset, of_length, of_base, of_index].iter().all(|it| *it <= 8);
    let count = fields.number(if version < 2 { 2 } else { 4 }).filter(|_| is_sound)?;
    let mut places = Vec::new();
    for _ in 0..count {
        let item = fields.item(version >= 2)?;
        let method = if version > 0 { fields.number(2)? & 0xf } else { 0 };
        fields.number(2)?;
        let base = fields.number(of_base)?;
        let mut extents = Vec::new();
        for _ in 0..fields.number(2)? {
            fields.number(of_index)?;
            extents.push((base.checked_add(fields.number(of_offset)?)?, fields.number(of_length)?));
        }
        if method < 2 {
            places.push(Place { item, is_inner: method == 1, extents });
        }
    }
    Some(places)
}

fn links(content: &[u8]) -> Option<Vec<Link>> {
    let mut fields = Fields(content);
    let is_wide = fields.version()?.0 > 0;
    let link = |(kind, content)| {
        let mut fields = Fields(content);
        let from = fields.item(is_wide)?;
        let to: Option<_> = (0..fields.number(2)?).map(|_| fields.item(is_wide)).collect();
        Some(Link { kind, from, to: to? })
    };
    boxes(fields.0).map(link).collect()
}

fn owned(content: &[u8]) -> Option<Vec<(u32, usize)>> {
    let mut fields = Fields(content);
    let (version, flags) = fields.version()?;
    let mut owned = Vec::new();
    for _ in 0..fields.number(4)? {
        let item = fields.item(version > 0)?;
        for _ in 0..fields.number(1)? {
            // The highest bit tells whether a reader must know the property.
            let number = if flags & 1 == 1 { fields.number(2)? & 0x7fff } else { fields.number(1)? & 0x7f };
            owned.push((item, number as usize));
        }
    }
    Some(owned)
}

fn property((kind, content): (Kind, &[u8])) -> Property<'_> {
    let mut fields = Fields(content);
    let first = content.first().copied().unwrap_or_default();
    match &kind {
        b"ispe" => {
            let size = fields.version().and_then(|_| Some((fields.number(4)? as u32, fields.number(4)? as u32)));
            size.map_or(Property::Other, |(width, height)| Property::Size(width, height))
        }
        // Turned against the clock, by so many quarters.
        b"irot" => Property::Turned(match first & 3 {
            0 => Orientation::NoTransforms,
            1 => Orientation::Rotate270,
            2 => Orientation::Rotate180,
            _ => Orientation::Rotate90,
        }),
        b"imir" if first & 1 == 1 => Property::Turned(Orientation::FlipHorizontal),
        b"imir" => Property::Turned(Orientation::FlipVertical),
        b"colr" if content.starts_with(b"prof") || content.starts_with(b"rICC") => {
            Property::Profile(content.get(4..).unwrap_or_default())
        }
        b"auxC"
            if content.get(4..).is_some_and(|it| it.starts_with(b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")) =>
        {
            Property::Mask
        }
        _ => Property::Other,
    }
}

fn grid(content: &[u8]) -> Option<Grid> {
    let mut fields = Fields(content);
    fields.number(1)?;
    let width = if fields.number(1)? & 1 == 1 { 4 } else { 2 };
    let (rows, columns) = (fields.number(1)? as u32 + 1, fields.number(1)? as u32 + 1);
    Some(Grid { rows, columns, width: fields.number(width)? as u32, height: fields.number(width)? as u32 })
}
