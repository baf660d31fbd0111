//! The only data stored on the device: sent answers, until the server has them.

use web_sys::Storage;

use super::window;

/// The storage for one survey. If storage is blocked, it stores nothing and returns false.
pub(super) struct Kept {
    name: String,
    storage: Option<Storage>,
}

impl Kept {
    pub(super) fn of(slug: &str) -> Self {
        let storage = window().and_then(|window| window.local_storage().ok().flatten());
        Self { name: format!("klankbord.unsent.{slug}"), storage }
    }

    /// Stores the body. Returns whether that succeeded.
    pub(super) fn put(&self, body: &str) -> bool {
        self.storage.as_ref().is_some_and(|storage| storage.set_item(&self.name, body).is_ok())
    }

    pub(super) fn get(&self) -> Option<String> {
        self.storage.as_ref()?.get_item(&self.name).ok()?
    }

    pub(super) fn clear(&self) {
        if let Some(storage) = &self.storage {
            // If it cannot be removed, it is sent again, and the server counts it once.
            let _ = storage.remove_item(&self.name);
        }
    }
}
