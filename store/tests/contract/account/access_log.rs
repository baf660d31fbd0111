//! Tests of the download log.

use std::time::Duration;

use domain::{
    account::access_log::{Access, AccessKind},
    id::Slug,
};

use crate::{
    contract,
    support::{database::TestStore, sample},
};

contract!(notes_are_read_newest_first_and_by_their_organisation);

async fn notes_are_read_newest_first_and_by_their_organisation(store: TestStore) {
    let organisation = store.create_organisation(&sample::profile()).await.unwrap().id;
    let other = store.create_organisation(&sample::profile()).await.unwrap().id;
    let access = |who: &str, kind| Access {
        who: who.to_owned(),
        kind,
        survey: Slug::parse("nps").unwrap(),
        detail: "format=xlsx&where=state%3ASP".to_owned(),
    };
    let (first, second) = (access("a@voorbeeld.nl", AccessKind::Export), access("Power BI", AccessKind::Rows));
    store.note_access(organisation, &first).await.unwrap();
    // Entries of the same millisecond have no order.
    let noted = store.list_accesses(organisation, 1).await.unwrap()[0].at.0;
    while jiff::Timestamp::now().as_millisecond() <= noted {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    store.note_access(organisation, &second).await.unwrap();
    let listed = store.list_accesses(organisation, 10).await.unwrap();
    assert_eq!(listed.iter().map(|noted| &noted.access).collect::<Vec<_>>(), [&second, &first]);
    assert!(listed[0].at >= listed[1].at && listed[1].at.0 > 0);
    assert_eq!(store.list_accesses(organisation, 1).await.unwrap().len(), 1);
    store.note_reading(organisation, &second).await.unwrap();
    assert_eq!(store.list_accesses(organisation, 10).await.unwrap().len(), 2, "the same reading");
    store.note_reading(organisation, &access("Excel", AccessKind::Rows)).await.unwrap();
    store.note_reading(organisation, &Access { detail: String::new(), ..second }).await.unwrap();
    assert_eq!(store.list_accesses(organisation, 10).await.unwrap().len(), 4, "another key, and other rows");
    assert_eq!(store.list_accesses(other, 10).await.unwrap(), []);
}
