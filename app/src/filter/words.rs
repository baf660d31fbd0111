//! A filter in words: its conditions, days, language and channel.

use domain::{
    calendar::Day,
    response::filter::{Condition, Dimension, ResultsFilter},
    results::data::ResultsData,
    survey::{Questionnaire, attribute::Attribute, question::QuestionKind, reserved_keys::NOT_APPLICABLE},
};
use leptos::prelude::*;

use crate::{filter::fields::channel_id, format, messages::Words};

/// The current conditions, each with a link that removes it. The condition that a reader is restricted to has no link.
pub(crate) fn conditions<'a>(
    words: &Words,
    questionnaire: &Questionnaire,
    bound: Option<&Condition>,
    conditions: impl Iterator<Item = &'a Condition>,
    address_without: impl Fn(&Condition) -> String,
) -> Option<AnyView> {
    let bound =
        bound.map(|one| view! { <li><span class="chip">{condition_text(words, questionnaire, one)}</span></li> }.into_any());
    let asked = conditions.map(|condition| {
        let text = condition_text(words, questionnaire, condition);
        let address = format!("?{}&lang={}", address_without(condition), words.locale);
        let lift = words.say_with("condition-lift", &[("condition", text.as_str().into())]);
        view! { <li><span class="chip">{text}</span>" "<a href=address>{lift}</a></li> }.into_any()
    });
    let chips: Vec<_> = bound.into_iter().chain(asked).collect();
    (!chips.is_empty()).then(|| view! { <ul class="conditions" aria-label=words.say("conditions")>{chips}</ul> }.into_any())
}

/// A note for a breakdown by an attribute with unverified values.
pub(crate) fn unverified(words: &Words, questionnaire: &Questionnaire, by: &Dimension) -> Option<String> {
    let Dimension::Answer(key) = by else { return None };
    let is_open = questionnaire.attribute(key.as_str()).is_some_and(Attribute::may_be_unverified);
    is_open.then(|| words.say("breakdown-unverified"))
}

/// A condition in words.
pub(crate) fn condition_text(words: &Words, questionnaire: &Questionnaire, condition: &Condition) -> String {
    let dimension = condition.dimension();
    let value = value_name(words, questionnaire, &dimension, Some(&condition.value));
    format!("{}: {value}", dimension_name(words, questionnaire, &dimension))
}

/// The name of a dimension.
pub(crate) fn dimension_name(words: &Words, questionnaire: &Questionnaire, dimension: &Dimension) -> String {
    match dimension {
        Dimension::Locale => words.say("filter-locale"),
        Dimension::Channel => words.say("filter-channel"),
        Dimension::Version => words.say("filter-version"),
        Dimension::Answer(key) => {
            let withheld = || questionnaire.withheld(key.as_str()).map(|withheld| &withheld.attribute);
            let attribute = questionnaire.attribute(key.as_str()).or_else(withheld).map(|attribute| &attribute.text);
            let text = attribute.or_else(|| questionnaire.question(key.as_str()).map(|question| &question.text));
            text.map_or_else(|| key.to_string(), |text| text.get(words.locale).to_owned())
        }
    }
}

/// The name of a group.
pub(crate) fn value_name(words: &Words, questionnaire: &Questionnaire, dimension: &Dimension, value: Option<&str>) -> String {
    let Some(value) = value else { return words.say("breakdown-unknown") };
    match dimension {
        Dimension::Locale => value.parse().map_or_else(|_| value.to_owned(), |l: domain::locale::Locale| l.own_name().to_owned()),
        Dimension::Channel => value.parse().map_or_else(|_| value.to_owned(), |channel| words.say(channel_id(channel))),
        Dimension::Version => value.to_owned(),
        Dimension::Answer(key) if questionnaire.withheld(key.as_str()).is_some() => words.say("employee-value"),
        Dimension::Answer(key) if value == NOT_APPLICABLE && questionnaire.question(key.as_str()).is_some() => {
            words.say("not-applicable")
        }
        Dimension::Answer(key) => match questionnaire.question(key.as_str()).map(|question| &question.kind) {
            Some(QuestionKind::SingleChoice { choices }) => choices
                .iter()
                .find(|choice| choice.key.as_str() == value)
                .map_or_else(|| value.to_owned(), |choice| choice.text.get(words.locale).to_owned()),
            Some(kind) => {
                let label = value.parse().ok().and_then(|score| kind.score_label(score));
                label.map_or_else(|| value.to_owned(), |label| format!("{value} ({})", label.get(words.locale)))
            }
            None => value.to_owned(),
        },
    }
}

/// A description of the filter of the file, if there is a filter.
pub(crate) fn filter_in_words(words: &Words, data: &ResultsData) -> Option<AnyView> {
    let parts: Vec<_> = filter_words(words, data).into_iter().map(|part| view! { <li class="chip">{part}</li> }).collect();
    (!parts.is_empty()).then(|| {
        view! {
            <p id="export-filter">{words.say("export-filtered")}</p>
            <ul class="conditions" aria-labelledby="export-filter">{parts}</ul>
        }
        .into_any()
    })
}

/// Each part of the filter, with the condition that a reader is restricted to. It describes the figures, not the query.
pub(crate) fn filter_words(words: &Words, data: &ResultsData) -> Vec<String> {
    words_of(words, &data.published.version.questionnaire, &data.query.filter)
}

/// The days of a filter.
pub(crate) fn days_words(words: &Words, filter: &ResultsFilter) -> Vec<String> {
    let said = |id: &str, day: Day| format!("{}: {}", words.say(id), format::date(words, day));
    let days = [filter.from.map(|day| said("filter-from", day)), filter.to.map(|day| said("filter-to", day))];
    days.into_iter().flatten().collect()
}

/// Each part of a filter.
pub(crate) fn words_of(words: &Words, questionnaire: &Questionnaire, filter: &ResultsFilter) -> Vec<String> {
    days_words(words, filter).into_iter().chain(parts_words(words, questionnaire, filter)).collect()
}

/// Each part of a filter except its days.
pub(crate) fn parts_words(words: &Words, questionnaire: &Questionnaire, filter: &ResultsFilter) -> Vec<String> {
    let said = |id: &str, value: String| format!("{}: {value}", words.say(id));
    let parts = [
        filter.locale.map(|locale| said("filter-locale", locale.own_name().to_owned())),
        filter.channel.map(|channel| said("filter-channel", words.say(channel_id(channel)))),
    ];
    let conditions = filter.conditions.iter().map(|one| condition_text(words, questionnaire, one));
    parts.into_iter().flatten().chain(conditions).collect()
}
