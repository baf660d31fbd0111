//! What ends in time: once an hour, by one of the servers on a database, answers whose retention is over are erased, grants
//! expire, old logs and messages go. It must not know how; `klankbord retention` does the same at once.

use std::time::Duration;

use domain::{calendar::Millis, retention};
use store::{Store, StoreError};

use crate::clock;

/// The job in the database.
const JOB: &str = "upkeep";
const AGAIN_AFTER: Duration = Duration::from_secs(60 * 60);
/// Longer than any one round takes: whoever has held it for so long is gone.
const HOLD: Duration = Duration::from_secs(10 * 60);
/// How long a round may take. What is left then is done in the next, which another server may take.
const ROUND: Duration = Duration::from_secs(5 * 60);

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Responses erased after a withdrawal.
    pub withdrawn: u64,
    /// Responses erased at the end of their retention.
    pub retained: u64,
    /// Visitors of whom some grant expired.
    pub expired: u64,
    /// Rows of old logs.
    pub log_rows: u64,
    /// Messages for other systems.
    pub told: u64,
    /// Requests of people, closed long enough ago.
    pub requests: u64,
}

/// Does what is due, if it is this server's turn.
///
/// # Errors
/// [`StoreError::Unavailable`]: what was done so far stays done, and the rest is tried again.
pub async fn take_turn(store: &Store) -> Result<(), StoreError> {
    if !store.take_job(JOB, HOLD).await? {
        return Ok(());
    }
    let mut done = Done::default();
    let in_time = tokio::time::timeout(ROUND, do_due(store, clock::now(), &mut done)).await;
    if done != Done::default() {
        let Done { withdrawn, retained, expired, log_rows, told, requests } = done;
        tracing::info!(withdrawn, retained, expired, log_rows, told, requests, "erased, expired and deleted what was due");
    }
    let again_after = if in_time.is_ok() { AGAIN_AFTER } else { Duration::ZERO };
    store.finish_job(JOB, again_after).await?;
    in_time.unwrap_or(Ok(()))
}

/// Does all that is due at a time. What fails keeps nothing else from being done.
///
/// # Errors
/// The first failure: what was done stays done.
pub async fn do_due(store: &Store, now: Millis, done: &mut Done) -> Result<(), StoreError> {
    let withdrawn_before = retention::withdrawn_before(now);
    let results = [
        store.delete_expired().await,
        all(&mut done.withdrawn, || store.erase_withdrawn(withdrawn_before)).await,
        all(&mut done.retained, || store.erase_retained(now)).await,
        all(&mut done.expired, || store.expire_decisions(now)).await,
        all(&mut done.log_rows, || store.delete_ended_logs(now)).await,
        store.delete_told(now).await.map(|told| done.told += told),
        all(&mut done.requests, || store.delete_rights_requests(retention::proof_needed_since(now))).await,
    ];
    results.into_iter().collect()
}

/// Takes a step again and again until nothing is left to do, and adds up what it did.
async fn all<F>(sum: &mut u64, mut step: impl FnMut() -> F) -> Result<(), StoreError>
where
    F: Future<Output = Result<u64, StoreError>>,
{
    loop {
        match step().await? {
            0 => return Ok(()),
            count => *sum += count,
        }
    }
}
