//! The rights desk: requests of data subjects about their data. It records what was done for each request, and by which
//! account. It never records who the data subjects are.

mod remedies;
mod search;

use domain::{
    account::audit::AuditAction,
    calendar::{Day, Millis},
    id::{OrganisationId, RequestId},
    rights::{ActionKind, Identity, NewRequest, Outcome, RightsAction, RightsRequest},
};
use sea_orm::{
    ActiveModelTrait as _, ActiveValue::Set, ColumnTrait as _, ConnectionTrait, DatabaseTransaction, EntityTrait as _,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use crate::{
    account::audit,
    clock::{new_id, now, time_of},
    database::{
        Backend,
        column::{Text, read_text},
    },
    entity::rights::{rights_action, rights_request},
    error::StoreError,
    store::Store,
};

pub use remedies::Remedy;
pub(crate) use search::restricted;
pub use search::{Search, SearchBy};

/// The context of an action for a request.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    /// The organisation. Data of other organisations are not found.
    pub organisation: OrganisationId,
    /// The request.
    pub request: RequestId,
    /// The e-mail address of the account.
    pub account: &'a str,
    /// The origin of the server that was used.
    pub origin: &'a str,
}

impl Store {
    /// Stores a new request.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn create_rights_request(&self, organisation: OrganisationId, new: &NewRequest) -> Result<RequestId, StoreError> {
        let transaction = self.begin().await?;
        let id = new_id();
        let names: Vec<_> = new.rights.iter().map(|right| right.name()).collect();
        let row = rights_request::ActiveModel {
            id: Set(id),
            organisation_id: Set(organisation.0),
            rights: Set(names.join(" ")),
            reference: Set(new.reference.clone()),
            identity: Set(Text(new.identity)),
            received: Set(new.received.0),
            extension: Set(None),
            outcome: Set(None),
            note: Set(None),
            closed_at: Set(None),
        };
        rights_request::Entity::insert(row).exec_without_returning(&*transaction).await?;
        transaction.commit().await?;
        Ok(RequestId(id))
    }

    /// The requests of an organisation, at most `limit`: first the open ones by date of receipt, then the closed ones,
    /// the newest first.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_rights_requests(&self, organisation: OrganisationId, limit: u64) -> Result<Vec<RightsRequest>, StoreError> {
        let of_organisation = || rights_request::Entity::find().filter(rights_request::Column::OrganisationId.eq(organisation.0));
        let mut rows = of_organisation()
            .filter(rights_request::Column::ClosedAt.is_null())
            .order_by_asc(rights_request::Column::Received)
            .order_by_asc(rights_request::Column::Id)
            .limit(limit)
            .all(self.read())
            .await?;
        let left = limit.saturating_sub(rows.len() as u64);
        let closed = of_organisation()
            .filter(rights_request::Column::ClosedAt.is_not_null())
            .order_by_desc(rights_request::Column::ClosedAt)
            .limit(left)
            .all(self.read())
            .await?;
        rows.extend(closed);
        rows.into_iter().map(request_of).collect()
    }

    /// A request of an organisation with its log, the oldest entry first.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub async fn get_rights_request(
        &self,
        organisation: OrganisationId,
        id: RequestId,
    ) -> Result<(RightsRequest, Vec<RightsAction>), StoreError> {
        let row = find(self.read(), organisation, id).await?;
        let actions = rights_action::Entity::find()
            .filter(rights_action::Column::RequestId.eq(id.0))
            .order_by_asc(rights_action::Column::Id)
            .all(self.read())
            .await?;
        let actions = actions.into_iter().map(action_of).collect();
        Ok((request_of(row)?, actions))
    }

    /// Extends the deadline by two months, once, within the first month (GDPR art. 12(3)).
    ///
    /// # Errors
    /// [`StoreError::Conflict`] if it was extended before, the request is closed, or the first month is over;
    /// [`StoreError::NotFound`].
    pub async fn extend_rights_request(&self, desk: Desk<'_>, reason: &str, today: Day) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let row = self.lock_open(&transaction, desk).await?;
        if row.extension.is_some() || request_of(row.clone())?.extendable_until() < today {
            return Err(StoreError::Conflict(NOT_EXTENDABLE));
        }
        let mut row = row.into_active_model();
        row.extension = Set(Some(reason.to_owned()));
        row.update(&*transaction).await?;
        log(&transaction, desk, ActionKind::Extended, None, Some(reason.to_owned())).await?;
        Ok(transaction.commit().await?)
    }

    /// Records how the identity of the data subject was checked.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the request is closed, [`StoreError::NotFound`].
    pub async fn identify_rights_request(&self, desk: Desk<'_>, identity: Identity) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let mut row = self.lock_open(&transaction, desk).await?.into_active_model();
        row.identity = Set(Text(identity));
        row.update(&*transaction).await?;
        log(&transaction, desk, ActionKind::Identified, None, Some(identity.name().to_owned())).await?;
        Ok(transaction.commit().await?)
    }

    /// Closes a request.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it is closed, [`StoreError::NotFound`].
    pub async fn close_rights_request(&self, desk: Desk<'_>, outcome: Outcome, note: Option<&str>) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let mut row = self.lock_open(&transaction, desk).await?.into_active_model();
        row.outcome = Set(Some(Text(outcome)));
        row.note = Set(note.map(str::to_owned));
        row.closed_at = Set(Some(now().0));
        row.update(&*transaction).await?;
        log(&transaction, desk, ActionKind::Closed, None, Some(outcome.name().to_owned())).await?;
        Ok(transaction.commit().await?)
    }

    /// Logs that the data found are handed out. To be called before they are.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the request is closed or the identity is not checked yet,
    /// [`StoreError::NotFound`].
    pub async fn log_rights_export(&self, desk: Desk<'_>, items: usize) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        self.lock_identified(&transaction, desk).await?;
        log(&transaction, desk, ActionKind::Exported, None, Some(items.to_string())).await?;
        Ok(transaction.commit().await?)
    }

    /// Deletes requests closed before a time with their logs, and returns the number of requests.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_rights_requests(&self, before: Millis) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        let old = rights_request::Entity::find()
            .select_only()
            .column(rights_request::Column::Id)
            .filter(rights_request::Column::ClosedAt.lt(before.0))
            .limit(100);
        let ids: Vec<Uuid> = old.into_tuple().all(&*transaction).await?;
        rights_action::Entity::delete_many()
            .filter(rights_action::Column::RequestId.is_in(ids.iter().copied()))
            .exec(&*transaction)
            .await?;
        rights_request::Entity::delete_many()
            .filter(rights_request::Column::Id.is_in(ids.iter().copied()))
            .exec(&*transaction)
            .await?;
        transaction.commit().await?;
        Ok(ids.len() as u64)
    }

    /// How many [`Store::delete_rights_requests`] would delete.
    pub(crate) async fn count_rights_requests(&self, before: Millis) -> Result<u64, StoreError> {
        let old = rights_request::Entity::find().filter(rights_request::Column::ClosedAt.lt(before.0));
        Ok(old.count(self.read()).await?)
    }

    /// An open request, locked against other writers until the transaction ends.
    async fn lock_open(&self, transaction: &DatabaseTransaction, desk: Desk<'_>) -> Result<rights_request::Model, StoreError> {
        let query = rights_request::Entity::find_by_id(desk.request.0);
        // On SQLite the transaction holds the only write lock from its start.
        let query = if self.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
        let row = query.one(transaction).await?.filter(|row| row.organisation_id == desk.organisation.0);
        let row = row.ok_or(StoreError::NotFound)?;
        if row.closed_at.is_some() {
            return Err(StoreError::Conflict(CLOSED));
        }
        Ok(row)
    }

    /// The same for a request whose identity is checked. Before that nothing is handed out or changed (GDPR art.
    /// 12(6)).
    async fn lock_identified(&self, transaction: &DatabaseTransaction, desk: Desk<'_>) -> Result<(), StoreError> {
        match self.lock_open(transaction, desk).await? {
            row if row.identity.0 == Identity::NotYet => Err(StoreError::Conflict(NOT_IDENTIFIED)),
            _ => Ok(()),
        }
    }

    /// Logs that data of the data subject are viewed. Repeated views make one entry.
    async fn log_view(&self, desk: Desk<'_>, about: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        self.lock_open(&transaction, desk).await?;
        let newest = rights_action::Entity::find()
            .filter(rights_action::Column::RequestId.eq(desk.request.0))
            .order_by_desc(rights_action::Column::Id)
            .one(&*transaction)
            .await?;
        let same = newest
            .filter(|row| row.kind.0 == ActionKind::Viewed && row.account == desk.account && row.about.as_deref() == Some(about));
        match same {
            Some(row) => {
                let times = row.detail.as_deref().and_then(|times| times.parse::<u64>().ok()).unwrap_or(1);
                let mut row = row.into_active_model();
                row.detail = Set(Some(times.saturating_add(1).to_string()));
                row.update(&*transaction).await?;
            }
            None => log(&transaction, desk, ActionKind::Viewed, Some(about), Some("1".to_owned())).await?,
        }
        Ok(transaction.commit().await?)
    }
}

/// Why an action for a request is refused: it is closed, its deadline cannot be extended (again), or the identity is
/// not checked yet.
pub const CLOSED: &str = "closed";
/// See [`CLOSED`].
pub const NOT_EXTENDABLE: &str = "extension";
/// See [`CLOSED`].
pub const NOT_IDENTIFIED: &str = "identity";

async fn find(
    connection: &impl ConnectionTrait,
    organisation: OrganisationId,
    id: RequestId,
) -> Result<rights_request::Model, StoreError> {
    let row = rights_request::Entity::find_by_id(id.0).one(connection).await?;
    row.filter(|row| row.organisation_id == organisation.0).ok_or(StoreError::NotFound)
}

/// Logs an action, in the transaction of the action.
async fn log(
    transaction: &DatabaseTransaction,
    desk: Desk<'_>,
    kind: ActionKind,
    about: Option<&str>,
    detail: Option<String>,
) -> Result<(), StoreError> {
    let row = rights_action::ActiveModel {
        id: Set(new_id()),
        request_id: Set(desk.request.0),
        account: Set(desk.account.to_owned()),
        kind: Set(Text(kind)),
        about: Set(about.map(str::to_owned)),
        detail: Set(detail),
    };
    rights_action::Entity::insert(row).exec_without_returning(transaction).await?;
    audit::tell(AuditAction::of_rights(kind));
    Ok(())
}

fn request_of(row: rights_request::Model) -> Result<RightsRequest, StoreError> {
    Ok(RightsRequest {
        id: RequestId(row.id),
        entered: NewRequest {
            rights: row.rights.split(' ').map(read_text).collect::<Result<_, _>>()?,
            reference: row.reference,
            identity: row.identity.0,
            received: Day(row.received),
        },
        extension: row.extension,
        closed: row.outcome.zip(row.closed_at).map(|(outcome, at)| (outcome.0, row.note, Millis(at))),
    })
}

fn action_of(row: rights_action::Model) -> RightsAction {
    RightsAction { kind: row.kind.0, account: row.account, about: row.about, detail: row.detail, at: time_of(row.id) }
}
