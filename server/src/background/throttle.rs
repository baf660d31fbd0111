//! The pace of work in the background. The work goes as fast as it can while no request waits for a page. While a request waits,
//! the work is done in smaller pieces with a rest after each. The request may be one of this process, or of another process that
//! works in the same folder. Giving way is not enough: the thread still uses caches and memory that the requests need, and a
//! database may not give way at all. It must not know what the work is, nor who waits.

use std::{
    fs::OpenOptions,
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, SystemTime},
};

use tokio::{sync::Notify, task::spawn_blocking};

use crate::files::create_private_folder;

/// How many times as long as it worked such work rests.
const REST_FACTOR: u32 = 3;
/// The longest rest: a piece that took longer had to wait for something itself.
const MAX_REST: Duration = Duration::from_millis(20);
/// How many times smaller its pieces are then.
const SMALLER: u32 = 5;
/// How long after somebody was answered others are expected.
const BUSY_PERIOD: Duration = Duration::from_secs(3);
/// How often other processes are told.
const TOLD: Duration = Duration::from_millis(500);

/// The pace of one process.
#[derive(Default)]
pub struct BackgroundThrottle {
    /// When it was last noted that somebody is being answered, in milliseconds of the system's clock.
    noted: AtomicU64,
    /// An empty file, by the time of whose last change processes tell each other.
    shared: Option<PathBuf>,
    news: Notify,
}

impl BackgroundThrottle {
    /// One that is shared by all processes that work in this folder of data.
    pub fn shared(data_dir: &Path) -> Self {
        Self { shared: Some(data_dir.join("answering")), ..Self::default() }
    }

    /// Says that somebody is being answered.
    pub fn note_answer(&self) {
        self.note(SystemTime::now());
    }

    /// How much to do at once, of so much at most.
    pub fn piece(&self, most: u32) -> u32 {
        if self.is_expected(SystemTime::now()) { (most / SMALLER).max(1) } else { most }
    }

    /// How long to rest after a piece of work that took so long, if at all.
    pub fn rest_after(&self, worked: Duration) -> Option<Duration> {
        self.is_expected(SystemTime::now()).then(|| (worked * REST_FACTOR).min(MAX_REST))
    }

    /// Tells other processes whenever somebody is being answered here. Nobody who is answered waits for the file.
    pub async fn tell_others(&self) {
        let Some(file) = &self.shared else { return };
        let mut has_warned = false;
        loop {
            self.news.notified().await;
            let (told, file) = (SystemTime::now(), file.clone());
            if let Ok(Err(error)) = spawn_blocking(move || touch(&file, told)).await
                && !has_warned
            {
                tracing::warn!(%error, "exports by the command line do not see when somebody waits for an answer");
                has_warned = true;
            }
        }
    }

    fn note(&self, now: SystemTime) {
        let at = millis(now);
        if is_within(at, self.noted.load(Ordering::Relaxed), TOLD) {
            return;
        }
        self.noted.store(at, Ordering::Relaxed);
        self.news.notify_one();
    }

    fn is_expected(&self, now: SystemTime) -> bool {
        let is_fresh = |at| is_within(millis(now), at, BUSY_PERIOD);
        let elsewhere = || self.shared.as_ref().and_then(|file| std::fs::metadata(file).ok()?.modified().ok());
        is_fresh(self.noted.load(Ordering::Relaxed)) || elsewhere().is_some_and(|at| is_fresh(millis(at)))
    }
}

fn touch(file: &Path, now: SystemTime) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        create_private_folder(folder)?;
    }
    OpenOptions::new().create(true).append(true).open(file)?.set_modified(now)
}

fn millis(at: SystemTime) -> u64 {
    let since = at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// A clock may have been set back meanwhile.
fn is_within(one: u64, other: u64, limit: Duration) -> bool {
    u128::from(one.abs_diff(other)) < limit.as_millis()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORK: Duration = Duration::from_millis(5);

    #[test]
    fn work_rests_while_somebody_waits_and_for_some_time_after() {
        let throttle = BackgroundThrottle::default();
        assert_eq!((throttle.rest_after(WORK), throttle.piece(1000)), (None, 1000), "nobody was ever answered");

        throttle.note_answer();
        assert_eq!((throttle.rest_after(WORK), throttle.piece(1000)), (Some(WORK * REST_FACTOR), 200));
        assert_eq!((throttle.rest_after(MAX_REST), throttle.piece(1)), (Some(MAX_REST), 1), "nor for long, nor for nothing");

        throttle.note(SystemTime::now() - BUSY_PERIOD);
        assert_eq!((throttle.rest_after(WORK), throttle.piece(1000)), (None, 1000), "everybody has gone");
    }

    #[tokio::test]
    async fn one_process_sees_who_waits_for_another() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("made when it is needed");
        let (server, other) = (BackgroundThrottle::shared(&data), BackgroundThrottle::shared(&data));
        assert_eq!(other.rest_after(WORK), None);

        server.note_answer();
        let seen = async {
            while other.rest_after(WORK).is_none() {
                tokio::time::sleep(WORK).await;
            }
        };
        tokio::select! {
            () = server.tell_others() => panic!("it goes on telling"),
            () = seen => {}
            () = tokio::time::sleep(Duration::from_secs(60)) => panic!("nothing was told"),
        }
        assert_eq!(other.piece(1000), 200);

        touch(&data.join("answering"), SystemTime::now() - BUSY_PERIOD).unwrap();
        assert_eq!(other.rest_after(WORK), None, "everybody has gone");
    }
}
