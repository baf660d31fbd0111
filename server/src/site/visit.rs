//! A visit to our own pages. It is what the browser says of the visitor's choice about our cookies, and the cookies that follow
//! from it. It must not know how a decision is made.

use std::sync::Arc;

use app::page::OwnCookies;
use axum::{
    http::{HeaderMap, HeaderValue, Method, header},
    response::Response,
};
use domain::{
    calendar::{Day, Millis},
    id::{EventId, Key},
    locale::Locale,
    site::{
        choice_cookie::{ChoiceCookie, ChoiceStatus, Decision, choice_cookie},
        decision::form::Before,
        own_pages::{LANGUAGE_COOKIE, RECEIPT_COOKIE},
        published::PublishedSite,
    },
    submission_key::{ReceiptCode, SubmissionKey},
};
use jiff::tz::TimeZone;
use store::Store;

use crate::{
    clock,
    http::request::cookie::{self, Reach},
};

/// Where the cookie that leads to the receipt is sent: nowhere else.
const CENTRE: &str = "/cookies";
/// No browser keeps a cookie for longer than 400 days, which is over 13 months (RFC 6265bis, 5.5).
pub(crate) const KEPT_MONTHS: u32 = 13;
const DAY_SECONDS: i64 = 24 * 60 * 60;

/// What the browser says of the visitor's choice.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    /// The website whose notice governs our own pages.
    pub(crate) site: Arc<PublishedSite>,
    /// What the browser keeps, whether it counts or not.
    pub(crate) choice: Option<ChoiceCookie>,
    /// What counts.
    pub(crate) standing: ChoiceStatus,
    /// Whether it sends Global Privacy Control.
    pub(crate) gpc: bool,
    /// The names of its cookies.
    pub(crate) present: Vec<String>,
    /// The receipt that it leads to.
    pub(crate) receipt: Option<ReceiptCode>,
    language: Option<Locale>,
    /// Whether it only reads.
    pub(crate) is_get: bool,
    /// Whether less stands than the browser keeps.
    pub(crate) is_reduced: bool,
    is_https: bool,
    key: SubmissionKey,
    now: Millis,
}

impl Visit {
    /// Reads it off a request.
    pub(crate) fn read(site: Arc<PublishedSite>, method: &Method, headers: &HeaderMap, is_https: bool) -> Self {
        let now = clock::now();
        let value = |name: &str| cookie::sent(headers).find(|(sent, _)| *sent == name).map(|(_, value)| value);
        let gpc = headers.get("sec-gpc").is_some_and(|value| value.as_bytes() == b"1");
        let choice = value(&choice_cookie(&site.site.key)).and_then(ChoiceCookie::parse);
        Self {
            standing: ChoiceStatus::of(choice.as_ref(), &site.notice, gpc, now),
            gpc,
            present: cookie::sent(headers).map(|(name, _)| name.to_owned()).collect(),
            receipt: value(RECEIPT_COOKIE).and_then(|code| ReceiptCode::parse(code).ok()),
            language: value(LANGUAGE_COOKIE).and_then(|tag| tag.parse().ok()),
            is_get: method == Method::GET,
            is_reduced: false,
            is_https,
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
        self.choice.as_ref().and_then(ChoiceCookie::grant).and_then(|grant| grant.event)
    }

    /// The choice after a decision, as of the time of the request.
    pub(crate) fn after(
        &self,
        decision: &domain::site::decision::SiteDecision,
        notice: &domain::site::SiteNotice,
        event: Option<EventId>,
    ) -> ChoiceCookie {
        ChoiceCookie::after(self.choice.as_ref(), &self.site.site.key, decision, notice, event, self.now, self.gpc)
    }

    /// The visit after the record was asked what still stands: `None` if there is no such record, so that the visitor is
    /// asked again.
    pub(crate) fn reduced(mut self, stands: Option<&[Key]>) -> Self {
        let granted = self.choice.as_ref().and_then(ChoiceCookie::grant).map(|grant| grant.purposes.clone()).unwrap_or_default();
        let lost: Vec<_> = granted.iter().filter(|key| !stands.is_some_and(|stands| stands.contains(key))).cloned().collect();
        if lost.is_empty() {
            return self;
        }
        match stands {
            Some(_) => self.choice = self.without(&lost),
            None => {
                if let Some(ChoiceCookie { answer: Decision::Granted(grant), .. }) = &mut self.choice {
                    (grant.purposes, grant.event) = (Vec::new(), None);
                }
            }
        }
        self.standing = ChoiceStatus::of(self.choice.as_ref(), &self.site.notice, self.gpc, self.now);
        self.is_reduced = true;
        self
    }

    /// The choice after these purposes were taken back elsewhere.
    pub(crate) fn without(&self, purposes: &[Key]) -> Option<ChoiceCookie> {
        let mut choice = self.choice.clone()?;
        let Decision::Granted(grant) = &mut choice.answer else { return None };
        grant.purposes.retain(|key| !purposes.contains(key));
        if grant.purposes.is_empty() {
            let month = Day::of(self.now, &TimeZone::UTC).date().first_of_month();
            choice.answer = Decision::Refused { month: Day::from_date(month) };
        }
        Some(choice)
    }

    /// Whether a receipt is that of the choice which the browser keeps.
    pub(crate) async fn is_of(&self, store: &Store, code: &ReceiptCode) -> bool {
        let Some(event) = self.event() else { return false };
        let receipt = store.find_decision_receipt(code).await.ok().flatten();
        receipt.is_some_and(|receipt| receipt.history.iter().any(|recorded| recorded.id == event))
    }

    /// Takes purposes, or all, out of what the browser keeps: they were withdrawn on the receipt.
    pub(crate) fn revoke(&self, purpose: Option<&Key>, response: &mut Response) {
        let granted = self.choice.as_ref().and_then(ChoiceCookie::grant).map(|grant| grant.purposes.clone()).unwrap_or_default();
        let purposes = purpose.map_or(granted, |purpose| vec![purpose.clone()]);
        if let Some(choice) = self.without(&purposes) {
            self.keep(&choice, None, response);
        }
    }

    /// Has the browser keep a choice and nothing that it refuses; `receipt` leads to the record of a grant.
    pub(crate) fn keep(&self, choice: &ChoiceCookie, receipt: Option<ReceiptCode>, response: &mut Response) {
        self.set_choice(choice, response);
        let granted: &[Key] = choice.grant().map_or(&[], |grant| &grant.purposes);
        match receipt.filter(|_| !granted.is_empty()) {
            Some(code) => {
                let seconds = self.seconds_until(choice.end(&self.site.notice));
                set(response, cookie::set(RECEIPT_COOKIE, &code.to_string(), CENTRE, seconds, Reach::Server, self.is_https));
            }
            None if granted.is_empty() => {
                set(response, cookie::set(RECEIPT_COOKIE, "", CENTRE, 0, Reach::Server, self.is_https));
            }
            None => {}
        }
        self.clear(granted, response);
    }

    /// Has the browser keep the language that was chosen, for as long as that was agreed to.
    pub(crate) fn keep_language(&self, locale: Locale, response: &mut Response) {
        if let (true, Some(choice)) = (self.for_page().remembers_language(), &self.choice) {
            let seconds = self.seconds_until(choice.end(&self.site.notice));
            set(response, cookie::set(LANGUAGE_COOKIE, locale.tag(), "/", seconds, Reach::Server, self.is_https));
        }
    }

    /// Readable by scripts, as `consent.js` writes it.
    pub(crate) fn set_choice(&self, choice: &ChoiceCookie, response: &mut Response) {
        let (name, seconds) = (choice_cookie(&self.site.site.key), self.seconds_until(choice.end(&self.site.notice)));
        set(response, cookie::set(&name, &choice.to_string(), "/", seconds, Reach::Scripts, self.is_https));
    }

    /// Takes away what is declared for purposes that are not granted.
    pub(crate) fn clear(&self, granted: &[Key], response: &mut Response) {
        let Some(website) = &self.site.notice.published.notice.website else { return };
        for name in self.present.iter().filter(|name| website.is_refused(name, granted)) {
            set(response, cookie::set(name, "", "/", 0, Reach::Server, self.is_https));
        }
    }

    fn seconds_until(&self, end: Day) -> i64 {
        (i64::from(end.0) * DAY_SECONDS - self.now.0.div_euclid(1000)).max(0)
    }
}

fn set(response: &mut Response, value: Option<HeaderValue>) {
    if let Some(value) = value {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
}
