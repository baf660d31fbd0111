//! The only data stored on the device: sent answers, until the server has them. One entry for each answer.

use js_sys::Date;
use web_sys::{Storage, UrlSearchParams};

use super::window;

/// How long an entry is kept, in milliseconds: 30 days.
const KEPT_FOR: u64 = 30 * 24 * 60 * 60 * 1000;

/// The entries of one survey. If storage is blocked, there are none, and none can be added.
///
/// An entry holds when it was stored, a space, and the body. That of a refused answer has no body any more.
pub(super) struct Unsent {
    slot: String,
    storage: Option<Storage>,
}

impl Unsent {
    pub(super) fn of(slug: &str) -> Self {
        let storage = window().and_then(|window| window.local_storage().ok().flatten());
        let unsent = Self { slot: format!("klankbord.unsent.{slug}"), storage };
        unsent.take_over();
        unsent
    }

    /// Stores the body, in the place of an earlier one with its key. Returns whether that succeeded.
    pub(super) fn put(&self, body: &str) -> bool {
        self.name(body).is_some_and(|name| self.write(&name, body))
    }

    /// Ends the entry of a body. An entry that holds another body meanwhile stays.
    pub(super) fn end(&self, body: &str) {
        if let Some((name, _)) = self.entry(body) {
            self.remove(&name);
        }
    }

    /// Keeps of a body only that it was refused.
    pub(super) fn refuse(&self, body: &str) {
        if let Some((name, _)) = self.entry(body) {
            self.write(&name, "");
        }
    }

    /// The bodies that wait. What is too old is removed.
    pub(super) fn waiting(&self) -> Vec<String> {
        self.entries().into_iter().map(|(_, body)| body).filter(|body| !body.is_empty()).collect()
    }

    /// How many answers were refused.
    pub(super) fn refused(&self) -> usize {
        self.entries().iter().filter(|(_, body)| body.is_empty()).count()
    }

    /// Removes what says that answers were refused.
    pub(super) fn forget_refused(&self) {
        for (name, _) in self.entries().into_iter().filter(|(_, body)| body.is_empty()) {
            self.remove(&name);
        }
    }

    /// Moves the answer that an earlier release stored, which had one place for each survey.
    fn take_over(&self) {
        if let Some(body) = self.get(&self.slot)
            && (self.put(&body) || self.name(&body).is_none())
        {
            self.remove(&self.slot);
        }
    }

    /// The entry that holds this body, or that it was refused.
    fn entry(&self, body: &str) -> Option<(String, String)> {
        let name = self.name(body)?;
        self.entries().into_iter().find(|(other, kept)| *other == name && (kept == body || kept.is_empty()))
    }

    fn entries(&self) -> Vec<(String, String)> {
        let Some(storage) = &self.storage else { return Vec::new() };
        let length = storage.length().unwrap_or_default();
        let names: Vec<String> = (0..length).filter_map(|index| storage.key(index).ok()?).collect();
        let start = format!("{}.", self.slot);
        let mut entries = Vec::new();
        for name in names.into_iter().filter(|name| name.starts_with(&start)) {
            let Some(value) = self.get(&name) else { continue };
            let (since, body) = value.split_once(' ').unwrap_or_default();
            // A clock that was put back does not keep an entry for longer.
            if since.parse::<u64>().is_ok_and(|since| now().abs_diff(since) < KEPT_FOR) {
                entries.push((name, body.to_owned()));
            } else {
                self.remove(&name);
            }
        }
        entries
    }

    fn name(&self, body: &str) -> Option<String> {
        Some(format!("{}.{}", self.slot, key_of(body)?))
    }

    fn get(&self, name: &str) -> Option<String> {
        self.storage.as_ref()?.get_item(name).ok()?
    }

    fn write(&self, name: &str, body: &str) -> bool {
        let value = format!("{} {body}", now());
        self.storage.as_ref().is_some_and(|storage| storage.set_item(name, &value).is_ok())
    }

    fn remove(&self, name: &str) {
        if let Some(storage) = &self.storage {
            // If it cannot be removed, it is sent again, and the server counts it once.
            let _ = storage.remove_item(name);
        }
    }
}

/// In milliseconds since 1970. Whole numbers, because reading and writing others takes many bytes of the bundle.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no clock shows a time before 1970")]
fn now() -> u64 {
    Date::now() as u64
}

/// The key of the form in a body.
pub(super) fn key_of(body: &str) -> Option<String> {
    UrlSearchParams::new_with_str(body).ok()?.get("key").filter(|key| !key.is_empty())
}
