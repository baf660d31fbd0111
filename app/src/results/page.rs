//! The results of a survey, `/admin/surveys/{slug}`: score first, then distribution, trend, all questions and comments.

use domain::{
    consent::State,
    results::{
        data::ResultsData,
        disclosure::suppression,
        series::{Figure, Series},
    },
    survey::SurveyStatus,
};
use leptos::prelude::*;

use crate::{
    comment::list,
    filter::{self, employees, words},
    format, importing,
    messages::Words,
    page::PageContext,
    results::{
        self, breakdown, comparison, counts, crosstab, distribution, export_form, figure, gauge, pair, picture::Picture,
        release_status, saved_views, trend,
    },
    shell::{self, Document},
};

/// The page.
pub fn render(context: &PageContext, data: &ResultsData) -> String {
    let title = data.published.version.questionnaire.title.get(context.locale).to_owned();
    let words = Words::new(context.locale, context.address_form);
    let document = shell::about_survey(&words, title.clone(), &data.published.survey.slug);
    let document = Document { failed: !data.query.errors.is_empty(), ..document };
    shell::render(context, document, |words| {
        let profile = &data.published.organisation.profile;
        let minimum = u64::from(profile.minimum_group);
        let survey = &data.published.survey;
        let action = format!("/admin/surveys/{}", survey.slug);
        let figures = match data.allows_differencing {
            true => crate::filter::withheld::allows_differencing(words, minimum, data.figures_only),
            false => view! {
                {headline(words, data, minimum)}
                {data.shows_parts().then(|| breakdown::section(words, data, minimum))}
                {data.shows_parts().then(|| pair::section(words, data, minimum))}
                {crosstab::section(words, data, minimum)}
                {questions(words, data, minimum)}
                {(!data.figures_only).then(|| open_questions(words, data, minimum))}
                {data.shows_parts().then(|| withheld(words, data, 0))}
                {results::files::section(words, data)}
            }
            .into_any(),
        };
        view! {
            {head(words, data, title)}
            {importing::note(words, data.importing.as_ref(), data.figures_only)}
            {data.steps.as_ref().map(|steps| release_status::note(words, data, steps, minimum))}
            {filter::form(words, &data.query, action, &data.published, data.has_versions(), comparison::fields(words, &data.query))}
            {saved_views::shortcuts(words, data)}
            {employees::withheld(words, &data.query, &data.published.version.questionnaire)}
            {conditions(words, data)}
            {figures}
            {saved_views::section(words, data)}
            {(!data.figures_only).then(|| export_form::section(words, data))}
        }
        .into_any()
    })
}

/// The id of the message that names a status.
pub(crate) const fn status_id(status: SurveyStatus) -> &'static str {
    match status {
        SurveyStatus::Draft => "status-draft",
        SurveyStatus::Open => "status-open",
        SurveyStatus::Closed => "status-closed",
    }
}

fn head(words: &Words, data: &ResultsData, title: String) -> AnyView {
    let survey = &data.published.survey;
    let slug = survey.slug.as_str();
    let query = data.query.address(None);
    let mark = if query.is_empty() { "" } else { "?" };
    let exports = (!data.figures_only).then(|| {
        view! {
            <p class="exports">
                <a class="button quiet-button" href=format!("/admin/surveys/{slug}/export.csv{mark}{query}") download="">
                    {words.say("results-export")}
                </a>
                " "
                <a class="button quiet-button" href="#export">{words.say("results-export-more")}</a>
            </p>
        }
    });
    view! {
        <p class="back"><a href=format!("/admin?lang={}", words.locale)>{words.say("results-back")}</a></p>
        <div class="page-head">
            <div>
                <h1>{title}</h1>
                <p>
                    <span class="chip">{words.say(status_id(survey.status))}</span>
                    " "
                    <a href=format!("/s/{slug}")>{format!("/s/{slug}")}</a>
                </p>
            </div>
            {exports}
        </div>
    }
    .into_any()
}

/// The headline score: the loyalty index if the survey has one, otherwise its first scored question.
pub(crate) fn headline(words: &Words, data: &ResultsData, minimum: u64) -> AnyView {
    let Some(series) = data.headline() else {
        if let Some(why) = data.steps.as_ref().and_then(|steps| steps.counts) {
            return view! { <section class="card">{release_status::waits(words, why, minimum)}</section> }.into_any();
        }
        let values = [("count", data.counts.standing.into()), ("n", format::count(data.counts.standing, words.locale).into())];
        return view! { <section class="card"><p>{words.say_with("overview-responses", &values)}</p></section> }.into_any();
    };
    let shown = matches!(series.figure(minimum), Figure::Score(_));
    let charts = shown.then(|| {
        view! {
            <section class="card">
                <h2>{words.say("distribution-heading")}</h2>
                {distribution::chart(words, &series)}
                {results::files::of_picture(words, data, Picture::Distribution)}
            </section>
            {data.shows_parts().then(|| view! {
                <section class="card wide" id="trend">
                    <h2>{words.say("trend-heading")}</h2>
                    {trend::chart(words, &data.months(&series), &data.query, minimum, data.figures_only)}
                    {results::files::of_picture(words, data, Picture::Trend)}
                </section>
            })}
        }
    });
    let share = matches!(series.figure(minimum), Figure::Nobody).then(|| {
        let slug = data.published.survey.slug.as_str();
        view! { <p>{words.say("no-score-text")}" "<a href=format!("/s/{slug}")>{format!("/s/{slug}")}</a></p> }
    });
    view! {
        <div class="grid">
            <section class="card">
                {figure::headline(words, data, &series)}
                {gauge::chart(words, data, &series, minimum)}
                {share}
            </section>
            {comparison(words, data, &series, minimum)}
            {charts}
        </div>
    }
    .into_any()
}

/// The comparison with the period before, or with other days.
fn comparison(words: &Words, data: &ResultsData, now: &Series, minimum: u64) -> Option<AnyView> {
    let Some(before) = &data.before else { return comparison::withheld(words, now, &data.query, minimum) };
    let then = match &before.loyalty {
        Some(sums) => Series::of_loyalty(sums),
        None => Series::of_scores(data.published.version.questionnaire.headline()?, &before.scores)?,
    };
    comparison::section(words, (now, &then), before, data.query.against.is_some(), minimum)
}

/// Every question with a score or choices, if there are more than the headline.
pub(crate) fn questions(words: &Words, data: &ResultsData, minimum: u64) -> Option<AnyView> {
    let questionnaire = &data.published.version.questionnaire;
    let mut cards = Vec::new();
    for question in questionnaire.questions() {
        let text = question.text.get(words.locale).to_owned();
        let body = if let Some(series) = data.series(question.key.as_str()) {
            let chart = matches!(series.figure(minimum), Figure::Score(_)).then(|| distribution::chart(words, &series));
            view! { {figure::of_question(words, data, &series)}{chart} }.into_any()
        } else if let Some(why) = data.waiting(Some(&question.key)) {
            release_status::waits(words, why, minimum)
        } else if let Some((_, counted)) = data.choices.iter().find(|(key, _)| *key == question.key) {
            counts::table(words, question, counted, minimum)
        } else {
            continue;
        };
        cards.push(view! { <section class="card small-score"><h3>{text}</h3>{body}</section> }.into_any());
    }
    let more = cards.len() > 1 || (data.loyalty.is_some() && !cards.is_empty());
    more.then(|| view! { <h2>{words.say("questions-heading")}</h2><div class="grid">{cards}</div> }.into_any())
}

fn open_questions(words: &Words, data: &ResultsData, minimum: u64) -> Vec<AnyView> {
    let questionnaire = &data.published.version.questionnaire;
    let zone = format::zone(&data.published.organisation.profile.time_zone);
    let all = |key: &domain::id::Key| {
        let filter = data.query.address(None);
        let joint = if filter.is_empty() { "" } else { "&" };
        format!("/admin/surveys/{}/comments?{filter}{joint}question={key}&lang={}", data.published.survey.slug, words.locale)
    };
    let card = |(key, list): &(domain::id::Key, Vec<domain::comment::Comment>)| {
        let question = questionnaire.question(key.as_str()).map(|q| q.text.get(words.locale).to_owned());
        let body = match suppression::is_too_small(list.len() as u64, minimum) {
            false => view! { {list::list(words, list, &zone, |_| None)}<p><a href=all(key)>{words.say("comments-all")}</a></p> }
                .into_any(),
            true => view! { <p>{words.say_with("comments-too-few", &[("minimum", minimum.into())])}</p> }.into_any(),
        };
        view! { <section class="card"><h2>{words.say("comments-heading")}</h2><p class="hint">{question}</p>{body}</section> }
            .into_any()
    };
    data.comments.iter().map(card).collect()
}

/// The conditions of the filter, without its other fields.
fn conditions(words: &Words, data: &ResultsData) -> Option<AnyView> {
    let (questionnaire, query) = (&data.published.version.questionnaire, &data.query);
    words::conditions(words, questionnaire, query.only.as_ref(), query.conditions(), |one| query.address_without(one))
}

/// The number of responses that are not included, and why. A number below `least` is shown as "fewer".
pub(crate) fn withheld(words: &Words, data: &ResultsData, least: u64) -> AnyView {
    let total: u64 = data.counts.withheld.iter().map(|(_, count)| count).sum();
    if data.steps.as_ref().is_some_and(|steps| steps.counts.is_some()) {
        return ().into_any();
    }
    if total == 0 {
        return view! { <p class="hint">{words.say("withheld-none")}</p> }.into_any();
    }
    let is_few = |count: &u64| (1..least).contains(count);
    let items: Vec<_> = data
        .counts
        .withheld
        .iter()
        .map(|(state, count)| {
            let id = match state {
                State::Refused => "withheld-refused",
                State::Withdrawn => "withheld-withdrawn",
                State::Objected => "withheld-objected",
                State::Expired => "withheld-expired",
                State::Erased => "withheld-erased",
                State::Given | State::Renewed | State::Asserted => "withheld-other",
            };
            let n = if is_few(count) { fewer(words, least) } else { format::count(*count, words.locale) };
            view! { <li>{words.say_with(id, &[("n", n.into())])}</li> }
        })
        .collect();
    let values = [("count", total.into()), ("n", format::count(total, words.locale).into())];
    // A single hidden number would be the total minus the others.
    let intro = match data.counts.withheld.iter().any(|(_, count)| is_few(count)) {
        true => words.say("withheld-intro-few"),
        false => words.say_with("withheld-intro", &values),
    };
    view! {
        <section class="card">
            <h2>{words.say("withheld-heading")}</h2>
            <p>{intro}</p>
            <ul>{items}</ul>
        </section>
    }
    .into_any()
}

/// The text for fewer than `least`.
pub(crate) fn fewer(words: &Words, least: u64) -> String {
    words.say_with("withheld-fewer", &[("least", least.into())])
}
