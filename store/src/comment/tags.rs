//! Tags of comments, added and removed by hand or by a rule. The hits of rules are stored, so that counts, filters and
//! exports read an index instead of searching: triggers tag a comment in the transaction that writes it, and saving a
//! rule tags existing comments.
//!
//! A decision by hand takes precedence over rules, in any order of time.

use std::collections::HashMap;

use domain::{
    comment::tag::{MOST_TAGS, Tag, TagName, TagRule},
    error::{ErrorCode, FieldError},
    id::{Key, ResponseId, SurveyId},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, EntityTrait as _, FromQueryResult, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    SqlErr, Statement,
    sea_query::{Expr, ExprTrait as _, JoinType, Query},
};
use uuid::Uuid;

use super::{CommentQuery, search::Sql};
use crate::{
    cache::LoadedVersion,
    database::{
        Backend, WriteTransaction,
        packed_rows::{self, Column},
    },
    entity::comment::{comment_tag, tag},
    error::StoreError,
    store::Store,
};

/// The most comments that one transaction tags when a rule is saved. Submissions wait for no more than these. The tags
/// of the earlier rule are deleted in one transaction.
const COMMENTS_PER_STEP: i32 = 20_000;

impl Store {
    /// The tags of a survey, by name.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_tags(&self, survey: SurveyId) -> Result<Vec<Tag>, StoreError> {
        let of_survey = tag::Entity::find().filter(tag::Column::SurveyId.eq(survey.0));
        let rows = of_survey.order_by_asc(tag::Column::Folded).all(self.read()).await?;
        Ok(rows.into_iter().map(|row| Tag { number: row.id, name: row.name.0, rule: row.rule }).collect())
    }

    /// Adds a tag to a comment by hand. The tag is created if the survey has none of this name.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the survey has no such included comment; [`StoreError::Invalid`] if it has too many
    /// tags.
    pub async fn tag_comment(
        &self,
        survey: SurveyId,
        response: ResponseId,
        question: &Key,
        name: &TagName,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let tag = self.have_tag(&transaction, survey, name).await?;
        self.set_by_hand(&transaction, (survey, response, question), tag, "hand").await?;
        Ok(transaction.commit().await?)
    }

    /// Removes a tag from a comment by hand. No rule adds it again.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the survey has no such tag, or no such included comment.
    pub async fn untag_comment(
        &self,
        survey: SurveyId,
        response: ResponseId,
        question: &Key,
        number: i32,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        find_tag(&transaction, survey, number).await?;
        self.set_by_hand(&transaction, (survey, response, question), number, "removed").await?;
        Ok(transaction.commit().await?)
    }

    /// Saves the rule of a tag, replaces an earlier one, and tags existing comments. The tag is created if the survey
    /// has none of this name.
    ///
    /// # Errors
    /// [`StoreError::Invalid`] if the survey has too many tags; [`StoreError::Unavailable`] also while an import writes
    /// comments with the old rules. After an interruption, saving it again completes it.
    pub async fn save_tag_rule(&self, survey: SurveyId, name: &TagName, rule: &TagRule) -> Result<(), StoreError> {
        let transaction = self.begin_rules().await?;
        let tag = self.have_tag(&transaction, survey, name).await?;
        self.drop_rule(&transaction, tag).await?;
        let set = "UPDATE tag SET rule = ? WHERE id = ?";
        transaction.execute_raw(self.filled(set, vec![rule.typed().into(), tag.into()])).await?;
        for pattern in rule.patterns() {
            let add = "INSERT INTO tag_pattern (tag_id, pattern) VALUES (?, ?)";
            transaction.execute_raw(self.filled(add, vec![tag.into(), pattern.as_str().into()])).await?;
        }
        transaction.commit().await?;
        self.tag_those_there(survey, tag).await
    }

    /// Deletes the rule of a tag and the tags it added. Tags added by hand stay.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Unavailable`] also while an import writes comments with the old rules.
    pub async fn delete_tag_rule(&self, survey: SurveyId, number: i32) -> Result<(), StoreError> {
        let transaction = self.begin_rules().await?;
        find_tag(&transaction, survey, number).await?;
        self.drop_rule(&transaction, number).await?;
        Ok(transaction.commit().await?)
    }

    /// Deletes a tag with its rule, and removes it from every comment.
    ///
    /// # Errors
    /// As [`Store::delete_tag_rule`].
    pub async fn delete_tag(&self, survey: SurveyId, number: i32) -> Result<(), StoreError> {
        let transaction = self.begin_rules().await?;
        find_tag(&transaction, survey, number).await?;
        tag::Entity::delete_by_id(number).exec(&*transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// The number of comments of a query with each tag, by score of the response. The score is `None` if the response
    /// has none. Tags without comments are left out.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_tags(&self, query: &CommentQuery<'_>) -> Result<Vec<(i32, Option<u8>, u64)>, StoreError> {
        let Some(question) = self.find_question(query.survey, query.question).await? else { return Ok(Vec::new()) };
        let mut sql = Sql::new(self.backend());
        sql.text("SELECT x.tag_id, found.score, count(*) AS n FROM (SELECT c.response_id, c.question_id, c.score FROM ");
        sql.matching(query, question);
        sql.text(
            ") AS found JOIN comment_tag x ON x.response_id = found.response_id AND x.question_id = found.question_id \
             WHERE x.origin <> 'removed' GROUP BY x.tag_id, found.score",
        );
        let rows = TagCount::find_by_statement(sql.statement()).all(self.read()).await?;
        let read = |row: TagCount| (row.tag_id, row.score.and_then(|s| u8::try_from(s).ok()), u64::try_from(row.n).unwrap_or(0));
        Ok(rows.into_iter().map(read).collect())
    }

    /// The tags of some comments, by their response.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_tags_of(
        &self,
        survey: SurveyId,
        question: &Key,
        responses: &[ResponseId],
    ) -> Result<HashMap<ResponseId, Vec<i32>>, StoreError> {
        let mut found: HashMap<ResponseId, Vec<i32>> = HashMap::new();
        let Some(question) = self.find_question(survey, question).await? else { return Ok(found) };
        let rows = comment_tag::Entity::find()
            .filter(comment_tag::Column::ResponseId.is_in(responses.iter().map(|response| response.0)))
            .filter(comment_tag::Column::QuestionId.eq(question))
            .filter(comment_tag::Column::Origin.ne("removed"))
            .all(self.read())
            .await?;
        for row in rows {
            found.entry(ResponseId(row.response_id)).or_default().push(row.tag_id);
        }
        Ok(found)
    }

    fn filled(&self, text: &str, values: Vec<sea_orm::Value>) -> Statement {
        let mut sql = Sql::new(self.backend());
        sql.filled(text, values);
        sql.statement()
    }

    /// Starts a transaction that may change rules. On PostgreSQL its lock waits for transactions that tag with the old
    /// rules, with a short timeout, so that submissions do not queue behind a long import.
    async fn begin_rules(&self) -> Result<WriteTransaction, StoreError> {
        let transaction = self.begin().await?;
        if self.backend() == Backend::Postgres {
            transaction.execute_unprepared("SET LOCAL lock_timeout = '1s'").await?;
            let locked = transaction.execute_unprepared("LOCK TABLE tag_pattern IN ACCESS EXCLUSIVE MODE").await;
            locked.map_err(|error| StoreError::Unavailable(error.to_string()))?;
            transaction.execute_unprepared("SET LOCAL lock_timeout = 0").await?;
        }
        Ok(transaction)
    }

    /// The number of the tag with this name. The tag is created if it does not exist.
    async fn have_tag(&self, transaction: &WriteTransaction, survey: SurveyId, name: &TagName) -> Result<i32, StoreError> {
        let of_survey = || tag::Entity::find().filter(tag::Column::SurveyId.eq(survey.0));
        let of_name = || of_survey().filter(tag::Column::Folded.eq(name.folded()));
        if let Some(known) = of_name().one(&**transaction).await? {
            return Ok(known.id);
        }
        if of_survey().count(&**transaction).await? >= MOST_TAGS as u64 {
            return Err(StoreError::Invalid(vec![FieldError::new("name", ErrorCode::TooManyChoices { max: MOST_TAGS })]));
        }
        let add = "INSERT INTO tag (survey_id, name, folded) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
        let values = vec![survey.0.into(), name.as_str().into(), name.folded().into()];
        transaction.execute_raw(self.filled(add, values)).await?;
        of_name().one(&**transaction).await?.map(|row| row.id).ok_or(StoreError::NotFound)
    }

    async fn set_by_hand(
        &self,
        transaction: &WriteTransaction,
        (survey, response, question): (SurveyId, ResponseId, &Key),
        tag: i32,
        origin: &str,
    ) -> Result<(), StoreError> {
        let set = "INSERT INTO comment_tag (tag_id, response_id, question_id, origin) \
                   SELECT CAST(? AS integer), c.response_id, c.question_id, CAST(? AS text) FROM comment c JOIN question q ON q.id = c.question_id \
                   WHERE c.response_id = ? AND c.standing = 1 AND q.survey_id = ? AND q.key = ? \
                   ON CONFLICT (tag_id, response_id, question_id) DO UPDATE SET origin = excluded.origin";
        let values = vec![tag.into(), origin.into(), response.0.into(), survey.0.into(), question.as_str().into()];
        match transaction.execute_raw(self.filled(set, values)).await {
            Ok(done) if done.rows_affected() > 0 => Ok(()),
            Ok(_) => Err(StoreError::NotFound),
            // The tag or the comment was deleted in the meantime.
            Err(error) if matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))) => Err(StoreError::NotFound),
            Err(error) => Err(error.into()),
        }
    }

    async fn drop_rule(&self, transaction: &WriteTransaction, tag: i32) -> Result<(), StoreError> {
        for drop in [
            "UPDATE tag SET rule = NULL WHERE id = ?",
            "DELETE FROM tag_pattern WHERE tag_id = ?",
            "DELETE FROM comment_tag WHERE tag_id = ? AND origin = 'rule'",
        ] {
            transaction.execute_raw(self.filled(drop, vec![tag.into()])).await?;
        }
        Ok(())
    }

    /// Tags the comments that existed before the rule. Newer comments are tagged when they are written. Repeating it
    /// adds nothing.
    async fn tag_those_there(&self, survey: SurveyId, tag: i32) -> Result<(), StoreError> {
        let newest = NewestComment::find_by_statement(self.filled("SELECT max(id) AS id FROM comment", vec![]));
        let newest = newest.one(self.read()).await?.and_then(|row| row.id).unwrap_or(0);
        // A row lock, so that a comment erased or withdrawn in the meantime is not tagged, and a corrected one is read
        // in its new form.
        let keep = if self.backend() == Backend::Postgres { "FOR SHARE OF c " } else { "" };
        let step = format!(
            "INSERT INTO comment_tag (tag_id, response_id, question_id, origin) \
             SELECT g.id, c.response_id, c.question_id, 'rule' \
             FROM comment c JOIN question q ON q.id = c.question_id JOIN tag g ON g.survey_id = q.survey_id \
             WHERE c.id > ? AND c.id <= ? AND c.standing = 1 AND g.survey_id = ? AND g.id = ? AND EXISTS \
             (SELECT 1 FROM tag_pattern p WHERE p.tag_id = g.id AND {}(c.words, p.pattern) > 0) {keep}ON CONFLICT DO NOTHING",
            if self.backend() == Backend::Postgres { "strpos" } else { "instr" },
        );
        let mut done = 0;
        while done < newest {
            let next = done.saturating_add(COMMENTS_PER_STEP);
            let transaction = self.begin().await?;
            let values = vec![done.into(), next.into(), survey.0.into(), tag.into()];
            transaction.execute_raw(self.filled(&step, values)).await?;
            transaction.commit().await?;
            done = next;
        }
        Ok(())
    }
}

impl Sql {
    /// The condition that a comment `c` has a tag.
    pub(super) fn tagged(&mut self, survey: SurveyId, tag: &TagName) {
        let condition = " AND EXISTS (SELECT 1 FROM tag g JOIN comment_tag x ON x.tag_id = g.id WHERE g.survey_id = ? AND g.folded = ? \
                         AND x.response_id = c.response_id AND x.question_id = c.question_id AND x.origin <> 'removed')";
        self.filled(condition, vec![survey.0.into(), tag.folded().into()]);
    }
}

async fn find_tag(connection: &WriteTransaction, survey: SurveyId, number: i32) -> Result<(), StoreError> {
    let found = tag::Entity::find_by_id(number).filter(tag::Column::SurveyId.eq(survey.0)).one(&**connection).await?;
    found.map(|_| ()).ok_or(StoreError::NotFound)
}

/// Response, question and name.
const TAGGED: &[Column] = &[Column::Id("response_id"), Column::Whole("question_id"), Column::Text("name")];

/// The tags of the comments of some responses: question number and name, by response, in order of names.
pub(crate) async fn of_responses(
    connection: &impl ConnectionTrait,
    survey: SurveyId,
    responses: &[Uuid],
) -> Result<HashMap<Uuid, Vec<(i32, String)>>, StoreError> {
    let mut by_response: HashMap<Uuid, Vec<(i32, String)>> = HashMap::new();
    // Most surveys have no tags, which saves the query per response.
    if tag::Entity::find().filter(tag::Column::SurveyId.eq(survey.0)).one(connection).await?.is_none() {
        return Ok(by_response);
    }
    let query = Query::select()
        .columns([comment_tag::Column::ResponseId, comment_tag::Column::QuestionId])
        .column(tag::Column::Name)
        .from(comment_tag::Entity)
        .join(
            JoinType::InnerJoin,
            tag::Entity,
            Expr::col((tag::Entity, tag::Column::Id)).equals((comment_tag::Entity, comment_tag::Column::TagId)),
        )
        .and_where(comment_tag::Column::ResponseId.is_in(responses.iter().copied()))
        .and_where(comment_tag::Column::Origin.ne("removed"))
        .to_owned();
    let rows: Vec<(Uuid, i32, String)> = packed_rows::list(connection, query, TAGGED).await?;
    for (response, question, name) in rows {
        by_response.entry(response).or_default().push((question, name));
    }
    for tags in by_response.values_mut() {
        tags.sort_unstable_by(|(_, a), (_, b)| a.cmp(b));
    }
    Ok(by_response)
}

/// The tags of the comments of one response, each with the key of the question.
pub(crate) async fn of_response(
    connection: &impl ConnectionTrait,
    version: &LoadedVersion,
    response: Uuid,
) -> Result<Vec<(Key, String)>, StoreError> {
    let tags = of_responses(connection, version.version.survey, &[response]).await?.remove(&response);
    Ok(named(version, tags.unwrap_or_default()))
}

/// The same tags with the keys of their questions.
pub(crate) fn named(version: &LoadedVersion, tags: Vec<(i32, String)>) -> Vec<(Key, String)> {
    let key_of = |number: i32| version.question_ids.iter().find(|(_, known)| **known == number).map(|(key, _)| key.clone());
    tags.into_iter().filter_map(|(question, name)| Some((key_of(question)?, name))).collect()
}

#[derive(FromQueryResult)]
struct TagCount {
    tag_id: i32,
    score: Option<i16>,
    n: i64,
}

#[derive(FromQueryResult)]
struct NewestComment {
    id: Option<i32>,
}
