//! Results: counts made by the database over the answers whose base purpose stands.

use domain::{
    calendar::Day,
    consent::State,
    id::{Key, SurveyId},
    notice::purpose,
    response::filter::{self, ResultsFilter},
    results::counts::{LoyaltyCount, ResponseCounts, ScoreCount},
    survey::reserved_keys::NOT_APPLICABLE,
};
use sea_orm::{
    ColumnTrait, EntityTrait as _, FromQueryResult, JoinType, QueryFilter, QueryOrder as _, QuerySelect as _,
    sea_query::{Alias, Condition, Expr, ExprTrait as _, Func, Query, QueryStatementBuilder as _, SelectStatement},
};

use crate::{
    connection::Store,
    entity::{answer, question, response, standing, survey_version},
    error::StoreError,
};

impl Store {
    /// Counts of a question answered with a score, by day and score.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_score_counts(
        &self,
        survey: SurveyId,
        question: &Key,
        filter: &ResultsFilter,
    ) -> Result<Vec<ScoreCount>, StoreError> {
        let is_rolled_up = Self::is_rolled_up_for(question, filter);
        let Some(question) = self.find_question(survey, question).await? else { return Ok(Vec::new()) };
        if is_rolled_up {
            return self.read_score_counts(survey, question, filter).await;
        }
        let rows: Vec<(i32, Option<i16>, i64)> = answer::Entity::find()
            .select_only()
            .columns([answer::Column::Day, answer::Column::Score])
            .column_as(Expr::cust("count(*)"), "count")
            .filter(closed_answers(survey, question, filter))
            .group_by(answer::Column::Day)
            .group_by(answer::Column::Score)
            .order_by_asc(answer::Column::Day)
            .order_by_asc(answer::Column::Score)
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(rows
            .into_iter()
            .map(|(day, score, count)| ScoreCount { day: Day(day), score: score.and_then(small), count: whole(count) })
            .collect())
    }

    /// Counts of the sum over three items, by day.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_loyalty_counts(
        &self,
        survey: SurveyId,
        items: [&Key; 3],
        filter: &ResultsFilter,
    ) -> Result<Vec<LoyaltyCount>, StoreError> {
        let mut ids = Vec::new();
        for item in items {
            ids.extend(self.find_question(survey, item).await?);
        }
        ids.sort_unstable();
        if let (true, &[first, second, third]) = (Self::is_rolled_up(filter), ids.as_slice()) {
            return self.read_loyalty_counts(survey, [first, second, third], filter).await;
        }
        // One row a respondent, then one row a day and sum.
        let respondents = Query::select()
            .column(answer::Column::Day)
            .expr_as(Expr::cust("count(score)"), "answered")
            .expr_as(Expr::cust("sum(score)"), "total")
            .from(answer::Entity)
            .cond_where(
                Condition::all()
                    .add(answer::Column::QuestionId.is_in(ids))
                    .add(standing_answers(survey, filter))
                    .add(answer::Column::Text.is_null()),
            )
            .group_by_columns([answer::Column::ResponseId, answer::Column::Day])
            .to_owned();
        let sum = Expr::case(Expr::col("answered").eq(3), Expr::col("total")).finally(Expr::value(Option::<i64>::None));
        let counts = Query::select()
            .column(answer::Column::Day)
            .expr_as(Func::cast_as(sum, "bigint"), "sum")
            .expr_as(Expr::cust("count(*)"), "count")
            .from_subquery(respondents, "respondents")
            .group_by_columns([Alias::new("day"), Alias::new("sum")])
            .order_by_expr(Expr::cust("1"), sea_orm::Order::Asc)
            .order_by_expr(Expr::cust("2"), sea_orm::Order::Asc)
            .to_owned();
        let rows = LoyaltyRow::find_by_statement(self.statement(&counts)).all(self.read()).await?;
        Ok(rows
            .into_iter()
            .map(|row| LoyaltyCount {
                day: Day(row.day),
                sum: row.sum.and_then(|s| u8::try_from(s).ok()),
                count: whole(row.count),
            })
            .collect())
    }

    /// Counts of a question answered with a choice or choices, or of the statements of a matrix, by code and score.
    /// The code is none for "don't know / not applicable".
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_choice_counts(
        &self,
        survey: SurveyId,
        question: &Key,
        filter: &ResultsFilter,
    ) -> Result<Vec<(Option<String>, Option<u8>, u64)>, StoreError> {
        let Some(question) = self.find_question(survey, question).await? else { return Ok(Vec::new()) };
        if Self::is_rolled_up(filter) {
            return self.read_choice_counts(survey, question, filter).await;
        }
        let rows: Vec<(Option<String>, Option<i16>, i64)> = answer::Entity::find()
            .select_only()
            .columns([answer::Column::Choice, answer::Column::Score])
            .column_as(Expr::cust("count(*)"), "count")
            .filter(closed_answers(survey, question, filter))
            .group_by(answer::Column::Choice)
            .group_by(answer::Column::Score)
            .order_by_asc(answer::Column::Choice)
            .order_by_asc(answer::Column::Score)
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(rows.into_iter().map(|(choice, score, count)| (choice, score.and_then(small), whole(count))).collect())
    }

    /// How many responses stand and how many are withheld.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn get_response_counts(&self, survey: SurveyId, filter: &ResultsFilter) -> Result<ResponseCounts, StoreError> {
        if Self::is_rolled_up(filter) {
            return self.read_response_counts(survey, filter).await;
        }
        // Those that do not count are few.
        let withheld: Vec<(String, i64)> = match driving(survey, filter, 0) {
            None => Vec::new(),
            Some(given) => {
                answer::Entity::find()
                    .select_only()
                    .column(standing::Column::State)
                    .column_as(Expr::cust(RESPONSES), "count")
                    .join(
                        JoinType::InnerJoin,
                        answer::Entity::belongs_to(standing::Entity)
                            .from(answer::Column::ResponseId)
                            .to(standing::Column::ResponseId)
                            .into(),
                    )
                    .filter(given.add(standing::Column::Purpose.eq(purpose::ANALYSIS)))
                    .group_by(standing::Column::State)
                    .order_by_asc(standing::Column::State)
                    .into_tuple()
                    .all(self.read())
                    .await?
            }
        };
        let withheld = withheld.into_iter().map(|(state, count)| {
            let state = state.parse::<State>().map_err(|_| StoreError::unreadable("what stands for a purpose"))?;
            Ok((state, whole(count)))
        });
        let standing = self.count_standing(survey, filter).await?;
        Ok(ResponseCounts { standing, withheld: withheld.collect::<Result<_, StoreError>>()? })
    }

    /// How many responses count.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_standing(&self, survey: SurveyId, filter: &ResultsFilter) -> Result<u64, StoreError> {
        let Some(given) = driving(survey, filter, 1) else {
            return Ok(self.read_response_counts(survey, filter).await?.standing);
        };
        if let Some(count) = self.read_given_count(survey, filter).await? {
            return Ok(count);
        }
        let query = answer::Entity::find().select_only().filter(given).column_as(Expr::cust(RESPONSES), "count");
        let count: Option<i64> = query.into_tuple().one(self.read()).await?;
        Ok(count.map_or(0, whole))
    }

    pub(crate) async fn find_question(&self, survey: SurveyId, key: &Key) -> Result<Option<i32>, StoreError> {
        let of_survey = question::Entity::find().filter(question::Column::SurveyId.eq(survey.0));
        Ok(of_survey.filter(question::Column::Key.eq(key.as_str())).one(self.read()).await?.map(|row| row.id))
    }

    pub(crate) fn statement(&self, query: &SelectStatement) -> sea_orm::Statement {
        self.read().get_database_backend().build(query)
    }
}

#[derive(FromQueryResult)]
struct LoyaltyRow {
    day: i32,
    sum: Option<i64>,
    count: i64,
}

/// Answers to one closed question that count. Together with the words of `answer_value`, so that the index answers alone.
pub(crate) fn closed_answers(survey: SurveyId, question: i32, filter: &ResultsFilter) -> Condition {
    standing_answers(survey, filter).add(answer::Column::QuestionId.eq(question)).add(answer::Column::Text.is_null())
}

/// Answers that count.
pub(crate) fn standing_answers(survey: SurveyId, filter: &ResultsFilter) -> Condition {
    answers(survey, filter, &filter.conditions, 1)
}

/// How many responses the answers are of: several choices of one are one.
const RESPONSES: &str = "count(DISTINCT answer.response_id)";

/// The answers that meet the first condition on answers, of responses that pass the whole filter: each has one. None without such a condition.
fn driving(survey: SurveyId, filter: &ResultsFilter, standing: i16) -> Option<Condition> {
    let mut others = filter.conditions.clone();
    let first = others.remove(others.iter().position(|one| !one.is_on_version())?);
    Some(answers(survey, filter, &others, standing).add(meets(survey, &first)))
}

/// Answers of responses that pass a filter and meet these conditions.
fn answers(survey: SurveyId, filter: &ResultsFilter, conditions: &[filter::Condition], standing: i16) -> Condition {
    let given = conditions.iter().map(|one| answer::Column::ResponseId.in_subquery(given(survey, one)));
    Condition::all()
        .add(answer::Column::Standing.eq(standing))
        .add_option(filter.from.map(|day| answer::Column::Day.gte(day.0)))
        .add_option(filter.to.map(|day| answer::Column::Day.lte(day.0)))
        .add_option(filter.locale.map(|locale| answer::Column::Locale.eq(locale.tag())))
        .add_option(filter.channel.map(|channel| answer::Column::Channel.eq(channel.name())))
        .add(given.fold(Condition::all(), Condition::add))
}

/// Responses that pass a filter, whether or not they count.
pub(crate) fn responses(survey: SurveyId, filter: &ResultsFilter) -> Condition {
    // Looked up for each response: those that are asked for are few at a time.
    let meets = |one| Expr::exists(given_by(survey, one, Expr::col((response::Entity, response::Column::Id))));
    Condition::all()
        .add_option(filter.from.map(|day| response::Column::Day.gte(day.0)))
        .add_option(filter.to.map(|day| response::Column::Day.lte(day.0)))
        .add_option(filter.locale.map(|locale| response::Column::Locale.eq(locale.tag())))
        .add_option(filter.channel.map(|channel| response::Column::Channel.eq(channel.name())))
        .add(filter.conditions.iter().map(meets).fold(Condition::all(), Condition::add))
}

/// The responses that gave this answer, have this value of an attribute, or answer this version.
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

/// That one response is among those.
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

/// The version that a condition asks for; none where the survey has no such one.
pub(crate) fn versions(survey: SurveyId, condition: &filter::Condition) -> SelectStatement {
    Query::select()
        .column(survey_version::Column::Id)
        .from(survey_version::Entity)
        .and_where(survey_version::Column::SurveyId.eq(survey.0))
        .and_where(survey_version::Column::Number.eq(condition.version().unwrap_or(NO_VERSION)))
        .to_owned()
}

/// The number of no version.
const NO_VERSION: i32 = 0;

/// The answers that meet a condition.
fn meets(survey: SurveyId, condition: &filter::Condition) -> Condition {
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
        // Another spelling of a number is another value: a table knows only the one.
        Ok(score) if score.to_string() == value => {
            Condition::any().add(answer::Column::Score.eq(score)).add(answer::Column::Choice.eq(value))
        }
        _ => Condition::all().add(answer::Column::Choice.eq(value)),
    };
    // Equal to the one there is: among those in a list PostgreSQL takes it for one of very few, and looks each answer up by itself.
    let question = Expr::SubQuery(None, Box::new(question.into_sub_query_statement()));
    let of_question = answer::Column::QuestionId.into_expr().eq(question);
    Condition::all().add(of_question).add(answer::Column::Text.is_null()).add(given)
}

pub(crate) fn whole(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

pub(crate) fn small(score: i16) -> Option<u8> {
    u8::try_from(score).ok()
}
