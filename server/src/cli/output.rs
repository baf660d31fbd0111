//! The output of commands, and their errors.

use std::{
    fmt::Display,
    io::{self, Write as _},
};

use anyhow::{Context as _, Result};
use clap::Args;
use domain::{error::FieldError, id::Slug, survey::published::PublishedSurvey};
use store::{Store, StoreError};

use crate::http::public_url::PublicUrl;

/// Under which address visitors reach the server: for the addresses that a command prints.
#[derive(Args, Clone, Debug)]
pub(crate) struct AddressArgs {
    /// Scheme and host under which visitors reach the server [default: http://127.0.0.1:3000]
    #[arg(long, env = "KLANKBORD_PUBLIC_URL", value_name = "URL", value_parser = PublicUrl::parse)]
    public_url: Option<PublicUrl>,
}

impl AddressArgs {
    pub(crate) fn of(&self, path: impl Display) -> String {
        format!("{}{path}", self.public_url.as_ref().map_or("http://127.0.0.1:3000", PublicUrl::origin))
    }
}

/// An error that the caller can fix on the command line. The exit status is 2, as for other errors of the command line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct UsageError(pub(crate) String);

/// Writes a line of the result to standard output. All other output goes to standard error.
pub(crate) fn say(line: impl Display) -> Result<()> {
    writeln!(io::stdout(), "{line}").context("standard output cannot be written to")
}

/// Writes a line that is not part of the result.
pub(crate) fn note(line: impl Display) {
    // A failure to write to standard error cannot be reported.
    let _ = writeln!(io::stderr(), "{line}");
}

/// Every error in one line.
pub(crate) fn all(errors: &[FieldError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

pub(crate) async fn find_survey(store: &Store, slug: &Slug) -> Result<PublishedSurvey> {
    store.find_survey(slug).await?.with_context(|| no_such_survey(slug))
}

pub(crate) fn no_such_survey(slug: &Slug) -> String {
    format!("there is no survey {slug}; `klankbord survey list` shows those there are")
}

/// The store's error about a missing survey, with the slug of the survey.
pub(crate) fn name_survey(error: StoreError, slug: &Slug) -> anyhow::Error {
    match error {
        StoreError::NotFound => anyhow::Error::msg(no_such_survey(slug)),
        other => other.into(),
    }
}
