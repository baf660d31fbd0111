//! The job that seals the log: waiting events once a second, and a last time when the server stops. It must not know
//! how a log is built.

use std::{path::Path, time::Duration};

use anyhow::Result;
use domain::{
    calendar::Millis,
    ledger::{LastCheckpoints, LogKey, LogOrigin, VerifierKey},
};
use store::{LogFault, LogHead, Sealing, Store, StoreError};
use tokio::{
    sync::watch,
    time::{self, MissedTickBehavior},
};

use crate::ledger::{
    discontinued::discontinued,
    key_file::{KeyFile, registered_key},
    last_file::LastFile,
};

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
    last_file: LastFile,
    /// What the file says. `None` until it was read, and after a fault, so that it is read again.
    last: Option<LastCheckpoints>,
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
    Altered(LogOrigin, &'static str),
    /// The file with the last checkpoints is gone, altered or cannot be written.
    #[error("{0:#}")]
    LastFile(anyhow::Error),
    /// A log does not continue its last checkpoint.
    #[error("{}", discontinued(.0, .1, .2))]
    Discontinued(LogOrigin, LogFault, String),
}

impl Sealer {
    /// Reads the key from its file. Creates the file if no key exists yet.
    ///
    /// # Errors
    /// As [`KeyFile::open`].
    pub async fn open(store: Store, file: KeyFile, data_dir: &Path) -> Result<Self> {
        let key = file.open(&store).await?;
        let last_file = LastFile::of(&file, data_dir);
        Ok(Self { store, file, key, last_file, last: None, failures: 0 })
    }

    /// Has the file with the last checkpoints signed by a new key. `kept` is what it said under the old one.
    ///
    /// # Errors
    /// When it cannot be written. The next start does it then.
    pub(crate) async fn sign_again(store: Store, file: KeyFile, data_dir: &Path, kept: LastCheckpoints) -> Result<()> {
        let key = file.read()?;
        let last_file = LastFile::of(&file, data_dir);
        let mut sealer = Self { store, file, key, last_file, last: Some(kept), failures: 0 };
        Ok(sealer.keep().await?)
    }

    /// The public half of its key.
    pub fn verifier(&self) -> VerifierKey {
        self.key.verifier()
    }

    /// Before the first request: the file with the last checkpoints is signed by the key of now, and made where it was
    /// never made. What is wrong is logged, and the server records without sealing.
    pub async fn begin(&mut self) {
        if let Err(error) = self.keep().await {
            tracing::error!(%error, "events are recorded but not sealed");
            self.failures = 1;
            self.serve_what_is_kept();
        }
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
        let sealed = self.seal_all().await;
        if sealed.is_err() {
            // Somebody may put the file right meanwhile.
            self.last = None;
        }
        sealed
    }

    async fn seal_all(&mut self) -> Result<u64, SealError> {
        let mut sealed = 0;
        loop {
            let last = self.last().await?;
            match self.store.seal(&self.key, &last).await? {
                Sealing::Done { events, more } => {
                    sealed += events as u64;
                    // After the commit, and before anything of it is served. Also what other servers sealed.
                    self.keep().await?;
                    if !more {
                        return Ok(sealed);
                    }
                }
                // The key may have been replaced while this server ran.
                Sealing::OtherKey => self.open_key().await?,
                Sealing::Altered { log, reason } => return Err(SealError::Altered(log, reason)),
                Sealing::Discontinued { log, fault } => {
                    return Err(SealError::Discontinued(log, fault, self.last_file.to_string()));
                }
            }
        }
    }

    /// Writes the newest checkpoints of the database to the file, if each log continues its last one, and serves them.
    async fn keep(&mut self) -> Result<(), SealError> {
        let last = self.last().await?;
        let heads = self.store.list_log_heads().await?;
        let is_kept = |head: &LogHead| last.note(head.checkpoint.origin) == Some(head.note.as_str());
        if last.len() == heads.len() && heads.iter().all(is_kept) {
            self.store.serve_up_to(heads);
            return Ok(());
        }
        if registered_key(&self.store).await.map_err(SealError::Key)?.is_none_or(|key| key != self.key.verifier()) {
            self.open_key().await?;
        }
        let found = self.store.find_discontinuity(&heads, &last, &self.key.verifier()).await?;
        if let Some((log, fault)) = found {
            return Err(SealError::Discontinued(log, fault, self.last_file.to_string()));
        }
        self.last = Some(write(&self.last_file, &heads, &self.key).map_err(SealError::LastFile)?);
        self.store.serve_up_to(heads);
        Ok(())
    }

    /// The last checkpoints. If the file cannot be read, another key may have signed it that is the registered one now.
    async fn last(&mut self) -> Result<LastCheckpoints, SealError> {
        let failed = match self.read_last() {
            Err(failed @ SealError::LastFile(_)) => failed,
            read => return read,
        };
        let registered = registered_key(&self.store).await.map_err(SealError::Key)?;
        if registered.is_none_or(|key| key == self.key.verifier()) {
            return Err(failed);
        }
        self.key = self.file.open(&self.store).await.map_err(SealError::Key)?;
        self.read_last()
    }

    /// The last checkpoints, from the file the first time.
    fn read_last(&mut self) -> Result<LastCheckpoints, SealError> {
        if let Some(last) = &self.last {
            return Ok(last.clone());
        }
        let last = match self.last_file.read(&[self.key.verifier()]).map_err(SealError::LastFile)? {
            Some(kept) if kept.is_of_earlier_key => {
                self.last_file.write(&kept.checkpoints, &self.key).map_err(SealError::LastFile)?
            }
            Some(kept) => kept.checkpoints,
            None => LastCheckpoints::default(),
        };
        self.last = Some(last.clone());
        Ok(last)
    }

    /// Reads the key again. The checkpoints are read while the key that this server used is known.
    async fn open_key(&mut self) -> Result<(), SealError> {
        let last = self.read_last()?;
        self.key = self.file.open(&self.store).await.map_err(SealError::Key)?;
        if self.last_file.exists() {
            self.last = Some(self.last_file.write(&last, &self.key).map_err(SealError::LastFile)?);
        }
        Ok(())
    }

    /// Serves nothing that is not in the file.
    fn serve_what_is_kept(&mut self) {
        let Ok(last) = self.read_last() else { return self.store.serve_up_to(Vec::new()) };
        let heads = last.iter().map(|checkpoint| LogHead {
            checkpoint: checkpoint.clone(),
            note: last.note(checkpoint.origin).unwrap_or_default().to_owned(),
            sealed_at: Millis(0),
            deleted_at: None,
        });
        self.store.serve_up_to(heads.collect());
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

/// Writes the newest checkpoints of a database to the file. Returns what is in it then.
fn write(file: &LastFile, heads: &[LogHead], key: &LogKey) -> Result<LastCheckpoints> {
    let mut checkpoints = LastCheckpoints::default();
    for head in heads {
        checkpoints.set(&head.note)?;
    }
    file.write(&checkpoints, key)
}
