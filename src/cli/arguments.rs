//! The arguments. Their help is in [`help`](super::help), in both languages.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use super::post_kind;
use crate::describe::{Colon, Dash, DescribeOptions, OptionalElement, Places, Style};
use crate::domain::{Lang, PostKind};
use crate::tasks::{Column, Encoding, FileFormat};

#[derive(Debug, Parser)]
#[command(name = "vitrina", version, args_conflicts_with_subcommands = true)]
pub(super) struct Arguments {
    pub(super) file: Option<PathBuf>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Import(ImportArguments),
    Covers(CoversArguments),
    Search {
        #[arg(default_value = "")]
        query: String,
        #[arg(long = "catalog", value_name = "DB")]
        catalogue: Option<PathBuf>,
        #[arg(long, default_value_t = 50)]
        limit: usize,
        #[arg(long)]
        json: bool,
    },
    Describe(DescribeArguments),
    New(NewArguments),
    Check {
        file: PathBuf,
        #[arg(long = "platform", value_delimiter = ',')]
        platforms: Vec<String>,
        #[arg(long)]
        json: bool,
    },
    Looks {
        files: Vec<PathBuf>,
        #[arg(long)]
        keep: bool,
        #[arg(long)]
        json: bool,
    },
    Export(ExportArguments),
    Render(RenderArguments),
}

#[derive(Debug, Args)]
pub(super) struct DescribeArguments {
    #[arg(default_value = "")]
    pub(super) query: String,
    #[arg(long = "catalog", value_name = "DB")]
    pub(super) catalogue: Option<PathBuf>,
    #[arg(long, default_value = "gost-7.0.100", value_parser = |it: &str| named(&Style::ALL, it))]
    pub(super) style: Style,
    #[arg(long, value_parser = |it: &str| named(&Dash::ALL, it))]
    pub(super) dash: Option<Dash>,
    #[arg(long, value_parser = |it: &str| named(&Places::ALL, it))]
    pub(super) places: Option<Places>,
    #[arg(long, value_parser = |it: &str| named(&Colon::ALL, it))]
    pub(super) colon: Option<Colon>,
    #[arg(long, value_delimiter = ',', value_parser = |it: &str| named(&OptionalElement::ALL, it))]
    pub(super) with: Vec<OptionalElement>,
    #[arg(long, value_delimiter = ',', value_parser = |it: &str| named(&OptionalElement::ALL, it))]
    pub(super) without: Vec<OptionalElement>,
    #[arg(long)]
    pub(super) json: bool,
}

impl DescribeArguments {
    /// What is usual for the style, with the changes asked for.
    pub(super) fn options(&self) -> DescribeOptions {
        let usual = DescribeOptions::usual(self.style);
        let elements = self.with.iter().fold(usual.elements, |set, it| set.with(*it));
        let elements = self.without.iter().fold(elements, |set, it| set.without(*it));
        DescribeOptions {
            dash: self.dash.unwrap_or(usual.dash),
            places: self.places.unwrap_or(usual.places),
            colon: self.colon.unwrap_or(usual.colon),
            elements,
        }
    }
}

/// The value of this name; the error lists them all.
fn named<T: Copy>(all: &[(T, &str)], name: &str) -> Result<T, String> {
    let names = || all.iter().map(|it| it.1).collect::<Vec<_>>().join(", ");
    all.iter().find(|it| it.1 == name).map(|it| it.0).ok_or_else(names)
}

#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    #[arg(required = true)]
    pub(super) sources: Vec<PathBuf>,
    #[arg(long = "catalog", value_name = "DB")]
    pub(super) catalogue: Option<PathBuf>,
    #[arg(long, value_parser = format)]
    pub(super) format: Option<FileFormat>,
    #[arg(long, value_parser = encoding)]
    pub(super) encoding: Option<Encoding>,
    #[arg(long, value_name = "HEADING=FIELD", value_parser = column)]
    pub(super) column: Vec<(String, Column)>,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long)]
    pub(super) strict: bool,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct CoversArguments {
    #[arg(required = true)]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long = "catalog", value_name = "DB")]
    pub(super) catalogue: Option<PathBuf>,
    #[arg(long)]
    pub(super) map: Option<PathBuf>,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    pub(super) file: PathBuf,
    #[arg(long)]
    pub(super) title: String,
    #[arg(long, default_value = "exhibition", value_parser = post_kind())]
    pub(super) kind: PostKind,
    #[arg(long, value_name = "QUERY", default_value = "")]
    pub(super) select: String,
    #[arg(long = "catalog", value_name = "DB")]
    pub(super) catalogue: Option<PathBuf>,
    #[arg(long, default_value_t = 6, value_parser = books_per_post)]
    pub(super) per_post: usize,
    #[arg(long)]
    pub(super) template: Option<String>,
    #[arg(long, default_value = "ru", value_parser = language)]
    pub(super) language: Lang,
    #[arg(long, default_value = "swiss")]
    pub(super) theme: String,
    #[arg(long = "platform", value_delimiter = ',', default_value = "vk")]
    pub(super) platforms: Vec<String>,
    #[arg(long, default_value_t = 0)]
    pub(super) seed: u64,
}

#[derive(Debug, Args)]
pub(super) struct ExportArguments {
    pub(super) file: PathBuf,
    #[arg(long, value_name = "DIR")]
    pub(super) to: PathBuf,
    #[arg(long = "platform", value_delimiter = ',')]
    pub(super) platforms: Vec<String>,
    #[arg(long, value_parser = numbers, default_value = "", hide_default_value = true)]
    pub(super) posts: Numbers,
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, Args)]
pub(super) struct RenderArguments {
    pub(super) file: PathBuf,
    #[arg(long)]
    pub(super) post: usize,
    #[arg(long)]
    pub(super) slide: usize,
    #[arg(long)]
    pub(super) platform: String,
    #[arg(long, value_name = "IMG")]
    pub(super) output: PathBuf,
    #[arg(long, default_value_t = 1.0)]
    pub(super) scale: f32,
}

/// Numbers of posts; a type of its own, so that one argument holds them all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Numbers(Vec<usize>);

impl Numbers {
    pub(super) fn as_slice(&self) -> &[usize] {
        &self.0
    }
}

/// `1,3-5`.
fn numbers(text: &str) -> Result<Numbers, String> {
    let wrong = |part: &str| format!("{part:?} is not a number or a range such as 3-5");
    let mut numbers = Vec::new();
    for part in text.split(',').map(str::trim).filter(|it| !it.is_empty()) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let bounds = (first.trim().parse::<usize>(), last.trim().parse::<usize>());
        let (Ok(first), Ok(last)) = bounds else { return Err(wrong(part)) };
        if first == 0 || last < first || last > 10_000 {
            return Err(wrong(part));
        }
        numbers.extend(first..=last);
    }
    Ok(Numbers(numbers))
}

fn books_per_post(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|it| (1..=12).contains(it)).ok_or_else(|| "from 1 to 12 books".to_owned())
}

fn language(word: &str) -> Result<Lang, String> {
    match word {
        "ru" => Ok(Lang::Ru),
        "en" => Ok(Lang::En),
        _ => Err("ru, en".to_owned()),
    }
}

fn format(word: &str) -> Result<FileFormat, String> {
    FileFormat::from_slug(word).ok_or_else(|| format!("one of {}", FileFormat::ALL.map(|it| it.1).join(", ")))
}

fn column(word: &str) -> Result<(String, Column), String> {
    let fields = || format!("HEADING=FIELD, the field one of {}", Column::ALL.map(|it| it.1).join(", "));
    let (heading, field) = word.rsplit_once('=').ok_or_else(fields)?;
    Column::from_slug(field.trim()).map(|it| (heading.trim().to_owned(), it)).ok_or_else(fields)
}

fn encoding(word: &str) -> Result<Encoding, String> {
    Encoding::from_slug(word).ok_or_else(|| format!("one of {}", Encoding::ALL.map(|it| it.1).join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_posts_are_single_or_ranges() {
        assert_eq!(numbers("1,3-5").unwrap().as_slice(), [1, 3, 4, 5]);
        assert!(numbers("").unwrap().as_slice().is_empty());
        for wrong in ["0", "5-3", "a", "1-", "-2", "1-99999999"] {
            assert!(numbers(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_arguments_are_consistent() {
        <Arguments as clap::CommandFactory>::command().debug_assert();
    }
}
