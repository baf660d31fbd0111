//! Scheduled downloads: exports that a background job prepares, and that can be fetched for a day.

use serde::Serialize;
use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    calendar::Millis,
    error::{ErrorCode, expected::Expected},
    id::{ExportId, Slug},
};

/// The time in which a prepared file can be fetched, in hours. It is short because the file still holds answers that
/// are withdrawn in the meantime.
pub const HOURS: i64 = 24;

/// The state of an export job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[derive(EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = FileState, description = "How far a file is."))]
pub enum ExportState {
    /// The job waits for its turn.
    Waiting,
    /// The file is being written.
    Running,
    /// The file can be fetched.
    Ready,
    /// The file could not be written.
    Failed,
    /// The job was cancelled.
    // To a program it is not there, so it is not described; what is read back is its text.
    #[serde(skip_deserializing)]
    Cancelled,
    /// The file was deleted.
    Expired,
}

impl ExportState {
    /// Every state.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in storage and the programming interface.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether the state will change without a request.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::ExportState }
    }
}

/// An export that a background job prepares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportJob {
    /// The identifier.
    pub id: ExportId,
    /// The survey.
    pub survey: Slug,
    /// The account or API key that requested it.
    pub who: String,
    /// The query string of the export.
    pub query: String,
    /// The name of the file.
    pub file: String,
    /// The state of the job.
    pub state: ExportState,
    /// The number of responses in the file so far.
    pub done: u64,
    /// The number of responses at the time of the request.
    pub total: u64,
    /// The size of the file in bytes, once it is ready.
    pub bytes: Option<u64>,
    /// The time of the request.
    pub created_at: Millis,
    /// The time at which the file is deleted, once it is ready.
    pub expires_at: Option<Millis>,
}

impl ExportJob {
    /// The progress in whole percent; less than 100 until the file is ready.
    pub fn percent(&self) -> u64 {
        match self.state {
            ExportState::Ready | ExportState::Expired => 100,
            _ => (self.done * 100).checked_div(self.total).unwrap_or(0).min(99),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn states_are_read_by_their_names() {
        for &state in ExportState::ALL {
            assert_eq!(state.name().parse(), Ok(state));
        }
        assert!("done".parse::<ExportState>().is_err());
    }

    #[test]
    fn it_is_whole_only_when_it_is_ready() {
        let job = |state, done, total| ExportJob {
            id: ExportId(uuid::Uuid::nil()),
            survey: Slug::parse("nps").unwrap(),
            who: String::new(),
            query: String::new(),
            file: String::new(),
            state,
            done,
            total,
            bytes: None,
            created_at: Millis(0),
            expires_at: None,
        };
        assert_eq!(job(ExportState::Running, 1, 3).percent(), 33);
        assert_eq!(job(ExportState::Running, 5, 3).percent(), 99, "more came in since");
        assert_eq!(job(ExportState::Waiting, 0, 0).percent(), 0);
        assert_eq!(job(ExportState::Ready, 3, 3).percent(), 100);
    }
}
