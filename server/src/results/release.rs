//! When the release of figures that readers see is refreshed. One refresh of a survey runs at a time.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use domain::{
    id::{SurveyId, SurveyVersionId},
    response::filter::{Condition, ResultsFilter},
    results::disclosure::release::{Observation, Release},
    survey::published::PublishedSurvey,
};
use store::StoreError;
use tokio::sync::Semaphore;

use crate::results;

/// An observation that is faster than this is made at each request.
const FAST_COUNT: Duration = Duration::from_millis(300);
/// A slower observation rests this many times its duration, so that it runs at most a twentieth of the time.
const REST_FACTOR: u32 = 20;
/// How many surveys are grouped at once.
const MAX_PARALLEL_GROUPINGS: usize = 2;

/// When this server last refreshed each place, and what it found. Its size is limited by the number of surveys and
/// reader conditions.
pub struct RefreshSchedule {
    seen: Mutex<HashMap<Place, LastRefresh>>,
    turns: Semaphore,
    rest: bool,
}

/// A survey, and the condition of its readers.
type Place = (SurveyId, Option<Condition>);

#[derive(Default)]
struct LastRefresh {
    is_under_way: bool,
    ended: Option<(Instant, Duration)>,
    /// The last finding. If the next one is equal, the grouped figures need not be counted again.
    found: Option<Finding>,
}

/// The observation of a refresh, before the grouped figures are added.
#[derive(Clone, PartialEq, Eq)]
struct Finding {
    version: SurveyVersionId,
    minimum: u64,
    /// The number of revocations in the survey.
    revoked: i64,
    /// The revision of the stored release that it was compared with or became.
    revision: u64,
    /// Every figure that is not grouped.
    wholes: BTreeMap<String, Observation>,
}

/// A running refresh. It ends when it is dropped.
struct Refresh<'a> {
    refreshes: &'a RefreshSchedule,
    place: Place,
    started: Instant,
}

impl RefreshSchedule {
    /// An empty schedule. `rest` says whether slow refreshes rest.
    pub fn new(rest: bool) -> Self {
        Self { seen: Mutex::default(), turns: Semaphore::new(MAX_PARALLEL_GROUPINGS), rest }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Place, LastRefresh>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a refresh. `None` if one is running, or if the last slow one still rests. After a revocation it rests
    /// only as long as it took, so that frequent revocations do not make it count all the time.
    fn begin(&self, place: &Place, revoked: i64) -> Option<Refresh<'_>> {
        let mut refreshes = self.lock();
        let last = refreshes.entry(place.clone()).or_default();
        let is_same = last.found.as_ref().is_some_and(|found| found.revoked == revoked);
        let rest = if is_same { REST_FACTOR } else { 1 };
        let is_tired = self.rest && last.ended.is_some_and(|(at, took)| took > FAST_COUNT && at.elapsed() < took * rest);
        if last.is_under_way || is_tired {
            return None;
        }
        last.is_under_way = true;
        Some(Refresh { refreshes: self, place: place.clone(), started: Instant::now() })
    }

    /// Whether nothing was revoked since the last refresh, and no other server stored another release.
    fn is_unchanged(&self, place: &Place, revoked: i64, revision: u64) -> bool {
        let same = |found: &Finding| found.revoked == revoked && found.revision == revision;
        let found = |last: &LastRefresh| last.found.as_ref().is_some_and(same);
        self.lock().get(place).is_some_and(found)
    }
}

impl Refresh<'_> {
    fn is_known(&self, found: &Finding) -> bool {
        self.refreshes.lock().get(&self.place).is_some_and(|last| last.found.as_ref() == Some(found))
    }

    fn note(&self, found: Finding) {
        self.refreshes.lock().entry(self.place.clone()).or_default().found = Some(found);
    }
}

impl Drop for Refresh<'_> {
    fn drop(&mut self) {
        let mut refreshes = self.refreshes.lock();
        let last = refreshes.entry(self.place.clone()).or_default();
        last.is_under_way = false;
        last.ended = Some((Instant::now(), self.started.elapsed()));
    }
}

/// The release for readers, after a refresh if one is due. The refresh continues if the caller does not wait for it.
pub(crate) async fn snapshot(
    state: &Arc<results::State>,
    published: &PublishedSurvey,
    only: Option<&Condition>,
) -> Result<Release, StoreError> {
    let (state, published, only) = (Arc::clone(state), published.clone(), only.cloned());
    let refreshed = tokio::spawn(async move { refreshed_release(&state, &published, only.as_ref()).await });
    refreshed.await.unwrap_or_else(|error| Err(StoreError::Unavailable(error.to_string())))
}

async fn refreshed_release(
    state: &results::State,
    published: &PublishedSurvey,
    only: Option<&Condition>,
) -> Result<Release, StoreError> {
    let survey = published.survey.id;
    let place = (survey, only.cloned());
    let revoked = state.store.count_revoked(survey).await?;
    // While an import is unfinished, the figures of before are released. Those in between would tell its parts apart.
    let is_importing = state.store.find_unfinished_import(survey).await?.is_some();
    let turn = if is_importing { None } else { state.refreshes.begin(&place, revoked) };
    let Some(mut refresh) = turn else {
        let kept = state.store.find_release(survey, only).await?;
        let is_unchanged = state.refreshes.is_unchanged(&place, revoked, kept.revision);
        return Ok(if is_unchanged { kept.snapshot } else { kept.snapshot.withheld() });
    };
    // Read after the refresh begins, so that the release of the refresh before is seen.
    let kept = state.store.find_release(survey, only).await?;
    let filter = ResultsFilter { conditions: only.cloned().into_iter().collect(), ..ResultsFilter::default() };
    let minimum = u64::from(published.organisation.profile.minimum_group);
    let found = |revoked, revision, wholes| Finding { version: published.version.id, minimum, revoked, revision, wholes };
    let now = state.store.observe(published, &filter).await?;
    if kept.revision > 0 && refresh.is_known(&found(revoked, kept.revision, now)) {
        return Ok(kept.snapshot);
    }
    // Each grouping uses a connection of its own.
    let _turn = state.refreshes.turns.acquire().await.map_err(|error| StoreError::Unavailable(error.to_string()))?;
    // The time in the queue is not work, so it needs no rest.
    refresh.started = Instant::now();
    let moment = state.store.at_one_moment().await?;
    let revoked = moment.count_revoked(survey).await?;
    let mut now = moment.observe(published, &filter).await?;
    // The observation before the grouped figures are added, to compare with the next refresh.
    let wholes = now.clone();
    moment.observe_groups(published, &filter, &mut now).await?;
    moment.end().await?;
    let next = kept.snapshot.clone().advance(now, minimum, crate::clock::now());
    let mut revision = kept.revision;
    if next != kept.snapshot {
        if !state.store.keep_release(survey, only, kept.revision, &next).await? {
            // Another server stored a release from the same revision. Its release counts, but it may be older than a
            // revocation.
            return Ok(state.store.find_release(survey, only).await?.snapshot.withheld());
        }
        revision += 1;
    }
    refresh.note(found(revoked, revision, wholes));
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_looks_at_a_time_and_rests_after_long_work() {
        let (refreshes, place) = (RefreshSchedule::new(true), (SurveyId(uuid::Uuid::nil()), None));
        let first = refreshes.begin(&place, 0).unwrap();
        assert!(refreshes.begin(&place, 0).is_none());
        let found = |revoked| Finding {
            version: SurveyVersionId(uuid::Uuid::nil()),
            minimum: 5,
            revoked,
            revision: 1,
            wholes: BTreeMap::new(),
        };
        first.note(found(0));
        drop(first);
        assert!(refreshes.begin(&place, 0).is_some(), "it was fast");
        refreshes.lock().get_mut(&place).unwrap().ended = Some((Instant::now(), FAST_COUNT * 2));
        assert!(refreshes.begin(&place, 0).is_none(), "it rests");
        assert!(refreshes.is_unchanged(&place, 0, 1) && !refreshes.is_unchanged(&place, 1, 1));
        assert!(!refreshes.is_unchanged(&place, 0, 2), "another server stored a release");
        assert!(refreshes.begin(&place, 1).is_none(), "nor at once where something was taken back");
        let some_time_ago = Instant::now().checked_sub(FAST_COUNT * 3).unwrap();
        refreshes.lock().get_mut(&place).unwrap().ended = Some((some_time_ago, FAST_COUNT * 2));
        assert!(refreshes.begin(&place, 0).is_none(), "it rests long where nobody left");
        assert!(refreshes.begin(&place, 1).is_some(), "and not long where somebody did");
    }
}
