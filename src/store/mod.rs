//! Disk and SQLite ↔ values; the only reader and writer of user data.
//!
//! A file is replaced, never rewritten in place: [`save_atomic`] is the one door. A folder of results is
//! built under a temporary name and swapped in whole by [`StagedFolder`].
#![expect(clippy::disallowed_methods, reason = "the one home of files")]

mod atomic;
mod catalogue;
mod exhibition_file;
mod looks;
mod media;
mod names;
mod pictures;
mod places;
mod prepared;
mod reading;
mod settings;
mod soundness;
mod staged;
mod syntax;

pub use atomic::{SaveError, Saved, save_atomic};
pub use catalogue::{
    Catalogue, CatalogueError, CoverOf, Found, Import, Matches, Put, SourceRef, Stored, StoredCover, Undone,
};
pub use exhibition_file::{
    Draft, Fingerprint, LoadError, Opened, load, load_draft, media_folder, parse, remove_draft, save, save_draft,
    serialise,
};
pub use looks::{
    FaultyLook, FaultyLookKind, Look, forget_look, is_look_file, keep_look, load_look, look_files, look_text,
    parse_look, save_look,
};
pub use media::{Media, media_name};
pub use names::safe_name;
pub use pictures::{
    Doubt, Likeness, PictureError, PictureInfo, Pixels, binding_colour, decode, decode_within, encode_jpeg, encode_png,
    inside_border, look_over, probe, resampled, retouched, set_density, shrink,
};
pub use places::{cache_folder, catalogue_path, data_folder, files_in, folder_entries, make_folder};
pub use prepared::{PREPARED_SIDE, PreparedScans};
pub use reading::{hash_file, open_reader, read_file, read_small, scratch_folder, system_text};
pub use settings::{Recent, Settings};
pub use soundness::{Looked, Soundness};
pub use staged::StagedFolder;
pub use syntax::SyntaxFault;
