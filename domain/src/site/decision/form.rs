//! A decision that a form of our own pages sends. It becomes the same body that a program would send, so that both pass
//! the same checks.

use serde_json::{Value, json};

use super::{DecisionRequest, request};
use crate::{
    consent::Control,
    form_fields::FormFields,
    id::{EventId, Key},
    notice::purpose::Basis,
    site::SiteNotice,
    survey::reserved_keys::PURPOSE,
};

/// The field with the random key of the form.
pub const KEY: &str = request::IDEMPOTENCY_KEY;
/// The field with the version of the notice that was shown.
pub const VERSION: &str = request::NOTICE_VERSION;
/// The buttons of the form.
pub const CONTROL: &str = request::CONTROL;
/// The language in which the notice was shown.
pub const LANG: &str = "lang";
/// The request for a record of a refusal.
pub const RECEIPT: &str = request::RECEIPT;

/// The state of the visitor before the form was sent.
#[derive(Clone, Copy, Debug)]
pub struct Before<'a> {
    /// The purposes that were granted.
    pub granted: &'a [Key],
    /// The consent event of the grant.
    pub event: Option<EventId>,
    /// Whether the browser sends Global Privacy Control.
    pub gpc: bool,
}

impl DecisionRequest {
    /// Reads a form that was shown with this version of the notice. A refusal by a visitor who had granted something
    /// becomes a withdrawal.
    pub fn of_form(fields: &FormFields, notice: &SiteNotice, before: Before<'_>) -> Self {
        let named: Vec<_> = fields.all(PURPOSE).collect();
        let offered = &notice.published.notice.purposes;
        let asked = offered.iter().filter(|p| p.basis == Basis::Consent).map(|p| p.key.as_str());
        let mut control = fields.first(CONTROL).unwrap_or_default();
        let mut purposes: serde_json::Map<String, Value> = match control {
            "accept_all" => asked.map(|key| (key.to_owned(), true.into())).collect(),
            "own_choice" => asked.map(|key| (key.to_owned(), named.contains(&key).into())).collect(),
            "withdraw" if !named.is_empty() => named.iter().map(|key| ((*key).to_owned(), false.into())).collect(),
            _ => asked.map(|key| (key.to_owned(), false.into())).collect(),
        };
        if control == Control::OwnChoice.name() {
            // A purpose that this notice does not offer is rejected by the check, not silently dropped.
            for key in named.into_iter().filter(|key| !purposes.contains_key(*key)).collect::<Vec<_>>() {
                purposes.insert(key.to_owned(), true.into());
            }
        }
        let stood = !before.granted.is_empty() || before.event.is_some();
        let nothing_left = purposes.values().all(|granted| *granted == Value::Bool(false));
        match control {
            "refuse_all" | "own_choice" if nothing_left && stood => control = Control::Withdraw.name(),
            "withdraw" if !stood => control = Control::RefuseAll.name(),
            _ => {}
        }
        let mut body = json!({
            KEY: fields.first(KEY),
            VERSION: fields.first(VERSION).and_then(|number| number.parse::<u32>().ok()),
            request::LOCALE: fields.first(LANG),
            CONTROL: control,
            request::GPC: before.gpc,
            request::PURPOSES: purposes,
            RECEIPT: fields.first(RECEIPT) == Some("1"),
        });
        if let Some(event) = before.event {
            body[request::SUBJECT] = event.to_string().into();
        }
        Self::read(&body)
    }

    /// The refusal that Global Privacy Control expresses on a page of our own.
    pub fn of_signal(
        key: &crate::submission_key::SubmissionKey,
        notice: &SiteNotice,
        locale: &str,
        event: Option<EventId>,
    ) -> Self {
        let offered = notice.published.notice.purposes.iter().filter(|p| p.basis == Basis::Consent);
        let purposes: serde_json::Map<_, _> = offered.map(|p| (p.key.to_string(), false.into())).collect();
        let mut body = json!({
            KEY: key.to_string(),
            VERSION: notice.published.number,
            request::LOCALE: locale,
            CONTROL: Control::Gpc.name(),
            request::GPC: true,
            request::PURPOSES: purposes,
        });
        if let Some(event) = event {
            body[request::SUBJECT] = event.to_string().into();
        }
        Self::read(&body)
    }

    /// The same decision under another key, for a form whose key was used for another decision.
    pub fn with_key(self, key: crate::submission_key::SubmissionKey) -> Self {
        Self { key: Some(key), ..self }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        calendar::Millis,
        error::FieldError,
        id::{NoticeVersionId, Slug, key},
        notice::{Notice, PublishedNotice},
        organisation::OrganisationProfile,
        site::decision::SiteDecision,
    };

    fn notice() -> SiteNotice {
        let notice = Notice::draft_for_site(&OrganisationProfile::new("A", "b", "c"), &Slug::parse("a").unwrap(), "a.nl");
        let published =
            PublishedNotice { id: NoticeVersionId(Uuid::from_u128(1)), number: 3, hash: notice.content_hash(), notice };
        SiteNotice { published, ask: 2, published_at: Millis(0) }
    }

    fn decide(before: Before<'_>, fields: &[(&str, &str)]) -> Result<SiteDecision, Vec<FieldError>> {
        let hidden = [(KEY, "000102030405060708090a0b0c0d0e0f"), (VERSION, "3"), (LANG, "en")];
        let fields = hidden.iter().chain(fields).map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        DecisionRequest::of_form(&FormFields(fields), &notice(), before).decide(Some(&notice()))
    }

    const NOTHING: Before<'_> = Before { granted: &[], event: None, gpc: false };

    fn granted(decision: &SiteDecision) -> Vec<&str> {
        decision.granted().map(Key::as_str).collect()
    }

    #[test]
    fn each_button_says_what_it_grants() {
        let accepted = decide(NOTHING, &[(CONTROL, "accept_all")]).unwrap();
        assert_eq!(granted(&accepted), ["preferences", "analytics", "marketing"]);
        let refused = decide(NOTHING, &[(CONTROL, "refuse_all"), (PURPOSE, "analytics")]).unwrap();
        assert!(granted(&refused).is_empty() && refused.is_only_counted());
        let own = decide(NOTHING, &[(CONTROL, "own_choice"), (PURPOSE, "analytics")]).unwrap();
        assert_eq!((granted(&own), own.control, own.chosen().count()), (vec!["analytics"], Control::OwnChoice, 3));
        let asked = decide(NOTHING, &[(CONTROL, "refuse_all"), (RECEIPT, "1")]).unwrap();
        assert!(asked.receipt && !asked.is_only_counted());
    }

    #[test]
    fn what_leaves_nothing_of_a_grant_takes_it_back() {
        let stood = [key("analytics"), key("marketing")];
        let event = Some(EventId(Uuid::from_u128(7)));
        let before = Before { granted: &stood, event, gpc: false };
        for control in ["refuse_all", "own_choice", "withdraw"] {
            let decision = decide(before, &[(CONTROL, control)]).unwrap();
            assert_eq!((decision.control, decision.subject), (Control::Withdraw, event), "{control}");
            assert_eq!(decision.chosen().count(), 3);
        }
        let one = decide(before, &[(CONTROL, "withdraw"), (PURPOSE, "marketing")]).unwrap();
        assert_eq!(one.chosen().map(|chosen| chosen.purpose.as_str()).collect::<Vec<_>>(), ["marketing"]);
        let stale = decide(NOTHING, &[(CONTROL, "withdraw")]).unwrap();
        assert!(stale.is_only_counted(), "nothing stood any more");
    }

    #[test]
    fn what_no_form_of_ours_sends_is_refused() {
        let fields = |pairs: &[(&str, &str)]| -> Vec<_> {
            decide(NOTHING, pairs).unwrap_err().into_iter().map(|error| error.field).collect()
        };
        assert_eq!(fields(&[]), ["control"]);
        assert_eq!(fields(&[(CONTROL, "gpc")]), ["gpc"]);
        assert_eq!(fields(&[(CONTROL, "own_choice"), (PURPOSE, "profit")]), ["purposes.profit"]);
        assert_eq!(fields(&[(CONTROL, "own_choice"), (PURPOSE, "necessary")]), ["purposes.necessary"]);
        let empty = DecisionRequest::of_form(&FormFields::default(), &notice(), NOTHING).decide(Some(&notice()));
        let fields: Vec<_> = empty.unwrap_err().into_iter().map(|error| error.field).collect();
        assert_eq!(fields, ["idempotency_key", "notice_version", "locale", "control"]);
    }

    #[test]
    fn the_signal_refuses_all() {
        let request = DecisionRequest::of_signal(&crate::submission_key::SubmissionKey([1; 16]), &notice(), "nl", None);
        let decision = request.decide(Some(&notice())).unwrap();
        assert!(decision.control == Control::Gpc && decision.is_only_counted() && decision.chosen().count() == 3);
    }
}
