//! The progress of an import. Its rows are written in steps, so it can be interrupted, resumed or undone.

use crate::{
    calendar::Millis,
    hash::Sha256Hash,
    id::{ImportId, SurveyId},
};

/// What an import is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportState {
    /// Its rows are being written.
    Running,
    /// It stopped before its end. The same command resumes it.
    Interrupted,
    /// Every row was handled.
    Done,
    /// Its rows are being erased.
    Undoing,
    /// Its rows were erased.
    Undone,
}

impl ImportState {
    /// Its name in the database and in lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Interrupted => "interrupted",
            Self::Done => "done",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }

    /// The state with a name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Running, Self::Interrupted, Self::Done, Self::Undoing, Self::Undone].into_iter().find(|one| one.name() == name)
    }
}

/// An import and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportStatus {
    /// Its id.
    pub id: ImportId,
    /// The survey.
    pub survey: SurveyId,
    /// The name of the file, without its folder.
    pub file: String,
    /// The hash of the file and of how it is read.
    pub file_hash: Sha256Hash,
    /// The rows of the file.
    pub rows: u64,
    /// The rows that were handled.
    pub done: u64,
    /// The responses that were added.
    pub added: u64,
    /// The rows that were stored already.
    pub present: u64,
    /// The rows that were withdrawn or erased before, and left out.
    pub erased: u64,
    /// What it is doing.
    pub state: ImportState,
    /// When it began.
    pub begun_at: Millis,
}

impl ImportStatus {
    /// The part of the rows that was handled, in percent, rounded down.
    pub fn percent(&self) -> u64 {
        self.done.saturating_mul(100).checked_div(self.rows).unwrap_or(0).min(100)
    }
}
