//! The processing register as CSV (RFC 4180): one row per activity and purpose. It must not know where the CSV goes.

use app::privacy::register::{ActivityKind, Register};
use csv::{Terminator, WriterBuilder};

use crate::export::guarded;

/// The headings.
const HEADING: [&str; 21] = [
    "activity",
    "key",
    "name",
    "controller",
    "contact",
    "privacy_officer",
    "purpose",
    "purpose_text",
    "basis",
    "interest",
    "persons",
    "data_kinds",
    "recipients",
    "parties",
    "transfers",
    "storage_place",
    "retention_months",
    "security",
    "notice_version",
    "notice_hash",
    "attributes",
];

/// The register as CSV with a heading.
pub fn register_csv(register: &Register) -> Vec<u8> {
    let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    csv.write_record(HEADING).expect("memory takes every row");
    let security = register.security.join(" ");
    for activity in &register.activities {
        let kind = match activity.kind {
            ActivityKind::Survey => "survey",
            ActivityKind::Import => "import",
            ActivityKind::Website => "website",
        };
        let parties = activity.parties.join("; ");
        let attributes = activity.attributes.join("; ");
        let months = activity.retention_months.map(|months| months.to_string()).unwrap_or_default();
        let version = activity.notice_version.to_string();
        // A survey without personal data has no purpose, but is in the register.
        let purposes: Vec<_> = match activity.purposes.as_slice() {
            [] => vec![None],
            purposes => purposes.iter().map(Some).collect(),
        };
        for purpose in purposes {
            let row: [&str; HEADING.len()] = [
                kind,
                &activity.key,
                &activity.name,
                &activity.controller,
                &activity.contact,
                &activity.privacy_officer,
                purpose.map_or("", |purpose| purpose.key.as_str()),
                purpose.map_or("", |purpose| purpose.text.as_str()),
                purpose.map_or("", |purpose| purpose.basis.name()),
                purpose.and_then(|purpose| purpose.interest.as_deref()).unwrap_or_default(),
                &activity.persons,
                &activity.data_kinds,
                &activity.recipients,
                &parties,
                &activity.transfers,
                &activity.storage_place,
                &months,
                &security,
                &version,
                &activity.notice_hash,
                &attributes,
            ];
            for text in row {
                csv.write_field(guarded(text, &mut Vec::new())).expect("memory takes every field");
            }
            csv.write_record(None::<&[u8]>).expect("memory takes every row");
        }
    }
    csv.into_inner().expect("memory takes every row")
}
