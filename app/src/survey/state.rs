//! Friendly pages of a survey that accepts no responses: closed, not open yet, or unknown.

use domain::survey::published::PublishedSurvey;
use leptos::prelude::*;

use crate::{messages::Words, page::PageContext, shell};

/// The survey is closed.
pub fn closed(context: &PageContext, published: &PublishedSurvey) -> String {
    page(context, "closed-title", |words| {
        let profile = &published.organisation.profile;
        words.say_with("closed-text", &[("name", profile.name.as_str().into()), ("contact", profile.contact.as_str().into())])
    })
}

/// The survey is a draft.
pub fn not_open(context: &PageContext, published: &PublishedSurvey) -> String {
    page(context, "not-open-title", |words| {
        words.say_with("not-open-text", &[("name", published.organisation.profile.name.as_str().into())])
    })
}

/// There is no survey of this name.
pub fn unknown(context: &PageContext) -> String {
    page(context, "unknown-survey-title", |words| words.say("unknown-survey-text"))
}

fn page(context: &PageContext, title: &str, text: impl FnOnce(&Words) -> String) -> String {
    let title = Words::new(context.locale, context.address_form).say(title);
    shell::plain(context, title, |words| {
        let text = text(words);
        view! { <p class="lead">{text}</p> }.into_any()
    })
}
