//! The expiry of grants of website visitors that are no longer valid. It is recorded as an event, so that the log says
//! when they ended.

use std::collections::BTreeMap;

use domain::{
    calendar::Millis,
    consent::{Control, Decision, State, SubjectMatter, change::KnownAs},
    id::{EventId, NoticeVersionId, SiteId},
    site::{SiteNotice, published::PublishedSite},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use super::MAX_DUE;
use crate::{
    database::column::Text,
    entity::site::{decision, site_standing},
    error::StoreError,
    site::visitors::{lock_visitors, standing_of},
    store::Store,
    write_set::{
        WriteSet,
        event::{Expression, new_event, new_subject},
    },
};

impl Store {
    /// Records the expiry of grants whose validity has ended, for at most a small number of visitors. The caller
    /// repeats it until it returns 0.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn expire_decisions(&self, now: Millis) -> Result<u64, StoreError> {
        let due: Vec<Uuid> = site_standing::Entity::find()
            .select_only()
            .column(site_standing::Column::Subject)
            .filter(has_ended(now))
            .order_by_asc(site_standing::Column::ValidUntil)
            .order_by_asc(site_standing::Column::Subject)
            .limit(MAX_DUE)
            .into_tuple()
            .all(self.read())
            .await?;
        let notices = self.list_notices_of(&due).await?;
        let transaction = self.begin().await?;
        let decisions = lock_visitors(&*transaction, due.iter().copied()).await?;
        // The newest decision of each visitor.
        let newest: BTreeMap<Uuid, decision::Model> = decisions.into_iter().map(|row| (row.subject, row)).collect();
        // Some may have decided again before they were locked.
        let still = has_ended(now).add(site_standing::Column::Subject.is_in(due));
        let mut ended: BTreeMap<Uuid, Vec<site_standing::Model>> = BTreeMap::new();
        for row in site_standing::Entity::find().filter(still).all(&*transaction).await? {
            ended.entry(row.subject).or_default().push(row);
        }
        let mut rows = WriteSet::default();
        let mut visitors = 0;
        for (subject, standing) in ended {
            let row = newest.get(&subject).ok_or(StoreError::unreadable("the decision behind a grant"))?;
            // A notice published a moment ago: the next run handles it.
            let Some(notice) = notices.get(&row.notice_version_id) else { continue };
            push_expiry(&mut rows, row, notice, standing);
            visitors += 1;
        }
        rows.insert(&*transaction).await?;
        transaction.commit().await?;
        Ok(visitors)
    }

    pub(super) async fn count_expired(&self, now: Millis) -> Result<u64, StoreError> {
        let visitors = site_standing::Entity::find().select_only().column(site_standing::Column::Subject).distinct();
        Ok(visitors.filter(has_ended(now)).count(self.read()).await?)
    }

    /// The notices that visitors decided on, each with its website. Read before any lock is taken: waiting for a second
    /// connection while holding the lock of a visitor could deadlock.
    async fn list_notices_of(&self, subjects: &[Uuid]) -> Result<Notices, StoreError> {
        let of_visitors = decision::Column::Subject.is_in(subjects.iter().copied());
        let versions: Vec<(Uuid, Uuid)> = decision::Entity::find()
            .select_only()
            .columns([decision::Column::NoticeVersionId, decision::Column::SiteId])
            .filter(of_visitors)
            .distinct()
            .into_tuple()
            .all(self.read())
            .await?;
        let mut notices = Notices::new();
        for (version, site) in versions {
            let notice = self.get_site_notice(NoticeVersionId(version)).await?;
            notices.insert(version, (self.get_site(SiteId(site)).await?, notice));
        }
        Ok(notices)
    }
}

/// Notices by the id of their version.
type Notices = BTreeMap<Uuid, (PublishedSite, SiteNotice)>;

fn push_expiry(
    rows: &mut WriteSet,
    row: &decision::Model,
    (published, notice): &(PublishedSite, SiteNotice),
    standing: Vec<site_standing::Model>,
) {
    let subject = new_subject(row.subject);
    let mut decisions = Vec::with_capacity(standing.len());
    for ended in &standing {
        let (stood, _) = standing_of(ended.clone());
        decisions.push(Decision { purpose: stood.purpose, basis: stood.basis, state: State::Expired });
    }
    let expression = Expression::now(decisions, Control::Expiry, "validity");
    let about = SubjectMatter::Site(published.site.id);
    let event = new_event(&published.organisation, about, notice.published.reference(), row.locale.0, expression, &subject);
    rows.push_event(&event, &subject, Some(KnownAs::Earlier(EventId(row.event_id))));
    for ended in standing {
        let row = site_standing::ActiveModel {
            subject: Set(ended.subject),
            purpose: Set(ended.purpose.clone()),
            basis: Set(ended.basis),
            state: Set(Text(State::Expired)),
            event_id: Set(event.id.0),
            since: Set(event.time.0),
            valid_until: Set(ended.valid_until),
        };
        rows.site_standings.insert((ended.subject, ended.purpose.0), row);
    }
}

/// The states are literals in the statement, as in the index `site_standing_ending`. With bound values SQLite cannot
/// use the index.
fn has_ended(now: Millis) -> Condition {
    Condition::all().add(Expr::cust("state IN ('given', 'renewed')")).add(site_standing::Column::ValidUntil.lt(now.0))
}
