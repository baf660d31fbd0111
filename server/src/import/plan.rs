//! The plan of an import: the use of each column of the file.

use std::path::PathBuf;

use domain::{
    calendar::Millis, hash::Sha256Hash, import::Provenance, locale::Locale, response::number::DecimalMark,
    survey::published::PublishedSurvey,
};
use jiff::tz::TimeZone;

use super::{cells::CellFormat, repeats::OnRepeat, source::FileShape};

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
    /// How the file is divided into fields.
    pub shape: FileShape,
    /// How its cells are read.
    pub cells: CellFormat,
    /// Whether the file is only checked.
    pub dry_run: bool,
    /// Which row of an id is imported when the file has several. `None` refuses such a file.
    pub on_repeat: Option<OnRepeat>,
    /// The current time. No answer may be later.
    pub now: Millis,
}

impl ImportPlan {
    /// The hash of a file that is read by this plan. An import is resumed only by a command with the same hash, so that it
    /// reads the file as it began. The time of the command and the version of the survey do not count.
    pub(crate) fn file_hash(&self, content: Sha256Hash, on_invalid: &OnInvalid) -> Sha256Hash {
        let how = format!(
            "{:?}",
            (
                (&self.provenance, &self.map, &self.attributes, &self.id, &self.submitted_at),
                (self.time_zone.iana_name(), self.locale, &self.shape, &self.cells, self.on_repeat),
                matches!(on_invalid, OnInvalid::Skip { .. }),
            )
        );
        Sha256Hash::of_parts(&[content.as_bytes(), how.as_bytes()])
    }

    /// How a file is read, in one line: what was stated, and what is assumed.
    pub(crate) fn read_as(&self, encoding: &str, choices_without_column: &[String]) -> String {
        let FileShape { delimiter, header_rows, .. } = self.shape;
        let CellFormat { trim, missing, decimal, date_format, labels } = &self.cells;
        let zone = self.time_zone.iana_name().unwrap_or("UTC");
        let times = date_format.as_deref().unwrap_or("2026-11-21 09:30");
        let mut parts = vec![
            format!("read as {encoding}"),
            format!("fields between {:?}", char::from(delimiter)),
            format!("{header_rows} row{} of heading", if header_rows == 1 { "" } else { "s" }),
            format!("times as {times}, without an offset in {zone}"),
            match decimal {
                Some(DecimalMark::Point) => "numbers as 1,234.5".to_owned(),
                Some(DecimalMark::Comma) => "numbers as 1.234,5".to_owned(),
                None => "numbers only where they have one reading".to_owned(),
            },
        ];
        if !missing.is_empty() {
            parts.push(format!("no value where it says {}", missing.join(" or ")));
        }
        parts.extend(trim.then(|| "without blanks around values".to_owned()));
        parts.extend(labels.then(|| "texts of choices and scales as their codes".to_owned()));
        if !choices_without_column.is_empty() {
            parts.push(format!("{} not chosen, for want of a column", choices_without_column.join(" and ")));
        }
        parts.join(", ")
    }

    /// The names of the id columns. An item that is itself the name of a column is not split at commas.
    pub(crate) fn id_columns(&self, header: &[String]) -> Vec<String> {
        let mut names = Vec::new();
        for given in &self.id {
            if header.iter().any(|name| is_same_name(name, given)) {
                names.push(given.clone());
            } else {
                names.extend(given.split(',').map(str::to_owned));
            }
        }
        names
    }
}

/// Whether two names of columns are equal, however their line breaks are written.
pub(crate) fn is_same_name(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.replace("\r\n", "\n").replace('\r', "\n");
    one == other || plain(one) == plain(other)
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
