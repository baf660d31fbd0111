//! The cookie in which a browser keeps the visitor's choice. `consent.js` writes and reads the same form
//! (embed/src/cookie.js). The examples in domain/tests/choices.json test both implementations. Must not know how a
//! cookie is sent.
//!
//! After a refusal it holds nothing that distinguishes one visitor from another: version, `refused` and the month
//! (consent rules, Event).

use jiff::{ToSpan as _, civil::Date, tz::TimeZone};

use crate::{
    calendar::{Day, Millis},
    consent::Control,
    id::{EventId, Key, Slug},
    notice::purpose::Basis,
    site::{SiteNotice, decision::SiteDecision},
};

/// The choice of a visitor, as the browser keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceCookie {
    /// The version of the notice that was shown.
    pub version: u32,
    /// A number that increases if purposes change. A visitor with an older number is asked again.
    pub ask: u32,
    /// The decision.
    pub answer: Decision,
}

/// The decision of a visitor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// At least one purpose was granted.
    Granted(Grant),
    /// Every purpose was refused.
    Refused {
        /// The first day of the month of the refusal.
        month: Day,
    },
}

/// The part of a grant that is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The website of the grant.
    pub site: Slug,
    /// The granted purposes. Empty if the visitor must be asked again and the next decision belongs to the earlier
    /// record.
    pub purposes: Vec<Key>,
    /// The day on which the grant ends, at its start (UTC).
    pub until: Day,
    /// The consent event of the grant.
    pub event: Option<EventId>,
    /// Whether it was given under Global Privacy Control. Such a grant has priority over the signal.
    pub under_gpc: bool,
}

/// The current status of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChoiceStatus {
    /// There is no valid decision, so the visitor is asked.
    Open,
    /// The browser signals a refusal, and no choice has priority over it.
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

    /// The current status under the notice that is shown. Global Privacy Control has priority over a grant that was
    /// given without it.
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
    /// Parses the text of the cookie. `None` if it is not valid.
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

    /// The choice that the browser keeps after a decision. `event` is the record of the decision, if one exists. A
    /// withdrawal leaves the other granted purposes and their end unchanged. A new grant is valid from `now` for the
    /// validity of the notice.
    pub fn after(
        before: Option<&Self>,
        site: &Slug,
        decision: &SiteDecision,
        notice: &SiteNotice,
        event: Option<EventId>,
        now: Millis,
        gpc: bool,
    ) -> Self {
        // A grant for an older question is no longer valid, so none of its purposes remain.
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

    /// The grant without the purposes that a decision refuses. `None` if no purpose remains.
    pub fn without_refused(&self, decision: &SiteDecision, event: Option<EventId>) -> Option<Self> {
        let mut grant = self.grant()?.clone();
        grant.purposes.retain(|key| decision.chosen().all(|chosen| chosen.granted || chosen.purpose != *key));
        grant.event = event.or(grant.event);
        let left = !grant.purposes.is_empty();
        left.then_some(Self { answer: Decision::Granted(grant), ..*self })
    }

    /// The grant, if the visitor granted anything.
    pub const fn grant(&self) -> Option<&Grant> {
        match &self.answer {
            Decision::Granted(grant) => Some(grant),
            Decision::Refused { .. } => None,
        }
    }

    /// The day on which the choice ends, at its start (UTC). Only the month of a refusal is known, so a refusal ends
    /// with the last month of its validity.
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

/// The name of the cookie that keeps the choice, from the key of its site.
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

    /// The examples that both implementations must pass. The other test is embed/tests/cookie.spec.ts.
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
        // The order in which the script writes it, if the record arrives after the choice.
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
