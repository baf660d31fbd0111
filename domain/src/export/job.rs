//! Exports that are prepared in the background: asked for now, fetched later, gone after a day.

use strum::{EnumString, IntoStaticStr, VariantArray};

use crate::{
    calendar::Millis,
    error::{ErrorCode, expected::Expected},
    id::{ExportId, Slug},
};

/// How long a prepared file may be fetched, in hours. Answers that are withdrawn meanwhile are still in it, so it is not kept long.
pub const HOURS: i64 = 24;

/// How far an export is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum ExportState {
    /// It waits for its turn.
    Waiting,
    /// Its file is being written.
    Running,
    /// Its file can be fetched.
    Ready,
    /// Its file could not be written.
    Failed,
    /// It was called off.
    Cancelled,
    /// Its file is gone.
    Expired,
}

impl ExportState {
    /// Every state.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// The name in storage and the programming interface.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether it will change by itself.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::ExportState }
    }
}

/// An export that is prepared in the background.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportJob {
    /// Its id.
    pub id: ExportId,
    /// Of which survey.
    pub survey: Slug,
    /// The account or key that asked for it.
    pub who: String,
    /// What was asked, as the address of the export says it.
    pub query: String,
    /// The name of the file.
    pub file: String,
    /// How far it is.
    pub state: ExportState,
    /// How many responses are in the file so far.
    pub done: u64,
    /// How many there were when it was asked for.
    pub total: u64,
    /// The size of the file once it is ready.
    pub bytes: Option<u64>,
    /// When it was asked for.
    pub created_at: Millis,
    /// When the file goes, once it is ready.
    pub expires_at: Option<Millis>,
}

impl ExportJob {
    /// How much of it is done, in whole percent; less than 100 until it is ready.
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
