//! The data of the results page: from counts to headline, distribution, trend and comments. Pure; must not know the
//! database.

use crate::{
    calendar::{Day, Millis},
    comment::Comment,
    id::Key,
    import::status::ImportStatus,
    response::filter::Dimension,
    results::{
        arrivals::Arrivals,
        breakdown::Breakdown,
        counts::{CrossCount, GroupCount, LoyaltyCount, ResponseCounts, ScoreCount},
        headline::Headline,
        query::ResultsQuery,
        release_status::{Steps, Waiting},
        series::Series,
        view_list::ShownView,
    },
    survey::published::PublishedSurvey,
};

/// The number of answers with a choice, or with a score for a statement. The code is `None` for "don't know / not
/// applicable".
pub type ChoiceCount = (Option<String>, Option<u8>, u64);

/// Instead of a code, in the count of respondents who selected at least one of several choices.
pub const CHOSE_ANY: &str = "";

/// The headline answers of the period that the requested period is compared with.
#[derive(Clone, Debug)]
pub struct Before {
    /// The first day of the period.
    pub from: Day,
    /// The last day of the period.
    pub to: Day,
    /// Whether a day is in both periods.
    pub overlaps: bool,
    /// The number of answers by score and day.
    pub scores: Vec<ScoreCount>,
    /// The sums over the three loyalty items, if the survey has them.
    pub loyalty: Option<Vec<LoyaltyCount>>,
}

/// All data of the results page.
#[derive(Clone, Debug)]
pub struct ResultsData {
    /// The current version of the survey.
    pub published: PublishedSurvey,
    /// The filter of the answers and the period of the trend.
    pub query: ResultsQuery,
    /// The numbers of responses that are included in results and that are withheld.
    pub counts: ResponseCounts,
    /// The number of answers by score and day, per question with a score.
    pub scores: Vec<(Key, Vec<ScoreCount>)>,
    /// The sums over the three loyalty items, if the survey has them.
    pub loyalty: Option<Vec<LoyaltyCount>>,
    /// The number of answers by choice or statement, per question that has these.
    pub choices: Vec<(Key, Vec<ChoiceCount>)>,
    /// The newest answers, per text question.
    pub comments: Vec<(Key, Vec<Comment>)>,
    /// The headline grouped by a dimension, if requested. Of the loyalty index a score is the sum of the items.
    pub groups: Option<(Dimension, Vec<GroupCount>)>,
    /// The same scores grouped by two dimensions, if requested by an analyst.
    pub cross: Option<(Dimension, Dimension, Vec<CrossCount>)>,
    /// The period to compare with: the chosen one, or the one before. `None` if the requested period has an open end,
    /// or if the comparison may not be shown.
    pub before: Option<Before>,
    /// Whether the filter allows differencing: without one condition, the language or the channel, it would gain too
    /// few responses. Then nothing is shown.
    pub allows_differencing: bool,
    /// Whether the account sees figures only: no comments, no single responses, and no tables under a filter.
    pub figures_only: bool,
    /// The status of released figures, for an account that sees figures only. `None` for an account that sees current
    /// figures.
    pub steps: Option<Steps>,
    /// The time of the figures. For an account that sees figures only, this is the time of the last release.
    pub at: Millis,
    /// How the answers of the view arrived.
    pub arrivals: Arrivals,
    /// The import of this survey that is neither done nor undone. The figures hold a part of its rows.
    pub importing: Option<ImportStatus>,
    /// The saved views to list, by name. `None` if the list was not requested.
    pub views: Option<Vec<ShownView>>,
}

impl ResultsData {
    /// Why a question is withheld until its next release. Without a question, why the loyalty index is.
    pub fn waiting(&self, question: Option<&Key>) -> Option<Waiting> {
        self.steps.as_ref()?.waiting(question)
    }

    /// The answers to a question with a score.
    pub fn series(&self, key: &str) -> Option<Series> {
        let question = self.published.version.questionnaire.question(key)?;
        let (_, counts) = self.scores.iter().find(|(found, _)| found.as_str() == key)?;
        Some(Series::of_scores(question, counts)?.waiting(self.waiting(Some(&question.key))))
    }

    /// The headline of the survey: the loyalty index if it has one, otherwise its first scored question.
    pub fn headline(&self) -> Option<Series> {
        match &self.loyalty {
            Some(sums) => Some(Series::of_loyalty(sums).waiting(self.waiting(None))),
            None => self.series(self.published.version.questionnaire.headline()?.key.as_str()),
        }
    }

    /// The headline grouped by the requested dimension. `None` if that is not possible.
    pub fn breakdown(&self, minimum: u64) -> Option<(&Dimension, Breakdown)> {
        let (by, counts) = self.groups.as_ref()?;
        let broken = Breakdown::of(Headline::of(&self.published.version.questionnaire)?.measure, counts, minimum);
        Some(match &self.steps {
            Some(steps) => (by, broken.without_small_names(steps.hides_groups)),
            None => (by, broken),
        })
    }

    /// The series for the trend of the headline. For readers, each month is released on its own.
    pub fn months(&self, headline: &Series) -> Series {
        self.steps.as_ref().map_or_else(|| headline.clone(), |steps| headline.of_months(steps))
    }

    /// Whether the page says how many responses are included. An account that sees figures only sees this number only
    /// if the survey has no score.
    pub fn counts_responses(&self) -> bool {
        let counts_wait = self.steps.as_ref().is_some_and(|steps| steps.counts.is_some());
        self.shows_parts() && !self.allows_differencing && !counts_wait && (self.steps.is_none() || self.headline().is_none())
    }

    /// Whether answers can be grouped by the version of the survey. Readers cannot do this.
    pub fn has_versions(&self) -> bool {
        !self.figures_only && self.published.version.number > 1
    }

    /// Whether tables and charts of groups are shown.
    pub fn shows_parts(&self) -> bool {
        !(self.figures_only && self.query.is_filtered())
    }
}
