//! A user who signs in.

use crate::{
    account::role::Rights,
    calendar::Millis,
    id::{OrganisationId, UserId},
};

/// Someone who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Their identifier.
    pub id: UserId,
    /// Their organisation.
    pub organisation: OrganisationId,
    /// Their address, lower-cased: the name to sign in with.
    pub email: String,
    /// What they may do.
    pub rights: Rights,
    /// The PHC string of their password (argon2id).
    pub password_hash: String,
    /// When the account was made.
    pub created_at: Millis,
}
