//! A score in words: with n, interval, calculation, and the limits of the margin.

use domain::{
    calendar::Millis,
    channel::Channel,
    results::{
        arrivals::Arrivals,
        data::ResultsData,
        measure::Part,
        scoring::{Estimate, INDICATIVE_BELOW},
        series::{Figure, Series},
    },
    survey::published::PublishedSurvey,
};
use leptos::prelude::*;

use crate::{
    format,
    measure_words::{self, MeasureWords},
    messages::Words,
    notice::summary::basis_id,
};

/// The headline score of a survey, under a heading.
pub(crate) fn headline(words: &Words, data: &ResultsData, series: &Series) -> AnyView {
    view! { <h2>{series.measure.name(words)}</h2>{body(words, data, series, Some(data.at))} }.into_any()
}

/// The score of one question, under that question.
pub(crate) fn of_question(words: &Words, data: &ResultsData, series: &Series) -> AnyView {
    // Released figures have different times, one for each question.
    let at = Some(data.at).filter(|_| data.steps.is_none());
    view! { <p class="measure">{series.measure.name(words)}</p>{body(words, data, series, at)} }.into_any()
}

fn body(words: &Words, data: &ResultsData, series: &Series, at: Option<Millis>) -> AnyView {
    let minimum = u64::from(data.published.organisation.profile.minimum_group);
    let measure = series.measure;
    let body = match series.figure(minimum) {
        Figure::Nobody => view! { <p class="figure">"—"</p><p>{words.say("no-score")}</p> }.into_any(),
        Figure::Withdrawn => {
            let text = words.say_with("withdrawn-wait-text", &[("minimum", minimum.into())]);
            view! { <p class="figure">"—"</p><p><strong>{words.say("withdrawn-wait")}</strong>". "{text}</p> }.into_any()
        }
        Figure::TooFew => {
            let text = words.say_with("too-few-text", &[("minimum", minimum.into())]);
            view! { <p class="figure">"—"</p><p><strong>{words.say("too-few")}</strong>". "{text}</p> }.into_any()
        }
        Figure::Score(estimate) => score(words, data, series, (&estimate, at)),
    };
    view! { {body}<p class="hint">{measure.explained(words)}</p> }.into_any()
}

/// A mean with its interval, to two decimals.
fn mean(words: &Words, estimate: &Estimate) -> String {
    let value = format::hundredths(estimate.exact().hundredths(), words.locale);
    let end = |bound: f64| format::hundredths((bound * 100.0).round() as i64, words.locale);
    match estimate.interval {
        Some(interval) => format!("{value} ({}–{})", end(interval.low), end(interval.high)),
        None => value,
    }
}

fn score(words: &Words, data: &ResultsData, series: &Series, (estimate, at): (&Estimate, Option<Millis>)) -> AnyView {
    let measure = series.measure;
    let supplementary: Vec<_> = measure
        .supplementary(&series.total)
        .into_iter()
        .map(|(part, estimate)| {
            let value = match part {
                // On a scale of five, one decimal is a fortieth of its width, which is often more than the margin.
                Part::Mean => mean(words, &estimate),
                _ => words.say_with("unit-percent", &[("value", format::tenths(estimate.tenths(), words.locale).into())]),
            };
            view! { <div><dt>{words.say(measure_words::part_message(part))}</dt><dd>{value}</dd></div> }
        })
        .collect();
    let impression = words.say_with("indicative-text", &[("n", INDICATIVE_BELOW.into())]);
    let first_impression = estimate.is_indicative().then(|| view! { <p class="hint">{impression}</p> });
    let supplementary = (!supplementary.is_empty()).then(|| view! { <dl class="beside">{supplementary}</dl> });
    view! {
        <p class="figure">{measure.value(words, estimate)}{indicative(words, estimate)}</p>
        <p class="interval">{interval(words, series, estimate)}</p>
        {first_impression}
        {supplementary}
        <p class="source">{source(words, &data.published, &data.arrivals, estimate.n, at)}</p>
        <p class="caveat">{not_counted(words, series)}{words.say(caveat_id(&data.arrivals, data.query.filter.channel))}</p>
    }
    .into_any()
}

/// The interval in words. Below two answers it says why a mean has none.
pub(crate) fn interval(words: &Words, series: &Series, estimate: &Estimate) -> String {
    match series.measure.interval(words, estimate) {
        Some(interval) => words.say_with("interval-of", &[("interval", interval.into())]),
        None => words.say("interval-none"),
    }
}

/// The mark of a score with few answers.
pub(crate) fn indicative(words: &Words, estimate: &Estimate) -> Option<AnyView> {
    estimate.is_indicative().then(|| view! { " "<span class="chip">{words.say("indicative")}</span> }.into_any())
}

/// "8,225 answers".
pub(crate) fn answers(words: &Words, n: u64) -> String {
    words.say_with("answers-n", &[("count", n.into()), ("n", format::count(n, words.locale).into())])
}

/// The source line under every figure: the number of answers, the legal bases and, if it is the same for all, the time.
pub(crate) fn source(words: &Words, published: &PublishedSurvey, arrivals: &Arrivals, n: u64, at: Option<Millis>) -> String {
    let zone = format::zone(&published.organisation.profile.time_zone);
    let own = arrivals.has_others().then(|| match published.version.questionnaire.purposes.first() {
        Some(purpose) => words.say_with("figure-basis", &[("basis", words.say(basis_id(purpose.basis)).into())]),
        None => words.say("figure-no-basis"),
    });
    let imported = (arrivals.has_imports() && !arrivals.imported.is_empty()).then(|| {
        let bases: Vec<_> = arrivals.imported.iter().map(|basis| words.say(basis_id(*basis))).collect();
        words.say_with("figure-basis-import", &[("basis", bases.join(", ").into())])
    });
    let at = at.map(|at| words.say_with("figure-as-of", &[("at", format::date_time(words, at, &zone).into())]));
    [Some(format!("{}.", answers(words, n))), own, imported, at].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The number of respondents who answered but are in no denominator.
fn not_counted(words: &Words, series: &Series) -> Option<String> {
    let n = format::count(series.supplementary, words.locale);
    let text = match series.measure {
        domain::results::measure::Measure::Loyalty => format!("{}: {n}", words.say("loyalty-incomplete")),
        _ => words.say_with("answers-not-applicable", &[("count", series.supplementary.into()), ("n", n.into())]),
    };
    (series.supplementary > 0).then(|| format!("{text}. "))
}

/// The id of the message with the limits of the margin.
pub(crate) fn caveat_id(arrivals: &Arrivals, channel: Option<Channel>) -> &'static str {
    match (channel, arrivals.has_imports(), arrivals.has_others()) {
        (Some(Channel::Import), ..) | (None, true, false) => "score-caveat-import",
        (None, true, true) => "score-caveat-both",
        _ => "score-caveat-link",
    }
}
