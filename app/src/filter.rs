//! The filter of the results: a form that requests the same page again.

pub(crate) mod employees;
pub(crate) mod fields;
pub(crate) mod withheld;
pub(crate) mod words;

use domain::{
    channel::Channel,
    locale::Locale,
    response::filter::Condition,
    results::{
        query::{AGAINST, DAYS, OF_FIGURES, ResultsQuery},
        span::Span,
    },
    survey::{published::PublishedSurvey, reserved_keys::VERSION},
};
use leptos::prelude::*;

use crate::{
    filter::fields::{carried, channel_id, date, of_address, select},
    format,
    messages::Words,
};

/// The form, filled with the query, with errors beside their fields. A page can add its own fields.
pub(crate) fn form(
    words: &Words,
    query: &ResultsQuery,
    action: String,
    published: &PublishedSurvey,
    has_versions: bool,
    more: impl IntoAny,
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
    let active = of_form || query.against.is_some() || filter.conditions.iter().any(Condition::is_on_version);
    let clear = active.then(|| {
        let address = format!("{action}?period={}&lang={}", query.period.name(), words.locale);
        view! { <a href=address>{words.say("filter-clear")}</a> }
    });
    // The version is a condition too, so it must not be a fourth beside three conditions.
    let chosen = query.conditions().any(Condition::is_on_version);
    let versions = has_versions && (chosen || query.may_add_condition());
    let newest = i32::try_from(published.version.number).unwrap_or(i32::MAX);
    let is_offered = |one: &Condition| versions && one.version().is_some_and(|number| (1..=newest).contains(&number));
    let kept: Vec<_> = query
        .conditions()
        .filter(|one| !is_offered(one))
        .map(|condition| view! { <input type="hidden" name="where" value=condition.to_string() /> })
        .collect();
    view! {
        <form class="filter" method="get" action=action aria-label=words.say("filter-heading")>
            <input type="hidden" name="period" value=query.period.name() />
            <input type="hidden" name="lang" value=words.locale.tag() />
            {carried(query, |name| OF_FIGURES.contains(&name) && !AGAINST.contains(&name))}
            {kept}
            {of_address(words, &query.errors, &BESIDE)}
            {named_days(words, query)}
            {date("from", "filter-from")}
            {date("to", "filter-to")}
            {select(words, &query.errors, ("locale", "filter-locale"), &locales, filter.locale.map(Locale::tag))}
            {select(words, &query.errors, ("channel", "filter-channel"), &channels, filter.channel.map(Channel::name))}
            {versions.then(|| version(words, query, published.version.number))}
            {more.into_any()}
            <div class="filter-buttons"><button class="secondary">{words.say("filter-apply")}</button>{clear}</div>
        </form>
    }
    .into_any()
}

/// The selected named period. The form sends it again unless days are filled in.
pub(crate) fn named_days(words: &Words, query: &ResultsQuery) -> Option<AnyView> {
    let (span, from, to) = (query.span?, query.filter.from?, query.filter.to?);
    let days = [("from", format::date(words, from).into()), ("to", format::date(words, to).into())];
    let line = format!("{}: {}", words.say(span_id(span)), words.say_with("comparison-days", &days));
    Some(view! { <input type="hidden" name=DAYS value=span.name() /><p class="hint">{line}</p> }.into_any())
}

/// The fields that show their own errors.
const BESIDE: [&str; 9] = ["from", "to", "locale", "channel", AGAINST[0], AGAINST[1], "format", "labels", "shape"];

/// The name of a field of the address.
pub(crate) fn field_name(words: &Words, field: &str) -> String {
    match field {
        "where" => words.say("conditions"),
        DAYS => words.say("views-days"),
        "span" => words.say("views-span"),
        "by" => words.say("breakdown-by"),
        "across" => words.say("crosstab-across"),
        "period" => words.say("table-period"),
        field => field.to_owned(),
    }
}

/// A field to select a version.
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

/// The id of the message that names a period.
pub(crate) const fn span_id(span: Span) -> &'static str {
    match span {
        Span::LastSevenDays => "span-last-7-days",
        Span::LastThirtyDays => "span-last-30-days",
        Span::ThisMonth => "span-this-month",
        Span::LastMonth => "span-last-month",
        Span::ThisQuarter => "span-this-quarter",
        Span::LastQuarter => "span-last-quarter",
        Span::ThisYear => "span-this-year",
        Span::LastYear => "span-last-year",
    }
}
