//! Errors of a form: beside the field, and in the summary above the form.

pub(crate) mod error;
pub(crate) mod error_summary;
