//! Who took responses along.

use domain::{
    access::{Access, NotedAccess},
    id::{OrganisationId, Slug},
};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};

use crate::{
    Store, StoreError,
    clock::{id_at, now, time_of},
    entity::access_note,
};

impl Store {
    /// Notes that responses are about to be taken along.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then they must not be.
    pub async fn note_access(&self, organisation: OrganisationId, access: &Access) -> Result<(), StoreError> {
        let row = access_note::ActiveModel {
            id: Set(id_at(now())),
            organisation_id: Set(organisation.0),
            who: Set(access.who.clone()),
            kind: Set(access.kind.name().to_owned()),
            survey: Set(access.survey.to_string()),
            detail: Set(access.detail.clone()),
        };
        let transaction = self.begin().await?;
        access_note::Entity::insert(row).exec_without_returning(&*transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// What was noted, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_accesses(&self, organisation: OrganisationId, limit: u64) -> Result<Vec<NotedAccess>, StoreError> {
        let of = access_note::Column::OrganisationId.eq(organisation.0);
        let newest = access_note::Entity::find().filter(of).order_by_desc(access_note::Column::Id).limit(limit);
        newest.all(self.read()).await?.into_iter().map(noted).collect()
    }
}

fn noted(row: access_note::Model) -> Result<NotedAccess, StoreError> {
    let unreadable = |_| StoreError::unreadable("a note of access");
    let access = Access {
        who: row.who,
        kind: row.kind.parse().map_err(unreadable)?,
        survey: Slug::parse(&row.survey).map_err(unreadable)?,
        detail: row.detail,
    };
    Ok(NotedAccess { access, at: time_of(row.id) })
}
