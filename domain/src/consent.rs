//! Consent events: the offered purposes, the decision, the notice; and the leaf bytes that the log stores.

pub mod change;
pub mod standing;

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

use crate::{
    calendar::Millis,
    error::{ErrorCode, expected::Expected},
    hash::{Sha256Hash, canonical_json},
    id::{EventId, Key, OrganisationId, SiteId, SurveyId},
    locale::Locale,
    notice::{NoticeReference, purpose::Basis},
};

/// The state of one purpose after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case", parse_err_ty = ErrorCode, parse_err_fn = Self::unknown)]
pub enum State {
    /// Consent was given.
    Given,
    /// Consent was refused.
    Refused,
    /// Consent was withdrawn.
    Withdrawn,
    /// Consent was given again.
    Renewed,
    /// Not consent: the organisation asserts another basis and has informed the data subject.
    Asserted,
    /// The data subject objected to an asserted basis (GDPR art. 21).
    Objected,
    /// The validity period ended.
    Expired,
    /// The data were erased (GDPR art. 17).
    Erased,
}

impl State {
    /// Every state.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Whether the purpose may be pursued.
    pub const fn stands(self) -> bool {
        matches!(self, Self::Given | Self::Renewed | Self::Asserted)
    }

    /// Whether the purpose was in force and no longer is.
    pub const fn has_ended(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Objected | Self::Expired | Self::Erased)
    }

    /// The first state of a purpose: the decision for consent, `Asserted` for any other basis.
    pub const fn initial(basis: Basis, granted: bool) -> Self {
        match (basis, granted) {
            (Basis::Consent, true) => Self::Given,
            (Basis::Consent, false) => Self::Refused,
            _ => Self::Asserted,
        }
    }

    /// The state of a consent purpose after a decision, given the earlier state. A grant after any other state is a
    /// renewal. A refusal of a purpose in force is a withdrawal.
    pub const fn after(earlier: Option<Self>, granted: bool) -> Self {
        match (earlier, granted) {
            (None | Some(Self::Refused), true) => Self::Given,
            (Some(_), true) => Self::Renewed,
            (Some(state), false) if state.stands() => Self::Withdrawn,
            (_, false) => Self::Refused,
        }
    }

    /// The state after a revocation: withdrawn for consent, objected for any other basis.
    pub const fn revoked(basis: Basis) -> Self {
        match basis {
            Basis::Consent => Self::Withdrawn,
            _ => Self::Objected,
        }
    }

    /// The name in storage, leaves and exports.
    pub fn name(self) -> &'static str {
        self.into()
    }

    const fn unknown(_: &str) -> ErrorCode {
        ErrorCode::Invalid { expected: Expected::PurposeState }
    }
}

/// The control with which a decision was expressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Control {
    /// "Accept all" of a cookie notice.
    AcceptAll,
    /// "Refuse all" of a cookie notice.
    RefuseAll,
    /// A selection of purposes in a cookie notice.
    OwnChoice,
    /// The Send button of a survey.
    Send,
    /// A box on the page of thanks or on the receipt, after the answers were sent.
    Thanks,
    /// An import with stated provenance.
    Import,
    /// A program of the organisation, which showed the notice.
    Api,
    /// A withdrawal or objection on the receipt page.
    Withdraw,
    /// Global Privacy Control.
    Gpc,
    /// The end of the validity period.
    Expiry,
    /// An erasure.
    Erasure,
}

impl Control {
    /// The controls of a website's notice.
    pub const OF_WEBSITES: [Self; 5] = [Self::AcceptAll, Self::RefuseAll, Self::OwnChoice, Self::Withdraw, Self::Gpc];

    /// The name in storage, leaves and requests.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// One purpose in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    /// The key of the purpose.
    pub purpose: Key,
    /// Its legal basis.
    pub basis: Basis,
    /// Its state after the event.
    pub state: State,
}

/// The subject of an event. In a leaf it is one member, `survey` or `site`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectMatter {
    /// The answers to a survey.
    Survey(SurveyId),
    /// Visits to a website.
    Site(SiteId),
}

/// A consent event. Its canonical bytes are stored unchanged and become one leaf of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsentEvent {
    /// The identifier.
    pub id: EventId,
    /// The organisation whose log contains the event.
    pub organisation: OrganisationId,
    /// The survey or website.
    #[serde(flatten)]
    pub about: SubjectMatter,
    /// The notice that was shown.
    pub notice: NoticeReference,
    /// The language in which it was shown.
    pub locale: Locale,
    /// Every offered purpose with its state after the event.
    pub decisions: Vec<Decision>,
    /// The control that expressed the decision.
    pub control: Control,
    /// The origin of the decision: the scheme and host of the page, or `import`.
    pub origin: String,
    /// The time at which the server recorded the event.
    #[serde(with = "rfc3339")]
    pub time: Millis,
    /// The time of the decision that the provenance of an import states. `None` if the decision was recorded
    /// immediately.
    #[serde(with = "rfc3339_option", default, skip_serializing_if = "Option::is_none")]
    pub stated_time: Option<Millis>,
    /// The end of validity. `None` for survey answers, which are valid until withdrawal, erasure or the end of
    /// retention.
    #[serde(with = "rfc3339_option", default)]
    pub valid_until: Option<Millis>,
    /// SHA-256(salt ‖ subject). It identifies nothing after salt and subject are erased.
    pub subject: Sha256Hash,
}

impl ConsentEvent {
    /// The leaf: the RFC 8785 bytes.
    pub fn leaf(&self) -> Vec<u8> {
        canonical_json(self)
    }

    /// Parses a stored leaf.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] if the bytes are no event.
    pub fn from_leaf(leaf: &[u8]) -> Result<Self, ErrorCode> {
        serde_json::from_slice(leaf).map_err(|_| ErrorCode::Invalid { expected: Expected::ConsentEvent })
    }

    /// The time of the decision.
    pub fn decided_at(&self) -> Millis {
        self.stated_time.unwrap_or(self.time)
    }
}

/// The pseudonym of a data subject and the salt of one event. Both are random, and are the only link from an event to a
/// data subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The pseudonym, the same in all events of one response.
    pub pseudonym: Uuid,
    /// The salt of this event.
    pub salt: [u8; 32],
}

impl Subject {
    /// SHA-256(salt ‖ pseudonym).
    pub fn commitment(&self) -> Sha256Hash {
        Sha256Hash::of_parts(&[&self.salt, self.pseudonym.as_bytes()])
    }
}

mod rfc3339 {
    //! Instants as RFC 3339 text.
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    use crate::calendar::Millis;

    pub(super) fn serialize<S: Serializer>(at: &Millis, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&at.rfc3339())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Millis, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Millis::parse_rfc3339(&text).map_err(D::Error::custom)
    }
}

mod rfc3339_option {
    //! Instants that may be missing, as RFC 3339 text or null.
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    use crate::calendar::Millis;

    pub(super) fn serialize<S: Serializer>(at: &Option<Millis>, serializer: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => super::rfc3339::serialize(at, serializer),
            None => serializer.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Millis>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|t| Millis::parse_rfc3339(&t).map_err(D::Error::custom)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{NoticeVersionId, key};

    fn event() -> ConsentEvent {
        let subject = Subject { pseudonym: Uuid::from_u128(7), salt: [9; 32] };
        ConsentEvent {
            id: EventId(Uuid::from_u128(1)),
            organisation: OrganisationId(Uuid::from_u128(2)),
            about: SubjectMatter::Survey(SurveyId(Uuid::from_u128(3))),
            notice: NoticeReference { id: NoticeVersionId(Uuid::from_u128(4)), version: 1, hash: Sha256Hash::of(b"notice") },
            locale: Locale::Nl,
            decisions: vec![Decision { purpose: key("analysis"), basis: Basis::Consent, state: State::Given }],
            control: Control::Send,
            origin: "https://voorbeeld.nl".into(),
            time: Millis(1_700_000_000_123),
            stated_time: None,
            valid_until: None,
            subject: subject.commitment(),
        }
    }

    #[test]
    fn a_leaf_is_canonical_and_reads_back() {
        let leaf = event().leaf();
        insta::assert_snapshot!(String::from_utf8(leaf.clone()).unwrap(), @r#"{"control":"send","decisions":[{"basis":"consent","purpose":"analysis","state":"given"}],"id":"00000000-0000-0000-0000-000000000001","locale":"nl","notice":{"hash":"9368a7d21e018f64ae3327d2f25cd4d7693b2d85328e4bb680bcfcbd4c26b90e","id":"00000000-0000-0000-0000-000000000004","version":1},"organisation":"00000000-0000-0000-0000-000000000002","origin":"https://voorbeeld.nl","subject":"fb26da0fcf03b98c7ec9d5df86ec3dbe248c91e580116c2defc650807bc2cc84","survey":"00000000-0000-0000-0000-000000000003","time":"2023-11-14T22:13:20.123Z","valid_until":null}"#);
        assert_eq!(ConsentEvent::from_leaf(&leaf), Ok(event()));
    }

    #[test]
    fn a_leaf_names_a_survey_or_a_site() {
        let site = ConsentEvent { about: SubjectMatter::Site(SiteId(Uuid::from_u128(3))), ..event() };
        let text = String::from_utf8(site.leaf()).unwrap();
        assert!(text.contains(r#""site":"00000000-0000-0000-0000-000000000003""#) && !text.contains("survey"), "{text}");
        assert_eq!(ConsentEvent::from_leaf(&site.leaf()), Ok(site));
        assert!(ConsentEvent::from_leaf(text.replace(r#""site""#, r#""place""#).as_bytes()).is_err());
    }

    #[test]
    fn a_control_is_named_as_in_the_leaf() {
        for control in
            [Control::Send, Control::Import, Control::Api, Control::Expiry, Control::Erasure].iter().chain(&Control::OF_WEBSITES)
        {
            assert_eq!(serde_json::to_value(control).unwrap(), control.name());
        }
    }

    #[test]
    fn states() {
        assert_eq!(State::initial(Basis::Consent, false), State::Refused);
        assert_eq!(State::initial(Basis::LegitimateInterest, false), State::Asserted);
        assert_eq!(State::initial(Basis::Exempt, false), State::Asserted);
        assert_eq!(State::revoked(Basis::Contract), State::Objected);
        for &state in State::ALL {
            assert_eq!(state.name().parse(), Ok(state));
        }
        for (earlier, granted, after) in [
            (None, true, State::Given),
            (Some(State::Refused), true, State::Given),
            (Some(State::Withdrawn), true, State::Renewed),
            (Some(State::Given), true, State::Renewed),
            (Some(State::Renewed), false, State::Withdrawn),
            (Some(State::Withdrawn), false, State::Refused),
            (None, false, State::Refused),
        ] {
            assert_eq!(State::after(earlier, granted), after, "{earlier:?} {granted}");
        }
    }
}
