//! What the network and the shell see: routes, middleware, jobs, configuration. Nothing of ours imports it but its own
//! binary and its tests.

pub mod api_secret;
mod assets;
mod background;
pub mod cli;
mod client;
mod clock;
pub mod config;
mod cookie;
pub mod csv_import;
pub mod demo;
pub mod export;
mod export_jobs;
mod form_fields;
pub mod http;
mod key_uses;
pub mod ledger_key;
pub mod notices;
mod own_site;
mod pace;
pub mod password;
mod proof_json;
pub mod provenance_file;
mod raster;
mod rate_limit;
pub mod register_csv;
pub mod rights_csv;
pub mod rights_export;
mod sealer;
pub mod serve;
mod session;
pub mod site_csv;
mod throttle;
pub mod token;
mod upkeep;
pub mod whole_file;
