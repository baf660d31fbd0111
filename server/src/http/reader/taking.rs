//! The count of all that readers may see of a survey, at one moment. This is called taking a step. What may be shown of the count
//! is kept.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use domain::{
    calendar::Period,
    id::{Key, SurveyId, SurveyVersionId},
    response::filter::{Condition, Dimension, ResultsFilter},
    results::disclosure::{
        counts::Counts,
        release::{Groups, Snapshot, Taken},
    },
    survey::{
        published::PublishedSurvey,
        question::{Question, QuestionKind},
    },
};
use store::{Store, StoreError};
use tokio::sync::Semaphore;

use super::dimensions;
use crate::results;

/// The name of the loyalty index among the figures.
pub(super) const LOYALTY: &str = "loyalty";
/// The name of the number of responses among the figures.
pub(super) const RESPONSES: &str = "responses";
/// The name of the table by month.
pub(super) const MONTH: &str = "month";
/// The bucket of responses that count.
pub(super) const STANDING: &str = "standing";

/// More groups than this make no table for readers: each is kept with what was shown of it before.
const MOST_GROUPS: usize = 1_000;
/// What is counted faster than this is counted at each look.
const FAST: Duration = Duration::from_millis(300);
/// What takes longer is counted a twentieth of the time at the most.
const REST: u32 = 20;
/// So many surveys are told apart at once.
const AT_ONCE: usize = 2;

/// The name of a question with a score among the figures.
pub(super) fn score(key: &Key) -> String {
    format!("score:{key}")
}

/// The name of a question with choices or statements among the figures.
pub(super) fn choice(key: &Key) -> String {
    format!("choice:{key}")
}

/// The name of the table by a dimension.
pub(super) fn by(dimension: &Dimension) -> String {
    format!("by:{}", dimension.name())
}

/// Whether a question is answered with a choice, choices or statements.
pub(crate) fn has_choices(question: &Question) -> bool {
    matches!(question.kind, QuestionKind::SingleChoice { .. } | QuestionKind::MultipleChoice { .. } | QuestionKind::Likert { .. })
}

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
pub(super) async fn snapshot(
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
    let now = wholes(&state.store, published, &filter).await?;
    if kept.revision > 0 && looking.is_known(&found(taken_back, kept.revision, now)) {
        return Ok(kept.snapshot);
    }
    // Each has a connection of its own.
    let _turn = state.looks.turns.acquire().await.map_err(|error| StoreError::Unavailable(error.to_string()))?;
    // To wait is no work after which to rest.
    looking.started = Instant::now();
    let moment = state.store.at_one_moment().await?;
    let taken_back = moment.count_taken_back(survey).await?;
    let mut now = wholes(&moment, published, &filter).await?;
    // As it was before it was told apart: a look that finds this finds nothing new.
    let wholes = now.clone();
    tell_apart(&moment, published, &filter, &mut now).await?;
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

/// Every figure over everybody; scores and loyalty index by month as well.
async fn wholes(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
) -> Result<BTreeMap<String, Taken>, StoreError> {
    let survey = published.survey.id;
    let questionnaire = &published.version.questionnaire;
    let questions: Vec<&Question> = questionnaire.questions().collect();
    let mut now = BTreeMap::new();
    for question in questions {
        if question.kind.score_range().is_some() {
            let counts = store.list_score_counts(survey, &question.key, filter).await?;
            now.insert(score(&question.key), by_month(counts.into_iter().map(|count| (count.day, count.score, count.count))));
        } else if has_choices(question) {
            let counts = store.list_choice_counts(survey, &question.key, filter).await?;
            let is_one = matches!(question.kind, QuestionKind::SingleChoice { .. });
            let counts = counts.into_iter().map(|(code, score, n)| (bucket(code, score, is_one), n));
            now.insert(choice(&question.key), Taken { whole: counts.collect(), tables: BTreeMap::new() });
        }
    }
    if let Some(items) = questionnaire.loyalty_items() {
        let counts = store.list_loyalty_counts(survey, items.map(|item| &item.key), filter).await?;
        now.insert(LOYALTY.to_owned(), by_month(counts.into_iter().map(|count| (count.day, count.sum, count.count))));
    }
    let counts = store.get_response_counts(survey, filter).await?;
    let mut whole: Counts = counts.withheld.into_iter().map(|(state, n)| (state.name(), n)).collect();
    whole.add(STANDING, counts.standing);
    now.insert(RESPONSES.to_owned(), Taken { whole, tables: BTreeMap::new() });
    Ok(now)
}

/// Adds the tables of each scored question by all that can tell answers apart.
async fn tell_apart(
    store: &Store,
    published: &PublishedSurvey,
    filter: &ResultsFilter,
    now: &mut BTreeMap<String, Taken>,
) -> Result<(), StoreError> {
    let questionnaire = &published.version.questionnaire;
    let questions: Vec<&Question> = questionnaire.questions().collect();
    for question in questions {
        let Some(taken) = now.get_mut(&score(&question.key)) else { continue };
        for dimension in dimensions(questionnaire) {
            let counts = store.list_group_counts(published.survey.id, &question.key, &dimension, filter).await?;
            let mut groups = Groups::new();
            for count in counts.iter().flatten() {
                groups.entry(count.group.clone()).or_default().add(&score_bucket(count.score), count.count);
            }
            if counts.is_some() && groups.len() <= MOST_GROUPS {
                taken.tables.insert(by(&dimension), groups);
            }
        }
    }
    Ok(())
}

fn by_month(counts: impl Iterator<Item = (domain::calendar::Day, Option<u8>, u64)>) -> Taken {
    let (mut whole, mut months) = (Counts::default(), Groups::new());
    for (day, score, n) in counts {
        let score = score_bucket(score);
        whole.add(&score, n);
        months.entry(Some(Period::Month.start(day).0.to_string())).or_default().add(&score, n);
    }
    Taken { whole, tables: BTreeMap::from([(MONTH.to_owned(), months)]) }
}

fn score_bucket(score: Option<u8>) -> String {
    score.map(|score| score.to_string()).unwrap_or_default()
}

/// Of several choices or statements each has a part of its own: one person may be in each.
fn bucket(code: Option<String>, score: Option<u8>, is_one: bool) -> String {
    match (code, is_one) {
        (None, _) => String::new(),
        (Some(code), true) => code,
        (Some(code), false) => format!("{code}/{}", score_bucket(score)),
    }
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
