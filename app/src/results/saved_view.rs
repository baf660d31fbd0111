//! The pages of one saved view. `/admin/views/{code}` is shown if the view cannot be shown as it was. `…/edit` renames
//! and deletes it. The form to save a view is shown again with its errors.

use domain::{error::FieldError, results::view_list::ShownView, survey::published::PublishedSurvey};
use leptos::prelude::*;

use crate::{
    form::error_summary,
    messages::Words,
    page::PageContext,
    results::saved_views::{self, Draft},
    shell::{self, Document},
};

/// A view, its survey, and the submitted name.
pub struct ViewPage<'a> {
    /// The survey of the view.
    pub published: &'a PublishedSurvey,
    /// The view.
    pub shown: &'a ShownView,
    /// The name, or the submitted one.
    pub name: &'a str,
    /// The errors of the name.
    pub errors: &'a [FieldError],
}

/// The view with the possible actions.
pub fn render(context: &PageContext, page: &ViewPage<'_>) -> String {
    let title = page.shown.view.name.clone();
    let document = Document { failed: !page.errors.is_empty(), ..Document::admin(title.clone()) };
    shell::render(context, document, |words| {
        let (view, questionnaire) = (&page.shown.view, &page.published.version.questionnaire);
        let what = saved_views::view_words(words, questionnaire, &page.shown.query).join("; ");
        let address = format!("/admin/views/{}", view.code);
        let missing = page.shown.missing(questionnaire);
        let open = match missing.is_empty() {
            true => view! { <p><a href=format!("{address}?lang={}", words.locale)>{address.clone()}</a></p> }.into_any(),
            false => {
                let rest = page.shown.without_missing(questionnaire).whole_address();
                let rest = format!("/admin/surveys/{}?{rest}&lang={}", page.published.survey.slug, words.locale);
                let keys = [("keys", missing.join(", ").into())];
                view! {
                    <p class="error" role="alert">{words.say("views-missing")}</p>
                    <p>{words.say_with("views-missing-text", &keys)}</p>
                    <p><a href=rest>{words.say("views-without")}</a></p>
                }
                .into_any()
            }
        };
        view! {
            {back(words, page.published)}
            <h1>{title.clone()}</h1>
            {error_summary::errors(words, page.errors, |_| Some(words.say("views-name")))}
            <section class="card"><p>{what}</p>{open}</section>
            {page.shown.may_change.then(|| change(words, page))}
        }
        .into_any()
    })
}

/// The form to save a view, with its errors.
pub fn again(context: &PageContext, published: &PublishedSurvey, draft: &DraftPage<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("views-save");
    shell::render(context, Document { failed: true, ..Document::admin(title.clone()) }, |words| {
        let (slug, questionnaire) = (published.survey.slug.as_str(), &published.version.questionnaire);
        let form = Draft { slug, query: draft.query, name: draft.name, span: draft.span, errors: draft.errors };
        let full = draft.is_full.then(|| view! { <p class="error" role="alert">{words.say("views-full")}</p> });
        view! {
            {back(words, published)}
            <h1>{title.clone()}</h1>
            {full}
            {error_summary::errors(words, draft.errors, |_| Some(words.say("views-name")))}
            <section class="card take-along">{saved_views::form(words, questionnaire, &form)}</section>
        }
        .into_any()
    })
}

/// The view that was to be saved.
pub struct DraftPage<'a> {
    /// The query of the view.
    pub query: &'a domain::results::query::ResultsQuery,
    /// The submitted name.
    pub name: &'a str,
    /// The named period that moves with the calendar.
    pub span: Option<domain::results::span::Span>,
    /// The errors of the form.
    pub errors: &'a [FieldError],
    /// Whether the survey has the maximum number of views.
    pub is_full: bool,
}

fn back(words: &Words, published: &PublishedSurvey) -> AnyView {
    let address = format!("/admin/surveys/{}?lang={}#views", published.survey.slug, words.locale);
    view! { <p class="back"><a href=address>{words.say("report-back")}</a></p> }.into_any()
}

fn change(words: &Words, page: &ViewPage<'_>) -> AnyView {
    let at = |what: &str| format!("/admin/views/{}/{what}?lang={}", page.shown.view.code, words.locale);
    view! {
        <section class="card take-along">
            <h2>{words.say("views-rename")}</h2>
            <form class="filter" method="post" action=at("rename")>
                {saved_views::name_line(words, page.name, page.errors)}
                <div class="filter-buttons"><button class="secondary">{words.say("views-rename")}</button></div>
            </form>
        </section>
        <section class="card">
            <h2>{words.say("views-delete")}</h2>
            <p>{words.say("views-delete-text")}</p>
            <form method="post" action=at("delete")><button class="quiet-button">{words.say("views-delete")}</button></form>
        </section>
    }
    .into_any()
}
