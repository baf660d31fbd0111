//! The notice of a website as browsers receive it: one language and the content of both layers.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    id::Key,
    locale::Locale,
    notice::{
        purpose::Basis,
        website::{StorageKind, WebsitePurpose},
    },
    organisation::colour::Colour,
    site::{ConsentMode, Position, Site, SiteNotice},
};

/// The notice of a website in one language, as `consent.js` reads it.
#[derive(Debug, Serialize)]
pub struct NoticeDocument<'a> {
    site: &'a str,
    version: u32,
    ask: u32,
    locale: Locale,
    locales: &'a [Locale],
    validity_months: u32,
    mode: ConsentMode,
    position: Position,
    colours: Colours,
    controller: &'a str,
    privacy_url: String,
    texts: BTreeMap<&'static str, &'a str>,
    purposes: Vec<Purpose<'a>>,
}

#[derive(Debug, Serialize)]
struct Colours {
    accent: Colour,
    on_accent: Colour,
}

#[derive(Debug, Serialize)]
struct Purpose<'a> {
    key: &'a Key,
    basis: Basis,
    name: &'a str,
    text: &'a str,
    items: Vec<Item<'a>>,
    vendors: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct Item<'a> {
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
