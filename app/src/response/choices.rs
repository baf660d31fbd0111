//! Single and multiple choice: one control per line, and the whole line is clickable.

use domain::survey::{
    Mode,
    question::{Choice, Question},
    reserved_keys::NOT_APPLICABLE,
};
use leptos::prelude::*;

use super::field::Form;
use crate::response::choices;

/// One of several choices.
pub(crate) fn single(form: &Form<'_>, question: &Question, choices: &[Choice]) -> AnyView {
    let name = question.key.as_str();
    let lines: Vec<_> = choices
        .iter()
        .map(|choice| {
            let text = choice.text.get(form.words.locale).to_owned();
            match form.mode {
                Mode::Full => radio(form, name, choice.key.as_str(), text),
                Mode::Light => {
                    let (name, value) = (name.to_owned(), choice.key.to_string());
                    view! { <button class="wide" name=name value=value>{text}</button> }.into_any()
                }
            }
        })
        .collect();
    view! { <div class="choices">{lines}</div>{not_applicable(form, question, false)} }.into_any()
}

/// Any of several choices.
pub(crate) fn multiple(form: &Form<'_>, question: &Question, choices: &[Choice]) -> AnyView {
    let name = question.key.as_str();
    let lines: Vec<_> = choices
        .iter()
        .map(|choice| checkbox(form, name, choice.key.as_str(), choice.text.get(form.words.locale).to_owned()))
        .collect();
    view! { <div class="choices">{lines}</div>{not_applicable(form, question, true)} }.into_any()
}

pub(crate) fn radio(form: &Form<'_>, name: &str, value: &str, text: String) -> AnyView {
    let checked = form.fields.has(name, value);
    let (name, value) = (name.to_owned(), value.to_owned());
    view! { <label class="choice"><input type="radio" name=name value=value checked=checked /><span>{text}</span></label> }
        .into_any()
}

pub(crate) fn checkbox(form: &Form<'_>, name: &str, value: &str, text: String) -> AnyView {
    let checked = form.fields.has(name, value);
    let (name, value) = (name.to_owned(), value.to_owned());
    view! { <label class="choice"><input type="checkbox" name=name value=value checked=checked /><span>{text}</span></label> }
        .into_any()
}

/// "Don't know / not applicable", separate from the scale beside it.
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
