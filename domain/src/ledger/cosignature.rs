//! The signatures of witnesses under a checkpoint (C2SP tlog-cosignature, Ed25519). It must not know how one is asked for.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};

use super::{LedgerError, SignedCheckpoint};

/// The byte for an Ed25519 cosignature in front of a key (C2SP tlog-cosignature).
const COSIGNATURE: u8 = 4;

/// The public key of a witness.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessKey {
    name: String,
    public: VerifyingKey,
}

impl WitnessKey {
    /// Parses a verifier key of type 0x04, `name+hash+base64`. White space around it is removed.
    ///
    /// # Errors
    /// [`LedgerError::Malformed`], also for a key of another type.
    pub fn parse(text: &str) -> Result<Self, LedgerError> {
        let malformed = LedgerError::Malformed { expected: "the key of a witness, such as witness.example/w1+0123abcd+BA…" };
        let mut fields = text.trim().splitn(3, '+');
        let (name, id, key) = (fields.next(), fields.next(), fields.next());
        let bytes = key.and_then(|key| STANDARD.decode(key).ok()).ok_or(malformed.clone())?;
        let public: Option<[u8; 32]> = bytes.strip_prefix(&[COSIGNATURE]).and_then(|key| key.try_into().ok());
        let public = public.and_then(|key| VerifyingKey::from_bytes(&key).ok()).ok_or(malformed.clone())?;
        let key = Self { name: name.unwrap_or_default().to_owned(), public };
        let is_valid = signed_note::is_key_name_valid(&key.name) && id == Some(format!("{:08x}", key.id()).as_str());
        if is_valid { Ok(key) } else { Err(malformed) }
    }

    fn id(&self) -> u32 {
        signed_note::key_id(&self.name, &[&[COSIGNATURE], self.public.as_bytes().as_slice()].concat())
    }

    /// The line among these that this witness signed for a checkpoint, and when (seconds since 1970). Lines of others are
    /// ignored.
    ///
    /// # Errors
    /// [`LedgerError::UnknownKey`] if no line is of this witness, [`LedgerError::WrongSignature`] if one is and it is not
    /// valid for the checkpoint.
    pub fn find_cosignature<'a>(&self, checkpoint: &SignedCheckpoint, lines: &'a str) -> Result<(&'a str, u64), LedgerError> {
        for line in lines.lines() {
            let Some((name, signature)) = line.strip_prefix("— ").and_then(|rest| rest.split_once(' ')) else { continue };
            let Ok(bytes) = STANDARD.decode(signature) else { continue };
            let Some((id, rest)) = bytes.split_first_chunk::<4>() else { continue };
            if name != self.name || u32::from_be_bytes(*id) != self.id() {
                continue;
            }
            let wrong = LedgerError::WrongSignature;
            let (time, signature) = rest.split_first_chunk::<8>().ok_or(wrong.clone())?;
            let time = u64::from_be_bytes(*time);
            let signature = Signature::from_slice(signature).map_err(|_| wrong.clone())?;
            let message = [format!("cosignature/v1\ntime {time}\n").as_bytes(), checkpoint.text()].concat();
            self.public.verify_strict(&message, &signature).map_err(|_| wrong)?;
            return Ok((line, time));
        }
        Err(LedgerError::UnknownKey)
    }
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::{Signer as _, SigningKey};
    use uuid::Uuid;

    use super::*;
    use crate::{
        hash::Sha256Hash,
        id::OrganisationId,
        ledger::{Checkpoint, LogKey, LogOrigin},
    };

    fn vkey(name: &str, kind: u8, signing: &SigningKey) -> String {
        let key = [&[kind], signing.verifying_key().as_bytes().as_slice()].concat();
        format!("{name}+{:08x}+{}", signed_note::key_id(name, &key), STANDARD.encode(key))
    }

    #[test]
    fn only_the_witness_cosigns_and_only_this_checkpoint() {
        let signing = SigningKey::from_bytes(&[3; 32]);
        let key = WitnessKey::parse(&vkey("witness.example/w1", COSIGNATURE, &signing)).unwrap();
        let origin = LogOrigin { organisation: OrganisationId(Uuid::from_u128(10)), year: 2026 };
        let signed = |size| Checkpoint { origin, size, root: Sha256Hash::of(b"root") }.sign(&LogKey::from_seed(&[7; 32]));
        let message = [b"cosignature/v1\ntime 1679315147\n".as_slice(), signed(300).text()].concat();
        let signature = signing.sign(&message).to_bytes();
        let bytes = [&key.id().to_be_bytes(), 1_679_315_147_u64.to_be_bytes().as_slice(), &signature].concat();
        let line = format!("— witness.example/w1 {}", STANDARD.encode(bytes));
        let lines = format!("— other.example/w2 AAAAAAAA\n{line}\n");
        assert_eq!(key.find_cosignature(&signed(300), &lines), Ok((line.as_str(), 1_679_315_147)));
        assert_eq!(key.find_cosignature(&signed(301), &lines), Err(LedgerError::WrongSignature));
        assert_eq!(key.find_cosignature(&signed(300), "— other.example/w2 AAAAAAAA\n"), Err(LedgerError::UnknownKey));
        // The checkpoint with that line is still one of its log.
        let both = format!("{}{line}\n", signed(300));
        assert!(SignedCheckpoint::parse(&both).unwrap().verify(&[LogKey::from_seed(&[7; 32]).verifier()]).is_ok());
    }

    #[test]
    fn a_key_of_another_kind_is_refused() {
        let signing = SigningKey::from_bytes(&[3; 32]);
        for text in
            [vkey("w", 1, &signing), vkey("", COSIGNATURE, &signing), vkey("w", COSIGNATURE, &signing).replace("w+", "v+")]
        {
            assert!(WitnessKey::parse(&text).is_err(), "{text}");
        }
    }
}
