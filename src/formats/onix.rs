//! ONIX for Books → records: 2.1 and 3.0, long and short tags (EDItEUR, code lists of issue 62; read 2026-11-23).

use std::io::BufRead;
use std::ops::ControlFlow;

use super::encoding::Encoding;
use super::text::{isbn_number, joined, tidy};
use super::xml::{Node, Piece, pieces};
use super::{Dialect, Numbered, ReadError, Warning};
use crate::domain::{AgeMark, BookRecord, Person, PersonRole};

/// Reads all products.
pub(super) fn read(
    source: &mut dyn BufRead,
    encoding: Encoding,
    out: &mut Numbered<'_, '_>,
) -> Result<Dialect, ReadError> {
    pieces(source, &["Product", "product"], &mut |piece| take(piece, encoding, out))?;
    Ok(Dialect::None)
}

fn take(piece: Piece, encoding: Encoding, out: &mut Numbered<'_, '_>) -> ControlFlow<()> {
    let lang = out.lang;
    if !piece.is_whole {
        return out.skipped(
            piece.offset,
            lang.pick("запись обрывается без </Product>", "the record ends without </Product>"),
        );
    }
    let (node, had_errors) = match piece.parsed(encoding, lang) {
        Ok(parsed) => parsed,
        Err(reason) => return out.skipped(piece.offset, &reason),
    };
    let record = record(&node);
    if record.title.is_empty() {
        return out.skipped(piece.offset, lang.pick("в записи нет заглавия", "the record has no title"));
    }
    let warnings = had_errors.then(|| Warning::letters(lang));
    out.record(piece.offset, piece.bytes, record, warnings.into_iter().collect())
}

fn record(product: &Node) -> BookRecord {
    let (title, subtitle) = titles(product);
    let imprint = product.deep(&["Publisher", "publisher"]);
    let of_publisher = imprint.first().map(|it| it.first(&["PublisherName", "b081"])).unwrap_or_default();
    let publisher = if of_publisher.is_empty() { product.first(&["ImprintName", "b079"]) } else { of_publisher };
    let edition = product.first(&["EditionStatement", "b058"]);
    let people = people(product);
    let is_author = |it: &Person| it.role == PersonRole::Author;
    BookRecord {
        title,
        subtitle,
        responsibility: tidy(&product.first(&["ContributorStatement", "b049"])),
        authors: people.iter().filter(|it| is_author(it)).cloned().collect(),
        contributors: people.into_iter().filter(|it| !is_author(it)).collect(),
        bodies: texts(product, &["CorporateName", "b047"]),
        edition: tidy(&edition),
        place: joined(texts(product, &["CityOfPublication", "b209"]), " ; "),
        publisher: tidy(&publisher),
        year: year(product),
        pages: extent(product),
        dimensions: height(product),
        series: series(product),
        isbn: isbn(product),
        annotation: annotation(product),
        subjects: texts(product, &["SubjectHeadingText", "b070"]),
        udc: coded(product, "09"),
        bbk: coded(product, "24")
            .into_iter()
            .filter(|it| it.starts_with(|it: char| it.is_ascii_digit()))
            .filter(|_| is_bbk(product))
            .collect(),
        languages: texts(product, &["LanguageCode", "b252"]),
        control_number: product.first(&["RecordReference", "a001"]),
        cover_links: covers(product),
        age_mark: texts(product, &["AudienceDescription", "b207", "AudienceRangeValue", "b076"])
            .iter()
            .find_map(|it| AgeMark::find(it)),
        ..BookRecord::default()
    }
}

fn texts(node: &Node, names: &[&str]) -> Vec<String> {
    node.deep(names).into_iter().map(|it| tidy(&it.text)).filter(|it| !it.is_empty()).collect()
}

/// The distinctive title (type 01) of the product, not of the series it is in.
fn titles(product: &Node) -> (String, String) {
    let all = product.all(&["Title", "title", "DescriptiveDetail", "descriptivedetail"]);
    let details: Vec<&Node> = all
        .flat_map(|it| {
            if it.name.to_lowercase() == "title" { vec![it] } else { it.all(&["TitleDetail", "titledetail"]).collect() }
        })
        .collect();
    let is_main = |it: &&&Node| it.first(&["TitleType", "b202"]) == "01";
    let Some(detail) = details.iter().find(is_main).or(details.first()) else {
        return (tidy(&product.first(&["DistinctiveTitle", "b028"])), String::new());
    };
    let prefix = tidy(&detail.first(&["TitlePrefix", "b030"]));
    let rest = tidy(&detail.first(&["TitleText", "b203", "TitleWithoutPrefix", "b031"]));
    (joined([prefix, rest], " "), tidy(&detail.first(&["Subtitle", "b029"])))
}

fn people(product: &Node) -> Vec<Person> {
    let all = product.deep(&["Contributor", "contributor"]);
    all.into_iter().map(person).filter(|it| !it.family.is_empty()).collect()
}

/// Roles as in code list 17.
fn person(node: &Node) -> Person {
    let role = match node.first(&["ContributorRole", "b035"]).as_str() {
        "B01" | "B02" | "B10" | "B11" => PersonRole::Editor,
        "C01" => PersonRole::Compiler,
        "B06" | "B08" => PersonRole::Translator,
        "A12" | "A36" => PersonRole::Illustrator,
        "" => PersonRole::Author,
        it if it.starts_with('A') => PersonRole::Author,
        it => PersonRole::Other(it.to_owned()),
    };
    let inverted = tidy(&node.first(&["PersonNameInverted", "b037"]));
    let plain = tidy(&node.first(&["PersonName", "b036"]));
    let key =
        joined([node.first(&["PrefixToKey", "b247"]), node.first(&["KeyNames", "b040"])].map(|it| tidy(&it)), " ");
    let before = tidy(&node.first(&["NamesBeforeKey", "b039"]));
    let name = match (key.as_str(), inverted.as_str()) {
        ("", "") => plain,
        ("", inverted) => inverted.to_owned(),
        (key, _) if before.is_empty() => key.to_owned(),
        (key, _) => format!("{key}, {before}"),
    };
    super::text::person(&name, role)
}

/// Type 15 is the ISBN of 13, 02 of 10, 03 the barcode; the first that has hyphens is the nicest.
fn isbn(product: &Node) -> Vec<String> {
    let of_type = |kind: &str| {
        let ids = product.all(&["ProductIdentifier", "productidentifier"]);
        ids.filter(|it| it.first(&["ProductIDType", "b221"]) == kind)
            .map(|it| isbn_number(&it.first(&["IDValue", "b244"])))
            .find(|it| !it.is_empty())
            .or(None)
    };
    let found = of_type("15").or_else(|| of_type("02")).or_else(|| of_type("03").filter(|it| it.starts_with("978")));
    found.into_iter().collect()
}

fn year(product: &Node) -> String {
    let dates = product.deep(&["PublishingDate", "publishingdate"]);
    let published = dates.iter().find(|it| it.first(&["PublishingDateRole", "x448"]) == "01").or(dates.first());
    let date = published.map_or_else(|| product.first(&["PublicationDate", "b003"]), |it| it.first(&["Date", "b306"]));
    let digits: String = date.chars().take_while(char::is_ascii_digit).take(4).collect();
    if digits.len() == 4 { digits } else { date }
}

/// Extent of type 00 or 11 in pages, or the plain number of pages of 2.1.
fn extent(product: &Node) -> String {
    let pages = product.deep(&["Extent", "extent"]).into_iter().find(|it| {
        matches!(it.first(&["ExtentType", "b218"]).as_str(), "00" | "08" | "10" | "11")
            && it.first(&["ExtentUnit", "b220"]) == "03"
    });
    pages.map_or_else(|| product.first(&["NumberOfPages", "b061"]), |it| it.first(&["ExtentValue", "b219"]))
}

/// Measure of type 01 is the height; a book takes up its last centimetre begun.
fn height(product: &Node) -> String {
    let measures = product.deep(&["Measure", "measure"]);
    let is_height = |it: &&&Node| it.first(&["MeasureTypeCode", "MeasureType", "c093", "x315"]) == "01";
    let Some(height) = measures.iter().find(is_height) else { return String::new() };
    let value = height.first(&["Measurement", "c094"]).replace(',', ".");
    let number: f32 = value.parse().unwrap_or(0.0);
    let unit = height.first(&["MeasureUnitCode", "c095"]);
    let centimetres = match unit.as_str() {
        "mm" => number / 10.0,
        "in" => number * 2.54,
        _ => number,
    };
    if centimetres > 0.0 { format!("{:.0} см", centimetres.ceil()) } else { String::new() }
}

fn series(product: &Node) -> Vec<String> {
    let all = product.deep(&["Series", "series", "Collection", "collection"]);
    let name = |it: &Node| {
        let title = tidy(&it.first(&["TitleOfSeries", "b018", "TitleText", "b203", "TitleWithoutPrefix", "b031"]));
        let number = tidy(&it.first(&["NumberWithinSeries", "b019", "PartNumber", "x410"]));
        joined([title, number], " ; ")
    };
    all.into_iter().map(name).filter(|it| !it.is_empty()).collect()
}

/// The main description (01 in 2.1; 03 in 3.0), else the short one.
fn annotation(product: &Node) -> String {
    let texts = product.deep(&["OtherText", "othertext", "TextContent", "textcontent"]);
    let of_type = |kinds: &[&str]| {
        let kind = |it: &&&Node| kinds.contains(&it.first(&["TextTypeCode", "d102", "TextType", "x426"]).as_str());
        texts.iter().find(kind).map(|it| it.first(&["Text", "d104"]))
    };
    let text = of_type(&["03"]).or_else(|| of_type(&["01"])).or_else(|| of_type(&["02"])).unwrap_or_default();
    let plain: String = text
        .split('<')
        .enumerate()
        .map(|(i, it)| if i == 0 { it } else { it.split_once('>').map_or(it, |it| it.1) })
        .collect();
    tidy(&plain)
}

fn coded(product: &Node, scheme: &str) -> Vec<String> {
    let subjects = product.deep(&["Subject", "subject"]).into_iter();
    let ours = subjects.filter(|it| it.first(&["SubjectSchemeIdentifier", "b067"]) == scheme);
    ours.map(|it| tidy(&it.first(&["SubjectCode", "b069"]))).filter(|it| !it.is_empty()).collect()
}

/// Scheme 24 is "proprietary"; its name says whose.
fn is_bbk(product: &Node) -> bool {
    let names = texts(product, &["SubjectSchemeName", "b171"]);
    names.iter().any(|it| matches!(it.to_uppercase().as_str(), "BBK" | "ББК" | "LBC"))
}

/// Media file 04 and 06 of 2.1 and resource 01 of 3.0 are the front cover.
fn covers(product: &Node) -> Vec<String> {
    let files = product.deep(&["MediaFile", "mediafile"]).into_iter();
    let old = files
        .filter(|it| matches!(it.first(&["MediaFileTypeCode", "f114"]).as_str(), "04" | "05" | "06" | "07"))
        .map(|it| it.first(&["MediaFileLink", "f117"]));
    let resources = product.deep(&["SupportingResource", "supportingresource"]).into_iter();
    let new = resources
        .filter(|it| it.first(&["ResourceContentType", "x436"]) == "01")
        .map(|it| it.first(&["ResourceLink", "x435"]));
    old.chain(new).filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use crate::domain::{Lang, PersonRole};
    use crate::formats::ReadItem;
    use crate::formats::tests::read_all;

    const OLD: &str = "<Product><RecordReference>7</RecordReference><ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>978-5-02-039170-3</IDValue></ProductIdentifier>\
        <Title><TitleType>01</TitleType><TitleText>Гигиена</TitleText><Subtitle>пособие</Subtitle></Title>\
        <Contributor><ContributorRole>A01</ContributorRole><NamesBeforeKey>А.А.</NamesBeforeKey><KeyNames>Зимин</KeyNames></Contributor>\
        <Publisher><PublisherName>Медгиз</PublisherName></Publisher><CityOfPublication>М.</CityOfPublication><PublicationDate>194203</PublicationDate><NumberOfPages>251</NumberOfPages>\
        <Measure><MeasureTypeCode>01</MeasureTypeCode><Measurement>205</Measurement><MeasureUnitCode>mm</MeasureUnitCode></Measure>\
        <MediaFile><MediaFileTypeCode>04</MediaFileTypeCode><MediaFileLink>c7.jpg</MediaFileLink></MediaFile></Product>";
    const NEW: &str = "<product><a001>8</a001><productidentifier><b221>15</b221><b244>9785020391703</b244></productidentifier>\
        <descriptivedetail><collection><titledetail><b202>01</b202><titleelement><b203>Серия</b203></titleelement></titledetail></collection>\
        <titledetail><b202>01</b202><titleelement><b203>Раны</b203></titleelement></titledetail>\
        <contributor><b035>B06</b035><b037>Юдин, Сергей</b037></contributor><extent><b218>00</b218><b219>96</b219><b220>03</b220></extent></descriptivedetail>\
        <collateraldetail><textcontent><x426>03</x426><d104>&lt;p&gt;О ранах&lt;/p&gt;</d104></textcontent><supportingresource><x436>01</x436><resourceversion><x435>r.jpg</x435></resourceversion></supportingresource></collateraldetail>\
        <publishingdetail><publisher><b081>Наука</b081></publisher><publishingdate><x448>01</x448><b306>2012</b306></publishingdate></publishingdetail></product>";

    #[test]
    fn both_editions_of_the_format_are_read() {
        let text = format!("<?xml version=\"1.0\"?><ONIXMessage>{OLD}{NEW}<Product><Title></ONIXMessage>");
        let (items, _) = read_all(text.as_bytes(), Lang::En).unwrap();
        let [ReadItem::Record(old), ReadItem::Record(new), ReadItem::Skipped { .. }] = items.as_slice() else {
            panic!("{items:?}")
        };
        let old = &old.record;
        assert_eq!((old.title.as_str(), old.year.as_str(), old.dimensions.as_str()), ("Гигиена", "1942", "21 см"));
        assert_eq!(
            (old.isbn.as_slice(), old.cover_links.as_slice()),
            (["978-5-02-039170-3".to_owned()].as_slice(), ["c7.jpg".to_owned()].as_slice())
        );
        let new = &new.record;
        assert_eq!((new.title.as_str(), new.pages.as_str(), new.annotation.as_str()), ("Раны", "96", "О ранах"));
        assert_eq!(new.series, ["Серия"]);
        assert_eq!(
            new.contributors.first().map(|it| (&it.family[..], &it.role)),
            Some(("Юдин", &PersonRole::Translator))
        );
    }
}
