//! `/admin/sites/{key}/notice`: the notice of a website, checked and published as `klankbord site notice check|import`
//! do it.

use std::sync::Arc;

use app::site::notice::{self, NoticeForm, SiteNoticePage, Verdict};
use axum::{extract::State, http::StatusCode, response::Response};
use domain::{
    account::{
        audit::{Audit, AuditAction},
        user::User,
    },
    notice::{Notice, changes::asks_again},
    site::published::PublishedSite,
};
use store::StoreError;

use super::pages::site_page;
use crate::{
    account::sign_in::Editor,
    http::{
        reply::{self, error::Error, page::attachment},
        request::{context::Context, upload::Upload},
    },
    site::{self, pages::Website},
};

/// `GET …/notice`. With `?published` it confirms the publication.
pub(crate) async fn show(
    State(state): State<Arc<site::State>>,
    context: Context,
    Website(Editor(user), published): Website<Editor>,
) -> Result<Response, Error> {
    // The newest version, because the edit starts from it.
    let published = state.store.get_fresh_site(&published.site.key).await?;
    let done = context.query().first("published").is_some();
    let verdict = if done { Verdict::Published } else { Verdict::None };
    let current = &published.notice.published;
    let form = NoticeForm { text: &json(&current.notice), base: current.number, verdict: &verdict };
    page(&state, &context, &user, &published, form).await
}

/// `POST …/notice`: `do=check` lists every error, and what is unusual if there is none; `do=publish` publishes if there
/// is no error. A file takes precedence over the typed text. `base` is the version that was edited. If another version
/// is published by now, the page says so and publishes nothing.
pub(crate) async fn submit(
    State(state): State<Arc<site::State>>,
    context: Context,
    Website(Editor(user), published): Website<Editor>,
    Upload { fields, file }: Upload,
) -> Result<Response, Error> {
    let published = state.store.get_fresh_site(&published.site.key).await?;
    let typed = fields.first("notice").unwrap_or_default();
    let text = match &file {
        None => Some(typed),
        Some(file) => std::str::from_utf8(file).ok().map(|text| text.trim_start_matches('\u{feff}')),
    };
    let current = &published.notice.published;
    let base = fields.first("base").and_then(|base| base.parse::<u32>().ok());
    let read = text.map_or_else(|| serde_json::from_slice(file.as_deref().unwrap_or_default()), serde_json::from_str::<Notice>);
    let text = text.unwrap_or(typed);
    let failed = |verdict| NoticeForm { text, base: base.unwrap_or_default(), verdict };
    let notice = match read {
        Ok(notice) => notice,
        Err(error) => return page(&state, &context, &user, &published, failed(&Verdict::Unreadable(error.to_string()))).await,
    };
    if let Err(errors) = published.site.check_notice(&notice) {
        return page(&state, &context, &user, &published, failed(&Verdict::Wrong(errors))).await;
    }
    if current.hash == notice.content_hash() {
        let form = NoticeForm { text, base: current.number, verdict: &Verdict::Same };
        return page(&state, &context, &user, &published, form).await;
    }
    let Some(base) = base.filter(|base| *base == current.number) else {
        return conflict(&state, &context, &user, text, base, &published).await;
    };
    if fields.first("do") != Some("publish") {
        let verdict = Verdict::Right { asks_again: asks_again(&current.notice, &notice), unusual: notice.unusual() };
        return page(&state, &context, &user, &published, failed(&verdict)).await;
    }
    match state.store.publish_site_notice_over(&published.site.key, base, &notice).await {
        Ok(made) => {
            let audit = Audit::new(&user.email, AuditAction::NoticePublished, published.site.key.as_str());
            let audit = audit.with(format!("version {}", made.notice.published.number));
            state.store.note_audit(user.organisation, &audit).await?;
            let locale = site_page(&context, &user, &published).locale;
            Ok(reply::page::see_other(&format!("/admin/sites/{}/notice?published&lang={locale}", published.site.key)))
        }
        Err(StoreError::Invalid(errors)) => page(&state, &context, &user, &published, failed(&Verdict::Wrong(errors))).await,
        Err(StoreError::Conflict(_)) => {
            let published = state.store.get_fresh_site(&published.site.key).await?;
            conflict(&state, &context, &user, text, Some(base), &published).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The page that shows the newer version and its changes. The form then starts from that version, so that the next
/// publication is an informed one.
async fn conflict(
    state: &site::State,
    context: &Context,
    user: &User,
    text: &str,
    base: Option<u32>,
    published: &PublishedSite,
) -> Result<Response, Error> {
    let current = &published.notice.published;
    let started = match base {
        Some(base) => state.store.find_site_notice(published.site.id, base).await?,
        None => None,
    };
    let changes = started.map(|started| (started.published.number, started.published.notice.changes_to(&current.notice)));
    let form = NoticeForm { text, base: current.number, verdict: &Verdict::Conflict(changes) };
    page(state, context, user, published, form).await
}

/// `GET …/notice.json`: the published notice, or an earlier version of it: `?version=`.
pub(crate) async fn download(
    State(state): State<Arc<site::State>>,
    context: Context,
    Website(Editor(_), published): Website<Editor>,
) -> Result<Response, Error> {
    let query = context.query();
    let version = match query.first("version") {
        None => published.notice.clone(),
        Some(version) => {
            let number = version.parse().map_err(|_| Error::not_found())?;
            state.store.find_site_notice(published.site.id, number).await?.ok_or(Error::not_found())?
        }
    };
    let file = format!("klankbord-{}-notice-{}.json", published.site.key, version.published.number);
    Ok(attachment(json(&version.published.notice).into(), "application/json", &file))
}

async fn page(
    state: &site::State,
    context: &Context,
    user: &User,
    published: &PublishedSite,
    form: NoticeForm<'_>,
) -> Result<Response, Error> {
    let versions = state.store.list_site_notices(published.site.id).await?;
    let status = match form.verdict {
        Verdict::Unreadable(_) | Verdict::Wrong(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Verdict::Conflict(_) => StatusCode::CONFLICT,
        Verdict::None | Verdict::Right { .. } | Verdict::Same | Verdict::Published => StatusCode::OK,
    };
    let page = SiteNoticePage { published, versions: &versions, form };
    Ok(reply::page::page(status, notice::render(&site_page(context, user, published), &page)))
}

/// The notice in the form of `klankbord site notice export`.
fn json(notice: &Notice) -> String {
    serde_json::to_string_pretty(notice).expect("our own types have a JSON form")
}
