//! The sessions of accounts, and the browsers in which they signed in. A session ends at a fixed time, or when it is idle.

use domain::{
    account::{
        audit::{Audit, AuditAction},
        user::User,
    },
    calendar::Millis,
    hash::Sha256Hash,
    id::{OrganisationId, UserId},
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, Condition, DatabaseTransaction, EntityTrait as _, QueryFilter as _,
    sea_query::{Expr, OnConflict},
};

use crate::{
    account::{audit, user_of},
    entity::account::{self, known_device, session, setup_link},
    error::StoreError,
    store::Store,
};

/// A session that is not used for so many milliseconds ends: an hour (NIST SP 800-63B-4, section 2.2.3).
const IDLE: i64 = 60 * 60_000;
/// The time of the last use is written again after this many milliseconds.
const SEEN_IS_OLD: i64 = 5 * 60_000;

/// A session to be started.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// The hash of its token.
    pub token: Sha256Hash,
    /// The user.
    pub user: UserId,
    /// The current time.
    pub at: Millis,
    /// When it ends, however it is used.
    pub expires_at: Millis,
    /// The session of the same browser, which ends.
    pub replaced: Option<Sha256Hash>,
    /// The hash of the token by which the browser is known from now on, and until when.
    pub device: (Sha256Hash, Millis),
}

/// A session that has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveSession {
    /// The user.
    pub user: User,
    /// Whether its use must be noted, lest it counts as idle.
    pub is_due: bool,
}

impl Store {
    /// Starts a session, ends the one that it replaces, and remembers the browser, in one transaction.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn create_session(&self, new: &NewSession) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        if let Some(replaced) = &new.replaced {
            session::Entity::delete_by_id(replaced.0.to_vec()).exec(&*transaction).await?;
        }
        let row = session::ActiveModel {
            token_hash: Set(new.token.0.to_vec()),
            account_id: Set(new.user.0),
            expires_at: Set(new.expires_at.0),
            seen_at: Set(Some(new.at.0)),
        };
        session::Entity::insert(row).exec_without_returning(&*transaction).await?;
        audit_of(&transaction, new.user, AuditAction::SignedIn).await?;
        let (device, known_until) = &new.device;
        let row = known_device::ActiveModel {
            token_hash: Set(device.0.to_vec()),
            account_id: Set(new.user.0),
            expires_at: Set(known_until.0),
        };
        let key = [known_device::Column::TokenHash, known_device::Column::AccountId];
        let again = OnConflict::columns(key).update_column(known_device::Column::ExpiresAt).to_owned();
        known_device::Entity::insert(row).on_conflict(again).exec_without_returning(&*transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// The accounts that signed in in the browser with this token.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_device_users(&self, device: &Sha256Hash, at: Millis) -> Result<Vec<UserId>, StoreError> {
        let known = known_device::Entity::find()
            .filter(known_device::Column::TokenHash.eq(device.0.to_vec()))
            .filter(known_device::Column::ExpiresAt.gt(at.0));
        Ok(known.all(self.read()).await?.into_iter().map(|row| UserId(row.account_id)).collect())
    }

    /// The session with this token, unless it has expired or was idle for too long.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_session(&self, token: &Sha256Hash, at: Millis) -> Result<Option<LiveSession>, StoreError> {
        let Some(session) = session::Entity::find_by_id(token.0.to_vec()).one(self.read()).await? else { return Ok(None) };
        if session.expires_at <= at.0 || session.seen_at.is_some_and(|seen| seen <= at.0 - IDLE) {
            return Ok(None);
        }
        let is_due = session.seen_at.is_none_or(|seen| seen <= at.0 - SEEN_IS_OLD);
        let user = account::Entity::find_by_id(session.account_id).one(self.read()).await?.map(user_of);
        Ok(user.map(|user| LiveSession { user, is_due }))
    }

    /// Notes that a session is in use. This is a write, so a request should not wait for it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn note_session_use(&self, token: &Sha256Hash, at: Millis) -> Result<(), StoreError> {
        let old = Condition::any().add(session::Column::SeenAt.is_null()).add(session::Column::SeenAt.lte(at.0 - SEEN_IS_OLD));
        let transaction = self.begin().await?;
        session::Entity::update_many()
            .col_expr(session::Column::SeenAt, Expr::value(at.0))
            .filter(Condition::all().add(session::Column::TokenHash.eq(token.0.to_vec())).add(old))
            .exec(&*transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_session(&self, token: &Sha256Hash) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        if let Some(session) = session::Entity::find_by_id(token.0.to_vec()).one(&*transaction).await? {
            session::Entity::delete_by_id(token.0.to_vec()).exec(&*transaction).await?;
            audit_of(&transaction, UserId(session.account_id), AuditAction::SignedOut).await?;
        }
        Ok(transaction.commit().await?)
    }

    /// Ends every session of a user: "sign out everywhere".
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_sessions(&self, user: UserId) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        session::Entity::delete_many().filter(session::Column::AccountId.eq(user.0)).exec(&*transaction).await?;
        audit_of(&transaction, user, AuditAction::SignedOutEverywhere).await?;
        Ok(transaction.commit().await?)
    }

    /// Removes sessions, known browsers and set-up links that have expired, and idle sessions.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_expired(&self, at: Millis) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let ended = Condition::any().add(session::Column::ExpiresAt.lte(at.0)).add(session::Column::SeenAt.lte(at.0 - IDLE));
        session::Entity::delete_many().filter(ended).exec(&*transaction).await?;
        known_device::Entity::delete_many().filter(known_device::Column::ExpiresAt.lte(at.0)).exec(&*transaction).await?;
        setup_link::Entity::delete_many().filter(setup_link::Column::ExpiresAt.lte(at.0)).exec(&*transaction).await?;
        Ok(transaction.commit().await?)
    }
}

/// Adds what an account did with its own session to the audit log.
async fn audit_of(transaction: &DatabaseTransaction, user: UserId, action: AuditAction) -> Result<(), StoreError> {
    let Some(row) = account::Entity::find_by_id(user.0).one(transaction).await? else { return Ok(()) };
    let audit = Audit::new(&row.email, action, &row.email);
    audit::add(transaction, OrganisationId(row.organisation_id), &audit).await
}
