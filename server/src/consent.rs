//! Consent: the outbox of what other systems must be told.

pub(crate) mod outbox_command;
