//! Tests of exports in the background. One worker does an export. Another starts it again when the first one is gone.
//! It can be cancelled.

use std::time::Duration;

use domain::{
    calendar::Millis,
    export::job::ExportState,
    id::{ExportId, OrganisationId, Slug},
    locale::Locale,
};
use store::{NewExportJob, StoreError};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(
    one_does_it_and_another_takes_over,
    one_that_ends_its_servers_fails,
    it_can_be_called_off,
    it_ends_in_time,
    there_are_not_more_than_fit,
);

const HOLD: Duration = Duration::from_secs(60);
const DAY: i64 = 24 * 60 * 60 * 1000;

async fn asked(store: &TestStore) -> (OrganisationId, ExportId) {
    let organisation = store.create_organisation(&sample::profile()).await.unwrap().id;
    (organisation, asked_of(store, organisation).await)
}

async fn asked_of(store: &TestStore, organisation: OrganisationId) -> ExportId {
    let new = NewExportJob {
        organisation,
        survey: Slug::parse("nps").unwrap(),
        who: "a@b.nl".to_owned(),
        query: "format=xlsx&where=city%3AS%C3%A3o".to_owned(),
        locale: Locale::En,
        file: "nps.xlsx".to_owned(),
        total: 8,
    };
    store.create_export_job(&new).await.unwrap()
}

async fn one_does_it_and_another_takes_over(store: TestStore) {
    let (organisation, id) = asked(&store).await;
    let state = async || store.find_export_job(organisation, id).await.unwrap().unwrap();
    assert_eq!((state().await.state, state().await.percent()), (ExportState::Waiting, 0));
    let taken = store.take_export_job(HOLD).await.unwrap().unwrap();
    assert_eq!((taken.job.id, taken.organisation, taken.locale), (id, organisation, Locale::En));
    assert_eq!(taken.job.query, "format=xlsx&where=city%3AS%C3%A3o");
    assert!(store.take_export_job(HOLD).await.unwrap().is_none(), "nobody else does it");
    assert!(store.go_on_with_export_job(taken.holder, 4, HOLD).await.unwrap());
    assert_eq!((state().await.state, state().await.percent()), (ExportState::Running, 50));
    // As after a crash of a server.
    assert!(store.go_on_with_export_job(taken.holder, 6, Duration::ZERO).await.unwrap());
    let second = store.take_export_job(HOLD).await.unwrap().unwrap();
    assert_eq!((second.job.id, state().await.done), (id, 0), "begun anew");
    // The first worker still runs, but its reports no longer count.
    assert!(!store.go_on_with_export_job(taken.holder, 7, HOLD).await.unwrap());
    assert!(!store.finish_export_job(taken.holder, Some((7, 7))).await.unwrap());
    store.give_back_export_job(taken.holder, Duration::ZERO).await.unwrap();
    assert!(store.take_export_job(HOLD).await.unwrap().is_none());
    store.give_back_export_job(second.holder, Duration::ZERO).await.unwrap();
    let third = store.take_export_job(HOLD).await.unwrap().unwrap();
    assert_eq!(third.job.id, id, "at once");
    assert!(store.finish_export_job(third.holder, Some((1_000, 9))).await.unwrap());
    let job = state().await;
    assert_eq!((job.state, job.bytes, job.done, job.percent()), (ExportState::Ready, Some(1_000), 9, 100));
    assert!(job.expires_at.unwrap().0 > job.created_at.0 + DAY - 60_000);
    assert!(store.take_export_job(HOLD).await.unwrap().is_none());
}

async fn one_that_ends_its_servers_fails(store: TestStore) {
    let (organisation, id) = asked(&store).await;
    let holder = store.take_export_job(HOLD).await.unwrap().unwrap().holder;
    store.give_back_export_job(holder, Duration::ZERO).await.unwrap();
    for _ in 0..3 {
        assert_eq!(
            store.take_export_job(Duration::ZERO).await.unwrap().map(|taken| taken.job.id),
            Some(id),
            "given back is not lost"
        );
    }
    assert!(store.take_export_job(HOLD).await.unwrap().is_none());
    assert_eq!(store.find_export_job(organisation, id).await.unwrap().unwrap().state, ExportState::Failed);
    asked_of(&store, organisation).await;
    asked_of(&store, organisation).await;
    let held = store.take_export_job(HOLD).await.unwrap().unwrap();
    store.give_back_export_job(held.holder, HOLD).await.unwrap();
    let next = store.take_export_job(HOLD).await.unwrap().unwrap();
    assert_ne!(held.job.id, next.job.id, "one that the database kept from being done lets others go first");
}

async fn it_can_be_called_off(store: TestStore) {
    let (organisation, id) = asked(&store).await;
    let holder = store.take_export_job(HOLD).await.unwrap().unwrap().holder;
    let other = OrganisationId(id.0);
    assert!(matches!(store.cancel_export_job(other, id).await, Err(StoreError::NotFound)), "another's is none");
    assert!(store.find_export_job(other, id).await.unwrap().is_none());
    assert!(store.cancel_export_job(organisation, id).await.unwrap());
    assert!(!store.go_on_with_export_job(holder, 4, HOLD).await.unwrap(), "whoever does it hears of it");
    assert!(!store.finish_export_job(holder, Some((1, 1))).await.unwrap());
    assert!(!store.cancel_export_job(organisation, id).await.unwrap(), "once");
    let jobs = store.list_export_jobs(organisation, 10).await.unwrap();
    assert_eq!(jobs.iter().map(|job| job.state).collect::<Vec<_>>(), [ExportState::Cancelled]);
    assert!(store.take_export_job(HOLD).await.unwrap().is_none());
}

async fn it_ends_in_time(store: TestStore) {
    let (organisation, id) = asked(&store).await;
    let holder = store.take_export_job(HOLD).await.unwrap().unwrap().holder;
    assert!(store.expire_export_jobs(Millis(0)).await.unwrap().is_empty(), "no file yet");
    store.finish_export_job(holder, Some((1, 8))).await.unwrap();
    let created = store.find_export_job(organisation, id).await.unwrap().unwrap().created_at.0;
    assert_eq!(store.expire_export_jobs(Millis(created + DAY - 1)).await.unwrap(), [id]);
    assert!(store.expire_export_jobs(Millis(created + DAY + 60_000)).await.unwrap().is_empty());
    assert_eq!(store.list_export_jobs(organisation, 10).await.unwrap()[0].state, ExportState::Expired);
    store.expire_export_jobs(Millis(created + 31 * DAY)).await.unwrap();
    assert!(store.list_export_jobs(organisation, 10).await.unwrap().is_empty(), "forgotten after a month");
    let failed = asked_of(&store, organisation).await;
    let holder = store.take_export_job(HOLD).await.unwrap().unwrap().holder;
    assert!(store.finish_export_job(holder, None).await.unwrap());
    assert_eq!(store.find_export_job(organisation, failed).await.unwrap().unwrap().state, ExportState::Failed);
}

async fn there_are_not_more_than_fit(store: TestStore) {
    let (organisation, first) = asked(&store).await;
    for _ in 1..20 {
        asked_of(&store, organisation).await;
    }
    let new = NewExportJob {
        organisation,
        survey: Slug::parse("nps").unwrap(),
        who: "a@b.nl".to_owned(),
        query: String::new(),
        locale: Locale::Nl,
        file: "nps.csv".to_owned(),
        total: 0,
    };
    assert!(matches!(store.create_export_job(&new).await, Err(StoreError::Conflict(_))));
    store.cancel_export_job(organisation, first).await.unwrap();
    store.create_export_job(&new).await.unwrap();
}
