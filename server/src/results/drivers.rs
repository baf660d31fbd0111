//! `GET /admin/surveys/{slug}/drivers`: the key drivers of the headline score. It runs one query per question at each
//! request, because rollups do not hold joint counts.

use std::sync::Arc;

use app::results::drivers;
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    results::{
        counts::JointCount,
        drivers::{DriversData, candidates},
        query::ResultsQuery,
    },
    survey::published::PublishedSurvey,
};
use futures::{
    FutureExt as _,
    stream::{self, StreamExt as _, TryStreamExt as _},
};
use store::{Store, StoreError};

use crate::{
    account::{sign_in::Analyst, staff::Survey},
    clock,
    http::{
        reply::{self, error::Error},
        request::context::Context,
    },
    results::{self, gather},
};

/// How many questions are counted at once. Each may take a second in a large survey.
const MAX_PARALLEL_COUNTS: usize = 1;

/// Shows the drivers. The status is 422 if a parameter could not be read; it is then left out.
pub(crate) async fn show(
    State(state): State<Arc<results::State>>,
    context: Context,
    Survey(Analyst(user), published): Survey<Analyst>,
) -> Result<Response, Error> {
    let query = ResultsQuery::of_conditions(&context.whole_query()?, &published, clock::today(&published.organisation));
    let status = if query.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = crate::account::staff::survey_page(&context, &user, &published);
    let importing = state.store.find_unfinished_import(published.survey.id).await?;
    let key = results::count_key(&state.store, &published, &query).await?;
    let (asked, wanted) = (published.clone(), query.clone());
    let work = |store: Store| {
        async move {
            let allows_differencing = gather::allows_differencing(&store, &asked, &wanted.filter).await?;
            let counts = if allows_differencing { Vec::new() } else { count(&store, &asked, &wanted).await? };
            Ok((counts, allows_differencing))
        }
        .boxed()
    };
    let Some((counts, allows_differencing)) = state.drivers.result(&key, &state.store, work).await? else {
        return Ok(results::being_counted(&context, &page, &published));
    };
    let data = DriversData { published, query, counts, allows_differencing, importing };
    Ok(reply::page::page(status, drivers::render(&page, &data)))
}

async fn count(store: &Store, published: &PublishedSurvey, query: &ResultsQuery) -> Result<Vec<Vec<JointCount>>, StoreError> {
    let Some(headline) = published.version.questionnaire.headline() else { return Ok(Vec::new()) };
    let wanted: Vec<_> = candidates(&published.version.questionnaire)
        .into_iter()
        .map(|(question, statement)| (question.key.clone(), statement.cloned()))
        .collect();
    let counts = wanted.into_iter().map(|(question, statement)| async move {
        store.list_joint_counts(published.survey.id, &headline.key, (&question, statement.as_ref()), &query.filter).await
    });
    stream::iter(counts).buffered(MAX_PARALLEL_COUNTS).try_collect().await
}
