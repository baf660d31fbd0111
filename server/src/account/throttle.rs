//! The delays after failed sign-ins, by address and client. Their keys are salted hashes, in memory only. It must not
//! know whether an address has an account.
//!
//! Failures in a browser that the account knows count apart, so that nobody elsewhere can keep its owner out. Of other
//! browsers, failures count by address and client, by client, and by address from everywhere.

use std::{
    collections::HashMap,
    hash::{BuildHasher as _, Hash, RandomState},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Failures are forgotten after this time without another.
const MEMORY: Duration = Duration::from_secs(60 * 60);

/// How many failures are free, and how the delay grows with each one after that: it doubles.
#[derive(Clone, Copy, Debug)]
struct Rule {
    free: u32,
    first: Duration,
    longest: Duration,
}

impl Rule {
    const fn new(free: u32, first: u64, longest: u64) -> Self {
        Self { free, first: Duration::from_secs(first), longest: Duration::from_secs(longest) }
    }

    fn delay(self, failures: u32) -> Duration {
        match failures.checked_sub(self.free) {
            None => Duration::ZERO,
            Some(more) => self.first.saturating_mul(1 << more.min(16)).min(self.longest),
        }
    }
}

const BY_DEVICE: Rule = Rule::new(10, 10, 15 * 60);
const BY_ADDRESS_AND_CLIENT: Rule = Rule::new(5, 10, 15 * 60);
const BY_CLIENT: Rule = Rule::new(10, 30, 15 * 60);
/// Many clients guess together. A delay that holds for everyone stays short, because it holds for the owner too.
const BY_ADDRESS: Rule = Rule::new(100, 1, 60);
/// Several people are behind one client address, such as that of a proxy that is not declared.
const BY_ADDRESS_AND_SHARED_CLIENT: Rule = Rule::new(20, 1, 60);
const BY_SHARED_CLIENT: Rule = Rule::new(100, 1, 60);

/// Who tries to sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Browser<C, D> {
    /// A browser in which the account signed in before.
    Known(D),
    /// Any other client.
    Elsewhere(C),
    /// A client address that several people share.
    Shared(C),
}

/// Counts failures.
#[derive(Debug, Default)]
pub struct Throttle {
    salt: RandomState,
    counts: Mutex<HashMap<u64, Count>>,
    noted: Mutex<Option<Count>>,
}

/// How many failures a minute are noted in the audit log, so that guessing does not fill the database.
const NOTED_PER_MINUTE: u32 = 120;

#[derive(Clone, Copy, Debug)]
struct Count {
    last: Instant,
    failures: u32,
}

/// A running attempt. It counts as failed unless it reports success.
#[derive(Debug)]
#[must_use]
pub struct Attempt<'a> {
    throttle: &'a Throttle,
    keys: Vec<(u64, Rule)>,
    /// Whether the next attempt must wait, for the first time, if this one fails.
    pub starts_delay: bool,
}

impl Throttle {
    /// Counts an attempt.
    ///
    /// # Errors
    /// How long to wait.
    pub fn begin<C: Hash, D: Hash>(&self, address: &str, browser: Browser<C, D>) -> Result<Attempt<'_>, Duration> {
        self.begin_at(Instant::now(), address, browser)
    }

    fn begin_at<C: Hash, D: Hash>(&self, now: Instant, address: &str, browser: Browser<C, D>) -> Result<Attempt<'_>, Duration> {
        let by_address = (self.salt.hash_one(("address", address)), BY_ADDRESS);
        let keys = match browser {
            Browser::Known(device) => vec![(self.salt.hash_one(("device", address, device)), BY_DEVICE)],
            Browser::Elsewhere(client) => vec![
                (self.salt.hash_one(("both", address, &client)), BY_ADDRESS_AND_CLIENT),
                (self.salt.hash_one(("client", &client)), BY_CLIENT),
                by_address,
            ],
            Browser::Shared(client) => vec![
                (self.salt.hash_one(("both", address, &client)), BY_ADDRESS_AND_SHARED_CLIENT),
                (self.salt.hash_one(("client", &client)), BY_SHARED_CLIENT),
                by_address,
            ],
        };
        let mut counts = self.lock();
        let waits = keys.iter().filter_map(|(key, rule)| {
            let count = counts.get(key).filter(|count| count.is_fresh(now))?;
            rule.delay(count.failures).checked_sub(now.duration_since(count.last)).filter(|wait| !wait.is_zero())
        });
        if let Some(wait) = waits.max() {
            return Err(wait);
        }
        let mut starts_delay = false;
        for (key, rule) in &keys {
            let count = counts.entry(*key).or_insert(Count { last: now, failures: 0 });
            if !count.is_fresh(now) {
                count.failures = 0;
            }
            *count = Count { last: now, failures: count.failures.saturating_add(1) };
            starts_delay |= count.failures == rule.free;
        }
        Ok(Attempt { throttle: self, keys, starts_delay })
    }

    /// Whether one more failure is noted in the audit log.
    pub fn may_note(&self) -> bool {
        self.may_note_at(Instant::now())
    }

    fn may_note_at(&self, now: Instant) -> bool {
        let mut noted = self.noted.lock().unwrap_or_else(PoisonError::into_inner);
        let this_minute = noted.filter(|noted| now.duration_since(noted.last) < Duration::from_secs(60));
        let count = this_minute.unwrap_or(Count { last: now, failures: 0 });
        *noted = Some(Count { failures: count.failures.saturating_add(1), ..count });
        count.failures < NOTED_PER_MINUTE
    }

    /// Removes what is forgotten.
    pub fn forget_old(&self) {
        let now = Instant::now();
        self.lock().retain(|_, count| count.is_fresh(now));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<u64, Count>> {
        // The counts are consistent after every statement, so a panic elsewhere leaves them usable.
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Count {
    fn is_fresh(&self, now: Instant) -> bool {
        now.duration_since(self.last) < MEMORY
    }
}

impl Attempt<'_> {
    /// The attempt succeeded. It is not counted, and the failures of this browser with this address are forgotten. Those
    /// of the client are not: with an account of one's own one could guess the passwords of others without end.
    pub fn succeeded(self) {
        let mut counts = self.throttle.lock();
        for (at, (key, _)) in self.keys.iter().enumerate() {
            if at == 0 {
                counts.remove(key);
            } else if let Some(count) = counts.get_mut(key) {
                count.failures = count.failures.saturating_sub(1);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWNER: &str = "a@x.nl";

    fn client(name: &str) -> Browser<&str, &str> {
        Browser::Elsewhere(name)
    }

    #[test]
    fn failures_elsewhere_do_not_keep_the_owner_out() {
        let throttle = Throttle::default();
        let start = Instant::now();
        for _ in 0..BY_ADDRESS_AND_CLIENT.free {
            assert!(throttle.begin_at(start, OWNER, client("thief")).is_ok());
        }
        assert!(throttle.begin_at(start, OWNER, client("thief")).is_err());
        assert!(throttle.begin_at(start, OWNER, client("owner")).is_ok());
        assert!(throttle.begin_at(start, OWNER, Browser::<&str, _>::Known("device")).is_ok());
        assert!(throttle.begin_at(start, "b@x.nl", client("thief")).is_ok(), "of another address, for now");
    }

    #[test]
    fn the_delay_doubles_up_to_a_quarter_of_an_hour() {
        let throttle = Throttle::default();
        let mut now = Instant::now();
        for i in 1..=BY_ADDRESS_AND_CLIENT.free {
            let attempt = throttle.begin_at(now, OWNER, client("thief")).unwrap();
            assert_eq!(attempt.starts_delay, i == BY_ADDRESS_AND_CLIENT.free);
        }
        for seconds in [10, 20, 40, 80, 160, 320, 640, 900, 900] {
            let wait = throttle.begin_at(now, OWNER, client("thief")).unwrap_err();
            assert_eq!(wait.as_secs(), seconds);
            now += wait;
            let attempt = throttle.begin_at(now, OWNER, client("thief")).unwrap();
            assert!(seconds == 160 || !attempt.starts_delay, "the client has its tenth failure then");
        }
        assert!(throttle.begin_at(now + MEMORY, OWNER, client("thief")).is_ok());
    }

    #[test]
    fn many_clients_together_make_everyone_wait_a_little_except_a_known_browser() {
        let throttle = Throttle::default();
        let start = Instant::now();
        for i in 0..1000 {
            let _ = throttle.begin_at(start, OWNER, client(&i.to_string()));
        }
        let wait = throttle.begin_at(start, OWNER, client("owner")).unwrap_err();
        assert!(wait <= BY_ADDRESS.longest, "{wait:?}");
        assert!(throttle.begin_at(start, OWNER, Browser::<&str, _>::Known("device")).is_ok());
    }

    #[test]
    fn a_client_that_several_people_share_waits_a_minute_at_most() {
        let throttle = Throttle::default();
        let mut now = Instant::now();
        let mut waited = Duration::ZERO;
        for _ in 0..200 {
            match throttle.begin_at(now, OWNER, Browser::<_, &str>::Shared("proxy")) {
                Ok(_) => {}
                Err(wait) => {
                    waited = waited.max(wait);
                    now += wait;
                }
            }
        }
        assert_eq!(waited.as_secs(), 60);
    }

    #[test]
    fn so_many_failures_a_minute_are_noted() {
        let throttle = Throttle::default();
        let start = Instant::now();
        let noted = (0..1000).filter(|_| throttle.may_note_at(start)).count();
        assert_eq!(noted, NOTED_PER_MINUTE as usize);
        assert!(throttle.may_note_at(start + Duration::from_secs(60)));
    }

    #[test]
    fn a_success_does_not_count() {
        let throttle = Throttle::default();
        for _ in 0..30 {
            throttle.begin(OWNER, client("client")).unwrap().succeeded();
        }
        assert!(throttle.begin(OWNER, client("client")).is_ok());
    }
}
