//! The download log, `/admin/access`: the last downloads of responses, with their account.

use domain::{
    account::access_log::{AccessKind, NotedAccess},
    organisation::Organisation,
};
use leptos::prelude::*;

use crate::{
    format,
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// The page. `notes` are the newest entries.
pub fn render(context: &PageContext, organisation: &Organisation, notes: &[NotedAccess]) -> String {
    let title = Words::new(context.locale, context.address_form).say("access-title");
    shell::render(context, Document::admin(title.clone()), |words| {
        let zone = format::zone(&organisation.profile.time_zone);
        let rows: Vec<_> = notes
            .iter()
            .map(|NotedAccess { access, at }| {
                let kind = words.say(match access.kind {
                    AccessKind::Export => "access-export",
                    AccessKind::Rows => "access-rows",
                });
                view! {
                    <tr>
                        <th scope="row">{format::date_time(words, *at, &zone)}</th>
                        <td>{access.who.clone()}</td>
                        <td>{kind}</td>
                        <td>{access.survey.to_string()}</td>
                        <td><code>{access.detail.clone()}</code></td>
                    </tr>
                }
            })
            .collect();
        let heads = ["access-when", "access-who", "access-how", "access-survey", "access-which"]
            .map(|id| view! { <th scope="col">{words.say(id)}</th> });
        let body = match rows.is_empty() {
            true => view! { <p>{words.say("access-empty")}</p> }.into_any(),
            false => view! {
                <div class="scroll" tabindex="0">
                    <table class="accesses" aria-label=title.clone()><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>
                </div>
            }
            .into_any(),
        };
        view! {
            <p class="back"><a href=format!("/admin?lang={}", words.locale)>{words.say("results-back")}</a></p>
            <h1>{title.clone()}</h1>
            <p>{words.say("access-lead")}</p>
            <section class="card">{body}</section>
        }
        .into_any()
    })
}
