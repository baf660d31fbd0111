//! Imports are all or nothing, add nothing twice, and never restore an erased response.

use domain::{
    calendar::Millis,
    channel::Channel,
    id::key,
    import::Provenance,
    locale::Locale,
    notice::purpose::Basis,
    response::{answer::Answer, filter::ResultsFilter},
    results::arrivals::Arrivals,
    survey::{published::PublishedSurvey, template::Template},
};
use sea_orm::ConnectionTrait as _;
use store::{ImportCounts, ImportRow};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    a_second_import_adds_nothing,
    dropped_it_leaves_nothing,
    what_was_erased_stays_erased,
    provenance_is_kept,
    how_answers_arrived_is_known_with_the_stated_basis,
);

fn provenance() -> Provenance {
    Provenance {
        legal_basis: Basis::Contract,
        notice: "Privacyverklaring 2025".to_owned(),
        collected_by: "Bakkerij Van Dam".to_owned(),
        purposes: vec![key("analysis")],
        retention_months: None,
        decided_at: None,
    }
}

fn row(id: &str) -> ImportRow {
    ImportRow {
        external_id: id.to_owned(),
        submitted_at: sample::at("2025-03-30T01:30:00Z"),
        locale: Locale::Nl,
        answers: vec![(key("satisfaction"), Answer::Score(4)), (key("reason"), Answer::Text(" =prima\r\n".to_owned()))],
        attributes: vec![],
    }
}

async fn import(store: &TestStore, survey: &PublishedSurvey, ids: &[&str]) -> ImportCounts {
    let mut import = store.begin_import(survey, &provenance()).await.unwrap();
    let counts = import.add(ids.iter().map(|id| row(id)).collect()).await.unwrap();
    import.commit().await.unwrap();
    counts
}

async fn a_second_import_adds_nothing(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    assert_eq!(import(&store, &survey, &["a", "b", "a"]).await, ImportCounts { added: 2, present: 1, erased: 0 });
    assert_eq!(import(&store, &survey, &["a", "b"]).await, ImportCounts { added: 0, present: 2, erased: 0 });
    assert_eq!(store.number("SELECT count(*) FROM response").await, 2);
    assert_eq!(store.number("SELECT count(*) FROM notice_version").await, 2, "the survey's own and the stated one, once");
    let notices = store.list_import_notices(survey.survey.id).await.unwrap();
    let stated: Vec<_> = notices.iter().filter_map(|(notice, _)| Some(notice.notice.stated.as_ref()?.notice.as_str())).collect();
    assert_eq!(stated, ["Privacyverklaring 2025"], "not the survey's own");
}

async fn dropped_it_leaves_nothing(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    let mut dropped = store.begin_import(&survey, &provenance()).await.unwrap();
    dropped.add(vec![row("a")]).await.unwrap();
    drop(dropped);
    for table in ["response", "answer", "consent_event", "import_reference"] {
        assert_eq!(store.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
    assert_eq!(import(&store, &survey, &["a"]).await.added, 1, "the store goes on");
}

async fn what_was_erased_stays_erased(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    import(&store, &survey, &["a", "b"]).await;
    // An erasure for a person without a receipt has the same result: retention erases withdrawn responses.
    store.raw.execute_unprepared("UPDATE standing SET state = 'withdrawn'; UPDATE response SET standing = 0").await.unwrap();
    assert_eq!(store.erase_withdrawn(Millis(i64::MAX)).await.unwrap(), 2);
    assert_eq!(import(&store, &survey, &["a", "c"]).await, ImportCounts { added: 1, present: 0, erased: 1 });
    assert_eq!(store.number("SELECT count(*) FROM response WHERE external_id IS NOT NULL").await, 1);
}

async fn how_answers_arrived_is_known_with_the_stated_basis(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    let all = ResultsFilter::default();
    assert_eq!(store.list_arrivals(survey.survey.id, &all, 1).await.unwrap(), Arrivals::default());
    import(&store, &survey, &["a", "b"]).await;
    let arrivals = store.list_arrivals(survey.survey.id, &all, 2).await.unwrap();
    assert_eq!(arrivals, Arrivals { channels: vec![Channel::Import], imported: vec![Basis::Contract] });
    assert_eq!(store.list_arrivals(survey.survey.id, &all, 3).await.unwrap(), Arrivals::default(), "fewer than the minimum");
    let by_link = ResultsFilter { channel: Some(Channel::Link), ..all };
    assert_eq!(store.list_arrivals(survey.survey.id, &by_link, 1).await.unwrap(), Arrivals::default());

    let (notice, _) = store.list_import_notices(survey.survey.id).await.unwrap().remove(0);
    let purposes = store.list_import_purposes(notice.id).await.unwrap();
    assert_eq!(purposes, Some(vec![key("analysis")]), "not the other purposes of the survey");
    assert_eq!(notice.notice.purposes.iter().map(|purpose| purpose.key.as_str()).collect::<Vec<_>>(), ["analysis"]);
    assert_eq!(store.list_import_purposes(survey.version.notice.id).await.unwrap(), None, "nothing is stored under it");
}

async fn provenance_is_kept(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    import(&store, &survey, &["a"]).await;
    let rows = store.list_responses(survey.survey.id, &ResultsFilter::default(), None, None, 10).await.unwrap();
    let exported = &rows[0];
    assert_eq!(exported.external_id.as_deref(), Some("a"));
    assert_eq!(exported.channel, Channel::Import);
    assert_eq!(exported.decided_at, Some(sample::at("2025-03-30T01:30:00Z")));
    assert_eq!(exported.notice_version, 2);
    assert_ne!(exported.notice_hash, survey.version.notice.hash);
    assert_eq!(exported.purposes, [key("analysis")]);
    assert_eq!(exported.answers, row("a").answers, "byte for byte");
    assert_eq!(store.number("SELECT count(*) FROM standing WHERE state = 'asserted' AND basis = 'contract'").await, 1);
}
