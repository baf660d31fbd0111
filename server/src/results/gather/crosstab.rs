//! The counts behind a crosstab, for the results page and for programs alike.

use domain::{
    response::filter::Dimension,
    results::{counts::CrossCount, dimensions::dimensions, query::ResultsQuery},
    survey::published::PublishedSurvey,
};
use store::{Store, StoreError};

/// The scores of the headline question, told apart by the two that were asked for: none where one is missing or has several values for one
/// response, where they are the same, or where there are more cells than a table is made for.
pub(crate) async fn counts(
    store: &Store,
    published: &PublishedSurvey,
    query: &ResultsQuery,
) -> Result<Option<(Dimension, Dimension, Vec<CrossCount>)>, StoreError> {
    let questionnaire = &published.version.questionnaire;
    let (Some(by), Some(across)) = (&query.by, &query.across) else { return Ok(None) };
    let known = dimensions(questionnaire);
    let Some(headline) = questionnaire.headline().filter(|_| by != across && known.contains(by) && known.contains(across)) else {
        return Ok(None);
    };
    let counts = store.list_cross_counts(published.survey.id, &headline.key, [by, across], &query.filter).await?;
    Ok(counts.map(|counts| (by.clone(), across.clone(), counts)))
}
