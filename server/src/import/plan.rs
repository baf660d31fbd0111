//! The plan of an import: the use of each column of the file.

use std::path::PathBuf;

use domain::{calendar::Millis, hash::Sha256Hash, import::Provenance, locale::Locale, survey::published::PublishedSurvey};
use jiff::tz::TimeZone;

use super::repeats::OnRepeat;

/// The content of an import, and how it is read.
#[derive(Clone, Debug)]
pub struct ImportPlan {
    /// The survey.
    pub published: PublishedSurvey,
    /// The provenance of the answers, checked against the survey.
    pub provenance: Provenance,
    /// Each column with its question, or the statement of a matrix as `question.row`.
    pub map: Vec<(String, String)>,
    /// Each column with its attribute.
    pub attributes: Vec<(String, String)>,
    /// The columns that identify a row. Each item is one name, or several names separated by commas.
    pub id: Vec<String>,
    /// The column with the time of answering.
    pub submitted_at: String,
    /// The time zone of times without an offset.
    pub time_zone: TimeZone,
    /// The language the answers were given in.
    pub locale: Locale,
    /// The delimiter between fields.
    pub delimiter: u8,
    /// Which row of an id is imported when the file has several. `None` refuses such a file.
    pub on_repeat: Option<OnRepeat>,
    /// The current time. No answer may be later.
    pub now: Millis,
}

impl ImportPlan {
    /// The hash of a file that is read by this plan. The same command has the same hash; the time of the command and the
    /// version of the survey do not count.
    pub(crate) fn file_hash(&self, content: Sha256Hash, on_invalid: &OnInvalid) -> Sha256Hash {
        let how = format!(
            "{:?}",
            (
                (&self.provenance, &self.map, &self.attributes, &self.id, &self.submitted_at),
                (self.time_zone.iana_name(), self.locale, self.delimiter, self.on_repeat),
                matches!(on_invalid, OnInvalid::Skip { .. }),
            )
        );
        Sha256Hash::of_parts(&[content.as_bytes(), how.as_bytes()])
    }

    /// The names of the id columns. An item that is itself the name of a column is not split at commas.
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

/// How invalid rows are handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OnInvalid {
    /// Nothing is imported.
    Refuse,
    /// The valid rows are imported. The invalid ones are written to a file, which must not exist.
    Skip {
        /// The file.
        rejects: PathBuf,
    },
}
