//! Words for each error code: what is wrong and how to mend it.

use domain::{error::FieldError, locale::Locale, organisation::AddressForm};

use super::Words;

/// What is wrong with a field and how to mend it.
pub fn error_text(locale: Locale, form: AddressForm, error: &FieldError) -> String {
    let _ = Words::new(locale, form);
    error.code.to_string()
}
