//! The flag that names the key file of the log.

use std::path::PathBuf;

use clap::Args;
use domain::ledger::WitnessKey;
use hyper::Uri;

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

/// Who else keeps the checkpoints: on the server.
#[derive(Args, Clone, Debug, Default)]
pub struct WitnessArgs {
    /// A witness that signs each checkpoint too (C2SP tlog-witness): its address, before /add-checkpoint
    #[arg(long, env = "KLANKBORD_LEDGER_WITNESS", value_name = "URL", value_parser = parse_address, requires = "ledger_witness_key")]
    pub ledger_witness: Option<Uri>,

    /// The public key of the witness: name+id+base64, of type 0x04 (Ed25519 cosignature)
    #[arg(long, env = "KLANKBORD_LEDGER_WITNESS_KEY", value_name = "KEY", value_parser = parse_witness_key)]
    pub ledger_witness_key: Option<WitnessKey>,

    /// A folder out of reach of whoever runs this server, for a copy of the newest checkpoint of each log
    #[arg(long, env = "KLANKBORD_LEDGER_COPIES", value_name = "DIR")]
    pub ledger_copies: Option<PathBuf>,
}

fn parse_address(text: &str) -> Result<Uri, String> {
    let address = text.trim_end_matches('/').parse::<Uri>().map_err(|error| error.to_string())?;
    let is_known = matches!(address.scheme_str(), Some("http" | "https")) && address.authority().is_some();
    if is_known && address.query().is_none() {
        Ok(address)
    } else {
        Err("expected http://HOST or https://HOST, and a path".into())
    }
}

fn parse_witness_key(text: &str) -> Result<WitnessKey, String> {
    WitnessKey::parse(text).map_err(|error| error.to_string())
}
