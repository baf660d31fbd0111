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
}

/// Does what is due, if it is this server's turn.
///
/// # Errors
/// [`StoreError::Unavailable`]: what was done so far stays done, and the rest is tried again.
pub async fn take_turn(store: &Store) -> Result<(), StoreError> {
    if !store.take_job(JOB, HOLD).await? {
        return Ok(());
    }
    let in_time = tokio::time::timeout(ROUND, do_due(store, clock::now())).await;
    let again_after = match in_time {
        Ok(done) => {
            let done = done?;
            if done != Done::default() {
                let Done { withdrawn, retained, expired, log_rows, told } = done;
                tracing::info!(withdrawn, retained, expired, log_rows, told, "erased, expired and deleted what was due");
            }
            AGAIN_AFTER
        }
        Err(_) => Duration::ZERO,
    };
    store.finish_job(JOB, again_after).await
}

/// Does all that is due at a time.
///
/// # Errors
/// [`StoreError::Unavailable`]: what was done so far stays done.
pub async fn do_due(store: &Store, now: Millis) -> Result<Done, StoreError> {
    store.delete_expired().await?;
    let mut done = Done::default();
    let withdrawn_before = retention::withdrawn_before(now);
    while add(&mut done.withdrawn, store.erase_withdrawn(withdrawn_before).await?) {}
    while add(&mut done.retained, store.erase_retained(now).await?) {}
    while add(&mut done.expired, store.expire_decisions(now).await?) {}
    while add(&mut done.log_rows, store.delete_ended_logs(now).await?) {}
    done.told = store.delete_told(now).await?;
    Ok(done)
}

/// Adds to a sum, and says whether there was anything to add.
fn add(sum: &mut u64, count: u64) -> bool {
    *sum += count;
    count > 0
}
