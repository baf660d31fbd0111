//! Pins the hash of each text that is drafted for a questionnaire or notice.
//!
//! A drafted text is stored and hashed with its version. A changed text changes the question or notice of new surveys,
//! and breaks trends.

use domain::{
    hash::Sha256Hash,
    id::{Slug, key},
    locale::{AddressForm, LocalizedText},
    notice::{Notice, purpose::Basis},
    organisation::OrganisationProfile,
    survey::{
        Questionnaire,
        attribute::{Attribute, Source},
        template::Template,
    },
};
use serde::Serialize;

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
                add(format!("notice {what}"), hash(form, |profile| Notice::draft(profile, &of(profile))));
            }
        }
        let ways: [(&str, &[&[Source]]); 4] = [
            ("records", &[&[Source::Import]]),
            ("records", &[&[Source::Api], &[Source::Import, Source::Api]]),
            ("link", &[&[Source::Link], &[Source::SignedLink]]),
            ("both", &[&[Source::Import, Source::Link], &[Source::SignedLink], &[Source::Api]]),
        ];
        for (name, ways) in ways {
            for template in [Template::Nps, Template::Helpful] {
                let of = |profile: &OrganisationProfile| with_attributes(template.questionnaire(profile, Basis::Consent), ways);
                let what = format!("notice {} {form:?}, {} attributes by {name}", template.name(), ways.len());
                add(what, hash(form, |profile| Notice::draft(profile, &of(profile))));
            }
        }
        let site = Slug::parse("winkel").unwrap();
        for name in NAMES {
            let what = format!("website {form:?} {name:?}");
            add(what, hash(form, |profile| Notice::draft_for_site(profile, &site, name)));
        }
        add(format!("own pages {form:?}"), hash(form, |profile| Notice::draft_for_own_pages(profile, &site)));
    }
    let pinned = include_str!("standard_texts.txt");
    assert_eq!(lines.lines().count(), 126, "a case is gone");
    for (made, pinned) in lines.lines().zip(pinned.lines()) {
        assert_eq!(made, pinned);
    }
    assert!(lines == pinned, "the pinned hashes are not those that were made:\n{lines}");
}
