//! The count of all that readers may see of a survey, at one moment. This is called taking a step. What may be shown of the count
//! is kept.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use domain::{
    id::{SurveyId, SurveyVersionId},
    response::filter::{Condition, ResultsFilter},
    results::disclosure::release::{Snapshot, Taken},
    survey::published::PublishedSurvey,
};
use store::StoreError;
use tokio::sync::Semaphore;

use crate::results;

/// What is counted faster than this is counted at each look.
const FAST: Duration = Duration::from_millis(300);
/// What takes longer is counted a twentieth of the time at the most.
const REST: u32 = 20;
/// So many surveys are told apart at once.
const AT_ONCE: usize = 2;

/// When this server looked last at what, and what it found: no larger than the surveys and conditions that readers are bound to.
pub struct Looks {
    seen: Mutex<HashMap<Place, Look>>,
    turns: Semaphore,
    rest: bool,
}

/// A survey, and what its readers are bound to.
type Place = (SurveyId, Option<Condition>);

#[derive(Default)]
struct Look {
    is_under_way: bool,
    ended: Option<(Instant, Duration)>,
    /// What was found; it need not be told apart again where it is the same.
    found: Option<Found>,
}

/// What a look found, before it was told apart.
#[derive(Clone, PartialEq, Eq)]
struct Found {
    version: SurveyVersionId,
    minimum: u64,
    /// How often something was taken back.
    taken_back: i64,
    /// Which of the states that are kept it was compared with, or became.
    revision: u64,
    /// Every figure.
    wholes: BTreeMap<String, Taken>,
}

/// A look under way, until it is dropped.
struct Looking<'a> {
    looks: &'a Looks,
    place: Place,
    started: Instant,
}

impl Looks {
    /// None yet; `rest` says whether they rest after one that took long.
    pub fn new(rest: bool) -> Self {
        Self { seen: Mutex::default(), turns: Semaphore::new(AT_ONCE), rest }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Place, Look>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins a look; none where one is under way, or the last was just now, as long as that took: after something was taken back it rests
    /// only once as long as it took, so that it does not count all the time where somebody always leaves.
    fn begin(&self, place: &Place, taken_back: i64) -> Option<Looking<'_>> {
        let mut looks = self.lock();
        let look = looks.entry(place.clone()).or_default();
        let is_same = look.found.as_ref().is_some_and(|found| found.taken_back == taken_back);
        let rest = if is_same { REST } else { 1 };
        let is_tired = self.rest && look.ended.is_some_and(|(at, took)| took > FAST && at.elapsed() < took * rest);
        if look.is_under_way || is_tired {
            return None;
        }
        look.is_under_way = true;
        Some(Looking { looks: self, place: place.clone(), started: Instant::now() })
    }

    /// Whether nothing was taken back since the last look, and nobody else kept another state.
    fn is_nobody_gone(&self, place: &Place, taken_back: i64, revision: u64) -> bool {
        let same = |found: &Found| found.taken_back == taken_back && found.revision == revision;
        let found = |look: &Look| look.found.as_ref().is_some_and(same);
        self.lock().get(place).is_some_and(found)
    }
}

impl Looking<'_> {
    fn is_known(&self, found: &Found) -> bool {
        self.looks.lock().get(&self.place).is_some_and(|look| look.found.as_ref() == Some(found))
    }

    fn note(&self, found: Found) {
        self.looks.lock().entry(self.place.clone()).or_default().found = Some(found);
    }
}

impl Drop for Looking<'_> {
    fn drop(&mut self) {
        let mut looks = self.looks.lock();
        let look = looks.entry(self.place.clone()).or_default();
        look.is_under_way = false;
        look.ended = Some((Instant::now(), self.started.elapsed()));
    }
}

/// What readers see of a survey, after the step that can be taken now. The step goes on where whoever looks does not wait for it.
pub(crate) async fn snapshot(
    state: &Arc<results::State>,
    published: &PublishedSurvey,
    only: Option<&Condition>,
) -> Result<Snapshot, StoreError> {
    let (state, published, only) = (Arc::clone(state), published.clone(), only.cloned());
    let step = tokio::spawn(async move { step(&state, &published, only.as_ref()).await });
    step.await.unwrap_or_else(|error| Err(StoreError::Unavailable(error.to_string())))
}

async fn step(state: &results::State, published: &PublishedSurvey, only: Option<&Condition>) -> Result<Snapshot, StoreError> {
    let survey = published.survey.id;
    let place = (survey, only.cloned());
    let taken_back = state.store.count_taken_back(survey).await?;
    let Some(mut looking) = state.looks.begin(&place, taken_back) else {
        let kept = state.store.find_reader_snapshot(survey, only).await?;
        let is_nobody_gone = state.looks.is_nobody_gone(&place, taken_back, kept.revision);
        return Ok(if is_nobody_gone { kept.snapshot } else { kept.snapshot.withheld() });
    };
    // After the look began: whoever looked before has kept what they found.
    let kept = state.store.find_reader_snapshot(survey, only).await?;
    let filter = ResultsFilter { conditions: only.cloned().into_iter().collect(), ..ResultsFilter::default() };
    let minimum = u64::from(published.organisation.profile.minimum_group);
    let found = |taken_back, revision, wholes| Found { version: published.version.id, minimum, taken_back, revision, wholes };
    let now = state.store.observe(published, &filter).await?;
    if kept.revision > 0 && looking.is_known(&found(taken_back, kept.revision, now)) {
        return Ok(kept.snapshot);
    }
    // Each has a connection of its own.
    let _turn = state.looks.turns.acquire().await.map_err(|error| StoreError::Unavailable(error.to_string()))?;
    // To wait is no work after which to rest.
    looking.started = Instant::now();
    let moment = state.store.at_one_moment().await?;
    let taken_back = moment.count_taken_back(survey).await?;
    let mut now = moment.observe(published, &filter).await?;
    // As it was before it was told apart: a look that finds this finds nothing new.
    let wholes = now.clone();
    moment.observe_groups(published, &filter, &mut now).await?;
    moment.end().await?;
    let next = kept.snapshot.clone().advance(now, minimum, crate::clock::now());
    let mut revision = kept.revision;
    if next != kept.snapshot {
        if !state.store.keep_reader_snapshot(survey, only, kept.revision, &next).await? {
            // Another server took a step meanwhile, from the same place: theirs is what was seen, perhaps of a moment before somebody left.
            return Ok(state.store.find_reader_snapshot(survey, only).await?.snapshot.withheld());
        }
        revision += 1;
    }
    looking.note(found(taken_back, revision, wholes));
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_looks_at_a_time_and_rests_after_long_work() {
        let (looks, place) = (Looks::new(true), (SurveyId(uuid::Uuid::nil()), None));
        let first = looks.begin(&place, 0).unwrap();
        assert!(looks.begin(&place, 0).is_none());
        let found = |taken_back| Found {
            version: SurveyVersionId(uuid::Uuid::nil()),
            minimum: 5,
            taken_back,
            revision: 1,
            wholes: BTreeMap::new(),
        };
        first.note(found(0));
        drop(first);
        assert!(looks.begin(&place, 0).is_some(), "it was fast");
        looks.lock().get_mut(&place).unwrap().ended = Some((Instant::now(), FAST * 2));
        assert!(looks.begin(&place, 0).is_none(), "it rests");
        assert!(looks.is_nobody_gone(&place, 0, 1) && !looks.is_nobody_gone(&place, 1, 1));
        assert!(!looks.is_nobody_gone(&place, 0, 2), "another server took a step");
        assert!(looks.begin(&place, 1).is_none(), "nor at once where something was taken back");
        let some_time_ago = Instant::now().checked_sub(FAST * 3).unwrap();
        looks.lock().get_mut(&place).unwrap().ended = Some((some_time_ago, FAST * 2));
        assert!(looks.begin(&place, 0).is_none(), "it rests long where nobody left");
        assert!(looks.begin(&place, 1).is_some(), "and not long where somebody did");
    }
}
