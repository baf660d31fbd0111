//! The throttle of background work. The work runs at full speed while no request waits for a page. While one waits, the
//! work is done in smaller pieces with a rest after each. The request may belong to this process, or to another process
//! with the same data folder. A low priority alone is not enough: the thread still uses caches and memory that requests
//! need, and a database may run at normal priority. It must not know what the work is, nor who sent the request.

use std::{
    fs::OpenOptions,
    io,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, SystemTime},
};

use tokio::{sync::Notify, task::spawn_blocking};

use crate::files::create_private_folder;

/// The rest after a piece of work, as a multiple of the time that the piece took.
const REST_FACTOR: u32 = 3;
/// The longest rest. A piece that took longer had to wait for something itself.
const MAX_REST: Duration = Duration::from_millis(20);
/// The divisor for the size of a piece while respondents are expected.
const SMALLER: u32 = 5;
/// How long after one respondent or visitor more are expected.
const BUSY_PERIOD: Duration = Duration::from_secs(3);
/// The shortest time between two notes to other processes.
const TOLD: Duration = Duration::from_millis(500);

/// The throttle of one process.
#[derive(Default)]
pub struct BackgroundThrottle {
    /// When a respondent or visitor was last noted, in milliseconds of the system's clock.
    noted: AtomicU64,
    /// An empty file. Its modification time is the time of the last noted request in any process.
    shared: Option<PathBuf>,
    news: Notify,
}

impl BackgroundThrottle {
    /// A throttle shared by all processes with this data folder.
    pub fn shared(data_dir: &Path) -> Self {
        Self { shared: Some(data_dir.join("answering")), ..Self::default() }
    }

    /// Notes that a respondent or visitor is being answered.
    pub fn note_answer(&self) {
        self.note(SystemTime::now());
    }

    /// The size of the next piece of work: `most`, or less while respondents are expected.
    pub fn piece(&self, most: u32) -> u32 {
        if self.is_expected(SystemTime::now()) { (most / SMALLER).max(1) } else { most }
    }

    /// How long to rest after a piece of work that took `worked`. `None` while no respondent is expected.
    pub fn rest_after(&self, worked: Duration) -> Option<Duration> {
        self.is_expected(SystemTime::now()).then(|| (worked * REST_FACTOR).min(MAX_REST))
    }

    /// Writes the time of each noted request to the shared file. A separate task does it, so that no request waits for
    /// the file.
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

/// Compares in both directions, because the clock may have been set back.
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
