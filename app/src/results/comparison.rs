//! The comparison of the headline with the period before, or with other chosen days.

use domain::{
    calendar::Day,
    results::{
        comparison::difference,
        data::Before,
        query::{AGAINST, ResultsQuery},
        series::{Figure, Series},
    },
};
use fluent_bundle::FluentValue;
use leptos::prelude::*;

use super::{breakdown::difference_text, figure};
use crate::{filter, format, measure_words::MeasureWords, messages::Words};

/// Fields for the days to compare with, for the form of the filter.
pub(crate) fn fields(words: &Words, query: &ResultsQuery) -> AnyView {
    let labels = AGAINST.into_iter().zip(["comparison-from", "comparison-to"]);
    let value = |name: &str| query.fields.first(name).unwrap_or_default().to_owned();
    let open = AGAINST.iter().any(|name| !value(name).is_empty());
    let dates: Vec<_> =
        labels.map(|(name, label)| filter::fields::date(words, &query.errors, name, label, value(name))).collect();
    view! {
        <details class="against" open=open>
            <summary>{words.say("comparison-choose")}</summary>
            <div class="against-days">{dates}</div>
        </details>
    }
    .into_any()
}

/// A note that the chosen period is withheld. `None` if no period was chosen.
pub(crate) fn withheld(words: &Words, now: &Series, query: &ResultsQuery, minimum: u64) -> Option<AnyView> {
    let days = query.against.filter(|_| matches!(now.figure(minimum), Figure::Score(_)))?;
    let text = words.say_with("comparison-withheld", &of_days(words, days));
    Some(card(words, view! { <p>{text}</p> }.into_any()))
}

/// The section. `None` if one of the periods has no answers, unless it was chosen.
pub(crate) fn section(
    words: &Words,
    (now, then): (&Series, &Series),
    before: &Before,
    is_chosen: bool,
    minimum: u64,
) -> Option<AnyView> {
    let measure = now.measure;
    let days = of_days(words, (before.from, before.to));
    let told = |id: &str| view! { <p>{words.say_with(id, &days)}</p> }.into_any();
    let (text, few) = match is_chosen {
        true => ("comparison-chosen", "comparison-chosen-few"),
        false => ("comparison-text", "comparison-few"),
    };
    let body = match (now.figure(minimum), then.figure(minimum)) {
        (Figure::Score(_), Figure::TooFew | Figure::Withdrawn) => told(few),
        (Figure::Score(_), Figure::Nobody) if is_chosen => told("comparison-chosen-nobody"),
        (Figure::Score(_), Figure::Score(estimate)) => {
            let (difference, verdict) = difference(measure, (&now.total, &then.total), before.overlaps)?;
            let [from, to] = days.clone();
            let text = words.say_with(text, &[from, to, ("difference", "\u{fdd0}".into())]);
            let (start, end) = text.split_once('\u{fdd0}').unwrap_or((&text, ""));
            let (start, end) = (start.to_owned(), end.to_owned());
            let answers = figure::answers(words, estimate.n);
            let then =
                words.say_with("comparison-before", &[("value", measure.value(words, &estimate).into()), ("n", answers.into())]);
            view! {
                <p>{start}{difference_text(words, measure, &difference, verdict)}{end}</p>
                <p class="hint">{then}</p>
                {before.overlaps.then(|| view! { <p>{words.say("comparison-overlaps")}</p> })}
            }
            .into_any()
        }
        _ => return None,
    };
    Some(card(words, body))
}

/// The days of a period.
pub(crate) fn days_text(words: &Words, days: (Day, Day)) -> String {
    words.say_with("comparison-days", &of_days(words, days))
}

fn of_days(words: &Words, (from, to): (Day, Day)) -> [(&'static str, FluentValue<'static>); 2] {
    [("from", format::date(words, from).into()), ("to", format::date(words, to).into())]
}

fn card(words: &Words, body: AnyView) -> AnyView {
    view! { <section class="card" id="comparison"><h2>{words.say("comparison-heading")}</h2>{body}</section> }.into_any()
}
