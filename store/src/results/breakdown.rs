//! Breakdowns: the scores of a headline, grouped by another answer or attribute of the same responses.

use domain::{
    id::{Key, SurveyId},
    response::filter::{Dimension, ResultsFilter},
    results::counts::GroupCount,
    survey::reserved_keys::NOT_APPLICABLE,
};
use sea_orm::{
    FromQueryResult, JoinType,
    sea_query::{Alias, Condition, Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr},
};

use crate::{
    database::column::{count_from_db, score_from_db},
    entity::{
        response::{self, answer},
        survey::survey_version,
    },
    error::StoreError,
    results::conditions::closed_answers,
    store::Store,
};

impl Store {
    /// Counts of a question answered with a score, or of the sum over several such questions, by group and score. Each
    /// response is in one group, so a question with several values for one response cannot define groups. A response
    /// without an answer to each question is not counted. `None` if there are more groups than a table allows.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_group_counts(
        &self,
        survey: SurveyId,
        questions: &[&Key],
        by: &Dimension,
        filter: &ResultsFilter,
    ) -> Result<Option<Vec<GroupCount>>, StoreError> {
        let Some(ids) = self.find_questions(survey, questions).await? else { return Ok(Some(Vec::new())) };
        let rolled_up = match (ids.as_slice(), questions) {
            ([id], [key]) if Self::is_rolled_up_for(key, filter) => self.read_group_counts(survey, *id, by, filter).await?,
            (&[a, b, c], _) if Self::is_rolled_up(filter) => self.read_loyalty_groups(survey, [a, b, c], by, filter).await?,
            _ => None,
        };
        if rolled_up.is_some() {
            return Ok(rolled_up);
        }
        let mut query = Query::select();
        let score = select_score(&mut query, &ids);
        query
            .expr_as(Expr::cust("count(*)"), "count")
            .from(answer::Entity)
            .cond_where(closed_answers(survey, ids[0], filter))
            .add_group_by([score]);
        let column = match by {
            Dimension::Locale => answer::Column::Locale,
            Dimension::Channel => answer::Column::Channel,
            Dimension::Version => {
                let number = join_version(&mut query);
                query
                    .expr_as(number.clone().cast_as("text"), "choice")
                    .expr_as(Expr::value(Option::<i16>::None).cast_as("smallint"), "given")
                    .expr_as(Expr::value(Option::<i32>::None).cast_as("integer"), "known")
                    .add_group_by([number]);
                return self.read_groups(&mut query).await;
            }
            Dimension::Answer(key) => {
                let other = self.find_question(survey, key).await?.unwrap_or(i32::MIN);
                join_given(&mut query, other);
                return self.read_groups(&mut query).await;
            }
        };
        query
            .expr_as(Expr::col((answer::Entity, column)), "choice")
            .expr_as(Expr::value(Option::<i16>::None).cast_as("smallint"), "given")
            .expr_as(Expr::value(Option::<i32>::None).cast_as("integer"), "known")
            .add_group_by([Expr::col((answer::Entity, column))]);
        self.read_groups(&mut query).await
    }

    async fn read_groups(&self, query: &mut SelectStatement) -> Result<Option<Vec<GroupCount>>, StoreError> {
        query.limit(MAX_BREAKDOWN_ROWS + 1);
        let rows = GroupRow::find_by_statement(self.statement(query)).all(self.read()).await?;
        if rows.len() as u64 > MAX_BREAKDOWN_ROWS {
            return Ok(None);
        }
        let mut counts: Vec<_> = rows
            .into_iter()
            .map(|row| GroupCount {
                group: group_name(row.choice, row.given, row.known),
                score: row.score.and_then(score_from_db),
                count: count_from_db(row.count),
            })
            .collect();
        counts.sort_by(|a, b| (&a.group, a.score).cmp(&(&b.group, b.score)));
        Ok(Some(counts))
    }
}

impl Store {
    /// The numbers of questions, in ascending order. `None` if the survey lacks one.
    pub(crate) async fn find_questions(&self, survey: SurveyId, keys: &[&Key]) -> Result<Option<Vec<i32>>, StoreError> {
        let mut ids = Vec::with_capacity(keys.len());
        for key in keys {
            ids.extend(self.find_question(survey, key).await?);
        }
        ids.sort_unstable();
        Ok((!ids.is_empty() && ids.len() == keys.len()).then_some(ids))
    }
}

/// Selects the score of the first question plus those of the others, of the same response. Returns the expression.
pub(crate) fn select_score(query: &mut SelectStatement, ids: &[i32]) -> SimpleExpr {
    let mut score: SimpleExpr = Expr::col((answer::Entity, answer::Column::Score));
    for (item, id) in ids.iter().enumerate().skip(1) {
        let name = Alias::new(format!("item_{item}"));
        let of = |column| Expr::col((name.clone(), column));
        let same = of(answer::Column::ResponseId).equals((answer::Entity, answer::Column::ResponseId));
        let on = Condition::all().add(same).add(of(answer::Column::QuestionId).eq(*id)).add(of(answer::Column::Item).eq(0_i16));
        score = score.add(of(answer::Column::Score));
        query.join_as(JoinType::InnerJoin, answer::Entity, name.clone(), on);
    }
    query.expr_as(score.clone(), "score");
    score
}

/// The most rows of a breakdown. A group has one row for each score that occurs in it.
const MAX_BREAKDOWN_ROWS: u64 = 20_000;

/// The name of a group: the choice or score given to another question, or `na` for "not applicable".
pub(crate) fn group_name(choice: Option<String>, given: Option<i16>, known: Option<i32>) -> Option<String> {
    let given = choice.or_else(|| given.map(|score| score.to_string()));
    given.or_else(|| known.is_some().then(|| NOT_APPLICABLE.to_owned()))
}

/// Joins the version of the survey that was answered, and returns the expression of its number.
pub(crate) fn join_version(query: &mut SelectStatement) -> SimpleExpr {
    let of_answer = Expr::col((response::Entity, response::Column::Id)).equals((answer::Entity, answer::Column::ResponseId));
    let of_response = Expr::col((survey_version::Entity, survey_version::Column::Id))
        .equals((response::Entity, response::Column::SurveyVersionId));
    query.join(JoinType::InnerJoin, response::Entity, of_answer).join(JoinType::InnerJoin, survey_version::Entity, of_response);
    Expr::col((survey_version::Entity, survey_version::Column::Number))
}

/// The condition that a row is the first of its answer. An attribute has one row only, whose item says how the
/// attribute arrived.
pub(crate) fn is_first(row: &'static str) -> Condition {
    let of = |column| Expr::col((Alias::new(row), column));
    let earlier = |column| Expr::col((Alias::new("earlier"), column));
    let one = Query::select()
        .expr(Expr::val(1_i16))
        .from_as(answer::Entity, Alias::new("earlier"))
        .and_where(earlier(answer::Column::ResponseId).equals((Alias::new(row), answer::Column::ResponseId)))
        .and_where(earlier(answer::Column::QuestionId).equals((Alias::new(row), answer::Column::QuestionId)))
        .and_where(earlier(answer::Column::Item).lt(of(answer::Column::Item)))
        .to_owned();
    Condition::any().add(of(answer::Column::Item).eq(0_i16)).add(Expr::exists(one).not())
}

/// Joins the answer to another question. Its columns are NULL if the question was not answered.
fn join_given(query: &mut SelectStatement, question: i32) {
    let of = |column| Expr::col((Alias::new("given"), column));
    let same = of(answer::Column::ResponseId).equals((answer::Entity, answer::Column::ResponseId));
    let on = Condition::all().add(same).add(of(answer::Column::QuestionId).eq(question)).add(is_first("given"));
    query
        .expr_as(of(answer::Column::Choice), "choice")
        .expr_as(of(answer::Column::Score), "given")
        .expr_as(of(answer::Column::QuestionId), "known")
        .join_as(JoinType::LeftJoin, answer::Entity, Alias::new("given"), on)
        .add_group_by([of(answer::Column::Choice), of(answer::Column::Score), of(answer::Column::QuestionId)]);
}

#[derive(FromQueryResult)]
struct GroupRow {
    choice: Option<String>,
    given: Option<i16>,
    /// The number of the other question, if it was answered.
    known: Option<i32>,
    score: Option<i16>,
    count: i64,
}
