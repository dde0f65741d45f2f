//! Identities: what a thing is called for as long as it lives.
//!
//! A number names one thing within one exhibition (or, for [`RecordId`], within one catalogue) and is never
//! given to another. Positions in lists are not identities.

use serde::{Deserialize, Serialize};

macro_rules! number_ids {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $inner);
    )*};
}

number_ids! {
    /// A record of the catalogue; the row of the database.
    RecordId(i64);
    /// What is shown: an exhibit of one exhibition.
    ExhibitId(u64);
    /// A named part of an exhibition.
    SectionId(u64);
    /// One publication of an exhibition.
    PostId(u64);
    /// One image of a post.
    SlideId(u64);
    /// Something a person put on a slide by hand.
    ElementId(u64);
}

macro_rules! name_ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl From<&str> for $name {
            fn from(name: &str) -> Self {
                Self(name.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

name_ids! {
    /// Name of a template, as in its data file.
    TemplateId;
    /// Name of a theme, as in its data file.
    ThemeId;
    /// Name of a format, as in the list of formats.
    FormatId;
    /// Name of a platform profile, as given to `--platform`.
    PlatformId;
    /// File name of a picture in the media folder: the hash of its content with an ending.
    MediaName;
}
