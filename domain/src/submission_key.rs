//! The keys of forms, the codes of receipts, and the hashes by which the store finds both.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::{
    error::{ErrorCode, expected::Expected},
    hash::Sha256Hash,
    id::OrganisationId,
};

impl From<Sha256Hash> for String {
    fn from(hash: Sha256Hash) -> Self {
        hash.to_string()
    }
}

/// The secret of an installation, from which the codes of receipts follow. It is made once and never changed.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptSecret(pub [u8; 32]);

impl std::fmt::Debug for ReceiptSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ReceiptSecret(…)")
    }
}

/// The 128-bit key of one answer or decision, as 32 hexadecimal digits: random in our own forms. A program may choose one
/// that others can predict, such as the number of an order. It is never stored.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SubmissionKey(pub [u8; 16]);

impl SubmissionKey {
    /// Parses 32 hexadecimal digits.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] for any other form.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let mut bytes = [0; 16];
        hex::decode_to_slice(text, &mut bytes).map_err(|_| ErrorCode::Invalid { expected: Expected::HexDigits32 })?;
        Ok(Self(bytes))
    }

    /// The code of the receipt: base64url(HMAC-SHA-256(secret, "receipt/2" ‖ organisation ‖ key)), without padding. Who
    /// knows the key does not know the code.
    ///
    /// # Panics
    /// Never: HMAC accepts a key of any length.
    pub fn receipt_code(&self, secret: &ReceiptSecret, organisation: OrganisationId) -> ReceiptCode {
        let mut mac = Hmac::<Sha256>::new_from_slice(&secret.0).expect("HMAC takes a key of any length");
        for part in [b"receipt/2".as_slice(), organisation.0.as_bytes(), &self.0] {
            mac.update(part);
        }
        ReceiptCode(mac.finalize().into_bytes().into())
    }

    /// The code of receipts from before there was a secret: base64url(SHA-256("receipt" ‖ key)). Whoever can predict the
    /// key can compute it. Nothing new is stored under it; those that were given out still open.
    pub fn guessable_code(&self) -> ReceiptCode {
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
    /// Parses 43 characters of base64url.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] for any other form.
    pub fn parse(text: &str) -> Result<Self, ErrorCode> {
        let invalid = ErrorCode::Invalid { expected: Expected::Base64Url43 };
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| invalid.clone())?;
        bytes.try_into().map(Self).map_err(|_| invalid)
    }

    /// The hash by which the store finds it. The receipt cannot be opened with it.
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

#[cfg(test)]
mod tests {
    use sha2::Digest as _;

    use super::*;
    use crate::hash::tombstone;

    #[test]
    fn code_of_a_known_key() {
        // printf 'receipt/2' + 16 bytes of 1 + 16 zero bytes | openssl dgst -sha256 -mac HMAC -macopt hexkey:0202…, in base64url
        let organisation = OrganisationId(uuid::Uuid::from_bytes([1; 16]));
        let code = SubmissionKey([0; 16]).receipt_code(&ReceiptSecret([2; 32]), organisation);
        assert_eq!(code.to_string(), "42dgQHFxcBVW7whH4e_0EkoQuxIC9Y362B5mRp45Rz0");
        let others = [
            SubmissionKey([0; 16]).receipt_code(&ReceiptSecret([3; 32]), organisation),
            SubmissionKey([0; 16]).receipt_code(&ReceiptSecret([2; 32]), OrganisationId(uuid::Uuid::from_bytes([2; 16]))),
            SubmissionKey([1; 16]).receipt_code(&ReceiptSecret([2; 32]), organisation),
            SubmissionKey([0; 16]).guessable_code(),
        ];
        assert!(others.iter().all(|other| *other != code));
    }

    #[test]
    fn code_of_a_known_key_before_there_was_a_secret() {
        // printf 'receipt' + 16 zero bytes | sha256sum, in base64url
        let code = SubmissionKey([0; 16]).guessable_code();
        let by_hand = URL_SAFE_NO_PAD.encode(Sha256::digest([b"receipt".as_slice(), &[0; 16]].concat()));
        assert_eq!(code.to_string(), by_hand);
        assert_eq!(code.to_string().len(), 43);
        assert_eq!(ReceiptCode::parse(&code.to_string()), Ok(code));
    }

    #[test]
    fn nothing_secret_in_debug() {
        let key = SubmissionKey::parse("000102030405060708090a0b0c0d0e0f").unwrap();
        let secret = ReceiptSecret([1; 32]);
        let shown = format!("{key:?} {:?} {secret:?}", key.guessable_code());
        assert_eq!(shown, "SubmissionKey(…) ReceiptCode(…) ReceiptSecret(…)");
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
