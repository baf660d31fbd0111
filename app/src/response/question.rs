//! One question of the answering form: its text, its error, its control. Every control works without JavaScript.

use domain::survey::{
    Mode,
    question::{Question, QuestionKind},
};
use leptos::prelude::*;

use super::{choices, matrix, scale, text as open};
use crate::{
    form::error::{described_by, error_line},
    response::field::{Form, text},
};

/// A question.
pub(crate) fn question(form: &Form<'_>, question: &Question) -> AnyView {
    match &question.kind {
        QuestionKind::ShortText { max_length } => open::line(form, question, *max_length),
        QuestionKind::LongText { max_length } => open::area(form, question, *max_length),
        QuestionKind::Number { min, max, unit } => open::number(form, question, (*min, *max), unit.as_ref()),
        QuestionKind::Likert { rows, points } => {
            group(form, question, InputGroup::Fields, matrix::rows(form, question, rows, points))
        }
        QuestionKind::SingleChoice { choices } => {
            group(form, question, InputGroup::One, choices::single(form, question, choices))
        }
        QuestionKind::MultipleChoice { choices, at_most } => {
            group(form, question, InputGroup::Several(*at_most), choices::multiple(form, question, choices))
        }
        kind => match kind.score_range() {
            Some(range) => group(form, question, InputGroup::One, scale::score(form, question, range)),
            None => ().into_any(),
        },
    }
}

enum InputGroup {
    /// One of several controls is selected.
    One,
    /// Several may be selected, up to a number.
    Several(Option<usize>),
    /// Each control is a field of its own.
    Fields,
}

/// The frame around the controls of a closed question.
fn group(form: &Form<'_>, question: &Question, group: InputGroup, controls: AnyView) -> AnyView {
    let name = question.key.as_str();
    let error = form.error(name);
    let hint = match group {
        InputGroup::Several(Some(max)) => Some(form.words.say_with("answer-choose-most", &[("max", max.to_string().into())])),
        InputGroup::Several(None) => Some(form.words.say("answer-choose-any")),
        InputGroup::One | InputGroup::Fields => None,
    };
    let single = matches!(group, InputGroup::One) && form.mode == Mode::Full;
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
            <legend>{text(form, question)}</legend>
            {hint}
            {error_line(form.words, name, error)}
            {controls}
        </fieldset>
    }
    .into_any()
}
