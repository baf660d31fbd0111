//! The columns of an export and how each cell is written: codes and numbers as they are, times in UTC, and before a text
//! that a spreadsheet would take for a formula a `'`.

use std::io::Write as _;

use domain::{
    answer::Answer,
    calendar::{Day, Millis},
    form::{NOT_APPLICABLE, row_field},
    id::Key,
    question::QuestionKind,
    survey::Questionnaire,
};
use store::ExportRow;

/// The columns before those of the questions.
pub const LEADING: [&str; 5] = ["response_id", "external_id", "submitted_at", "locale", "channel"];

/// The columns after those of the questions.
pub const TRAILING: [&str; 5] = ["consent_event_id", "notice_version", "notice_hash", "purposes_given", "decided_at"];

/// What stands between several codes in one cell.
const SEPARATOR: u8 = b';';

/// The column of a question, or of one statement of a matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionColumn {
    /// Its name in the heading.
    pub name: String,
    question: Key,
    row: Option<Key>,
}

impl QuestionColumn {
    /// The columns of a survey's questions, in their order.
    pub fn all(questionnaire: &Questionnaire) -> Vec<Self> {
        let mut columns = Vec::new();
        for question in questionnaire.questions() {
            if let QuestionKind::Likert { rows, .. } = &question.kind {
                columns.extend(rows.iter().map(|row| Self {
                    name: row_field(&question.key, &row.key),
                    question: question.key.clone(),
                    row: Some(row.key.clone()),
                }));
            } else {
                columns.push(Self { name: question.key.to_string(), question: question.key.clone(), row: None });
            }
        }
        columns
    }
}

/// Writes rows as CSV. What it needs on the way is kept from row to row.
pub struct RowWriter {
    columns: Vec<QuestionColumn>,
    attributes: Vec<Key>,
    cell: Vec<u8>,
}

type Csv = csv::Writer<Vec<u8>>;

impl RowWriter {
    /// For the questions and attributes of a survey.
    pub fn new(questionnaire: &Questionnaire) -> Self {
        let attributes = questionnaire.attributes.iter().map(|attribute| attribute.key.clone()).collect();
        Self { columns: QuestionColumn::all(questionnaire), attributes, cell: Vec::new() }
    }

    /// Writes the heading.
    ///
    /// # Errors
    /// Never, when it is written to memory.
    pub fn write_heading(&self, csv: &mut Csv) -> csv::Result<()> {
        let names = self.columns.iter().map(|column| column.name.as_str());
        let attributes = self.attributes.iter().map(Key::as_str);
        csv.write_record(LEADING.into_iter().chain(names).chain(attributes).chain(TRAILING))
    }

    /// Writes a row.
    ///
    /// # Errors
    /// As [`RowWriter::write_heading`].
    pub fn write_row(&mut self, csv: &mut Csv, row: &ExportRow) -> csv::Result<()> {
        let cell = &mut self.cell;
        let mut uuid = uuid::Uuid::encode_buffer();
        csv.write_field(row.response.0.hyphenated().encode_lower(&mut uuid).as_bytes())?;
        csv.write_field(guarded(row.external_id.as_deref().unwrap_or_default(), cell))?;
        csv.write_field(time(row.submitted_at, cell))?;
        csv.write_field(row.locale.tag())?;
        csv.write_field(row.channel.name())?;
        for column in &self.columns {
            let answer = row.answers.iter().find(|(key, _)| *key == column.question).map(|(_, answer)| answer);
            csv.write_field(answer.map_or(b"".as_slice(), |answer| answer_cell(answer, column.row.as_ref(), cell)))?;
        }
        for key in &self.attributes {
            let value = row.attributes.iter().find(|(other, _)| other == key).map(|(_, value)| value.as_str());
            csv.write_field(guarded(value.unwrap_or_default(), cell))?;
        }
        let event = row.consent_event.as_ref().map(|event| &*event.0.hyphenated().encode_lower(&mut uuid));
        csv.write_field(event.map_or("", |text| text))?;
        csv.write_field(number(row.notice_version, cell))?;
        let mut hash = [0; 64];
        hex::encode_to_slice(row.notice_hash.as_bytes(), &mut hash).expect("32 bytes make 64 digits");
        csv.write_field(hash)?;
        csv.write_field(joined(&row.purposes, cell))?;
        csv.write_field(row.decided_at.map_or(b"".as_slice(), |decided| time(decided, cell)))?;
        csv.write_record(None::<&[u8]>)
    }
}

fn answer_cell<'a>(answer: &'a Answer, row: Option<&Key>, cell: &'a mut Vec<u8>) -> &'a [u8] {
    match (answer, row) {
        (Answer::Score(score), None) => number(u32::from(*score), cell),
        (Answer::Text(text), None) => guarded(text, cell),
        (Answer::Choice(code), None) => code.as_str().as_bytes(),
        (Answer::Choices(codes), None) => joined(codes, cell),
        (Answer::Number(value), None) => {
            cell.clear();
            write!(cell, "{value}").expect("memory can be written to");
            cell
        }
        (Answer::Matrix(rated), Some(row)) => match rated.iter().find(|(key, _)| key == row) {
            Some((_, score)) => number(u32::from(*score), cell),
            None => b"",
        },
        (Answer::NotApplicable, _) => NOT_APPLICABLE.as_bytes(),
        // An older version of the survey asked something else under this key.
        (Answer::Matrix(_), None) | (_, Some(_)) => b"",
    }
}

/// A text as it is, but for one `'` before what a spreadsheet would calculate (OWASP, CSV injection).
pub fn guarded<'a>(text: &'a str, cell: &'a mut Vec<u8>) -> &'a [u8] {
    if !text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return text.as_bytes();
    }
    cell.clear();
    cell.push(b'\'');
    cell.extend_from_slice(text.as_bytes());
    cell
}

fn joined<'a>(codes: &'a [Key], cell: &'a mut Vec<u8>) -> &'a [u8] {
    if let [only] = codes {
        return only.as_str().as_bytes();
    }
    cell.clear();
    for code in codes {
        if !cell.is_empty() {
            cell.push(SEPARATOR);
        }
        cell.extend_from_slice(code.as_str().as_bytes());
    }
    cell
}

fn number(value: u32, cell: &mut Vec<u8>) -> &[u8] {
    cell.clear();
    let mut digits = [0; 10];
    let mut rest = value;
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = digit(i64::from(rest % 10));
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    cell.extend_from_slice(&digits[start..]);
    cell
}

/// RFC 3339 in UTC with milliseconds, as [`Millis::rfc3339`] writes it, without its general-purpose printer: an export of a
/// million rows has two million of them.
fn time(instant: Millis, cell: &mut Vec<u8>) -> &[u8] {
    const DAY: i64 = 86_400_000;
    cell.clear();
    let date = i32::try_from(instant.0.div_euclid(DAY)).map(|day| Day(day).date());
    let Some(date) = date.ok().filter(|date| (0..=9999).contains(&date.year())) else {
        cell.extend_from_slice(instant.rfc3339().as_bytes());
        return cell;
    };
    let of_day = instant.0.rem_euclid(DAY);
    let parts = [
        (i64::from(date.year()), 4, b'-'),
        (i64::from(date.month()), 2, b'-'),
        (i64::from(date.day()), 2, b'T'),
        (of_day / 3_600_000, 2, b':'),
        (of_day / 60_000 % 60, 2, b':'),
        (of_day / 1000 % 60, 2, b'.'),
        (of_day % 1000, 3, b'Z'),
    ];
    for (value, width, after) in parts {
        let mut divisor = 10_i64.pow(width - 1);
        while divisor > 0 {
            cell.push(digit(value / divisor % 10));
            divisor /= 10;
        }
        cell.push(after);
    }
    cell
}

fn digit(value: i64) -> u8 {
    b'0' + u8::try_from(value).expect("a decimal digit is at most 9")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_calculated_is_guarded() {
        let cell = &mut Vec::new();
        for text in ["=1+1", "+31 6", "-", "@x", "\tx", "\rx"] {
            assert_eq!(guarded(text, cell), format!("'{text}").as_bytes());
        }
        for text in ["", " =1", "'=1", "\n=1", "ja", "é", "1-2"] {
            assert_eq!(guarded(text, cell), text.as_bytes());
        }
    }

    #[test]
    fn times_as_the_printer_writes_them() {
        let cell = &mut Vec::new();
        for instant in
            [0, 1, -1, 1_534_306_237_000, 951_782_400_000, -86_400_001, 253_402_207_200_000, -62_135_596_800_001, i64::MAX]
        {
            assert_eq!(String::from_utf8_lossy(time(Millis(instant), cell)), Millis(instant).rfc3339());
        }
    }

    #[test]
    fn numbers() {
        let cell = &mut Vec::new();
        for value in [0, 7, 10, 305, u32::MAX] {
            assert_eq!(number(value, cell), value.to_string().as_bytes());
        }
    }
}
