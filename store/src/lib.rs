//! The only access to the database: functions on types of `domain`, for SQLite and PostgreSQL.
//!
//! It must not know how data are shown or sent, and no type of sea-orm leaves it.

mod account;
mod backup;
mod cache;
mod clock;
mod comment;
pub(crate) mod database;
mod diagnosis;
mod entity;
mod error;
mod export;
mod group_commit;
mod import;
mod lease;
mod ledger;
mod log_head;
pub(crate) mod notice;
pub(crate) mod organisation;
mod privacy;
mod receipt;
mod recent_keys;
mod repeat;
mod repeat_note;
mod report;
mod response;
mod results;
mod retention;
mod rights;
mod secret;
mod site;
mod snapshot;
mod store;
mod survey;
mod traces;
mod wiping;
mod write_set;

pub use account::KeysOfRemoved;
pub use account::api_keys::NewApiKey;
pub use account::sessions::{LiveSession, NewSession};
pub use backup::table::RowCounts;
pub use backup::target::{Present, copy_into_postgres};
pub use backup::{count_rows_in, look_before_replacing, sqlite_file};
pub use comment::CommentQuery;
pub use database::{Backend, backend_of};
pub use diagnosis::DatabaseSetting;
pub use error::StoreError;
pub use export::jobs::{NewExportJob, TakenExport};
pub use export::{ExportPage, ExportRow, PageSpan, ResponsePlace};
pub use import::{Import, ImportCounts, ImportFile, ImportRow, StepTimes, Undo};
pub use ledger::{
    LedgerKey, LogFault, LogReport, NOT_CLAIMED, NotClaimed, ReceiptEvidence, RecordFault, RecordReport, Rotation, Sealing,
};
pub use log_head::LogHead;
pub use receipt::amendment::{Amended, Amendment};
pub use repeat_note::{RepeatKind, RepeatNote};
pub use report::NewFixedReport;
pub use response::{NewResponse, Submitted};
pub use results::disclosure::KeptRelease;
pub use results::rollup::RollupFault;
pub use results::saved_views::NewSavedView;
pub use retention::{Due, OutboxMessage};
pub use rights::{CLOSED, Desk, NOT_EXTENDABLE, NOT_IDENTIFIED, Remedy, Search, SearchBy};
pub use site::decisions::{Decided, NewDecision};
pub use snapshot::Moment;
pub use store::Store;
