//! Vitrina: virtual book exhibitions for libraries.
//!
//! The document stores intent; pictures are computed.

pub mod compose;
pub mod describe;
pub mod domain;
pub mod edit;
pub mod formats;
pub mod matching;
pub mod platform;
pub mod render;
pub mod store;
pub mod typeset;
