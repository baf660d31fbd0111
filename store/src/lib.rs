//! The only door to the database: verbs in the words of `domain`, on SQLite and PostgreSQL alike.
//!
//! It must not know how anything is shown or sent, and nothing of sea-orm leaves it.

mod accesses;
mod accounts;
mod answers;
mod api_keys;
mod batch;
mod breakdowns;
mod bulk;
mod cache;
mod clock;
mod comments;
mod connection;
mod counts;
mod decision_receipts;
mod decisions;
mod direct;
mod entity;
mod error;
mod exports;
mod imports;
mod jobs;
mod ledger;
mod notices_in_use;
mod receipts;
mod refusals;
mod responses;
mod results;
mod retention;
mod rights;
mod rows;
mod site_numbers;
mod sites;
mod surveys;
mod visitors;
mod writer;

pub use accounts::User;
pub use api_keys::NewApiKey;
pub use breakdowns::GroupCount;
pub use comments::{Comment, CommentQuery};
pub use connection::{Backend, Store};
pub use decision_receipts::DecisionReceipt;
pub use decisions::{Decided, NewDecision};
pub use error::StoreError;
pub use exports::{ExportRow, ResponsePlace};
pub use imports::{Import, ImportCounts, ImportRow};
pub use ledger::{LedgerKey, LogFault, LogHead, LogReport, ReceiptEvidence, Rotation, Sealing, StandingFault};
pub use notices_in_use::{NoticeInUse, NoticeSubject};
pub use receipts::{Erasure, PurposeStanding, Receipt, Withdrawal};
pub use responses::{NewResponse, Submitted};
pub use results::{LoyaltyCount, ResponseCounts, ScoreCount};
pub use retention::{Due, OutboxMessage};
pub use rights::{CLOSED, Desk, Found, NOT_EXTENDABLE, NOT_IDENTIFIED, Remedy, Search, SearchBy};
pub use site_numbers::{SiteCount, SiteCountRow, SiteNumbers};
pub use sites::PublishedSite;
pub use surveys::{PublishedSurvey, SurveySummary};
