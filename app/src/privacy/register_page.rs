//! The processing register, `/admin/register`, for reading and printing.

use domain::{calendar::Millis, organisation::Organisation};
use leptos::prelude::*;

use crate::{
    format,
    messages::Words,
    notice::summary::{basis_id, fact},
    page::PageContext,
    privacy::register::{Activity, ActivityKind, Register},
    shell::{self, Document},
};

/// The page.
pub fn render(context: &PageContext, register: &Register, organisation: &Organisation) -> String {
    let title = Words::new(context.locale, context.address_form).say("register-title");
    shell::render(context, Document::admin(title.clone()), |words| {
        let zone = format::zone(&organisation.profile.time_zone);
        let time = |rfc3339: &str| {
            Millis::parse_rfc3339(rfc3339).map_or_else(|_| rfc3339.to_owned(), |at| format::date_time(words, at, &zone))
        };
        let cards: Vec<_> =
            register.activities.iter().map(|activity| card(words, activity, time(&activity.notice_published_at))).collect();
        let empty = cards.is_empty().then(|| view! { <p>{words.say("register-empty")}</p> });
        let security: Vec<_> = register.security.iter().map(|measure| view! { <li>{measure.clone()}</li> }).collect();
        let drawn = words.say_with("register-drawn", &[("date", time(&register.drawn_at).into())]);
        let file = |name: &str| format!("/admin/{name}?lang={}", words.locale);
        view! {
            <p class="back"><a href=format!("/admin?lang={}", words.locale)>{words.say("results-back")}</a></p>
            <div class="page-head">
                <h1>{title}</h1>
                <p class="exports">
                    <a class="button quiet-button" href=file("register.csv") download="">{words.say("register-csv")}</a>
                    " "
                    <a class="button quiet-button" href=file("register.json") download="">{words.say("register-json")}</a>
                </p>
            </div>
            <p>{words.say("register-lead")}</p>
            <section class="card">
                <h2>{register.organisation.clone()}</h2>
                <dl class="facts">
                    {fact(words.say("notice-ask"), register.contact.clone())}
                    {fact(words.say("register-privacy-officer"), register.privacy_officer.clone())}
                    {fact(words.say("register-drawn-label"), drawn)}
                </dl>
            </section>
            {empty}
            {cards}
            <section class="card">
                <h2>{words.say("register-security")}</h2>
                <ul>{security}</ul>
            </section>
            <p class="hint">{words.say("register-limits")}</p>
        }
        .into_any()
    })
}

fn card(words: &Words, activity: &Activity, published: String) -> AnyView {
    let kind = words.say(match activity.kind {
        ActivityKind::Survey => "activity-survey",
        ActivityKind::Import => "activity-import",
        ActivityKind::Website => "activity-website",
    });
    let purposes: Vec<_> = activity
        .purposes
        .iter()
        .map(|purpose| {
            let interest = purpose.interest.as_ref().map(|interest| {
                let interest = words.say_with("notice-interest", &[("interest", interest.as_str().into())]);
                view! { " "{interest} }
            });
            view! { <p>{purpose.text.clone()}" "<strong>{words.say(basis_id(purpose.basis))}</strong>"."{interest}</p> }
        })
        .collect();
    let none = purposes.is_empty().then(|| words.say("register-no-purposes"));
    let parties = (!activity.parties.is_empty()).then(|| fact(words.say("site-vendors"), activity.parties.join("; ")));
    let attributes =
        (!activity.attributes.is_empty()).then(|| fact(words.say("register-attributes"), activity.attributes.join(", ")));
    let kept = match activity.retention_months {
        Some(months) => words.say_with("months", &[("count", months.into())]),
        None => words.say("notice-how-long-light"),
    };
    let version = words.say_with(
        "register-version",
        &[
            ("number", activity.notice_version.to_string().into()),
            ("date", published.into()),
            ("hash", activity.notice_hash.chars().take(12).collect::<String>().into()),
        ],
    );
    let controller = format!("{}. {}", activity.controller, activity.contact);
    view! {
        <section class="card">
            <h2>{activity.name.clone()}" "<span class="chip">{kind}</span>" "<code>{activity.key.clone()}</code></h2>
            <dl class="facts">
                {fact(words.say("notice-controller"), controller)}
                {fact(words.say("register-privacy-officer"), activity.privacy_officer.clone())}
                <div><dt>{words.say("notice-purposes")}</dt><dd>{purposes}{none}</dd></div>
                {fact(words.say("register-persons"), activity.persons.clone())}
                {fact(words.say("register-data"), activity.data_kinds.clone())}
                {attributes}
                {fact(words.say("register-recipients"), activity.recipients.clone())}
                {parties}
                {fact(words.say("notice-transfers"), activity.transfers.clone())}
                {fact(words.say("notice-storage"), activity.storage_place.clone())}
                {fact(words.say("notice-how-long"), kept)}
                {fact(words.say("register-source"), version)}
            </dl>
        </section>
    }
    .into_any()
}
