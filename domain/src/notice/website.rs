//! The part of a notice that only a website has: its purposes, its stored items and its texts. For each purpose it has
//! the items stored in the browser and the vendors involved. A checkbox that is ticked in advance, or a layer without a
//! refusal, cannot be expressed.

pub mod google;
mod texts;

use serde::{Deserialize, Serialize};

use crate::{id::Key, locale::LocalizedText, notice::website::google::GoogleConsent};

pub use texts::LayerTexts;

/// The key of the purpose that the website needs to work; exempt from consent.
pub const NECESSARY: &str = "necessary";
/// The key of privacy-friendly measurement; exempt from consent in the Netherlands.
pub const MEASUREMENT: &str = "measurement";
/// The key of the purpose to remember preferences.
pub const PREFERENCES: &str = "preferences";
/// The key of statistics by other parties, or about identifiable visitors.
pub const ANALYTICS: &str = "analytics";
/// The key of advertisements.
pub const MARKETING: &str = "marketing";

/// The shortest and the longest validity of a choice, in months (consent rules, Event).
pub const VALIDITY_MONTHS: (u32, u32) = (6, 24);

/// The website's part of a notice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebsiteNotice {
    /// The name of the website.
    pub site_name: String,
    /// The details of each purpose of the notice.
    pub purposes: Vec<WebsitePurpose>,
    /// The law under which measurement needs no consent.
    #[serde(default)]
    pub measurement_exemption: MeasurementExemption,
    /// The validity of a choice in months, 6 to 24. After it the visitor is asked again.
    pub validity_months: u32,
    /// The controllers and processors of the data (GDPR art. 13, 26 and 28), in one or two sentences.
    pub roles: LocalizedText,
    /// The texts of the layers.
    pub texts: LayerTexts,
}

/// The details of one purpose of a website.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebsitePurpose {
    /// The key of the purpose in the notice.
    pub key: Key,
    /// The name, in one or two words.
    pub name: LocalizedText,
    /// The reason why no consent is needed. Only for a purpose whose basis is
    /// [`Basis::Exempt`](crate::notice::purpose::Basis::Exempt).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exemption: Option<Exemption>,
    /// The items stored in the browser for it.
    #[serde(default)]
    pub items: Vec<StorageItem>,
    /// The other parties involved in it.
    #[serde(default)]
    pub vendors: Vec<Vendor>,
    /// What a grant of it tells Google's tags. Absent: as its key says ([`GoogleConsent::usual`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub google: Option<Vec<GoogleConsent>>,
}

impl WebsitePurpose {
    /// What a grant of this purpose tells Google's tags. Nothing for an exempt purpose, because nobody decides on it.
    pub fn google_consent(&self) -> &[GoogleConsent] {
        match (&self.google, self.exemption) {
            (_, Some(_)) => &[],
            (Some(stated), None) => stated,
            (None, None) => GoogleConsent::usual(&self.key),
        }
    }
}

/// Why storing something in a browser needs no consent (Telecommunicatiewet art. 11.7a(3)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Exemption {
    /// Necessary to provide the service that the visitor requested.
    StrictlyNecessary,
    /// Measures the quality of the service, with little or no effect on privacy: first-party, own use, no profile.
    Measurement,
}

/// The law under which privacy-friendly measurement needs no consent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasurementExemption {
    /// No law: measurement needs consent.
    #[default]
    None,
    /// Dutch law (Telecommunicatiewet art. 11.7a(3)(b)).
    Netherlands,
}

/// One item that a website stores in a browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StorageItem {
    /// The name. A `*` at the end matches any text.
    pub name: String,
    /// The kind of storage.
    pub kind: StorageKind,
    /// The party that stores it.
    pub provider: String,
    /// The retention period.
    pub duration: LocalizedText,
    /// The purpose of the item.
    pub text: LocalizedText,
}

/// The kind of storage in a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema), schema(as = Kind, description = "Where an item is stored."))]
pub enum StorageKind {
    /// A cookie.
    Cookie,
    /// Local storage.
    Local,
    /// Session storage, which ends with the tab.
    Session,
    /// A database (IndexedDB).
    IndexedDb,
    /// A cache that scripts fill (Cache Storage).
    CacheStorage,
}

/// Another party that is involved in a purpose.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Vendor {
    /// The name.
    pub name: String,
    /// The role of the party.
    pub role: Role,
}

/// The role of a party (GDPR art. 4(7), 4(8) and 26).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Decides on its own how the data are used.
    Controller,
    /// Decides together with the website.
    JointController,
    /// Processes the data only for the website.
    Processor,
}

impl WebsiteNotice {
    /// The details of the purpose with this key.
    pub fn purpose(&self, key: &Key) -> Option<&WebsitePurpose> {
        self.purposes.iter().find(|purpose| purpose.key == *key)
    }

    /// Whether a declared cookie must not be set, because none of its purposes is granted or exempt.
    pub fn is_refused(&self, cookie: &str, granted: &[Key]) -> bool {
        let mut purposes = self.purposes.iter().filter(|p| p.items.iter().any(|item| item.is_cookie(cookie))).peekable();
        purposes.peek().is_some() && purposes.all(|p| p.exemption.is_none() && !granted.contains(&p.key))
    }

    /// The purposes without declared items. After a withdrawal nothing can be deleted for them.
    pub fn undeclared(&self) -> impl Iterator<Item = &Key> {
        self.purposes.iter().filter(|purpose| purpose.items.is_empty() && purpose.vendors.is_empty()).map(|purpose| &purpose.key)
    }
}

impl StorageItem {
    /// Whether the item is the cookie with this name.
    pub fn is_cookie(&self, name: &str) -> bool {
        let named = match self.name.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => self.name == name,
        };
        named && self.kind == StorageKind::Cookie
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::{Slug, key},
        notice::{Basis, Notice, changes::asks_again},
        organisation::OrganisationProfile,
    };

    fn draft() -> Notice {
        let profile = OrganisationProfile::new("Bakkerij Van Dam", "info@voorbeeld.nl", "privacy@voorbeeld.nl");
        Notice::draft_for_site(&profile, &Slug::parse("bakkerij").unwrap(), "bakkerijvandam.nl")
    }

    fn changed(change: impl Fn(&mut Notice, usize)) -> bool {
        let mut new = draft();
        let website = new.website.as_mut().unwrap();
        website.purposes[3].items.push(StorageItem {
            name: "_a".into(),
            kind: StorageKind::Cookie,
            provider: "A".into(),
            duration: LocalizedText::new("1 jaar", "1 year"),
            text: LocalizedText::new("telt", "counts"),
        });
        let old = new.clone();
        change(&mut new, 3);
        asks_again(&old, &new)
    }

    #[test]
    fn other_purposes_ask_again() {
        assert!(changed(|n, at| n.purposes[at].basis = Basis::Exempt));
        assert!(changed(|n, at| drop(n.purposes.remove(at))));
        assert!(changed(|n, _| n.purposes[4].key = key("ads")));
        let website = |change: fn(&mut WebsitePurpose)| changed(|n, at| change(&mut n.website.as_mut().unwrap().purposes[at]));
        assert!(website(|p| p.items.clear()));
        assert!(website(|p| p.items[0].name = "_b".into()));
        assert!(website(|p| p.items[0].kind = StorageKind::Local));
        assert!(website(|p| p.items[0].provider = "B".into()));
        assert!(website(|p| p.vendors.push(Vendor { name: "B".into(), role: Role::Processor })));
        assert!(website(|p| p.google = Some(Vec::new())), "a grant would tell Google something else");
        assert!(!website(|p| p.google = Some(vec![GoogleConsent::AnalyticsStorage])), "as its key says");
    }

    #[test]
    fn what_google_is_told_follows_from_the_key_or_from_the_notice() {
        use GoogleConsent::{AdPersonalization, AdStorage, AdUserData, AnalyticsStorage, FunctionalityStorage};
        let mut website = draft().website.unwrap();
        let told = |website: &WebsiteNotice| -> Vec<_> { website.purposes.iter().map(|p| p.google_consent().to_vec()).collect() };
        let usual = [
            vec![],
            vec![],
            vec![FunctionalityStorage, GoogleConsent::PersonalizationStorage],
            vec![AnalyticsStorage],
            vec![AdStorage, AdUserData, AdPersonalization],
        ];
        assert_eq!(told(&website), usual);
        assert!(!serde_json::to_string(&website).unwrap().contains("google"), "stored notices keep their bytes");
        website.purposes[3] =
            WebsitePurpose { key: key("tellen"), google: Some(vec![AnalyticsStorage]), ..website.purposes[3].clone() };
        assert_eq!(told(&website)[3], [AnalyticsStorage]);
        website.purposes[3].google = None;
        assert!(told(&website)[3].is_empty(), "an unknown key tells nothing");
        assert_eq!(serde_json::to_value(AdUserData).unwrap(), AdUserData.name());
    }

    #[test]
    fn other_words_do_not() {
        assert!(!changed(|_, _| {}));
        assert!(!changed(|n, at| n.purposes[at].text = LocalizedText::new("mooier", "nicer")));
        assert!(!changed(|n, _| n.purposes.reverse()));
        assert!(!changed(|n, _| n.retention_months = 12));
        let website = |change: fn(&mut WebsiteNotice)| changed(|n, _| change(n.website.as_mut().unwrap()));
        assert!(!website(|w| w.texts.title = LocalizedText::new("Koekjes", "Biscuits")));
        assert!(!website(|w| w.purposes[3].name = LocalizedText::new("Tellen", "Counting")));
        assert!(!website(|w| w.purposes[3].items[0].text = LocalizedText::new("telt u", "counts you")));
    }

    #[test]
    fn a_cookie_is_refused_unless_a_purpose_that_stands_declares_it() {
        let mut website = draft().website.unwrap();
        let item = |name: &str, kind| StorageItem {
            name: name.into(),
            kind,
            provider: "A".into(),
            duration: LocalizedText::default(),
            text: LocalizedText::default(),
        };
        website.purposes[3].items = vec![item("_a*", StorageKind::Cookie), item("_local", StorageKind::Local)];
        website.purposes[4].items = vec![item("_a_shared", StorageKind::Cookie)];
        let refused = |name: &str, granted: &[Key]| website.is_refused(name, granted);
        assert!(refused("_a", &[]) && refused("_a_b", &[key(MARKETING)]));
        assert!(!refused("_a_b", &[key(ANALYTICS)]));
        assert!(refused("_a_shared", &[]) && !refused("_a_shared", &[key(MARKETING)]), "another purpose uses it as well");
        for other in ["_local", "klankbord_bakkerij", "session", "a"] {
            assert!(!refused(other, &[]), "{other}");
        }
    }

    #[test]
    fn the_notice_of_a_survey_keeps_its_bytes() {
        let mut notice = draft();
        notice.website = None;
        assert!(!serde_json::to_string(&notice).unwrap().contains("\"website\":"));
    }

    #[test]
    fn what_is_unknown_is_refused_by_name() {
        let document = serde_json::to_value(draft()).unwrap();
        assert_eq!(serde_json::from_value::<Notice>(document.clone()).unwrap(), draft());
        for (pointer, name) in [
            ("", "colour"),
            ("/website", "tracker"),
            ("/website/purposes/0", "checked"),
            ("/website/texts", "accept_big"),
            ("/purposes/0", "ticked"),
        ] {
            let mut document = document.clone();
            document.pointer_mut(pointer).unwrap()[name] = true.into();
            let error = serde_json::from_value::<Notice>(document).unwrap_err().to_string();
            assert!(error.contains(&format!("unknown field `{name}`")), "{error}");
        }
    }

    #[test]
    fn what_is_missing_is_refused_by_name() {
        let mut document = serde_json::to_value(draft()).unwrap();
        document["website"]["texts"].as_object_mut().unwrap().remove("refuse");
        let error = serde_json::from_value::<Notice>(document).unwrap_err().to_string();
        assert!(error.contains("missing field `refuse`"), "{error}");
    }
}
