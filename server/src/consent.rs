//! Consent: the outbox of messages for other systems.

pub(crate) mod outbox_command;
