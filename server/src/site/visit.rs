//! A visit to our own pages. It is what the browser says of the visitor's choice about our cookies, and the cookies that follow
//! from it. It must not know how a decision is made.

use std::sync::Arc;

use app::page::OwnCookies;
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header},
    middleware::Next,
    response::Response,
};
use domain::{
    calendar::{Day, Millis},
    id::{EventId, Key},
    locale::Locale,
    site::{
        choice_cookie::{Answer, Choice, Standing, choice_cookie},
        decision::{DecisionRequest, form::Before},
        own_pages::{LANGUAGE_COOKIE, RECEIPT_COOKIE},
        published::PublishedSite,
    },
    submission_key::{ReceiptCode, SubmissionKey},
};
use jiff::tz::TimeZone;

use super::record;
use crate::{
    clock,
    http::{
        guard::origin,
        request::{
            context::Context,
            cookie::{self, Reach},
        },
        state::{App, AppState},
    },
};

/// Where the cookie that leads to the receipt is sent: nowhere else.
const CENTRE: &str = "/cookies";
/// No browser keeps a cookie for longer than 400 days, which is over 13 months (RFC 6265bis, 5.5).
const KEPT_MONTHS: u32 = 13;
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// What the browser says of the visitor's choice.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// The website whose notice governs our own pages.
    pub(crate) site: Arc<PublishedSite>,
    /// What the browser keeps, whether it counts or not.
    pub(crate) choice: Option<Choice>,
    /// What counts.
    pub(crate) standing: Standing,
    /// Whether it sends Global Privacy Control.
    pub(crate) gpc: bool,
    /// The names of its cookies.
    pub(crate) present: Vec<String>,
    /// The receipt that it leads to.
    pub(crate) receipt: Option<ReceiptCode>,
    language: Option<Locale>,
    is_get: bool,
    key: SubmissionKey,
    now: Millis,
}

impl Visit {
    /// Reads it off a request.
    pub(crate) fn read(site: Arc<PublishedSite>, method: &Method, headers: &HeaderMap) -> Self {
        let now = clock::now();
        let value = |name: &str| cookie::sent(headers).find(|(sent, _)| *sent == name).map(|(_, value)| value);
        let gpc = headers.get("sec-gpc").is_some_and(|value| value.as_bytes() == b"1");
        let choice = value(&choice_cookie(&site.site.key)).and_then(Choice::parse);
        Self {
            standing: Standing::of(choice.as_ref(), &site.notice, gpc, now),
            gpc,
            present: cookie::sent(headers).map(|(name, _)| name.to_owned()).collect(),
            receipt: value(RECEIPT_COOKIE).and_then(|code| ReceiptCode::parse(code).ok()),
            language: value(LANGUAGE_COOKIE).and_then(|tag| tag.parse().ok()),
            is_get: method == Method::GET,
            key: SubmissionKey(rand::random()),
            now,
            choice,
            site,
        }
    }

    /// What a page knows of it.
    pub(crate) fn for_page(&self) -> OwnCookies {
        OwnCookies {
            site: Arc::clone(&self.site),
            standing: self.standing.clone(),
            gpc: self.gpc,
            may_ask: self.is_get,
            key: self.key,
        }
    }

    /// The language that the visitor chose, where remembering it was agreed to.
    pub(crate) fn language(&self) -> Option<Locale> {
        self.language.filter(|_| self.for_page().remembers_language())
    }

    /// What counts before a decision.
    pub(crate) fn before(&self) -> Before<'_> {
        Before { granted: self.standing.granted(), event: self.event(), gpc: self.gpc }
    }

    /// The record of what was granted.
    pub(crate) fn event(&self) -> Option<EventId> {
        self.choice.as_ref().and_then(Choice::grant).and_then(|grant| grant.event)
    }

    /// The choice after a decision, as of the time of the request.
    pub(crate) fn after(
        &self,
        decision: &domain::site::decision::SiteDecision,
        notice: &domain::site::SiteNotice,
        event: Option<EventId>,
    ) -> Choice {
        Choice::after(self.choice.as_ref(), &self.site.site.key, decision, notice, event, self.now, self.gpc)
    }

    /// The choice after these purposes were taken back elsewhere.
    pub(crate) fn without(&self, purposes: &[Key]) -> Option<Choice> {
        let mut choice = self.choice.clone()?;
        let Answer::Granted(grant) = &mut choice.answer else { return None };
        grant.purposes.retain(|key| !purposes.contains(key));
        if grant.purposes.is_empty() {
            let month = Day::of(self.now, &TimeZone::UTC).date().first_of_month();
            choice.answer = Answer::Refused { month: Day::from_date(month) };
        }
        Some(choice)
    }

    /// Whether a receipt is that of the choice which the browser keeps.
    pub(crate) async fn is_of(&self, app: &App, code: &ReceiptCode) -> bool {
        let Some(event) = self.event() else { return false };
        let receipt = app.store.find_decision_receipt(code).await.ok().flatten();
        receipt.is_some_and(|receipt| receipt.history.iter().any(|recorded| recorded.id == event))
    }

    /// Takes purposes, or all, out of what the browser keeps: they were withdrawn on the receipt.
    pub(crate) fn take_back(&self, app: &App, purpose: Option<&Key>, response: &mut Response) {
        let granted = self.choice.as_ref().and_then(Choice::grant).map(|grant| grant.purposes.clone()).unwrap_or_default();
        let purposes = purpose.map_or(granted, |purpose| vec![purpose.clone()]);
        if let Some(choice) = self.without(&purposes) {
            self.keep(app, &choice, None, response);
        }
    }

    /// Has the browser keep a choice and nothing that it refuses; `receipt` leads to the record of a grant.
    pub(crate) fn keep(&self, app: &App, choice: &Choice, receipt: Option<ReceiptCode>, response: &mut Response) {
        self.set_choice(app, choice, response);
        let granted: &[Key] = choice.grant().map_or(&[], |grant| &grant.purposes);
        match receipt.filter(|_| !granted.is_empty()) {
            Some(code) => {
                let seconds = self.seconds_until(choice.end(&self.site.notice));
                set(response, cookie::set(RECEIPT_COOKIE, &code.to_string(), CENTRE, seconds, Reach::Server, app.is_https()));
            }
            None if granted.is_empty() => {
                set(response, cookie::set(RECEIPT_COOKIE, "", CENTRE, 0, Reach::Server, app.is_https()));
            }
            None => {}
        }
        self.clear(app, granted, response);
    }

    /// Has the browser keep the language that was chosen, for as long as that was agreed to.
    pub(crate) fn keep_language(&self, app: &App, locale: Locale, response: &mut Response) {
        if let (true, Some(choice)) = (self.for_page().remembers_language(), &self.choice) {
            let seconds = self.seconds_until(choice.end(&self.site.notice));
            set(response, cookie::set(LANGUAGE_COOKIE, locale.tag(), "/", seconds, Reach::Server, app.is_https()));
        }
    }

    /// Readable by scripts, as `consent.js` writes it.
    fn set_choice(&self, app: &App, choice: &Choice, response: &mut Response) {
        let (name, seconds) = (choice_cookie(&self.site.site.key), self.seconds_until(choice.end(&self.site.notice)));
        set(response, cookie::set(&name, &choice.to_string(), "/", seconds, Reach::Scripts, app.is_https()));
    }

    /// Takes away what is declared for purposes that are not granted.
    fn clear(&self, app: &App, granted: &[Key], response: &mut Response) {
        let Some(website) = &self.site.notice.published.notice.website else { return };
        for name in self.present.iter().filter(|name| website.is_refused(name, granted)) {
            set(response, cookie::set(name, "", "/", 0, Reach::Server, app.is_https()));
        }
    }

    fn seconds_until(&self, end: Day) -> i64 {
        (i64::from(end.0) * DAY_SECONDS - self.now.0.div_euclid(1000)).max(0)
    }

    /// What a page that was shown leaves behind: the refusal that the browser's signal stands for, kept and counted once; nothing of
    /// what is refused; and a refusal for as long as it holds.
    async fn follow_up(&self, app: &AppState, context: &Context, headers: &HeaderMap, response: &mut Response) {
        match (&self.standing, &self.choice) {
            (Standing::Signal, _) => self.refuse_by_signal(app, context, headers, response).await,
            // A grant is not renewed: an answer that was on its way when it was withdrawn would bring it back.
            (Standing::Refused, Some(choice)) if self.site.notice.validity_months() > KEPT_MONTHS => {
                self.set_choice(app, choice, response);
                self.clear(app, &[], response);
            }
            (Standing::Open, _) => {}
            (standing, _) => self.clear(app, standing.granted(), response),
        }
    }

    /// The refusal that the browser's signal stands for. It holds at once; what it takes back of an earlier record is recorded, and
    /// anything else is counted, where the visitor arrives: not for each page of a browser that keeps no cookies.
    async fn refuse_by_signal(&self, app: &AppState, context: &Context, headers: &HeaderMap, response: &mut Response) {
        let locale = context.locale(&self.site.notice.published.notice.locales);
        let key = SubmissionKey(rand::random());
        let request = DecisionRequest::of_signal(&key, &self.site.notice, locale.tag(), self.event());
        let Ok(decision) = request.decide(Some(&self.site.notice)) else { return };
        let refusal = self.after(&decision, &self.site.notice, None);
        if !decision.is_only_counted() {
            match record::record(app, self, &self.site.notice, decision, headers).await {
                Ok(_) => self.keep(app, &refusal, None, response),
                // The cookie leads to the record in which it is still to be taken back, on the next page.
                Err(_) => self.clear(app, &[], response),
            }
            return;
        }
        self.keep(app, &refusal, None, response);
        if origin::is_arrival(headers) {
            record::count(app, self, decision, headers);
        }
    }
}

/// Lets the pages that were shown leave behind what follows from the visitor's choice.
pub(crate) async fn follow(State(app): State<AppState>, context: Context, request: Request, next: Next) -> Response {
    let Some(visit) = context.visit().filter(|visit| visit.is_get) else { return next.run(request).await };
    let headers = request.headers().clone();
    let mut response = next.run(request).await;
    let is_page = response.headers().get(header::CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"));
    if is_page && response.status().is_success() {
        visit.follow_up(&app, &context, &headers, &mut response).await;
    }
    response
}

fn set(response: &mut Response, value: Option<HeaderValue>) {
    if let Some(value) = value {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
