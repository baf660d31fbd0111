//! Rows of consent: events, their subjects, the state of each purpose, and the outbox.

pub(crate) mod consent_event;
pub(crate) mod event_subject;
pub(crate) mod outbox;
pub(crate) mod repeat_note;
pub(crate) mod standing;
