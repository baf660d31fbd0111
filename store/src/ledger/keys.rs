//! The public keys that sign checkpoints. It must never see a private key.

use domain::{calendar::Millis, ledger::VerifierKey};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::OnConflict,
};

use crate::{clock::now, entity::ledger::ledger_key, error::StoreError, store::Store};

/// A registered key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerKey {
    /// The public key.
    pub key: VerifierKey,
    /// Since when checkpoints are signed with it.
    pub registered_at: Millis,
    /// Until when they were. `None` for the current key.
    pub retired_at: Option<Millis>,
}

impl Store {
    /// The registered keys: the current one, then the retired ones, newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_ledger_keys(&self) -> Result<Vec<LedgerKey>, StoreError> {
        keys(self.read()).await
    }

    /// Registers a key if none is registered. Returns the registered key, which may be that of another server. Writes
    /// nothing if one is.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn register_ledger_key(&self, key: &VerifierKey) -> Result<VerifierKey, StoreError> {
        if let Some(current) = current_key(self.read()).await? {
            return Ok(current);
        }
        let transaction = self.begin_sealing().await?;
        let current = match current_key(&*transaction).await? {
            Some(current) => current,
            None => {
                insert_key(&*transaction, key).await?;
                key.clone()
            }
        };
        transaction.commit().await?;
        Ok(current)
    }
}

/// All registered keys, the current one first.
pub(super) async fn keys(connection: &impl ConnectionTrait) -> Result<Vec<LedgerKey>, StoreError> {
    let rows = ledger_key::Entity::find().order_by_desc(ledger_key::Column::RegisteredAt).all(connection).await?;
    let mut keys = rows.into_iter().map(key_of).collect::<Result<Vec<_>, _>>()?;
    keys.sort_by_key(|key| key.retired_at.is_some());
    Ok(keys)
}

/// All registered keys that can be read, for a check that names what cannot.
pub(super) async fn readable_keys(connection: &impl ConnectionTrait) -> Result<Vec<VerifierKey>, StoreError> {
    let rows = ledger_key::Entity::find().all(connection).await?;
    Ok(rows.iter().filter_map(|row| VerifierKey::parse(&row.public_key).ok()).collect())
}

/// The texts of the keys that are registered as current: one, if nothing is wrong.
pub(super) async fn current_texts(connection: &impl ConnectionTrait) -> Result<Vec<String>, StoreError> {
    let rows = ledger_key::Entity::find().filter(ledger_key::Column::RetiredAt.is_null()).all(connection).await?;
    Ok(rows.into_iter().map(|row| row.public_key).collect())
}

/// The current key.
pub(super) async fn current_key(connection: &impl ConnectionTrait) -> Result<Option<VerifierKey>, StoreError> {
    let row = ledger_key::Entity::find().filter(ledger_key::Column::RetiredAt.is_null()).one(connection).await?;
    row.map(key_of).transpose().map(|key| key.map(|key| key.key))
}

pub(super) async fn insert_key(connection: &impl ConnectionTrait, key: &VerifierKey) -> Result<(), StoreError> {
    let row = ledger_key::ActiveModel { public_key: Set(key.to_string()), registered_at: Set(now().0), retired_at: Set(None) };
    // A retired key that is registered again, for example from a backup, becomes the current one.
    let again = OnConflict::column(ledger_key::Column::PublicKey).update_column(ledger_key::Column::RetiredAt).to_owned();
    ledger_key::Entity::insert(row).on_conflict(again).exec_without_returning(connection).await?;
    Ok(())
}

fn key_of(row: ledger_key::Model) -> Result<LedgerKey, StoreError> {
    let key = VerifierKey::parse(&row.public_key).map_err(|_| StoreError::unreadable("a registered key"))?;
    Ok(LedgerKey { key, registered_at: Millis(row.registered_at), retired_at: row.retired_at.map(Millis) })
}
