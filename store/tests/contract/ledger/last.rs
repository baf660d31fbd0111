//! Nothing is sealed that does not continue the last checkpoints, and nothing beyond them is served.

use domain::{
    hash::Sha256Hash,
    ledger::{Checkpoint, LastCheckpoints, LogKey},
};
use sea_orm::ConnectionTrait as _;
use store::{LogFault, Rotation, Sealing, Store};

use super::{head, places, submit};
use crate::{
    contract,
    support::{
        database::TestStore,
        log::{key, ready, seal},
        sample,
    },
};

contract!(
    a_log_written_anew_is_not_sealed,
    a_log_that_was_cut_off_is_not_sealed,
    an_older_checkpoint_is_continued,
    nothing_beyond_what_was_kept_is_served,
);

async fn kept(store: &Store) -> LastCheckpoints {
    let mut last = LastCheckpoints::default();
    for head in store.list_log_heads().await.unwrap() {
        last.set(&head.note).unwrap();
    }
    last
}

/// What somebody with the database alone does to write history anew.
async fn forget_the_log(store: &TestStore) {
    for sql in ["UPDATE consent_event SET seq = NULL", "DELETE FROM log_tile", "DELETE FROM log_checkpoint", "DELETE FROM log"] {
        store.raw.execute_unprepared(sql).await.unwrap();
    }
}

async fn refused(store: &Store, last: &LastCheckpoints, expected: LogFault) {
    let log = last.iter().next().unwrap().origin;
    let sealing = store.seal(&key(), last).await.unwrap();
    assert_eq!(sealing, Sealing::Discontinued { log, fault: expected.clone() });
    let rotation = store.rotate_ledger_key(&key().verifier(), &LogKey::from_seed(&[8; 32]), last).await.unwrap();
    assert_eq!(rotation, Rotation::Discontinued { log, fault: expected });
}

async fn a_log_written_anew_is_not_sealed(store: TestStore) {
    let survey = ready(&store).await;
    submit(&store, &survey, 0..5).await;
    seal(&store).await;
    let last = kept(&store).await;
    forget_the_log(&store).await;
    refused(&store, &last, LogFault::Shorter { signed: 5, size: 0 }).await;
    assert_eq!(places(&store).await, [], "nothing was sealed");
    // Somebody who has the key as well signs it: the checkpoint that was kept still contradicts it.
    store
        .raw
        .execute_unprepared("DELETE FROM consent_event WHERE id IN (SELECT id FROM consent_event ORDER BY id LIMIT 1)")
        .await
        .unwrap();
    submit(&store, &survey, 5..8).await;
    seal(&store).await;
    submit(&store, &survey, 8..9).await;
    refused(&store, &last, LogFault::Inconsistent { size: 5 }).await;
}

async fn a_log_that_was_cut_off_is_not_sealed(store: TestStore) {
    let survey = ready(&store).await;
    submit(&store, &survey, 0..5).await;
    seal(&store).await;
    let mut last = kept(&store).await;
    let earlier = head(&store).await.checkpoint;
    // As after a restore: the file knows of more events than the database.
    let longer = Checkpoint { size: 9, root: Sha256Hash::of(b"nine"), ..earlier.clone() };
    last.set(&longer.sign(&key()).to_string()).unwrap();
    submit(&store, &survey, 5..6).await;
    refused(&store, &last, LogFault::Shorter { signed: 9, size: 5 }).await;
    // As many events, but others.
    let other = Checkpoint { root: Sha256Hash::of(b"five"), ..earlier };
    last.set(&other.sign(&key()).to_string()).unwrap();
    refused(&store, &last, LogFault::Inconsistent { size: 5 }).await;
    assert_eq!(places(&store).await.len(), 5);
}

/// As with several servers, each with a file of its own.
async fn an_older_checkpoint_is_continued(store: TestStore) {
    let survey = ready(&store).await;
    submit(&store, &survey, 0..300).await;
    seal(&store).await;
    let last = kept(&store).await;
    submit(&store, &survey, 300..700).await;
    seal(&store).await;
    submit(&store, &survey, 700..701).await;
    assert_eq!(store.seal(&key(), &last).await.unwrap(), Sealing::Done { events: 1, more: false });
    let heads = store.list_log_heads().await.unwrap();
    assert_eq!(store.find_discontinuity(&heads, &last, &key().verifier()).await.unwrap(), None);
    // A checkpoint of another key in the database is a fault, and not a newer state.
    let other = LogKey::from_seed(&[8; 32]).verifier();
    let (log, _) = store.find_discontinuity(&heads, &last, &other).await.unwrap().unwrap();
    assert_eq!(log, heads[0].checkpoint.origin);
}

async fn nothing_beyond_what_was_kept_is_served(store: TestStore) {
    let survey = ready(&store).await;
    submit(&store, &survey, 0..3).await;
    seal(&store).await;
    let organisation = store.find_organisation().await.unwrap().unwrap().id;
    let served = || async {
        let newest = store.find_newest_log(organisation).await.unwrap();
        newest.map(|head| head.checkpoint.size)
    };
    assert_eq!(served().await, Some(3), "a command reads what is stored");
    store.serve_up_to(Vec::new());
    assert_eq!(served().await, None);
    store.serve_up_to(store.list_log_heads().await.unwrap());
    submit(&store, &survey, 3..5).await;
    seal(&store).await;
    assert_eq!((served().await, head(&store).await.checkpoint.size), (Some(3), 3));
    let events = places(&store).await;
    assert!(store.find_event(events[4]).await.unwrap().unwrap().seal.is_none(), "it waits, for whoever asks");
    let seal_of_first = store.find_event(events[0]).await.unwrap().unwrap().seal.unwrap();
    assert!(seal_of_first.checkpoint.contains("\n3\n"), "{}", seal_of_first.checkpoint);
    let code = sample::code(&store, sample::response(&survey, 1, 9, "", &["publish"]).key).await;
    assert!(store.find_receipt_evidence(&code).await.unwrap().unwrap().events[0].seal.is_some());
    store.serve_up_to(store.list_log_heads().await.unwrap());
    assert_eq!(served().await, Some(5));
    assert!(store.find_event(events[4]).await.unwrap().unwrap().seal.is_some());
}
