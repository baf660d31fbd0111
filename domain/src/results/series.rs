//! The answers to one scored question, day by day: their total, and their trend with small groups withheld.

use std::{
    collections::{BTreeMap, BTreeSet},
    iter,
};

use super::{
    measure::Measure,
    release_status::{Steps, Waiting},
};
use crate::{
    calendar::{Day, Period},
    results::{
        counts::{LoyaltyCount, ScoreCount},
        disclosure::suppression,
        scoring::{Distribution, Estimate},
    },
    survey::question::Question,
};

/// The most buckets of a trend.
const MOST_BUCKETS: usize = 90;

/// The answers to one scored question, by day.
#[derive(Clone, Debug)]
pub struct Series {
    /// What the scores measure.
    pub measure: Measure,
    /// All answers together.
    pub total: Distribution,
    /// The number of "don't know / not applicable". For the loyalty index, the number of respondents who did not answer
    /// all three items.
    pub supplementary: u64,
    days: BTreeMap<Day, Distribution>,
    /// Why the whole series is withheld, whatever its size.
    waiting: Option<Waiting>,
    /// Buckets that are withheld, whatever their size.
    hidden: BTreeSet<Day>,
}

/// A score, or why it is not shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Figure {
    /// There are no answers.
    Nobody,
    /// There are too few answers to protect the respondents.
    TooFew,
    /// A response in the figure was withdrawn, and too few changed since for a new release.
    Withdrawn,
    /// The score.
    Score(Estimate),
}

/// One bucket of a trend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    /// The first day of the bucket.
    pub start: Day,
    /// The score of the bucket, if it may be shown.
    pub figure: Figure,
    /// The rolling score: of this bucket and the ones before it, [`Trend::window`] in total. `None` if there are fewer
    /// buckets. `None` if one of them is withheld, because two rolling scores would reveal it by subtraction.
    pub rolling: Option<Estimate>,
}

/// A trend.
#[derive(Clone, Debug, PartialEq)]
pub struct Trend {
    /// The width of a bucket.
    pub period: Period,
    /// The number of buckets in a rolling score.
    pub window: usize,
    /// The buckets, oldest first, without gaps.
    pub buckets: Vec<Bucket>,
    /// Whether older buckets were left out, because the trend has a maximum length.
    pub cut: bool,
}

impl Series {
    /// The series of a question with a score. `None` for another question.
    pub fn of_scores(question: &Question, counts: &[ScoreCount]) -> Option<Self> {
        let measure = Measure::of(&question.kind)?;
        Some(Self::collect(measure, counts.iter().map(|count| (count.day, count.score, count.count))))
    }

    /// The series of the loyalty index.
    pub fn of_loyalty(counts: &[LoyaltyCount]) -> Self {
        Self::collect(Measure::Loyalty, counts.iter().map(|count| (count.day, count.sum, count.count)))
    }

    /// The series, withheld until its next release if `waiting` gives a reason.
    pub fn waiting(self, waiting: Option<Waiting>) -> Self {
        Self { waiting, ..self }
    }

    /// The released months of the headline, for a reader. Their sum need not be the total.
    pub fn of_months(&self, steps: &Steps) -> Self {
        Self { hidden: steps.hidden_months.clone(), ..Self::collect(self.measure, steps.months.iter().copied()) }
    }

    /// A score outside the scale is in no figure. The store never returns one.
    fn collect(measure: Measure, counts: impl Iterator<Item = (Day, Option<u8>, u64)>) -> Self {
        let (min, max) = measure.scores();
        let empty = || Distribution::new(min, max);
        let mut series =
            Self { measure, total: empty(), supplementary: 0, days: BTreeMap::new(), waiting: None, hidden: BTreeSet::new() };
        for (day, score, count) in counts {
            let Some(score) = score else {
                series.supplementary = series.supplementary.saturating_add(count);
                continue;
            };
            if series.total.add(score, count).is_ok() && count > 0 {
                let added = series.days.entry(day).or_insert_with(empty).add(score, count);
                debug_assert!(added.is_ok(), "both have the same scale");
            }
        }
        series
    }

    /// The score over all answers.
    pub fn figure(&self, minimum: u64) -> Figure {
        match self.waiting {
            Some(Waiting::Few) => return Figure::TooFew,
            Some(Waiting::Withdrawn) => return Figure::Withdrawn,
            None => {}
        }
        if suppression::is_too_small(self.total.n(), minimum) {
            return Figure::TooFew;
        }
        self.measure.estimate(&self.total).map_or(Figure::Nobody, Figure::Score)
    }

    /// The trend. A bucket with too few answers is withheld, and with it as many others as needed so that it cannot be
    /// computed from the total.
    pub fn trend(&self, period: Period, minimum: u64) -> Trend {
        let mut groups: BTreeMap<Day, Distribution> = BTreeMap::new();
        for (day, scores) in &self.days {
            match groups.get_mut(&period.start(*day)) {
                Some(group) => {
                    // Outside the assertion, because release builds remove the assertion.
                    let merged = group.merge(scores);
                    debug_assert!(merged.is_ok(), "both have the same scale");
                }
                None => drop(groups.insert(period.start(*day), scores.clone())),
            }
        }
        let counts: Vec<u64> = groups.values().map(Distribution::n).collect();
        let withheld = suppression::withhold(&counts, minimum);
        let mut figures: BTreeMap<Day, Figure> = BTreeMap::new();
        for ((start, scores), withheld) in groups.iter().zip(withheld) {
            let figure = match withheld {
                true => Figure::TooFew,
                false => self.measure.estimate(scores).map_or(Figure::Nobody, Figure::Score),
            };
            figures.insert(*start, figure);
        }
        figures.extend(self.hidden.iter().map(|day| (period.start(*day), Figure::TooFew)));
        let window = window(period);
        // Backwards from the last bucket, and only as far as the first drawn rolling score needs: centuries may lie
        // between two answers.
        let mut buckets: Vec<Bucket> = Vec::new();
        if let (Some(first), Some(last)) = (figures.keys().next(), figures.keys().next_back()) {
            let earlier = |start: &Day| Some(period.previous(*start)).filter(|earlier| (*first..*start).contains(earlier));
            let starts = iter::successors(Some(*last), earlier).take(MOST_BUCKETS + window - 1);
            let figure = |start: &Day| figures.get(start).copied().unwrap_or(Figure::Nobody);
            buckets.extend(starts.map(|start| Bucket { start, figure: figure(&start), rolling: None }));
            buckets.reverse();
        }
        for end in window..=buckets.len() {
            let together = &buckets[end - window..end];
            buckets[end - 1].rolling = self.together(together, &groups, minimum);
        }
        let cut = buckets.len() > MOST_BUCKETS;
        if cut {
            buckets.drain(..buckets.len() - MOST_BUCKETS);
        }
        Trend { period, window, buckets, cut }
    }

    /// The score of some buckets together. `None` if one of them is withheld.
    fn together(&self, buckets: &[Bucket], groups: &BTreeMap<Day, Distribution>, minimum: u64) -> Option<Estimate> {
        let mut sum = Distribution::new(self.measure.scores().0, self.measure.scores().1);
        for bucket in buckets {
            match (bucket.figure, groups.get(&bucket.start)) {
                (Figure::Score(_), Some(group)) => sum.merge(group).ok()?,
                (Figure::Nobody, _) => {}
                _ => return None,
            }
        }
        self.measure.estimate(&sum).filter(|_| !suppression::is_too_small(sum.n(), minimum))
    }
}

/// The number of buckets in a rolling score: seven days, four weeks, three months or four quarters.
const fn window(period: Period) -> usize {
    match period {
        Period::Day => 7,
        Period::Week | Period::Quarter => 4,
        Period::Month => 3,
    }
}

impl Trend {
    /// Whether a bucket is withheld.
    pub fn withholds(&self) -> bool {
        self.buckets.iter().any(|bucket| bucket.figure == Figure::TooFew)
    }

    /// Whether the trend has a rolling score to draw. A single one makes no line.
    pub fn rolls(&self) -> bool {
        self.buckets.iter().filter(|bucket| bucket.rolling.is_some()).count() > 1
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        locale::LocalizedText,
        notice::purpose::Basis,
        organisation::OrganisationProfile,
        survey::{question::QuestionKind, template::Template},
    };

    use super::*;

    fn question(template: Template) -> Question {
        let profile = OrganisationProfile::new("De Korenaar", "a", "b");
        template.questionnaire(&profile, Basis::Consent).headline().unwrap().clone()
    }

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn series(template: Template, counts: &[(&str, Option<u8>, u64)]) -> Series {
        let counts: Vec<_> =
            counts.iter().map(|(at, score, count)| ScoreCount { day: day(at), score: *score, count: *count }).collect();
        Series::of_scores(&question(template), &counts).unwrap()
    }

    fn tenths(figure: Figure) -> Option<i64> {
        match figure {
            Figure::Score(estimate) => Some(estimate.tenths()),
            _ => None,
        }
    }

    #[test]
    fn who_does_not_know_is_in_no_denominator() {
        let nps = series(Template::Nps, &[("2026-11-01", Some(10), 6), ("2026-11-02", Some(3), 2), ("2026-11-02", None, 9)]);
        assert_eq!((nps.total.n(), nps.supplementary), (8, 9));
        assert_eq!(tenths(nps.figure(5)), Some(500));
    }

    #[test]
    fn each_template_has_its_headline() {
        // The real data: 8,225 answers of which 55.2 % satisfied; here scaled down: 11 of 20, mean 3.3.
        let scores = [(1, 4), (2, 2), (3, 3), (4, 6), (5, 5)];
        let counts: Vec<_> = scores.iter().map(|(score, count)| ("2026-11-01", Some(*score), *count)).collect();
        let csat = series(Template::Csat, &counts);
        assert_eq!(tenths(csat.figure(5)), Some(550));
        assert_eq!(csat.measure.supplementary(&csat.total)[0].1.tenths(), 33);
        let mark =
            series(Template::Csat10, &[("2026-11-01", Some(8), 3), ("2026-11-01", Some(5), 1), ("2026-11-01", Some(6), 1)]);
        assert_eq!(tenths(mark.figure(5)), Some(70));
        assert_eq!(mark.measure.supplementary(&mark.total).iter().map(|(_, e)| e.tenths()).collect::<Vec<_>>(), [600, 200]);
        assert_eq!(
            tenths(series(Template::Helpful, &[("2026-11-01", Some(1), 3), ("2026-11-01", Some(0), 2)]).figure(5)),
            Some(600)
        );
        let sums = [24, 27, 30].map(|sum| LoyaltyCount { day: day("2026-11-01"), sum: Some(sum), count: 2 });
        assert_eq!(tenths(Series::of_loyalty(&sums).figure(5)), Some(90));
    }

    #[test]
    fn nobody_and_too_few_are_not_zero() {
        assert_eq!(series(Template::Nps, &[]).figure(5), Figure::Nobody);
        assert_eq!(series(Template::Nps, &[("2026-11-01", None, 9)]).figure(5), Figure::Nobody);
        assert_eq!(series(Template::Nps, &[("2026-11-01", Some(9), 4)]).figure(5), Figure::TooFew);
        assert!(tenths(series(Template::Nps, &[("2026-11-01", Some(9), 5)]).figure(5)).is_some());
    }

    #[test]
    fn a_trend_has_no_gaps_and_gives_no_small_bucket_away() {
        let counts =
            [("2026-01-10", Some(9), 20), ("2026-03-03", Some(9), 2), ("2026-03-31", Some(4), 1), ("2026-04-02", Some(10), 8)];
        let trend = series(Template::Nps, &counts).trend(Period::Month, 5);
        let starts: Vec<_> = trend.buckets.iter().map(|bucket| bucket.start.to_string()).collect();
        assert_eq!(starts, ["2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"]);
        assert_eq!(tenths(trend.buckets[0].figure), Some(1000));
        assert_eq!(trend.buckets[1].figure, Figure::Nobody);
        assert_eq!(trend.buckets[2].figure, Figure::TooFew, "three answers");
        assert_eq!(trend.buckets[3].figure, Figure::TooFew, "else March is the total less the others");
        assert!(trend.withholds() && !trend.cut);
    }

    #[test]
    fn a_rolling_score_takes_three_months_together_and_gives_none_away() {
        let months = ["2026-01-10", "2026-02-03", "2026-03-31", "2026-04-02", "2026-05-02", "2026-06-02", "2026-07-02"];
        let shown = [10, 8, 6, 2, 9, 7, 5];
        let counts: Vec<_> = months.iter().zip(shown).flat_map(|(day, n)| [(*day, Some(9), n), (*day, Some(3), 6)]).collect();
        let all = series(Template::Nps, &counts).trend(Period::Month, 5);
        let rolling = |trend: &Trend| trend.buckets.iter().map(|one| one.rolling.map(|found| found.n)).collect::<Vec<_>>();
        assert_eq!(rolling(&all), [None, None, Some(42), Some(34), Some(35), Some(36), Some(39)]);
        assert_eq!(all.buckets[2].rolling.unwrap().tenths(), 143, "24 of 42 less 18 of 42");
        // April has two answers: no window with it is shown, because the next window without it would reveal them.
        let few: Vec<_> = counts.iter().copied().filter(|(day, score, _)| *day != months[3] || *score == Some(9)).collect();
        let few = series(Template::Nps, &few).trend(Period::Month, 5);
        assert_eq!(few.buckets[3].figure, Figure::TooFew);
        let withheld: Vec<usize> = (0..7).filter(|at| few.buckets[*at].figure == Figure::TooFew).collect();
        for (at, bucket) in few.buckets.iter().enumerate() {
            let has_withheld = withheld.iter().any(|one| (*one..one + 3).contains(&at));
            assert_eq!(bucket.rolling.is_none(), at < 2 || has_withheld, "{at} {withheld:?}");
        }
        assert!(all.rolls());
        // A month without answers does not reduce the number of answers.
        let gap = series(Template::Nps, &[("2026-01-10", Some(9), 20), ("2026-03-03", Some(9), 5)]).trend(Period::Month, 5);
        assert_eq!(rolling(&gap), [None, None, Some(25)]);
        assert!(!gap.rolls());
    }

    #[test]
    fn only_the_last_buckets_are_drawn() {
        let trend = series(Template::Nps, &[("2020-01-01", Some(9), 9), ("2026-11-21", Some(9), 9)]).trend(Period::Day, 5);
        assert_eq!((trend.buckets.len(), trend.cut), (MOST_BUCKETS, true));
        assert_eq!(trend.buckets.last().unwrap().start, day("2026-11-21"));
    }

    #[test]
    fn a_trend_reaches_back_no_further_than_it_is_drawn() {
        // A source without dates may write the first day of the calendar.
        let mut counts = vec![("0001-01-01", Some(9), 9)];
        let last: Vec<String> = (0..100).map(|back| Day(day("2026-11-21").0 - back).to_string()).collect();
        counts.extend(last.iter().map(|day| (day.as_str(), Some(9), 9)));
        for &period in Period::ALL {
            let series = series(Template::Nps, &counts);
            let trend = series.trend(period, 5);
            assert!(trend.buckets.len() == MOST_BUCKETS && trend.buckets.capacity() < 2 * MOST_BUCKETS, "{period:?}");
            assert!(trend.cut && series.total.n() == 909);
            assert_eq!(trend.buckets.last().unwrap().start, period.start(day("2026-11-21")));
        }
        let days = series(Template::Nps, &counts).trend(Period::Day, 5);
        assert_eq!(days.buckets[0].rolling.map(|rolling| rolling.n), Some(63), "of days that are not drawn too");
        // Exactly the limit, and one more.
        for (most, cut) in [(MOST_BUCKETS, false), (MOST_BUCKETS + 1, true)] {
            let days = series(Template::Nps, &counts[1..=most]).trend(Period::Day, 5);
            assert_eq!((days.buckets.len(), days.cut), (MOST_BUCKETS, cut));
        }
    }

    #[test]
    fn a_question_without_a_score_has_no_series() {
        let text = Question {
            kind: QuestionKind::LongText { max_length: 10 },
            text: LocalizedText::same("?"),
            ..question(Template::Nps)
        };
        assert!(Series::of_scores(&text, &[]).is_none());
    }
}
