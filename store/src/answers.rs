//! From the rows of answers back to answers in the words of the domain.

use std::collections::HashMap;

use domain::{
    answer::{Answer, Answers},
    id::Key,
    question::{Question, QuestionKind},
    survey::Questionnaire,
};

use crate::{StoreError, entity::answer};

/// The answers of one response, in the order of the questionnaire. The rows are ordered by item.
pub(crate) fn answers_of(
    questionnaire: &Questionnaire,
    ids: &HashMap<Key, i32>,
    rows: &[answer::Model],
) -> Result<Answers, StoreError> {
    let mut answers = Answers::new();
    for question in questionnaire.questions() {
        let Some(id) = ids.get(&question.key) else { continue };
        let mut of_question = rows.iter().filter(|row| row.question_id == *id).peekable();
        if of_question.peek().is_some() {
            answers.push((question.key.clone(), answer_of(question, of_question)?));
        }
    }
    Ok(answers)
}

fn answer_of<'a>(question: &Question, rows: impl Iterator<Item = &'a answer::Model>) -> Result<Answer, StoreError> {
    let unreadable = || StoreError::unreadable("an answer");
    let key = |row: &answer::Model| row.choice.as_deref().and_then(|c| Key::parse(c).ok()).ok_or_else(unreadable);
    let score = |row: &answer::Model| row.score.and_then(|s| u8::try_from(s).ok()).ok_or_else(unreadable);
    let mut rows = rows.peekable();
    let first = *rows.peek().ok_or_else(unreadable)?;
    if first.score.is_none() && first.choice.is_none() && first.number.is_none() && first.text.is_none() {
        return Ok(Answer::NotApplicable);
    }
    Ok(match &question.kind {
        QuestionKind::SingleChoice { .. } => Answer::Choice(key(first)?),
        QuestionKind::MultipleChoice { .. } => Answer::Choices(rows.map(key).collect::<Result<_, _>>()?),
        QuestionKind::Likert { .. } => {
            Answer::Matrix(rows.map(|row| Ok((key(row)?, score(row)?))).collect::<Result<_, StoreError>>()?)
        }
        QuestionKind::ShortText { .. } | QuestionKind::LongText { .. } => {
            Answer::Text(first.text.clone().ok_or_else(unreadable)?)
        }
        QuestionKind::Number { .. } => Answer::Number(first.number.ok_or_else(unreadable)?),
        _ => Answer::Score(score(first)?),
    })
}
