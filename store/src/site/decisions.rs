//! Decisions of visitors of websites: a grant, a mixed choice and a withdrawal become events; a mere refusal is
//! counted.

use std::{collections::HashMap, sync::Arc, time::Instant};

use domain::{
    calendar::Day,
    consent::{Control, Decision, State, SubjectMatter, change::KnownAs},
    hash::Sha256Hash,
    id::{EventId, Key},
    locale::Locale,
    notice::purpose::Basis,
    receipt::response::Withdrawal,
    site::{SiteNotice, decision::SiteDecision, published::PublishedSite},
};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::{
    cache::LoadedOrganisation,
    clock::{new_id, now},
    database::column::Text,
    entity::site::{decision, site_standing},
    error::{StoreError, is_deadlock, is_duplicate},
    group_commit::batch::{Outcome, Prepared, PreparedKey},
    recent_keys::Seen,
    site::visitors::{is_last_word, list_standing, lock_visitors, standing_of, strand_of},
    store::Store,
    write_set::{
        WriteSet,
        event::{Expression, new_event, new_subject},
        site_counters::{CounterPlace, SiteCounters},
    },
};

/// A decision to be stored.
#[derive(Clone, Debug)]
pub struct NewDecision {
    /// The website.
    pub published: Arc<PublishedSite>,
    /// The version of its notice that was shown (which need not be the current one).
    pub notice: Arc<SiteNotice>,
    /// The decision.
    pub decision: SiteDecision,
    /// Scheme and host of the page.
    pub origin: String,
}

/// The outcome of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// Its event is on disk, from this or an earlier submission.
    Recorded(EventId),
    /// It is counted, and no other data of it are stored.
    Counted,
    /// Another decision was sent before under this key, and nothing was added.
    KeyReused,
    /// The same decision was recorded before under this key, as this event, but is no longer the visitor's current one:
    /// it was withdrawn, replaced, or has expired. Nothing was added, and it must not grant anything.
    Superseded(EventId),
}

/// What an earlier decision of the visitor says about a later one.
struct Earlier {
    subject: Uuid,
    /// Each purpose with its state.
    states: HashMap<Key, State>,
    /// Which events the receipt of the later one covers.
    covers: Covers,
}

/// Which events the receipt of a later decision covers.
enum Covers {
    /// This decision alone: only an event id was shown, which scripts can read.
    Itself,
    /// All that the receipt of the earlier decision covers, too.
    With(Option<Uuid>),
}

impl Store {
    /// Stores a decision. Returns when it is on disk. The same key and content may be sent any number of times: a
    /// recorded decision counts once for ever, a refusal once an hour.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: whether it was stored is not known; sending it again is safe.
    pub async fn submit_decision(&self, new: NewDecision) -> Result<Decided, StoreError> {
        self.submit_until(new, None).await
    }

    /// The same, but a later decision of a visitor is not stored if the visitor cannot be locked before `end`. By then
    /// the visitor may have decided again, and this decision would overtake that one.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`], as above, and if it came too late.
    pub async fn submit_decision_before(&self, new: NewDecision, end: Instant) -> Result<Decided, StoreError> {
        self.submit_until(new, Some(end)).await
    }

    async fn submit_until(&self, new: NewDecision, end: Option<Instant>) -> Result<Decided, StoreError> {
        let (key, earlier) = self.receipt_hashes(new.published.organisation.id, &new.decision.key);
        let content = new.decision.content_hash;
        let prepared_key = PreparedKey { receipt: key, earlier, content };
        let organisation = self.load_organisation(self.read(), new.published.organisation.id).await?;
        let recent_keys = &self.inner.recent_keys;
        if !new.decision.is_only_counted() {
            if recent_keys.knows(&key) {
                return Ok(Decided::KeyReused);
            }
            if let Some(event) = new.decision.subject
                && let Some(decided) = self.submit_later(&new, event, &organisation, end).await?
            {
                return Ok(decided);
            }
            let (event, rows) = rows_of(&new, key, &organisation, None);
            return Ok(match self.submit_one(Prepared { key: Some(prepared_key), survey: None, rows }).await? {
                Outcome::Stored => Decided::Recorded(event),
                Outcome::Repeated(Some(earlier)) => repeated(self.read(), earlier, &new.decision).await?,
                _ => Decided::KeyReused,
            });
        }
        let counts = SiteCounters::decision(place_of(&new, &organisation), &new.decision);
        match recent_keys.remember(key, content) {
            Seen::Same => return Ok(Decided::Counted),
            Seen::Other => return Ok(Decided::KeyReused),
            Seen::New => {}
        }
        let rows = WriteSet::counting(counts);
        let outcome = self.submit_one(Prepared { key: Some(prepared_key), survey: None, rows }).await;
        if !matches!(outcome, Ok(Outcome::Stored)) {
            recent_keys.forget(&key);
        }
        Ok(if outcome? == Outcome::Stored { Decided::Counted } else { Decided::KeyReused })
    }

    /// Counts one display of a website's notice.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_shown(&self, published: &PublishedSite, locale: Locale) -> Result<(), StoreError> {
        let organisation = self.load_organisation(self.read(), published.organisation.id).await?;
        let counts = SiteCounters::shown(place(published, &published.notice, locale, &organisation));
        self.submit_one(Prepared { key: None, survey: None, rows: WriteSet::counting(counts) }).await?;
        Ok(())
    }

    async fn submit_one(&self, prepared: Prepared) -> Result<Outcome, StoreError> {
        Ok(self.writer().submit(vec![prepared]).await?[0])
    }

    /// Stores a later decision of a visitor. `None` if the visitor is not known, or no longer. If another server stores
    /// the same decision at the same time, it is tried once more.
    async fn submit_later(
        &self,
        new: &NewDecision,
        event: EventId,
        organisation: &LoadedOrganisation,
        end: Option<Instant>,
    ) -> Result<Option<Decided>, StoreError> {
        match self.try_submit_later(new, event, organisation, end).await {
            Err(Attempt::Again) => self.try_submit_later(new, event, organisation, end).await.map_err(|failed| match failed {
                Attempt::Again => StoreError::Conflict("decision"),
                Attempt::Failed(error) => error,
            }),
            Err(Attempt::Failed(error)) => Err(error),
            Ok(decided) => Ok(decided),
        }
    }

    /// Runs in a separate transaction that locks the visitor. No other transaction can change or erase the visitor's
    /// states between reading and writing.
    async fn try_submit_later(
        &self,
        new: &NewDecision,
        event: EventId,
        organisation: &LoadedOrganisation,
        end: Option<Instant>,
    ) -> Result<Option<Decided>, Attempt> {
        let transaction = self.begin().await?;
        let subject = hold_visitor(&*transaction, new, event).await?;
        let in_time = || match end {
            Some(end) if Instant::now() >= end => Err(StoreError::Unavailable("the decision came too late".to_owned())),
            _ => Ok(()),
        };
        in_time()?;
        let Some(subject) = subject else { return Ok(None) };
        let (key, earlier) = self.receipt_hashes(new.published.organisation.id, &new.decision.key);
        let by_key = decision::Column::ReceiptHash.is_in([key, earlier].map(|hash| hash.0.to_vec()));
        if let Some(row) = decision::Entity::find().filter(by_key).one(&*transaction).await? {
            let is_same = row.content_hash == new.decision.content_hash.0;
            return Ok(Some(match is_same {
                true => repeated(&*transaction, EventId(row.event_id), &new.decision).await?,
                false => Decided::KeyReused,
            }));
        }
        let states = states_of(&*transaction, subject).await?;
        let covers = coverage(&*transaction, &new.decision, subject).await?;
        let (event, rows) = rows_of(new, key, organisation, Some(Earlier { subject, states, covers }));
        rows.insert(&*transaction).await?;
        // Checked again, because the transaction may have waited for another lock. It is not committed yet.
        in_time()?;
        transaction.commit().await?;
        Ok(Some(Decided::Recorded(event)))
    }

    /// Withdraws the purposes of a grant on which it is still the visitor's latest decision. Later decisions stay in
    /// force, also those from other servers. May be repeated.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: whether it was withdrawn is not known.
    pub async fn withdraw_grant(&self, grant: EventId, mut withdrawal: NewDecision) -> Result<Withdrawal, StoreError> {
        let organisation = self.load_organisation(self.read(), withdrawal.published.organisation.id).await?;
        let transaction = self.begin().await?;
        let Some(subject) = hold_visitor(&*transaction, &withdrawal, grant).await? else { return Ok(Withdrawal::NotStanding) };
        let standing = list_standing(&*transaction, subject).await?;
        let states = states_of(&*transaction, subject).await?;
        let stands_by_it = |purpose: &Key| {
            let is_last_word = standing.iter().any(|row| row.event_id == grant.0 && row.purpose.0 == *purpose);
            is_last_word && states.get(purpose).is_some_and(|state| state.stands())
        };
        let decision = &mut withdrawal.decision;
        decision.subject = Some(grant);
        decision.purposes.retain(|decided| decided.basis != Basis::Consent || stands_by_it(&decided.purpose));
        if decision.chosen().next().is_none() {
            return Ok(Withdrawal::NotStanding);
        }
        let (key, _) = self.receipt_hashes(withdrawal.published.organisation.id, &withdrawal.decision.key);
        let covers = Covers::With(strand_of(&*transaction, subject, grant.0).await?);
        let (_, rows) = rows_of(&withdrawal, key, &organisation, Some(Earlier { subject, states, covers }));
        rows.insert(&*transaction).await?;
        transaction.commit().await?;
        Ok(Withdrawal::Done)
    }
}

/// Locks the visitor of an event of a decision's website until the transaction ends. `None` if the visitor is not
/// known, or no longer.
async fn hold_visitor(connection: &impl ConnectionTrait, new: &NewDecision, event: EventId) -> Result<Option<Uuid>, StoreError> {
    let of_site = decision::Column::SiteId.eq(new.published.site.id.0);
    let earlier = decision::Entity::find_by_id(event.0).filter(of_site).one(connection).await?;
    let Some(earlier) = earlier else { return Ok(None) };
    let held = lock_visitors(connection, [earlier.subject]).await?;
    Ok(held.iter().any(|row| row.event_id == event.0).then_some(earlier.subject))
}

/// What the receipt of a later decision of a visitor covers: more than itself only if a receipt of the visitor is shown.
async fn coverage(connection: &impl ConnectionTrait, new: &SiteDecision, subject: Uuid) -> Result<Covers, StoreError> {
    let Some(code) = &new.subject_receipt else { return Ok(Covers::Itself) };
    let shown = decision::Entity::find()
        .filter(decision::Column::ReceiptHash.eq(code.lookup_hash().0.to_vec()))
        .filter(decision::Column::Subject.eq(subject))
        .one(connection)
        .await?;
    Ok(match shown {
        Some(shown) => Covers::With(strand_of(connection, subject, shown.event_id).await?),
        None => Covers::Itself,
    })
}

/// Why a later decision was not stored.
enum Attempt {
    /// Another server stored the same decision.
    Again,
    Failed(StoreError),
}

impl From<StoreError> for Attempt {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl From<DbErr> for Attempt {
    fn from(error: DbErr) -> Self {
        if is_duplicate(&error) || is_deadlock(&error) { Self::Again } else { Self::Failed(error.into()) }
    }
}

/// The outcome for a decision that was recorded before.
async fn repeated(connection: &impl ConnectionTrait, event: EventId, decision: &SiteDecision) -> Result<Decided, StoreError> {
    let is_last_word = is_last_word(connection, event, decision).await?;
    Ok(if is_last_word { Decided::Recorded(event) } else { Decided::Superseded(event) })
}

/// The rows of a recorded decision, and its event.
fn rows_of(
    new: &NewDecision,
    receipt: Sha256Hash,
    organisation: &LoadedOrganisation,
    earlier: Option<Earlier>,
) -> (EventId, WriteSet) {
    let site = new.published.site.id;
    let is_known = earlier.is_some();
    let first = || Earlier { subject: new_id(), states: HashMap::new(), covers: Covers::With(None) };
    let Earlier { subject: pseudonym, states, covers } = earlier.unwrap_or_else(first);
    let subject = new_subject(pseudonym);
    let expression = Expression {
        decisions: decisions(&new.decision, &states),
        control: new.decision.control,
        origin: &new.origin,
        stated_time: None,
        validity_months: Some(new.notice.validity_months()),
    };
    let about = SubjectMatter::Site(site);
    let event = new_event(&organisation.organisation, about, new.decision.notice, new.decision.locale, expression, &subject);
    let valid_until = event.valid_until.unwrap_or(event.time);
    let mut rows = WriteSet::counting(SiteCounters::decision(place_of(new, organisation), &new.decision));
    let known_as = new.decision.subject.filter(|_| is_known).map(KnownAs::Earlier);
    let strand = match covers {
        Covers::Itself => Some(event.id.0),
        Covers::With(strand) => strand,
    };
    rows.push_event_of(&event, &subject, strand, known_as);
    rows.decisions.push(decision::ActiveModel {
        event_id: Set(event.id.0),
        site_id: Set(site.0),
        notice_version_id: Set(event.notice.id.0),
        subject: Set(pseudonym),
        receipt_hash: Set(receipt.0.to_vec()),
        content_hash: Set(new.decision.content_hash.0.to_vec()),
        locale: Set(Text(event.locale)),
        decided_at: Set(event.time.0),
        valid_until: Set(valid_until.0),
    });
    // A purpose that was only ever refused has no row.
    let kept = |decided: &&Decision| decided.state != State::Refused || states.contains_key(&decided.purpose);
    for decided in event.decisions.iter().filter(|decided| decided.basis == Basis::Consent).filter(kept) {
        let row = site_standing::ActiveModel {
            subject: Set(pseudonym),
            purpose: Set(Text(decided.purpose.clone())),
            basis: Set(Text(decided.basis)),
            state: Set(Text(decided.state)),
            event_id: Set(event.id.0),
            since: Set(event.time.0),
            valid_until: Set(valid_until.0),
        };
        rows.site_standings.insert((pseudonym, decided.purpose.clone()), row);
    }
    (event.id, rows)
}

/// The state of each purpose of a visitor.
async fn states_of(connection: &impl ConnectionTrait, subject: Uuid) -> Result<HashMap<Key, State>, StoreError> {
    let today = now();
    let state = |row| {
        let (standing, valid_until) = standing_of(row);
        let ended = standing.state.stands() && valid_until < today;
        (standing.purpose, if ended { State::Expired } else { standing.state })
    };
    Ok(list_standing(connection, subject).await?.into_iter().map(state).collect())
}

/// Each purpose with its new state.
fn decisions(decision: &SiteDecision, earlier: &HashMap<Key, State>) -> Vec<Decision> {
    let state = |purpose: &Key, granted: bool| match decision.control {
        // This holds also if no earlier decision is found, because the visitor says that consent was given.
        Control::Withdraw => State::Withdrawn,
        _ => State::after(earlier.get(purpose).copied(), granted),
    };
    let decide = |decided: &domain::site::decision::PurposeDecision| Decision {
        purpose: decided.purpose.clone(),
        basis: decided.basis,
        state: match decided.basis {
            Basis::Consent => state(&decided.purpose, decided.granted),
            _ => State::Asserted,
        },
    };
    decision.purposes.iter().map(decide).collect()
}

fn place_of(new: &NewDecision, organisation: &LoadedOrganisation) -> CounterPlace {
    place(&new.published, &new.notice, new.decision.locale, organisation)
}

/// The dimensions of the counters of a decision.
pub(crate) fn place(
    published: &PublishedSite,
    notice: &SiteNotice,
    locale: Locale,
    organisation: &LoadedOrganisation,
) -> CounterPlace {
    CounterPlace { site: published.site.id, notice: notice.published.id, locale, day: Day::of(now(), &organisation.zone) }
}
