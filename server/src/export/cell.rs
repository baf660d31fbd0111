//! The cells of a table of responses, and the parts of an answer that fill them.
//!
//! An answer may belong to a question of an earlier version, which the current questionnaire does not have.

use std::borrow::Cow;

use domain::{
    calendar::Millis,
    hash::Sha256Hash,
    id::Key,
    locale::Locale,
    response::answer::{Answer, Answers},
    survey::{question::Question, reserved_keys::NOT_APPLICABLE},
};
use uuid::Uuid;

use crate::export::label;

/// One answer: a score, number or text, one of the choices made, or the score of one statement.
#[derive(Clone, Copy)]
pub struct AnswerPart<'a> {
    question: &'a Key,
    statement: Option<&'a Key>,
    value: Value<'a>,
}

#[derive(Clone, Copy)]
pub(crate) enum Value<'a> {
    Score(u8),
    Number(f64),
    Code(&'a Key),
    Text(&'a str),
    NotApplicable,
}

impl<'a> AnswerPart<'a> {
    /// Every part of these answers, in order.
    pub fn all(answers: &'a Answers) -> impl Iterator<Item = Self> {
        answers.iter().flat_map(|(question, answer)| {
            let part = |statement, value| Self { question, statement, value };
            let several = |parts: &mut dyn Iterator<Item = Self>| parts.collect::<Vec<_>>();
            match answer {
                Answer::Score(score) => vec![part(None, Value::Score(*score))],
                Answer::Number(number) => vec![part(None, Value::Number(*number))],
                Answer::Choice(code) => vec![part(None, Value::Code(code))],
                Answer::Text(text) => vec![part(None, Value::Text(text))],
                Answer::NotApplicable => vec![part(None, Value::NotApplicable)],
                Answer::Choices(codes) => several(&mut codes.iter().map(|code| part(None, Value::Code(code)))),
                Answer::Matrix(rated) => {
                    let value = |score: Option<u8>| score.map_or(Value::NotApplicable, Value::Score);
                    several(&mut rated.iter().map(|(statement, score)| part(Some(statement), value(*score))))
                }
            }
        })
    }

    /// The key of its question.
    pub const fn question(self) -> &'a Key {
        self.question
    }

    /// The content of one field. Labels come from `questions`, if the question has labels.
    pub fn cell(self, field: Field, questions: &'a [Question], locale: Locale) -> Cell<'a> {
        let question = || questions.iter().find(|question| question.key == *self.question);
        match (field, self.value) {
            (Field::Question, _) => Cell::Code(self.question.as_str()),
            (Field::Statement, _) => self.statement.map_or(Cell::Empty, |key| Cell::Code(key.as_str())),
            (Field::Value, Value::Score(score)) => Cell::Whole(u32::from(score)),
            (Field::Value, Value::Number(number)) => Cell::Number(number),
            (Field::Code, Value::Code(code)) => Cell::Code(code.as_str()),
            (Field::Code, Value::NotApplicable) => Cell::Code(NOT_APPLICABLE),
            (Field::Text, Value::Text(text)) => Cell::Text(text.into()),
            (Field::QuestionLabel, _) => {
                let text = question().map(|question| label::of_question(question, self.statement, locale));
                text.map_or(Cell::Empty, Cell::Text)
            }
            (Field::Label, value) => {
                let label = question().and_then(|question| match value {
                    Value::Score(score) => label::of_score(question, score, locale),
                    Value::Code(code) => label::of_choice(question, code, locale),
                    Value::NotApplicable => Some(label::not_applicable(locale)),
                    Value::Number(_) | Value::Text(_) => None,
                });
                label.map_or(Cell::Empty, |label| Cell::Text(label.into()))
            }
            (Field::Value | Field::Code | Field::Text, _) => Cell::Empty,
        }
    }
}

/// The columns for one answer in the long shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The key of the question.
    Question,
    /// The text of the question.
    QuestionLabel,
    /// The key of the statement of a matrix.
    Statement,
    /// A score or number.
    Value,
    /// The code of a choice.
    Code,
    /// The label of the score or choice.
    Label,
    /// The text of an open answer.
    Text,
}

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// One of our identifiers.
    Uuid(Uuid),
    /// A hash.
    Hash(&'a Sha256Hash),
    /// Text from a respondent. A spreadsheet may read it as a formula.
    Text(Cow<'a, str>),
    /// One of our codes or names.
    Code(&'a str),
    /// Several codes.
    Codes(&'a [Key]),
    /// Several names.
    Names(Vec<&'a str>),
    /// A whole number.
    Whole(u32),
    /// A number.
    Number(f64),
    /// An instant.
    Time(Millis),
    /// Yes or no.
    Flag(bool),
    /// "Don't know / not applicable".
    NotApplicable,
}
