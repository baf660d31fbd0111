//! Checkpoints: the state of a log at one moment (C2SP tlog-checkpoint), signed as a note (C2SP signed-note).

use signed_note::{Note, NoteError, VerifierList};

use super::{LedgerError, LogKey, LogOrigin, VerifierKey};
use crate::hash::Sha256Hash;

/// The size and root of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The origin of the log.
    pub origin: LogOrigin,
    /// The number of its leaves.
    pub size: u64,
    /// The root of its tree.
    pub root: Sha256Hash,
}

impl Checkpoint {
    /// Signs the checkpoint in the name of its log.
    ///
    /// # Panics
    /// Never: an origin is a valid key name, and a checkpoint is a valid text.
    pub fn sign(&self, key: &LogKey) -> SignedCheckpoint {
        let mut note = Note::new(self.body().as_bytes(), &[]).expect("a checkpoint is a sound text");
        note.add_sigs(&[&key.signer(&self.origin)]).expect("an origin is a sound name of a key");
        SignedCheckpoint { checkpoint: self.clone(), note }
    }

    fn body(&self) -> String {
        let root = tlog_tiles::Hash(self.root.0);
        format!("{}\n{}\n{root}\n", self.origin, self.size)
    }
}

/// A checkpoint with signatures that are not verified yet: see [`SignedCheckpoint::verify`].
#[derive(Debug, PartialEq)]
pub struct SignedCheckpoint {
    checkpoint: Checkpoint,
    note: Note,
}

impl SignedCheckpoint {
    /// Parses a signed note that holds a checkpoint. Extension lines are allowed. They are signed, but not interpreted.
    ///
    /// # Errors
    /// [`LedgerError::Malformed`], also for the log of another product.
    pub fn parse(text: &str) -> Result<Self, LedgerError> {
        let malformed = LedgerError::Malformed { expected: "a signed checkpoint" };
        let note = Note::from_bytes(text.as_bytes()).map_err(|_| malformed.clone())?;
        let read = tlog_tiles::Checkpoint::from_bytes(note.text()).map_err(|_| malformed.clone())?;
        // Only one text is accepted for one meaning: other forms of base64 or numbers are rejected.
        if read.to_bytes() != note.text() {
            return Err(malformed);
        }
        let origin = LogOrigin::parse(read.origin())
            .ok_or(LedgerError::Malformed { expected: "an origin such as klankbord/ORGANISATION/YEAR" })?;
        let checkpoint = Checkpoint { origin, size: read.size(), root: Sha256Hash(read.hash().0) };
        Ok(Self { checkpoint, note })
    }

    /// The content of the checkpoint, even if no signature is verified.
    pub const fn checkpoint(&self) -> &Checkpoint {
        &self.checkpoint
    }

    /// The signed text: origin, size and root.
    pub(super) fn text(&self) -> &[u8] {
        self.note.text()
    }

    /// Checks that a trusted key signed it in the name of its log. Signatures by unknown keys, such as those of
    /// witnesses, are ignored.
    ///
    /// # Errors
    /// [`LedgerError::UnknownKey`] if no signature names a trusted key, [`LedgerError::WrongSignature`] if one that
    /// does is not valid.
    pub fn verify(&self, trusted: &[VerifierKey]) -> Result<&Checkpoint, LedgerError> {
        let mut keys: Vec<VerifierKey> = trusted.iter().filter_map(|key| key.for_log(&self.checkpoint.origin)).collect();
        // The same key may be trusted under several names.
        keys.sort_by_key(ToString::to_string);
        keys.dedup();
        let known = VerifierList::new(keys.into_iter().map(|key| Box::new(key) as Box<dyn signed_note::Verifier>).collect());
        match self.note.verify(&known) {
            Ok(_) => Ok(&self.checkpoint),
            Err(NoteError::UnverifiedNote) => Err(LedgerError::UnknownKey),
            Err(_) => Err(LedgerError::WrongSignature),
        }
    }
}

impl std::fmt::Display for SignedCheckpoint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.note.to_bytes()))
    }
}
