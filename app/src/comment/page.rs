//! The comments of a survey, `/admin/surveys/{slug}/comments`: newest first, by question, filter, score group and words.

use domain::{account::role::Role, results::disclosure::suppression};
use leptos::prelude::*;

use crate::{
    comment::{CommentsData, filter, list, tags, text_questions},
    filter::{employees, withheld, words},
    format, importing,
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// The page.
pub fn render(context: &PageContext, data: &CommentsData) -> String {
    let words = Words::new(context.locale, context.address_form);
    let survey = data.published.version.questionnaire.title.get(context.locale).to_owned();
    let title = words.say_with("comments-title", &[("survey", survey.clone().into())]);
    let document = shell::about_survey(&words, title, &data.published.survey.slug);
    let document = Document { failed: !(data.query.results.errors.is_empty() && data.errors.is_empty()), ..document };
    shell::render(context, document, |words| {
        let questionnaire = &data.published.version.questionnaire;
        let address = format!("/admin/surveys/{}", data.published.survey.slug);
        let filter = data.query.results.address(None);
        let back = format!("{address}?{filter}{}lang={}", if filter.is_empty() { "" } else { "&" }, words.locale);
        let action = format!("{address}/comments");
        let asked = text_questions(questionnaire).find(|question| Some(&question.key) == data.query.question.as_ref());
        let body = match asked {
            Some(question) => view! {
                <p class="lead">{question.text.get(words.locale).to_owned()}</p>
                {filter::form(words, &data.query, &action, questionnaire, &data.tags)}
                {employees::withheld(words, &data.query.results, questionnaire)}
                {words::conditions(words, questionnaire, data.query.results.only.as_ref(), data.query.results.conditions(), |one| data.query.address_without(one))}
                {found(words, data, &action, context.role)}
            }
            .into_any(),
            None => view! { <p>{words.say("comments-no-question")}</p> }.into_any(),
        };
        view! {
            <p class="back"><a href=back>{words.say_with("comments-back", &[("survey", survey.into())])}</a></p>
            <h1>{words.say("comments-all")}</h1>
            {importing::note(words, data.importing.as_ref(), false)}
            {body}
        }
        .into_any()
    })
}

fn found(words: &Words, data: &CommentsData, action: &str, role: Role) -> AnyView {
    let profile = &data.published.organisation.profile;
    let minimum = u64::from(profile.minimum_group);
    if data.allows_differencing {
        return withheld::allows_differencing(words, minimum, false);
    }
    if suppression::is_too_small(data.people, minimum) {
        let text = words.say_with("comments-too-few", &[("minimum", minimum.into())]);
        return view! { <section class="card"><p>{text}</p></section> }.into_any();
    }
    if data.people == 0 {
        let id = if data.query.is_plain() { "comments-none" } else { "comments-none-found" };
        return view! { <section class="card"><p>{words.say(id)}</p></section> }.into_any();
    }
    let all = u64::from(CommentsData::COUNTED);
    let count = match data.found {
        n if n > all => words.say_with("comments-many", &[("n", format::count(all, words.locale).into())]),
        n => words.say_with("comments-count", &[("count", n.into()), ("n", format::count(n, words.locale).into())]),
    };
    let lang = words.locale;
    let newest = data.query.before.is_some().then(|| {
        let address = format!("{action}?{}&lang={lang}", data.query.address(None));
        view! { <a href=address>{words.say("comments-newest")}</a> }
    });
    let older = data.comments.last().filter(|_| data.more).map(|last| {
        let address = format!("{action}?{}&lang={lang}", data.query.address(Some(last.response)));
        view! { <a href=address rel="next">{words.say("comments-older")}</a> }
    });
    let pager = (newest.is_some() || older.is_some())
        .then(|| view! { <nav class="pager" aria-label=words.say("comments-pages")>{newest}" "{older}</nav> });
    let desk = tags::Desk { words, data, role, action };
    let list = match data.comments.is_empty() {
        true => view! { <p class="hint">{words.say("comments-none-found")}</p> }.into_any(),
        false => {
            list::list(words, &data.comments, &format::zone(&profile.time_zone), |comment| Some(tags::of_comment(desk, comment)))
        }
    };
    view! {
        <section class="card" id="found"><h2>{count}</h2>{list}{pager}</section>
        {tags::card(desk)}
    }
    .into_any()
}
