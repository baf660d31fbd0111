//! The context of a page: what every page needs to know besides its own data. This is the language, the addresses of assets,
//! whose page it is, and who looks at it.

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

/// The circumstances of one page.
#[derive(Clone, Debug)]
pub struct PageContext {
    /// The language of the page.
    pub locale: Locale,
    /// How people are addressed in Dutch.
    pub address_form: AddressForm,
    /// Path and query of this page without `lang`, for the links to the other language.
    pub path: String,
    /// The nonce of this response's content security policy.
    pub nonce: String,
    /// Where style sheets and scripts are.
    pub assets: Arc<Assets>,
    /// Whose page it is, where that is known.
    pub organisation: Option<Arc<Organisation>>,
    /// Who is signed in.
    pub user_email: Option<String>,
    /// What they may do; of whom nobody knows, nothing.
    pub role: Role,
    /// The visitor's choice about our own cookies; none where nothing is asked about them.
    pub cookies: Option<OwnCookies>,
}

/// What a page knows of the visitor's choice about the cookies of our own pages.
#[derive(Clone, Debug)]
pub struct OwnCookies {
    /// The website whose notice governs our own pages.
    pub site: Arc<PublishedSite>,
    /// What counts now.
    pub standing: ChoiceStatus,
    /// Whether the browser sends Global Privacy Control.
    pub gpc: bool,
    /// Whether this page may ask. One that answers a form may not: what was typed would be lost by answering.
    pub may_ask: bool,
    /// The random key of the forms on this page.
    pub key: SubmissionKey,
}

impl OwnCookies {
    /// Whether this page asks.
    pub(crate) fn asks(&self) -> bool {
        self.may_ask && self.standing == ChoiceStatus::Open
    }

    /// Whether the visitor agreed that the language is remembered.
    pub fn remembers_language(&self) -> bool {
        self.standing.granted().iter().any(|purpose| purpose.as_str() == PREFERENCES)
    }
}

impl PageContext {
    /// The address of this page in another language; by way of the one that remembers it, where the visitor agreed to that.
    pub(crate) fn address_in(&self, locale: Locale) -> String {
        if self.cookies.as_ref().is_some_and(OwnCookies::remembers_language) {
            return format!("/language/{locale}?return={}", self.encoded_path());
        }
        let joint = if self.path.contains('?') { '&' } else { '?' };
        format!("{}{joint}lang={locale}", self.path)
    }

    /// Path and query of this page, to stand in the query of another.
    pub(crate) fn encoded_path(&self) -> String {
        utf8_percent_encode(&self.path, NON_ALPHANUMERIC).to_string()
    }
}

/// From the plain name of an asset to the name under which it may be kept for ever.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets(BTreeMap<String, String>);

impl Assets {
    /// Reads `manifest.json`: an object from plain to hashed name.
    ///
    /// # Errors
    /// What is wrong with the text.
    pub fn from_manifest(json: &str) -> Result<Self, String> {
        serde_json::from_str(json).map(Self).map_err(|error| format!("the manifest of assets cannot be read: {error}"))
    }

    /// The address of an asset; under its plain name where the manifest does not know it.
    pub fn url(&self, logical: &str) -> String {
        self.find(logical).unwrap_or_else(|| format!("/assets/{logical}"))
    }

    /// The address of an asset that the manifest knows.
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
