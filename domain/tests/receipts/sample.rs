//! A respondent and a visitor, each with two decisions in a log of 300 leaves.

use domain::{
    calendar::Millis,
    consent::{ConsentEvent, Control, Decision, State, Subject, SubjectMatter},
    id::{EventId, NoticeVersionId, OrganisationId, SiteId, SurveyId, key as purpose_key},
    ledger::{Checkpoint, LogKey, LogOrigin, Tiles, TreeBuilder, append, leaf_hash},
    locale::{Locale, LocalizedText},
    notice::{
        Notice, PublishedNotice,
        purpose::{Basis, Purpose},
        standard_texts::Edition,
    },
    organisation::OrganisationProfile,
    receipt::document::{ReceiptDocument, Seal, StoredEvent},
    survey::template::Template,
};
use uuid::Uuid;

pub const LOG_SIZE: u64 = 300;
pub const ORGANISATION: OrganisationId = OrganisationId(Uuid::from_u128(0x019a_0000_0000_7000_8000_0000_0000_000a));
pub const PERSON: Uuid = Uuid::from_u128(0x019a_0000_0000_7000_8000_0000_0000_000b);
/// 2026-11-22T10:00:00Z.
pub const CREATED: Millis = Millis(1_795_341_600_000);

/// The key of RFC 8032, 7.1, test 1.
pub fn key() -> LogKey {
    let seed = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
    LogKey::from_seed(&hex::decode(seed).unwrap().try_into().unwrap())
}

pub fn survey_notice() -> PublishedNotice {
    let profile = profile();
    let questionnaire = Template::Nps.questionnaire(&profile, Basis::LegitimateInterest);
    published(3, Notice::draft_in(Edition::First, &profile, &questionnaire))
}

pub fn site_notice() -> PublishedNotice {
    let purpose =
        |name, basis, nl, en| Purpose { key: purpose_key(name), basis, text: LocalizedText::new(nl, en), interest: None };
    let purposes = vec![
        purpose("necessary", Basis::Exempt, "De winkelwagen onthouden.", "Remember the basket."),
        purpose("analytics", Basis::Consent, "Meten wat u leest – ook “later”.\n\t\u{7f}😀", "Measure what you read."),
        purpose("marketing", Basis::Consent, "Reclame tonen.", "Show advertisements."),
    ];
    let survey = survey_notice().notice;
    published(1, Notice { purposes, ..survey })
}

pub fn survey_events() -> [ConsentEvent; 2] {
    let sent = ConsentEvent {
        decisions: vec![
            decision("analysis", Basis::LegitimateInterest, State::Asserted),
            decision("contact", Basis::Consent, State::Given),
            decision("publish", Basis::Consent, State::Refused),
            decision("connect", Basis::Consent, State::Refused),
        ],
        ..event(1, &survey_notice(), "2026-11-21T09:30:00.000Z")
    };
    let withdrawn = ConsentEvent {
        decisions: vec![decision("contact", Basis::Consent, State::Withdrawn)],
        control: Control::Withdraw,
        ..event(2, &survey_notice(), "2026-11-22T08:00:00.123Z")
    };
    [sent, withdrawn]
}

pub fn site_events() -> [ConsentEvent; 2] {
    let site = SubjectMatter::Site(SiteId(Uuid::from_u128(0x51)));
    let chosen = ConsentEvent {
        about: site,
        decisions: vec![
            decision("necessary", Basis::Exempt, State::Asserted),
            decision("analytics", Basis::Consent, State::Given),
            decision("marketing", Basis::Consent, State::Refused),
        ],
        control: Control::OwnChoice,
        valid_until: Some(Millis::parse_rfc3339("2027-05-21T09:30:00Z").unwrap()),
        ..event(3, &site_notice(), "2026-11-21T09:30:00.000Z")
    };
    let expired = ConsentEvent {
        decisions: vec![decision("analytics", Basis::Consent, State::Expired)],
        control: Control::Expiry,
        stated_time: Some(Millis::parse_rfc3339("2026-11-20T00:00:00Z").unwrap()),
        about: site,
        valid_until: chosen.valid_until,
        ..event(4, &site_notice(), "2026-11-22T00:00:00.000Z")
    };
    [chosen, expired]
}

/// The events with their positions in the log: the first near its beginning, the second in its second tile.
pub fn sealed(events: &[ConsentEvent; 2]) -> Vec<StoredEvent> {
    let places = [5, 290];
    let mut leaves: Vec<Vec<u8>> = (0..LOG_SIZE).map(|index| format!("another leaf, {index}").into_bytes()).collect();
    for (place, event) in places.into_iter().zip(events) {
        leaves[place] = event.leaf();
    }
    let hashes: Vec<_> = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
    let appended = append(TreeBuilder::default(), &hashes);
    let origin = LogOrigin::of(&events[0]);
    let checkpoint = Checkpoint { origin, size: appended.size, root: appended.root }.sign(&key()).to_string();
    let tiles: Tiles = appended.tiles.into_iter().collect();
    let seal = |place: usize| {
        let leaf_index = place as u64;
        let proof = tiles.prove_inclusion(leaf_index, LOG_SIZE).unwrap();
        Seal { leaf_index, proof, checkpoint: checkpoint.clone() }
    };
    places.into_iter().zip(events).map(|(place, event)| stored(event, Some(seal(place)))).collect()
}

pub fn stored(event: &ConsentEvent, seal: Option<Seal>) -> StoredEvent {
    StoredEvent { leaf: event.leaf(), subject: Some(subject(event.id)), seal }
}

pub fn survey() -> ReceiptDocument {
    receipt(&survey_notice(), &survey_events())
}

pub fn site() -> ReceiptDocument {
    receipt(&site_notice(), &site_events())
}

fn receipt(notice: &PublishedNotice, events: &[ConsentEvent; 2]) -> ReceiptDocument {
    let address = Some("https://voorbeeld.nl/r/abc");
    ReceiptDocument::new(CREATED, address, std::slice::from_ref(notice), &sealed(events)).unwrap()
}

fn profile() -> OrganisationProfile {
    OrganisationProfile::new("Bakkerij Van Dam", "info@voorbeeld.nl", "privacy@voorbeeld.nl")
}

fn published(number: u32, notice: Notice) -> PublishedNotice {
    PublishedNotice {
        id: NoticeVersionId(Uuid::from_u128(0x700 + u128::from(number))),
        number,
        hash: notice.content_hash(),
        notice,
    }
}

fn event(id: u128, notice: &PublishedNotice, time: &str) -> ConsentEvent {
    ConsentEvent {
        id: EventId(Uuid::from_u128(id)),
        organisation: ORGANISATION,
        about: SubjectMatter::Survey(SurveyId(Uuid::from_u128(0x50))),
        notice: notice.reference(),
        locale: Locale::Nl,
        decisions: vec![],
        control: Control::Send,
        origin: "https://voorbeeld.nl".into(),
        time: Millis::parse_rfc3339(time).unwrap(),
        stated_time: None,
        valid_until: None,
        subject: subject(EventId(Uuid::from_u128(id))).commitment(),
    }
}

fn subject(event: EventId) -> Subject {
    Subject { pseudonym: PERSON, salt: [event.0.as_bytes()[15]; 32] }
}

fn decision(purpose: &'static str, basis: Basis, state: State) -> Decision {
    Decision { purpose: purpose_key(purpose), basis, state }
}
