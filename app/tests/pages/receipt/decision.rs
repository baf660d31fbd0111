//! The receipt of a decision on a website.

use app::receipt::decision;
use domain::{
    consent::{ConsentEvent, Control, Decision, State, SubjectMatter, standing::PurposeState},
    hash::Sha256Hash,
    id::{EventId, key},
    locale::Locale,
    notice::purpose::Basis,
    receipt::decision::DecisionReceipt,
    site::published::PublishedSite,
    submission_key::SubmissionKey,
};
use uuid::Uuid;

use crate::{check, sample};

fn receipt() -> DecisionReceipt {
    let PublishedSite { site, organisation, notice } = sample::website();
    let states = [
        ("necessary", Basis::Exempt, State::Asserted),
        ("analytics", Basis::Consent, State::Given),
        ("marketing", Basis::Consent, State::Withdrawn),
    ];
    let event = ConsentEvent {
        id: EventId(Uuid::from_u128(9)),
        organisation: organisation.id,
        about: SubjectMatter::Site(site.id),
        notice: notice.published.reference(),
        locale: Locale::Nl,
        decisions: states.map(|(purpose, basis, state)| Decision { purpose: key(purpose), basis, state }).to_vec(),
        control: Control::OwnChoice,
        origin: "https://winkel.example".into(),
        time: sample::NOW,
        stated_time: None,
        valid_until: Some(sample::NOW.plus_months(6)),
        subject: Sha256Hash::of(b"x"),
    };
    DecisionReceipt {
        event: event.id,
        site,
        organisation,
        notice: (*notice).clone(),
        locale: Locale::Nl,
        decided_at: sample::NOW,
        valid_until: sample::NOW.plus_months(6),
        standing: states[1..]
            .iter()
            .map(|(purpose, basis, state)| PurposeState {
                purpose: key(purpose),
                basis: *basis,
                state: *state,
                since: sample::NOW,
            })
            .collect(),
        covers_one: false,
        history: vec![event],
        sealed: true,
    }
}

#[test]
fn what_stands_is_taken_back_with_one_button() {
    let code = SubmissionKey([7; 16]).guessable_code();
    for &locale in Locale::ALL {
        let html = decision::render(&sample::context(locale), &receipt(), &code, &[]);
        check(&html, locale);
        assert!(!html.contains("<script") && !html.contains("<winkel>") && !html.contains("_a<b>"), "{html}");
        let action = format!("<form method=\"post\" action=\"/r/{code}/withdraw\">");
        let forms: Vec<_> = html.split(&action).skip(1).map(|form| form.split("</form>").next().unwrap()).collect();
        assert_eq!(forms.len(), 1, "what was withdrawn has nothing to take back");
        assert!(forms[0].contains("name=\"purpose\" value=\"analytics\"") && forms[0].matches("<button").count() == 1);
        assert!(html.contains("name=\"scope\" value=\"everything\"") && !html.contains("value=\"answers\""));
        assert!(html.contains("name=\"sure\"") && !html.contains(" checked"), "{html}");
        assert!(html.contains(&receipt().notice.published.hash.to_string()));
        assert!(html.contains(&format!("href=\"/r/{code}/receipt.json\" download")));
    }
}

#[test]
fn a_recorded_refusal_says_that_nothing_stands() {
    let refused = DecisionReceipt { standing: vec![], ..receipt() };
    let code = SubmissionKey([7; 16]).guessable_code();
    let html = decision::render(&sample::context(Locale::Nl), &refused, &code, &[]);
    assert!(html.contains("We hebben geen toestemming van u.") && !html.contains("/withdraw\""), "{html}");
}
