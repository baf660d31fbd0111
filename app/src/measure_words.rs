//! Measures in words: their names, their calculation, and their values as a reader sees them.

use domain::results::{
    measure::{Measure, Part},
    scoring::{self, Estimate},
};

use crate::{format, messages::Words};

/// A measure as a reader sees it.
pub(crate) trait MeasureWords {
    /// The name of the measure.
    fn name(self, words: &Words) -> String;

    /// How it is calculated, with scale and threshold.
    fn explained(self, words: &Words) -> String;

    /// A value of the score as a reader sees it.
    fn shown(self, words: &Words, number: String) -> String;

    /// The score itself, to one decimal from the exact fraction.
    fn value(self, words: &Words, estimate: &Estimate) -> String;

    /// The interval, if there is one.
    fn interval(self, words: &Words, estimate: &Estimate) -> Option<String>;
}

impl MeasureWords for Measure {
    fn name(self, words: &Words) -> String {
        words.say(match self {
            Self::Nps => "measure-nps",
            Self::Satisfied { .. } | Self::Yes => "measure-csat",
            Self::ReportMark => "measure-report-mark",
            Self::Effort => "measure-ces",
            Self::Item => "measure-loyalty-item",
            Self::Loyalty => "measure-loyalty",
        })
    }

    fn explained(self, words: &Words) -> String {
        let scale =
            |id, min: u8, max: u8| words.say_with(id, &[("min", min.to_string().into()), ("max", max.to_string().into())]);
        match self {
            Self::Nps => words.say("nps-explained"),
            Self::Satisfied { threshold, min, max } => {
                let values = [
                    ("threshold", threshold.to_string().into()),
                    ("min", min.to_string().into()),
                    ("max", max.to_string().into()),
                ];
                words.say_with("csat-explained", &values)
            }
            Self::Yes => words.say("csat-yes-explained"),
            Self::ReportMark => words.say("report-mark-explained"),
            Self::Effort => words.say("ces-explained"),
            Self::Item => scale("mean-explained", 1, 10),
            Self::Loyalty => words.say("loyalty-explained"),
        }
    }

    fn shown(self, words: &Words, number: String) -> String {
        if self.is_share() { words.say_with("unit-percent", &[("value", number.into())]) } else { number }
    }

    fn value(self, words: &Words, estimate: &Estimate) -> String {
        self.shown(words, format::tenths(estimate.tenths(), words.locale))
    }

    fn interval(self, words: &Words, estimate: &Estimate) -> Option<String> {
        let interval = estimate.interval?;
        let low = format::decimal(interval.low, words.locale);
        let high = self.shown(words, format::decimal(interval.high, words.locale));
        Some(words.say_with("interval", &[("low", low.into()), ("high", high.into())]))
    }
}

/// The id of the message that names a supplementary figure.
pub(crate) const fn part_message(part: Part) -> &'static str {
    match part {
        Part::Promoters => "nps-promoters",
        Part::Passives => "nps-passives",
        Part::Detractors => "nps-detractors",
        Part::Mean => "mean-beside",
        Part::EightOrHigher => "eight-or-higher",
        Part::FiveOrLower => "five-or-lower",
        Part::FiveOrHigher => "ces-five-or-higher",
    }
}

/// A share as a reader sees it.
pub(crate) fn share(words: &Words, part: u64, whole: u64) -> String {
    match scoring::share_satisfied(part, whole) {
        Some(estimate) => {
            let number = format::tenths(estimate.tenths(), words.locale);
            words.say_with("unit-percent", &[("value", number.into())])
        }
        None => "—".to_owned(),
    }
}
