//! HTTP: every route, what guards it, and what it answers. It must not know SQL or markup: it goes from a request to a
//! verb of the store to a page.

pub(crate) mod assets;
pub(crate) mod guard;
pub(crate) mod operations;
pub(crate) mod reader;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod schemas;
pub(crate) mod state;

pub use crate::router::{metrics_router, router};
pub use crate::site::record::GivenUp;
pub use operations::metrics::Metrics;
pub use reader::Looks;
pub use state::{App, AppState, Peer};
