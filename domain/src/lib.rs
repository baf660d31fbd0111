//! What the words of Klankbord mean: questionnaires, answers, scores, purposes, notices, consent events and receipts.
//!
//! Pure: no input or output, no async, no clock and no randomness of its own, and nothing of the database, the web
//! server or the user interface. It also builds for the browser.

pub mod access;
pub mod answer;
pub mod api_key;
pub mod api_submission;
pub mod attribute;
pub mod attribute_link;
pub mod bsn;
pub mod calendar;
pub mod choice;
pub mod consent;
pub mod consent_change;
pub mod correction;
pub mod decision;
pub mod employee;
pub mod error;
pub mod export;
pub mod export_job;
pub mod fixed_report;
pub mod form;
pub mod id;
pub mod ledger;
pub mod locale;
pub mod mask;
pub mod notice;
pub mod organisation;
pub mod provenance;
pub mod purpose;
pub mod question;
pub mod receipt;
pub mod receipt_document;
pub mod results;
pub mod retention;
pub mod rights;
pub mod role;
pub mod saved_view;
pub mod scoring;
pub mod search;
mod separators;
pub mod site;
pub mod statistics;
pub mod steps;
pub mod suppression;
pub mod survey;
pub mod tag;
pub mod template;
pub mod website;
mod wording;
pub mod works_council;
