//! HTTP: every route, what guards it, and what it answers. It must not know SQL or markup: it goes from a request to a
//! verb of the store to a page.

mod admin;
mod answer;
mod api;
mod asset;
mod body;
mod consent_script;
mod context;
mod cookie_record;
mod cookies;
mod correct;
mod cross_origin;
mod crosstab;
mod employees;
mod erased;
mod error;
mod export_files;
mod figures;
mod headers;
mod health;
mod home;
mod ledger;
mod limits;
mod local;
mod metrics;
mod openapi;
mod origin;
mod privacy;
mod reader;
mod receipt;
mod request_log;
mod respond;
mod router;
mod setup;
mod sign_in;
mod site;
mod site_receipt;
mod state;
mod upload;
mod visit;

pub use cookie_record::GivenUp;
pub use metrics::Metrics;
pub use reader::Looks;
pub use router::{metrics_router, router};
pub use state::{App, AppState, Peer};
