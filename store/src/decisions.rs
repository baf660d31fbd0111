//! Decisions of visitors of websites: a grant, a mixed choice and a withdrawal become events; who only refuses is counted.

use std::{collections::HashMap, sync::Arc};

use domain::{
    calendar::{Day, Millis},
    consent::{Control, Decision, State, SubjectMatter},
    consent_change::KnownAs,
    decision::SiteDecision,
    id::{EventId, Key, SiteId},
    locale::Locale,
    purpose::Basis,
    site::SiteNotice,
};
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use crate::{
    PublishedSite, Store, StoreError,
    batch::{Outcome, Prepared},
    cache::LoadedOrganisation,
    clock::now,
    counts::{Counts, Place},
    entity::{decision, site_standing},
    refusals::Seen,
    rows::{Expression, Rows, new_event, new_subject},
};

/// A decision to be stored.
#[derive(Clone, Debug)]
pub struct NewDecision {
    /// The website.
    pub published: Arc<PublishedSite>,
    /// The version of its notice that was shown, which need not be the one shown now.
    pub notice: Arc<SiteNotice>,
    /// What was decided.
    pub decision: SiteDecision,
    /// Scheme and host of the page.
    pub origin: String,
}

/// What became of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// Its event is on disk, now or from an earlier time that it was sent.
    Recorded(EventId),
    /// It is counted, and nothing else of it is stored.
    Counted,
    /// Something else was decided before under this key: nothing was added.
    KeyReused,
}

impl Store {
    /// Stores a decision and answers once what it says is on disk. The same key and content may be sent any number of times:
    /// a recorded one counts once for ever, a refusal once an hour.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`]: whether it was stored is not known; sending it again is safe.
    pub async fn submit_decision(&self, new: NewDecision) -> Result<Decided, StoreError> {
        let key = new.decision.key.receipt_code().lookup_hash();
        let content = new.decision.content_hash;
        let organisation = self.load_organisation(new.published.organisation.id).await?;
        let place = place(&new.published, &new.notice, new.decision.locale, &organisation);
        let counts = Counts::decision(place, &new.decision);
        let refusals = &self.inner.refusals;
        if !new.decision.is_only_counted() {
            if refusals.knows(&key) {
                return Ok(Decided::KeyReused);
            }
            let (event, rows) = self.rows_of(&new, &organisation, counts).await?;
            return Ok(match self.submit_one(Prepared { key: Some((key, content)), survey: None, rows }).await? {
                Outcome::Stored => Decided::Recorded(event),
                Outcome::Repeated(Some(earlier)) => Decided::Recorded(earlier),
                _ => Decided::KeyReused,
            });
        }
        match refusals.remember(key, content) {
            Seen::Same => return Ok(Decided::Counted),
            Seen::Other => return Ok(Decided::KeyReused),
            Seen::New => {}
        }
        let rows = Rows::counting(counts);
        let outcome = self.submit_one(Prepared { key: Some((key, content)), survey: None, rows }).await;
        if !matches!(outcome, Ok(Outcome::Stored)) {
            refusals.forget(&key);
        }
        Ok(if outcome? == Outcome::Stored { Decided::Counted } else { Decided::KeyReused })
    }

    /// Counts that the notice of a website was shown.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn count_shown(&self, published: &PublishedSite, locale: Locale) -> Result<(), StoreError> {
        let organisation = self.load_organisation(published.organisation.id).await?;
        let counts = Counts::shown(place(published, &published.notice, locale, &organisation));
        self.submit_one(Prepared { key: None, survey: None, rows: Rows::counting(counts) }).await?;
        Ok(())
    }

    async fn submit_one(&self, prepared: Prepared) -> Result<Outcome, StoreError> {
        Ok(self.writer().submit(vec![prepared]).await?[0])
    }

    async fn rows_of(
        &self,
        new: &NewDecision,
        organisation: &LoadedOrganisation,
        counts: Counts,
    ) -> Result<(EventId, Rows), StoreError> {
        let site = new.published.site.id;
        let earlier = match new.decision.subject {
            Some(event) => self.find_visitor(site, event).await?,
            None => None,
        };
        let is_known = earlier.is_some();
        let (pseudonym, states) = earlier.unwrap_or_else(|| (Uuid::now_v7(), HashMap::new()));
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
        let mut rows = Rows::counting(counts);
        let known_as = new.decision.subject.filter(|_| is_known).map(KnownAs::Earlier);
        rows.push_event(&event, &subject, known_as);
        rows.decisions.push(decision::ActiveModel {
            event_id: Set(event.id.0),
            site_id: Set(site.0),
            notice_version_id: Set(event.notice.id.0),
            subject: Set(pseudonym),
            receipt_hash: Set(new.decision.key.receipt_code().lookup_hash().0.to_vec()),
            content_hash: Set(new.decision.content_hash.0.to_vec()),
            locale: Set(event.locale.tag().to_owned()),
            decided_at: Set(event.time.0),
            valid_until: Set(valid_until.0),
        });
        // A purpose that was only ever refused has no row.
        let kept = |decided: &&Decision| decided.state != State::Refused || states.contains_key(&decided.purpose);
        for decided in event.decisions.iter().filter(|decided| decided.basis == Basis::Consent).filter(kept) {
            let row = site_standing::ActiveModel {
                subject: Set(pseudonym),
                purpose: Set(decided.purpose.to_string()),
                basis: Set(decided.basis.name().to_owned()),
                state: Set(decided.state.name().to_owned()),
                event_id: Set(event.id.0),
                since: Set(event.time.0),
                valid_until: Set(valid_until.0),
            };
            rows.site_standings.insert((pseudonym, decided.purpose.to_string()), row);
        }
        Ok((event.id, rows))
    }

    /// The pseudonym behind an earlier record of a website, with the states of its purposes; none where it was erased.
    async fn find_visitor(&self, site: SiteId, event: EventId) -> Result<Option<(Uuid, HashMap<Key, State>)>, StoreError> {
        let earlier = decision::Entity::find_by_id(event.0).filter(decision::Column::SiteId.eq(site.0)).one(self.read()).await?;
        let Some(earlier) = earlier else { return Ok(None) };
        let standing = self.list_site_standing(earlier.subject).await?;
        let today = now();
        let state = |(standing, valid_until): (crate::PurposeStanding, Millis)| {
            let ended = standing.state.stands() && valid_until < today;
            (standing.purpose, if ended { State::Expired } else { standing.state })
        };
        Ok(Some((earlier.subject, standing.into_iter().map(state).collect())))
    }
}

/// Each purpose with its state from now on.
fn decisions(decision: &SiteDecision, earlier: &HashMap<Key, State>) -> Vec<Decision> {
    let state = |purpose: &Key, granted: bool| match decision.control {
        // Also of what cannot be found any more: the visitor says that it was given.
        Control::Withdraw => State::Withdrawn,
        _ => State::after(earlier.get(purpose).copied(), granted),
    };
    let decide = |decided: &domain::decision::PurposeDecision| Decision {
        purpose: decided.purpose.clone(),
        basis: decided.basis,
        state: match decided.basis {
            Basis::Consent => state(&decided.purpose, decided.granted),
            _ => State::Asserted,
        },
    };
    decision.purposes.iter().map(decide).collect()
}

/// Where what visitors do is counted.
pub(crate) fn place(published: &PublishedSite, notice: &SiteNotice, locale: Locale, organisation: &LoadedOrganisation) -> Place {
    Place { site: published.site.id, notice: notice.published.id, locale, day: Day::of(now(), &organisation.zone) }
}
