//! Sample organisations, surveys and responses.

use std::sync::Arc;

use domain::{
    calendar::Millis,
    channel::Channel,
    contact::{Contact, EmailAddress},
    form_fields::FormFields,
    id::{EventId, Slug, key},
    locale::{Locale, LocalizedText},
    notice::{Notice, purpose::Basis},
    organisation::OrganisationProfile,
    response::{
        answer::{Answer, Answers},
        form::Submission,
    },
    site::{SiteSettings, WebOrigin, decision::DecisionRequest, published::PublishedSite},
    submission_key::{ReceiptCode, SubmissionKey},
    survey::{
        Questionnaire,
        attribute::ReceivedBy,
        published::PublishedSurvey,
        question::{Choice, Question, QuestionKind},
        template::Template,
    },
};
use store::{NewDecision, NewResponse, Store};

pub(crate) fn profile() -> OrganisationProfile {
    OrganisationProfile::new("Bakkerij Van Dam", "info@voorbeeld.nl", "privacy@voorbeeld.nl")
}

/// The code of the receipt of a key, in the only organisation.
pub(crate) async fn code(store: &Store, key: SubmissionKey) -> ReceiptCode {
    store.receipt_code(store.find_organisation().await.unwrap().unwrap().id, &key)
}

pub(crate) async fn survey(store: &Store, template: Template) -> PublishedSurvey {
    survey_of(store, &template.questionnaire(&profile(), Basis::Consent)).await
}

pub(crate) async fn survey_of(store: &Store, questionnaire: &Questionnaire) -> PublishedSurvey {
    let organisation = store.create_organisation(&profile()).await.unwrap();
    store.create_survey(&organisation, &Slug::parse("voorbeeld").unwrap(), questionnaire).await.unwrap()
}

/// The NPS questionnaire with a question of every other kind behind it.
pub(crate) fn every_kind() -> Questionnaire {
    let mut questionnaire = Template::Nps.questionnaire(&profile(), Basis::Consent);
    let text = |t: &str| LocalizedText::same(t);
    let choice = |name: &'static str| Choice { key: key(name), text: text(name) };
    let mut add = |name, kind: QuestionKind| {
        let not_applicable = kind.is_closed();
        questionnaire.pages[0].questions.push(Question {
            key: key(name),
            text: text(name),
            required: false,
            not_applicable,
            kind,
        });
    };
    add("colour", QuestionKind::SingleChoice { choices: vec![choice("red"), choice("blue")] });
    add(
        "products",
        QuestionKind::MultipleChoice { choices: vec![choice("bread"), choice("cake"), choice("pie")], at_most: None },
    );
    add("visits", QuestionKind::Number { min: None, max: None, unit: None });
    add("line", QuestionKind::ShortText { max_length: 100 });
    add(
        "shop",
        QuestionKind::Likert { rows: vec![choice("clean"), choice("quick")], points: vec![text("1"), text("2"), text("3")] },
    );
    questionnaire.validate().unwrap();
    questionnaire
}

/// A response to the NPS questionnaire. The number makes its key.
pub(crate) fn response(
    published: &PublishedSurvey,
    number: u128,
    score: u8,
    comment: &str,
    granted: &[&'static str],
) -> NewResponse {
    let mut answers: Answers =
        vec![(published.version.questionnaire.questions().next().unwrap().key.clone(), Answer::Score(score))];
    if !comment.is_empty() {
        answers.push((key("reason"), Answer::Text(comment.to_owned())));
    }
    let contact = granted
        .contains(&"contact")
        .then(|| Contact { email: Some(EmailAddress::parse("klant@voorbeeld.nl").unwrap()), phone: None });
    with_answers(published, number, Submission { answers, granted: granted.iter().map(|name| key(name)).collect(), contact })
}

pub(crate) fn with_answers(published: &PublishedSurvey, number: u128, submission: Submission) -> NewResponse {
    let key = SubmissionKey(number.to_be_bytes());
    let fields = FormFields(vec![("all".to_owned(), format!("{submission:?}"))]);
    NewResponse {
        published: published.clone(),
        key,
        content_hash: fields.content_hash(&key),
        locale: Locale::Nl,
        channel: Channel::Link,
        origin: "https://voorbeeld.nl".to_owned(),
        submitted_at: None,
        submission,
        attributes: Vec::new(),
        attributes_by: ReceivedBy::Stated,
        body: None,
    }
}

pub(crate) fn at(text: &str) -> Millis {
    Millis::parse_rfc3339(text).unwrap()
}

pub(crate) fn settings() -> SiteSettings {
    SiteSettings::new("Van Dam", vec![WebOrigin::parse("https://vandam.nl").unwrap()], Locale::ALL.to_vec())
}

pub(crate) fn site_key() -> Slug {
    Slug::parse("vandam").unwrap()
}

pub(crate) fn site_notice() -> Notice {
    Notice::draft_for_site(&profile(), &site_key(), "vandam.nl")
}

pub(crate) async fn site(store: &Store) -> Arc<PublishedSite> {
    let organisation = store.create_organisation(&profile()).await.unwrap();
    store.create_site(&organisation, &site_key(), &settings(), &site_notice()).await.unwrap()
}

/// A decision that grants these purposes. The number makes its key.
pub(crate) fn decision(site: &Arc<PublishedSite>, number: u128, control: &str, granted: &[&str]) -> NewDecision {
    decision_of(site, number, control, granted, None, false)
}

pub(crate) fn decision_of(
    site: &Arc<PublishedSite>,
    number: u128,
    control: &str,
    granted: &[&str],
    subject: Option<EventId>,
    receipt: bool,
) -> NewDecision {
    let purposes: std::collections::BTreeMap<_, _> =
        ["preferences", "analytics", "marketing"].into_iter().map(|name| (name, granted.contains(&name))).collect();
    let mut body = serde_json::json!({
        "idempotency_key": SubmissionKey(number.to_be_bytes()).to_string(), "notice_version": site.notice.published.number,
        "locale": "nl", "control": control, "gpc": control == "gpc", "purposes": purposes, "receipt": receipt,
    });
    if let Some(subject) = subject {
        body["subject"] = subject.to_string().into();
    }
    NewDecision {
        published: Arc::clone(site),
        notice: Arc::clone(&site.notice),
        decision: DecisionRequest::read(&body).decide(Some(&site.notice)).unwrap(),
        origin: "https://vandam.nl".to_owned(),
    }
}
