//! The trend of a series: a chart, the switch between periods, and the table behind it.

use domain::{
    calendar::Period,
    results::{
        measure::Measure,
        query::ResultsQuery,
        series::{Bucket, Figure, Series, Trend},
    },
};
use leptos::prelude::*;

use crate::{
    charts::trend::{self, Plot, Point},
    format,
    measure_words::MeasureWords,
    messages::Words,
    results::axis::{self, Axis},
};

/// The trend. An account that sees figures only has no choice of periods.
pub(crate) fn chart(words: &Words, series: &Series, query: &ResultsQuery, minimum: u64, figures_only: bool) -> AnyView {
    let trend = series.trend(query.period, minimum);
    let name = |bucket: &Bucket| format::bucket(words, bucket.start, trend.period);
    let svg = draw(words, series, &trend);
    let rolls = trend.rolls();
    let rows: Vec<_> =
        trend.buckets.iter().rev().map(|bucket| row(words, series.measure, name(bucket), bucket, &trend)).collect();
    let rolling = rolling_note(words, &trend);
    let rolling_head = rolls.then(|| view! { <th scope="col">{rolling_name(words, &trend)}</th> });
    let withheld = trend.withholds().then(|| words.say_with("trend-withheld-text", &[("minimum", minimum.into())]));
    let cut = trend.cut.then(|| words.say_with("trend-cut", &[("n", trend.buckets.len().into())]));
    let axis = axis_note(words, series.measure, &trend);
    let one = (trend.buckets.len() == 1).then(|| words.say("trend-one"));
    let notes: Vec<_> =
        [axis, rolling, withheld, cut, one].into_iter().flatten().map(|text| view! { <p class="hint">{text}</p> }).collect();
    view! {
        {(!figures_only).then(|| switch(words, query))}
        <div inner_html=svg></div>
        {notes}
        <details>
            <summary>{words.say("table-show")}</summary>
            <table class="stacks">
                <thead>
                    <tr>
                        <th scope="col">{words.say("table-period")}</th>
                        <th scope="col">{words.say("table-score")}</th>
                        <th scope="col">{words.say("table-interval")}</th>
                        <th scope="col">{words.say("table-answers")}</th>
                        {rolling_head}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// The chart alone.
pub(crate) fn draw(words: &Words, series: &Series, trend: &Trend) -> String {
    let name = |bucket: &Bucket| format::bucket(words, bucket.start, trend.period);
    let points: Vec<_> = trend.buckets.iter().map(|bucket| point(&bucket.figure)).collect();
    let rolling: Vec<_> = trend.buckets.iter().map(|bucket| bucket.rolling.map(|found| found.value)).collect();
    let rolling = if trend.rolls() { rolling.as_slice() } else { &[] };
    let axis = axis_of(series.measure, trend);
    let range = axis.as_ref().map_or_else(|| series.measure.range(), |axis| axis.range);
    let lines = match &axis {
        Some(axis) => axis.lines.iter().map(|value| (*value, line_text(words, series.measure, *value))).collect(),
        None => lines(words, series.measure),
    };
    let ends = (trend.buckets.first().map(name).unwrap_or_default(), trend.buckets.last().map(name).unwrap_or_default());
    let values = [("measure", series.measure.name(words).into()), ("period", period_name(words, trend.period).into())];
    let label = words.say_with("trend-label", &values);
    trend::draw(&Plot { points: &points, rolling, range, lines: &lines, ends: (&ends.0, &ends.1), label: &label })
}

/// The axis of the values and intervals that are drawn.
fn axis_of(measure: Measure, trend: &Trend) -> Option<Axis> {
    let drawn = trend.buckets.iter().filter_map(|bucket| match &bucket.figure {
        Figure::Score(estimate) => Some(estimate),
        _ => None,
    });
    let ends = drawn.flat_map(|estimate| {
        let interval = estimate.interval.into_iter().flat_map(|interval| [interval.low, interval.high]);
        std::iter::once(estimate.value).chain(interval)
    });
    let rolling = trend.buckets.iter().filter(|_| trend.rolls()).filter_map(|bucket| Some(bucket.rolling?.value));
    axis::fitted(measure, ends.chain(rolling))
}

/// Which part of the scale the axis shows. `None` if it shows the whole scale.
pub(crate) fn axis_note(words: &Words, measure: Measure, trend: &Trend) -> Option<String> {
    let axis = axis_of(measure, trend).filter(|axis| axis.range != measure.range())?;
    let text = |value: f64| line_text(words, measure, value);
    let ((low, high), (least, most)) = (axis.range, measure.range());
    let values =
        [("low", text(low).into()), ("high", text(high).into()), ("least", text(least).into()), ("most", text(most).into())];
    Some(words.say_with("trend-axis", &values))
}

/// The explanation of the second line.
pub(crate) fn rolling_note(words: &Words, trend: &Trend) -> Option<String> {
    trend.rolls().then(|| words.say_with("trend-rolling-text", &[("what", rolling_name(words, trend).into())]))
}

fn rolling_name(words: &Words, trend: &Trend) -> String {
    words.say(match trend.period {
        Period::Day => "trend-rolling-day",
        Period::Week => "trend-rolling-week",
        Period::Month => "trend-rolling-month",
        Period::Quarter => "trend-rolling-quarter",
    })
}

fn switch(words: &Words, query: &ResultsQuery) -> AnyView {
    let links: Vec<_> = Period::ALL
        .iter()
        .copied()
        .map(|period| {
            let current = (period == query.period).then_some("true");
            let address = format!("?{}&lang={}#trend", query.address(Some(period)), words.locale);
            view! { <a href=address aria-current=current>{period_name(words, period)}</a> }
        })
        .collect();
    let label = words.say("trend-period");
    let shown = label.clone();
    view! { <nav class="switch" aria-label=label><span aria-hidden="true">{shown}</span>{links}</nav> }.into_any()
}

pub(crate) fn period_name(words: &Words, period: Period) -> String {
    words.say(match period {
        Period::Day => "period-day",
        Period::Week => "period-week",
        Period::Month => "period-month",
        Period::Quarter => "period-quarter",
    })
}

fn point(figure: &Figure) -> Point {
    match figure {
        Figure::Nobody => Point::Empty,
        Figure::TooFew | Figure::Withdrawn => Point::Withheld,
        Figure::Score(estimate) => {
            Point::Score { value: estimate.value, interval: estimate.interval.map(|interval| (interval.low, interval.high)) }
        }
    }
}

fn row(words: &Words, measure: Measure, name: String, bucket: &Bucket, trend: &Trend) -> AnyView {
    let [score, interval, n] = match &bucket.figure {
        Figure::Nobody => ["—".to_owned(), String::new(), "0".to_owned()],
        Figure::TooFew | Figure::Withdrawn => [words.say("trend-withheld"), String::new(), String::new()],
        Figure::Score(estimate) => [
            measure.value(words, estimate),
            measure.interval(words, estimate).unwrap_or_default(),
            format::count(estimate.n, words.locale),
        ],
    };
    let rolling = trend.rolls().then(|| {
        let text = bucket.rolling.map(|found| match measure.interval(words, &found) {
            Some(interval) => format!("{} ({interval})", measure.value(words, &found)),
            None => measure.value(words, &found),
        });
        view! { <td data-label=rolling_name(words, trend)>{text}</td> }
    });
    let label = |id| words.say(id);
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td data-label=label("table-score")>{score}</td>
            <td data-label=label("table-interval")>{interval}</td>
            <td data-label=label("table-answers")>{n}</td>
            {rolling}
        </tr>
    }
    .into_any()
}

/// Round values across the whole range.
pub(crate) fn lines(words: &Words, measure: Measure) -> Vec<(f64, String)> {
    let values: &[f64] = match measure {
        Measure::Nps => &[-100.0, -50.0, 0.0, 50.0, 100.0],
        Measure::Satisfied { .. } | Measure::Yes => &[0.0, 25.0, 50.0, 75.0, 100.0],
        Measure::ReportMark | Measure::Item | Measure::Loyalty => &[1.0, 4.0, 7.0, 10.0],
        Measure::Effort => &[1.0, 3.0, 5.0, 7.0],
    };
    values.iter().map(|value| (*value, line_text(words, measure, *value))).collect()
}

fn line_text(words: &Words, measure: Measure, value: f64) -> String {
    measure.shown(words, format::number(&value.to_string(), words.locale))
}
