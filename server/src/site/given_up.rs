//! The grants on our own pages whose visitors were informed that the grant was not recorded.

use std::{
    collections::HashSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use domain::submission_key::SubmissionKey;

/// The most grants at a time, at less than two kilobytes each.
pub(crate) const MAX_GIVEN_UP: usize = 4096;

/// The keys of such grants, until the log is certain to agree.
#[derive(Default)]
pub struct GivenUp(Mutex<HashSet<[u8; 16]>>);

impl GivenUp {
    pub(crate) fn has(&self, key: &SubmissionKey) -> bool {
        self.lock().contains(&key.0)
    }

    /// Returns whether the key is new. `None` if there is no room for it.
    pub(crate) fn add(&self, key: &SubmissionKey) -> Option<bool> {
        let mut keys = self.lock();
        (keys.len() < MAX_GIVEN_UP).then(|| keys.insert(key.0))
    }

    pub(crate) fn remove(&self, key: &SubmissionKey) {
        self.lock().remove(&key.0);
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<[u8; 16]>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
