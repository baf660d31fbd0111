//! The audit log. Entries are only added, and deleted at the end of their retention. It shows what the logs of downloads,
//! reports and the rights desk hold too.

use domain::{
    account::{
        access_log::AccessKind,
        audit::{Audit, AuditAction, NotedAudit},
    },
    calendar::Millis,
    id::OrganisationId,
    report::ReportDeed,
    rights::ActionKind,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, sea_query::SimpleExpr,
};
use uuid::Uuid;

use crate::{
    clock::{first_id_at, id_at, now, time_of},
    database::column::Text,
    entity::{
        account::{access_note, audit_event},
        report::report_note,
        rights::{rights_action, rights_request},
    },
    error::StoreError,
    store::Store,
};

/// The most entries that one transaction deletes.
const MAX_DELETED: u64 = 1000;

impl Store {
    /// Adds an entry, for a deed that is done.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn note_audit(&self, organisation: OrganisationId, audit: &Audit) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        add(&*transaction, organisation, audit).await?;
        Ok(transaction.commit().await?)
    }

    /// Entries, the newest first: at most `limit` of those before the entry `before`, of one action or of all.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_audit(
        &self,
        organisation: OrganisationId,
        action: Option<AuditAction>,
        before: Option<Uuid>,
        limit: u64,
    ) -> Result<Vec<NotedAudit>, StoreError> {
        let before = before.unwrap_or(Uuid::max());
        let mut found = self.own_audit(organisation, action, before, limit).await?;
        let of_access: Vec<_> =
            AccessKind::ALL.iter().filter(|kind| action.is_none_or(|a| a == AuditAction::of_access(**kind))).collect();
        if !of_access.is_empty() {
            let rows = access_note::Entity::find()
                .filter(access_note::Column::OrganisationId.eq(organisation.0))
                .filter(access_note::Column::Id.lt(before))
                .filter(access_note::Column::Kind.is_in(of_access.iter().map(|kind| kind.name())))
                .order_by_desc(access_note::Column::Id)
                .limit(limit);
            found.extend(rows.all(self.read()).await?.into_iter().map(of_access_note));
        }
        let of_report: Vec<_> = [ReportDeed::Fixed, ReportDeed::Deleted]
            .into_iter()
            .filter(|deed| action.is_none_or(|a| a == AuditAction::of_report(*deed)))
            .collect();
        if !of_report.is_empty() {
            let rows = report_note::Entity::find()
                .filter(report_note::Column::OrganisationId.eq(organisation.0))
                .filter(report_note::Column::Id.lt(before))
                .filter(report_note::Column::Kind.is_in(of_report.iter().map(|deed| deed.name())))
                .order_by_desc(report_note::Column::Id)
                .limit(limit);
            found.extend(rows.all(self.read()).await?.into_iter().map(of_report_note));
        }
        let of_rights: Vec<_> =
            ActionKind::ALL.iter().filter(|kind| action.is_none_or(|a| a == AuditAction::of_rights(**kind))).collect();
        if !of_rights.is_empty() {
            let of_organisation = rights_request::Entity::find()
                .select_only()
                .column(rights_request::Column::Id)
                .filter(rights_request::Column::OrganisationId.eq(organisation.0));
            let in_organisation: SimpleExpr = rights_action::Column::RequestId.in_subquery(of_organisation.into_query());
            let rows = rights_action::Entity::find()
                .filter(in_organisation)
                .filter(rights_action::Column::Id.lt(before))
                .filter(rights_action::Column::Kind.is_in(of_rights.iter().map(|kind| kind.name())))
                .order_by_desc(rights_action::Column::Id)
                .limit(limit);
            found.extend(rows.all(self.read()).await?.into_iter().map(of_rights_action));
        }
        found.sort_by_key(|noted| std::cmp::Reverse(noted.id));
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(found)
    }

    async fn own_audit(
        &self,
        organisation: OrganisationId,
        action: Option<AuditAction>,
        before: Uuid,
        limit: u64,
    ) -> Result<Vec<NotedAudit>, StoreError> {
        let mut wanted =
            Condition::all().add(audit_event::Column::OrganisationId.eq(organisation.0)).add(audit_event::Column::Id.lt(before));
        if let Some(action) = action {
            wanted = wanted.add(audit_event::Column::Action.eq(action.name()));
        }
        let rows = audit_event::Entity::find().filter(wanted).order_by_desc(audit_event::Column::Id).limit(limit);
        Ok(rows.all(self.read()).await?.into_iter().map(noted).collect())
    }

    /// The number of entries from before a time.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_old_audit(&self, before: Millis) -> Result<u64, StoreError> {
        Ok(audit_event::Entity::find().filter(audit_event::Column::Id.lt(first_id_at(before))).count(self.read()).await?)
    }

    /// Deletes some of the entries from before a time, and returns their number.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn delete_old_audit(&self, before: Millis) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        let old = audit_event::Entity::find()
            .select_only()
            .column(audit_event::Column::Id)
            .filter(audit_event::Column::Id.lt(first_id_at(before)))
            .limit(MAX_DELETED);
        let ids: Vec<Uuid> = old.into_tuple().all(&*transaction).await?;
        let deleted = audit_event::Entity::delete_many().filter(audit_event::Column::Id.is_in(ids)).exec(&*transaction).await?;
        transaction.commit().await?;
        Ok(deleted.rows_affected)
    }
}

/// Adds an entry in the transaction of its deed, and writes its name to the log stream.
pub(crate) async fn add(
    connection: &impl ConnectionTrait,
    organisation: OrganisationId,
    audit: &Audit,
) -> Result<(), StoreError> {
    let at = now();
    let row = audit_event::ActiveModel {
        id: Set(id_at(at)),
        organisation_id: Set(organisation.0),
        at: Set(at.0),
        actor: Set(audit.actor.clone()),
        action: Set(Text(audit.action)),
        object: Set(audit.object.clone()),
        detail: Set(audit.detail.clone()),
    };
    audit_event::Entity::insert(row).exec_without_returning(connection).await?;
    tell(audit.action);
    Ok(())
}

/// Writes the name of an action to the log stream, which holds nothing of a person: neither who did it nor to what.
pub(crate) fn tell(action: AuditAction) {
    match action {
        AuditAction::SignInFailed | AuditAction::SignInDelayed => tracing::warn!(event = action.name(), "audit"),
        _ => tracing::info!(event = action.name(), "audit"),
    }
}

fn noted(row: audit_event::Model) -> NotedAudit {
    let audit = Audit { actor: row.actor, action: row.action.0, object: row.object, detail: row.detail };
    NotedAudit { id: row.id, at: Millis(row.at), audit }
}

fn of_access_note(row: access_note::Model) -> NotedAudit {
    let audit = Audit {
        actor: row.who,
        action: AuditAction::of_access(row.kind.0),
        object: Some(row.survey.0.to_string()),
        detail: Some(row.detail),
    };
    NotedAudit { id: row.id, at: time_of(row.id), audit }
}

fn of_report_note(row: report_note::Model) -> NotedAudit {
    let audit = Audit {
        actor: row.who,
        action: AuditAction::of_report(row.kind.0),
        object: Some(row.survey.0.to_string()),
        detail: Some(row.reason.map_or_else(|| row.title.clone(), |reason| format!("{}: {reason}", row.title))),
    };
    NotedAudit { id: row.id, at: time_of(row.id), audit }
}

fn of_rights_action(row: rights_action::Model) -> NotedAudit {
    let kind = row.kind.0;
    let audit = Audit {
        actor: row.account,
        action: AuditAction::of_rights(kind),
        object: row.about,
        // Of an extension the detail is a reason in somebody's words about the request: it stays at the desk.
        detail: Some(kind.name().to_owned()),
    };
    NotedAudit { id: row.id, at: time_of(row.id), audit }
}
