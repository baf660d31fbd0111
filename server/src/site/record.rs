//! The record of a decision about the cookies of our own pages. If it is not made in time, the visitor is informed that
//! there is none. That message stays true: a grant that is recorded later is revoked. It must not know any page.

use std::{sync::Arc, time::Duration};

use domain::{
    consent::Control,
    id::{EventId, Key},
    notice::purpose::Basis,
    site::{
        SiteNotice,
        decision::{PurposeDecision, SiteDecision},
    },
    submission_key::{ReceiptCode, SubmissionKey},
};
use store::{Decided, NewDecision, Store, StoreError};
use tokio::{task::JoinHandle, time::Instant};

use super::visit::Visit;
use crate::site;

/// The longest time for a record. A refusal must not wait for a slow database.
const RECORD_TIMEOUT: Duration = Duration::from_secs(5);
/// The pause between attempts to revoke a late grant, and their number: an hour in total.
const RETRY_PAUSE: Duration = Duration::from_secs(60);
const MAX_TRIES: u32 = 60;

/// The event and the receipt of a record. A decision that is only counted has neither.
pub(crate) struct Recorded {
    pub(crate) event: Option<EventId>,
    pub(crate) code: Option<ReceiptCode>,
}

/// The visitor is informed that the decision was not recorded. The cause is logged already.
#[derive(Debug)]
pub(crate) struct NotRecorded;

type Running = JoinHandle<Result<Decided, StoreError>>;

/// Records a decision. It gets a new idempotency key if the key of the form was used for another decision (the visitor
/// went back and chose again), for a decision that is no longer in force, or for a grant that was given up.
pub(crate) async fn record(
    state: &Arc<site::State>,
    visit: &Visit,
    notice: &Arc<SiteNotice>,
    mut decision: SiteDecision,
    origin: &str,
) -> Result<Recorded, NotRecorded> {
    let end = Instant::now() + RECORD_TIMEOUT;
    for _ in 0..3 {
        if state.given_up.has(&decision.key) {
            decision.key = SubmissionKey(rand::random());
        }
        let new = new(visit, notice, decision.clone(), origin);
        // A separate task, so that its outcome is known even if the visitor does not wait.
        let last = revocation_of(&new, visit.standing.granted()).map(|_| end);
        let mut running = tokio::spawn(submit(Arc::clone(state), new.clone(), last));
        match tokio::time::timeout_at(end, &mut running).await {
            Ok(Ok(Ok(Decided::Recorded(event)))) if !state.given_up.has(&decision.key) => {
                let organisation = visit.site.organisation.id;
                let known = state.store.find_receipt_code(organisation, &decision.key).await.ok().flatten();
                let code = known.unwrap_or_else(|| state.store.receipt_code(organisation, &decision.key));
                return Ok(Recorded { event: Some(event), code: Some(code) });
            }
            Ok(Ok(Ok(Decided::Counted))) => return Ok(Recorded { event: None, code: None }),
            Ok(Ok(Ok(_))) => decision.key = SubmissionKey(rand::random()),
            Ok(Ok(Err(error))) => {
                tracing::warn!(%error, "a decision about our own cookies could not be recorded");
                give_up(state, visit, new, None);
                return Err(NotRecorded);
            }
            Ok(Err(error)) => {
                tracing::error!(%error, "recording a decision about our own cookies panicked");
                give_up(state, visit, new, None);
                return Err(NotRecorded);
            }
            Err(_) => {
                tracing::warn!("a decision about our own cookies was not recorded in time");
                give_up(state, visit, new, Some(running));
                return Err(NotRecorded);
            }
        }
    }
    Err(NotRecorded)
}

/// Counts a decision in the background. A count that takes too long is dropped.
pub(crate) fn count(state: &Arc<site::State>, visit: &Visit, decision: SiteDecision, origin: &str) {
    let new = new(visit, &visit.site.notice, decision, origin);
    let counting = tokio::time::timeout(RECORD_TIMEOUT, submit(Arc::clone(state), new, None));
    tokio::spawn(async move {
        if !matches!(counting.await, Ok(Ok(_))) {
            tracing::warn!("a signal of a browser could not be counted");
        }
    });
}

fn new(visit: &Visit, notice: &Arc<SiteNotice>, decision: SiteDecision, origin: &str) -> NewDecision {
    let (published, notice) = (Arc::clone(&visit.site), Arc::clone(notice));
    NewDecision { published, notice, decision, origin: origin.to_owned() }
}

/// Submits a decision, unless `last` has passed: a late grant could overtake the visitor's next decision.
async fn submit(state: Arc<site::State>, new: NewDecision, last: Option<Instant>) -> Result<Decided, StoreError> {
    match last {
        Some(last) => state.store.submit_decision_before(new, last.into_std()).await,
        None => state.store.submit_decision(new).await,
    }
}

/// Makes the log agree with the message to the visitor: purposes that this decision newly grants are revoked.
fn give_up(state: &Arc<site::State>, visit: &Visit, new: NewDecision, running: Option<Running>) {
    let Some(withdrawal) = revocation_of(&new, visit.standing.granted()) else { return };
    let key = new.decision.key;
    match state.given_up.add(&key) {
        Some(true) => {}
        // The decision was sent twice, and the first task handles it.
        Some(false) => return,
        None => return tracing::warn!("too many grants were given up to look after this one"),
    }
    let state = Arc::clone(state);
    tokio::spawn(async move {
        let code = state.store.receipt_code(withdrawal.published.organisation.id, &key);
        if !revoke(&state.store, &code, withdrawal, running).await {
            tracing::error!("a grant whose visitor was told that it is none may stand in the log");
        }
        state.given_up.remove(&key);
    });
}

/// The withdrawal of purposes that a decision grants and that are not in `stood`. `None` if it grants no more than
/// that.
fn revocation_of(new: &NewDecision, stood: &[Key]) -> Option<NewDecision> {
    let is_kept =
        |decided: &&PurposeDecision| decided.basis != Basis::Consent || (decided.granted && !stood.contains(&decided.purpose));
    let back = |decided: &PurposeDecision| PurposeDecision { granted: decided.basis != Basis::Consent, ..decided.clone() };
    let purposes: Vec<_> = new.decision.purposes.iter().filter(is_kept).map(back).collect();
    purposes.iter().any(|decided| decided.basis == Basis::Consent).then(|| {
        let (key, control) = (SubmissionKey(rand::random()), Control::Withdraw);
        NewDecision { decision: SiteDecision { key, control, purposes, receipt: false, ..new.decision.clone() }, ..new.clone() }
    })
}

/// Waits for the outcome of the record, and revokes the grant if it was recorded. Returns whether the log is certain to
/// agree.
async fn revoke(store: &Store, code: &ReceiptCode, withdrawal: NewDecision, running: Option<Running>) -> bool {
    let known = match running {
        Some(running) => match running.await {
            Ok(Ok(Decided::Recorded(event))) => Some(event),
            Ok(Ok(_)) => return true,
            Ok(Err(_)) | Err(_) => None,
        },
        None => None,
    };
    for _ in 0..MAX_TRIES {
        match try_revoke(store, code, &withdrawal, known).await {
            Ok(()) => return true,
            Err(error) => tracing::warn!(%error, "a grant that was given up could not be looked after yet"),
        }
        tokio::time::sleep(RETRY_PAUSE).await;
    }
    false
}

async fn try_revoke(
    store: &Store,
    code: &ReceiptCode,
    withdrawal: &NewDecision,
    known: Option<EventId>,
) -> Result<(), StoreError> {
    let event = match known {
        Some(event) => event,
        // After an error the state on disk is unknown.
        None => match store.find_decision_receipt(code).await? {
            Some(receipt) => receipt.event,
            None => return Ok(()),
        },
    };
    // A later decision of the visitor takes precedence.
    store.withdraw_grant(event, withdrawal.clone()).await?;
    Ok(())
}
