//! The distribution of a series: a chart and the table behind it.

use domain::results::{measure::Measure, series::Series};
use leptos::prelude::*;

use crate::{
    charts::bars::{self, Bar},
    format, measure_words,
    messages::Words,
};

/// The distribution of answers, if their score may be shown.
pub(crate) fn chart(words: &Words, series: &Series) -> AnyView {
    let n = series.total.n();
    let svg = draw(words, series);
    let lines: Vec<_> = series
        .total
        .iter()
        .map(|(score, count)| {
            view! {
                <tr>
                    <th scope="row">{name(words, series.measure, score)}</th>
                    <td>{format::count(count, words.locale)}</td>
                    <td>{measure_words::share(words, count, n)}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <div inner_html=svg></div>
        <details>
            <summary>{words.say("table-show")}</summary>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{words.say("table-score")}</th>
                        <th scope="col">{words.say("table-count")}</th>
                        <th scope="col">{words.say("table-share")}</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
        </details>
    }
    .into_any()
}

/// The chart alone.
pub(crate) fn draw(words: &Words, series: &Series) -> String {
    let n = series.total.n();
    let loyalty = series.measure == Measure::Loyalty;
    let rows: Vec<(u8, u64)> = series.total.iter().collect();
    let bars: Vec<_> = rows
        .iter()
        .map(|(score, count)| Bar {
            name: match (loyalty, score % 3) {
                (false, _) => name(words, series.measure, *score),
                (true, 0) => (score / 3).to_string(),
                (true, _) => String::new(),
            },
            value: if loyalty { String::new() } else { measure_words::share(words, *count, n) },
            count: *count,
            tone: series.measure.tone(*score),
        })
        .collect();
    let list: Vec<_> = rows
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(score, count)| {
            let values =
                [("score", name(words, series.measure, *score).into()), ("share", measure_words::share(words, *count, n).into())];
            words.say_with("distribution-item", &values)
        })
        .collect();
    let values = [("n", format::count(n, words.locale).into()), ("list", list.join("; ").into())];
    bars::standing(&bars, &words.say_with("distribution-label", &values))
}

/// The name of a score: a sum of three loyalty items is named by its mean.
fn name(words: &Words, measure: Measure, score: u8) -> String {
    match measure {
        Measure::Loyalty => format::decimal(f64::from(score) / 3.0, words.locale),
        Measure::Yes => words.say(if score == 1 { "answer-yes" } else { "answer-no" }),
        _ => score.to_string(),
    }
}
