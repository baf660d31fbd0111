//! Downloads whose client stopped reading.

use std::time::Duration;

use futures::StreamExt as _;
use tokio::time::timeout;

use super::*;

/// More than the queues of pages and chunks of four files can hold.
const RESPONSES: usize = 8_000;
const LONG: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread")]
async fn stalled_downloads_hold_up_nobody() {
    let home = tempfile::tempdir().unwrap();
    let (store, published) = of_texts(home.path(), RESPONSES).await;
    let start = || {
        let export = Export {
            store: store.clone(),
            published: published.clone(),
            filter: ResultsFilter::default(),
            options: options(Format::Jsonl, Labels::Codes, Shape::Wide),
            locale: Locale::Nl,
            scratch: home.path().to_owned(),
            pages_at_once: 2,
            throttle: Arc::default(),
            read: Arc::default(),
        };
        Box::pin(export.stream())
    };
    let mut stalled = Vec::new();
    for _ in 0..4 {
        let mut download = start();
        assert!(download.next().await.unwrap().is_ok());
        stalled.push(download);
    }
    let whole = timeout(LONG, start().try_collect::<Vec<_>>()).await.expect("another is not kept waiting").unwrap();
    assert_eq!(whole.concat().iter().filter(|byte| **byte == b'\n').count(), RESPONSES);
    timeout(LONG, store.close()).await.expect("nor is whoever closes the database");
    for download in stalled {
        let rest = timeout(LONG, download.try_collect::<Vec<_>>()).await.expect("it ends");
        assert!(rest.is_err(), "and is not taken for whole");
    }
}
