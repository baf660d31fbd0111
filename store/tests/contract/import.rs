//! Imports go in steps, are resumed or undone, add nothing twice, and never restore an erased response.

use domain::{
    calendar::Millis,
    channel::Channel,
    id::key,
    import::{
        Provenance,
        status::{ImportState, ImportStatus},
    },
    locale::Locale,
    notice::purpose::Basis,
    response::{answer::Answer, filter::ResultsFilter},
    results::arrivals::Arrivals,
    survey::{published::PublishedSurvey, template::Template},
};
use sea_orm::ConnectionTrait as _;
use store::{ImportCounts, ImportFile, ImportRow, Store, StoreError};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    a_second_import_adds_nothing,
    each_step_is_stored_and_counted_at_once,
    an_interrupted_import_is_resumed_where_it_stopped,
    another_import_of_the_survey_waits,
    a_killed_import_counts_as_interrupted,
    who_lost_an_import_writes_nothing,
    an_undone_import_leaves_room_for_a_mended_file,
    what_people_withdrew_outlives_an_undo,
    one_purpose_that_was_withdrawn_outlives_an_undo,
    a_finished_import_is_forgotten_after_its_time,
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
    let mut import = store.begin_import(survey, &provenance(), &ImportFile::named("rows.csv")).await.unwrap();
    import.add(ids.iter().map(|id| row(id)).collect()).await.unwrap();
    import.finish().await.unwrap()
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

fn file(name: &str) -> ImportFile {
    ImportFile { rows: 4, ..ImportFile::named(name) }
}

async fn begin(store: &TestStore, survey: &PublishedSurvey, name: &str) -> Result<store::Import, StoreError> {
    store.begin_import(survey, &provenance(), &file(name)).await
}

async fn unfinished(store: &Store, survey: &PublishedSurvey) -> Option<ImportStatus> {
    store.find_unfinished_import(survey.survey.id).await.unwrap()
}

async fn counts_agree(store: &Store, survey: &PublishedSurvey) {
    assert_eq!(store.check_rollups(survey.survey.id).await.unwrap(), []);
}

/// As after a kill: nothing more is heard of it, and its time is over.
async fn kill(store: &TestStore, import: store::Import) {
    drop(import);
    store.raw.execute_unprepared("UPDATE import SET held_until = 1").await.unwrap();
}

async fn each_step_is_stored_and_counted_at_once(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    let mut import = begin(&store, &survey, "a.csv").await.unwrap();
    assert_eq!(import.add(vec![row("a"), row("b")]).await.unwrap().added, 2);
    assert_eq!(store.number("SELECT count(*) FROM response").await, 2);
    counts_agree(&store, &survey).await;
    let status = unfinished(&store, &survey).await.unwrap();
    assert_eq!((status.state, status.percent(), status.file.as_str()), (ImportState::Running, 50, "a.csv"));
    import.add_through(vec![row("c")], 4).await.unwrap();
    assert_eq!(import.finish().await.unwrap(), ImportCounts { added: 3, present: 0, erased: 0 });
    assert_eq!(unfinished(&store, &survey).await, None);
    let listed = store.list_imports().await.unwrap();
    assert_eq!((listed.len(), listed[0].state, listed[0].percent(), listed[0].added), (1, ImportState::Done, 100, 3));
}

async fn an_interrupted_import_is_resumed_where_it_stopped(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    let mut import = begin(&store, &survey, "a.csv").await.unwrap();
    import.add(vec![row("a"), row("b")]).await.unwrap();
    let id = import.id();
    import.interrupt().await.unwrap();
    assert_eq!(unfinished(&store, &survey).await.unwrap().state, ImportState::Interrupted);
    let mut again = begin(&store, &survey, "a.csv").await.unwrap();
    assert_eq!((again.id(), again.rows_done()), (id, 2));
    again.add(vec![row("c"), row("d")]).await.unwrap();
    assert_eq!(again.finish().await.unwrap(), ImportCounts { added: 4, present: 0, erased: 0 }, "of both runs");
    counts_agree(&store, &survey).await;
}

async fn another_import_of_the_survey_waits(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    let import = begin(&store, &survey, "a.csv").await.unwrap();
    for name in ["a.csv", "b.csv"] {
        let refused = begin(&store, &survey, name).await.map(|import| import.id());
        assert!(matches!(refused, Err(StoreError::Conflict(_))), "{name} while it runs: {refused:?}");
    }
    import.interrupt().await.unwrap();
    let refused = begin(&store, &survey, "b.csv").await.map(|import| import.id());
    assert!(matches!(refused, Err(StoreError::Conflict(_))), "another file: {refused:?}");
    begin(&store, &survey, "a.csv").await.unwrap().finish().await.unwrap();
    begin(&store, &survey, "b.csv").await.unwrap().finish().await.unwrap();
}

async fn a_killed_import_counts_as_interrupted(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    let mut import = begin(&store, &survey, "a.csv").await.unwrap();
    import.add(vec![row("a")]).await.unwrap();
    kill(&store, import).await;
    let status = unfinished(&store, &survey).await.unwrap();
    assert_eq!((status.state, status.done, status.added), (ImportState::Interrupted, 1, 1));
    let mut again = begin(&store, &survey, "a.csv").await.unwrap();
    again.add(vec![row("b")]).await.unwrap();
    assert_eq!(again.finish().await.unwrap().added, 2);
}

async fn who_lost_an_import_writes_nothing(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    let mut slow = begin(&store, &survey, "a.csv").await.unwrap();
    store.raw.execute_unprepared("UPDATE import SET held_until = 1").await.unwrap();
    let mut quick = begin(&store, &survey, "a.csv").await.unwrap();
    let lost = slow.add(vec![row("a")]).await;
    assert!(matches!(lost, Err(StoreError::Conflict(_))), "{lost:?}");
    assert_eq!(store.number("SELECT count(*) FROM response").await, 0);
    quick.add(vec![row("a")]).await.unwrap();
    assert_eq!(quick.finish().await.unwrap().added, 1);
}

async fn undo(store: &TestStore, id: domain::id::ImportId) -> (u64, u64) {
    let mut undo = store.begin_undo(id, "a test").await.unwrap();
    while undo.step().await.unwrap() {}
    (undo.erased(), undo.kept())
}

async fn an_undone_import_leaves_room_for_a_mended_file(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    import(&store, &survey, &["before"]).await;
    let mut import = begin(&store, &survey, "a.csv").await.unwrap();
    import.add(vec![row("a"), row("b"), row("before")]).await.unwrap();
    let id = import.id();
    let running = store.begin_undo(id, "a test").await.map(|undo| undo.erased());
    assert!(matches!(running, Err(StoreError::Conflict(_))), "it still runs: {running:?}");
    kill(&store, import).await;
    let events = store.number("SELECT count(*) FROM consent_event").await;
    assert_eq!(undo(&store, id).await, (2, 0));
    assert_eq!(store.number("SELECT count(*) FROM consent_event").await, events + 2, "each erasure is an event");
    assert_eq!(store.number("SELECT count(*) FROM response").await, 1, "that of the earlier import");
    for table in ["answer", "comment", "standing"] {
        assert!(store.number(&format!("SELECT count(DISTINCT response_id) FROM {table}")).await <= 1, "{table}");
    }
    assert_eq!(store.number("SELECT count(*) FROM import_reference").await, 1, "no tombstones");
    counts_agree(&store, &survey).await;
    let states: Vec<_> = store.list_imports().await.unwrap().into_iter().map(|one| one.state).collect();
    assert_eq!(states, [ImportState::Undone, ImportState::Done]);
    assert_eq!(undo(&store, id).await, (0, 0), "undoing twice changes nothing");

    let mut mended = begin(&store, &survey, "mended.csv").await.unwrap();
    mended.add(vec![row("a"), row("b")]).await.unwrap();
    let again = mended.id();
    assert_eq!(mended.finish().await.unwrap().added, 2, "they come back");
    assert_eq!(undo(&store, again).await, (2, 0), "what is done can be undone too");
}

async fn one_purpose_that_was_withdrawn_outlives_an_undo(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    let mut import = begin(&store, &survey, "a.csv").await.unwrap();
    import.add(vec![row("contact"), row("a")]).await.unwrap();
    let id = import.id();
    import.finish().await.unwrap();
    let withdrawn = "INSERT INTO standing (response_id, purpose, basis, state, event_id, since) \
                     SELECT s.response_id, 'contact', s.basis, 'withdrawn', s.event_id, s.since \
                     FROM standing s JOIN response r ON r.id = s.response_id WHERE r.external_id = 'contact'";
    store.raw.execute_unprepared(withdrawn).await.unwrap();
    assert_eq!(undo(&store, id).await, (1, 1), "it still counts, and a mended file must not grant it again");
    let mut mended = begin(&store, &survey, "mended.csv").await.unwrap();
    mended.add(vec![row("contact"), row("a")]).await.unwrap();
    assert_eq!(mended.finish().await.unwrap(), ImportCounts { added: 1, present: 1, erased: 0 });
    assert_eq!(store.number("SELECT count(*) FROM repeat_note").await, 0, "a restore does not keep the mended file out");
}

async fn what_people_withdrew_outlives_an_undo(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    let mut import = begin(&store, &survey, "a.csv").await.unwrap();
    import.add(vec![row("gone"), row("withdrawn"), row("a")]).await.unwrap();
    let id = import.id();
    import.finish().await.unwrap();
    let withdraw = |external: &str| {
        let of = format!("SELECT id FROM response WHERE external_id = '{external}'");
        let rest = format!("UPDATE answer SET standing = 0 WHERE response_id IN ({of})");
        let comments = format!("UPDATE comment SET standing = 0 WHERE response_id IN ({of})");
        let states = format!("UPDATE standing SET state = 'withdrawn', since = 5 WHERE response_id IN ({of})");
        format!("{rest}; {comments}; {states}; UPDATE response SET standing = 0 WHERE external_id = '{external}'")
    };
    store.raw.execute_unprepared(&withdraw("gone")).await.unwrap();
    assert_eq!(store.erase_withdrawn(Millis(i64::MAX)).await.unwrap(), 1);
    store.raw.execute_unprepared(&withdraw("withdrawn")).await.unwrap();
    assert_eq!(undo(&store, id).await, (1, 1));
    let mut mended = begin(&store, &survey, "mended.csv").await.unwrap();
    mended.add(vec![row("gone"), row("withdrawn"), row("a")]).await.unwrap();
    assert_eq!(mended.finish().await.unwrap(), ImportCounts { added: 1, present: 1, erased: 1 });
}

async fn a_finished_import_is_forgotten_after_its_time(store: TestStore) {
    let survey = sample::survey(&store, Template::Csat).await;
    import(&store, &survey, &["a"]).await;
    let unfinished = begin(&store, &survey, "b.csv").await.unwrap();
    assert_eq!(store.delete_finished_imports(Millis(1)).await.unwrap(), 0);
    assert_eq!(store.delete_finished_imports(Millis(i64::MAX)).await.unwrap(), 1);
    let left = store.list_imports().await.unwrap();
    assert_eq!(left.iter().map(|one| one.id).collect::<Vec<_>>(), [unfinished.id()]);
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
