//! Replaces the file with the last checkpoints by those of the database, and logs that. For an older database only.

use std::path::PathBuf;

use anyhow::{Result, bail};
use domain::{
    account::audit::{Audit, AuditAction},
    ledger::{Checkpoint, LastCheckpoints, LogKey, VerifierKey},
};
use store::{LogHead, Store};

use crate::{clock, ledger::last_file::LastFile};

/// What was accepted.
pub(crate) struct Accepted {
    /// The size of each log, with that in the file before.
    pub(crate) logs: Vec<(Checkpoint, Option<Checkpoint>)>,
    /// Logs in the file that the database does not have.
    pub(crate) gone: Vec<Checkpoint>,
    /// Where the file is that was replaced.
    pub(crate) aside: Option<PathBuf>,
}

impl Accepted {
    /// In one line, for the audit log: sizes and origins, nothing of a person.
    pub(crate) fn summary(&self) -> String {
        let of = |checkpoint: &Checkpoint| format!("{} {} {}", checkpoint.origin, checkpoint.size, checkpoint.root);
        let kept = |earlier: &Option<Checkpoint>| earlier.as_ref().map_or_else(|| "none".to_owned(), of);
        let logs = self.logs.iter().map(|(now, earlier)| format!("{}, before: {}", of(now), kept(earlier)));
        logs.chain(self.gone.iter().map(|gone| format!("none, before: {}", of(gone)))).collect::<Vec<_>>().join("; ")
    }
}

/// Accepts what the database says. `trusted` are the keys that may have signed the file. `None` if every log continues
/// what the file says, so that there is nothing to accept.
///
/// # Errors
/// When a log is not signed with the key, or the file cannot be replaced.
pub(crate) async fn accept(
    store: &Store,
    file: &LastFile,
    key: &LogKey,
    trusted: &[VerifierKey],
    actor: &str,
) -> Result<Option<Accepted>> {
    let heads = store.list_log_heads().await?;
    for head in &heads {
        if let Err(error) = head.verify(&[key.verifier()]) {
            bail!(
                "{}: its newest checkpoint is not as the key signed it: {error}; see `klankbord ledger verify`",
                head.checkpoint.origin
            );
        }
    }
    let known = file.read(trusted);
    if let Ok(Some(kept)) = &known
        && store.find_discontinuity(&heads, &kept.checkpoints, &key.verifier()).await?.is_none()
    {
        return Ok(None);
    }
    let was_kept = file.exists() || file.is_due();
    let earlier = known.ok().flatten().map(|kept| kept.checkpoints).unwrap_or_default();
    let aside = file.replace(&checkpoints_of(&heads)?, key, clock::now())?;
    let now = |log| heads.iter().any(|head: &LogHead| head.checkpoint.origin == log);
    let accepted = Accepted {
        logs: heads.iter().map(|head| (head.checkpoint.clone(), earlier.get(head.checkpoint.origin).cloned())).collect(),
        gone: earlier.iter().filter(|kept| !now(kept.origin)).cloned().collect(),
        aside,
    };
    if !was_kept {
        return Ok(Some(accepted));
    }
    if let Some(organisation) = store.find_organisation().await? {
        let audit = Audit::new(actor, AuditAction::LogOlderAccepted, file.to_string()).with(accepted.summary());
        store.note_audit(organisation.id, &audit).await?;
    }
    tracing::warn!(logs = accepted.summary(), "the last checkpoints of the logs were replaced by those of the database");
    Ok(Some(accepted))
}

fn checkpoints_of(heads: &[LogHead]) -> Result<LastCheckpoints> {
    let mut checkpoints = LastCheckpoints::default();
    for head in heads {
        checkpoints.set(&head.note)?;
    }
    Ok(checkpoints)
}
