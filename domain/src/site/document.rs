//! The notice of a website as browsers receive it: one language and the content of both layers.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    id::Key,
    locale::Locale,
    notice::{
        purpose::Basis,
        website::{StorageKind, WebsitePurpose, google::GoogleConsent},
    },
    organisation::colour::Colour,
    site::{ConsentMode, Position, Site, SiteNotice},
};

/// The basis of a purpose of a website.
#[cfg(feature = "schema")]
#[derive(utoipa::ToSchema)]
#[schema(rename_all = "snake_case")]
#[schema(as = Basis)]
#[expect(dead_code, reason = "described, never made: the two of the four that a website can have")]
enum WebsiteBasis {
    Consent,
    Exempt,
}

/// The notice of a website in one language, with all that its layers show.
#[derive(Debug, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Notice))]
pub struct NoticeDocument<'a> {
    /// The key of the website.
    site: &'a str,
    /// Rises with each publication.
    #[cfg_attr(feature = "schema", schema(minimum = 1))]
    version: u32,
    /// Rises when those who decided before must be asked again.
    #[cfg_attr(feature = "schema", schema(minimum = 1))]
    ask: u32,
    /// Its language.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    locale: Locale,
    /// The languages there are.
    #[cfg_attr(feature = "schema", schema(value_type = Vec<String>))]
    locales: &'a [Locale],
    /// How long a choice is valid.
    #[cfg_attr(feature = "schema", schema(minimum = 6, maximum = 24))]
    validity_months: u32,
    /// The form of Google's Consent Mode.
    mode: ConsentMode,
    /// Where it stands on the page.
    position: Position,
    colours: Colours,
    /// Who is responsible.
    controller: &'a str,
    /// All that the notice says.
    privacy_url: String,
    /// Every visible text.
    #[cfg_attr(feature = "schema", schema(value_type = BTreeMap<String, String>))]
    texts: BTreeMap<&'static str, &'a str>,
    purposes: Vec<Purpose<'a>>,
}

/// Colours whose contrast was checked, as `#rrggbb`.
#[derive(Debug, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
struct Colours {
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    accent: Colour,
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    on_accent: Colour,
}

/// A purpose.
#[derive(Debug, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
struct Purpose<'a> {
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    key: &'a Key,
    /// `exempt` needs no consent.
    #[cfg_attr(feature = "schema", schema(value_type = WebsiteBasis))]
    basis: Basis,
    name: &'a str,
    text: &'a str,
    /// What is stored in the browser for it.
    items: Vec<Item<'a>>,
    vendors: Vec<&'a str>,
    /// What a grant tells Google's tags, in consent types of its Consent Mode. Absent if nothing.
    #[serde(skip_serializing_if = "<[GoogleConsent]>::is_empty")]
    #[cfg_attr(feature = "schema", schema(value_type = Vec<GoogleConsent>, required = false))]
    google: &'a [GoogleConsent],
}

/// A cookie, or an item of the browser's storage.
#[derive(Debug, Serialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
struct Item<'a> {
    /// May end in `*`.
    name: &'a str,
    kind: StorageKind,
    provider: &'a str,
    duration: &'a str,
    text: &'a str,
}

impl<'a> NoticeDocument<'a> {
    /// The document. `host` is the origin of this installation. `None` if the notice is not that of a website.
    pub fn new(site: &'a Site, published: &'a SiteNotice, locale: Locale, host: &str) -> Option<Self> {
        let notice = &published.published.notice;
        let website = notice.website.as_ref()?;
        let purposes = notice.purposes.iter().filter_map(|purpose| {
            let website = website.purpose(&purpose.key)?;
            Some(Purpose {
                key: &purpose.key,
                basis: purpose.basis,
                name: website.name.get(locale),
                text: purpose.text.get(locale),
                items: items(website, locale),
                vendors: website.vendors.iter().map(|vendor| vendor.name.as_str()).collect(),
                google: website.google_consent(),
            })
        });
        Some(Self {
            site: site.key.as_str(),
            version: published.published.number,
            ask: published.ask,
            locale,
            locales: &notice.locales,
            validity_months: website.validity_months,
            mode: site.settings.mode,
            position: site.settings.position,
            colours: Colours { accent: site.settings.colours.accent, on_accent: site.settings.colours.on_accent },
            controller: &notice.controller,
            privacy_url: format!("{host}/privacy/{}?lang={locale}", site.key),
            texts: website.texts.in_locale(locale),
            purposes: purposes.collect(),
        })
    }
}

fn items(website: &WebsitePurpose, locale: Locale) -> Vec<Item<'_>> {
    website
        .items
        .iter()
        .map(|item| Item {
            name: &item.name,
            kind: item.kind,
            provider: &item.provider,
            duration: item.duration.get(locale),
            text: item.text.get(locale),
        })
        .collect()
}
