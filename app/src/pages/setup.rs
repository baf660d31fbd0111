//! The page behind a one-time set-up link, `/setup/{token}`: the first administrator chooses an address and a password.

use domain::error::FieldError;

use crate::page::PageContext;

/// What the set-up page shows.
#[derive(Clone, Copy, Debug)]
pub struct SetupPage<'a> {
    /// The token in its address.
    pub token: &'a str,
    /// The address typed before; empty at first.
    pub email: &'a str,
    /// What was wrong, about `email` or `password`.
    pub errors: &'a [FieldError],
}

/// The page.
pub fn render(cx: &PageContext, page: &SetupPage<'_>) -> String {
    crate::shell::rough(cx, page.email)
}

/// The page of a link that was used before, is too old, or never was one.
pub fn expired(cx: &PageContext) -> String {
    crate::shell::rough(cx, "expired")
}
