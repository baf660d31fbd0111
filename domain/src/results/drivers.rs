//! Drivers: which questions and statements go together with the headline score, and how far. Pure; it says nothing of causes.

use super::query::ResultsQuery;
use crate::{
    id::Key,
    results::{counts::JointCount, disclosure::suppression},
    statistics::{RankCorrelation, Verdict, holm, rank_correlation},
    survey::{
        Questionnaire,
        published::PublishedSurvey,
        question::{Question, QuestionKind},
    },
};

/// All that the page is made from.
#[derive(Clone, Debug)]
pub struct DriversData {
    /// The survey as it is asked now.
    pub published: PublishedSurvey,
    /// Which answers count.
    pub query: ResultsQuery,
    /// What was given together with the headline score, in the order of [`candidates`].
    pub counts: Vec<Vec<JointCount>>,
    /// Whether lifting one condition would add so few that they could be told by subtraction: then nothing is shown.
    pub allows_differencing: bool,
}

/// What may go together with the headline score: a question, or a statement of one.
pub type Candidate<'a> = (&'a Question, Option<&'a Key>);

/// The questions answered with a score and the statements, but for the headline itself.
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

/// One of them.
#[derive(Clone, Debug)]
pub struct Driver<'a> {
    /// What it is.
    pub candidate: Candidate<'a>,
    /// What is shown of it.
    pub together: Together,
}

/// How far something goes together with the headline score.
#[derive(Clone, Debug, PartialEq)]
pub enum Together {
    /// So far; the verdict is corrected for the number of them.
    Known(RankCorrelation, Option<Verdict>),
    /// Fewer than the minimum gave both scores.
    TooFew,
    /// All gave the same score to one of the two, or nobody gave both.
    NoSpread,
}

impl DriversData {
    /// The drivers, the strongest first; those without a figure last.
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

/// Corrects for being many.
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
