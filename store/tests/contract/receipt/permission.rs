//! What a respondent allows after the answers were sent.

use domain::{
    consent::{Control, State},
    contact::{Contact, EmailAddress},
    id::{Key, key},
    receipt::response::{Erasure, Receipt},
    response::form::Permission,
    submission_key::ReceiptCode,
    survey::template::Template,
};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    purposes_are_granted_once_after_sending,
    what_was_decided_before_stays_so,
    nothing_is_granted_for_answers_that_are_gone,
);

const ORIGIN: &str = "https://voorbeeld.nl";

fn permission(purposes: &[&'static str]) -> Permission {
    let contact = Contact { email: Some(EmailAddress::parse("jan@voorbeeld.nl").unwrap()), phone: None };
    Permission {
        granted: purposes.iter().map(|purpose| key(purpose)).collect(),
        contact: purposes.contains(&"contact").then_some(contact),
    }
}

/// Sends an answer without any box ticked.
async fn sent(store: &TestStore) -> ReceiptCode {
    let survey = sample::survey(store, Template::Nps).await;
    let response = sample::response(&survey, 1, 9, "Lekker", &[]);
    let sent = response.key;
    store.submit_response(response).await.unwrap();
    sample::code(store, sent).await
}

async fn receipt(store: &TestStore, code: &ReceiptCode) -> Receipt {
    store.find_receipt(code).await.unwrap().unwrap()
}

fn states(receipt: &Receipt) -> Vec<(&str, State)> {
    receipt.standing.iter().map(|standing| (standing.purpose.as_str(), standing.state)).collect()
}

async fn purposes_are_granted_once_after_sending(store: TestStore) {
    let code = sent(&store).await;
    let before = receipt(&store, &code).await;
    let decided: Vec<Key> = before.history[0].decisions.iter().map(|decision| decision.purpose.clone()).collect();
    assert!(!decided.contains(&key("contact")) && !decided.contains(&key("publish")), "what was not asked: {decided:?}");

    store.permit(&code, &permission(&["contact", "publish"]), ORIGIN).await.unwrap();
    let after = receipt(&store, &code).await;
    assert_eq!(
        states(&after),
        [("analysis", State::Given), ("contact", State::Given), ("publish", State::Given)],
        "{:?}",
        after.standing
    );
    let event = after.history.iter().find(|event| event.control == Control::Thanks).unwrap();
    assert_eq!((event.decisions.len(), event.notice), (2, before.history[0].notice));
    assert_eq!(after.contact.as_ref().and_then(|contact| contact.email.as_ref()).unwrap().as_str(), "jan@voorbeeld.nl");
    assert_eq!(store.verify_records(&[], |_| {}).await.unwrap().faults, []);

    // A repeat adds nothing.
    store.permit(&code, &permission(&["contact", "publish"]), ORIGIN).await.unwrap();
    assert_eq!(receipt(&store, &code).await.history.len(), 2);
}

async fn what_was_decided_before_stays_so(store: TestStore) {
    let code = sent(&store).await;
    store.permit(&code, &permission(&["contact"]), ORIGIN).await.unwrap();
    store.withdraw(&code, &key("contact"), ORIGIN).await.unwrap();
    store.permit(&code, &permission(&["contact", "connect"]), ORIGIN).await.unwrap();
    let after = receipt(&store, &code).await;
    assert_eq!(states(&after), [("analysis", State::Given), ("contact", State::Withdrawn)], "nor what the form asks itself");
    assert!(after.contact.is_none());
}

async fn nothing_is_granted_for_answers_that_are_gone(store: TestStore) {
    let code = sent(&store).await;
    store.withdraw(&code, &key("analysis"), ORIGIN).await.unwrap();
    store.permit(&code, &permission(&["publish"]), ORIGIN).await.unwrap();
    assert_eq!(receipt(&store, &code).await.history.len(), 2);
    store.erase(&code, Erasure::Answers, ORIGIN).await.unwrap();
    store.permit(&code, &permission(&["contact"]), ORIGIN).await.unwrap();
    let after = receipt(&store, &code).await;
    assert!(after.contact.is_none() && after.history.iter().all(|event| event.control != Control::Thanks));
}
