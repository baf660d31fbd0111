//! The job that seals the log: waiting events once a second, and a last time when the server stops. It must not know
//! how a log is built.

use std::time::Duration;

use anyhow::Result;
use domain::ledger::{LogKey, VerifierKey};
use store::{Sealing, Store, StoreError};
use tokio::{
    sync::watch,
    time::{self, MissedTickBehavior},
};

use crate::ledger::key_file::KeyFile;

/// The interval of sealing. An event waits half of it on average, and events sealed together share a signature and a
/// commit.
const INTERVAL: Duration = Duration::from_secs(1);
const _: () =
    assert!(INTERVAL.as_millis() <= 1000, "an event is sealed within two seconds, of which the sealing itself may take one");
/// A lasting failure is logged again after this many attempts.
const REMIND: u32 = 60;
/// The longest time for the last sealing when the server stops. Events not sealed by then wait for the next start.
const STOP_TIME: Duration = Duration::from_secs(10);

/// The job, with the key.
pub struct Sealer {
    store: Store,
    file: KeyFile,
    key: LogKey,
    failures: u32,
}

/// Why sealing failed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Another key is registered, and the key file does not hold it.
    #[error("{0:#}")]
    Key(anyhow::Error),
    /// The end of a log was altered.
    #[error("{0} is not as it was signed: {1}. Nothing is sealed in it; see `klankbord ledger verify`")]
    Altered(domain::ledger::LogOrigin, &'static str),
}

impl Sealer {
    /// Reads the key from its file. Creates the file if no key exists yet.
    ///
    /// # Errors
    /// As [`KeyFile::open`].
    pub async fn open(store: Store, file: KeyFile) -> Result<Self> {
        let key = file.open(&store).await?;
        Ok(Self { store, file, key, failures: 0 })
    }

    /// The public half of its key.
    pub fn verifier(&self) -> VerifierKey {
        self.key.verifier()
    }

    /// Seals waiting events at each interval, until the stop signal.
    pub async fn run(&mut self, mut stopped: watch::Receiver<()>) {
        let mut ticks = time::interval(INTERVAL);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            // A batch dropped midway is not sealed at all, so that a long backlog does not delay the stop of the
            // server.
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

    /// Seals the events of the last requests.
    pub async fn finish(&mut self) {
        if time::timeout(STOP_TIME, self.seal_or_log()).await.is_err() {
            tracing::warn!("not every event could be sealed in time; the rest is sealed at the next start");
        }
    }

    /// Seals all waiting events, and returns their number.
    ///
    /// # Errors
    /// Why it stopped. Events sealed before stay sealed.
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
