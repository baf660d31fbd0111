//! A Likert matrix: one row of points per statement. Statements are below each other, so that a narrow screen shows
//! whole rows.

use domain::{
    locale::LocalizedText,
    response::form::row_field,
    survey::{
        question::{Choice, Question},
        reserved_keys::NOT_APPLICABLE,
    },
};
use leptos::prelude::*;

use super::{choices, field::Form, scale};
use crate::form::error::{described_by, error_line};

/// The statements with their points.
pub(crate) fn rows(form: &Form<'_>, question: &Question, rows: &[Choice], points: &[LocalizedText]) -> AnyView {
    let labels: Vec<_> = points.iter().map(|point| point.get(form.words.locale).to_owned()).collect();
    let rows: Vec<_> = rows.iter().map(|statement| row(form, question, statement, &labels)).collect();
    view! { <div class="matrix">{rows}</div> }.into_any()
}

fn row(form: &Form<'_>, question: &Question, statement: &Choice, labels: &[String]) -> AnyView {
    let name = row_field(&question.key, &statement.key);
    let error = form.error(&name);
    let failed = error.is_some();
    let cells: Vec<_> = (1..=labels.len())
        .zip(labels)
        .map(|(score, label)| {
            let (name, value) = (name.clone(), score.to_string());
            let checked = form.fields.has(&name, &value);
            let number = value.clone();
            view! {
                <label class="cell">
                    <input type="radio" name=name value=value checked=checked />
                    <span class="cell-face">{number}<span class="hidden">": "{label.clone()}</span></span>
                </label>
            }
        })
        .collect();
    let ends = scale::ends(labels.first().cloned().unwrap_or_default(), labels.last().cloned().unwrap_or_default());
    let apart = question.not_applicable.then(|| {
        let text = form.words.say("not-applicable");
        view! { <div class="apart">{choices::radio(form, &name, NOT_APPLICABLE, text)}</div> }
    });
    let label = format!("l-{name}");
    let text = statement.text.get(form.words.locale).to_owned();
    let statement = view! { <p class="statement" id=label.clone()>{text}</p> };
    view! {
        <div
            class="matrix-row"
            id=format!("f-{name}")
            tabindex="-1"
            role="radiogroup"
            aria-labelledby=label
            aria-describedby=described_by(&name, failed, false)
            aria-invalid=failed.then_some("true")
            aria-required=question.required.then_some("true")
        >
            {statement}
            {error_line(form.words, &name, error)}
            <div class=format!("scale scale-{}", labels.len()) data-scale="">{cells}</div>
            {ends}
            {apart}
        </div>
    }
    .into_any()
}
