//! What changed: the headline against that of the period before.

use leptos::prelude::*;

use super::{breakdown::difference_text, figure};
use crate::{
    format,
    messages::Words,
    results::{
        Before,
        series::{Figure, Series},
    },
};

/// The section; nothing where one of the periods has no answers at all.
pub(crate) fn section(words: &Words, now: &Series, then: &Series, before: &Before, minimum: u64) -> Option<AnyView> {
    let measure = now.measure;
    let days = || [("from", format::date(words, before.from).into()), ("to", format::date(words, before.to).into())];
    let body = match (now.figure(minimum), then.figure(minimum)) {
        (Figure::Score(_), Figure::TooFew | Figure::Withdrawn) => {
            view! { <p>{words.say_with("comparison-few", &days())}</p> }.into_any()
        }
        (Figure::Score(_), Figure::Score(estimate)) => {
            let (difference, verdict) = measure.compared(&now.total, &then.total)?;
            let [from, to] = days();
            let text = words.say_with("comparison-text", &[from, to, ("difference", "\u{fdd0}".into())]);
            let (start, end) = text.split_once('\u{fdd0}').unwrap_or((&text, ""));
            let (start, end) = (start.to_owned(), end.to_owned());
            let answers = figure::answers(words, estimate.n);
            let then =
                words.say_with("comparison-before", &[("value", measure.value(words, &estimate).into()), ("n", answers.into())]);
            view! {
                <p>{start}{difference_text(words, measure, &difference, verdict)}{end}</p>
                <p class="hint">{then}</p>
            }
            .into_any()
        }
        _ => return None,
    };
    Some(view! { <section class="card" id="comparison"><h2>{words.say("comparison-heading")}</h2>{body}</section> }.into_any())
}
