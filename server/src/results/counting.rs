//! Counts that read many answers: on connections of their own, at low priority, once for all who ask the same.
//!
//! A count that takes longer than a page may wait goes on, and the page says that it is being counted. It must not know
//! what is counted.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use domain::{response::filter::Dimension, results::query::ResultsQuery};
use futures::future::BoxFuture;
use store::{Store, StoreError};
use tokio::sync::watch;

use crate::background::threads::threads;

/// How long a page waits for its count.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long the result of a count that was too late for a page is kept for the page that asks again, which it does every
/// three seconds.
const KEPT: Duration = Duration::from_secs(15);
/// The most counts that are running or kept. Further pages ask again until one has ended.
const MAX_COUNTS: usize = 32;

/// Whether a query reads the answers themselves, because the rollups cannot answer it.
pub(crate) fn reads_answers(query: &ResultsQuery) -> bool {
    let is_of_answers = |by: &Option<Dimension>| matches!(by, Some(Dimension::Answer(_)));
    let has_condition = query.filter.conditions.iter().any(|condition| !condition.is_on_version());
    query.across.is_some() || is_of_answers(&query.by) || has_condition
}

/// Does work on the connections for counts, at low priority. It waits for the counts before it.
///
/// # Errors
/// [`StoreError::Unavailable`], and the errors of the work.
pub(crate) async fn in_lane<T, W>(store: &Store, work: W) -> Result<T, StoreError>
where
    T: Send + 'static,
    W: FnOnce(Store) -> BoxFuture<'static, Result<T, StoreError>> + Send + 'static,
{
    let store = store.clone();
    // A thread in which SQLite reads has the priority of the thread that opens its connection. All are opened here.
    let counted = threads().spawn(async move { work(store.for_counting().await?).await }).await;
    counted.map_err(|error| StoreError::Unavailable(error.to_string()))?
}

/// The store on which a query of a program counts: that of requests, or that of counts. A program waits as long as it
/// takes.
///
/// # Errors
/// [`StoreError::Unavailable`].
pub(crate) async fn store_for(store: &Store, query: &ResultsQuery) -> Result<Store, StoreError> {
    match reads_answers(query) {
        true => in_lane(store, |store| Box::pin(std::future::ready(Ok(store)))).await,
        false => Ok(store.clone()),
    }
}

/// The counts of one kind that are running, or whose result was late.
pub(crate) struct Counting<T> {
    known: Mutex<HashMap<String, Count<T>>>,
}

struct Count<T> {
    result: watch::Receiver<Option<Counted<T>>>,
    /// Whether a page did not wait for it.
    is_late: bool,
}

/// A result and when it came. An error is told as text, because several pages may receive it.
type Counted<T> = (Result<T, String>, Instant);

impl<T> Count<T> {
    fn is_over(&self) -> bool {
        match &*self.result.borrow() {
            // After a failure the next page counts anew.
            Some((result, at)) => result.is_err() || !self.is_late || at.elapsed() >= KEPT,
            None => self.result.has_changed().is_err(),
        }
    }
}

impl<T> Default for Counting<T> {
    fn default() -> Self {
        Self { known: Mutex::default() }
    }
}

impl<T: Clone + Send + Sync + 'static> Counting<T> {
    /// The result of a count. `None` if it is still being counted: who asks with the same key again receives it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] if the count failed.
    pub(crate) async fn result<W>(&self, key: &str, store: &Store, work: W) -> Result<Option<T>, StoreError>
    where
        W: FnOnce(Store) -> BoxFuture<'static, Result<T, StoreError>> + Send + 'static,
    {
        let store = store.clone();
        self.result_within(PATIENCE, key, move || async move { in_lane(&store, work).await }).await
    }

    async fn result_within<F>(
        &self,
        patience: Duration,
        key: &str,
        count: impl FnOnce() -> F + Send + 'static,
    ) -> Result<Option<T>, StoreError>
    where
        F: Future<Output = Result<T, StoreError>> + Send + 'static,
    {
        let Some(mut result) = self.join(key, count) else { return Ok(None) };
        let found = tokio::time::timeout(patience, result.wait_for(Option::is_some)).await;
        let Ok(found) = found.map(|found| found.map(|found| found.clone()).ok().flatten()) else {
            if let Some(count) = self.lock().get_mut(key) {
                count.is_late = true;
            }
            return Ok(None);
        };
        let failed = StoreError::Unavailable;
        let (found, _) = found.ok_or_else(|| failed("a count broke off".to_owned()))?;
        found.map(Some).map_err(failed)
    }

    /// The running count with this key, or a new one. `None` if too many are running.
    fn join<F>(&self, key: &str, count: impl FnOnce() -> F) -> Option<watch::Receiver<Option<Counted<T>>>>
    where
        F: Future<Output = Result<T, StoreError>> + Send + 'static,
    {
        let mut known = self.lock();
        known.retain(|_, count| !count.is_over());
        if let Some(count) = known.get(key) {
            return Some(count.result.clone());
        }
        if known.len() >= MAX_COUNTS {
            return None;
        }
        let (sender, result) = watch::channel(None);
        let counted = count();
        tokio::spawn(async move {
            let value = counted.await.map_err(|error| error.to_string());
            sender.send_replace(Some((value, Instant::now())));
        });
        known.insert(key.to_owned(), Count { result: result.clone(), is_late: false });
        Some(result)
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Count<T>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    };

    use tokio::sync::Notify;

    use super::*;

    const LONG: Duration = Duration::from_secs(120);

    #[tokio::test]
    async fn a_late_count_is_made_once_for_all_who_ask_again() {
        let (counting, begun, end) = (Counting::<u8>::default(), Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
        let count = || {
            let (begun, end) = (Arc::clone(&begun), Arc::clone(&end));
            move || async move {
                begun.fetch_add(1, Ordering::SeqCst);
                end.notified().await;
                Ok(7)
            }
        };
        assert_eq!(counting.result_within(Duration::ZERO, "a", count()).await.unwrap(), None);
        assert_eq!(counting.result_within(Duration::ZERO, "a", count()).await.unwrap(), None);
        end.notify_one();
        assert_eq!(counting.result_within(LONG, "a", count()).await.unwrap(), Some(7));
        assert_eq!(counting.result_within(LONG, "a", count()).await.unwrap(), Some(7), "kept for the other page");
        assert_eq!(begun.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn a_quick_count_is_made_anew_and_a_failure_is_told() {
        let counting = Counting::<u8>::default();
        for value in [1, 2] {
            assert_eq!(counting.result_within(LONG, "a", move || async move { Ok(value) }).await.unwrap(), Some(value));
        }
        let failed = counting.result_within(LONG, "b", || async { Err(StoreError::NotFound) }).await;
        assert!(matches!(failed, Err(StoreError::Unavailable(_))), "{failed:?}");
    }

    #[tokio::test]
    async fn there_is_a_bound_of_counts() {
        let counting = Counting::<u8>::default();
        for number in 0..MAX_COUNTS {
            let pending = counting.result_within(Duration::ZERO, &number.to_string(), std::future::pending).await;
            assert_eq!(pending.unwrap(), None);
        }
        assert_eq!(counting.result_within(LONG, "one more", || async { Ok(1) }).await.unwrap(), None);
    }
}
