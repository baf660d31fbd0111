//! The audit log, `/admin/audit`: who did what and when, the newest first, by kind of act.

use domain::{
    account::audit::{Audit, AuditAction, NotedAudit},
    organisation::Organisation,
};
use leptos::prelude::*;

use crate::{
    format,
    messages::Words,
    page::PageContext,
    shell::{self, Document},
};

/// The data of the page.
#[derive(Clone, Copy, Debug)]
pub struct AuditPage<'a> {
    /// The organisation.
    pub organisation: &'a Organisation,
    /// The entries of this page.
    pub entries: &'a [NotedAudit],
    /// The only action that is shown. `None` for all.
    pub action: Option<AuditAction>,
    /// Whether older entries follow.
    pub has_older: bool,
    /// Whether newer ones come before.
    pub has_newer: bool,
    /// How many months entries are kept.
    pub months: u32,
}

/// The page.
pub fn render(context: &PageContext, page: &AuditPage<'_>) -> String {
    let title = Words::new(context.locale, context.address_form).say("audit-title");
    shell::render(context, Document::admin(title.clone()), |words| {
        let body = match page.entries.is_empty() {
            true => view! { <p>{words.say("audit-empty")}</p> }.into_any(),
            false => table(words, page, &title),
        };
        view! {
            <p class="back"><a href=format!("/admin?lang={}", words.locale)>{words.say("results-back")}</a></p>
            <h1>{title.clone()}</h1>
            <p>{words.say_with("audit-lead", &[("months", page.months.into())])}</p>
            {filter(words, page)}
            <section class="card">{body}</section>
            {turning(words, page)}
        }
        .into_any()
    })
}

fn filter(words: &Words, page: &AuditPage<'_>) -> AnyView {
    let options: Vec<_> = AuditAction::ALL
        .iter()
        .map(|action| {
            let is_chosen = page.action == Some(*action);
            view! { <option value=action.name() selected=is_chosen>{name(words, *action)}</option> }
        })
        .collect();
    view! {
        <form method="get" action="/admin/audit" class="card">
            <input type="hidden" name="lang" value=words.locale.tag() />
            <div class="line">
                <label for="f-action">{words.say("audit-filter")}</label>
                <select id="f-action" name="action">
                    <option value="">{words.say("audit-all")}</option>
                    {options}
                </select>
            </div>
            <button>{words.say("audit-show")}</button>
        </form>
    }
    .into_any()
}

fn table(words: &Words, page: &AuditPage<'_>, title: &str) -> AnyView {
    let zone = format::zone(&page.organisation.profile.time_zone);
    let rows: Vec<_> = page
        .entries
        .iter()
        .map(|NotedAudit { at, audit, .. }| {
            let Audit { actor, action, object, detail } = audit.clone();
            let actor = if actor.is_empty() { words.say("audit-unknown-actor") } else { actor };
            view! {
                <tr>
                    <th scope="row">{format::date_time(words, *at, &zone)}</th>
                    <td data-label=words.say("audit-who")>{actor}</td>
                    <td data-label=words.say("audit-what")>{name(words, action)}</td>
                    <td data-label=words.say("audit-object")>{object}</td>
                    <td data-label=words.say("audit-detail")>{detail.map(|detail| view! { <code>{detail}</code> })}</td>
                </tr>
            }
        })
        .collect();
    let heads = ["audit-when", "audit-who", "audit-what", "audit-object", "audit-detail"]
        .map(|id| view! { <th scope="col">{words.say(id)}</th> });
    view! {
        <div class="scroll" tabindex="0">
            <table class="accesses stacks" aria-label=title.to_owned()>
                <thead>
                    <tr>{heads}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn turning(words: &Words, page: &AuditPage<'_>) -> Option<AnyView> {
    let only = page.action.map(|action| format!("&action={}", action.name())).unwrap_or_default();
    let address = format!("/admin/audit?lang={}{only}", words.locale);
    let last = page.entries.last().filter(|_| page.has_older);
    let older =
        last.map(|last| view! { <a rel="next" href=format!("{address}&before={}", last.id)>{words.say("audit-older")}</a> });
    let newest = page.has_newer.then(|| view! { <a href=address.clone()>{words.say("audit-newest")}</a> });
    (older.is_some() || newest.is_some())
        .then(|| view! { <nav class="turning" aria-label=words.say("audit-pages")><p>{newest}" "{older}</p></nav> }.into_any())
}

/// What was done, in words.
fn name(words: &Words, action: AuditAction) -> String {
    words.say(match action {
        AuditAction::SignedIn => "audit-signed-in",
        AuditAction::SignInFailed => "audit-sign-in-failed",
        AuditAction::SignInDelayed => "audit-sign-in-delayed",
        AuditAction::SignedOut => "audit-signed-out",
        AuditAction::SignedOutEverywhere => "audit-signed-out-everywhere",
        AuditAction::AccountMade => "audit-account-made",
        AuditAction::AccountRemoved => "audit-account-removed",
        AuditAction::PasswordSet => "audit-password-set",
        AuditAction::RightsChanged => "audit-rights-changed",
        AuditAction::SetupLinkMade => "audit-setup-link-made",
        AuditAction::KeyMade => "audit-key-made",
        AuditAction::KeyRevoked => "audit-key-revoked",
        AuditAction::KeysHandedOver => "audit-keys-handed-over",
        AuditAction::SettingChanged => "audit-setting-changed",
        AuditAction::WorksCouncil => "audit-works-council",
        AuditAction::SurveyPublished => "audit-survey-published",
        AuditAction::SurveyClosed => "audit-survey-closed",
        AuditAction::SiteMade => "audit-site-made",
        AuditAction::NoticePublished => "audit-notice-published",
        AuditAction::Exported => "audit-exported",
        AuditAction::RowsRead => "audit-rows-read",
        AuditAction::FileDownloaded => "audit-file-downloaded",
        AuditAction::ExportCancelled => "audit-export-cancelled",
        AuditAction::ImportBegun => "audit-import-begun",
        AuditAction::ImportResumed => "audit-import-resumed",
        AuditAction::ImportInterrupted => "audit-import-interrupted",
        AuditAction::Imported => "audit-imported",
        AuditAction::ImportUndoBegun => "audit-import-undo-begun",
        AuditAction::ImportUndone => "audit-import-undone",
        AuditAction::TagsChanged => "audit-tags-changed",
        AuditAction::ViewChanged => "audit-view-changed",
        AuditAction::ReportFixed => "audit-report-fixed",
        AuditAction::ReportDeleted => "audit-report-deleted",
        AuditAction::RightsHandled => "audit-rights-handled",
        AuditAction::Erased => "audit-erased",
        AuditAction::ErasedByRespondent => "audit-erased-by-respondent",
        AuditAction::ReceiptsRevoked => "audit-receipts-revoked",
        AuditAction::RetentionDone => "audit-retention-done",
        AuditAction::ClockConfirmed => "audit-clock-confirmed",
        AuditAction::LogKeyChanged => "audit-log-key-changed",
        AuditAction::BackupMade => "audit-backup-made",
        AuditAction::Restored => "audit-restored",
        AuditAction::DatabaseCopied => "audit-database-copied",
        AuditAction::DatabaseUpgraded => "audit-database-upgraded",
        AuditAction::RollupsRebuilt => "audit-rollups-rebuilt",
        AuditAction::OrganisationMade => "audit-organisation-made",
        AuditAction::DemoLoaded => "audit-demo-loaded",
        AuditAction::LogOlderAccepted => "audit-log-older-accepted",
    })
}
