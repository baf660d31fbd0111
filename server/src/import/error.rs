//! What can go wrong with an import, each in one line that names what and where.

use std::{io, path::PathBuf};

use domain::error::{ErrorCode, rule::RuleId};
use store::StoreError;

use crate::files::WholeFileError;

/// Why an import added nothing.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("{file} cannot be read: {cause}", file = .file.display())]
    Unreadable {
        /// Which file.
        file: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// It is read twice, which a pipe cannot be.
    #[error("{} is not a regular file; an import reads its file twice", .0.display())]
    NotAFile(PathBuf),
    /// Someone wrote to it while it was read.
    #[error("{} changed while it was read; nothing was imported", .0.display())]
    Changed(PathBuf),
    /// The heading is missing or not UTF-8.
    #[error("{file}: {problem}; nothing was imported", file = .file.display())]
    Malformed {
        /// Which file.
        file: PathBuf,
        /// What is wrong, with the line.
        problem: String,
    },
    /// Columns and questions do not fit the file and the survey.
    #[error("{problems}; the file has the columns {columns}; the survey has the questions {questions}")]
    Mapping {
        /// Everything that is wrong.
        problems: String,
        /// The columns there are.
        columns: String,
        /// The questions there are.
        questions: String,
    },
    /// The organisation took back what it stated while the file was read.
    #[error("{key}: {rule}; nothing was imported")]
    Withheld {
        /// Which attribute.
        key: String,
        /// Why it is.
        rule: RuleId,
    },
    /// Light surveys hold no personal data, imported answers are.
    #[error("the survey is in light mode: its answers carry neither an id nor consent, so none can be imported")]
    LightMode,
    /// Bad rows, which were reported one by one.
    #[error("{invalid} of {rows} rows cannot be imported; nothing was imported")]
    InvalidRows {
        /// How many are bad.
        invalid: u64,
        /// How many there are.
        rows: u64,
    },
    /// The file of rejected rows cannot be written.
    #[error("{0}; nothing was imported")]
    Rejects(#[from] WholeFileError),
    /// The store refused.
    #[error("{0}; nothing was imported")]
    Store(#[from] StoreError),
}

/// One value that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The line on which its row begins, 1 being the heading.
    pub line: u64,
    /// Its column; none where the row as a whole is wrong.
    pub column: Option<String>,
    /// The value, shortened.
    pub value: String,
    /// What is wrong with it.
    pub code: ErrorCode,
}

impl RowError {
    /// What is wrong, without the line.
    pub fn problem(&self) -> String {
        match &self.column {
            Some(column) if self.code == ErrorCode::Required => format!("column {column}: {}", self.code),
            Some(column) => format!("column {column}: {:?}: {}", self.value, self.code),
            None => self.value.clone(),
        }
    }
}

impl std::fmt::Display for RowError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, {}", self.line, self.problem())
    }
}

/// The beginning of a value, for a message.
pub fn shorten(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    if text.chars().count() > 40 { text.chars().take(40).chain(['…']).collect() } else { text.into_owned() }
}
