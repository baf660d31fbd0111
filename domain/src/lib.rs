//! The core of Klankbord: questionnaires, answers, scores, purposes, notices, consent events and receipts.
//!
//! Pure: no input or output, no async, no clock and no random numbers. It has no database, web server or user
//! interface. It also builds for the browser.

pub mod account;
pub mod calendar;
#[cfg(feature = "texts")]
mod catalogue;
pub mod channel;
pub mod comment;
pub mod consent;
pub mod contact;
pub mod error;
pub mod export;
pub mod form_fields;
pub mod hash;
pub mod id;
pub mod import;
pub mod json_document;
mod json_fields;
pub mod ledger;
pub mod locale;
pub mod notice;
pub mod organisation;
pub mod privacy;
pub mod receipt;
pub mod redaction;
pub mod report;
pub mod response;
pub mod results;
pub mod retention;
pub mod rights;
pub mod site;
pub mod statistics;
pub mod submission_key;
pub mod survey;
#[cfg(feature = "texts")]
mod wording;
