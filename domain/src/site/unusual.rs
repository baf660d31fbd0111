//! What is unusual in the notice of a website: allowed, but worth a second look before it is published.

use super::{
    durations, labels,
    phrases::sentences,
    tags::{KNOWN, Tag, TagPurpose},
};
use crate::{
    error::{ErrorCode, FieldError, rule::RuleId},
    notice::{
        Notice,
        purpose::Basis,
        website::{Exemption, MARKETING, StorageItem, WebsitePurpose},
    },
};

/// Words that praise the acceptance in the question itself.
const STEERS: &[&str] = &[
    "beste|optimale|betere ervaring|beleving|website",
    "best|optimal|better|great experience",
    "jammer|helaas|sadly|unfortunately",
    "mis|mist u|je|niets",
    "miss out",
];

/// A purpose that says nothing: any storage can be for it.
const SAYS_NOTHING: &[&str] = &[
    "ervaring|beleving|website|dienstverlening ~3 verbeteren|optimaliseren",
    "improve|enhance|optimise|optimize ~3 experience|website|services",
];

/// A purpose with more words than this says more than that.
const VAGUE_WORDS: usize = 12;

/// The longest usual duration of what needs consent, in months: the longest validity of a choice.
const LONG_MONTHS: u64 = 24;
/// The same of exempt measurement, whose duration must be short. The French authority allows 13 months.
const LONG_MEASUREMENT_MONTHS: u64 = 13;

impl Notice {
    /// What is unusual in it, each with its field. Nothing of it forbids a publication.
    pub fn unusual(&self) -> Vec<FieldError> {
        let Some(website) = &self.website else { return Vec::new() };
        let mut found = Vec::new();
        let mut note = |field: String, what: RuleId, text: &str| {
            found.push(FieldError::new(field, ErrorCode::Unusual { what, found: text.to_owned() }));
        };
        let texts = &website.texts;
        for (locale, label) in texts.accept.iter().filter(|(_, label)| labels::accepts_vaguely(label)) {
            note(format!("website.texts.accept.{locale}"), RuleId::VagueAccept, label);
        }
        for (locale, label) in texts.withdraw.iter().filter(|(_, label)| !label.trim().is_empty() && !labels::withdraws(label)) {
            note(format!("website.texts.withdraw.{locale}"), RuleId::VagueWithdraw, label);
        }
        for (name, text) in [("title", &texts.title), ("body", &texts.body)] {
            for (locale, text) in text.iter() {
                if let Some(part) = sentences(text).iter().find(|part| part.says(STEERS)) {
                    note(format!("website.texts.{name}.{locale}"), RuleId::SteeringText, part.text());
                }
            }
        }
        for purpose in &self.purposes {
            let Some(declared) = website.purpose(&purpose.key) else { continue };
            let field = format!("website.purposes.{}", purpose.key);
            for (locale, text) in purpose.text.iter().filter(|_| purpose.basis == Basis::Consent) {
                let parts = sentences(text);
                let words: usize = parts.iter().map(|part| part.length()).sum();
                if words <= VAGUE_WORDS && parts.iter().any(|part| part.says(SAYS_NOTHING)) {
                    note(format!("purposes.{}.text.{locale}", purpose.key), RuleId::VaguePurpose, text);
                }
            }
            for item in &declared.items {
                for (what, text) in of_item(declared, item) {
                    note(format!("{field}.items.{}", item.name), what, &text);
                }
            }
            for vendor in &declared.vendors {
                let tags = KNOWN.of_party(&vendor.name);
                let is_exempt = declared.exemption == Some(Exemption::StrictlyNecessary);
                if is_exempt && tags.iter().any(|tag| tag.purpose.follows_visitors()) {
                    note(format!("{field}.vendors"), RuleId::UnusualParty, &vendor.name);
                }
            }
        }
        found
    }
}

fn of_item(declared: &WebsitePurpose, item: &StorageItem) -> Vec<(RuleId, String)> {
    let mut found = Vec::new();
    let tags = KNOWN.of_item(&item.name, &item.provider);
    if let Some(tag) = tags.first() {
        if is_unusual_under(declared, tag) {
            found.push((RuleId::UnusualPurpose, format!("{} ({})", item.name, tag.described())));
        }
        let is_named = KNOWN.provider(&tag.provider).is_some_and(|provider| provider.is_named_in(&item.provider));
        if !is_named && !tag.own_use {
            found.push((RuleId::UnusualProvider, format!("{} ({}, {})", item.name, tag.product, tag.provider)));
        }
        if let Some(stated) = &tag.duration
            && is_shorter(item, stated)
        {
            found.push((RuleId::UnusualDuration, format!("{} ({}: {stated})", item.name, tag.product)));
        }
    } else if declared.exemption == Some(Exemption::StrictlyNecessary)
        && KNOWN.of_party(&item.provider).iter().any(|tag| tag.purpose.follows_visitors())
    {
        found.push((RuleId::UnusualParty, format!("{} ({})", item.name, item.provider)));
    }
    let long = if declared.exemption == Some(Exemption::Measurement) { LONG_MEASUREMENT_MONTHS } else { LONG_MONTHS };
    for (_, duration) in item.duration.iter() {
        if durations::longest(duration).is_some_and(|minutes| minutes > durations::months(long)) {
            found.push((RuleId::LongDuration, format!("{}: {duration}", item.name)));
            break;
        }
    }
    found
}

/// Whether the purpose of a tag is another than the one under which it is declared, without being against a rule.
fn is_unusual_under(declared: &WebsitePurpose, tag: &Tag) -> bool {
    match declared.exemption {
        Some(Exemption::StrictlyNecessary) => tag.purpose == TagPurpose::Preferences,
        Some(Exemption::Measurement) => false,
        None => declared.key.as_str() == MARKETING && tag.purpose == TagPurpose::Analytics,
    }
}

/// Whether the item is declared for a shorter time than its provider states.
fn is_shorter(item: &StorageItem, stated: &str) -> bool {
    let stated = durations::longest(stated).unwrap_or_default();
    item.duration.iter().any(|(_, duration)| durations::longest(duration).is_some_and(|minutes| minutes < stated))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::Slug,
        locale::{AddressForm, LocalizedText},
        notice::website::{Role, StorageKind, Vendor, WebsiteNotice},
        organisation::OrganisationProfile,
    };

    /// What is unusual after a change, as `field id`.
    fn after(change: impl FnOnce(&mut Notice, &mut WebsiteNotice)) -> Vec<String> {
        let profile = OrganisationProfile::new("Bakkerij Van Dam", "info@voorbeeld.nl", "privacy@voorbeeld.nl");
        let mut notice = Notice::draft_for_site(&profile, &Slug::parse("bakkerij").unwrap(), "bakkerijvandam.nl");
        let mut website = notice.website.take().unwrap();
        change(&mut notice, &mut website);
        notice.website = Some(website);
        let told = |error: FieldError| match error.code {
            ErrorCode::Unusual { what, .. } => format!("{} {}", error.field, what.id()),
            _ => error.field,
        };
        assert_eq!(notice.check(), Ok(()), "what is unusual is allowed");
        notice.unusual().into_iter().map(told).collect()
    }

    fn item(name: &str, provider: &str, nl: &str, en: &str) -> StorageItem {
        StorageItem {
            name: name.into(),
            kind: StorageKind::Cookie,
            provider: provider.into(),
            duration: LocalizedText::new(nl, en),
            text: LocalizedText::new("iets", "something"),
        }
    }

    #[test]
    fn nothing_is_unusual_in_a_draft() {
        for form in [AddressForm::Formal, AddressForm::Informal] {
            let mut profile = OrganisationProfile::new("A", "b", "c");
            profile.address_form = form;
            let key = Slug::parse("a").unwrap();
            assert_eq!(Notice::draft_for_site(&profile, &key, "a.nl").unusual(), []);
            assert_eq!(Notice::draft_for_own_pages(&profile, &key).unusual(), []);
        }
        assert_eq!(after(|_, w| w.purposes[3].items = vec![item("_ga", "Google", "2 jaar", "2 years")]), [""; 0]);
    }

    #[test]
    fn what_is_declared_otherwise_than_its_provider_does_is_noted() {
        let items = |at: usize, item: StorageItem| after(|_, w| w.purposes[at].items.push(item));
        let field = "website.purposes.analytics.items._ga";
        assert_eq!(items(3, item("_ga", "Google", "6 maanden", "6 months")), [format!("{field} rule-unusual-duration")]);
        assert_eq!(items(3, item("_ga", "Bakkerij", "2 jaar", "2 years")), [format!("{field} rule-unusual-provider")]);
        assert_eq!(
            items(4, item("_ga", "Google", "2 jaar", "2 years")),
            ["website.purposes.marketing.items._ga rule-unusual-purpose"]
        );
        assert_eq!(
            items(0, item("__zlcmid", "Zendesk", "1 jaar", "1 year")),
            ["website.purposes.necessary.items.__zlcmid rule-unusual-purpose"]
        );
        assert_eq!(
            items(0, item("kaart", "Google", "1 dag", "1 day")),
            ["website.purposes.necessary.items.kaart rule-unusual-party"]
        );
        assert_eq!(
            items(3, item("bezoek", "A", "3 jaar", "3 years")),
            ["website.purposes.analytics.items.bezoek rule-long-duration"]
        );
        assert_eq!(
            items(1, item("bezoek", "Bakkerij Van Dam", "2 jaar", "2 years")),
            ["website.purposes.measurement.items.bezoek rule-long-duration"]
        );
        let vendor = Vendor { name: "Google Ireland".into(), role: Role::Processor };
        assert_eq!(after(|_, w| w.purposes[0].vendors.push(vendor)), ["website.purposes.necessary.vendors rule-unusual-party"]);
    }

    #[test]
    fn vague_and_steering_words_are_noted() {
        assert_eq!(
            after(|_, w| w.texts.accept = LocalizedText::new("OK", "Accept")),
            ["website.texts.accept.nl rule-vague-accept"]
        );
        assert_eq!(
            after(|_, w| w.texts.withdraw = LocalizedText::new("Intrekken", "Contact")),
            ["website.texts.withdraw.en rule-vague-withdraw"]
        );
        let body = |n: &str, e: &str| {
            let text = LocalizedText::new(n, e);
            after(|_, w| w.texts.body = text)
        };
        assert_eq!(
            body("Met cookies krijgt u de beste ervaring. Weigeren kan.", "You can refuse."),
            ["website.texts.body.nl rule-steering-text"]
        );
        let text = LocalizedText::new("Om uw ervaring te verbeteren.", "We measure which pages are read.");
        assert_eq!(after(|n, _| n.purposes[3].text = text), ["purposes.analytics.text.nl rule-vague-purpose"]);
    }
}
