//! The flag that names the key file of the log.

use std::path::PathBuf;

use clap::Args;

use crate::{
    config::DatabaseArgs,
    ledger::{key_file::KeyFile, last_file::LastFile},
};

/// Where the key of the log is: on every command that seals.
#[derive(Args, Clone, Debug, Default)]
pub struct LedgerArgs {
    /// The file with the private key that signs the log, made on the first start [default: DATA_DIR/ledger.key]
    #[arg(long, env = "KLANKBORD_LEDGER_KEY_FILE", value_name = "FILE")]
    pub ledger_key_file: Option<PathBuf>,
}

impl LedgerArgs {
    /// The key file. Its default place is the data folder.
    pub fn key_file(&self, database: &DatabaseArgs) -> KeyFile {
        KeyFile::at(self.ledger_key_file.clone().unwrap_or_else(|| database.data_dir.join("ledger.key")))
    }

    /// The file with the last checkpoints, beside the key file.
    pub(crate) fn last_file(&self, database: &DatabaseArgs) -> LastFile {
        LastFile::of(&self.key_file(database), &database.data_dir)
    }
}
