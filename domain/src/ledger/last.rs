//! The last checkpoint of each log, as one text that is signed as a whole. It must not know where the text is kept.

use std::collections::BTreeMap;

use signed_note::{Note, NoteError, VerifierList};

use super::{Checkpoint, LedgerError, LogKey, LogOrigin, SignedCheckpoint, VerifierKey};

/// The first line. It is no origin of a log, so the signature under it is never one of a checkpoint.
const HEADING: &str = "klankbord last checkpoints";

/// The last checkpoint of each log. A log that does not continue it was shortened or written anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastCheckpoints(BTreeMap<LogOrigin, (Checkpoint, String)>);

impl LastCheckpoints {
    /// The checkpoint of a log.
    pub fn get(&self, log: LogOrigin) -> Option<&Checkpoint> {
        self.0.get(&log).map(|(checkpoint, _)| checkpoint)
    }

    /// The signed note of the checkpoint of a log.
    pub fn note(&self, log: LogOrigin) -> Option<&str> {
        self.0.get(&log).map(|(_, note)| note.as_str())
    }

    /// Every checkpoint, by organisation and year.
    pub fn iter(&self) -> impl Iterator<Item = &Checkpoint> {
        self.0.values().map(|(checkpoint, _)| checkpoint)
    }

    /// The number of logs.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is no log.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets the last checkpoint of a log, with the note that holds it.
    ///
    /// # Errors
    /// [`LedgerError::Malformed`] if the note is no checkpoint.
    pub fn set(&mut self, note: &str) -> Result<(), LedgerError> {
        let checkpoint = SignedCheckpoint::parse(note)?.checkpoint().clone();
        self.0.insert(checkpoint.origin, (checkpoint, note.to_owned()));
        Ok(())
    }

    /// For each log the longer checkpoint of the two: another server may have kept it meanwhile.
    #[must_use]
    pub fn or_longer(mut self, other: Self) -> Self {
        for (log, (checkpoint, note)) in other.0 {
            if self.get(log).is_none_or(|own| own.size < checkpoint.size) {
                self.0.insert(log, (checkpoint, note));
            }
        }
        self
    }

    /// The text, signed by the key in its own name.
    ///
    /// # Panics
    /// Never: checkpoints are valid texts, and a key has a valid name.
    pub fn sign(&self, key: &LogKey) -> String {
        let mut text = format!("{HEADING}\n");
        for (_, note) in self.0.values() {
            text.push('\n');
            text.push_str(note);
        }
        let mut note = Note::new(text.as_bytes(), &[]).expect("checkpoints are sound texts");
        note.add_sigs(&[&key.own_signer()]).expect("a key has a sound name");
        String::from_utf8_lossy(&note.to_bytes()).into_owned()
    }

    /// Reads a text that one of these keys signed.
    ///
    /// # Errors
    /// [`LedgerError::UnknownKey`] if another key signed it, [`LedgerError::WrongSignature`] if it was changed after
    /// that, [`LedgerError::Malformed`] if it is no such text.
    pub fn parse(text: &str, trusted: &[VerifierKey]) -> Result<Self, LedgerError> {
        let malformed = || LedgerError::Malformed { expected: "the last checkpoints of logs" };
        let note = Note::from_bytes(text.as_bytes()).map_err(|_| malformed())?;
        let mut keys = trusted.to_vec();
        keys.sort_by_key(ToString::to_string);
        keys.dedup();
        let known = VerifierList::new(keys.into_iter().map(|key| Box::new(key) as Box<dyn signed_note::Verifier>).collect());
        note.verify(&known).map_err(|error| match error {
            NoteError::UnverifiedNote => LedgerError::UnknownKey,
            _ => LedgerError::WrongSignature,
        })?;
        let signed = std::str::from_utf8(note.text()).map_err(|_| malformed())?;
        let parts: Vec<&str> = signed.trim_end_matches('\n').split("\n\n").collect();
        let (heading, notes) = parts.split_first().ok_or_else(malformed)?;
        if *heading != HEADING || notes.len() % 2 != 0 {
            return Err(malformed());
        }
        let mut last = Self::default();
        for note in notes.chunks(2) {
            last.set(&format!("{}\n\n{}\n", note[0], note[1]))?;
        }
        Ok(last)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{hash::Sha256Hash, id::OrganisationId};

    fn note(year: i16, size: u64, key: &LogKey) -> String {
        let origin = LogOrigin { organisation: OrganisationId(Uuid::from_u128(10)), year };
        Checkpoint { origin, size, root: Sha256Hash::of(&size.to_be_bytes()) }.sign(key).to_string()
    }

    fn last(key: &LogKey) -> LastCheckpoints {
        let mut last = LastCheckpoints::default();
        last.set(&note(2026, 300, key)).unwrap();
        last.set(&note(2027, 4, key)).unwrap();
        last
    }

    #[test]
    fn what_was_signed_reads_back_with_the_notes_byte_for_byte() {
        let key = LogKey::from_seed(&[7; 32]);
        for last in [LastCheckpoints::default(), last(&key)] {
            let text = last.sign(&key);
            assert_eq!(LastCheckpoints::parse(&text, &[key.verifier()]), Ok(last), "{text}");
        }
        let read = last(&key);
        let origin = read.iter().next().unwrap().origin;
        assert_eq!((read.len(), read.get(origin).unwrap().size), (2, 300));
        assert_eq!(read.note(origin).unwrap(), note(2026, 300, &key));
        // The checkpoints in it may be of a key that was replaced: the text as a whole is what is trusted.
        let new = LogKey::from_seed(&[8; 32]);
        assert_eq!(LastCheckpoints::parse(&read.sign(&new), &[key.verifier(), new.verifier()]), Ok(read));
    }

    #[test]
    fn nothing_can_be_left_out_or_put_in_without_the_key() {
        let (key, other) = (LogKey::from_seed(&[7; 32]), LogKey::from_seed(&[8; 32]));
        let read = |text: &str| LastCheckpoints::parse(text, &[key.verifier()]);
        let text = last(&key).sign(&key);
        let without = text.replace(&format!("\n{}", note(2027, 4, &key)), "");
        assert_ne!(text, without);
        assert_eq!(read(&without), Err(LedgerError::WrongSignature));
        assert_eq!(read(&text.replace("\n300\n", "\n299\n")), Err(LedgerError::WrongSignature));
        assert_eq!(read(&last(&other).sign(&other)), Err(LedgerError::UnknownKey));
        // A checkpoint is signed in the name of its log, which is not the name of the key.
        assert_eq!(read(&note(2026, 300, &key)), Err(LedgerError::UnknownKey));
        assert!(matches!(read(""), Err(LedgerError::Malformed { .. })));
    }

    #[test]
    fn of_two_the_longer_counts() {
        let key = LogKey::from_seed(&[7; 32]);
        let mut other = LastCheckpoints::default();
        other.set(&note(2026, 299, &key)).unwrap();
        other.set(&note(2027, 5, &key)).unwrap();
        other.set(&note(2028, 1, &key)).unwrap();
        let sizes: Vec<u64> = last(&key).or_longer(other).iter().map(|checkpoint| checkpoint.size).collect();
        assert_eq!(sizes, [300, 5, 1]);
    }
}
