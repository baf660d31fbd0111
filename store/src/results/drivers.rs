//! Joint counts: how often a score on one scale occurs together with a score on another.

use domain::{
    id::{Key, SurveyId},
    response::filter::ResultsFilter,
    results::counts::JointCount,
};
use sea_orm::{
    FromQueryResult, JoinType,
    sea_query::{Alias, Condition, Expr, ExprTrait as _, Query},
};

use crate::{
    database::column::{count_from_db, score_from_db},
    entity::response::answer,
    error::StoreError,
    results::conditions::closed_answers,
    store::Store,
};

impl Store {
    /// Counts of a question answered with a score, by that score and the score given to another question or to one
    /// statement of it. Responses without both scores are not counted.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_joint_counts(
        &self,
        survey: SurveyId,
        question: &Key,
        (other, statement): (&Key, Option<&Key>),
        filter: &ResultsFilter,
    ) -> Result<Vec<JointCount>, StoreError> {
        let (Some(question), Some(other)) =
            (self.find_question(survey, question).await?, self.find_question(survey, other).await?)
        else {
            return Ok(Vec::new());
        };
        let given = |column| Expr::col((Alias::new("given"), column));
        let on = Condition::all()
            .add(given(answer::Column::ResponseId).equals((answer::Entity, answer::Column::ResponseId)))
            .add(given(answer::Column::QuestionId).eq(other))
            .add_option(statement.map(|statement| given(answer::Column::Choice).eq(statement.as_str())));
        let score = || Expr::col((answer::Entity, answer::Column::Score));
        let query = Query::select()
            .expr_as(score(), "score")
            .expr_as(given(answer::Column::Score), "other")
            .expr_as(Expr::cust("count(*)"), "count")
            .from(answer::Entity)
            .join_as(JoinType::InnerJoin, answer::Entity, Alias::new("given"), on)
            .cond_where(closed_answers(survey, question, filter))
            .and_where(score().is_not_null())
            .and_where(given(answer::Column::Score).is_not_null())
            .add_group_by([score(), given(answer::Column::Score)])
            .to_owned();
        let rows = JointRow::find_by_statement(self.statement(&query)).all(self.read()).await?;
        let mut counts: Vec<_> = rows.into_iter().filter_map(JointRow::count).collect();
        counts.sort_by_key(|one| (one.score, one.other));
        Ok(counts)
    }
}

#[derive(FromQueryResult)]
struct JointRow {
    score: i16,
    other: i16,
    count: i64,
}

impl JointRow {
    fn count(self) -> Option<JointCount> {
        Some(JointCount {
            score: score_from_db(self.score)?,
            other: score_from_db(self.other)?,
            count: count_from_db(self.count),
        })
    }
}
