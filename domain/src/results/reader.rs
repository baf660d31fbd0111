//! The figures that a reader may see, as last released. A reader sees figures only, of views that cannot be subtracted
//! to isolate a few respondents. All data comes from the stored release, never from the answers.

use crate::{
    calendar::{Day, Millis, Period},
    consent::State,
    response::filter::{Condition, Dimension},
    results::{
        arrivals::Arrivals,
        counts::{GroupCount, LoyaltyCount, ResponseCounts, ScoreCount},
        data::{Before, ResultsData},
        disclosure::{
            counts::Counts,
            names,
            release::{self, Release, Visibility},
            views::{self, View},
        },
        query::ResultsQuery,
        release_status::{Steps, Waiting},
    },
    survey::{published::PublishedSurvey, question::Question},
};

/// Restricts a query to what a reader may ask: whole months, and only the answers that the reader is restricted to.
pub fn confine(query: &mut ResultsQuery, only: Option<&Condition>) {
    if query.span.is_some_and(|span| !span.is_of_months()) {
        // Extended to whole months, the days differ from those of the named period.
        *query = query.stated();
    }
    let (month, filter) = (Period::Month, &mut query.filter);
    filter.from = filter.from.map(|day| month.start(day));
    let last = |day: Day| Day(month.next(month.start(day)).0 - 1);
    filter.to = filter.to.map(last);
    query.against = query.against.map(|(from, to)| (month.start(from), last(to)));
    query.period = month;
    if let Some(only) = only.filter(|only| !filter.conditions.contains(only)) {
        filter.conditions.push(only.clone());
    }
    query.only = only.cloned();
    if query.is_filtered() || query.by == Some(Dimension::Version) {
        query.by = None;
        query.pair = None;
    }
}

/// The figures of one survey for readers.
pub struct Reader<'a> {
    snapshot: Release,
    published: &'a PublishedSurvey,
    minimum: u64,
    now: Millis,
}

/// The headline of a survey for the overview, or why it is withheld.
pub struct Headline {
    /// The number of answers by score.
    pub scores: Vec<ScoreCount>,
    /// The number of responses by sum of the loyalty index. `None` if the survey has no such index.
    pub loyalty: Option<Vec<LoyaltyCount>>,
    /// Why the headline is withheld. `None` if it is shown.
    pub waiting: Option<Waiting>,
    /// The time of the release.
    pub at: Millis,
}

impl<'a> Reader<'a> {
    /// The reader's figures from the stored release. `now` is the time of a figure that never changed.
    pub fn new(snapshot: Release, published: &'a PublishedSurvey, now: Millis) -> Self {
        Self { snapshot, minimum: u64::from(published.organisation.profile.minimum_group), published, now }
    }

    /// The headline for a reader.
    pub fn headline(&self) -> Headline {
        let questionnaire = &self.published.version.questionnaire;
        let visibility = |name: &str| self.visibility(name, &View::Everything);
        let scores = questionnaire.headline().map(|question| scores_of(&visibility(&names::score(&question.key))));
        let loyalty = questionnaire.loyalty_items().map(|_| loyalty_of(&visibility(names::LOYALTY)));
        let withheld = self.headline_name().filter(|name| visibility(name) == Visibility::Withheld);
        Headline {
            scores: scores.unwrap_or_default(),
            loyalty,
            waiting: withheld.map(|name| self.why(&name)),
            at: self.steps().at.unwrap_or(self.now),
        }
    }

    /// All data that a reader sees for a query after [`confine`]. It depends only on the query and the release.
    pub fn see(&self, query: &ResultsQuery) -> ResultsData {
        let questionnaire = &self.published.version.questionnaire;
        let view = View::of(query, questionnaire);
        let is_whole = view == View::Everything;
        let mut steps = self.steps();
        let (mut scores, mut choices) = (Vec::new(), Vec::new());
        let mut allows_differencing = !is_whole && self.scored().next().is_none();
        for question in questionnaire.questions() {
            let key = &question.key;
            if question.kind.score_range().is_some() {
                let visibility = self.visibility(&names::score(key), &view);
                if visibility == Visibility::Withheld {
                    steps.waiting.push((Some(key.clone()), self.why(&names::score(key))));
                    allows_differencing |= !is_whole;
                }
                scores.push((key.clone(), scores_of(&visibility)));
            } else if is_whole && names::has_choices(question) {
                let visibility = self.visibility(&names::choice(key), &view);
                if visibility == Visibility::Withheld {
                    steps.waiting.push((Some(key.clone()), self.why(&names::choice(key))));
                }
                choices.push((key.clone(), choices_of(&visibility)));
            }
        }
        let loyalty = questionnaire.loyalty_items().map(|_| {
            let visibility = self.visibility(names::LOYALTY, &view);
            if visibility == Visibility::Withheld {
                steps.waiting.push((None, self.why(names::LOYALTY)));
                allows_differencing |= !is_whole;
            }
            loyalty_of(&visibility)
        });
        let counts = match self.visibility(names::RESPONSES, &View::Everything) {
            Visibility::Shown(counts) if is_whole => responses_of(&counts),
            Visibility::Shown(_) => ResponseCounts::default(),
            Visibility::Withheld => {
                steps.counts = is_whole.then(|| self.why(names::RESPONSES));
                ResponseCounts::default()
            }
        };
        let groups = query.by.as_ref().filter(|_| is_whole).and_then(|by| {
            let name = self.headline_name()?;
            let (groups, hides) = self.groups(&name, &names::by(by))?;
            steps.hides_groups = hides;
            Some((by.clone(), groups))
        });
        let before = if allows_differencing { None } else { self.before(query) };
        if allows_differencing {
            // A withheld page does not say which questions are withheld.
            steps.waiting.clear();
        }
        ResultsData {
            published: self.published.clone(),
            query: query.clone(),
            counts,
            scores,
            loyalty,
            choices,
            comments: Vec::new(),
            groups,
            // The cells of a crosstab would reveal more than the protected figures of a reader.
            cross: None,
            before,
            allows_differencing,
            figures_only: true,
            at: steps.at.unwrap_or(self.now),
            steps: Some(steps),
            arrivals: Arrivals::default(),
            importing: None,
            views: None,
        }
    }

    fn scored(&self) -> impl Iterator<Item = &Question> {
        self.published.version.questionnaire.questions().filter(|question| question.kind.score_range().is_some())
    }

    /// The name of the headline figure.
    fn headline_name(&self) -> Option<String> {
        let questionnaire = &self.published.version.questionnaire;
        match questionnaire.loyalty_items() {
            Some(_) => Some(names::LOYALTY.to_owned()),
            None => questionnaire.headline().map(|question| names::score(&question.key)),
        }
    }

    /// The release time of the headline, and its months.
    fn steps(&self) -> Steps {
        let name = self.headline_name().unwrap_or_else(|| names::RESPONSES.to_owned());
        let Some(figure) = self.snapshot.figures.get(&name) else { return Steps::default() };
        let mut steps = Steps { at: figure.has_moved().then_some(figure.at), ..Steps::default() };
        for (month, visibility) in figure.table(names::MONTH).unwrap_or_default() {
            let Some(month) = views::month(month) else { continue };
            match visibility {
                Visibility::Withheld => {
                    steps.hidden_months.insert(month);
                }
                Visibility::Shown(counts) => {
                    steps.months.extend(counts.iter().map(|(score, n)| (month, score.parse().ok(), n)));
                }
            }
        }
        steps
    }

    fn visibility(&self, name: &str, view: &View) -> Visibility {
        self.snapshot.figures.get(name).map_or(Visibility::Withheld, |figure| view.visibility(figure, self.minimum))
    }

    fn why(&self, name: &str) -> Waiting {
        match self.snapshot.figures.get(name).map(|figure| figure.state) {
            Some(release::State::Withdrawn) => Waiting::Withdrawn,
            Some(release::State::Few | release::State::Shown) | None => Waiting::Few,
        }
    }

    /// The shown groups of a table, and whether others are withheld. The groups are empty if the table is too long, or
    /// is new since the last release. `None` if the figure is withheld.
    fn groups(&self, name: &str, table: &str) -> Option<(Vec<GroupCount>, bool)> {
        let (mut groups, mut hides) = (Vec::new(), false);
        let figure = self.snapshot.figures.get(name)?;
        let Visibility::Shown(whole) = figure.whole() else { return None };
        let Some(rows) = figure.table(table) else { return Some((groups, !whole.is_empty())) };
        for (group, visibility) in rows {
            let Visibility::Shown(counts) = visibility else {
                hides = true;
                continue;
            };
            let count =
                |(score, count): (&str, u64)| GroupCount { group: group.map(str::to_owned), score: score.parse().ok(), count };
            groups.extend(counts.iter().map(count));
        }
        Some((groups, hides))
    }

    /// The period to compare with, if a reader could also see it alone.
    fn before(&self, query: &ResultsQuery) -> Option<Before> {
        let filter = query.compared()?;
        let (from, to) = (filter.from?, filter.to?);
        let questionnaire = &self.published.version.questionnaire;
        let view = View::of(&ResultsQuery { filter, ..query.clone() }, questionnaire);
        let is_shown = |name: &str| self.visibility(name, &view) != Visibility::Withheld;
        if !self.scored().all(|question| is_shown(&names::score(&question.key))) {
            return None;
        }
        let loyalty = match questionnaire.loyalty_items() {
            Some(_) if !is_shown(names::LOYALTY) => return None,
            Some(_) => Some(loyalty_of(&self.visibility(names::LOYALTY, &view))),
            None => None,
        };
        let scores = scores_of(&self.visibility(&names::score(&questionnaire.headline()?.key), &view));
        Some(Before { from, to, overlaps: query.overlaps(), scores, loyalty })
    }
}

/// A placeholder: a reader's scores have no day, because the trend uses months that are released on their own.
const NO_DAY: Day = Day(0);

fn counts_of(visibility: &Visibility) -> impl Iterator<Item = (Option<u8>, u64)> {
    let counts = match visibility {
        Visibility::Shown(counts) => Some(counts),
        Visibility::Withheld => None,
    };
    counts.into_iter().flat_map(Counts::iter).map(|(score, n)| (score.parse().ok(), n))
}

pub(crate) fn scores_of(visibility: &Visibility) -> Vec<ScoreCount> {
    counts_of(visibility).map(|(score, count)| ScoreCount { day: NO_DAY, score, count }).collect()
}

pub(crate) fn loyalty_of(visibility: &Visibility) -> Vec<LoyaltyCount> {
    counts_of(visibility).map(|(sum, count)| LoyaltyCount { day: NO_DAY, sum, count }).collect()
}

fn choices_of(visibility: &Visibility) -> Vec<(Option<String>, Option<u8>, u64)> {
    let Visibility::Shown(counts) = visibility else { return Vec::new() };
    let read = |(bucket, n): (&str, u64)| match bucket.split_once('/') {
        Some((code, score)) => (Some(code.to_owned()), score.parse().ok(), n),
        None => (Some(bucket.to_owned()).filter(|code| !code.is_empty()), None, n),
    };
    counts.iter().map(read).collect()
}

fn responses_of(counts: &Counts) -> ResponseCounts {
    let mut responses = ResponseCounts::default();
    for (bucket, n) in counts.iter() {
        match bucket.parse::<State>() {
            Ok(state) => responses.withheld.push((state, n)),
            Err(_) => responses.standing += n,
        }
    }
    responses
}
