//! The filter of the results: a form that asks for the same page again.

use domain::{
    error::FieldError,
    form::VERSION,
    locale::Locale,
    results::{Channel, Condition},
};
use leptos::prelude::*;
use store::PublishedSurvey;

use super::fields::error_line;
use crate::{
    messages::{self, Words},
    results::ResultsQuery,
};

/// The form, filled with what was asked, errors beside their fields.
pub(crate) fn form(
    words: &Words,
    query: &ResultsQuery,
    action: String,
    published: &PublishedSurvey,
    has_versions: bool,
) -> AnyView {
    let locales = &published.version.questionnaire.locales;
    let date = |name: &'static str, label: &str| {
        let value = query.fields.first(name).unwrap_or_default().to_owned();
        date(words, &query.errors, name, label, value)
    };
    let locales: Vec<_> = locales.iter().map(|locale| (locale.tag(), locale.own_name().to_owned())).collect();
    let channels: Vec<_> = Channel::ALL.iter().map(|channel| (channel.name(), words.say(channel_id(*channel)))).collect();
    let filter = &query.filter;
    let of_form = filter.from.is_some() || filter.to.is_some() || filter.locale.is_some() || filter.channel.is_some();
    let active = of_form || filter.conditions.iter().any(Condition::is_on_version);
    let clear = active.then(|| {
        let address = format!("{action}?period={}&lang={}", query.period.name(), words.locale);
        view! { <a href=address>{words.say("filter-clear")}</a> }
    });
    // A version beside three conditions would be a fourth.
    let chosen = query.conditions().any(Condition::is_on_version);
    let versions = has_versions && (chosen || query.may_add_condition());
    let newest = i32::try_from(published.version.number).unwrap_or(i32::MAX);
    let is_offered = |one: &Condition| versions && one.version().is_some_and(|number| (1..=newest).contains(&number));
    let by = query.by.iter().map(|by| ("by", by.name().to_owned()));
    let across = query.across.iter().map(|across| ("across", across.name().to_owned()));
    let kept: Vec<_> = by
        .chain(across)
        .chain(query.conditions().filter(|one| !is_offered(one)).map(|condition| ("where", condition.to_string())))
        .map(|(name, value)| view! { <input type="hidden" name=name value=value /> })
        .collect();
    view! {
        <form class="filter" method="get" action=action aria-label=words.say("filter-heading")>
            <input type="hidden" name="period" value=query.period.name() />
            <input type="hidden" name="lang" value=words.locale.tag() />
            {kept}
            {date("from", "filter-from")}
            {date("to", "filter-to")}
            {select(words, "locale", "filter-locale", &locales, filter.locale.map(Locale::tag))}
            {select(words, "channel", "filter-channel", &channels, filter.channel.map(Channel::name))}
            {versions.then(|| version(words, query, published.version.number))}
            <div class="filter-buttons"><button class="secondary">{words.say("filter-apply")}</button>{clear}</div>
        </form>
    }
    .into_any()
}

/// A field to choose one of the versions.
fn version(words: &Words, query: &ResultsQuery, newest: u32) -> AnyView {
    let chosen = query.conditions().find_map(Condition::version);
    let options: Vec<_> = (1..=newest)
        .map(|number| {
            let is_chosen = chosen.and_then(|chosen| u32::try_from(chosen).ok()) == Some(number);
            view! { <option value=format!("{VERSION}:{number}") selected=is_chosen>{number}</option> }
        })
        .collect();
    view! {
        <div class="line">
            <label for="f-version">{words.say("filter-version")}</label>
            <select id="f-version" name="where"><option value="">{words.say("filter-all")}</option>{options}</select>
        </div>
    }
    .into_any()
}

/// A field for a day, with its error beside it.
pub(crate) fn date(words: &Words, errors: &[FieldError], name: &'static str, label: &str, value: String) -> AnyView {
    let error = errors.iter().find(|error| error.field == name).map(|error| messages::error::text(words, error));
    let failed = error.is_some();
    view! {
        <div class="line" class:failed=failed>
            <label for=format!("f-{name}")>{words.say(label)}</label>
            {error_line(words, name, error)}
            <input
                type="date"
                id=format!("f-{name}")
                name=name
                value=value
                aria-describedby=failed.then(|| format!("e-{name}"))
                aria-invalid=failed.then_some("true")
            />
        </div>
    }
    .into_any()
}

/// The message that names a channel.
pub(crate) const fn channel_id(channel: Channel) -> &'static str {
    match channel {
        Channel::Link => "channel-link",
        Channel::Import => "channel-import",
        Channel::Api => "channel-api",
        Channel::Demo => "channel-demo",
    }
}

/// A field to choose one of several, or all.
pub(crate) fn select(
    words: &Words,
    name: &'static str,
    label: &str,
    options: &[(&'static str, String)],
    chosen: Option<&'static str>,
) -> AnyView {
    let options: Vec<_> = options
        .iter()
        .map(|(value, text)| {
            let (value, text) = (*value, text.clone());
            view! { <option value=value selected=chosen == Some(value)>{text}</option> }
        })
        .collect();
    view! {
        <div class="line">
            <label for=format!("f-{name}")>{words.say(label)}</label>
            <select id=format!("f-{name}") name=name><option value="">{words.say("filter-all")}</option>{options}</select>
        </div>
    }
    .into_any()
}
