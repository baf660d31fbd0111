//! The secret of this installation from which the codes of receipts follow: made once, never changed.

use domain::{calendar::Millis, submission_key::ReceiptSecret};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait as _, sea_query::OnConflict};

use crate::{clock::now, database::Inner, entity::secret, error::StoreError};

const RECEIPT: &str = "receipt";

/// The secret, and since when codes are made with it.
#[derive(Clone, Debug)]
pub(crate) struct KeptSecret {
    pub(crate) secret: ReceiptSecret,
    pub(crate) since: Millis,
}

/// Reads the secret. Makes it at the first start of an installation, or of this version.
pub(crate) async fn read_or_make(inner: &Inner) -> Result<KeptSecret, StoreError> {
    if let Some(kept) = read(&inner.read).await? {
        return Ok(kept);
    }
    let transaction = inner.begin().await?;
    let row = secret::ActiveModel {
        name: Set(RECEIPT.to_owned()),
        value: Set(rand::random::<[u8; 32]>().to_vec()),
        created_at: Set(now().0),
    };
    // Another server may have been faster. Its secret counts.
    let keep = OnConflict::column(secret::Column::Name).do_nothing().to_owned();
    secret::Entity::insert(row).on_conflict(keep).exec_without_returning(&*transaction).await?;
    let kept = read(&*transaction).await?.ok_or(StoreError::NotFound)?;
    transaction.commit().await?;
    Ok(kept)
}

async fn read(connection: &impl ConnectionTrait) -> Result<Option<KeptSecret>, StoreError> {
    let Some(row) = secret::Entity::find_by_id(RECEIPT).one(connection).await? else { return Ok(None) };
    let bytes: [u8; 32] = row.value.try_into().map_err(|_| StoreError::unreadable("the secret of receipts"))?;
    Ok(Some(KeptSecret { secret: ReceiptSecret(bytes), since: Millis(row.created_at) }))
}
