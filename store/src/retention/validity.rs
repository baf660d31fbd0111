//! Grants of visitors of websites that are no longer valid: recorded as an event, so that the log says when they ended.

use std::collections::BTreeMap;

use domain::{
    calendar::Millis,
    consent::{Control, Decision, State, SubjectMatter},
    consent_change::KnownAs,
    id::{EventId, NoticeVersionId, SiteId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use super::BATCH;
use crate::{
    Backend, Store, StoreError,
    decision_receipts::standing_of,
    entity::{decision, site_standing},
    rows::{Expression, Rows, new_event, new_subject},
};

impl Store {
    /// Records the expiry of grants whose validity has ended, of at most some visitors; it is due again until it returns 0.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn expire_decisions(&self, now: Millis) -> Result<u64, StoreError> {
        let transaction = self.begin().await?;
        let mut query = site_standing::Entity::find()
            .filter(has_ended(now))
            .order_by_asc(site_standing::Column::ValidUntil)
            .order_by_asc(site_standing::Column::Subject)
            .limit(BATCH);
        if self.backend() == Backend::Postgres {
            query = query.lock_exclusive();
        }
        let mut ended: BTreeMap<Uuid, Vec<site_standing::Model>> = BTreeMap::new();
        for row in query.all(&*transaction).await? {
            ended.entry(row.subject).or_default().push(row);
        }
        let decisions = decision::Entity::find()
            .filter(decision::Column::Subject.is_in(ended.keys().copied()))
            .order_by_asc(decision::Column::EventId)
            .all(&*transaction)
            .await?;
        // The newest of each visitor.
        let newest: BTreeMap<Uuid, decision::Model> = decisions.into_iter().map(|row| (row.subject, row)).collect();
        let mut rows = Rows::default();
        let visitors = ended.len() as u64;
        for (subject, standing) in ended {
            let row = newest.get(&subject).ok_or(StoreError::unreadable("the decision behind a grant"))?;
            self.push_expiry(&mut rows, row, standing).await?;
        }
        rows.insert(&*transaction).await?;
        transaction.commit().await?;
        Ok(visitors)
    }

    pub(super) async fn count_expired(&self, now: Millis) -> Result<u64, StoreError> {
        let visitors = site_standing::Entity::find().select_only().column(site_standing::Column::Subject).distinct();
        Ok(visitors.filter(has_ended(now)).count(self.read()).await?)
    }

    async fn push_expiry(
        &self,
        rows: &mut Rows,
        row: &decision::Model,
        standing: Vec<site_standing::Model>,
    ) -> Result<(), StoreError> {
        let published = self.get_site(SiteId(row.site_id)).await?;
        let notice = self.get_site_notice(NoticeVersionId(row.notice_version_id)).await?;
        let locale = row.locale.parse().map_err(|_| StoreError::unreadable("a locale"))?;
        let subject = new_subject(row.subject);
        let mut decisions = Vec::with_capacity(standing.len());
        for ended in &standing {
            let (stood, _) = standing_of(ended.clone())?;
            decisions.push(Decision { purpose: stood.purpose, basis: stood.basis, state: State::Expired });
        }
        let expression = Expression::now(decisions, Control::Expiry, "validity");
        let about = SubjectMatter::Site(published.site.id);
        let event = new_event(&published.organisation, about, notice.published.reference(), locale, expression, &subject);
        rows.push_event(&event, &subject, Some(KnownAs::Earlier(EventId(row.event_id))));
        for ended in standing {
            let row = site_standing::ActiveModel {
                subject: Set(ended.subject),
                purpose: Set(ended.purpose.clone()),
                basis: Set(ended.basis),
                state: Set(State::Expired.name().to_owned()),
                event_id: Set(event.id.0),
                since: Set(event.time.0),
                valid_until: Set(ended.valid_until),
            };
            rows.site_standings.insert((ended.subject, ended.purpose), row);
        }
        Ok(())
    }
}

/// The states stand in the text, as in the index `site_standing_ending`: of values handed in SQLite cannot know that they are
/// those of the index.
fn has_ended(now: Millis) -> Condition {
    Condition::all().add(Expr::cust("state IN ('given', 'renewed')")).add(site_standing::Column::ValidUntil.lt(now.0))
}
