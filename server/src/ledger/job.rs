//! The job that seals the log: once a second what waits, and a last time when the server stops. It must not know how a log
//! is made.

use std::time::Duration;

use anyhow::Result;
use domain::ledger::LogKey;
use store::{Sealing, Store, StoreError};
use tokio::{
    sync::watch,
    time::{self, MissedTickBehavior},
};

use crate::ledger::key_file::KeyFile;

/// An event waits half of this on average, and what is sealed at once shares a signature and a commit.
const INTERVAL: Duration = Duration::from_secs(1);
const _: () =
    assert!(INTERVAL.as_millis() <= 1000, "an event is sealed within two seconds, of which the sealing itself may take one");
/// A failure that lasts is logged again after so many attempts.
const REMIND: u32 = 60;
/// How long the last sealing may take when the server stops. What is left waits for the next start.
const STOP_TIME: Duration = Duration::from_secs(10);

/// Whoever seals, with the key.
pub struct Sealer {
    store: Store,
    file: KeyFile,
    key: LogKey,
    failures: u32,
}

/// Why nothing was sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The database did not do it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another key has been registered, and the key file does not hold it.
    #[error("{0:#}")]
    Key(anyhow::Error),
    /// The end of a log was altered.
    #[error("{0} is not as it was signed: {1}. Nothing is sealed in it; see `klankbord ledger verify`")]
    Altered(domain::ledger::LogOrigin, &'static str),
}

impl Sealer {
    /// Takes the key from its file; makes it where there is none yet.
    ///
    /// # Errors
    /// As [`KeyFile::open`].
    pub async fn open(store: Store, file: KeyFile) -> Result<Self> {
        let key = file.open(&store).await?;
        Ok(Self { store, file, key, failures: 0 })
    }

    /// Seals what waits, again and again, until told to stop.
    pub async fn run(&mut self, mut stopped: watch::Receiver<()>) {
        let mut ticks = time::interval(INTERVAL);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            // Dropped halfway, a batch is not sealed at all, so that a long backlog does not keep the server from stopping.
            let tick_and_seal = async {
                ticks.tick().await;
                self.seal_or_log().await;
            };
            tokio::select! {
                () = tick_and_seal => {}
                _ = stopped.changed() => return,
            }
        }
    }

    /// Seals what the last requests left.
    pub async fn finish(&mut self) {
        if time::timeout(STOP_TIME, self.seal_or_log()).await.is_err() {
            tracing::warn!("not every event could be sealed in time; the rest is sealed at the next start");
        }
    }

    /// Seals all that waits; returns how many events that were.
    ///
    /// # Errors
    /// Why it stopped. What was sealed before stays sealed.
    pub async fn seal(&mut self) -> Result<u64, SealError> {
        let mut sealed = 0;
        loop {
            match self.store.seal(&self.key).await? {
                Sealing::Done { events, more } => {
                    sealed += events as u64;
                    if !more {
                        return Ok(sealed);
                    }
                }
                // The key may have been replaced while this server ran.
                Sealing::OtherKey => self.key = self.file.open(&self.store).await.map_err(SealError::Key)?,
                Sealing::Altered { log, reason } => return Err(SealError::Altered(log, reason)),
            }
        }
    }

    async fn seal_or_log(&mut self) {
        match self.seal().await {
            Ok(_) => {
                if self.failures > 0 {
                    tracing::info!("events are sealed again");
                }
                self.failures = 0;
            }
            Err(error) => {
                if self.failures.is_multiple_of(REMIND) {
                    tracing::error!(%error, "events are recorded but not sealed");
                }
                self.failures = self.failures.wrapping_add(1);
            }
        }
    }
}
