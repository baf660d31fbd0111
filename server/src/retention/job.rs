//! The hourly retention job. One of the servers on a database runs it. Answers whose retention is over are erased,
//! grants expire, and old logs and messages are deleted, unless the clock is not plausible. It must not know how this
//! is done. `klankbord retention` runs the same work at once.

use std::time::Duration;

use domain::{
    account::audit::{Audit, AuditAction},
    calendar::Millis,
    retention,
};
use store::{Store, StoreError};

use crate::clock;

/// The name of the job in the database.
const JOB: &str = "upkeep";
const AGAIN_AFTER: Duration = Duration::from_secs(60 * 60);
/// The lease of the job, longer than any round. A server that holds it for so long has stopped.
const HOLD: Duration = Duration::from_secs(10 * 60);
/// The longest time of a round. The rest is done in the next round, perhaps by another server.
const ROUND: Duration = Duration::from_secs(5 * 60);

/// What a round has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Responses erased after a withdrawal.
    pub withdrawn: u64,
    /// Responses erased at the end of their retention.
    pub retained: u64,
    /// Visitors with an expired grant.
    pub expired: u64,
    /// Rows of old logs.
    pub log_rows: u64,
    /// Messages for other systems that were deleted.
    pub told: u64,
    /// Requests of data subjects that were deleted.
    pub requests: u64,
    /// Entries of the audit log that were deleted.
    pub audits: u64,
}

/// The result of comparing a clock with the known time of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The clock is plausible. Holds the later of the clock and the known time, which becomes the known time. `None` if
    /// the database has published nothing: there a wrong clock would become the reference for the right one.
    Believed(Option<Millis>),
    /// The clock is too far ahead of the known time, so nothing may be erased by it.
    Doubted(Millis),
}

/// Whether a clock is plausible.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn trust(store: &Store, now: Millis) -> Result<Trust, StoreError> {
    let known = store.find_known_time().await?;
    Ok(match known {
        Some(known) if !retention::is_believable(now, known) => Trust::Doubted(known),
        known => Trust::Believed(known.map(|known| known.max(now))),
    })
}

/// Runs the due work, if it is this server's turn. The audit log is kept for so many months.
///
/// # Errors
/// [`StoreError::Unavailable`]: finished work stays done, and the rest is tried again.
pub async fn take_turn(store: &Store, audit_months: u32) -> Result<(), StoreError> {
    take_turn_at(store, clock::now(), audit_months).await
}

async fn take_turn_at(store: &Store, now: Millis, audit_months: u32) -> Result<(), StoreError> {
    if !store.take_job(JOB, HOLD).await? {
        return Ok(());
    }
    let trust = trust(store, now).await?;
    // Stored also if the clock is doubted, so that rows written under that clock do not raise the known time.
    if let Trust::Believed(Some(known)) | Trust::Doubted(known) = trust {
        store.raise_known_time(known).await?;
    }
    if let Trust::Doubted(known) = trust {
        tracing::error!(
            clock = now.rfc3339(),
            known = known.rfc3339(),
            "nothing is erased, expired or deleted: the clock of this machine is more than {} days ahead of the latest time this \
             database knows. If the clock is wrong, set it right. If it is right, because nothing ran for that long, run \
             `klankbord retention --confirm-clock` once",
            retention::CLOCK_DAYS
        );
        return store.finish_job(JOB, AGAIN_AFTER).await;
    }
    let mut done = Done::default();
    let in_time = tokio::time::timeout(ROUND, do_due(store, now, audit_months, &mut done)).await;
    if done != Done::default() {
        let Done { withdrawn, retained, expired, log_rows, told, requests, audits } = done;
        tracing::info!(
            withdrawn,
            retained,
            expired,
            log_rows,
            told,
            requests,
            audits,
            "erased, expired and deleted what was due"
        );
    }
    if let Err(error) = note(store, "klankbord", &done).await {
        tracing::warn!(%error, "what was erased, expired and deleted is not in the audit log");
    }
    let again_after = if in_time.is_ok() { AGAIN_AFTER } else { Duration::ZERO };
    store.finish_job(JOB, again_after).await?;
    in_time.unwrap_or(Ok(()))
}

/// Runs all work that is due at a time. A failed part does not stop the others.
///
/// # Errors
/// The first failure. Finished work stays done.
pub async fn do_due(store: &Store, now: Millis, audit_months: u32, done: &mut Done) -> Result<(), StoreError> {
    let withdrawn_before = retention::withdrawn_before(now);
    let results = [
        store.delete_expired(now).await,
        store.delete_finished_imports(retention::imports_before(now)).await.map(drop),
        all(&mut done.withdrawn, || store.erase_withdrawn(withdrawn_before)).await,
        all(&mut done.retained, || store.erase_retained(now)).await,
        all(&mut done.expired, || store.expire_decisions(now)).await,
        all(&mut done.log_rows, || store.delete_ended_logs(now)).await,
        store.delete_told(now).await.map(|told| done.told += told),
        all(&mut done.requests, || store.delete_rights_requests(retention::proof_needed_since(now))).await,
        all(&mut done.audits, || store.delete_old_audit(retention::audit_before(now, audit_months))).await,
    ];
    results.into_iter().collect()
}

/// Notes what was done in the audit log, unless it is nothing.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub async fn note(store: &Store, who: &str, done: &Done) -> Result<(), StoreError> {
    let Done { withdrawn, retained, expired, log_rows, told, requests, audits } = done;
    let Some(organisation) = store.find_organisation().await?.filter(|_| *done != Done::default()) else { return Ok(()) };
    let audit = Audit {
        actor: who.to_owned(),
        action: AuditAction::RetentionDone,
        object: None,
        detail: Some(format!(
            "withdrawn={withdrawn} retained={retained} expired={expired} log_rows={log_rows} told={told} requests={requests} \
             audits={audits}"
        )),
    };
    store.note_audit(organisation.id, &audit).await
}

/// Repeats a step until it returns 0, and adds up its results.
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

#[cfg(test)]
mod tests {
    use domain::{account::audit::RETENTION_MONTHS, retention::CLOCK_DAYS, survey::template::Template};

    use super::*;
    use crate::demo;

    const DAY: i64 = 24 * 60 * 60 * 1000;

    /// A database with answers, and the number that is due far in the future.
    async fn with_answers(folder: &tempfile::TempDir) -> (Store, u64) {
        let store = Store::open(&format!("sqlite://{}", folder.path().join("test.db").display())).await.unwrap();
        demo::load_demo(&store).await.unwrap();
        let slug = domain::id::Slug::parse(Template::Nps.name()).unwrap();
        let published = store.find_survey(&slug).await.unwrap().unwrap();
        demo::add_answers(&store, &published, 5, 1, |_| {}).await.unwrap();
        let due = store.list_due(years_later()).await.unwrap().retained;
        assert_eq!(due, 5);
        (store, due)
    }

    fn years_later() -> Millis {
        clock::now().plus_months(12 * 20)
    }

    async fn is_doubted(store: &Store, now: Millis) -> bool {
        matches!(trust(store, now).await.unwrap(), Trust::Doubted(_))
    }

    async fn left(store: &Store) -> u64 {
        store.list_due(years_later()).await.unwrap().retained
    }

    #[tokio::test]
    async fn a_clock_years_ahead_erases_nothing_however_often_it_tries() {
        let folder = tempfile::tempdir().unwrap();
        let (store, due) = with_answers(&folder).await;
        for round in 0..3 {
            take_turn_at(&store, years_later(), RETENTION_MONTHS).await.unwrap();
            store.finish_job(JOB, Duration::ZERO).await.unwrap();
            assert_eq!(left(&store).await, due, "round {round}");
        }
        assert!(is_doubted(&store, years_later()).await);
        // The same clock, confirmed by an operator.
        store.set_known_time(years_later()).await.unwrap();
        take_turn_at(&store, years_later(), RETENTION_MONTHS).await.unwrap();
        assert_eq!(left(&store).await, 0);
    }

    #[tokio::test]
    async fn a_server_that_was_off_for_a_month_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let (store, due) = with_answers(&folder).await;
        take_turn_at(&store, clock::now(), RETENTION_MONTHS).await.unwrap();
        store.finish_job(JOB, Duration::ZERO).await.unwrap();
        let back = Millis(clock::now().0 + (CLOCK_DAYS - 1) * DAY);
        assert!(!is_doubted(&store, back).await);
        take_turn_at(&store, back, RETENTION_MONTHS).await.unwrap();
        assert_eq!((store.find_known_time().await.unwrap(), left(&store).await), (Some(back), due), "not due yet, and believed");
        // Several small steps can reach any year. A step that is too large is doubted from the last accepted time.
        assert!(is_doubted(&store, Millis(back.0 + (CLOCK_DAYS + 1) * DAY)).await);
    }

    /// With an empty battery a machine starts in 1970, or at its build date, until the network gives the time.
    #[tokio::test]
    async fn a_clock_that_was_behind_stops_nothing_once_it_is_right() {
        let folder = tempfile::tempdir().unwrap();
        let (store, due) = with_answers(&folder).await;
        for was_believed in [false, true] {
            for behind in ["1970-01-01T00:00:07Z", "2015-01-01T00:00:00Z"] {
                take_turn_at(&store, Millis::parse_rfc3339(behind).unwrap(), RETENTION_MONTHS).await.unwrap();
                store.finish_job(JOB, Duration::ZERO).await.unwrap();
                assert!(!is_doubted(&store, clock::now()).await, "{behind}, {was_believed}");
                assert_eq!(left(&store).await, due, "{behind}");
            }
            take_turn_at(&store, clock::now(), RETENTION_MONTHS).await.unwrap();
            store.finish_job(JOB, Duration::ZERO).await.unwrap();
        }
        // After that, due answers are erased.
        store.set_known_time(years_later()).await.unwrap();
        for at in [Millis(0), years_later()] {
            take_turn_at(&store, at, RETENTION_MONTHS).await.unwrap();
            store.finish_job(JOB, Duration::ZERO).await.unwrap();
        }
        assert_eq!(left(&store).await, 0);
    }

    /// An installation on a machine with a wrong clock, before anything was published.
    #[tokio::test]
    async fn an_empty_database_knows_no_time() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite://{}", folder.path().join("test.db").display())).await.unwrap();
        for _ in 0..2 {
            take_turn_at(&store, Millis(0), RETENTION_MONTHS).await.unwrap();
            store.finish_job(JOB, Duration::ZERO).await.unwrap();
            assert_eq!(store.find_known_time().await.unwrap(), None);
        }
        demo::load_demo(&store).await.unwrap();
        take_turn_at(&store, Millis(0), RETENTION_MONTHS).await.unwrap();
        assert!(!is_doubted(&store, clock::now()).await, "it was published now");
        // A confirmed clock is accepted, even after a clock that was too far ahead.
        store.set_known_time(years_later()).await.unwrap();
        store.raise_known_time(clock::now()).await.unwrap();
        assert!(!is_doubted(&store, years_later()).await);
        store.set_known_time(clock::now()).await.unwrap();
        assert!(is_doubted(&store, years_later()).await);
    }
}
