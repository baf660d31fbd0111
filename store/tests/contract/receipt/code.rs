//! The codes of receipts: secret for what is new, as they were for older answers, ended where guessable.

use domain::{
    calendar::Day,
    channel::Channel,
    form_fields::FormFields,
    submission_key::{ReceiptCode, SubmissionKey},
    survey::template::Template,
};
use sea_orm::{ConnectionTrait as _, Statement};
use store::{Decided, NewResponse, Store, Submitted};

use crate::{
    contract,
    support::{database::TestStore, log, sample},
};

contract!(
    who_knows_the_key_does_not_know_the_code,
    the_secret_is_made_once,
    an_older_answer_keeps_its_code_and_is_not_stored_twice,
    an_older_decision_keeps_its_code_and_is_not_recorded_twice,
    guessable_codes_are_ended_by_channel_and_day,
);

const LATER: Day = Day(1_000_000);

async fn who_knows_the_key_does_not_know_the_code(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let response = sample::response(&survey, 1, 9, "", &[]);
    let key = response.key;
    assert_eq!(store.submit_response(response).await.unwrap(), Submitted::Stored);
    let code = store.receipt_code(survey.organisation.id, &key);
    assert!(store.find_receipt(&code).await.unwrap().is_some());
    assert!(store.find_receipt(&key.guessable_code()).await.unwrap().is_none());
    assert_eq!(store.find_receipt_code(survey.organisation.id, &key).await.unwrap(), Some(code));
    assert_eq!(store.find_receipt_code(survey.organisation.id, &SubmissionKey([9; 16])).await.unwrap(), None);
}

async fn the_secret_is_made_once(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let (organisation, key) = (survey.organisation.id, SubmissionKey([3; 16]));
    let again = Store::open(&store.url).await.unwrap();
    assert_eq!(again.receipt_code(organisation, &key), store.receipt_code(organisation, &key));
    assert_eq!(store.number("SELECT CAST(length(value) AS bigint) FROM secret").await, 32);
}

/// Gives a row the hash that it had before there was a secret.
async fn make_older(store: &TestStore, table: &str, key: &SubmissionKey, code: &ReceiptCode) {
    let hashes = [key.guessable_code(), *code].map(|code| code.lookup_hash().0.to_vec().into());
    let sql = format!("UPDATE {table} SET receipt_hash = $1 WHERE receipt_hash = $2");
    let statement = Statement::from_sql_and_values(store.raw.get_database_backend(), sql, hashes);
    assert_eq!(store.raw.execute_raw(statement).await.unwrap().rows_affected(), 1);
}

async fn an_older_answer_keeps_its_code_and_is_not_stored_twice(store: TestStore) {
    let survey = log::ready(&store).await;
    let response = || sample::response(&survey, 1, 9, "", &[]);
    let (organisation, key) = (survey.organisation.id, response().key);
    store.submit_response(response()).await.unwrap();
    log::seal(&store).await;
    let (new, old) = (store.receipt_code(organisation, &key), key.guessable_code());
    make_older(&store, "response", &key, &new).await;

    assert_eq!(store.submit_response(response()).await.unwrap(), Submitted::Repeated);
    let other = NewResponse { content_hash: FormFields::default().content_hash(&key), ..response() };
    assert_eq!(store.submit_response(other).await.unwrap(), Submitted::KeyReused);
    assert_eq!(store.number("SELECT count(*) FROM response").await, 1);
    for submitted in [Submitted::Repeated, Submitted::KeyReused] {
        assert_eq!(store.receipt_code_after(submitted, organisation, &key).await.unwrap(), Some(old));
    }
    assert!(store.find_receipt(&old).await.unwrap().is_some() && store.find_receipt(&new).await.unwrap().is_none());
    assert!(store.find_receipt_evidence(&old).await.unwrap().is_some());
}

async fn an_older_decision_keeps_its_code_and_is_not_recorded_twice(store: TestStore) {
    let site = sample::site(&store).await;
    let decision = || sample::decision(&site, 1, "own_choice", &["marketing"]);
    let (organisation, key) = (site.organisation.id, decision().decision.key);
    let Decided::Recorded(event) = store.submit_decision(decision()).await.unwrap() else { panic!("not recorded") };
    make_older(&store, "decision", &key, &store.receipt_code(organisation, &key)).await;

    assert_eq!(store.submit_decision(decision()).await.unwrap(), Decided::Recorded(event));
    assert_eq!(store.number("SELECT count(*) FROM decision").await, 1);
    assert_eq!(store.find_receipt_code(organisation, &key).await.unwrap(), Some(key.guessable_code()));
    assert!(store.find_decision_receipt(&key.guessable_code()).await.unwrap().is_some());
    // A later decision of the same visitor, sent again after the upgrade.
    let later = || sample::decision_of(&site, 2, "own_choice", &["analytics"], Some(event), false);
    let Decided::Recorded(second) = store.submit_decision(later()).await.unwrap() else { panic!("not recorded") };
    let key = later().decision.key;
    make_older(&store, "decision", &key, &store.receipt_code(organisation, &key)).await;
    assert_eq!(store.submit_decision(later()).await.unwrap(), Decided::Recorded(second));
    assert_eq!(store.number("SELECT count(*) FROM decision").await, 2);
}

async fn guessable_codes_are_ended_by_channel_and_day(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let organisation = survey.organisation.id;
    let by = |number, channel| NewResponse { channel, ..sample::response(&survey, number, 9, "", &[]) };
    for (number, channel) in [(1, Channel::Api), (2, Channel::Link)] {
        let response = by(number, channel);
        let key = response.key;
        store.submit_response(response).await.unwrap();
        make_older(&store, "response", &key, &store.receipt_code(organisation, &key)).await;
    }
    // The secret is of later than these, and of before the next.
    let later = store.number("SELECT max(submitted_at) + 1 FROM response").await;
    store.raw.execute_unprepared(&format!("UPDATE secret SET created_at = {later}")).await.unwrap();
    let store = TestStore { store: Store::open(&store.url).await.unwrap(), ..store };
    let after = NewResponse { submitted_at: Some(domain::calendar::Millis(later)), ..by(3, Channel::Api) };
    store.submit_response(after).await.unwrap();

    let first_day = Day(i32::try_from(store.number("SELECT CAST(min(day) AS bigint) FROM response").await).unwrap());
    assert_eq!(store.revoke_guessable_receipts(Channel::Api, first_day).await.unwrap(), 0, "of that day or later");
    assert_eq!(store.count_guessable_receipts(Channel::Api, LATER).await.unwrap(), 1);
    assert_eq!(store.revoke_guessable_receipts(Channel::Api, LATER).await.unwrap(), 1);
    assert_eq!(store.revoke_guessable_receipts(Channel::Api, LATER).await.unwrap(), 0);

    let (ended, link, new) = (by(1, Channel::Api).key, by(2, Channel::Link).key, by(3, Channel::Api).key);
    let old = ended.guessable_code();
    assert!(store.find_receipt(&old).await.unwrap().is_none());
    assert!(store.find_receipt_evidence(&old).await.unwrap().is_none());
    assert!(store.erase(&old, domain::receipt::response::Erasure::Everything, "x").await.is_err());
    assert_eq!(store.submit_response(by(1, Channel::Api)).await.unwrap(), Submitted::Repeated, "still known");
    assert_eq!(store.receipt_code_after(Submitted::Repeated, organisation, &ended).await.unwrap(), None);
    assert!(store.find_receipt(&link.guessable_code()).await.unwrap().is_some());
    assert!(store.find_receipt(&store.receipt_code(organisation, &new)).await.unwrap().is_some());
    assert_eq!(store.number("SELECT count(*) FROM response").await, 3);
}
