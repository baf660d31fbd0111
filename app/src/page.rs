//! The context of a page: what every page needs besides its own data. This is the language, the addresses of assets,
//! the organisation, and the signed-in account.

use std::{collections::BTreeMap, sync::Arc};

use domain::{
    account::role::Role,
    locale::{AddressForm, Locale},
    notice::website::PREFERENCES,
    organisation::Organisation,
    site::{choice_cookie::ChoiceStatus, published::PublishedSite},
    submission_key::SubmissionKey,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

/// The context of one page.
#[derive(Clone, Debug)]
pub struct PageContext {
    /// The language of the page.
    pub locale: Locale,
    /// The form of address in Dutch.
    pub address_form: AddressForm,
    /// The path and query of this page without `lang`, for the links to the other language.
    pub path: String,
    /// The nonce of this response's content security policy.
    pub nonce: String,
    /// The addresses of style sheets and scripts.
    pub assets: Arc<Assets>,
    /// The organisation of the page, if it is known.
    pub organisation: Option<Arc<Organisation>>,
    /// The e-mail address of the signed-in account.
    pub user_email: Option<String>,
    /// The role of the account. It is the lowest role if no account is signed in.
    pub role: Role,
    /// The visitor's choice about our own cookies. `None` if there is nothing to ask.
    pub cookies: Option<OwnCookies>,
}

/// The visitor's choice about the cookies of our own pages.
#[derive(Clone, Debug)]
pub struct OwnCookies {
    /// The website whose notice covers our own pages.
    pub site: Arc<PublishedSite>,
    /// The current status of the choice.
    pub standing: ChoiceStatus,
    /// Whether the browser sends Global Privacy Control.
    pub gpc: bool,
    /// Whether this page may show the question. A page with a filled-in form may not, because answering the question
    /// would lose the input.
    pub may_ask: bool,
    /// The random key of the forms on this page.
    pub key: SubmissionKey,
}

impl OwnCookies {
    /// Whether this page shows the question.
    pub(crate) fn asks(&self) -> bool {
        self.may_ask && self.standing == ChoiceStatus::Open
    }

    /// Whether the visitor agreed to remember the language.
    pub fn remembers_language(&self) -> bool {
        self.standing.granted().iter().any(|purpose| purpose.as_str() == PREFERENCES)
    }
}

impl PageContext {
    /// The address of this page in another language. If the visitor agreed, it leads through the address that remembers
    /// the language.
    pub(crate) fn address_in(&self, locale: Locale) -> String {
        if self.cookies.as_ref().is_some_and(OwnCookies::remembers_language) {
            return format!("/language/{locale}?return={}", self.encoded_path());
        }
        self.here_in(locale)
    }

    /// The address of this page in a language, whatever the visitor agreed to.
    pub(crate) fn here_in(&self, locale: Locale) -> String {
        let joint = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{joint}lang={locale}", self.path)
    }

    /// The path and query of this page, encoded for the query of another address.
    pub(crate) fn encoded_path(&self) -> String {
        utf8_percent_encode(&self.path, NON_ALPHANUMERIC).to_string()
    }
}

/// A map from the plain name of an asset to its hashed name, which browsers may cache forever.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets(BTreeMap<String, String>);

impl Assets {
    /// Parses `manifest.json`: an object from plain to hashed name.
    ///
    /// # Errors
    /// A description of the error in the text.
    pub fn from_manifest(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map(Self).map_err(|error| format!("the manifest of assets cannot be read: {error}"))
    }

    /// The address of an asset. It has the plain name if the manifest does not have the asset.
    pub fn url(&self, logical: &str) -> String {
        self.find(logical).unwrap_or_else(|| format!("/assets/{logical}"))
    }

    /// The address of an asset, if the manifest has it.
    pub fn find(&self, logical: &str) -> Option<String> {
        self.0.get(logical).map(|hashed| format!("/assets/{hashed}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assets_by_plain_name() {
        let assets = Assets::from_manifest(r#"{"public.css":"public.3f9a2c10.css"}"#).unwrap();
        assert_eq!(assets.url("public.css"), "/assets/public.3f9a2c10.css");
        assert_eq!(assets.find("loader.js"), None);
        assert_eq!(assets.url("loader.js"), "/assets/loader.js");
        assert!(Assets::from_manifest("[]").is_err());
    }
}
