//! Configuration: flags and their environment names, read and checked at the start. It must not know their use.
//!
//! The doc comments of the fields are the help text.

use std::{
    io::{self, IsTerminal as _},
    path::PathBuf,
};

use anyhow::{Context as _, Result};
use clap::{Args, ValueEnum};
use domain::account::audit::{Audit, AuditAction, RETENTION_MONTHS};
use store::Store;

use crate::{
    cli::acts::note_act,
    clock,
    files::{create_private_folder, mode_for_others},
};

/// Where the data are: on every command.
#[derive(Args, Clone, Debug)]
pub struct DatabaseArgs {
    /// The database: sqlite://FILE (made when missing) or postgres://USER@HOST/NAME [default: sqlite://DATA_DIR/klankbord.db]
    #[arg(long, env = "KLANKBORD_DATABASE_URL", value_name = "URL", global = true, hide_env_values = true)]
    pub database_url: Option<String>,

    /// The folder of everything that is kept in files; made when missing
    #[arg(long, env = "KLANKBORD_DATA_DIR", value_name = "DIR", default_value = "./data", global = true)]
    pub data_dir: PathBuf,
}

impl DatabaseArgs {
    /// The address of the database. The data folder is created if the database is in it.
    ///
    /// # Errors
    /// When the folder cannot be created.
    pub fn url(&self) -> Result<String> {
        if let Some(url) = &self.database_url {
            return Ok(url.clone());
        }
        create_private_folder(&self.data_dir)
            .with_context(|| format!("the data folder {} cannot be made (--data-dir)", self.data_dir.display()))?;
        Ok(format!("sqlite://{}", self.data_dir.join("klankbord.db").display()))
    }

    /// Opens the database and migrates it.
    ///
    /// # Errors
    /// When it cannot be opened, with a hint for the operator.
    pub async fn open(&self) -> Result<Store> {
        clock::check()?;
        let url = self.url()?;
        let store = Store::open(&url).await.context("the database cannot be opened (--database-url)")?;
        if let Some(newest) = store.upgraded().last() {
            let audit =
                Audit::new("klankbord", AuditAction::DatabaseUpgraded, format!("Klankbord {}", env!("CARGO_PKG_VERSION")));
            note_act(&store, audit.with(newest)).await;
        }
        Ok(store)
    }

    /// The file of the database. `None` on PostgreSQL.
    pub(crate) fn sqlite_file(&self) -> Option<PathBuf> {
        let url =
            self.database_url.clone().unwrap_or_else(|| format!("sqlite://{}", self.data_dir.join("klankbord.db").display()));
        let address = url.strip_prefix("sqlite:")?;
        let address = address.strip_prefix("//").unwrap_or(address);
        let file = address.split('?').next().filter(|file| !file.is_empty() && !file.contains(":memory:"))?;
        Some(PathBuf::from(percent_encoding::percent_decode_str(file).decode_utf8().ok()?.into_owned()))
    }

    /// The data folder, the database and its journals where other users of the machine can read them, with their modes.
    pub(crate) fn open_to_others(&self) -> Vec<(PathBuf, u32)> {
        let mut places = vec![self.data_dir.clone()];
        if let Some(file) = self.sqlite_file() {
            for end in ["", "-wal", "-shm"] {
                let mut name = file.clone().into_os_string();
                name.push(end);
                places.push(name.into());
            }
        }
        places.into_iter().filter_map(|place| mode_for_others(&place).map(|mode| (place, mode))).collect()
    }
}

/// How long the audit log is kept.
#[derive(Args, Clone, Copy, Debug)]
pub struct AuditArgs {
    /// How many months the audit log is kept: who signed in, and did what
    #[arg(long, env = "KLANKBORD_AUDIT_MONTHS", value_name = "MONTHS", default_value_t = RETENTION_MONTHS, value_parser = clap::value_parser!(u32).range(1..=120))]
    pub audit_months: u32,
}

/// What is logged, and how: on every command.
#[derive(Args, Clone, Debug)]
pub struct LogArgs {
    /// How log lines look
    #[arg(long, env = "KLANKBORD_LOG_FORMAT", value_enum, default_value_t, global = true)]
    pub log_format: LogFormat,

    /// What is logged: error, warn, info, debug or trace, also per part; "info,server=debug" adds a line per request
    #[arg(
        long,
        env = "KLANKBORD_LOG",
        value_name = "FILTER",
        default_value = "info,sqlx=warn,sea_orm_migration=warn",
        global = true
    )]
    pub log: String,
}

impl LogArgs {
    /// Starts logging, to standard error.
    ///
    /// # Errors
    /// When the filter is malformed.
    pub fn start(&self) -> Result<()> {
        let filter = tracing_subscriber::EnvFilter::try_new(&self.log)
            .with_context(|| format!("`{}` is not a log filter (--log)", self.log))?;
        let lines =
            tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).with_ansi(io::stderr().is_terminal());
        match self.log_format {
            LogFormat::Text => lines.try_init(),
            LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).with_span_list(false).try_init(),
        }
        .map_err(|error| anyhow::anyhow!("logging cannot be started: {error}"))
    }
}

/// How log lines look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people
    #[default]
    Text,
    /// One JSON object per line
    Json,
}

/// The default key of the website whose notice governs our own pages.
pub const OWN_SITE: &str = "klankbord";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_lies_in_a_private_data_folder() {
        let home = tempfile::tempdir().unwrap();
        let args = DatabaseArgs { database_url: None, data_dir: home.path().join("a/b") };
        assert_eq!(args.url().unwrap(), format!("sqlite://{}", home.path().join("a/b/klankbord.db").display()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(std::fs::metadata(home.path().join("a/b")).unwrap().permissions().mode() & 0o777, 0o700);
        }
    }
}
