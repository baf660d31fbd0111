//! The keys of counted refusals of the last hour. A refusal that is sent again is then not counted twice. The keys are
//! in memory only, because nothing of a visitor who refuses is stored.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use domain::hash::Sha256Hash;

/// How long a key is remembered.
const REMEMBERED_FOR: Duration = Duration::from_secs(60 * 60);
/// The most keys in memory. At about 250 bytes each they take 16 MB.
const MAX_KEYS: usize = 65_536;

/// The keys in memory.
#[derive(Default)]
pub(crate) struct RecentKeys(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    contents: HashMap<Sha256Hash, (Sha256Hash, Instant)>,
    /// The keys in order of arrival. It may still hold a key that was removed in the meantime.
    order: VecDeque<(Sha256Hash, Instant)>,
}

/// Whether a key was seen before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Seen {
    /// The key is new, and is remembered from now on.
    New,
    /// The key was seen before with the same content.
    Same,
    /// The key was seen before with other content.
    Other,
}

impl RecentKeys {
    /// Remembers a key with its content, if it is new.
    pub(crate) fn remember(&self, key: Sha256Hash, content: Sha256Hash) -> Seen {
        self.remember_at(key, content, Instant::now())
    }

    /// Removes a key whose refusal was not counted after all.
    pub(crate) fn forget(&self, key: &Sha256Hash) {
        self.lock().contents.remove(key);
    }

    /// Whether a key is known.
    pub(crate) fn knows(&self, key: &Sha256Hash) -> bool {
        self.lock().contents.get(key).is_some_and(|(_, since)| since.elapsed() < REMEMBERED_FOR)
    }

    fn remember_at(&self, key: Sha256Hash, content: Sha256Hash, now: Instant) -> Seen {
        let mut remembered = self.lock();
        remembered.forget_old(now);
        match remembered.contents.get(&key) {
            Some((known, _)) if *known == content => Seen::Same,
            Some(_) => Seen::Other,
            None => {
                remembered.contents.insert(key, (content, now));
                remembered.order.push_back((key, now));
                Seen::New
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Remembered {
    /// Removes expired keys, and the oldest key if there is no room for another.
    fn forget_old(&mut self, now: Instant) {
        while self.order.len() >= MAX_KEYS
            || self.order.front().is_some_and(|(_, since)| now.duration_since(*since) >= REMEMBERED_FOR)
        {
            let Some((key, since)) = self.order.pop_front() else { return };
            if self.contents.get(&key).is_some_and(|(_, kept)| *kept == since) {
                self.contents.remove(&key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(number: u32) -> Sha256Hash {
        Sha256Hash::of(&number.to_be_bytes())
    }

    #[test]
    fn a_key_is_known_with_its_content_for_an_hour() {
        let keys = RecentKeys::default();
        let start = Instant::now();
        let at = |seconds| start + Duration::from_secs(seconds);
        assert_eq!(keys.remember_at(hash(1), hash(10), start), Seen::New);
        assert_eq!(keys.remember_at(hash(1), hash(10), at(3599)), Seen::Same);
        assert_eq!(keys.remember_at(hash(1), hash(11), at(3599)), Seen::Other);
        assert_eq!(keys.remember_at(hash(1), hash(11), at(3600)), Seen::New);
        assert!(keys.knows(&hash(1)) && !keys.knows(&hash(2)));
        keys.forget(&hash(1));
        assert_eq!(keys.remember_at(hash(1), hash(10), at(3601)), Seen::New, "what failed may be tried again");
    }

    #[test]
    fn memory_does_not_grow_without_end() {
        let keys = RecentKeys::default();
        let now = Instant::now();
        for number in 0..100_000 {
            keys.remember_at(hash(number), hash(0), now);
        }
        let remembered = keys.lock();
        assert!(remembered.contents.len() <= MAX_KEYS && remembered.order.len() <= MAX_KEYS);
        assert!(remembered.contents.contains_key(&hash(99_999)));
    }
}
