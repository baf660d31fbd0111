//! Pins the hash of each text that is drafted for a questionnaire or notice.
//!
//! A drafted text is stored and hashed with its version. A changed text changes the question or notice of new surveys,
//! and breaks trends.

use domain::{
    hash::Sha256Hash,
    id::{Slug, key},
    import::Provenance,
    locale::{AddressForm, Locale, LocalizedText},
    notice::{Notice, purpose::Basis, standard_texts::Edition},
    organisation::{OrganisationProfile, stated_texts::StatedTexts},
    survey::{
        Questionnaire,
        attribute::{Attribute, Source},
        template::Template,
    },
};
use serde::Serialize;

/// As many lines as `standard_texts.txt` has: the first edition, and as many of each later one.
const CASES: usize = 126 + 2 * 70 + 2 * (NAMES.len() + 1);

const FORMS: [AddressForm; 2] = [AddressForm::Formal, AddressForm::Informal];

/// Names that a template engine could parse as its own syntax, or change.
const NAMES: [&str; 6] = [
    "Bakkerij Van Dam",
    "",
    " Spatie\u{a0}’s “B.V.” \"& Zn\" ",
    "{ $name } { your } {{x}} {at}",
    "Twee\nregels\r\n\tdrie\u{2028}vier",
    "مخبز \u{2068}شام\u{2069} é e\u{301} 😀",
];

fn profile(name: &str, form: AddressForm) -> OrganisationProfile {
    let mut profile = OrganisationProfile::new(name, "info@voorbeeld.nl", "privacy@voorbeeld.nl");
    profile.address_form = form;
    profile
}

/// The hash over the result for each of the names.
fn hash<T: Serialize>(form: AddressForm, make: impl Fn(&OrganisationProfile) -> T) -> Sha256Hash {
    let made = NAMES.map(|name| serde_json::to_vec(&make(&profile(name, form))).expect("a draft is JSON"));
    Sha256Hash::of_parts(&made.each_ref().map(Vec::as_slice))
}

/// The questionnaire with an attribute for each list of sources.
fn with_attributes(questionnaire: Questionnaire, ways: &[&[Source]]) -> Questionnaire {
    let mut attributes = Vec::new();
    for (number, sources) in ways.iter().enumerate() {
        let text = LocalizedText::new(format!("Winkel\u{a0}{number} {{x}}"), format!("Shop {number}"));
        let attribute = Attribute::new(key(["a", "b", "c", "d"][number]), text, Vec::new());
        attributes.push(Attribute { sources: sources.to_vec(), ..attribute });
    }
    Questionnaire { attributes, ..questionnaire }
}

/// The lists of sources of the attributes, each with a name.
const WAYS: [(&str, &[&[Source]]); 4] = [
    ("records", &[&[Source::Import]]),
    ("records", &[&[Source::Api], &[Source::Import, Source::Api]]),
    ("link", &[&[Source::Link], &[Source::SignedLink]]),
    ("both", &[&[Source::Import, Source::Link], &[Source::SignedLink], &[Source::Api]]),
];

/// Notices of questionnaires with attributes.
fn notices_with_attributes(edition: Edition, form: AddressForm, mut add: impl FnMut(String, Sha256Hash)) {
    for (name, ways) in WAYS {
        for template in [Template::Nps, Template::Helpful] {
            let of = |profile: &OrganisationProfile| with_attributes(template.questionnaire(profile, Basis::Consent), ways);
            let what = format!("notice {} {form:?}, {} attributes by {name}", template.name(), ways.len());
            add(what, hash(form, |profile| Notice::draft_in(edition, profile, &of(profile))));
        }
    }
}

#[test]
fn every_drafted_text_stays_byte_for_byte() {
    let mut lines = String::new();
    let mut add = |what: String, hash: Sha256Hash| lines += &format!("{hash} {what}\n");
    for form in FORMS {
        for template in Template::ALL {
            for &basis in Basis::ALL {
                let of = |profile: &OrganisationProfile| template.questionnaire(profile, basis);
                let what = format!("{} {form:?} {basis:?}", template.name());
                add(format!("questionnaire {what}"), hash(form, of));
                add(format!("notice {what}"), hash(form, |profile| Notice::draft_in(Edition::First, profile, &of(profile))));
            }
        }
        notices_with_attributes(Edition::First, form, &mut add);
        let site = Slug::parse("winkel").unwrap();
        for name in NAMES {
            let what = format!("website {form:?} {name:?}");
            add(what, hash(form, |profile| Notice::draft_for_site_in(Edition::First, profile, &site, name)));
        }
        let what = format!("own pages {form:?}");
        add(what, hash(form, |profile| Notice::draft_for_own_pages_in(Edition::First, profile, &site)));
    }
    // Later editions of the notices of surveys, and of imports.
    for (number, edition) in [(2, Edition::Second), (3, Edition::Third)] {
        notices_of_edition(number, edition, &mut add);
    }
    // Websites have had two editions, the first and the third.
    let site = Slug::parse("winkel").unwrap();
    for form in FORMS {
        for name in NAMES {
            let what = format!("website 3 {form:?} {name:?}");
            add(what, hash(form, |profile| Notice::draft_for_site_in(Edition::Third, profile, &site, name)));
        }
        let what = format!("own pages 3 {form:?}");
        add(what, hash(form, |profile| Notice::draft_for_own_pages_in(Edition::Third, profile, &site)));
    }
    let pinned = include_str!("standard_texts.txt");
    assert_eq!(lines.lines().count(), CASES, "a case is gone");
    for (made, pinned) in lines.lines().zip(pinned.lines()) {
        assert_eq!(made, pinned);
    }
    assert!(lines == pinned, "the pinned hashes are not those that were made:\n{lines}");
}

fn notices_of_edition(number: u32, edition: Edition, mut add: impl FnMut(String, Sha256Hash)) {
    for form in FORMS {
        for template in Template::ALL {
            for &basis in Basis::ALL {
                let of = |profile: &OrganisationProfile| template.questionnaire(profile, basis);
                let what = format!("notice {number} {} {form:?} {basis:?}", template.name());
                add(what, hash(form, |profile| Notice::draft_in(edition, profile, &of(profile))));
            }
        }
        let numbered = format!("notice {number}");
        notices_with_attributes(edition, form, |what, hash| add(what.replacen("notice", &numbered, 1), hash));
        for legal_basis in [Basis::Consent, Basis::Contract, Basis::LegitimateInterest] {
            let provenance = Provenance {
                legal_basis,
                notice: "Privacyverklaring 2017".to_owned(),
                collected_by: "Bakkerij Van Dam".to_owned(),
                purposes: vec![key("analysis")],
                retention_months: None,
                decided_at: None,
            };
            let of =
                |profile: &OrganisationProfile| with_attributes(Template::Nps.questionnaire(profile, Basis::Consent), WAYS[3].1);
            // The first lines of imports were made before there was a third edition, and have no number.
            let of_edition = if number == 2 { String::new() } else { format!(" {number}") };
            let what = format!("notice{of_edition} of an import {form:?} {legal_basis:?}");
            add(what, hash(form, |profile| Notice::of_import_in(edition, profile, &of(profile), &provenance)));
        }
    }
}

#[test]
fn what_an_organisation_states_takes_the_place_of_the_standard_texts() {
    let mut profile = profile("De Korenaar", AddressForm::Formal);
    let questionnaire = Template::Nps.questionnaire(&profile, Basis::Consent);
    let usual = Notice::draft(&profile, &questionnaire);
    assert_eq!(usual.recipients.get(Locale::Nl), "Niemand buiten deze organisatie.");
    assert_eq!(usual.storage_place.get(Locale::En), "On a server of this organisation.");
    profile.stated = StatedTexts {
        recipients: Some(LocalizedText::new("Hostingbedrijf Wolk, als verwerker.", "The host Wolk, as a processor.")),
        storage_place: Some(LocalizedText::new("In een rekencentrum in Utrecht.", "In a data centre in Utrecht.")),
        transfers: Some(LocalizedText::new("Geen.", "None.")),
    };
    let site = Slug::parse("winkel").unwrap();
    let light = Template::Helpful.questionnaire(&profile, Basis::Exempt);
    let own = [&questionnaire, &light].map(|asked| Notice::draft(&profile, asked));
    for notice in own.into_iter().chain([Notice::draft_for_site(&profile, &site, "Winkel")]) {
        assert!(notice.recipients.get(Locale::Nl).starts_with("Hostingbedrijf Wolk, als verwerker."), "{notice:?}");
        assert_eq!(notice.storage_place.get(Locale::En), "In a data centre in Utrecht.");
        assert_eq!(notice.transfers.get(Locale::Nl), "Geen.");
    }
    let of_site = Notice::draft_for_own_pages(&profile, &site).recipients;
    assert_eq!(of_site.get(Locale::En), "The host Wolk, as a processor. The parties named with a purpose receive data too.");
}
