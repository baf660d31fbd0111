//! Results: counts made by the database over the answers whose base purpose is in force.

pub(crate) mod arrivals;
pub(crate) mod breakdown;
pub(crate) mod conditions;
pub(crate) mod crosstab;
pub(crate) mod disclosure;
pub(crate) mod drivers;
pub(crate) mod rollup;
pub(crate) mod saved_views;

use domain::{
    calendar::Day,
    consent::State,
    id::{Key, SurveyId},
    notice::purpose,
    response::filter::ResultsFilter,
    results::{
        counts::{LoyaltyCount, ResponseCounts, ScoreCount},
        data::{CHOSE_ANY, ChoiceCount},
    },
    survey::question::{Question, QuestionKind},
};
use sea_orm::{
    ColumnTrait, EntityTrait as _, FromQueryResult, QueryFilter, QueryOrder as _, QuerySelect as _,
    sea_query::{Alias, Condition, Expr, ExprTrait as _, Func, Query, SelectStatement},
};

use crate::{
    database::column::{Text, count_from_db, score_from_db},
    entity::{consent::standing, response::answer, survey::question},
    error::StoreError,
    results::conditions::{closed_answers, driving, standing_answers},
    store::Store,
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
            .map(|(day, score, count)| ScoreCount {
                day: Day(day),
                score: score.and_then(score_from_db),
                count: count_from_db(count),
            })
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
                count: count_from_db(row.count),
            })
            .collect())
    }

    /// Counts of a question answered with a choice or choices, or of the statements of a matrix, by code and score. The
    /// code is `None` for "don't know / not applicable".
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
        Ok(rows.into_iter().map(|(choice, score, count)| (choice, score.and_then(score_from_db), count_from_db(count))).collect())
    }

    /// The number of responses in which at least one choice of a question was selected. Each has one first choice.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_choosers(&self, survey: SurveyId, question: &Key, filter: &ResultsFilter) -> Result<u64, StoreError> {
        let Some(question) = self.find_question(survey, question).await? else { return Ok(0) };
        let first = answer::Column::Item.eq(0_i16).and(answer::Column::Choice.is_not_null());
        let found: Option<i64> = answer::Entity::find()
            .select_only()
            .column_as(Expr::cust("count(*)"), "count")
            .filter(closed_answers(survey, question, filter).add(first))
            .into_tuple()
            .one(self.read())
            .await?;
        Ok(found.map_or(0, count_from_db))
    }

    /// The counts of a question answered with choices, with [`CHOSE_ANY`] if several may be selected.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_counts_of_choices(
        &self,
        survey: SurveyId,
        question: &Question,
        filter: &ResultsFilter,
    ) -> Result<Vec<ChoiceCount>, StoreError> {
        let mut counts = self.list_choice_counts(survey, &question.key, filter).await?;
        if matches!(question.kind, QuestionKind::MultipleChoice { .. }) && !counts.is_empty() {
            counts.push((Some(CHOSE_ANY.to_owned()), None, self.count_choosers(survey, &question.key, filter).await?));
        }
        Ok(counts)
    }

    /// How many responses are included in results and how many are withheld.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn get_response_counts(&self, survey: SurveyId, filter: &ResultsFilter) -> Result<ResponseCounts, StoreError> {
        if Self::is_rolled_up(filter) {
            return self.read_response_counts(survey, filter).await;
        }
        // Excluded responses are few.
        let withheld: Vec<(Text<State>, i64)> = match driving(survey, filter, 0) {
            None => Vec::new(),
            Some(given) => {
                answer::Entity::find()
                    .select_only()
                    .column(standing::Column::State)
                    .column_as(Expr::cust(RESPONSES), "count")
                    .inner_join(standing::Entity)
                    .filter(given.add(standing::Column::Purpose.eq(purpose::ANALYSIS)))
                    .group_by(standing::Column::State)
                    .order_by_asc(standing::Column::State)
                    .into_tuple()
                    .all(self.read())
                    .await?
            }
        };
        let withheld = withheld.into_iter().map(|(state, count)| (state.0, count_from_db(count))).collect();
        let standing = self.count_standing(survey, filter).await?;
        Ok(ResponseCounts { standing, withheld })
    }

    /// How many responses are included in results.
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
        Ok(count.map_or(0, count_from_db))
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

/// The number of responses. Several choices in one response count once.
const RESPONSES: &str = "count(DISTINCT answer.response_id)";

/// The version number that no version has.
pub(crate) const NO_VERSION: i32 = 0;
