//! `GET /admin/surveys/{slug}`: scores, distribution, trend and comments of one survey. The database counts every
//! figure: a few queries, whatever the number of answers.

use std::sync::Arc;

use app::results::page as results_page;
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    account::{role::Role, user::User},
    comment::Comment,
    id::Key,
    results::{
        data::{ChoiceCount, ResultsData},
        disclosure::names,
        query::ResultsQuery,
        reader,
    },
    survey::{published::PublishedSurvey, question::Question},
};
use futures::{FutureExt as _, future::try_join_all};
use store::{CommentQuery, Store, StoreError};

use crate::{
    account::{sign_in::SignedIn, staff::Survey},
    clock,
    http::{
        reply::{self, error::Error},
        request::context::Context,
    },
    results::{self, counting, gather as figures, gather::crosstab, view_list},
};

/// How many of the newest comments are shown for each question.
const COMMENTS: u32 = 20;

/// Shows the results. The status is 422 if a filter could not be read; it is then left out.
pub(crate) async fn show(
    State(state): State<Arc<results::State>>,
    context: Context,
    Survey(SignedIn(user), published): Survey<SignedIn>,
) -> Result<Response, Error> {
    let query = ResultsQuery::of(&context.whole_query()?, &published, clock::today(&published.organisation));
    let status = if query.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = crate::account::staff::survey_page(&context, &user, &published);
    let is_counted = user.rights.role >= Role::Analyst && counting::reads_answers(&query);
    let data = if is_counted {
        let importing = state.store.find_unfinished_import(published.survey.id).await?;
        let key = results::count_key(&state.store, &published, &query).await?;
        let asked = published.clone();
        let work = |store: Store| async move { gather(&store, asked, query).await }.boxed();
        match state.pages.result(&key, &state.store, work).await? {
            Some(data) => ResultsData { importing, ..data },
            None => return Ok(results::being_counted(&context, &page, &published)),
        }
    } else {
        gather_for(&state, &user, published.clone(), query).await?
    };
    let views = Some(view_list::of_survey(&state, &user, &published).await?);
    let data = ResultsData { views, ..data };
    Ok(reply::page::page(status, results_page::render(&page, &data)))
}

/// The data of the page for this user.
pub(crate) async fn gather_for(
    state: &Arc<results::State>,
    user: &User,
    published: PublishedSurvey,
    mut query: ResultsQuery,
) -> Result<ResultsData, StoreError> {
    // Read before the figures: an import that ends in between is named, and one that is named is in them in part.
    let importing = state.store.find_unfinished_import(published.survey.id).await?;
    let data = if user.rights.role < Role::Analyst {
        reader::confine(&mut query, user.rights.only.as_ref());
        crate::results::gather::reader::gather(state, &published, &query).await?
    } else if counting::reads_answers(&query) {
        counting::in_lane(&state.store, |store| async move { gather(&store, published, query).await }.boxed()).await?
    } else {
        gather(&state.store, published, query).await?
    };
    Ok(ResultsData { importing, ..data })
}

/// The data of the page from the current answers, for a user who may see every row.
async fn gather(store: &Store, published: PublishedSurvey, query: ResultsQuery) -> Result<ResultsData, StoreError> {
    let filter = &query.filter;
    let survey = published.survey.id;
    let questionnaire = &published.version.questionnaire;
    // Below the minimum group nothing is shown, so at least that many comments are read.
    let comments_shown = COMMENTS.max(published.organisation.profile.minimum_group);
    let of_kind = |wanted: fn(&Question) -> bool| -> Vec<&Question> {
        questionnaire.questions().filter(|question| wanted(question)).collect()
    };
    let closed = of_kind(names::has_choices);
    let open = of_kind(|question| question.kind.is_text());

    let choices = try_join_all(closed.into_iter().map(async |q| -> Result<(Key, Vec<ChoiceCount>), StoreError> {
        Ok((q.key.clone(), store.list_counts_of_choices(survey, q, filter).await?))
    }));
    let comments = try_join_all(open.into_iter().map(async |q| -> Result<(Key, Vec<Comment>), StoreError> {
        let query = CommentQuery { survey, question: &q.key, filter, scores: None, search: None, tag: None };
        Ok((q.key.clone(), store.list_comments(&query, None, comments_shown).await?))
    }));
    let counted = async {
        let counts = store.get_response_counts(survey, filter).await?;
        let allows_differencing = figures::count_allows_differencing(store, &published, filter, counts.standing).await?;
        Ok((counts, allows_differencing))
    };
    let minimum = u64::from(published.organisation.profile.minimum_group);
    let ((counts, allows_differencing), scores, loyalty, choices, comments, groups, cross, before, arrivals) = tokio::try_join!(
        counted,
        figures::scores(store, &published, filter),
        figures::loyalty(store, &published, filter),
        choices,
        comments,
        figures::groups(store, &published, &query),
        crosstab::counts(store, &published, &query),
        figures::compared(store, &published, &query),
        store.list_arrivals(survey, filter, minimum),
    )?;
    Ok(ResultsData {
        counts,
        scores,
        loyalty,
        choices,
        comments,
        groups,
        cross,
        before,
        allows_differencing,
        figures_only: false,
        steps: None,
        at: clock::now(),
        arrivals,
        importing: None,
        views: None,
        published,
        query,
    })
}

/// The page with the errors of the query. No file is sent, because a file with other rows than asked for would be
/// misleading.
pub(crate) async fn refused(
    state: &Arc<results::State>,
    context: &Context,
    user: &User,
    published: PublishedSurvey,
    query: ResultsQuery,
) -> Result<Response, Error> {
    let page = crate::account::staff::survey_page(context, user, &published);
    let data = results::page::gather_for(state, user, published, query).await?;
    Ok(reply::page::page(StatusCode::UNPROCESSABLE_ENTITY, results_page::render(&page, &data)))
}
