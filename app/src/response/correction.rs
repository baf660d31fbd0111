//! Putting answers right, `/r/{code}/correct` and from the rights desk: the form that was answered, filled with what is stored.

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

/// What the page shows.
#[derive(Clone, Copy, Debug)]
pub struct CorrectPage<'a> {
    /// What is stored.
    pub receipt: &'a Receipt,
    /// The receipt, or the page of the rights desk: the form is sent to `/correct` under it.
    pub address: &'a str,
    /// Whether it is the rights desk's.
    pub desk: bool,
    /// What stands in the form: what is stored, or what was typed.
    pub fields: &'a FormFields,
    /// What is wrong with it.
    pub errors: &'a [FieldError],
}

/// The page.
pub fn render(context: &PageContext, page: &CorrectPage<'_>) -> String {
    let questionnaire = relaxed(&page.receipt.version.questionnaire, &page.receipt.answers);
    let title = Words::new(context.locale, context.address_form).say("correct-title");
    let audience = if page.desk { Audience::Admin } else { Audience::Public };
    let failed = !page.errors.is_empty();
    let document = Document { audience, failed, ..Document::public(title.clone(), &questionnaire.locales) };
    shell::render(context, document, |words| {
        let form = Form { words, fields: page.fields, errors: page.errors, mode: Mode::Full, heading: "" };
        let back = format!("{}?lang={}", page.address, words.locale);
        let lead = if page.desk { "correct-lead-desk" } else { "correct-lead" };
        let contact = may_contact(page.receipt).then(|| {
            view! { <fieldset class="question"><legend>{words.say("correct-contact")}</legend>{purposes::address(&form)}</fieldset> }
        });
        view! {
            {error_summary::errors(words, page.errors, |field| label(words, &questionnaire, field))}
            <form class="correct" method="post" action=format!("{}/correct?lang={}", page.address, words.locale) novalidate=true>
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

/// Whether contact details may be kept.
pub fn may_contact(receipt: &Receipt) -> bool {
    receipt.standing.iter().any(|standing| standing.purpose.as_str() == purpose::CONTACT && standing.state.stands())
}
