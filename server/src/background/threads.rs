//! Runtime for background work, scheduled as `SCHED_IDLE` on Linux. It must not know what the work is.

use std::sync::LazyLock;

use tokio::runtime::{Builder, Handle, Runtime};

/// One thread for each page that an export reads at once. Further work waits in the queue.
const THREADS: usize = 2;

/// One runtime for the whole process, so that connections opened on it can be closed completely.
static RUNTIME: LazyLock<Option<Runtime>> = LazyLock::new(|| {
    let built = Builder::new_multi_thread()
        .worker_threads(THREADS)
        .thread_name("background")
        .on_thread_start(low_priority)
        .enable_all()
        .build();
    built.inspect_err(|error| tracing::warn!(%error, "work in the background shares the threads of all other work")).ok()
});

/// The handle to spawn background work on. Tasks and threads that this work starts have the same priority.
pub fn threads() -> Handle {
    RUNTIME.as_ref().map_or_else(Handle::current, |runtime| runtime.handle().clone())
}

/// Linux runs an idle thread only on a free processor, and preempts it at once. Its child threads inherit the policy.
#[cfg(target_os = "linux")]
fn low_priority() {
    use thread_priority::{
        NormalThreadSchedulePolicy::Idle, ThreadPriority, ThreadSchedulePolicy, set_thread_priority_and_policy, thread_native_id,
    };
    let idle = ThreadSchedulePolicy::Normal(Idle);
    if let Err(error) = set_thread_priority_and_policy(thread_native_id(), ThreadPriority::Min, idle) {
        tracing::debug!(%error, "a thread in the background does not give way");
    }
}

#[cfg(not(target_os = "linux"))]
const fn low_priority() {}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use thread_priority::{NormalThreadSchedulePolicy, ThreadSchedulePolicy, thread_schedule_policy};

    use super::*;

    fn gives_way() -> bool {
        thread_schedule_policy().unwrap() == ThreadSchedulePolicy::Normal(NormalThreadSchedulePolicy::Idle)
    }

    #[tokio::test]
    async fn every_thread_gives_way() {
        let threads = threads();
        assert!(threads.spawn(async { gives_way() }).await.unwrap());
        assert!(threads.spawn_blocking(gives_way).await.unwrap());
        // SQLite's threads are started like this.
        assert!(threads.spawn(async { std::thread::spawn(gives_way).join().unwrap() }).await.unwrap());
        assert!(!gives_way(), "and nobody else does");
    }
}
