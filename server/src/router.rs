//! The table of contents: every route, and what each group of them is guarded by.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{Request, State},
    http::{Extensions, HeaderMap, StatusCode, Version, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::Response,
    routing::{get, post},
};
use tower_http::{CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer};

use crate::{
    account::{access_log, admission, api_keys, audit, setup, sign_in},
    background::throttle::BackgroundThrottle,
    comment::{self, tags},
    export::{self, jobs_page, responses_api},
    home,
    http::{
        assets::serve,
        error_pages,
        guard::{headers, host, limits, origin},
        operations::{health, metrics_page, request_log},
        reply::error,
    },
    hub, ledger, openapi,
    organisation::works_council,
    privacy::{register, statement},
    receipt::{self, decision, erased},
    report::{self, figures, fixed_reports, pictures},
    response::{self, again, correction, form},
    results::{
        self,
        api::{comparison, crosstab},
        drivers, saved_views,
    },
    rights,
    site::{self, cookies, cross_origin, notice, pages, script, visit_layer},
    state::AppState,
    survey::{self, new_survey, overview},
};

/// How long an answer may take to begin.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(30);

/// Everything a visitor can reach.
pub fn router(app: AppState) -> Router {
    let pages = Router::new()
        .route("/", get(home::show))
        // Respondents
        .route("/s/{slug}", get(form::show).post(again::submit))
        .route("/s/{slug}/thanks", get(form::thanks))
        .route("/r/{code}", get(receipt::page::show))
        .route("/r/{code}/receipt.json", get(receipt::page::download))
        .route("/r/{code}/withdraw", post(receipt::page::withdraw))
        .route("/r/{code}/erase", post(receipt::page::erase))
        .route("/r/{code}/allow", post(receipt::page::allow))
        .route("/r/{code}/correct", get(correction::show).post(correction::submit))
        .route("/erased", get(erased::show))
        // Whoever checks the consent log
        .route("/verify", get(ledger::api::verify))
        .route("/api/v1/ledger/inclusion", get(ledger::api::inclusion))
        .route("/api/v1/ledger/consistency", get(ledger::api::consistency))
        .route("/.well-known/klankbord/checkpoint", get(ledger::api::checkpoint))
        .route("/.well-known/klankbord/vkey", get(ledger::api::verifier_keys))
        .route("/api/v1/receipts/{code}/withdraw", post(decision::withdraw))
        // Whoever writes programs
        .route("/api/docs", get(openapi::page))
        .route("/api/openapi.json", get(openapi::document))
        // Visitors of our own pages
        .route("/cookies", get(cookies::show).post(cookies::decide))
        .route("/language/{tag}", get(cookies::language))
        .route("/privacy", get(statement::show))
        .route("/.well-known/gpc.json", get(statement::gpc))
        // Visitors of websites
        .route("/privacy/{key}", get(decision::privacy))
        .layer(from_fn_with_state(app.clone(), note_answer))
        .merge(staff())
        .merge(rights_desk())
        .fallback(not_found)
        .layer(from_fn_with_state(app.clone(), origin::check))
        .layer(from_fn_with_state(app.clone(), limits::check));
    // What pages of other websites ask; those of a website's own origins only.
    let for_sites = Router::new()
        .route("/api/v1/sites/{key}/notice", get(site::api::notice).options(no_preflight))
        .route("/api/v1/sites/{key}/decisions", post(site::api::decide).options(no_preflight))
        .route("/api/v1/sites/{key}/shown", post(site::api::shown).options(no_preflight))
        .route("/api/v1/sites/{key}/standing", post(site::standing::show).options(no_preflight))
        .layer(from_fn_with_state(app.clone(), note_answer))
        .layer(from_fn_with_state(app.clone(), limits::check))
        .layer(from_fn_with_state(app.clone(), cross_origin::check));
    // Kept by every browser for ever and read from memory: a page should not cost its reader six requests of the limit.
    let assets = Router::new().route("/assets/{file}", get(serve::show));
    let assets = script::FILES.iter().fold(assets, |assets, file| assets.route(file, get(script::show)));
    let health = Router::new().route("/health/live", get(health::live)).route("/health/ready", get(health::ready));
    pages
        .merge(programs(app.clone()))
        .merge(for_sites)
        .merge(assets)
        .layer(from_fn(host::check))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_TIMEOUT))
        .layer(CatchPanicLayer::custom(error_pages::after_panic))
        .layer(from_fn_with_state(app.clone(), error_pages::show))
        .merge(health)
        .layer(compression())
        .layer(from_fn_with_state(app.clone(), visit_layer::follow))
        .layer(from_fn_with_state(app.clone(), headers::set))
        .layer(from_fn_with_state(app.clone(), request_log::write))
        .with_state(app)
}

/// People who sign in.
fn staff() -> Router<AppState> {
    Router::new()
        .route("/sign-in", get(sign_in::show).post(sign_in::sign_in))
        .route("/sign-out", post(sign_in::sign_out))
        .route("/sign-out-everywhere", post(sign_in::sign_out_everywhere))
        .route("/setup/{token}", get(setup::show).post(setup::submit))
        .route("/admin", get(overview::show))
        .route("/admin/surveys", get(overview::show))
        .route("/admin/new-survey", get(new_survey::show).post(new_survey::create))
        .route("/admin/privacy", get(hub::privacy))
        .route("/admin/settings", get(hub::settings))
        .route("/admin/surveys/{slug}", get(results::page::show))
        .route("/admin/surveys/{slug}/export", get(export::page::responses))
        .route("/admin/surveys/{slug}/exports", post(jobs_page::create))
        .route("/admin/exports", get(jobs_page::list))
        .route("/admin/exports/{id}/cancel", post(jobs_page::cancel))
        .route("/admin/exports/{id}/file", get(jobs_page::file))
        .route("/admin/surveys/{slug}/comments", get(comment::page::show))
        .route("/admin/surveys/{slug}/comments/tags", post(tags::submit))
        .route("/admin/surveys/{slug}/export.csv", get(export::page::responses))
        .route("/admin/surveys/{slug}/codebook.csv", get(export::page::codebook))
        .route("/admin/surveys/{slug}/figures.csv", get(figures::csv))
        .route("/admin/surveys/{slug}/figures.xlsx", get(figures::xlsx))
        .route("/admin/surveys/{slug}/pictures/{file}", get(pictures::show))
        .route("/admin/surveys/{slug}/report", get(report::page::show))
        .route("/admin/surveys/{slug}/drivers", get(drivers::show))
        .route("/admin/surveys/{slug}/reports", post(fixed_reports::fix))
        .route("/admin/reports", get(fixed_reports::list))
        .route("/admin/reports/{id}", get(fixed_reports::show))
        .route("/admin/reports/{id}/document.json", get(fixed_reports::document))
        .route("/admin/reports/{id}/delete", post(fixed_reports::delete))
        .route("/admin/surveys/{slug}/views", post(saved_views::create))
        .route("/admin/views/{code}", get(saved_views::open))
        .route("/admin/views/{code}/edit", get(saved_views::edit))
        .route("/admin/views/{code}/rename", post(saved_views::rename))
        .route("/admin/views/{code}/delete", post(saved_views::delete))
        .route("/admin/access", get(access_log::show))
        .route("/admin/audit", get(audit::show))
        .route("/admin/keys", get(api_keys::list).post(api_keys::create))
        .route("/admin/keys/{id}/revoke", post(api_keys::revoke))
        .route("/admin/works-council", get(works_council::show).post(works_council::state))
        .route("/admin/works-council/take-back", post(works_council::revoke))
        .route("/admin/register", get(register::show))
        .route("/admin/register.csv", get(register::csv))
        .route("/admin/register.json", get(register::json))
        .route("/admin/sites", get(pages::list).post(pages::create))
        .route("/admin/sites/{key}", get(pages::numbers))
        .route("/admin/sites/{key}/numbers.csv", get(pages::numbers_csv))
        .route("/admin/sites/{key}/notice", get(notice::show).post(notice::submit))
        .route("/admin/sites/{key}/notice.json", get(notice::download))
}

/// The rights desk of the privacy officer.
fn rights_desk() -> Router<AppState> {
    Router::new()
        .route("/admin/rights", get(rights::list).post(rights::create))
        .route("/admin/rights.csv", get(rights::csv))
        .route("/admin/rights/{request}", get(rights::request::show).post(rights::request::submit))
        .route("/admin/rights/{request}/search", post(rights::request::search))
        .route("/admin/rights/{request}/export", post(rights::request::export))
        .route("/admin/rights/{request}/responses/{id}", get(rights::person::response))
        .route("/admin/rights/{request}/responses/{id}/correct", get(rights::person::correction).post(rights::person::correct))
        .route("/admin/rights/{request}/responses/{id}/restrict", post(rights::person::restrict))
        .route("/admin/rights/{request}/responses/{id}/withdraw", post(rights::person::withdraw))
        .route("/admin/rights/{request}/responses/{id}/erase", post(rights::person::erase))
        .route("/admin/rights/{request}/visitors/{id}", get(rights::person::visitor))
        .route("/admin/rights/{request}/visitors/{id}/withdraw", post(rights::person::withdraw_visitor))
        .route("/admin/rights/{request}/visitors/{id}/erase", post(rights::person::erase_visitor))
}

/// What stands on the address of the metrics.
pub fn metrics_router(app: AppState) -> Router {
    Router::new().route("/metrics", get(metrics_page::show)).with_state(app)
}

/// Respondents and visitors: work in the background lets them pass.
async fn note_answer(State(throttle): State<Arc<BackgroundThrottle>>, request: Request, next: Next) -> Response {
    throttle.note_answer();
    let response = next.run(request).await;
    throttle.note_answer();
    response
}

async fn not_found() -> error::Error {
    error::Error::not_found()
}

/// Who asks from elsewhere is not told that it may.
async fn no_preflight() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// Brotli for pages that are worth it. Quality 1 costs a fraction of making the page and takes most of its weight away;
/// assets come compressed, and a file of answers is better compressed by whoever keeps it.
fn compression() -> CompressionLayer<impl tower_http::compression::Predicate> {
    let is_page = |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| {
        headers.get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"))
    };
    CompressionLayer::new().quality(CompressionLevel::Precise(1)).compress_when(is_page)
}

/// Every address for programs with a key.
fn programs(app: AppState) -> Router<AppState> {
    Router::new()
        .route("/api/v1/surveys", get(survey::api::list))
        .route("/api/v1/surveys/{slug}", get(survey::api::show))
        .route("/api/v1/surveys/{slug}/scores", get(results::api::scores))
        .route("/api/v1/surveys/{slug}/trend", get(results::api::trend))
        .route("/api/v1/surveys/{slug}/breakdown", get(results::api::breakdown))
        .route("/api/v1/surveys/{slug}/comparison", get(comparison::show))
        .route("/api/v1/surveys/{slug}/crosstab", get(crosstab::show))
        .route("/api/v1/surveys/{slug}/responses", get(responses_api::list).post(response::api::submit))
        .route("/api/v1/surveys/{slug}/exports", post(export::api::create))
        .route("/api/v1/exports/{id}", get(export::api::show).delete(export::api::cancel))
        .route("/api/v1/exports/{id}/file", get(export::api::file))
        .layer(from_fn_with_state(app, admission::check))
}
