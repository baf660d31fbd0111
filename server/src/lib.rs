//! What the network and the shell see: routes, middleware, jobs, configuration. Nothing of ours imports it but its own
//! binary and its tests.

pub mod account;
mod background;
mod cli;
mod clock;
pub mod commands;
mod comment;
pub mod config;
mod consent;
pub mod demo;
pub mod export;
pub mod files;
mod home;
pub mod http;
pub mod import;
pub mod ledger;
mod new_installation;
mod openapi;
mod organisation;
pub mod privacy;
mod receipt;
mod report;
mod response;
mod results;
mod retention;
pub(crate) mod rights;
mod router;
pub mod serve;
pub mod site;
mod state;
mod survey;
