//! A visitor's decision on the notice of a website, as a page sends it. It is parsed strictly and checked against the
//! notice that was shown. Only the time of the server is used, not that of the page.

pub mod form;
mod request;

use serde_json::json;

use crate::{
    consent::Control,
    error::{ErrorCode, FieldError, expected::Expected, rule::RuleId},
    hash::Sha256Hash,
    id::{EventId, Key},
    locale::Locale,
    notice::{NoticeReference, purpose::Basis},
    site::SiteNotice,
    submission_key::{ReceiptCode, SubmissionKey},
};

pub use request::DecisionRequest;

/// A decision that is valid for the notice that was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteDecision {
    /// The random key of the decision. A second request with the same key is the same decision.
    pub key: SubmissionKey,
    /// The hash of the content. Two requests with the same hash have the same content.
    pub content_hash: Sha256Hash,
    /// The notice that was shown.
    pub notice: NoticeReference,
    /// The language in which it was shown.
    pub locale: Locale,
    /// The control that expressed the decision.
    pub control: Control,
    /// The decision on each purpose, in the order of the notice. An exempt purpose was only shown.
    pub purposes: Vec<PurposeDecision>,
    /// An earlier consent event of the same visitor.
    pub subject: Option<EventId>,
    /// Whether the visitor requests a record of a refusal.
    pub receipt: bool,
    /// The code of a receipt of the same visitor. Scripts can read `subject`, so only this code shows that the sender may
    /// see the history. It is no part of the content: the same decision may be sent again without it.
    pub subject_receipt: Option<ReceiptCode>,
}

/// The decision on one purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PurposeDecision {
    /// The purpose.
    pub purpose: Key,
    /// Its legal basis.
    pub basis: Basis,
    /// Whether it was granted; always true for an exempt purpose.
    pub granted: bool,
}

impl SiteDecision {
    /// Whether the decision is only counted. This is so if it grants nothing, revokes nothing, and the visitor requests
    /// no record. Nothing is then stored that distinguishes one visitor from another (consent rules, Event).
    pub fn is_only_counted(&self) -> bool {
        self.granted().next().is_none() && self.subject.is_none() && !self.receipt && self.control != Control::Withdraw
    }

    /// The granted purposes, without exempt ones.
    pub fn granted(&self) -> impl Iterator<Item = &Key> {
        self.chosen().filter(|decision| decision.granted).map(|decision| &decision.purpose)
    }

    /// The purposes on which the visitor could decide.
    pub fn chosen(&self) -> impl Iterator<Item = &PurposeDecision> {
        self.purposes.iter().filter(|decision| decision.basis == Basis::Consent)
    }
}

impl DecisionRequest {
    /// Checks the decision against the notice that it names. `None` means that this version does not exist.
    ///
    /// # Errors
    /// Each error with its field, including the errors of parsing.
    pub fn decide(&self, notice: Option<&SiteNotice>) -> Result<SiteDecision, Vec<FieldError>> {
        let mut errors = self.errors.clone();
        let mut decided = Vec::new();
        match notice {
            Some(notice) => decided = self.purposes_of(notice, &mut errors),
            None if self.notice_version.is_some() => {
                errors.push(FieldError::new(request::NOTICE_VERSION, ErrorCode::Invalid { expected: Expected::Version }));
            }
            None => {}
        }
        let control = self.control.unwrap_or(Control::OwnChoice);
        self.check_control(control, &mut errors);
        match (self.key, notice) {
            (Some(key), Some(notice)) if errors.is_empty() => Ok(SiteDecision {
                key,
                content_hash: self.content_hash(key),
                notice: notice.published.reference(),
                locale: notice.locale_for(&self.locale),
                control,
                purposes: decided,
                subject: self.subject,
                receipt: self.receipt,
                subject_receipt: self.subject_receipt,
            }),
            _ => Err(errors),
        }
    }

    /// Every purpose of the notice with the decision on it. A withdrawal may name some purposes and leave the others
    /// unchanged.
    fn purposes_of(&self, notice: &SiteNotice, errors: &mut Vec<FieldError>) -> Vec<PurposeDecision> {
        let field = |key: &str| format!("{}.{key}", request::PURPOSES);
        let offered = &notice.published.notice.purposes;
        for name in self.purposes.keys() {
            match offered.iter().find(|purpose| purpose.key.as_str() == name) {
                None => errors.push(FieldError::new(field(name), ErrorCode::UnknownPurpose)),
                Some(purpose) if purpose.basis != Basis::Consent => {
                    let rule = RuleId::ExemptNotDecided;
                    errors.push(FieldError::new(field(name), ErrorCode::Forbidden { rule }));
                }
                Some(_) => {}
            }
        }
        let mut decided = Vec::new();
        for purpose in offered {
            let answer = self.purposes.get(purpose.key.as_str()).copied();
            let (purpose, basis) = (purpose.key.clone(), purpose.basis);
            match (basis, answer) {
                (Basis::Consent, Some(granted)) => decided.push(PurposeDecision { purpose, basis, granted }),
                (Basis::Consent, None) if self.control != Some(Control::Withdraw) => {
                    errors.push(FieldError::new(field(purpose.as_str()), ErrorCode::Required));
                }
                (Basis::Consent, None) => {}
                _ => decided.push(PurposeDecision { purpose, basis, granted: true }),
            }
        }
        decided
    }

    /// Adds an error if the purposes contradict the control. Only "accept all" and a selection can grant.
    fn check_control(&self, control: Control, errors: &mut Vec<FieldError>) {
        let forbidden = match control {
            Control::AcceptAll => Some(false),
            Control::RefuseAll | Control::Withdraw | Control::Gpc => Some(true),
            _ => None,
        };
        for (name, _) in self.purposes.iter().filter(|(_, granted)| Some(**granted) == forbidden) {
            let field = format!("{}.{name}", request::PURPOSES);
            errors.push(FieldError::new(field, ErrorCode::NotOfControl { control: control.name() }));
        }
        if control == Control::Gpc && !self.gpc {
            errors.push(FieldError::new(request::GPC, ErrorCode::NotOfControl { control: control.name() }));
        }
    }

    /// The hash of the content, independent of the order and white space of the request.
    fn content_hash(&self, key: SubmissionKey) -> Sha256Hash {
        Sha256Hash::of_json(&json!({
            "key": key.to_string(),
            "notice_version": self.notice_version,
            "locale": self.locale,
            "control": self.control,
            "gpc": self.gpc,
            "purposes": self.purposes,
            "subject": self.subject,
            "receipt": self.receipt,
        }))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use uuid::Uuid;

    use super::*;
    use crate::{
        calendar::Millis,
        id::{NoticeVersionId, Slug},
        notice::{Notice, PublishedNotice},
        organisation::OrganisationProfile,
    };

    fn notice() -> SiteNotice {
        let notice = Notice::draft_for_site(&OrganisationProfile::new("A", "b", "c"), &Slug::parse("a").unwrap(), "a.nl");
        let published =
            PublishedNotice { id: NoticeVersionId(Uuid::from_u128(1)), number: 3, hash: notice.content_hash(), notice };
        SiteNotice { published, ask: 2, published_at: Millis(0) }
    }

    fn body() -> Value {
        json!({
            "idempotency_key": "000102030405060708090a0b0c0d0e0f", "notice_version": 3, "locale": "nl", "control": "own_choice",
            "gpc": false, "purposes": { "preferences": true, "analytics": true, "marketing": false }
        })
    }

    fn with(changes: &Value) -> Value {
        let mut body = body();
        for (name, value) in changes.as_object().unwrap() {
            body[name] = value.clone();
        }
        body
    }

    fn decide(body: &Value) -> Result<SiteDecision, Vec<FieldError>> {
        let request = DecisionRequest::read(body);
        request.decide((request.notice_version == Some(3)).then(notice).as_ref())
    }

    /// The fields with errors after these changes.
    fn wrong(changes: &Value) -> Vec<String> {
        decide(&with(changes)).unwrap_err().into_iter().map(|error| error.field).collect()
    }

    fn none() -> Value {
        json!({ "preferences": false, "analytics": false, "marketing": false })
    }

    #[test]
    fn a_choice_names_every_purpose() {
        let decision = decide(&body()).unwrap();
        let shown: Vec<_> = decision.purposes.iter().map(|d| (d.purpose.as_str(), d.basis, d.granted)).collect();
        assert_eq!(
            shown,
            [
                ("necessary", Basis::Exempt, true),
                ("measurement", Basis::Exempt, true),
                ("preferences", Basis::Consent, true),
                ("analytics", Basis::Consent, true),
                ("marketing", Basis::Consent, false)
            ]
        );
        assert!(!decision.is_only_counted());
        assert_eq!(decision.notice.version, 3);
        assert_eq!(wrong(&json!({ "purposes": { "analytics": true } })), ["purposes.preferences", "purposes.marketing"]);
        let mut exempt = body();
        exempt["purposes"]["necessary"] = true.into();
        exempt["purposes"]["profit"] = true.into();
        assert_eq!(wrong(&exempt), ["purposes.necessary", "purposes.profit"]);
    }

    #[test]
    fn a_control_grants_only_what_it_says() {
        let all = json!({ "preferences": true, "analytics": true, "marketing": true });
        assert!(decide(&with(&json!({ "control": "accept_all", "purposes": all }))).is_ok());
        assert_eq!(wrong(&json!({ "control": "accept_all" })), ["purposes.marketing"]);
        for control in ["refuse_all", "withdraw", "gpc"] {
            let gpc = control == "gpc";
            assert!(decide(&with(&json!({ "control": control, "gpc": gpc, "purposes": none() }))).is_ok(), "{control}");
            let refused = wrong(&json!({ "control": control, "gpc": gpc }));
            assert_eq!(refused, ["purposes.analytics", "purposes.preferences"], "{control}");
        }
        assert_eq!(wrong(&json!({ "control": "gpc", "purposes": none() })), ["gpc"]);
        assert!(decide(&with(&json!({ "gpc": true }))).is_ok(), "an own choice outranks the browser's wish");
        for control in ["send", "expiry", "erasure", "import", "ACCEPT_ALL", ""] {
            assert_eq!(wrong(&json!({ "control": control })), ["control"], "{control}");
        }
    }

    #[test]
    fn a_withdrawal_may_name_one_purpose() {
        let decision = decide(&with(&json!({ "control": "withdraw", "purposes": { "analytics": false } }))).unwrap();
        assert_eq!(decision.chosen().count(), 1);
        assert!(!decision.is_only_counted());
        assert_eq!(wrong(&json!({ "control": "withdraw", "purposes": {} })), ["purposes"]);
    }

    #[test]
    fn a_refusal_is_only_counted_unless_it_takes_back_or_is_asked_for() {
        let counted = |changes: Value| decide(&with(&changes)).unwrap().is_only_counted();
        assert!(counted(json!({ "control": "refuse_all", "purposes": none() })));
        assert!(counted(json!({ "control": "own_choice", "purposes": none() })));
        assert!(counted(json!({ "control": "gpc", "gpc": true, "purposes": none() })));
        assert!(!counted(json!({ "control": "refuse_all", "purposes": none(), "receipt": true })));
        let subject = "01890a5d-ac96-774b-bcce-b302099a8057";
        assert!(!counted(json!({ "control": "gpc", "gpc": true, "purposes": none(), "subject": subject })));
    }

    #[test]
    fn every_error_at_once() {
        let errors = wrong(&json!({
            "idempotency_key": "12", "notice_version": 9, "locale": 7, "control": "accept_all", "gpc": "yes", "subject": "me",
            "receipt": 1, "time": "2020-01-01T00:00:00Z", "purposes": { "analytics": false, "marketing": "x" }
        }));
        let mut sorted = errors.clone();
        sorted.sort();
        assert_eq!(
            sorted,
            [
                "gpc",
                "idempotency_key",
                "locale",
                "notice_version",
                "purposes.analytics",
                "purposes.marketing",
                "receipt",
                "subject",
                "time"
            ]
        );
        let nothing = DecisionRequest::read(&json!({})).decide(None).unwrap_err();
        let fields: Vec<_> = nothing.iter().map(|e| e.field.as_str()).collect();
        assert_eq!(fields, ["idempotency_key", "notice_version", "locale", "control", "gpc", "purposes"]);
        assert_eq!(DecisionRequest::read(&json!([])).decide(None).unwrap_err().len(), 1);
    }

    #[test]
    fn the_language_is_the_one_that_was_shown() {
        let locale = |tag: &str| decide(&with(&json!({ "locale": tag }))).map(|decision| decision.locale);
        assert_eq!(locale("en-GB"), Ok(Locale::En));
        assert_eq!(locale("fr"), Ok(Locale::Nl), "such a page got the notice in its first language");
        assert_eq!(locale(""), Ok(Locale::Nl));
        assert!(locale("nl; DROP").is_err());
    }

    #[test]
    fn the_same_content_in_another_order_is_the_same() {
        let text = r#"{"purposes":{"marketing":false,"preferences":true,"analytics":true},"gpc":false,"control":"own_choice","locale":"nl","notice_version":3,"idempotency_key":"000102030405060708090a0b0c0d0e0f","receipt":false}"#;
        let other = decide(&serde_json::from_str(text).unwrap()).unwrap();
        assert_eq!(decide(&body()).unwrap().content_hash, other.content_hash);
        let changed = decide(&with(&json!({ "receipt": true }))).unwrap();
        assert_ne!(changed.content_hash, other.content_hash);
    }
}
