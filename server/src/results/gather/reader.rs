//! The figures of a survey for readers, from the newest release.

use std::sync::Arc;

use domain::{
    response::filter::Condition,
    results::{
        data::ResultsData,
        query::ResultsQuery,
        reader::{Headline, Reader},
    },
    survey::published::PublishedSurvey,
};
use store::StoreError;

use crate::{
    clock,
    results::{self, release::snapshot},
};

/// All figures for a reader, whose query is restricted.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub(crate) async fn gather(
    state: &Arc<results::State>,
    published: &PublishedSurvey,
    query: &ResultsQuery,
) -> Result<ResultsData, StoreError> {
    let snapshot = snapshot(state, published, query.only.as_ref()).await?;
    let minimum = u64::from(published.organisation.profile.minimum_group);
    let arrivals = state.store.list_arrivals(published.survey.id, &query.filter, minimum).await?;
    Ok(ResultsData { arrivals, ..Reader::new(snapshot, published, clock::now()).see(query) })
}

/// The headline figures for a reader.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub(crate) async fn headline(
    state: &Arc<results::State>,
    published: &PublishedSurvey,
    only: Option<&Condition>,
) -> Result<Headline, StoreError> {
    let snapshot = snapshot(state, published, only).await?;
    Ok(Reader::new(snapshot, published, clock::now()).headline())
}
