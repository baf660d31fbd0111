//! The conversion of answer rows to answers of the domain.

use std::collections::HashMap;

use domain::{
    id::Key,
    response::answer::{Answer, Answers},
    survey::{
        Questionnaire,
        attribute::{Attribute, Attributes, ReceivedBy},
        question::{Question, QuestionKind},
    },
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait,
    sea_query::{Query, SelectStatement, SimpleExpr},
};
use uuid::Uuid;

use crate::{
    database::packed_rows::{self, Column},
    entity::response::answer,
    error::StoreError,
    write_set::rollup::CountedAnswer,
};

/// The value of an answer, or of one item of it.
pub(crate) struct StoredAnswer {
    question: i32,
    item: i16,
    score: Option<i16>,
    number: Option<f64>,
    choice: Option<String>,
    text: Option<String>,
}

impl StoredAnswer {
    /// The answer as it is counted. `None` if it is not counted.
    pub(crate) fn given(&self) -> Option<CountedAnswer<'_>> {
        let is_counted = self.text.is_none() && self.number.is_none();
        is_counted.then_some(CountedAnswer { question: self.question, score: self.score, choice: self.choice.as_deref() })
    }
}

/// Response, question, item, score, number, choice and text.
pub(crate) type AnswerRow = (Uuid, i32, i16, Option<i16>, Option<String>, Option<String>, Option<String>);

/// The columns of [`AnswerRow`].
pub(crate) const ANSWER: &[Column] = &[
    Column::Id("response_id"),
    Column::Whole("question_id"),
    Column::Whole("item"),
    Column::Whole("score"),
    Column::Real("number"),
    Column::Text("choice"),
    Column::Text("text"),
];

/// The stored values of a response, in order of their items.
pub(crate) async fn list_stored(connection: &impl ConnectionTrait, response: Uuid) -> Result<Vec<StoredAnswer>, StoreError> {
    stored_answers(packed_rows::list(connection, of_answers(answer::Column::ResponseId.eq(response)), ANSWER).await?)
}

/// The stored values of responses, by response.
pub(crate) async fn list_stored_of(
    connection: &impl ConnectionTrait,
    responses: &[Uuid],
) -> Result<HashMap<Uuid, Vec<StoredAnswer>>, StoreError> {
    let query = of_answers(answer::Column::ResponseId.is_in(responses.iter().copied()));
    let mut rows: HashMap<Uuid, Vec<AnswerRow>> = HashMap::new();
    for row in packed_rows::list::<AnswerRow>(connection, query, ANSWER).await? {
        rows.entry(row.0).or_default().push(row);
    }
    rows.into_iter().map(|(response, rows)| Ok((response, stored_answers(rows)?))).collect()
}

fn of_answers(condition: SimpleExpr) -> SelectStatement {
    Query::select()
        .columns([
            answer::Column::ResponseId,
            answer::Column::QuestionId,
            answer::Column::Item,
            answer::Column::Score,
            answer::Column::Number,
            answer::Column::Choice,
            answer::Column::Text,
        ])
        .from(answer::Entity)
        .and_where(condition)
        .to_owned()
}

/// The values of a response, from its rows in any order.
pub(crate) fn stored_answers(mut rows: Vec<AnswerRow>) -> Result<Vec<StoredAnswer>, StoreError> {
    rows.sort_unstable_by_key(|(_, question, item, ..)| (*question, *item));
    let answer = |(_, question, item, score, number, choice, text): AnswerRow| {
        let number = number.map(|number| number.parse()).transpose().map_err(|_| StoreError::unreadable("a number"))?;
        Ok(StoredAnswer { question, item, score, number, choice, text })
    };
    rows.into_iter().map(answer).collect()
}

/// The answers of one response, in the order of the questionnaire. The rows are ordered by item.
pub(crate) fn answers_of(
    questionnaire: &Questionnaire,
    ids: &HashMap<Key, i32>,
    rows: &[StoredAnswer],
) -> Result<Answers, StoreError> {
    let mut answers = Answers::new();
    for question in questionnaire.questions() {
        let Some(id) = ids.get(&question.key) else { continue };
        let mut of_question = rows.iter().filter(|row| row.question == *id).peekable();
        if of_question.peek().is_some() {
            answers.push((question.key.clone(), answer_of(question, of_question)?));
        }
    }
    Ok(answers)
}

/// The attributes of one response, in the order in which the questionnaire declares them, and how they arrived. The
/// latter is `None` if there are no attributes.
pub(crate) fn attributes_of(
    questionnaire: &Questionnaire,
    ids: &HashMap<Key, i32>,
    rows: &[StoredAnswer],
) -> (Attributes, Option<ReceivedBy>) {
    let mut by = None;
    let value = |attribute: &Attribute| {
        let id = ids.get(&attribute.key)?;
        let row = rows.iter().find(|row| row.question == *id)?;
        by = by.or(ReceivedBy::of_number(row.item));
        Some((attribute.key.clone(), row.choice.clone()?))
    };
    let attributes = questionnaire.attributes.iter().filter_map(value).collect();
    (attributes, by)
}

fn answer_of<'a>(question: &Question, rows: impl Iterator<Item = &'a StoredAnswer>) -> Result<Answer, StoreError> {
    let unreadable = || StoreError::unreadable("an answer");
    let key = |row: &StoredAnswer| row.choice.as_deref().and_then(|c| Key::parse(c).ok()).ok_or_else(unreadable);
    let score = |row: &StoredAnswer| row.score.and_then(|s| u8::try_from(s).ok()).ok_or_else(unreadable);
    let mut rows = rows.peekable();
    let first = *rows.peek().ok_or_else(unreadable)?;
    if first.score.is_none() && first.choice.is_none() && first.number.is_none() && first.text.is_none() {
        return Ok(Answer::NotApplicable);
    }
    Ok(match &question.kind {
        QuestionKind::SingleChoice { .. } => Answer::Choice(key(first)?),
        QuestionKind::MultipleChoice { .. } => Answer::Choices(rows.map(key).collect::<Result<_, _>>()?),
        QuestionKind::Likert { .. } => {
            // A statement without a score was answered with "don't know / not applicable".
            let given = |row: &StoredAnswer| row.score.map(|_| score(row)).transpose();
            Answer::Matrix(rows.map(|row| Ok((key(row)?, given(row)?))).collect::<Result<_, StoreError>>()?)
        }
        QuestionKind::ShortText { .. } | QuestionKind::LongText { .. } => {
            Answer::Text(first.text.clone().ok_or_else(unreadable)?)
        }
        QuestionKind::Number { .. } => Answer::Number(first.number.ok_or_else(unreadable)?),
        _ => Answer::Score(score(first)?),
    })
}
