//! The overview of all surveys, `/admin` and `/admin/surveys`.

use domain::{
    account::role::Role,
    calendar::{Day, Millis},
    import::status::ImportStatus,
    results::{
        arrivals::Arrivals,
        counts::{LoyaltyCount, ScoreCount},
        release_status::Waiting,
        series::{Figure, Series},
        view_list::ShownView,
    },
    survey::published::SurveySummary,
};
use leptos::prelude::*;

use crate::{
    format, importing,
    measure_words::MeasureWords,
    messages::Words,
    page::PageContext,
    results::{figure, page::status_id},
    shell::{self, Document},
};

/// One survey with the data of its headline.
#[derive(Clone, Debug)]
pub struct OverviewSurvey {
    /// The survey with its number of responses.
    pub summary: SurveySummary,
    /// The scores of its headline question. Empty if it has none.
    pub scores: Vec<ScoreCount>,
    /// The sums over the three loyalty items, if it has them.
    pub loyalty: Option<Vec<LoyaltyCount>>,
    /// Why the headline is withheld until its next release, for an account that sees figures only.
    pub waiting: Option<Waiting>,
    /// The time of the headline.
    pub at: Millis,
    /// How its answers arrived.
    pub arrivals: Arrivals,
    /// An import of it that is not finished.
    pub importing: Option<ImportStatus>,
}

/// The data of the overview.
#[derive(Clone, Copy, Debug)]
pub struct OverviewPage<'a> {
    /// The surveys, newest first.
    pub surveys: &'a [OverviewSurvey],
    /// The saved views of these surveys, by name.
    pub views: &'a [ShownView],
}

/// Links to what was made of surveys, with the lowest role that may open each.
const PLACES: [(Role, &str, &str); 2] =
    [(Role::Reader, "/admin/reports", "fixed-title"), (Role::Analyst, "/admin/exports", "prepared-title")];

/// The page.
pub fn render(context: &PageContext, page: &OverviewPage<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("overview-title");
    shell::render(context, Document::admin(title.clone()), |words| {
        let surveys: Vec<_> = page.surveys.iter().map(|survey| card(words, survey, page.views, context.role)).collect();
        let body = match surveys.is_empty() {
            true => empty(words, context.role),
            false => view! { <ul class="surveys">{surveys}</ul> }.into_any(),
        };
        let links: Vec<_> = PLACES
            .iter()
            .filter(|(role, ..)| context.role >= *role)
            .map(|(_, path, id)| {
                let address = format!("{path}?lang={}", words.locale);
                view! { <a class="button quiet-button" href=address>{words.say(id)}</a>" " }
            })
            .collect();
        let new = (context.role >= Role::Editor && !page.surveys.is_empty()).then(|| new(words));
        view! {
            <div class="page-head">
                <h1>{title}</h1>
                <p class="exports">{links}{new}</p>
            </div>
            {body}
        }
        .into_any()
    })
}

/// The one button of the page.
fn new(words: &Words) -> AnyView {
    view! { <a class="button" href=format!("/admin/new-survey?lang={}", words.locale)>{words.say("new-survey")}</a> }.into_any()
}

fn empty(words: &Words, role: Role) -> AnyView {
    let may = role >= Role::Editor;
    let text = if may { "overview-empty-text" } else { "overview-empty-wait" };
    view! {
        <section class="card">
            <h2>{words.say("overview-empty-title")}</h2>
            <p>{words.say(text)}</p>
            {may.then(|| view! { <p>{new(words)}</p> })}
        </section>
    }
    .into_any()
}

fn card(words: &Words, survey: &OverviewSurvey, views: &[ShownView], role: Role) -> AnyView {
    let published = &survey.summary.published;
    let views: Vec<_> = views
        .iter()
        .filter(|shown| shown.view.survey == published.survey.id)
        .map(|shown| {
            view! { <a href=format!("/admin/views/{}?lang={}", shown.view.code, words.locale)>{shown.view.name.clone()}</a> }
        })
        .collect();
    let views = (!views.is_empty()).then(|| {
        let label = words.say("views-title");
        let shown = label.clone();
        view! { <nav class="switch" aria-label=label><span aria-hidden="true">{shown}</span>{views}</nav> }
    });
    let profile = &published.organisation.profile;
    let slug = published.survey.slug.as_str();
    let title = published.version.questionnaire.title.get(words.locale).to_owned();
    let made = Day::of(published.survey.created_at, &format::zone(&profile.time_zone));
    let made = words.say_with("overview-made", &[("date", format::date(words, made).into())]);
    let importing = importing::line(words, survey.importing.as_ref(), role < Role::Analyst);
    let importing = importing.map(|text| view! { <p class="notice-line">{text}</p> });
    let address = format!("/admin/surveys/{slug}?lang={}", words.locale);
    view! {
        <li class="card survey">
            <div>
                <h2><a href=address>{title}</a></h2>
                <p>
                    <span class="chip">{words.say(status_id(published.survey.status))}</span>
                    " "
                    <a href=format!("/s/{slug}")>{format!("/s/{slug}")}</a>
                </p>
                <p class="hint">{made}</p>
                {importing}
                {views}
            </div>
            {score(words, survey, u64::from(profile.minimum_group))}
        </li>
    }
    .into_any()
}

fn score(words: &Words, survey: &OverviewSurvey, minimum: u64) -> AnyView {
    let questionnaire = &survey.summary.published.version.questionnaire;
    let series = match &survey.loyalty {
        Some(sums) => Some(Series::of_loyalty(sums)),
        None => questionnaire.headline().and_then(|question| Series::of_scores(question, &survey.scores)),
    };
    let Some(series) = series else {
        return view! { <div class="survey-score"><p class="figure">"—"</p><p>{words.say("overview-no-headline")}</p></div> }
            .into_any();
    };
    let series = series.waiting(survey.waiting);
    let dash =
        |text: String| view! { <div class="survey-score"><p class="figure">"—"</p><p class="hint">{text}</p></div> }.into_any();
    match series.figure(minimum) {
        Figure::Nobody => dash(words.say("overview-no-score")),
        Figure::Withdrawn => dash(words.say_with("withdrawn-wait-text", &[("minimum", minimum.into())])),
        Figure::TooFew => dash(words.say_with("too-few-text", &[("minimum", minimum.into())])),
        Figure::Score(estimate) => {
            let interval = figure::interval(words, &series, &estimate);
            view! {
                <div class="survey-score">
                    <p class="measure">{series.measure.name(words)}</p>
                    <p class="figure">{series.measure.value(words, &estimate)}{figure::indicative(words, &estimate)}</p>
                    <p class="hint">{interval}</p>
                    <p class="hint">{figure::source(words, &survey.summary.published, &survey.arrivals, estimate.n, Some(survey.at))}</p>
                </div>
            }
            .into_any()
        }
    }
}
