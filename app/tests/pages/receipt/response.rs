//! Tests of the receipt, and of the thank-you page before it.

use app::receipt::response::{self, ReceiptPage};
use domain::{
    consent::{ConsentEvent, Control, Decision, State, SubjectMatter, standing::PurposeState},
    contact::{Contact, EmailAddress},
    error::{ErrorCode, FieldError},
    form_fields::FormFields,
    hash::Sha256Hash,
    id::{EventId, ResponseId, key},
    locale::Locale,
    notice::purpose::Basis,
    receipt::response::Receipt,
    response::answer::Answer,
    submission_key::SubmissionKey,
    survey::{attribute::ReceivedBy, template::Template},
};
use uuid::Uuid;

use crate::{check, sample};

fn code() -> domain::submission_key::ReceiptCode {
    SubmissionKey([7; 16]).guessable_code()
}

fn stored(basis: Basis) -> Receipt {
    let published = sample::template(Template::Nps, basis);
    let base = State::initial(basis, true);
    let states =
        [("analysis", basis, base), ("contact", Basis::Consent, State::Given), ("publish", Basis::Consent, State::Refused)];
    let event = ConsentEvent {
        id: EventId(Uuid::from_u128(9)),
        organisation: published.organisation.id,
        about: SubjectMatter::Survey(published.survey.id),
        notice: published.version.notice.reference(),
        locale: Locale::Nl,
        decisions: states.map(|(purpose, basis, state)| Decision { purpose: key(purpose), basis, state }).to_vec(),
        control: Control::Send,
        origin: "https://voorbeeld.nl".into(),
        time: sample::NOW,
        stated_time: None,
        valid_until: None,
        subject: Sha256Hash::of(b"x"),
    };
    Receipt {
        response: ResponseId(Uuid::from_u128(8)),
        organisation: published.organisation,
        notice: published.version.notice.clone(),
        survey: published.survey,
        version: published.version,
        locale: Locale::Nl,
        submitted_at: sample::NOW,
        answers: vec![(key("recommend"), Answer::Score(10)), (key("reason"), Answer::Text("<script>alert(1)</script>".into()))],
        attributes: vec![(key("state"), "SP".into())],
        tags: vec![],
        attributes_by: Some(ReceivedBy::Link),
        contact: Some(Contact { email: Some(EmailAddress::parse("jan@voorbeeld.nl").expect("an address")), phone: None }),
        standing: states
            .map(|(purpose, basis, state)| PurposeState { purpose: key(purpose), basis, state, since: sample::NOW })
            .to_vec(),
        history: vec![event],
        sealed: true,
        erased_at: None,
        external_id: None,
        restricted_at: None,
        corrected_at: None,
    }
}

fn render(locale: Locale, receipt: &Receipt, thanks: bool) -> String {
    let html = response::render(
        &sample::context(locale),
        &ReceiptPage {
            receipt,
            code: &code(),
            thanks,
            errors: &[],
            fields: &FormFields::default(),
            allowed: false,
            being_erased: false,
        },
    );
    check(&html, locale);
    assert!(!html.contains("<script"), "{html}");
    html
}

#[test]
fn each_standing_purpose_has_one_button_the_base_one_first() {
    let html = render(Locale::Nl, &stored(Basis::Consent), false);
    let action = format!("<form method=\"post\" action=\"/r/{}/withdraw\">", code());
    let purposes: Vec<_> = html.split(&action).skip(1).map(|form| form.split("</form>").next().unwrap()).collect();
    assert_eq!(purposes.len(), 2, "a refused purpose has nothing to take back");
    for (form, purpose) in purposes.iter().zip(["analysis", "contact"]) {
        assert!(form.contains(&format!("type=\"hidden\" name=\"purpose\" value=\"{purpose}\"")), "{form}");
        assert_eq!(form.matches("<button").count(), 1);
        assert!(form.contains("Toestemming intrekken"), "{form}");
    }
    for scope in ["answers", "everything"] {
        assert!(html.contains(&format!("name=\"scope\" value=\"{scope}\"")), "{html}");
    }
}

#[test]
fn who_was_not_asked_may_object() {
    let html = render(Locale::Nl, &stored(Basis::LegitimateInterest), false);
    assert!(html.contains("Bezwaar maken"), "{html}");
}

#[test]
fn it_shows_what_was_stored_under_which_notice() {
    let receipt = stored(Basis::Consent);
    let html = render(Locale::En, &receipt, false);
    let hash = receipt.notice.hash.to_string();
    for shown in
        ["10 out of 10 (Extremely likely)", "&lt;script&gt;alert(1)&lt;/script&gt;", "jan@voorbeeld.nl", &hash[..12], &hash]
    {
        assert!(html.contains(shown), "{shown}: {html}");
    }
}

#[test]
fn it_says_whether_the_log_has_the_newest_choice_and_hands_out_the_proof() {
    let sealed = render(Locale::Nl, &stored(Basis::Consent), false);
    let waiting = render(Locale::Nl, &Receipt { sealed: false, ..stored(Basis::Consent) }, false);
    assert!(sealed.contains("staat in het ondertekende logboek"), "{sealed}");
    assert!(waiting.contains("Over een paar seconden") && !waiting.contains("staat in het ondertekende logboek"), "{waiting}");
    for html in [sealed, waiting] {
        assert!(html.contains(&format!("href=\"/r/{}/receipt.json\"", code())), "{html}");
    }
}

#[test]
fn after_an_erasure_only_the_rest_can_be_erased() {
    let erased = Receipt { answers: vec![], contact: None, erased_at: Some(sample::NOW), ..stored(Basis::Consent) };
    let html = render(Locale::Nl, &erased, false);
    assert!(!html.contains("value=\"answers\"") && html.contains("value=\"everything\""), "{html}");
    assert!(html.contains("Uw antwoorden zijn gewist op"), "{html}");
}

#[test]
fn everything_is_erased_only_after_a_tick() {
    let receipt = stored(Basis::Consent);
    let everything = |html: &str| html.split("value=\"everything\"").nth(1).unwrap().split("</form>").next().unwrap().to_owned();
    let asked = everything(&render(Locale::Nl, &receipt, false));
    assert!(asked.contains("type=\"checkbox\"") && asked.contains("name=\"sure\"") && !asked.contains("checked"), "{asked}");
    let errors = [FieldError::new("sure", ErrorCode::Required)];
    let fields = FormFields::default();
    let page = ReceiptPage {
        receipt: &receipt,
        code: &code(),
        thanks: false,
        errors: &errors,
        fields: &fields,
        allowed: false,
        being_erased: false,
    };
    let html = response::render(&sample::context(Locale::En), &page);
    check(&html, Locale::En);
    assert!(html.contains("href=\"#f-sure\"") && everything(&html).contains("aria-describedby=\"e-sure\""), "{html}");
}

#[test]
fn a_withdrawal_says_what_it_did_and_until_when_the_rest_takes() {
    let stood = stored(Basis::Consent);
    let withdrawal = |purpose: &'static str, time| {
        let decision = Decision { purpose: key(purpose), basis: Basis::Consent, state: State::Withdrawn };
        ConsentEvent { decisions: vec![decision], control: Control::Withdraw, time, ..stood.history[0].clone() }
    };
    let withdrawn = |purpose: &'static str| {
        let standing = stood.standing.iter().map(|state| match state.purpose.as_str() == purpose {
            true => PurposeState { state: State::Withdrawn, ..state.clone() },
            false => state.clone(),
        });
        let history = vec![stood.history[0].clone(), withdrawal(purpose, sample::NOW)];
        Receipt { standing: standing.collect(), history, ..stood.clone() }
    };
    let said = |receipt: &Receipt| {
        let html = render(Locale::En, receipt, false);
        html.split("role=\"status\"").nth(1).map(|rest| rest.split("</div>").next().unwrap().to_owned())
    };
    assert_eq!(said(&stood), None);
    let analysis = said(&withdrawn("analysis")).unwrap();
    assert!(analysis.contains("you withdrew your consent for “Counting and reading answers”"), "{analysis}");
    assert!(analysis.contains("We erase them on 21 December 2026 at the latest."), "{analysis}");
    let contact = said(&withdrawn("contact")).unwrap();
    assert!(contact.contains("We erased your contact details at once."), "{contact}");
    let restricted = said(&Receipt { restricted_at: Some(sample::NOW), ..withdrawn("analysis") }).unwrap();
    assert!(restricted.contains("when the restriction is lifted"), "{restricted}");
    let erased = Receipt { erased_at: Some(sample::NOW), ..withdrawn("analysis") };
    assert_eq!(said(&erased), None, "what is gone needs no end");
}

#[test]
fn thanks_lead_to_the_receipt_and_to_withdrawal() {
    let html = render(Locale::Nl, &stored(Basis::Consent), true);
    assert!(html.contains(&format!("href=\"/r/{}?lang=nl\"", code())), "{html}");
    assert!(html.contains(&format!("href=\"/r/{}?lang=nl#withdraw\"", code())), "{html}");
    assert!(!html.contains("alert(1)"), "thanks show no answer: {html}");
}

#[test]
fn what_is_allowed_after_sending_is_asked_once_and_comes_back_inert() {
    let mut receipt = stored(Basis::Consent);
    assert!(!render(Locale::Nl, &receipt, true).contains("/allow"), "on all of it something was decided");
    receipt.history[0].decisions.truncate(1);
    receipt.standing.truncate(1);
    receipt.contact = None;
    let page = render(Locale::Nl, &receipt, true);
    assert!(page.contains("value=\"contact\"") && page.contains("value=\"publish\"") && !page.contains(" checked"), "{page}");
    assert!(!page.contains("value=\"connect\""), "the form asks that itself: {page}");

    let errors = [FieldError::new("contact_email", ErrorCode::InvalidEmail)];
    let fields = sample::fields(&[("purpose", "contact"), ("contact_email", "\"><script>")]);
    let page = ReceiptPage {
        receipt: &receipt,
        code: &code(),
        thanks: true,
        errors: &errors,
        fields: &fields,
        allowed: false,
        being_erased: false,
    };
    let html = response::render(&sample::context(Locale::Nl), &page);
    assert!(
        html.contains("name=\"contact_email\" value=\"&quot;&gt;&lt;script&gt;\"") && html.contains("#f-contact_email"),
        "{html}"
    );

    receipt.erased_at = Some(sample::NOW);
    assert!(!render(Locale::Nl, &receipt, false).contains("/allow"), "nothing is left to allow");
}
