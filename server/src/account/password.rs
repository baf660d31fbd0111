//! Passwords: their rules, argon2id hashes, and a check that does not reveal which accounts exist. It must not know
//! where accounts are stored.
//!
//! Rules after NIST SP 800-63B: a minimum length, no rules of composition, every character allowed, nothing that is easy to
//! guess.

use std::sync::OnceLock;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use domain::error::{ErrorCode, FieldError, expected::Expected};
use tokio::sync::Semaphore;
use validator::ValidateLength as _;
use zxcvbn::{Score, zxcvbn};

use crate::http::reply::error::Error;

/// The fewest characters of a password.
pub const MIN_LENGTH: u64 = 12;
/// The most characters of a password, so that very long texts are not hashed.
pub const MAX_LENGTH: u64 = 200;

/// One hash takes 19 MiB, so two at a time limit the memory.
const MAX_PARALLEL_HASHES: usize = 2;

/// Checks a new password: its length, and whether it withstands more than 10^8 guesses. The address, and the name of the
/// product, are the first guesses of whoever knows them.
///
/// # Errors
/// An error about `password`.
pub fn check(password: &str, email: &str) -> Result<(), FieldError> {
    check_length(password)?;
    let (name, host) = email.split_once('@').unwrap_or((email, ""));
    let guesses = [email, name, host, host.split('.').next().unwrap_or_default(), "klankbord"];
    if zxcvbn(password, &guesses).score() >= Score::Three {
        return Ok(());
    }
    Err(FieldError::new("password", ErrorCode::Invalid { expected: Expected::UnguessablePassword }))
}

/// Checks the length of a password.
///
/// # Errors
/// An error about `password`.
pub fn check_length(password: &str) -> Result<(), FieldError> {
    let code = if password.is_empty() {
        ErrorCode::Required
    } else if password.validate_length(Some(MIN_LENGTH), Some(MAX_LENGTH), None) {
        return Ok(());
    } else {
        ErrorCode::OutOfRange { min: MIN_LENGTH.to_string(), max: MAX_LENGTH.to_string() }
    };
    Err(FieldError::new("password", code))
}

/// The PHC string of a password: argon2id with the parameters that OWASP recommends (19 MiB, 2 passes). It takes some
/// tens of milliseconds; inside the server use [`Passwords`].
///
/// # Errors
/// When the operating system gives no randomness.
pub fn hash(password: &str) -> Result<String, PasswordError> {
    Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string()).map_err(|_| PasswordError)
}

/// A password could not be hashed or checked: there is no memory or randomness, or the stored hash is malformed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a password could not be hashed or checked")]
pub struct PasswordError;

/// Hashes and checks passwords, a few at a time, on separate threads from those of requests.
#[derive(Debug)]
pub struct Passwords {
    places: Semaphore,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { places: Semaphore::new(MAX_PARALLEL_HASHES) }
    }
}

impl Passwords {
    /// As [`hash`].
    ///
    /// # Errors
    /// As [`hash`].
    pub async fn hash(&self, password: String) -> Result<String, PasswordError> {
        self.work(move || hash(&password)).await
    }

    /// Whether the password matches a hash. Without a hash, because no account has the address, the check takes as long
    /// and returns false.
    ///
    /// # Errors
    /// When the hash is malformed.
    pub async fn verify(&self, password: String, hash: Option<String>) -> Result<bool, PasswordError> {
        self.work(move || match hash {
            Some(hash) => matches(&password, &hash),
            None => matches(&password, nobodys()?).map(|_| false),
        })
        .await
    }

    async fn work<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> Result<T, PasswordError> + Send + 'static,
    ) -> Result<T, PasswordError> {
        let _place = self.places.acquire().await.map_err(|_| PasswordError)?;
        tokio::task::spawn_blocking(job).await.map_err(|_| PasswordError)?
    }
}

fn matches(password: &str, hash: &str) -> Result<bool, PasswordError> {
    let hash = PasswordHash::new(hash).map_err(|_| PasswordError)?;
    Ok(Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// The hash of a random password, for an address without an account.
fn nobodys() -> Result<&'static str, PasswordError> {
    static HASH: OnceLock<String> = OnceLock::new();
    if let Some(hash) = HASH.get() {
        return Ok(hash);
    }
    let hash = hash(&crate::account::token::Token::random().to_string())?;
    Ok(HASH.get_or_init(|| hash))
}

impl From<PasswordError> for Error {
    fn from(error: PasswordError) -> Self {
        tracing::error!(%error, "a request failed");
        Self::internal()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_long_and_hard_to_guess_whatever_its_characters() {
        let check = |password: &str| check(password, "jan.devries@bakkerij-van-dam.nl");
        for good in ["correct horse battery", "een lang wachtwoord", "één ëzel öp ûw dák", "vT4#kw0!pQz8"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        assert_eq!(check("").unwrap_err().code, ErrorCode::Required);
        for bad in ["elevenchars", &"a".repeat(201)] {
            assert!(matches!(check(bad).unwrap_err().code, ErrorCode::OutOfRange { .. }), "{bad}");
        }
        for bad in [
            "aaaaaaaaaaaa",
            "passwordpassword",
            "            ",
            "123456789012",
            "qwertyuiop12",
            "abcabcabcabc",
            "jan.devries1",
            "bakkerij-van-dam",
            "klankbordklankbord",
            "P@ssw0rd2026",
        ] {
            assert!(matches!(check(bad).unwrap_err().code, ErrorCode::Invalid { .. }), "{bad}");
        }
    }

    #[tokio::test]
    async fn only_the_right_password_of_someone_who_exists_is_accepted() {
        let passwords = Passwords::default();
        let hash = passwords.hash("correct horse battery".into()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_eq!(passwords.verify("correct horse battery".into(), Some(hash.clone())).await, Ok(true));
        assert_eq!(passwords.verify("correct horse".into(), Some(hash)).await, Ok(false));
        assert_eq!(passwords.verify("anything".into(), None).await, Ok(false));
        assert_eq!(passwords.verify("anything".into(), Some("none".into())).await, Err(PasswordError));
    }
}
