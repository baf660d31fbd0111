//! The rows of the database, as sea-orm sees them. Private to the store.

pub(crate) mod account;
pub(crate) mod answer;
pub(crate) mod consent_event;
pub(crate) mod contact;
pub(crate) mod decision;
pub(crate) mod decision_count;
pub(crate) mod event_subject;
pub(crate) mod import_reference;
pub(crate) mod job;
pub(crate) mod ledger_key;
pub(crate) mod log;
pub(crate) mod log_checkpoint;
pub(crate) mod log_tile;
pub(crate) mod notice_version;
pub(crate) mod organisation;
pub(crate) mod outbox;
pub(crate) mod purpose_count;
pub(crate) mod question;
pub(crate) mod response;
pub(crate) mod session;
pub(crate) mod setup_link;
pub(crate) mod site;
pub(crate) mod site_standing;
pub(crate) mod standing;
pub(crate) mod survey;
pub(crate) mod survey_version;
