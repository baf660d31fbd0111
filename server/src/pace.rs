//! The pace of work in the background: as fast as it goes while nobody waits for a page, and with a rest after each piece while
//! somebody does, of this server or of another in the same folder. A thread that gives way still takes caches and memory away from those
//! it gives way to. It must not know what is worked on, nor who waits.

use std::{
    fs::{File, OpenOptions},
    path::Path,
    sync::{
        OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

/// How many times as long as it worked such work rests.
const REST: u32 = 3;
/// How many times smaller its pieces are then: a database that does not give way works on one to its end.
const SMALLER: u32 = 5;
/// The longest rest: a piece that took longer had to wait for something itself.
const LONGEST: Duration = Duration::from_millis(100);
/// How long after somebody was answered others are expected.
const EXPECTED: Duration = Duration::from_secs(1);
/// How often other processes are told.
const TOLD: Duration = Duration::from_millis(250);

/// Of this process.
static PACE: OnceLock<Pace> = OnceLock::new();

struct Pace {
    /// When it was last noted that somebody is being answered, in milliseconds of the system's clock.
    noted: AtomicU64,
    /// An empty file, by the time of whose last change processes tell each other.
    shared: Option<File>,
}

/// Shares the pace with other processes that work in the folder of the data; without it every process keeps its own.
pub fn share(data_dir: &Path) {
    let file = OpenOptions::new().create(true).append(true).open(data_dir.join("answering"));
    let shared =
        file.inspect_err(|error| tracing::debug!(%error, "exports of other processes do not see when somebody waits")).ok();
    PACE.get_or_init(|| Pace::new(shared));
}

/// Says that somebody is being answered.
pub fn note_answer() {
    pace().note(SystemTime::now());
}

/// How much to do at once, of so much at most.
pub fn piece(most: u32) -> u32 {
    pace().piece(most, SystemTime::now())
}

/// How long to rest after a piece of work that took so long, if at all.
pub fn rest_after(worked: Duration) -> Option<Duration> {
    pace().rest_after(worked, SystemTime::now())
}

fn pace() -> &'static Pace {
    PACE.get_or_init(|| Pace::new(None))
}

impl Pace {
    const fn new(shared: Option<File>) -> Self {
        Self { noted: AtomicU64::new(0), shared }
    }

    fn note(&self, now: SystemTime) {
        let noted = self.noted.load(Ordering::Relaxed);
        let at = millis(now);
        // Not for every request: it is a call of the operating system, and a line that all processors share.
        if at.abs_diff(noted) < TOLD.as_millis() as u64 {
            return;
        }
        self.noted.store(at, Ordering::Relaxed);
        if let Some(file) = &self.shared
            && let Err(error) = file.set_modified(now)
        {
            tracing::debug!(%error, "exports of other processes do not see that somebody waits");
        }
    }

    fn piece(&self, most: u32, now: SystemTime) -> u32 {
        if self.is_expected(now) { (most / SMALLER).max(1) } else { most }
    }

    fn rest_after(&self, worked: Duration, now: SystemTime) -> Option<Duration> {
        self.is_expected(now).then(|| (worked * REST).min(LONGEST))
    }

    fn is_expected(&self, now: SystemTime) -> bool {
        let is_fresh = |at: u64| millis(now).abs_diff(at) < EXPECTED.as_millis() as u64;
        let elsewhere = || self.shared.as_ref().and_then(|file| file.metadata().ok()?.modified().ok());
        is_fresh(self.noted.load(Ordering::Relaxed)) || elsewhere().is_some_and(|at| is_fresh(millis(at)))
    }
}

fn millis(at: SystemTime) -> u64 {
    let since = at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORK: Duration = Duration::from_millis(10);

    #[test]
    fn work_rests_while_somebody_waits_and_for_a_second_after() {
        let pace = Pace::new(None);
        let now = SystemTime::now();
        assert_eq!(pace.rest_after(WORK, now), None, "nobody was ever answered");

        assert_eq!(pace.piece(1000, now), 1000);

        pace.note(now);
        assert_eq!(pace.rest_after(WORK, now), Some(WORK * REST));
        assert_eq!([pace.piece(1000, now), pace.piece(1, now)], [200, 1]);
        let later = now + EXPECTED;
        assert_eq!(pace.rest_after(WORK, later), None, "everybody has gone");

        pace.note(later);
        assert_eq!(pace.rest_after(WORK, later), Some(WORK * REST));
    }

    #[test]
    fn nobody_rests_for_long() {
        let pace = Pace::new(None);
        let now = SystemTime::now();
        pace.note(now);
        assert_eq!(pace.rest_after(Duration::from_secs(60), now), Some(LONGEST));
    }

    #[test]
    fn one_process_sees_who_waits_for_another() {
        let folder = tempfile::tempdir().unwrap();
        let file = || OpenOptions::new().create(true).append(true).open(folder.path().join("answering")).ok();
        let (server, other) = (Pace::new(file()), Pace::new(file()));
        let now = SystemTime::now() + EXPECTED * 60;
        assert_eq!(other.rest_after(WORK, now), None);

        server.note(now);
        assert_eq!(other.rest_after(WORK, now), Some(WORK * REST));
        assert_eq!(other.rest_after(WORK, now + EXPECTED), None);
    }
}
