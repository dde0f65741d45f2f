//! One function per thing the program does without a hand on the canvas; the command line and the window call
//! the same ones.
//!
//! Each either does its whole work or leaves everything as it was, and can be cancelled through a
//! [`Progress`](crate::progress::Progress). Reports are plain values that serialise to the documented JSON.

mod brand;
mod by_hand;
mod catalogue;
mod check;
mod covers;
mod error;
mod export;
mod files;
mod import;
mod kinds;
mod language;
mod lists;
mod looking;
mod looks;
mod new_exhibition;
mod photographs;
mod render;
mod sample;
mod sorting;

pub use crate::export::Bundle;
pub use crate::formats::{Column, Encoding, FileFormat, Hints};
pub use crate::store::{
    Catalogue, FaultyLook, Fingerprint, Found, Look, Matches, Media, PreparedScans, Recent, Settings, Stored,
    StoredCover, cache_folder, catalogue_path, data_folder, media_folder, safe_name,
};
pub use crate::studio::{Drawing, Studio, Subject};
pub use brand::{add_logo, brand_media, carry_brand};
pub use by_hand::{
    Candidates, CatalogueChange, Changed, Renewed, candidates, change_catalogue, remember_shown, watching,
};
pub use catalogue::{
    DescribeReport, DescribedRecord, FoundRecord, SearchReport, describe_records, open_catalogue, renew_catalogue,
    search,
};
pub use check::{CheckReport, FindingReport, check_file, check_one, check_open, report_of};
pub use covers::{CoverMatch, CoversReport, CoversRequest, MatchedFile, match_covers};
pub use error::TaskError;
pub use export::{ExportReport, export_file, export_open};
pub use files::{
    OpenedFile, add_picture, add_pixels, add_records, create, open_file, save_copy, save_draft, save_file,
};
pub use import::{FilePreview, FileReport, ImportReport, ImportRequest, Skipped, import, preview};
pub use kinds::{person_into, photographs_into, turn_post};
pub use language::system_language;
pub use lists::{LineKind, ReportLine, lines_of_covers, lines_of_import, save_report, save_scanning_list};
pub use looking::{colour_of_binding, cover_thumbnail, first_slide, inside_border, list_folder, scan_preview};
pub use looks::{
    Collection, Keeping, LookReport, LooksReport, check_looks, forget, keep, load_collection, looks_folder,
    report_looks, share, template_of_slide, theme_of_post, themes_of_covers,
};
pub use new_exhibition::{NewExhibition, Selection, arrange_posts, new_exhibition};
pub use photographs::{Photographs, add_photographs};
pub use render::{RenderRequest, render_file};
pub use sample::place_sample;
pub use sorting::{Dropped, inside_folders, is_picture_ending, sort_dropped};
