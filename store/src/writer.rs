//! The task that writes submissions: those that wait while a commit reaches the disk share the next one.
//!
//! A commit costs the disk the same for one submission as for a hundred, and under load they come in faster than it can
//! turn. Whoever waits is answered only after the commit that holds its submission.

use std::sync::Arc;

use tokio::sync::{Mutex, mpsc, oneshot};

use crate::{
    Backend, StoreError,
    connection::Inner,
    responses::{Prepared, Submitted, store_together},
};

/// The most submissions in one commit.
const BATCH: usize = 128;
/// The most submissions that wait; a further one waits for a place.
const QUEUE: usize = 1024;
/// PostgreSQL flushes the commits of several connections at once, so two tasks write there, one collecting while the
/// other waits for the disk. SQLite has one writer.
const POSTGRES_TASKS: usize = 2;

/// The way to the task. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Writer {
    jobs: mpsc::Sender<Job>,
    tasks: usize,
}

enum Job {
    Submit(Box<Prepared>, oneshot::Sender<Result<Submitted, StoreError>>),
    Stop(oneshot::Sender<()>),
}

impl Writer {
    pub(crate) fn start(inner: Arc<Inner>) -> Self {
        let tasks = if inner.backend() == Backend::Sqlite { 1 } else { POSTGRES_TASKS };
        let (jobs, queue) = mpsc::channel(QUEUE);
        let queue = Arc::new(Mutex::new(queue));
        for _ in 0..tasks {
            tokio::spawn(run(Arc::clone(&inner), Arc::clone(&queue)));
        }
        Self { jobs, tasks }
    }

    /// Writes a submission and waits until it is on disk.
    pub(crate) async fn submit(&self, response: Prepared) -> Result<Submitted, StoreError> {
        let (reply, answer) = oneshot::channel();
        let stopped = || StoreError::Unavailable("the writer has stopped".to_owned());
        self.jobs.send(Job::Submit(Box::new(response), reply)).await.map_err(|_| stopped())?;
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

async fn run(inner: Arc<Inner>, queue: Arc<Mutex<mpsc::Receiver<Job>>>) {
    loop {
        let mut jobs = Vec::new();
        // Stop jobs are few: at most one for each task, and each task takes only up to its own.
        let mut stop = None;
        {
            let mut queue = queue.lock().await;
            match queue.recv().await {
                Some(Job::Submit(response, reply)) => jobs.push((*response, reply)),
                Some(Job::Stop(reply)) => stop = Some(reply),
                None => return,
            }
            while jobs.len() < BATCH && stop.is_none() {
                match queue.try_recv() {
                    Ok(Job::Submit(response, reply)) => jobs.push((*response, reply)),
                    Ok(Job::Stop(reply)) => stop = Some(reply),
                    Err(_) => break,
                }
            }
        }
        // A task of its own, so that a panic fails the submissions of this batch and not all that come later.
        if let Err(error) = tokio::spawn(write(Arc::clone(&inner), jobs)).await {
            tracing::error!(%error, "writing a batch of submissions panicked");
        }
        if let Some(reply) = stop {
            // The one who waits for the stop may have gone.
            let _gone = reply.send(());
            return;
        }
    }
}

/// Writes a batch in one transaction. When its content is at fault, each is tried alone, so that one cannot fail others.
async fn write(inner: Arc<Inner>, jobs: Vec<(Prepared, oneshot::Sender<Result<Submitted, StoreError>>)>) {
    let responses: Vec<&Prepared> = jobs.iter().map(|(response, _)| response).collect();
    if responses.is_empty() {
        return;
    }
    let outcomes = match store_together(&inner, &responses).await {
        Ok(outcomes) => outcomes.into_iter().map(Ok).collect(),
        Err(error @ StoreError::Unavailable(_)) => responses.iter().map(|_| Err(error.clone())).collect(),
        Err(error) if responses.len() == 1 => vec![Err(error)],
        Err(_) => {
            let mut outcomes = Vec::with_capacity(responses.len());
            for response in responses {
                outcomes.push(store_together(&inner, &[response]).await.map(|outcomes| outcomes[0]));
            }
            outcomes
        }
    };
    for ((_, reply), outcome) in jobs.into_iter().zip(outcomes) {
        // The client may have gone; what is stored stays stored.
        let _gone = reply.send(outcome);
    }
}
