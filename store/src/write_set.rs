//! The conversion of a response, in types of the domain, to its rows. Few statements with many rows each insert them.

pub(crate) mod comment;
pub(crate) mod event;
pub(crate) mod place;
pub(crate) mod rollup;
pub(crate) mod site_counters;

use std::collections::BTreeMap;

use domain::{
    calendar::{Day, Millis},
    channel::Channel,
    consent::{
        ConsentEvent, Subject, SubjectMatter,
        change::{AnswersChange, ConsentChange, KnownAs},
    },
    contact::Contact,
    hash::Sha256Hash,
    id::{EventId, Key, OrganisationId, ResponseId},
    locale::Locale,
    notice::NoticeReference,
    response::{
        answer::{Answer, Answers},
        sending::BodyNumber,
    },
    survey::attribute::{Attributes, ReceivedBy},
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbBackend, DbErr, Statement};
use uuid::Uuid;

use crate::{
    cache::{LoadedOrganisation, LoadedVersion},
    clock::{id_at, new_id},
    database::{bulk_insert::Inserts, column::Text},
    entity::{
        comment as comment_row,
        consent::{consent_event, event_subject, outbox, standing},
        response::{self, answer, contact, import_reference},
        site::{decision, site_standing},
    },
    error::StoreError,
    write_set::{
        comment::CORRECTED,
        event::{Expression, log_year, new_event, new_subject},
        place::{AnswerPlace, AnswerValue},
        rollup::{CountedAnswer, RollupCell, Rollups, Stripe},
        site_counters::SiteCounters,
    },
};

/// A response about to be stored.
pub(crate) struct ResponseRow<'a> {
    pub(crate) organisation: &'a LoadedOrganisation,
    pub(crate) version: &'a LoadedVersion,
    pub(crate) notice: NoticeReference,
    pub(crate) locale: Locale,
    pub(crate) channel: Channel,
    pub(crate) submitted_at: Millis,
    pub(crate) receipt_hash: Option<Sha256Hash>,
    pub(crate) content_hash: Option<Sha256Hash>,
    pub(crate) external_id: Option<String>,
    pub(crate) answers: &'a Answers,
    pub(crate) attributes: &'a Attributes,
    pub(crate) attributes_by: ReceivedBy,
    pub(crate) contact: Option<&'a Contact>,
    /// `None` in light mode.
    pub(crate) expression: Option<Expression<'a>>,
    /// The number of the body, if its page numbers them.
    pub(crate) body: Option<BodyNumber>,
}

/// The rows that one transaction inserts together.
#[derive(Clone, Default)]
pub(crate) struct WriteSet {
    responses: Vec<response::ActiveModel>,
    answers: Vec<answer::ActiveModel>,
    comments: Vec<comment_row::ActiveModel>,
    contacts: Vec<contact::ActiveModel>,
    events: Vec<consent_event::ActiveModel>,
    subjects: Vec<event_subject::ActiveModel>,
    outbox: Vec<outbox::ActiveModel>,
    standings: Vec<standing::ActiveModel>,
    pub(crate) references: Vec<import_reference::ActiveModel>,
    pub(crate) decisions: Vec<decision::ActiveModel>,
    /// By visitor and purpose. The last one counts.
    pub(crate) site_standings: BTreeMap<(Uuid, Key), site_standing::ActiveModel>,
    pub(crate) counts: SiteCounters,
    pub(crate) rollups: Rollups,
}

/// The last write counts instead of the latest time, because the clocks of two servers may differ. Each writer has
/// locked the visitor (`visitors.rs`).
const LAST: &str = " ON CONFLICT (subject, purpose) DO UPDATE SET basis = excluded.basis, state = excluded.state, \
    event_id = excluded.event_id, since = excluded.since, valid_until = excluded.valid_until";

impl WriteSet {
    /// A write set that only raises counters.
    pub(crate) fn counting(counts: SiteCounters) -> Self {
        Self { counts, ..Self::default() }
    }

    /// Adds all rows of a response.
    pub(crate) fn push(&mut self, mut row: ResponseRow<'_>) -> Result<ResponseId, StoreError> {
        let id = ResponseId(id_at(row.submitted_at));
        let day = Day::of(row.submitted_at, &row.organisation.zone);
        let version = &row.version.version;
        let subject = row.expression.take().map(|expression| {
            let subject = new_subject(new_id());
            let about = SubjectMatter::Survey(version.survey);
            let event = new_event(&row.organisation.organisation, about, row.notice, row.locale, expression, &subject);
            self.push_standing(id, &event);
            self.push_event(&event, &subject, None);
            subject.pseudonym
        });
        let place = AnswerPlace { response: id, day, locale: row.locale, channel: row.channel, included: 1 };
        let first = self.answers.len();
        self.push_answers(&place, row.version, row.answers)?;
        let cell = RollupCell { day, locale: row.locale, channel: row.channel, version: version.id.0 };
        self.rollups.count(&cell, row.version, self.answers[first..].iter().filter_map(given));
        self.push_attributes(&place, row.version, (row.attributes, row.attributes_by))?;
        if let Some(contact) = row.contact {
            self.push_contact(id, contact);
        }
        self.responses.push(response::ActiveModel {
            id: Set(id.0),
            survey_id: Set(version.survey.0),
            survey_version_id: Set(version.id.0),
            notice_version_id: Set(row.notice.id.0),
            subject: Set(subject),
            receipt_hash: Set(row.receipt_hash.map(|h| h.0.to_vec())),
            content_hash: Set(row.content_hash.map(|h| h.0.to_vec())),
            external_id: Set(row.external_id),
            locale: Set(Text(row.locale)),
            channel: Set(Text(row.channel)),
            submitted_at: Set(row.submitted_at.0),
            day: Set(day.0),
            included: Set(1),
            erased_at: Set(None),
            body_number: Set(row.body.map(BodyNumber::to_stored)),
        });
        Ok(id)
    }

    /// Adds contact details.
    pub(crate) fn push_contact(&mut self, response: ResponseId, contact: &Contact) {
        self.contacts.push(contact::ActiveModel {
            response_id: Set(response.0),
            email: Set(contact.email.clone().map(Text)),
            phone: Set(contact.phone.clone().map(Text)),
        });
    }

    /// Adds the message to other systems about a change of answers.
    pub(crate) fn push_change(&mut self, organisation: OrganisationId, change: &AnswersChange) {
        self.push_message(organisation, serde_json::to_string(change).unwrap_or_default());
    }

    fn push_message(&mut self, organisation: OrganisationId, content: String) {
        self.outbox.push(outbox::ActiveModel { id: Set(new_id()), organisation_id: Set(organisation.0), content: Set(content) });
    }

    /// Adds an event with its subject, and the message to other systems about it. `known_as` is the id of the subject
    /// in those systems, if they know it.
    pub(crate) fn push_event(&mut self, event: &ConsentEvent, subject: &Subject, known_as: Option<KnownAs>) {
        self.push_event_of(event, subject, None, known_as);
    }

    /// The same for an event of a strand of a visitor's events.
    pub(crate) fn push_event_of(
        &mut self,
        event: &ConsentEvent,
        subject: &Subject,
        strand: Option<Uuid>,
        known_as: Option<KnownAs>,
    ) {
        self.events.push(consent_event::ActiveModel {
            id: Set(event.id.0),
            organisation_id: Set(event.organisation.0),
            log_year: Set(log_year(event.time)),
            seq: Set(None),
            leaf: Set(event.leaf()),
        });
        self.subjects.push(event_subject::ActiveModel {
            subject: Set(subject.pseudonym),
            event_id: Set(event.id.0),
            salt: Set(subject.salt.to_vec()),
            strand: Set(strand),
        });
        if let Some(change) = known_as.and_then(|known_as| ConsentChange::of(event, known_as)) {
            self.push_message(event.organisation, serde_json::to_string(&change).unwrap_or_default());
        }
    }

    /// The first event.
    pub(crate) fn event(&self) -> Option<EventId> {
        self.events.first().and_then(|event| event.id.try_as_ref().copied()).map(EventId)
    }

    /// Adds the rows of another write set.
    pub(crate) fn extend(&mut self, others: Self) {
        self.responses.extend(others.responses);
        self.answers.extend(others.answers);
        self.comments.extend(others.comments);
        self.contacts.extend(others.contacts);
        self.events.extend(others.events);
        self.subjects.extend(others.subjects);
        self.outbox.extend(others.outbox);
        self.standings.extend(others.standings);
        self.references.extend(others.references);
        self.decisions.extend(others.decisions);
        self.site_standings.extend(others.site_standings);
        self.counts.add(others.counts);
        self.rollups.add(others.rollups);
    }

    /// Inserts everything.
    pub(crate) async fn insert(self, connection: &impl ConnectionTrait) -> Result<(), DbErr> {
        for statement in self.into_statements(connection.get_database_backend(), Stripe::SINGLE)? {
            connection.execute_raw(statement).await?;
        }
        Ok(())
    }

    /// The statements that insert everything. To be executed in one transaction.
    pub(crate) fn into_statements(self, backend: DbBackend, stripe: Stripe) -> Result<Vec<Statement>, DbErr> {
        let mut inserts = Inserts::default();
        inserts.add::<response::Entity, _>(self.responses)?;
        inserts.add::<answer::Entity, _>(self.answers)?;
        inserts.add_or::<comment_row::Entity, _>(self.comments, CORRECTED)?;
        inserts.add::<contact::Entity, _>(self.contacts)?;
        inserts.add::<consent_event::Entity, _>(self.events)?;
        inserts.add::<event_subject::Entity, _>(self.subjects)?;
        inserts.add::<outbox::Entity, _>(self.outbox)?;
        inserts.add::<standing::Entity, _>(self.standings)?;
        inserts.add::<import_reference::Entity, _>(self.references)?;
        inserts.add::<decision::Entity, _>(self.decisions)?;
        inserts.add_or::<site_standing::Entity, _>(self.site_standings.into_values().collect(), LAST)?;
        self.counts.insert(&mut inserts)?;
        self.rollups.insert(stripe, &mut inserts)?;
        Ok(inserts.into_statements(backend))
    }

    /// Adds the states of the purposes that stand after an event.
    pub(crate) fn push_standing(&mut self, response: ResponseId, event: &ConsentEvent) {
        self.standings.extend(event.decisions.iter().filter(|d| d.state.stands()).map(|decision| standing::ActiveModel {
            response_id: Set(response.0),
            purpose: Set(Text(decision.purpose.clone())),
            basis: Set(Text(decision.basis)),
            state: Set(Text(decision.state)),
            event_id: Set(event.id.0),
            since: Set(event.decided_at().0),
        }));
    }

    /// Adds attributes. Each is stored like a choice, under a number of its own; its item says how it arrived.
    fn push_attributes(
        &mut self,
        place: &AnswerPlace,
        version: &LoadedVersion,
        (attributes, by): (&Attributes, ReceivedBy),
    ) -> Result<(), StoreError> {
        for (key, value) in attributes {
            let value = AnswerValue { choice: Some(value.clone()), ..AnswerValue::default() };
            self.answers.push(place.answer(number_of(version, key)?, by.number(), value));
        }
        Ok(())
    }

    /// Adds answers.
    pub(crate) fn push_answers(
        &mut self,
        place: &AnswerPlace,
        version: &LoadedVersion,
        answers: &Answers,
    ) -> Result<(), StoreError> {
        self.comments.extend(comment::rows(place, version, answers)?);
        for (key, answer) in answers {
            let question = number_of(version, key)?;
            let mut push = |item: usize, value: AnswerValue| {
                let item = i16::try_from(item).unwrap_or(i16::MAX);
                self.answers.push(place.answer(question, item, value));
            };
            let choice = |key: &Key| AnswerValue { choice: Some(key.to_string()), ..AnswerValue::default() };
            match answer {
                Answer::Score(score) => push(0, AnswerValue { score: Some(*score), ..AnswerValue::default() }),
                Answer::Choice(key) => push(0, choice(key)),
                Answer::Choices(keys) => keys.iter().enumerate().for_each(|(i, key)| push(i, choice(key))),
                Answer::Text(text) => push(0, AnswerValue { text: Some(text.clone()), ..AnswerValue::default() }),
                Answer::Number(number) => push(0, AnswerValue { number: Some(*number), ..AnswerValue::default() }),
                Answer::Matrix(rated) => {
                    rated.iter().enumerate().for_each(|(i, (key, score))| push(i, AnswerValue { score: *score, ..choice(key) }));
                }
                Answer::NotApplicable => push(0, AnswerValue::default()),
            }
        }
        Ok(())
    }
}

/// An answer as it is counted. `None` if it is not counted.
fn given(row: &answer::ActiveModel) -> Option<CountedAnswer<'_>> {
    let is_counted = row.text.try_as_ref()?.is_none() && row.number.try_as_ref()?.is_none();
    let (question, score, choice) = (*row.question_id.try_as_ref()?, *row.score.try_as_ref()?, row.choice.try_as_ref()?);
    is_counted.then_some(CountedAnswer { question, score, choice: choice.as_deref() })
}

/// The number of a question or attribute.
fn number_of(version: &LoadedVersion, key: &Key) -> Result<i32, StoreError> {
    version.question_ids.get(key).copied().ok_or_else(|| StoreError::unreadable("the number of a question"))
}
