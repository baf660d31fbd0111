//! The private and the public key of a log, as text. The private key is one line in a file. The public key is a
//! "verifier key" of C2SP signed-note.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signer as _, SigningKey, VerifyingKey};
use signed_note::{StandardSigner, StandardVerifier};

use super::{LedgerError, LogOrigin};

/// The byte for Ed25519 in front of a key (C2SP signed-note, signature types).
const ED25519: u8 = 1;

/// The private key of an installation. It signs the checkpoints of all its logs.
pub struct LogKey {
    name: String,
    signing: SigningKey,
}

impl LogKey {
    /// A new key from 32 random bytes. Its name covers all logs of the installation: `klankbord`.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self { name: "klankbord".into(), signing: SigningKey::from_bytes(seed) }
    }

    /// Parses the line of a key file, `PRIVATE+KEY+name+hash+base64`. White space around it is removed.
    ///
    /// # Errors
    /// [`LedgerError::Malformed`], which never repeats any of the text.
    pub fn parse(line: &str) -> Result<Self, LedgerError> {
        let malformed = LedgerError::Malformed { expected: "a line such as PRIVATE+KEY+klankbord+0123abcd+…" };
        let line = line.trim();
        // The library checks form, algorithm and hash, but does not return the key.
        StandardSigner::new(line).map_err(|_| malformed.clone())?;
        let mut fields = line.splitn(5, '+').skip(2);
        let (name, _, key) = (fields.next(), fields.next(), fields.next());
        let bytes = STANDARD.decode(key.unwrap_or_default()).map_err(|_| malformed.clone())?;
        let seed: &[u8; 32] = bytes.get(1..).and_then(|seed| seed.try_into().ok()).ok_or(malformed)?;
        Ok(Self { name: name.unwrap_or_default().to_owned(), signing: SigningKey::from_bytes(seed) })
    }

    /// The line of the key file. It is a secret: it allows signing in the name of the installation.
    pub fn to_secret_line(&self) -> String {
        let key = [&[ED25519], self.signing.as_bytes().as_slice()].concat();
        format!("PRIVATE+KEY+{}+{:08x}+{}", self.name, self.verifier().id(), STANDARD.encode(key))
    }

    /// The public key, under the key's own name.
    pub fn verifier(&self) -> VerifierKey {
        VerifierKey { name: self.name.clone(), public: self.signing.verifying_key() }
    }

    /// A signer in the name of the log of this origin.
    pub(super) fn signer(&self, origin: &LogOrigin) -> LogSigner<'_> {
        self.signer_as(origin.to_string())
    }

    /// A signer in the key's own name, which is never the name of a log.
    pub(super) fn own_signer(&self) -> LogSigner<'_> {
        self.signer_as(self.name.clone())
    }

    fn signer_as(&self, name: String) -> LogSigner<'_> {
        LogSigner { id: id(&name, &self.signing.verifying_key()), name, signing: &self.signing }
    }
}

impl std::fmt::Debug for LogKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LogKey({})", self.verifier())
    }
}

/// A public key with the name for which it is trusted: one log, all logs of an organisation, or all logs of an
/// installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    public: VerifyingKey,
}

impl VerifierKey {
    /// Parses a verifier key, `name+hash+base64`. White space around it is removed.
    ///
    /// # Errors
    /// [`LedgerError::Malformed`].
    pub fn parse(text: &str) -> Result<Self, LedgerError> {
        let malformed = LedgerError::Malformed { expected: "a verifier key such as klankbord+0123abcd+…" };
        let text = text.trim();
        StandardVerifier::new(text).map_err(|_| malformed.clone())?;
        let mut fields = text.splitn(3, '+');
        let (name, _, key) = (fields.next(), fields.next(), fields.next());
        let bytes = STANDARD.decode(key.unwrap_or_default()).map_err(|_| malformed.clone())?;
        let public = bytes.get(1..).and_then(|bytes| VerifyingKey::try_from(bytes).ok()).ok_or(malformed)?;
        Ok(Self { name: name.unwrap_or_default().to_owned(), public })
    }

    /// The name for which it is trusted.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The same public key under the name of one log, as the signature lines of that log name it. `None` if the key is
    /// not trusted for that log. It is trusted if its name equals the origin or whole leading segments of it.
    pub fn for_log(&self, origin: &LogOrigin) -> Option<Self> {
        let log = origin.to_string();
        let rest = log.strip_prefix(self.name.as_str())?;
        (rest.is_empty() || rest.starts_with('/')).then_some(Self { name: log, public: self.public })
    }

    fn id(&self) -> u32 {
        id(&self.name, &self.public)
    }
}

impl std::fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&signed_note::new_ed25519_verifier_key(&self.name, &self.public))
    }
}

impl signed_note::Verifier for VerifierKey {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        self.id()
    }

    fn verify(&self, text: &[u8], signature: &[u8]) -> bool {
        let signature = ed25519_dalek::Signature::from_slice(signature);
        // Strict, so that every implementation of RFC 8032 has the same result.
        signature.is_ok_and(|signature| self.public.verify_strict(text, &signature).is_ok())
    }
}

/// A key that signs in one name.
pub(super) struct LogSigner<'a> {
    name: String,
    id: u32,
    signing: &'a SigningKey,
}

impl signed_note::Signer for LogSigner<'_> {
    fn name(&self) -> &str {
        &self.name
    }

    fn key_id(&self) -> u32 {
        self.id
    }

    fn sign(&self, text: &[u8]) -> Result<Vec<u8>, ed25519_dalek::SignatureError> {
        Ok(self.signing.sign(text).to_vec())
    }
}

/// The key ID of C2SP signed-note: the first four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key).
fn id(name: &str, public: &VerifyingKey) -> u32 {
    signed_note::key_id(name, &[&[ED25519], public.as_bytes().as_slice()].concat())
}
