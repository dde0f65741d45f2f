//! Vitrina: virtual book exhibitions for libraries.
//!
//! The document stores intent; pictures are computed.

pub mod domain;
pub mod typeset;
