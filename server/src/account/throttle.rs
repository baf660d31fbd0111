//! The limits on failed sign-ins, per address and per client. Their keys are salted hashes, in memory only. It must not
//! know whether an address has an account.

use std::{
    collections::HashMap,
    hash::{BuildHasher as _, Hash, RandomState},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Failed attempts allowed in a window.
const ATTEMPTS: u32 = 10;
const WINDOW: Duration = Duration::from_secs(15 * 60);

/// Counts attempts.
#[derive(Debug, Default)]
pub struct Throttle {
    salt: RandomState,
    windows: Mutex<HashMap<u64, Window>>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    since: Instant,
    attempts: u32,
}

/// A running attempt. It counts as failed unless it reports success.
#[derive(Debug)]
#[must_use]
pub struct Attempt<'a> {
    throttle: &'a Throttle,
    keys: [u64; 2],
}

impl Throttle {
    /// Counts an attempt under both keys.
    ///
    /// # Errors
    /// How long to wait, if one of them is over its limit.
    pub fn begin(&self, address: impl Hash, client: impl Hash) -> Result<Attempt<'_>, Duration> {
        self.begin_at(Instant::now(), address, client)
    }

    fn begin_at(&self, now: Instant, address: impl Hash, client: impl Hash) -> Result<Attempt<'_>, Duration> {
        // The first part separates the two kinds of key.
        let keys = [self.salt.hash_one(("address", address)), self.salt.hash_one(("client", client))];
        let mut windows = self.lock();
        windows.retain(|_, window| now.duration_since(window.since) < WINDOW);
        let full = keys.iter().filter_map(|key| windows.get(key)).filter(|window| window.attempts >= ATTEMPTS);
        if let Some(wait) = full.map(|window| WINDOW - now.duration_since(window.since)).max() {
            return Err(wait);
        }
        for key in keys {
            windows.entry(key).or_insert(Window { since: now, attempts: 0 }).attempts += 1;
        }
        Ok(Attempt { throttle: self, keys })
    }

    /// Removes keys whose window has ended.
    pub fn forget_old(&self) {
        let now = Instant::now();
        self.lock().retain(|_, window| now.duration_since(window.since) < WINDOW);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Window>> {
        // The counts are consistent after every statement, so a panic elsewhere leaves them usable.
        self.windows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Attempt<'_> {
    /// The attempt succeeded, and is not counted.
    pub fn succeeded(self) {
        let mut windows = self.throttle.lock();
        for key in self.keys {
            if let Some(window) = windows.get_mut(&key) {
                window.attempts = window.attempts.saturating_sub(1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_count_per_address_and_per_client_until_the_window_is_over() {
        let throttle = Throttle::default();
        let start = Instant::now();
        for i in 0..ATTEMPTS {
            assert!(throttle.begin_at(start, "a@x.nl", i).is_ok());
            assert!(throttle.begin_at(start, i, "client").is_ok());
        }
        assert!(throttle.begin_at(start, "a@x.nl", "other").is_err());
        assert!(throttle.begin_at(start, "b@x.nl", "client").is_err());
        assert!(throttle.begin_at(start, "b@x.nl", "other").is_ok());
        assert!(throttle.begin_at(start + WINDOW, "a@x.nl", "client").is_ok());
    }

    #[test]
    fn a_success_does_not_count() {
        let throttle = Throttle::default();
        for _ in 0..3 * ATTEMPTS {
            throttle.begin("a@x.nl", "client").unwrap().succeeded();
        }
        assert!(throttle.begin("a@x.nl", "client").is_ok());
    }
}
