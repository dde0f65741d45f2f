//! The language of the system.

use crate::domain::Lang;

/// Russian unless the system, or the variable `VITRINA_LANG`, clearly says English.
pub fn system_language() -> Lang {
    let own = std::env::var("VITRINA_LANG").ok();
    let locale = own.or_else(sys_locale::get_locale).unwrap_or_default().to_lowercase();
    if locale.starts_with("en") { Lang::En } else { Lang::Ru }
}
