//! The log of downloads and readings of responses.

use domain::{
    account::{
        access_log::{Access, NotedAccess},
        audit::AuditAction,
    },
    calendar::Millis,
    id::OrganisationId,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use crate::{
    account::audit,
    clock::{first_id_at, id_at, now, time_of},
    database::column::Text,
    entity::account::access_note,
    error::StoreError,
    store::Store,
};

/// Pages read within this many milliseconds of an entry belong to the same reading.
const ONE_READING: i64 = 10 * 60_000;

impl Store {
    /// Logs a download of responses, before it starts.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then the download must not start.
    pub async fn note_access(&self, organisation: OrganisationId, access: &Access) -> Result<(), StoreError> {
        let row = access_note::ActiveModel {
            id: Set(id_at(now())),
            organisation_id: Set(organisation.0),
            who: Set(access.who.clone()),
            kind: Set(Text(access.kind)),
            survey: Set(Text(access.survey.clone())),
            detail: Set(access.detail.clone()),
        };
        let transaction = self.begin().await?;
        access_note::Entity::insert(row).exec_without_returning(&*transaction).await?;
        transaction.commit().await?;
        audit::tell(AuditAction::of_access(access.kind));
        Ok(())
    }

    /// Logs that a program reads rows, unless the same program read the same rows some minutes ago.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: then the rows must not be sent.
    pub async fn note_reading(&self, organisation: OrganisationId, access: &Access) -> Result<(), StoreError> {
        let same = Condition::all()
            .add(access_note::Column::OrganisationId.eq(organisation.0))
            .add(access_note::Column::Id.gte(first_id_at(Millis(now().0 - ONE_READING))))
            .add(access_note::Column::Who.eq(access.who.as_str()))
            .add(access_note::Column::Kind.eq(access.kind.name()))
            .add(access_note::Column::Survey.eq(access.survey.as_str()))
            .add(access_note::Column::Detail.eq(access.detail.as_str()));
        match access_note::Entity::find().filter(same).one(self.read()).await? {
            Some(_) => Ok(()),
            None => self.note_access(organisation, access).await,
        }
    }

    /// The entries, the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_accesses(&self, organisation: OrganisationId, limit: u64) -> Result<Vec<NotedAccess>, StoreError> {
        let of = access_note::Column::OrganisationId.eq(organisation.0);
        let newest = access_note::Entity::find().filter(of).order_by_desc(access_note::Column::Id).limit(limit);
        Ok(newest.all(self.read()).await?.into_iter().map(noted).collect())
    }
}

fn noted(row: access_note::Model) -> NotedAccess {
    let access = Access { who: row.who, kind: row.kind.0, survey: row.survey.0, detail: row.detail };
    NotedAccess { access, at: time_of(row.id) }
}
