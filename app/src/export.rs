//! Scheduled downloads, `/admin/exports`: exports that a background job prepares. `file_text` holds the texts
//! inside the files.

pub mod file_text;

use domain::{
    export::job::{ExportJob, ExportState, HOURS},
    organisation::Organisation,
};
use jiff::tz::TimeZone;
use leptos::prelude::*;

use crate::{
    format,
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// The page. `jobs` are the newest. `is_full` says whether a new job was refused because there are too many.
pub fn render(context: &PageContext, organisation: &Organisation, jobs: &[ExportJob], is_full: bool) -> String {
    let title = Words::new(context.locale, context.address_form).say("prepared-title");
    shell::render(context, Document::admin(title.clone()), |words| {
        let zone = format::zone(&organisation.profile.time_zone);
        let body = match jobs.is_empty() {
            true => view! { <p>{words.say("prepared-empty")}</p> }.into_any(),
            false => {
                let jobs: Vec<_> = jobs.iter().map(|job| one(words, job, &zone)).collect();
                view! { <ul class="prepared">{jobs}</ul> }.into_any()
            }
        };
        let again = jobs.iter().any(|job| job.state.is_under_way()).then(|| {
            view! { <p><a class="button secondary" href=format!("/admin/exports?lang={}", words.locale)>{words.say("prepared-again")}</a></p> }
        });
        view! {
            <p class="back"><a href=format!("/admin?lang={}", words.locale)>{words.say("results-back")}</a></p>
            <h1>{title.clone()}</h1>
            <p>{words.say_with("prepared-lead", &[("hours", HOURS.into())])}</p>
            {is_full.then(|| view! { <p class="error" role="alert">{words.say("prepared-full")}</p> })}
            {again}
            <section class="card" aria-label=title.clone()>{body}</section>
        }
        .into_any()
    })
}

fn one(words: &Words, job: &ExportJob, zone: &TimeZone) -> AnyView {
    let lang = words.locale.tag();
    let name = job.file.clone();
    let progress = job.state.is_under_way().then(|| {
        let of = words.say_with(
            "prepared-done",
            &[("done", format::count(job.done, words.locale).into()), ("total", format::count(job.total, words.locale).into())],
        );
        view! {
            <p>
                <progress max="100" value=job.percent() aria-label=words.say_with("prepared-progress", &[("file", name.clone().into())])></progress>
                " "
                {of}
            </p>
        }
    });
    let size = job.bytes.map(|bytes| {
        words.say_with("prepared-size", &[("size", format::hundredths(hundredths_of_mb(bytes), words.locale).into())])
    });
    let until = job.expires_at.map(|at| words.say_with("prepared-until", &[("time", format::date_time(words, at, zone).into())]));
    let fetch = (job.state == ExportState::Ready).then(|| {
        view! {
            <p>{until}". "{size}</p>
            <a class="button" href=format!("/admin/exports/{}/file", job.id) download=name.clone()>{words.say("prepared-fetch")}</a>
        }
    });
    let stop = match job.state {
        ExportState::Waiting | ExportState::Running => Some("prepared-cancel"),
        ExportState::Ready => Some("prepared-delete"),
        _ => None,
    };
    let stop = stop.map(|id| {
        view! {
            <form method="post" action=format!("/admin/exports/{}/cancel?lang={lang}", job.id)>
                <button class="quiet-button" aria-label=format!("{}: {name}", words.say(id))>{words.say(id)}</button>
            </form>
        }
    });
    let asked = words.say_with(
        "prepared-asked",
        &[("who", job.who.clone().into()), ("time", format::date_time(words, job.created_at, zone).into())],
    );
    view! {
        <li>
            <h2>{name.clone()}</h2>
            <p class="state">{words.say(state_id(job.state))}</p>
            <p class="hint">{asked}</p>
            {progress}
            <div class="prepared-buttons">{fetch}{stop}</div>
        </li>
    }
    .into_any()
}

fn hundredths_of_mb(bytes: u64) -> i64 {
    i64::try_from(bytes.div_ceil(10_000)).unwrap_or(i64::MAX)
}

const fn state_id(state: ExportState) -> &'static str {
    match state {
        ExportState::Waiting => "prepared-waiting",
        ExportState::Running => "prepared-running",
        ExportState::Ready => "prepared-ready",
        ExportState::Failed => "prepared-failed",
        ExportState::Cancelled => "prepared-cancelled",
        ExportState::Expired => "prepared-expired",
    }
}
