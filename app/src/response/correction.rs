//! The correction of answers, `/r/{code}/correct` and at the privacy desk: the answering form with the stored answers.

use domain::{
    error::FieldError,
    form_fields::FormFields,
    notice::purpose,
    receipt::response::Receipt,
    response::correction::relaxed,
    survey::{Mode, reserved_keys},
};
use leptos::prelude::*;

use super::form::{label, questions};
use crate::{
    form::error_summary,
    messages::Words,
    page::PageContext,
    response::{field::Form, purposes},
    shell::{self, Audience, Document},
};

/// The id of the form.
const FORM: &str = "correct-form";

/// The data of the page.
#[derive(Clone, Copy, Debug)]
pub struct CorrectPage<'a> {
    /// The stored response.
    pub receipt: &'a Receipt,
    /// The address of the receipt or of the page of the privacy desk. The form is sent to `/correct` under it.
    pub address: &'a str,
    /// Whether it is the page of the privacy desk.
    pub desk: bool,
    /// The values of the form: the stored ones, or the submitted ones.
    pub fields: &'a FormFields,
    /// The errors of the form.
    pub errors: &'a [FieldError],
}

/// The page.
pub fn render(context: &PageContext, page: &CorrectPage<'_>) -> String {
    let questionnaire = relaxed(&page.receipt.version.questionnaire, &page.receipt.answers);
    let title = Words::new(context.locale, context.address_form).say("correct-title");
    let audience = if page.desk { Audience::Admin } else { Audience::Public };
    let failed = !page.errors.is_empty();
    let document =
        Document { audience, failed, kept_form: Some(FORM), ..Document::public(title.clone(), &questionnaire.locales) };
    shell::render(context, document, |words| {
        let form = Form { words, fields: page.fields, errors: page.errors, mode: Mode::Full, heading: None };
        let back = format!("{}?lang={}", page.address, words.locale);
        let lead = if page.desk { "correct-lead-desk" } else { "correct-lead" };
        let contact = may_contact(page.receipt).then(|| {
            view! { <fieldset class="question"><legend>{words.say("correct-contact")}</legend>{purposes::address(&form)}</fieldset> }
        });
        view! {
            {error_summary::errors(words, page.errors, |field| label(words, &questionnaire, field))}
            <form id=FORM class="correct" method="post" action=format!("{}/correct?lang={}", page.address, words.locale) novalidate=true>
                <h1>{title}</h1>
                <p class="lead">{words.say(lead)}</p>
                <input type="hidden" name=reserved_keys::LOCALE value=words.locale.tag() />
                {questions(&form, &questionnaire.pages)}
                {contact}
                <p class="actions">
                    <button class="primary">{words.say("correct-button")}</button>
                    " "
                    <a href=back>{words.say("correct-back")}</a>
                </p>
            </form>
        }
        .into_any()
    })
}

/// Whether contact details may be stored.
pub fn may_contact(receipt: &Receipt) -> bool {
    receipt.standing.iter().any(|standing| standing.purpose.as_str() == purpose::CONTACT && standing.state.stands())
}
