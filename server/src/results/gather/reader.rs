//! What a reader sees of a survey: figures of the newest release.

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

/// All that a reader sees, whose question is confined.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub(crate) async fn gather(
    state: &Arc<results::State>,
    published: &PublishedSurvey,
    query: &ResultsQuery,
) -> Result<ResultsData, StoreError> {
    let snapshot = snapshot(state, published, query.only.as_ref()).await?;
    Ok(Reader::new(snapshot, published, clock::now()).see(query))
}

/// The headline as a reader sees it.
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
