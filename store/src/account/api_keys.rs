//! API keys. Only the hash of each secret is stored.

use domain::{
    account::{
        api_key::{ApiKey, ApiKeyName, Scope},
        audit::{Audit, AuditAction},
    },
    calendar::Millis,
    hash::Sha256Hash,
    id::{ApiKeyId, OrganisationId},
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::Expr,
};

use crate::{
    account::audit,
    clock::{id_at, now, time_of},
    database::column::read_text,
    entity::account::api_key,
    error::StoreError,
    store::Store,
};

/// The time of the last use is written again after this many milliseconds.
const USE_IS_OLD: i64 = 60_000;

/// An API key to be created.
#[derive(Clone, Debug)]
pub struct NewApiKey {
    /// The organisation whose data it can read.
    pub organisation: OrganisationId,
    /// The hash of its secret.
    pub secret: Sha256Hash,
    /// Its name.
    pub name: ApiKeyName,
    /// Its scopes.
    pub scopes: Vec<Scope>,
    /// When it expires. `None` if it does not.
    pub expires_at: Option<Millis>,
    /// The account that creates it, or the command line.
    pub made_by: String,
}

impl Store {
    /// Stores the hash of a new key.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn create_api_key(&self, new: &NewApiKey) -> Result<ApiKeyId, StoreError> {
        let id = id_at(now());
        let scopes: Vec<_> = Scope::ALL.iter().filter(|scope| new.scopes.contains(scope)).map(|scope| scope.name()).collect();
        let row = api_key::ActiveModel {
            id: Set(id),
            organisation_id: Set(new.organisation.0),
            secret_hash: Set(new.secret.0.to_vec()),
            name: Set(new.name.as_str().to_owned()),
            scopes: Set(scopes.join(" ")),
            made_by: Set(new.made_by.clone()),
            expires_at: Set(new.expires_at.map(|end| end.0)),
            last_used_at: NotSet,
            revoked_at: NotSet,
            revoked_by: NotSet,
        };
        let transaction = self.begin().await?;
        api_key::Entity::insert(row).exec_without_returning(&*transaction).await?;
        let audit = Audit::new(&new.made_by, AuditAction::KeyMade, new.name.as_str()).with(scopes.join(" "));
        audit::add(&*transaction, new.organisation, &audit).await?;
        transaction.commit().await?;
        Ok(ApiKeyId(id))
    }

    /// The key with this secret, if it is neither expired nor revoked.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_api_key(&self, secret: &Sha256Hash) -> Result<Option<ApiKey>, StoreError> {
        let found = api_key::Entity::find().filter(api_key::Column::SecretHash.eq(secret.0.to_vec())).one(self.read()).await?;
        Ok(found.map(key_of).transpose()?.filter(|key| key.works_at(now())))
    }

    /// Records the use of a key, at most once a minute. This is a write, so a request should not wait for it.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn note_api_key_use(&self, key: &ApiKey) -> Result<(), StoreError> {
        let now = now().0;
        let old = now - USE_IS_OLD;
        if key.last_used_at.is_some_and(|used| used.0 > old) {
            return Ok(());
        }
        let is_old = Condition::any().add(api_key::Column::LastUsedAt.is_null()).add(api_key::Column::LastUsedAt.lte(old));
        let transaction = self.begin().await?;
        api_key::Entity::update_many()
            .col_expr(api_key::Column::LastUsedAt, Expr::value(now))
            .filter(Condition::all().add(api_key::Column::Id.eq(key.id.0)).add(is_old))
            .exec(&*transaction)
            .await?;
        Ok(transaction.commit().await?)
    }

    /// The keys of an organisation, the oldest first, including expired and revoked ones.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_api_keys(&self, organisation: OrganisationId) -> Result<Vec<ApiKey>, StoreError> {
        let of = api_key::Column::OrganisationId.eq(organisation.0);
        let rows = api_key::Entity::find().filter(of).order_by_asc(api_key::Column::Id).all(self.read()).await?;
        rows.into_iter().map(key_of).collect()
    }

    /// Revokes a key, and records by which account. Revoking it again changes nothing.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] if the organisation has no such key.
    pub async fn revoke_api_key(&self, organisation: OrganisationId, key: ApiKeyId, who: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let is_it = Condition::all().add(api_key::Column::Id.eq(key.0)).add(api_key::Column::OrganisationId.eq(organisation.0));
        let found = api_key::Entity::find().filter(is_it.clone()).one(&*transaction).await?.ok_or(StoreError::NotFound)?;
        if found.revoked_at.is_none() {
            audit::add(&*transaction, organisation, &Audit::new(who, AuditAction::KeyRevoked, &found.name)).await?;
        }
        api_key::Entity::update_many()
            .col_expr(api_key::Column::RevokedAt, Expr::value(now().0))
            .col_expr(api_key::Column::RevokedBy, Expr::value(who))
            .filter(is_it.add(api_key::Column::RevokedAt.is_null()))
            .exec(&*transaction)
            .await?;
        Ok(transaction.commit().await?)
    }
}

/// The keys that an account made and that work at a time.
pub(crate) fn working_of(organisation: OrganisationId, made_by: &str, at: Millis) -> Condition {
    let not_expired = Condition::any().add(api_key::Column::ExpiresAt.is_null()).add(api_key::Column::ExpiresAt.gt(at.0));
    Condition::all()
        .add(api_key::Column::OrganisationId.eq(organisation.0))
        .add(api_key::Column::MadeBy.eq(made_by))
        .add(api_key::Column::RevokedAt.is_null())
        .add(not_expired)
}

fn key_of(row: api_key::Model) -> Result<ApiKey, StoreError> {
    Ok(ApiKey {
        id: ApiKeyId(row.id),
        organisation: OrganisationId(row.organisation_id),
        name: row.name,
        scopes: row.scopes.split_whitespace().map(read_text).collect::<Result<_, _>>()?,
        created_at: time_of(row.id),
        expires_at: row.expires_at.map(Millis),
        last_used_at: row.last_used_at.map(Millis),
        revoked_at: row.revoked_at.map(Millis),
        made_by: row.made_by,
        revoked_by: row.revoked_by,
    })
}
