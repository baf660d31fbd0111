//! The cookie in which a browser keeps the choice itself. `consent.js` writes and reads the same form (embed/src/cookie.js); both
//! implementations are held to the examples in domain/tests/choices.json. It must not know how a cookie travels.
//!
//! After a refusal it holds nothing that distinguishes one visitor from another: version, `refused` and the month (consent rules,
//! Event).

use jiff::{ToSpan as _, civil::Date, tz::TimeZone};

use crate::{
    calendar::{Day, Millis},
    consent::Control,
    id::{EventId, Key, Slug},
    notice::purpose::Basis,
    site::{SiteNotice, decision::SiteDecision},
};

/// What a visitor chose, as the browser keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceCookie {
    /// The version of the notice that was shown.
    pub version: u32,
    /// Rises when purposes change: who chose under an older one is asked again.
    pub ask: u32,
    /// What was chosen.
    pub answer: Decision,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// At least one purpose was granted.
    Granted(Grant),
    /// Every purpose was refused.
    Refused {
        /// The first day of the month in which it was.
        month: Day,
    },
}

/// What stands of a grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The website it was given to.
    pub site: Slug,
    /// The purposes granted. Empty where the visitor must be asked again, and an earlier record is to be tied to the answer.
    pub purposes: Vec<Key>,
    /// The day at whose start (UTC) it ends.
    pub until: Day,
    /// The record of it.
    pub event: Option<EventId>,
    /// Whether it was given under Global Privacy Control, which it then outranks.
    pub under_gpc: bool,
}

/// What counts now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceStatus {
    /// Nothing: the visitor is to be asked.
    Open,
    /// The browser's signal refuses, and no choice says anything else.
    Signal,
    /// The visitor refused.
    Refused,
    /// These purposes are granted.
    Granted(Vec<Key>),
}

impl ChoiceStatus {
    /// The purposes that may be pursued.
    pub fn granted(&self) -> &[Key] {
        match self {
            Self::Granted(purposes) => purposes,
            _ => &[],
        }
    }

    /// What counts now under the notice that is shown. Global Privacy Control outranks a grant that was given without it.
    pub fn of(choice: Option<&ChoiceCookie>, notice: &SiteNotice, gpc: bool, now: Millis) -> Self {
        let valid = choice.filter(|choice| choice.ask == notice.ask && Day::of(now, &TimeZone::UTC) < choice.end(notice));
        let offered = &notice.published.notice.purposes;
        match valid.map(|choice| &choice.answer) {
            Some(Decision::Refused { .. }) => Self::Refused,
            Some(Decision::Granted(grant)) if grant.under_gpc || !gpc => {
                let is_asked = |key: &&Key| offered.iter().any(|p| p.key == **key && p.basis == Basis::Consent);
                let purposes: Vec<_> = grant.purposes.iter().filter(is_asked).cloned().collect();
                if purposes.is_empty() { Self::Open.unless(gpc) } else { Self::Granted(purposes) }
            }
            _ => Self::Open.unless(gpc),
        }
    }

    fn unless(self, gpc: bool) -> Self {
        if gpc { Self::Signal } else { self }
    }
}

impl ChoiceCookie {
    /// Reads the cookie's text; none where it is nobody's choice.
    pub fn parse(text: &str) -> Option<Self> {
        let fields: Vec<_> = text.split('&').filter_map(|pair| pair.split_once('=')).collect();
        let field = |name: &str| fields.iter().find(|(n, _)| *n == name).map(|(_, value)| *value);
        let number = |name: &str| field(name)?.parse().ok();
        let answer = match (field("refused"), field("until")) {
            (Some(month), _) => Decision::Refused { month: Day::parse(&format!("{month}-01")).ok()? },
            (None, Some(until)) => Decision::Granted(Grant {
                site: Slug::parse(field("site")?).ok()?,
                purposes: field("granted").unwrap_or_default().split('+').filter_map(|key| Key::parse(key).ok()).collect(),
                until: Day::parse(until).ok()?,
                event: field("event").and_then(|event| event.parse().ok()),
                under_gpc: field("gpc") == Some("1"),
            }),
            (None, None) => return None,
        };
        Some(Self { version: number("version")?, ask: number("ask")?, answer })
    }

    /// What the browser is to keep after a decision. `event` is its record, where there is one. A withdrawal leaves what else was
    /// granted as it stood; anything granted anew holds from `now` for the validity of the notice.
    pub fn after(
        before: Option<&Self>,
        site: &Slug,
        decision: &SiteDecision,
        notice: &SiteNotice,
        event: Option<EventId>,
        now: Millis,
        gpc: bool,
    ) -> Self {
        // A grant that is asked again does not count, so nothing of it is left to stand.
        if decision.control == Control::Withdraw
            && let Some(kept) = before.filter(|b| b.ask == notice.ask).and_then(|b| b.without_refused(decision, event))
        {
            return kept;
        }
        let purposes: Vec<_> = decision.granted().cloned().collect();
        let answer = if purposes.is_empty() {
            Decision::Refused { month: Day::from_date(today(now).first_of_month()) }
        } else {
            let until = Day::of(now.plus_months(notice.validity_months()), &TimeZone::UTC);
            Decision::Granted(Grant { site: site.clone(), purposes, until, event, under_gpc: gpc })
        };
        Self { version: notice.published.number, ask: notice.ask, answer }
    }

    /// What is left of a grant without what a decision refuses; none where nothing is left.
    pub fn without_refused(&self, decision: &SiteDecision, event: Option<EventId>) -> Option<Self> {
        let mut grant = self.grant()?.clone();
        grant.purposes.retain(|key| decision.chosen().all(|chosen| chosen.granted || chosen.purpose != *key));
        grant.event = event.or(grant.event);
        let left = !grant.purposes.is_empty();
        left.then_some(Self { answer: Decision::Granted(grant), ..*self })
    }

    /// The grant, where there is one.
    pub const fn grant(&self) -> Option<&Grant> {
        match &self.answer {
            Decision::Granted(grant) => Some(grant),
            Decision::Refused { .. } => None,
        }
    }

    /// The day at whose start (UTC) it ends. Of a refusal only the month is known: it ends with the last month of its validity.
    pub fn end(&self, notice: &SiteNotice) -> Day {
        match &self.answer {
            Decision::Granted(grant) => grant.until,
            Decision::Refused { month } => {
                Day::from_date(month.date().saturating_add((i64::from(notice.validity_months()) + 1).months()))
            }
        }
    }
}

/// The cookie's text.
impl std::fmt::Display for ChoiceCookie {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { version, ask, answer } = self;
        match answer {
            Decision::Refused { month } => {
                let month = month.date();
                write!(f, "version={version}&ask={ask}&refused={:04}-{:02}", month.year(), month.month())
            }
            Decision::Granted(grant) => {
                let purposes: Vec<_> = grant.purposes.iter().map(Key::as_str).collect();
                write!(f, "site={}&version={version}&ask={ask}", grant.site)?;
                write!(f, "&granted={}&until={}", purposes.join("+"), grant.until)?;
                grant.event.iter().try_for_each(|event| write!(f, "&event={event}"))?;
                if grant.under_gpc { f.write_str("&gpc=1") } else { Ok(()) }
            }
        }
    }
}

fn today(now: Millis) -> Date {
    Day::of(now, &TimeZone::UTC).date()
}

/// The cookie in which the browser keeps the choice itself, by the key of its site.
pub fn choice_cookie(site: &crate::id::Slug) -> String {
    format!("klankbord_{site}")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use uuid::Uuid;

    use super::*;
    use crate::{
        form_fields::FormFields,
        id::{NoticeVersionId, key},
        notice::{Notice, PublishedNotice},
        organisation::OrganisationProfile,
        site::decision::{
            DecisionRequest,
            form::{self, Before},
        },
    };

    /// What both sides are held to; the other one is embed/tests/cookie.spec.ts.
    const EXAMPLES: &str = include_str!("../../tests/choices.json");
    const EVENT: EventId = EventId(Uuid::from_u128(7));

    fn demo() -> Slug {
        Slug::parse("demo").unwrap()
    }

    fn notice() -> SiteNotice {
        let notice = Notice::draft_for_site(&OrganisationProfile::new("A", "b", "c"), &demo(), "a.nl");
        let published =
            PublishedNotice { id: NoticeVersionId(Uuid::from_u128(1)), number: 3, hash: notice.content_hash(), notice };
        SiteNotice { published, ask: 2, published_at: Millis(0) }
    }

    fn at(text: &str) -> Millis {
        Millis::parse_rfc3339(text).unwrap()
    }

    const NOW: &str = "2026-11-22T23:30:00Z";

    fn decide(before: Option<&ChoiceCookie>, fields: &[(&str, &str)]) -> SiteDecision {
        let hidden = [(form::KEY, "000102030405060708090a0b0c0d0e0f"), (form::VERSION, "3"), (form::LANG, "en")];
        let fields = hidden.iter().chain(fields).map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect();
        let grant = before.and_then(ChoiceCookie::grant);
        let before = Before {
            granted: grant.map_or(&[], |grant| &grant.purposes),
            event: grant.and_then(|grant| grant.event),
            gpc: false,
        };
        DecisionRequest::of_form(&FormFields(fields), &notice(), before).decide(Some(&notice())).unwrap()
    }

    fn after(before: Option<&ChoiceCookie>, fields: &[(&str, &str)]) -> ChoiceCookie {
        ChoiceCookie::after(before, &demo(), &decide(before, fields), &notice(), Some(EVENT), at(NOW), false)
    }

    fn standing(text: &str, gpc: bool, now: &str) -> ChoiceStatus {
        ChoiceStatus::of(ChoiceCookie::parse(text).as_ref(), &notice(), gpc, at(now))
    }

    #[test]
    fn the_examples_are_read_and_written_as_the_script_does() {
        let examples: Vec<Value> = serde_json::from_str(EXAMPLES).unwrap();
        assert!(examples.len() >= 4);
        for example in examples {
            let text = example["text"].as_str().unwrap();
            let choice = ChoiceCookie::parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(choice.to_string(), text);
            assert_eq!((choice.version, choice.ask), (3, 2));
            assert_eq!(choice.end(&notice()).to_string(), example["ends"].as_str().unwrap(), "{text}");
            let grant = choice.grant();
            let granted: Vec<_> = grant.iter().flat_map(|grant| &grant.purposes).map(Key::as_str).collect();
            let expected: Vec<_> = example["granted"].as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect();
            assert_eq!(granted, expected);
            let event = grant.and_then(|grant| grant.event).map(|event| event.to_string());
            assert_eq!(event.as_deref(), example["event"].as_str());
        }
    }

    #[test]
    fn the_order_of_the_fields_does_not_matter_and_nonsense_is_no_choice() {
        // So the script writes it when the record arrives after the choice.
        let late = format!("site=demo&version=3&ask=2&granted=analytics&until=2099-05-22&gpc=1&event={EVENT}");
        assert_eq!(ChoiceCookie::parse(&late).unwrap().grant().unwrap().event, Some(EVENT));
        for bad in
            ["", "x", "refused=2026-11", "version=1&ask=1", "version=1&ask=1&refused=2026-13", "version=a&ask=1&refused=2026-11"]
        {
            assert_eq!(ChoiceCookie::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_grant_holds_until_its_last_day_and_a_refusal_until_the_end_of_its_last_month() {
        let grant = "site=demo&version=1&ask=2&granted=analytics+profit+necessary&until=2027-05-22";
        let granted = ChoiceStatus::Granted(vec![key("analytics")]);
        assert_eq!(standing(grant, false, "2027-05-21T23:59:59Z"), granted, "of what this notice asks");
        assert_eq!(standing(grant, false, "2027-05-22T00:00:00Z"), ChoiceStatus::Open);
        let refusal = "version=1&ask=2&refused=2026-11";
        assert_eq!(standing(refusal, false, "2027-05-31T23:59:59Z"), ChoiceStatus::Refused);
        assert_eq!(standing(refusal, false, "2027-06-01T00:00:00Z"), ChoiceStatus::Open);
        for older in ["site=demo&version=1&ask=1&granted=analytics&until=2027-05-22", "version=1&ask=1&refused=2026-11"] {
            assert_eq!(standing(older, false, NOW), ChoiceStatus::Open, "other purposes ask again");
        }
        assert_eq!(ChoiceStatus::of(None, &notice(), false, at(NOW)), ChoiceStatus::Open);
    }

    #[test]
    fn the_signal_outranks_what_was_granted_without_it_and_no_more() {
        let grant = "site=demo&version=1&ask=2&granted=analytics&until=2027-05-22";
        assert_eq!(standing(grant, true, NOW), ChoiceStatus::Signal);
        assert_eq!(standing(&format!("{grant}&gpc=1"), true, NOW), ChoiceStatus::Granted(vec![key("analytics")]));
        assert_eq!(standing(&format!("{grant}&gpc=1"), false, NOW), ChoiceStatus::Granted(vec![key("analytics")]));
        assert_eq!(standing("version=1&ask=2&refused=2026-11", true, NOW), ChoiceStatus::Refused);
        assert_eq!(ChoiceStatus::of(None, &notice(), true, at(NOW)), ChoiceStatus::Signal);
    }

    #[test]
    fn a_refusal_leaves_no_identifier() {
        assert_eq!(after(None, &[(form::CONTROL, "refuse_all")]).to_string(), "version=3&ask=2&refused=2026-11");
        let granted = after(None, &[(form::CONTROL, "accept_all")]);
        let text = format!("site=demo&version=3&ask=2&granted=preferences+analytics+marketing&until=2027-05-22&event={EVENT}");
        assert_eq!(granted.to_string(), text);
        let back = after(Some(&granted), &[(form::CONTROL, "withdraw")]);
        assert_eq!(back.to_string(), "version=3&ask=2&refused=2026-11");
    }

    #[test]
    fn withdrawing_one_purpose_leaves_the_others_as_they_stood() {
        let before = ChoiceCookie::parse("site=demo&version=1&ask=2&granted=analytics+marketing&until=2027-01-02&gpc=1").unwrap();
        let one = [(form::CONTROL, "withdraw"), (crate::survey::reserved_keys::PURPOSE, "analytics")];
        let kept = format!("site=demo&version=1&ask=2&granted=marketing&until=2027-01-02&event={EVENT}&gpc=1");
        assert_eq!(after(Some(&before), &one).to_string(), kept);
        let asked_again = ChoiceCookie { ask: 1, ..before };
        assert_eq!(after(Some(&asked_again), &one).to_string(), "version=3&ask=2&refused=2026-11");
    }
}
