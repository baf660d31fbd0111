//! Crosstabs: the scores of a headline, grouped by two other answers or attributes of the same responses.

use domain::{
    id::{Key, SurveyId},
    response::filter::{Dimension, ResultsFilter},
    results::counts::CrossCount,
};
use sea_orm::{
    FromQueryResult, JoinType,
    sea_query::{Alias, Condition, Expr, ExprTrait as _, Query, SelectStatement, SimpleExpr},
};

use crate::{
    database::column::{count_from_db, score_from_db},
    entity::response::answer,
    error::StoreError,
    results::{
        breakdown::{group_name, is_first, join_version, select_score},
        conditions::closed_answers,
    },
    store::Store,
};

/// The most rows of a result: a cell has one row for each score in it, and a table has a few thousand cells at most.
const MAX_CROSSTAB_ROWS: u64 = 50_000;

/// The names of a dimension in the statement: the table alias and the columns read from it.
struct Side {
    given: &'static str,
    choice: &'static str,
    score: &'static str,
    known: &'static str,
}

const ROW_SIDE: Side = Side { given: "across_rows", choice: "row_choice", score: "row_given", known: "row_known" };
const COLUMN_SIDE: Side = Side { given: "across_columns", choice: "column_choice", score: "column_given", known: "column_known" };

impl Store {
    /// Counts of a question answered with a score, or of the sum over several such questions, by two dimensions and
    /// score, in one statement. Each response is in one cell. `None` if there are more cells than a table allows.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_cross_counts(
        &self,
        survey: SurveyId,
        questions: &[&Key],
        [by, across]: [&Dimension; 2],
        filter: &ResultsFilter,
    ) -> Result<Option<Vec<CrossCount>>, StoreError> {
        let Some(ids) = self.find_questions(survey, questions).await? else { return Ok(Some(Vec::new())) };
        let mut query = Query::select();
        let score = select_score(&mut query, &ids);
        query
            .expr_as(Expr::cust("count(*)"), "count")
            .from(answer::Entity)
            .cond_where(closed_answers(survey, ids[0], filter))
            .add_group_by([score])
            .limit(MAX_CROSSTAB_ROWS + 1);
        for (dimension, side) in [(by, &ROW_SIDE), (across, &COLUMN_SIDE)] {
            match dimension {
                Dimension::Locale => tell_apart_by(&mut query, side, Expr::col((answer::Entity, answer::Column::Locale))),
                Dimension::Channel => tell_apart_by(&mut query, side, Expr::col((answer::Entity, answer::Column::Channel))),
                Dimension::Version => {
                    let number = join_version(&mut query);
                    tell_apart_by(&mut query, side, number.cast_as("text"));
                }
                Dimension::Answer(key) => {
                    let other = self.find_question(survey, key).await?.unwrap_or(i32::MIN);
                    tell_apart_by_answer(&mut query, side, other);
                }
            }
        }
        let rows = CrossRow::find_by_statement(self.statement(&query)).all(self.read()).await?;
        if rows.len() as u64 > MAX_CROSSTAB_ROWS {
            return Ok(None);
        }
        let mut counts: Vec<_> = rows.into_iter().map(CrossRow::count).collect();
        counts.sort_by(|a, b| (&a.row, &a.column, a.score).cmp(&(&b.row, &b.column, b.score)));
        Ok(Some(counts))
    }
}

fn tell_apart_by(query: &mut SelectStatement, side: &Side, value: SimpleExpr) {
    query
        .expr_as(value.clone(), side.choice)
        .expr_as(Expr::value(Option::<i16>::None).cast_as("smallint"), side.score)
        .expr_as(Expr::value(Option::<i32>::None).cast_as("integer"), side.known)
        .add_group_by([value]);
}

/// Groups by the answer to another question. The group is NULL if it was not answered.
fn tell_apart_by_answer(query: &mut SelectStatement, side: &Side, question: i32) {
    let of = |column| Expr::col((Alias::new(side.given), column));
    let same = of(answer::Column::ResponseId).equals((answer::Entity, answer::Column::ResponseId));
    let on = Condition::all().add(same).add(of(answer::Column::QuestionId).eq(question)).add(is_first(side.given));
    query
        .expr_as(of(answer::Column::Choice), side.choice)
        .expr_as(of(answer::Column::Score), side.score)
        .expr_as(of(answer::Column::QuestionId), side.known)
        .join_as(JoinType::LeftJoin, answer::Entity, Alias::new(side.given), on)
        .add_group_by([of(answer::Column::Choice), of(answer::Column::Score), of(answer::Column::QuestionId)]);
}

#[derive(FromQueryResult)]
struct CrossRow {
    row_choice: Option<String>,
    row_given: Option<i16>,
    row_known: Option<i32>,
    column_choice: Option<String>,
    column_given: Option<i16>,
    column_known: Option<i32>,
    score: Option<i16>,
    count: i64,
}

impl CrossRow {
    fn count(self) -> CrossCount {
        CrossCount {
            row: group_name(self.row_choice, self.row_given, self.row_known),
            column: group_name(self.column_choice, self.column_given, self.column_known),
            score: self.score.and_then(score_from_db),
            count: count_from_db(self.count),
        }
    }
}
