//! Fields of the filter form, and hidden fields that pass on the rest of the query.

use domain::{
    channel::Channel,
    error::{ErrorCode, FieldError},
    results::query::ResultsQuery,
};
use leptos::prelude::*;

use crate::{filter::field_name, form::error::error_line, messages::Words};

/// Hidden fields for the parts of the query that have no field on the page.
pub(crate) fn carried(query: &ResultsQuery, is_carried: impl Fn(&str) -> bool) -> Vec<AnyView> {
    let asked = query.asked(None).into_iter().filter(|(name, _)| is_carried(name));
    asked.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }.into_any()).collect()
}

/// The errors of parts of the address that no field of the page shows: one line for each.
pub(crate) fn of_address(words: &Words, errors: &[FieldError], beside: &[&str]) -> Vec<AnyView> {
    let mut lines: Vec<(&str, String)> = Vec::new();
    // A withheld attribute has its own line, which says what is shown instead.
    let is_of_address =
        |error: &&FieldError| !beside.contains(&error.field.as_str()) && !matches!(error.code, ErrorCode::Forbidden { .. });
    for error in errors.iter().filter(is_of_address) {
        let text = crate::error_text::text(words, error);
        match lines.iter_mut().find(|(field, _)| *field == error.field) {
            Some((_, line)) if line.ends_with(&text) => {}
            Some((_, line)) => *line = format!("{line} {text}"),
            None => lines.push((&error.field, format!("{}: {text}", field_name(words, &error.field)))),
        }
    }
    lines.into_iter().filter_map(|(field, text)| error_line(words, field, Some(text))).collect()
}

/// A field for a day, with its error beside it.
pub(crate) fn date(words: &Words, errors: &[FieldError], name: &'static str, label: &str, value: String) -> AnyView {
    let error = errors.iter().find(|error| error.field == name).map(|error| crate::error_text::text(words, error));
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

/// The id of the message that names a channel.
pub(crate) const fn channel_id(channel: Channel) -> &'static str {
    match channel {
        Channel::Link => "channel-link",
        Channel::Import => "channel-import",
        Channel::Api => "channel-api",
        Channel::Demo => "channel-demo",
    }
}

/// A field to select one of several values, or all, with its error beside it.
pub(crate) fn select(
    words: &Words,
    errors: &[FieldError],
    (name, label): (&'static str, &str),
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
    let error = errors.iter().find(|error| error.field == name).map(|error| crate::error_text::text(words, error));
    let failed = error.is_some();
    view! {
        <div class="line" class:failed=failed>
            <label for=format!("f-{name}")>{words.say(label)}</label>
            {error_line(words, name, error)}
            <select
                id=format!("f-{name}")
                name=name
                aria-describedby=failed.then(|| format!("e-{name}"))
                aria-invalid=failed.then_some("true")
            >
                <option value="">{words.say("filter-all")}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
