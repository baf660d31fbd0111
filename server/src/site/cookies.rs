//! `/cookies`: the preference centre, and every decision about the cookies of our own pages. A decision uses the same
//! check and store function as those of other websites. A refusal takes effect at once, a grant once it is recorded.

use std::sync::Arc;

use app::{
    page::{OwnCookies, PageContext},
    site::cookies::{self, CookiesPage, Done},
};
use axum::{
    Extension,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
};
use domain::{
    consent::Control,
    form_fields::FormFields,
    id::{EventId, Key},
    locale::Locale,
    site::{
        SiteNotice,
        choice_cookie::{ChoiceCookie, ChoiceStatus},
        decision::{
            DecisionRequest, SiteDecision,
            form::{Before, CONTROL, LANG, VERSION},
        },
    },
    submission_key::ReceiptCode,
};
use store::Store;

use super::{
    record::{NotRecorded, Recorded, record},
    visit::Visit,
};
use crate::{
    http::{
        guard::origin,
        reply::{self, error::Error},
        request::{body::Form, context::Context, return_path},
    },
    site,
};

/// The `Retry-After` for a decision that could not be recorded, in seconds.
const RETRY_SECONDS: u64 = 60;

/// `GET /cookies`.
pub(crate) async fn show(State(store): State<Store>, context: Context, visit: Option<Extension<Arc<Visit>>>) -> Response {
    let Some(Extension(visit)) = visit else {
        let page = context.page();
        let nothing = CookiesPage { choice: None, receipt: None, present: &[], done: None, back: None };
        return reply::page::page(StatusCode::OK, cookies::render(&page, &nothing));
    };
    let query = context.query();
    let code = query.first("receipt").and_then(|code| ReceiptCode::parse(code).ok()).or(visit.receipt);
    let receipt = match &code {
        // The page must also work while the database is unavailable: the current choice is in the browser.
        Some(code) => store.find_decision_receipt(code).await.ok().flatten(),
        None => None,
    };
    let receipt = receipt.filter(|receipt| receipt.site.id == visit.site.site.id);
    let page = CookiesPage {
        choice: visit.choice.as_ref(),
        receipt: code.as_ref().zip(receipt.as_ref()),
        present: &visit.present,
        done: match query.first("done") {
            Some("saved") => Some(Done::Saved),
            Some("withdrawn") => Some(Done::Withdrawn),
            _ => None,
        },
        back: query.first("return").and_then(return_path::path),
    };
    let locale = context.locale(&visit.site.notice.published.notice.locales);
    let own = context.page_of(locale, Some(&visit.site.organisation));
    reply::page::page(StatusCode::OK, cookies::render(&own, &page))
}

/// `POST /cookies`.
pub(crate) async fn decide(
    State(state): State<Arc<site::State>>,
    context: Context,
    visit: Option<Extension<Arc<Visit>>>,
    Form(fields): Form,
) -> Result<Response, Error> {
    let Extension(visit) = visit.ok_or(Error::not_found())?;
    Ok(match take(&state, &context, &visit, &fields).await? {
        Taken::Kept { decision, choice, code } => {
            let grants = decision.granted().next().is_some();
            let mut response = reply::page::see_other(&next(&context, &fields, &decision, code.filter(|_| !grants)));
            visit.keep(&choice, code, &mut response);
            response
        }
        Taken::NotGranted(decision) => not_granted(&context, &visit, &decision),
        Taken::NotRecorded(response) => response,
    })
}

/// What became of a decision.
pub(crate) enum Taken {
    /// It is in force, and the browser is to keep this choice. `code` leads to its record.
    Kept { decision: SiteDecision, choice: ChoiceCookie, code: Option<ReceiptCode> },
    /// A grant that could not be recorded, and so is not in force.
    NotGranted(SiteDecision),
    /// A withdrawal that is in force and could not be recorded: the page that offers to record it later.
    NotRecorded(Response),
}

/// Takes the decision that a form sends.
pub(crate) async fn take(
    state: &Arc<site::State>,
    context: &Context,
    visit: &Arc<Visit>,
    fields: &FormFields,
) -> Result<Taken, Error> {
    let (notice, is_certain) = shown(&state.store, visit, fields).await?;
    // For a withdrawal that could not be recorded, only the form still has the event: the browser's record is gone.
    let takes_back = fields.first(CONTROL) == Some(Control::Withdraw.name());
    let unrecorded = fields.first("event").filter(|_| takes_back).and_then(|event| event.parse::<EventId>().ok());
    let before = Before { event: visit.event().or(unrecorded), ..visit.before() };
    let request = DecisionRequest::of_form(fields, &notice, before);
    let mut decision = request.decide(Some(&notice)).map_err(|_| Error::unreadable_form())?;
    // Scripts can read the event, and not the cookie with the code.
    decision.subject_receipt = visit.receipt;
    let grants = decision.granted().next().is_some();
    let recorded = if is_certain {
        record(state, visit, &notice, decision.clone(), &context.recorded_origin()).await
    } else {
        Err(NotRecorded)
    };
    let recorded = match recorded {
        Ok(recorded) => recorded,
        Err(NotRecorded) if grants => return Ok(Taken::NotGranted(decision)),
        Err(NotRecorded) if decision.is_only_counted() => Recorded { event: None, code: None },
        Err(NotRecorded) => {
            return Ok(Taken::NotRecorded(not_recorded(context, visit, &decision, &notice, before.event)));
        }
    };
    let choice = visit.after(&decision, &notice, recorded.event);
    Ok(Taken::Kept { decision, choice, code: recorded.code })
}

/// `GET /language/{tag}?return=PATH`: switches the language, and remembers it for visitors who agreed to that.
pub(crate) async fn language(
    context: Context,
    visit: Option<Extension<Arc<Visit>>>,
    Path(tag): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let locale: Locale = tag.parse().map_err(|_| Error::not_found())?;
    let query = context.query();
    let path = query.first("return").and_then(return_path::path).unwrap_or("/");
    let mut response = reply::page::see_other(&return_path::in_language(path, locale));
    // A link on another website is not a choice of the visitor.
    if let Some(Extension(visit)) = visit.filter(|_| !origin::is_from_elsewhere(&headers)) {
        visit.keep_language(locale, &mut response);
    }
    Ok(response)
}

/// The version that was shown, and whether that is certain. While the database is unavailable an older version cannot
/// be read, and a refusal counts for the current version.
async fn shown(store: &Store, visit: &Visit, fields: &FormFields) -> Result<(Arc<SiteNotice>, bool), Error> {
    let current = Arc::clone(&visit.site.notice);
    let version = fields.first(VERSION).and_then(|number| number.parse::<u32>().ok()).ok_or(Error::unreadable_form())?;
    if version == current.published.number {
        return Ok((current, true));
    }
    match store.find_site_notice(visit.site.site.id, version).await {
        Ok(Some(notice)) => Ok((notice, true)),
        Ok(None) => Err(Error::unreadable_form()),
        Err(_) => Ok((current, false)),
    }
}

/// The address of the redirect: the requested receipt, the page that asked, or the preference centre, which confirms
/// the decision.
fn next(context: &Context, fields: &FormFields, decision: &SiteDecision, code: Option<ReceiptCode>) -> String {
    let locale = fields.first(LANG).and_then(Locale::of_tag).unwrap_or(context.locale(&[]));
    if let Some(code) = code.filter(|_| decision.receipt) {
        return return_path::in_language(&format!("/r/{code}"), locale);
    }
    if let Some(path) = fields.first("return").and_then(return_path::path) {
        return return_path::in_language(path, locale);
    }
    let done = if decision.control == Control::Withdraw { "withdrawn" } else { "saved" };
    let receipt = code.map(|code| format!("&receipt={code}")).unwrap_or_default();
    let back = fields.first("from").and_then(return_path::path).map(|path| {
        let encoded = percent_encoding::utf8_percent_encode(path, percent_encoding::NON_ALPHANUMERIC);
        format!("&return={encoded}")
    });
    format!("/cookies?done={done}{receipt}{}&lang={locale}", back.unwrap_or_default())
}

/// The response for a grant that could not be recorded, which is not in force. A withdrawal in the same decision is in
/// force, and the page offers to record it later.
fn not_granted(context: &Context, visit: &Visit, decision: &SiteDecision) -> Response {
    let refused: Vec<_> = decision.chosen().filter(|chosen| !chosen.granted).map(|chosen| chosen.purpose.clone()).collect();
    let left = visit.without(&refused).filter(|left| Some(left) != visit.choice.as_ref());
    let standing = match &left {
        Some(left) => left.grant().map_or(ChoiceStatus::Refused, |grant| ChoiceStatus::Granted(grant.purposes.clone())),
        None => visit.standing.clone(),
    };
    let revoked: Vec<Key> = visit.standing.granted().iter().filter(|key| refused.contains(key)).cloned().collect();
    let page = own_page(context, visit, decision);
    let page = with_own(page, |own| OwnCookies { standing, ..own });
    let mut response = unavailable(cookies::not_granted(&page, &revoked, visit.event()));
    if let Some(left) = left {
        visit.keep(&left, None, &mut response);
    }
    response
}

/// The response for a withdrawal that could not be recorded. It is in force, and the page offers to record it later,
/// under the same idempotency key.
fn not_recorded(
    context: &Context,
    visit: &Visit,
    decision: &SiteDecision,
    notice: &SiteNotice,
    event: Option<EventId>,
) -> Response {
    let choice = visit.after(decision, notice, event);
    let standing = choice.grant().map_or(ChoiceStatus::Refused, |grant| ChoiceStatus::Granted(grant.purposes.clone()));
    let page = own_page(context, visit, decision);
    let page = with_own(page, |own| OwnCookies { standing, key: decision.key, ..own });
    let mut response = unavailable(cookies::not_recorded(&page, decision, event));
    visit.keep(&choice, None, &mut response);
    response
}

fn unavailable(html: String) -> Response {
    let mut response = reply::page::page(StatusCode::SERVICE_UNAVAILABLE, html);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(RETRY_SECONDS));
    response
}

/// The page context, in the language of the form.
fn own_page(context: &Context, visit: &Visit, decision: &SiteDecision) -> PageContext {
    context.page_of(decision.locale, Some(&visit.site.organisation))
}

fn with_own(page: PageContext, change: impl FnOnce(OwnCookies) -> OwnCookies) -> PageContext {
    PageContext { cookies: page.cookies.map(change), ..page }
}
