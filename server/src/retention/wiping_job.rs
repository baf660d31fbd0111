//! Removes what erased data leave in files: prepared exports, and traces in the files of the database. It must not know
//! what was erased.

use std::time::Duration;

use store::{Backend, Store, StoreError};
use tokio::{
    sync::watch,
    time::{self, Instant},
};

use crate::{clock, export::job::ExportJobs};

/// The pause after a try at which readers were in the way.
const AGAIN_AFTER: Duration = Duration::from_secs(1);
/// The same on PostgreSQL, where the database decides when it is time.
const AGAIN_AFTER_POSTGRES: Duration = Duration::from_secs(5);
/// How often the write-ahead log is written back while nothing is erased.
const WRITE_BACK: Duration = Duration::from_secs(10);
/// How long traces stay before it is said in the log of the server.
const TOO_LONG: Duration = Duration::from_secs(30 * 60);

/// Removes traces once. Returns whether all are gone.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub(crate) async fn wipe(store: &Store, exports: &ExportJobs) -> Result<bool, StoreError> {
    exports.tidy(store, clock::now()).await?;
    store.wipe_traces().await
}

/// Removes traces as soon as there are any, until the stop signal.
pub(crate) async fn run(store: &Store, exports: &ExportJobs, mut stopped: watch::Receiver<()>) {
    let work = async {
        // A server that was killed may have left traces.
        let mut pending = Some(Instant::now());
        loop {
            let Some(since) = pending else {
                tokio::select! {
                    () = store.wait_for_traces() => pending = Some(Instant::now()),
                    () = time::sleep(WRITE_BACK) => {
                        if let Err(error) = store.write_log_back().await {
                            tracing::debug!(%error, "the log of the database was not written back");
                        }
                    }
                }
                continue;
            };
            match wipe(store, exports).await {
                Ok(true) if !store.has_traces() => pending = None,
                Ok(true) => {}
                result => {
                    if since.elapsed() > TOO_LONG {
                        let error = result.err().map(|error| error.to_string()).unwrap_or_default();
                        tracing::warn!(%error, "what was erased is still in the files of the database: a long reader is in the way");
                        pending = Some(Instant::now());
                    }
                    time::sleep(match store.backend() {
                        Backend::Sqlite => AGAIN_AFTER,
                        Backend::Postgres => AGAIN_AFTER_POSTGRES,
                    })
                    .await;
                }
            }
        }
    };
    tokio::select! {
        () = work => {}
        _ = stopped.changed() => {}
    }
}
