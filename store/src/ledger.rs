//! The consent log: sealing events into it, proving its content, and auditing it. The arithmetic of the tree is in
//! `domain::ledger`. It must not know when to seal, nor where the key is.

mod audit;
mod claims;
mod continuity;
mod copies;
mod fault;
mod keys;
mod logs;
mod pages;
mod proofs;
mod record;
mod records;
mod rotation;
mod seal;
mod standing;
mod versions;
mod visitors;

pub use audit::LogReport;
pub use claims::{NOT_CLAIMED, NotClaimed};
pub use fault::LogFault;
pub use keys::LedgerKey;
pub use proofs::ReceiptEvidence;
pub use record::{RecordFault, RecordReport};
pub use rotation::Rotation;
pub use seal::Sealing;

use sea_orm::{ConnectionTrait as _, DbErr};

use crate::{
    database::{Backend, WriteTransaction},
    store::Store,
};

/// The key of the advisory lock for sealing, unlikely to be used by another program: "klanks" in ASCII.
const SEAL_LOCK: i64 = 0x6b6c_616e_6b73;

impl Store {
    /// Starts a transaction that writes to the log. It excludes all other such transactions on every server. On SQLite
    /// every write transaction does.
    async fn begin_sealing(&self) -> Result<WriteTransaction, DbErr> {
        let transaction = self.begin().await?;
        if self.backend() == Backend::Postgres {
            // Held until the transaction ends. Later statements see what the transaction before has committed.
            transaction.execute_unprepared(&format!("SELECT pg_advisory_xact_lock({SEAL_LOCK})")).await?;
        }
        Ok(transaction)
    }
}
