//! Threads for what may take its time. Where processors are scarce they give way to those that answer people. It must not know what
//! is done on them.

use std::sync::LazyLock;

use tokio::runtime::{Builder, Handle, Runtime};

/// As many as read for one export: another waits its turn.
const THREADS: usize = 2;

/// For the whole process, so that what was opened on them can be closed to its very end.
static RUNTIME: LazyLock<Option<Runtime>> = LazyLock::new(|| {
    let built = Builder::new_multi_thread()
        .worker_threads(THREADS)
        .thread_name("background")
        .on_thread_start(low_priority)
        .enable_all()
        .build();
    built.inspect_err(|error| tracing::warn!(%error, "work in the background shares the threads of all other work")).ok()
});

/// Where to spawn such work: what it spawns itself, and threads that it starts, stay there.
pub fn threads() -> Handle {
    RUNTIME.as_ref().map_or_else(Handle::current, |runtime| runtime.handle().clone())
}

/// Linux runs such a thread where a processor has nothing else to do, and takes it back at once; threads that one starts are the same.
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
        // As SQLite's are started.
        assert!(threads.spawn(async { std::thread::spawn(gives_way).join().unwrap() }).await.unwrap());
        assert!(!gives_way(), "and nobody else does");
    }
}
