//! Unlawful notices are refused, each with the right error, and lawful ones pass, as documents that the product takes.
//!
//! A fixture is the notice of a shop with the values at some JSON pointers set; `-` at the end adds to a list.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use domain::{
    calendar::Millis,
    error::{ErrorCode, FieldError, rule::RuleId},
    id::{OrganisationId, SiteId, Slug},
    locale::{Locale, LocalizedText},
    notice::{
        Notice,
        website::{Role, StorageItem, StorageKind, Vendor},
    },
    organisation::OrganisationProfile,
    site::{Site, SiteSettings, WebOrigin},
};
use serde::Deserialize;
use serde_json::Value;
use uuid::Uuid;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fixture {
    what: String,
    set: serde_json::Map<String, Value>,
    /// `field rule id`, or `field duplicate`.
    #[serde(default)]
    errors: Vec<String>,
}

fn fixtures(text: &str) -> Vec<Fixture> {
    serde_json::from_str(text).unwrap()
}

fn shop() -> Site {
    let origins = vec![WebOrigin::parse("https://bakkerijvandam.nl").unwrap()];
    Site {
        id: SiteId(Uuid::from_u128(1)),
        organisation: OrganisationId(Uuid::from_u128(2)),
        key: Slug::parse("winkel").unwrap(),
        settings: SiteSettings::new("Bakkerij Van Dam", origins, Locale::ALL.to_vec()),
        created_at: Millis(0),
    }
}

/// The drafted notice, with statistics by Google and advertisements by Meta.
fn notice() -> Value {
    let profile = OrganisationProfile::new("Bakkerij Van Dam", "info@bakkerijvandam.nl", "privacy@bakkerijvandam.nl");
    let mut notice = Notice::draft_for_site(&profile, &shop().key, "bakkerijvandam.nl");
    let item = |name: &str, provider: &str, duration: [&str; 2], text: [&str; 2]| StorageItem {
        name: name.to_owned(),
        kind: StorageKind::Cookie,
        provider: provider.to_owned(),
        duration: LocalizedText::new(duration[0], duration[1]),
        text: LocalizedText::new(text[0], text[1]),
    };
    let website = notice.website.as_mut().unwrap();
    let texts = ["Herkent uw browser bij een volgend bezoek.", "Recognises your browser at a next visit."];
    website.purposes[3].items.push(item("_ga", "Google Ireland", ["2 jaar", "2 years"], texts));
    website.purposes[4].items.push(item("_fbp", "Meta", ["90 dagen", "90 days"], texts));
    website.purposes[4].vendors.push(Vendor { name: "Meta Platforms Ireland".to_owned(), role: Role::JointController });
    serde_json::to_value(notice).unwrap()
}

/// The document of a fixture, read as the commands and the pages read it.
fn document(fixture: &Fixture) -> Notice {
    let mut document = notice();
    for (pointer, value) in &fixture.set {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        let parent = document.pointer_mut(parent).unwrap_or_else(|| panic!("{}: {pointer}", fixture.what));
        match parent {
            Value::Array(items) if name == "-" => items.push(value.clone()),
            Value::Array(items) => items[name.parse::<usize>().unwrap()] = value.clone(),
            parent => parent[name] = value.clone(),
        }
    }
    serde_json::from_str(&document.to_string()).unwrap_or_else(|error| panic!("{}: {error}", fixture.what))
}

fn told(error: &FieldError) -> String {
    let field = &error.field;
    match &error.code {
        ErrorCode::Rule { number, what } | ErrorCode::Breach { number, what, .. } => format!("{field} {number} {}", what.id()),
        ErrorCode::Duplicate { .. } => format!("{field} duplicate"),
        other => format!("{field} {other}"),
    }
}

#[test]
fn every_unlawful_notice_is_refused_with_its_error() {
    let fixtures = fixtures(include_str!("notices/unlawful.json"));
    assert!(fixtures.len() >= 40);
    let mut wrong = Vec::new();
    for fixture in &fixtures {
        let errors = shop().check_notice(&document(fixture)).err().unwrap_or_default();
        let mut found: Vec<_> = errors.iter().map(told).collect();
        let mut expected = fixture.errors.clone();
        found.sort();
        expected.sort();
        if found != expected || found.is_empty() {
            wrong.push(format!("{}: {:?}\n  found {found:?}\n  not {expected:?}", fixture.what, fixture.set));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_lawful_notice_passes() {
    let fixtures = fixtures(include_str!("notices/lawful.json"));
    assert!(fixtures.len() >= 40);
    let mut wrong = Vec::new();
    for fixture in &fixtures {
        if let Err(errors) = shop().check_notice(&document(fixture)) {
            wrong.push(format!("{}: {:?}\n  {:?}", fixture.what, fixture.set, errors.iter().map(told).collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_error_names_what_and_where_and_what_to_do() {
    let tag = Fixture {
        what: "Google Analytics as necessary".to_owned(),
        set: serde_json::from_value(serde_json::json!({ "/website/purposes/0/items/-": {
            "name": "_ga", "kind": "cookie", "provider": "Google",
            "duration": { "nl": "2 jaar", "en": "2 years" }, "text": { "nl": "Telt.", "en": "Counts." },
        } }))
        .unwrap(),
        errors: Vec::new(),
    };
    let errors = shop().check_notice(&document(&tag)).unwrap_err();
    let [error] = errors.as_slice() else { panic!("{errors:?}") };
    let text = error.to_string();
    for part in ["website.purposes.necessary.items._ga", "rule 1", "“_ga (Google Analytics 4: analytics)”", "asks consent"] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(matches!(error.code, ErrorCode::Breach { number: 1, what: RuleId::TagNotNecessary, .. }));
}
