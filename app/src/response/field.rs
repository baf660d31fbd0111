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
    /// The heading of the page. A question with the same text is not shown twice.
    pub(crate) heading: &'a str,
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

/// "(may be skipped)" behind an optional question.
pub(crate) fn optional(form: &Form<'_>, question: &Question) -> Option<AnyView> {
    let text = form.words.say("optional");
    (!question.required).then(|| view! { <span class="optional">" ("{text}")"</span> }.into_any())
}
