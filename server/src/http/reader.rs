//! What a reader may see: figures alone, of views that tell nothing about a few people when one is subtracted from another. Under a filter
//! there is no table, for its cells would each be such a view.

use std::collections::BTreeMap;

use app::results::{ResultsQuery, dimensions};
use domain::{
    calendar::{Day, Period},
    question::Question,
    results::{Condition, Dimension, ResultsFilter},
    suppression,
};
use store::{PublishedSurvey, Store, StoreError};

use super::figures;

/// The same question as a reader may ask it: over whole months, and only about the answers that they are bound to.
pub(super) fn confine(query: &mut ResultsQuery, only: Option<&Condition>) {
    let (month, filter) = (Period::Month, &mut query.filter);
    filter.from = filter.from.map(|day| month.start(day));
    filter.to = filter.to.map(|day| Day(month.next(month.start(day)).0 - 1));
    query.period = month;
    if let Some(only) = only.filter(|only| !filter.conditions.contains(only)) {
        filter.conditions.push(only.clone());
    }
    query.only = only.cloned();
    if query.is_filtered() {
        query.by = None;
    }
}

/// Whether the view can be shown beside all others that a reader may ask for.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub(super) async fn may_see(store: &Store, published: &PublishedSurvey, query: &ResultsQuery) -> Result<bool, StoreError> {
    if !query.is_filtered() {
        return Ok(true);
    }
    let guard = Guard { store, published, query, minimum: u64::from(published.organisation.profile.minimum_group) };
    let known = dimensions(&published.version.questionnaire);
    let lifted = guard.lifted();
    // Two filters make a table of two dimensions, which gives more away than the two margins that are guarded here.
    if lifted.len() + usize::from(guard.has_dates()) > 1 {
        return Ok(false);
    }
    if lifted.iter().any(|(dimension, ..)| !known.contains(dimension)) {
        return Ok(false);
    }
    let questions = published.version.questionnaire.questions();
    let scored: Vec<_> = questions.filter(|question| question.kind.score_range().is_some()).collect();
    if scored.is_empty() {
        return Ok(false);
    }
    for question in scored {
        if !guard.is_safe_question(question, &lifted).await? {
            return Ok(false);
        }
    }
    guard.is_safe_loyalty(&lifted).await
}

struct Guard<'a> {
    store: &'a Store,
    published: &'a PublishedSurvey,
    query: &'a ResultsQuery,
    minimum: u64,
}

/// A filter that is in force: by what it tells answers apart, the value that it lets through, and the filter without it.
type Lifted = (Dimension, String, ResultsFilter);

impl Guard<'_> {
    /// Each filter in force, but for the dates and what the reader is bound to.
    fn lifted(&self) -> Vec<Lifted> {
        let filter = &self.query.filter;
        let locale =
            filter.locale.map(|one| (Dimension::Locale, one.tag().to_owned(), ResultsFilter { locale: None, ..filter.clone() }));
        let channel = filter
            .channel
            .map(|one| (Dimension::Channel, one.name().to_owned(), ResultsFilter { channel: None, ..filter.clone() }));
        let own = filter.conditions.iter().filter(|one| Some(*one) != self.query.only.as_ref());
        let conditions = own.map(|one| {
            let mut wider = filter.clone();
            wider.conditions.retain(|other| other != one);
            (Dimension::Answer(one.key.clone()), one.value.clone(), wider)
        });
        locale.into_iter().chain(channel).chain(conditions).collect()
    }

    async fn is_safe_question(&self, question: &Question, lifted: &[Lifted]) -> Result<bool, StoreError> {
        if self.has_dates() {
            let (_, counts) = figures::of_question(self.store, self.published, question, &self.without_dates()).await?;
            let days = counts.iter().filter(|count| count.score.is_some()).map(|count| (count.day, count.count));
            if !self.are_safe_dates(days) {
                return Ok(false);
            }
        }
        for (dimension, value, wider) in lifted {
            let survey = self.published.survey.id;
            let Some(counts) = self.store.list_group_counts(survey, &question.key, dimension, wider).await? else {
                return Ok(false);
            };
            let mut groups: BTreeMap<Option<&str>, u64> = BTreeMap::new();
            for count in counts.iter().filter(|count| count.score.is_some()) {
                *groups.entry(count.group.as_deref()).or_default() += count.count;
            }
            let sizes: Vec<u64> = groups.values().copied().collect();
            // A value that no table has is nobody's, and nothing can be subtracted from a view of nobody.
            let at = groups.keys().position(|group| *group == Some(value.as_str()));
            let is_safe = match at {
                Some(at) => suppression::is_safe_group(&sizes, at, self.minimum),
                None => {
                    let (_, counts) = figures::of_question(self.store, self.published, question, &self.query.filter).await?;
                    counts.iter().all(|count| count.score.is_none())
                }
            };
            if !is_safe {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn is_safe_loyalty(&self, lifted: &[Lifted]) -> Result<bool, StoreError> {
        if self.published.version.questionnaire.loyalty_items().is_none() {
            return Ok(true);
        }
        // It is not told apart by anything, so nobody knows which groups of it are small.
        Ok(lifted.is_empty() && self.are_safe_dates(self.loyalty(&self.without_dates()).await?.into_iter()))
    }

    /// How many answered all three items, by day.
    async fn loyalty(&self, filter: &ResultsFilter) -> Result<Vec<(Day, u64)>, StoreError> {
        let sums = figures::loyalty(self.store, self.published, filter).await?.unwrap_or_default();
        Ok(sums.into_iter().filter(|sum| sum.sum.is_some()).map(|sum| (sum.day, sum.count)).collect())
    }

    fn has_dates(&self) -> bool {
        self.query.filter.from.is_some() || self.query.filter.to.is_some()
    }

    fn without_dates(&self) -> ResultsFilter {
        ResultsFilter { from: None, to: None, ..self.query.filter.clone() }
    }

    /// Whether the months asked for can be shown beside any others.
    fn are_safe_dates(&self, days: impl Iterator<Item = (Day, u64)>) -> bool {
        let month = Period::Month;
        let mut months: BTreeMap<Day, u64> = BTreeMap::new();
        for (day, n) in days {
            *months.entry(month.start(day)).or_default() += n;
        }
        let (Some(first), Some(last)) = (months.keys().next().copied(), months.keys().next_back().copied()) else { return true };
        // Without gaps: the month beside one is the next of the calendar, also where nobody answered in it.
        let calendar: Vec<Day> =
            std::iter::successors(Some(first), |start| Some(month.next(*start))).take_while(|start| *start <= last).collect();
        let sizes: Vec<u64> = calendar.iter().map(|start| months.get(start).copied().unwrap_or(0)).collect();
        let from = self.query.filter.from.map_or(0, |from| calendar.partition_point(|start| *start < from));
        let to = self.query.filter.to.map_or(calendar.len(), |to| calendar.partition_point(|start| *start <= to));
        suppression::is_safe_range(&sizes, from..to.max(from), self.minimum)
    }
}
