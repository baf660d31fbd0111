//! The form with submitted values and errors.

use domain::{
    error::FieldError,
    form_fields::FormFields,
    survey::{Mode, question::Question},
};
use leptos::prelude::*;

use crate::messages::Words;

/// What every field needs: the messages, the submitted values and the errors.
#[derive(Clone, Copy)]
pub(crate) struct Form<'a> {
    pub(crate) words: &'a Words,
    pub(crate) fields: &'a FormFields,
    pub(crate) errors: &'a [FieldError],
    pub(crate) mode: Mode,
    /// The key of the question that is the heading of the page.
    pub(crate) heading: Option<&'a str>,
}

impl Form<'_> {
    /// The error of a field.
    pub(crate) fn error(&self, name: &str) -> Option<String> {
        self.errors.iter().find(|error| error.field == name).map(|error| crate::error_text::text(self.words, error))
    }

    /// The submitted value. Empty at first.
    pub(crate) fn value(&self, name: &str) -> String {
        self.fields.first(name).unwrap_or_default().to_owned()
    }
}

/// The text of a closed question, for its legend. The first one is the heading of the page.
pub(crate) fn text(form: &Form<'_>, question: &Question) -> AnyView {
    let text = question.text.get(form.words.locale).to_owned();
    let optional = optional(form, question);
    match is_heading(form, question) {
        true => view! { <h1>{text}{optional}</h1> }.into_any(),
        false => view! { {text}{optional} }.into_any(),
    }
}

/// Whether a question is the heading of the page.
pub(crate) fn is_heading(form: &Form<'_>, question: &Question) -> bool {
    form.heading == Some(question.key.as_str())
}

/// "(may be skipped)" behind an optional question.
pub(crate) fn optional(form: &Form<'_>, question: &Question) -> Option<AnyView> {
    let text = form.words.say("optional");
    (!question.required).then(|| view! { <span class="optional">" ("{text}")"</span> }.into_any())
}
