//! The job that gives each checkpoint to others: to a witness, which signs it too, and to a folder elsewhere.
//!
//! Sealing does not wait for it. What contradicts a log is an error in the log stream, again every hour.

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context as _, Result, bail};
use domain::ledger::{Checkpoint, LogOrigin, SignedCheckpoint, WitnessKey, verify_consistency};
use store::{LogHead, Store};
use tokio::{
    sync::watch,
    time::{self, Instant, MissedTickBehavior},
};

use crate::{
    files::{WholeFile, create_private_folder},
    ledger::{
        args::WitnessArgs,
        witness_client::{Reply, WitnessClient},
    },
};

/// How often the job looks for new checkpoints.
const LOOK: Duration = Duration::from_secs(1);
/// A witness is asked at most this often, once for all events sealed meanwhile.
const REST: Duration = Duration::from_secs(10);
/// A lasting failure is logged again after this many attempts.
const REMIND: u32 = 360;
/// In the data folder: checkpoints with the signature of the witness.
const FOLDER: &str = "witnessed";
/// A witness may learn of a new size between a reply and the next request, from another server of the same log.
const ATTEMPTS: usize = 4;

/// The job. It does nothing where nobody else keeps checkpoints.
pub(crate) struct WitnessJob {
    witness: Option<(WitnessClient, WitnessKey)>,
    cosigned: PathBuf,
    copies: Option<PathBuf>,
    /// The size that the witness last cosigned.
    known: BTreeMap<LogOrigin, u64>,
    /// When the witness was last asked.
    asked: BTreeMap<LogOrigin, Instant>,
    /// The size of the last copy.
    copied: BTreeMap<LogOrigin, u64>,
    failures: u32,
}

/// What was done at a look.
enum Turn {
    Nothing,
    Done,
}

impl WitnessJob {
    /// The job of a server with this data folder.
    ///
    /// # Errors
    /// When the address of the witness is none.
    pub(crate) fn new(args: &WitnessArgs, data_dir: &Path) -> Result<Self> {
        let witness = match (&args.ledger_witness, &args.ledger_witness_key) {
            (Some(address), Some(key)) => Some((WitnessClient::at(address)?, key.clone())),
            _ => None,
        };
        let (cosigned, copies) = (data_dir.join(FOLDER), args.ledger_copies.clone());
        Ok(Self {
            witness,
            cosigned,
            copies,
            known: BTreeMap::new(),
            asked: BTreeMap::new(),
            copied: BTreeMap::new(),
            failures: 0,
        })
    }

    /// Gives checkpoints away at each interval, until the stop signal.
    pub(crate) async fn run(mut self, store: &Store, mut stopped: watch::Receiver<()>) {
        if self.witness.is_none() && self.copies.is_none() {
            return;
        }
        let mut ticks = time::interval(LOOK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let turn = async {
                ticks.tick().await;
                self.take_turn(store).await
            };
            let done = tokio::select! {
                done = turn => done,
                _ = stopped.changed() => return,
            };
            match done {
                Ok(Turn::Nothing) => {}
                Ok(Turn::Done) => self.failures = 0,
                Err(error) => {
                    if self.failures.is_multiple_of(REMIND) {
                        tracing::error!(error = format!("{error:#}"), "nobody else keeps the newest checkpoint of the log");
                    }
                    self.failures = self.failures.wrapping_add(1);
                }
            }
        }
    }

    async fn take_turn(&mut self, store: &Store) -> Result<Turn> {
        let (mut turn, mut failed) = (Turn::Nothing, None);
        for stored in store.list_log_heads().await? {
            // What may be served: it is in the file beside the key.
            let Some(head) = store.find_log(stored.checkpoint.origin).await? else { continue };
            if head.deleted_at.is_some() {
                continue;
            }
            for done in [self.copy(store, &head).await, self.witness(store, &head).await] {
                match done {
                    Ok(Turn::Nothing) => {}
                    Ok(Turn::Done) => turn = Turn::Done,
                    // One that fails keeps no other from being told.
                    Err(error) => failed = failed.or(Some(error)),
                }
            }
        }
        failed.map_or(Ok(turn), Err)
    }

    async fn witness(&mut self, store: &Store, head: &LogHead) -> Result<Turn> {
        let Some((client, key)) = &self.witness else { return Ok(Turn::Nothing) };
        let Checkpoint { origin, size, .. } = head.checkpoint;
        let mut old = self.known.get(&origin).copied().unwrap_or(0);
        if old == size || self.asked.get(&origin).is_some_and(|asked| asked.elapsed() < REST) {
            return Ok(Turn::Nothing);
        }
        self.asked.insert(origin, Instant::now());
        for _ in 0..ATTEMPTS {
            match client.add_checkpoint(request(store, head, old).await?).await? {
                Reply::Cosigned(lines) => {
                    let signed = SignedCheckpoint::parse(&head.note)?;
                    let (line, _) = key.find_cosignature(&signed, &lines).context("the signature of the witness")?;
                    write(&self.cosigned, origin, &format!("{}{line}\n", head.note))?;
                    self.known.insert(origin, size);
                    return Ok(Turn::Done);
                }
                Reply::Knows(known) if known > size => {
                    bail!("{origin} has {size} events, and the witness has signed a checkpoint of {known}: its end was cut off")
                }
                Reply::Knows(known) if known != old => old = known,
                Reply::Knows(known) => bail!("{origin}: the witness contradicts itself about the size {known}"),
                Reply::Contradicts => {
                    bail!("{origin} does not continue what the witness has signed of it: the log was rewritten")
                }
            }
        }
        bail!("{origin}: the witness was asked {ATTEMPTS} times, and others were faster")
    }

    async fn copy(&mut self, store: &Store, head: &LogHead) -> Result<Turn> {
        let Some(folder) = &self.copies else { return Ok(Turn::Nothing) };
        let Checkpoint { origin, size, root } = head.checkpoint;
        if self.copied.get(&origin) == Some(&size) {
            return Ok(Turn::Nothing);
        }
        let place = folder.join(name_of(origin));
        if place.exists() {
            let text = fs::read_to_string(&place).with_context(|| format!("{} cannot be read", place.display()))?;
            let kept = SignedCheckpoint::parse(&text).with_context(|| format!("{} (--ledger-copies)", place.display()))?;
            let kept = kept.checkpoint();
            if kept.size > size {
                bail!("{origin} has {size} events, and {} says {}: its end was cut off", place.display(), kept.size);
            }
            let proof = store.prove_consistency(head, kept.size, size).await?;
            if verify_consistency((kept.size, kept.root), (size, root), &proof).is_err() {
                bail!("{origin} does not continue what {} says: the log was rewritten", place.display());
            }
        }
        write(folder, origin, &head.note)?;
        self.copied.insert(origin, size);
        Ok(Turn::Done)
    }
}

/// The body of `add-checkpoint`.
async fn request(store: &Store, head: &LogHead, old: u64) -> Result<String> {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let mut body = format!("old {old}\n");
    for hash in store.prove_consistency(head, old, head.checkpoint.size).await? {
        body.push_str(&STANDARD.encode(hash.0));
        body.push('\n');
    }
    body.push('\n');
    body.push_str(&head.note);
    Ok(body)
}

fn write(folder: &Path, log: LogOrigin, text: &str) -> Result<()> {
    create_private_folder(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
    let mut file = WholeFile::create(&folder.join(name_of(log)))?;
    file.write_all(text.as_bytes())?;
    Ok(file.finish()?)
}

fn name_of(log: LogOrigin) -> String {
    format!("{}-{}.txt", log.organisation, log.year)
}
