//! Receipts of decisions on websites: what stands under which notice, taking it back per purpose, and erasing it.

use std::sync::Arc;

use domain::{
    calendar::Millis,
    consent::{ConsentEvent, Control, Decision, State, SubjectMatter},
    consent_change::KnownAs,
    id::{EventId, Key, NoticeVersionId, SiteId},
    locale::Locale,
    organisation::Organisation,
    receipt::ReceiptCode,
    site::{Site, SiteNotice},
};
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _, QuerySelect as _,
    sea_query::{Expr, SimpleExpr},
};
use uuid::Uuid;

use crate::{
    Backend, PurposeStanding, Store, StoreError, Withdrawal,
    counts::Counts,
    decisions::place,
    entity::{consent_event, decision, event_subject, site_standing},
    receipts::list_history,
    rows::{Expression, Rows, new_event, new_subject},
};

/// All that is stored about one visitor of a website, as one of the visitor's decisions leads to it.
#[derive(Clone, Debug)]
pub struct DecisionReceipt {
    /// The decision.
    pub event: EventId,
    /// The website.
    pub site: Site,
    /// Whose it is.
    pub organisation: Arc<Organisation>,
    /// The notice under which it was decided.
    pub notice: SiteNotice,
    /// The language it was shown in.
    pub locale: Locale,
    /// When it was decided.
    pub decided_at: Millis,
    /// Until when it holds.
    pub valid_until: Millis,
    /// The purposes that stand or stood for this visitor now, in the order of the notice; one that was only refused is in the
    /// history alone.
    pub standing: Vec<PurposeStanding>,
    /// Every event of this visitor, the oldest first.
    pub history: Vec<ConsentEvent>,
    /// Whether the newest of them is in the log already.
    pub sealed: bool,
}

impl Store {
    /// The receipt of a decision on a website with this code.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn find_decision_receipt(&self, code: &ReceiptCode) -> Result<Option<DecisionReceipt>, StoreError> {
        self.read_decision_receipt(of_code(code)).await
    }

    /// The same, by the event of the decision.
    pub(crate) async fn find_decision_receipt_of(&self, event: EventId) -> Result<Option<DecisionReceipt>, StoreError> {
        self.read_decision_receipt(decision::Column::EventId.eq(event.0)).await
    }

    async fn read_decision_receipt(&self, which: SimpleExpr) -> Result<Option<DecisionReceipt>, StoreError> {
        let Some(row) = decision::Entity::find().filter(which).one(self.read()).await? else { return Ok(None) };
        let published = self.get_site(SiteId(row.site_id)).await?;
        let notice = self.get_site_notice(NoticeVersionId(row.notice_version_id)).await?;
        let purposes = &notice.published.notice.purposes;
        let mut standing: Vec<_> = self.list_site_standing(row.subject).await?.into_iter().map(|(s, _)| s).collect();
        standing.sort_by_key(|s| purposes.iter().position(|p| p.key == s.purpose).unwrap_or(usize::MAX));
        let (history, sealed) = list_history(self.read(), row.subject).await?;
        Ok(Some(DecisionReceipt {
            event: EventId(row.event_id),
            site: published.site,
            organisation: published.organisation,
            locale: row.locale.parse().map_err(|_| StoreError::unreadable("a locale"))?,
            decided_at: Millis(row.decided_at),
            valid_until: Millis(row.valid_until),
            standing,
            history,
            sealed,
            notice,
        }))
    }

    /// Withdraws consent to one purpose of a website.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an unknown receipt.
    pub async fn withdraw_decision(&self, code: &ReceiptCode, purpose: &Key, origin: &str) -> Result<Withdrawal, StoreError> {
        let transaction = self.begin().await?;
        let row = self.lock_decision(&transaction, of_code(code)).await?;
        let withdrawal = self.take_back_decision(&transaction, &row, purpose, origin).await?;
        transaction.commit().await?;
        Ok(withdrawal)
    }

    pub(crate) async fn take_back_decision(
        &self,
        transaction: &DatabaseTransaction,
        row: &decision::Model,
        purpose: &Key,
        origin: &str,
    ) -> Result<Withdrawal, StoreError> {
        let stood = site_standing::Entity::find_by_id((row.subject, purpose.to_string())).one(transaction).await?;
        let stood = stood.map(standing_of).transpose()?.filter(|(standing, _)| standing.state.stands());
        let Some((stood, _)) = stood else { return Ok(Withdrawal::NotStanding) };
        let state = State::taken_back(stood.basis);
        let decisions = vec![Decision { purpose: stood.purpose, basis: stood.basis, state }];
        self.record_decision(transaction, row, decisions, Control::Withdraw, origin).await?;
        Ok(Withdrawal::Done)
    }

    /// Erases who all events of a visitor are about, and the receipts. The events stay in the log and say nothing of anybody.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an unknown receipt.
    pub async fn erase_decision(&self, code: &ReceiptCode, origin: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let row = self.lock_decision(&transaction, of_code(code)).await?;
        self.erase_visitor(&transaction, &row, origin).await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(crate) async fn erase_visitor(
        &self,
        transaction: &DatabaseTransaction,
        row: &decision::Model,
        origin: &str,
    ) -> Result<(), StoreError> {
        let event = consent_event::Entity::find_by_id(row.event_id).one(transaction).await?.ok_or(StoreError::NotFound)?;
        let event = ConsentEvent::from_leaf(&event.leaf).map_err(|_| StoreError::unreadable("a consent event"))?;
        let decisions = event.decisions.into_iter().map(|decision| Decision { state: State::Erased, ..decision }).collect();
        self.record_decision(transaction, row, decisions, Control::Erasure, origin).await?;
        event_subject::Entity::delete_many().filter(event_subject::Column::Subject.eq(row.subject)).exec(transaction).await?;
        site_standing::Entity::delete_many().filter(site_standing::Column::Subject.eq(row.subject)).exec(transaction).await?;
        decision::Entity::delete_many().filter(decision::Column::Subject.eq(row.subject)).exec(transaction).await?;
        Ok(())
    }

    /// What stands, or stood, for a visitor, and until when.
    pub(crate) async fn list_site_standing(&self, subject: Uuid) -> Result<Vec<(PurposeStanding, Millis)>, StoreError> {
        let rows = site_standing::Entity::find().filter(site_standing::Column::Subject.eq(subject)).all(self.read()).await?;
        rows.into_iter().map(standing_of).collect()
    }

    /// A decision with a receipt, held against other writers until the transaction ends.
    pub(crate) async fn lock_decision(
        &self,
        transaction: &DatabaseTransaction,
        which: SimpleExpr,
    ) -> Result<decision::Model, StoreError> {
        let query = decision::Entity::find().filter(which);
        // SQLite's transaction holds the only write lock from its start.
        let query = if self.backend() == Backend::Postgres { query.lock_exclusive() } else { query };
        query.one(transaction).await?.ok_or(StoreError::NotFound)
    }

    /// Records an event, brings what stands in line with it, and counts a withdrawal.
    async fn record_decision(
        &self,
        transaction: &DatabaseTransaction,
        row: &decision::Model,
        decisions: Vec<Decision>,
        control: Control,
        origin: &str,
    ) -> Result<(), StoreError> {
        let published = self.get_site(SiteId(row.site_id)).await?;
        let organisation = self.load_organisation(published.organisation.id).await?;
        let notice = self.get_site_notice(NoticeVersionId(row.notice_version_id)).await?;
        let locale = row.locale.parse().map_err(|_| StoreError::unreadable("a locale"))?;
        let subject = new_subject(row.subject);
        let expression = Expression::now(decisions, control, origin);
        let about = SubjectMatter::Site(published.site.id);
        let event = new_event(&organisation.organisation, about, notice.published.reference(), locale, expression, &subject);
        let mut rows = Rows::default();
        rows.push_event(&event, &subject, Some(KnownAs::Earlier(EventId(row.event_id))));
        if control == Control::Withdraw {
            rows.counts = Counts::control(place(&published, &notice, locale, &organisation), control);
        }
        rows.insert(transaction).await?;
        for decision in &event.decisions {
            site_standing::Entity::update_many()
                .col_expr(site_standing::Column::State, Expr::value(decision.state.name()))
                .col_expr(site_standing::Column::EventId, Expr::value(event.id.0))
                .col_expr(site_standing::Column::Since, Expr::value(event.time.0))
                .filter(site_standing::Column::Subject.eq(row.subject))
                .filter(site_standing::Column::Purpose.eq(decision.purpose.as_str()))
                .exec(transaction)
                .await?;
        }
        Ok(())
    }
}

/// The decision of a receipt.
fn of_code(code: &ReceiptCode) -> SimpleExpr {
    decision::Column::ReceiptHash.eq(code.lookup_hash().0.to_vec())
}

pub(crate) fn standing_of(row: site_standing::Model) -> Result<(PurposeStanding, Millis), StoreError> {
    let unreadable = |_| StoreError::unreadable("what stands for a purpose");
    let standing = PurposeStanding {
        purpose: row.purpose.parse().map_err(unreadable)?,
        basis: row.basis.parse().map_err(unreadable)?,
        state: row.state.parse().map_err(unreadable)?,
        since: Millis(row.since),
    };
    Ok((standing, Millis(row.valid_until)))
}
