//! Exports as JSON Lines: an object per response, or in the long shape per answer. A field without a value is null, so
//! that every line has the same fields.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use domain::{
    channel::Channel,
    export::ExportOptions,
    hash::Sha256Hash,
    id::Key,
    locale::Locale,
    response::{answer::Answer, form::row_field},
    survey::published::PublishedSurvey,
};
use serde::{Serialize, Serializer, ser::SerializeMap as _};
use serde_json::Value;
use store::ExportRow;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::export::{
    cell::Cell,
    table::{ColumnSource, Line, Table},
    text,
};

/// Writes lines of JSON.
pub struct JsonlWriter<W> {
    out: W,
}

impl<W: Write> JsonlWriter<W> {
    /// Creates the writer. It writes nothing yet, because there is no heading.
    pub const fn new(out: W) -> Self {
        Self { out }
    }

    /// Writes a line.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn line(&mut self, line: Line<'_>) -> io::Result<()> {
        if line.is_answer() {
            serde_json::to_writer(&mut self.out, &AnswerObject(line))?;
        } else {
            serde_json::to_writer(&mut self.out, &Response::of(line))?;
        }
        self.out.write_all(b"\n")
    }

    /// Writes the rest of the file.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub fn finish(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The responses as an export without labels has them, one per line.
///
/// # Errors
/// When a response cannot be written as JSON.
pub fn documents(published: &PublishedSurvey, rows: &[ExportRow]) -> serde_json::Result<Vec<Value>> {
    let questionnaire = &published.version.questionnaire;
    let table = Table::new(questionnaire, ExportOptions::default(), questionnaire.locales[0]);
    let mut documents = Vec::with_capacity(rows.len());
    for row in rows {
        table.each_line(row, |line| serde_json::to_value(Response::of(line)).map(|document| documents.push(document)))?;
    }
    Ok(documents)
}

/// A response with its provenance.
// The order of the fields is that of the columns of other formats.
#[derive(Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Response<'a> {
    response_id: Uuid,
    /// Its id in the source it was imported from.
    #[schema(required)]
    external_id: Option<&'a str>,
    #[schema(format = DateTime)]
    submitted_at: String,
    locale: Locale,
    channel: Channel,
    /// By the key of the question: a score, a number, a text, a code, a list of codes, or for a matrix an object of scores.
    #[schema(value_type = BTreeMap<String, Value>)]
    answers: Answers<'a>,
    /// The questions answered with "don't know / not applicable"; a statement of a matrix as `question.statement`.
    not_applicable: Vec<Cow<'a, str>>,
    // Not described: only files have them.
    #[serde(skip_serializing_if = "Labels::is_absent")]
    #[schema(ignore)]
    labels: Labels<'a>,
    /// By the key of the attribute.
    #[schema(value_type = BTreeMap<String, String>)]
    attributes: Attributes<'a>,
    /// How they came: `import`, `api` or `demo`, by a link that nobody checked (`link`), or by a `signed_link`; null where there are none.
    #[schema(required)]
    attributes_by: Option<&'static str>,
    /// The names of the tags of its comments, in their order; empty where it has none.
    tags: Vec<&'a str>,
    /// The event by which it may be used; null in light mode.
    #[schema(required)]
    consent_event_id: Option<Uuid>,
    notice_version: u32,
    /// SHA-256 of the notice, hexadecimal.
    #[schema(value_type = String)]
    notice_hash: &'a Sha256Hash,
    /// The purposes that stand, the base purpose first.
    #[schema(value_type = Vec<String>)]
    purposes_given: &'a [Key],
    /// When the base purpose was decided; null in light mode.
    #[schema(required, format = DateTime)]
    decided_at: Option<String>,
}

impl<'a> Response<'a> {
    fn of(line: Line<'a>) -> Self {
        let row: &ExportRow = line.row();
        Self {
            response_id: row.response.0,
            external_id: row.external_id.as_deref(),
            submitted_at: row.submitted_at.rfc3339(),
            locale: row.locale,
            channel: row.channel,
            answers: Answers(&row.answers),
            not_applicable: not_applicable(&row.answers),
            labels: Labels(line),
            attributes: Attributes(line),
            attributes_by: line.attributes_by(),
            tags: line.tags(),
            consent_event_id: row.consent_event.map(|event| event.0),
            notice_version: row.notice_version,
            notice_hash: &row.notice_hash,
            purposes_given: &row.purposes,
            decided_at: row.decided_at.map(|decided| decided.rfc3339()),
        }
    }
}

/// The questions and statements answered with "don't know / not applicable".
fn not_applicable(answers: &[(Key, Answer)]) -> Vec<Cow<'_, str>> {
    let mut names = Vec::new();
    for (key, answer) in answers {
        match answer {
            Answer::NotApplicable => names.push(Cow::Borrowed(key.as_str())),
            Answer::Matrix(rated) => {
                let unrated = rated.iter().filter(|(_, score)| score.is_none());
                names.extend(unrated.map(|(statement, _)| Cow::Owned(row_field(key, statement))));
            }
            _ => {}
        }
    }
    names
}

/// By the key of its question: a number, a text, a code, a list of codes, or for a matrix an object of scores.
struct Answers<'a>(&'a [(Key, Answer)]);

impl Serialize for Answers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (key, answer) in self.0 {
            match answer {
                Answer::Score(score) => map.serialize_entry(key, score)?,
                Answer::Choice(code) => map.serialize_entry(key, code)?,
                Answer::Choices(codes) => map.serialize_entry(key, codes)?,
                Answer::Text(text) => map.serialize_entry(key, text)?,
                Answer::Number(number) => map.serialize_entry(key, number)?,
                Answer::Matrix(rated) if rated.iter().any(|(_, score)| score.is_some()) => {
                    map.serialize_entry(key, &Rated(rated))?;
                }
                Answer::Matrix(_) | Answer::NotApplicable => {}
            }
        }
        map.end()
    }
}

/// By the key of the statement.
struct Rated<'a>(&'a [(Key, Option<u8>)]);

impl Serialize for Rated<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().filter_map(|(key, score)| Some((key, (*score)?))))
    }
}

/// By the key of the attribute: those that the survey declares now, as in the columns of other formats.
struct Attributes<'a>(Line<'a>);

impl Serialize for Attributes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.attributes())
    }
}

/// By the column they belong to: `satisfaction`, `views.kind`.
struct Labels<'a>(Line<'a>);

impl Labels<'_> {
    fn is_absent(&self) -> bool {
        !self.0.cells().any(|(column, _)| matches!(column.source, ColumnSource::Label(_)))
    }
}

impl Serialize for Labels<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.cells().filter_map(|(column, cell)| match (column.source, cell) {
            (ColumnSource::Label(_), Cell::Text(label)) => Some((column.name.trim_end_matches(".label"), label)),
            _ => None,
        }))
    }
}

/// One answer: a field for each column.
struct AnswerObject<'a>(Line<'a>);

impl Serialize for AnswerObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let mut text = Vec::new();
        for (column, cell) in self.0.cells() {
            let name = &column.name;
            match &cell {
                Cell::Empty => map.serialize_entry(name, &())?,
                Cell::Whole(value) => map.serialize_entry(name, value)?,
                Cell::Number(value) => map.serialize_entry(name, value)?,
                Cell::Flag(value) => map.serialize_entry(name, value)?,
                Cell::Codes(codes) => map.serialize_entry(name, codes)?,
                Cell::Names(names) => map.serialize_entry(name, names)?,
                other => map.serialize_entry(name, text::plain_text(other, &mut text))?,
            }
        }
        map.end()
    }
}
