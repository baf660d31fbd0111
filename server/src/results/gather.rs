//! The counts behind the figures of a survey, for the results page and for programs.

pub(crate) mod crosstab;
pub(crate) mod reader;

use domain::{
    id::Key,
    response::filter::{Dimension, ResultsFilter},
    results::{
        counts::{GroupCount, LoyaltyCount, ScoreCount},
        data::Before,
        dimensions::dimensions,
        disclosure::differencing::{PeriodCounts, overlap_allows_differencing, wider_allows_differencing},
        headline::Headline,
        query::ResultsQuery,
    },
    survey::{published::PublishedSurvey, question::Question},
};
use futures::future::try_join_all;
use store::{Store, StoreError};

/// The number of answers by day and score, for each question with scores.
pub(crate) async fn scores(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
) -> Result<Vec<(Key, Vec<ScoreCount>)>, StoreError> {
    let scored = published.version.questionnaire.questions().filter(|question| question.kind.score_range().is_some());
    try_join_all(scored.map(|question| of_question(store, published, question, filter))).await
}

/// The same for one question.
pub(crate) async fn of_question(
    store: &Store,
    published: &PublishedSurvey,
    question: &Question,
    filter: &ResultsFilter,
) -> Result<(Key, Vec<ScoreCount>), StoreError> {
    Ok((question.key.clone(), store.list_score_counts(published.survey.id, &question.key, filter).await?))
}

/// The sums over the three loyalty items, if the survey has them.
pub(crate) async fn loyalty(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
) -> Result<Option<Vec<LoyaltyCount>>, StoreError> {
    let Some(items) = published.version.questionnaire.loyalty_items() else { return Ok(None) };
    store.list_loyalty_counts(published.survey.id, items.map(|item| &item.key), filter).await.map(Some)
}

/// The headline, grouped by the requested dimension. `None` if that has several values for one
/// response, or more values than a table allows.
pub(crate) async fn groups(
    store: &Store,
    published: &PublishedSurvey,
    query: &ResultsQuery,
) -> Result<Option<(Dimension, Vec<GroupCount>)>, StoreError> {
    let questionnaire = &published.version.questionnaire;
    let by = query.by.clone().filter(|by| dimensions(questionnaire).contains(by));
    let (Some(by), Some(headline)) = (by, Headline::of(questionnaire)) else { return Ok(None) };
    let counts = store.list_group_counts(published.survey.id, &headline.keys(), &by, &query.filter).await?;
    Ok(counts.map(|counts| (by, counts)))
}

/// Whether removing one of the conditions, the language or the channel adds at least one respondent, but fewer than the
/// minimum. The difference of the two views would then reveal them. The days are not checked: while answers arrive,
/// views of other days always differ by few.
pub(crate) async fn allows_differencing(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
) -> Result<bool, StoreError> {
    if filter.relaxed().next().is_none() {
        return Ok(false);
    }
    let n = store.count_standing(published.survey.id, filter).await?;
    count_allows_differencing(store, published, filter, n).await
}

/// The same check with a known number of responses that pass the filter.
pub(crate) async fn count_allows_differencing(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
    n: u64,
) -> Result<bool, StoreError> {
    let minimum = u64::from(published.organisation.profile.minimum_group);
    let count = async |filter: &ResultsFilter| store.count_standing(published.survey.id, filter).await;
    for wider in filter.relaxed() {
        if wider_allows_differencing(n, count(&wider).await?, minimum) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The answers to the headline question in the period of comparison. `None` if the survey has no headline or the query
/// no comparison. `None` too if differencing is possible: one period has fewer answers than the minimum that the other
/// period does not have.
pub(crate) async fn compared(
    store: &Store,
    published: &PublishedSurvey,
    query: &ResultsQuery,
) -> Result<Option<Before>, StoreError> {
    let Some(other) = query.compared() else { return Ok(None) };
    let (Some(from), Some(to), Some(headline)) = (other.from, other.to, published.version.questionnaire.headline()) else {
        return Ok(None);
    };
    if allows_differencing(store, published, &other).await? {
        return Ok(None);
    }
    let ((_, scores), loyalty) =
        tokio::try_join!(of_question(store, published, headline, &other), loyalty(store, published, &other))?;
    let overlaps = query.overlaps();
    if overlaps {
        let (now, then) = (&query.filter, &other);
        let ((_, scores_now), loyalty_now) =
            tokio::try_join!(of_question(store, published, headline, now), self::loyalty(store, published, now))?;
        let minimum = u64::from(published.organisation.profile.minimum_group);
        let now = PeriodCounts { filter: now, scores: &scores_now, loyalty: loyalty_now.as_deref() };
        let then = PeriodCounts { filter: then, scores: &scores, loyalty: loyalty.as_deref() };
        if overlap_allows_differencing(&now, &then, query.period, minimum) {
            return Ok(None);
        }
    }
    Ok(Some(Before { from, to, overlaps, scores, loyalty }))
}
