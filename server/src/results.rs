//! Results: the page, the figures behind it, drivers, saved views, and the API.

pub(crate) mod api;
pub(crate) mod command;
pub(crate) mod drivers;
pub(crate) mod gather;
pub(crate) mod page;
pub(crate) mod release;
pub(crate) mod saved_views;
pub(crate) mod view_list;

use store::Store;

use crate::results::release::RefreshSchedule;

/// The shared state of the results handlers.
pub struct State {
    /// The database.
    pub store: Store,
    /// When the figures that readers see were last refreshed.
    pub refreshes: RefreshSchedule,
}
