//! A Net Promoter Score on its whole scale, as a gauge with its interval.

use domain::results::{
    data::ResultsData,
    measure::Measure,
    scoring::Estimate,
    series::{Figure, Series},
};
use leptos::prelude::*;

use super::{figure, files, trend};
use crate::{
    charts::gauge::{self, Gauge},
    measure_words::MeasureWords,
    messages::Words,
    results::picture::Picture,
};

/// The gauge of the headline, with its download links. `None` if the measure is another or the score is withheld.
pub(crate) fn chart(words: &Words, data: &ResultsData, series: &Series, minimum: u64) -> Option<AnyView> {
    let Figure::Score(estimate) = series.figure(minimum) else { return None };
    let svg = draw(words, series.measure, &estimate)?;
    Some(
        view! {
            // Score, margin and answers are above it as text, so a screen reader would read them twice.
            <div class="gauge-frame" aria-hidden="true" inner_html=svg></div>
            {files::of_picture(words, data, Picture::Gauge)}
        }
        .into_any(),
    )
}

/// The chart alone. `None` for another measure.
pub(crate) fn draw(words: &Words, measure: Measure, estimate: &Estimate) -> Option<String> {
    if measure != Measure::Nps {
        return None;
    }
    let value = measure.value(words, estimate);
    let answers = figure::answers(words, estimate.n);
    let interval = measure.interval(words, estimate);
    let below: Vec<String> = interval.clone().into_iter().chain([answers.clone()]).collect();
    let values = [
        ("measure", measure.name(words).into()),
        ("value", value.as_str().into()),
        ("interval", interval.unwrap_or_default().into()),
        ("answers", answers.into()),
    ];
    let label = words.say_with("gauge-label", &values);
    Some(gauge::draw(&Gauge {
        value: estimate.value,
        interval: estimate.interval.map(|interval| (interval.low, interval.high)),
        range: measure.range(),
        marks: &trend::lines(words, measure),
        words: &value,
        below: &below,
        label: &label,
    }))
}
