//! The sign-in page, `/sign-in`. It never says whether an address has an account.

use crate::page::PageContext;

/// What is said above the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SignInNotice {
    /// Nothing.
    #[default]
    None,
    /// Address and password do not go together.
    Failed,
    /// Too many attempts: later again.
    Throttled,
    /// Signed out in this browser.
    SignedOut,
    /// Signed out everywhere.
    SignedOutEverywhere,
    /// The account was made: it can be used now.
    AccountMade,
}

/// What the sign-in page shows.
#[derive(Clone, Copy, Debug)]
pub struct SignInPage<'a> {
    /// The address typed before; empty at first.
    pub email: &'a str,
    /// The address to go to afterwards; empty for the overview.
    pub next: &'a str,
    /// What is said above the form.
    pub notice: SignInNotice,
}

/// The page.
pub fn render(cx: &PageContext, page: &SignInPage<'_>) -> String {
    crate::shell::rough(cx, page.email)
}
