//! One question of the answering form: its words, its error, its control. Every control goes without JavaScript.

use domain::{
    error::FieldError,
    form_fields::FormFields,
    survey::{
        Mode,
        question::{Question, QuestionKind},
        reserved_keys::NOT_APPLICABLE,
    },
};
use leptos::prelude::*;

use super::{choices, matrix, scale, text};
use crate::messages::{self, Words};

/// What every field needs: words, what was typed before, and what was wrong with it.
#[derive(Clone, Copy)]
pub(crate) struct Form<'a> {
    pub(crate) words: &'a Words,
    pub(crate) fields: &'a FormFields,
    pub(crate) errors: &'a [FieldError],
    pub(crate) mode: Mode,
    /// The page's heading: a question with the same words is not shown twice.
    pub(crate) heading: &'a str,
}

impl Form<'_> {
    /// What is wrong with a field.
    pub(crate) fn error(&self, name: &str) -> Option<String> {
        self.errors.iter().find(|error| error.field == name).map(|error| messages::error::text(self.words, error))
    }

    /// The value typed before; empty at first.
    pub(crate) fn value(&self, name: &str) -> String {
        self.fields.first(name).unwrap_or_default().to_owned()
    }
}

/// The text of an error, to be named in `aria-describedby` as `e-` and the field's name.
pub(crate) fn error_line(words: &Words, name: &str, error: Option<String>) -> Option<AnyView> {
    let text = error?;
    let id = format!("e-{name}");
    Some(view! { <p class="error" id=id><span class="hidden">{words.say("field-error")}" "</span>{text}</p> }.into_any())
}

/// The ids that describe a field, those that exist.
pub(crate) fn described_by(name: &str, failed: bool, hint: bool) -> Option<String> {
    let parts = [hint.then(|| format!("h-{name}")), failed.then(|| format!("e-{name}"))];
    let ids: Vec<_> = parts.into_iter().flatten().collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

/// A question.
pub(crate) fn question(form: &Form<'_>, question: &Question) -> AnyView {
    match &question.kind {
        QuestionKind::ShortText { max_length } => text::line(form, question, *max_length),
        QuestionKind::LongText { max_length } => text::area(form, question, *max_length),
        QuestionKind::Number { min, max, unit } => text::number(form, question, (*min, *max), unit.as_ref()),
        QuestionKind::Likert { rows, points } => group(form, question, Group::Fields, matrix::rows(form, question, rows, points)),
        QuestionKind::SingleChoice { choices } => group(form, question, Group::One, choices::single(form, question, choices)),
        QuestionKind::MultipleChoice { choices, at_most } => {
            group(form, question, Group::Several(*at_most), choices::multiple(form, question, choices))
        }
        kind => match kind.score_range() {
            Some(range) => group(form, question, Group::One, scale::score(form, question, range)),
            None => ().into_any(),
        },
    }
}

/// "(may be skipped)" behind an optional question.
pub(crate) fn optional(form: &Form<'_>, question: &Question) -> Option<AnyView> {
    let text = form.words.say("optional");
    (!question.required).then(|| view! { <span class="optional">" ("{text}")"</span> }.into_any())
}

/// "Don't know / not applicable", apart from the scale it stands beside.
pub(crate) fn not_applicable(form: &Form<'_>, question: &Question, several: bool) -> Option<AnyView> {
    let text = form.words.say("not-applicable");
    let name = question.key.as_str();
    let control = || {
        if several {
            choices::checkbox(form, name, NOT_APPLICABLE, text)
        } else {
            choices::radio(form, name, NOT_APPLICABLE, text)
        }
    };
    question.not_applicable.then(|| view! { <div class="apart">{control()}</div> }.into_any())
}

enum Group {
    /// One of several controls is chosen.
    One,
    /// Several may be chosen, up to a number.
    Several(Option<usize>),
    /// Each control is a field of its own.
    Fields,
}

/// The frame around the controls of a closed question.
fn group(form: &Form<'_>, question: &Question, group: Group, controls: AnyView) -> AnyView {
    let name = question.key.as_str();
    let error = form.error(name);
    let hint = match group {
        Group::Several(Some(max)) => Some(form.words.say_with("answer-choose-most", &[("max", max.to_string().into())])),
        Group::Several(None) => Some(form.words.say("answer-choose-any")),
        Group::One | Group::Fields => None,
    };
    let single = matches!(group, Group::One) && form.mode == Mode::Full;
    let text = question.text.get(form.words.locale).to_owned();
    let legend_class = if text == form.heading { "hidden" } else { "" };
    let described = described_by(name, error.is_some(), hint.is_some());
    let failed = error.is_some();
    let hint = hint.map(|text| view! { <p class="hint" id=format!("h-{name}")>{text}</p> });
    view! {
        <fieldset
            class="question"
            class:failed=failed
            id=format!("f-{name}")
            tabindex="-1"
            role=single.then_some("radiogroup")
            aria-required=(single && question.required).then_some("true")
            aria-invalid=(single && failed).then_some("true")
            aria-describedby=described
            data-question=name.to_owned()
            data-required=question.required.then_some("")
        >
            <legend class=legend_class>{text}{optional(form, question)}</legend>
            {hint}
            {error_line(form.words, name, error)}
            {controls}
        </fieldset>
    }
    .into_any()
}
