//! The context of a request, read before the handler runs. It has the language, the nonce, and whether a program or a
//! browser asks.

use std::{convert::Infallible, sync::Arc};

use app::{
    messages,
    page::{OwnCookies, PageContext},
};
use axum::{
    extract::{FromRef, FromRequestParts},
    http::{HeaderMap, HeaderValue, Uri, header, request::Parts},
};
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use domain::{
    account::role::Role,
    form_fields::FormFields,
    locale::{AddressForm, Locale},
    organisation::Organisation,
    survey::published::PublishedSurvey,
};

use crate::http::{installation::Installation, reply::error::Error, request::form_fields};

/// The path prefix that only programs use.
const API: &str = "/api/";
/// Addresses with the secret code of a receipt.
const RECEIPTS: &str = "/api/v1/receipts/";

/// The context of a request. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) struct Context(Arc<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    installation: Arc<Installation>,
    nonce: String,
    uri: Uri,
    host: Option<HeaderValue>,
    lang: Option<Locale>,
    accept_language: Option<HeaderValue>,
    wants_json: bool,
    cookies: Option<OwnCookies>,
    remembered: Option<Locale>,
}

impl Context {
    /// Reads the context, with a new nonce.
    pub(crate) fn read(uri: &Uri, headers: &HeaderMap, installation: Arc<Installation>) -> Self {
        let lang = uri.query().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("lang=")?.parse().ok()));
        Self(Arc::new(Inner {
            installation,
            host: headers.get(header::HOST).cloned(),
            nonce: STANDARD_NO_PAD.encode(rand::random::<[u8; 16]>()),
            uri: uri.clone(),
            lang,
            accept_language: headers.get(header::ACCEPT_LANGUAGE).cloned(),
            wants_json: wants_json(headers) || is_for_programs(uri.path()),
            cookies: None,
            remembered: None,
        }))
    }

    /// The same context, with the state of the cookies of our own pages and the remembered language.
    pub(crate) fn with_cookies(&self, cookies: OwnCookies, remembered: Option<Locale>) -> Self {
        Self(Arc::new(Inner { cookies: Some(cookies), remembered, ..Inner::clone(&self.0) }))
    }

    /// The nonce of the response's content security policy.
    pub(crate) fn nonce(&self) -> &str {
        &self.0.nonce
    }

    /// Whether the answer should be JSON.
    pub(crate) fn wants_json(&self) -> bool {
        self.0.wants_json
    }

    /// Whether visitors connect with TLS.
    pub(crate) fn is_https(&self) -> bool {
        self.0.installation.is_https()
    }

    /// The origin of the request, for links in its answer.
    pub(crate) fn origin(&self) -> String {
        self.0.installation.origin(self.0.host.as_ref())
    }

    /// The origin of this installation, for the signed record.
    pub(crate) fn recorded_origin(&self) -> String {
        self.0.installation.recorded_origin()
    }

    /// The language in the address.
    pub(crate) fn lang(&self) -> Option<Locale> {
        self.0.lang
    }

    /// The address of the request: path and query, without scheme and host.
    pub(crate) fn address(&self) -> String {
        self.0.uri.path_and_query().map_or_else(|| self.path().to_owned(), ToString::to_string)
    }

    /// The path.
    pub(crate) fn path(&self) -> &str {
        self.0.uri.path()
    }

    /// The fields of the query string. Empty if it cannot be read.
    pub(crate) fn query(&self) -> FormFields {
        self.whole_query().unwrap_or_default()
    }

    /// The same fields, or an error if the query cannot be read. Without its filter a file would hold the wrong
    /// responses.
    pub(crate) fn whole_query(&self) -> Result<FormFields, Error> {
        form_fields::parse(self.0.uri.query().unwrap_or_default().as_bytes()).ok_or(Error::bad_request())
    }

    /// The language of the page: `?lang=`, else the remembered choice, else what the browser asks for, else the
    /// default. It is one of `offered`, whose first is the default.
    pub(crate) fn locale(&self, offered: &[Locale]) -> Locale {
        let offered = if offered.is_empty() { Locale::ALL } else { offered };
        let asked = self.0.lang.filter(|locale| offered.contains(locale));
        let asked = asked.or_else(|| self.0.remembered.filter(|locale| offered.contains(locale)));
        let accepted = || messages::negotiate(self.0.accept_language.as_ref()?.to_str().ok()?, offered);
        asked.or_else(accepted).unwrap_or(offered[0])
    }

    /// The language of the answers to programs: English, unless `Accept-Language` asks for another.
    pub(crate) fn program_locale(&self) -> Locale {
        let asked = self.0.accept_language.as_ref().and_then(|value| value.to_str().ok());
        asked.and_then(|asked| messages::negotiate(asked, &[Locale::En, Locale::Nl])).unwrap_or(Locale::En)
    }

    /// The path, if only programs read what is there. Without the code of a receipt, which opens it: programs log problems.
    pub(crate) fn instance(&self) -> Option<String> {
        let path = self.path();
        if !is_for_programs(path) {
            return None;
        }
        let Some(rest) = path.strip_prefix(RECEIPTS) else { return Some(path.to_owned()) };
        let after = rest.find('/').map_or("", |end| &rest[end..]);
        Some(format!("{RECEIPTS}-{after}"))
    }

    /// The context of a page about a survey.
    pub(crate) fn survey_page(&self, published: &PublishedSurvey) -> PageContext {
        let locale = self.locale(&published.version.questionnaire.locales);
        self.page_of(locale, Some(&published.organisation))
    }

    /// The context of any other page.
    pub(crate) fn page(&self) -> PageContext {
        let organisation = self.0.installation.organisation.as_ref();
        let locale = self.locale(organisation.map_or(Locale::ALL, |o| o.profile.locales.as_slice()));
        self.page_of(locale, organisation)
    }

    /// The context of a page in a given language.
    pub(crate) fn page_of(&self, locale: Locale, organisation: Option<&Arc<Organisation>>) -> PageContext {
        PageContext {
            locale,
            address_form: organisation.map_or(AddressForm::Formal, |o| o.profile.address_form),
            path: self.path_without_lang(),
            nonce: self.0.nonce.clone(),
            assets: Arc::clone(&self.0.installation.assets),
            organisation: organisation.cloned(),
            user_email: None,
            role: Role::Reader,
            cookies: self.0.cookies.clone(),
        }
    }

    fn path_without_lang(&self) -> String {
        let path = self.path();
        let Some(query) = self.0.uri.query() else { return path.to_owned() };
        let kept: Vec<_> = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("lang=")).collect();
        if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
    }
}

/// Whether only programs read the address. Errors there are always problem documents.
fn is_for_programs(path: &str) -> bool {
    path.starts_with(API)
}

/// A browser asks for `text/html`. A program asks for JSON without `text/html`.
fn wants_json(headers: &HeaderMap) -> bool {
    let accepts = |name: &str| {
        headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).any(|value| value.contains(name))
    };
    (accepts("application/json") || accepts("application/problem+json")) && !accepts("text/html")
}

impl<S: Sync> FromRequestParts<S> for Context
where
    Arc<Installation>: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<Self>().cloned();
        Ok(known.unwrap_or_else(|| Self::read(&parts.uri, &parts.headers, FromRef::from_ref(state))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(uri: &str, headers: &[(&str, &str)]) -> Context {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(axum::http::HeaderName::try_from(*name).unwrap(), value.parse().unwrap());
        }
        Context::read(&uri.parse().unwrap(), &map, Arc::default())
    }

    #[test]
    fn the_address_decides_on_the_language_then_the_browser_then_the_default() {
        let locale = |uri, accept: &str| context(uri, &[("accept-language", accept)]).locale(&[Locale::Nl, Locale::En]);
        assert_eq!(locale("/s/nps?lang=nl", "en"), Locale::Nl);
        assert_eq!(locale("/s/nps?a=b&lang=en", "nl"), Locale::En);
        assert_eq!(locale("/s/nps?lang=fr", "en-GB,en;q=0.9"), Locale::En);
        assert_eq!(locale("/s/nps", "fr"), Locale::Nl);
        assert_eq!(context("/?lang=en", &[]).locale(&[Locale::Nl]), Locale::Nl);
        assert_eq!(context("/", &[]).locale(&[]), Locale::Nl);
    }

    #[test]
    fn the_path_of_a_page_has_no_language() {
        for (uri, expected) in [("/", "/"), ("/?lang=nl", "/"), ("/a?b=1&lang=nl&c=2", "/a?b=1&c=2"), ("/a?", "/a")] {
            assert_eq!(context(uri, &[]).path_without_lang(), expected);
        }
    }

    #[test]
    fn only_a_program_that_asks_for_json_gets_it() {
        for (accept, expected) in [("application/json", true), ("application/problem+json, */*", true), ("*/*", false)] {
            assert_eq!(context("/", &[("accept", accept)]).wants_json(), expected, "{accept}");
        }
        assert!(!context("/", &[("accept", "text/html,application/json")]).wants_json());
        assert!(context("/api/v1/none", &[("accept", "text/html")]).wants_json());
    }

    #[test]
    fn programs_read_english_unless_they_ask_for_another_language() {
        let locale = |accept: &str| context("/api/v1/surveys?lang=nl", &[("accept-language", accept)]).program_locale();
        assert_eq!(
            (locale("nl-NL,nl;q=0.9"), locale("en, nl;q=0.5"), locale("fr"), locale("*")),
            (Locale::Nl, Locale::En, Locale::En, Locale::En)
        );
        assert_eq!(context("/api/v1/surveys", &[]).program_locale(), Locale::En);
    }

    #[test]
    fn the_instance_of_a_problem_is_its_path_without_a_secret() {
        for (uri, instance) in [
            ("/api/v1/surveys/nps/scores?where=a:b", Some("/api/v1/surveys/nps/scores")),
            ("/api/v1/receipts/0pJ3bXh0tq2m/withdraw", Some("/api/v1/receipts/-/withdraw")),
            ("/api/v1/receipts/0pJ3bXh0tq2m", Some("/api/v1/receipts/-")),
            ("/r/0pJ3bXh0tq2m", None),
        ] {
            assert_eq!(context(uri, &[]).instance().as_deref(), instance, "{uri}");
        }
    }

    #[test]
    fn every_request_has_a_nonce_of_its_own() {
        assert_ne!(context("/", &[]).nonce(), context("/", &[]).nonce());
        assert_eq!(context("/", &[]).nonce().len(), 22);
    }
}
