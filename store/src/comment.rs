//! Comments: answers to text questions, newest first, filtered and searched. The transaction of an answer writes the
//! rows for the search.
//!
//! Contact details in comments are masked here, unless consent to being contacted is in force.

mod search;
pub(crate) mod tags;

use domain::{
    calendar::Millis,
    channel::Channel,
    comment::{Comment, search::Search, tag::TagName},
    consent::State,
    id::{Key, ResponseId, SurveyId},
    locale::Locale,
    notice::purpose,
    redaction::mask,
    response::filter::{Condition, ResultsFilter},
};
use sea_orm::{
    FromQueryResult, Value,
    sea_query::{Expr, SqliteQueryBuilder},
};
use uuid::Uuid;

use crate::{
    database::{Backend, column::Text},
    error::StoreError,
    results::conditions::given_by,
    store::Store,
};
use search::Sql;

/// On PostgreSQL up to this many comments are sorted after the search.
const MAX_SORTED_COMMENTS: u32 = 10_000;

/// A selection of comments.
#[derive(Clone, Copy, Debug)]
pub struct CommentQuery<'a> {
    /// The survey.
    pub survey: SurveyId,
    /// The text question.
    pub question: &'a Key,
    /// The filter on responses.
    pub filter: &'a ResultsFilter,
    /// The lowest and highest score of the same response for the first scored question.
    pub scores: Option<(u8, u8)>,
    /// The search terms.
    pub search: Option<&'a Search>,
    /// The tag that they must have.
    pub tag: Option<&'a TagName>,
}

impl Store {
    /// The newest comments. With a place, only comments before it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_comments(
        &self,
        query: &CommentQuery<'_>,
        before: Option<ResponseId>,
        limit: u32,
    ) -> Result<Vec<Comment>, StoreError> {
        let Some(question) = self.find_question(query.survey, query.question).await? else { return Ok(Vec::new()) };
        // PostgreSQL only estimates the hits of a search. If it expects many where there are few, it reads every
        // comment from the newest on.
        let few = self.backend() == Backend::Postgres
            && query.search.is_some()
            && self.count_comments(query, MAX_SORTED_COMMENTS + 1).await? <= u64::from(MAX_SORTED_COMMENTS);
        let mut sql = Sql::new(self.backend());
        // First the page, from the index only, then the data of its comments.
        sql.text("SELECT page.response_id, r.submitted_at, page.locale, page.channel, a.text, page.score, s.state FROM (");
        sql.text(if few { "SELECT * FROM (" } else { "" });
        sql.text("SELECT c.response_id, c.question_id, c.locale, c.channel, c.score FROM ");
        sql.matching(query, question);
        if let Some(before) = before {
            sql.text(" AND c.response_id < ");
            sql.value(before.0);
        }
        // `OFFSET 0` separates the planning of the inner query from that of the outer one.
        sql.text(if few { " OFFSET 0) AS found" } else { "" });
        sql.text(" ORDER BY response_id DESC LIMIT ");
        sql.value(i64::from(limit));
        sql.text(
            ") AS page JOIN answer a ON a.response_id = page.response_id AND a.question_id = page.question_id AND a.item = 0 \
             JOIN response r ON r.id = page.response_id \
             LEFT JOIN standing s ON s.response_id = page.response_id AND s.purpose = ",
        );
        sql.value(purpose::CONTACT);
        sql.text(" ORDER BY page.response_id DESC");
        Ok(CommentRow::find_by_statement(sql.statement()).all(self.read()).await?.into_iter().map(CommentRow::comment).collect())
    }

    /// The number of comments, counted up to a limit. A response has one comment per question.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_comments(&self, query: &CommentQuery<'_>, up_to: u32) -> Result<u64, StoreError> {
        let Some(question) = self.find_question(query.survey, query.question).await? else { return Ok(0) };
        let mut sql = Sql::new(self.backend());
        sql.text("SELECT count(*) AS n FROM (SELECT 1 FROM ");
        sql.matching(query, question);
        sql.text(" LIMIT ");
        sql.value(i64::from(up_to));
        sql.text(") AS found");
        let counted = CommentCount::find_by_statement(sql.statement()).one(self.read()).await?;
        Ok(counted.and_then(|row| u64::try_from(row.n).ok()).unwrap_or(0))
    }
}

impl Sql {
    /// Adds the tables and conditions of a query. `c` is the comment.
    fn matching(&mut self, query: &CommentQuery<'_>, question: i32) {
        self.found(query.search, question);
        self.text(" AND c.question_id = ");
        self.value(question);
        self.text(" AND c.standing = 1");
        let ResultsFilter { from, to, locale, channel, conditions } = query.filter;
        let columns: [(&str, Option<Value>); 6] = [
            ("c.day >= ", from.map(|day| day.0.into())),
            ("c.day <= ", to.map(|day| day.0.into())),
            ("c.locale = ", locale.map(|locale| locale.tag().into())),
            ("c.channel = ", channel.map(|channel| channel.name().into())),
            ("c.score >= ", query.scores.map(|(lowest, _)| i32::from(lowest).into())),
            ("c.score <= ", query.scores.map(|(_, highest)| i32::from(highest).into())),
        ];
        for (column, value) in columns {
            if let Some(value) = value {
                self.text(" AND ");
                self.text(column);
                self.value(value);
            }
        }
        if let Some(tag) = query.tag {
            self.tagged(query.survey, tag);
        }
        for condition in conditions {
            self.given(query.survey, condition);
        }
    }

    /// Adds the condition that the response has this answer or attribute value. It is checked comment by comment,
    /// because a page takes the first few hits.
    fn given(&mut self, survey: SurveyId, condition: &Condition) {
        // Names in quotation marks and `?` for every value. Both databases read the names the same way.
        let (text, values) = given_by(survey, condition, Expr::cust("c.response_id")).build(SqliteQueryBuilder);
        self.text(" AND EXISTS (");
        self.filled(&text, values.into_iter().collect());
        self.text(")");
    }
}

#[derive(FromQueryResult)]
struct CommentCount {
    n: i64,
}

#[derive(FromQueryResult)]
struct CommentRow {
    response_id: Uuid,
    submitted_at: i64,
    locale: Text<Locale>,
    channel: Text<Channel>,
    text: Option<String>,
    score: Option<i16>,
    state: Option<String>,
}

impl CommentRow {
    fn comment(self) -> Comment {
        let text = self.text.unwrap_or_default();
        let may_contact = self.state.is_some_and(|state| state.parse::<State>().is_ok_and(State::stands));
        Comment {
            response: ResponseId(self.response_id),
            submitted_at: Millis(self.submitted_at),
            locale: self.locale.0,
            channel: self.channel.0,
            text: if may_contact { text } else { mask(&text).into_owned() },
            score: self.score.and_then(|score| u8::try_from(score).ok()),
        }
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::ConnectionTrait as _;

    use super::*;

    /// The query plan of SQLite, step by step.
    async fn plan(store: &Store, search: Option<&str>, filter: &ResultsFilter) -> String {
        let search = search.and_then(|text| Search::parse(text).unwrap());
        let (survey, question) = (SurveyId(Uuid::nil()), Key::parse("reason").unwrap());
        let query =
            CommentQuery { survey, question: &question, filter, scores: Some((0, 6)), search: search.as_ref(), tag: None };
        let mut sql = Sql::new(store.backend());
        sql.text("EXPLAIN QUERY PLAN SELECT c.response_id FROM ");
        sql.matching(&query, 1);
        sql.text(" ORDER BY c.response_id DESC LIMIT 25");
        let rows = store.read().query_all_raw(sql.statement()).await.unwrap();
        rows.iter().map(|row| row.try_get::<String>("", "detail").unwrap()).collect::<Vec<_>>().join("\n")
    }

    #[tokio::test]
    async fn no_query_reads_every_comment() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite://{}", folder.path().join("a.db").display())).await.unwrap();
        let filter = ResultsFilter { locale: Some(Locale::Nl), channel: Some(Channel::Link), ..ResultsFilter::default() };
        let newest = plan(&store, None, &filter).await;
        assert!(newest.contains("USING COVERING INDEX comment_newest (question_id=? AND standing=?)"), "{newest}");
        assert!(!newest.contains("TEMP B-TREE"), "the index has the order too: {newest}");
        let conditions = vec![Condition::parse("state:SP").unwrap()];
        let given = plan(&store, None, &ResultsFilter { conditions, ..ResultsFilter::default() }).await;
        assert!(given.contains("comment_newest (question_id=? AND standing=?)") && !given.contains("TEMP B-TREE"), "{given}");
        assert!(given.contains("PRIMARY KEY (response_id=? AND question_id=?)"), "{given}");
        let found = plan(&store, Some("laat -duur"), &filter).await;
        let lines: Vec<_> = found.lines().collect();
        assert!(lines[0].contains("SCAN comment_words VIRTUAL TABLE INDEX"), "{found}");
        assert!(lines[1].contains("SEARCH c USING INTEGER PRIMARY KEY"), "{found}");
        store.close().await;
    }
}
