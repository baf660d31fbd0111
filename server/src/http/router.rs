//! The table of contents: every route, and what each group of them is guarded by.

use std::time::Duration;

use axum::{
    Router,
    extract::{Request, State},
    http::{Extensions, HeaderMap, StatusCode, Version, header},
    middleware::{Next, from_fn_with_state},
    response::Response,
    routing::{get, post},
};
use tower_http::{CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer, timeout::TimeoutLayer};

use super::{
    admin::{
        accesses, api_keys, comment_tags, comments, drivers, export, export_jobs, figures, overview, pictures, register, report,
        reports, results, rights, site_notice, sites, views, works_council,
    },
    answer, api, asset, consent_script, cookies, correct, cross_origin, erased, error, headers, health, home, ledger, limits,
    metrics, openapi, origin, privacy, receipt, request_log, setup, sign_in, site, site_receipt,
    state::AppState,
    visit,
};

/// How long an answer may take to begin.
const TIME: Duration = Duration::from_secs(30);

/// Everything a visitor can reach.
pub fn router(app: AppState) -> Router {
    let pages = Router::new()
        .route("/", get(home::show))
        // Respondents
        .route("/s/{slug}", get(answer::show).post(answer::submit))
        .route("/s/{slug}/thanks", get(answer::thanks))
        .route("/r/{code}", get(receipt::show))
        .route("/r/{code}/receipt.json", get(receipt::download))
        .route("/r/{code}/withdraw", post(receipt::withdraw))
        .route("/r/{code}/erase", post(receipt::erase))
        .route("/r/{code}/correct", get(correct::show).post(correct::submit))
        .route("/erased", get(erased::show))
        // Whoever checks the consent log
        .route("/verify", get(ledger::verify))
        .route("/api/v1/ledger/inclusion", get(ledger::inclusion))
        .route("/api/v1/ledger/consistency", get(ledger::consistency))
        .route("/.well-known/klankbord/checkpoint", get(ledger::checkpoint))
        .route("/.well-known/klankbord/vkey", get(ledger::verifier_keys))
        .route("/api/v1/receipts/{code}/withdraw", post(site_receipt::withdraw))
        // Whoever writes programs
        .route("/api/docs", get(openapi::page))
        .route("/api/openapi.json", get(openapi::document))
        // Visitors of our own pages
        .route("/cookies", get(cookies::show).post(cookies::decide))
        .route("/language/{tag}", get(cookies::language))
        .route("/privacy", get(privacy::show))
        .route("/.well-known/gpc.json", get(privacy::gpc))
        // Visitors of websites
        .route("/privacy/{key}", get(site_receipt::privacy))
        .layer(from_fn_with_state(app.clone(), note_answer))
        .merge(staff())
        .merge(rights_desk())
        .fallback(not_found)
        .layer(from_fn_with_state(app.clone(), origin::check))
        .layer(from_fn_with_state(app.clone(), limits::check));
    // What pages of other websites ask; those of a website's own origins only.
    let for_sites = Router::new()
        .route("/api/v1/sites/{key}/notice", get(site::notice).options(no_preflight))
        .route("/api/v1/sites/{key}/decisions", post(site::decide).options(no_preflight))
        .route("/api/v1/sites/{key}/shown", post(site::shown).options(no_preflight))
        .layer(from_fn_with_state(app.clone(), note_answer))
        .layer(from_fn_with_state(app.clone(), limits::check))
        .layer(from_fn_with_state(app.clone(), cross_origin::check));
    // Kept by every browser for ever and read from memory: a page should not cost its reader six requests of the limit.
    let assets = Router::new().route("/assets/{file}", get(asset::show)).route("/consent.js", get(consent_script::show));
    let health = Router::new().route("/health/live", get(health::live)).route("/health/ready", get(health::ready));
    pages
        .merge(api::router(app.clone()))
        .merge(for_sites)
        .merge(assets)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, TIME))
        .layer(CatchPanicLayer::custom(error::after_panic))
        .layer(from_fn_with_state(app.clone(), error::show))
        .merge(health)
        .layer(compression())
        .layer(from_fn_with_state(app.clone(), visit::follow))
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
        .route("/admin/surveys/{slug}", get(results::show))
        .route("/admin/surveys/{slug}/export", get(export::responses))
        .route("/admin/surveys/{slug}/exports", post(export_jobs::create))
        .route("/admin/exports", get(export_jobs::list))
        .route("/admin/exports/{id}/cancel", post(export_jobs::cancel))
        .route("/admin/exports/{id}/file", get(export_jobs::file))
        .route("/admin/surveys/{slug}/comments", get(comments::show))
        .route("/admin/surveys/{slug}/comments/tags", post(comment_tags::submit))
        .route("/admin/surveys/{slug}/export.csv", get(export::responses))
        .route("/admin/surveys/{slug}/codebook.csv", get(export::codebook))
        .route("/admin/surveys/{slug}/figures.csv", get(figures::csv))
        .route("/admin/surveys/{slug}/figures.xlsx", get(figures::xlsx))
        .route("/admin/surveys/{slug}/pictures/{file}", get(pictures::show))
        .route("/admin/surveys/{slug}/report", get(report::show))
        .route("/admin/surveys/{slug}/drivers", get(drivers::show))
        .route("/admin/surveys/{slug}/reports", post(reports::fix))
        .route("/admin/reports", get(reports::list))
        .route("/admin/reports/{id}", get(reports::show))
        .route("/admin/reports/{id}/document.json", get(reports::document))
        .route("/admin/reports/{id}/delete", post(reports::delete))
        .route("/admin/surveys/{slug}/views", post(views::create))
        .route("/admin/views/{code}", get(views::open))
        .route("/admin/views/{code}/edit", get(views::edit))
        .route("/admin/views/{code}/rename", post(views::rename))
        .route("/admin/views/{code}/delete", post(views::delete))
        .route("/admin/access", get(accesses::show))
        .route("/admin/keys", get(api_keys::list).post(api_keys::create))
        .route("/admin/keys/{id}/revoke", post(api_keys::revoke))
        .route("/admin/works-council", get(works_council::show).post(works_council::state))
        .route("/admin/works-council/take-back", post(works_council::take_back))
        .route("/admin/register", get(register::show))
        .route("/admin/register.csv", get(register::csv))
        .route("/admin/register.json", get(register::json))
        .route("/admin/sites", get(sites::list).post(sites::create))
        .route("/admin/sites/{key}", get(sites::numbers))
        .route("/admin/sites/{key}/numbers.csv", get(sites::numbers_csv))
        .route("/admin/sites/{key}/notice", get(site_notice::show).post(site_notice::submit))
        .route("/admin/sites/{key}/notice.json", get(site_notice::download))
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
    Router::new().route("/metrics", get(metrics::show)).with_state(app)
}

/// Respondents and visitors: work in the background lets them pass.
async fn note_answer(State(app): State<AppState>, request: Request, next: Next) -> Response {
    app.pace.note_answer();
    let response = next.run(request).await;
    app.pace.note_answer();
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
