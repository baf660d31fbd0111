//! SHA-256 hashes of bytes and of JSON in its canonical form (RFC 8785).

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::error::{ErrorCode, expected::Expected};

/// A SHA-256 hash, written as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256Hash(pub [u8; 32]);

impl Sha256Hash {
    /// The hash of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash of concatenated byte strings.
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Self(hasher.finalize().into())
    }

    /// The hash of what a reader holds.
    ///
    /// # Errors
    /// Those of the reader.
    pub fn of_reader(mut reader: impl std::io::Read) -> std::io::Result<Self> {
        let mut hasher = Sha256::new();
        let mut buffer = vec![0; 1 << 16];
        loop {
            match reader.read(&mut buffer)? {
                0 => return Ok(Self(hasher.finalize().into())),
                length => hasher.update(&buffer[..length]),
            }
        }
    }

    /// The hash of a value's RFC 8785 form.
    ///
    /// # Panics
    /// Never for our own types: they hold no map with keys that are not text and no number that is not finite.
    pub fn of_json<T: Serialize>(value: &T) -> Self {
        Self::of(&canonical_json(value))
    }

    /// The 32 bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Display for Sha256Hash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl TryFrom<String> for Sha256Hash {
    type Error = ErrorCode;

    fn try_from(text: String) -> Result<Self, ErrorCode> {
        let mut bytes = [0; 32];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| ErrorCode::Invalid { expected: Expected::HexDigits64 })?;
        Ok(Self(bytes))
    }
}

/// The RFC 8785 (JCS) form of a value.
///
/// # Panics
/// If the value has no JSON form, which is impossible for our own types.
pub fn canonical_json<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).expect("our own types have a JSON form")
}

/// A keyed hash (HMAC-SHA-256) of an external id. It is kept after an erasure as a tombstone, so that a repeated import
/// does not restore the response.
///
/// # Panics
/// Never: HMAC accepts a key of any length.
pub fn tombstone(secret: &[u8], external_id: &str) -> Sha256Hash {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(external_id.as_bytes());
    Sha256Hash(mac.finalize().into_bytes().into())
}
