//! The form to filter comments: by text, respondent and days.

use domain::{
    channel::Channel,
    comment::tag::Tag,
    locale::Locale,
    results::query::OF_FIGURES,
    survey::{Questionnaire, question::QuestionKind},
};
use leptos::prelude::*;

use crate::{
    comment::{CommentsQuery, ScoreGroup, groups, text_questions},
    error_text,
    filter::{
        fields::{carried, channel_id, date, of_address, select},
        named_days,
    },
    form::error::error_line,
    messages::Words,
};

/// The form, filled with the query, with errors beside their fields.
pub(crate) fn form(words: &Words, query: &CommentsQuery, action: &str, questionnaire: &Questionnaire, known: &[Tag]) -> AnyView {
    let typed = |name: &str| query.results.fields.first(name).unwrap_or_default().to_owned();
    let day = |name: &'static str, label: &str| date(words, &query.results.errors, name, label, typed(name));
    let filter = &query.results.filter;
    let locales: Vec<_> = questionnaire.locales.iter().map(|locale| (locale.tag(), locale.own_name().to_owned())).collect();
    let channels: Vec<_> = Channel::ALL.iter().map(|channel| (channel.name(), words.say(channel_id(*channel)))).collect();
    let kind = questionnaire.headline().map(|question| &question.kind);
    let by_score: Vec<_> = groups(questionnaire).iter().map(|group| (group.0.name(), group_name(words, kind, *group))).collect();
    let group = (!by_score.is_empty())
        .then(|| select(words, &query.results.errors, ("group", "comments-group"), &by_score, query.group.map(ScoreGroup::name)));
    let mut beside = vec!["from", "to", "locale", "channel", "q"];
    beside.extend(group.is_some().then_some("group"));
    let clear = (!query.is_plain()).then(|| {
        let question = query.question.as_ref().map(|key| format!("question={key}&")).unwrap_or_default();
        let address = format!("{action}?{question}lang={}", words.locale);
        view! { <a href=address>{words.say("filter-clear")}</a> }
    });
    let conditions: Vec<_> = filter
        .conditions
        .iter()
        .map(|condition| view! { <input type="hidden" name="where" value=condition.to_string() /> })
        .collect();
    view! {
        <form class="filter" method="get" action=action.to_owned() aria-label=words.say("comments-filter") role="search">
            <input type="hidden" name="lang" value=words.locale.tag() />
            {carried(&query.results, |name| OF_FIGURES.contains(&name))}
            {conditions}
            {of_address(words, &query.results.errors, &beside)}
            {search(words, query, typed("q"))}
            {questions(words, query, questionnaire)}
            {group}
            {tags(words, query, known)}
            {named_days(words, &query.results)}
            {day("from", "filter-from")}
            {day("to", "filter-to")}
            {select(words, &query.results.errors, ("locale", "filter-locale"), &locales, filter.locale.map(Locale::tag))}
            {select(words, &query.results.errors, ("channel", "filter-channel"), &channels, filter.channel.map(Channel::name))}
            <div class="filter-buttons"><button class="secondary">{words.say("filter-apply")}</button>{clear}</div>
        </form>
    }
    .into_any()
}

fn search(words: &Words, query: &CommentsQuery, typed: String) -> AnyView {
    let error = query.results.errors.iter().find(|error| error.field == "q").map(|error| error_text::text(words, error));
    let failed = error.is_some();
    let described = if failed { "e-q h-q" } else { "h-q" };
    view! {
        <div class="line search" class:failed=failed>
            <label for="f-q">{words.say("comments-search")}</label>
            <p class="hint" id="h-q">{words.say("comments-search-hint")}</p>
            {error_line(words, "q", error)}
            <input
                type="search"
                id="f-q"
                name="q"
                value=typed
                autocomplete="off"
                aria-describedby=described
                aria-invalid=failed.then_some("true")
            />
        </div>
    }
    .into_any()
}

/// The field for a tag, if the survey has tags. A deleted tag stays selected if the query has it.
fn tags(words: &Words, query: &CommentsQuery, known: &[Tag]) -> Option<AnyView> {
    let asked = query.tag.as_ref();
    let is_asked = |tag: &Tag| asked.is_some_and(|asked| asked.folded() == tag.name.folded());
    let gone = asked.filter(|_| !known.iter().any(is_asked)).map(|tag| (tag.as_str().to_owned(), true));
    let all = known.iter().map(|tag| (tag.name.as_str().to_owned(), is_asked(tag))).chain(gone);
    let options: Vec<_> =
        all.map(|(name, chosen)| view! { <option value=name.clone() selected=chosen>{name.clone()}</option> }).collect();
    (!options.is_empty()).then(|| {
        view! {
            <div class="line">
                <label for="f-tag">{words.say("tags-name")}</label>
                <select id="f-tag" name="tag"><option value="">{words.say("filter-all")}</option>{options}</select>
            </div>
        }
        .into_any()
    })
}

/// The field for a question, if the survey has more than one text question.
fn questions(words: &Words, query: &CommentsQuery, questionnaire: &Questionnaire) -> Option<AnyView> {
    let options: Vec<_> = text_questions(questionnaire)
        .map(|question| {
            let selected = query.question.as_ref() == Some(&question.key);
            let text = question.text.get(words.locale).to_owned();
            view! { <option value=question.key.to_string() selected=selected>{text}</option> }
        })
        .collect();
    (options.len() > 1).then(|| {
        view! {
            <div class="line">
                <label for="f-question">{words.say("comments-question")}</label>
                <select id="f-question" name="question">{options}</select>
            </div>
        }
        .into_any()
    })
}

fn group_name(words: &Words, kind: Option<&QuestionKind>, (group, lowest, highest): (ScoreGroup, u8, u8)) -> String {
    match (kind, group) {
        (Some(QuestionKind::Nps(_)), ScoreGroup::High) => words.say("nps-promoters"),
        (Some(QuestionKind::Nps(_)), ScoreGroup::Middle) => words.say("nps-passives"),
        (Some(QuestionKind::Nps(_)), ScoreGroup::Low) => words.say("nps-detractors"),
        (_, group) => {
            let id = match group {
                ScoreGroup::High => "comments-satisfied",
                ScoreGroup::Middle => "comments-between",
                ScoreGroup::Low => "comments-not-satisfied",
            };
            let scores = if lowest == highest { lowest.to_string() } else { format!("{lowest}–{highest}") };
            words.say_with(id, &[("scores", scores.into())])
        }
    }
}
