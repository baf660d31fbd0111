//! The rules for the notice of a website. Each breach of a numbered rule names the rule.

use super::{
    claims::{self, Claim},
    labels, purposes,
};
use crate::{
    error::{ErrorCode, FieldError, rule::RuleId},
    locale::{Locale, LocalizedText},
    notice::{
        Notice,
        purpose::{Basis, Purpose},
        says_anonymous,
        website::{Exemption, MeasurementExemption, StorageItem, VALIDITY_MONTHS, WebsiteNotice, WebsitePurpose},
    },
};

impl WebsiteNotice {
    /// Adds an error for each missing part and each breach of a rule.
    pub(crate) fn check(&self, notice: &Notice, errors: &mut Vec<FieldError>) {
        let mut check = Check { locales: &notice.locales, errors };
        if self.site_name.trim().is_empty() {
            check.error("website.site_name", ErrorCode::Required);
        }
        if !(VALIDITY_MONTHS.0..=VALIDITY_MONTHS.1).contains(&self.validity_months) {
            let (min, max) = (VALIDITY_MONTHS.0.to_string(), VALIDITY_MONTHS.1.to_string());
            check.error("website.validity_months", ErrorCode::OutOfRange { min, max });
        }
        self.roles.check("website.roles", &notice.locales, check.errors);
        check.not_anonymous("website.roles", &self.roles);
        check.texts(self);
        check.sentences(notice, self);
        if notice.purposes.is_empty() {
            check.error("purposes", ErrorCode::Required);
        }
        for (i, purpose) in notice.purposes.iter().enumerate() {
            let field = purpose.key.as_str();
            if notice.purposes[..i].iter().any(|other| other.key == purpose.key) {
                check.error(field, ErrorCode::Duplicate { name: field.to_owned() });
            }
            match self.purpose(&purpose.key) {
                Some(website) => check.purpose(self, purpose, website),
                None => check.rule(field, 2, RuleId::UnnamedPurpose),
            }
        }
        for (i, purpose) in self.purposes.iter().enumerate() {
            let field = format!("website.purposes.{}", purpose.key);
            if notice.purposes.iter().all(|other| other.key != purpose.key) {
                check.error(&field, ErrorCode::UnknownPurpose);
            }
            if self.purposes[..i].iter().any(|other| other.key == purpose.key) {
                check.error(&field, ErrorCode::Duplicate { name: purpose.key.to_string() });
            }
        }
        check.errors.extend(purposes::check(notice, self));
    }
}

struct Check<'a> {
    locales: &'a [Locale],
    errors: &'a mut Vec<FieldError>,
}

impl Check<'_> {
    fn error(&mut self, field: &str, code: ErrorCode) {
        self.errors.push(FieldError::new(field, code));
    }

    fn rule(&mut self, field: &str, number: u8, what: RuleId) {
        self.error(field, ErrorCode::Rule { number, what });
    }

    fn breach(&mut self, field: &str, claim: Claim) {
        let Claim { number, what, found } = claim;
        self.error(field, ErrorCode::Breach { number, what, found });
    }

    /// A text that a rule requires, in every language of the notice.
    fn needed(&mut self, field: &str, number: u8, text: &LocalizedText) {
        let missing: Vec<_> = text.missing(self.locales).collect();
        for locale in missing {
            self.rule(&format!("{field}.{locale}"), number, RuleId::TextMissing);
        }
        self.not_anonymous(field, text);
    }

    fn not_anonymous(&mut self, field: &str, text: &LocalizedText) {
        if text.iter().any(|(_, text)| says_anonymous(text)) {
            self.error(field, ErrorCode::NotAnonymous);
        }
    }

    fn texts(&mut self, website: &WebsiteNotice) {
        let texts = &website.texts;
        for layer in texts.all() {
            let field = format!("website.texts.{}", layer.name);
            self.needed(&field, layer.rule, layer.text);
            for (locale, text) in layer.text.iter().filter(|(_, text)| !text.trim().is_empty()) {
                let here = format!("{field}.{locale}");
                if layer.places.iter().any(|place| !text.contains(&format!("{{{place}}}"))) {
                    self.rule(&here, layer.rule, RuleId::PlaceMissing);
                }
                if layer.name == "months" && text.split_whitespace().count() != 12 {
                    self.rule(&here, layer.rule, RuleId::TwelveMonths);
                }
            }
        }
        self.labels(website);
    }

    /// The label of each button says what the button does, without steering.
    fn labels(&mut self, website: &WebsiteNotice) {
        let texts = &website.texts;
        let is_refusal_of_its_own = |locale: Locale| {
            let refuse = texts.refuse.get(locale).trim();
            ![&texts.accept, &texts.choose].iter().any(|other| other.get(locale).trim().eq_ignore_ascii_case(refuse))
        };
        for (name, label) in [("accept", &texts.accept), ("refuse", &texts.refuse), ("choose", &texts.choose)] {
            for (locale, text) in label.iter().filter(|(_, text)| !text.trim().is_empty()) {
                let field = format!("website.texts.{name}.{locale}");
                if !labels::is_neutral(text) {
                    self.rule(&field, 9, RuleId::NeutralLabel);
                } else if name == "accept" && !labels::accepts(text) {
                    self.breach(&field, Claim::new(9, RuleId::AcceptUnclear, text));
                } else if name == "choose" && labels::decides_instead_of_choosing(text) {
                    self.breach(&field, Claim::new(9, RuleId::LabelDecides, text));
                }
                if name == "refuse" && !is_refusal_of_its_own(locale) {
                    self.rule(&field, 3, RuleId::OwnRefusal);
                } else if name == "refuse" && !labels::refuses(text) {
                    self.breach(&field, Claim::new(3, RuleId::RefusalUnclear, text));
                }
            }
        }
        for (locale, text) in texts.save.iter().filter(|(_, text)| labels::decides_instead_of_saving(text)) {
            self.breach(&format!("website.texts.save.{locale}"), Claim::new(9, RuleId::LabelDecides, text));
        }
    }

    /// No sentence claims a consent, a duty or a basis that there is not.
    fn sentences(&mut self, notice: &Notice, website: &WebsiteNotice) {
        let mut texts: Vec<(String, &LocalizedText)> = Vec::new();
        let layers = website.texts.all();
        texts.extend(layers.iter().map(|layer| (format!("website.texts.{}", layer.name), layer.text)));
        texts.extend(notice.purposes.iter().map(|purpose| (format!("purposes.{}.text", purpose.key), &purpose.text)));
        texts.push(("website.roles".to_owned(), &website.roles));
        texts.extend(notice.texts().map(|(field, text)| (field.to_owned(), text)));
        for (field, text) in texts {
            for (locale, text) in text.iter().filter(|(_, text)| !text.trim().is_empty()) {
                let mut found = claims::anywhere(text);
                match field.as_str() {
                    "website.texts.title" | "website.texts.body" => found.extend(claims::in_question(text)),
                    "website.texts.withdraw_hint" => {
                        found.extend(claims::in_question(text));
                        found.extend(claims::in_withdraw_hint(text));
                    }
                    "website.texts.gpc" => found.extend(claims::in_signal(text)),
                    field if field.starts_with("purposes.") => found.extend(claims::interest(text)),
                    _ => {}
                }
                for claim in found {
                    self.breach(&format!("{field}.{locale}"), claim);
                }
            }
        }
    }

    fn purpose(&mut self, notice: &WebsiteNotice, purpose: &Purpose, website: &WebsitePurpose) {
        let field = purpose.key.as_str();
        self.needed(&format!("website.purposes.{field}.name"), 2, &website.name);
        match (purpose.basis, website.exemption) {
            (Basis::Contract | Basis::LegitimateInterest, _) => {
                self.rule(field, 12, RuleId::NoOtherBasis);
            }
            (Basis::Consent, Some(_)) => self.rule(field, 12, RuleId::ConsentNotExempt),
            (Basis::Exempt, None) => self.rule(field, 1, RuleId::WhichExemption),
            (Basis::Exempt, Some(Exemption::Measurement)) => {
                if notice.measurement_exemption == MeasurementExemption::None {
                    self.rule(field, 1, RuleId::MeasurementLaw);
                }
                if !website.vendors.is_empty() {
                    self.rule(field, 1, RuleId::MeasurementOwnUse);
                }
            }
            (Basis::Consent, None) | (Basis::Exempt, Some(Exemption::StrictlyNecessary)) => {}
        }
        for (i, item) in website.items.iter().enumerate() {
            let field = format!("website.purposes.{field}.items.{}", if item.name.is_empty() { "?" } else { &item.name });
            if website.items[..i].iter().any(|other| other.name == item.name && other.kind == item.kind) {
                self.error(&field, ErrorCode::Duplicate { name: item.name.clone() });
            }
            self.item(&field, item);
        }
        if website.vendors.iter().any(|vendor| vendor.name.trim().is_empty()) {
            self.rule(&format!("website.purposes.{field}.vendors"), 2, RuleId::PartyNamed);
        }
    }

    fn item(&mut self, field: &str, item: &StorageItem) {
        let prefix = item.name.strip_suffix('*').unwrap_or(&item.name);
        if prefix.is_empty() || prefix.contains(|c: char| c == '*' || c == ';' || c == '=' || c.is_whitespace() || c.is_control())
        {
            self.rule(field, 16, RuleId::ItemName);
        }
        if item.provider.trim().is_empty() {
            self.rule(&format!("{field}.provider"), 14, RuleId::ItemProvider);
        }
        self.needed(&format!("{field}.duration"), 14, &item.duration);
        self.needed(&format!("{field}.text"), 14, &item.text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        id::{Slug, key},
        locale::AddressForm,
        notice::website::{Role, StorageKind, Vendor},
        organisation::OrganisationProfile,
    };

    fn draft() -> Notice {
        let profile = OrganisationProfile::new("Bakkerij Van Dam", "info@voorbeeld.nl", "privacy@voorbeeld.nl");
        Notice::draft_for_site(&profile, &Slug::parse("bakkerij").unwrap(), "bakkerijvandam.nl")
    }

    /// The errors after a change, as `field rule`. The number is absent for errors without a rule.
    fn after(change: impl FnOnce(&mut Notice, &mut WebsiteNotice)) -> Vec<String> {
        let mut notice = draft();
        let mut website = notice.website.take().unwrap();
        change(&mut notice, &mut website);
        notice.website = Some(website);
        let name = |error: FieldError| match error.code {
            ErrorCode::Rule { number, .. } | ErrorCode::Breach { number, .. } => format!("{} {number}", error.field),
            _ => error.field,
        };
        notice.check().err().unwrap_or_default().into_iter().map(name).collect()
    }

    fn item(name: &str) -> StorageItem {
        let text = || LocalizedText::new("iets", "something");
        StorageItem { name: name.into(), kind: StorageKind::Cookie, provider: "A".into(), duration: text(), text: text() }
    }

    #[test]
    fn the_draft_is_sound_in_both_forms_of_address() {
        for form in [AddressForm::Formal, AddressForm::Informal] {
            let mut profile = OrganisationProfile::new("A", "b", "c");
            profile.address_form = form;
            let notice = Notice::draft_for_site(&profile, &Slug::parse("a").unwrap(), "a.nl");
            assert_eq!(notice.check(), Ok(()));
        }
    }

    #[test]
    fn rule_1_nothing_but_the_exempt_before_a_choice() {
        assert_eq!(after(|_, w| w.measurement_exemption = MeasurementExemption::None), ["measurement 1"]);
        let vendor = Vendor { name: "A".into(), role: Role::Processor };
        assert_eq!(after(|_, w| w.purposes[1].vendors.push(vendor)), ["measurement 1"]);
        assert_eq!(after(|_, w| w.purposes[0].exemption = None), ["necessary 1"]);
    }

    #[test]
    fn rule_2_every_purpose_is_named() {
        assert_eq!(after(|_, w| drop(w.purposes.remove(3))), ["analytics 2"]);
        assert_eq!(
            after(|_, w| w.purposes[3].name = LocalizedText::new("Tellen", " ")),
            ["website.purposes.analytics.name.en 2"]
        );
        assert_eq!(after(|n, _| drop(n.purposes.remove(3))), ["website.purposes.analytics"]);
        assert_eq!(after(|n, _| n.controller.clear()), ["controller"]);
    }

    #[test]
    fn rules_3_and_9_the_buttons() {
        assert_eq!(
            after(|_, w| w.texts.refuse = LocalizedText::default()),
            ["website.texts.refuse.nl 3", "website.texts.refuse.en 3"]
        );
        assert_eq!(after(|_, w| w.texts.refuse = w.texts.choose.clone()).len(), 2);
        for label in ["Ja, ik doe mee", "Prima!", "Helaas niet", "👍", "Alles accepteren en lekker verder lezen"] {
            let refused = after(|_, w| w.texts.accept = LocalizedText::new(label, "Accept"));
            assert_eq!(refused, ["website.texts.accept.nl 9"], "{label}");
        }
        for label in ["Accepteren", "Alles accepteren", "Akkoord"] {
            assert!(after(|_, w| w.texts.accept = LocalizedText::new(label, "Accept")).is_empty(), "{label}");
        }
    }

    #[test]
    fn rule_12_no_other_basis_than_consent() {
        for basis in [Basis::LegitimateInterest, Basis::Contract] {
            assert_eq!(after(|n, _| n.purposes[4].basis = basis), ["marketing 12"]);
        }
        assert_eq!(after(|_, w| w.purposes[4].exemption = Some(Exemption::StrictlyNecessary)), ["marketing 12"]);
    }

    #[test]
    fn rule_13_how_to_withdraw_is_said_beforehand() {
        assert_eq!(
            after(|_, w| w.texts.withdraw_hint = LocalizedText::new("", "Change it any time")),
            ["website.texts.withdraw_hint.nl 13"]
        );
    }

    #[test]
    fn rules_14_and_16_what_is_stored_is_declared() {
        let field = "website.purposes.marketing.items";
        let with = |item: StorageItem| after(|_, w| w.purposes[4].items.push(item));
        assert!(with(item("_ga_*")).is_empty());
        assert_eq!(with(item("*")), [format!("{field}.* 16")]);
        assert_eq!(with(item("a*b")), [format!("{field}.a*b 16")]);
        assert_eq!(with(StorageItem { provider: " ".into(), ..item("a") }), [format!("{field}.a.provider 14")]);
        assert_eq!(
            with(StorageItem { duration: LocalizedText::default(), ..item("a") }),
            [format!("{field}.a.duration.nl 14"), format!("{field}.a.duration.en 14")]
        );
        assert_eq!(
            after(|_, w| w.texts.stored_grant = LocalizedText::new("{at}", "{at} {version}")),
            ["website.texts.stored_grant.nl 14"]
        );
        assert_eq!(after(|_, w| w.texts.months = LocalizedText::new("januari", "January")).len(), 2);
    }

    #[test]
    fn what_has_no_number_is_named_too() {
        assert_eq!(after(|_, w| w.validity_months = 25), ["website.validity_months"]);
        assert_eq!(after(|_, w| w.validity_months = 5), ["website.validity_months"]);
        assert_eq!(after(|_, w| w.site_name.clear()), ["website.site_name"]);
        assert_eq!(after(|_, w| w.roles = LocalizedText::default()).len(), 2);
        assert_eq!(after(|_, w| w.texts.body = LocalizedText::new("Alles is geanonimiseerd.", "Fine.")), ["website.texts.body"]);
        let duplicate = after(|n, w| {
            n.purposes.push(n.purposes[4].clone());
            w.purposes.push(WebsitePurpose { key: key("marketing"), ..w.purposes[4].clone() });
        });
        assert_eq!(duplicate, ["marketing", "website.purposes.marketing"]);
    }

    #[test]
    fn every_gap_is_found_at_once() {
        let errors = after(|n, w| {
            n.contact.clear();
            n.purposes[4].basis = Basis::LegitimateInterest;
            w.texts.withdraw_hint = LocalizedText::same("");
            w.validity_months = 0;
        });
        assert_eq!(
            errors,
            [
                "contact",
                "website.validity_months",
                "website.texts.withdraw_hint.nl 13",
                "website.texts.withdraw_hint.en 13",
                "marketing 12"
            ]
        );
    }
}
