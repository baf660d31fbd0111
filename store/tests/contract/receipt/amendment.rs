//! A key is one answer: another body under it improves the answer or changes nothing.

use domain::{
    channel::Channel,
    hash::Sha256Hash,
    id::key,
    receipt::response::{Erasure, Receipt},
    response::{answer::Answer, sending::BodyNumber},
    survey::{published::PublishedSurvey, template::Template},
};
use sea_orm::ConnectionTrait as _;
use store::{Amended, Amendment, NewResponse, Submitted};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    a_later_body_of_the_same_page_counts_and_an_older_one_changes_nothing,
    a_last_word_that_repeats_the_first_counts,
    another_page_is_asked_and_may_improve,
    purposes_follow_the_last_body_and_what_was_withdrawn_stays_so,
    after_a_day_nothing_is_improved,
    what_was_withdrawn_or_erased_is_not_revived,
    only_an_answer_that_came_by_this_form_is_improved,
    a_key_is_signed_for_one_survey
);

fn body(text: &str) -> Option<BodyNumber> {
    Some(BodyNumber::parse(text).unwrap())
}

fn sent(survey: &PublishedSurvey, score: u8, granted: &[&'static str], number: &str) -> NewResponse {
    NewResponse { body: body(number), ..sample::response(survey, 1, score, &format!("een {score}"), granted) }
}

async fn amend(store: &TestStore, new: &NewResponse, is_asked: bool) -> Amended {
    let amendment = Amendment {
        survey: new.published.survey.id,
        version: new.published.version.id,
        content_hash: new.content_hash,
        body: if is_asked { None } else { new.body },
        is_asked,
        submission: &new.submission,
        origin: &new.origin,
    };
    store.amend_response(&sample::code(store, new.key).await, &amendment).await.unwrap()
}

async fn stored(store: &TestStore, new: &NewResponse) -> Receipt {
    store.find_receipt(&sample::code(store, new.key).await).await.unwrap().unwrap()
}

async fn score(store: &TestStore, new: &NewResponse) -> Answer {
    assert_eq!(store.number("SELECT count(*) FROM response").await, 1);
    stored(store, new).await.answers[0].1.clone()
}

async fn a_later_body_of_the_same_page_counts_and_an_older_one_changes_nothing(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let [first, second, third] = [(9, "00000001.1"), (2, "00000001.2"), (5, "00000001.3")].map(|(s, n)| sent(&survey, s, &[], n));
    assert_eq!(store.submit_response(second.clone()).await.unwrap(), Submitted::Stored);
    assert_eq!(store.submit_response(first.clone()).await.unwrap(), Submitted::KeyReused);
    assert_eq!(amend(&store, &first, false).await, Amended::Superseded);
    assert_eq!(score(&store, &first).await, Answer::Score(2));
    assert_eq!(store.submit_response(third.clone()).await.unwrap(), Submitted::KeyReused);
    assert_eq!(amend(&store, &third, false).await, Amended::Improved);
    assert_eq!(score(&store, &first).await, Answer::Score(5));
    assert!(stored(&store, &first).await.corrected_at.is_some());
    assert_eq!(store.submit_response(third.clone()).await.unwrap(), Submitted::Repeated, "its content is what is stored");
    assert_eq!(amend(&store, &second, false).await, Amended::Superseded);
    assert_eq!(score(&store, &first).await, Answer::Score(5));
}

async fn a_last_word_that_repeats_the_first_counts(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let [first, second, last] = [(9, "00000001.1"), (2, "00000001.2"), (9, "00000001.3")].map(|(s, n)| sent(&survey, s, &[], n));
    store.submit_response(first.clone()).await.unwrap();
    assert_eq!(amend(&store, &last, false).await, Amended::Repeated);
    assert_eq!(amend(&store, &second, false).await, Amended::Superseded, "it was sent before the last");
    assert_eq!(score(&store, &first).await, Answer::Score(9));
}

async fn another_page_is_asked_and_may_improve(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let first = sent(&survey, 9, &[], "00000001.1");
    store.submit_response(first.clone()).await.unwrap();
    for number in ["00000002.1", "00000002.7"] {
        assert_eq!(amend(&store, &sent(&survey, 3, &[], number), false).await, Amended::Improvable, "{number}");
    }
    let plain = NewResponse { body: None, ..sent(&survey, 3, &[], "00000002.1") };
    assert_eq!(amend(&store, &plain, false).await, Amended::Improvable, "a page without scripts");
    assert_eq!(score(&store, &first).await, Answer::Score(9));
    assert_eq!(amend(&store, &plain, true).await, Amended::Improved);
    assert_eq!(amend(&store, &plain, true).await, Amended::Repeated, "pressed twice");
    assert_eq!(score(&store, &first).await, Answer::Score(3));
    let late = sent(&survey, 1, &[], "00000001.2");
    assert_eq!(amend(&store, &late, false).await, Amended::Improvable, "the first page is not the last word any more");
    assert_eq!(score(&store, &first).await, Answer::Score(3));
}

async fn purposes_follow_the_last_body_and_what_was_withdrawn_stays_so(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let first = sent(&survey, 9, &["connect"], "00000001.1");
    store.submit_response(first.clone()).await.unwrap();
    let stands = async |purpose: &str| {
        let receipt = stored(&store, &first).await;
        receipt.standing.iter().any(|standing| standing.purpose.as_str() == purpose && standing.state.stands())
    };
    assert_eq!(amend(&store, &sent(&survey, 8, &["contact"], "00000001.2"), false).await, Amended::Improved);
    assert!(!stands("connect").await && stands("contact").await && stands("analysis").await);
    assert!(stored(&store, &first).await.contact.is_some());
    assert_eq!(store.number("SELECT count(*) FROM consent_event").await, 3, "each change has its event");
    assert_eq!(amend(&store, &sent(&survey, 7, &["connect"], "00000001.3"), false).await, Amended::Improved);
    assert!(!stands("connect").await, "what was withdrawn is not given by an improvement");
    assert!(stands("contact").await && stored(&store, &first).await.contact.is_some(), "the form has no box for it");
}

async fn after_a_day_nothing_is_improved(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let first = sent(&survey, 9, &[], "00000001.1");
    store.submit_response(first.clone()).await.unwrap();
    let earlier = async |hours: i64| {
        let sql = format!("UPDATE response SET submitted_at = submitted_at - {}", hours * 3_600_000);
        store.raw.execute_unprepared(&sql).await.unwrap();
    };
    earlier(23).await;
    assert_eq!(amend(&store, &sent(&survey, 3, &[], "00000001.2"), false).await, Amended::Improved);
    earlier(1).await;
    assert_eq!(amend(&store, &sent(&survey, 4, &[], "00000001.3"), false).await, Amended::Fixed);
    assert_eq!(amend(&store, &sent(&survey, 4, &[], "00000001.3"), true).await, Amended::Fixed);
    assert_eq!(score(&store, &first).await, Answer::Score(3));
}

async fn what_was_withdrawn_or_erased_is_not_revived(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let first = sent(&survey, 9, &[], "00000001.1");
    store.submit_response(first.clone()).await.unwrap();
    let code = sample::code(&store, first.key).await;
    store.withdraw(&code, &key("analysis"), "x").await.unwrap();
    let next = sent(&survey, 3, &["publish"], "00000001.2");
    assert_eq!((amend(&store, &next, false).await, amend(&store, &next, true).await), (Amended::Fixed, Amended::Fixed));
    assert_eq!(score(&store, &first).await, Answer::Score(9));
    store.erase(&code, Erasure::Answers, "x").await.unwrap();
    for new in [&first, &next] {
        assert_eq!((amend(&store, new, false).await, amend(&store, new, true).await), (Amended::Fixed, Amended::Fixed));
    }
    assert_eq!(store.number("SELECT count(*) FROM answer").await, 0);
    store.erase(&code, Erasure::Everything, "x").await.unwrap();
    assert_eq!(amend(&store, &next, true).await, Amended::Fixed);
    assert_eq!(store.number("SELECT count(*) FROM response").await, 0);
}

async fn only_an_answer_that_came_by_this_form_is_improved(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let first = sent(&survey, 9, &[], "00000001.1");
    let by_program = NewResponse { channel: Channel::Api, ..first.clone() };
    store.submit_response(by_program).await.unwrap();
    let next = sent(&survey, 3, &[], "00000001.2");
    assert_eq!((amend(&store, &next, false).await, amend(&store, &next, true).await), (Amended::Fixed, Amended::Fixed));
    assert_eq!(score(&store, &first).await, Answer::Score(9));

    store.raw.execute_unprepared("UPDATE response SET channel = 'link'").await.unwrap();
    let questionnaire = Template::Nps.questionnaire(&sample::profile(), domain::notice::purpose::Basis::Consent);
    let later = store.publish_version(&survey.survey.slug, &questionnaire).await;
    later.unwrap();
    let published = store.find_survey(&survey.survey.slug).await.unwrap().unwrap();
    assert_ne!(published.version.id, survey.version.id);
    let other = NewResponse { published, ..next.clone() };
    assert_eq!(amend(&store, &other, true).await, Amended::Fixed, "another version was shown");
    assert_eq!(amend(&store, &next, true).await, Amended::Improved);
}

async fn a_key_is_signed_for_one_survey(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let new = sent(&survey, 9, &[], "00000001.1");
    let signature = store.sign_form_key(&survey, &new.key).await.unwrap();
    assert!(store.is_form_key(&survey, &new.key, &signature).await.unwrap());
    let forged = Sha256Hash::of(&new.key.0).to_string();
    assert!(!store.is_form_key(&survey, &new.key, &forged[..32]).await.unwrap());
    let other = sample::response(&survey, 2, 9, "", &[]);
    assert!(!store.is_form_key(&survey, &other.key, &signature).await.unwrap());
}
