//! The plan of an import: which column of the file becomes what.

use std::path::PathBuf;

use domain::{calendar::Millis, import::Provenance, locale::Locale, survey::published::PublishedSurvey};
use jiff::tz::TimeZone;

/// What is imported, and how it is read.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// The survey.
    pub published: PublishedSurvey,
    /// Under what the answers were gathered; checked against the survey.
    pub provenance: Provenance,
    /// Each column with the question it answers, or the statement of a matrix as `question.row`.
    pub map: Vec<(String, String)>,
    /// Each column with the attribute whose value it holds.
    pub attributes: Vec<(String, String)>,
    /// The column, or columns, by which a row is known again: each one name, or several with commas between them.
    pub id: Vec<String>,
    /// The column with the time of answering.
    pub submitted_at: String,
    /// The time zone of times without an offset.
    pub time_zone: TimeZone,
    /// The language the answers were given in.
    pub locale: Locale,
    /// What stands between fields.
    pub delimiter: u8,
    /// The present time: no answer was given after it.
    pub now: Millis,
}

impl ImportPlan {
    /// The names of the id columns: what is a column's name is taken whole, whatever its commas.
    pub(crate) fn id_columns(&self, header: &[String]) -> Vec<String> {
        let mut names = Vec::new();
        for given in &self.id {
            if header.contains(given) {
                names.push(given.clone());
            } else {
                names.extend(given.split(',').map(str::to_owned));
            }
        }
        names
    }
}

/// What becomes of a file with bad rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnInvalid {
    /// Nothing is imported.
    Refuse,
    /// The others are imported; the bad ones are written to a file, which must not exist.
    Skip {
        /// The file.
        rejects: PathBuf,
    },
}
