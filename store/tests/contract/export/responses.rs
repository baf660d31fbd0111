//! Exports return all responses in force once, whatever the size of a page.

use std::collections::HashSet;

use domain::{
    calendar::Day,
    id::key,
    import::Provenance,
    locale::{Locale, LocalizedText},
    notice::purpose::Basis,
    response::{
        answer::Answer,
        filter::{Dimension, ResultsFilter},
    },
    rights::{Identity, NewRequest, Right},
    survey::{attribute::Attribute, template::Template},
};
use store::{Desk, ExportRow, ImportFile, ImportRow, Remedy};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    pages_hold_each_row_once,
    spans_end_where_the_answers_ended,
    purposes_that_stand,
    attributes_only_while_their_purpose_stands
);

async fn pages_hold_each_row_once(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let mut responses: Vec<_> = (0..25).map(|n| sample::response(&survey, n, 9, "Goed", &[])).collect();
    for (response, day) in responses.iter_mut().zip([1, 9, 3, 1, 1].into_iter().cycle()) {
        response.submitted_at = Some(sample::at(&format!("2026-07-0{day}T12:00:00Z")));
    }
    store.submit_responses(responses).await.unwrap();
    for limit in [1, 7, 25, 100] {
        let mut seen = HashSet::new();
        let mut last = None;
        loop {
            let page = store.list_responses(survey.survey.id, &ResultsFilter::default(), None, last, limit).await.unwrap();
            assert!(page.iter().all(|row| row.answers.len() == 2 && row.consent_event.is_some()));
            assert!(page.iter().all(|row| seen.insert(row.response)), "no row twice");
            let ended = page.len() < limit as usize;
            last = page.last().map(ExportRow::place).or(last);
            if ended {
                break;
            }
        }
        assert_eq!(seen.len(), 25, "pages of {limit}");
    }
}

async fn spans_end_where_the_answers_ended(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let (id, filter) = (survey.survey.id, ResultsFilter::default());
    let spans = async |end, number| {
        let (mut after, mut sizes) = (None, Vec::new());
        loop {
            let span = store.find_span(id, &filter, after, end, number).await.unwrap();
            let page = store.export_page(id, &filter, span).await.unwrap();
            assert_eq!(page.is_last(), span.next_after().is_none());
            sizes.push(page.into_rows().unwrap().len());
            after = span.next_after();
            if after.is_none() {
                return sizes;
            }
        }
    };
    assert_eq!(store.last_place(id, &filter).await.unwrap(), None);
    assert_eq!(spans(None, 4).await, [0]);
    store.submit_responses((0..9).map(|n| sample::response(&survey, n, 9, "Goed", &[])).collect()).await.unwrap();
    let end = store.last_place(id, &filter).await.unwrap();
    store.submit_responses((9..20).map(|n| sample::response(&survey, n, 9, "", &[])).collect()).await.unwrap();
    for (number, sizes) in [(4, vec![4, 4, 1]), (3, vec![3, 3, 3]), (9, vec![9]), (100, vec![9])] {
        assert_eq!(spans(end, number).await, sizes, "pages of {number}");
    }
}

async fn purposes_that_stand(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let response = sample::response(&survey, 1, 9, "", &["publish", "contact"]);
    let code = sample::code(&store, response.key).await;
    store.submit_response(response).await.unwrap();
    store.withdraw(&code, &key("contact"), "https://voorbeeld.nl").await.unwrap();
    let rows = store.list_responses(survey.survey.id, &ResultsFilter::default(), None, None, 10).await.unwrap();
    assert_eq!(rows[0].purposes, [key("analysis"), key("publish")]);
    assert_eq!((rows[0].notice_version, rows[0].notice_hash), (1, survey.version.notice.hash));
}

async fn attributes_only_while_their_purpose_stands(store: TestStore) {
    let mut questionnaire = sample::every_kind();
    let attribute =
        |name, purpose| Attribute { purpose: key(purpose), ..Attribute::new(key(name), LocalizedText::same(name), vec![]) };
    questionnaire.attributes.extend([attribute("state", "analysis"), attribute("city", "publish")]);
    let survey = sample::survey_of(&store, &questionnaire).await;
    let provenance = Provenance {
        legal_basis: Basis::Consent,
        notice: "Privacyverklaring 2025".to_owned(),
        collected_by: "Bakkerij Van Dam".to_owned(),
        purposes: vec![key("analysis"), key("publish")],
        retention_months: None,
        decided_at: Some(sample::at("2025-03-30T10:30:00Z")),
    };
    let mut import = store.begin_import(&survey, &provenance, &ImportFile::named("rows")).await.unwrap();
    let attributes = vec![(key("state"), "SP".to_owned()), (key("city"), "Campinas".to_owned())];
    let row = ImportRow {
        external_id: "1".to_owned(),
        submitted_at: sample::at("2025-03-30T10:30:00Z"),
        locale: Locale::Nl,
        answers: vec![(key("recommend"), Answer::Score(9))],
        attributes: attributes.clone(),
    };
    import.add(vec![row]).await.unwrap();
    import.finish().await.unwrap();
    let exported =
        async || store.list_responses(survey.survey.id, &ResultsFilter::default(), None, None, 1).await.unwrap().remove(0);
    assert_eq!(exported().await.attributes, attributes);

    let new =
        NewRequest { rights: vec![Right::Objection], reference: String::new(), identity: Identity::Other, received: Day(20_000) };
    let organisation = survey.organisation.id;
    let request = store.create_rights_request(organisation, &new).await.unwrap();
    let desk = Desk { organisation, request, account: "a@b.nl", origin: "x" };
    assert!(store.remedy_response(desk, exported().await.response, &Remedy::TakeBack(key("publish"))).await.unwrap());
    assert_eq!(exported().await.attributes, attributes[..1]);
    // It is gone, and no query can find it.
    assert_eq!(store.number("SELECT count(*) FROM answer").await, 2);
    let by = Dimension::Answer(key("city"));
    let groups = store.list_group_counts(survey.survey.id, &[&key("recommend")], &by, &ResultsFilter::default()).await.unwrap();
    assert_eq!(groups.unwrap()[0].group, None);
}
