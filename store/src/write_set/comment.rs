//! The rows for the list and the search of comments, written with their answer.

use domain::{
    comment::tag::words_of,
    redaction::mask,
    response::answer::{Answer, Answers},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::{cache::LoadedVersion, database::column::Text, entity::comment, error::StoreError, write_set::place::AnswerPlace};

/// The comments among the answers of a response.
pub(crate) fn rows(
    place: &AnswerPlace,
    version: &LoadedVersion,
    answers: &Answers,
) -> Result<Vec<comment::ActiveModel>, StoreError> {
    let headline = version.version.questionnaire.headline().map(|question| &question.key);
    let score = answers.iter().find_map(|(key, answer)| match answer {
        Answer::Score(score) if Some(key) == headline => Some(i16::from(*score)),
        _ => None,
    });
    texts(version, answers)
        .map(|written| {
            let (question, text) = written?;
            let text = mask(text).into_owned();
            Ok(comment::ActiveModel {
                response_id: Set(place.response.0),
                question_id: Set(question),
                score: Set(score),
                words: Set(words_of(&text)),
                text: Set(text),
                included: Set(place.included),
                day: Set(place.day.0),
                locale: Set(Text(place.locale)),
                channel: Set(Text(place.channel)),
            })
        })
        .collect()
}

/// The numbers of the questions that were answered with a text.
pub(crate) fn questions(version: &LoadedVersion, answers: &Answers) -> Result<Vec<i32>, StoreError> {
    texts(version, answers).map(|written| Ok(written?.0)).collect()
}

pub(crate) fn texts<'a>(
    version: &'a LoadedVersion,
    answers: &'a Answers,
) -> impl Iterator<Item = Result<(i32, &'a str), StoreError>> + 'a {
    answers.iter().filter_map(|(key, answer)| {
        let Answer::Text(text) = answer else { return None };
        let question = version.question_ids.get(key).ok_or_else(|| StoreError::unreadable("the number of a question"));
        Some(question.map(|question| (*question, text.as_str())))
    })
}

/// Sets whether lists and searches include the comments of a response: 1 or 0.
pub(crate) async fn set_included(transaction: &DatabaseTransaction, response: Uuid, included: i16) -> Result<(), DbErr> {
    comment::Entity::update_many()
        .col_expr(comment::Column::Included, Expr::value(included))
        .filter(comment::Column::ResponseId.eq(response))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Deletes the comments of a response, except those to some questions.
pub(crate) async fn delete(transaction: &DatabaseTransaction, response: Uuid, but_for: &[i32]) -> Result<(), DbErr> {
    comment::Entity::delete_many()
        .filter(comment::Column::ResponseId.eq(response))
        .filter(comment::Column::QuestionId.is_not_in(but_for.iter().copied()))
        .exec(transaction)
        .await?;
    Ok(())
}

/// Deletes every comment of responses.
pub(crate) async fn delete_all(transaction: &DatabaseTransaction, responses: &[Uuid]) -> Result<(), DbErr> {
    let of_them = comment::Column::ResponseId.is_in(responses.iter().copied());
    comment::Entity::delete_many().filter(of_them).exec(transaction).await?;
    Ok(())
}

/// The update of a comment that exists already, because its answer was corrected.
pub(crate) const CORRECTED: &str =
    " ON CONFLICT (response_id, question_id) DO UPDATE SET text = excluded.text, words = excluded.words, score = excluded.score";
