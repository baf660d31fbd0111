//! `/admin/sites/{key}/notice`: the notice of a website, checked and published as `klankbord site notice check|import` do it.

use app::pages::site_notice::{self, SiteNoticePage, Verdict};
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use domain::{notice::Notice, website::asks_again};
use store::{PublishedSite, StoreError, User};

use super::{
    super::{
        body::Form,
        context::Context,
        error::Error,
        respond,
        sign_in::SignedIn,
        state::{App, AppState},
    },
    attachment,
    sites::{find, site_page},
};

/// `GET …/notice`; `?published` says what was done just before.
pub(in super::super) async fn show(
    State(app): State<AppState>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(key): Path<String>,
) -> Result<Response, Error> {
    let published = find(&app, &user, &key).await?;
    let done = context.query().first("published").is_some();
    let verdict = if done { Verdict::Published } else { Verdict::None };
    let text = json(&published.notice.published.notice);
    page(&app, &context, &user, &published, &text, &verdict).await
}

/// `POST …/notice`: `do=check` says everything that is wrong; `do=publish` publishes where nothing is.
pub(in super::super) async fn submit(
    State(app): State<AppState>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(key): Path<String>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let published = find(&app, &user, &key).await?;
    let text = fields.first("notice").unwrap_or_default();
    let notice: Notice = match serde_json::from_str(text) {
        Ok(notice) => notice,
        Err(error) => return page(&app, &context, &user, &published, text, &Verdict::Unreadable(error.to_string())).await,
    };
    let current = &published.notice.published;
    let verdict = match published.site.check_notice(&notice) {
        Err(errors) => Verdict::Wrong(errors),
        Ok(()) if current.hash == notice.content_hash() => Verdict::Same,
        Ok(()) => Verdict::Right { asks_again: asks_again(&current.notice, &notice) },
    };
    if fields.first("do") != Some("publish") || !matches!(verdict, Verdict::Right { .. }) {
        return page(&app, &context, &user, &published, text, &verdict).await;
    }
    match app.store.publish_site_notice(&published.site.key, &notice).await {
        Ok(_) => {
            let locale = site_page(&app, &context, &user, &published).locale;
            Ok(respond::see_other(&format!("/admin/sites/{}/notice?published&lang={locale}", published.site.key)))
        }
        Err(StoreError::Invalid(errors)) => page(&app, &context, &user, &published, text, &Verdict::Wrong(errors)).await,
        Err(error) => Err(error.into()),
    }
}

/// `GET …/notice.json`: the notice as it is published, or an earlier version of it: `?version=`.
pub(in super::super) async fn download(
    State(app): State<AppState>,
    context: Context,
    SignedIn(user): SignedIn,
    Path(key): Path<String>,
) -> Result<Response, Error> {
    let published = find(&app, &user, &key).await?;
    let query = context.query();
    let version = match query.first("version") {
        None => published.notice.clone(),
        Some(version) => {
            let number = version.parse().map_err(|_| Error::not_found())?;
            app.store.find_site_notice(published.site.id, number).await?.ok_or(Error::not_found())?
        }
    };
    let file = format!("klankbord-{}-notice-{}.json", published.site.key, version.published.number);
    Ok(attachment(json(&version.published.notice).into(), "application/json", &file))
}

async fn page(
    app: &App,
    context: &Context,
    user: &User,
    published: &PublishedSite,
    text: &str,
    verdict: &Verdict,
) -> Result<Response, Error> {
    let versions = app.store.list_site_notices(published.site.id).await?;
    let failed = matches!(verdict, Verdict::Unreadable(_) | Verdict::Wrong(_));
    let status = if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let page = SiteNoticePage { published, versions: &versions, text, verdict };
    Ok(respond::page(status, site_notice::render(&site_page(app, context, user, published), &page)))
}

/// As `klankbord site notice export` writes it.
fn json(notice: &Notice) -> String {
    serde_json::to_string_pretty(notice).expect("our own types have a JSON form")
}
