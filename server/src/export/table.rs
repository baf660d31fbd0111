//! The columns of an export, and the value of each for a response or, in the long shape, an answer. It must not know
//! how a cell is written.

use domain::{
    export::{ExportOptions, Format, Shape},
    id::Key,
    locale::Locale,
    response::{answer::Answer, form::row_field},
    survey::{
        Questionnaire,
        attribute::Attribute,
        question::{Question, QuestionKind},
        reserved_keys::NOT_APPLICABLE,
    },
};
use store::ExportRow;

use super::{cell::AnswerPart, label};
use crate::export::cell::{Cell, Field};

/// The columns before those of the questions.
const LEADING: [Fixed; 5] = [Fixed::ResponseId, Fixed::ExternalId, Fixed::SubmittedAt, Fixed::Locale, Fixed::Channel];

/// The columns after those of the questions.
const TRAILING: [Fixed; 5] =
    [Fixed::ConsentEvent, Fixed::NoticeVersion, Fixed::NoticeHash, Fixed::PurposesGiven, Fixed::DecidedAt];

/// The columns of an export, with what is needed to fill them.
pub struct Table {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The questions of the current version, to which [`Place`] points.
    pub questions: Vec<Question>,
    /// The attributes that the survey declares now.
    pub attributes: Vec<Attribute>,
    /// The language of texts.
    pub locale: Locale,
    shape: Shape,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading, unique in the export.
    pub name: String,
    /// The type of its cells.
    pub kind: Kind,
    /// The source of its values.
    pub source: ColumnSource,
}

/// The type of a column's cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Free text, codes, identifiers.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Number,
    /// Instants.
    Time,
    /// Yes or no.
    Flag,
}

/// The source of the values of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnSource {
    /// A property of every response.
    Fixed(Fixed),
    /// The answer to a question or statement.
    Answer(Place),
    /// The label of that answer.
    Label(Place),
    /// Whether the answer was "don't know / not applicable".
    NotApplicable(Place),
    /// Whether this choice was made, by its number.
    Chosen(Place, usize),
    /// An attribute, by its index.
    Attribute(usize),
    /// How the attributes arrived.
    AttributesBy,
    /// The tags of the comments.
    Tags,
    /// A part of the answer, in the long shape.
    AnswerPart(Field),
}

/// A property of every response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixed {
    /// Its identifier.
    ResponseId,
    /// Its identifier in the source system.
    ExternalId,
    /// When it was sent.
    SubmittedAt,
    /// The language of the form.
    Locale,
    /// How it arrived.
    Channel,
    /// The consent event that allows its use.
    ConsentEvent,
    /// The number of the notice version.
    NoticeVersion,
    /// The hash of the notice version.
    NoticeHash,
    /// The purposes in force.
    PurposesGiven,
    /// When the base purpose was decided.
    DecidedAt,
}

/// A question by its index, and the statement of a matrix by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The question.
    pub question: usize,
    /// The statement.
    pub row: Option<usize>,
}

impl Table {
    /// The columns for these options. `locale` is the language of texts if the options name none.
    pub fn new(questionnaire: &Questionnaire, options: ExportOptions, locale: Locale) -> Self {
        let locale = options.labels.locale().unwrap_or(locale);
        let questions: Vec<_> = questionnaire.questions().cloned().collect();
        let mut columns = Vec::from(LEADING.map(Column::fixed));
        match options.shape {
            Shape::Wide => columns.extend((0..questions.len()).flat_map(|number| of_question(&questions, number, options))),
            Shape::Long => columns.extend(of_parts(options)),
        }
        let attributes = questionnaire.attributes.clone();
        columns.extend(attributes.iter().enumerate().map(|(number, attribute)| of_attribute(number, attribute, options.shape)));
        let by = Column { name: "attributes_by".to_owned(), kind: Kind::Text, source: ColumnSource::AttributesBy };
        columns.extend((!attributes.is_empty()).then_some(by));
        // Only texts have tags.
        let has_texts = questions.iter().any(|question| question.kind.is_text());
        columns.extend(has_texts.then(|| Column { name: "tags".to_owned(), kind: Kind::Text, source: ColumnSource::Tags }));
        columns.extend(TRAILING.map(Column::fixed));
        Self { columns, questions, attributes, locale, shape: options.shape }
    }

    /// Calls `take` for each line of a response: one in the wide shape, one for each answer in the long shape.
    ///
    /// # Errors
    /// The first error of `take`.
    pub fn each_line<E>(&self, row: &ExportRow, mut take: impl FnMut(Line<'_>) -> Result<(), E>) -> Result<(), E> {
        match self.shape {
            Shape::Wide => take(Line { table: self, row, part: None }),
            Shape::Long => AnswerPart::all(&row.answers).try_for_each(|part| take(Line { table: self, row, part: Some(part) })),
        }
    }
}

impl Fixed {
    /// The name of its column.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ResponseId => "response_id",
            Self::ExternalId => "external_id",
            Self::SubmittedAt => "submitted_at",
            Self::Locale => "locale",
            Self::Channel => "channel",
            Self::ConsentEvent => "consent_event_id",
            Self::NoticeVersion => "notice_version",
            Self::NoticeHash => "notice_hash",
            Self::PurposesGiven => "purposes_given",
            Self::DecidedAt => "decided_at",
        }
    }
}

impl Column {
    fn fixed(fixed: Fixed) -> Self {
        let kind = match fixed {
            Fixed::SubmittedAt | Fixed::DecidedAt => Kind::Time,
            Fixed::NoticeVersion => Kind::Whole,
            _ => Kind::Text,
        };
        Self { name: fixed.name().to_owned(), kind, source: ColumnSource::Fixed(fixed) }
    }
}

fn of_question(questions: &[Question], number: usize, options: ExportOptions) -> Vec<Column> {
    let question = &questions[number];
    let key = &question.key;
    let whole = Place { question: number, row: None };
    let na = |name: &str, place| {
        question.not_applicable.then(|| {
            let source = ColumnSource::NotApplicable(place);
            Column { name: format!("{name}.{NOT_APPLICABLE}"), kind: Kind::Flag, source }
        })
    };
    let column = |name: String, place| {
        let kind = match question.kind {
            QuestionKind::Number { .. } => Kind::Number,
            QuestionKind::Likert { .. } => Kind::Whole,
            _ if question.kind.score_range().is_some() => Kind::Whole,
            _ => Kind::Text,
        };
        // In Parquet a column has one type, so a column of numbers cannot hold "not applicable".
        let na = na(&name, place).filter(|_| options.format == Format::Parquet && kind != Kind::Text);
        let labelled = options.labels.locale().is_some() && options.format != Format::Spss && label::has_labels(&question.kind);
        let label =
            labelled.then(|| Column { name: format!("{name}.label"), kind: Kind::Text, source: ColumnSource::Label(place) });
        [Some(Column { name, kind, source: ColumnSource::Answer(place) }), na, label].into_iter().flatten()
    };
    match &question.kind {
        QuestionKind::Likert { rows, .. } => rows
            .iter()
            .enumerate()
            .flat_map(|(i, row)| column(row_field(key, &row.key), Place { row: Some(i), ..whole }))
            .collect(),
        // SPSS calls this a set of multiple dichotomies.
        QuestionKind::MultipleChoice { choices, .. } if options.format == Format::Spss => {
            let chosen = choices.iter().enumerate().map(|(i, choice)| {
                let source = ColumnSource::Chosen(whole, i);
                Column { name: row_field(key, &choice.key), kind: Kind::Flag, source }
            });
            chosen.chain(na(key.as_str(), whole)).collect()
        }
        _ => column(key.to_string(), whole).collect(),
    }
}

/// The column of an attribute. Each row of the long shape has it too, so that answers can be grouped by it. Its name
/// gets a prefix there, because it could equal the name of a part.
fn of_attribute(number: usize, attribute: &Attribute, shape: Shape) -> Column {
    let name = match shape {
        Shape::Wide => attribute.key.to_string(),
        Shape::Long => format!("attribute.{}", attribute.key),
    };
    Column { name, kind: Kind::Text, source: ColumnSource::Attribute(number) }
}

fn of_parts(options: ExportOptions) -> Vec<Column> {
    let labelled = options.labels.locale().is_some();
    let all = [
        ("question", Kind::Text, Field::Question, true),
        ("question.label", Kind::Text, Field::QuestionLabel, labelled),
        ("statement", Kind::Text, Field::Statement, true),
        ("value", Kind::Number, Field::Value, true),
        ("code", Kind::Text, Field::Code, true),
        ("label", Kind::Text, Field::Label, labelled),
        ("text", Kind::Text, Field::Text, true),
    ];
    let wanted = all.into_iter().filter(|(.., wanted)| *wanted);
    wanted.map(|(name, kind, field, _)| Column { name: name.to_owned(), kind, source: ColumnSource::AnswerPart(field) }).collect()
}

/// A line of an export.
#[derive(Clone, Copy)]
pub struct Line<'a> {
    table: &'a Table,
    row: &'a ExportRow,
    part: Option<AnswerPart<'a>>,
}

impl<'a> Line<'a> {
    /// The response of the line.
    pub const fn row(self) -> &'a ExportRow {
        self.row
    }

    /// Whether the line is one answer instead of a whole response.
    pub const fn is_answer(self) -> bool {
        self.part.is_some()
    }

    /// Its cells, in the order of the columns.
    pub fn cells(self) -> impl Iterator<Item = (&'a Column, Cell<'a>)> {
        self.table.columns.iter().map(move |column| (column, self.cell(column.source)))
    }

    fn cell(self, source: ColumnSource) -> Cell<'a> {
        let Self { table, part, .. } = self;
        match source {
            ColumnSource::Fixed(fixed) => self.fixed(fixed),
            ColumnSource::AnswerPart(field) => part.map_or(Cell::Empty, |part| part.cell(field, &table.questions, table.locale)),
            ColumnSource::Answer(place) => self.answer(place).map_or(Cell::Empty, |answer| {
                let statement = table.statement(place);
                answer_cell(answer, statement)
            }),
            ColumnSource::Label(place) => {
                let question = &table.questions[place.question];
                let label = self.answer(place).and_then(|a| label::of_answer(question, table.statement(place), a, table.locale));
                label.map_or(Cell::Empty, Cell::Text)
            }
            ColumnSource::NotApplicable(place) => {
                let cell = self.answer(place).map_or(Cell::Empty, |answer| answer_cell(answer, table.statement(place)));
                match cell {
                    Cell::Empty => Cell::Empty,
                    given => Cell::Flag(given == Cell::NotApplicable),
                }
            }
            ColumnSource::Chosen(place, number) => match (self.answer(place), &table.questions[place.question].kind) {
                (Some(Answer::Choices(chosen)), QuestionKind::MultipleChoice { choices, .. }) => {
                    Cell::Flag(chosen.contains(&choices[number].key))
                }
                _ => Cell::Empty,
            },
            ColumnSource::AttributesBy => self.attributes_by().map_or(Cell::Empty, Cell::Code),
            ColumnSource::Tags => match self.tags() {
                names if names.is_empty() => Cell::Empty,
                names => Cell::Names(names),
            },
            ColumnSource::Attribute(number) => {
                let key = &table.attributes[number].key;
                let found = self.row.attributes.iter().find(|(other, _)| other == key);
                found.map_or(Cell::Empty, |(_, value)| Cell::Text(value.into()))
            }
        }
    }

    /// The attributes of the response that the survey declares now and does not withhold.
    pub fn attributes(self) -> impl Iterator<Item = (&'a Key, &'a String)> {
        let declared = |key: &Key| self.table.attributes.iter().any(|attribute| attribute.key == *key);
        self.row.attributes.iter().filter(move |(key, _)| declared(key)).map(|(key, value)| (key, value))
    }

    /// How the attributes of the response arrived.
    pub fn attributes_by(self) -> Option<&'static str> {
        self.row.attributes_by.map(|by| by.name(self.row.channel))
    }

    /// The tags of the comments of the response or, in the long shape, of one comment. Each tag is listed once.
    pub fn tags(self) -> Vec<&'a str> {
        let is_of_line = |question: &Key| self.part.is_none_or(|part| part.question() == question);
        let of_line = self.row.tags.iter().filter(|(question, _)| is_of_line(question));
        let mut names: Vec<_> = of_line.map(|(_, name)| name.as_str()).collect();
        names.dedup();
        names
    }

    fn fixed(self, fixed: Fixed) -> Cell<'a> {
        let row = self.row;
        match fixed {
            Fixed::ResponseId => Cell::Uuid(row.response.0),
            Fixed::ExternalId => row.external_id.as_deref().map_or(Cell::Empty, |id| Cell::Text(id.into())),
            Fixed::SubmittedAt => Cell::Time(row.submitted_at),
            Fixed::Locale => Cell::Code(row.locale.tag()),
            Fixed::Channel => Cell::Code(row.channel.name()),
            Fixed::ConsentEvent => row.consent_event.map_or(Cell::Empty, |event| Cell::Uuid(event.0)),
            Fixed::NoticeVersion => Cell::Whole(row.notice_version),
            Fixed::NoticeHash => Cell::Hash(&row.notice_hash),
            Fixed::PurposesGiven => Cell::Codes(&row.purposes),
            Fixed::DecidedAt => row.decided_at.map_or(Cell::Empty, Cell::Time),
        }
    }

    fn answer(self, place: Place) -> Option<&'a Answer> {
        let key = &self.table.questions[place.question].key;
        self.row.answers.iter().find(|(found, _)| found == key).map(|(_, answer)| answer)
    }
}

impl Table {
    /// The key of the statement at a place.
    pub fn statement(&self, place: Place) -> Option<&Key> {
        match (&self.questions[place.question].kind, place.row) {
            (QuestionKind::Likert { rows, .. }, Some(row)) => Some(&rows[row].key),
            _ => None,
        }
    }
}

fn answer_cell<'a>(answer: &'a Answer, statement: Option<&Key>) -> Cell<'a> {
    match (answer, statement) {
        (Answer::Score(score), None) => Cell::Whole(u32::from(*score)),
        (Answer::Text(text), None) => Cell::Text(text.into()),
        (Answer::Choice(code), None) => Cell::Code(code.as_str()),
        (Answer::Choices(codes), None) => Cell::Codes(codes),
        (Answer::Number(value), None) => Cell::Number(*value),
        (Answer::Matrix(rated), Some(statement)) => {
            let score = rated.iter().find(|(key, _)| key == statement).map(|(_, score)| *score);
            score.map_or(Cell::Empty, |score| score.map_or(Cell::NotApplicable, |score| Cell::Whole(u32::from(score))))
        }
        (Answer::NotApplicable, _) => Cell::NotApplicable,
        // An earlier version had another kind of question under this key.
        (Answer::Matrix(_), None) | (_, Some(_)) => Cell::Empty,
    }
}
