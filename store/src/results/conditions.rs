//! The SQL conditions by which results select answers and responses.

use domain::{
    id::SurveyId,
    response::filter::{self, ResultsFilter},
    survey::reserved_keys::NOT_APPLICABLE,
};
use sea_orm::{
    ColumnTrait as _,
    sea_query::{Alias, Condition, Expr, ExprTrait as _, Query, QueryStatementBuilder as _, SelectStatement},
};

use crate::{
    entity::{
        response::{self, answer},
        survey::{question, survey_version},
    },
    results::NO_VERSION,
};

/// The included answers to one closed question, with the condition of the index `answer_value`, so that the query reads
/// the index only.
pub(crate) fn closed_answers(survey: SurveyId, question: i32, filter: &ResultsFilter) -> Condition {
    standing_answers(survey, filter).add(answer::Column::QuestionId.eq(question)).add(answer::Column::Text.is_null())
}

/// The answers that are included in results.
pub(crate) fn standing_answers(survey: SurveyId, filter: &ResultsFilter) -> Condition {
    answers(survey, filter, &filter.conditions, 1)
}

/// The answers that meet the first condition on answers, of responses that pass the whole filter. Each response has one
/// such answer. `None` if the filter has no such condition.
pub(crate) fn driving(survey: SurveyId, filter: &ResultsFilter, included: i16) -> Option<Condition> {
    let mut others = filter.conditions.clone();
    let first = others.remove(others.iter().position(|one| !one.is_on_version())?);
    Some(answers(survey, filter, &others, included).add(meets(survey, &first)))
}

/// Answers of responses that pass a filter and meet these conditions.
pub(crate) fn answers(survey: SurveyId, filter: &ResultsFilter, conditions: &[filter::Condition], included: i16) -> Condition {
    let given = conditions.iter().map(|one| answer::Column::ResponseId.in_subquery(given(survey, one)));
    Condition::all()
        .add(answer::Column::Included.eq(included))
        .add_option(filter.from.map(|day| answer::Column::Day.gte(day.0)))
        .add_option(filter.to.map(|day| answer::Column::Day.lte(day.0)))
        .add_option(filter.locale.map(|locale| answer::Column::Locale.eq(locale.tag())))
        .add_option(filter.channel.map(|channel| answer::Column::Channel.eq(channel.name())))
        .add(given.fold(Condition::all(), Condition::add))
}

/// Responses that pass a filter, whether or not they are included in results.
pub(crate) fn responses(survey: SurveyId, filter: &ResultsFilter) -> Condition {
    // Checked per response, because few responses are read at a time.
    let meets = |one| Expr::exists(given_by(survey, one, Expr::col((response::Entity, response::Column::Id))));
    Condition::all()
        .add_option(filter.from.map(|day| response::Column::Day.gte(day.0)))
        .add_option(filter.to.map(|day| response::Column::Day.lte(day.0)))
        .add_option(filter.locale.map(|locale| response::Column::Locale.eq(locale.tag())))
        .add_option(filter.channel.map(|channel| response::Column::Channel.eq(channel.name())))
        .add(filter.conditions.iter().map(meets).fold(Condition::all(), Condition::add))
}

/// The responses that have this answer, this attribute value or this version.
pub(crate) fn given(survey: SurveyId, condition: &filter::Condition) -> SelectStatement {
    if condition.is_on_version() {
        let of_survey = response::Column::SurveyId.eq(survey.0);
        let of_version = response::Column::SurveyVersionId.in_subquery(versions(survey, condition));
        return Query::select()
            .column(response::Column::Id)
            .from(response::Entity)
            .and_where(of_survey)
            .and_where(of_version)
            .to_owned();
    }
    Query::select().column(answer::Column::ResponseId).from(answer::Entity).cond_where(meets(survey, condition)).to_owned()
}

/// The same for one response.
pub(crate) fn given_by(survey: SurveyId, condition: &filter::Condition, one: Expr) -> SelectStatement {
    if condition.is_on_version() {
        let itself = Alias::new("itself");
        return Query::select()
            .column((itself.clone(), response::Column::Id))
            .from_as(response::Entity, itself.clone())
            .and_where(Expr::col((itself.clone(), response::Column::Id)).eq(one))
            .and_where(Expr::col((itself, response::Column::SurveyVersionId)).in_subquery(versions(survey, condition)))
            .to_owned();
    }
    given(survey, condition).and_where(answer::Column::ResponseId.into_expr().eq(one)).to_owned()
}

/// The version that a condition names. Empty if the survey has no such version.
pub(crate) fn versions(survey: SurveyId, condition: &filter::Condition) -> SelectStatement {
    Query::select()
        .column(survey_version::Column::Id)
        .from(survey_version::Entity)
        .and_where(survey_version::Column::SurveyId.eq(survey.0))
        .and_where(survey_version::Column::Number.eq(condition.version().unwrap_or(NO_VERSION)))
        .to_owned()
}

/// The answers that meet a condition.
pub(crate) fn meets(survey: SurveyId, condition: &filter::Condition) -> Condition {
    let question = Query::select()
        .column(question::Column::Id)
        .from(question::Entity)
        .and_where(question::Column::SurveyId.eq(survey.0))
        .and_where(question::Column::Key.eq(condition.key.as_str()))
        .to_owned();
    let value = condition.value.as_str();
    let given = match value.parse::<i16>() {
        // An attribute may have that very value.
        _ if value == NOT_APPLICABLE => Condition::any().add(answer::Column::Choice.eq(value)).add(
            Condition::all()
                .add(answer::Column::Score.is_null())
                .add(answer::Column::Choice.is_null())
                .add(answer::Column::Number.is_null()),
        ),
        // Another spelling of a number is another value. A table has only this spelling.
        Ok(score) if score.to_string() == value => {
            Condition::any().add(answer::Column::Score.eq(score)).add(answer::Column::Choice.eq(value))
        }
        _ => Condition::all().add(answer::Column::Choice.eq(value)),
    };
    // Written as an equation: PostgreSQL estimates very few rows for a list, and then looks up each answer separately.
    let question = Expr::SubQuery(None, Box::new(question.into_sub_query_statement()));
    let of_question = answer::Column::QuestionId.into_expr().eq(question);
    Condition::all().add(of_question).add(answer::Column::Text.is_null()).add(given)
}
