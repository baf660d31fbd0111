//! Tests of the rights desk. It finds data subjects by each identifying value, logs each action in the transaction of
//! the action, and stores no trace of their identity.

use domain::{
    calendar::{Day, Millis},
    contact::{Contact, EmailAddress, PhoneNumber},
    id::{ResponseId, key},
    import::Provenance,
    locale::Locale,
    notice::purpose::Basis,
    organisation::OrganisationProfile,
    response::{answer::Answer, correction::Correction, filter::ResultsFilter, form::Submission},
    rights::{ActionKind, Identity, Outcome, found::Found},
    submission_key::{ReceiptCode, SubmissionKey},
    survey::{published::PublishedSurvey, template::Template},
};
use sea_orm::ConnectionTrait as _;
use store::{CLOSED, Decided, Desk, ImportFile, ImportRow, NOT_EXTENDABLE, NOT_IDENTIFIED, Remedy, Search, SearchBy, StoreError};

use crate::{
    contract,
    support::{
        database::TestStore,
        rights::{TODAY, request},
        sample,
    },
};

contract!(
    whoever_left_an_address_is_found,
    numbers_of_imports_are_found_whole_or_in_part,
    answers_are_put_right,
    a_correction_keeps_no_contact_details_without_consent,
    restricted_answers_are_kept_and_not_used,
    what_is_taken_back_or_erased_is_noted,
    visitors_are_found_by_their_receipt,
    another_organisation_finds_nothing,
    requests_are_open_put_off_and_closed,
    nothing_is_done_before_somebody_looked_who_asks,
    a_look_is_noted_and_needs_an_open_request,
    a_telephone_number_is_found_however_it_was_written,
    letters_beyond_ascii_are_found_as_they_were_written,
    a_number_in_a_text_is_found_in_any_notation,
    more_than_is_shown_can_be_reached,
    everything_at_once_ends,
);

async fn answered(store: &TestStore, granted: &[&'static str]) -> (PublishedSurvey, ReceiptCode, Desk<'static>) {
    let survey = sample::survey(store, Template::Nps).await;
    let response = sample::response(&survey, 1, 9, "Lekker 100% brood van jan@elders.nl", granted);
    let code = sample::code(store, response.key).await;
    store.submit_response(response).await.unwrap();
    store.submit_response(sample::response(&survey, 2, 3, "Zuur", &[])).await.unwrap();
    let desk = request(store, survey.organisation.id).await;
    (survey, code, desk)
}

async fn search(store: &TestStore, desk: Desk<'_>, by: SearchBy, in_texts: bool) -> Found {
    store.search_person(desk, &Search { by, in_texts, after: None }).await.unwrap()
}

fn email(text: &str) -> SearchBy {
    SearchBy::Email(EmailAddress::parse(text).unwrap())
}

async fn found(store: &TestStore, desk: Desk<'_>, code: &ReceiptCode) -> ResponseId {
    search(store, desk, SearchBy::Receipt(*code), false).await.responses[0].response
}

async fn counted(store: &TestStore, survey: &PublishedSurvey) -> usize {
    store.list_responses(survey.survey.id, &ResultsFilter::default(), None, None, 10).await.unwrap().len()
}

async fn noted(store: &TestStore, desk: Desk<'_>) -> Vec<(ActionKind, Option<String>, Option<String>)> {
    let (_, actions) = store.get_rights_request(desk.organisation, desk.request).await.unwrap();
    assert!(actions.iter().all(|action| action.account == desk.account && action.at.0 > 0));
    actions.into_iter().map(|action| (action.kind, action.about, action.detail)).collect()
}

async fn whoever_left_an_address_is_found(store: TestStore) {
    let (_, code, desk) = answered(&store, &["contact"]).await;
    let by_address = search(&store, desk, email("Klant@Voorbeeld.NL"), false).await;
    assert_eq!(by_address.len(), 1);
    assert_eq!(by_address.responses[0].contact.as_ref().unwrap().email.as_ref().unwrap().as_str(), "klant@voorbeeld.nl");
    assert_eq!(by_address.responses[0].response, found(&store, desk, &code).await);
    assert!(search(&store, desk, email("klant@voorbeeld.n"), false).await.is_empty());
    // Texts that mention another person are searched too, if asked for. No character of the value is a wildcard.
    assert!(search(&store, desk, email("jan@elders.nl"), false).await.is_empty());
    assert_eq!(search(&store, desk, email("JAN@elders.nl"), true).await.len(), 1);
    assert!(search(&store, desk, email("_an@elders.nl"), true).await.is_empty());
    assert_eq!(search(&store, desk, SearchBy::ExternalId("100%".to_owned()), true).await.len(), 1);
    assert!(search(&store, desk, SearchBy::ExternalId("10%".to_owned()), true).await.is_empty());
    // The search is logged, but not its value.
    let notes: Vec<_> = noted(&store, desk).await.into_iter().map(|(kind, _, detail)| (kind, detail.unwrap())).collect();
    assert_eq!(notes[0], (ActionKind::Searched, "email 1".to_owned()));
    assert_eq!(notes[4], (ActionKind::Searched, "email+texts 1".to_owned()));
    assert_eq!(store.number("SELECT count(*) FROM rights_action WHERE detail LIKE '%@%'").await, 0);
}

async fn numbers_of_imports_are_found_whole_or_in_part(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    let provenance = Provenance {
        legal_basis: Basis::Contract,
        notice: "Privacyverklaring 2025".to_owned(),
        collected_by: "Bakkerij Van Dam".to_owned(),
        purposes: vec![key("analysis")],
        retention_months: None,
        decided_at: None,
    };
    let row = |id: &str| ImportRow {
        external_id: id.to_owned(),
        submitted_at: sample::at("2025-03-30T01:30:00Z"),
        locale: Locale::Nl,
        answers: vec![(key("satisfaction"), Answer::Score(4))],
        attributes: vec![],
    };
    let mut import = store.begin_import(&survey, &provenance, &ImportFile::named("rows")).await.unwrap();
    import.add(["K-1", "o1|K-2", "o2|K-2", "a\\|b|c", "1_2|9", "gone"].map(row).into()).await.unwrap();
    import.finish().await.unwrap();
    let desk = request(&store, survey.organisation.id).await;
    for (id, count) in [
        ("K-1", 1),
        ("k-1", 1),
        ("K-2", 2),
        ("o1", 1),
        ("o1|K-2", 1),
        ("K", 0),
        ("2", 0),
        ("a|b", 1),
        ("1_2", 1),
        ("1x2", 0),
        ("", 0),
    ] {
        let found = search(&store, desk, SearchBy::ExternalId(id.to_owned()), false).await;
        assert_eq!((found.len(), found.erased_imports), (count, 0), "{id}");
    }
    let gone = search(&store, desk, SearchBy::ExternalId("gone".to_owned()), false).await;
    let gone = gone.responses.into_iter().next().unwrap();
    assert_eq!(gone.external_id.as_deref(), Some("gone"));
    assert!(store.remedy_response(desk, gone.response, &Remedy::EraseEverything).await.unwrap());
    let after = search(&store, desk, SearchBy::ExternalId("gone".to_owned()), false).await;
    assert_eq!((after.len(), after.erased_imports), (0, 1), "only a keyed hash is left");
}

async fn answers_are_put_right(store: TestStore) {
    let (survey, code, desk) = answered(&store, &["contact"]).await;
    let id = found(&store, desk, &code).await;
    let contact = Contact { email: None, phone: Some(PhoneNumber::parse("020-1234567").unwrap()) };
    let right = Correction { answers: vec![(key("recommend"), Answer::Score(2))], contact: Some(contact) };
    assert!(store.remedy_response(desk, id, &Remedy::Correct(right.clone())).await.unwrap());
    let receipt = store.find_receipt(&code).await.unwrap().unwrap();
    assert_eq!((receipt.answers, receipt.contact), (right.answers.clone(), right.contact.clone()));
    assert!(receipt.corrected_at.is_some() && receipt.restricted_at.is_none());
    let exported = store.list_responses(survey.survey.id, &ResultsFilter::default(), None, None, 10).await.unwrap();
    assert!(exported.iter().any(|row| row.answers == right.answers), "results and exports read the new ones");
    let told = store.list_outbox(None, Millis(i64::MAX), 10).await.unwrap();
    assert!(told.len() == 1 && told[0].content.contains("\"change\":\"corrected\"") && told[0].content.contains(&id.to_string()));

    // The respondent withdraws with the receipt. Withdrawn responses stay excluded from results.
    store.withdraw(&code, &key("analysis"), desk.origin).await.unwrap();
    let again = Correction { answers: vec![(key("recommend"), Answer::Score(5))], contact: right.contact };
    assert!(store.correct(&code, &again).await.unwrap());
    assert_eq!(store.find_receipt(&code).await.unwrap().unwrap().answers, again.answers);
    assert_eq!(counted(&store, &survey).await, 1, "the other one");
    assert_eq!(store.number("SELECT count(*) FROM answer WHERE score = 5 AND standing = 1").await, 0);

    store.remedy_response(desk, id, &Remedy::EraseAnswers).await.unwrap();
    assert!(!store.correct(&code, &again).await.unwrap(), "erased is erased");
    assert_eq!(store.number("SELECT count(*) FROM answer WHERE score = 5").await, 0);
    assert_eq!(noted(&store, desk).await[1], (ActionKind::Corrected, Some("voorbeeld".to_owned()), None));
}

async fn a_correction_keeps_no_contact_details_without_consent(store: TestStore) {
    let (_, code, desk) = answered(&store, &["contact"]).await;
    let id = found(&store, desk, &code).await;
    let contact = store.find_receipt(&code).await.unwrap().unwrap().contact;
    assert!(contact.is_some());
    store.withdraw(&code, &key("contact"), desk.origin).await.unwrap();
    let right = Correction { answers: vec![(key("recommend"), Answer::Score(2))], contact };
    assert!(store.remedy_response(desk, id, &Remedy::Correct(right)).await.unwrap());
    assert_eq!(store.find_receipt(&code).await.unwrap().unwrap().contact, None);
}

async fn restricted_answers_are_kept_and_not_used(store: TestStore) {
    let (survey, code, desk) = answered(&store, &[]).await;
    let id = found(&store, desk, &code).await;
    assert!(!store.remedy_response(desk, id, &Remedy::Release).await.unwrap(), "nothing to release");
    assert!(store.remedy_response(desk, id, &Remedy::Restrict).await.unwrap());
    assert!(!store.remedy_response(desk, id, &Remedy::Restrict).await.unwrap(), "once");
    assert_eq!(counted(&store, &survey).await, 1, "the other one");
    assert_eq!(store.list_surveys().await.unwrap()[0].responses, 1);
    assert_eq!(search(&store, desk, SearchBy::Restricted, false).await.responses[0].response, id);
    assert_eq!(
        (store.count_restricted_of(desk.organisation).await.unwrap(), store.list_due(Millis(0)).await.unwrap().restricted),
        (1, 1)
    );
    let report = store.verify_records(&[], |_| {}).await.unwrap();
    assert_eq!((report.responses, report.faults), (2, Vec::new()));
    let late = Millis(4_102_444_800_000);
    assert_eq!(store.list_due(late).await.unwrap().retained, 1);
    assert_eq!(store.erase_retained(late).await.unwrap(), 1, "retention leaves the restricted one");
    let receipt = store.find_receipt(&code).await.unwrap().unwrap();
    assert!(receipt.restricted_at.is_some() && !receipt.answers.is_empty());

    assert!(store.remedy_response(desk, id, &Remedy::Release).await.unwrap());
    assert_eq!(counted(&store, &survey).await, 1, "this one again");
    let report = store.verify_records(&[], |_| {}).await.unwrap();
    assert_eq!((report.responses, report.faults), (2, Vec::new()));

    // A response that is withdrawn while restricted stays excluded.
    assert!(store.remedy_response(desk, id, &Remedy::Restrict).await.unwrap());
    store.withdraw(&code, &key("analysis"), desk.origin).await.unwrap();
    assert_eq!(store.erase_withdrawn(Millis(i64::MAX)).await.unwrap(), 0);
    assert!(store.remedy_response(desk, id, &Remedy::Release).await.unwrap());
    assert_eq!((counted(&store, &survey).await, store.erase_withdrawn(Millis(i64::MAX)).await.unwrap()), (0, 1));
    let changes = store.list_outbox(None, Millis(i64::MAX), 20).await.unwrap();
    let told = |what: &str| changes.iter().filter(|message| message.content.contains(what)).count();
    assert_eq!((told("\"restricted\""), told("\"released\"")), (2, 2));

    // A manual alteration is still found.
    store.remedy_response(desk, id, &Remedy::Restrict).await.unwrap();
    store.raw.execute_unprepared("UPDATE response SET standing = 1").await.unwrap();
    assert!(!store.verify_records(&[], |_| {}).await.unwrap().faults.is_empty());
}

async fn what_is_taken_back_or_erased_is_noted(store: TestStore) {
    let (survey, code, desk) = answered(&store, &["contact", "publish"]).await;
    let id = found(&store, desk, &code).await;
    let publish = Remedy::TakeBack(key("publish"));
    assert!(store.remedy_response(desk, id, &publish).await.unwrap());
    assert!(!store.remedy_response(desk, id, &publish).await.unwrap());
    assert!(store.remedy_response(desk, id, &Remedy::Restrict).await.unwrap());
    assert!(store.remedy_response(desk, id, &Remedy::EraseAnswers).await.unwrap());
    assert!(!store.remedy_response(desk, id, &Remedy::EraseAnswers).await.unwrap());
    let pseudonym = store.find_receipt_evidence(&code).await.unwrap().unwrap().events[0].subject.unwrap().pseudonym;
    assert!(store.get_response_evidence(desk, id).await.unwrap().events.len() >= 3);
    assert!(store.remedy_response(desk, id, &Remedy::EraseEverything).await.unwrap());
    assert!(matches!(store.remedy_response(desk, id, &Remedy::Restrict).await, Err(StoreError::NotFound)));
    let slug = Some("voorbeeld".to_owned());
    assert_eq!(
        noted(&store, desk).await[1..],
        [
            (ActionKind::TakenBack, slug.clone(), Some("publish".to_owned())),
            (ActionKind::Restricted, slug.clone(), None),
            (ActionKind::ErasedAnswers, slug.clone(), None),
            (ActionKind::ErasedEverything, slug, None),
        ]
    );
    assert_eq!(store.number("SELECT count(*) FROM response_handling").await, 0);
    let hex = pseudonym.simple().to_string();
    let as_bytes = format!("SELECT count(*) FROM event_subject WHERE lower(CAST(hex(subject) AS text)) = '{hex}'");
    if store.url.starts_with("sqlite") {
        assert_eq!(store.number(&as_bytes).await, 0);
    }
    assert_eq!(counted(&store, &survey).await, 1);
}

async fn visitors_are_found_by_their_receipt(store: TestStore) {
    let site = sample::site(&store).await;
    let granted = sample::decision(&site, 1, "own_choice", &["marketing", "analytics"]);
    let code = sample::code(&store, granted.decision.key).await;
    let Decided::Recorded(event) = store.submit_decision(granted).await.unwrap() else { panic!() };
    let desk = request(&store, site.organisation.id).await;
    let found = search(&store, desk, SearchBy::Receipt(code), false).await;
    assert_eq!((found.len(), found.visitor.unwrap().event), (1, event));
    assert_eq!(store.get_visitor_evidence(desk, event).await.unwrap().events.len(), 1);
    let marketing = Remedy::TakeBack(key("marketing"));
    assert!(store.remedy_visitor(desk, event, &marketing).await.unwrap());
    assert!(!store.remedy_visitor(desk, event, &marketing).await.unwrap());
    assert!(matches!(store.remedy_visitor(desk, event, &Remedy::Restrict).await, Err(StoreError::NotFound)));
    assert!(store.remedy_visitor(desk, event, &Remedy::EraseEverything).await.unwrap());
    assert!(search(&store, desk, SearchBy::Receipt(code), false).await.is_empty());
    assert_eq!(store.number("SELECT count(*) FROM event_subject").await, 0);
    let kinds: Vec<_> = noted(&store, desk).await.into_iter().map(|(kind, about, _)| (kind, about)).collect();
    assert_eq!(
        kinds[1..3],
        [(ActionKind::TakenBack, Some("vandam".to_owned())), (ActionKind::ErasedEverything, Some("vandam".to_owned()))]
    );
}

async fn another_organisation_finds_nothing(store: TestStore) {
    let (_, code, desk) = answered(&store, &["contact"]).await;
    let id = found(&store, desk, &code).await;
    let other = store.create_organisation(&OrganisationProfile::new("Ander", "b", "c")).await.unwrap().id;
    let stranger = request(&store, other).await;
    for by in [email("klant@voorbeeld.nl"), SearchBy::Receipt(code), SearchBy::ExternalId("Lekker".to_owned())] {
        assert!(search(&store, stranger, by, true).await.is_empty());
    }
    assert!(matches!(store.get_response(stranger, id).await, Err(StoreError::NotFound)));
    assert!(matches!(store.remedy_response(stranger, id, &Remedy::EraseEverything).await, Err(StoreError::NotFound)));
    let posing = Desk { organisation: other, ..desk };
    assert!(matches!(store.remedy_response(posing, id, &Remedy::Restrict).await, Err(StoreError::NotFound)));
    assert!(matches!(store.get_rights_request(other, desk.request).await, Err(StoreError::NotFound)));
    let unknown = SearchBy::Receipt(sample::code(&store, SubmissionKey([9; 16])).await);
    assert!(search(&store, desk, unknown, false).await.is_empty());
}

async fn requests_are_open_put_off_and_closed(store: TestStore) {
    let (survey, code, desk) = answered(&store, &[]).await;
    let id = found(&store, desk, &code).await;
    let organisation = survey.organisation.id;
    let second = request(&store, organisation).await;
    let listed = store.list_rights_requests(organisation, 10).await.unwrap();
    assert_eq!(listed.iter().map(|request| request.id).collect::<Vec<_>>(), [desk.request, second.request]);
    store.extend_rights_request(desk, "Veel verzoeken", TODAY).await.unwrap();
    assert!(matches!(store.extend_rights_request(desk, "Nog eens", TODAY).await, Err(StoreError::Conflict(NOT_EXTENDABLE))));
    let too_late = Day(TODAY.0 + 60);
    assert!(matches!(store.extend_rights_request(second, "Laat", too_late).await, Err(StoreError::Conflict(_))));
    store.close_rights_request(desk, Outcome::Refused, Some("Kennelijk ongegrond")).await.unwrap();
    let (request, _) = store.get_rights_request(organisation, desk.request).await.unwrap();
    let (outcome, note, closed_at) = request.closed.clone().unwrap();
    assert_eq!((outcome, note.as_deref()), (Outcome::Refused, Some("Kennelijk ongegrond")));
    assert_eq!(request.extension.as_deref(), Some("Veel verzoeken"));
    assert_eq!(store.list_rights_requests(organisation, 1).await.unwrap()[0].id, second.request, "open ones first");
    // No action is possible for a closed request.
    let by = SearchBy::Receipt(code);
    assert!(matches!(
        store.search_person(desk, &Search { by, in_texts: false, after: None }).await,
        Err(StoreError::Conflict(_))
    ));
    assert!(matches!(store.remedy_response(desk, id, &Remedy::Restrict).await, Err(StoreError::Conflict(_))));
    assert!(matches!(store.log_rights_export(desk, 1).await, Err(StoreError::Conflict(_))));
    assert!(matches!(store.close_rights_request(desk, Outcome::Done, None).await, Err(StoreError::Conflict(_))));

    assert_eq!(store.delete_rights_requests(closed_at).await.unwrap(), 0);
    assert_eq!(store.delete_rights_requests(Millis(closed_at.0 + 1)).await.unwrap(), 1);
    assert_eq!(store.list_rights_requests(organisation, 10).await.unwrap().len(), 1);
}

async fn nothing_is_done_before_somebody_looked_who_asks(store: TestStore) {
    let (survey, code, desk) = answered(&store, &["contact"]).await;
    let id = found(&store, desk, &code).await;
    store.identify_rights_request(desk, Identity::NotYet).await.unwrap();
    assert!(matches!(store.remedy_response(desk, id, &Remedy::EraseEverything).await, Err(StoreError::Conflict(NOT_IDENTIFIED))));
    assert!(matches!(store.log_rights_export(desk, 1).await, Err(StoreError::Conflict(NOT_IDENTIFIED))));
    assert_eq!(search(&store, desk, email("klant@voorbeeld.nl"), false).await.len(), 1, "looking is how one finds out");
    store.identify_rights_request(desk, Identity::Address).await.unwrap();
    assert!(store.remedy_response(desk, id, &Remedy::EraseEverything).await.unwrap());
    let (request, _) = store.get_rights_request(survey.organisation.id, desk.request).await.unwrap();
    assert_eq!(request.entered.identity, Identity::Address);
    assert_eq!(noted(&store, desk).await[1], (ActionKind::Identified, None, Some("not_yet".to_owned())));
}

async fn a_look_is_noted_and_needs_an_open_request(store: TestStore) {
    let (_, code, desk) = answered(&store, &["contact"]).await;
    let id = found(&store, desk, &code).await;
    for _ in 0..3 {
        assert!(store.view_response(desk, id).await.unwrap().contact.is_some());
    }
    let slug = Some("voorbeeld".to_owned());
    assert_eq!(noted(&store, desk).await[1..], [(ActionKind::Viewed, slug, Some("3".to_owned()))], "three times in a row");
    let other = Desk { account: "ander@voorbeeld.nl", ..desk };
    store.view_response(other, id).await.unwrap();
    let (_, actions) = store.get_rights_request(desk.organisation, desk.request).await.unwrap();
    assert_eq!(actions.last().unwrap().account, "ander@voorbeeld.nl");
    store.close_rights_request(desk, Outcome::Done, None).await.unwrap();
    assert!(matches!(store.view_response(desk, id).await, Err(StoreError::Conflict(CLOSED))));
}

async fn a_telephone_number_is_found_however_it_was_written(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    for (number, phone) in ["06 - 12 34 56 78", "+31 (0)6.12345678", "06-87654321"].into_iter().enumerate() {
        let contact = Contact { email: None, phone: Some(PhoneNumber::parse(phone).unwrap()) };
        let answers = vec![(key("recommend"), Answer::Score(9))];
        let submission = Submission { answers, granted: vec![key("contact")], contact: Some(contact) };
        store.submit_response(sample::with_answers(&survey, number as u128, submission)).await.unwrap();
    }
    let desk = request(&store, survey.organisation.id).await;
    for (typed, count) in [("0612345678", 2), ("0031 6 1234 5678", 2), ("06 87 65 43 21", 1), ("0611111111", 0)] {
        let by = SearchBy::Phone(PhoneNumber::parse(typed).unwrap());
        assert_eq!(search(&store, desk, by, false).await.len(), count, "{typed}");
    }
}

async fn letters_beyond_ascii_are_found_as_they_were_written(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    store.submit_response(sample::response(&survey, 1, 9, "Van Mevrouw Özdemir uit Één", &[])).await.unwrap();
    let desk = request(&store, survey.organisation.id).await;
    for text in ["Mevrouw Özdemir", "mevrouw ÖZDEMIR", "Één"] {
        assert_eq!(search(&store, desk, SearchBy::ExternalId(text.to_owned()), true).await.len(), 1, "{text}");
    }
}

async fn a_number_in_a_text_is_found_in_any_notation(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let texts =
        ["Bel 06-12 34 56 78 maar", "bel +31 (0)6 12345678", "06\u{a0}1234\u{2013}5678", "0612345678", "bel 06 12 34 56 79"];
    for (number, text) in texts.into_iter().enumerate() {
        store.submit_response(sample::response(&survey, number as u128, 9, text, &[])).await.unwrap();
    }
    let desk = request(&store, survey.organisation.id).await;
    for typed in ["06 12345678", "+31 6 12 34 56 78"] {
        let by = || SearchBy::Phone(PhoneNumber::parse(typed).unwrap());
        assert_eq!(search(&store, desk, by(), true).await.len(), 4, "{typed}");
        assert_eq!(search(&store, desk, by(), false).await.len(), 0, "{typed}: nobody left it as contact");
    }
}

async fn more_than_is_shown_can_be_reached(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let responses = (0..60).map(|number| sample::response(&survey, number, 9, "", &["contact"])).collect();
    store.submit_responses(responses).await.unwrap();
    let desk = request(&store, survey.organisation.id).await;
    let first = search(&store, desk, email("klant@voorbeeld.nl"), false).await;
    assert_eq!((first.len(), first.more), (50, true));
    let after = first.responses.last().map(|receipt| receipt.response);
    let rest = store.search_person(desk, &Search { by: email("klant@voorbeeld.nl"), in_texts: false, after }).await.unwrap();
    assert_eq!((rest.len(), rest.more), (10, false));
    assert!(rest.responses.iter().all(|receipt| first.responses.iter().all(|other| other.response != receipt.response)));
    let details: Vec<_> = noted(&store, desk).await.into_iter().map(|(_, _, detail)| detail.unwrap()).collect();
    assert_eq!(details, ["email 50+", "email 10"]);
}

/// Concurrent changes of one response wait for each other only.
async fn everything_at_once_ends(store: TestStore) {
    let (_, code, desk) = answered(&store, &["contact", "publish"]).await;
    let id = found(&store, desk, &code).await;
    let mut running = tokio::task::JoinSet::new();
    for number in 0..40_u8 {
        let store = store.store.clone();
        running.spawn(async move {
            let right = Correction { answers: vec![(key("recommend"), Answer::Score(number % 11))], contact: None };
            match number % 4 {
                0 => store.correct(&code, &right).await.map(drop),
                1 => store.withdraw(&code, &key("publish"), desk.origin).await.map(drop),
                2 => store.remedy_response(desk, id, &Remedy::Correct(right)).await.map(drop),
                _ => store.remedy_response(desk, id, &Remedy::TakeBack(key("contact"))).await.map(drop),
            }
        });
    }
    while let Some(done) = running.join_next().await {
        done.unwrap().unwrap();
    }
    assert_eq!(store.number("SELECT count(*) FROM answer WHERE score IS NOT NULL").await, 2);
}
