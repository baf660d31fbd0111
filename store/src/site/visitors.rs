//! A visitor of a website in the records: a pseudonym with decisions, and the state of each purpose. A transaction that
//! changes a visitor locks the visitor first. The locks are always taken in this order: the decisions of visitors by
//! pseudonym and age, then the states, then counters.

use domain::{
    calendar::Millis,
    consent::{ConsentEvent, SubjectMatter, standing::PurposeState},
    id::{EventId, Key},
    site::{decision::SiteDecision, published::PublishedSite},
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbBackend, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use crate::{
    clock::now,
    entity::{
        consent::{consent_event, event_subject},
        site::{decision, site_standing},
    },
    error::StoreError,
    store::Store,
};

impl Store {
    /// The purposes of a website that its visitor grants now, found by one of the visitor's events; none after an
    /// erasure. `None` if no such event of this website was ever recorded.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn list_granted(&self, published: &PublishedSite, event: EventId) -> Result<Option<Vec<Key>>, StoreError> {
        let of_site = decision::Column::SiteId.eq(published.site.id.0);
        let decided = decision::Entity::find_by_id(event.0).filter(of_site).one(self.read()).await?;
        let Some(row) = decided else {
            // An erasure takes the decision away and leaves the event, without a person.
            let recorded = consent_event::Entity::find_by_id(event.0).one(self.read()).await?;
            let recorded = recorded.map(|row| ConsentEvent::from_leaf(&row.leaf)).transpose();
            let recorded = recorded.map_err(|_| StoreError::unreadable("a consent event"))?;
            let is_of_site = recorded.is_some_and(|event| event.about == SubjectMatter::Site(published.site.id));
            return Ok(is_of_site.then(Vec::new));
        };
        let now = now();
        let standing = list_standing(self.read(), row.subject).await?.into_iter().map(standing_of);
        let in_force = standing.filter(|(standing, valid_until)| standing.state.stands() && now <= *valid_until);
        let mut granted: Vec<_> = in_force.map(|(standing, _)| standing.purpose).collect();
        granted.sort();
        Ok(Some(granted))
    }
}

/// The strand of an event of a visitor: the events that a receipt of this one covers. `None` where it covers all.
pub(crate) async fn strand_of(connection: &impl ConnectionTrait, subject: Uuid, event: Uuid) -> Result<Option<Uuid>, StoreError> {
    let link = event_subject::Entity::find_by_id((subject, event)).one(connection).await?;
    Ok(link.and_then(|link| link.strand))
}

/// The events of a strand of a visitor.
pub(crate) async fn list_strand(connection: &impl ConnectionTrait, subject: Uuid, strand: Uuid) -> Result<Vec<Uuid>, StoreError> {
    let events = event_subject::Entity::find().select_only().column(event_subject::Column::EventId);
    let of_visitor = events.filter(event_subject::Column::Subject.eq(subject));
    Ok(of_visitor.filter(event_subject::Column::Strand.eq(strand)).into_tuple().all(connection).await?)
}

/// The decisions of visitors, the oldest of each first, locked against other writers until the transaction ends. Erased
/// visitors have none.
pub(crate) async fn lock_visitors(
    transaction: &impl ConnectionTrait,
    subjects: impl IntoIterator<Item = Uuid>,
) -> Result<Vec<decision::Model>, StoreError> {
    let query = decision::Entity::find()
        .filter(decision::Column::Subject.is_in(subjects))
        .order_by_asc(decision::Column::Subject)
        .order_by_asc(decision::Column::EventId);
    // On SQLite the transaction holds the only write lock from its start.
    let is_postgres = transaction.get_database_backend() == DbBackend::Postgres;
    let query = if is_postgres { query.lock_exclusive() } else { query };
    Ok(query.all(transaction).await?)
}

/// The current and earlier states of a visitor's purposes.
pub(crate) async fn list_standing(
    connection: &impl ConnectionTrait,
    subject: Uuid,
) -> Result<Vec<site_standing::Model>, StoreError> {
    Ok(site_standing::Entity::find().filter(site_standing::Column::Subject.eq(subject)).all(connection).await?)
}

/// Whether a recorded decision is still the latest one for all its purposes: none was withdrawn, decided again or
/// erased since, and none has expired.
pub(crate) async fn is_last_word(
    connection: &impl ConnectionTrait,
    event: EventId,
    decision: &SiteDecision,
) -> Result<bool, StoreError> {
    let Some(row) = decision::Entity::find_by_id(event.0).one(connection).await? else { return Ok(false) };
    let now = now();
    let mut rows = std::collections::HashMap::new();
    for row in list_standing(connection, row.subject).await? {
        let (is_of_event, (standing, valid_until)) = (row.event_id == event.0, standing_of(row));
        rows.insert(standing.purpose, (is_of_event, standing.state.stands() && now <= valid_until));
    }
    Ok(decision.chosen().all(|chosen| match rows.get(&chosen.purpose) {
        Some((is_of_event, stands)) => *is_of_event && *stands == chosen.granted,
        // A purpose that was only ever refused has no row.
        None => !chosen.granted,
    }))
}

/// The state in a row, and until when it is valid.
pub(crate) fn standing_of(row: site_standing::Model) -> (PurposeState, Millis) {
    let standing = PurposeState { purpose: row.purpose.0, basis: row.basis.0, state: row.state.0, since: Millis(row.since) };
    (standing, Millis(row.valid_until))
}
