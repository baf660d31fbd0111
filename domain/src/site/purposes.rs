//! Checks what each purpose of a website stores and says against its basis, with the well-known tags.

use super::{
    claims::Claim,
    durations,
    labels::NEEDED,
    phrases::{Sentence, sentences},
    tags::{KNOWN, Tag, TagPurpose},
};
use crate::{
    error::{ErrorCode, FieldError, rule::RuleId},
    notice::{
        Notice,
        purpose::{Basis, Purpose},
        website::{
            ANALYTICS, Exemption, MARKETING, PREFERENCES, StorageItem, WebsiteNotice, WebsitePurpose, google::GoogleConsent,
        },
    },
};

/// Words of advertisements, profiles and other websites.
const ADVERTISES: &[&str] = &[
    "marketing*|advert*|reclame*|remarket*|retarget*|ads|ad|targeting",
    "op|naar|langs andere websites|sites",
    "herken* ~6 andere websites|sites",
    "on|across other|different websites|sites",
    "recognis*|recogniz* ~6 other websites|sites",
    "cross site tracking|advertising",
    "persoonlijke|gepersonaliseerde aanbiedingen|content|inhoud",
    "personal|personalised|personalized offers|content",
    "profileren|profilering|profiling|bezoekersprofiel*|klantprofiel*|interesseprofiel*",
    "uw|je|your interesses|interests",
    "volgen|volgt u|je|bezoekers",
    "u|je|bezoekers ~1 volgen",
    "track|tracks|tracking|follow|follows|following you|visitors|users",
    "surfgedrag|klikgedrag|koopgedrag|bezoekersgedrag",
    "browsing behavio*",
];

/// Words of statistics.
const COUNTS: &[&str] = &[
    "statisti*|analyti*|webanaly*|bezoekersaantal*|bezoekcijfers",
    "tellen|telt|meten|meet|analyseren|analyseert ~3 bezoek*|gebruikt",
    "count|counts|counting|measure|measures|measuring|analyse|analyses|analyze|analyzes ~3 visit*|used",
];

/// Words of settings.
const REMEMBERS: &[&str] = &["voorkeur*|preferenc*"];

/// Everything at once.
const EVERYTHING: &[&str] = &["alle|all cookies", "alles|everything"];

/// What needs no consent, by name. Not "functional", which in Dutch also names preferences.
const CALLED_NEEDED: &[&str] = &[
    "noodzakelijk*|nodig|benodigd*|essenti*|necessary|needed|required|mandatory|vereist*|verplicht*|onmisba*|indispensable",
    "altijd aan|actief",
    "always on|active",
];

/// Names that name nobody.
const NOBODY: [&str; 22] = [
    "advertentiepartners",
    "adverteerders",
    "advertisers",
    "anderen",
    "derde partij",
    "derde partijen",
    "derden",
    "divers",
    "diverse",
    "diverse partijen",
    "n a",
    "n v t",
    "onbekend",
    "onze partners",
    "others",
    "our partners",
    "partners",
    "third parties",
    "third party",
    "unknown",
    "various",
    "verschillende partijen",
];

/// Durations that tell no duration.
const NO_DURATION: &[&str] = &[
    "onbekend|unknown|divers|diverse|varies|variable|various|verschilt|wisselt|wisselend|onbepaald|undefined|afhankelijk|depends",
    "zie|see",
    "n v t",
    "n a",
];

/// By whom something is stored that websites measure with themselves.
const OURSELVES: [&str; 10] =
    ["wij", "wijzelf", "wij zelf", "eigen", "deze website", "own", "us", "ourselves", "this website", "first party"];

/// Every breach of the purposes of a website.
pub(super) fn check(notice: &Notice, website: &WebsiteNotice) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut told: Vec<GoogleConsent> = Vec::new();
    for (at, purpose) in notice.purposes.iter().enumerate() {
        let is_first = notice.purposes[..at].iter().all(|other| other.key != purpose.key);
        let Some(declared) = website.purpose(&purpose.key).filter(|_| is_first) else { continue };
        let mut check = Check { notice, website, purpose, declared, errors: &mut errors };
        check.words();
        for item in &declared.items {
            check.item(item);
        }
        check.vendors();
        check.google(&mut told);
    }
    errors
}

struct Check<'a> {
    notice: &'a Notice,
    website: &'a WebsiteNotice,
    purpose: &'a Purpose,
    declared: &'a WebsitePurpose,
    errors: &'a mut Vec<FieldError>,
}

impl Check<'_> {
    /// A breach in the part of the purpose that only a website has.
    fn breach(&mut self, part: &str, number: u8, what: RuleId, found: &str) {
        self.breach_at(format!("website.purposes.{}{part}", self.purpose.key), number, what, found);
    }

    fn breach_at(&mut self, field: String, number: u8, what: RuleId, found: &str) {
        let Claim { number, what, found } = Claim::new(number, what, found);
        self.errors.push(FieldError::new(field, ErrorCode::Breach { number, what, found }));
    }

    /// The exemption, if the basis of the purpose is one.
    fn exemption(&self) -> Option<Exemption> {
        self.declared.exemption.filter(|_| self.purpose.basis == Basis::Exempt)
    }

    fn is_asked(&self) -> bool {
        self.purpose.basis == Basis::Consent
    }

    fn words(&mut self) {
        let key = self.purpose.key.as_str();
        let exemption = self.exemption();
        let is_tracking_key = match exemption {
            Some(Exemption::StrictlyNecessary) => [ANALYTICS, MARKETING].contains(&key),
            Some(Exemption::Measurement) => key == MARKETING,
            None => false,
        };
        if is_tracking_key {
            self.breach("", 1, RuleId::ExemptOfTracking, key);
        }
        for (locale, name) in self.declared.name.iter() {
            let part = format!(".name.{locale}");
            if let Some(found) = tracks(name, exemption) {
                self.breach(&part, 1, RuleId::ExemptOfTracking, &found);
            }
            if self.is_asked() && sentences(name).iter().any(|part| part.says(CALLED_NEEDED)) {
                self.breach(&part, 2, RuleId::ConsentCalledNecessary, name);
            }
            if self.is_asked() && is_of_more_than_one(name) {
                self.breach(&part, 2, RuleId::OnePurposeEach, name);
            }
        }
        for (locale, text) in self.purpose.text.iter() {
            if let Some(found) = tracks(text, exemption) {
                self.breach_at(format!("purposes.{key}.text.{locale}"), 1, RuleId::ExemptOfTracking, &found);
            }
        }
    }

    fn item(&mut self, item: &StorageItem) {
        let part = format!(".items.{}", item.name);
        let tags = KNOWN.of_item(&item.name, &item.provider);
        if NOBODY.contains(&plain(&item.provider).as_str()) {
            self.breach(&format!("{part}.provider"), 14, RuleId::ItemProvider, &item.provider);
        }
        for (locale, duration) in item.duration.iter().filter(|(_, duration)| tells_no_duration(duration)) {
            self.breach(&format!("{part}.duration.{locale}"), 14, RuleId::DurationUnsaid, duration);
        }
        let wrong = match self.exemption() {
            Some(Exemption::StrictlyNecessary) => not_necessary(item, &tags).map(|found| (1, RuleId::TagNotNecessary, found)),
            Some(Exemption::Measurement) if !self.is_own_measurement(item, &tags) => {
                Some((1, RuleId::MeasurementOwnUse, format!("{} ({})", item.name, item.provider)))
            }
            Some(Exemption::Measurement) => None,
            None => self.of_other_purpose(item, &tags).map(|found| (2, RuleId::TagOtherPurpose, found)),
        };
        if let Some((number, what, found)) = wrong {
            self.breach(&part, number, what, &found);
            return;
        }
        for (locale, text) in item.text.iter() {
            if let Some(found) = tracks(text, self.exemption()) {
                self.breach(&format!("{part}.text.{locale}"), 1, RuleId::ExemptOfTracking, &found);
            }
        }
    }

    fn vendors(&mut self) {
        for vendor in &self.declared.vendors {
            if NOBODY.contains(&plain(&vendor.name).as_str()) {
                self.breach(".vendors", 2, RuleId::PartyNamed, &vendor.name);
            }
            let is_necessary = self.exemption() == Some(Exemption::StrictlyNecessary);
            if is_necessary && only_follows(&KNOWN.of_party(&vendor.name)) {
                self.breach(".vendors", 1, RuleId::TagNotNecessary, &vendor.name);
            }
        }
    }

    /// What a grant tells Google: nothing without a choice, and only what the purpose is for, by one purpose.
    fn google(&mut self, told: &mut Vec<GoogleConsent>) {
        let key = self.purpose.key.as_str();
        if self.declared.google.as_ref().is_some_and(|stated| !stated.is_empty()) && !self.is_asked() {
            self.breach(".google", 22, RuleId::GoogleNotExempt, key);
        }
        for consent in self.declared.google_consent().to_vec() {
            let is_other = match key {
                PREFERENCES => consent.is_for_ads() || consent == GoogleConsent::AnalyticsStorage,
                ANALYTICS => consent.is_for_ads(),
                _ => false,
            };
            if is_other {
                self.breach(".google", 22, RuleId::GoogleOtherPurpose, consent.name());
            }
            if told.contains(&consent) {
                let code = ErrorCode::Duplicate { name: consent.name().to_owned() };
                self.errors.push(FieldError::new(format!("website.purposes.{key}.google"), code));
            }
            told.push(consent);
        }
    }

    /// Whether the item is a measurement of the website's own: by itself, or with a product that it runs itself.
    fn is_own_measurement(&self, item: &StorageItem, tags: &[&Tag]) -> bool {
        let is_own_product = !tags.is_empty() && tags.iter().all(|tag| tag.own_use);
        let provider = plain(&item.provider);
        let names_product = tags.iter().any(|tag| plain(&tag.provider) == provider || plain(&tag.product) == provider);
        (is_own_product && names_product)
            || (is_ours(&provider, self.notice, self.website) && (tags.is_empty() || is_own_product))
    }

    /// The tag that serves another purpose than the one under which a visitor would consent to it.
    fn of_other_purpose(&self, item: &StorageItem, tags: &[&Tag]) -> Option<String> {
        let is_other = |tag: &&Tag| match self.purpose.key.as_str() {
            PREFERENCES => tag.purpose.follows_visitors(),
            ANALYTICS => tag.purpose == TagPurpose::Marketing,
            _ => false,
        };
        let tag = tags.first()?;
        (self.is_asked() && tags.iter().all(is_other)).then(|| told(item, tag))
    }
}

/// What is wrong with an item that is declared as necessary.
fn not_necessary(item: &StorageItem, tags: &[&Tag]) -> Option<String> {
    if let Some(tag) = tags.iter().find(|tag| tag.purpose.follows_visitors()) {
        return Some(told(item, tag));
    }
    let is_of_tracker = tags.is_empty() && only_follows(&KNOWN.of_party(&item.provider));
    is_of_tracker.then(|| format!("{} ({})", item.name, item.provider))
}

/// Whether every tag, and there is one, follows visitors.
fn only_follows(tags: &[&Tag]) -> bool {
    !tags.is_empty() && tags.iter().all(|tag| tag.purpose.follows_visitors())
}

fn told(item: &StorageItem, tag: &Tag) -> String {
    format!("{} ({})", item.name, tag.described())
}

/// The sentence that says of an exempt purpose that it follows visitors, or counts them without that exemption.
fn tracks(text: &str, exemption: Option<Exemption>) -> Option<String> {
    let exemption = exemption?;
    let counts = |part: &Sentence| exemption == Exemption::StrictlyNecessary && part.says(COUNTS);
    let parts = sentences(text);
    parts.iter().find(|part| part.says(ADVERTISES) || counts(part)).map(|part| part.text().to_owned())
}

/// Whether a name is of more than one purpose, so that a visitor cannot choose between them.
fn is_of_more_than_one(name: &str) -> bool {
    let parts = sentences(name);
    let says = |phrases: &[&str]| parts.iter().any(|part| part.says(phrases));
    let kinds = [ADVERTISES, COUNTS, REMEMBERS].into_iter().filter(|phrases| says(phrases)).count();
    kinds > 1 || (says(EVERYTHING) && !says(&[NEEDED]))
}

fn tells_no_duration(duration: &str) -> bool {
    durations::longest(duration).is_none() && sentences(duration).iter().any(|part| part.has(NO_DURATION))
}

/// Whether a provider is the website itself or its controller.
fn is_ours(provider: &str, notice: &Notice, website: &WebsiteNotice) -> bool {
    let joined = |text: &str| plain(text).replace(' ', "");
    let provider_joined = joined(provider);
    let is_same = |ours: &str| {
        let ours = joined(ours);
        let (short, long) =
            if ours.len() < provider_joined.len() { (&ours, &provider_joined) } else { (&provider_joined, &ours) };
        (short.len() >= 3 && long.contains(short.as_str())) || ours == provider_joined
    };
    OURSELVES.contains(&provider) || is_same(&notice.controller) || is_same(&website.site_name)
}

/// The words of a name in lower case, with one space between them.
fn plain(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_tracking_are_told_from_words_of_safety() {
        let tracks = |text: &str| super::tracks(text, Some(Exemption::StrictlyNecessary)).is_some();
        for text in [
            "Toont advertenties die bij u passen.",
            "Herkent u op andere websites.",
            "Telt bezoeken.",
            "Volgt u over het web.",
            "For analytics.",
            "Recognises you on other websites.",
            "Tracks visitors.",
            "Shows personalised content.",
        ] {
            assert!(tracks(text), "{text}");
        }
        for text in [
            "Weert verzoeken van andere websites.",
            "Houdt verdacht gedrag tegen.",
            "Meet de belasting en verdeelt bezoekers over servers.",
            "Wij tonen geen advertenties en volgen u niet.",
            "Bewaart uw winkelmand.",
            "Blocks requests from other websites.",
            "Keeps track of your basket.",
            "In the interests of safety.",
            "Without statistics or advertisements.",
        ] {
            assert!(!tracks(text), "{text}");
        }
    }

    #[test]
    fn a_provider_is_ours_by_any_of_our_names() {
        let profile = crate::organisation::OrganisationProfile::new("Bakkerij Van Dam", "a@b.nl", "c@b.nl");
        let notice = Notice::draft_for_site(&profile, &crate::id::Slug::parse("a").unwrap(), "bakkerijvandam.nl");
        let website = notice.website.as_ref().unwrap();
        for name in ["Bakkerij van Dam B.V.", "bakkerijvandam.nl", "www.bakkerijvandam.nl", "Wij", "This website"] {
            assert!(is_ours(&plain(name), &notice, website), "{name}");
        }
        for name in ["Bezoekteller BV", "Google", "", "B"] {
            assert!(!is_ours(&plain(name), &notice, website), "{name}");
        }
    }
}
