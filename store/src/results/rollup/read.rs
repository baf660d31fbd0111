//! The queries of results on the rollups.

use domain::{
    calendar::Day,
    channel::Channel,
    consent::State,
    id::{Key, SurveyId},
    response::filter::{Condition, Dimension, ResultsFilter},
    results::counts::{GroupCount, LoyaltyCount, ResponseCounts, ScoreCount},
    survey::reserved_keys::NOT_APPLICABLE,
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{self, Alias, Expr, ExprTrait as _, SimpleExpr},
};
use uuid::Uuid;

use crate::{
    database::column::{Text, count_from_db, read_text, score_from_db},
    entity::results::{answer_rollup, loyalty_rollup, response_rollup},
    error::StoreError,
    results::conditions::versions,
    store::Store,
    write_set::rollup::{COUNTS, NO_SCORE, items_text},
};

impl Store {
    /// Whether the rollups can answer: they are grouped by version, but not by other answers of the same response.
    pub(crate) fn is_rolled_up(filter: &ResultsFilter) -> bool {
        filter.conditions.iter().all(Condition::is_on_version)
    }

    /// Whether they can answer about a question answered with a score. They are grouped by that score, too.
    pub(crate) fn is_rolled_up_for(question: &Key, filter: &ResultsFilter) -> bool {
        filter.conditions.iter().all(|one| one.is_on_version() || one.key == *question)
    }

    /// How many included responses meet the one condition on an answer, if that is a score given to a question with
    /// scores only. Else `None`.
    pub(crate) async fn read_given_count(&self, survey: SurveyId, filter: &ResultsFilter) -> Result<Option<u64>, StoreError> {
        let mut on_answers = filter.conditions.iter().filter(|one| !one.is_on_version());
        let (Some(one), None) = (on_answers.next(), on_answers.next()) else { return Ok(None) };
        let (Some(score), Some(question)) = (score_named(&one.value), self.find_question(survey, &one.key).await?) else {
            return Ok(None);
        };
        let of_question = || answer_rollup::Entity::find().select_only().filter(answer_rollup::Column::QuestionId.eq(question));
        let has = async |choices: sea_query::Condition| -> Result<bool, StoreError> {
            let found: Option<i32> =
                of_question().filter(choices).column_as(Expr::cust("1"), "found").limit(1).into_tuple().one(self.read()).await?;
            Ok(found.is_some())
        };
        let choice = || Expr::col((answer_rollup::Entity, answer_rollup::Column::Choice));
        let all = sea_query::Condition::all;
        if !has(all().add(choice().eq(""))).await? || has(all().add(choice().ne(""))).await? {
            return Ok(None);
        }
        let total: Option<Option<i64>> = of_question()
            .filter(cells(survey, filter).add(answer_rollup::Column::Score.eq(score)))
            .column_as(total(), "total")
            .into_tuple()
            .one(self.read())
            .await?;
        Ok(Some(total.flatten().map_or(0, count_from_db)))
    }

    /// The counts of a question by day and score.
    pub(crate) async fn read_score_counts(
        &self,
        survey: SurveyId,
        question: i32,
        filter: &ResultsFilter,
    ) -> Result<Vec<ScoreCount>, StoreError> {
        let rows: Vec<(i32, i16, i64)> = answer_rollup::Entity::find()
            .select_only()
            .columns([answer_rollup::Column::Day, answer_rollup::Column::Score])
            .column_as(total(), "total")
            .filter(answers(survey, question, filter))
            .group_by(answer_rollup::Column::Day)
            .group_by(answer_rollup::Column::Score)
            .having(is_some())
            .order_by_asc(answer_rollup::Column::Day)
            .order_by_asc(answer_rollup::Column::Score)
            .into_tuple()
            .all(self.read())
            .await?;
        let mut counts: Vec<ScoreCount> = rows
            .into_iter()
            .map(|(day, score, n)| ScoreCount { day: Day(day), score: score_of(score), count: count_from_db(n) })
            .collect();
        counts.sort_by_key(|count| (count.day, count.score));
        Ok(counts)
    }

    /// The counts of the sum over three items, by day.
    pub(crate) async fn read_loyalty_counts(
        &self,
        survey: SurveyId,
        items: [i32; 3],
        filter: &ResultsFilter,
    ) -> Result<Vec<LoyaltyCount>, StoreError> {
        let rows: Vec<(i32, i16, i64)> = loyalty_rollup::Entity::find()
            .select_only()
            .columns([loyalty_rollup::Column::Day, loyalty_rollup::Column::Score])
            .column_as(total(), "total")
            .filter(cells(survey, filter).add(Expr::col(Alias::new("items")).eq(items_text(items))))
            .group_by(loyalty_rollup::Column::Day)
            .group_by(loyalty_rollup::Column::Score)
            .having(is_some())
            .order_by_asc(loyalty_rollup::Column::Day)
            .order_by_asc(loyalty_rollup::Column::Score)
            .into_tuple()
            .all(self.read())
            .await?;
        let count = |(day, sum, n)| LoyaltyCount { day: Day(day), sum: score_of(sum), count: count_from_db(n) };
        Ok(rows.into_iter().map(count).collect())
    }

    /// The counts of a question by choice and score.
    pub(crate) async fn read_choice_counts(
        &self,
        survey: SurveyId,
        question: i32,
        filter: &ResultsFilter,
    ) -> Result<Vec<(Option<String>, Option<u8>, u64)>, StoreError> {
        let rows: Vec<(String, i16, i64)> = answer_rollup::Entity::find()
            .select_only()
            .columns([answer_rollup::Column::Choice, answer_rollup::Column::Score])
            .column_as(total(), "total")
            .filter(answers(survey, question, filter))
            .group_by(answer_rollup::Column::Choice)
            .group_by(answer_rollup::Column::Score)
            .having(is_some())
            .into_tuple()
            .all(self.read())
            .await?;
        let mut counts: Vec<_> = rows
            .into_iter()
            .map(|(choice, score, n)| ((!choice.is_empty()).then_some(choice), score_of(score), count_from_db(n)))
            .collect();
        counts.sort();
        Ok(counts)
    }

    /// The counts of a question by language, channel or version, and score. `None` if rollups are not grouped by the
    /// dimension.
    pub(crate) async fn read_group_counts(
        &self,
        survey: SurveyId,
        question: i32,
        by: &Dimension,
        filter: &ResultsFilter,
    ) -> Result<Option<Vec<GroupCount>>, StoreError> {
        let of = |name| Expr::col(Alias::new(name));
        let (column, name) = match by {
            Dimension::Locale => (answer_rollup::Column::Locale, of("locale")),
            Dimension::Channel => (answer_rollup::Column::Channel, of("channel")),
            Dimension::Version => (answer_rollup::Column::SurveyVersionId, Expr::cust(VERSION_NUMBER)),
            Dimension::Answer(_) => return Ok(None),
        };
        let rows: Vec<(String, i16, i64)> = answer_rollup::Entity::find()
            .select_only()
            .column_as(name, "name")
            .column(answer_rollup::Column::Score)
            .column_as(total(), "total")
            .filter(answers(survey, question, filter))
            .group_by(column)
            .group_by(answer_rollup::Column::Score)
            .having(is_some())
            .into_tuple()
            .all(self.read())
            .await?;
        let count = |(group, score, n)| GroupCount { group: Some(group), score: score_of(score), count: count_from_db(n) };
        let mut counts: Vec<GroupCount> = rows.into_iter().map(count).collect();
        counts.sort_by(|a, b| (&a.group, a.score).cmp(&(&b.group, b.score)));
        Ok(Some(counts))
    }

    /// The counts of the sum over three items by language, channel or version. `None` if rollups are not grouped by the
    /// dimension.
    pub(crate) async fn read_loyalty_groups(
        &self,
        survey: SurveyId,
        items: [i32; 3],
        by: &Dimension,
        filter: &ResultsFilter,
    ) -> Result<Option<Vec<GroupCount>>, StoreError> {
        let of = |name| Expr::col(Alias::new(name));
        let (column, name) = match by {
            Dimension::Locale => (loyalty_rollup::Column::Locale, of("locale")),
            Dimension::Channel => (loyalty_rollup::Column::Channel, of("channel")),
            Dimension::Version => (loyalty_rollup::Column::SurveyVersionId, Expr::cust(VERSION_NUMBER)),
            Dimension::Answer(_) => return Ok(None),
        };
        let rows: Vec<(String, i16, i64)> = loyalty_rollup::Entity::find()
            .select_only()
            .column_as(name, "name")
            .column(loyalty_rollup::Column::Score)
            .column_as(total(), "total")
            .filter(cells(survey, filter).add(of("items").eq(items_text(items))))
            .group_by(column)
            .group_by(loyalty_rollup::Column::Score)
            .having(is_some())
            .into_tuple()
            .all(self.read())
            .await?;
        let sums = rows.into_iter().filter_map(|(group, sum, n)| Some((group, score_of(sum)?, n)));
        let count = |(group, sum, n)| GroupCount { group: Some(group), score: Some(sum), count: count_from_db(n) };
        let mut counts: Vec<GroupCount> = sums.map(count).collect();
        counts.sort_by(|a, b| (&a.group, a.score).cmp(&(&b.group, b.score)));
        Ok(Some(counts))
    }

    /// How many responses are included, and why others are excluded.
    pub(crate) async fn read_response_counts(
        &self,
        survey: SurveyId,
        filter: &ResultsFilter,
    ) -> Result<ResponseCounts, StoreError> {
        let rows: Vec<(String, i64)> = response_rollup::Entity::find()
            .select_only()
            .column(response_rollup::Column::State)
            .column_as(total(), "total")
            .filter(cells(survey, filter).add(Expr::col(Alias::new("survey_id")).eq(survey.0)))
            .group_by(response_rollup::Column::State)
            .having(is_some())
            .order_by_asc(response_rollup::Column::State)
            .into_tuple()
            .all(self.read())
            .await?;
        let mut counts = ResponseCounts::default();
        for (state, n) in rows {
            if state == COUNTS {
                counts.standing = count_from_db(n);
            } else {
                let state = read_text::<State>(&state)?;
                counts.withheld.push((state, count_from_db(n)));
            }
        }
        Ok(counts)
    }

    /// The channels of the included responses, by name, except those of fewer than `minimum`.
    pub(crate) async fn read_channels(
        &self,
        survey: SurveyId,
        filter: &ResultsFilter,
        minimum: u64,
    ) -> Result<Vec<Channel>, StoreError> {
        let rows: Vec<(Text<Channel>, i64)> = response_rollup::Entity::find()
            .select_only()
            .column(response_rollup::Column::Channel)
            .column_as(total(), "total")
            .filter(cells(survey, filter).add(Expr::col(Alias::new("survey_id")).eq(survey.0)))
            .filter(Expr::col(Alias::new("state")).eq(COUNTS))
            .group_by(response_rollup::Column::Channel)
            .having(is_some())
            .order_by_asc(response_rollup::Column::Channel)
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(rows.into_iter().filter(|(_, n)| count_from_db(*n) >= minimum).map(|(channel, _)| channel.0).collect())
    }

    /// How many responses of each survey are included.
    pub(crate) async fn read_survey_counts(&self) -> Result<Vec<(Uuid, u64)>, StoreError> {
        let rows: Vec<(Uuid, i64)> = response_rollup::Entity::find()
            .select_only()
            .column(response_rollup::Column::SurveyId)
            .column_as(total(), "total")
            .filter(Expr::col(Alias::new("state")).eq(COUNTS))
            .group_by(response_rollup::Column::SurveyId)
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(rows.into_iter().map(|(survey, n)| (survey, count_from_db(n))).collect())
    }
}

/// The number of a version, as the name of a group.
const VERSION_NUMBER: &str = "(SELECT CAST(number AS text) FROM survey_version WHERE id = survey_version_id)";

/// The sum over the stripes. PostgreSQL returns a decimal for a sum of whole numbers.
fn total() -> SimpleExpr {
    Expr::cust("CAST(sum(n) AS bigint)")
}

/// Whether the count is not zero.
fn is_some() -> SimpleExpr {
    Expr::cust("sum(n) <> 0")
}

fn answers(survey: SurveyId, question: i32, filter: &ResultsFilter) -> sea_query::Condition {
    let own = filter.conditions.iter().filter(|one| !one.is_on_version());
    let own = own.map(|one| Expr::col(Alias::new("score")).eq(score_named(&one.value).unwrap_or(IMPOSSIBLE)));
    cells(survey, filter)
        .add(Expr::col(Alias::new("question_id")).eq(question))
        .add(own.fold(sea_query::Condition::all(), sea_query::Condition::add))
}

/// A score that no answer has.
const IMPOSSIBLE: i16 = NO_SCORE - 1;

/// The score in a condition, as rollups store it. `None` if the value is not a score.
fn score_named(value: &str) -> Option<i16> {
    match value {
        NOT_APPLICABLE => Some(NO_SCORE),
        _ => value.parse::<i16>().ok().filter(|score| *score > NO_SCORE && score.to_string() == value),
    }
}

/// The conditions that all rollups can apply. Conditions on answers are not among them.
fn cells(survey: SurveyId, filter: &ResultsFilter) -> sea_query::Condition {
    let of = |name: &'static str| Expr::col(Alias::new(name));
    let versions = filter
        .conditions
        .iter()
        .filter(|one| one.is_on_version())
        .map(|one| of("survey_version_id").in_subquery(versions(survey, one)));
    sea_query::Condition::all()
        .add_option(filter.from.map(|day| of("day").gte(day.0)))
        .add_option(filter.to.map(|day| of("day").lte(day.0)))
        .add_option(filter.locale.map(|locale| of("locale").eq(locale.tag())))
        .add_option(filter.channel.map(|channel| of("channel").eq(channel.name())))
        .add(versions.fold(sea_query::Condition::all(), sea_query::Condition::add))
}

fn score_of(score: i16) -> Option<u8> {
    (score != NO_SCORE).then(|| score_from_db(score)).flatten()
}
