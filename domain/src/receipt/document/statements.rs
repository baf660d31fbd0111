//! The statements of a record about its event, in the words of its notice. A check makes them again and compares.

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::{
    StoredEvent,
    members::{
        ConsentControl, Controller, DataSubject, Described, Duration, Evidence, Facts, NoticeShown, Process, PurposeWords,
        Record, Status, Storage, Text, Times,
    },
    terms, urn,
};
use crate::{
    calendar::Millis,
    consent::{ConsentEvent, Decision, Subject},
    hash::Sha256Hash,
    locale::LocalizedText,
    notice::{Notice, purpose::Basis},
};

impl Record {
    pub(super) fn new(event: &ConsentEvent, notice: &Notice, stored: &StoredEvent, address: Option<&str>) -> Self {
        let consent_control =
            address.map(|address| ConsentControl { kind: terms::CONSENT_CONTROL.into(), address: address.to_owned() });
        Self {
            id: urn(event.id.0),
            kind: terms::RECORD.into(),
            identifier: event.id.to_string(),
            conforms_to: terms::RECORD_PROFILES.map(Into::into).to_vec(),
            about: event.about,
            control: event.control,
            origin: event.origin.clone(),
            times: Times::new(event),
            data_subject: DataSubject::new(event, stored.subject.as_ref()),
            notice: NoticeShown::new(event),
            processes: event.decisions.iter().map(|decision| Process::new(event, notice, decision)).collect(),
            facts: Facts::new(event, notice),
            consent_control,
            evidence: Evidence::new(stored),
        }
    }
}

impl Times {
    pub(super) fn new(event: &ConsentEvent) -> Self {
        Self {
            recorded_at: event.time.rfc3339(),
            decided_at: event.decided_at().rfc3339(),
            valid_until: event.valid_until.map(Millis::rfc3339),
        }
    }
}

impl DataSubject {
    fn new(event: &ConsentEvent, subject: Option<&Subject>) -> Self {
        Self {
            kind: terms::DATA_SUBJECT.into(),
            commitment: event.subject,
            pseudonym: subject.map(|subject| subject.pseudonym),
            salt: subject.map(|subject| Sha256Hash(subject.salt)),
        }
    }
}

impl NoticeShown {
    pub(super) fn new(event: &ConsentEvent) -> Self {
        let (id, version, hash) = (urn(event.notice.id.0), event.notice.version, event.notice.hash);
        Self { id, kind: terms::NOTICE.into(), version, hash, language: event.locale }
    }
}

impl Process {
    pub(super) fn new(event: &ConsentEvent, notice: &Notice, decision: &Decision) -> Self {
        Self::stating(event, decision, PurposeWords::new(event, notice, decision))
    }

    /// Whether the record states the decision, in any words.
    pub(super) fn states(&self, event: &ConsentEvent, decision: &Decision) -> bool {
        let words = self.words.clone();
        *self == Self::stating(event, decision, words)
    }

    fn stating(event: &ConsentEvent, decision: &Decision, words: PurposeWords) -> Self {
        let status = Status::new(event, decision);
        let (consent_status, status) = if decision.basis == Basis::Consent { (Some(status), None) } else { (None, Some(status)) };
        Self {
            kind: "dpv:Process".into(),
            purpose: decision.purpose.clone(),
            basis: decision.basis,
            state: decision.state,
            legal_basis: terms::legal_basis(decision.basis).map(Into::into),
            consent_status,
            status,
            words,
        }
    }
}

impl Status {
    fn new(event: &ConsentEvent, decision: &Decision) -> Self {
        let duration = match event.valid_until {
            Some(until) => Duration { kind: "dpv:UntilTimeDuration".into(), value: until.rfc3339() },
            None => Duration { kind: "dpv:UntilEventDuration".into(), value: terms::UNTIL_EVENT.into() },
        };
        Self {
            kind: terms::status(decision.basis, decision.state).map(Into::into),
            at: event.decided_at().rfc3339(),
            by: terms::indicated_by(event.control, decision.state).into(),
            method: event.control,
            duration,
        }
    }
}

impl PurposeWords {
    fn new(event: &ConsentEvent, notice: &Notice, decision: &Decision) -> Self {
        let purpose = notice.purposes.iter().find(|purpose| purpose.key == decision.purpose);
        Self {
            kind: "dpv:Purpose".into(),
            text: purpose.map(|purpose| Text::new(event, &purpose.text)),
            interest: purpose.and_then(|purpose| purpose.interest.as_ref()).map(|interest| Text::new(event, interest)),
        }
    }
}

impl Facts {
    pub(super) fn new(event: &ConsentEvent, notice: &Notice) -> Self {
        let described = |kind: &str, text| Described { kind: kind.into(), text: Text::new(event, text) };
        let place = Text::new(event, &notice.storage_place);
        Self {
            controller: Controller {
                id: urn(event.organisation.0),
                kind: "dpv:DataController".into(),
                name: notice.controller.clone(),
                contact: notice.contact.clone(),
                privacy_officer: notice.privacy_officer.clone(),
            },
            jurisdiction: "loc:EU".into(),
            law: "eu-gdpr:GDPR".into(),
            data: described("dpv:PersonalData", &notice.data_kinds),
            recipients: described("dpv:Recipient", &notice.recipients),
            storage: [
                Storage { kind: "dpv:StorageLocation".into(), place: Some(place), duration: None },
                Storage {
                    kind: "dpv:StorageDuration".into(),
                    place: None,
                    duration: Some(format!("P{}M", notice.retention_months)),
                },
            ],
            rights: described("dpv:DataSubjectRight", &notice.rights),
            authority: described("dpv:DataProtectionAuthority", &notice.complaint),
        }
    }

    /// The organisation that the record names.
    pub(super) fn organisation(&self) -> &str {
        &self.controller.id
    }
}

impl Text {
    fn new(event: &ConsentEvent, text: &LocalizedText) -> Self {
        Self { language: event.locale, value: text.get(event.locale).to_owned() }
    }
}

impl Evidence {
    /// The bytes of the leaf.
    pub(super) fn leaf(&self) -> Option<Vec<u8>> {
        STANDARD.decode(&self.leaf).ok()
    }

    /// The hashes of the proof.
    pub(super) fn proof(&self) -> Option<Vec<Sha256Hash>> {
        let hash = |text: &String| Some(Sha256Hash(STANDARD.decode(text).ok()?.try_into().ok()?));
        self.proof.as_ref()?.iter().map(hash).collect()
    }
}
