//! The first notice of a website, in Dutch ("u" and "je") and English. It declares the cookie that keeps the choice.
//! The owner of the website must add everything else that it stores.

use super::choice_cookie::choice_cookie;
use crate::{
    id::{Slug, key},
    locale::LocalizedText,
    notice::{
        Notice,
        purpose::{Basis, Purpose},
        standard_texts::{Edition, NoticeTexts, complaint, storage_place, transfers},
        website::{
            ANALYTICS, Exemption, LayerTexts, MARKETING, MEASUREMENT, MeasurementExemption, NECESSARY, PREFERENCES, StorageItem,
            StorageKind, VALIDITY_MONTHS, WebsiteNotice, WebsitePurpose,
        },
    },
    organisation::OrganisationProfile,
    wording::Wording,
};

/// The retention of the proof of a choice: five years after the consent (consent rules, Log).
const PROOF_MONTHS: u32 = 60;

/// The first purposes of a website, in the order of the notice: the key, its basis, the ids of its name and text.
const PURPOSES: [(&str, Basis, &str, &str); 5] = [
    (NECESSARY, Basis::Exempt, "necessary-name", "necessary-text"),
    (MEASUREMENT, Basis::Exempt, "measurement-name", "measurement-text"),
    (PREFERENCES, Basis::Consent, "preferences-name", "preferences-text"),
    (ANALYTICS, Basis::Consent, "analytics-name", "analytics-text"),
    (MARKETING, Basis::Consent, "marketing-name", "marketing-text"),
];

impl Notice {
    /// The notice of a website, with suitable texts for an installation that stores data on its own machine.
    pub fn draft_for_site(profile: &OrganisationProfile, site: &Slug, site_name: &str) -> Self {
        Self::draft_for_site_in(Edition::NEWEST, profile, site, site_name)
    }

    /// The same in an edition of its texts.
    pub fn draft_for_site_in(edition: Edition, profile: &OrganisationProfile, site: &Slug, site_name: &str) -> Self {
        let words = Wording::new(profile);
        let texts = website_notice(&words, edition);
        let purposes =
            PURPOSES.map(|(name, basis, _, text)| Purpose { key: key(name), basis, text: words.text(text), interest: None });
        Self {
            controller: profile.name.clone(),
            contact: profile.contact.clone(),
            privacy_officer: profile.privacy_officer.clone(),
            locales: profile.locales.clone(),
            purposes: purposes.to_vec(),
            data_kinds: texts.data_kinds,
            recipients: texts.recipients,
            storage_place: texts.storage_place,
            transfers: texts.transfers,
            retention_months: PROOF_MONTHS,
            answering_required: texts.answering_required,
            linked_data: texts.linked_data,
            rights: texts.rights,
            complaint: texts.complaint,
            stated: None,
            website: Some(website(profile, &words, site, site_name)),
        }
    }
}

fn website(profile: &OrganisationProfile, words: &Wording, site: &Slug, site_name: &str) -> WebsiteNotice {
    let mut purposes = PURPOSES.map(|(purpose, basis, name, _)| WebsitePurpose {
        exemption: (basis == Basis::Exempt).then_some(Exemption::Measurement),
        key: key(purpose),
        name: words.text(name),
        items: Vec::new(),
        vendors: Vec::new(),
        google: None,
    });
    let item = |kind, duration, text| StorageItem {
        name: choice_cookie(site),
        kind,
        provider: profile.name.clone(),
        duration,
        text: words.text(text),
    };
    purposes[0].exemption = Some(Exemption::StrictlyNecessary);
    purposes[0].items = vec![
        item(StorageKind::Cookie, months(words, VALIDITY_MONTHS.0), "choice-text"),
        item(StorageKind::Local, words.text("unsent-choice-duration"), "unsent-choice-text"),
    ];
    WebsiteNotice {
        site_name: site_name.to_owned(),
        purposes: purposes.to_vec(),
        measurement_exemption: MeasurementExemption::Netherlands,
        validity_months: VALIDITY_MONTHS.0,
        roles: words.text("site-roles"),
        texts: layer_texts(words),
    }
}

/// The text of a duration in months.
pub(super) fn months(words: &Wording, number: u32) -> LocalizedText {
    words.text_with("choice-months", "months", &LocalizedText::same(&number.to_string()))
}

fn layer_texts(words: &Wording) -> LayerTexts {
    LayerTexts {
        title: words.text("layer-title"),
        body: words.text("layer-body"),
        withdraw_hint: words.text("layer-withdraw-hint"),
        privacy: words.text("layer-privacy"),
        accept: words.text("layer-accept"),
        refuse: words.text("layer-refuse"),
        choose: words.text("layer-choose"),
        save: words.text("layer-save"),
        back: words.text("layer-back"),
        withdraw: words.text("layer-withdraw"),
        saved: words.text("layer-saved"),
        withdrawn: words.text("layer-withdrawn"),
        gpc: words.text("layer-gpc"),
        show_once: words.text("layer-show-once"),
        placeholder: words.text("layer-placeholder"),
        reopen: words.text("layer-reopen"),
        stored_grant: words.text("layer-stored-grant"),
        stored_refusal: words.text("layer-stored-refusal"),
        months: words.text("layer-months"),
        receipt: words.text("layer-receipt"),
        cookies: words.text("layer-cookies"),
        vendors: words.text("layer-vendors"),
        provider: words.text("layer-provider"),
        duration: words.text("layer-duration"),
        purpose_of_item: words.text("layer-purpose-of-item"),
        necessary: words.text("layer-necessary"),
    }
}

/// The texts of the notice of a website.
fn website_notice(words: &Wording, edition: Edition) -> NoticeTexts {
    NoticeTexts {
        data_kinds: words.text("site-data-kinds"),
        recipients: match &words.stated.recipients {
            Some(stated) => words.text_with("site-recipients-stated", "recipients", stated),
            None => words.text("site-recipients"),
        },
        storage_place: storage_place(words, edition),
        transfers: transfers(words),
        answering_required: words.text("site-answering-required"),
        linked_data: words.text("site-linked-data"),
        rights: words.text("site-rights"),
        complaint: complaint(words),
    }
}
