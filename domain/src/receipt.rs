//! The keys of forms, the codes of receipts, and the hashes under which both are known to the store.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::error::ErrorCode;

/// A SHA-256 hash, written as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256Hash(pub [u8; 32]);

impl Sha256Hash {
    /// The hash of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The hash of byte strings one after the other.
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        let mut hasher = Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Self(hasher.finalize().into())
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
        hex::decode_to_slice(text, &mut bytes).map_err(|_| ErrorCode::Invalid { expected: "64 hexadecimal digits" })?;
        Ok(Self(bytes))
    }
}

impl From<Sha256Hash> for String {
    fn from(hash: Sha256Hash) -> Self {
        hash.to_string()
    }
}

/// The RFC 8785 (JCS) form of a value.
///
/// # Panics
/// When the value cannot be written as JSON, which none of our own types is able to bring about.
pub fn canonical_json<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).expect("our own types have a JSON form")
}

/// The random 128-bit key of one form shown, as 32 hexadecimal digits in a hidden field. It is never stored.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SubmissionKey(pub [u8; 16]);

impl SubmissionKey {
    /// Reads 32 hexadecimal digits.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] for any other form.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let mut bytes = [0; 16];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| ErrorCode::Invalid { expected: "32 hexadecimal digits" })?;
        Ok(Self(bytes))
    }

    /// The code of the receipt: base64url(SHA-256("receipt" ‖ key)), without padding.
    pub fn receipt_code(&self) -> ReceiptCode {
        ReceiptCode(Sha256Hash::of_parts(&[b"receipt", &self.0]).0)
    }
}

impl std::fmt::Display for SubmissionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl std::fmt::Debug for SubmissionKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SubmissionKey(…)")
    }
}

/// The unguessable code of a receipt: 43 characters of base64url.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ReceiptCode([u8; 32]);

impl ReceiptCode {
    /// Reads 43 characters of base64url.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] for any other form.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let invalid = ErrorCode::Invalid { expected: "43 characters of base64url" };
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| invalid.clone())?;
        bytes.try_into().map(Self).map_err(|_| invalid)
    }

    /// The hash under which the store knows it; who reads the store cannot open the receipt.
    pub fn lookup_hash(&self) -> Sha256Hash {
        Sha256Hash::of_parts(&[b"lookup", &self.0])
    }
}

impl std::fmt::Display for ReceiptCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl std::fmt::Debug for ReceiptCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReceiptCode(…)")
    }
}

/// A keyed hash (HMAC-SHA-256) of an external id: what stays as a tombstone, so that a replayed import revives nothing.
///
/// # Panics
/// Never: HMAC takes a key of any length.
pub fn tombstone(secret: &[u8], external_id: &str) -> Sha256Hash {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    mac.update(external_id.as_bytes());
    Sha256Hash(mac.finalize().into_bytes().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_of_a_known_key() {
        // printf 'receipt' + 16 zero bytes | sha256sum, in base64url
        let code = SubmissionKey([0; 16]).receipt_code();
        let by_hand = URL_SAFE_NO_PAD.encode(Sha256::digest([b"receipt".as_slice(), &[0; 16]].concat()));
        assert_eq!(code.to_string(), by_hand);
        assert_eq!(code.to_string().len(), 43);
        assert_eq!(ReceiptCode::parse(&code.to_string()), Ok(code));
    }

    #[test]
    fn nothing_secret_in_debug() {
        let key = SubmissionKey::parse("000102030405060708090a0b0c0d0e0f").unwrap();
        assert_eq!(format!("{key:?} {:?}", key.receipt_code()), "SubmissionKey(…) ReceiptCode(…)");
        for bad in ["", "00", "zz0102030405060708090a0b0c0d0e0f", "000102030405060708090a0b0c0d0e0f00"] {
            assert!(SubmissionKey::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn hmac_of_rfc_4231_case_2() {
        assert_eq!(
            tombstone(b"Jefe", "what do ya want for nothing?").to_string(),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }
}
