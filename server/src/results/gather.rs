//! The counts behind a survey's figures, for the results page and for programs alike.

pub(crate) mod crosstab;
pub(crate) mod reader;

use std::collections::BTreeMap;

use domain::{
    calendar::{Day, Period},
    id::Key,
    response::filter::{Dimension, ResultsFilter},
    results::{
        counts::{GroupCount, LoyaltyCount, ScoreCount},
        data::Before,
        dimensions::dimensions,
        disclosure::suppression,
        query::ResultsQuery,
    },
    survey::{published::PublishedSurvey, question::Question},
};
use futures::future::try_join_all;
use store::{Store, StoreError};

/// Per question answered with a score: how many gave each score on each day.
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

/// The sums over the three loyalty items, where the survey has them.
pub(crate) async fn loyalty(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
) -> Result<Option<Vec<LoyaltyCount>>, StoreError> {
    let Some(items) = published.version.questionnaire.loyalty_items() else { return Ok(None) };
    store.list_loyalty_counts(published.survey.id, items.map(|item| &item.key), filter).await.map(Some)
}

/// The scores of the headline question, told apart by what was asked, where that has one value for each response and no more values than
/// a table is made for.
pub(crate) async fn groups(
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

/// Whether lifting one of the conditions, the language or the channel adds somebody, but fewer than the minimum: they would be the difference of two
/// views. Not the days: as long as answers come, views of other days always differ by few.
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

/// The same where it is known how many responses pass the filter.
pub(crate) async fn count_allows_differencing(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
    n: u64,
) -> Result<bool, StoreError> {
    let minimum = u64::from(published.organisation.profile.minimum_group);
    let count = async |filter: &ResultsFilter| store.count_standing(published.survey.id, filter).await;
    for wider in filter.relaxed() {
        if suppression::is_too_small(count(&wider).await?.saturating_sub(n), minimum) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The headline's answers of the days that it is compared with, where they may be shown beside those of the period that was asked for: not where one has
/// fewer answers than the minimum that the other has not; none of a survey without a headline, or where there is nothing to compare with.
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
        let sides = [beside((&scores_now, loyalty_now.as_deref()), then), beside((&scores, loyalty.as_deref()), now)]
            .into_iter()
            .flatten();
        let rests = [days_of_scores(&scores_now), days_of_sums(loyalty_now.as_deref().unwrap_or_default())]
            .map(|days| beside_buckets(days, then, query.period, minimum));
        if sides.into_iter().chain(rests.into_iter().flatten()).any(|n| suppression::is_too_small(n, minimum)) {
            return Ok(None);
        }
    }
    Ok(Some(Before { from, to, overlaps, scores, loyalty }))
}

/// How many of these answers are of days that a filter leaves out: of two periods that overlap, what the one has more than the other, and so what
/// is left when their figures are subtracted.
fn beside((scores, loyalty): (&[ScoreCount], Option<&[LoyaltyCount]>), filter: &ResultsFilter) -> [u64; 2] {
    let left_out = |days: Vec<(Day, u64)>| days.into_iter().filter(|(day, _)| is_out(filter, *day)).map(|(_, n)| n).sum();
    [left_out(days_of_scores(scores)), left_out(days_of_sums(loyalty.unwrap_or_default()))]
}

/// What is left of the answers of a period when the buckets of its trend are taken from another period that overlaps it, and what is left of those
/// outside that other one: buckets that lie on both sides, or that are too small to be shown.
fn beside_buckets(days: Vec<(Day, u64)>, other: &ResultsFilter, period: Period, minimum: u64) -> [u64; 2] {
    let mut buckets: BTreeMap<Day, [u64; 2]> = BTreeMap::new();
    for (day, n) in days {
        buckets.entry(period.start(day)).or_default()[usize::from(is_out(other, day))] += n;
    }
    let is_known =
        |[within, without]: &[u64; 2]| (*within == 0 || *without == 0) && !suppression::is_too_small(within + without, minimum);
    buckets.values().filter(|sides| !is_known(sides)).fold([0, 0], |[within, without], [a, b]| [within + a, without + b])
}

fn is_out(filter: &ResultsFilter, day: Day) -> bool {
    filter.from.is_some_and(|from| day < from) || filter.to.is_some_and(|to| to < day)
}

fn days_of_scores(scores: &[ScoreCount]) -> Vec<(Day, u64)> {
    scores.iter().filter(|one| one.score.is_some()).map(|one| (one.day, one.count)).collect()
}

fn days_of_sums(sums: &[LoyaltyCount]) -> Vec<(Day, u64)> {
    sums.iter().filter(|one| one.sum.is_some()).map(|one| (one.day, one.count)).collect()
}
