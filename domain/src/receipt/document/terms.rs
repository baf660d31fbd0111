//! The mapping from our terms to the Data Privacy Vocabulary, and the meaning of each prefix and member.

use serde_json::{Value, json};

use crate::{
    consent::{Control, State},
    notice::purpose::Basis,
};

/// The profiles of the guide that a receipt follows.
pub(super) const RECEIPT_PROFILES: [&str; 2] =
    ["https://w3id.org/dpv/schema/dpv-27560#receipt-record", "https://w3id.org/dpv/schema/dpv-27560#receipt-eu-gdpr"];
/// The profiles that each record follows.
pub(super) const RECORD_PROFILES: [&str; 2] =
    ["https://w3id.org/dpv/schema/dpv-27560#record", "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr"];
/// The term for a record.
pub(super) const RECORD: &str = "dpv:ConsentRecord";
/// The term for the data subject.
pub(super) const DATA_SUBJECT: &str = "dpv:DataSubject";
/// The term for what the address of the receipt offers.
pub(super) const CONSENT_CONTROL: &str = "dpv:WithdrawConsent";
/// The term for a notice.
pub(super) const NOTICE: &str = "dpv:ConsentNotice";
/// The end of a decision without an end of validity.
pub(super) const UNTIL_EVENT: &str = "withdrawal, objection, erasure or the end of retention";

/// The article of the GDPR. `None` for cookies that need no consent, because their rule is not in the GDPR.
pub(super) const fn legal_basis(basis: Basis) -> Option<&'static str> {
    match basis {
        Basis::Consent => Some("eu-gdpr:A6-1-a"),
        Basis::Contract => Some("eu-gdpr:A6-1-b"),
        Basis::LegitimateInterest => Some("eu-gdpr:A6-1-f"),
        Basis::Exempt => None,
    }
}

/// The status of consent. `None` for another basis.
pub(super) fn status(basis: Basis, state: State) -> Option<&'static str> {
    if basis != Basis::Consent {
        return None;
    }
    match state {
        State::Given => Some("dpv:ConsentGiven"),
        State::Refused => Some("dpv:ConsentRefused"),
        State::Withdrawn => Some("dpv:ConsentWithdrawn"),
        State::Renewed => Some("dpv:RenewedConsentGiven"),
        State::Expired => Some("dpv:ConsentExpired"),
        State::Erased => Some("dpv:ConsentTerminated"),
        State::Asserted | State::Objected => None,
    }
}

/// The party that expressed the decision. An asserted purpose is asserted by the organisation, whichever button was
/// pressed.
pub(super) const fn indicated_by(control: Control, state: State) -> &'static str {
    match (control, state) {
        (_, State::Asserted) | (Control::Import | Control::Api | Control::Expiry | Control::Erasure, _) => "dpv:DataController",
        _ => "dpv:DataSubject",
    }
}

/// The JSON-LD context. Our own members are in a vocabulary named by a UUID, which depends on no host.
pub(super) fn context() -> Value {
    let iri = json!({ "@type": "@id" });
    let time = json!({ "@type": "xsd:dateTime" });
    let ours = "urn:uuid:7d1f3a52-6c0e-4b8f-9d57-2b1c6e0f4a93#";
    json!({
        "@vocab": ours,
        "dpv": "https://w3id.org/dpv#",
        "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
        "loc": "https://w3id.org/dpv/loc#",
        "dct": "http://purl.org/dc/terms/",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "dct:conformsTo": iri,
        "dct:created": time,
        "dpv:hasApplicableLaw": iri,
        "dpv:hasJurisdiction": iri,
        "dpv:hasLegalBasis": iri,
        "dpv:isExercisedAt": iri,
        "dpv:isIndicatedAtTime": time,
        "dpv:isIndicatedBy": iri,
        "recorded_at": time,
        "decided_at": time,
        "valid_until": time,
        "proof": { "@container": "@list" },
        "content": { "@type": "@json" },
    })
}
