//! The layer that reads a visit to our own pages, and sets the cookies that follow from the choice.

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, header},
    middleware::Next,
    response::Response,
};
use domain::{
    site::{choice_cookie::ChoiceStatus, decision::DecisionRequest},
    submission_key::SubmissionKey,
};

use super::{
    record,
    script::FILES,
    visit::{KEPT_MONTHS, Visit},
};
use crate::{
    http::{guard::origin, request::context::Context},
    site,
};

/// The longest time that a page waits for what stands.
const STANDING_TIMEOUT: Duration = Duration::from_secs(1);

/// Reads the visit, brings it along with the request, and sets the cookies that follow from a page that was shown.
pub(crate) async fn follow(
    State(state): State<Arc<site::State>>,
    context: Context,
    mut request: Request,
    next: Next,
) -> Response {
    let own_site = match is_page(request.uri().path()) {
        true => state.own_site.current(&state.store).await,
        false => None,
    };
    let Some(own_site) = own_site else { return next.run(request).await };
    let visit = Visit::read(own_site, request.method(), request.headers(), context.is_https());
    let visit = Arc::new(still_standing(&state, visit, request.headers()).await);
    let context = context.with_cookies(visit.for_page(), visit.language());
    request.extensions_mut().insert(context.clone());
    request.extensions_mut().insert(Arc::clone(&visit));
    if !visit.is_get {
        return next.run(request).await;
    }
    let headers = request.headers().clone();
    let mut response = next.run(request).await;
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    if is_page && response.status().is_success() {
        follow_up(&visit, &state, &context, &headers, &mut response).await;
    }
    response
}

/// The visit without what was withdrawn or erased on a receipt or at the rights desk. The record is asked where the visitor
/// arrives; if it cannot be asked at once, what the browser keeps counts.
async fn still_standing(state: &site::State, visit: Visit, headers: &HeaderMap) -> Visit {
    let Some(event) = visit.event().filter(|_| visit.is_get && origin::is_arrival(headers)) else { return visit };
    let asked = tokio::time::timeout(STANDING_TIMEOUT, state.store.list_granted(&visit.site, event)).await;
    match asked {
        Ok(Ok(stands)) => visit.reduced(stands.as_deref()),
        _ => visit,
    }
}

/// Whether a person may read what stands there.
fn is_page(path: &str) -> bool {
    !["/api/", "/assets/", "/health/", "/.well-known/"].iter().any(|start| path.starts_with(start)) && !FILES.contains(&path)
}

/// What a page that was shown leaves behind: the refusal that the browser's signal stands for, kept and counted once; nothing of
/// what is refused; and a refusal for as long as it holds.
async fn follow_up(visit: &Visit, state: &Arc<site::State>, context: &Context, headers: &HeaderMap, response: &mut Response) {
    if let (true, Some(choice)) = (visit.is_reduced, &visit.choice) {
        visit.keep(choice, None, response);
    }
    match (&visit.standing, &visit.choice) {
        (ChoiceStatus::Signal, _) => refuse_by_signal(visit, state, context, headers, response).await,
        // A grant is not renewed: an answer that was on its way when it was withdrawn would bring it back.
        (ChoiceStatus::Refused, Some(choice)) if visit.site.notice.validity_months() > KEPT_MONTHS => {
            visit.set_choice(choice, response);
            visit.clear(&[], response);
        }
        (ChoiceStatus::Open, _) => {}
        (standing, _) => visit.clear(standing.granted(), response),
    }
}

/// The refusal that the browser's signal stands for. It holds at once; what it takes back of an earlier record is recorded, and
/// anything else is counted, where the visitor arrives: not for each page of a browser that keeps no cookies.
async fn refuse_by_signal(
    visit: &Visit,
    state: &Arc<site::State>,
    context: &Context,
    headers: &HeaderMap,
    response: &mut Response,
) {
    let locale = context.locale(&visit.site.notice.published.notice.locales);
    let key = SubmissionKey(rand::random());
    let request = DecisionRequest::of_signal(&key, &visit.site.notice, locale.tag(), visit.event());
    let Ok(decision) = request.decide(Some(&visit.site.notice)) else { return };
    let refusal = visit.after(&decision, &visit.site.notice, None);
    if !decision.is_only_counted() {
        match record::record(state, visit, &visit.site.notice, decision, &context.recorded_origin()).await {
            Ok(_) => visit.keep(&refusal, None, response),
            // The cookie leads to the record in which it is still to be taken back, on the next page.
            Err(_) => visit.clear(&[], response),
        }
        return;
    }
    visit.keep(&refusal, None, response);
    if origin::is_arrival(headers) {
        record::count(state, visit, decision, &context.recorded_origin());
    }
}
