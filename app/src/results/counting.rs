//! The page of figures that are still being counted. The browser asks for it again, without scripts.

use domain::survey::published::PublishedSurvey;
use leptos::prelude::*;

use crate::{
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// The page. `again` is its own address, with its query.
pub fn render(context: &PageContext, published: &PublishedSurvey, again: &str) -> String {
    let words = Words::new(context.locale, context.address_form);
    let survey = published.version.questionnaire.title.get(context.locale).to_owned();
    let title = words.say_with("counting-title", &[("survey", survey.into())]);
    shell::render(context, Document::admin(title), |words| {
        let back = format!("/admin/surveys/{}?lang={}", published.survey.slug, words.locale);
        view! {
            <h1>{words.say("counting-heading")}</h1>
            <p role="status">{words.say("counting-text")}</p>
            <p><a href=again.to_owned()>{words.say("counting-again")}</a></p>
            <p><a href=back>{words.say("counting-back")}</a></p>
        }
        .into_any()
    })
}
