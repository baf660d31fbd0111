//! The errors of an import, each in one line with the place of the error.

use std::{io, path::PathBuf};

use domain::{
    error::{ErrorCode, expected::Expected, rule::RuleId},
    id::ImportId,
    import::status::{ImportState, ImportStatus},
};
use store::StoreError;

use crate::files::WholeFileError;

/// Why an import did not end. Unless it is [`ImportError::Stopped`], it added nothing.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read.
    #[error("{file} cannot be read: {cause}", file = .file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// The cause.
        cause: io::Error,
    },
    /// The file is read twice, which is impossible for a pipe.
    #[error("{} is not a regular file; an import reads its file twice", .0.display())]
    NotAFile(PathBuf),
    /// The file was changed while it was read.
    #[error("{} changed while it was read; nothing was imported", .0.display())]
    Changed(PathBuf),
    /// The heading is missing or not text.
    #[error("{file}: {problem}; nothing was imported", file = .file.display())]
    Malformed {
        /// The file.
        file: PathBuf,
        /// The error, with its line.
        problem: String,
    },
    /// The mapping does not match the file or the survey.
    #[error("{problems}; the file has the columns {columns}; the survey has the questions {questions}")]
    Mapping {
        /// All errors.
        problems: String,
        /// The columns of the file.
        columns: String,
        /// The questions of the survey.
        questions: String,
    },
    /// The organisation revoked its statement while the file was read.
    #[error("{key}: {rule}; nothing was imported")]
    Withheld {
        /// The attribute.
        key: String,
        /// The rule that withholds it.
        rule: RuleId,
    },
    /// Light surveys hold no personal data, but imported answers are personal data.
    #[error("the survey is in light mode: its answers carry neither an id nor consent, so none can be imported")]
    LightMode,
    /// Invalid rows, which were reported one by one.
    #[error("{invalid} of {rows} rows cannot be imported; nothing was imported")]
    InvalidRows {
        /// The number of invalid rows.
        invalid: u64,
        /// The number of all rows.
        rows: u64,
    },
    /// Rows with the id of another row of the file, which were reported one by one.
    #[error(
        "{repeated} of {rows} rows repeat the id of another row; nothing was imported. --on-repeat keep-first or \
         keep-last says which row of an id is imported"
    )]
    RepeatedIds {
        /// The number of rows that repeat an id.
        repeated: u64,
        /// The number of all rows.
        rows: u64,
    },
    /// The ids of the file cannot be sorted.
    #[error("the temporary files with the ids of the rows: {0}; nothing was imported")]
    Temporary(#[source] io::Error),
    /// The file of rejected rows cannot be written.
    #[error("{0}; nothing was imported")]
    Rejects(#[from] WholeFileError),
    /// The store failed.
    #[error("{0}; nothing was imported")]
    Store(#[from] StoreError),
    /// Another import of the survey is not finished.
    #[error("{}", in_the_way(.0))]
    InTheWay(Box<ImportStatus>),
    /// The command was asked to stop.
    #[error("interrupted; nothing was imported")]
    Interrupted,
    /// The import stopped in its second pass. What it added stays, until it is resumed or undone.
    #[error(
        "{}; the import is interrupted at {percent} %: the same command resumes it, `klankbord import undo {id}` undoes it",
        without_ending(.cause)
    )]
    Stopped {
        /// Why.
        cause: Box<ImportError>,
        /// The import.
        id: ImportId,
        /// How far it is.
        percent: u64,
    },
}

/// How an error ends when it happened before the first row was stored.
const NOTHING: &str = "; nothing was imported";

fn without_ending(cause: &ImportError) -> String {
    let text = cause.to_string();
    text.strip_suffix(NOTHING).unwrap_or(&text).to_owned()
}

fn in_the_way(other: &ImportStatus) -> String {
    let (id, file, percent) = (other.id, &other.file, other.percent());
    match other.state {
        ImportState::Undoing => format!(
            "the import {id} of {file} is being undone; `klankbord import undo {id}` goes on with that if nothing does{NOTHING}"
        ),
        ImportState::Interrupted => format!(
            "the import {id} of {file} into this survey is interrupted at {percent} %: the command with which it began \
             resumes it, `klankbord import undo {id}` undoes it{NOTHING}"
        ),
        _ => format!("the import {id} of {file} into this survey is running, {percent} %; wait until it is done{NOTHING}"),
    }
}

/// A value that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The line on which its row begins. The heading is line 1.
    pub line: u64,
    /// Its column. `None` if the error concerns the whole row.
    pub column: Option<String>,
    /// The value, shortened.
    pub value: String,
    /// The error.
    pub problem: RowProblem,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowProblem {
    /// A value has an error.
    Value(ErrorCode),
    /// The row has more or fewer fields than the heading.
    Fields {
        /// The number of its fields.
        found: usize,
        /// The number of columns in the heading.
        expected: usize,
    },
    /// A time that is not in the stated form.
    NotInFormat(String),
    /// The row has the id of another row.
    Repeats {
        /// The line on which the other row begins.
        line: u64,
    },
}

impl From<ErrorCode> for RowProblem {
    fn from(code: ErrorCode) -> Self {
        Self::Value(code)
    }
}

impl RowError {
    /// The error, without the line.
    pub fn text(&self) -> String {
        let problem = match &self.problem {
            RowProblem::Value(ErrorCode::Required) => ErrorCode::Required.to_string(),
            RowProblem::Value(code) => format!("{:?}: {code}{}", self.value, self.hint(code)),
            RowProblem::NotInFormat(format) => format!("{:?}: expected a time in the form {format} (--date-format)", self.value),
            RowProblem::Fields { found, expected } => format!("{found} fields where the heading has {expected}"),
            RowProblem::Repeats { line } => format!("{:?}: the same id as line {line}", self.value),
        };
        match &self.column {
            Some(column) => format!("column {column}: {problem}"),
            None => problem,
        }
    }

    /// The flag that says how such values are read.
    fn hint(&self, code: &ErrorCode) -> &'static str {
        match code {
            ErrorCode::AmbiguousNumber { .. } => " (--decimal says which)",
            ErrorCode::Invalid { expected: Expected::TimeInFile } if self.value.starts_with(|c: char| c.is_ascii_digit()) => {
                " (--date-format says another form)"
            }
            ErrorCode::Invalid { expected: Expected::Utf8 } => " (--encoding says another one)",
            _ => "",
        }
    }
}

impl std::fmt::Display for RowError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, {}", self.line, self.text())
    }
}

/// The beginning of a value, for an error message.
pub fn shorten(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    if text.chars().count() > 40 { text.chars().take(40).chain(['…']).collect() } else { text.into_owned() }
}
