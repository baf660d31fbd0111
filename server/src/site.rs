//! Websites: their notices, decisions of visitors and what stands of them, our own cookie page, and their commands.

pub(crate) mod again;
pub(crate) mod api;
pub(crate) mod command;
pub(crate) mod cookies;
pub(crate) mod cross_origin;
pub(crate) mod given_up;
pub(crate) mod notice;
pub mod notice_cache;
pub mod numbers_csv;
pub(crate) mod own_site;
pub(crate) mod pages;
pub(crate) mod record;
pub(crate) mod script;
pub(crate) mod standing;
pub(crate) mod visit;
pub(crate) mod visit_layer;

use store::Store;

/// The shared state of the handlers of this room.
pub struct State {
    /// The database.
    pub store: Store,
    /// The notices of websites, ready to be sent.
    pub notices: notice_cache::Notices,
    /// The website whose notice governs our own pages.
    pub own_site: own_site::OwnSite,
    /// Grants on our own pages whose visitors were informed that the grant was not recorded.
    pub given_up: given_up::GivenUp,
}
