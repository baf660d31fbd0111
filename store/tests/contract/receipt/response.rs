//! Receipts return all stored data. Withdrawal and erasure undo what they name and nothing else.

use domain::{
    calendar::Millis,
    consent::{Control, State},
    id::key,
    notice::purpose::Basis,
    receipt::response::{Erasure, Receipt, Withdrawal},
    response::{answer::Answer, filter::ResultsFilter, form::Submission},
    submission_key::ReceiptCode,
    survey::{published::PublishedSurvey, template::Template},
};
use store::{CommentQuery, StoreError};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    every_kind_of_answer_reads_back,
    withdrawing_the_base_purpose_hides_the_answer,
    withdrawing_another_purpose_leaves_it,
    objecting,
    erasing_answers_keeps_the_proof,
    erasing_everything_leaves_the_log,
    withdrawn_answers_are_erased_in_time,
    unknown_codes,
);

const ORIGIN: &str = "https://voorbeeld.nl";

async fn submitted(store: &TestStore, granted: &[&'static str]) -> (PublishedSurvey, ReceiptCode) {
    let survey = sample::survey(store, Template::Nps).await;
    let response = sample::response(&survey, 1, 9, "Lekker brood", granted);
    let code = sample::code(store, response.key).await;
    store.submit_response(response).await.unwrap();
    (survey, code)
}

async fn receipt(store: &TestStore, code: &ReceiptCode) -> Receipt {
    store.find_receipt(code).await.unwrap().unwrap()
}

async fn exported(store: &TestStore, survey: &PublishedSurvey) -> usize {
    store.list_responses(survey.survey.id, &ResultsFilter::default(), None, None, 10).await.unwrap().len()
}

async fn every_kind_of_answer_reads_back(store: TestStore) {
    let survey = sample::survey_of(&store, &sample::every_kind()).await;
    let answers = vec![
        (key("recommend"), Answer::Score(0)),
        (key("reason"), Answer::Text("  Brood\r\n\"warm\" 😀 ".to_owned())),
        (key("colour"), Answer::Choice(key("blue"))),
        (key("products"), Answer::Choices(vec![key("bread"), key("pie")])),
        (key("visits"), Answer::Number(-2.5)),
        (key("line"), Answer::Text("=1+1".to_owned())),
        (key("shop"), Answer::Matrix(vec![(key("clean"), Some(3)), (key("quick"), Some(1))])),
    ];
    let not_applicable = vec![
        (key("recommend"), Answer::Score(10)),
        (key("colour"), Answer::NotApplicable),
        (key("products"), Answer::NotApplicable),
        (key("shop"), Answer::Matrix(vec![(key("clean"), None), (key("quick"), Some(2))])),
    ];
    let nothing_known = vec![
        (key("recommend"), Answer::Score(10)),
        (key("shop"), Answer::Matrix(vec![(key("clean"), None), (key("quick"), None)])),
    ];
    for (number, answers) in [(1, answers), (2, not_applicable), (3, nothing_known)] {
        let response =
            sample::with_answers(&survey, number, Submission { answers: answers.clone(), granted: vec![], contact: None });
        let code = sample::code(&store, response.key).await;
        store.submit_response(response).await.unwrap();
        assert_eq!(receipt(&store, &code).await.answers, answers);
    }
}

async fn withdrawing_the_base_purpose_hides_the_answer(store: TestStore) {
    let (survey, code) = submitted(&store, &["contact", "publish"]).await;
    assert_eq!(exported(&store, &survey).await, 1);
    assert_eq!(store.withdraw(&code, &key("analysis"), ORIGIN).await.unwrap(), Withdrawal::Done);
    assert_eq!(exported(&store, &survey).await, 0);
    let filter = ResultsFilter::default();
    assert!(store.list_score_counts(survey.survey.id, &key("recommend"), &filter).await.unwrap().is_empty());
    let question = key("reason");
    let query =
        CommentQuery { survey: survey.survey.id, question: &question, filter: &filter, scores: None, search: None, tag: None };
    assert!(store.list_comments(&query, None, 10).await.unwrap().is_empty());
    let counts = store.get_response_counts(survey.survey.id, &filter).await.unwrap();
    assert_eq!((counts.standing, counts.withheld), (0, vec![(State::Withdrawn, 1)]));
    let receipt = receipt(&store, &code).await;
    let states: Vec<_> = receipt.standing.iter().map(|s| (s.purpose.as_str(), s.state)).collect();
    assert_eq!(states, [("analysis", State::Withdrawn), ("contact", State::Given), ("publish", State::Given)]);
    assert_eq!(receipt.answers.len(), 2, "still there for the person, until it is erased");
    assert_eq!(store.withdraw(&code, &key("analysis"), ORIGIN).await.unwrap(), Withdrawal::NotStanding);
    assert_eq!(receipt.history.len(), 2);
}

async fn withdrawing_another_purpose_leaves_it(store: TestStore) {
    let (survey, code) = submitted(&store, &["contact", "publish"]).await;
    assert!(receipt(&store, &code).await.contact.is_some());
    assert_eq!(store.withdraw(&code, &key("contact"), ORIGIN).await.unwrap(), Withdrawal::Done);
    assert_eq!(store.withdraw(&code, &key("connect"), ORIGIN).await.unwrap(), Withdrawal::NotStanding, "it was refused");
    assert_eq!(exported(&store, &survey).await, 1);
    let receipt = receipt(&store, &code).await;
    assert_eq!(receipt.contact, None);
    assert_eq!(store.number("SELECT count(*) FROM contact").await, 0);
    let event = receipt.history.last().unwrap();
    assert_eq!((event.control, event.decisions.len(), event.decisions[0].state), (Control::Withdraw, 1, State::Withdrawn));
    assert_eq!(event.notice, receipt.history[0].notice);
    assert_ne!(event.subject, receipt.history[0].subject, "every event has a salt of its own");
}

async fn objecting(store: TestStore) {
    let survey = sample::survey_of(&store, &Template::Nps.questionnaire(&sample::profile(), Basis::LegitimateInterest)).await;
    let response = sample::response(&survey, 1, 9, "", &[]);
    let code = sample::code(&store, response.key).await;
    store.submit_response(response).await.unwrap();
    assert_eq!(receipt(&store, &code).await.standing[0].state, State::Asserted);
    assert_eq!(store.withdraw(&code, &key("analysis"), ORIGIN).await.unwrap(), Withdrawal::Done);
    assert_eq!(receipt(&store, &code).await.standing[0].state, State::Objected);
    assert_eq!(exported(&store, &survey).await, 0);
}

async fn erasing_answers_keeps_the_proof(store: TestStore) {
    let (survey, code) = submitted(&store, &["contact"]).await;
    store.erase(&code, Erasure::Answers, ORIGIN).await.unwrap();
    store.erase(&code, Erasure::Answers, ORIGIN).await.unwrap();
    let receipt = receipt(&store, &code).await;
    assert!(receipt.answers.is_empty() && receipt.contact.is_none() && receipt.erased_at.is_some());
    assert_eq!(receipt.history.len(), 2);
    assert!(receipt.standing.iter().all(|s| s.state == State::Erased));
    assert_eq!(exported(&store, &survey).await, 0);
    assert_eq!(store.number("SELECT count(*) FROM answer").await, 0);
    assert_eq!(store.number("SELECT count(*) FROM response WHERE content_hash IS NULL AND external_id IS NULL").await, 1);
}

async fn erasing_everything_leaves_the_log(store: TestStore) {
    let (survey, code) = submitted(&store, &["contact"]).await;
    store.erase(&code, Erasure::Everything, ORIGIN).await.unwrap();
    assert!(store.find_receipt(&code).await.unwrap().is_none());
    assert!(matches!(store.erase(&code, Erasure::Everything, ORIGIN).await, Err(StoreError::NotFound)));
    for table in ["answer", "contact", "event_subject", "standing", "response"] {
        assert_eq!(store.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
    assert_eq!(store.number("SELECT count(*) FROM consent_event").await, 2);
    assert_eq!(exported(&store, &survey).await, 0);
}

async fn withdrawn_answers_are_erased_in_time(store: TestStore) {
    let (_, code) = submitted(&store, &[]).await;
    assert_eq!(store.erase_withdrawn(Millis(i64::MAX)).await.unwrap(), 0, "what stands is left alone");
    store.withdraw(&code, &key("analysis"), ORIGIN).await.unwrap();
    assert_eq!(store.erase_withdrawn(Millis(0)).await.unwrap(), 0, "not yet");
    assert_eq!(store.erase_withdrawn(Millis(i64::MAX)).await.unwrap(), 1);
    assert_eq!(store.erase_withdrawn(Millis(i64::MAX)).await.unwrap(), 0);
    assert_eq!(store.number("SELECT count(*) FROM answer").await, 0);
}

async fn unknown_codes(store: TestStore) {
    let (_, _) = submitted(&store, &[]).await;
    let unknown = sample::code(&store, domain::submission_key::SubmissionKey([9; 16])).await;
    assert!(store.find_receipt(&unknown).await.unwrap().is_none());
    assert!(matches!(store.withdraw(&unknown, &key("analysis"), ORIGIN).await, Err(StoreError::NotFound)));
}
