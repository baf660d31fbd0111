//! Exports walk all standing responses once, whatever the size of a page.

use std::collections::HashSet;

use domain::{id::key, results::ResultsFilter, template::Template};

use crate::{contract, database::TestStore, sample};

contract!(pages_hold_each_row_once, purposes_that_stand);

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
            let page = store.list_export_rows(survey.survey.id, &ResultsFilter::default(), last.as_ref(), limit).await.unwrap();
            assert!(page.iter().all(|row| row.answers.len() == 2 && row.consent_event.is_some()));
            assert!(page.iter().all(|row| seen.insert(row.response)), "no row twice");
            let ended = page.len() < limit as usize;
            last = page.into_iter().last().or(last);
            if ended {
                break;
            }
        }
        assert_eq!(seen.len(), 25, "pages of {limit}");
    }
}

async fn purposes_that_stand(store: TestStore) {
    let survey = sample::survey(&store, Template::Nps).await;
    let response = sample::response(&survey, 1, 9, "", &["publish", "contact"]);
    let code = response.key.receipt_code();
    store.submit_response(response).await.unwrap();
    store.withdraw(&code, &key("contact"), "https://voorbeeld.nl").await.unwrap();
    let rows = store.list_export_rows(survey.survey.id, &ResultsFilter::default(), None, 10).await.unwrap();
    assert_eq!(rows[0].purposes, [key("analysis"), key("publish")]);
    assert_eq!((rows[0].notice_version, rows[0].notice_hash), (1, survey.version.notice.hash));
}
