//! The one thing kept on the device: answers on which Send was pressed, until the server has them.

use web_sys::Storage;

use super::window;

/// The place for one survey. Where storage is blocked it keeps nothing and says so.
pub(super) struct Kept {
    name: String,
    storage: Option<Storage>,
}

impl Kept {
    pub(super) fn of(slug: &str) -> Self {
        let storage = window().and_then(|window| window.local_storage().ok().flatten());
        Self { name: format!("klankbord.unsent.{slug}"), storage }
    }

    /// Whether it was kept.
    pub(super) fn put(&self, body: &str) -> bool {
        self.storage.as_ref().is_some_and(|storage| storage.set_item(&self.name, body).is_ok())
    }

    pub(super) fn get(&self) -> Option<String> {
        self.storage.as_ref()?.get_item(&self.name).ok()?
    }

    pub(super) fn clear(&self) {
        if let Some(storage) = &self.storage {
            // What cannot be removed is sent again, and counts once.
            let _ = storage.remove_item(&self.name);
        }
    }
}
