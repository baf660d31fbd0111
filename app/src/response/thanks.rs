//! The thank-you page of a survey in light mode, `/s/{slug}/thanks`. Light mode has no receipt.

use domain::survey::published::PublishedSurvey;
use leptos::prelude::*;

use crate::{
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// The page.
pub fn render(context: &PageContext, published: &PublishedSurvey) -> String {
    let title = Words::new(context.locale, context.address_form).say("thanks-heading");
    let document = Document::public(title.clone(), &published.version.questionnaire.locales);
    let name = published.organisation.profile.name.clone();
    shell::render(context, document, |words| {
        let text = words.say_with("thanks-light-text", &[("name", name.into())]);
        view! { <div class="plain thanks"><h1>{title}</h1><p class="lead">{text}</p></div> }.into_any()
    })
}
