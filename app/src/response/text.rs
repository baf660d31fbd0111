//! Open questions: a line, several lines, a number. A hint at every open text says what not to write.

use domain::{locale::LocalizedText, survey::question::Question};
use leptos::prelude::*;

use super::field::{Form, is_heading, optional};
use crate::{
    escape::Textarea,
    form::error::{described_by, error_line},
    format,
};

/// A text of one line.
pub(crate) fn line(form: &Form<'_>, question: &Question, max: usize) -> AnyView {
    let hint = format!("{} {}", form.words.say("answer-text-hint"), length(form, max));
    input(form, question, Some(hint), "text", "wide")
}

/// A text of several lines.
pub(crate) fn area(form: &Form<'_>, question: &Question, max: usize) -> AnyView {
    let name = question.key.as_str();
    let error = form.error(name);
    let hint = format!("{} {}", form.words.say("answer-text-hint"), length(form, max));
    let field = Textarea {
        id: format!("f-{name}"),
        name: name.to_owned(),
        text: form.value(name),
        described_by: described_by(name, error.is_some(), true),
        labelled_by: format!("l-{name}"),
        invalid: error.is_some(),
        rows: 3,
        max: Some(max),
    };
    frame(form, question, error, Some(hint), view! { {field.view()}<p class="count" aria-hidden="true"></p> }.into_any())
}

/// A number, with an optional unit after it.
pub(crate) fn number(
    form: &Form<'_>,
    question: &Question,
    bounds: (Option<f64>, Option<f64>),
    unit: Option<&LocalizedText>,
) -> AnyView {
    let shown = |bound: f64| format::number(&bound.to_string(), form.words.locale);
    let hint = match bounds {
        (Some(min), Some(max)) => {
            Some(form.words.say_with("answer-number-between", &[("min", shown(min).into()), ("max", shown(max).into())]))
        }
        (Some(min), None) => Some(form.words.say_with("answer-number-least", &[("min", shown(min).into())])),
        (None, Some(max)) => Some(form.words.say_with("answer-number-most", &[("max", shown(max).into())])),
        (None, None) => None,
    };
    let unit = unit.map(|unit| unit.get(form.words.locale).to_owned());
    let hint = match (hint, unit) {
        (Some(hint), Some(unit)) => Some(format!("{hint} ({unit})")),
        (hint, unit) => hint.or(unit),
    };
    input(form, question, hint, "decimal", "short")
}

fn input(form: &Form<'_>, question: &Question, hint: Option<String>, mode: &'static str, class: &'static str) -> AnyView {
    let name = question.key.to_string();
    let error = form.error(&name);
    let (value, failed) = (form.value(&name), error.is_some());
    let described = described_by(&name, failed, hint.is_some());
    let control = view! {
        <input
            type="text"
            inputmode=mode
            class=class
            id=format!("f-{name}")
            name=name.clone()
            value=value
            autocomplete="off"
            aria-describedby=described
            aria-invalid=failed.then_some("true")
        />
    };
    frame(form, question, error, hint, control.into_any())
}

fn frame(form: &Form<'_>, question: &Question, error: Option<String>, hint: Option<String>, control: AnyView) -> AnyView {
    let name = question.key.as_str();
    let hint = hint.map(|text| view! { <p class="hint" id=format!("h-{name}")>{text}</p> });
    let failed = error.is_some();
    let text = question.text.get(form.words.locale).to_owned();
    let label = view! {
        <label class="legend" id=format!("l-{name}") for=format!("f-{name}")>{text}{optional(form, question)}</label>
    };
    let label = match is_heading(form, question) {
        true => view! { <h1>{label}</h1> }.into_any(),
        false => label.into_any(),
    };
    view! {
        <div
            class="question"
            class:failed=failed
            data-question=name.to_owned()
            data-required=question.required.then_some("")
        >
            {label}
            {hint}
            {error_line(form.words, name, error)}
            {control}
        </div>
    }
    .into_any()
}

fn length(form: &Form<'_>, max: usize) -> String {
    form.words.say_with("answer-text-length", &[("max", format::count(max as u64, form.words.locale).into())])
}
