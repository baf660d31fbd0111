//! The rows of the database, as sea-orm entities. Private to the store.

pub(crate) mod account;
pub(crate) mod comment;
pub(crate) mod consent;
pub(crate) mod export_job;
pub(crate) mod import;
pub(crate) mod lease;
pub(crate) mod ledger;
pub(crate) mod notice_version;
pub(crate) mod organisation;
pub(crate) mod report;
pub(crate) mod response;
pub(crate) mod results;
pub(crate) mod rights;
pub(crate) mod secret;
pub(crate) mod site;
pub(crate) mod survey;
