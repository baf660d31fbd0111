//! Reports that are kept as they were: aggregates alone, each of at least the minimum group. Held against a later one they may single somebody out
//! (decision 0015).

use strum::{EnumString, IntoStaticStr};

use crate::{
    calendar::Millis,
    error::{ErrorCode, expected::Expected},
    hash::Sha256Hash,
    id::{FixedReportId, Slug, SurveyId},
};

/// The least group that a report which is kept tells of, also where the organisation's minimum is smaller: what is kept cannot be withheld later.
pub const LEAST_GROUP: u32 = 5;

/// The most reports of an organisation that are kept.
pub const MOST_REPORTS: usize = 1000;

/// The most characters of a reason.
pub const REASON_LENGTH: usize = 300;

/// A report that is kept, without its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FixedReport {
    /// Its identifier, and address.
    pub id: FixedReportId,
    /// Of which survey.
    pub survey: SurveyId,
    /// What it is called.
    pub title: String,
    /// Whether readers see it: then it was made of what readers saw.
    pub for_readers: bool,
    /// The account that fixed it.
    pub who: String,
    /// The hash of its document's bytes.
    pub hash: Sha256Hash,
    /// When it was fixed.
    pub fixed_at: Millis,
}

/// What was done with a report.
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

/// A note that a report was fixed or deleted. Notes are only added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportNote {
    /// When.
    pub at: Millis,
    /// The account.
    pub who: String,
    /// What was done.
    pub deed: ReportDeed,
    /// What the report was called.
    pub title: String,
    /// Of which survey it was.
    pub survey: Slug,
    /// The hash of its document.
    pub hash: Sha256Hash,
    /// Why it was deleted.
    pub reason: Option<String>,
}

/// Reads the reason for a deletion; spaces around it do not count.
///
/// # Errors
/// [`ErrorCode::Required`], [`ErrorCode::TooLong`], or [`ErrorCode::Invalid`] where it holds a control character.
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
