//! The counts behind a crosstab, for the results page and for programs.

use domain::{
    response::filter::Dimension,
    results::{counts::CrossCount, dimensions::dimensions, headline::Headline, query::ResultsQuery},
    survey::published::PublishedSurvey,
};
use store::{Store, StoreError};

/// The headline, grouped by the two requested dimensions. `None` if one is missing or has
/// several values for one response, if they are equal, or if there are more cells than a table allows.
pub(crate) async fn counts(
    store: &Store,
    published: &PublishedSurvey,
    query: &ResultsQuery,
) -> Result<Option<(Dimension, Dimension, Vec<CrossCount>)>, StoreError> {
    let questionnaire = &published.version.questionnaire;
    let (Some(by), Some(across)) = (&query.by, &query.across) else { return Ok(None) };
    let known = dimensions(questionnaire);
    let Some(headline) = Headline::of(questionnaire).filter(|_| by != across && known.contains(by) && known.contains(across))
    else {
        return Ok(None);
    };
    let counts = store.list_cross_counts(published.survey.id, &headline.keys(), [by, across], &query.filter).await?;
    Ok(counts.map(|counts| (by.clone(), across.clone(), counts)))
}
