//! The keys whose last use is being recorded. One record at a time for each key is enough, however slow the database
//! is.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use domain::id::ApiKeyId;

/// The keys whose use is being recorded.
#[derive(Clone, Default)]
pub struct KeyUses(Arc<Mutex<HashSet<ApiKeyId>>>);

/// A running record. It ends when it is dropped.
pub struct Noting {
    uses: KeyUses,
    key: ApiKeyId,
}

impl KeyUses {
    /// Begins a record. `None` if one is running.
    pub fn begin(&self, key: ApiKeyId) -> Option<Noting> {
        let is_new = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key);
        is_new.then(|| Noting { uses: self.clone(), key })
    }
}

impl Drop for Noting {
    fn drop(&mut self) {
        self.uses.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_note_at_a_time() {
        let (uses, key) = (KeyUses::default(), ApiKeyId(uuid::Uuid::nil()));
        let first = uses.begin(key);
        assert!(first.is_some() && uses.begin(key).is_none() && uses.begin(ApiKeyId(uuid::Uuid::max())).is_some());
        drop(first);
        assert!(uses.begin(key).is_some());
    }
}
