//! A user with an account.

use crate::{
    account::role::Rights,
    calendar::Millis,
    id::{OrganisationId, UserId},
};

/// A user with an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The identifier.
    pub id: UserId,
    /// The organisation.
    pub organisation: OrganisationId,
    /// The e-mail address in lower case, which is the name for signing in.
    pub email: String,
    /// The rights of the user.
    pub rights: Rights,
    /// The PHC string of the password (argon2id).
    pub password_hash: String,
    /// The time at which the account was made.
    pub created_at: Millis,
}
