//! `GET /admin/surveys/{slug}/comments`: comments, newest first, filtered and searched. It runs a few queries, whatever
//! the number of comments.

use std::collections::HashMap;

use app::comment::{self, CommentsData, CommentsQuery};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{form_fields::FormFields, results::disclosure::suppression, survey::published::PublishedSurvey};
use store::{CommentQuery, Store, StoreError};

use crate::{
    account::{sign_in::Analyst, staff::Survey},
    clock,
    http::{
        reply::{self, error::Error},
        request::context::Context,
    },
    results::gather as figures,
};

/// How many comments are on a page.
const COMMENTS_PER_PAGE: u32 = 25;

/// Shows the comments. The status is 422 if a parameter could not be read; it is then left out.
pub(crate) async fn show(
    State(store): State<Store>,
    context: Context,
    Survey(Analyst(user), published): Survey<Analyst>,
) -> Result<Response, Error> {
    let query = CommentsQuery::parse(&context.whole_query()?, &published, clock::today(&published.organisation));
    let status = if query.results.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = crate::account::staff::survey_page(&context, &user, &published);
    let data = gather(&store, published, query).await?;
    Ok(reply::page::page(status, comment::page::render(&page, &data)))
}

/// The data of the page.
pub(crate) async fn gather(store: &Store, published: PublishedSurvey, query: CommentsQuery) -> Result<CommentsData, StoreError> {
    let minimum = published.organisation.profile.minimum_group;
    let allows_differencing = figures::allows_differencing(store, &published, &query.results.filter).await?;
    // Before anything is counted.
    let importing = store.find_unfinished_import(published.survey.id).await?;
    let mut data = CommentsData {
        importing,
        allows_differencing,
        people: 0,
        found: 0,
        comments: Vec::new(),
        more: false,
        tags: store.list_tags(published.survey.id).await?,
        tag_counts: Vec::new(),
        tagged: HashMap::new(),
        typed: FormFields::default(),
        errors: Vec::new(),
        published,
        query,
    };
    let Some(question) = data.query.question.as_ref().filter(|_| !allows_differencing) else { return Ok(data) };
    let all = CommentQuery {
        survey: data.published.survey.id,
        question,
        filter: &data.query.results.filter,
        scores: data.query.scores(&data.published.version.questionnaire),
        search: None,
        tag: None,
    };
    data.people = store.count_comments(&all, minimum).await?;
    if data.people == 0 || suppression::is_too_small(data.people, u64::from(minimum)) {
        return Ok(data);
    }
    let searched = CommentQuery { search: data.query.search.as_ref(), ..all };
    let asked = CommentQuery { tag: data.query.tag.as_ref(), ..searched };
    // One more than is shown, to know whether there are older ones.
    let (found, mut comments) = tokio::try_join!(
        store.count_comments(&asked, CommentsData::COUNTED + 1),
        store.list_comments(&asked, data.query.before, COMMENTS_PER_PAGE + 1)
    )?;
    data.more = comments.len() > COMMENTS_PER_PAGE as usize;
    comments.truncate(COMMENTS_PER_PAGE as usize);
    if !data.tags.is_empty() {
        let responses: Vec<_> = comments.iter().map(|comment| comment.response).collect();
        let of = store.list_tags_of(all.survey, question, &responses);
        (data.tag_counts, data.tagged) = tokio::try_join!(store.count_tags(&searched), of)?;
    }
    (data.found, data.comments) = (found, comments);
    Ok(data)
}
