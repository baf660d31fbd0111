//! The notice that a website begins with, in Dutch ("u" and "je") and English. It declares the cookie that keeps the choice;
//! what else the website stores only its owner can tell.

use super::choice_cookie::choice_cookie;
use crate::{
    id::{Key, Slug, key},
    locale::{AddressForm, LocalizedText},
    notice::{
        Notice,
        purpose::{Basis, Purpose},
        standard_texts::{NoticeTexts, complaint, storage_place, transfers},
        website::{
            ANALYTICS, Exemption, LayerTexts, MARKETING, MEASUREMENT, MeasurementExemption, NECESSARY, PREFERENCES, StorageItem,
            StorageKind, WebsiteNotice, WebsitePurpose,
        },
    },
    organisation::OrganisationProfile,
    wording::pick,
};

/// How long the proof of a choice is kept: five years after the consent (consent rules, Log).
const PROOF_MONTHS: u32 = 60;

impl Notice {
    /// The notice of a website, with sound texts for an installation that stores on its own machine.
    pub fn draft_for_site(profile: &OrganisationProfile, site: &Slug, site_name: &str) -> Self {
        let form = profile.address_form;
        let texts = website_notice(form);
        let purposes = usual_keys().into_iter().zip(purposes(form)).map(|(key, (basis, _, text))| Purpose {
            key,
            basis,
            text,
            interest: None,
        });
        Self {
            controller: profile.name.clone(),
            contact: profile.contact.clone(),
            privacy_officer: profile.privacy_officer.clone(),
            locales: profile.locales.clone(),
            purposes: purposes.collect(),
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
            website: Some(website(profile, site, site_name)),
        }
    }
}

fn website(profile: &OrganisationProfile, site: &Slug, site_name: &str) -> WebsiteNotice {
    let form = profile.address_form;
    let (you_nl, your_nl) = (pick(form, "u", "je"), pick(form, "uw", "je"));
    let mut website_purposes: Vec<_> = usual_keys()
        .into_iter()
        .zip(purposes(form))
        .map(|(key, (basis, name, _))| WebsitePurpose {
            exemption: (basis == Basis::Exempt).then_some(Exemption::Measurement),
            key,
            name,
            items: Vec::new(),
            vendors: Vec::new(),
        })
        .collect();
    website_purposes[0].exemption = Some(Exemption::StrictlyNecessary);
    website_purposes[0].items.push(StorageItem {
        name: choice_cookie(site),
        kind: StorageKind::Cookie,
        provider: profile.name.clone(),
        duration: LocalizedText::new("6 maanden", "6 months"),
        text: LocalizedText::new(format!("Onthoudt wat {you_nl} hier kiest."), "Remembers what you choose here."),
    });
    website_purposes[0].items.push(StorageItem {
        name: choice_cookie(site),
        kind: StorageKind::Local,
        provider: profile.name.clone(),
        duration: LocalizedText::new("tot de keuze is aangekomen", "until the choice has arrived"),
        text: LocalizedText::new(
            format!("Bewaart {your_nl} keuze zolang de server niet te bereiken is."),
            "Keeps your choice while the server cannot be reached.",
        ),
    });
    let name = &profile.name;
    WebsiteNotice {
        site_name: site_name.to_owned(),
        purposes: website_purposes,
        measurement_exemption: MeasurementExemption::Netherlands,
        validity_months: crate::notice::website::VALIDITY_MONTHS.0,
        roles: LocalizedText::new(
            format!("{name} is verantwoordelijk voor deze website en beslist wat er met de gegevens gebeurt."),
            format!("{name} is responsible for this website and decides what happens with the data."),
        ),
        texts: layer_texts(form),
    }
}

/// The basis, the name and the text of each purpose, in the order of [`usual_keys`].
fn purposes(form: AddressForm) -> [(Basis, LocalizedText, LocalizedText); 5] {
    let you = pick(form, "u", "je");
    let your = pick(form, "uw", "je");
    [
        (
            Basis::Exempt,
            LocalizedText::new("Noodzakelijk", "Necessary"),
            LocalizedText::new("Zonder deze cookies werkt de website niet.", "Without these cookies the website does not work."),
        ),
        (
            Basis::Exempt,
            LocalizedText::new("Meten zonder profiel", "Measuring without a profile"),
            LocalizedText::new(
                format!("Wij tellen hoe de website wordt gebruikt, alleen voor onszelf, en zonder {you} te volgen."),
                "We count how the website is used, only for ourselves, and without following you.",
            ),
        ),
        (
            Basis::Consent,
            LocalizedText::new("Voorkeuren", "Preferences"),
            LocalizedText::new(format!("Wij onthouden hoe {you} de website instelt."), "We remember how you set up the website."),
        ),
        (
            Basis::Consent,
            LocalizedText::new("Statistieken", "Statistics"),
            LocalizedText::new(
                format!("Wij meten wat bezoekers doen en herkennen {your} browser bij een volgend bezoek."),
                "We measure what visitors do and recognise your browser at a next visit.",
            ),
        ),
        (
            Basis::Consent,
            LocalizedText::new("Advertenties", "Advertisements"),
            LocalizedText::new(
                format!("Wij en anderen tonen {you} advertenties die bij {you} passen, ook op andere websites."),
                "We and others show you advertisements that suit you, also on other websites.",
            ),
        ),
    ]
}

fn layer_texts(form: AddressForm) -> LayerTexts {
    let (you, your) = (pick(form, "u", "je"), pick(form, "uw", "je"));
    let capital_you = pick(form, "U", "Je");
    let capital_your = pick(form, "Uw", "Je");
    let text = |nl: String, en: &str| LocalizedText::new(nl, en);
    LayerTexts {
        title: text("Cookies op deze website".into(), "Cookies on this website"),
        body: text(
            format!(
                "Wij slaan gegevens op in {your} browser. Wat nodig is voor de website gebeurt altijd. Voor de rest vragen wij {your} toestemming. Weigeren kan: de website blijft gewoon werken."
            ),
            "We store data in your browser. What the website needs is always stored. For the rest we ask your consent. You can refuse: the website keeps working.",
        ),
        withdraw_hint: text(
            format!(
                "{capital_you} kunt {your} keuze altijd veranderen of intrekken, met de knop Cookie-instellingen onder aan elke pagina."
            ),
            "You can always change or withdraw your choice, with the button Cookie settings at the bottom of every page.",
        ),
        privacy: text("Lees wat wij bewaren".into(), "Read what we keep"),
        accept: text("Accepteren".into(), "Accept"),
        refuse: text("Weigeren".into(), "Refuse"),
        choose: text("Zelf kiezen".into(), "Let me choose"),
        save: text("Keuze bewaren".into(), "Save my choice"),
        back: text("Sluiten".into(), "Close"),
        withdraw: text("Intrekken".into(), "Withdraw"),
        saved: text(format!("{capital_your} keuze is bewaard."), "Your choice has been saved."),
        withdrawn: text(
            format!("Ingetrokken. Wat op deze pagina al draaide, stopt als {you} een andere pagina opent."),
            "Withdrawn. What already ran on this page stops when you open another page.",
        ),
        gpc: text(
            format!("{capital_your} browser vraagt om {you} niet te volgen (Global Privacy Control). Wij zien dat als weigeren."),
            "Your browser asks not to track you (Global Privacy Control). We take that as a refusal.",
        ),
        show_once: text("Toon dit één keer".into(), "Show this once"),
        placeholder: text(
            format!("Dit onderdeel komt van een andere partij en is er alleen als {you} kiest voor: {{purposes}}."),
            "This part comes from someone else and is only shown if you choose: {purposes}.",
        ),
        reopen: text("Cookie-instellingen".into(), "Cookie settings"),
        stored_grant: text(
            format!("{capital_you} gaf toestemming, onder versie {{version}} van deze melding. Die geldt tot {{at}}."),
            "You gave consent, under version {version} of this notice. It holds until {at}.",
        ),
        stored_refusal: text(
            format!(
                "{capital_you} {} geweigerd, in {{at}}, onder versie {{version}} van deze melding.",
                pick(form, "heeft", "hebt")
            ),
            "You refused, in {at}, under version {version} of this notice.",
        ),
        months: text(
            "januari februari maart april mei juni juli augustus september oktober november december".into(),
            "January February March April May June July August September October November December",
        ),
        receipt: text("Ontvangstbewijs".into(), "Receipt"),
        cookies: text("Cookies en opslag".into(), "Cookies and storage"),
        vendors: text("Partijen".into(), "Parties"),
        provider: text("Aanbieder".into(), "Provider"),
        duration: text("Bewaartijd".into(), "Kept for"),
        purpose_of_item: text("Waarvoor".into(), "Used for"),
        necessary: text("altijd aan".into(), "always on"),
    }
}

/// The purposes that a website begins with, in the order in which they are asked.
pub(crate) fn usual_keys() -> [Key; 5] {
    [NECESSARY, MEASUREMENT, PREFERENCES, ANALYTICS, MARKETING].map(key)
}

/// The texts of the notice of a website.
pub(crate) fn website_notice(form: AddressForm) -> NoticeTexts {
    let (you, your) = (pick(form, "u", "je"), pick(form, "uw", "je"));
    let capital_you = pick(form, "U", "Je");
    NoticeTexts {
        data_kinds: LocalizedText::new(
            format!(
                "Per doel wat {you} koos, de taal, de versie van deze melding, het tijdstip en een willekeurig kenmerk. Geen IP-adres. Wie alles weigert, wordt zonder kenmerk geteld."
            ),
            "What you chose for each purpose, the language, the version of this notice, the time and a random mark. No IP address. Who refuses everything is counted without a mark.",
        ),
        recipients: LocalizedText::new(
            "Niemand buiten deze organisatie, behalve de partijen die bij een doel staan.",
            "Nobody outside this organisation, except the parties named with a purpose.",
        ),
        storage_place: storage_place(),
        transfers: transfers(),
        answering_required: LocalizedText::new(
            format!("Toestemming geven is vrijwillig. Weigeren heeft geen gevolgen voor {you}."),
            "Giving consent is voluntary. Refusing has no consequences for you.",
        ),
        linked_data: LocalizedText::new(format!("Alle gegevens komen van {your} browser."), "All data come from your browser."),
        rights: LocalizedText::new(
            format!(
                "{capital_you} kunt {your} gegevens inzien, laten verbeteren, laten wissen, meenemen en de verwerking laten beperken. Toestemming intrekken kan altijd, op de website of op de pagina van {your} ontvangstbewijs, zonder account."
            ),
            "You can see, correct, erase and take your data with you, and have their use restricted. You can withdraw your consent at any time, on the website or on the page of your receipt, without an account.",
        ),
        complaint: complaint(form),
    }
}
