//! The task that writes submissions: those that wait during one commit share the next one.
//!
//! A commit costs the disk the same for one submission as for a hundred, and under load submissions arrive faster than
//! the disk can commit. A submission is answered only after the commit that holds it.

pub(crate) mod batch;
pub(crate) mod connection;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use tokio::sync::{Mutex, mpsc, oneshot};

use crate::{
    database::{Backend, Inner},
    error::StoreError,
    group_commit::{
        batch::{Outcome, Prepared, store_together},
        connection::Direct,
    },
    write_set::rollup::Stripe,
};

/// The most submissions in one commit. Only a single larger group has more.
const MAX_BATCH: usize = 128;
/// The most groups in the queue. A further group waits for room (backpressure).
const MAX_QUEUE: usize = 1024;
/// PostgreSQL flushes the commits of several connections at once, so two tasks write there: one collects while the
/// other waits for the disk. SQLite has one writer.
const POSTGRES_TASKS: usize = 2;

/// The handle to the tasks. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Writer {
    jobs: mpsc::Sender<Job>,
    tasks: usize,
}

enum Job {
    Submit(CommitGroup),
    Stop(oneshot::Sender<()>),
}

/// Submissions that are stored together or not at all.
struct CommitGroup {
    entries: Vec<Prepared>,
    reply: oneshot::Sender<Result<Vec<Outcome>, StoreError>>,
}

impl Writer {
    pub(crate) fn start(inner: &Arc<Inner>) -> Self {
        let tasks = if inner.backend() == Backend::Sqlite { 1 } else { POSTGRES_TASKS };
        let (jobs, queue) = mpsc::channel(MAX_QUEUE);
        let queue = Arc::new(Mutex::new(queue));
        let server = rand::random();
        for task in 0..tasks {
            // SQLite has one writer at a time, and fewer rows are faster for it.
            let stripe = if tasks == 1 { Stripe::SINGLE } else { Stripe::of_task(server, task) };
            tokio::spawn(run(Arc::clone(inner), Arc::clone(&queue), stripe));
        }
        Self { jobs, tasks }
    }

    /// Writes submissions, all or none. Returns when they are on disk.
    pub(crate) async fn submit(&self, entries: Vec<Prepared>) -> Result<Vec<Outcome>, StoreError> {
        let (reply, answer) = oneshot::channel();
        let stopped = || StoreError::Unavailable("the writer has stopped".to_owned());
        self.jobs.send(Job::Submit(CommitGroup { entries, reply })).await.map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }

    /// Waits until everything sent before is written, and ends the tasks.
    pub(crate) async fn stop(&self) {
        for _ in 0..self.tasks {
            let (reply, answer) = oneshot::channel();
            if self.jobs.send(Job::Stop(reply)).await.is_ok() {
                // An error means that the task ended already.
                let _ended = answer.await;
            }
        }
    }
}

async fn run(inner: Arc<Inner>, queue: Arc<Mutex<mpsc::Receiver<Job>>>, stripe: Stripe) {
    let mut direct = Direct::new(Arc::clone(&inner), stripe);
    loop {
        let mut groups = Vec::new();
        // Stop jobs are few: at most one for each task, and each task takes only up to its own.
        let mut stop = None;
        {
            let mut queue = queue.lock().await;
            let mut next = queue.recv().await;
            let mut size = 0;
            loop {
                match next {
                    Some(Job::Submit(group)) => {
                        size += group.entries.len();
                        groups.push(group);
                    }
                    Some(Job::Stop(reply)) => stop = Some(reply),
                    None if groups.is_empty() => return,
                    None => {}
                }
                if stop.is_some() || size >= MAX_BATCH {
                    break;
                }
                match queue.try_recv() {
                    Ok(job) => next = Some(job),
                    Err(_) => break,
                }
            }
        }
        if !groups.is_empty() {
            // A separate task, so that a panic fails only the submissions of this batch.
            let failed = Arc::clone(&inner.write_failed);
            direct = tokio::spawn(write(direct, groups, failed)).await.unwrap_or_else(|error| {
                tracing::error!(%error, "writing a batch of submissions panicked");
                Direct::new(Arc::clone(&inner), stripe)
            });
        }
        if let Some(reply) = stop {
            drop(direct);
            // The receiver may have gone.
            let _gone = reply.send(());
            return;
        }
    }
}

/// Writes a batch in one transaction. If its content causes an error, each group is tried alone, so that one group
/// cannot fail the others.
async fn write(mut direct: Direct, groups: Vec<CommitGroup>, failed: Arc<AtomicBool>) -> Direct {
    let all: Vec<&Prepared> = groups.iter().flat_map(|group| &group.entries).collect();
    let mut outcomes = Vec::with_capacity(groups.len());
    match store_together(&mut direct, &all).await {
        Ok(stored) => {
            let mut stored = stored.into_iter();
            outcomes.extend(groups.iter().map(|group| Ok(stored.by_ref().take(group.entries.len()).collect())));
        }
        Err(error) if groups.len() == 1 || matches!(error, StoreError::Unavailable(_)) => {
            outcomes.extend(groups.iter().map(|_| Err(error.clone())));
        }
        Err(_) => {
            for group in &groups {
                let entries: Vec<&Prepared> = group.entries.iter().collect();
                outcomes.push(store_together(&mut direct, &entries).await);
            }
        }
    }
    if outcomes.iter().any(|outcome| matches!(outcome, Err(StoreError::Unavailable(_)))) {
        failed.store(true, Ordering::Release);
    }
    for (group, outcome) in groups.into_iter().zip(outcomes) {
        // The client may have gone. Its submission stays stored.
        let _gone = group.reply.send(outcome);
    }
    direct
}
