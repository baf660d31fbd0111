//! How the cells of a file are read: missing values, numbers, times, and labels for codes.

use std::borrow::Cow;

use csv::ByteRecord;
use domain::{
    calendar::Millis,
    error::{ErrorCode, expected::Expected, rule::RuleId},
    locale::{Locale, LocalizedText},
    response::{
        answer::{self, Answer},
        number::{DecimalMark, NumberNotation},
    },
    survey::question::{Choice, Question, QuestionKind},
};
use jiff::{Timestamp, civil::date, fmt::strtime, tz::TimeZone};

use super::{
    error::RowProblem,
    guard::unguarded,
    time::{at_wall, parse_time, since_1970},
};

/// What programs write for a choice of several that was made, and for one that was not.
const CHOSEN: [&str; 10] = ["1", "true", "yes", "y", "ja", "j", "x", "selected", "checked", "waar"];
const NOT_CHOSEN: [&str; 8] = ["0", "false", "no", "n", "nee", "unchecked", "not selected", "onwaar"];

/// How cells are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CellFormat {
    /// Whether blanks around a value are dropped.
    pub trim: bool,
    /// The values that mean that there is none.
    pub missing: Vec<String>,
    /// The decimal sign; the other sign then separates thousands. `None` refuses what may be read in two ways.
    pub decimal: Option<DecimalMark>,
    /// The form of times, as `strftime` writes them. `None` means the forms of RFC 3339.
    pub date_format: Option<String>,
    /// Whether the texts of choices and scales stand for their codes.
    pub labels: bool,
}

impl CellFormat {
    /// The text of a cell, empty if it is missing. `is_guarded` says that a `'` before a formula was added.
    pub(super) fn cell<'r>(&self, record: &'r ByteRecord, column: usize, is_guarded: bool) -> Result<&'r str, ErrorCode> {
        let bytes = record.get(column).unwrap_or_default();
        let bytes = if is_guarded { unguarded(bytes) } else { bytes };
        let text = std::str::from_utf8(bytes).map_err(|_| ErrorCode::Invalid { expected: Expected::Utf8 })?;
        let text = if self.trim { text.trim() } else { text };
        Ok(if self.missing.iter().any(|missing| missing == text) { "" } else { text })
    }

    /// Reads the answer to a question with one cell.
    pub(super) fn answer(&self, question: &Question, text: &str) -> Result<Option<Answer>, ErrorCode> {
        if text.is_empty() {
            return Ok(None);
        }
        let text = match &question.kind {
            QuestionKind::SingleChoice { choices } => Cow::Borrowed(self.code(choices, text)),
            QuestionKind::MultipleChoice { choices, .. } => {
                let codes: Vec<&str> = text.split(';').map(|one| self.code(choices, one)).collect();
                Cow::Owned(codes.join(";"))
            }
            kind => match kind.score_range() {
                Some((min, max)) => self.score(text, (min..=max).filter_map(|score| Some((score, kind.score_label(score)?)))),
                None => Cow::Borrowed(text),
            },
        };
        answer::parse_written(question, &text, self.decimal.map_or(NumberNotation::Unmarked, NumberNotation::Marked))
    }

    /// A score, also where its label stands for it, or where a program wrote it as a number with decimals: `9.0`.
    pub(super) fn score<'t, 'l>(&self, text: &'t str, labels: impl Iterator<Item = (u8, &'l LocalizedText)>) -> Cow<'t, str> {
        let mut found = labels.filter(|(_, label)| self.labels && is_label(label, text));
        match (found.next(), found.next()) {
            (Some((score, _)), None) => Cow::Owned(score.to_string()),
            _ => Cow::Borrowed(self.without_noughts(text)),
        }
    }

    fn without_noughts<'t>(&self, text: &'t str) -> &'t str {
        let (whole, decimals) = match self.decimal {
            Some(DecimalMark::Point) => text.split_once('.'),
            Some(DecimalMark::Comma) => text.split_once(','),
            None => text.split_once(['.', ',']),
        }
        .unwrap_or((text, ""));
        if matches!(decimals, "0" | "00") { whole } else { text }
    }

    /// The code of a choice: itself, or where its label stands for it. Unchanged if it is neither.
    fn code<'a>(&self, choices: &'a [Choice], text: &'a str) -> &'a str {
        let code = if self.trim { text.trim() } else { text };
        if !self.labels || choices.iter().any(|choice| choice.key.as_str() == code) {
            return code;
        }
        let mut found = choices.iter().filter(|choice| is_label(&choice.text, code));
        match (found.next(), found.next()) {
            (Some(choice), None) => choice.key.as_str(),
            _ => code,
        }
    }

    /// Whether the cell of a choice says that it was chosen. Some programs repeat what the column is named after.
    pub(super) fn is_chosen(&self, choice: &Choice, column: &str, text: &str) -> Result<bool, ErrorCode> {
        let lower = text.trim().to_lowercase();
        if lower.is_empty() || NOT_CHOSEN.contains(&lower.as_str()) {
            return Ok(false);
        }
        let is_named = || column.rsplit(" / ").next().is_some_and(|name| name.trim().to_lowercase() == lower);
        let is_text = || choice.key.as_str() == lower || is_label(&choice.text, text) || is_named();
        if CHOSEN.contains(&lower.as_str()) || is_text() { Ok(true) } else { Err(ErrorCode::UnknownChoice) }
    }

    /// Reads a time.
    pub(super) fn time(&self, text: &str, zone: &TimeZone) -> Result<Millis, RowProblem> {
        let Some(format) = &self.date_format else { return Ok(parse_time(text, zone)?) };
        let found = by_format(format, text, zone).ok_or_else(|| RowProblem::NotInFormat(format.clone()))?;
        since_1970(found).map_err(|()| RowProblem::Value(ErrorCode::Forbidden { rule: RuleId::TimeBefore1970 }))
    }
}

/// A format of times, if times that it writes are read by it as they were.
pub(super) fn parse_date_format(format: &str) -> Result<String, String> {
    let wanted = || "expected a form of dates with day, month and year, such as %d-%m-%Y or \"%d-%m-%Y %H:%M\"".to_owned();
    let day = date(2026, 11, 21);
    // In the evening, so that a clock of twelve hours is refused unless it says which half of the day it is.
    let example = day.at(21, 35, 0, 0).to_zoned(TimeZone::UTC).map_err(|_| wanted())?;
    let written = strtime::format(format, &example).map_err(|_| wanted())?;
    let read = by_format(format, &written, &TimeZone::UTC).ok_or_else(wanted)?;
    let without = |hour, minute| at_wall(day.at(hour, minute, 0, 0), &TimeZone::UTC);
    if [without(21, 35), without(21, 0), without(0, 0)].contains(&Some(read)) { Ok(format.to_owned()) } else { Err(wanted()) }
}

/// A date alone means midnight, as in the usual forms.
fn by_format(format: &str, text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let read = strtime::parse(format, text).ok()?;
    if let Some(timestamp) = read.timestamp() {
        return Some(timestamp);
    }
    if read.iana_time_zone().is_some() {
        return Some(read.to_zoned().ok()?.timestamp());
    }
    let wall = read.to_date().ok()?.to_datetime(read.to_time().ok()?);
    match read.offset() {
        Some(offset) => offset.to_timestamp(wall).ok(),
        None => at_wall(wall, zone),
    }
}

/// Whether a text is a label in one of the languages. Capitals do not matter.
fn is_label(label: &LocalizedText, text: &str) -> bool {
    let wanted = text.trim().to_lowercase();
    !wanted.is_empty() && Locale::ALL.iter().any(|locale| label.get(*locale).trim().to_lowercase() == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_in_a_stated_form() {
        let check = |form: &str, text: &str, expected: Option<&str>| {
            let format = CellFormat { date_format: Some(parse_date_format(form).unwrap()), ..CellFormat::default() };
            let read = format.time(text, &TimeZone::get("Europe/Amsterdam").unwrap()).ok().map(Millis::rfc3339);
            assert_eq!(read.as_deref(), expected, "{form} {text}");
        };
        check("%d-%m-%Y", "21-11-2026", Some("2026-11-20T23:00:00.000Z"));
        check("%d-%m-%Y %H:%M", "21-11-2026 09:30", Some("2026-11-21T08:30:00.000Z"));
        check("%m/%d/%Y %I:%M %p", "11/21/2026 09:30 PM", Some("2026-11-21T20:30:00.000Z"));
        check("%d/%m/%Y", "03/04/2024", Some("2024-04-02T22:00:00.000Z"));
        check("%m/%d/%Y", "03/04/2024", Some("2024-03-03T23:00:00.000Z"));
        check("%s", "1763717400", Some("2025-11-21T09:30:00.000Z"));
        check("%Y-%m-%d %H:%M %Q", "2026-11-21 09:30 UTC", Some("2026-11-21T09:30:00.000Z"));
        check("%Y-%m-%dT%H:%M:%S%z", "2026-11-21T09:30:00+0300", Some("2026-11-21T06:30:00.000Z"));
        for bad in ["2026-11-21", "31-02-2026", "21-11-2026 9", "", "01-01-1900"] {
            check("%d-%m-%Y", bad, None);
        }
        for bad in ["", "%d-%m", "%H:%M", "DD-MM-YYYY", "%Q", "%d-%m-%Y %I:%M", "%d-%m-%Y %M", "%", "%d-%m-%Y %"] {
            assert!(parse_date_format(bad).is_err(), "{bad}");
        }
    }
    #[test]
    fn a_whole_score_may_have_decimals() {
        let read = |text, decimal| CellFormat { decimal, ..CellFormat::default() }.score(text, std::iter::empty()).into_owned();
        assert_eq!(read("9.0", None), "9");
        assert_eq!(read("9,00", Some(DecimalMark::Comma)), "9");
        assert_eq!(read("9.0", Some(DecimalMark::Comma)), "9.0");
        assert_eq!(read("9.5", None), "9.5");
    }
}
