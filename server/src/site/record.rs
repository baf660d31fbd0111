//! The record of a decision about the cookies of our own pages. It is made in time, or the visitor is told that there is none.
//! What the visitor was told holds: a grant that turns out to be recorded after all is taken back. It must not know any page.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::http::HeaderMap;
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
use store::{Decided, NewDecision, StoreError};
use tokio::{task::JoinHandle, time::Instant};

use super::visit::Visit;
use crate::http::{
    guard::origin,
    state::{App, AppState},
};

/// How long a record may take. A refusal must not wait for a database that hangs.
const TIME: Duration = Duration::from_secs(5);
/// How long, and how often, it is tried to take back what was recorded too late: for an hour.
const PAUSE: Duration = Duration::from_secs(60);
const TRIES: u32 = 60;
/// The most that are looked after at a time, at less than two kilobytes each.
const MOST: usize = 4096;

/// What was recorded: its event and its receipt; neither of what is only counted.
pub(crate) struct Recorded {
    pub(crate) event: Option<EventId>,
    pub(crate) code: Option<ReceiptCode>,
}

/// It is not recorded as far as the visitor is concerned; logged already.
#[derive(Debug)]
pub(crate) struct NotRecorded;

/// The keys of grants whose visitors were told that they are none, until it is certain that the log says so too.
#[derive(Default)]
pub struct GivenUp(Mutex<HashSet<[u8; 16]>>);

type Running = JoinHandle<Result<Decided, StoreError>>;

/// Records a decision, under a key of its own where the form's was spent: on another one, for going back and choosing anew is a
/// decision; on one that does not hold any more; or on a grant that was given up.
pub(crate) async fn record(
    app: &AppState,
    visit: &Visit,
    notice: &Arc<SiteNotice>,
    mut decision: SiteDecision,
    headers: &HeaderMap,
) -> Result<Recorded, NotRecorded> {
    let end = Instant::now() + TIME;
    for _ in 0..3 {
        if app.given_up.has(&decision.key) {
            decision.key = SubmissionKey(rand::random());
        }
        let new = new(app, visit, notice, decision.clone(), headers);
        // A task of its own: whether the visitor waits or not, it is known in the end what became of it.
        let last = taking_back(&new, visit.standing.granted()).map(|_| end);
        let mut running = tokio::spawn(submit(Arc::clone(app), new.clone(), last));
        match tokio::time::timeout_at(end, &mut running).await {
            Ok(Ok(Ok(Decided::Recorded(event)))) if !app.given_up.has(&decision.key) => {
                return Ok(Recorded { event: Some(event), code: Some(decision.key.receipt_code()) });
            }
            Ok(Ok(Ok(Decided::Counted))) => return Ok(Recorded { event: None, code: None }),
            Ok(Ok(Ok(_))) => decision.key = SubmissionKey(rand::random()),
            Ok(Ok(Err(error))) => {
                tracing::warn!(%error, "a decision about our own cookies could not be recorded");
                give_up(app, visit, new, None);
                return Err(NotRecorded);
            }
            Ok(Err(error)) => {
                tracing::error!(%error, "recording a decision about our own cookies panicked");
                give_up(app, visit, new, None);
                return Err(NotRecorded);
            }
            Err(_) => {
                tracing::warn!("a decision about our own cookies was not recorded in time");
                give_up(app, visit, new, Some(running));
                return Err(NotRecorded);
            }
        }
    }
    Err(NotRecorded)
}

/// Counts a decision that nobody waits for. What cannot be counted in time is not.
pub(crate) fn count(app: &AppState, visit: &Visit, decision: SiteDecision, headers: &HeaderMap) {
    let new = new(app, visit, &visit.site.notice, decision, headers);
    let counting = tokio::time::timeout(TIME, submit(Arc::clone(app), new, None));
    tokio::spawn(async move {
        if !matches!(counting.await, Ok(Ok(_))) {
            tracing::warn!("a signal of a browser could not be counted");
        }
    });
}

fn new(app: &App, visit: &Visit, notice: &Arc<SiteNotice>, decision: SiteDecision, headers: &HeaderMap) -> NewDecision {
    let (published, notice) = (Arc::clone(&visit.site), Arc::clone(notice));
    NewDecision { published, notice, decision, origin: origin::of(app, headers) }
}

/// A grant that would come after the last moment is not begun any more: it could overtake what the visitor decides next.
async fn submit(app: AppState, new: NewDecision, last: Option<Instant>) -> Result<Decided, StoreError> {
    match last {
        Some(last) => app.store.submit_decision_before(new, last.into_std()).await,
        None => app.store.submit_decision(new).await,
    }
}

/// Sees to it that the log says what the visitor is told: that what this decision grants and did not stand before is not granted.
fn give_up(app: &AppState, visit: &Visit, new: NewDecision, running: Option<Running>) {
    let Some(withdrawal) = taking_back(&new, visit.standing.granted()) else { return };
    let key = new.decision.key;
    match app.given_up.add(&key) {
        Some(true) => {}
        // Sent twice, it is looked after once.
        Some(false) => return,
        None => return tracing::warn!("too many grants were given up to look after this one"),
    }
    let app = Arc::clone(app);
    tokio::spawn(async move {
        if !take_back(&app, &key.receipt_code(), withdrawal, running).await {
            tracing::error!("a grant whose visitor was told that it is none may stand in the log");
        }
        app.given_up.remove(&key);
    });
}

/// The withdrawal of what a decision grants beyond what stood; none where it grants nothing more.
fn taking_back(new: &NewDecision, stood: &[Key]) -> Option<NewDecision> {
    let is_kept =
        |decided: &&PurposeDecision| decided.basis != Basis::Consent || (decided.granted && !stood.contains(&decided.purpose));
    let back = |decided: &PurposeDecision| PurposeDecision { granted: decided.basis != Basis::Consent, ..decided.clone() };
    let purposes: Vec<_> = new.decision.purposes.iter().filter(is_kept).map(back).collect();
    purposes.iter().any(|decided| decided.basis == Basis::Consent).then(|| {
        let (key, control) = (SubmissionKey(rand::random()), Control::Withdraw);
        NewDecision { decision: SiteDecision { key, control, purposes, receipt: false, ..new.decision.clone() }, ..new.clone() }
    })
}

/// Waits until it is known whether the grant is recorded, and takes it back if so. Whether that is now certain.
async fn take_back(app: &App, code: &ReceiptCode, withdrawal: NewDecision, running: Option<Running>) -> bool {
    let known = match running {
        Some(running) => match running.await {
            Ok(Ok(Decided::Recorded(event))) => Some(event),
            Ok(Ok(_)) => return true,
            Ok(Err(_)) | Err(_) => None,
        },
        None => None,
    };
    for _ in 0..TRIES {
        match try_take_back(app, code, &withdrawal, known).await {
            Ok(()) => return true,
            Err(error) => tracing::warn!(%error, "a grant that was given up could not be looked after yet"),
        }
        tokio::time::sleep(PAUSE).await;
    }
    false
}

async fn try_take_back(
    app: &App,
    code: &ReceiptCode,
    withdrawal: &NewDecision,
    known: Option<EventId>,
) -> Result<(), StoreError> {
    let event = match known {
        Some(event) => event,
        // An error says nothing about what is on disk.
        None => match app.store.find_decision_receipt(code).await? {
            Some(receipt) => receipt.event,
            None => return Ok(()),
        },
    };
    // What the visitor decided since holds.
    app.store.withdraw_grant(event, withdrawal.clone()).await?;
    Ok(())
}

impl GivenUp {
    fn has(&self, key: &SubmissionKey) -> bool {
        self.lock().contains(&key.0)
    }

    /// Whether it was not there yet; none where there is no room for it.
    fn add(&self, key: &SubmissionKey) -> Option<bool> {
        let mut keys = self.lock();
        (keys.len() < MOST).then(|| keys.insert(key.0))
    }

    fn remove(&self, key: &SubmissionKey) {
        self.lock().remove(&key.0);
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<[u8; 16]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
