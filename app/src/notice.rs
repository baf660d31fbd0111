//! Notices on pages: the summary beside a form, and the notice of a website.

pub(crate) mod summary;
pub(crate) mod website;
