//! Sample organisations, surveys and responses.

use domain::{
    answer::{Answer, Answers},
    calendar::Millis,
    form::{Contact, FormFields, Submission},
    id::{Slug, key},
    locale::{Locale, LocalizedText},
    organisation::{EmailAddress, OrganisationProfile},
    purpose::Basis,
    question::{Choice, Question, QuestionKind},
    receipt::SubmissionKey,
    results::Channel,
    survey::Questionnaire,
    template::Template,
};
use store::{NewResponse, PublishedSurvey, Store};

pub(crate) fn profile() -> OrganisationProfile {
    OrganisationProfile::new("Bakkerij Van Dam", "info@voorbeeld.nl", "privacy@voorbeeld.nl")
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
    }
}

pub(crate) fn at(text: &str) -> Millis {
    Millis::parse_rfc3339(text).unwrap()
}
