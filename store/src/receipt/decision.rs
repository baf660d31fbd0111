//! Receipts of decisions on websites: the states under a notice, withdrawal of a purpose, and erasure.

use domain::{
    account::audit::{Audit, AuditAction, RESPONDENT},
    calendar::Millis,
    consent::{ConsentEvent, Control, Decision, State, SubjectMatter, change::KnownAs, standing::PurposeState},
    id::{EventId, Key, NoticeVersionId, SiteId},
    locale::Locale,
    receipt::{decision::DecisionReceipt, response::Withdrawal},
    site::{SiteNotice, published::PublishedSite},
    submission_key::ReceiptCode,
};
use sea_orm::{
    ColumnTrait as _, DatabaseTransaction, EntityTrait as _, QueryFilter as _,
    sea_query::{Expr, SimpleExpr},
};
use uuid::Uuid;

use crate::{
    account::audit,
    cache::LoadedOrganisation,
    database::column::Text,
    entity::{
        consent::{consent_event, event_subject},
        site::{decision, site_standing},
    },
    error::StoreError,
    receipt::list_history,
    repeat_note::note_visitor,
    site::{
        decisions::place,
        visitors::{list_standing, list_strand, lock_visitors, standing_of, strand_of},
    },
    store::Store,
    write_set::{
        WriteSet,
        event::{Expression, new_event, new_subject},
        site_counters::SiteCounters,
    },
};

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
        self.read_decision_receipt(of_event(event)).await
    }

    async fn read_decision_receipt(&self, which: SimpleExpr) -> Result<Option<DecisionReceipt>, StoreError> {
        let Some(row) = decision::Entity::find().filter(which).one(self.read()).await? else { return Ok(None) };
        let published = self.get_site(SiteId(row.site_id)).await?;
        let notice = self.get_site_notice(NoticeVersionId(row.notice_version_id)).await?;
        let purposes = &notice.published.notice.purposes;
        let strand = strand_of(self.read(), row.subject, row.event_id).await?;
        let (history, sealed) = list_history(self.read(), &self.inner.served, row.subject, strand).await?;
        let mut standing = Vec::new();
        for row in list_standing(self.read(), row.subject).await? {
            let event = EventId(row.event_id);
            let (state, _) = standing_of(row);
            if strand.is_none() || is_of_strand(&history, event, &state) {
                standing.push(state);
            }
        }
        standing.sort_by_key(|s| purposes.iter().position(|p| p.key == s.purpose).unwrap_or(usize::MAX));
        Ok(Some(DecisionReceipt {
            event: EventId(row.event_id),
            site: published.site,
            organisation: published.organisation,
            locale: row.locale.0,
            decided_at: Millis(row.decided_at),
            valid_until: Millis(row.valid_until),
            standing,
            covers_one: strand.is_some(),
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
        let recorded = self.get_recorded(of_code(code)).await?;
        let transaction = self.begin().await?;
        recorded.lock(&transaction).await?;
        let withdrawal = recorded.revoke(&transaction, purpose, origin).await?;
        transaction.commit().await?;
        Ok(withdrawal)
    }

    /// Erases the links from all events of a visitor to the visitor, and the receipts. The events stay in the log,
    /// without a person.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for an unknown receipt.
    pub async fn erase_decision(&self, code: &ReceiptCode, origin: &str) -> Result<(), StoreError> {
        let recorded = self.get_recorded(of_code(code)).await?;
        let transaction = self.begin().await?;
        recorded.lock(&transaction).await?;
        recorded.erase(&transaction, origin).await?;
        let site = &recorded.published.site;
        let noted = Audit::new(RESPONDENT, AuditAction::ErasedByRespondent, site.key.as_str()).with("everything");
        audit::add(&*transaction, site.organisation, &noted).await?;
        transaction.commit().await?;
        self.leave_traces();
        Ok(())
    }

    /// The data needed to record a change of a decision. They are read before the visitor is locked: a transaction that
    /// holds the lock and waits for a second connection could deadlock with transactions that wait for the visitor.
    pub(crate) async fn get_recorded(&self, which: SimpleExpr) -> Result<Recorded, StoreError> {
        let row = decision::Entity::find().filter(which).one(self.read()).await?.ok_or(StoreError::NotFound)?;
        let published = self.get_site(SiteId(row.site_id)).await?;
        let organisation = self.load_organisation(self.read(), published.organisation.id).await?;
        let notice = self.get_site_notice(NoticeVersionId(row.notice_version_id)).await?;
        let strand = strand_of(self.read(), row.subject, row.event_id).await?;
        let locale = row.locale.0;
        Ok(Recorded { row, strand, published, organisation, notice, locale })
    }
}

/// Whether a receipt that covers a strand shows a state: that which its events made, and that nothing of it stands any
/// more. What another decision granted since is not for whoever knows an event id only.
fn is_of_strand(history: &[ConsentEvent], event: EventId, state: &PurposeState) -> bool {
    let was_decided = || history.iter().flat_map(|event| &event.decisions).any(|decision| decision.purpose == state.purpose);
    history.iter().any(|recorded| recorded.id == event) || (!state.state.stands() && was_decided())
}

/// The decision of a receipt.
fn of_code(code: &ReceiptCode) -> SimpleExpr {
    decision::Column::ReceiptHash.eq(code.lookup_hash().0.to_vec())
}

/// The decision of an event.
pub(crate) fn of_event(event: EventId) -> SimpleExpr {
    decision::Column::EventId.eq(event.0)
}

/// A decision that is about to be changed.
pub(crate) struct Recorded {
    row: decision::Model,
    /// The events that its receipt covers; all if there is none.
    strand: Option<Uuid>,
    pub(crate) published: PublishedSite,
    organisation: LoadedOrganisation,
    notice: SiteNotice,
    locale: Locale,
}

impl Recorded {
    /// Locks its visitor against other writers until the transaction ends.
    pub(crate) async fn lock(&self, transaction: &DatabaseTransaction) -> Result<(), StoreError> {
        let held = lock_visitors(transaction, [self.row.subject]).await?;
        held.iter().any(|row| row.event_id == self.row.event_id).then_some(()).ok_or(StoreError::NotFound)
    }

    /// Withdraws one purpose, if it is in force.
    pub(crate) async fn revoke(
        &self,
        transaction: &DatabaseTransaction,
        purpose: &Key,
        origin: &str,
    ) -> Result<Withdrawal, StoreError> {
        let stood = site_standing::Entity::find_by_id((self.row.subject, Text(purpose.clone()))).one(transaction).await?;
        let stood = stood.map(standing_of).filter(|(standing, _)| standing.state.stands());
        let Some((stood, _)) = stood else { return Ok(Withdrawal::NotStanding) };
        let state = State::revoked(stood.basis);
        let decisions = vec![Decision { purpose: stood.purpose, basis: stood.basis, state }];
        self.change(transaction, decisions, Control::Withdraw, self.strand, origin).await?;
        note_visitor(transaction, self.row.subject, Some(purpose), None, origin).await?;
        Ok(Withdrawal::Done)
    }

    /// Erases the visitor, or only the events that the receipt covers. What these decided last then stands for nothing,
    /// which an event of the visitor says.
    pub(crate) async fn erase(&self, transaction: &DatabaseTransaction, origin: &str) -> Result<(), StoreError> {
        match self.strand {
            None => self.erase_visitor(transaction, origin).await,
            Some(strand) => self.erase_strand(transaction, strand, origin).await,
        }
    }

    async fn erase_visitor(&self, transaction: &DatabaseTransaction, origin: &str) -> Result<(), StoreError> {
        let row = &self.row;
        let event = consent_event::Entity::find_by_id(row.event_id).one(transaction).await?.ok_or(StoreError::NotFound)?;
        let event = ConsentEvent::from_leaf(&event.leaf).map_err(|_| StoreError::unreadable("a consent event"))?;
        let decisions = event.decisions.into_iter().map(|decision| Decision { state: State::Erased, ..decision }).collect();
        self.change(transaction, decisions, Control::Erasure, None, origin).await?;
        note_visitor(transaction, row.subject, None, None, origin).await?;
        event_subject::Entity::delete_many().filter(event_subject::Column::Subject.eq(row.subject)).exec(transaction).await?;
        site_standing::Entity::delete_many().filter(site_standing::Column::Subject.eq(row.subject)).exec(transaction).await?;
        decision::Entity::delete_many().filter(decision::Column::Subject.eq(row.subject)).exec(transaction).await?;
        Ok(())
    }

    async fn erase_strand(&self, transaction: &DatabaseTransaction, strand: Uuid, origin: &str) -> Result<(), StoreError> {
        let subject = self.row.subject;
        let covered = list_strand(transaction, subject, strand).await?;
        let standing = list_standing(transaction, subject).await?.into_iter();
        let last_word = standing.filter(|state| covered.contains(&state.event_id));
        let decisions: Vec<_> =
            last_word.map(|state| Decision { purpose: state.purpose.0, basis: state.basis.0, state: State::Erased }).collect();
        if !decisions.is_empty() {
            self.change(transaction, decisions, Control::Erasure, None, origin).await?;
        }
        note_visitor(transaction, subject, None, Some(&covered), origin).await?;
        let links = event_subject::Entity::delete_many().filter(event_subject::Column::Subject.eq(subject));
        links.filter(event_subject::Column::EventId.is_in(covered.iter().copied())).exec(transaction).await?;
        let decided = decision::Entity::delete_many().filter(decision::Column::Subject.eq(subject));
        decided.filter(decision::Column::EventId.is_in(covered)).exec(transaction).await?;
        Ok(())
    }

    /// Records an event, updates the states, and counts a withdrawal.
    async fn change(
        &self,
        transaction: &DatabaseTransaction,
        decisions: Vec<Decision>,
        control: Control,
        strand: Option<Uuid>,
        origin: &str,
    ) -> Result<(), StoreError> {
        let Self { row, published, organisation, notice, locale, .. } = self;
        let subject = new_subject(row.subject);
        let expression = Expression::now(decisions, control, origin);
        let about = SubjectMatter::Site(published.site.id);
        let event = new_event(&organisation.organisation, about, notice.published.reference(), *locale, expression, &subject);
        let mut rows = WriteSet::default();
        rows.push_event_of(&event, &subject, strand, Some(KnownAs::Earlier(EventId(row.event_id))));
        if control == Control::Withdraw {
            rows.counts = SiteCounters::control(place(published, notice, *locale, organisation), control);
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
