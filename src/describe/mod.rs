//! Record → sentences: bibliographic descriptions, captions, alternative texts, typography.
//!
//! Names are never inflected and statements of responsibility never rewritten: what the cataloguer wrote is
//! used as written. Not here: length limits and hashtag counts of platforms (`platform`).

mod alt;
mod citation;
mod contact;
mod dates;
mod fields;
mod gost;
mod marks;
mod names;
mod options;
mod places;
mod poll;
mod typography;
mod units;
mod works;

pub use alt::alt_text;
pub use citation::{describe, exhibit_description};
pub use contact::{contact_words, first_link};
pub use dates::{anniversary, day_and_month, first_year, life_and_work, month_and_year, year_of};
pub use fields::{default_caption, exhibit_field, fill, post_field, template_words, unknown_fields};
pub use names::{direct_authors, short_authors};
pub use options::{Colon, Dash, DescribeOptions, OptionalElement, OptionalElements, Places, Style};
pub use poll::{Poll, book_answers, poll, question, said_answers};
pub use typography::{plain_spaces, polish};
pub use works::works;
