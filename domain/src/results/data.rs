//! From counts to what the results page says: headline, distribution, trend and comments. Pure; must not know the database.

use crate::{
    calendar::{Day, Millis},
    comment::Comment,
    id::Key,
    response::filter::Dimension,
    results::{
        breakdown::Breakdown,
        counts::{CrossCount, GroupCount, LoyaltyCount, ResponseCounts, ScoreCount},
        query::ResultsQuery,
        release_status::{Steps, Waiting},
        series::Series,
        view_list::ShownView,
    },
    survey::published::PublishedSurvey,
};

/// How often a choice, or a statement with a score, was given; no code for "don't know / not applicable".
pub type ChoiceCount = (Option<String>, Option<u8>, u64);

/// The headline's answers of the period that the one that was asked for is compared with.
#[derive(Clone, Debug)]
pub struct Before {
    /// Its first day.
    pub from: Day,
    /// Its last day.
    pub to: Day,
    /// Whether a day of it is in the other, too.
    pub overlaps: bool,
    /// How many gave each score on each day.
    pub scores: Vec<ScoreCount>,
    /// The sums over the three loyalty items, where the survey has them.
    pub loyalty: Option<Vec<LoyaltyCount>>,
}

/// All that the results page is made from.
#[derive(Clone, Debug)]
pub struct ResultsData {
    /// The survey as it is asked now.
    pub published: PublishedSurvey,
    /// Which answers count, and how the trend is cut.
    pub query: ResultsQuery,
    /// How many responses stand and how many are withheld.
    pub counts: ResponseCounts,
    /// Per question answered with a score: how many gave each score on each day.
    pub scores: Vec<(Key, Vec<ScoreCount>)>,
    /// The sums over the three loyalty items, where the survey has them.
    pub loyalty: Option<Vec<LoyaltyCount>>,
    /// Per question with choices or statements: how often each was given.
    pub choices: Vec<(Key, Vec<ChoiceCount>)>,
    /// Per text question: the newest answers.
    pub comments: Vec<(Key, Vec<Comment>)>,
    /// The scores of the headline question, told apart, where that was asked.
    pub groups: Option<(Dimension, Vec<GroupCount>)>,
    /// The same told apart by two things, where that was asked by who may see it.
    pub cross: Option<(Dimension, Dimension, Vec<CrossCount>)>,
    /// The period that was chosen to compare with, or the one before, where both ends of one were asked for and it may be shown.
    pub before: Option<Before>,
    /// Whether lifting one condition, the language or the channel would add so few that they could be told by subtraction: then nothing is shown.
    pub allows_differencing: bool,
    /// Whether who looks sees figures alone: no comments, no rows, and under a filter no tables.
    pub figures_only: bool,
    /// How the figures of who sees figures alone were shown; none for who sees them as they are now.
    pub steps: Option<Steps>,
    /// As of when the figures are: who sees figures alone sees those of the last step.
    pub at: Millis,
    /// Views that are listed for who looks, by name; none where nobody asked for the list.
    pub views: Option<Vec<ShownView>>,
}

impl ResultsData {
    /// Why a question is withheld until its next step, or without one the loyalty index.
    pub fn waiting(&self, question: Option<&Key>) -> Option<Waiting> {
        self.steps.as_ref()?.waiting(question)
    }

    /// The answers to a question answered with a score.
    pub fn series(&self, key: &str) -> Option<Series> {
        let question = self.published.version.questionnaire.question(key)?;
        let (_, counts) = self.scores.iter().find(|(found, _)| found.as_str() == key)?;
        Some(Series::of_scores(question, counts)?.waiting(self.waiting(Some(&question.key))))
    }

    /// What stands for the survey: the loyalty index where it has one, else its first scored question.
    pub fn headline(&self) -> Option<Series> {
        match &self.loyalty {
            Some(sums) => Some(Series::of_loyalty(sums).waiting(self.waiting(None))),
            None => self.series(self.published.version.questionnaire.headline()?.key.as_str()),
        }
    }

    /// The headline told apart by what was asked; none where it cannot be.
    pub fn breakdown(&self, minimum: u64) -> Option<(&Dimension, Breakdown)> {
        let (by, counts) = self.groups.as_ref()?;
        let broken = Breakdown::of(self.published.version.questionnaire.headline()?, counts, minimum)?;
        Some(match &self.steps {
            Some(steps) => (by, broken.without_small_names(steps.hides_groups)),
            None => (by, broken),
        })
    }

    /// What the trend of the headline is drawn of: a reader's months move by themselves.
    pub fn months(&self, headline: &Series) -> Series {
        self.steps.as_ref().map_or_else(|| headline.clone(), |steps| headline.of_months(steps))
    }

    /// Whether it is said how many responses stand: to who sees figures alone only where no score is.
    pub fn counts_responses(&self) -> bool {
        let counts_wait = self.steps.as_ref().is_some_and(|steps| steps.counts.is_some());
        self.shows_parts() && !self.allows_differencing && !counts_wait && (self.steps.is_none() || self.headline().is_none())
    }

    /// Whether answers can be told apart by the version of the survey: readers cannot.
    pub fn has_versions(&self) -> bool {
        !self.figures_only && self.published.version.number > 1
    }

    /// Whether tables and pictures of parts are shown.
    pub fn shows_parts(&self) -> bool {
        !(self.figures_only && self.query.is_filtered())
    }
}
