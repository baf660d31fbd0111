//! The counts behind a survey's figures, for the results page and for programs alike.

use app::results::{Before, ResultsQuery, dimensions};
use domain::{
    id::Key,
    question::Question,
    results::{Dimension, ResultsFilter},
    suppression,
};
use futures::future::try_join_all;
use store::{GroupCount, LoyaltyCount, PublishedSurvey, ScoreCount, Store, StoreError};

/// Per question answered with a score: how many gave each score on each day.
pub(super) async fn scores(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
) -> Result<Vec<(Key, Vec<ScoreCount>)>, StoreError> {
    let scored = published.version.questionnaire.questions().filter(|question| question.kind.score_range().is_some());
    try_join_all(scored.map(|question| of_question(store, published, question, filter))).await
}

/// The same for one question.
pub(super) async fn of_question(
    store: &Store,
    published: &PublishedSurvey,
    question: &Question,
    filter: &ResultsFilter,
) -> Result<(Key, Vec<ScoreCount>), StoreError> {
    Ok((question.key.clone(), store.list_score_counts(published.survey.id, &question.key, filter).await?))
}

/// The sums over the three loyalty items, where the survey has them.
pub(super) async fn loyalty(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
) -> Result<Option<Vec<LoyaltyCount>>, StoreError> {
    let Some(items) = published.version.questionnaire.loyalty_items() else { return Ok(None) };
    store.list_loyalty_counts(published.survey.id, items.map(|item| &item.key), filter).await.map(Some)
}

/// The scores of the headline question, told apart by what was asked, where that has one value for each response and no more values than
/// a table is made for.
pub(super) async fn groups(
    store: &Store,
    published: &PublishedSurvey,
    query: &ResultsQuery,
) -> Result<Option<(Dimension, Vec<GroupCount>)>, StoreError> {
    let questionnaire = &published.version.questionnaire;
    let by = query.by.clone().filter(|by| dimensions(questionnaire).contains(by));
    let (Some(by), Some(headline)) = (by, questionnaire.headline()) else { return Ok(None) };
    let counts = store.list_group_counts(published.survey.id, &headline.key, &by, &query.filter).await?;
    Ok(counts.map(|counts| (by, counts)))
}

/// Whether lifting one of the conditions adds somebody, but fewer than the minimum: they would be the difference of two views.
pub(super) async fn gives_away(store: &Store, published: &PublishedSurvey, filter: &ResultsFilter) -> Result<bool, StoreError> {
    if filter.conditions.is_empty() {
        return Ok(false);
    }
    let n = store.count_standing(published.survey.id, filter).await?;
    is_given_away(store, published, filter, n).await
}

/// The same where it is known how many responses pass the filter.
pub(super) async fn is_given_away(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
    n: u64,
) -> Result<bool, StoreError> {
    let minimum = u64::from(published.organisation.profile.minimum_group);
    let count = async |filter: &ResultsFilter| store.count_standing(published.survey.id, filter).await;
    for lifted in 0..filter.conditions.len() {
        let mut wider = filter.clone();
        wider.conditions.remove(lifted);
        if suppression::is_too_small(count(&wider).await?.saturating_sub(n), minimum) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The headline's answers of an earlier period; none of a survey without one, or where not both ends of the period are given.
pub(super) async fn before(
    store: &Store,
    published: &PublishedSurvey,
    earlier: &ResultsFilter,
) -> Result<Option<Before>, StoreError> {
    let (Some(from), Some(to), Some(headline)) = (earlier.from, earlier.to, published.version.questionnaire.headline()) else {
        return Ok(None);
    };
    let ((_, scores), loyalty) =
        tokio::try_join!(of_question(store, published, headline, earlier), loyalty(store, published, earlier))?;
    Ok(Some(Before { from, to, scores, loyalty }))
}

/// The headline's answers of the period before, where they may be shown beside those of the one that was asked for.
pub(super) async fn period_before(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
) -> Result<Option<Before>, StoreError> {
    let Some(earlier) = filter.before() else { return Ok(None) };
    match gives_away(store, published, &earlier).await? {
        true => Ok(None),
        false => before(store, published, &earlier).await,
    }
}
