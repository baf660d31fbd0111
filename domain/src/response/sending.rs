//! How the answering form is sent: the signature of its key, the number of its body, and a choice.
//!
//! These fields travel beside the answers and are no part of their content.

use std::cmp::Ordering;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::{
    form_fields::FormFields,
    hash::Sha256Hash,
    id::SurveyId,
    submission_key::SubmissionKey,
    survey::reserved_keys::{FORM_BODY, FORM_CHOICE, FORM_SIGNATURE},
};

/// The value of [`FORM_CHOICE`] with which the sender says that it is the same answer, improved.
pub const IMPROVE: &str = "improve";

/// The bytes of a signature: half of the HMAC, which no one can guess.
const SIGNATURE_BYTES: usize = 16;

/// The fields of the form that say how it is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sending {
    /// The signature of the key.
    pub signature: Option<String>,
    /// The number of this body. A page without scripts sends none.
    pub body: Option<BodyNumber>,
    /// Whether the sender says that it is the same answer, improved.
    pub improves: bool,
}

impl Sending {
    /// Splits the fields of a form into how it is sent, and all others. A field that cannot be read counts as absent.
    pub fn split(fields: &FormFields) -> (Self, FormFields) {
        let is_ours = |name: &str| [FORM_SIGNATURE, FORM_BODY, FORM_CHOICE].contains(&name);
        let others = FormFields(fields.0.iter().filter(|(name, _)| !is_ours(name)).cloned().collect());
        let sending = Self {
            signature: fields.first(FORM_SIGNATURE).map(str::to_owned),
            body: fields.first(FORM_BODY).and_then(BodyNumber::parse),
            improves: fields.first(FORM_CHOICE) == Some(IMPROVE),
        };
        (sending, others)
    }
}

/// The number of a body that an open page sends under its key: later bodies of the same page have a higher one.
///
/// Bodies of two pages cannot be compared, even if both have the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BodyNumber {
    /// The random number of the page that sends.
    page: u32,
    /// From 1.
    number: u16,
}

impl BodyNumber {
    /// Parses the form of the page, such as `1f00ba7e.2`: eight hexadecimal digits, and a number.
    pub fn parse(text: &str) -> Option<Self> {
        let (page, number) = text.split_once('.').filter(|(page, _)| page.len() == 8)?;
        Some(Self { page: u32::from_str_radix(page, 16).ok()?, number: number.parse().ok()? })
    }

    /// Whether the page sent another body before this one.
    pub const fn is_first(self) -> bool {
        self.number <= 1
    }

    /// As one number, for the database.
    pub fn to_stored(self) -> i64 {
        (i64::from(self.page) << 16) | i64::from(self.number)
    }

    /// From the number in the database. `None` for a number that no body has.
    pub fn from_stored(stored: i64) -> Option<Self> {
        Some(Self { page: u32::try_from(stored >> 16).ok()?, number: u16::try_from(stored & 0xffff).ok()? })
    }
}

impl PartialOrd for BodyNumber {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.page == other.page).then(|| self.number.cmp(&other.number))
    }
}

/// The signature that the form page puts beside the key of its form, in hexadecimal. It says that the key is random and
/// was made for this survey. `secret` is known to servers of the organisation only.
///
/// # Panics
/// Never: HMAC accepts a key of any length.
pub fn sign_key(secret: &[u8], survey: SurveyId, key: &SubmissionKey) -> String {
    hex::encode(&mac(secret, survey, key).finalize().into_bytes()[..SIGNATURE_BYTES])
}

/// Whether the form page signed this key for this survey.
///
/// # Panics
/// Never: HMAC accepts a key of any length.
pub fn is_signed(secret: &[u8], survey: SurveyId, key: &SubmissionKey, signature: &str) -> bool {
    // Compared in constant time, so that a signature cannot be found byte by byte.
    let bytes = hex::decode(signature).ok().filter(|bytes| bytes.len() == SIGNATURE_BYTES);
    bytes.is_some_and(|bytes| mac(secret, survey, key).verify_truncated_left(&bytes).is_ok())
}

fn mac(secret: &[u8], survey: SurveyId, key: &SubmissionKey) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes a key of any length");
    // The secret also makes tombstones of external ids, which hold no null character.
    mac.update(b"\0klankbord-form-v1\0");
    mac.update(survey.0.as_bytes());
    mac.update(&key.0);
    mac
}

/// What a reply about a form says of its key, so that its sender knows the reply of a server that read it from that of a
/// proxy: SHA-256(key).
pub fn echo(key: &SubmissionKey) -> Sha256Hash {
    Sha256Hash::of(&key.0)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> FormFields {
        FormFields(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn how_a_form_is_sent_is_no_part_of_its_content() {
        let key = SubmissionKey([1; 16]);
        let answers = fields(&[("key", "01"), ("recommend", "9")]);
        let sent = fields(&[
            ("key", "01"),
            ("form_signature", "ab"),
            ("form_body", "1f00ba7e.2"),
            ("form_choice", "improve"),
            ("recommend", "9"),
        ]);
        let (sending, others) = Sending::split(&sent);
        assert_eq!(others, answers);
        assert_eq!(others.content_hash(&key), answers.content_hash(&key));
        assert_eq!((sending.signature.as_deref(), sending.improves), (Some("ab"), true));
        assert_eq!(sending.body, BodyNumber::parse("1f00ba7e.2"));
        assert_eq!(Sending::split(&answers).0, Sending::default());
    }

    #[test]
    fn bodies_of_one_page_are_ordered_and_those_of_two_pages_are_not() {
        let body = |text| BodyNumber::parse(text).unwrap();
        assert!(body("00000001.1") < body("00000001.2") && body("00000001.10") > body("00000001.9"));
        assert_eq!(body("00000001.1").partial_cmp(&body("00000002.2")), None);
        assert!(body("00000001.1").is_first() && !body("00000001.2").is_first());
        for text in ["00000000.0", "00000001.1", "ffffffff.65535"] {
            assert_eq!(BodyNumber::from_stored(body(text).to_stored()), Some(body(text)), "{text}");
        }
        assert_eq!(BodyNumber::from_stored(-1), None);
        for bad in ["", "1", "1.1", "0000000g.1", "00000001.", "00000001.65536", "00000001.-1", "000000001.1"] {
            assert_eq!(BodyNumber::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn only_the_holder_of_the_secret_signs_a_key_and_for_one_survey() {
        let (survey, other) = (SurveyId(Uuid::from_u128(1)), SurveyId(Uuid::from_u128(2)));
        let key = SubmissionKey([7; 16]);
        let signature = sign_key(b"secret", survey, &key);
        assert_eq!(signature.len(), 32);
        assert!(is_signed(b"secret", survey, &key, &signature));
        assert!(!is_signed(b"another", survey, &key, &signature));
        assert!(!is_signed(b"secret", other, &key, &signature));
        assert!(!is_signed(b"secret", survey, &SubmissionKey([8; 16]), &signature));
        for bad in ["", "00", &signature[..30], &format!("{signature}00"), "no hexadecimal digits"] {
            assert!(!is_signed(b"secret", survey, &key, bad), "{bad}");
        }
    }

    #[test]
    fn the_echo_is_the_hash_of_the_key() {
        // printf of 16 zero bytes | sha256sum
        let expected = "374708fff7719dd5979ec875d56cd2286f6d3cf7ec317a3b25632aab28ec37bb";
        assert_eq!(echo(&SubmissionKey([0; 16])).to_string(), expected);
    }
}
