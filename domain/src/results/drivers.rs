//! Drivers: which questions and statements correlate with the headline score, and how strongly. Pure; a correlation is
//! no proof of a cause.

use super::query::ResultsQuery;
use crate::{
    id::Key,
    import::status::ImportStatus,
    results::{counts::JointCount, disclosure::suppression},
    statistics::{RankCorrelation, Verdict, holm, rank_correlation},
    survey::{
        Questionnaire,
        published::PublishedSurvey,
        question::{Question, QuestionKind},
    },
};

/// All data of the drivers page.
#[derive(Clone, Debug)]
pub struct DriversData {
    /// The current version of the survey.
    pub published: PublishedSurvey,
    /// The filter of the answers.
    pub query: ResultsQuery,
    /// The joint counts with the headline score, in the order of [`candidates`].
    pub counts: Vec<Vec<JointCount>>,
    /// Whether the filter allows differencing: without one condition it would gain too few responses. Then nothing is
    /// shown.
    pub allows_differencing: bool,
    /// As in the results: the import that is neither done nor undone.
    pub importing: Option<ImportStatus>,
}

/// A possible driver: a question, or a statement of one.
pub type Candidate<'a> = (&'a Question, Option<&'a Key>);

/// All questions with a score and all statements, without the headline itself.
pub fn candidates(questionnaire: &Questionnaire) -> Vec<Candidate<'_>> {
    let headline = questionnaire.headline().map(|question| &question.key);
    questionnaire.questions().filter(|question| Some(&question.key) != headline).flat_map(of_question).collect()
}

fn of_question(question: &Question) -> Vec<Candidate<'_>> {
    match &question.kind {
        QuestionKind::Likert { rows, .. } => rows.iter().map(|row| (question, Some(&row.key))).collect(),
        kind if kind.score_range().is_some() => vec![(question, None)],
        _ => Vec::new(),
    }
}

/// One possible driver and its correlation.
#[derive(Clone, Debug)]
pub struct Driver<'a> {
    /// The question or statement.
    pub candidate: Candidate<'a>,
    /// What is shown of the correlation.
    pub together: Together,
}

/// How strongly a candidate correlates with the headline score.
#[derive(Clone, Debug, PartialEq)]
pub enum Together {
    /// The correlation, with a verdict corrected for the number of candidates.
    Known(RankCorrelation, Option<Verdict>),
    /// Fewer responses than the minimum have both scores.
    TooFew,
    /// One of the two has the same score in all responses, or no response has both scores.
    NoSpread,
}

impl DriversData {
    /// The drivers, the strongest first. Candidates without a correlation are last.
    pub fn drivers(&self, minimum: u64) -> Vec<Driver<'_>> {
        let together = |counts: &Vec<JointCount>| {
            let pairs: Vec<_> = counts.iter().map(|one| (i64::from(one.other), i64::from(one.score), one.count)).collect();
            let n = counts.iter().map(|one| one.count).sum();
            match suppression::is_too_small(n, minimum) {
                true => Together::TooFew,
                false => rank_correlation(&pairs).map_or(Together::NoSpread, |found| Together::Known(found, None)),
            }
        };
        let mut all: Vec<_> = candidates(&self.published.version.questionnaire)
            .into_iter()
            .zip(&self.counts)
            .map(|(candidate, counts)| Driver { candidate, together: together(counts) })
            .collect();
        judge(&mut all);
        all.sort_by(|a, b| strength(b).total_cmp(&strength(a)));
        all
    }
}

/// Sets the verdicts, corrected for the number of drivers.
fn judge(drivers: &mut [Driver<'_>]) {
    let mut tested: Vec<(f64, &mut Option<Verdict>)> = drivers
        .iter_mut()
        .filter_map(|driver| match &mut driver.together {
            Together::Known(found, verdict) => Some((found.p?, verdict)),
            _ => None,
        })
        .collect();
    let corrected = holm(&tested.iter().map(|(p, _)| *p).collect::<Vec<_>>());
    for ((_, verdict), p) in tested.iter_mut().zip(corrected) {
        **verdict = Some(Verdict::of(p));
    }
}

fn strength(driver: &Driver<'_>) -> f64 {
    match &driver.together {
        Together::Known(found, _) => found.rho.abs(),
        Together::TooFew | Together::NoSpread => -1.0,
    }
}
