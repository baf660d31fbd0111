//! The saved views of results. The section lists the existing ones, and has a form to save one more. It also offers
//! named periods as links.

use domain::{
    error::FieldError,
    results::{data::ResultsData, query::ResultsQuery, saved_view::NAME_LENGTH, span::Span, view_list::ShownView},
    survey::Questionnaire,
};
use leptos::prelude::*;

use super::{comparison, trend::period_name};
use crate::{
    error_text,
    filter::{
        span_id,
        words::{self, dimension_name},
    },
    form::error::error_line,
    format,
    messages::Words,
};

/// The data of the form to save a view.
pub(crate) struct Draft<'a> {
    pub(crate) slug: &'a str,
    pub(crate) query: &'a ResultsQuery,
    /// The submitted name.
    pub(crate) name: &'a str,
    /// The selected named period. At first it is the one of the query.
    pub(crate) span: Option<Span>,
    pub(crate) errors: &'a [FieldError],
}

/// The section of the results page. `None` if the views were not requested.
pub(crate) fn section(words: &Words, data: &ResultsData) -> Option<AnyView> {
    let list = list(words, data, data.views.as_ref()?);
    let query = &data.query;
    let draft = Draft { slug: data.published.survey.slug.as_str(), query, name: "", span: query.span, errors: &[] };
    Some(
        view! {
            <section class="card take-along" id="views">
                <h2>{words.say("views-title")}</h2>
                <p>{words.say("views-intro")}</p>
                {list}
                {form(words, &data.published.version.questionnaire, &draft)}
            </section>
        }
        .into_any(),
    )
}

/// The form to save the query.
pub(crate) fn form(words: &Words, questionnaire: &Questionnaire, draft: &Draft<'_>) -> AnyView {
    // The named period is a separate field. Without it the view has the days that are shown now.
    let kept = draft.query.stated().asked(Some(draft.query.period));
    let fields: Vec<_> = kept.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect();
    let (from, to) = (draft.query.filter.from, draft.query.filter.to);
    let moving = (from.is_some() || to.is_some()).then(|| {
        let spans = Span::ALL.iter().copied().map(|span| {
            view! { <option value=span.name() selected=draft.span == Some(span)>{words.say(span_id(span))}</option> }
        });
        let fixed = words::days_words(words, &draft.query.filter).join(", ");
        view! {
            <div class="line">
                <label for="f-span">{words.say("views-span")}</label>
                <select id="f-span" name="span"><option value="">{fixed}</option>{spans.collect_view()}</select>
            </div>
        }
    });
    let asked = view_words(words, questionnaire, draft.query).join("; ");
    view! {
        <p class="hint">{words.say_with("views-now", &[("what", asked.into())])}</p>
        <form class="filter" method="post" action=format!("/admin/surveys/{}/views?lang={}", draft.slug, words.locale)>
            {fields}
            {name_line(words, draft.name, draft.errors)}
            {moving}
            <div class="filter-buttons"><button class="secondary">{words.say("views-save")}</button></div>
        </form>
    }
    .into_any()
}

/// The field for a name, with its error beside it.
pub(crate) fn name_line(words: &Words, name: &str, errors: &[FieldError]) -> AnyView {
    let error = errors.iter().find(|error| error.field == "name").map(|error| error_text::text(words, error));
    let failed = error.is_some();
    view! {
        <div class="line" class:failed=failed>
            <label for="f-name">{words.say("views-name")}</label>
            {error_line(words, "name", error)}
            <input
                type="text"
                id="f-name"
                name="name"
                value=name.to_owned()
                maxlength=NAME_LENGTH
                autocomplete="off"
                aria-describedby=failed.then_some("e-name")
                aria-invalid=failed.then_some("true")
            />
        </div>
    }
    .into_any()
}

/// Links to named periods and to the saved views. An account that may only see whole months gets only those periods.
pub(crate) fn shortcuts(words: &Words, data: &ResultsData) -> Option<AnyView> {
    let views = data.views.as_ref()?;
    let spans = Span::ALL.iter().copied().filter(|span| span.is_of_months() || !data.figures_only);
    let spans: Vec<_> = spans
        .map(|span| {
            let current = (data.query.span == Some(span)).then_some("true");
            let address = format!("?{}&lang={}", data.query.address_named(span), words.locale);
            view! { <a href=address aria-current=current>{words.say(span_id(span))}</a> }
        })
        .collect();
    let asked = data.query.whole_address();
    let views: Vec<_> = views
        .iter()
        .map(|shown| {
            let current = (shown.query.whole_address() == asked).then_some("true");
            view! { <a href=format!("/admin/views/{}?lang={}", shown.view.code, words.locale) aria-current=current>{shown.view.name.clone()}</a> }
        })
        .collect();
    let nav = |id: &str, links: Vec<_>| {
        let label = words.say(id);
        let shown = label.clone();
        view! { <nav class="switch" aria-label=label><span aria-hidden="true">{shown}</span>{links}</nav> }
    };
    let views = (!views.is_empty()).then(|| {
        let label = words.say("views-title");
        let shown = label.clone();
        view! { <nav class="switch" aria-label=label><span aria-hidden="true">{shown}</span>{views}</nav> }
    });
    Some(view! { {nav("views-days", spans)}{views} }.into_any())
}

fn list(words: &Words, data: &ResultsData, views: &[ShownView]) -> Option<AnyView> {
    let zone = format::zone(&data.published.organisation.profile.time_zone);
    let one = |shown: &ShownView| {
        let ShownView { view, query, may_change } = shown;
        let what = view_words(words, &data.published.version.questionnaire, query).join("; ");
        let made = [("who", view.who.as_str().into()), ("time", format::date_time(words, view.created_at, &zone).into())];
        let missing = shown.missing(&data.published.version.questionnaire);
        let missing = (!missing.is_empty()).then(|| view! { <p class="error">{words.say("views-missing")}</p> });
        let change = may_change.then(|| {
            let label = format!("{}: {}", words.say("views-change"), view.name);
            let address = format!("/admin/views/{}/edit?lang={}", view.code, words.locale);
            view! { <p><a href=address aria-label=label>{words.say("views-change")}</a></p> }
        });
        view! {
            <li>
                <h3><a href=format!("/admin/views/{}?lang={}", view.code, words.locale)>{view.name.clone()}</a></h3>
                <p>{what}</p>
                {missing}
                <p class="hint">{words.say_with("views-made", &made)}</p>
                {change}
            </li>
        }
    };
    let views: Vec<_> = views.iter().map(one).collect();
    (!views.is_empty()).then(|| view! { <ul class="prepared">{views}</ul> }.into_any())
}

/// A view in words: filter, grouping and width of the trend. A named period has its name.
pub(crate) fn view_words(words: &Words, questionnaire: &Questionnaire, query: &ResultsQuery) -> Vec<String> {
    let said = |id: &str, what: String| format!("{}: {what}", words.say(id));
    let days = match query.span {
        Some(span) => vec![words.say(span_id(span))],
        None => words::days_words(words, &query.filter),
    };
    let parts = crate::filter::words::parts_words(words, questionnaire, &query.filter);
    let which: Vec<String> = days.into_iter().chain(parts).collect();
    let which = if which.is_empty() { vec![words.say("views-all")] } else { which };
    let name = |dimension| dimension_name(words, questionnaire, dimension);
    let parts = [
        query.by.as_ref().map(|by| said("breakdown-by", name(by))),
        query.across.as_ref().map(|across| said("crosstab-across", name(across))),
        query.against.map(|days| said("comparison-with", comparison::days_text(words, days))),
        Some(words.say_with("views-trend", &[("period", period_name(words, query.period).into())])),
    ];
    which.into_iter().chain(parts.into_iter().flatten()).collect()
}
