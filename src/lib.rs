//! Vitrina: virtual book exhibitions for libraries.
//!
//! The document stores intent; pictures are computed.

#[cfg(feature = "gui")]
pub mod app;
pub mod cli;
pub mod compose;
pub mod describe;
pub mod domain;
pub mod edit;
pub mod export;
pub mod formats;
pub mod matching;
pub mod platform;
pub mod progress;
pub mod render;
pub mod store;
pub mod studio;
pub mod tasks;
pub mod typeset;
