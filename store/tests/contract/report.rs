//! Fixed reports: unchanged byte for byte, with a log that outlives them.

use domain::{
    hash::Sha256Hash,
    id::{FixedReportId, OrganisationId},
    report::ReportDeed,
    results::saved_view::ViewName,
    survey::template::Template,
};
use sea_orm::ConnectionTrait as _;
use store::{NewFixedReport, StoreError};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(a_report_is_kept_as_it_was, its_deletion_is_noted, another_organisation_finds_none, a_changed_document_is_not_given);

const CONTENT: &str = "{\"schema\":\"klankbord/fixed-report/1\",\"value\":55.2,\"é\":\"\\u2028\"}\n";

async fn new(store: &TestStore) -> NewFixedReport {
    let published = sample::survey(store, Template::Nps).await;
    NewFixedReport {
        organisation: published.organisation.id,
        survey: published.survey.id,
        title: ViewName::parse("Directie, derde kwartaal").unwrap(),
        for_readers: false,
        who: "anna@voorbeeld.nl".to_owned(),
        content: CONTENT.to_owned(),
    }
}

async fn a_report_is_kept_as_it_was(store: TestStore) {
    let new = new(&store).await;
    let id = store.fix_report(&new).await.unwrap();
    let other = store.fix_report(&NewFixedReport { for_readers: true, ..new.clone() }).await.unwrap();
    let (report, content) = store.find_fixed_report(new.organisation, id).await.unwrap().unwrap();
    assert_eq!((content.as_str(), report.hash, report.for_readers), (CONTENT, Sha256Hash::of(CONTENT.as_bytes()), false));
    let listed = store.list_fixed_reports(new.organisation).await.unwrap();
    assert_eq!(listed.iter().map(|one| (one.id, one.for_readers)).collect::<Vec<_>>(), [(other, true), (id, false)]);
    assert_eq!(listed[1], report);
    let notes = store.list_report_notes(new.organisation, 10).await.unwrap();
    assert!(notes.len() == 2 && notes.iter().all(|note| note.deed == ReportDeed::Fixed && note.hash == report.hash));
}

async fn its_deletion_is_noted(store: TestStore) {
    let new = new(&store).await;
    let id = store.fix_report(&new).await.unwrap();
    store.delete_fixed_report(new.organisation, id, "baas@voorbeeld.nl", "Verkeerde maand").await.unwrap();
    assert!(matches!(store.delete_fixed_report(new.organisation, id, "x", "y").await, Err(StoreError::NotFound)));
    assert_eq!(store.find_fixed_report(new.organisation, id).await.unwrap(), None);
    assert_eq!(store.number("SELECT count(*) FROM fixed_report").await, 0);
    let notes = store.list_report_notes(new.organisation, 10).await.unwrap();
    assert_eq!(notes.iter().map(|note| note.deed).collect::<Vec<_>>(), [ReportDeed::Deleted, ReportDeed::Fixed]);
    let note = &notes[0];
    assert_eq!((note.who.as_str(), note.reason.as_deref()), ("baas@voorbeeld.nl", Some("Verkeerde maand")));
    assert_eq!((note.title.as_str(), note.survey.as_str()), ("Directie, derde kwartaal", "voorbeeld"));
    assert_eq!(note.hash, Sha256Hash::of(CONTENT.as_bytes()));
}

async fn another_organisation_finds_none(store: TestStore) {
    let new = new(&store).await;
    let id = store.fix_report(&new).await.unwrap();
    let other = OrganisationId(uuid::Uuid::new_v4());
    assert_eq!(store.find_fixed_report(other, id).await.unwrap(), None);
    assert!(store.list_fixed_reports(other).await.unwrap().is_empty());
    assert!(store.list_report_notes(other, 10).await.unwrap().is_empty());
    assert!(matches!(store.delete_fixed_report(other, id, "x", "y").await, Err(StoreError::NotFound)));
    assert_eq!(store.find_fixed_report(new.organisation, FixedReportId(uuid::Uuid::new_v4())).await.unwrap(), None);
}

async fn a_changed_document_is_not_given(store: TestStore) {
    let new = new(&store).await;
    let id = store.fix_report(&new).await.unwrap();
    store.raw.execute_unprepared("UPDATE fixed_report SET content = replace(content, '55.2', '95.2')").await.unwrap();
    assert!(matches!(store.find_fixed_report(new.organisation, id).await, Err(StoreError::Broken(_))));
    let alone = store.find_fixed_report_alone(new.organisation, id).await.unwrap().unwrap();
    assert_eq!(alone.hash, Sha256Hash::of(CONTENT.as_bytes()));
    assert!(store.find_fixed_report_alone(OrganisationId(uuid::Uuid::new_v4()), id).await.unwrap().is_none());
    store.delete_fixed_report(new.organisation, id, "bram@voorbeeld.nl", "Beschadigd").await.unwrap();
}
