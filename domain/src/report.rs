//! Fixed reports: stored aggregates, each of at least the minimum group. Comparing two reports may isolate a respondent
//! (decision 0015).

use strum::{EnumString, IntoStaticStr};

use crate::{
    calendar::Millis,
    error::{ErrorCode, expected::Expected},
    hash::Sha256Hash,
    id::{FixedReportId, Slug, SurveyId},
};

/// The smallest group in a fixed report, even if the organisation's minimum is smaller, because a fixed report cannot
/// be withheld later.
pub const LEAST_GROUP: u32 = 5;

/// The most fixed reports of an organisation.
pub const MOST_REPORTS: usize = 1000;

/// The most characters of a reason.
pub const REASON_LENGTH: usize = 300;

/// A fixed report without its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedReport {
    /// The identifier, which is also in the address.
    pub id: FixedReportId,
    /// The survey of the report.
    pub survey: SurveyId,
    /// The title.
    pub title: String,
    /// Whether readers can see it. It then contains the figures that readers saw.
    pub for_readers: bool,
    /// The account that fixed the report.
    pub who: String,
    /// The hash of the bytes of the document.
    pub hash: Sha256Hash,
    /// The time at which it was fixed.
    pub fixed_at: Millis,
}

/// An action on a fixed report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum ReportDeed {
    /// It was fixed.
    Fixed,
    /// It was deleted.
    Deleted,
}

impl ReportDeed {
    /// The name in storage.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::ReportDeed }
    }
}

/// A note that a report was fixed or deleted. Notes are only added, never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportNote {
    /// The time of the action.
    pub at: Millis,
    /// The account.
    pub who: String,
    /// The action.
    pub deed: ReportDeed,
    /// The title of the report.
    pub title: String,
    /// The survey of the report.
    pub survey: Slug,
    /// The hash of the document.
    pub hash: Sha256Hash,
    /// The reason for the deletion.
    pub reason: Option<String>,
}

/// Parses the reason for a deletion. Spaces at both ends are removed.
///
/// # Errors
/// [`ErrorCode::Required`], [`ErrorCode::TooLong`], or [`ErrorCode::Invalid`] if it holds a control character.
pub fn parse_reason(text: &str) -> Result<String, ErrorCode> {
    let text = text.trim();
    match text.chars().count() {
        0 => Err(ErrorCode::Required),
        length if length > REASON_LENGTH => Err(ErrorCode::TooLong { max: REASON_LENGTH, length }),
        _ if text.chars().any(char::is_control) => Err(ErrorCode::Invalid { expected: Expected::Line }),
        _ => Ok(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deletion_has_a_reason() {
        assert_eq!(parse_reason(" Verkeerde periode "), Ok("Verkeerde periode".to_owned()));
        assert_eq!(parse_reason(" \t "), Err(ErrorCode::Required));
        assert!(parse_reason(&"x".repeat(301)).is_err() && parse_reason("a\0").is_err());
        for deed in [ReportDeed::Fixed, ReportDeed::Deleted] {
            assert_eq!(deed.name().parse(), Ok(deed));
        }
    }
}
