//! Something to mend before publishing. Findings are acted upon; errors are read.

use serde::{Deserialize, Serialize};

use super::{ElementId, PlatformId, PostId, Role, SlideId};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Should be looked at.
    Warning,
    /// The platform will refuse the post, or the post is broken.
    Error,
}

/// A repair the program can make at one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fix {
    /// Set the age mark of the exhibition.
    SetAgeMark(super::AgeMark),
    /// Drop hashtags of the caption beyond this number.
    KeepHashtags(usize),
    /// Put the role back where the template has it.
    ResetRole(SlideId, Role),
}

/// Something to mend, with its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Post it is about; `None` means the whole exhibition.
    pub post: Option<PostId>,
    /// Slide it is about.
    pub slide: Option<SlideId>,
    /// Role on the slide it is about.
    pub role: Option<Role>,
    /// What a person put on the slide that it is about.
    pub element: Option<ElementId>,
    /// Platform it concerns; `None` means all.
    pub platform: Option<PlatformId>,
    /// How much it matters.
    pub severity: Severity,
    /// Stable name of the kind of finding ("caption-too-long").
    pub code: &'static str,
    /// What is wrong, in the language of the interface.
    pub message: String,
    /// What to do, in the language of the interface; empty when the message says it all.
    pub advice: String,
    /// The repair the program offers.
    pub fix: Option<Fix>,
}
